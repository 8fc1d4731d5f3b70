"""What corrections do to offers and needs: "kan ik ook" adds, "klopt niet" takes away.

What a correction adds counts as stated. What it disputes is refused: it is neither offered nor
needed, and an occupation that is disputed implies nothing. The last correction of a concept
counts; a near concept that somebody really offers still covers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.reader import Reader

from .model import Correction, Says

__all__ = ["ORIGIN", "Effect", "corrected_terms", "effect_of"]

ORIGIN = "correctie"
"""Element that an offer or need names when a correction added it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Concepts added, ascending, and concepts disputed; no concept is in both."""

    added: tuple[int, ...] = ()
    disputed: frozenset[int] = frozenset()


def effect_of(corrections: Sequence[Correction], taxonomy: Taxonomy) -> Effect:
    """What corrections, oldest first, come to; a concept that is not known is passed over."""
    last: dict[int, Says] = {}
    for one in corrections:
        known = taxonomy.concept_of_code(one.concept)
        if known is not None:
            last[known] = one.says
    return Effect(
        tuple(sorted(concept for concept, says in last.items() if says is Says.ADDED)),
        frozenset(concept for concept, says in last.items() if says is Says.DISPUTED),
    )


def corrected_terms(
    reader: Reader, effect: Effect, terms: Sequence[int], kept: Iterable[int]
) -> list[int]:
    """Terms of the closed vocabulary: with those of what is added, without the disputed ones.

    Parameters
    ----------
    kept : iterable of int
        Concepts that are stated and stay: a word of their label stays too.
    """
    if not effect.added and not effect.disputed:
        return list(terms)
    stays = {term for concept in (*kept, *effect.added) for term in _terms(reader, concept)}
    goes = {term for concept in effect.disputed for term in _terms(reader, concept)} - stays
    found = [term for term in terms if term not in goes]
    return found + [term for concept in effect.added for term in _terms(reader, concept)]


def _terms(reader: Reader, concept: int) -> list[int]:
    return list(reader.terms(reader.taxonomy.concepts[concept].label))
