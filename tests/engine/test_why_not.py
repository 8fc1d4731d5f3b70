"""Why a record is where it is: place, what the last one has more, what keeps it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.pair import judge_pair
from passend.engine.weights import DEFAULT_WEIGHTS
from passend.engine.whynot import differences
from tests.engine.strategies import jobseekers, vacancies
from tests.engine.test_what_if import OFFERED, PERSON, matcher
from tests.support import coder as made_coder
from tests.support import examples


@examples(40)
@given(person=jobseekers(), first=vacancies(), second=vacancies())
def test_the_differences_per_term_sum_to_the_difference_of_the_scores(person, first, second):
    coder = made_coder()
    code = coder.person(person)
    one, two = (
        judge_pair(code, coder.vacancy(v), coder.criteria, DEFAULT_WEIGHTS) for v in (first, second)
    )
    found = differences(one, two)
    assert sum(d.total for d in found) == two.score - one.score
    assert [d.total for d in found] == sorted((d.total for d in found), reverse=True)


@examples(8)
@given(
    person=jobseekers(),
    offered=st.lists(vacancies(), min_size=2, max_size=6),
    top=st.integers(1, 4),
)
def test_the_place_is_the_one_that_counting_all_gives(person, offered, top):
    coder = made_coder()
    code = coder.person(person)
    keyed = {f"v{n}": v for n, v in enumerate(offered)}
    judged = {
        k: judge_pair(code, coder.vacancy(v), coder.criteria, DEFAULT_WEIGHTS)
        for k, v in keyed.items()
    }
    matching = matcher(**keyed)
    for key, pair in judged.items():
        ahead = [
            k
            for k, p in judged.items()
            if p.tier == pair.tier and (-p.score, k) < (-pair.score, key)
        ]
        why = matching.why_vacancy(person, key, top, top)
        assert (why.place.rank, why.place.tier) == (len(ahead) + 1, pair.tier)
        assert why.place.shown == (len(ahead) < top)
        last = judged[why.place.last.key]
        assert why.behind == last.score - pair.score


def test_what_keeps_a_record_down_is_named():
    matching = matcher(**OFFERED)
    assert matching.why_vacancy(PERSON, "v1").blocked == ("licences",)
    assert matching.why_vacancy(PERSON, "v4").blocked == ()


def test_a_person_is_placed_among_the_persons():
    people = {"a": Jobseeker(text="Ik ben kok."), "b": Jobseeker(text="Ik rijd heftruck.")}
    why = matcher(**people).why_person(Vacancy(title="Kok"), "b", top=1)
    assert (why.place.rank, why.place.of, why.place.shown) == (2, 2, False)
    assert why.place.last.key == "a"
    assert why.behind > 0


def test_a_record_that_is_not_in_the_index_has_no_place():
    with pytest.raises(KeyError):
        matcher(**OFFERED).why_vacancy(PERSON, "elsewhere")
