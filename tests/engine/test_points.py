"""Whole numbers in proportion, sparse vectors, weights that sum to 100."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from passend.engine.model import VacancyKind
from passend.engine.points import MAX_SCORE, Sparse, apportion, dot
from passend.engine.weights import CRITERIA, DEFAULT_WEIGHTS, Weights, WeightSet
from tests.engine.oracle import oracle_apportion
from tests.support import examples

many = st.dictionaries(st.integers(0, 400), st.floats(-1, 1e6, allow_nan=False), max_size=90)
whole = st.dictionaries(st.integers(0, 400), st.integers(1, 10_000), max_size=90)


@pytest.mark.parametrize(
    ("shares", "total", "expected"),
    [
        ({}, 512, {}),
        ({3: 0.0, 4: -2.0}, 512, {}),
        ({3: 0.2}, 512, {3: 512}),
        ({3: 1, 7: 1}, 512, {3: 256, 7: 256}),
        ({9: 1, 3: 1, 7: 1}, 10, {3: 4, 7: 3, 9: 3}),
        ({1: 1, 2: 2}, 512, {1: 171, 2: 341}),
        ({1: 5, 2: 3, 3: 1}, 10, {1: 6, 2: 3, 3: 1}),
        ({1: 1_000_000, 2: 1}, 512, {1: 512}),
        ({5: 1, 6: 1, 7: 1, 8: 1, 9: 1}, 2, {5: 1, 6: 1}),
    ],
)
def test_apportion_by_hand(shares, total, expected):
    assert apportion(shares, total).as_dict() == expected


def test_only_the_largest_64_shares_take_part_and_of_equals_the_smaller_ids():
    got = apportion({100 - i: 1.0 for i in range(70)})
    assert got.ids == tuple(range(31, 95))
    assert set(got.values) == {8}


@examples(300)
@given(many)
@example({1: 1e-300, 2: 1e-300})
def test_apportion_sums_to_exactly_512_or_is_empty(shares):
    got = apportion(shares)
    assert sum(got.values) == (512 if any(share > 0 for share in shares.values()) else 0)
    assert len(got.ids) <= 64
    assert all(shares[i] > 0 for i in got.ids)


@examples(300)
@given(many, st.randoms(use_true_random=False))
def test_apportion_does_not_depend_on_the_order_of_the_shares(shares, random):
    shuffled = list(shares.items())
    random.shuffle(shuffled)
    assert apportion(dict(shuffled)) == apportion(shares)


@examples(300)
@given(whole)
def test_a_larger_share_never_gets_less(shares):
    got = apportion(shares).as_dict()
    for left, a in shares.items():
        for right, b in shares.items():
            if a > b or (a == b and left < right):
                assert got.get(left, 0) >= got.get(right, 0)


@examples(300)
@given(whole, st.data())
def test_raising_a_share_never_lowers_what_it_gets(shares, data):
    if not shares:
        return
    key = data.draw(st.sampled_from(sorted(shares)))
    more = {**shares, key: shares[key] + data.draw(st.integers(1, 5_000))}
    assert apportion(more).as_dict().get(key, 0) >= apportion(shares).as_dict().get(key, 0)


@examples(300)
@given(whole)
def test_apportion_equals_the_oracle_in_fractions(shares):
    """Largest remainder; where exact remainders tie, floats may pick the other of the two."""
    got, exact = apportion(shares).as_dict(), oracle_apportion(shares)
    largest = sorted(shares.values(), reverse=True)[:64]
    quota = {key: Fraction(value * 512, sum(largest)) for key, value in shares.items()}
    differing = {key for key in quota if got.get(key, 0) != exact.get(key, 0)}
    remainders = {round(quota[key] % 1, 9) for key in differing}
    assert len(remainders) <= 1
    assert all(abs(got.get(key, 0) - quota[key]) < 1 for key in exact)


@pytest.mark.parametrize(
    ("ids", "values"),
    [((1, 1), (1, 1)), ((2, 1), (1, 1)), ((1,), (0,)), ((1,), (-3,)), ((1, 2), (1,))],
)
def test_a_sparse_vector_refuses_what_is_none(ids, values):
    with pytest.raises(ValueError, match=r"ids|values"):
        Sparse(ids, values)


def test_sparse_of_sorts_and_leaves_zeros_out():
    assert Sparse.of({5: 1, 2: 7, 3: 0, 4: -1}) == Sparse((2, 5), (7, 1))
    assert Sparse.of({5: 1, 2: 7}).as_dict() == {2: 7, 5: 1}


def test_dot_is_over_shared_ids_only():
    assert dot(Sparse((1, 2, 9), (3, 4, 5)), Sparse((2, 3, 9), (10, 100, 2))) == 50
    assert dot(Sparse(), Sparse((1,), (1,))) == 0


def test_the_highest_score_fits_in_24_bits():
    assert MAX_SCORE == 13_056_000
    assert MAX_SCORE < 2**24


@pytest.mark.parametrize(
    "values",
    [{"competences": 99}, {"competences": 101}, {"competences": 110, "hours": -10}, {"age": 100}],
)
def test_weights_that_are_no_weights_are_refused(values):
    with pytest.raises(ValueError, match=r"weights|unknown"):
        WeightSet.of(**values)


def test_weights_out_of_order_are_refused():
    with pytest.raises(ValueError, match="in that order"):
        WeightSet(tuple((name, 0) for name in reversed(CRITERIA)))


def test_the_kind_of_vacancy_chooses_the_weights():
    default, own = WeightSet.of(competences=100), WeightSet.of(wish=100)
    weights = Weights("t", default, ((VacancyKind.INTERNSHIP, own),))
    assert weights.for_kind(VacancyKind.INTERNSHIP) is own
    assert weights.for_kind(VacancyKind.REGULAR) is default
    assert weights.for_kind(None) is default


def test_an_apprenticeship_asks_for_interest_and_wish_more_than_for_experience():
    own = DEFAULT_WEIGHTS.for_kind(VacancyKind.APPRENTICESHIP)
    assert own["wish"] + own["interests"] > 5 * own["experience"]
    assert own["experience"] < DEFAULT_WEIGHTS.default["experience"]
