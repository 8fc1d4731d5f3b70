"""The main table of each task as LaTeX (booktabs)."""

from __future__ import annotations

import re

from .letters import LEVEL
from .notes import gain
from .numbers import number, share, stated
from .table import Cell, MainTable
from .view import Report, TaskView

__all__ = ["latex"]

_CHARACTERS = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "−": r"$-$", "–": "--", '"': r"\textquotedbl{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}",
}  # fmt: skip


def latex(report: Report) -> str:
    """One ``table`` per task with runs; needs the packages booktabs and fontenc (T1)."""
    head = "% Needs \\usepackage{booktabs} and \\usepackage[T1]{fontenc}.\n"
    return head + "".join("\n" + _table(view) for view in report.tasks if view.table.rows)


def _table(view: TaskView) -> str:
    table = view.table
    judged = "Judged@10" not in table.measures
    head = ["", "Run", "Crosswalk-free", *table.measures, *(["Judged@10"] if judged else [])]
    lines = [" & ".join(_escaped(part) for part in head) + r" \\"]
    lines.append(r"\midrule")
    for row in table.rows:
        name = _escaped(row.ranker) + (" (baseline)" if row.baseline else "")
        parts = [_escaped(row.letter), name, stated(row.crosswalk_free), *map(_value, row.cells)]
        parts += [_escaped(share(row.judged))] if judged else []
        lines.append(" & ".join(parts) + r" \\")
    body = "\n".join(lines)
    columns = "lll" + "r" * (len(head) - 3)
    return (
        "\\begin{table}\n\\centering\n"
        f"\\caption{{{_caption(view, table)}}}\n"
        f"\\label{{tab:{_label(table.task)}}}\n"
        f"\\begin{{tabular}}{{{columns}}}\n\\toprule\n{body}\n\\bottomrule\n"
        "\\end{tabular}\n\\end{table}\n"
    )


def _caption(view: TaskView, table: MainTable) -> str:
    task = view.result
    parts = [f"{task.task}: {task.queries} queries, {task.documents} documents."]
    if len(table.rows) > 1:
        level = number(LEVEL, 2)
        parts.append(
            "Superscripts name the runs that a run is significantly better than (paired t-test, "
            f"two-sided, p < {level}, Holm correction over all pairs of runs per measure)."
        )
    parts.append("Bold: best of the column.")
    if gain(task.measures):
        parts.append(gain(task.measures))
    parts.append("Every pair judged." if task.complete else "Not judged counts as not relevant.")
    return _escaped(" ".join(parts)).replace(r"2\textasciicircum{}rel", r"$2^{\mathrm{rel}}$")


def _value(one: Cell) -> str:
    text = _escaped(number(one.mean))
    if one.best:
        text = f"\\textbf{{{text}}}"
    return f"{text}$^{{{_math(one.letters)}}}$" if one.letters else text


def _math(letters: str) -> str:
    return f"\\mathrm{{{letters}}}"


def _label(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-").lower()


def _escaped(text: str) -> str:
    return "".join(_CHARACTERS.get(char, char) for char in text)
