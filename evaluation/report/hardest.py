"""Single queries worth reading: where a run loses most, gains most, and does worst."""

from __future__ import annotations

from dataclasses import dataclass

from passend.evaluation.results import RunResult, TaskResult

__all__ = ["Hardest", "Query", "Ranked", "focus_of", "hardest", "paired"]

OWN = "ours"
_TIE = 1e-9


_SHORT = 60


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document in a ranking; ``grade`` ``None`` = not judged."""

    document: str
    text: str
    grade: int | None

    @property
    def name(self) -> str:
        """The document's id; of an address the last part."""
        return (
            self.document.rstrip("/").rpartition("/")[2]
            if "://" in self.document
            else self.document
        )

    @property
    def label(self) -> str:
        """What tells a person which document it is: a text that is short, else the id."""
        known = self.text != self.document and len(self.text) <= _SHORT
        return self.text if known else self.name

    @property
    def mark(self) -> str:
        """The grade as it is shown: g3, g2, g1, – (not relevant) or ? (not judged)."""
        if self.grade is None:
            return "?"
        return f"g{self.grade}" if self.grade else "–"


@dataclass(frozen=True, slots=True)
class Query:
    """One query with the rankings of the run and of the baseline, at most ten documents each.

    ``baseline`` ``None`` = there is nothing to compare with, and ``right`` is empty.
    """

    query: str
    text: str
    value: float
    baseline: float | None
    left: tuple[Ranked, ...]
    right: tuple[Ranked, ...]

    @property
    def label(self) -> str:
        """The id, with the text where that is short and says more."""
        if self.text == self.query or len(self.text) > _SHORT:
            return self.query
        return f"{self.query} {self.text}"

    @property
    def difference(self) -> float | None:
        """Run − baseline; ``None`` without a baseline."""
        return None if self.baseline is None else self.value - self.baseline


@dataclass(frozen=True, slots=True)
class Hardest:
    """Queries of one run, on the leading measure; each list begins with the most extreme."""

    ranker: str
    baseline: str | None
    measure: str
    losses: tuple[Query, ...]
    gains: tuple[Query, ...]
    lowest: tuple[Query, ...]


def focus_of(task: TaskResult, wanted: str | None = None) -> RunResult | None:
    """The run to look at closely.

    It is the one that is wanted, else the one that is called "ours", else the best on the leading
    measure that is not the baseline, else the baseline; ``None`` when the task has no runs.
    """
    by_name = {run.ranker: run for run in task.runs}
    for name in (wanted, OWN):
        if name is not None and name in by_name:
            return by_name[name]
    others = [run for run in task.runs if run.ranker != task.baseline] or task.runs
    lead = task.measures[0]
    return max(others, key=lambda run: sum(run.values[lead].values()), default=None)


def paired(task: TaskResult, run: RunResult) -> dict[str, float] | None:
    """Values of the baseline on the leading measure; ``None`` if there is none beside the run."""
    if run.ranker == task.baseline or not any(r.ranker == task.baseline for r in task.runs):
        return None
    return task.run(task.baseline).values[task.measures[0]]


def hardest(task: TaskResult, wanted: str | None = None, most: int = 5) -> Hardest | None:
    """Queries of the run that :func:`focus_of` gives; ``None`` when the task has no runs.

    Parameters
    ----------
    most : int
        Queries per list.
    """
    run = focus_of(task, wanted)
    if run is None:
        return None
    measure = task.measures[0]
    values, base = run.values[measure], paired(task, run)
    queries = sorted(values)
    differences = {q: values[q] - base[q] for q in queries} if base is not None else {}
    lost = [q for q in sorted(differences, key=lambda q: differences[q]) if differences[q] < -_TIE]
    won = [q for q in sorted(differences, key=lambda q: -differences[q]) if differences[q] > _TIE]
    low = sorted(queries, key=lambda q: values[q])
    rival = None if base is None else task.run(task.baseline)

    def told(chosen: list[str]) -> tuple[Query, ...]:
        return tuple(_query(task, key, run, rival) for key in chosen[:most])

    return Hardest(
        ranker=run.ranker,
        baseline=None if rival is None else rival.ranker,
        measure=measure,
        losses=told(lost),
        gains=told(won),
        lowest=told(low),
    )


def _query(task: TaskResult, query: str, run: RunResult, rival: RunResult | None) -> Query:
    measure = task.measures[0]
    return Query(
        query=query,
        text=task.texts.get(query, query),
        value=run.values[measure][query],
        baseline=None if rival is None else rival.values[measure][query],
        left=_ranking(task, query, run),
        right=() if rival is None else _ranking(task, query, rival),
    )


def _ranking(task: TaskResult, query: str, run: RunResult) -> tuple[Ranked, ...]:
    grades = task.grades.get(query, {})
    unlisted = 0 if task.complete else None
    return tuple(
        Ranked(document, task.texts.get(document, document), grades.get(document, unlisted))
        for document, _ in run.top.get(query, [])
    )
