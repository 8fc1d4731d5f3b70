"""Cover: bounds, the best offer never falls by another offer, order and length do not matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.concepts import Kind
from passend.taxonomy.cover import BETA, Weighted, affinity, best_offer, cover, whole

SOME = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
OFFERS = st.lists(
    st.builds(
        Weighted,
        concept=st.integers(0, 2000),
        evidence=st.floats(0, 1, width=32),
        weight=st.floats(0, 4, width=32),
    ),
    max_size=12,
)


@SOME
@given(offers=OFFERS)
def test_a_cover_lies_between_0_and_1(taxonomy: Taxonomy, offers: list[Weighted]) -> None:
    for values in (
        cover(taxonomy, offers),
        whole(taxonomy, offers),
        best_offer(taxonomy, offers)[0],
    ):
        assert values.shape == (len(taxonomy),)
        assert values.dtype == np.float32
        assert values.min() >= 0
        assert values.max() <= 1 + 1e-6


@SOME
@given(offers=OFFERS, added=OFFERS)
def test_an_added_offer_never_lowers_the_best_offer(
    taxonomy: Taxonomy, offers: list[Weighted], added: list[Weighted]
) -> None:
    before, _ = best_offer(taxonomy, offers)
    after, _ = best_offer(taxonomy, [*offers, *added])
    assert (after >= before).all()


@SOME
@given(offers=OFFERS, data=st.data())
def test_the_order_of_offers_does_not_matter_to_the_last_bit(
    taxonomy: Taxonomy, offers: list[Weighted], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(offers))
    assert np.array_equal(cover(taxonomy, offers), cover(taxonomy, shuffled))


@SOME
@given(offers=OFFERS, times=st.integers(2, 5))
def test_the_whole_profile_does_not_grow_by_repeating_it(
    taxonomy: Taxonomy, offers: list[Weighted], times: int
) -> None:
    once, repeated = whole(taxonomy, offers), whole(taxonomy, offers * times)
    assert np.abs(repeated - once).max() < 1e-5


@SOME
@given(offers=OFFERS)
def test_the_best_offer_is_the_one_it_names(taxonomy: Taxonomy, offers: list[Weighted]) -> None:
    value, which = best_offer(taxonomy, offers)
    assert (which[value > 0] >= 0).all()
    assert (which[value == 0] == -1).all()
    for concept in np.flatnonzero(value)[:20]:
        offer = offers[which[concept]]
        target, strength = taxonomy.near(offer.concept)
        reach = np.float32(offer.evidence) * np.float32(strength[target == concept][0])
        assert value[concept] == pytest.approx(reach / 255, abs=1e-6)


def test_no_offers_cover_nothing(taxonomy: Taxonomy) -> None:
    assert not cover(taxonomy, []).any()
    value, which = best_offer(taxonomy, [])
    assert not value.any()
    assert (which == -1).all()


@pytest.mark.parametrize("weight", [0.0, -0.0])
def test_offers_without_weight_have_no_whole_profile(taxonomy: Taxonomy, weight: float) -> None:
    assert not whole(taxonomy, [Weighted(0, 1.0, weight)]).any()


def test_an_offer_covers_itself_in_full_and_its_kin_in_part(taxonomy: Taxonomy) -> None:
    occupation = taxonomy.kinds.index(Kind.OCCUPATION)
    covered = cover(taxonomy, [Weighted(occupation, 1.0, 1.0)])
    assert covered[occupation] == pytest.approx(1.0, abs=1e-5)
    task = next(t for t, _, _ in taxonomy.asked(occupation) if taxonomy.kinds[t] is Kind.TASK)
    assert 0 < covered[task] < 1


@SOME
@given(offers=OFFERS)
def test_the_cover_is_the_blend_it_says(taxonomy: Taxonomy, offers: list[Weighted]) -> None:
    best, _ = best_offer(taxonomy, offers)
    blend = BETA * best + (1 - BETA) * whole(taxonomy, offers)
    assert np.abs(cover(taxonomy, offers) - blend).max() < 1e-6
    assert np.array_equal(cover(taxonomy, offers, beta=1.0), best)


@given(st.lists(st.floats(-1, 1, width=32), min_size=2, max_size=20))
def test_affinity_grows_with_the_cosine_from_0_to_1(cosines: list[float]) -> None:
    values = affinity(np.array(sorted(cosines), np.float32))
    assert (np.diff(values) >= 0).all()
    assert affinity(np.array([0.15, -1.0, 1.0], np.float32)).tolist() == [0.0, 0.0, 1.0]
