"""Words of the closed vocabulary in a question that a person puts together."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from passend.taxonomy.reader import Reader

__all__ = ["Words", "joined_words"]

Words = tuple[tuple[int, float], ...]
"""Term of the closed vocabulary and its weight, ascending."""


def joined_words(
    parts: Sequence[Words], out: Iterable[int], kept: Iterable[int], reader: Reader
) -> Words:
    """Words of all parts, each part as heavy as another; (term, weight), ascending, of length 1.

    Parameters
    ----------
    parts : sequence of words
        Each of length 1, or empty.
    out : iterable of int
        Concepts that must not count: the words that name one go with it.
    kept : iterable of int
        Concepts that are asked: a word of their label stays.
    """
    found: dict[int, list[float]] = defaultdict(list)
    said = [part for part in parts if part]
    for part in said:
        for term, weight in part:
            found[term].append(weight)
    stays = {term for concept in kept for term in _label(concept, reader)}
    gone = {term for c in out for term in _naming(c, set(found), reader)} & set(found) - stays
    if len(said) <= 1 and not gone:
        return said[0] if said else ()
    raw = {term: math.fsum(found[term]) for term in sorted(set(found) - gone)}
    length = math.sqrt(math.fsum(weight * weight for weight in raw.values()))
    return tuple((term, weight / length) for term, weight in raw.items())


def _label(concept: int, reader: Reader) -> tuple[int, ...]:
    return reader.terms(reader.taxonomy.concepts[concept].label)


def _naming(concept: int, said: set[int], reader: Reader) -> set[int]:
    """Words of the label, and of every other name that the question may have used."""
    one = reader.taxonomy.concepts[concept]
    others = (set(reader.terms(name)) for name in one.synonyms)
    return set(_label(concept, reader)).union(*(name for name in others if name <= said))
