"""TREC files of others: what they may hold is read as it is, the rest is refused by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.evaluation.errors import DataError
from passend.evaluation.files import read_text
from passend.evaluation.trec import read_qrels, read_run, write_scores
from tests.support import examples

FINITE = st.floats(allow_nan=False, allow_infinity=False)


def test_a_byte_order_mark_is_no_part_of_an_id(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\xef\xbb\xbfq1 0 d1 1\nq1 0 d2 0\n")
    assert read_qrels(path) == {"q1": {"d1": 1, "d2": 0}}
    assert read_text(path).startswith("q1")
    path.write_bytes(b"\xef\xbb\xbfq1 Q0 d1 1 2.5 t\n")
    assert read_run(path, queries={"q1"}) == {"q1": {"d1": 2.5}}


@pytest.mark.parametrize("grade", ["²", "--1", "1_0", "٣", "1.0", "-", "+1", "9" * 5000])
def test_a_grade_that_is_no_whole_number_is_refused_by_line(tmp_path: Path, grade: str) -> None:
    path = tmp_path / "qrels"
    path.write_text(f"q1 0 d1 1\nq1 0 d2 {grade}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"qrels, line 2: grade '.*' may not occur here"):
        read_qrels(path, range(-1, 11))


@pytest.mark.parametrize("score", ["1_0", "٣", "0x1p3", "inf", "1e999", "1,5", ".", "e5", "--1"])
def test_a_score_that_is_no_plain_number_is_refused_by_line(tmp_path: Path, score: str) -> None:
    path = tmp_path / "run"
    path.write_text(f"q Q0 d 1 {score} t\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"run, line 1: score '.*' is no finite number"):
        read_run(path)


@given(st.dictionaries(st.sampled_from("abcdef"), FINITE, min_size=1))
@examples(100)
def test_scores_are_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, scores: dict[str, float]
) -> None:
    path = tmp_path_factory.mktemp("run") / "run"
    write_scores(path, {"q": scores}, "t")
    assert read_run(path) == {"q": scores}
