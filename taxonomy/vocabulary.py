"""The closed vocabulary of work: the only words of a text that are ever compared as words.

Concepts lose what no concept names; whole text leaks what must not count. Between the two: lemmas
that stand in the taxonomy's own names, compounds cut into such lemmas, nothing else
(``../shared/design.md``, "Text becomes needs and offers"; ``../shared/reference/ranking.md``,
finding 6). Words that describe a person rather than work are not in it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .everyday import is_everyday
from .normalise import lemma, lemmas

__all__ = ["Vocabulary"]

_SHORTEST_PART = 4
_SHORTEST_HALF = 5
_LONGEST = 45
# Health, family, origin, belief, age: of a person these say nothing of work. Work with people of
# whom they hold is found through its concepts.
_TRAIT = re.compile(
    r"autis|adhd|dyslex|depress|burnout|ziek(?!enh)|ziekte|rolstoel|doof|dove\b|blind|slechthor"
    r"|slechtzie|handicap|beperking|beperkt|verslav|verslaaf|psychia|psychos|kanker|diabet|reuma"
    r"|epilep|dement|alzheimer|zwanger|moeder|vader|ouders?$|gezin|echtgeno|weduw|gescheiden|moslim"
    r"|islam|christ|jood|hindoe|kerk|moskee|synagoge|geloof|religi|ramadan|marok|turk|surinam"
    r"|syri|eritre|somali|afgha|oekra|vluchteling|asiel|migrant|nationalit|allocht|homo|lesb"
    r"|transgender|vrouw|\bman\b|mannen|detentie|gevang|bejaard|senior|jongere|leeftijd|daklo"
    r"|schuld|armoe|werklo|uitkering|bijstand|medicijn|medicat|trauma|angst|autochtoon|donker"
)


class Vocabulary:
    """Terms with their idf, and how a text is cut into them.

    Parameters
    ----------
    terms : sequence of str, length n, sorted
        Folded lemmas.
    idf : array of float32, shape (n,)
        How telling each is, at least 1.
    """

    def __init__(self, terms: Sequence[str], idf: npt.NDArray[np.float32]) -> None:
        self.terms = tuple(terms)
        self.idf = idf
        self._ids = {term: number for number, term in enumerate(self.terms)}
        self._cut = lru_cache(maxsize=65_536)(self._parts)

    def __len__(self) -> int:
        return len(self.terms)

    def ids(self, text: str) -> list[int]:
        """Terms of a text in order, with repeats.

        A compound of two terms gives both; of a compound of which one part is a term, that part;
        any other word gives nothing.

        >>> words = Vocabulary(("chauffeur", "heftruck"), np.ones(2, np.float32))
        >>> words.ids("Ik was heftruckchauffeur in Boxtel")
        [1, 0]
        """
        return [number for word in lemmas(text) for number in self._cut(word)]

    def _parts(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST or _TRAIT.search(word):
            return ()
        both = self._both(word)
        if both is not None:
            return both
        if word in self._ids:
            return (self._ids[word],)
        return self._one(word)

    def _both(self, word: str) -> tuple[int, int] | None:
        """The cut into two terms whose shorter part is longest; ``None`` = there is none."""
        best: tuple[int, tuple[int, int]] | None = None
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            second = self._term(word[cut:])
            first = next(filter(None, map(self._term, _without_link(word[:cut]))), None)
            if first is None or second is None:
                continue
            size = min(len(first), len(second))
            if best is None or size > best[0]:
                best = size, (self._ids[first], self._ids[second])
        return None if best is None else best[1]

    def _one(self, word: str) -> tuple[int, ...]:
        """The longest term that a compound ends with, else the longest that it begins with."""
        ends = (word[cut:] for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_HALF + 1))
        begins = (word[:cut] for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_HALF - 1, -1))
        for part in (*ends, *begins):
            if (term := self._term(part)) is not None:
                return (self._ids[term],)
        return ()

    def _term(self, part: str) -> str | None:
        if len(part) < _SHORTEST_PART:
            return None
        return part if part in self._ids else root if (root := lemma(part)) in self._ids else None

    @classmethod
    def learn(cls, names: Iterable[str], collections: Sequence[Sequence[str]]) -> Vocabulary:
        """Terms of these names, with the mean of their idf over collections of texts.

        Several collections, because each misses what the other has: a taxonomy's occupations do not
        know that "klant" says little, texts of vacancies do not know every trade.
        """
        terms = sorted(
            {
                word
                for name in names
                for word in lemmas(name)
                if not is_everyday(word) and not _TRAIT.search(word)
            }
        )
        learnt = cls(terms, np.ones(len(terms), np.float32))
        rows = [learnt._idf(texts) for texts in collections if texts]
        return cls(terms, np.mean(rows, axis=0).astype(np.float32) if rows else learnt.idf)

    def _idf(self, texts: Sequence[str]) -> list[float]:
        """ln((1 + texts) / (1 + df)) + 1, as scikit-learn."""
        df = Counter(number for text in texts for number in set(self.ids(text)))
        return [
            math.log((1 + len(texts)) / (1 + df[number])) + 1 for number in range(len(self.terms))
        ]


def _without_link(head: str) -> list[str]:
    """First part of a compound, as it is and without the letters that join it to the next."""
    found = [head]
    if head.endswith("s"):
        found.append(head[:-1])
    if head.endswith("en"):
        found.append(head[:-2])
    return found
