"""Where the elements of VUM 2.0 go in the domain model; for reading only.

Source: contract 2.0.2; ``../shared/reference/vum.md`` section 6.
"""

from __future__ import annotations

from datetime import date

from passend.engine.model import CompetenceRef, Course, Education, OccupationRef
from passend.index.sources.plain import Json, JsonObject
from passend.index.sources.vum.behaviour import BEHAVIOURS, NOT_MASTERED
from passend.index.sources.vum.table import FLAG, PLAIN, Row, Table, derived, many, record
from passend.index.sources.vum.tables import PERSON_SHARED, VACANCY_SHARED, experience

__all__ = ["PERSON_V2", "VACANCY_V2"]

_CODE_OF_LABEL = {label: code for code, label in BEHAVIOURS.items()}

_OCCUPATION = record(
    OccupationRef,
    (
        Row("beroepsnaamGecodeerd.codeBeroepsnaam", "code", PLAIN),
        Row("beroepsnaamGecodeerd.omschrijvingBeroepsnaam", "text", PLAIN),
        Row("beroepsnaamOngecodeerd.naamBeroepOngecodeerd", "text", PLAIN),
    ),
)
_COURSES = many(record(Course, (Row("naamCursus", "name", PLAIN),)))
_EDUCATION = many(
    record(
        Education,
        (
            Row("codeNiveauOpleiding", "level", PLAIN),
            Row("opleidingsnaam.opleidingsnaamGecodeerd.codeOpleidingsnaam", "code", PLAIN),
            Row("opleidingsnaam.opleidingsnaamGecodeerd.omschrijvingOpleidingsnaam", "name", PLAIN),
            Row("opleidingsnaam.opleidingsnaamOngecodeerd.naamOpleidingOngecodeerd", "name", PLAIN),
            Row("opleidingsnaam.opleidingsnaamOngecodeerd.omschrijvingOpleiding", "text", PLAIN),
            Row("indicatieDiploma", "diploma", FLAG),
            Row("codeStatusOpleiding", "status", PLAIN),
        ),
    )
)


def _competences(holder: JsonObject, _: date) -> tuple[CompetenceRef, ...]:
    """Behaviours that are mastered or asked, then skills in free text."""
    found = []
    for one in holder.get("gedragscompetentie", ()):
        label = one.get("omschrijvingGedragscompetentie")
        code = one.get("codeGedragscompetentie") or _CODE_OF_LABEL.get(label)
        if code and one.get("codeBeheersingGedragscompetentie") not in NOT_MASTERED:
            found.append(CompetenceRef(text=BEHAVIOURS[code], behaviour_code=int(code)))
    skills = [CompetenceRef(text=one["omschrijving"]) for one in holder.get("vakvaardigheid", ())]
    return (*found, *skills)


def _sites(addresses: Json, _: date) -> tuple[str, ...]:
    """Postcodes of the work sites; without a known one, of the branch offices."""
    for function in ("E", "V"):
        postcodes = [
            one.get("adres", {}).get("adresNederland", {}).get("postcode")
            for one in addresses
            if one.get("codeFunctieAdres") == function
        ]
        sites = tuple(dict.fromkeys(postcode[:4] for postcode in postcodes if postcode))
        if sites:
            return sites
    return ()


def _first_day(value: Json, _: date) -> date:
    return date.fromisoformat(value)


PERSON_V2: Table = (
    *PERSON_SHARED,
    experience(Row("beroep", "occupation", _OCCUPATION)),
    Row("bemiddelingsberoep", "wished_occupations", many(_OCCUPATION)),
    Row("arbeidsmarktkwalificatie", "competences", derived(_competences)),
    Row("arbeidsmarktkwalificatie.cursus", "courses", _COURSES),
    Row("arbeidsmarktkwalificatie.opleiding", "education", _EDUCATION),
)
"""The jobseeker of VUM 2.0."""

VACANCY_V2: Table = (
    # Before the shared rows: the first day of the work itself, when given, wins.
    Row("flexibiliteit.datumAanvangBeschikbaarVoorWerk", "start", derived(_first_day)),
    *VACANCY_SHARED,
    Row("beroep", "occupation", _OCCUPATION),
    Row("", "competences", derived(_competences)),
    Row("cursus", "courses", _COURSES),
    Row("opleiding", "education", _EDUCATION),
    Row("werkgever.adresHouding", "sites", derived(_sites)),
)
"""The vacancy of VUM 2.0."""
