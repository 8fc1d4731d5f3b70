"""A judged person–vacancy collection: records, judgements of several judges, splits.

Layout of a folder: ``persons*.jsonl`` and ``vacancies*.jsonl`` in the file form, and
``judge-<name>.tsv`` with ``vacancy person grade feasible reason``. A judge considers every pair
and lists those with a grade of at least 1, or says in the first line that only the listed pairs
were considered (:mod:`passend.evaluation.judging.form`).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from sklearn.metrics import cohen_kappa_score

from passend.engine.model import Jobseeker, Vacancy
from passend.evaluation.judging.form import Feasible, Judgement, Pair, read_judgements
from passend.index.sources import Kind, Record, UnreadableFile, read_records

from .errors import DataError
from .specs import SpecError

__all__ = [
    "Collection",
    "Feasible",
    "Judgement",
    "Pair",
    "Split",
    "agreement",
    "qrels",
    "read_collection",
    "split_of",
]

_AS_OF = date(2026, 11, 25)


class Split(StrEnum):
    """Part of a collection: steer by ``DEV``, report ``TEST`` once."""

    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Collection:
    """Records by id, who holds each, and what judges said.

    Parameters
    ----------
    judges : mapping of name to (pair (vacancy, person) → judgement)
        The listed pairs.
    partial : frozenset of str
        Judges who considered only the pairs that they list, grade 0 among them. The others
        considered every pair: what they do not list has grade 0.
    """

    name: str
    persons: Mapping[str, Jobseeker]
    vacancies: Mapping[str, Vacancy]
    sources: Mapping[str, str]
    judges: Mapping[str, Mapping[Pair, Judgement]]
    partial: frozenset[str] = frozenset()

    def is_complete(self, judge: str) -> bool:
        """Whether a judge considered every pair of the collection."""
        size = len(self.vacancies) * len(self.persons)
        return judge not in self.partial or len(self.judges[judge]) == size

    def considered(self, *judges: str) -> list[Pair]:
        """Pairs that every one of these judges considered, by vacancy and person."""
        kept = [self.judges[judge] for judge in judges if judge in self.partial]
        if kept:
            return sorted(pair for pair in kept[0] if all(pair in one for one in kept))
        return [(vacancy, person) for vacancy in self.vacancies for person in self.persons]


def read_collection(folder: Path) -> Collection:
    """Read a collection.

    Raises
    ------
    DataError
        With file and line, at the first record that is rejected or the first line of judgements
        that has another form, an unknown id, or a pair that stands twice.
    """
    sources: dict[str, str] = {}
    persons: dict[str, Any] = _records(folder, "persons*.jsonl", "person", sources)
    vacancies: dict[str, Any] = _records(folder, "vacancies*.jsonl", "vacancy", sources)
    read = {
        path.stem.removeprefix("judge-"): read_judgements(path, vacancies, persons)
        for path in sorted(folder.glob("judge-*.tsv"))
    }
    return Collection(
        folder.name,
        persons,
        vacancies,
        sources,
        judges={name: judged for name, (judged, _) in read.items()},
        partial=frozenset(name for name, (_, partial) in read.items() if partial),
    )


def qrels(
    collection: Collection, judge: str, *, by: Kind, final: bool = False
) -> dict[str, dict[str, int]]:
    """Judgements of one judge as qrels; every query of the collection is there.

    A document that is not there has grade 0 when the judge is complete, else it is not judged.

    Parameters
    ----------
    by : {"vacancy", "person"}
        Which side asks.
    final : bool
        Whether a pair that is not feasible counts as grade 0; else fit alone.

    Raises
    ------
    SpecError
        If the collection has no such judge.
    """
    judgements = _judged_by(collection, judge)
    queries = collection.vacancies if by == "vacancy" else collection.persons
    found: dict[str, dict[str, int]] = {query: {} for query in queries}
    for (vacancy, person), judged in judgements.items():
        query, document = (vacancy, person) if by == "vacancy" else (person, vacancy)
        blocked = final and judged.feasible is Feasible.NO
        found[query][document] = 0 if blocked else judged.grade
    return found


def agreement(collection: Collection, first: str, second: str) -> dict[str, float]:
    """How two judges agree on the pairs that both considered.

    Returns
    -------
    dict
        ``kappa``: quadratically weighted over all these pairs; ``kappa_listed``: the same over the
        pairs to which either gives at least 1; ``feasible``: plain kappa of feasibility over the
        pairs to which both do. Each −1..1. A kappa that is not defined (no pair, or the same
        value everywhere) is left out.

    Raises
    ------
    SpecError
        If the collection has no such judge.

    Source
    ------
    Cohen, Weighted kappa, Psychological Bulletin 1968; scikit-learn.
    """
    a, b = _judged_by(collection, first), _judged_by(collection, second)
    pairs = collection.considered(first, second)
    grades = [(_grade(a, pair), _grade(b, pair)) for pair in pairs]
    both = [pair for pair, (one, two) in zip(pairs, grades, strict=True) if one and two]
    found = {
        "kappa": _kappa(grades, labels=[0, 1, 2, 3], weights="quadratic"),
        "kappa_listed": _kappa(
            [row for row in grades if any(row)], labels=[0, 1, 2, 3], weights="quadratic"
        ),
        "feasible": _kappa([(a[pair].feasible, b[pair].feasible) for pair in both]),
    }
    return {name: value for name, value in found.items() if value is not None}


def split_of(identifier: str) -> Split:
    """Split of a record: half of the ids each, fixed by the id alone."""
    return Split.DEV if zlib.crc32(identifier.encode()) % 2 == 0 else Split.TEST


def _judged_by(collection: Collection, judge: str) -> Mapping[Pair, Judgement]:
    if judge not in collection.judges:
        known = ", ".join(sorted(collection.judges)) or "none"
        raise SpecError(f"{collection.name} has no judge {judge!r}; judges: {known}")
    return collection.judges[judge]


def _kappa(rows: Sequence[tuple[object, object]], **options: object) -> float | None:
    """Cohen's kappa of what two judges said of each pair; ``None`` = not defined."""
    if len({value for row in rows for value in row}) < 2:
        return None
    first, second = zip(*rows, strict=True)
    return float(cohen_kappa_score(first, second, **options))


def _grade(judged: Mapping[Pair, Judgement], pair: Pair) -> int:
    return judged[pair].grade if pair in judged else 0


def _records(
    folder: Path, files: str, kind: Kind, sources: dict[str, str]
) -> dict[str, Jobseeker | Vacancy]:
    """Records of one kind by id; notes in ``sources`` who holds each."""
    paths = sorted(folder.glob(files))
    if not paths:
        raise DataError(folder, None, f"has no file of records of kind {kind}")
    found: dict[str, Jobseeker | Vacancy] = {}
    for path in paths:
        try:
            rows = list(read_records(path, today=_AS_OF, kind=kind))
        except UnreadableFile as error:
            raise DataError(path, None, str(error)) from error
        for row in rows:
            if not isinstance(row, Record):
                raise DataError(path, row.position, row.problems[0].message("en"))
            if row.key in sources:
                raise DataError(path, row.position, f"id {row.key} stands twice")
            sources[row.key] = row.source
            found[row.key] = row.domain
    return dict(sorted(found.items()))
