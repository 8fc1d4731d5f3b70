"""Offers of one person: what an offer is, how it is known, and one offer per concept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from passend.taxonomy.cover import Weighted

from .model import Correction
from .textfacts import Note
from .unread import Unread

__all__ = ["Evidence", "Offer", "Offers", "merged"]


class Evidence(StrEnum):
    """How an offer is known. Proven and stated score the same; wished is hoped for, not held."""

    PROVEN = "bewezen"
    STATED = "genoemd"
    INFERRED = "afgeleid"
    WISHED = "gewenst"


@dataclass(frozen=True, slots=True)
class Offer:
    """One concept a person offers.

    ``strength`` 0..1 is the evidence; ``weight`` ≥ 0 counts in the whole profile; ``origin`` names
    the element of the record (VUM name), never its text.
    """

    concept: int
    strength: float
    weight: float
    evidence: Evidence
    origin: str

    @property
    def weighted(self) -> Weighted:
        """What the cover needs of it."""
        return Weighted(self.concept, self.strength, self.weight)


@dataclass(frozen=True, slots=True)
class Offers:
    """All offers of one person, per sparse criterion, each ascending by concept.

    ``refused`` holds concepts that the person says not to do (any more). ``segments`` counts the
    elements that said anything about competences: how much is known. ``words``: term of the closed
    vocabulary → weight, of length 1 together (:func:`.words.weighed`). ``notes``: facts read in
    text, ``unread``, texts in a language that cannot be read, and ``corrections``: set for an
    explanation only.
    """

    competences: tuple[Offer, ...] = ()
    experience: tuple[Offer, ...] = ()
    wish: tuple[Offer, ...] = ()
    interests: tuple[Offer, ...] = ()
    refused: tuple[int, ...] = ()
    segments: int = 0
    notes: tuple[Note, ...] = ()
    unread: tuple[Unread, ...] = ()
    words: tuple[tuple[int, float], ...] = ()
    corrections: tuple[Correction, ...] = ()


def merged(offers: list[Offer], refused: set[int]) -> tuple[Offer, ...]:
    """One offer per concept, the strongest; its weight the largest. Refused concepts drop out."""
    order = tuple(Evidence)
    best: dict[int, Offer] = {}
    for offer in offers:
        if offer.concept in refused:
            continue
        known = best.get(offer.concept)
        if known is None:
            best[offer.concept] = offer
            continue
        first, second = sorted(
            (known, offer),
            key=lambda o: (-o.strength, order.index(o.evidence), o.origin),
        )
        best[offer.concept] = Offer(
            first.concept,
            first.strength,
            max(first.weight, second.weight),
            first.evidence,
            first.origin,
        )
    return tuple(best[concept] for concept in sorted(best))
