"""A judged person–vacancy collection: records, judgements of several judges, splits.

Layout of a folder: ``persons*.jsonl`` and ``vacancies*.jsonl`` in the file form, and
``judge-<name>.tsv`` with ``vacancy person grade feasible reason``. A judge considers every pair
and lists those with a grade of at least 1: what is not listed has grade 0.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from sklearn.metrics import cohen_kappa_score

from passend.engine.model import Jobseeker, Vacancy
from passend.index.sources import Kind, Record, UnreadableFile, read_records

from .errors import DataError

__all__ = [
    "Collection",
    "Feasible",
    "Judgement",
    "Split",
    "agreement",
    "qrels",
    "read_collection",
    "split_of",
]

GRADES = range(1, 4)
_AS_OF = date(2026, 11, 25)


class Feasible(StrEnum):
    """Whether a pair is feasible by what the records state."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Split(StrEnum):
    """Part of a collection: steer by ``DEV``, report ``TEST`` once."""

    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One pair by one judge; ``grade`` 1..3, ``reason`` why it is not feasible, or ``None``."""

    grade: int
    feasible: Feasible
    reason: str | None


@dataclass(frozen=True, slots=True)
class Collection:
    """Records by id, who holds each, and per judge the listed pairs (vacancy, person)."""

    name: str
    persons: Mapping[str, Jobseeker]
    vacancies: Mapping[str, Vacancy]
    sources: Mapping[str, str]
    judges: Mapping[str, Mapping[tuple[str, str], Judgement]]


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
    judges = {
        path.stem.removeprefix("judge-"): _judgements(path, vacancies, persons)
        for path in sorted(folder.glob("judge-*.tsv"))
    }
    return Collection(folder.name, persons, vacancies, sources, judges)


def qrels(
    collection: Collection, judge: str, *, by: Kind, final: bool = False
) -> dict[str, dict[str, int]]:
    """Judgements of one judge as qrels; every query of the collection is there.

    Parameters
    ----------
    by : {"vacancy", "person"}
        Which side asks.
    final : bool
        Whether a pair that is not feasible counts as grade 0; else fit alone.
    """
    queries = collection.vacancies if by == "vacancy" else collection.persons
    found: dict[str, dict[str, int]] = {query: {} for query in queries}
    for (vacancy, person), judged in collection.judges[judge].items():
        query, document = (vacancy, person) if by == "vacancy" else (person, vacancy)
        blocked = final and judged.feasible is Feasible.NO
        found[query][document] = 0 if blocked else judged.grade
    return found


def agreement(collection: Collection, first: str, second: str) -> dict[str, float]:
    """How two judges agree.

    Returns
    -------
    dict
        ``kappa``: quadratically weighted over all pairs; ``kappa_listed``: the same over the pairs
        that either lists; ``feasible``: plain kappa of feasibility over the pairs that both list.

    Source
    ------
    Cohen, Weighted kappa, Psychological Bulletin 1968; scikit-learn.
    """
    a, b = collection.judges[first], collection.judges[second]
    pairs = [(v, p) for v in collection.vacancies for p in collection.persons]
    listed = sorted(set(a) | set(b))
    both = sorted(set(a) & set(b))
    return {
        "kappa": _kappa(_grades(a, pairs), _grades(b, pairs)),
        "kappa_listed": _kappa(_grades(a, listed), _grades(b, listed)),
        "feasible": float(
            cohen_kappa_score([a[p].feasible for p in both], [b[p].feasible for p in both])
        ),
    }


def split_of(identifier: str) -> Split:
    """Split of a record: half of the ids each, fixed by the id alone."""
    return Split.DEV if zlib.crc32(identifier.encode()) % 2 == 0 else Split.TEST


def _kappa(first: list[int], second: list[int]) -> float:
    return float(cohen_kappa_score(first, second, labels=[0, 1, 2, 3], weights="quadratic"))


def _grades(
    judged: Mapping[tuple[str, str], Judgement], pairs: Iterable[tuple[str, str]]
) -> list[int]:
    return [judged[pair].grade if pair in judged else 0 for pair in pairs]


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


def _judgements(
    path: Path, vacancies: Mapping[str, object], persons: Mapping[str, object]
) -> dict[tuple[str, str], Judgement]:
    found: dict[tuple[str, str], Judgement] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        columns = line.split("\t")
        if len(columns) != 5:
            raise DataError(path, number, f"{len(columns)} columns, expected 5")
        vacancy, person, grade, feasible, reason = columns
        if vacancy not in vacancies or person not in persons:
            raise DataError(path, number, f"{vacancy} or {person} is not in the collection")
        if grade not in {str(value) for value in GRADES}:
            raise DataError(path, number, f"grade {grade!r} may not occur")
        if feasible not in set(Feasible):
            raise DataError(path, number, f"feasible is {feasible!r}, not yes, no or unknown")
        if (vacancy, person) in found:
            raise DataError(path, number, f"{vacancy} and {person} are judged twice")
        found[vacancy, person] = Judgement(
            int(grade), Feasible(feasible), None if reason == "-" else reason
        )
    return found
