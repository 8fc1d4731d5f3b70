"""Text to mentions: which concepts a text names, how strongly, and from which clause.

First form: exact, fuzzy and soft links per clause. A mention says *what was understood*; turning
mentions into needs or offers is the engine's work.
"""

from __future__ import annotations

from dataclasses import dataclass

from .artefact import Taxonomy
from .clauses import Clause, Section, Strength, clauses
from .concepts import Kind
from .denial import denied_part, is_personal
from .facts import without_facts
from .foreign import ForeignReader
from .language import by_language
from .linker import Link, Linker

__all__ = ["Mention", "Reader", "Reading"]

_NAMED_KEEPS = 0.6
_WORD_CONFIDENCE = 0.4


@dataclass(frozen=True, slots=True)
class Mention:
    """One concept in one clause."""

    concept: int
    confidence: float
    method: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause and what it names; ``mentions`` is empty when nothing was understood.

    ``denied`` holds the concepts that it says are not there, or not needed;
    ``terms`` its words of the closed vocabulary.
    """

    clause: Clause
    mentions: tuple[Mention, ...]
    denied: tuple[int, ...] = ()
    terms: tuple[int, ...] = ()


class Reader:
    """Reads texts with one linker."""

    def __init__(self, linker: Linker, foreign: ForeignReader | None = None) -> None:
        self.linker = linker
        self.foreign = foreign or ForeignReader(linker.taxonomy)

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy read with."""
        return self.linker.taxonomy

    def read(self, text: str, *, of_person: bool = False) -> list[Reading]:
        """Read the clauses that say something of the work or the person; the rest is dropped.

        Of what an employer tells of itself only the words are kept: a cheese dairy says by them
        what is made there. ``of_person`` as in :func:`.clauses.clauses`.

        Lines in a language that cannot be read are passed over; :meth:`unread` tells which.
        """
        told = by_language(text)
        others = [self._foreign(language, part) for language, part in told.others]
        return [
            *self._dutch(told.dutch, of_person=of_person),
            *(reading for part in others for reading in part),
        ]

    def unread(self, text: str) -> tuple[str, ...]:
        """Codes (ISO 639-1) of languages in a text that cannot be read, in order of appearance."""
        found = (language for language, _ in by_language(text).others)
        return tuple(code for code in found if code not in self.foreign.languages)

    def understands_foreign(self, text: str) -> bool:
        """Whether a line in another language than Dutch names work."""
        parts = by_language(text).others
        return any(clause.links for code, part in parts for clause in self.foreign.read(code, part))

    def _foreign(self, language: str, text: str) -> list[Reading]:
        return [
            Reading(
                Clause(clause.text),
                tuple(Mention(n.concept, n.confidence, n.method) for n in clause.links),
            )
            for clause in self.foreign.read(language, text)
        ]

    def _dutch(self, text: str, *, of_person: bool) -> list[Reading]:
        found = [
            clause for clause in clauses(text, of_person=of_person) if not is_personal(clause.text)
        ]
        kept = [clause for clause in found if clause.section is Section.CONTENT]
        told = [without_facts(clause.text) for clause in kept]
        soft = self.linker.soft(told)
        return [
            *(
                Reading(
                    clause,
                    self._mentions(about, links),
                    self._denied(clause, about),
                    self.terms(about) if clause.telling else (),
                )
                for clause, about, links in zip(kept, told, soft, strict=True)
            ),
            *(
                Reading(clause, (), terms=self.terms(without_facts(clause.text)))
                for clause in found
                if clause.section is Section.EMPLOYER and not clause.denied and clause.strength
            ),
        ]

    def terms(self, text: str) -> tuple[int, ...]:
        """Words of a clause or a name (a title, a course) that are in the closed vocabulary."""
        return tuple(self.taxonomy.vocabulary.ids(text))

    def _denied(self, clause: Clause, about: str) -> tuple[int, ...]:
        """Concepts that a clause names and says not to be there or not to be needed."""
        if clause.strength is Strength.NOT_NEEDED:
            part = about
        elif clause.denied:
            part = denied_part(about)
        else:
            return ()
        return tuple(sorted(link.concept for link in self.linker.names(part)))

    def _mentions(self, about: str, soft: list[Link]) -> tuple[Mention, ...]:
        """Named concepts, soft ones beside them: less when a competence was named outright.

        A work word is weaker evidence than the name of a competence or an occupation; it and near
        meanings count only in a clause that is about work.
        """
        kinds = self.taxonomy.kinds
        named = self.linker.names(about)
        if not self.linker.is_about_work(about):
            named = [link for link in named if kinds[link.concept] is not Kind.WORD]
            soft = []
        outright = any(kinds[link.concept] is not Kind.WORD for link in named)
        scale = _NAMED_KEEPS if outright else 1.0
        best: dict[int, Mention] = {}
        for link in (*named, *soft):
            weight = _WORD_CONFIDENCE if kinds[link.concept] is Kind.WORD else 1.0
            if link.method == "semantic":
                weight *= scale
            known = best.get(link.concept)
            if known is None or known.confidence < link.confidence * weight:
                best[link.concept] = Mention(link.concept, link.confidence * weight, link.method)
        return tuple(sorted(best.values(), key=lambda m: (-m.confidence, m.concept)))
