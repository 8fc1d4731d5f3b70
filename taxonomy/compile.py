"""Sources to artefact: dense ids, relations with idf, vectors, neighbours and priors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from .artefact import Taxonomy
from .background import background_texts
from .concepts import RIASEC, Concept, Kind, Source
from .cover import INFERRED, Weighted, affinity, centred, cover
from .encoder import LsaEncoder
from .errors import TaxonomyError
from .joining import Joined, join, without_crosswalks
from .texts import Extras
from .vocabulary import Vocabulary

__all__ = ["compile_taxonomy"]

_NEIGHBOURS = 64
_LEAST_AFFINITY = 6
_LABEL_SHARE = 0.5
_TEXTS_PER_DF = 10_000
_CONTEXT_KINDS = (Kind.TASK, Kind.WORD, Kind.KNOWLEDGE)


@dataclass(frozen=True, slots=True)
class _Partial:
    """Vectors and neighbours, enough for :func:`passend.taxonomy.cover.cover`."""

    vectors: npt.NDArray[np.float32]
    centred: npt.NDArray[np.float32]
    indptr: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    strength: npt.NDArray[np.uint8]

    def near(self, concept: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
        span = slice(int(self.indptr[concept]), int(self.indptr[concept + 1]))
        return self.target[span], self.strength[span]


def compile_taxonomy(sources: Sequence[Source], *, crosswalk_free: bool = False) -> Taxonomy:
    """Compile sources into one taxonomy; the same sources give the same bytes.

    Parameters
    ----------
    sources : sequence of Source
        Joined by the rules of :mod:`passend.taxonomy.joining`; of two that define one concept the
        first names it.
    crosswalk_free : bool
        Leave out what ties a national list to ESCO (``../shared/reference/benchmarks.md``, 8).

    Raises
    ------
    TaxonomyError
        If a relation points to a concept that no source defines, or there is no occupation.
    """
    used = without_crosswalks(sources) if crosswalk_free else sources
    # One thread: sums in a fixed order, so that equal sources give equal bytes.
    with threadpool_limits(1):
        return _compiled(used, join(used, crosswalk_free=crosswalk_free))


def _compiled(sources: Sequence[Source], joined: Joined) -> Taxonomy:
    concepts = joined.concepts
    ids = {concept.iri: number for number, concept in enumerate(concepts)}
    occupations = [n for n, c in enumerate(concepts) if c.kind is Kind.OCCUPATION]
    if not occupations:
        raise TaxonomyError("no source has an occupation")
    idf = _idf(joined, ids)
    asked = _asked(joined.relations, ids, idf)
    encoder = _trained(_texts(concepts, asked, _not_shown(sources)))
    vectors = _vectors(concepts, asked, encoder)
    indptr, target, strength = _neighbours(vectors)
    partial = _Partial(vectors, centred(vectors), indptr, target, strength)
    words = _vocabulary(concepts, asked, occupations)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        **_csr(len(concepts), asked),
        "nbr_indptr": indptr,
        "nbr_target": target,
        "nbr_affinity": strength,
        "idf": idf,
        "prior": _prior(partial, occupations, asked),
        "riasec": _riasec(joined, ids),
        "vectors": vectors,
        "encoder_idf": encoder.idf,
        "encoder_components": encoder.components.astype(np.float16),
        "word_idf": words.idf,
    }
    about = {
        "sources": [_about(source) for source in sources],
        "joined": joined.report,
        "encoder": encoder.name,
        "counts": {kind.value: sum(c.kind is kind for c in concepts) for kind in Kind},
        "relations": sum(len(row) for row in asked.values()),
    }
    ngrams = tuple(encoder.vocabulary)
    extras = _extras(sources, joined, ids)
    return Taxonomy.make(concepts, arrays, ngrams, extras, words.terms, about)


def _about(source: Source) -> dict[str, object]:
    """A source in the manifest; what is empty is left out."""
    optional = {
        "sha256": source.digest,
        "language_fallbacks": source.language_fallbacks,
        "rejected": len(source.rejected),
        "notes": list(source.notes),
    }
    told = {"name": source.name, "edition": source.edition, "licence": source.licence}
    return {**told, **{key: value for key, value in optional.items() if value}}


def _extras(sources: Sequence[Source], joined: Joined, ids: dict[str, int]) -> Extras:
    groups = {group.id: group for source in sources for group in source.groups}
    attributes: dict[str, dict[str, str]] = {}
    for source in sources:
        for iri, facts in source.attributes.items():
            attributes[iri] = {**facts, **attributes.get(iri, {})}
    behaviour: dict[int, tuple[int, ...]] = {
        code: tuple(ids[iri] for iri in iris if iri in ids)
        for source in sources
        for code, iris in source.behaviour_codes.items()
    }
    return Extras(
        behaviour_codes=dict(sorted(behaviour.items())),
        sectors=dict(
            sorted((ids[iri], one) for s in sources for iri, one in s.sectors.items() if iri in ids)
        ),
        mappings=tuple(sorted(joined.mappings, key=lambda m: (m.subject, m.target, m.match))),
        replaced=joined.replaced,
        broader=tuple(sorted({pair for source in sources for pair in source.broader})),
        groups=tuple(groups[name] for name in sorted(groups)),
        courses=tuple(course for source in sources for course in source.courses),
        attributes={iri: attributes[iri] for iri in sorted(attributes) if iri in ids},
        regulated=frozenset(iri for source in sources for iri in source.regulated if iri in ids),
        lenders={iri: joined.lenders[iri] for iri in sorted(joined.lenders)},
    )


def _not_shown(sources: Iterable[Source]) -> list[str]:
    """Phrases that only train the encoder, per subject one text."""
    return [
        " ".join(source.not_shown[iri]) for source in sources for iri in sorted(source.not_shown)
    ]


def _riasec(joined: Joined, ids: dict[str, int]) -> npt.NDArray[np.float32]:
    values = np.zeros((len(ids), len(RIASEC)), np.float32)
    for iri, row in joined.riasec.items():
        values[ids[iri]] = row
    return values


def _trained(texts: list[str]) -> LsaEncoder:
    """Encoder on these texts; n-grams must be in more of them when there are more.

    So the vocabulary stays within some ten thousands, and the encoder within some ten megabytes.
    """
    return LsaEncoder.train(texts, min_df=max(2, len(texts) // _TEXTS_PER_DF))


def _idf(joined: Joined, ids: dict[str, int]) -> npt.NDArray[np.float32]:
    """ln(subjects / df), as CompetentNL, over the sources that know the concept.

    A concept nobody asks counts as asked by one.
    """
    df = np.ones(len(ids), np.int64)
    subjects = np.full(len(ids), max(1, joined.subjects), np.int64)
    for iri, (count, possible) in joined.asking.items():
        df[ids[iri]], subjects[ids[iri]] = max(1, count), max(1, possible)
    values = np.log(subjects / np.minimum(df, subjects))
    return np.maximum(values, 0.01).astype(np.float32)


def _asked(
    relations: dict[str, dict[str, int]], ids: dict[str, int], idf: npt.NDArray[np.float32]
) -> dict[int, list[tuple[int, int, float]]]:
    """Per subject (target, level, weight 0..1), most distinctive first."""
    asked = {}
    for subject, targets in sorted((ids[iri], row) for iri, row in relations.items()):
        raw = [(ids[t], level, level * float(idf[ids[t]])) for t, level in targets.items()]
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
    concepts: tuple[Concept, ...],
    asked: dict[int, list[tuple[int, int, float]]],
    more: Iterable[str],
) -> list[str]:
    """Texts the encoder learns from: every name, and per occupation the words of its work."""
    texts = [name for concept in concepts for name in concept.names]
    texts += more
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


def _vocabulary(
    concepts: tuple[Concept, ...],
    asked: dict[int, list[tuple[int, int, float]]],
    occupations: list[int],
) -> Vocabulary:
    """Words of all names; how telling each is among occupations, and among texts about work."""
    names = [name for concept in concepts for name in concept.names]
    work = [
        " ".join(
            name
            for concept in (number, *(target for target, _, _ in asked.get(number, ())))
            for name in concepts[concept].names
        )
        for number in occupations
        if asked.get(number)
    ]
    return Vocabulary.learn(names, [work, background_texts()])


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
            close = np.flatnonzero(values >= _LEAST_AFFINITY)
            order = close[np.argsort(-values[close].astype(np.int16), kind="stable")[:_NEIGHBOURS]]
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
