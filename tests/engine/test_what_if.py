"""What-ifs come true: each equals the pair judged again from the changed record itself."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.engine.changes import standard_changes
from passend.engine.criteria import ShiftCriterion
from passend.engine.lifting import lifts
from passend.engine.matcher import Matcher
from passend.engine.model import (
    Contract,
    Flag,
    Hours,
    Jobseeker,
    Language,
    Particulars,
    Transport,
    Vacancy,
)
from passend.engine.pair import judge_pair
from passend.engine.ports import RecordKind
from passend.engine.textfacts import told_of_person
from passend.engine.verdict import Status
from passend.engine.weights import DEFAULT_WEIGHTS
from passend.index.local import LocalIndex
from tests.engine.strategies import jobseekers, vacancies
from tests.support import coder as made_coder
from tests.support import examples

PERSON = Jobseeker(
    postcode4="6811",
    transport=(Transport(3, Flag(1)),),
    max_distance_km=3,
    max_minutes=20,
    licences=("AM",),
    hours=Hours(16, 20),
    contracts=(Contract(None, "01"),),
    languages=(Language("nld", 1),),
    irregular=Flag(2),
)


class Records:
    """Records by key; of a vacancy the source and the employer are unknown."""

    def __init__(self, **records):
        self.records = records

    def jobseeker(self, key):
        return self.records[key]

    vacancy = jobseeker


def matcher(**records):
    coder = made_coder()
    index = LocalIndex(coder.criteria, coder.width)
    for key, record in records.items():
        if isinstance(record, Vacancy):
            index.upsert(RecordKind.VACANCY, key, coder.vacancy(record))
        else:
            index.upsert(RecordKind.PERSON, key, coder.person(record))
    return Matcher(coder, index, Records(**records))


def recount(changed, vacancy):
    coder = made_coder()
    return judge_pair(
        coder.person(changed), coder.vacancy(vacancy), coder.criteria, DEFAULT_WEIGHTS
    )


@examples(25)
@given(person=jobseekers(), vacancy=vacancies())
def test_a_what_if_equals_the_changed_record_judged_again(person, vacancy):
    before = recount(person, vacancy)
    told = {one.change: one for one in matcher().what_ifs(person, vacancy)}
    for change, changed in standard_changes(told_of_person(person).record):
        after = recount(changed, vacancy)
        if (after.score, after.tier) == (before.score, before.tier):
            assert change not in told
        else:
            one = told[change]
            assert (one.score, one.tier) == (after.score, after.tier)
            assert one.gain == after.score - before.score


@examples(25)
@given(person=jobseekers(), vacancy=vacancies())
def test_every_unmet_condition_has_one_lift_and_what_is_left_is_told(person, vacancy):
    before = recount(person, vacancy)
    unmet = {n for n, v in before.conditions.items() if v.status is Status.NOT_MET}
    found = matcher().lifts(person, vacancy)
    assert [one.condition for one in found] == [n for n in before.conditions if n in unmet]
    for one in found:
        if one.what_if is not None:
            assert one.condition not in one.left
            assert one.what_if.tier == int(bool(one.left))


LIFTED = [
    ("licences", Vacancy(licences=("B",)), "licence", 0, "B"),
    ("licences", Vacancy(licences=("B", "C")), "licence", 0, "C"),
    ("hours", Vacancy(hours=Hours(40, 40)), "more_hours", 12, ""),
    ("hours", Vacancy(hours=Hours(4, 8)), "fewer_hours", 6, ""),
    ("contract", Vacancy(contracts=(Contract(None, "02"),)), "kind", 0, "02"),
    ("languages", Vacancy(languages=(Language("nld", 4),)), "language", 3, "nld,speaking"),
]


@pytest.mark.parametrize(("condition", "vacancy", "code", "amount", "what"), LIFTED)
def test_the_smallest_change_that_lifts_a_condition(condition, vacancy, code, amount, what):
    (lift,) = (x for x in matcher().lifts(PERSON, vacancy) if x.condition == condition)
    change = lift.what_if.change
    assert (change.code, change.amount, change.what) == (code, amount, what)
    assert (lift.what_if.tier, lift.left) == (0, ())


def test_too_far_is_lifted_by_the_fewest_steps_that_make_it_reachable():
    vacancy = Vacancy(sites=("3511",))
    near = replace(PERSON, max_minutes=None)
    (lift,) = matcher().lifts(near, vacancy)
    change = lift.what_if.change
    assert change.code == "km"
    for km, tier in ((change.amount, 0), (change.amount - 5, 1)):
        assert recount(replace(near, max_distance_km=3 + km), vacancy).tier == tier


def test_two_broken_limits_are_raised_together():
    vacancy = Vacancy(sites=("6665",))
    (lift,) = matcher().lifts(PERSON, vacancy)
    change = lift.what_if.change
    assert change.code == "km_and_minutes"
    km, minutes = 3 + change.amount, 20 + int(change.what)
    raised = replace(PERSON, max_distance_km=km, max_minutes=minutes)
    assert recount(raised, vacancy).tier == 0
    assert recount(replace(raised, max_distance_km=km - 5), vacancy).tier == 1
    assert recount(replace(raised, max_minutes=minutes - 5), vacancy).tier == 1


@pytest.mark.parametrize("person", [Jobseeker(), Jobseeker(text="Ik kan goed koken.")])
def test_what_is_unknown_is_not_changed(person):
    assert list(standard_changes(person)) == []


def test_all_times_takes_back_every_limit_that_a_text_sets():
    person = Jobseeker(text="Ik werk niet in het weekend en niet 's avonds.")
    changes = {c.code: changed for c, changed in standard_changes(told_of_person(person).record)}
    known = changes["all_times"].particulars
    assert not {"weekend", "late"} & set(known.no_shifts)
    assert not {"za", "zo"} & set(known.no_weekdays)


OFFERED = {
    "v1": Vacancy(title="Koerier", licences=("B",)),
    "v2": Vacancy(title="Chauffeur", licences=("B",)),
    "v3": Vacancy(title="Chauffeur", licences=("C",)),
    "v4": Vacancy(title="Kok"),
    "v5": Vacancy(title="Kok", contracts=(Contract(None, "02"),)),
}


def test_a_list_what_if_counts_what_a_search_as_the_changed_person_adds():
    person = replace(PERSON, hours=Hours(), irregular=Flag())
    matching = matcher(**OFFERED)
    told = {(w.change.code, w.change.what): w.more for w in matching.list_what_ifs(person)}
    assert told == {("licence", "B"): 2, ("kind", "02"): 1}
    changed = replace(person, licences=("AM", "B"))
    before, after = (matching.vacancies_for(one, top=10) for one in (person, changed))
    assert len(after.matches) - len(before.matches) == 2


def test_an_answer_says_of_what_is_not_feasible_what_would_lift_it():
    matching = matcher(**OFFERED, p=PERSON)
    answer = matching.vacancies_for(PERSON)
    lifted = {m.key: [(x.condition, x.what_if.change.what) for x in m.lifts] for m in answer.unmet}
    assert lifted["v1"] == [("licences", "B")]
    assert all(not match.lifts for match in answer.matches)
    (unmet,) = matching.persons_for(OFFERED["v1"]).unmet
    assert [one.condition for one in unmet.lifts] == ["licences"]


@examples(10)
@given(st.permutations(sorted(OFFERED)))
def test_list_what_ifs_do_not_depend_on_the_order_of_records(keys):
    ordered = matcher(**{key: OFFERED[key] for key in keys})
    assert ordered.list_what_ifs(PERSON) == matcher(**OFFERED).list_what_ifs(PERSON)


def test_refused_shifts_are_lifted_by_exactly_those():
    judge = ShiftCriterion()
    person = Jobseeker(
        particulars=Particulars(
            no_shifts=("night", "weekend"), no_weekdays=("zo",), shifts=("day",)
        )
    )
    work = judge.of_vacancy(Vacancy(particulars=Particulars(shifts=("late", "night", "weekend"))))
    verdict = judge.judge(judge.of_person(person), work)
    assert verdict.status is Status.NOT_MET
    lifted = [
        change.what
        for change, changed in lifts("shifts", verdict, person)
        if judge.judge(judge.of_person(changed), work).status is not Status.NOT_MET
    ]
    assert lifted == ["night,weekend"]
