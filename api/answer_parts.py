"""Parts of an answer beside the score: what-ifs, gaps, duplicates, weights. Dutch keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from passend.engine.answer import ListWhatIf
from passend.engine.gaps import Gap
from passend.engine.listing import Also
from passend.engine.weights import CRITERIA, Weights
from passend.engine.whatif import Lift, WhatIf

from . import wording
from .changes_told import change_text, lift_text, list_text, same_text

__all__ = [
    "Dubbel",
    "LijstVerandering",
    "Oplossing",
    "PublicModel",
    "Tekort",
    "Verandering",
    "Weging",
    "duplicates_out",
    "gaps_out",
    "lifts_out",
    "list_what_ifs_out",
    "weights_out",
    "what_ifs_out",
]


class PublicModel(BaseModel):
    """A model of the outside: camelCase, frozen, nothing extra."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid"
    )


class Verandering(PublicModel):
    """Wat er met deze combinatie gebeurt als één ding anders is, opnieuw berekend."""

    wat: str = Field(description="Soort verandering.")
    hoeveel: int = Field(description="Kilometers, minuten, uren of taalniveau; anders 0.")
    welke: str = Field(description="Rijbewijs, soort contract of taal; anders leeg.")
    tekst: str
    score: int = Field(description="Score na de verandering.")
    erbij: int = Field(description="Verschil met de score nu; onder 0 is minder.")
    haalbaar: bool = Field(description="Of er daarna niets bekend is dat het belemmert.")


class Oplossing(PublicModel):
    """De kleinste verandering waarmee een voorwaarde geen belemmering meer is."""

    voorwaarde: str
    tekst: str
    verandering: Verandering | None = Field(description="Leeg als er geen bekend is.")


class LijstVerandering(PublicModel):
    """Hoeveel resultaten er meer haalbaar zijn als één ding anders is, opnieuw geteld."""

    wat: str
    hoeveel: int
    welke: str
    meer: int = Field(description="Hoeveel resultaten er meer haalbaar zijn.")
    tekst: str


class Tekort(PublicModel):
    """Een gevraagde competentie die nog niet is genoemd, en wat die opbrengt."""

    naam: str
    iri: str
    erbij: int = Field(description="Punten erbij als de persoon dit noemt, opnieuw berekend.")
    cursussen: list[str] = Field(description="Instrumenten of cursussen die dit leren.")
    opleidingen: list[str] = Field(description="Kwalificaties waarin dit wordt geleerd.")


class Dubbel(PublicModel):
    """Hetzelfde werk uit een andere bron."""

    sleutel: str
    bron: str
    reden: str


class Weging(PublicModel):
    """Gewichten die golden voor een soort plek; samen 100."""

    soort: str
    criteria: dict[str, int]


def what_ifs_out(found: Iterable[WhatIf]) -> list[Verandering]:
    """What-ifs of one pair for the outside."""
    return [_what_if(one) for one in found]


def lifts_out(found: Iterable[Lift]) -> list[Oplossing]:
    """What lifts each unmet condition, for the outside."""
    return [
        Oplossing(
            voorwaarde=one.condition,
            tekst=lift_text(one),
            verandering=_what_if(one.what_if) if one.what_if else None,
        )
        for one in found
    ]


def list_what_ifs_out(found: Iterable[ListWhatIf]) -> list[LijstVerandering]:
    """What-ifs of a list for the outside."""
    return [
        LijstVerandering(
            wat=one.change.code,
            hoeveel=one.change.amount,
            welke=one.change.what,
            meer=one.more,
            tekst=list_text(one),
        )
        for one in found
    ]


def gaps_out(found: Iterable[Gap]) -> list[Tekort]:
    """Gaps for the outside."""
    return [
        Tekort(
            naam=one.concept.label,
            iri=one.concept.iri,
            erbij=one.gain,
            cursussen=[course.name for course in one.courses],
            opleidingen=[concept.label for concept in one.qualifications],
        )
        for one in found
    ]


def duplicates_out(found: Iterable[Also], source: Callable[[str], str]) -> list[Dubbel]:
    """Other records of the same work; ``source`` says who sent a key in."""
    return [
        Dubbel(sleutel=one.key, bron=source(one.key), reden=same_text(one.why)) for one in found
    ]


def weights_out(weights: Weights) -> list[Weging]:
    """Weights per kind of place, the default first."""
    named = [("andere plekken", weights.default)]
    named += [(wording.KIND[kind], one) for kind, one in weights.by_kind]
    return [Weging(soort=kind, criteria={n: one[n] for n in CRITERIA}) for kind, one in named]


def _what_if(one: WhatIf) -> Verandering:
    change = one.change
    return Verandering(
        wat=change.code,
        hoeveel=change.amount,
        welke=change.what,
        tekst=change_text(change),
        score=one.score,
        erbij=one.gain,
        haalbaar=one.tier == 0,
    )
