"""Finds concepts by the nearest of their names: exact first, then nearly equal, then by vector."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from .artefact import Taxonomy
from .bag import BagEncoder
from .concepts import Kind
from .encoder import Encoder
from .gender import neutral
from .normalise import fold, is_function_word, singular, tokens
from .phrases import Phrase, phrase
from .weighed import WeighedBag

__all__ = ["UNSURE", "Found", "NameIndex", "sure"]

Floats = npt.NDArray[np.float32]
Method = Literal["exact", "fuzzy", "semantic"]

UNSURE = 0.55
"""Score below which nothing is found; how it was taken and what it does: ``models/CARD.md``."""

_PLATT_SLOPE, _PLATT_OFFSET = 12.176, -7.558
_AT_ONCE = 64
_LOOKED_AT = 20
_NEARLY = 88.0
_NEARLY_WORTH = 0.98
# Only an equal name scores 1.
_MOST = 0.999
_MIDDLE = 0.25
# Equal once noise is taken off; equal to a part.
_CLEANED, _PART = 0.9995, 0.9
_BESIDE = 0.15
# Above it the vector has found the name; below, a typing error may have spoilt the n-grams.
_CLEAR = 0.8
_SHORT = 3
_LEAST_TYPED, _MOST_TYPED, _MISTYPED = 5, 24, 5


@dataclass(frozen=True, slots=True)
class Found:
    """A concept, by one of its names.

    ``score`` 0..1: 1 = equal, otherwise a likeness of names; ``owner`` is the concept's id.
    """

    owner: int
    score: float
    method: Method
    name: str


def confidence(score: float) -> float:
    """Chance 0..1 that the best result with this score is right.

    Platt scaling on the look half of ``tests/taxonomy/gold_titles.toml`` (183 titles, before any
    fault found there was mended), scikit-learn's logistic regression. Brier score on the held half:
    .032, of a constant .142; of three fits the best there. For occupations of the
    starter taxonomy; with a hundred thousand names, and for competences, it is too high.

    >>> round(confidence(0.55), 2), round(confidence(0.8), 2)
    (0.3, 0.9)
    """
    return 1 / (1 + math.exp(-(_PLATT_SLOPE * score + _PLATT_OFFSET)))


class NameIndex:
    """Names with their vectors; a concept scores as the best of its names and their middle.

    Three quarters of the score are the cosine with the nearest name, one that with the middle of
    all names of the concept: one odd name does not decide. With a model that had not seen them,
    synonyms of the starter taxonomy were found better by half (MRR .855 to .883) and, among ESCO's
    names too, worse (.648 to .635); a quarter lost little there (.651) and keeps most of the gain.

    Memory: four bytes per name and dimension, so 100,000 names take 51 MB.

    Parameters
    ----------
    names : sequence of (int, str)
        Concept id and name; in any order.
    encoder : Encoder
        Of names and texts. A bag of subwords counts rare words of the names for more.
    """

    def __init__(self, names: Sequence[tuple[int, str]], encoder: Encoder) -> None:
        ordered = sorted(dict.fromkeys(names))
        self.names = tuple(name for _, name in ordered)
        self.encoder: Encoder = encoder
        if isinstance(encoder, BagEncoder):
            self.encoder = WeighedBag(encoder, self.names)
        self._owners = np.array([owner for owner, _ in ordered], np.int64)
        self._vectors = self.encoder.encode(self.names)
        self._starts = np.flatnonzero(np.diff(self._owners, prepend=-1))
        self._ends = np.append(self._starts[1:], len(self.names))
        self._middles = _middles(self._vectors, self._starts)
        folded = [fold(name) for name in self.names]
        self._keys = tuple(text.replace(" ", "") for text in folded)
        self._exact = _positions(self._keys)
        self._formed = _positions("".join(map(neutral, text.split())) for text in folded)
        self._typed: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._exact):
            self._typed[key[0]].append(key)

    @classmethod
    def of(
        cls, taxonomy: Taxonomy, encoder: Encoder, kinds: Collection[Kind] = tuple(Kind)
    ) -> NameIndex:
        """All names of the concepts of these kinds, old ones too."""
        return cls(
            [
                (number, name)
                for number, concept in enumerate(taxonomy.concepts)
                if concept.kind in kinds
                for name in concept.names
            ],
            encoder,
        )

    def find(self, texts: Sequence[str], top: int = 5, least: float = UNSURE) -> list[list[Found]]:
        """Concepts near each text, best first, at most ``top``.

        Nothing when the best scores below ``least``. What stands behind a best that is sure enough
        may score down to ``least`` minus .15, and never below half of ``least``: these are
        alternatives, to be looked at. Equal names come first, in the order of the concepts, and
        have a score of 1; one that is equal once noise around it is taken off, or to one of two
        titles with a slash between, a little less. See :mod:`passend.taxonomy.phrases`.
        """
        found: list[list[Found]] = []
        for start in range(0, len(texts), _AT_ONCE):
            read = [phrase(text) for text in texts[start : start + _AT_ONCE]]
            asked = list(dict.fromkeys(near for one in read for near in one.near))
            place = {text: row for row, text in enumerate(asked)}
            vectors = self.encoder.encode(asked)
            cosines = vectors @ self._vectors.T
            middle = vectors @ self._middles.T
            for one in read:
                rows = [place[text] for text in one.near]
                hits = self._best(one, cosines[rows], middle[rows], top, least)
                found.append(sure(hits, least)[:top])
        return found

    def scores(self, texts: Sequence[str]) -> Floats:
        """Score of every name, shape (len(texts), len(names)): 1 when equal, else at most .999.

        As texts of their own, without their concepts: what is left of the score is the cosine.
        """
        cosines = self.encoder.encode(texts) @ self._vectors.T
        rows: Floats = np.minimum(cosines, np.float32(_MOST))
        for row, text in zip(rows, texts, strict=True):
            row[self._exact.get(_key(text), [])] = 1
        return rows

    def owner_scores(self, texts: Sequence[str]) -> Floats:
        """Score of every concept, shape (len(texts), concepts in order of id), as :meth:`find`.

        By equality and vector, without nearly equal names; 1 when a name is equal.
        """
        cosines = self.scores(texts)
        best: Floats = np.maximum.reduceat(cosines, self._starts, axis=1)
        middle = self.encoder.encode(texts) @ self._middles.T
        rows: Floats = np.where(best == 1, best, np.minimum(_mixed(best, middle), _MOST))
        return rows

    def _best(
        self, read: Phrase, cosines: Floats, middle: Floats, top: int, least: float
    ) -> list[Found]:
        hits = self._equal(read)
        if len(self.names) and _key(read.equal[0]):
            for text, row, centre in zip(read.near, cosines, middle, strict=True):
                if _key(text):
                    near = self._near(text, row, centre, max(top, _LOOKED_AT))
                    if not hits and max(hit.score for hit in near) < _CLEAR:
                        near += self._mistyped(text)
                    for hit in near:
                        known = hits.get(hit.owner)
                        if known is None or hit.score > known.score:
                            hits[hit.owner] = hit
        return sorted(hits.values(), key=lambda hit: (-hit.score, hit.owner))

    def _equal(self, read: Phrase) -> dict[int, Found]:
        """Concepts with a name that a reading of the text is equal to, or its form for one."""
        hits: dict[int, Found] = {}
        for place, text in enumerate(read.equal):
            whole = not place or text in read.near
            score = 1.0 if not place else _CLEANED if whole else _PART
            for position in self._exact.get(_key(text), ()):
                self._hit(hits, position, score, "exact")
            words = tokens(text)
            for key in ("".join(words), "".join(map(singular, words))):
                for position in self._formed.get(key, ()):
                    self._hit(hits, position, min(score, _CLEANED), "exact")
        return hits

    def _hit(self, hits: dict[int, Found], position: int, score: float, method: Method) -> None:
        owner = int(self._owners[position])
        hits.setdefault(owner, Found(owner, score, method, self.names[position]))

    def _mistyped(self, text: str) -> list[Found]:
        """Concepts with a name that differs by a typing error, wherever its vector is."""
        key, short = _key(text), _short(text)
        if not _LEAST_TYPED <= len(key) <= _MOST_TYPED:
            return []
        # The first letter is seldom wrong, and few names begin with any one.
        names = self._typed.get(key[0], ())
        found = process.extract(
            key, names, scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=_MISTYPED
        )
        hits: dict[int, Found] = {}
        for name, ratio, _ in found:
            for position in self._exact[name]:
                if short == _short(self.names[position]):
                    self._hit(hits, position, round(_NEARLY_WORTH * ratio / 100, 4), "fuzzy")
        return list(hits.values())

    def _near(self, text: str, row: Floats, middle: Floats, size: int) -> list[Found]:
        """Nearest concepts by vector; a name that is nearly equal to the text gains by it."""
        key, short = _key(text), _short(text)
        best = _mixed(np.maximum.reduceat(row, self._starts), middle)
        size = min(size, len(best))
        near = np.argpartition(-best, size - 1)[:size]
        found: list[Found] = []
        for group in map(int, near):
            start, end = int(self._starts[group]), int(self._ends[group])
            position = start + int(row[start:end].argmax())
            ratio = fuzz.ratio(key, self._keys[position], score_cutoff=_NEARLY)
            if ratio and short != _short(self.names[position]):
                # "ggz" is no typing error for "vg".
                ratio = 0.0
            # Rounded: the last bits of a product depend on how many texts came with it.
            score = round(max(float(best[group]), _NEARLY_WORTH * ratio / 100), 4)
            method: Method = "fuzzy" if ratio else "semantic"
            found.append(
                Found(int(self._owners[position]), min(score, _MOST), method, self.names[position])
            )
        return found


def _positions(keys: Iterable[str]) -> dict[str, list[int]]:
    """Where each key stands; an empty key nowhere."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        found[key].append(position)
    found.pop("", None)
    return found


def _mixed(best: Floats, middle: Floats) -> Floats:
    """Score by the nearest name and by the middle of all names."""
    mixed: Floats = best + np.float32(_MIDDLE) * (middle - best)
    return mixed


def _middles(vectors: Floats, starts: npt.NDArray[np.intp]) -> Floats:
    """Unit vectors in the middle of the names of each concept, shape (concepts, dimensions)."""
    if not len(starts):
        return vectors
    sums: Floats = np.add.reduceat(vectors, starts, axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.where(lengths > 0, lengths, 1), np.float32)


def sure(hits: list[Found], least: float) -> list[Found]:
    """Nothing when the best is unsure, otherwise the best with what may be looked at beside it."""
    if not hits or hits[0].score < least:
        return []
    floor = max(least - _BESIDE, least / 2)
    return [hit for hit in hits if hit.score >= floor]


def _short(text: str) -> set[str]:
    """Short words that mean something: abbreviations, mostly."""
    return {w for w in fold(text).split() if len(w) <= _SHORT and not is_function_word(w)}


def _key(text: str) -> str:
    """Folded, without spaces: a compound may be written apart."""
    return fold(text).replace(" ", "")
