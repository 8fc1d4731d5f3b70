"""Sources to artefact: dense ids, relations with idf, vectors, neighbours and priors."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import normalize

from .artefact import Taxonomy
from .concepts import Concept, Kind, Relation, Source
from .cover import INFERRED, Weighted, affinity, cover
from .encoder import LsaEncoder
from .errors import TaxonomyError

__all__ = ["compile_taxonomy"]

_NEIGHBOURS = 64
_LEAST_AFFINITY = 6
_LABEL_SHARE = 0.5
_CONTEXT_KINDS = (Kind.TASK, Kind.WORD, Kind.KNOWLEDGE)


@dataclass(frozen=True, slots=True)
class _Partial:
    """Vectors and neighbours, enough for :func:`passend.taxonomy.cover.cover`."""

    vectors: npt.NDArray[np.float32]
    indptr: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    strength: npt.NDArray[np.uint8]

    def near(self, concept: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
        span = slice(int(self.indptr[concept]), int(self.indptr[concept + 1]))
        return self.target[span], self.strength[span]


def compile_taxonomy(sources: Sequence[Source]) -> Taxonomy:
    """Compile sources into one taxonomy.

    Raises
    ------
    TaxonomyError
        If a relation points to a concept that no source defines, or there is no occupation.
    """
    concepts = _merged(sources)
    ids = {concept.iri: number for number, concept in enumerate(concepts)}
    relations = _relations(sources, ids)
    occupations = [n for n, c in enumerate(concepts) if c.kind is Kind.OCCUPATION]
    if not occupations:
        raise TaxonomyError("no source has an occupation")
    idf = _idf(len(concepts), len(occupations), relations)
    asked = _asked(relations, idf)
    encoder = LsaEncoder.train(_texts(concepts, asked))
    vectors = _vectors(concepts, asked, encoder)
    indptr, target, strength = _neighbours(vectors)
    partial = _Partial(vectors, indptr, target, strength)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        **_csr(len(concepts), asked),
        "nbr_indptr": indptr,
        "nbr_target": target,
        "nbr_affinity": strength,
        "idf": idf,
        "prior": _prior(partial, occupations, asked),
        "vectors": vectors,
        "encoder_idf": encoder.idf,
        "encoder_components": encoder.components.astype(np.float16),
    }
    return Taxonomy.make(
        concepts,
        {
            code: tuple(ids[iri] for iri in iris if iri in ids)
            for source in sources
            for code, iris in source.behaviour_codes.items()
        },
        {ids[iri]: sector for source in sources for iri, sector in source.sectors.items()},
        arrays,
        tuple(encoder.vocabulary),
        {
            "sources": [
                {"name": s.name, "edition": s.edition, "licence": s.licence} for s in sources
            ],
            "encoder": encoder.name,
            "counts": {kind.value: sum(c.kind is kind for c in concepts) for kind in Kind},
            "relations": sum(len(row) for row in asked.values()),
        },
    )


def _merged(sources: Iterable[Source]) -> tuple[Concept, ...]:
    """All concepts, by IRI; of two with one IRI the first source names it, synonyms are joined."""
    found: dict[str, Concept] = {}
    for source in sources:
        for concept in source.concepts:
            known = found.get(concept.iri)
            if known is None:
                found[concept.iri] = concept
                continue
            names = dict.fromkeys((*known.synonyms, *concept.names))
            names.pop(known.label, None)
            found[concept.iri] = Concept(
                known.iri, known.kind, known.label, tuple(names), known.isco08, known.generic
            )
    return tuple(sorted(found.values(), key=lambda c: (c.kind.value, c.iri)))


def _relations(sources: Iterable[Source], ids: dict[str, int]) -> dict[int, dict[int, int]]:
    """Subject id → target id → highest level named."""
    rows: dict[int, dict[int, int]] = defaultdict(dict)
    for source in sources:
        for relation in source.relations:
            subject, target = _ends(relation, ids)
            rows[subject][target] = max(int(relation.level), rows[subject].get(target, 0))
    return rows


def _ends(relation: Relation, ids: dict[str, int]) -> tuple[int, int]:
    try:
        return ids[relation.subject], ids[relation.target]
    except KeyError as error:
        raise TaxonomyError(f"a relation names {error.args[0]}, which no source defines") from None


def _idf(
    size: int, occupations: int, relations: dict[int, dict[int, int]]
) -> npt.NDArray[np.float32]:
    """ln(occupations / df), as CompetentNL; a concept nobody asks counts as asked by one."""
    df = np.zeros(size, np.int64)
    for targets in relations.values():
        df[list(targets)] += 1
    values = np.log(occupations / np.clip(df, 1, occupations))
    return np.maximum(values, 0.01).astype(np.float32)


def _asked(
    relations: dict[int, dict[int, int]], idf: npt.NDArray[np.float32]
) -> dict[int, list[tuple[int, int, float]]]:
    """Per subject (target, level, weight 0..1), most distinctive first."""
    asked = {}
    for subject in sorted(relations):
        raw = [(t, level, level * float(idf[t])) for t, level in relations[subject].items()]
        top = max(weight for _, _, weight in raw)
        asked[subject] = sorted(
            ((t, level, round(weight / top, 4)) for t, level, weight in raw),
            key=lambda row: (-row[2], row[0]),
        )
    return asked


def _csr(
    size: int, asked: dict[int, list[tuple[int, int, float]]]
) -> dict[str, npt.NDArray[np.generic]]:
    lengths = np.array([len(asked.get(n, ())) for n in range(size)])
    rows = [row for n in range(size) for row in asked.get(n, ())]
    return {
        "rel_indptr": np.concatenate(([0], np.cumsum(lengths))).astype(np.int32),
        "rel_target": np.array([t for t, _, _ in rows], np.int32),
        "rel_level": np.array([level for _, level, _ in rows], np.uint8),
        "rel_weight": np.array([weight for _, _, weight in rows], np.float32),
    }


def _texts(
    concepts: tuple[Concept, ...], asked: dict[int, list[tuple[int, int, float]]]
) -> list[str]:
    """Texts the encoder learns from: every name, and per occupation the words of its work."""
    texts = [name for concept in concepts for name in concept.names]
    for number, concept in enumerate(concepts):
        context = [
            concepts[t].label
            for t, _, _ in asked.get(number, ())
            if concepts[t].kind in _CONTEXT_KINDS
        ]
        if context:
            texts.append(" ".join((*concept.names, *context)))
            texts.append(" ".join(context))
    return texts


def _vectors(
    concepts: tuple[Concept, ...],
    asked: dict[int, list[tuple[int, int, float]]],
    encoder: LsaEncoder,
) -> npt.NDArray[np.float32]:
    """Unit vector per concept: the mean of its names; for an occupation also what it asks."""
    names = [name for concept in concepts for name in concept.names]
    owner = np.repeat(np.arange(len(concepts)), [len(c.names) for c in concepts])
    vectors = np.zeros((len(concepts), encoder.components.shape[1]), np.float32)
    np.add.at(vectors, owner, encoder.encode(names))
    vectors = normalize(vectors)
    mixed = vectors.copy()
    for number, rows in asked.items():
        targets = [t for t, _, _ in rows]
        weights = np.array([w for _, _, w in rows], np.float32)
        context = weights @ vectors[targets]
        norm = float(np.linalg.norm(context)) or 1.0
        mixed[number] = _LABEL_SHARE * vectors[number] + (1 - _LABEL_SHARE) * context / norm
    return np.asarray(normalize(mixed), dtype=np.float32)


def _neighbours(
    vectors: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """CSR of the nearest concepts by affinity; each concept is its own first neighbour at 255."""
    indptr, targets, strengths = [0], [], []
    for start in range(0, len(vectors), 512):
        block = affinity(vectors[start : start + 512] @ vectors.T)
        scaled = np.rint(block * 255).astype(np.uint8)
        for row, values in enumerate(scaled):
            number = start + row
            values[number] = 0
            order = np.lexsort((np.arange(len(values)), -values.astype(np.int16)))[:_NEIGHBOURS]
            order = order[values[order] >= _LEAST_AFFINITY]
            targets.append(np.concatenate(([number], order)))
            strengths.append(np.concatenate(([255], values[order])))
            indptr.append(indptr[-1] + len(order) + 1)
    return (
        np.array(indptr, np.int32),
        np.concatenate(targets).astype(np.int32),
        np.concatenate(strengths).astype(np.uint8),
    )


def _prior(
    geometry: _Partial,
    occupations: list[int],
    asked: dict[int, list[tuple[int, int, float]]],
) -> npt.NDArray[np.uint8]:
    """What the average jobseeker brings: the mean cover over people of one occupation each."""
    total = np.zeros(len(geometry.vectors), np.float64)
    for occupation in occupations:
        offers = [Weighted(occupation, 1.0, 3.0)] + [
            Weighted(target, INFERRED[level], weight * INFERRED[level])
            for target, level, weight in asked.get(occupation, ())
        ]
        total += cover(geometry, offers)
    mean = total / len(occupations)
    return np.array([math.floor(255 * value + 0.5) for value in mean], np.uint8)
