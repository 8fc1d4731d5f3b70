"""What no ranking can reach on a task: measures whose best value is below 1, and why."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import ir_measures

from passend.evaluation.results import TaskResult

from .numbers import number

__all__ = ["best_mean", "ceilings", "small_corpus"]

_FORM = re.compile(r"(?P<name>P|R|AP|RR|Success|Rprec)(?:\(rel=(?P<rel>\d+)\))?(?:@(?P<cut>\d+))?")
_CUT = re.compile(r".*@(\d+)")


def ceilings(task: TaskResult) -> list[str]:
    """A sentence per measure that cannot reach 1: on how many queries, why, and the best mean."""
    return [told for measure in task.measures if (told := _ceiling(task, measure))]


def best_mean(task: TaskResult, measure: str) -> float | None:
    """Mean of a ranking by grade over the queries with judgements; ``None`` = not worked out.

    It is worked out for P, R, AP, RR, Success and Rprec, with any ``rel`` and cut.
    """
    form = _form(measure)
    if form is None or not task.grades:
        return None
    kind, lowest, cut = form
    best = [_best(kind, count, cut) for count in _relevant(task, lowest)]
    return math.fsum(best) / len(best)


def small_corpus(task: TaskResult) -> str:
    """A warning when cuts hold half of the documents or more; empty otherwise."""
    high = [
        measure
        for measure in task.measures
        if (found := _CUT.fullmatch(measure)) and 2 * int(found[1]) >= task.documents
    ]
    if not high:
        return ""
    return (
        f"With {task.documents:,} documents any order scores high where half of them or more "
        f"stand above the cut ({', '.join(high)}): read these beside the run random."
    )


def _ceiling(task: TaskResult, measure: str) -> str:
    form, best = _form(measure), best_mean(task, measure)
    if form is None or best is None:
        return ""
    kind, lowest, cut = form
    counts = _relevant(task, lowest)
    grade = f" of grade {lowest} or more" if lowest > 1 else ""
    none = sum(not count for count in counts)
    why = []
    if none:
        why.append(f"{_queries(none)} no document{grade or ' that is relevant'} and count as 0")
    few = sum(0 < count < cut for count in counts) if kind == "P" and cut else 0
    if few:
        why.append(f"{_queries(few)} fewer than {cut} relevant documents{grade}")
    many = sum(count > cut for count in counts) if kind in ("R", "AP") and cut else 0
    if many:
        why.append(f"{_queries(many)} more than {cut} relevant documents{grade}")
    if not why:
        return ""
    return f"{measure} cannot reach 1: {'; '.join(why)}. The best possible mean is {number(best)}."


def _form(measure: str) -> tuple[str, int, int | None] | None:
    """Name, lowest relevant grade and cut; ``None`` = another measure."""
    try:
        name = str(ir_measures.parse_measure(measure))
    except (NameError, ValueError, TypeError, SyntaxError):
        return None  # ours, or not known
    found = _FORM.fullmatch(name)
    if found is None:
        return None
    return found["name"], int(found["rel"] or 1), int(found["cut"]) if found["cut"] else None


def _relevant(task: TaskResult, lowest: int) -> Sequence[int]:
    """Relevant documents per query."""
    return [
        sum(grade >= lowest for grade in grades.values())
        for _, grades in sorted(task.grades.items())
    ]


def _best(kind: str, relevant: int, cut: int | None) -> float:
    if not relevant:
        return 0.0
    if cut is None or kind not in ("P", "R", "AP"):
        return 1.0
    return min(relevant, cut) / (cut if kind == "P" else relevant)


def _queries(count: int) -> str:
    return f"{count:,} query has" if count == 1 else f"{count:,} queries have"
