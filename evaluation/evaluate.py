"""One evaluation: rankers on tasks, checks beside them, one results folder."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from passend.engine.model import Vacancy

from .checks import run_check
from .context import Context
from .files import sha256_of
from .folder import Done, Folder
from .items import Item
from .measures import ranking
from .rankers import Ranker, make_ranker, resources_of
from .rankers.base import UnsuitableTaskError
from .results import Card, LoadedResource, Results, RunResult, Sheet, TaskResult
from .runner import CrosswalkError, ranked, values_of
from .specs import parse
from .tasks import Task, make_task

__all__ = ["Plan", "Step", "evaluate"]

_TOP = 10
_OWN_FILE = re.compile(r"([^\"'(,\s]+\.py):")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to evaluate, as specs.

    ``baseline`` names the ranker that others are compared with; ``None`` = the first one.
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
    sheets = {sheet.name: sheet for sheet in before.sheets} if before else {}
    rankers = [(make_ranker(spec, context), spec) for spec in plan.rankers]
    for spec in plan.tasks:
        task = make_task(spec, context)
        found = _measured(plan, task, rankers, folder, told)
        tasks[task.name] = _joined(tasks.get(task.name), found)
        folder.write(_results(card, tasks, sheets))
    known = {(sheet.spec, sheet.data): sheet for sheet in sheets.values()}
    for spec in plan.checks:
        place = (str(parse(spec)), context.data)
        new = place not in known
        sheet = run_check(spec, context) if new else known[place]
        passed = None if sheet.passed is None else float(sheet.passed)
        told(Step(spec, value=passed, reused=not new))
        sheets[sheet.name] = sheet.model_copy(update={"spec": place[0], "data": place[1]})
        folder.write(_results(card, tasks, sheets))
    results = _results(card, tasks, sheets)
    folder.write(results)
    return results


def _measured(
    plan: Plan,
    task: Task,
    rankers: Sequence[tuple[Ranker, str]],
    folder: Folder,
    told: Told,
) -> TaskResult:
    runs: list[RunResult] = []
    refused: dict[str, str] = {}
    texts: dict[str, str] = {item.id: _text(item) for item in task.queries}
    by_id = _ranked_items(task)
    for ranker, spec in rankers:
        try:
            done, new = _done(plan, task, ranker, spec, folder)
        except (CrosswalkError, UnsuitableTaskError) as error:
            refused[ranker.name] = str(error)
            told(Step(task.name, ranker.name, refused=str(error)))
            continue
        result = _result(task, done, folder.run_of(done))
        for row in result.top.values():
            texts.update((key, _text(by_id[key])) for key, _ in row if key in by_id)
        lead = task.measures[0]
        mean = sum(result.values[lead].values()) / len(task.queries)
        told(Step(task.name, ranker.name, lead, mean, reused=not new))
        runs.append(result)
    baseline = plan.baseline or (runs[0].ranker if runs else "")
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
        baseline=baseline if any(run.ranker == baseline for run in runs) else "",
        runs=runs,
        refused=refused,
    )


def _done(plan: Plan, task: Task, ranker: Ranker, spec: str, folder: Folder) -> tuple[Done, bool]:
    """The finished run, and whether it was made now."""
    made_of = _made_of(ranker, spec)
    known = folder.found(task.name, task.digest, ranker.name, made_of)
    if known is not None:
        return known, False
    start = time.perf_counter()
    run = ranked(ranker, task, crosswalk_free=plan.crosswalk_free)
    seconds = time.perf_counter() - start
    loaded = _loaded(ranker)
    names = (task.name, task.digest, ranker.name, made_of)
    return folder.keep(*names, run, loaded, seconds), True


def _made_of(ranker: Ranker, spec: str) -> str:
    """Digest of the resources of a ranker, and of the user's own files that it comes from.

    The product's own code counts for all rankers alike, in :class:`Folder`.
    """
    found = hashlib.sha256(ranker.name.encode())
    for part in resources_of(ranker) or ():
        found.update(f"{part.name} {part.digest}\n".encode())
    for place in sorted(set(_OWN_FILE.findall(spec))):
        found.update(sha256_of(Path(place)).encode())
    return found.hexdigest()


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


def _joined(before: TaskResult | None, now: TaskResult) -> TaskResult:
    """Runs of before beside those of now, when they are of the same data."""
    if before is None or before.digest != now.digest:
        return now
    names = {run.ranker for run in now.runs}
    older = [run for run in before.runs if run.ranker not in names]
    return now.model_copy(
        update={
            "runs": [*older, *now.runs],
            "texts": {**before.texts, **now.texts},
            "refused": {**before.refused, **now.refused},
            "baseline": before.baseline or now.baseline,
        }
    )


def _results(card: Card, tasks: dict[str, TaskResult], sheets: dict[str, Sheet]) -> Results:
    return Results(card=card, tasks=list(tasks.values()), sheets=list(sheets.values()))


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
