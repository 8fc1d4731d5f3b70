"""Suggestions as the outside sees them: the concept, and the name by which it was found."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.suggest import SUGGESTED, Place, Suggester

from .requests_http import BegrippenVraag
from .understanding import KINDS, Soort

__all__ = ["Begrip", "Begrippen", "suggestions_out"]

Plek = Literal["hele naam", "begin", "woord", "deel van een woord", "losse woorden", "tikfout"]

_PLACES: dict[Place, Plek] = {
    Place.WHOLE: "hele naam",
    Place.START: "begin",
    Place.WORD: "woord",
    Place.PART: "deel van een woord",
    Place.WORDS: "losse woorden",
    Place.TYPO: "tikfout",
}


class Begrip(BaseModel):
    """Eén begrip om te kiezen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    iri: str
    naam: str
    soort: Soort
    via: str | None = Field(description="De andere naam waardoor het is gevonden.")
    gevonden: Plek = Field(description="Waar in de naam het getypte staat.")


class Begrippen(BaseModel):
    """Begrippen bij wat is getypt, de beste eerst."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    begrippen: list[Begrip]
    taxonomie: str = Field(description="Versie van de taxonomie.")


def suggestions_out(suggester: Suggester, asked: BegrippenVraag, taxonomy: Taxonomy) -> Begrippen:
    """Suggestions for a question of the outside."""
    kinds = [kind for kind in SUGGESTED if not asked.soorten or KINDS[kind] in asked.soorten]
    found = []
    for one in suggester.suggest(asked.zoek, kinds, asked.aantal):
        concept = taxonomy.concepts[one.concept]
        found.append(
            Begrip(
                iri=concept.iri,
                naam=concept.label,
                soort=KINDS[concept.kind],
                via=one.name if one.name != concept.label else None,
                gevonden=_PLACES[one.place],
            )
        )
    return Begrippen(begrippen=found, taxonomie=taxonomy.digest[:12])
