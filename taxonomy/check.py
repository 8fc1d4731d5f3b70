"""Proof that the starter taxonomy is consistent, and figures about any taxonomy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from statistics import median

from .artefact import Taxonomy
from .concepts import Concept, Kind, Level, Source
from .errors import TaxonomyError
from .normalise import fold
from .sources import read_starter

__all__ = ["LEAST_OCCUPATIONS", "check_source", "check_starter", "statistics", "weighted_jaccard"]

LEAST_OCCUPATIONS = 100
_SKILLS = 112
_LEAST_OTHERS = 150
_SECTORS = 9
_MOST_COMPARED = 400
_IRI = re.compile(
    r"^(https://linkeddata\.competentnl\.nl/(uwv/)?id/"
    r"(occupation|humancapability|knowledgearea)/[0-9A-F]{10}|urn:passend:\w+:\S+)$"
)


def check_starter() -> list[str]:
    """Everything wrong with the starter taxonomy, in sentences; an empty list = nothing."""
    try:
        return check_source(read_starter())
    except TaxonomyError as error:
        return [str(error)]


def check_source(source: Source) -> list[str]:
    """Everything wrong with a source of the starter's form."""
    return [
        *_sizes(source),
        *_concepts(source),
        *_occupations(source),
    ]


def statistics(taxonomy: Taxonomy) -> dict[str, object]:
    """Manifest of a taxonomy, with the median weighted Jaccard of two occupations (0 = unlike)."""
    return {**taxonomy.manifest, "median_weighted_jaccard": round(weighted_jaccard(taxonomy), 4)}


def weighted_jaccard(taxonomy: Taxonomy) -> float:
    """Median over pairs of occupations of Σ min / Σ max of what they ask, level × idf, 0..1.

    All pairs; of a large taxonomy all pairs of 400 occupations, evenly spaced in their order.
    """
    rows = [
        {target: weight for target, _, weight in taxonomy.asked(number)}
        for number, kind in enumerate(taxonomy.kinds)
        if kind is Kind.OCCUPATION
    ]
    rows = [row for row in rows if row]
    rows = rows[:: -(-len(rows) // _MOST_COMPARED) or 1]
    return median(_jaccard(a, b) for a, b in combinations(rows, 2)) if len(rows) > 1 else 0.0


def _jaccard(a: dict[int, float], b: dict[int, float]) -> float:
    shared = sum(min(value, b[key]) for key, value in a.items() if key in b)
    return shared / (sum(a.values()) + sum(b.values()) - shared)


def _sizes(source: Source) -> Iterator[str]:
    counts = Counter(concept.kind for concept in source.concepts)
    if counts[Kind.OCCUPATION] < LEAST_OCCUPATIONS:
        yield f"{counts[Kind.OCCUPATION]} occupations; at least {LEAST_OCCUPATIONS} are needed"
    if counts[Kind.SKILL] != _SKILLS:
        yield f"{counts[Kind.SKILL]} skills; CompetentNL has {_SKILLS}"
    if counts[Kind.KNOWLEDGE] + counts[Kind.TASK] < _LEAST_OTHERS:
        yield f"fewer than {_LEAST_OTHERS} knowledge areas and tasks"
    if len(set(source.sectors.values())) != _SECTORS:
        yield f"{len(set(source.sectors.values()))} sectors; there are {_SECTORS}"


def _concepts(source: Source) -> Iterator[str]:
    preferred: dict[tuple[Kind, str], str] = {}
    for concept in source.concepts:
        if not _IRI.match(concept.iri):
            yield f"{concept.label}: {concept.iri} is no IRI of CompetentNL nor of the starter"
        names = [fold(name) for name in concept.names]
        if "" in names or len(set(names)) < len(names):
            yield f"{concept.label}: an empty name, or the same name twice"
        if concept.kind in (Kind.TASK, Kind.WORD):
            continue
        other = preferred.setdefault((concept.kind, names[0]), concept.iri)
        if other != concept.iri:
            yield f"{concept.label}: two concepts of one kind have this label"


def _occupations(source: Source) -> Iterator[str]:
    kinds = {concept.iri: concept.kind for concept in source.concepts}
    asked: dict[str, Counter[tuple[Kind, Level]]] = {}
    for relation in source.relations:
        row = asked.setdefault(relation.subject, Counter())
        row[kinds[relation.target], relation.level] += 1
    for concept in source.concepts:
        if concept.kind is Kind.OCCUPATION:
            yield from _occupation(concept, asked.get(concept.iri, Counter()))


def _occupation(concept: Concept, asked: Counter[tuple[Kind, Level]]) -> Iterator[str]:
    if not re.fullmatch(r"\d{4}", concept.isco08 or ""):
        yield f"{concept.label}: {concept.isco08!r} is no ISCO-08 unit group"
    if len(concept.synonyms) < 3:
        yield f"{concept.label}: fewer than three synonyms"
    for kind, least in ((Kind.TASK, 5), (Kind.SKILL, 3), (Kind.KNOWLEDGE, 1)):
        if asked[kind, Level.ESSENTIAL] < least:
            yield f"{concept.label}: fewer than {least} essential of kind {kind}"
