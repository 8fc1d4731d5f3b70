"""What a ranking loses: an element taken away, typing errors, no codes, hardly anything known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from passend.evaluation.context import Context
from passend.evaluation.rankers import Ranker, make_ranker
from passend.evaluation.results import Sheet
from passend.evaluation.runner import ranked, values_of
from passend.evaluation.significance import compare
from passend.evaluation.specs import SpecError
from passend.evaluation.tasks import Task, TaskError, make_task
from passend.evaluation.tasks.coldstart import FORMS, sparse, uncoded
from passend.evaluation.tasks.perturbed import SIDES
from passend.evaluation.tasks.removal import elements_of, without
from passend.evaluation.tasks.typos import typos

__all__ = ["robustness"]

RATES = (0.05, 0.1, 0.2)
_COLUMNS = (
    "ranker", "change", "side", "changed", "queries", "{m}", "{m} intact", "delta", "low", "high"
)  # fmt: skip
_NOTE = """{m}, linear gain, with one change and, for the same queries and documents, intact; the
difference has a 95 % bootstrap interval over queries, not corrected for the number of rows.
changed: records that the change touches; what touches none has no row. queries: records that ask;
corpus: records that are ranked. Typing errors fall on words of four letters and more. "codes as
names" puts its name in the place of a code, "no codes" leaves what people typed. A row "only" knows
one thing of each person or vacancy and holds those alone that state it. Judgements are of the whole
records: a fact that decided a grade cannot be found again when it is gone, so a loss is no fault of
the ranker by itself; compare rankers, and elements, with each other."""


def robustness(
    context: Context,
    *rankers: str,
    task: str = 'persons("dev")',
    elements: bool = True,
) -> Sheet:
    """nDCG@10 without each element, with typing errors, without codes, and from a cold start.

    Parameters
    ----------
    rankers : str
        Specs; without any, ours and the strongest lexical baseline.
    task : str
        Spec of a task of records; its first measure is taken.
    elements : bool
        Whether each element is taken away in turn, the longest part.

    Raises
    ------
    SpecError
        If a ranker or the task is unknown, or the task has no records.
    """
    whole = make_task(task, context)
    if whole.queries[0].record is None or whole.corpus[0].record is None:
        raise SpecError(f"robustness: the items of {whole.name} have texts alone, no records")
    measure = whole.measures[0]
    changes = list(_changes(context, whole, elements=elements))
    rows: list[list[str | int | float | bool | None]] = []
    numbers: dict[str, float] = {}
    for spec in rankers or ("ours", "char_wb"):
        run = _Measured(make_ranker(spec, context), measure)
        numbers[f"{spec} intact"] = _mean(run.of(whole))
        rows.append([run.ranker.name, "none", None, 0, len(whole.queries), _mean(run.of(whole))])
        rows[-1] += [_mean(run.of(whole)), None, None, None]
        for change in changes:
            made, before = run.of(change.made), run.of(change.before)
            delta = compare(made, before, context.seed)
            numbers[f"{spec} {change.what} {change.side}"] = _mean(made)
            rows.append([run.ranker.name, change.what, change.side, change.touched, len(made)])
            rows[-1] += [_mean(made), _mean(before), delta.difference, delta.low, delta.high]
    return Sheet(
        name="robustness",
        title=f"Robustness on {whole.name}",
        note=" ".join(_NOTE.format(m=measure).split()),
        columns=[column.format(m=measure) for column in _COLUMNS],
        rows=rows,
        numbers=numbers,
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a task, and what it is compared with: the same queries and documents intact."""

    what: str
    side: str
    made: Task
    before: Task

    @property
    def touched(self) -> int:
        """Records that differ."""
        old = (*self.before.queries, *self.before.corpus)
        new = (*self.made.queries, *self.made.corpus)
        return sum(a.record != b.record for a, b in zip(old, new, strict=True))


def _changes(context: Context, whole: Task, *, elements: bool) -> Iterator[_Change]:
    """Every change that touches a record. Of parts of parts, only those of jobs are taken."""
    for change in chain(
        _removals(context, whole) if elements else (),
        _errors(context, whole),
        _cold_starts(context, whole),
    ):
        if change.touched:
            yield change


def _removals(context: Context, whole: Task) -> Iterator[_Change]:
    for side, items in (("queries", whole.queries), ("corpus", whole.corpus)):
        record = items[0].record
        known = elements_of(type(record)) if record is not None else ()
        for element in known:
            if "." in element and not element.startswith("experience."):
                continue
            made = without(context, whole, element, side=side)
            yield _Change(f"without {element}", side, made, whole)


def _errors(context: Context, whole: Task) -> Iterator[_Change]:
    for rate in RATES:
        for side in SIDES:
            made = typos(context, whole, rate, side)
            yield _Change(f"typing errors {rate:g}", side, made, whole)


def _cold_starts(context: Context, whole: Task) -> Iterator[_Change]:
    for what, labels in (("codes as names", True), ("no codes", False)):
        for side in SIDES:
            yield _Change(what, side, uncoded(context, whole, labels=labels, side=side), whole)
    for form, (kind, _) in FORMS.items():
        side = "queries" if isinstance(whole.queries[0].record, kind) else "corpus"
        try:
            made = sparse(context, whole, form)
            before = sparse(context, whole, form, intact=True)
        except TaskError:
            continue
        if len(made.queries) > 1:
            yield _Change(f"only {form}", side, made, before)


class _Measured:
    """Values of one ranker; what several changes are compared with is ranked once."""

    def __init__(self, ranker: Ranker, measure: str) -> None:
        self.ranker, self._measure = ranker, measure
        self._known: dict[str, dict[str, float]] = {}

    def of(self, task: Task) -> dict[str, float]:
        """Value of each query."""
        if task.digest not in self._known:
            values = values_of(task, ranked(self.ranker, task))
            self._known[task.digest] = values[self._measure]
        return self._known[task.digest]


def _mean(values: Mapping[str, float]) -> float:
    return sum(values.values()) / len(values)
