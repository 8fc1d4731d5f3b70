"""Runs of any origin against judgements: the same tables, and one clear error for bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from passend.evaluation.errors import DataError
from passend.evaluation.measures import MeasureError
from passend.evaluation.report.compare import MEASURES, compare_runs
from passend.evaluation.report.table import main_table
from passend.evaluation.specs import SpecError

QRELS = "q1 0 d1 2\nq1 0 d2 0\nq2 0 d2 1\nq3 0 d9 0\n"
ONE = "q1 Q0 d1 1 2.0 t\nq1 Q0 d8 2 1.0 t\nq2 Q0 d2 1 1.0 t\n"
TWO = "q1 Q0 d1 1 9 t\nq1 Q0 d2 2 9 t\nq3 Q0 d9 1 1 t\n"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    found = {}
    for name, text in (("qrels.tsv", QRELS), ("one.run", ONE), ("two.run", TWO)):
        found[name.partition(".")[0]] = tmp_path / name
        (tmp_path / name).write_text(text, encoding="utf-8")
    return found


def test_runs_are_measured_over_the_queries_with_a_relevant_document(
    files: dict[str, Path],
) -> None:
    found = compare_runs([files["one"], files["two"]], files["qrels"])
    assert (found.queries, found.left_out, found.documents, found.relevant) == (2, 1, 4, 2)
    assert (found.baseline, found.complete) == ("one", False)
    one, two = found.runs
    assert one.values["nDCG@10"] == {"q1": 1.0, "q2": 1.0}
    assert two.values["RR"] == {"q1": 0.5, "q2": 0.0}, "ties by document id descending"
    assert one.values["Judged@10"] == {"q1": 0.5, "q2": 1.0}
    assert two.values["Judged@10"] == {"q1": 1.0, "q2": 0.0}, "no answer is no error"
    assert two.top == {"q1": [("d2", 9.0), ("d1", 9.0)]}
    table = main_table(found)
    assert table.measures == MEASURES
    assert [row.crosswalk_free for row in table.rows] == [None, None]
    assert [row.judged for row in table.rows] == [0.75, 1.0]


def test_baseline_and_measures_can_be_chosen(files: dict[str, Path]) -> None:
    runs = [files["one"], files["two"]]
    found = compare_runs(runs, files["qrels"], "two", ["P@1", "P@1", "RP@1"])
    assert (found.baseline, found.measures) == ("two", ["P@1", "RP@1"])
    other = compare_runs(runs, files["qrels"], "two", ["P@1"])
    assert found.digest != other.digest


def test_files_that_are_called_alike_go_by_their_folder_too(
    files: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / "one.txt"
    other.write_text(ONE, encoding="utf-8")
    found = compare_runs([files["one"], other, files["two"]], files["qrels"])
    assert [run.ranker for run in found.runs] == [f"{tmp_path.name}/one", "b/one", "two"]
    with pytest.raises(SpecError, match="two runs are called"):
        compare_runs([files["one"], files["one"]], files["qrels"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("q7 Q0 d1 1 1 t", "one.run, line 4: query q7 is not in the judgements"),
        ("q1 Q0 d1 1 1 t", "one.run, line 4: document d1 comes twice"),
        ("q2 Q0 d1 1 nan t", "one.run, line 4: score 'nan'"),
    ],
)
def test_a_bad_run_is_an_error_with_file_and_line(
    files: dict[str, Path], line: str, message: str
) -> None:
    files["one"].write_text(ONE + line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=message):
        compare_runs([files["two"], files["one"]], files["qrels"])


def test_bad_judgements_are_an_error(files: dict[str, Path]) -> None:
    files["qrels"].write_text("q1 0 d1 7\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"qrels\.tsv, line 1: grade '7'"):
        compare_runs([files["one"]], files["qrels"])
    files["qrels"].write_text("q1 0 d1 0\n", encoding="utf-8")
    with pytest.raises(SpecError, match="no query with a relevant document"):
        compare_runs([files["one"]], files["qrels"])


def test_unknown_names_are_an_error(files: dict[str, Path]) -> None:
    with pytest.raises(SpecError, match="no run is called 'three'; runs: one"):
        compare_runs([files["one"]], files["qrels"], "three")
    with pytest.raises(MeasureError, match="nonsense"):
        compare_runs([files["one"]], files["qrels"], measures=["nonsense"])
    with pytest.raises(SpecError, match="at least one run"):
        compare_runs([], files["qrels"])
