"""Fusion by ranks and by standardised scores."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean, pstdev

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.evaluation.items import Item
from passend.evaluation.rankers import Resource
from passend.evaluation.rankers.fusion import RRF, FusionError, ZScore
from passend.evaluation.specs import SpecError
from tests.support import examples


class Fixed:
    """Gives the scores it was made with."""

    def __init__(self, *rows: Sequence[float], name: str = "fixed", resources=()) -> None:
        self.rows, self.name = np.array(rows, float), name
        if resources != "not stated":
            self.resources = resources

    def fit(self, corpus: Sequence[Item]) -> None:
        self.size = len(corpus)

    def score(self, queries: Sequence[Item]):
        return self.rows


def fused(ranker, documents: int, queries: int = 1):
    ranker.fit([Item(f"d{n}", "") for n in range(documents)])
    return ranker.score([Item(f"q{n}", "") for n in range(queries)])


def test_rrf_adds_reciprocal_ranks() -> None:
    # Ranks 1 2 3 and 3 1 2.
    found = fused(RRF([Fixed([9, 5, 1]), Fixed([0.1, 0.3, 0.2])]), 3)
    sums = [1 / 61 + 1 / 63, 1 / 62 + 1 / 61, 1 / 63 + 1 / 62]
    assert found[0] == pytest.approx([61 / 2 * one for one in sums])
    found = fused(RRF([Fixed([9, 5, 1]), Fixed([9, 5, 1])], k=0), 3)
    assert found[0] == pytest.approx([1, 1 / 2, 1 / 3])


def test_rrf_gives_nothing_beyond_the_depth() -> None:
    found = fused(RRF([Fixed([4, 3, 2, 1]), Fixed([1, 2, 3, 4])], depth=1), 4)
    assert found[0] == pytest.approx([0.5, 0, 0, 0.5])


def test_documents_that_a_ranker_does_not_tell_apart_get_the_same_from_it() -> None:
    zeros = Fixed([5.0] + [0.0] * 199)
    other = Fixed([0.0] * 200)
    found = fused(RRF([zeros, other]), 200)[0]
    # The zeros share rank 101 and lie beyond the depth; 200 equal ones share rank 100.5.
    assert found.tolist() == [0.5] + [0.0] * 199
    found = fused(RRF([Fixed([1.000001, 1.000002, 0]), Fixed([0, 0, 1])]), 3)[0]
    assert found[0] == found[1], "equal in the run, which has five decimals"


LISTS = st.lists(st.lists(st.integers(0, 5), min_size=6, max_size=6), min_size=2, max_size=4)


@given(LISTS, st.permutations(range(6)))
@examples(100)
def test_fusion_does_not_depend_on_the_order_of_the_corpus(rows, order) -> None:
    for method in (RRF, ZScore):
        plain = fused(method([Fixed(row) for row in rows]), 6)[0]
        turned = fused(method([Fixed([row[i] for i in order]) for row in rows]), 6)[0]
        assert turned == pytest.approx(plain[list(order)])


@given(LISTS)
@examples(100)
def test_rrf_lies_between_0_and_1_and_keeps_an_agreed_order(rows) -> None:
    found = fused(RRF([Fixed(row) for row in rows]), 6)[0]
    assert ((found > 0) & (found <= 1)).all()
    for i in range(6):
        for j in range(6):
            if all(row[i] >= row[j] for row in rows) and any(row[i] > row[j] for row in rows):
                assert found[i] > found[j]


@given(LISTS, st.integers(1, 9), st.integers(-50, 50))
@examples(100)
def test_z_scores_do_not_change_with_scale_and_shift(rows, factor, shift) -> None:
    plain = fused(ZScore([Fixed(row) for row in rows]), 6)[0]
    other = [Fixed([factor * one + shift for one in row]) for row in rows]
    assert fused(ZScore(other), 6)[0] == pytest.approx(plain, abs=1e-9)
    expected = np.zeros(6)
    for row in rows:
        if pstdev(row):
            expected += [(one - mean(row)) / pstdev(row) for one in row]
    assert plain == pytest.approx(expected, abs=1e-9)


def test_z_scores_are_weighed_and_equal_scores_add_nothing() -> None:
    first, second = Fixed([3, 1]), Fixed([0.1, 0.2])
    assert fused(ZScore([first, second]), 2)[0] == pytest.approx([0, 0])
    assert fused(ZScore([first, second], "1, 0.25"), 2)[0] == pytest.approx([0.75, -0.75])
    equal = Fixed([0.1 + 0.2, 0.3])
    assert fused(ZScore([first, equal]), 2)[0].tolist() == [1, -1]
    assert fused(ZScore([first, Fixed([0, 0])]), 2)[0].tolist() == [1, -1]


def test_a_fusion_loaded_what_its_rankers_loaded() -> None:
    e5, list_ = Resource("e5", "00", crosswalk=False), Resource("list", "11", crosswalk=True)
    stated = [Fixed(resources=(e5,)), Fixed(resources=(list_, e5)), Fixed()]
    assert RRF(stated).resources == (e5, list_)
    assert ZScore(stated[2:] * 2).resources == ()
    assert RRF([*stated, Fixed(resources="not stated")]).resources is None
    assert ZScore([Fixed(resources=None), *stated]).resources is None


def test_a_bad_score_is_blamed_on_the_ranker_that_gave_it() -> None:
    good, nan = Fixed([1, 2], [1, 2]), Fixed([1, 2], [1, np.nan], name="odd")
    for method in (RRF, ZScore):
        with pytest.raises(FusionError, match="odd: a score of query q1 is not finite"):
            fused(method([good, nan]), 2, queries=2)
        with pytest.raises(FusionError, match=r"odd: scores have shape \(1, 3\), not \(2, 2\)"):
            fused(method([good, Fixed([1, 2, 3], name="odd")]), 2, queries=2)


def test_a_fusion_has_a_name_even_of_rankers_that_no_spec_makes() -> None:
    assert RRF([Fixed(), Fixed(name="my ranker")]).name == 'rrf(fixed, "my ranker")'
    with pytest.raises(SpecError, match="at least two"):
        ZScore([Fixed()])
