"""Shifts, days, period and the list of regulated work; properties of every criterion."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.api.wording import CONDITION, question, verdict_text
from passend.engine.criteria import (
    ArrangementCriterion,
    ContractCriterion,
    HoursCriterion,
    LanguageCriterion,
    LicenceCriterion,
    PeriodCriterion,
    QualificationCriterion,
    ShiftCriterion,
)
from passend.engine.criteria.regulated import regulated_work, required_for
from passend.engine.model import (
    Arrangement,
    Course,
    Education,
    Flag,
    Hours,
    Jobseeker,
    Particulars,
    Vacancy,
    VacancyKind,
)
from passend.engine.verdict import Status

from .strategies import jobseekers, vacancies

MET, PARTLY, NOT_MET, UNKNOWN = Status.MET, Status.PARTLY, Status.NOT_MET, Status.UNKNOWN
YES, NO = Flag(1), Flag(2)
TODAY = date(2026, 11, 25)
CRITERIA = (
    ContractCriterion(),
    HoursCriterion(),
    LanguageCriterion(),
    LicenceCriterion(),
    PeriodCriterion(lambda: TODAY),
    QualificationCriterion(),
    ShiftCriterion(),
    ArrangementCriterion(),
)


def judge(criterion, person, vacancy):
    return criterion.judge(criterion.of_person(person), criterion.of_vacancy(vacancy))


# ---------------------------------------------------------------- shifts


@pytest.mark.parametrize(
    ("person", "work", "status"),
    [
        ({}, {}, None),
        ({"no_shifts": ("night",)}, {}, None),
        ({}, {"shifts": ("night",)}, UNKNOWN),
        ({"no_shifts": ("night",)}, {"shifts": ("night",)}, NOT_MET),
        ({"no_shifts": ("night",)}, {"shifts": ("early", "night")}, NOT_MET),
        ({"no_shifts": ("night",)}, {"shifts": ("early", "late")}, UNKNOWN),
        ({"shifts": ("early", "late")}, {"shifts": ("early", "late")}, MET),
        ({"shifts": ("early",)}, {"shifts": ("early", "late")}, UNKNOWN),
        ({"shifts": ("irregular",)}, {"shifts": ("night", "weekend")}, MET),
        ({}, {"shifts": ("day",)}, MET),
        ({"no_weekdays": ("za", "zo")}, {"weekdays": ("za",)}, NOT_MET),
        ({"no_weekdays": ("zo",)}, {"shifts": ("weekend",)}, UNKNOWN),
        ({"begins": 525, "ends": 870}, {"begins": 420, "ends": 840}, PARTLY),
        ({"begins": 525, "ends": 870}, {"begins": 540, "ends": 900}, PARTLY),
        ({"begins": 525, "ends": 870}, {"begins": 540, "ends": 840}, MET),
        ({"begins": 525}, {"begins": 540, "ends": 840}, UNKNOWN),
    ],
)
def test_shifts_told_in_text(person, work, status):
    verdict = judge(
        ShiftCriterion(),
        Jobseeker(particulars=Particulars(**person)),
        Vacancy(particulars=Particulars(**work)),
    )
    assert verdict.status is status


@pytest.mark.parametrize(
    ("person", "shifts", "status"),
    [
        ({"office_hours": YES}, ("weekend",), PARTLY),
        ({"office_hours": YES}, ("night",), PARTLY),
        ({"irregular": NO}, ("late",), PARTLY),
        ({"irregular": NO}, ("night",), NOT_MET),
        ({"irregular": NO}, ("day",), MET),
        ({"irregular": YES}, ("night",), MET),
        ({"office_hours": NO}, ("night",), UNKNOWN),
    ],
)
def test_office_hours_alone_are_partly_and_irregular_work_refused_refuses_the_night(
    person, shifts, status
):
    vacancy = Vacancy(particulars=Particulars(shifts=shifts))
    assert judge(ShiftCriterion(), Jobseeker(**person), vacancy).status is status


# ---------------------------------------------------------------- days


def test_three_days_that_fit_come_above_days_unknown_above_too_many_hours():
    henk = Jobseeker(hours=Hours(24, 24), particulars=Particulars(most_days=3))
    three = Vacancy(hours=Hours(24, 24), particulars=Particulars(fewest_days=3, most_days=3))
    silent, five = Vacancy(hours=Hours(24, 24)), Vacancy(hours=Hours(36, 36))
    spread = Vacancy(hours=Hours(24, 24), particulars=Particulars(fewest_days=5, most_days=5))
    found = [judge(HoursCriterion(), henk, v) for v in (three, silent, spread, five)]
    assert [one.points for one in found] == [255, 240, 210, 0]
    assert [one.status for one in found] == [MET, MET, PARTLY, NOT_MET]


# ---------------------------------------------------------------- period


def day(offset):
    return TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("person", "vacancy", "status", "reason"),
    [
        ({}, {}, None, ""),
        ({}, {"closing": day(0)}, None, ""),
        ({}, {"closing": day(-1)}, NOT_MET, "period_closed"),
        ({}, {"end": day(-1)}, NOT_MET, "period_ended"),
        ({}, {"start": day(5)}, UNKNOWN, "period_unknown"),
        ({"available_from": day(5)}, {"start": day(5)}, MET, "period_fits"),
        ({"available_from": day(6)}, {"start": day(5)}, PARTLY, "period_later"),
        ({"available_until": day(9)}, {"end": day(10)}, PARTLY, "period_shorter"),
        ({"available_from": day(11)}, {"end": day(10)}, NOT_MET, "period_apart"),
        ({"available_until": day(4)}, {"start": day(5)}, NOT_MET, "period_apart"),
    ],
)
def test_period(person, vacancy, status, reason):
    verdict = judge(PeriodCriterion(lambda: TODAY), Jobseeker(**person), Vacancy(**vacancy))
    assert (verdict.status, verdict.reason) == (status, reason)


def test_without_a_day_of_the_question_nothing_is_closed():
    assert judge(PeriodCriterion(), Jobseeker(), Vacancy(closing=day(-900))).status is None


# ---------------------------------------------------------------- regulated work


@pytest.mark.parametrize(
    ("title", "qualification"),
    [
        ("Verpleegkundige nachtdienst", "verpleegkundige"),
        ("Verzorgende IG avonden", "verzorgende ig"),
        ("Groepsleerkracht groep 5", "leraar basisonderwijs"),
        ("Vrachtwagenchauffeur distributie", "code 95"),
        ("Buschauffeur streekvervoer", "code 95"),
        ("Taxichauffeur", "chauffeurskaart taxi"),
        ("Objectbeveiliger haven", "beveiliger"),
        ("Pedagogisch medewerker BSO", "pedagogisch medewerker kinderopvang"),
        ("Assistent verpleegkundige", None),
        ("Leerling beveiliger", None),
        ("Schoonmaker ziekenhuis", None),
        ("Doktersassistent", None),
        (None, None),
    ],
)
def test_what_the_law_requires_by_title(title, qualification):
    found = required_for(title)
    assert (found.qualification if found else None) == qualification


def test_every_row_of_the_list_names_its_law():
    assert all("art." in work.ground or "hoofdstuk" in work.ground for work in regulated_work())
    titles = [title for work in regulated_work() for title in work.titles]
    assert len(titles) == len(set(titles))


def test_listed_work_is_unknown_for_a_silent_record_and_met_under_another_name():
    vacancy = Vacancy(title="Verpleegkundige")
    nurse = Jobseeker(education=(Education(name="Hbo verpleegkunde", diploma=YES),))
    driver = Jobseeker(particulars=Particulars(certificates=("CODE95",)))
    criterion = QualificationCriterion()
    assert judge(criterion, Jobseeker(), vacancy).status is UNKNOWN
    assert judge(criterion, nurse, vacancy).status is MET
    assert judge(criterion, driver, vacancy).status is UNKNOWN
    assert judge(criterion, driver, Vacancy(title="Buschauffeur")).status is MET


def test_a_leerbaan_asks_no_qualification_and_the_employer_decides_over_the_list():
    criterion = QualificationCriterion()
    place = Vacancy(title="Verpleegkundige", kind=VacancyKind.APPRENTICESHIP)
    assert judge(criterion, Jobseeker(), place).status is None
    assert judge(criterion, Jobseeker(), replace(place, regulated=True)).status is UNKNOWN
    refused = Vacancy(title="Verpleegkundige", regulated=False)
    assert judge(criterion, Jobseeker(), refused).status is None


# ---------------------------------------------------------------- arrangement


@pytest.mark.parametrize(
    ("wishes", "offer", "status"),
    [
        ({}, {"guidance": True}, None),
        ({"guidance": False}, {"guidance": True}, None),
        ({"guidance": True}, {}, UNKNOWN),
        ({"guidance": True}, {"guidance": True}, MET),
        ({"guidance": True}, {"guidance": False}, PARTLY),
        ({"guidance": True, "trial_placement": True}, {"guidance": True}, UNKNOWN),
        ({"pay_per_hour": 15.0}, {"pay_per_hour": 15.0}, MET),
        ({"pay_per_hour": 15.5}, {"pay_per_hour": 15.0}, PARTLY),
        ({"pay_per_hour": 15.5}, {}, UNKNOWN),
    ],
)
def test_what_is_offered_against_what_is_asked(wishes, offer, status):
    person, vacancy = Jobseeker(wishes=Arrangement(**wishes)), Vacancy(offer=Arrangement(**offer))
    assert judge(ArrangementCriterion(), person, vacancy).status is status


# ---------------------------------------------------------------- every criterion

SHIFTS = st.lists(
    st.sampled_from(("early", "day", "late", "night", "weekend", "irregular")), max_size=3
).map(lambda found: tuple(sorted(set(found))))
DAYS = st.lists(st.sampled_from(("ma", "vr", "za", "zo")), max_size=3).map(
    lambda found: tuple(sorted(set(found)))
)
MINUTES = st.none() | st.integers(0, 1439)
COUNTS = st.none() | st.integers(1, 6)
TOLD = st.builds(
    Particulars,
    fewest_days=COUNTS,
    most_days=COUNTS,
    weekdays=DAYS,
    no_weekdays=DAYS,
    begins=MINUTES,
    ends=MINUTES,
    shifts=SHIFTS,
    no_shifts=SHIFTS,
    no_licences=st.sampled_from(((), ("B",))),
)
DATES = st.none() | st.integers(-400, 400).map(day)


@given(jobseekers(), vacancies(), TOLD, TOLD, st.tuples(DATES, DATES, DATES, DATES, DATES))
def test_no_criterion_raises_and_every_verdict_can_be_said(person, vacancy, mine, theirs, dates):
    person = replace(person, particulars=mine, available_from=dates[0], available_until=dates[1])
    vacancy = replace(vacancy, particulars=theirs, start=dates[2], end=dates[3], closing=dates[4])
    for criterion in CRITERIA:
        verdict = judge(criterion, person, vacancy)
        assert 0 <= verdict.value(criterion.prior) <= 255
        assert (verdict.reason == "") is (verdict.status is None)
        if verdict.status is not None:
            assert "None" not in verdict_text(criterion.name, verdict)
            assert criterion.name in CONDITION
            assert question(criterion.name, verdict)


@given(vacancies(), TOLD, st.tuples(DATES, DATES))
def test_a_silent_person_gets_the_prior_and_is_never_unmet(vacancy, told, dates):
    vacancy = replace(vacancy, particulars=told, start=dates[0], end=dates[1])
    for criterion in (*CRITERIA[:4], PeriodCriterion(), *CRITERIA[5:]):
        verdict = judge(criterion, Jobseeker(), vacancy)
        assert verdict.points is None
        assert verdict.status is not NOT_MET
        expected = criterion.prior if verdict.prior is None else verdict.prior
        assert verdict.value(criterion.prior) == expected


@given(jobseekers(), vacancies(), TOLD, st.sampled_from(("early", "late", "night", "weekend")))
def test_refusing_one_shift_more_never_helps(person, vacancy, told, shift):
    order = (NOT_MET, PARTLY, UNKNOWN, MET)
    vacancy = replace(vacancy, particulars=replace(told, no_shifts=()))
    free = replace(person, particulars=Particulars())
    bound = replace(person, particulars=Particulars(no_shifts=(shift,)))
    before, after = (judge(ShiftCriterion(), one, vacancy).status for one in (free, bound))
    if before is None:
        assert after is None
    else:
        assert order.index(after) <= order.index(before)


@given(jobseekers(), vacancies(), st.integers(0, 7), st.booleans())
def test_levels_wishes_and_sectors_change_no_condition(person, vacancy, level, flag):
    other = replace(
        person,
        work_level=level,
        sectors=(level,),
        wishes=Arrangement(guidance=flag, adaptable_tasks=flag, pay_per_hour=float(level)),
        courses=(*person.courses, Course("Fotografie", None, NO)),
    )
    for criterion in CRITERIA[:-1]:
        assert judge(criterion, person, vacancy) == judge(criterion, other, vacancy)
