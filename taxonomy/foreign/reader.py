"""Text in another language to occupations, by an encoder that knows the language.

Rules of Dutch (sections, strength, denials, sentences about own life) do not hold here, so less is
read, and nothing but what is safe:

* only languages of which the words that deny are known, and a clause with such a word not at all;
* only clauses nearer to sentences about work than to sentences about the writer's own life (health,
  family, origin, religion, age) in the same language;
* only occupations come out, a closed list, softly: the nearest three share one confidence.

English is read by the shipped bag, which learned English names; other languages need a multilingual
encoder. Measured in ``docs/encoders.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from platformdirs import user_cache_path

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.concepts import Kind
from passend.taxonomy.encoder import Encoder
from passend.taxonomy.encoders.base import unit
from passend.taxonomy.encoders.choice import Chosen
from passend.taxonomy.encoders.kept import KeptVectors
from passend.taxonomy.linker import Link
from passend.taxonomy.models import shipped_bag

from .anchors import Judge, anchors

__all__ = ["ForeignClause", "ForeignReader"]

Floats = npt.NDArray[np.float32]

_BAG_LANGUAGES = ("en",)
_CUT = re.compile(r"[\n\r;•▪●·؛]+|(?<=[.!?؟።])\s+|\s+[-–—*]\s+")
_LONGEST = 400
_TOP = 3
_LEAST_MARGIN = 0.0
_LEAST_BAG, _LEAST_STRONG = 0.45, 0.3
# Softness of the share of each of the nearest three, and what they have together: as often as the
# right one was among them, on the lines that were looked at.
_TEMPERATURE = 0.05
_TOGETHER_BAG, _TOGETHER_STRONG = 0.9, 0.6
_LEAST_CONFIDENCE = 0.1


@dataclass(frozen=True, slots=True)
class ForeignClause:
    """A clause and the occupations it may name; ``links`` is empty when nothing was read."""

    text: str
    links: tuple[Link, ...]


class ForeignReader:
    """Reads clauses in other languages with the chosen encoder.

    The first text takes the time to encode the names of all occupations; with a slow encoder half a
    minute for the starter taxonomy, after which they are kept.

    Parameters
    ----------
    choice : Chosen or None
        The encoder; ``None`` = the shipped bag. Without a multilingual one English is read and
        nothing else.
    cache : Path or None
        Folder for vectors of names; ``None`` = the user's cache folder.
    """

    def __init__(
        self, taxonomy: Taxonomy, choice: Chosen | None = None, cache: Path | None = None
    ) -> None:
        self.taxonomy, self._choice = taxonomy, choice or Chosen(bag=True)
        self._cache = cache or user_cache_path("passend")
        self._judges: dict[str, Judge] = {}

    @property
    def languages(self) -> frozenset[str]:
        """Codes of the languages that can be read."""
        return frozenset(anchors() if self._choice.strong is not None else _BAG_LANGUAGES)

    def encoder(self, language: str) -> Encoder:
        """Encoder of texts in a language."""
        strong = self._choice.strong
        return shipped_bag() if strong is None or language in _BAG_LANGUAGES else strong

    def read(self, language: str, text: str) -> list[ForeignClause]:
        """Clauses of a text in one language; none when the language cannot be read."""
        parts = [part.strip(" -–—*•·.,:\t")[:_LONGEST] for part in _CUT.split(text)]
        parts = [part for part in parts if any(map(str.isalpha, part))]
        if language not in self.languages or not parts:
            return []
        told = [part for part in parts if not anchors()[language].denied.search(part)]
        links = dict(zip(told, self._links(language, told), strict=True))
        return [ForeignClause(part, links.get(part, ())) for part in parts]

    def _links(self, language: str, told: list[str]) -> list[tuple[Link, ...]]:
        encoder = self.encoder(language)
        if language not in self._judges:
            self._judges[language] = Judge(encoder, anchors()[language])
        judge = self._judges[language]
        rows = encoder.encode(told)
        about_work = judge.margin(rows) > _LEAST_MARGIN
        if encoder is self._choice.strong:
            vectors, least, together = self._strong_names, _LEAST_STRONG, _TOGETHER_STRONG
            rows = unit((rows - judge.centre) * rows.any(axis=1, keepdims=True))
        else:
            vectors, least, together = self._bag_names, _LEAST_BAG, _TOGETHER_BAG
        near = np.maximum.reduceat(rows @ vectors.T, self._starts, axis=1)
        return [
            self._shared(row, least, together) if work else ()
            for row, work in zip(near, about_work, strict=True)
        ]

    def _shared(self, row: Floats, least: float, together: float) -> tuple[Link, ...]:
        """The nearest occupations; they share one confidence by how near each is."""
        order = np.lexsort((np.arange(len(row)), -np.round(row, 4)))[:_TOP]
        scores = np.round(row[order].astype(np.float64), 4)
        if not len(scores) or scores[0] < least:
            return ()
        shares = np.exp((scores - scores[0]) / _TEMPERATURE)
        found = np.round(together * shares / shares.sum(), 4)
        return tuple(
            Link(int(self._concepts[place]), float(share), "semantic")
            for place, share in zip(order, found, strict=True)
            if share >= _LEAST_CONFIDENCE
        )

    @cached_property
    def _names(self) -> list[tuple[int, str]]:
        return [
            (number, name)
            for number, concept in enumerate(self.taxonomy.concepts)
            if concept.kind is Kind.OCCUPATION
            for name in concept.names
        ]

    @cached_property
    def _starts(self) -> npt.NDArray[np.intp]:
        return np.flatnonzero(np.diff([owner for owner, _ in self._names], prepend=-1))

    @cached_property
    def _concepts(self) -> npt.NDArray[np.int64]:
        return np.array([owner for owner, _ in self._names], np.int64)[self._starts]

    @cached_property
    def _bag_names(self) -> Floats:
        return shipped_bag().encode([name for _, name in self._names])

    @cached_property
    def _strong_names(self) -> Floats:
        if self._choice.strong is None:
            raise RuntimeError("no multilingual encoder was chosen")
        kept = KeptVectors(self._choice.strong, self._cache)
        vectors = kept.encode([name for _, name in self._names])
        return unit(vectors - vectors.mean(axis=0))
