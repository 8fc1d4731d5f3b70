"""Concepts, relations and the sources they come from: what a taxonomy is compiled of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

__all__ = [
    "RIASEC",
    "Concept",
    "Course",
    "Group",
    "Kind",
    "Level",
    "Mapping",
    "Match",
    "Rejected",
    "Relation",
    "Riasec",
    "Source",
]

RIASEC = "RIASEC"
"""Letters of the six interests (Holland), in the order of every row of six values."""

Riasec = tuple[float, float, float, float, float, float]
"""Interests in the order of :data:`RIASEC`; O*NET scale 1 (not at all) .. 7 (most)."""


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


class Match(StrEnum):
    """How near two concepts of different sources are (SKOS mapping properties)."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept, known by its IRI.

    Parameters
    ----------
    label, synonyms : str, tuple of str
        The preferred label and other names, in ``language``.
    isco08 : str or None
        Four digits for an occupation, else ``None``.
    generic : bool
        A competence that nearly every occupation asks.
    codes : tuple of str
        Codes of other systems, ``scheme:code``: ``boc`` (UWV occupation names, VUM v2), ``crebo``,
        ``bcle`` (legacy UWV code), ``esco``, ``onet``.
    language : str
        Language of the label. Not ``nl``: there is no Dutch label, and this one stands in for it.
    historical : tuple of str
        Those of the synonyms that the source no longer uses; they are for searching only.
    """

    iri: str
    kind: Kind
    label: str
    synonyms: tuple[str, ...] = ()
    isco08: str | None = None
    generic: bool = False
    codes: tuple[str, ...] = ()
    language: str = "nl"
    historical: tuple[str, ...] = ()

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
class Mapping:
    """A concept of one source stands for a concept of another.

    ``crosswalk``: it ties a national list to ESCO, and so is the answer key of the linking
    benchmarks (``../shared/reference/benchmarks.md``, 8). ``computed``: no publisher says so, the
    labels are equal.
    """

    subject: str
    target: str
    match: Match
    crosswalk: bool = False
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a classification (``isco:5120``, ``brc:0111``) or of a hierarchy (an IRI).

    ``parent`` is the id of the group above it; ``isco08`` the unit group that stands for a BRC
    group. ``None`` = none known.
    """

    id: str
    label: str
    parent: str | None = None
    isco08: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """An instrument or course of a region, and the IRIs of the competences it teaches."""

    name: str
    competences: tuple[str, ...]
    code: str | None = None
    place: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be read: file, line, field, value (shortened) and the reason.

    ``line`` counts from 1, in a list of records the records; 0 = the form has no lines.
    """

    file: str
    line: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """What one source brings, with its provenance.

    Parameters
    ----------
    behaviour_codes : dict
        VUM v2 ``codeGedragscompetentie`` → skill IRIs.
    sectors : dict
        IRI of an occupation → its SBB sector chamber (two digits).
    riasec : dict
        IRI, or ``isco:5120`` for a unit group, → interests.
    mappings : tuple of Mapping
        Kept as they are; what they do is said in :mod:`passend.taxonomy.joining`.
    replaced : dict
        IRI of an older edition → IRI that took its place.
    broader : tuple of (str, str)
        Concept or group → what is above it.
    groups, courses : tuple
        Classification groups; instruments and courses.
    frequencies, population : dict, int
        Published document frequencies (IRI → number of subjects that ask it) over ``population``
        subjects, for a source whose relations are not at hand.
    attributes : dict
        IRI → facts that are shown and never scored, such as ``niveau`` of a qualification.
    not_shown : dict
        IRI → phrases that train the encoder and are never shown.
    regulated : frozenset
        Occupations whose practice the law reserves to the qualified.
    digest : str
        SHA-256 of the files read, 64 hex digits; empty = not read from files.
    language_fallbacks : int
        Concepts without a Dutch label, labelled in another language.
    names_only : bool
        A list of names: a concept of it that maps exactly is the concept it maps to.
    crosswalk : bool
        The whole source is a crosswalk; a crosswalk-free taxonomy leaves it out.
    notes : tuple of str
        What the reader left out on purpose, in sentences.
    """

    name: str
    edition: str
    licence: str
    concepts: tuple[Concept, ...]
    relations: tuple[Relation, ...]
    behaviour_codes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
    riasec: dict[str, Riasec] = field(default_factory=dict)
    mappings: tuple[Mapping, ...] = ()
    replaced: dict[str, str] = field(default_factory=dict)
    broader: tuple[tuple[str, str], ...] = ()
    groups: tuple[Group, ...] = ()
    courses: tuple[Course, ...] = ()
    frequencies: dict[str, int] = field(default_factory=dict)
    population: int = 0
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    not_shown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    regulated: frozenset[str] = frozenset()
    rejected: tuple[Rejected, ...] = ()
    digest: str = ""
    language_fallbacks: int = 0
    names_only: bool = False
    crosswalk: bool = False
    notes: tuple[str, ...] = ()
