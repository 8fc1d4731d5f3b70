"""Linking tasks: a short text asks for the concepts it means (MELO, VDAB, files of that form).

Files, tab-separated without a header; quotes are text: ``queries.tsv`` (id, text),
``corpus*.tsv`` (id, text), qrels (TREC), and where a concept has several labels
``concept_mapping.tsv`` (id, concept).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .errors import DataError
from .rankers import TextRanker
from .trec import Qrels, read_qrels

__all__ = ["LinkingTask", "concept_level", "rank", "read_melo", "read_vdab"]

_BLOCK = 200
_DECIMALS = 5


@dataclass(frozen=True, slots=True)
class LinkingTask:
    """Queries, a corpus, judgements; ``concept_of`` maps a label's id to its concept, if any."""

    name: str
    queries: Mapping[str, str]
    corpus: Mapping[str, str]
    qrels: Qrels
    concept_of: Mapping[str, str] = field(default_factory=dict)


def read_melo(folder: Path) -> LinkingTask:
    """Read a task in MELO's layout.

    Raises
    ------
    DataError
        If a file is absent, a line has the wrong form, or an id is unknown.
    """
    return _task(
        folder,
        LinkingTask(
            folder.name,
            _texts(folder / "queries.tsv"),
            _texts(folder / "corpus_elements.tsv"),
            read_qrels(folder / "annotations.tsv", range(2)),
            _texts(folder / "concept_mapping.tsv"),
        ),
        "annotations.tsv",
    )


def read_vdab(folder: Path) -> LinkingTask:
    """Read a task with ``corpus.tsv`` and graded ``qrels.tsv``; raises as :func:`read_melo`."""
    return _task(
        folder,
        LinkingTask(
            folder.name,
            _texts(folder / "queries.tsv"),
            _texts(folder / "corpus.tsv"),
            read_qrels(folder / "qrels.tsv"),
        ),
        "qrels.tsv",
    )


def rank(ranker: TextRanker, task: LinkingTask, cut: int = 100) -> dict[str, dict[str, float]]:
    """Run of a ranker: the ``cut`` best per query, scores to five decimals, as MELO writes them.

    Equal scores are taken in the order of the corpus, zeros too.
    """
    ranker.fit(list(task.corpus.values()))
    ids = list(task.corpus)
    run: dict[str, dict[str, float]] = {}
    for queries in _blocks(task.queries):
        scores = np.round(ranker.score(list(queries.values())), _DECIMALS)
        for query, row in zip(queries, scores, strict=True):
            best = np.argsort(-row, kind="stable")[:cut]
            run[query] = {ids[i]: float(row[i]) for i in best}
    return run


def concept_level(
    task: LinkingTask, run: Mapping[str, Mapping[str, float]]
) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, float]]]:
    """Judgements and run with concepts in place of labels; a concept has its best label's score."""
    qrels: dict[str, dict[str, int]] = {}
    for query, grades in task.qrels.items():
        row = qrels.setdefault(query, {})
        for label, grade in grades.items():
            concept = task.concept_of[label]
            row[concept] = max(grade, row.get(concept, 0))
    lifted: dict[str, dict[str, float]] = {}
    for query, scores in run.items():
        best = lifted.setdefault(query, {})
        for label, score in scores.items():
            concept = task.concept_of[label]
            best[concept] = max(score, best.get(concept, float("-inf")))
    return qrels, lifted


def _texts(path: Path) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path, None, f"cannot be read ({type(error).__name__})") from error
    found: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line:
            continue
        columns = line.rstrip("\r").split("\t")
        if len(columns) != 2:
            raise DataError(path, number, f"{len(columns)} columns, expected 2")
        if columns[0] in found:
            raise DataError(path, number, f"{columns[0]} comes twice")
        found[columns[0]] = columns[1]
    return found


def _task(folder: Path, task: LinkingTask, judgements: str) -> LinkingTask:
    for query, grades in task.qrels.items():
        if query not in task.queries:
            raise DataError(folder / judgements, None, f"query {query} has no text")
        for document in grades:
            if document not in task.corpus:
                raise DataError(folder / judgements, None, f"{document} is not in the corpus")
    return task


def _blocks(queries: Mapping[str, str]) -> Iterator[dict[str, str]]:
    items = list(queries.items())
    for start in range(0, len(items), _BLOCK):
        yield dict(items[start : start + _BLOCK])
