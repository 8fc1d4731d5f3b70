"""What was understood of a question, as the outside sees it: per part, how found, what was not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from passend.engine.model import Hours, Jobseeker, Vacancy
from passend.engine.titles import titled
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.concepts import Kind
from passend.taxonomy.linker import Link
from passend.taxonomy.reader import Reader, Reading

__all__ = [
    "KINDS",
    "Begrepen",
    "BegrepenBegrip",
    "BegrepenDeel",
    "BegrepenStuk",
    "Soort",
    "concept_out",
    "facts_told",
    "links_out",
    "pieces_of",
]

Soort = Literal["beroep", "competentie", "taak", "kennis", "kwalificatie"]

KINDS: dict[Kind, Soort] = {
    Kind.OCCUPATION: "beroep",
    Kind.SKILL: "competentie",
    Kind.TASK: "taak",
    Kind.KNOWLEDGE: "kennis",
    Kind.QUALIFICATION: "kwalificatie",
}
"""Kinds of concept on the wire; work words have none and are never shown as a concept."""

Manier = Literal["gekozen", "genoemd", "bijna gelijk", "lijkt op"]
_MANNERS: dict[str, Manier] = {"exact": "genoemd", "fuzzy": "bijna gelijk", "semantic": "lijkt op"}
_MOST = 4
_LEAST = 0.2


class _Model(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid"
    )


class BegrepenBegrip(_Model):
    """Eén begrip dat is begrepen."""

    iri: str
    naam: str
    soort: Soort
    via: str | None = Field(default=None, description="De andere naam die in de invoer staat.")
    manier: Manier = Field(description="Hoe het is gevonden.")
    zekerheid: int = Field(description="0 tot 100.")


class BegrepenDeel(_Model):
    """Eén onderdeel van een zoekvraag."""

    invoer: str = Field(description="Wat u typte, of de naam van het gekozen begrip.")
    rol: Literal["vereist", "gewenst", "niet", "interesse"]
    voorwaarde: bool = Field(description="Of dit onderdeel ook als voorwaarde telt.")
    begrippen: list[BegrepenBegrip]
    alternatieven: list[BegrepenBegrip] = Field(description="Wat u ook kunt bedoelen.")
    melding: str | None = Field(description="Wat er niet is begrepen, of anders telt.")


class BegrepenStuk(_Model):
    """Eén stuk van de tekst. De tekst zelf wordt niet herhaald: er kan een naam in staan."""

    van: int = Field(description="Eerste teken van het stuk in uw tekst, vanaf 0.")
    tot: int = Field(description="Het teken na het stuk.")
    sterkte: Literal["vereist", "gevraagd", "pré", "niet nodig"]
    begrippen: list[BegrepenBegrip] = Field(description="Leeg als niets is begrepen.")
    niet: list[BegrepenBegrip] = Field(description="Wat er volgens de tekst juist niet is.")


class Begrepen(_Model):
    """Hoe de vraag is begrepen. Klopt iets niet, haal het dan weg of vervang het."""

    delen: list[BegrepenDeel] = []
    tekst: list[BegrepenStuk] = []
    feiten: list[str] = Field(default=[], description="Uren, rijbewijs en plaats uit de tekst.")
    voorbeelden: list[str] = Field(
        default=[], description="Records waarop het resultaat moet lijken."
    )
    weggelaten: list[BegrepenBegrip] = Field(default=[], description="Wat u hebt weggehaald.")

    @property
    def missed(self) -> int:
        """How many parts and pieces nothing was understood of."""
        pieces = sum(not one.begrippen and not one.niet for one in self.tekst)
        return pieces + sum(not part.begrippen for part in self.delen)


def concept_out(
    taxonomy: Taxonomy,
    concept: int,
    manner: Manier = "gekozen",
    confidence: float = 1.0,
    name: str | None = None,
) -> BegrepenBegrip | None:
    """A concept for the outside; ``None`` for a work word."""
    soort = KINDS.get(taxonomy.kinds[concept])
    if soort is None:
        return None
    one = taxonomy.concepts[concept]
    return BegrepenBegrip(
        iri=one.iri,
        naam=one.label,
        soort=soort,
        via=name if name != one.label else None,
        manier=manner,
        zekerheid=round(100 * confidence),
    )


def links_out(taxonomy: Taxonomy, links: Iterable[Link]) -> list[BegrepenBegrip]:
    """Links for the outside, in their order."""
    found = (
        concept_out(taxonomy, link.concept, _MANNERS[link.method], link.confidence, link.name)
        for link in links
    )
    return [one for one in found if one is not None]


def pieces_of(
    reader: Reader, record: Jobseeker | Vacancy, given: str, out: Iterable[int] = ()
) -> list[BegrepenStuk]:
    """How the title and the text of a record were read.

    Parameters
    ----------
    given : str
        The text the record was made of, as it came in; places are counted in it.
    out : iterable of int
        Concepts to leave away.
    """
    gone = set(out)
    found: list[BegrepenStuk] = []
    at = 0
    if isinstance(record, Vacancy) and record.title:
        links = [x for x in titled(reader.linker, record.title) if x.concept not in gone]
        start, at = _place(given, record.title, at)
        shown = links_out(reader.taxonomy, links)[:_MOST]
        found.append(BegrepenStuk(van=start, tot=at, sterkte="gevraagd", begrippen=shown, niet=[]))
    text = record.text if isinstance(record, Jobseeker) else record.description
    for reading in reader.read(text or ""):
        start, at = _place(given, reading.clause.text, at)
        found.append(_piece(reader.taxonomy, reading, (start, at), gone))
    return found


def _piece(
    taxonomy: Taxonomy, reading: Reading, place: tuple[int, int], gone: set[int]
) -> BegrepenStuk:
    mentions = [
        Link(m.concept, m.confidence, _method(m.method))
        for m in reading.mentions
        if m.confidence >= _LEAST and m.concept not in gone and not reading.denied
    ]
    denied = (concept_out(taxonomy, c, "genoemd") for c in reading.denied)
    return BegrepenStuk(
        van=place[0],
        tot=place[1],
        sterkte=("niet nodig", "pré", "gevraagd", "vereist")[int(reading.clause.strength)],
        begrippen=links_out(taxonomy, mentions)[:_MOST],
        niet=[one for one in denied if one is not None],
    )


def _place(given: str, piece: str, after: int) -> tuple[int, int]:
    """Where a piece stands; white space may differ. What is not found again is an empty place."""
    words = r"\s+".join(re.escape(word) for word in piece.split())
    found = re.compile(words).search(given, after)
    return found.span() if found else (after, after)


def facts_told(record: Jobseeker | Vacancy) -> list[str]:
    """Facts of a record made of a text, in words."""
    places = [record.postcode4] if isinstance(record, Jobseeker) else list(record.sites)
    found = [f"Postcode: {place}" for place in places if place]
    if record.hours != Hours():
        low, high = record.hours.minimum, record.hours.maximum
        known = [str(one) for one in (low, high) if one is not None]
        found.append(f"Uren per week: {' tot '.join(dict.fromkeys(known))}")
    if record.licences:
        found.append(f"Rijbewijs: {', '.join(record.licences)}")
    return found


def _method(name: str) -> Literal["exact", "fuzzy", "semantic"]:
    return "exact" if name == "exact" else "fuzzy" if name == "fuzzy" else "semantic"
