"""Results as plain tables: one row per task, run and measure, or one per query."""

from __future__ import annotations

import csv
import io

from passend.evaluation.results import Results

from .numbers import stated
from .table import Cell, Row
from .view import Report

__all__ = ["per_query_tsv", "results_csv"]

_HEAD = (
    "task", "run", "measure", "queries", "left_out", "mean", "low", "high", "better_than",
    "baseline", "difference", "difference_low", "difference_high", "p_t_holm",
    "p_randomisation_holm", "effect_d", "detectable", "wins", "ties", "losses", "crosswalk_free",
    "judged_at_10", "complete", "seed", "seconds", "run_sha256",
)  # fmt: skip
_NO_COMPARISON = 10


def results_csv(report: Report) -> str:
    """One row per task, run and measure; numbers to six decimals, empty = does not apply.

    ``better_than`` names the runs, by ranker and split by ``;``, that the letters of the main
    table stand for; p-values are corrected.
    """
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(_HEAD)
    for view in report.tasks:
        by_letter = {row.letter: row.ranker for row in view.table.rows}
        for run, row in zip(view.result.runs, view.table.rows, strict=True):
            for measure, one in zip(view.table.measures, row.cells, strict=True):
                write.writerow(
                    [
                        view.result.task,
                        row.ranker,
                        measure,
                        view.result.queries,
                        view.result.left_out,
                        *map(_six, (one.mean, one.low, one.high)),
                        _named(one.letters, by_letter),
                        view.table.baseline or "",
                        *_against(one),
                        *_run(row),
                        stated(view.result.complete),
                        report.results.card.seed,
                        "" if row.seconds is None else row.seconds,
                        run.run_digest,
                    ]
                )
    return out.getvalue()


def per_query_tsv(results: Results) -> str:
    """The long table of every value: ``task run qid measure value``, with a header.

    Values have their full precision.
    """
    lines = ["task\trun\tqid\tmeasure\tvalue"]
    for task in results.tasks:
        name = _flat(task.task)
        for run in task.runs:
            ranker = _flat(run.ranker)
            for measure in task.measures:
                for query, value in sorted(run.values[measure].items()):
                    lines.append(f"{name}\t{ranker}\t{_flat(query)}\t{measure}\t{value!r}")
    return "\n".join(lines) + "\n"


def _against(one: Cell) -> list[str | int]:
    found = one.against
    if found is None:
        return [""] * _NO_COMPARISON
    numbers = (
        found.difference, found.low, found.high, found.p_t, found.p_randomisation, found.effect,
        found.detectable,
    )  # fmt: skip
    return [*map(_six, numbers), found.wins, found.ties, found.losses]


def _run(row: Row) -> list[str]:
    return [stated(row.crosswalk_free), _six(row.judged)]


def _named(letters: str, by_letter: dict[str, str]) -> str:
    return ";".join(ranker for letter, ranker in by_letter.items() if letter in letters)


def _six(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _flat(text: str) -> str:
    return " ".join(text.split())
