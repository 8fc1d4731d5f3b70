"""Bodies of requests, as the outside writes them: Dutch, strict, nothing extra."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from .faults import WAY
from .questions import LONGEST_TEXT

__all__ = [
    "MOST_PARTS",
    "PERSON_WAYS",
    "VACANCY_WAYS",
    "BegrippenVraag",
    "Combinatie",
    "Geheel",
    "Onderdeel",
    "OnderdeelMetBegrip",
    "OnderdeelMetTekst",
    "PersonenVraag",
    "Sleutel",
    "VacaturesVraag",
    "Verwijzing",
    "Voorbeeld",
    "VraagMetZoekvraag",
    "WaaromVraag",
    "Zoekvraag",
]

MOST_PARTS = 30
"""Most parts of a search question."""

PERSON_WAYS = ("persoon", "tekst", "profiel", "zoekvraag")
"""Ways to say for whom vacancies are looked for."""

VACANCY_WAYS = ("vacature", "tekst", "profiel", "zoekvraag")
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


Publiek = Annotated[
    Literal["adviseur", "werkgever"],
    Field(
        description="Wie het antwoord leest. Een werkgever ziet alleen wat bij het werk past: geen "
        "reizen, woonplaats of redenen."
    ),
]


class _Vraag(_Body):
    aantal: int = Field(
        default=10,
        ge=1,
        le=100,
        description="Hoeveel passende resultaten, hoogstens. De lijsten nuNietHaalbaar en "
        "eerstVragen houden hoogstens vijf resultaten.",
    )
    toon_alle: bool = Field(
        default=False,
        alias="toonAlle",
        description="Ook meer dan twee vacatures van een werkgever in de eerste tien.",
    )
    publiek: Publiek = "adviseur"


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


Rol = Literal["vereist", "gewenst", "niet", "interesse"]
Iri = Annotated[str, Field(min_length=1, max_length=400, description="IRI van een begrip.")]


class _Onderdeel(_Body):
    rol: Rol = Field(
        default="gewenst",
        description="Vereist en niet zijn ook voorwaarden: wie er volgens de gegevens niet aan "
        "voldoet, gaat naar nuNietHaalbaar. Onbekend is nooit nee.",
    )


class OnderdeelMetBegrip(_Onderdeel):
    """Een begrip uit de lijst, bijvoorbeeld van `/begrippen/_zoek`."""

    begrip: Iri


class OnderdeelMetTekst(_Onderdeel):
    """Een paar woorden; het antwoord zegt hoe die zijn begrepen."""

    tekst: str = Field(
        min_length=1, max_length=200, pattern="[A-Za-z]", examples=["heftruck rijden"]
    )


class Voorbeeld(_Body):
    """Een record waarop het resultaat moet lijken: wat die persoon kan of die vacature vraagt."""

    soort: Literal["persoon", "vacature"]
    sleutel: Sleutel


def _way_of_part(body: object) -> str:
    return _way(body, ("begrip", "tekst"))


Onderdeel = Annotated[
    Annotated[OnderdeelMetBegrip, Tag("manier:begrip")]
    | Annotated[OnderdeelMetTekst, Tag("manier:tekst")],
    Discriminator(_way_of_part),
]
"""One part of a search question."""


class Zoekvraag(_Body):
    """Wat u zoekt, in onderdelen. Er is minstens iets dat u wel zoekt."""

    onderdelen: list[Onderdeel] = Field(default=[], max_length=MOST_PARTS)
    tekst: str | None = Field(
        default=None, max_length=LONGEST_TEXT, description="Vrije tekst; wordt niet bewaard."
    )
    zoals: list[Voorbeeld] = Field(default=[], max_length=5)
    weg: list[Iri] = Field(
        default=[],
        max_length=200,
        description="Begrippen die verkeerd zijn begrepen: ze tellen niet mee.",
    )


class VraagMetZoekvraag(_Vraag):
    """Zoeken op competenties, beroepen, kennis en interesses."""

    zoekvraag: Zoekvraag


def _whole(value: object) -> object:
    """JSON knows no whole numbers: 5.0 is one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Geheel = Annotated[int, BeforeValidator(_whole)]
"""A whole number; ``4.0`` is one too, as in JSON Schema."""


class BegrippenVraag(_Body):
    """Wat er tot nu toe is getypt. Het wordt niet bewaard."""

    zoek: str = Field(min_length=1, max_length=200, examples=["vakkenv"])
    soorten: list[Literal["beroep", "competentie", "taak", "kennis", "kwalificatie"]] = Field(
        default=[], max_length=5, description="Leeg: alle soorten."
    )
    aantal: Geheel = Field(default=10, ge=1, le=50)


class Combinatie(_Body):
    """Een persoon en een vacature, beide bekend."""

    persoon: Sleutel
    vacature: Sleutel
    publiek: Publiek = "adviseur"


class WaaromVraag(_Body):
    """Waarom het ene record wel of niet op de lijst van het andere staat."""

    persoon: Sleutel
    vacature: Sleutel
    lijst: Literal["vacatures", "personen"] = Field(
        default="vacatures", description="De lijst van de persoon, of die van de vacature."
    )
    aantal: Geheel = Field(default=10, ge=1, le=100, description="Hoe lang de lijst is.")


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
    | Annotated[VraagMetProfiel, Tag("manier:profiel")]
    | Annotated[VraagMetZoekvraag, Tag("manier:zoekvraag")],
    Discriminator(_way_of_person),
]
"""For whom vacancies are looked for: exactly one way."""

PersonenVraag = Annotated[
    Annotated[VraagMetVacature, Tag("manier:vacature")]
    | Annotated[VraagMetTekst, Tag("manier:tekst")]
    | Annotated[VraagMetProfiel, Tag("manier:profiel")]
    | Annotated[VraagMetZoekvraag, Tag("manier:zoekvraag")],
    Discriminator(_way_of_vacancy),
]
"""For what persons are looked for: exactly one way."""
