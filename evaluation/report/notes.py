"""What must be known to read the numbers of a task: size, judgements, gain, tests."""

from __future__ import annotations

import re

from passend.evaluation.results import TaskResult
from passend.evaluation.significance import FLIPS, RESAMPLES

__all__ = ["LETTERS", "SECONDS", "gain", "judgements", "notes", "size", "testing"]

_RECALL = re.compile(r"R(?:\(rel=(\d+)\))?@(\d+)")
LETTERS = (
    "Letters after a value name the runs that this run is significantly better than: paired "
    "t-test, two-sided, p < .05, corrected by Holm over all pairs of runs, per measure."
)
SECONDS = "Seconds are wall time on the machine of the run card, for orientation only."


def notes(task: TaskResult, seed: int, *, seconds: bool = True) -> tuple[str, ...]:
    """All that belongs under the main table, a sentence or two each."""
    found = [size(task), judgements(task), gain(task.measures), *_recall(task), testing(seed)]
    if len(task.runs) > 1:
        found.append(LETTERS)
    if seconds and any(run.seconds for run in task.runs):
        found.append(SECONDS)
    return tuple(part for part in found if part)


def size(task: TaskResult) -> str:
    """Queries, documents and judgements."""
    out = f"; {task.left_out} more left out, without any relevant document" if task.left_out else ""
    return (
        f"{_count(task.queries, 'query', 'queries')}{out}; "
        f"{_count(task.documents, 'document', 'documents')}; "
        f"{_count(task.relevant, 'relevant pair', 'relevant pairs')}. "
        "Means run over all these queries: one without an answer counts as an empty ranking."
    )


def judgements(task: TaskResult) -> str:
    """How documents without a judgement count."""
    if task.complete:
        return "Every pair was judged."
    return (
        "Not every pair was judged: what is not judged counts as not relevant. Judged@10 is the "
        "share of a run's first ten that was judged."
    )


def gain(measures: list[str] | tuple[str, ...]) -> str:
    """Gain of each kind of nDCG among the measures; empty when there is none."""
    parts = []
    if any(measure.startswith("nDCG") for measure in measures):
        parts.append("nDCG has linear gain")
    if any(measure.startswith("expnDCG") for measure in measures):
        parts.append("expnDCG exponential gain, 2^rel − 1")
    return "; ".join(parts) + "." if parts else ""


def testing(seed: int) -> str:
    """Interval and tests, with the seed."""
    return (
        f"Intervals: 95 %, bootstrap over queries, {RESAMPLES:,} resamples. Against the baseline: "
        f"paired t-test and paired randomisation test ({FLIPS:,} sign flips), two-sided, corrected "
        f"by Holm over all runs that are compared with the baseline on this task and measure. "
        f"Seed {seed}."
    )


def _recall(task: TaskResult) -> list[str]:
    """Recall that cannot reach 1."""
    found = []
    for measure in task.measures:
        match = _RECALL.fullmatch(measure)
        if match is None:
            continue
        lowest, cut = int(match[1] or 1), int(match[2])
        many = sum(
            sum(grade >= lowest for grade in grades.values()) > cut
            for grades in task.grades.values()
        )
        if many:
            verb = "has" if many == 1 else "have"
            found.append(
                f"{measure} cannot reach 1: {_count(many, 'query', 'queries')} {verb} more than "
                f"{cut} relevant documents."
            )
    return found


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
