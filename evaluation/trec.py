"""TREC run files: ``qid Q0 docid rank score tag``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["RunError", "write_run"]


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
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.with_name(f".{path.name}.part")
    count = 0
    try:
        with work.open("w", encoding="utf-8", newline="\n") as stream:
            for query, ranked in rankings:
                count += 1
                stream.writelines(_lines(query, ranked, tag))
        os.replace(work, path)
    finally:
        work.unlink(missing_ok=True)
    return count


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
            raise RunError(
                f"query {query}: document {document} has a higher score than the one above"
            )
        seen.add(document)
        last = value
        yield f"{query} Q0 {document} {rank} {value + (size - rank) / (size + 1):.6f} {tag}\n"


def _check(identifier: str) -> None:
    if not identifier or any(char.isspace() for char in identifier):
        raise RunError(f"id {identifier!r} is empty or holds white space")
