"""Which pairs to judge: a pool of runs, or all pairs, in an order that tells nothing of ranks."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

from passend.evaluation.collection import Collection
from passend.evaluation.errors import DataError
from passend.evaluation.files import read_text
from passend.evaluation.trec import Run, read_run
from passend.index.sources import Kind

from .form import Pair, replace_file

__all__ = [
    "Pool",
    "all_pairs",
    "judged_share",
    "pairs_of",
    "pool_of",
    "read_pool",
    "read_pooled_run",
    "side_of",
    "write_pool",
]

Pool = Mapping[str, Sequence[str]]
"""Query id → documents to judge."""


def pool_of(
    runs: Sequence[Run], documents: Sequence[str], *, depth: int, extra: int, seed: int
) -> dict[str, list[str]]:
    """Union of the top of each run and some documents at random, per query that any run answers.

    Parameters
    ----------
    documents : sequence of str
        The collection, to draw from; may be empty when ``extra`` is 0.
    depth : int
        Documents of each run and query, by score, then document id descending.
    extra : int
        Documents drawn per query from those outside the union; fewer when there are fewer.
    seed : int
        Draw and order depend on it, the query and the pooled ids alone.

    Source
    ------
    Sparck Jones and Van Rijsbergen, Report on the need for and provision of an "ideal" information
    retrieval test collection, 1975 (pooling).
    """
    chosen: dict[str, list[str]] = {}
    for query in sorted({query for run in runs for query in run}):
        union = {document for run in runs for document in _top(run.get(query, {}), depth)}
        outside = [document for document in sorted(documents) if document not in union]
        drawn = _shuffled(outside, f"{seed} draw {query}")[:extra]
        chosen[query] = sorted([*union, *drawn])
    return _ordered(chosen, seed)


def all_pairs(queries: Iterable[str], documents: Sequence[str], seed: int) -> dict[str, list[str]]:
    """Every document for every query: judging completely."""
    return _ordered({query: sorted(documents) for query in sorted(queries)}, seed)


def judged_share(run: Run, considered: Container[Pair], k: int = 10) -> float:
    """Mean over the queries of a run of the share of its top ``k`` that has been considered.

    Parameters
    ----------
    considered : container of (query id, document id)
        Pairs with a judgement, grade 0 included.

    Returns
    -------
    float
        0..1; a run with less than ``k`` documents for a query is measured on what it has.
    """
    shares = []
    for query, scores in run.items():
        top = _top(scores, k)
        shares.append(sum((query, document) in considered for document in top) / len(top))
    return sum(shares) / len(shares)


def side_of(path: Path, pool: Iterable[str], collection: Collection) -> Kind:
    """Kind of record that asks in a pool or run; :class:`DataError` when its queries are of two."""
    kinds = {
        "vacancy" if query in collection.vacancies else "person"
        for query in pool
        if query in collection.vacancies or query in collection.persons
    }
    if len(kinds) != 1:
        told = "of two kinds" if kinds else "not in the collection"
        raise DataError(path, None, f"its queries are {told}")
    return "vacancy" if "vacancy" in kinds else "person"


def pairs_of(pool: Pool, by: Kind) -> list[Pair]:
    """Pairs (vacancy, person) in the order of the pool; ``by`` is the kind of its queries."""
    rows = ((query, document) for query, documents in pool.items() for document in documents)
    return [row if by == "vacancy" else row[::-1] for row in rows]


def read_pooled_run(
    path: Path, collection: Collection | None = None
) -> dict[str, dict[str, float]]:
    """Read a run to pool.

    Raises
    ------
    DataError
        As :func:`passend.evaluation.trec.read_run`, and at the first line with an id that is not
        in the collection.
    """
    run = read_run(path)
    if collection is not None:
        queries, documents = _sides(path, run, collection)
        for number, line in enumerate(read_text(path).splitlines(), start=1):
            columns = line.split()
            if columns:
                _check(path, number, (columns[0], columns[2]), queries, documents)
    return run


def write_pool(path: Path, pool: Pool) -> None:
    """Write ``query document`` a line; the file appears whole or not at all."""
    replace_file(
        path,
        "".join(f"{query}\t{one}\n" for query, documents in pool.items() for one in documents),
    )


def read_pool(path: Path, collection: Collection) -> dict[str, list[str]]:
    """Read a pool; the documents of a query come together, at its first line.

    Raises
    ------
    DataError
        At the first line without two columns, with an unknown id, or with a pair that stands
        twice; or when the file is empty.
    """
    rows: dict[str, dict[str, int]] = {}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        columns = line.split("\t")
        if len(columns) != 2:
            raise DataError(path, number, f"{len(columns)} columns, expected 2")
        query, document = columns
        if document in rows.setdefault(query, {}):
            raise DataError(path, number, f"{query} and {document} stand twice")
        rows[query][document] = number
    if not rows:
        raise DataError(path, None, "is empty")
    queries, documents = _sides(path, rows, collection)
    for query, found in rows.items():
        for document, number in found.items():
            _check(path, number, (query, document), queries, documents)
    return {query: list(found) for query, found in rows.items()}


def _sides(
    path: Path, asking: Iterable[str], collection: Collection
) -> tuple[Container[str], Container[str]]:
    sides = (collection.vacancies, collection.persons)
    return sides if side_of(path, asking, collection) == "vacancy" else sides[::-1]


def _check(
    path: Path, line: int, pair: Pair, queries: Container[str], documents: Container[str]
) -> None:
    for identifier, known in zip(pair, (queries, documents), strict=True):
        if identifier not in known:
            raise DataError(path, line, f"{identifier} is not in the collection on that side")


def _top(scores: Mapping[str, float], depth: int) -> list[str]:
    return sorted(scores, key=lambda one: (scores[one], one), reverse=True)[:depth]


def _ordered(pool: Pool, seed: int) -> dict[str, list[str]]:
    order = _shuffled(sorted(pool), f"{seed} queries")
    return {query: _shuffled(pool[query], f"{seed} {query}") for query in order}


def _shuffled(ids: Sequence[str], seed: str) -> list[str]:
    found = list(ids)
    Random(seed).shuffle(found)  # noqa: S311 - not for secrecy
    return found
