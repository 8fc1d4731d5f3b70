"""Bodies of requests, as the outside writes them: Dutch, strict, nothing extra."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from .faults import WAY
from .questions import LONGEST_TEXT

__all__ = ["PERSON_WAYS", "VACANCY_WAYS", "Combinatie", "PersonenVraag", "VacaturesVraag"]

PERSON_WAYS = ("persoon", "tekst", "profiel")
"""Ways to say for whom vacancies are looked for."""

VACANCY_WAYS = ("vacature", "tekst", "profiel")
"""Ways to say for what persons are looked for."""

Sleutel = Annotated[
    str,
    Field(
        min_length=1,
        max_length=400,
        description="Sleutel van een record: `bron:id`, een pseudoniem.",
        examples=["gemeente-arnhem:9b7c4f02"],
    ),
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Verwijzing(_Body):
    """Een record dat de dienst al kent."""

    sleutel: Sleutel


class _Vraag(_Body):
    aantal: int = Field(
        default=10,
        ge=1,
        le=100,
        description="Hoeveel passende resultaten, hoogstens. De lijsten nuNietHaalbaar en "
        "eerstVragen houden hoogstens vijf resultaten.",
    )


class VraagMetTekst(_Vraag):
    """Een vraag met een tekst. De tekst wordt niet bewaard."""

    tekst: str = Field(
        min_length=1,
        max_length=LONGEST_TEXT,
        pattern="[A-Za-z]",
        description="Tekst van een cv of van een vacature; er staat minstens een letter in.",
        examples=["Ik heb drie jaar in een magazijn gewerkt en rijd heftruck."],
    )


class VraagMetProfiel(_Vraag):
    """Een vraag met een record. Het record wordt niet bewaard."""

    profiel: dict[str, Any] = Field(
        description='Bestandsvorm `{"vum": …, "ext": …}` of een VUM-object, versie 2.0 of 3.0.',
        examples=[{"vum": {"idWerkzoekende": "p-1", "rijbewijs": [{"codeSoortRijbewijs": "B"}]}}],
    )


class VraagMetPersoon(_Vraag):
    """Een vraag voor een bekende persoon."""

    persoon: Verwijzing


class VraagMetVacature(_Vraag):
    """Een vraag voor een bekende vacature."""

    vacature: Verwijzing


class Combinatie(_Body):
    """Een persoon en een vacature, beide bekend."""

    persoon: Sleutel
    vacature: Sleutel


def _way_of_person(body: object) -> str:
    return _way(body, PERSON_WAYS)


def _way_of_vacancy(body: object) -> str:
    return _way(body, VACANCY_WAYS)


def _way(body: object, ways: tuple[str, ...]) -> str:
    """Tag of the first way given; without any the first, so that every other fault is told too."""
    given = body if isinstance(body, dict) else {}
    return WAY + next((way for way in ways if way in given), ways[0])


VacaturesVraag = Annotated[
    Annotated[VraagMetPersoon, Tag("manier:persoon")]
    | Annotated[VraagMetTekst, Tag("manier:tekst")]
    | Annotated[VraagMetProfiel, Tag("manier:profiel")],
    Discriminator(_way_of_person),
]
"""For whom vacancies are looked for: exactly one way."""

PersonenVraag = Annotated[
    Annotated[VraagMetVacature, Tag("manier:vacature")]
    | Annotated[VraagMetTekst, Tag("manier:tekst")]
    | Annotated[VraagMetProfiel, Tag("manier:profiel")],
    Discriminator(_way_of_vacancy),
]
"""For what persons are looked for: exactly one way."""
