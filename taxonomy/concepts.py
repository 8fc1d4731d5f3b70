"""Concepts, relations and the sources they come from: what a taxonomy is compiled of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

__all__ = ["Concept", "Kind", "Level", "Relation", "Source"]


class Kind(StrEnum):
    """What a concept is. ``WORD``: a work word, out of the taxonomy's closed vocabulary."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    TASK = "task"
    QUALIFICATION = "qualification"
    WORD = "word"


class Level(IntEnum):
    """How much an occupation asks a competence. CompetentNL: essential, important, somewhat."""

    SOMEWHAT = 1
    IMPORTANT = 2
    ESSENTIAL = 3


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept, known by its IRI.

    ``label`` is the preferred Dutch label, ``synonyms`` other Dutch names. ``isco08`` is four
    digits for an occupation, else ``None``. ``generic`` marks a competence that nearly every
    occupation asks.
    """

    iri: str
    kind: Kind
    label: str
    synonyms: tuple[str, ...] = ()
    isco08: str | None = None
    generic: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The preferred label, then the synonyms."""
        return (self.label, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Relation:
    """An occupation or qualification asks a competence at a level."""

    subject: str
    target: str
    level: Level


@dataclass(frozen=True, slots=True)
class Source:
    """What one source brings, with its provenance.

    ``behaviour_codes`` maps VUM v2 ``codeGedragscompetentie`` to skill IRIs. ``sectors`` maps an
    occupation's IRI to its SBB sector chamber (two digits).
    """

    name: str
    edition: str
    licence: str
    concepts: tuple[Concept, ...]
    relations: tuple[Relation, ...]
    behaviour_codes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
