"""Short texts in other languages among Dutch ones: each to whoever knows its language."""

from __future__ import annotations

from collections.abc import Sequence

from passend.taxonomy.encoders.choice import NameFinder
from passend.taxonomy.language import language_of
from passend.taxonomy.names import UNSURE, Found

from .reader import ForeignReader

__all__ = ["ManyLanguages"]


class ManyLanguages:
    """An index of names beside a reader of other languages.

    Parameters
    ----------
    names : NameFinder
        For Dutch, for English and for what is too short to tell.
    foreign : ForeignReader
        For the languages it reads. It finds occupations by meaning; the score is its confidence,
        which has limits of its own.
    """

    def __init__(self, names: NameFinder, foreign: ForeignReader) -> None:
        self._names, self._foreign = names, foreign
        self._languages = foreign.languages - {"en", "nl"}

    @property
    def encoder_name(self) -> str:
        """Name of the encoder of the index."""
        return self._names.encoder_name

    def find(self, texts: Sequence[str], top: int = 5, least: float = UNSURE) -> list[list[Found]]:
        """Concepts near each text, best first, at most ``top``."""
        found = self._names.find(texts, top, least)
        for place, text in enumerate(texts):
            language = language_of(text)
            if language in self._languages and language is not None:
                found[place] = self._read(language, text)[:top]
        return found

    def _read(self, language: str, text: str) -> list[Found]:
        best: dict[int, Found] = {}
        for clause in self._foreign.read(language, text):
            for link in clause.links:
                known = best.get(link.concept)
                if known is None or known.score < link.confidence:
                    best[link.concept] = Found(link.concept, link.confidence, "semantic", "")
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.owner))
