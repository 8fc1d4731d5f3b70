"""Facts of text in a record: the record wins, what it lacks is filled, differences are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passend.engine.criteria import HoursCriterion, LanguageCriterion, LicenceCriterion
from passend.engine.model import (
    Contract,
    Course,
    Experience,
    Flag,
    Hours,
    Jobseeker,
    Language,
    Transport,
    Vacancy,
    VacancyKind,
)
from passend.engine.textfacts import Use, told_of_person, told_of_vacancy
from passend.engine.verdict import Status
from passend.taxonomy.facts import FactKind
from tests.taxonomy.facts_gold import cases

GOLD = sorted({case.text for case in cases()})
TEXTS = st.lists(st.sampled_from(GOLD), max_size=4).map(" ".join)


def uses(told, kind):
    return [(note.text, note.use, note.field) for note in told.notes if note.kind is kind]


def test_hours_that_the_record_lacks_come_from_the_text_with_their_element():
    told = told_of_vacancy(Vacancy(description="Je werkt 24-32 uur per week."))
    assert told.record.hours == Hours(24, 32)
    (note,) = told.notes
    assert (note.text, note.origin, note.use) == ("24-32", "omschrijvingVacature", Use.READ)


def test_hours_of_the_record_win_and_a_difference_is_told():
    told = told_of_vacancy(Vacancy(hours=Hours(32, 32), description="Je werkt 24 tot 36 uur."))
    assert told.record.hours == Hours(32, 32)
    assert uses(told, FactKind.HOURS) == [("24-36", Use.DIFFERS, "32-32")]


def test_a_bound_that_the_record_lacks_is_filled_only_where_the_rest_agrees():
    text = "Je werkt 24-32 uur per week."
    assert told_of_vacancy(Vacancy(hours=Hours(None, 32), description=text)).record.hours == Hours(
        24, 32
    )
    kept = Hours(None, 16)
    assert told_of_vacancy(Vacancy(hours=kept, description=text)).record.hours == kept


def test_nought_hours_at_most_is_a_field_that_was_not_filled_in():
    record = Vacancy(hours=Hours(None, 0), description="Je werkt 20 uur per week.")
    assert told_of_vacancy(record).record.hours == Hours(20, 20)


@pytest.mark.parametrize(
    ("text", "asked", "use"),
    [
        ("Rijbewijs B is vereist.", ("B",), Use.READ),
        ("Rijbewijs B is een pré.", (), Use.WISH),
        ("Een rijbewijs is niet nodig.", (), Use.NOT_NEEDED),
    ],
)
def test_only_what_is_asked_becomes_a_demand(text, asked, use):
    told = told_of_vacancy(Vacancy(description=text))
    assert told.record.licences == asked
    assert [note.use for note in told.notes] == [use]


def test_a_licence_that_a_person_says_not_to_have_is_known():
    criterion = LicenceCriterion()

    def status(words, asked):
        person = told_of_person(Jobseeker(text=words)).record
        return criterion.judge(
            criterion.of_person(person), criterion.of_vacancy(Vacancy(licences=asked))
        ).status

    assert status("Ik heb geen rijbewijs.", ("B",)) is Status.NOT_MET
    assert status("Ik heb geen rijbewijs.", ("CE",)) is Status.NOT_MET
    assert status("Ik heb geen rijbewijs.", ("AM",)) is Status.UNKNOWN
    assert status("Ik heb rijbewijs B.", ("B",)) is Status.MET
    assert status("Ik werk graag.", ("B",)) is Status.UNKNOWN


def test_a_person_without_a_car_is_recorded_as_such():
    told = told_of_person(Jobseeker(text="Ik heb geen auto. Ik reis met de trein."))
    assert told.record.transport == (
        Transport(1, commuting=Flag(2)),
        Transport(5, commuting=Flag(1)),
    )
    other = Jobseeker(text="Ik heb geen auto.", transport=(Transport(1, commuting=Flag(1)),))
    assert told_of_person(other).record.transport == other.transport
    assert uses(told_of_person(other), FactKind.TRANSPORT) == [("car", Use.DIFFERS, "1")]


def test_shifts_and_school_time_are_particulars_of_a_person():
    words = "Geen nachten, wel avonden. Alleen onder schooltijd. Maximaal 3 dagen per week."
    found = told_of_person(Jobseeker(text=words)).record.particulars
    assert (found.shifts, found.no_shifts) == (("late",), ("night",))
    assert (found.begins, found.ends) == (510, 870)
    assert (found.fewest_days, found.most_days) == (None, 3)


def test_a_shift_past_midnight_ends_the_next_day():
    record = Vacancy(description="Nachtdienst van 23.00 tot 07.00 uur.")
    found = told_of_vacancy(record).record.particulars
    assert (found.begins, found.ends) == (23 * 60, 31 * 60)


def test_experience_gives_papers_and_nothing_else():
    job = Experience(text="40 uur per week nachtdienst gedraaid. Rijbewijs C en VCA gehad.")
    told = told_of_person(Jobseeker(experience=(job,)))
    assert told.record.licences == ("C",)
    assert told.record.particulars.certificates == ("VCA",)
    assert told.record.hours == Hours()
    assert not told.record.particulars.shifts


def test_a_course_counts_as_a_certificate_once_it_is_obtained():
    def held(flag):
        person = Jobseeker(courses=(Course(name="VCA Basis", certificate=Flag(flag)),))
        return told_of_person(person).record.particulars.certificates

    assert (held(1), held(2), held(0)) == (("VCA",), (), ())


def test_languages_are_filled_per_modality_and_a_difference_is_told():
    text = "Mijn Nederlands is goed, schrijven gaat redelijk."
    person = Jobseeker(text=text, languages=(Language("nld", speaking=2),))
    told = told_of_person(person)
    assert told.record.languages == (Language("nld", speaking=2, writing=2),)
    assert [note.use for note in told.notes] == [Use.DIFFERS]
    criterion = LanguageCriterion()
    asked = told_of_vacancy(Vacancy(description="Je spreekt goed Nederlands.")).record
    verdict = criterion.judge(criterion.of_person(person), criterion.of_vacancy(asked))
    assert verdict.status is Status.PARTLY


def test_contract_and_kind_come_from_text_only_where_nothing_is_known():
    text = "Dit is een leerbaan (BBL). Je krijgt een jaarcontract."
    told = told_of_vacancy(Vacancy(description=text)).record
    assert told.effective_kind is VacancyKind.APPRENTICESHIP
    assert told.contracts == (Contract(duration="B"),)
    known = Vacancy(description=text, contracts=(Contract("O", "01"),))
    told_known = told_of_vacancy(known)
    assert told_known.record.effective_kind is VacancyKind.REGULAR
    assert {use for _, use, _ in uses(told_known, FactKind.CONTRACT)} == {Use.DIFFERS}


def test_a_date_without_a_year_is_shown_and_not_used():
    told = told_of_vacancy(Vacancy(description="Start per 1 maart."))
    assert told.record.start is None
    assert uses(told, FactKind.START) == [("03-01", Use.ASIDE, None)]
    told = told_of_vacancy(Vacancy(description="Start per 1 maart 2027."))
    assert told.record.start == date(2027, 3, 1)
    known = Vacancy(start=date(2027, 4, 1), description="Start per 1 maart.")
    assert told_of_vacancy(known).record.start == date(2027, 4, 1)
    assert uses(told_of_vacancy(known), FactKind.START) == [("03-01", Use.DIFFERS, "2027-04-01")]


def test_irregular_work_of_the_text_reaches_the_hours_criterion():
    criterion = HoursCriterion()
    work = told_of_vacancy(Vacancy(description="Je werkt in wisselende diensten.")).record
    assert criterion.of_vacancy(work).irregular is True
    known = Vacancy(irregular=Flag(2), description="Je werkt in wisselende diensten.")
    told = told_of_vacancy(known)
    assert criterion.of_vacancy(told.record).irregular is False
    assert uses(told, FactKind.SHIFT) == [("irregular", Use.DIFFERS, "nee")]


def test_two_postcodes_leave_the_place_open():
    assert told_of_vacancy(Vacancy(description="Arnhem (6811 AB)")).record.sites == ("6811",)
    two = Vacancy(description="Arnhem (6811 AB) of Velp (6881 AA)")
    assert told_of_vacancy(two).record.sites == ()


_KNOWN_PERSON = Jobseeker(
    hours=Hours(20, 24),
    irregular=Flag(2),
    office_hours=Flag(1),
    licences=("BE",),
    languages=(Language("nld", 3, 3, 3, 3),),
    contracts=(Contract("O", "01"),),
    transport=(Transport(3, commuting=Flag(1)),),
    postcode4="9711",
    available_from=date(2026, 12, 1),
    available_until=date(2027, 12, 1),
)
_KNOWN_VACANCY = Vacancy(
    hours=Hours(20, 24),
    irregular=Flag(2),
    office_hours=Flag(1),
    licences=("BE",),
    languages=(Language("nld", 3, 3, 3, 3),),
    contracts=(Contract("O", "01"),),
    transport=(Transport(3, commuting=Flag(1)),),
    sites=("9711",),
    start=date(2026, 12, 1),
    end=date(2027, 12, 1),
    closing=date(2026, 11, 30),
    kind=VacancyKind.REGULAR,
)
_ADDED = {"languages", "particulars"}


@settings(deadline=None, max_examples=80)
@given(text=TEXTS)
def test_what_a_record_says_always_wins(text):
    for known, told in (
        (_KNOWN_PERSON, told_of_person(replace(_KNOWN_PERSON, text=text)).record),
        (_KNOWN_VACANCY, told_of_vacancy(replace(_KNOWN_VACANCY, description=text)).record),
    ):
        kept = {name: getattr(known, name) for name in _ADDED}
        assert Language("nld", 3, 3, 3, 3) in told.languages
        words = {"text": None} if isinstance(told, Jobseeker) else {"description": None}
        assert replace(told, **words, **kept) == known


@settings(deadline=None, max_examples=60)
@given(text=TEXTS)
def test_telling_twice_adds_nothing(text):
    person = told_of_person(Jobseeker(text=text)).record
    assert told_of_person(person).record == person
    vacancy = told_of_vacancy(Vacancy(description=text)).record
    assert told_of_vacancy(vacancy).record == vacancy


@settings(deadline=None, max_examples=40)
@given(texts=st.lists(st.sampled_from(GOLD), max_size=4), random=st.randoms())
def test_the_order_of_jobs_and_courses_does_not_matter(texts, random):
    jobs = [Experience(text=text) for text in texts]
    courses = [Course(name=text, certificate=Flag(1)) for text in texts]
    one = told_of_person(Jobseeker(experience=tuple(jobs), courses=tuple(courses)))
    random.shuffle(jobs)
    random.shuffle(courses)
    other = told_of_person(Jobseeker(experience=tuple(jobs), courses=tuple(courses)))
    assert one.notes == other.notes
    assert one.record.particulars == other.record.particulars
    assert one.record.licences == other.record.licences
