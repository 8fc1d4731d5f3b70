"""Contract, hours, licences, languages and qualification: one table of cases each."""

import pytest

from passend.engine.criteria import (
    ContractCriterion,
    HoursCriterion,
    LanguageCriterion,
    LicenceCriterion,
    QualificationCriterion,
)
from passend.engine.criteria.licences import implied
from passend.engine.model import (
    Contract,
    Course,
    Education,
    Flag,
    Hours,
    Jobseeker,
    Language,
    Leerbaan,
    Vacancy,
    VacancyKind,
)
from passend.engine.verdict import Status

MET, PARTLY, NOT_MET, UNKNOWN = Status.MET, Status.PARTLY, Status.NOT_MET, Status.UNKNOWN
YES, NO = Flag(1), Flag(2)


def judge(criterion, person, vacancy):
    return criterion.judge(criterion.of_person(person), criterion.of_vacancy(vacancy))


# ---------------------------------------------------------------- contract


@pytest.mark.parametrize(
    ("wished", "offered", "points", "status"),
    [
        ([], [], None, UNKNOWN),
        ([("O", "01")], [], None, UNKNOWN),
        ([], [("O", "01")], None, UNKNOWN),
        ([("O", "01")], [("O", "01")], 255, MET),
        ([(None, "01")], [("B", "01")], 255, MET),
        ([("O", "01")], [(None, "01")], 255, MET),
        ([("O", "01")], [("B", "01")], 200, PARTLY),
        ([("O", "01"), ("B", "01")], [("B", "01")], 255, MET),
        ([("O", "01")], [("O", "02")], 0, NOT_MET),
        ([("O", "01"), ("B", "03")], [("B", "02"), ("B", "03")], 255, MET),
        ([("O", None)], [("B", "01")], None, UNKNOWN),
        ([("O", "99")], [("B", "01")], None, UNKNOWN),
        ([("O", "01")], [("X", "01")], 255, MET),
    ],
)
def test_contract(wished, offered, points, status):
    person = Jobseeker(contracts=tuple(Contract(*one) for one in wished))
    vacancy = Vacancy(contracts=tuple(Contract(*one) for one in offered))
    verdict = judge(ContractCriterion(), person, vacancy)
    assert (verdict.points, verdict.status) == (points, status)


@pytest.mark.parametrize(
    ("vacancy", "code"),
    [
        (Vacancy(kind=VacancyKind.INTERNSHIP), "04"),
        (Vacancy(kind=VacancyKind.SHELTERED), "01"),
        (Vacancy(kind=VacancyKind.VOLUNTARY, contracts=(Contract("O", "01"),)), "03"),
        (Vacancy(leerbaan=Leerbaan("25742")), "02"),
        (Vacancy(kind=VacancyKind.REGULAR, leerbaan=Leerbaan("25742")), "01"),
    ],
)
def test_the_stated_kind_decides_over_the_codes(vacancy, code):
    criterion = ContractCriterion()
    assert criterion.of_vacancy(vacancy).kinds == {code}
    assert judge(criterion, Jobseeker(contracts=(Contract(None, code),)), vacancy).status is MET


# ---------------------------------------------------------------- hours


@pytest.mark.parametrize(
    ("wanted", "offered", "points", "status"),
    [
        ((None, None), (32, 40), None, UNKNOWN),
        ((32, 40), (None, None), None, UNKNOWN),
        ((32, 40), (32, 40), 255, MET),
        ((24, 40), (32, 32), 255, MET),
        ((32, 32), (24, 40), 255, MET),
        ((20, 29), (25, 34), 205, MET),
        ((20, 30), (30, 40), 155 + 9, MET),
        ((40, 32), (36, 38), 255, MET),
        ((32, 40), (38, 24), 155 + 78, MET),
        # up to 1.25 × a limit
        ((40, 40), (32, 32), 90, PARTLY),
        ((40, 40), (31, 31), 0, NOT_MET),
        ((20, 20), (25, 25), 90, PARTLY),
        ((20, 20), (26, 26), 0, NOT_MET),
        # one bound only
        ((32, None), (40, 40), 255, MET),
        ((32, None), (25, 25), 0, NOT_MET),
        ((32, None), (26, 26), 90, PARTLY),
        ((None, 24), (32, None), 0, NOT_MET),
        ((None, 24), (30, None), 90, PARTLY),
        ((None, 24), (None, 12), 255, MET),
        ((0, 0), (40, 40), None, UNKNOWN),  # not filled in
    ],
)
def test_hours(wanted, offered, points, status):
    verdict = judge(
        HoursCriterion(), Jobseeker(hours=Hours(*wanted)), Vacancy(hours=Hours(*offered))
    )
    assert (verdict.points, verdict.status) == (points, status)


@pytest.mark.parametrize("width", range(1, 20))
def test_more_overlap_never_gives_fewer_points(width):
    person = Jobseeker(hours=Hours(20, 40))
    points = [
        judge(HoursCriterion(), person, Vacancy(hours=Hours(start, start + width))).points
        for start in range(40 - width, 41)
    ]
    assert points == sorted(points, reverse=True)
    assert points[0] == 255


IRREGULAR = {"hours": Hours(32, 32)}


@pytest.mark.parametrize(
    ("person", "vacancy", "points", "status"),
    [
        ({"irregular": NO, **IRREGULAR}, {"irregular": YES, **IRREGULAR}, 195, PARTLY),
        ({"irregular": NO}, {"irregular": YES}, None, PARTLY),
        ({"irregular": NO, "hours": Hours(32, 32)}, {"irregular": YES}, None, PARTLY),
        ({"irregular": NO, **IRREGULAR}, {"irregular": NO, **IRREGULAR}, 255, MET),
        ({"irregular": YES, **IRREGULAR}, {"irregular": NO, **IRREGULAR}, 255, MET),
        ({"irregular": Flag(0), **IRREGULAR}, {"irregular": YES, **IRREGULAR}, 255, MET),
        ({"irregular": Flag(8)}, {"irregular": YES}, None, UNKNOWN),
        ({"office_hours": YES, **IRREGULAR}, {"irregular": YES, **IRREGULAR}, 195, PARTLY),
        ({"office_hours": NO, **IRREGULAR}, {"irregular": YES, **IRREGULAR}, 255, MET),
        ({"irregular": YES, "office_hours": YES}, {"irregular": YES}, None, UNKNOWN),
        ({"irregular": NO, "hours": Hours(40, 40)}, {"irregular": YES, **IRREGULAR}, 30, PARTLY),
        (
            {"irregular": NO, "hours": Hours(40, 40)},
            {"irregular": YES, "hours": Hours(8, 8)},
            0,
            NOT_MET,
        ),
    ],
)
def test_irregular_work_alone_is_partly_and_never_unmet(person, vacancy, points, status):
    verdict = judge(HoursCriterion(), Jobseeker(**person), Vacancy(**vacancy))
    assert (verdict.points, verdict.status) == (points, status)


# ---------------------------------------------------------------- licences


@pytest.mark.parametrize(
    ("held", "gives"),
    [
        ("AM", {"AM"}),
        ("A", {"A", "A2", "A1", "AM"}),
        ("B", {"B", "AM"}),
        ("BE", {"BE", "B+", "B", "AM"}),
        ("CE", {"CE", "C", "C1", "C1E", "BE", "B+", "B", "AM"}),
        ("D", {"D", "D1", "B", "AM"}),
        ("T", {"T"}),
    ],
)
def test_what_a_licence_gives(held, gives):
    assert implied(frozenset({held})) == gives


@pytest.mark.parametrize(
    ("held", "asked", "status", "missing"),
    [
        ((), (), None, None),
        (("B",), (), None, None),
        ((), ("B",), UNKNOWN, None),
        (("B",), ("B",), MET, None),
        (("CE",), ("B",), MET, None),
        (("CE",), ("C", "BE"), MET, None),
        (("AM",), ("B",), NOT_MET, "B"),
        (("C",), ("D",), NOT_MET, "D"),
        (("B",), ("B", "CE"), NOT_MET, "CE"),
        (("A", "B"), ("AM", "A1"), MET, None),
    ],
)
def test_licences(held, asked, status, missing):
    verdict = judge(LicenceCriterion(), Jobseeker(licences=held), Vacancy(licences=asked))
    assert verdict.status is status
    assert verdict.points is None
    if status in (MET, NOT_MET):
        assert dict(verdict.details)["ontbreekt"] == missing


# ---------------------------------------------------------------- languages


def dutch(speaking=None, writing=None, reading=None, listening=None):
    return Language("nld", speaking, writing, reading, listening)


@pytest.mark.parametrize(
    ("held", "asked", "status", "form"),
    [
        ([], [], None, None),
        ([dutch(4, 4)], [], None, None),
        ([], [dutch(3)], UNKNOWN, "speaking"),
        ([dutch(3)], [dutch(3)], MET, "speaking"),
        ([dutch(4)], [dutch(2)], MET, "speaking"),
        ([dutch(2)], [dutch(3)], PARTLY, "speaking"),
        ([dutch(1)], [dutch(3)], NOT_MET, "speaking"),
        ([dutch(2)], [dutch(4)], NOT_MET, "speaking"),
        ([dutch(1)], [dutch(2)], PARTLY, "speaking"),
        # per modality, and the worst one counts
        ([dutch(speaking=4)], [dutch(speaking=3, writing=3)], UNKNOWN, "writing"),
        ([dutch(4, 1)], [dutch(3, 3)], NOT_MET, "writing"),
        ([dutch(2, None)], [dutch(3, 3)], PARTLY, "speaking"),
        # 0, 8 and 1 ask nothing; 0 and 8 say nothing
        ([], [dutch(0, 8, 1)], None, None),
        ([dutch(0)], [dutch(3)], UNKNOWN, "speaking"),
        ([dutch(8)], [dutch(3)], UNKNOWN, "speaking"),
        # another language says nothing, the best of two statements counts
        ([Language("eng", 4)], [dutch(3)], UNKNOWN, "speaking"),
        ([dutch(2), dutch(4)], [dutch(4)], MET, "speaking"),
        ([dutch(2, 1, 3, 2), dutch(4, 4, 4, 4)], [dutch(4, 4, 4, 4)], MET, "listening"),
        ([dutch(4, 4, 4, 4), dutch(1, 1, 1, 1)], [dutch(4, 4, 4, 4)], MET, "listening"),
        ([Language(None, 4)], [Language(None, 3)], None, None),
    ],
)
def test_languages(held, asked, status, form):
    person, vacancy = Jobseeker(languages=tuple(held)), Vacancy(languages=tuple(asked))
    verdict = judge(LanguageCriterion(), person, vacancy)
    assert verdict.status is status
    assert verdict.points is None
    assert dict(verdict.details).get("vorm") == form


# ---------------------------------------------------------------- qualification


NURSE = Education(name="Verpleegkundige", diploma=YES)


@pytest.mark.parametrize(
    ("person", "regulated", "status"),
    [
        (Jobseeker(education=(NURSE,)), None, None),
        (Jobseeker(education=(NURSE,)), False, None),
        (Jobseeker(), True, UNKNOWN),
        (Jobseeker(education=(NURSE,)), True, UNKNOWN),
        (Jobseeker(), "Verpleegkundige", UNKNOWN),
        (Jobseeker(education=(NURSE,)), "verpleegkundige", MET),
        (Jobseeker(education=(NURSE,)), "Tandarts", UNKNOWN),
        (
            Jobseeker(education=(Education(text="Verpleegkundige", diploma=YES),)),
            "Verpleegkundige",
            MET,
        ),
        (Jobseeker(education=(Education(name="Verpleegkundige"),)), "Verpleegkundige", UNKNOWN),
        (
            Jobseeker(education=(Education(name="Verpleegkundige", diploma=NO),)),
            "Verpleegkundige",
            UNKNOWN,
        ),
        (Jobseeker(courses=(Course("VCA basis", certificate=YES),)), "VCA basis", MET),
        (Jobseeker(courses=(Course("VCA basis", certificate=NO),)), "VCA basis", UNKNOWN),
    ],
)
def test_qualification(person, regulated, status):
    verdict = judge(QualificationCriterion(), person, Vacancy(regulated=regulated))
    assert verdict.status is status
    assert verdict.points is None
