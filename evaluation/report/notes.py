"""What must be known to read the numbers of a task: size, judgements, gain, tests."""

from __future__ import annotations

from passend.evaluation.results import TaskResult
from passend.evaluation.significance import FEWEST, FLIPS, LEVEL, POWER, RESAMPLES, all_flips

from .ceilings import ceilings, small_corpus
from .numbers import number

__all__ = ["LETTERS", "SECONDS", "gain", "judgements", "notes", "size", "testing"]

LETTERS = (
    "Letters after a value name the runs that this run is significantly better than: paired "
    "t-test, two-sided, p < .05, corrected by Holm over all pairs of runs, per measure."
)
SECONDS = "Seconds are wall time on the machine of the run card, for orientation only."


def notes(task: TaskResult, seed: int, *, seconds: bool = True) -> tuple[str, ...]:
    """All that belongs under the main table, a sentence or two each."""
    found = [size(task), judgements(task), gain(task.measures), *ceilings(task)]
    found += [small_corpus(task), testing(task, seed)]
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
        return "Every pair counts as judged: what the judgements do not list is not relevant."
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


def testing(task: TaskResult, seed: int) -> str:
    """Intervals, tests and what they can show with so many queries, with the seed."""
    others = sum(run.ranker != task.baseline for run in task.runs)
    compared = others if 0 < others < len(task.runs) and task.queries > 1 else 0
    parts = [_intervals(task.queries), *_against(task.queries, compared), f"Seed {seed}."]
    return " ".join(parts)


def _intervals(queries: int) -> str:
    if queries < FEWEST:
        return f"No intervals: with fewer than {FEWEST} queries they would be far too narrow."
    return (
        f"Intervals: 95 %, percentile bootstrap over queries, {RESAMPLES:,} resamples; with few "
        "queries they are somewhat narrow."
    )


def _against(queries: int, compared: int) -> list[str]:
    """On the comparisons with the baseline, of which there are ``compared`` per measure."""
    if not compared:
        return []
    flips = f"all {2**queries:,}" if all_flips(queries) else f"{FLIPS:,}"
    step = "one comparison, so uncorrected"
    if compared > 1:
        step = f"{number(LEVEL, 2)} / {compared}, the first step of Holm"
    parts = [
        f"Against the baseline: paired t-test and paired randomisation test ({flips} sign flips), "
        "two-sided, corrected by Holm over all runs that are compared with the baseline on this "
        f"task and measure ({compared}).",
        "Detectable: the smallest true mean difference that the t-test finds with "
        f"{100 * POWER:.0f} % power at p < {number(LEVEL, 2)} ({step}), if differences are normal "
        "and vary as they do here.",
    ]
    least = 2.0 ** (1 - queries)
    if least * compared >= LEVEL:
        by_holm = f" before Holm over {compared} comparisons" if compared > 1 else ""
        parts.append(
            f"The randomisation test cannot reach {number(LEVEL, 2)} here: with {queries} queries "
            f"its smallest p is {number(least)}{by_holm}."
        )
    return parts


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
