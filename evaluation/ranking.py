"""Rank every record of one kind for every record of the other, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from passend.engine.coding import Coder
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.points import MAX_SCORE
from passend.engine.ports import Question, RecordKind
from passend.engine.weights import DEFAULT_WEIGHTS, Weights
from passend.index.local import LocalIndex
from passend.index.replay import coded

__all__ = ["rank_all"]

Domain = Jobseeker | Vacancy


def rank_all(
    coder: Coder,
    queries: Mapping[str, Domain],
    documents: Mapping[str, Domain],
    top: int,
    *,
    tiers: bool = True,
    weights: Weights = DEFAULT_WEIGHTS,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Rankings in the order of the queries.

    Parameters
    ----------
    queries, documents : mapping of id to record
        Records of one kind each, and not the same kind.
    top : int
        Most documents per query.
    tiers : bool
        Whether records with a condition known to be unmet come last; else by score alone.

    Yields
    ------
    (query id, [(document id, value), …])
        Best first; a record of tier 0 has its score plus ``MAX_SCORE + 1``.
    """
    index = LocalIndex(coder.criteria, coder.width)
    total = len(queries) + len(documents)
    for done, (key, document) in enumerate(documents.items(), start=1):
        kind = RecordKind.PERSON if isinstance(document, Jobseeker) else RecordKind.VACANCY
        index.upsert(kind, key, coded(coder, document))
        progress(done, total)
    for done, (key, query) in enumerate(queries.items(), start=len(documents) + 1):
        question = Question(coded(coder, query), weights, top=top, unmet=top, ask=0, tiers=tiers)
        found = index.search(question)
        ranked = [(hit.key, hit.score + (MAX_SCORE + 1) * (hit.tier == 0)) for hit in found.hits]
        ranked += [(hit.key, hit.score) for hit in found.unmet]
        yield key, ranked[:top]
        progress(done, total)
