"""One report in many forms: Markdown, LaTeX, plain tables, the terminal."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from passend.evaluation.report.latex import latex
from passend.evaluation.report.long import per_query_tsv, results_csv
from passend.evaluation.report.markdown import DOCS, Scope, markdown
from passend.evaluation.report.numbers import number, p_value, signed
from passend.evaluation.report.terminal import terminal_table
from passend.evaluation.report.view import Report, report_of
from passend.evaluation.report.write import write_reports
from tests.evaluation.report_example import BASE, QUERIES, results, run, task


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of(results())


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (number(-0.00001), ".0000"),
        (signed(-0.00001), ".0000"),
        (signed(0.00001), ".0000"),
        (signed(-1.5), "−1.5000"),
        (number(12.345, 1), "12.3"),
        (number(0.99999), "1.0000"),
        (p_value(0.9999), "1"),
        (p_value(0.001), ".001"),
    ],
)
def test_numbers_are_written_without_the_zero_and_never_minus_nothing(
    written: str, text: str
) -> None:
    assert written == text


def _cells(line: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<!\\)\|", line)[1:-1]]


@pytest.mark.parametrize("scope", [Scope(), DOCS])
def test_every_row_of_a_markdown_table_has_the_cells_of_its_head(
    report: Report, scope: Scope
) -> None:
    tables = re.findall(r"(?:^\|.*\n)+", markdown(report, scope), re.MULTILINE)
    assert len(tables) >= 5
    for text in tables:
        lines = text.splitlines()
        assert len({len(_cells(line)) for line in lines}) == 1, text
        assert set(_cells(lines[1])) <= {"--", "--:"}


def test_markdown_holds_the_main_table_with_letters_and_the_best_in_bold(report: Report) -> None:
    lines = markdown(report).splitlines()
    assert "| a | `base` (baseline) | yes | .3000 | .3000 | 100 % | 1.2 |" in lines
    assert "| b | `good(k=1)` | not stated | **.4500**<sup>a</sup> |" in "\n".join(lines)
    assert any(line.startswith("| c | `same` | no | .3000 |") for line in lines)
    good = next(x for x in lines if x.startswith("| b | `good(k=1)` | not stated | .4500 | – |"))
    assert _cells(good)[6] == "–", "eight queries are too few for an interval"
    assert _cells(good)[5] == "+.1500"
    assert _cells(good)[7] == "<.001"
    assert _cells(good)[-1] == "8 / 0 / 0"


def test_intervals_are_written_from_ten_queries_on() -> None:
    many = {f"q{n:02}": n / 20 for n in range(12)}
    half = {query: value / 2 for query, value in many.items()}
    runs = [run(n, BASE, values={"AP": row}) for n, row in (("base", half), ("x", many))]
    text = markdown(report_of(results(task(runs=runs, measures=["AP"], queries=12, slices={}))))
    line = next(x for x in text.splitlines() if x.startswith("| b | `x` | yes | .2750 |"))
    for place in (4, 6):
        low, high = (float(end.strip("+")) for end in _cells(line)[place].split(" to "))
        assert low < float(_cells(line)[3 if place == 4 else 5].strip("+")) < high
    assert "percentile bootstrap" in text
    assert "No intervals" not in text


def test_no_text_acts_as_markup_in_markdown(report: Report) -> None:
    text = markdown(report)
    assert "<script" not in text.replace("\\<script", "")
    assert r"A check \<of\> trust" in text
    assert "**Not passed.**" in text


def test_what_is_kept_in_the_docs_is_compact_and_holds_no_times(report: Report) -> None:
    text = markdown(report, DOCS)
    assert "seconds" not in text.lower()
    assert "seconds" in markdown(report)
    assert text.count("against `base`") == 1, "the leading measure alone"
    chosen = markdown(report, Scope(slice_runs=("same",), card=False, singles=0))
    assert "| slice | value | queries | `same`, crosswalk-free: no |" in chosen
    assert "Run card" not in chosen
    assert "Queries on which" not in chosen
    assert "per slice" not in markdown(report, Scope(slice_runs=()))


def test_markdown_puts_both_rankings_side_by_side(report: Report) -> None:
    lines = markdown(report).splitlines()
    (line,) = [x for x in lines if x.startswith("| q2 | .6000 |") and "g2" in x][:1]
    left = r"bread \| butter –, d2 g2"
    assert _cells(line) == ["q2", ".6000", left, ".4000", left]


def test_latex_is_balanced_escaped_and_names_the_test(report: Report) -> None:
    text = latex(report)
    body = re.sub(r"\\[{}]", "", text)
    assert body.count("{") == body.count("}")
    assert r"\label{tab:tiny-a-b}" in text
    assert r"tiny(\textquotedbl{}a\_b\textquotedbl{})" in text
    assert r"b & good(k=1) & not stated & \textbf{.4500}$^{\mathrm{a}}$ &" in text
    caption = re.search(r"\\caption\{(.*)\}\n", text)
    assert caption is not None
    for part in ("paired t-test", "two-sided", ".05", "Holm", "linear gain", "8 queries"):
        assert part in caption[1]
    assert not re.search(r"(?<!\\)[%#&_](?![ \n])", text.partition("\n")[2].replace("$^{", ""))
    rows = [line for line in text.splitlines() if line.endswith(r"\\")]
    assert len({len(re.findall(r"(?<!\\)&", row)) for row in rows}) == 1


def test_csv_reads_back_with_one_row_per_task_run_and_measure(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(results_csv(report))))
    assert [(row["run"], row["measure"]) for row in rows] == [
        (name, measure) for name in ("base", "good(k=1)", "same") for measure in ("nDCG@10", "R@1")
    ]
    assert {row["task"] for row in rows} == {'tiny("a_b")'}
    good = rows[2]
    assert float(good["mean"]) == pytest.approx(0.45)
    assert float(good["difference"]) == pytest.approx(0.15)
    assert good["better_than"] == "base"
    assert (good["crosswalk_free"], good["wins"], good["seed"]) == ("not stated", "8", "7")
    assert rows[0]["difference"] == rows[0]["p_t_holm"] == ""
    assert None not in good.values()


def test_the_long_table_holds_every_value_in_full() -> None:
    given = results(task(runs=[run("base", [1 / 3, *BASE[1:]])]))
    lines = per_query_tsv(given).splitlines()
    assert lines[0].split("\t") == ["task", "run", "qid", "measure", "value"]
    assert len(lines) == 1 + 2 * len(QUERIES)
    rows = [line.split("\t") for line in lines[1:]]
    assert all(len(row) == 5 for row in rows)
    found = {query: float(value) for _, _, query, measure, value in rows if measure == "nDCG@10"}
    assert found == given.tasks[0].runs[0].values["nDCG@10"]


def test_the_terminal_shows_runs_measures_and_differences(report: Report) -> None:
    console = Console(width=140, file=io.StringIO(), color_system=None)
    console.print(terminal_table(report.tasks[0].table))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    line = next(line for line in text.splitlines() if "good(k=1)" in line)
    assert ".4500 a" in line
    assert "+.1500" in line
    assert "not stated" in line


def test_reports_are_written_whole_and_alike_each_time(tmp_path: Path) -> None:
    first = write_reports(tmp_path / "one", results())
    second = write_reports(tmp_path / "two", results())
    names = ["report.html", "results.csv", "results.md", "results.tex", "per-query.tsv"]
    assert [path.name for path in first] == names
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == sorted(names)
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_results_without_tasks_or_runs_are_written_too() -> None:
    bare = report_of(results(task(runs=[], baseline="")))
    assert "Not measured: `knows`" in markdown(bare)
    assert "tabular" not in latex(bare)
    assert len(results_csv(bare).splitlines()) == 1
