"""TREC files: runs ``qid Q0 docid rank score tag`` and qrels ``qid 0 docid rel``."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from .errors import DataError
from .files import read_text

__all__ = ["Qrels", "Run", "RunError", "read_qrels", "read_run", "write_run", "write_scores"]

Qrels = Mapping[str, Mapping[str, int]]
"""Query id → document id → grade ≥ 0."""

Run = Mapping[str, Mapping[str, float]]
"""Query id → document id → score; the order is by score, then document id descending."""


_GRADE = re.compile(r"-?[0-9]{1,9}")
_SCORE = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")


class RunError(ValueError):
    """A run cannot be written; the message names the query or document."""


def write_run(
    path: Path, rankings: Iterable[tuple[str, Sequence[tuple[str, int]]]], tag: str
) -> int:
    """Write a run; the file appears whole or not at all.

    Parameters
    ----------
    rankings : iterable of (query id, [(document id, value), …])
        Best first; values whole and not rising. Readers of runs sort by score and break ties by
        document id in their own way, so equal values are written a fraction apart, in this order.
    tag : str
        Name of the run.

    Returns
    -------
    int
        Number of queries.

    Raises
    ------
    RunError
        If an id is empty or holds white space, a document comes twice for a query, or values rise.
    """
    return _write(path, ((query, _lines(query, ranked, tag)) for query, ranked in rankings))


def write_scores(path: Path, run: Run, tag: str) -> int:
    """Write a run with the scores it has, so that they are read back as they are.

    At least five decimals are written. Otherwise as :func:`write_run`, but nothing is asked of the
    order.
    """
    return _write(path, ((query, _scored(query, scores, tag)) for query, scores in run.items()))


def _write(path: Path, queries: Iterable[tuple[str, Iterable[str]]]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.with_name(f".{path.name}.part")
    count = 0
    try:
        with work.open("w", encoding="utf-8", newline="\n") as stream:
            for _, lines in queries:
                count += 1
                stream.writelines(lines)
        os.replace(work, path)
    finally:
        work.unlink(missing_ok=True)
    return count


def read_run(path: Path, queries: Container[str] | None = None) -> dict[str, dict[str, float]]:
    """Read a run; ranks in the file are not trusted.

    Parameters
    ----------
    queries : container of str or None
        Known query ids; ``None`` = any.

    Raises
    ------
    DataError
        At the first line that has not six columns, a score that is no finite number, a document
        that the query has already, or an unknown query.
    """
    run: dict[str, dict[str, float]] = {}
    for number, columns in _rows(path, 6):
        query, _, document, _, score, _ = columns
        if queries is not None and query not in queries:
            raise DataError(path, number, f"query {query} is not in the judgements")
        value = _number(path, number, score)
        if document in run.setdefault(query, {}):
            raise DataError(path, number, f"document {document} comes twice for query {query}")
        run[query][document] = value
    return run


def read_qrels(path: Path, grades: Container[int] = range(4)) -> dict[str, dict[str, int]]:
    """Read judgements.

    Parameters
    ----------
    grades : container of int
        Grades that may occur.

    Raises
    ------
    DataError
        At the first line that has not four columns, a grade that may not occur, or a pair judged
        twice.
    """
    qrels: dict[str, dict[str, int]] = {}
    for number, (query, _, document, grade) in _rows(path, 4):
        if not _GRADE.fullmatch(grade) or int(grade) not in grades:
            raise DataError(path, number, f"grade {grade!r} may not occur here")
        if document in qrels.setdefault(query, {}):
            raise DataError(path, number, f"{query} and {document} are judged twice")
        qrels[query][document] = int(grade)
    return qrels


def _rows(path: Path, width: int) -> Iterator[tuple[int, list[str]]]:
    """Lines cut at white space, with their number; blank lines are skipped."""
    found = False
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        columns = line.split()
        if not columns:
            continue
        if len(columns) != width:
            raise DataError(path, number, f"{len(columns)} columns, expected {width}")
        found = True
        yield number, columns
    if not found:
        raise DataError(path, None, "is empty")


def _number(path: Path, line: int, text: str) -> float:
    # float() alone would also take 1_0 and digits of other scripts.
    value = float(text) if _SCORE.fullmatch(text) else math.nan
    if not math.isfinite(value):
        raise DataError(path, line, f"score {text!r} is no finite number")
    return value


def _lines(query: str, ranked: Sequence[tuple[str, int]], tag: str) -> Iterable[str]:
    _check(query)
    seen: set[str] = set()
    size = len(ranked)
    last: int | None = None
    for rank, (document, value) in enumerate(ranked, start=1):
        _check(document)
        if document in seen:
            raise RunError(f"query {query}: document {document} comes twice")
        if last is not None and value > last:
            raise RunError(f"query {query}: document {document} scores above the one before it")
        seen.add(document)
        last = value
        yield f"{query} Q0 {document} {rank} {value + (size - rank) / (size + 1):.6f} {tag}\n"


def _scored(query: str, scores: Mapping[str, float], tag: str) -> Iterable[str]:
    _check(query)
    for rank, (document, score) in enumerate(scores.items(), start=1):
        _check(document)
        yield f"{query} Q0 {document} {rank} {_exact(score)} {tag}\n"


def _exact(score: float) -> str:
    short = f"{score:.5f}"
    return short if float(short) == score else repr(float(score))


def _check(identifier: str) -> None:
    if not identifier or any(char.isspace() for char in identifier):
        raise RunError(f"id {identifier!r} is empty or holds white space")
