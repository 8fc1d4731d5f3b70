"""Concepts for what is typed so far: by prefix, by inner word, by part of a compound, by one typo.

Order: the whole name (a label before a synonym), its beginning, a word in it, the end of a
compound, words in any order, one typing error; within each a complete word before a piece of one,
then commonness. The same text always gives the same list.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from .artefact import Taxonomy
from .concepts import Kind
from .gender import neutral
from .normalise import fold, is_function_word, lemma
from .suggest_names import Names

__all__ = ["LONGEST_TYPED", "SUGGESTED", "Place", "Suggester", "Suggestion"]

Ints = npt.NDArray[np.int64]

SUGGESTED = (Kind.OCCUPATION, Kind.SKILL, Kind.TASK, Kind.KNOWLEDGE, Kind.QUALIFICATION)
"""Kinds of concept that are suggested: all but work words, which are no competences."""

LONGEST_TYPED = 80
"""Characters that are looked at; what is typed after them changes nothing."""

_LEAST_TYPO = 4
_STEPS = 4
_VARIANT = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What a typed beginning of a female form may still become ("kapst" → "kapster").
_ENDINGS = ("vrouw", "ster", "euse", "trice", "iere", "ares")
# After a beginning: line end < space < any letter < _LAST.
_END, _WORD_END, _LAST = "\n\x7f", "!", "\x7f"


class Place(IntEnum):
    """Where in a name what is typed was found, best first."""

    WHOLE = 0
    START = 1
    WORD = 2
    PART = 3
    WORDS = 4
    TYPO = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept, the name that matched (its label or a synonym), and where it matched."""

    concept: int
    name: str
    place: Place


class Suggester:
    """Suggests concepts of one taxonomy. Immutable: safe to share between threads.

    Every name is entered at its beginning, at each word, and at each part of a compound that is a
    word itself; these places are sorted by what follows, so that a prefix is one range of them.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        names = Names.of(taxonomy, SUGGESTED)
        self._names = names
        places = np.fromiter(names.places(), np.dtype((np.int32, 3)))
        starts = places[:, 0].tolist()
        order = sorted(range(len(starts)), key=lambda number: names.after(starts[number]))
        self._offsets = array("i", (starts[number] for number in order))
        self._entry = places[order, 1].astype(np.int64)
        self._place = places[order, 2].astype(np.int64)
        self._rank = names.ranks()
        self._synonym = np.array(names.synonym, np.int64)
        self._kind = np.array([SUGGESTED.index(kind) for kind in names.kinds], np.int64)
        self._words = sorted({names.word(offset) for offset in starts})
        # Its dictionary is read at the first use; that is not for whoever types first.
        lemma("woorden")

    def suggest(
        self, typed: str, kinds: Collection[Kind] = SUGGESTED, top: int = 10
    ) -> list[Suggestion]:
        """Concepts for what is typed so far, best first, each once and each label once per kind.

        Case, accents, spaces in compounds and female forms make no difference. A typing error (a
        letter too many, too few, another, or two swapped) is looked past when nothing is found
        without, and at least four letters of the word are typed.

        Parameters
        ----------
        typed : str
            Any text; nothing is suggested when there is no letter or digit in it.
        kinds : collection of Kind
            Those wanted; others than :data:`SUGGESTED` give nothing.
        top : int
            Most concepts, at least 1.
        """
        folded = fold(typed[:LONGEST_TYPED])
        allowed = np.array([kind in kinds for kind in SUGGESTED])
        if not folded or not allowed.any():
            return []
        found = self._chosen([self._spelled(folded)], allowed, top)
        if len(found) < top:
            found = self._chosen([self._spelled(folded), self._by_words(folded)], allowed, top)
        return found or self._chosen([self._mistyped(folded)], allowed, top)

    def _spelled(self, folded: str) -> Ints:
        """Keys of the names that hold the text as it is, or in another form."""
        keys = [self._from(folded, 0)]
        keys += [self._from(form, _VARIANT) for form in _forms(folded)]
        return np.concatenate(keys)

    def _from(self, text: str, penalty: int) -> Ints:
        """Keys of the places that begin with a text: (place, piece or word, rank) in one number."""
        low, high = self._range(text, text + _LAST)
        whole, word = (self._range(text, text + end)[1] for end in (_END, _WORD_END))
        place = np.array([Place.START, Place.WORD, Place.PART], np.int64)[self._place[low:high]]
        entries = self._entry[low:high]
        is_whole = (self._place[low:high] == 0) & (np.arange(low, high) < whole)
        place[is_whole] = Place.WHOLE
        step = place * _STEPS + penalty
        step[word - low :] += 1
        step[is_whole] += self._synonym[entries[is_whole]]
        keys: Ints = step * len(self._rank) + self._rank[entries]
        return keys

    def _range(self, first: str, end: str) -> tuple[int, int]:
        after = self._names.after
        low = bisect_left(self._offsets, first, key=after)
        return low, bisect_left(self._offsets, end, low, key=after)

    def _by_words(self, folded: str) -> Ints:
        """Keys of the names that hold all words typed, in any order; the last may be a piece."""
        words = _telling(folded)
        if len(words) < 2:
            return np.empty(0, np.int64)
        return self._holding([[word] for word in words], Place.WORDS)

    def _mistyped(self, folded: str) -> Ints:
        """Keys of the names that hold the text with one error in one of its words.

        The first letter is right more often than not; other first letters count when it is not.
        """
        words = _telling(folded)
        for same_first in (True, False):
            keys = [
                self._holding([[w] for w in words[:i]] + [near] + [[w] for w in words[i + 1 :]])
                for i, word in enumerate(words)
                if len(word) >= _LEAST_TYPO and (near := self._near(word, same_first=same_first))
            ]
            if any(len(one) for one in keys):
                return np.concatenate(keys)
        return np.empty(0, np.int64)

    def _near(self, word: str, *, same_first: bool) -> list[str]:
        """Beginnings of known words at one error from a word typed so far."""
        return [
            near
            for near in _edits(word)
            if (near[:1] == word[:1]) is same_first and self._begins(near)
        ]

    def _begins(self, text: str) -> bool:
        at = bisect_left(self._words, text)
        return at < len(self._words) and self._words[at].startswith(text)

    def _holding(self, words: Sequence[Sequence[str]], place: Place = Place.TYPO) -> Ints:
        """Keys of the names that hold one beginning out of each list."""
        size = len(self._rank)
        held = np.ones(size, np.bool_)
        for options in words:
            mark = np.zeros(size, np.bool_)
            for option in options:
                low, high = self._range(option, option + _LAST)
                mark[self._entry[low:high]] = True
            held &= mark
        keys: Ints = place * _STEPS * size + self._rank[held]
        return keys

    def _chosen(
        self, keys: Iterable[Ints], allowed: npt.NDArray[np.bool_], top: int
    ) -> list[Suggestion]:
        """The best ``top`` concepts among keys, each by its best name."""
        size = len(self._rank)
        every = np.concatenate(list(keys))
        order = self._names.by_rank
        every = every[allowed[self._kind[order[every % size]]]]
        look = min(len(every), 8 * top)
        while True:
            best = np.sort(np.partition(every, look - 1)[:look] if look else every[:0])
            found = self._once(best, order, top)
            if len(found) == top or look == len(every):
                return found
            look = min(len(every), 8 * look)

    def _once(self, keys: Ints, order: Ints, top: int) -> list[Suggestion]:
        found: list[Suggestion] = []
        seen: set[object] = set()
        for key in keys.tolist():
            step, rank = divmod(key, len(order))
            entry = int(order[rank])
            concept = self._names.concepts[entry]
            called = (self._names.kinds[entry], self._names.called[entry])
            if concept in seen or called in seen:
                continue
            seen |= {concept, called}
            found.append(Suggestion(concept, self._names.names[entry], Place(step // _STEPS)))
            if len(found) == top:
                break
        return found


def _forms(folded: str) -> list[str]:
    """Other forms of what is typed: written as one word, male, singular."""
    words = folded.split()
    *before, last = words
    plain = [neutral(word) for word in before]
    forms = ["".join(words), " ".join((*plain, neutral(last)))]
    forms.append(" ".join((*plain, _singular(last))))
    forms += [" ".join((*plain, male)) for male in _male(last)]
    return [form for form in dict.fromkeys(forms) if form and form != folded]


def _singular(word: str) -> str:
    return lemma(word) if word.endswith(("en", "s")) else neutral(word)


def _male(word: str) -> list[str]:
    """Male forms of the female ones that a word may become, cut at what is surely typed."""
    found = []
    for ending in _ENDINGS:
        for cut in range(2, len(ending)):
            if word.endswith(ending[:cut]):
                whole = word + ending[cut:]
                male = neutral(whole)
                if male != whole:
                    found.append(male)
    return found


def _telling(folded: str) -> list[str]:
    """Words typed, without function words; the last one is never one: it may not be complete."""
    *before, last = folded.split()
    return [*(word for word in before if not is_function_word(word)), last]


def _edits(word: str) -> list[str]:
    """Texts at one error from a word: a letter missing, too many, another, or two swapped.

    At the end, a letter too few is what a beginning is anyway.
    """
    found: dict[str, None] = {}
    for at in range(len(word)):
        left, right = word[:at], word[at:]
        found[left + right[1:]] = None
        if len(right) > 1:
            found[left + right[1] + right[0] + right[2:]] = None
        for letter in _LETTERS:
            found[left + letter + right[1:]] = None
            found[left + letter + right] = None
    found.pop(word, None)
    return list(found)
