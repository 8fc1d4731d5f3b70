"""What an employer hears: only what fits the work, for every reason, fact and element."""

import ast
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from passend.api import wording
from passend.api.answers import explanation_out
from passend.api.audience import (
    ELEMENTS,
    FACTS,
    REASONS,
    Audience,
    hears_element,
    hears_fact,
    hears_reason,
)
from passend.api.told import facts_read
from passend.engine import criteria, offers
from passend.engine.matcher import Matcher
from passend.engine.model import (
    Contract,
    Course,
    Experience,
    Flag,
    Hours,
    Jobseeker,
    Language,
    OccupationRef,
    Transport,
    Vacancy,
)
from passend.engine.textfacts import Note, Use
from passend.index.local import LocalIndex
from passend.taxonomy.facts import FactKind
from tests.support import coder as made_coder

# A reason begins with what it is about; details of a verdict are Dutch.
_REASON = re.compile(
    r"(arrangement|contract|hours|days|language|licence|period|place|qualification|reach|shifts"
    r"|travel)_[a-z_]+"
)
EMPLOYER, ADVISER = Audience.EMPLOYER, Audience.ADVISER


def reasons_in_code():
    """Strings that a criterion gives as a reason: third argument of ``Verdict``, or its choices."""
    found = set()
    for path in sorted(Path(criteria.__file__).parent.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                code = node.value
                if code in REASONS or _REASON.fullmatch(code):
                    found.add(code)
    return found


def test_every_reason_of_a_criterion_has_a_row():
    assert reasons_in_code() - set(REASONS) == set()
    assert {reason for reason in REASONS if reason not in reasons_in_code()} == set()


def test_every_fact_of_text_has_a_row():
    assert set(FACTS) == set(FactKind)


def test_every_element_that_offers_name_has_a_row():
    text = Path(offers.__file__).read_text(encoding="utf-8")
    named = {
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant)
        and node.value
        in {
            "werkervaring",
            "competentiebeheersing",
            "cursus",
            "bemiddelingsberoep",
            "interesse",
            "tekst",
            "persoonlijkePresentatie",
            "toelichtingWerkervaring",
        }
    }
    assert len(named) == 8
    assert named <= set(ELEMENTS)


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_the_adviser_hears_every_reason(reason):
    assert hears_reason(ADVISER, reason)


@pytest.mark.parametrize(
    "reason",
    [
        "reach",
        "reach_mode_unknown",
        "reach_doubtful",
        "place_unknown",
        "travel_unknown",
        "travel_failed",
        "shifts_by_day",
        "shifts_clash",
        "shifts_clock",
        "shifts_refused",
        "a reason that nobody wrote a row for",
    ],
)
def test_an_employer_hears_no_reason_of_travel_place_or_times(reason):
    assert not hears_reason(EMPLOYER, reason)


@pytest.mark.parametrize("element", ["tekst", "persoonlijkePresentatie", "mobiliteit", None])
def test_an_employer_does_not_hear_what_stands_in_the_persons_own_words(element):
    assert not hears_element(EMPLOYER, element)


@pytest.mark.parametrize("kind", [FactKind.TRANSPORT, FactKind.PLACE])
@pytest.mark.parametrize("audience", list(Audience))
def test_nobody_hears_transport_or_place_out_of_a_text(audience, kind):
    assert not hears_fact(audience, kind)


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_a_fact_of_a_person_is_told_to_whom_the_table_says(kind):
    note = Note(kind, "1-2", "tekst", Use.READ)
    told = SimpleNamespace(told_by_person=(note,), told_by_vacancy=())
    assert bool(facts_read(told, EMPLOYER)) == FACTS[kind]


SECRETS = (
    *("auto", "fiets", "bus", "trein", "km", "minuten", "postcode", "6811", "3511", "rug", "ziek"),
    *("moeder", "zorg", "kinderen", "avond", "onregelmatig", "reis", "woont"),
)
PERSON = Jobseeker(
    text="Ik heb geen auto en werk niet 's avonds door mijn rug. Ik zorg voor mijn moeder.",
    presentation="Ik kan goed koken. Ik woon in 6811 AB en reis met de bus.",
    experience=(Experience(OccupationRef(text="Zelfstandig werkend kok"), 36),),
    courses=(Course("HACCP", certificate=Flag(1)),),
    postcode4="6811",
    transport=(Transport(5, Flag(1)),),
    max_distance_km=10,
    max_minutes=30,
    hours=Hours(16, 20),
    licences=("AM",),
    irregular=Flag(2),
    contracts=(Contract(None, "01"),),
    languages=(Language("nld", 2),),
)
VACANCY = Vacancy(
    title="Zelfstandig werkend kok",
    sites=("3511",),
    hours=Hours(16, 24),
    irregular=Flag(1),
    licences=("B",),
    languages=(Language("nld", 3),),
    contracts=(Contract(None, "01"),),
)


def told(audience, person=PERSON, vacancy=VACANCY):
    coder = made_coder()
    matcher = Matcher(coder, LocalIndex(coder.criteria, coder.width), None)
    return explanation_out(matcher.explain(person, vacancy), audience)


def test_an_employer_reads_nothing_of_car_care_health_place_or_times():
    read = told(EMPLOYER).model_dump_json().lower()
    assert "kok" in read
    assert [word for word in SECRETS if word in read] == []


def test_the_adviser_reads_what_the_employer_does_not():
    read = told(ADVISER)
    assert {"travel", "hours"} <= {term.criterium for term in read.termen}
    assert any("openbaar vervoer" in one.tekst for one in read.voorwaarden)


@pytest.mark.parametrize("audience", list(Audience))
def test_the_score_that_is_told_is_the_sum_of_the_terms_that_are_told(audience):
    read = told(audience)
    assert read.score == sum(term.bekend + term.aangenomen for term in read.termen)
    assert read.procent == read.score * 100 // sum(term.hoogste for term in read.termen)


def test_how_far_somebody_travels_changes_nothing_that_an_employer_reads():
    near = replace(PERSON, postcode4="3511", max_distance_km=99, max_minutes=None)
    assert told(EMPLOYER, near) == told(EMPLOYER)
    assert told(ADVISER, near) != told(ADVISER)


def test_an_employer_is_not_told_out_of_what_a_competence_follows():
    read = told(EMPLOYER)
    found = (*read.heeft, *read.heeft_waarschijnlijk, *read.niet_bekend)
    assert all(one.via is None and "uit:" not in one.bewijs for one in found)


def test_an_employer_gets_the_questions_that_an_employer_can_answer():
    silent = replace(VACANCY, hours=Hours(), contracts=())
    assert set(told(EMPLOYER, vacancy=silent).vragen) <= wording.TO_EMPLOYER
    assert (
        "Vraag de werkgever: hoeveel uur per week is het werk?"
        in told(EMPLOYER, vacancy=silent).vragen
    )
