"""Runs the commands of the published numbers, in one results folder."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from passend.api.settings import Settings
from passend.evaluation.card import folder_digest, make_card
from passend.evaluation.context import WERK1, Context
from passend.evaluation.evaluate import Plan, Step, evaluate
from passend.evaluation.folder import Folder
from passend.evaluation.report.markdown import DOCS, markdown
from passend.evaluation.report.view import report_of
from passend.evaluation.reproduce import Reproduction, read_reproductions
from passend.evaluation.results import Results, TaskResult, read_results
from passend.evaluation.specs import SpecError

from .bootstrap import make_coder, make_travel

__all__ = ["published", "run_entry", "write_docs"]

_PLURAL = {"--task": "tasks", "--ranker": "rankers", "--check": "checks"}
_SHOWN = ("bm25", "char_wb", "bag", "ours", "ours(conditions=True)")
_OURS = "ours"
_WITHOUT = "ours(without="
_HEAD = (
    "Made by `passend eval reproduce --out results --docs docs/results.md`. The published numbers"
    " stand in [reproductions.yaml](../evaluation/reproductions.yaml); how to read them:"
    " [evaluation.md](evaluation.md).\n\n"
)


def published(names: Sequence[str] | None, *, quick: bool) -> list[Reproduction]:
    """The entries that are asked for, in the order of the file.

    Raises
    ------
    SpecError
        If a name is unknown.
    """
    entries = read_reproductions()
    unknown = sorted(set(names or ()) - {entry.name for entry in entries})
    if unknown:
        raise SpecError(f"nothing is published as {', '.join(unknown)}")
    return [e for e in entries if (e.quick or not quick) and (not names or e.name in names)]


def plan_of(entry: Reproduction) -> Plan:
    """Plan of an entry's command.

    Raises
    ------
    SpecError
        If it is no ``eval run`` with options that a plan has.
    """
    words = shlex.split(entry.command)
    if words[:2] != ["eval", "run"]:
        raise SpecError(f"{entry.name}: the command is not eval run …")
    found: dict[str, list[str]] = {name: [] for name in _PLURAL.values()}
    baseline: str | None = None
    crosswalk_free = True
    rest = iter(words[2:])
    for word in rest:
        if word in _PLURAL:
            found[_PLURAL[word]].append(next(rest, ""))
        elif word == "--baseline":
            baseline = next(rest, "")
        elif word == "--with-crosswalk":
            crosswalk_free = False
        elif word == "--collection":
            next(rest, "")
        else:
            raise SpecError(f"{entry.name}: {word} cannot be reproduced")
    return Plan(baseline=baseline, crosswalk_free=crosswalk_free, **found)


def collection_of(entry: Reproduction) -> Path:
    """Folder of the judged records of an entry's command: one of those that ship."""
    words = shlex.split(entry.command)
    if "--collection" not in words[:-1]:
        return WERK1
    return WERK1.parent / Path(words[words.index("--collection") + 1]).name


def run_entry(
    entry: Reproduction, out: Path, told: Callable[[Step], None] = lambda _step: None
) -> Results:
    """Run one entry in the folder ``out``, which may hold others already.

    Another collection has a folder of its own in it: its tasks are called as those of werk1.
    """
    collection = collection_of(entry)
    out = out if collection == WERK1 else out / collection.name
    # Never what the environment sets: published numbers are of the product as it ships.
    settings = Settings(data=out)
    context = Context(lambda: make_coder(settings, make_travel(settings)), collection)
    card = make_card("passend eval reproduce", context.seed)
    folder = Folder(out, folder_digest(context.settings, context.seed))
    return evaluate(plan_of(entry), folder, context, card, told)


def write_docs(out: Path, docs: Path) -> None:
    """Write the page of published numbers from the results in ``out``."""
    scope = replace(DOCS, slice_runs=_SHOWN, singles=3)
    results = read_results(out / "results.json")
    tasks = [part for task in results.tasks for part in _parts(task)]
    results = results.model_copy(update={"tasks": tasks})
    text = markdown(report_of(results), scope, "Results")
    title, _, rest = text.partition("\n\n")
    docs.write_text(f"{title}\n\n{_HEAD}{rest}", encoding="utf-8")


def _parts(task: TaskResult) -> list[TaskResult]:
    """A task, and apart from it ours against ours without each ingredient.

    They answer another question: among the baselines they would only make Holm's correction harder.
    """
    without = [run for run in task.runs if run.ranker.startswith(_WITHOUT)]
    if not without:
        return [task]
    others = [run for run in task.runs if run not in without]
    ours = [run for run in others if run.ranker == _OURS]
    return [
        task.model_copy(update={"runs": others}),
        task.model_copy(
            update={
                "task": f"{task.task}, without each ingredient",
                "runs": [*ours, *without],
                "baseline": _OURS,
                "slices": {},
            }
        ),
    ]
