"""One evaluation: rankers on tasks, checks beside them, one results folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from passend.engine.model import Vacancy

from .checks import run_check
from .context import Context
from .fingerprint import canonical, ranker_digest, sheet_digest
from .folder import Done, Folder
from .growing import compared, current, grown, joined
from .items import Item
from .measures import ranking
from .rankers import Ranker, make_ranker, resources_of
from .rankers.base import UnsuitableTaskError
from .results import Card, LoadedResource, Results, RunResult, Sheet, TaskResult
from .runner import CrosswalkError, ranked, values_of
from .specs import SpecError
from .tasks import Task, make_task

__all__ = ["Plan", "Step", "evaluate"]

_TOP = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What to evaluate, as specs.

    ``baseline``: spec or name of the ranker that others are compared with; ``None`` = the one of
    before in a folder that grows, else the first one. A ranker that stands twice takes part once.
    ``crosswalk_free``: whether rankers that loaded a published mapping are kept from tasks that it
    is the key of.
    """

    tasks: Sequence[str]
    rankers: Sequence[str]
    checks: Sequence[str] = ()
    baseline: str | None = None
    crosswalk_free: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """Something done, for showing progress.

    ``ranker`` ``None`` = a check, of the name ``task``. ``value`` is the mean of the leading
    measure, for a check whether it passed (1 or 0), ``None`` when it only measures. ``reused``: it
    was in the folder. ``refused`` says why a ranker could not take part.
    """

    task: str
    ranker: str | None = None
    measure: str = ""
    value: float | None = None
    reused: bool = False
    refused: str | None = None


Told = Callable[[Step], None]


def evaluate(
    plan: Plan, folder: Folder, context: Context, card: Card, told: Told = lambda _step: None
) -> Results:
    """Do what is not done yet, write the results, and return all that the folder holds.

    Raises
    ------
    SpecError, DataError, TaskError, RankerError
        At the first thing that cannot be used. Runs finished before it stay in the folder.
    """
    before = folder.results()
    tasks = {task.task: task for task in before.tasks} if before else {}
    sheets = current(before.sheets if before else (), context)
    card = grown(card, before)
    entrants = _entrants(plan.rankers, context)
    digests: dict[str, str] = {}
    for spec in plan.tasks:
        task = make_task(spec, context)
        if digests.setdefault(task.name, task.digest) != task.digest:
            raise SpecError(f"two tasks of other data are called {task.name}: use two folders")
        older = tasks.get(task.name)
        older = older if older is not None and older.digest == task.digest else None
        baseline = _baseline(plan, entrants, older, context)
        found = _measured(plan, task, entrants, folder, told)
        tasks[task.name] = compared(joined(older, found), baseline)
        folder.write(_results(folder, card, tasks, sheets))
    for spec in plan.checks:
        key, data = canonical(spec), sheet_digest(spec, context)
        new = key not in sheets
        sheet = run_check(spec, context) if new else sheets[key]
        passed = None if sheet.passed is None else float(sheet.passed)
        told(Step(spec, value=passed, reused=not new))
        sheets[key] = sheet.model_copy(update={"spec": key, "data": data})
        folder.write(_results(folder, card, tasks, sheets))
    results = _results(folder, card, tasks, sheets)
    folder.write(results)
    return results


@dataclass(frozen=True, slots=True)
class _Entrant:
    """A ranker that takes part; ``digest`` is of before it was fitted to anything."""

    ranker: Ranker
    spec: str
    digest: str


def _entrants(specs: Sequence[str], context: Context) -> list[_Entrant]:
    """Each ranker once; two that results could not tell apart are refused."""
    found: dict[str, _Entrant] = {}
    for key, spec in {canonical(spec): spec for spec in specs}.items():
        ranker = make_ranker(spec, context)
        if ranker.name in found:
            other = found[ranker.name].spec
            raise SpecError(f"{other} and {key} are both called {ranker.name}: give one alone")
        digest = ranker_digest(ranker, spec, context.settings)
        found[ranker.name] = _Entrant(ranker, key, digest)
    return list(found.values())


def _baseline(
    plan: Plan, entrants: Sequence[_Entrant], older: TaskResult | None, context: Context
) -> str | None:
    """Name of the ranker that a plan compares with, ``None`` when it names none.

    Raises
    ------
    SpecError
        If it neither takes part nor is in the folder.
    """
    if plan.baseline is None:
        return None
    names = [one.ranker.name for one in entrants]
    names += [run.ranker for run in older.runs] if older else []
    if plan.baseline in names:
        return plan.baseline
    name = make_ranker(plan.baseline, context).name
    if name not in names:
        raise SpecError(f"baseline {plan.baseline} is none of the rankers: {', '.join(names)}")
    return name


def _measured(
    plan: Plan,
    task: Task,
    entrants: Sequence[_Entrant],
    folder: Folder,
    told: Told,
) -> TaskResult:
    runs: list[RunResult] = []
    refused: dict[str, str] = {}
    texts: dict[str, str] = {item.id: _text(item) for item in task.queries}
    by_id = _ranked_items(task)
    for entrant in entrants:
        name = entrant.ranker.name
        try:
            done, new = _done(plan, task, entrant, folder)
        except (CrosswalkError, UnsuitableTaskError) as error:
            refused[name] = str(error)
            told(Step(task.name, name, refused=str(error)))
            continue
        result = _result(task, done, folder.run_of(done))
        for row in result.top.values():
            texts.update((key, _text(by_id[key])) for key, _ in row if key in by_id)
        lead = task.measures[0]
        mean = sum(result.values[lead].values()) / len(task.queries)
        told(Step(task.name, name, lead, mean, reused=not new))
        runs.append(result)
    return TaskResult(
        task=task.name,
        digest=task.digest,
        data=dict(task.data),
        queries=len(task.queries),
        left_out=task.left_out,
        documents=len(set(task.groups.values())) if task.groups else len(task.corpus),
        relevant=sum(grade > 0 for grades in task.qrels.values() for grade in grades.values()),
        measures=list(task.measures),
        complete=task.complete,
        slices={name: dict(row) for name, row in task.slices.items()},
        grades={query: dict(grades) for query, grades in task.qrels.items()},
        texts=texts,
        baseline="",
        runs=runs,
        refused=refused,
    )


def _done(plan: Plan, task: Task, entrant: _Entrant, folder: Folder) -> tuple[Done, bool]:
    """The finished run, and whether it was made now."""
    ranker = entrant.ranker
    names = (task.name, task.digest, ranker.name, entrant.digest)
    known = folder.found(*names)
    if known is not None:
        _check_crosswalk(plan, task, ranker, known.resources)
        return known, False
    start = time.perf_counter()
    run = ranked(ranker, task, crosswalk_free=plan.crosswalk_free)
    seconds = time.perf_counter() - start
    loaded = _loaded(ranker)
    _check_crosswalk(plan, task, ranker, loaded)
    return folder.keep(*names, run, loaded, seconds), True


def _check_crosswalk(
    plan: Plan, task: Task, ranker: Ranker, loaded: list[LoadedResource] | None
) -> None:
    """Refuse a mapping that was loaded while fitting, or for a run that a looser plan made."""
    keys = [part.name for part in loaded or () if part.crosswalk]
    if plan.crosswalk_free and task.crosswalk_free and keys:
        raise CrosswalkError(
            f"{ranker.name} loaded {', '.join(keys)}, which holds a published mapping: its scores"
            f" on {task.name} would be void"
        )


def _result(task: Task, done: Done, run: dict[str, dict[str, float]]) -> RunResult:
    return RunResult(
        ranker=done.ranker,
        values=values_of(task, run),
        resources=done.resources,
        seconds=round(done.seconds, 2),
        run_digest=done.run_digest,
        top={q: [(d, scores[d]) for d in ranking(scores)[:_TOP]] for q, scores in run.items()},
    )


def _loaded(ranker: Ranker) -> list[LoadedResource] | None:
    stated = resources_of(ranker)
    if stated is None:
        return None
    return [LoadedResource(name=r.name, digest=r.digest, crosswalk=r.crosswalk) for r in stated]


def _results(
    folder: Folder, card: Card, tasks: dict[str, TaskResult], sheets: dict[str, Sheet]
) -> Results:
    return Results(
        digest=folder.code, card=card, tasks=list(tasks.values()), sheets=list(sheets.values())
    )


def _ranked_items(task: Task) -> dict[str, Item]:
    """Item by the id that is ranked; of a group its first document."""
    found: dict[str, Item] = {}
    for item in task.corpus:
        found.setdefault(task.groups[item.id] if task.groups else item.id, item)
    return found


def _text(item: Item) -> str:
    """What a report may show: of a person the id alone, of a vacancy its title."""
    if item.record is None:
        return item.text
    return (item.record.title or item.id) if isinstance(item.record, Vacancy) else item.id
