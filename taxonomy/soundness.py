"""Proof that a compiled taxonomy is whole and consistent, and what it knows of one concept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from .artefact import Taxonomy
from .concepts import RIASEC, Kind
from .errors import TaxonomyError
from .normalise import fold

__all__ = ["about_concept", "check_folder", "check_taxonomy", "find_concepts"]

_TOLERANCE = 1e-3
_SHOWN = 24


def check_folder(folder: Path) -> list[str]:
    """Everything wrong with a compiled taxonomy on disk, in sentences; an empty list = nothing."""
    try:
        return check_taxonomy(Taxonomy.open(folder, check=True))
    except TaxonomyError as error:
        return [str(error)]


def check_taxonomy(taxonomy: Taxonomy) -> list[str]:
    """Everything wrong with a compiled taxonomy."""
    return [*_shapes(taxonomy), *_concepts(taxonomy), *_relations(taxonomy), *_extras(taxonomy)]


def _shapes(taxonomy: Taxonomy) -> Iterator[str]:
    size, arrays = len(taxonomy), taxonomy.arrays
    if len(taxonomy.concepts) != size:
        yield f"{len(taxonomy.concepts)} concepts, {size} priors"
    for name in ("idf", "vectors", "riasec"):
        if len(arrays[name]) != size:
            yield f"{name} has {len(arrays[name])} rows for {size} concepts"
    for prefix in ("rel", "nbr"):
        indptr, target = arrays[f"{prefix}_indptr"].astype(int), arrays[f"{prefix}_target"]
        if len(indptr) != size + 1 or indptr[-1] != len(target) or (np.diff(indptr) < 0).any():
            yield f"{prefix}_indptr does not fit {prefix}_target"
        elif len(target) and not 0 <= int(target.min()) <= int(target.max()) < size:
            yield f"{prefix}_target names a concept that is not there"
    lengths = np.linalg.norm(taxonomy.vectors, axis=1)
    odd = int(((np.abs(lengths - 1) > _TOLERANCE) & (lengths > 0)).sum())
    if odd:
        yield f"{odd} vectors are no unit vectors"


def _concepts(taxonomy: Taxonomy) -> Iterator[str]:
    if len(taxonomy.ids) != len(taxonomy.concepts):
        yield "an IRI stands twice"
    order = [(concept.kind.value, concept.iri) for concept in taxonomy.concepts]
    if order != sorted(order):
        yield "the concepts are not in order"
    for concept in taxonomy.concepts:
        if concept.label != concept.label.strip() or not concept.label:
            yield f"{concept.iri}: no label, or one with spaces around it"
        if not set(concept.historical) <= set(concept.synonyms):
            yield f"{concept.iri}: a historical name that is no synonym"


def _relations(taxonomy: Taxonomy) -> Iterator[str]:
    kinds = taxonomy.kinds
    indptr = taxonomy.arrays["rel_indptr"].astype(int)
    asking = np.flatnonzero(np.diff(indptr))
    wrong = [n for n in asking if kinds[n] not in (Kind.OCCUPATION, Kind.QUALIFICATION)]
    if wrong:
        yield f"{len(wrong)} concepts ask something and are no occupation or qualification"
    levels = taxonomy.arrays["rel_level"]
    if len(levels) and not 1 <= int(levels.min()) <= int(levels.max()) <= len(("s", "i", "e")):
        yield "a level outside 1..3"


def _extras(taxonomy: Taxonomy) -> Iterator[str]:
    known, extras = taxonomy.ids, taxonomy.extras
    lost = [new for new in extras.replaced.values() if new not in known]
    if lost:
        yield f"{len(lost)} replaced codes point at a concept that is not there"
    lenders = {iri for lent in extras.lenders.values() for iri in lent} - known.keys()
    if lenders:
        yield f"{len(lenders)} lenders of relations are not there"
    taught = {iri for course in extras.courses for iri in course.competences} - known.keys()
    if taught:
        yield f"{len(taught)} competences of courses are not there"


def find_concepts(taxonomy: Taxonomy, named: str) -> list[int]:
    """Ids of the concepts that an IRI, a code or a name names exactly; by id.

    A bare code is looked up as UWV code, then as crebo, then as ISCO-08 group.
    """
    for scheme in ("boc", "crebo"):
        known = taxonomy.concept_of_code(named, scheme)
        if known is not None:
            return [known]
    code = named if ":" in named else f"isco:{named}"
    if code in taxonomy.codes:
        return list(taxonomy.codes[code])
    wanted = fold(named)
    return [
        number
        for number, concept in enumerate(taxonomy.concepts)
        if wanted and any(fold(name) == wanted for name in concept.names)
    ]


def about_concept(taxonomy: Taxonomy, number: int) -> dict[str, object]:
    """All that is known of one concept, most distinctive competences first; JSON values."""
    concept, extras = taxonomy.concepts[number], taxonomy.extras
    interests = taxonomy.riasec(number)
    told: dict[str, object] = {
        "iri": concept.iri,
        "kind": concept.kind.value,
        "label": concept.label,
        "language": concept.language,
        "synonyms": [name for name in concept.synonyms if name not in concept.historical],
        "historical": list(concept.historical),
        "isco08": concept.isco08,
        "codes": list(concept.codes),
        "facts": extras.attributes.get(concept.iri, {}),
        "regulated": concept.iri in extras.regulated,
        "riasec": dict(zip(RIASEC, interests, strict=True)) if interests else None,
        "asks": [
            {"label": taxonomy.concepts[t].label, "level": level, "weight": weight}
            for t, level, weight in taxonomy.asked(number)[:_SHOWN]
        ],
        "asks_in_all": len(taxonomy.asked(number)),
        "borrowed_from": list(extras.lenders.get(concept.iri, ())),
        "mappings": [
            {
                "match": m.match.value,
                "iri": m.target if m.subject == concept.iri else m.subject,
                "computed": m.computed,
                "crosswalk": m.crosswalk,
            }
            for m in extras.mappings
            if concept.iri in (m.subject, m.target)
        ],
        "replaces": sorted(old for old, new in extras.replaced.items() if new == concept.iri),
        "taught_by": [c.name for c in extras.courses if concept.iri in c.competences],
    }
    return {key: value for key, value in told.items() if value not in (None, [], {}, False)}
