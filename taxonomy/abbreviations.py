"""Abbreviations of the trade, written out where it is certain what they stand for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .normalise import fold

__all__ = ["Abbreviations", "abbreviations"]

_FILE = "abbreviations.toml"
_START = "-"
# Without its sign it could be the initials of a name.
_P_AND_O = re.compile(r"\bp\s?&\s?o\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What abbreviations stand for.

    Parameters
    ----------
    plain : mapping
        Folded abbreviation → its words, whatever stands beside it.
    beside : mapping
        Folded abbreviation → (its words, words of which one must stand beside it); the first that
        fits counts. A word that ends in ``-`` is the start of one.
    """

    plain: Mapping[str, str]
    beside: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]

    def written_out(self, text: str) -> str:
        """A text, folded, with what is certain written out; unchanged otherwise.

        >>> abbreviations().written_out("Docent NT2")
        'docent nederlands als tweede taal'
        >>> abbreviations().written_out("P.O. Jansen")
        'p o jansen'
        """
        words = fold(_P_AND_O.sub("peno", text)).split()
        return " ".join(self._meant(place, words) for place in range(len(words)))

    def _meant(self, place: int, words: Sequence[str]) -> str:
        word = words[place]
        if word in self.plain:
            return self.plain[word]
        others = [*words[:place], *words[place + 1 :]]
        for meaning, company in self.beside.get(word, ()):
            if any(_is(other, wanted) for other in others for wanted in company):
                return meaning
        return word


def _is(word: str, wanted: str) -> bool:
    start = wanted.removesuffix(_START)
    return word.startswith(start) if start != wanted else word == wanted


@cache
def abbreviations() -> Abbreviations:
    """The list of the package; read once."""
    told = tomllib.loads((files(__package__) / _FILE).read_text(encoding="utf-8"))
    return Abbreviations(
        {key: fold(words) for key, words in told["plain"].items()},
        {
            key: tuple((fold(one["words"]), tuple(one["with"])) for one in meanings)
            for key, meanings in told["beside"].items()
        },
    )
