"""Any set in BEIR's layout as a task, and any task in BEIR's layout for the tools of others."""

from __future__ import annotations

from pathlib import Path

from passend.evaluation.beir import BeirData, beir_files, read_layout, write_layout
from passend.evaluation.files import sha256_of
from passend.evaluation.items import Item
from passend.evaluation.specs import SpecError

from .base import Task, TaskError

__all__ = ["beir", "write_beir"]

_MEASURES = ("nDCG@10", "RR", "AP", "Success@10", "R@100")


def beir(
    folder: Path,
    name: str,
    split: str = "test",
    *,
    complete: bool = False,
    crosswalk_free: bool = False,
) -> Task:
    """Read a task in BEIR's layout; queries of the split that have a relevant document.

    Parameters
    ----------
    complete : bool
        Whether every pair has been judged; most published sets were judged in part, so that a
        document without a grade is unjudged, not irrelevant.
    crosswalk_free : bool
        Whether a ranker that loaded a published mapping may not take part.

    Raises
    ------
    DataError
        See :func:`~passend.evaluation.beir.read_layout`.
    SpecError
        If ``split`` is no plain name.
    TaskError
        If no query has a relevant document.
    """
    _check(split)
    data = read_layout(folder, split)
    kept = {q: data.qrels[q] for q in data.queries if any(data.qrels.get(q, {}).values())}
    return Task(
        name=name,
        queries=tuple(Item(query, data.queries[query]) for query in kept),
        corpus=tuple(Item(document, text) for document, text in data.corpus.items()),
        qrels=kept,
        measures=_MEASURES,
        crosswalk_free=crosswalk_free,
        complete=complete,
        left_out=len(data.qrels) - len(kept),
        data={path.name: sha256_of(path) for path in beir_files(folder, split)},
    )


def write_beir(task: Task, folder: Path, split: str = "test") -> None:
    """Write queries, corpus and judgements of a task, with TREC qrels beside them.

    Of a record its text is written: what a ranker of texts sees, names of codes included. The
    measures, the cut and what is left out of the task are not part of the layout.

    Raises
    ------
    DataError
        If the folder holds something, or an id or grade does not fit the layout.
    SpecError
        If ``split`` is no plain name.
    TaskError
        If the task ranks groups of documents, which the layout does not know.
    """
    _check(split)
    if task.groups is not None:
        raise TaskError(f"{task.name}: groups of documents cannot be written in BEIR's layout")
    texts = BeirData(
        queries={item.id: item.text for item in task.queries},
        corpus={item.id: item.text for item in task.corpus},
        qrels=task.qrels,
    )
    write_layout(folder, texts, split)


def _check(split: str) -> None:
    if not split.replace("-", "").replace("_", "").isalnum():
        raise SpecError(f"split {split!r} is no plain name")
