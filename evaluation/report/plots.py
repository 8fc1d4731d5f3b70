"""Plots of a task: differences by query, means with intervals, curves over k, slices."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from passend.evaluation.results import RunResult, TaskResult

from .drawing import BASE, FOCUS, GAIN, INK, LINE, LOSS, Plot, axes, house_style, plot_of
from .hardest import focus_of, paired
from .numbers import number, signed
from .slices import SliceTable
from .view import TaskView

__all__ = ["curve", "plots_of"]

_LONGEST = 24
_MOST_POINTS = 600
_DEPTH = 10
_ROW = 0.21


def plots_of(view: TaskView, name: str, focus: str | None = None) -> list[Plot]:
    """All plots of a task that its data allow.

    Parameters
    ----------
    name : str
        Of the task in ids.
    focus : str or None
        The run to look at closely, as in :func:`passend.evaluation.report.hardest.focus_of`.
    """
    run = focus_of(view.result, focus)
    if run is None:
        return []
    with house_style():
        return _drawn(view, run, name)


def _drawn(view: TaskView, run: RunResult, name: str) -> list[Plot]:
    found = [_means(view, f"{name}-means")]
    base = paired(view.result, run)
    if base is not None:
        found.append(_differences(view.result, run, base, f"{name}-differences"))
    if any(run.top.values()):
        found.append(_curves(view.result, run, f"{name}-curve"))
    found += [
        _slice(view.result, table, run, f"{name}-slice-{place}")
        for place, table in enumerate(view.slices)
        if len(table.rows) > 1
    ]
    return found


def curve(task: TaskResult, run: RunResult, kind: str) -> list[float]:
    """Mean of a measure at k = 1..10, from the first ten documents of each query.

    Parameters
    ----------
    kind : {"nDCG", "Success"}
        nDCG with linear gain; Success: a document of grade ≥ 1.
    """
    totals = np.zeros(_DEPTH)
    for query, grades in sorted(task.grades.items()):
        found = [grades.get(document, 0) for document, _ in run.top.get(query, [])][:_DEPTH]
        row = np.zeros(_DEPTH)
        row[: len(found)] = found
        if kind == "Success":
            totals += np.maximum.accumulate(row > 0)
        else:
            ideal = np.zeros(_DEPTH)
            best = sorted(grades.values(), reverse=True)[:_DEPTH]
            ideal[: len(best)] = best
            weights = 1 / np.log2(np.arange(_DEPTH) + 2)
            totals += np.cumsum(row * weights) / np.cumsum(ideal * weights)
    return [float(total) / len(task.grades) for total in totals]


def _means(view: TaskView, name: str) -> Plot:
    measure = view.table.measures[0]
    pairs = view.table.cells(measure)[::-1]
    labels = [f"{_short(row.ranker)}  {row.letter}" for row, _ in pairs]
    figure, axis = axes(0.55 + _ROW * len(pairs), left=_room(labels))
    for place, (row, one) in enumerate(pairs):
        colour = BASE if row.baseline else FOCUS
        if one.low is not None and one.high is not None:
            axis.plot([one.low, one.high], [place, place], color=colour, linewidth=2, alpha=0.55)
        axis.plot([one.mean], [place], "o", color=colour, markersize=5)
        if row.baseline:
            axis.axvline(one.mean, color=BASE, linewidth=0.8, linestyle=(0, (3, 3)))
    axis.set_yticks(range(len(pairs)), labels)
    axis.set_ylim(-0.6, len(pairs) - 0.4)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x", color=LINE, linewidth=0.4)
    drawn = any(one.low is not None for _, one in pairs)
    axis.set_xlabel(f"mean {measure}" + (", 95 % interval" if drawn else ""))
    told = "; ".join(f"{row.ranker} {number(one.mean)}" for row, one in pairs[::-1])
    title = f"{measure} per run" + (", with 95 % intervals" if drawn else "")
    return plot_of(figure, title, told, name)


def _differences(task: TaskResult, run: RunResult, base: dict[str, float], name: str) -> Plot:
    measure = task.measures[0]
    values = run.values[measure]
    differences = np.sort([values[query] - base[query] for query in sorted(values)])[::-1]
    wins, losses = int((differences > 1e-9).sum()), int((differences < -1e-9).sum())
    shown = differences
    if len(shown) > _MOST_POINTS:
        shown = shown[np.linspace(0, len(shown) - 1, _MOST_POINTS).round().astype(int)]
    edges = np.linspace(0, len(differences), len(shown) + 1)
    figure, axis = axes(2.3)
    for keep, colour in ((shown > 0, GAIN), (shown < 0, LOSS)):
        axis.stairs(np.where(keep, shown, 0), edges, fill=True, color=colour, linewidth=0)
    axis.axhline(0, color=INK, linewidth=0.8)
    mean = float(differences.mean())
    axis.axhline(mean, color=FOCUS, linewidth=1, linestyle=(0, (3, 3)))
    axis.set_xlim(0, len(differences))
    axis.set_xlabel(f"queries, sorted; mean difference {signed(mean)} dashed")
    axis.set_ylabel(f"difference in {measure}")
    told = (
        f"{run.ranker} is better on {wins} queries, equal on "
        f"{len(differences) - wins - losses}, worse on {losses}; mean difference {signed(mean)}."
    )
    title = f"{measure} of {run.ranker} minus {task.baseline}, per query"
    return plot_of(figure, title, told, name)


def _curves(task: TaskResult, focus: RunResult, name: str) -> Plot:
    kind = "nDCG" if "DCG" in task.measures[0] else "Success"
    figure, axis = axes(2.5, legend=True)
    told = []
    for run in task.runs:
        values = curve(task, run, kind)
        colour, width, order = LINE, 1.0, 1
        if run.ranker == focus.ranker:
            colour, width, order = FOCUS, 2.0, 3
        elif run.ranker == task.baseline:
            colour, width, order = BASE, 2.0, 2
        axis.plot(range(1, _DEPTH + 1), values, color=colour, linewidth=width, zorder=order)
        told.append(f"{run.ranker} from {number(values[0])} to {number(values[-1])}")
    axis.set_xticks(range(1, _DEPTH + 1))
    axis.set_xlabel("k")
    axis.set_ylabel(f"{kind}@k")
    axis.grid(axis="y", color=LINE, linewidth=0.4)
    _legend(axis, task, focus)
    grey = "; other runs grey" if len(task.runs) > 2 else ""
    return plot_of(figure, f"{kind}@k for k = 1 to 10{grey}", "; ".join(told) + ".", name)


def _slice(task: TaskResult, table: SliceTable, focus: RunResult, name: str) -> Plot:
    rows = table.rows[::-1]
    labels = [f"{_short(row.value)} ({row.queries}{'*' if row.small else ''})" for row in rows]
    figure, axis = axes(0.8 + 0.25 * len(rows), left=_room(labels), legend=True)
    told = []
    runs = [(focus.ranker, FOCUS, 0.13)]
    if task.baseline and task.baseline != focus.ranker:
        runs.append((task.baseline, BASE, -0.13))
    for place, row in enumerate(rows):
        for ranker, colour, shift in runs:
            mean = row.cells[ranker].mean
            weak = 0.35 if row.small else 1.0
            axis.plot([0, mean], [place + shift] * 2, color=colour, linewidth=1, alpha=weak)
            axis.plot([mean], [place + shift], "o", color=colour, markersize=4, alpha=weak)
        told.append(f"{row.value} ({row.queries}) {number(row.cells[focus.ranker].mean)}")
    axis.set_yticks(range(len(rows)), labels)
    axis.set_ylim(-0.6, len(rows) - 0.4)
    axis.set_xlim(0, None)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x", color=LINE, linewidth=0.4)
    axis.set_xlabel(f"mean {table.measure}")
    _legend(axis, task, focus)
    title = f"{table.measure} per {table.name}"
    return plot_of(figure, title, f"{focus.ranker}: {'; '.join(told[::-1])}.", name)


def _legend(axis: Axes, task: TaskResult, focus: RunResult) -> None:
    """Names of the coloured runs above the drawing; other runs are grey."""
    names = [(focus.ranker, FOCUS)]
    if task.baseline and task.baseline != focus.ranker:
        names.append((task.baseline, BASE))
    for place, (ranker, colour) in enumerate(names):
        left = 0.5 * place
        axis.text(
            left, 1.04, f"● {_short(ranker)}", color=colour, transform=axis.transAxes, va="bottom"
        )


def _short(text: str) -> str:
    """A name that leaves room for the drawing."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _room(labels: list[str]) -> float:
    """Share of the width that labels at the left need, by the widest of usual letters."""
    return min(0.6, 0.04 + 0.0175 * max(map(len, labels)))
