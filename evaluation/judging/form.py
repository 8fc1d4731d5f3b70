"""The file of one judge: ``vacancy person grade feasible reason``, tab-separated, a line a pair.

Without a first line :data:`HEADER` the judge considered every pair of the collection and lists
those with a grade of at least 1: what is not listed has grade 0. With it only the listed pairs were
considered, grade 0 among them (``feasible`` and ``reason`` are ``-``): the rest is not judged.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from passend.evaluation.errors import DataError
from passend.evaluation.files import read_text

__all__ = [
    "HEADER",
    "Feasible",
    "Judgement",
    "Pair",
    "judgement_text",
    "read_judgements",
    "replace_file",
]

HEADER = "# judged in part: only the pairs below were considered"
_GRADES = ("0", "1", "2", "3")
_NONE = "-"

Pair = tuple[str, str]
"""Ids of a vacancy and a person."""


class Feasible(StrEnum):
    """Whether a pair is feasible by what the records state."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One pair by one judge.

    Parameters
    ----------
    grade : int
        0..3; 0 stands only in the file of a judge who considered a part of the pairs.
    feasible : Feasible or None
        ``None`` for grade 0: not asked.
    reason : str or None
        Why it is not feasible; ``None`` when it is, or nobody knows.
    """

    grade: int
    feasible: Feasible | None
    reason: str | None


def read_judgements(
    path: Path, vacancies: Container[str], persons: Container[str]
) -> tuple[dict[Pair, Judgement], bool]:
    """Listed pairs in the order of the file, and whether the judge considered only those.

    Raises
    ------
    DataError
        At the first line of another form, with an unknown id, or a pair that stands twice.
    """
    lines = read_text(path).splitlines()
    partial = lines[:1] == [HEADER]
    found: dict[Pair, Judgement] = {}
    for number, line in enumerate(lines, start=1):
        if partial and number == 1:
            continue
        pair, judged = _parsed(path, number, line, partial=partial)
        vacancy, person = pair
        if vacancy not in vacancies or person not in persons:
            raise DataError(path, number, f"{vacancy} or {person} is not in the collection")
        if pair in found:
            raise DataError(path, number, f"{vacancy} and {person} are judged twice")
        found[pair] = judged
    return found, partial


def judgement_text(judged: Mapping[Pair, Judgement]) -> str:
    """File of a judge who considered these pairs only: by vacancy, grade descending, person."""
    return "".join(_lines(judged))


def replace_file(path: Path, text: str) -> None:
    """Write a text; the file appears whole or not at all, and is on disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.with_name(f".{path.name}.part")
    try:
        with work.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(work, path)
    finally:
        work.unlink(missing_ok=True)


def _lines(judged: Mapping[Pair, Judgement]) -> Iterator[str]:
    yield f"{HEADER}\n"
    order = sorted(judged.items(), key=lambda item: (item[0][0], -item[1].grade, item[0][1]))
    for (vacancy, person), one in order:
        columns = (vacancy, person, str(one.grade), one.feasible or _NONE, one.reason or _NONE)
        yield "\t".join(columns) + "\n"


def _parsed(path: Path, number: int, line: str, *, partial: bool) -> tuple[Pair, Judgement]:
    columns = line.split("\t")
    if len(columns) != 5:
        raise DataError(path, number, f"{len(columns)} columns, expected 5")
    vacancy, person, grade, feasible, reason = columns
    if grade not in _GRADES[0 if partial else 1 :]:
        raise DataError(path, number, f"grade {grade!r} may not occur")
    if grade == "0":
        if (feasible, reason) != (_NONE, _NONE):
            raise DataError(path, number, "grade 0 with a feasibility or a reason, not - and -")
        return (vacancy, person), Judgement(0, None, None)
    if feasible not in set(Feasible):
        raise DataError(path, number, f"feasible is {feasible!r}, not yes, no or unknown")
    told = None if reason == _NONE else reason
    return (vacancy, person), Judgement(int(grade), Feasible(feasible), told)
