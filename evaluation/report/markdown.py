"""Results as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from passend.evaluation.results import Results, Sheet

from .hardest import Query, Ranked
from .marks import bare, code, cut, plain, table_of
from .notes import SECONDS
from .numbers import NONE, cell, number, p_value, share, signed, stated
from .table import Cell, MainTable, Row
from .view import Report, TaskView

__all__ = ["DOCS", "TITLE", "Scope", "markdown"]

TITLE = "Evaluation results"
_DIGEST = 12
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Scope:
    """What is written.

    Parameters
    ----------
    all_measures : bool
        Whether comparisons with the baseline are written for each measure or for the leading one.
    slice_runs : tuple of str or None
        Runs in tables of slices; ``None`` = all; empty = no such tables.
    singles : int
        Queries per list of single queries, 0 = none.
    gains : bool
        Whether queries with gains and with the lowest values are listed too.
    seconds : bool
        Whether wall times are written: they differ from run to run.
    card : bool
        Whether the run card is written.
    """

    all_measures: bool = True
    slice_runs: tuple[str, ...] | None = None
    singles: int = 5
    gains: bool = True
    seconds: bool = True
    card: bool = True


DOCS = Scope(all_measures=False, gains=False, seconds=False)
"""For a page that is kept: compact, and the same whenever the numbers are."""


def markdown(report: Report, scope: Scope | None = None, title: str = TITLE) -> str:
    """Write a report; ``scope`` ``None`` = everything."""
    chosen = scope or Scope()
    blocks = [f"# {plain(title)}"]
    for view in report.tasks:
        blocks += _task(view, chosen)
    if report.results.sheets:
        blocks.append("## Checks")
    for sheet in report.results.sheets:
        blocks += _sheet(sheet)
    if chosen.card:
        blocks += _card(report.results)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _task(view: TaskView, scope: Scope) -> list[str]:
    blocks = [f"## {code(view.result.task)}", view.notes[0]]
    if view.table.rows:
        blocks.append(_main(view.table, seconds=scope.seconds))
    blocks.append(" ".join(n for n in view.notes[1:] if scope.seconds or n != SECONDS))
    for ranker, why in view.result.refused.items():
        blocks.append(f"Not measured: {code(ranker)}. {plain(why)}")
    wanted = view.table.measures if scope.all_measures else view.table.measures[:1]
    if view.table.baseline is not None and len(view.table.rows) > 1:
        blocks += [block for measure in wanted for block in _against(view.table, measure)]
    blocks += _slices(view, scope)
    blocks += _singles(view, scope)
    return blocks


def _main(table: MainTable, *, seconds: bool) -> str:
    judged = "Judged@10" not in table.measures
    head = ["", "run", "crosswalk-free", *table.measures]
    head += (["Judged@10"] if judged else []) + (["seconds"] if seconds else [])
    rows = []
    for row in table.rows:
        line = [row.letter, _run(row), stated(row.crosswalk_free)]
        line += [_value(one) for one in row.cells]
        line += [share(row.judged)] if judged else []
        line += [number(row.seconds, 1)] if seconds else []
        rows.append(line)
    return table_of(head, rows, left=3)


def _value(one: Cell) -> str:
    text = f"**{number(one.mean)}**" if one.best else number(one.mean)
    return f"{text}<sup>{one.letters}</sup>" if one.letters else text


def _against(table: MainTable, measure: str) -> list[str]:
    head = ["", "run", "crosswalk-free", "mean", "95 %", "difference", "95 %", "p (t)"]
    head += ["p (randomisation)", "effect d", "detectable", "wins / ties / losses"]
    rows = []
    for row, one in table.cells(measure):
        line = [row.letter, _run(row), stated(row.crosswalk_free), number(one.mean)]
        line.append(_range(one.low, one.high))
        found = one.against
        if found is None:
            line += [NONE] * 7
        else:
            line += [
                signed(found.difference),
                _range(found.low, found.high),
                p_value(found.p_t),
                p_value(found.p_randomisation),
                signed(found.effect, 2),
                number(found.detectable),
                f"{found.wins} / {found.ties} / {found.losses}",
            ]
        rows.append(line)
    title = f"### {code(measure)} against {code(table.baseline or '')}"
    return [title, table_of(head, rows, left=3)]


def _slices(view: TaskView, scope: Scope) -> list[str]:
    tables = view.slices
    if not tables:
        return []
    shown = [
        ranker
        for ranker in tables[0].rankers
        if scope.slice_runs is None or ranker in scope.slice_runs
    ]
    if not shown:
        return []
    free = {row.ranker: row.crosswalk_free for row in view.table.rows}
    head = ["slice", "value", "queries"]
    head += [
        code(ranker) + ("" if free[ranker] else f", crosswalk-free: {stated(free[ranker])}")
        for ranker in shown
    ]
    rows = []
    for table in tables:
        for row in table.rows:
            line = [plain(table.name), plain(row.value), f"{row.queries}{'*' * row.small}"]
            for ranker in shown:
                one = row.cells[ranker]
                extra = "" if one.difference is None else f" ({signed(one.difference)})"
                line.append(number(one.mean) + extra)
            rows.append(line)
    note = (
        "Mean, and the difference with the baseline; runs are crosswalk-free unless their heading "
        "says otherwise."
    )
    if any(row.small for table in tables for row in table.rows):
        note += " \\* Too few queries to read."
    return [f"### {code(view.table.measures[0])} per slice", table_of(head, rows, left=2), note]


def _singles(view: TaskView, scope: Scope) -> list[str]:
    found = view.hardest
    if found is None or not scope.singles:
        return []
    lists: list[tuple[str, Sequence[Query]]] = [
        ("loses most", found.losses),
        ("gains most", found.gains if scope.gains else ()),
        ("is lowest", found.lowest if scope.gains or found.baseline is None else ()),
    ]
    blocks = []
    for what, queries in lists:
        if queries:
            head = ["query", code(found.ranker), "its first ten"]
            if found.baseline is not None:
                head += [code(found.baseline), "its first ten"]
            rows = [_single(query) for query in queries[: scope.singles]]
            blocks.append(f"### Queries on which {code(found.ranker)} {what}")
            blocks.append(table_of(head, rows, left=len(head)))
    if blocks:
        blocks.append("After each document its grade; – not relevant, ? not judged.")
    return blocks


def _single(query: Query) -> list[str]:
    line = [plain(query.label), number(query.value), _ranking(query.left)]
    if query.baseline is not None:
        line += [number(query.baseline), _ranking(query.right)]
    return line


def _ranking(documents: Sequence[Ranked]) -> str:
    return (
        ", ".join(f"{plain(cut(one.label, _LONGEST))} {one.mark}" for one in documents)
        or "no answer"
    )


def _sheet(sheet: Sheet) -> list[str]:
    passed = {True: "Passed.", False: "**Not passed.**", None: ""}[sheet.passed]
    rows = [[plain(cell(value)) for value in row] for row in sheet.rows]
    head = [plain(column) for column in sheet.columns]
    return [
        f"### {plain(sheet.title)}",
        table_of(head, rows, left=1),
        " ".join(part for part in (passed, plain(sheet.note)) if part),
    ]


def _card(results: Results) -> list[str]:
    card = results.card
    facts = [
        *(["command", code(command)] for command in card.commands or [card.command]),
        ["made", card.created],
        ["code", card.code],
        ["Python", card.python],
        ["machine", card.machine],
        ["seed", str(card.seed)],
        ["packages", ", ".join(f"{name} {version}" for name, version in card.packages.items())],
    ]
    data = [
        [code(task.task), plain(name), f"`{digest[:_DIGEST]}`"]
        for task in results.tasks
        for name, digest in task.data.items()
    ]
    loaded = sorted(
        {
            (run.ranker, part.name, part.digest[:_DIGEST], part.crosswalk)
            for task in results.tasks
            for run in task.runs
            for part in run.resources or ()
        }
    )
    rows = [[code(r), plain(n), f"`{d}`", stated(not c)] for r, n, d, c in loaded]
    blocks = ["## Run card", table_of(["", ""], [[a, bare(b)] for a, b in facts], left=2)]
    if data:
        blocks += ["Data read:", table_of(["task", "file", "SHA-256"], data, left=3)]
    if rows:
        head = ["run", "resource", "digest", "crosswalk-free"]
        blocks += ["Resources loaded:", table_of(head, rows, left=4)]
    return blocks


def _run(row: Row) -> str:
    return f"{code(row.ranker)} (baseline)" if row.baseline else code(row.ranker)


def _range(low: float | None, high: float | None) -> str:
    return NONE if low is None else f"{number(low)} to {number(high)}"
