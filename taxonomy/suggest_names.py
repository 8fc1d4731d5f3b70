"""Names of concepts as the suggester searches them: one text, its places, and their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .artefact import Taxonomy
from .concepts import Kind
from .gender import neutral
from .normalise import fold

__all__ = ["Names"]

Ints = npt.NDArray[np.int64]

_COMPARED = 64
_LEAST_PART = 4
_SURE_PART = 6
_LINKS = ("", "s", "e", "en", "er")
_LEVELS = 8
_JOINED_WORDS = 3


@dataclass(frozen=True)
class Names:
    """Entries: one per name of a concept.

    ``text`` holds every form of every name, each followed by a line end; ``forms`` says where they
    start: (offset, entry). ``concepts``, ``kinds``, ``names``, ``called`` (the folded label) and
    ``synonym`` (whether the name is not the label) are per entry. ``by_rank`` is the order of the
    entries: current names before old ones, Dutch before other languages, common before rare, the
    label before a synonym, short before long.
    """

    text: str
    forms: tuple[tuple[int, int], ...]
    concepts: tuple[int, ...]
    kinds: tuple[Kind, ...]
    names: tuple[str, ...]
    called: tuple[str, ...]
    synonym: tuple[bool, ...]
    by_rank: Ints
    vocabulary: frozenset[str]

    @classmethod
    def of(cls, taxonomy: Taxonomy, kinds: Collection[Kind]) -> Names:
        """Names of the concepts of these kinds."""
        common = _commonness(taxonomy)
        rows = []
        for number, concept in enumerate(taxonomy.concepts):
            if concept.kind not in kinds:
                continue
            called = fold(concept.label)
            for name in dict.fromkeys(concept.names):
                if folded := fold(name):
                    order = (
                        name in concept.historical,
                        concept.language != "nl",
                        -int(common[number]),
                        name != concept.label,
                        len(folded),
                        folded,
                        number,
                    )
                    rows.append((number, concept.kind, name, called, folded, order))
        pieces, forms, offset = [], [], 0
        for entry, row in enumerate(rows):
            for form in _forms(row[4]):
                forms.append((offset, entry))
                pieces.append(form + "\n")
                offset += len(form) + 1
        return cls(
            text="".join(pieces),
            forms=tuple(forms),
            concepts=tuple(row[0] for row in rows),
            kinds=tuple(row[1] for row in rows),
            names=tuple(row[2] for row in rows),
            called=tuple(row[3] for row in rows),
            synonym=tuple(row[5][3] for row in rows),
            by_rank=np.array(sorted(range(len(rows)), key=lambda e: rows[e][5]), np.int64),
            vocabulary=frozenset(word for row in rows for word in row[4].split()),
        )

    def after(self, offset: int) -> str:
        """What follows a place, as far as it is compared, up to and with the end of the name."""
        piece = self.text[offset : offset + _COMPARED]
        end = piece.find("\n")
        return piece if end < 0 else piece[: end + 1]

    def word(self, offset: int) -> str:
        """The word, or rest of a word, at a place."""
        return self.after(offset).split(" ", 1)[0].rstrip("\n")

    def ranks(self) -> Ints:
        """Rank of each entry, 0 the first."""
        ranks = np.empty(len(self.by_rank), np.int64)
        ranks[self.by_rank] = np.arange(len(self.by_rank))
        return ranks

    def places(self) -> Iterator[tuple[int, int, int]]:
        """Places: (offset, entry, 0 = beginning of the name, 1 = of a word, 2 = of a part)."""
        parts: dict[str, tuple[int, ...]] = {}
        for start, entry in self.forms:
            end = self.text.index("\n", start)
            at = start
            for word in self.text[start:end].split(" "):
                yield at, entry, int(at > start)
                if word not in parts:
                    parts[word] = _cuts(word, self.vocabulary)
                for cut in parts[word]:
                    yield at + cut, entry, 2
                at += len(word) + 1


def _forms(folded: str) -> list[str]:
    """Name as it is; with male forms; a short one also as one word."""
    words = folded.split()
    forms = [folded, " ".join(map(neutral, words))]
    if 1 < len(words) <= _JOINED_WORDS:
        forms.append("".join(words))
    return list(dict.fromkeys(forms))


def _cuts(word: str, vocabulary: frozenset[str]) -> tuple[int, ...]:
    """Where a compound may be cut: what follows is a word, and what precedes it too, or it is long.

    >>> _cuts("heftruckchauffeur", frozenset({"chauffeur", "heftruck"}))
    (8,)
    """
    return tuple(
        cut
        for cut in range(_LEAST_PART - 1, len(word) - _LEAST_PART + 1)
        if word[cut:] in vocabulary
        and (
            len(word) - cut >= _SURE_PART
            or any(
                word[:cut].endswith(link) and word[: cut - len(link)] in vocabulary
                for link in _LINKS
            )
        )
    )


def _commonness(taxonomy: Taxonomy) -> Ints:
    """Level 0..7 of each concept among its kind, 7 the most common.

    Competences by how many occupations ask them; occupations and qualifications, for which no
    numbers are published, by whether it is known what they ask and how many names they have.
    """
    size = len(taxonomy)
    asked = np.bincount(taxonomy.arrays["rel_target"].astype(np.int64), minlength=size)
    asks = np.diff(taxonomy.arrays["rel_indptr"].astype(np.int64)) > 0
    names = np.array([len(concept.names) for concept in taxonomy.concepts], np.int64)
    kinds = np.array([concept.kind.value for concept in taxonomy.concepts])
    work = np.isin(kinds, [Kind.OCCUPATION.value, Kind.QUALIFICATION.value])
    measure = np.where(work, asks * (1 + names), asked)
    levels = np.zeros(size, np.int64)
    for kind in np.unique(kinds):
        own = kinds == kind
        ordered = np.sort(measure[own])
        below = np.searchsorted(ordered, measure[own], "left")
        levels[own] = below * _LEVELS // max(1, int(own.sum()))
    return levels
