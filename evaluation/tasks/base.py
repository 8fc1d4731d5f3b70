"""A ranking task: queries, a corpus, judgements, and how they are measured."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from passend.evaluation.items import Item
from passend.evaluation.trec import Qrels

__all__ = ["LEARNING_MEASURES", "LINKING_MEASURES", "PLACING_MEASURES", "Task", "TaskError"]

LINKING_MEASURES = (
    "RR", "AP", "Success@1", "Success@5", "Success@10", "R@10", "nDCG@10", "R@100"
)  # fmt: skip
# Few leerbanen: at a cut of ten nearly every order would do.
LEARNING_MEASURES = ("nDCG@3", "expnDCG@3", "RR", "RP@3", "R@5")
PLACING_MEASURES = (
    "nDCG@10", "expnDCG@10", "RR(rel=2)", "P(rel=2)@5", "RP@10", "R@50"
)  # fmt: skip


class TaskError(ValueError):
    """A task cannot be made of the data that is given; the message says why."""


@dataclass(frozen=True)
class Task:
    """A ranking task. Every query has at least one document of grade ≥ 1.

    Parameters
    ----------
    name : str
        Its spec, as it stands in tables.
    queries, corpus : tuple of Item
    qrels : mapping of query id to (document id → grade 0..3)
        Holds exactly the queries; documents outside it are unjudged (``complete`` false) or of
        grade 0 (``complete`` true).
    measures : tuple of str
        In ir-measures' notation; the first one leads.
    slices : mapping of slice name to (query id → value)
        For tables per slice, such as ``{"kind": {"v01": "regulier"}}``.
    groups : mapping of document id to group id, or None
        What is ranked and judged instead of documents; a group has the score of its best document.
    crosswalk_free : bool
        Whether a ranker that loaded a published mapping may not take part.
    cut : int
        Documents kept per query, in the order of score and then of the corpus, as MELO does. At
        less than the corpus, the order of the corpus can matter where many scores are equal.
    complete : bool
        Whether every pair has been judged.
    left_out : int
        Queries without any relevant document: not part of the task.
    data : mapping of name to SHA-256
        Files read.
    """

    name: str
    queries: tuple[Item, ...]
    corpus: tuple[Item, ...]
    qrels: Qrels
    measures: tuple[str, ...]
    slices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: Mapping[str, str] | None = None
    crosswalk_free: bool = False
    cut: int = 100
    complete: bool = True
    left_out: int = 0
    data: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.queries or not self.corpus:
            raise TaskError(f"{self.name}: no query with a relevant document, or no document")
        if [query.id for query in self.queries] != list(self.qrels):
            raise TaskError(f"{self.name}: judgements and queries are not the same, in one order")
        empty = [query for query, grades in self.qrels.items() if not any(grades.values())]
        if empty:
            raise TaskError(f"{self.name}: query {empty[0]} has no relevant document")

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all that can change a number: texts, records, judgements, measures, cut."""
        parts = {
            "queries": [(item.id, item.text, repr(item.record)) for item in self.queries],
            "corpus": [(item.id, item.text, repr(item.record)) for item in self.corpus],
            "qrels": {query: sorted(grades.items()) for query, grades in self.qrels.items()},
            "groups": sorted((self.groups or {}).items()),
            "measures": self.measures,
            "cut": self.cut,
        }
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
