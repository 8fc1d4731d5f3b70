"""What changed between two taxonomies, and what becomes of codes that are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .artefact import Taxonomy
from .concepts import Concept, Kind, Source
from .normalise import fold

__all__ = ["Changes", "carried_over", "changes"]

_NEVER_IN_RECORDS = (Kind.WORD, Kind.TASK)


@dataclass(frozen=True, slots=True)
class Changes:
    """Differences between two taxonomies, by IRI.

    ``relabelled``: IRI → (old label, new label). ``replaced``: IRI that is gone → IRI that the new
    taxonomy maps it to. ``gone``: without such a place; records with these codes lose them.
    """

    added: tuple[str, ...]
    gone: tuple[str, ...]
    relabelled: dict[str, tuple[str, str]]
    replaced: dict[str, str]
    kinds: dict[str, tuple[int, int]]
    relations: tuple[int, int]


def changes(old: Taxonomy, new: Taxonomy) -> Changes:
    """Compare two taxonomies."""
    before = {concept.iri: concept for concept in old.concepts}
    after = {concept.iri: concept for concept in new.concepts}
    gone = [iri for iri in before if iri not in after]
    replaced = {iri: new.extras.replaced[iri] for iri in gone if iri in new.extras.replaced}
    return Changes(
        added=tuple(iri for iri in after if iri not in before),
        gone=tuple(iri for iri in gone if iri not in replaced),
        relabelled={
            iri: (concept.label, after[iri].label)
            for iri, concept in before.items()
            if iri in after and after[iri].label != concept.label
        },
        replaced=replaced,
        kinds={
            kind.value: (
                sum(one is kind for one in old.kinds),
                sum(one is kind for one in new.kinds),
            )
            for kind in Kind
        },
        relations=(len(old.arrays["rel_target"]), len(new.arrays["rel_target"])),
    )


def carried_over(previous: Taxonomy, sources: Sequence[Source]) -> Source:
    """A source that maps codes of ``previous`` through.

    What ``previous`` had replaced stays replaced. A concept that is gone maps to the one concept of
    its kind whose preferred label is the same; where there are several, or none, it does not map.
    Words and tasks are left out, since no record has their code.
    """
    known = {concept.iri for source in sources for concept in source.concepts}
    by_label = _by_label(c for source in sources for c in source.concepts)
    stated = {iri for source in sources for iri in source.replaced}
    replaced = dict(previous.extras.replaced)
    for concept in previous.concepts:
        if concept.iri in known or concept.iri in stated or concept.kind in _NEVER_IN_RECORDS:
            continue
        found = by_label.get((concept.kind, fold(concept.label)), set())
        if len(found) == 1:
            replaced[concept.iri] = min(found)
    return Source(
        name="previous",
        edition=previous.digest,
        licence="as its sources",
        concepts=(),
        relations=(),
        replaced={old: new for old, new in sorted(replaced.items()) if old not in stated},
    )


def _by_label(concepts: Iterable[Concept]) -> dict[tuple[Kind, str], set[str]]:
    found: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    for concept in concepts:
        found[concept.kind, fold(concept.label)].add(concept.iri)
    return found
