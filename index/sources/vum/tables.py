"""Where the elements of VUM 3.0 go in the domain model.

An element that no row names stays in the rest.

Source: contract 3.0.8; ``../shared/reference/vum.md`` sections 4, 5 and 14.
"""

from __future__ import annotations

from datetime import date, timedelta

from passend.engine.model import (
    CompetenceRef,
    Contract,
    Course,
    Education,
    Experience,
    Hours,
    Language,
    OccupationRef,
    Transport,
)
from passend.index.sources.plain import Json, JsonObject
from passend.index.sources.vum.table import (
    DATE,
    FLAG,
    PLAIN,
    Row,
    Table,
    derived,
    many,
    record,
    single,
)

__all__ = [
    "CONTRACTS",
    "LANGUAGES",
    "LICENCES",
    "PERSON_SHARED",
    "PERSON_V3",
    "POSTCODE4",
    "TRANSPORT",
    "VACANCY_SHARED",
    "VACANCY_V3",
    "WORKING_TIME",
    "experience",
    "months_worked",
]


def months_worked(job: JsonObject, today: date) -> int | None:
    """Return the length of a job in whole months, at least 1.

    First and last day both count. A job without a last day, or with one in the future, lasts until
    ``today``.

    Parameters
    ----------
    job : dict
        An item of ``werkervaring``.
    today : date
        Last day that counts.

    Returns
    -------
    int or None
        ``None`` when the first day is absent, in the future, or after the last day.

    Examples
    --------
    >>> job = {"datumAanvangWerkzaamheden": "2024-03-01", "datumEindeWerkzaamheden": "2025-02-28"}
    >>> months_worked(job, date(2026, 1, 1))
    12
    """
    first = job.get("datumAanvangWerkzaamheden")
    last = job.get("datumEindeWerkzaamheden")
    if first is None:
        return None
    start = date.fromisoformat(first)
    end = min(today, date.fromisoformat(last)) if last is not None else today
    if end < start:
        return None
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return max(1, months - (after.day < start.day))


def _branches(vacancy: JsonObject, _: date) -> tuple[int, ...]:
    """Branch of the vacancy, then those of the employer, each once."""
    own = [vacancy.get("sector", {})]
    employer = vacancy.get("werkgever", {}).get("sector", [])
    return tuple(dict.fromkeys(one["codeSbi"] for one in own + employer if "codeSbi" in one))


def _last_day(vacancy: JsonObject, _: date) -> date | None:
    """Last day of the work: of the terms of employment, else of the flexibility."""
    terms, flexibility = vacancy.get("arbeidsVoorwaarden", {}), vacancy.get("flexibiliteit", {})
    found = terms.get("datumEindeWerkzaamheden") or flexibility.get("datumEindeBeschikbaarVoorWerk")
    return date.fromisoformat(found) if found else None


def _postcode4(value: Json, _: date) -> str:
    return str(value)[:4]


POSTCODE4 = derived(_postcode4)
CONTRACTS = Row(
    "contractvorm",
    "contracts",
    many(
        record(
            Contract,
            (
                Row("codeTypeArbeidscontract", "duration", PLAIN),
                Row("codeTypeOvereenkomst", "agreement", PLAIN),
            ),
        )
    ),
)
TRANSPORT = Row(
    "vervoermiddel",
    "transport",
    many(
        record(
            Transport,
            (
                Row("codeVervoermiddel", "mode", PLAIN),
                Row("indicatieBeschikbaarVoorWoonWerkverkeer", "commuting", FLAG),
                Row("indicatieBeschikbaarVoorUitvoeringWerk", "for_work", FLAG),
            ),
        )
    ),
)
WORKING_TIME: Table = (
    Row(
        "werktijden",
        "hours",
        record(
            Hours,
            (
                Row("aantalWerkurenPerWeekMinimaal", "minimum", PLAIN),
                Row("aantalWerkurenPerWeekMaximaal", "maximum", PLAIN),
            ),
        ),
    ),
    Row("werktijden.indicatieKantoortijden", "office_hours", FLAG),
    Row("flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst", "irregular", FLAG),
)
LICENCES = many(single("codeSoortRijbewijs"))
LANGUAGES = many(
    record(
        Language,
        (
            Row("codeTaal", "code", PLAIN),
            Row("codeNiveauTaalbeheersingMondeling", "speaking", PLAIN),
            Row("codeNiveauTaalbeheersingSchriftelijk", "writing", PLAIN),
            Row("codeNiveauTaalbeheersingLezen", "reading", PLAIN),
            Row("codeNiveauTaalbeheersingLuisteren", "listening", PLAIN),
        ),
    )
)
_OCCUPATION = record(OccupationRef, (Row("codeBeroepsnaam", "code", PLAIN),))
_COMPETENCES = many(record(CompetenceRef, (Row("codeCompetentie", "code", PLAIN),)))
_COURSES = many(
    record(
        Course,
        (
            Row("naamCursus", "name", PLAIN),
            Row("toelichtingCursus", "text", PLAIN),
            Row("indicatieCertificaat", "certificate", FLAG),
        ),
    )
)
_EDUCATION = many(
    record(
        Education,
        (
            Row("codeNiveauOpleiding", "level", PLAIN),
            Row("codeOpleidingsnaam", "code", PLAIN),
            Row("toelichtingOpleiding", "text", PLAIN),
            Row("indicatieDiploma", "diploma", FLAG),
            Row("codeStatusOpleiding", "status", PLAIN),
        ),
    )
)
_QUALIFICATION = "arbeidsmarktkwalificatie"


def experience(occupation: Row) -> Row:
    """Return the row of jobs, with ``occupation`` as the row that reads what the work was."""
    table = (
        occupation,
        Row("", "months", derived(months_worked)),
        Row("toelichtingWerkervaring", "text", PLAIN),
    )
    return Row(f"{_QUALIFICATION}.werkervaring", "experience", many(record(Experience, table)))


PERSON_SHARED: Table = (
    CONTRACTS,
    TRANSPORT,
    *WORKING_TIME,
    Row(f"{_QUALIFICATION}.interesse", "interests", many(single("naamInteresse"))),
    Row(f"{_QUALIFICATION}.rijbewijs", "licences", LICENCES),
    Row(f"{_QUALIFICATION}.taalbeheersing", "languages", LANGUAGES),
    Row(f"{_QUALIFICATION}.codeWerkEnDenkniveauWerkzoekende", "work_level", PLAIN),
    Row("sector", "sectors", many(single("codeSbi"))),
    Row("mobiliteit.bemiddelingspostcode", "postcode4", POSTCODE4),
    Row("mobiliteit.maximaleReisafstand", "max_distance_km", PLAIN),
    Row("mobiliteit.maximaleReistijd", "max_minutes", PLAIN),
    Row("flexibiliteit.datumAanvangBeschikbaarVoorWerk", "available_from", DATE),
    Row("flexibiliteit.datumEindeBeschikbaarVoorWerk", "available_until", DATE),
    Row("persoonlijkePresentatie", "presentation", PLAIN),
)
"""Rows of a jobseeker that versions 2.0 and 3.0 share."""

PERSON_V3: Table = (
    *PERSON_SHARED,
    experience(Row("beroep", "occupation", _OCCUPATION)),
    Row("bemiddelingsberoep", "wished_occupations", many(_OCCUPATION)),
    Row(f"{_QUALIFICATION}.competentiebeheersing", "competences", _COMPETENCES),
    Row(f"{_QUALIFICATION}.cursus", "courses", _COURSES),
    Row(f"{_QUALIFICATION}.opleiding", "education", _EDUCATION),
)
"""The jobseeker of VUM 3.0."""

VACANCY_SHARED: Table = (
    Row("", "sectors", derived(_branches)),
    Row("", "end", derived(_last_day)),
    CONTRACTS,
    TRANSPORT,
    *WORKING_TIME,
    Row("rijbewijs", "licences", LICENCES),
    Row("taalbeheersing", "languages", LANGUAGES),
    Row("werkervaring", "years_asked", many(single("aantalJarenWerkzaamInBeroep"))),
    Row("naamVacature", "title", PLAIN),
    Row("omschrijvingVacature", "description", PLAIN),
    Row("arbeidsVoorwaarden.omschrijvingArbeidsvoorwaarden", "terms", PLAIN),
    Row("arbeidsVoorwaarden.salarisIndicatie", "salary", PLAIN),
    Row("arbeidsVoorwaarden.datumAanvangWerkzaamheden", "start", DATE),
    Row("sluitingsdatumVacature", "closing", DATE),
    Row("codeWerkEnDenkniveauMinimaal", "work_level", PLAIN),
)
"""Rows of a vacancy that versions 2.0 and 3.0 share."""


def _own_site(value: Json, today: date) -> tuple[str, ...]:
    return (_postcode4(value, today),)


VACANCY_V3: Table = (
    *VACANCY_SHARED,
    Row("beroep", "occupation", _OCCUPATION),
    Row("competentiebeheersing", "competences", _COMPETENCES),
    Row("cursus", "courses", _COURSES),
    Row("opleiding", "education", _EDUCATION),
    Row("adres.postcode", "sites", derived(_own_site)),
)
"""The vacancy of VUM 3.0."""
