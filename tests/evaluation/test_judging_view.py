"""What a judge sees of a record: what the guideline asks about, in Dutch, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from passend.engine.model import (
    Arrangement,
    CompetenceRef,
    Contract,
    Course,
    Education,
    Experience,
    Flag,
    Hours,
    Jobseeker,
    Language,
    Leerbaan,
    OccupationRef,
    Transport,
    Vacancy,
    VacancyKind,
)
from passend.evaluation.judging.view import (
    Row,
    nameless,
    person_view,
    qualification_view,
    vacancy_view,
)

PERSON = Jobseeker(
    wished_occupations=(OccupationRef("iri:kok"), OccupationRef(None, "iets met eten")),
    experience=(
        Experience(OccupationRef("iri:kok", "kok in hotel"), 27, "Soep en saus."),
        Experience(None, 1, "Afwas."),
        Experience(OccupationRef("iri:weg"), None, None),
    ),
    competences=(CompetenceRef("iri:kok"), CompetenceRef(None, "snijden")),
    courses=(Course("HACCP", None, Flag(1)), Course("Wijn", "avondcursus", Flag(2))),
    education=(Education(level=4, name="Kok", diploma=Flag(1), status=1),),
    interests=("buiten zijn",),
    licences=("B", "AM"),
    languages=(Language("nld", speaking=3, writing=1), Language("xyz", speaking=4)),
    contracts=(Contract("O", "01"), Contract(None, "02")),
    transport=(Transport(1, commuting=Flag(2)), Transport(3)),
    sectors=(561,),
    hours=Hours(24, 32),
    office_hours=Flag(1),
    irregular=Flag(2),
    postcode4="6811",
    max_distance_km=20,
    max_minutes=45,
    available_from=date(2027, 1, 1),
    work_level=4,
    wishes=Arrangement(adaptable_tasks=True, guidance=False, pay_per_hour=17.0),
    riasec_text="Met mijn handen.",
    text="Ik kook graag.\nNiet 's nachts.",
)
VACANCY = Vacancy(
    title="Kok gevraagd",
    description="Je kookt.",
    terms="Na een jaar vast.",
    occupation=OccupationRef("iri:kok"),
    competences=(CompetenceRef("iri:weg"), CompetenceRef(None, None, 24101)),
    education=(Education(level=4),),
    licences=("B",),
    contracts=(Contract("B", "02"),),
    sites=("6811", "6821"),
    years_asked=(2,),
    hours=Hours(None, 36),
    work_level="4",
    salary="ruim",
    kind=VacancyKind.APPRENTICESHIP,
    leerbaan=Leerbaan("25180", 2, "BBL"),
    offer=Arrangement(learning_on_the_job=True, pay_per_hour=15.0),
    start=date(2027, 2, 1),
)


def label(code: str) -> str | None:
    return {"iri:kok": "Kok"}.get(code)


def rows(found: tuple[Row, ...]) -> dict[str, str]:
    names = [row.name for row in found]
    assert len(set(names)) == len(names)
    return {row.name: row.text for row in found}


def test_a_person_is_shown_by_what_the_guideline_asks() -> None:
    assert rows(person_view(PERSON, label)) == {
        "Wil werk als": "Kok, iets met eten",
        "Ervaring": "- kok in hotel (Kok) (2 jaar en 3 maanden): Soep en saus.\n"
        "- 1 maand: Afwas.\n"
        "- beroep met onbekende code",
        "Kan": "Kok; snijden",
        "Cursussen": "HACCP (certificaat); Wijn – avondcursus (geen certificaat)",
        "Interesses": "buiten zijn",
        "Doet graag": "Met mijn handen.",
        "Toelichting": "Ik kook graag.\nNiet 's nachts.",
        "Wensen": "taken aanpassen, geen begeleiding",
        "Postcode": "6811",
        "Reist tot": "20 km, 45 minuten",
        "Vervoer": "auto (niet voor woon-werk), fiets",
        "Uren": "24 tot 32",
        "Werktijden": "kantoortijden: ja, onregelmatig of ploegen: nee",
        "Contract": "gewoon werk, vast / leerbaan",
        "Rijbewijs": "B, AM",
        "Talen": "Nederlands: spreken goed, schrijven niet; xyz: spreken uitstekend",
    }


def test_a_vacancy_is_shown_by_what_the_guideline_asks() -> None:
    assert rows(vacancy_view(VACANCY, label)) == {
        "Titel": "Kok gevraagd",
        "Soort": "leerbaan",
        "Leerbaan": "BBL, niveau 2, crebo 25180",
        "Beroep": "Kok",
        "Tekst": "Je kookt.",
        "Vraagt": "gedragscompetentie 24101",
        "Ervaring": "2 jaar",
        "Biedt": "leren op het werk",
        "Voorwaarden": "Na een jaar vast.",
        "Postcode": "6811 of 6821",
        "Uren": "hoogstens 36",
        "Contract": "leerbaan, tijdelijk",
        "Rijbewijs": "B",
        "Niet vermeld": "werktijden, talen",
    }


def test_nothing_known_is_said_to_be_unknown() -> None:
    (row,) = person_view(Jobseeker(), label)
    assert row.name == "Niet vermeld"
    assert row.text.split(", ")[:2] == ["wil werk als", "ervaring"]
    (row,) = vacancy_view(Vacancy(), label)
    assert row.text.startswith("soort, postcode, uren")


def test_education_is_shown_only_where_the_law_asks_a_qualification() -> None:
    assert qualification_view(VACANCY, PERSON) == ()
    for regulated in (True, "BIG"):
        asked = replace(VACANCY, regulated=regulated)
        assert qualification_view(asked, PERSON) == (Row("Opleiding", "- Kok – diploma, afgerond"),)
        assert qualification_view(asked, Jobseeker()) == (Row("Opleiding", "niet vermeld"),)
    assert rows(vacancy_view(asked, label))["Wet vraagt"] == "BIG"


@pytest.mark.parametrize(
    "change",
    [
        {"education": ()},
        {"work_level": None},
        {"sectors": ()},
        {"available_from": None},
        {"wishes": Arrangement(adaptable_tasks=True, guidance=False, pay_per_hour=99.0)},
    ],
)
def test_what_the_guideline_does_not_ask_changes_nothing(change: dict[str, object]) -> None:
    assert person_view(replace(PERSON, **change), label) == person_view(PERSON, label)


@pytest.mark.parametrize(
    "change", [{"education": ()}, {"work_level": None}, {"salary": None}, {"start": None}]
)
def test_the_same_for_a_vacancy(change: dict[str, object]) -> None:
    assert vacancy_view(replace(VACANCY, **change), label) == vacancy_view(VACANCY, label)


def test_a_record_cannot_steer_the_terminal() -> None:
    row = rows(vacancy_view(Vacancy(title="Kok\x1b[2J\r\x07", description="a\n\nb\t"), label))
    assert (row["Titel"], row["Tekst"]) == ("Kok[2J", "a\n\nb")


def test_codes_that_cannot_be_read_are_found() -> None:
    assert nameless(PERSON, label) == {"iri:weg"}
    assert nameless(VACANCY, label) == {"iri:weg"}
    assert nameless(Vacancy(occupation=OccupationRef("iri:weg", "kok")), label) == frozenset()
