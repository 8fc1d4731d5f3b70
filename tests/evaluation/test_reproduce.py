"""Published numbers as data: read, run again, compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from passend.evaluation.card import make_card
from passend.evaluation.errors import DataError
from passend.evaluation.reproduce import (
    Expected,
    Outcome,
    Reproduction,
    Verdict,
    read_reproductions,
    renewed,
    reproduce,
    write_reproductions,
)
from passend.evaluation.results import Results, RunResult, Sheet, TaskResult


def results() -> Results:
    run = RunResult(
        ranker="bm25",
        values={"RR": {"q1": 1.0, "q2": 0.5}},
        resources=[],
        seconds=0,
        run_digest="",
        top={},
    )
    task = TaskResult(
        task="tiny", digest="", data={}, queries=2, left_out=0, documents=2, relevant=2,
        measures=["RR"], complete=True, slices={}, grades={}, texts={}, baseline="bm25", runs=[run],
    )  # fmt: skip
    sheet = Sheet(name="judges", title="", note="", columns=[], rows=[], numbers={"kappa": 0.9})
    return Results(card=make_card("", 1), tasks=[task], sheets=[sheet])


def expected(value: float, **changes: Any) -> Expected:
    given = {"task": "tiny", "ranker": "bm25", "measure": "RR", "value": value}
    return Expected(**{**given, **changes})


@pytest.mark.parametrize(
    ("expectation", "verdict"),
    [
        (expected(0.75), Verdict.OK),
        (expected(0.7504), Verdict.OK),
        (expected(0.7514), Verdict.CLOSE),
        (expected(0.76), Verdict.FAIL),
        (expected(0.70), Verdict.BETTER),
        (expected(0.70, source="MELO"), Verdict.FAIL),
        (expected(0.70, lower_is_better=True), Verdict.FAIL),
        (expected(0.80, lower_is_better=True), Verdict.BETTER),
        (expected(0.75, ranker="tfidf"), Verdict.FAIL),
        (expected(0.75, measure="AP"), Verdict.FAIL),
        (expected(0.75, task="other"), Verdict.FAIL),
        (Expected(sheet="judges", measure="kappa", value=0.9), Verdict.OK),
        (Expected(sheet="judges", measure="other", value=0.9), Verdict.FAIL),
        (Expected(sheet="none", measure="kappa", value=0.9), Verdict.FAIL),
    ],
)
def test_a_number_is_compared_with_what_was_published(
    expectation: Expected, verdict: Verdict
) -> None:
    entry = Reproduction(name="one", command="eval run", expect=[expectation])
    (outcome,) = reproduce([entry], lambda _entry: results())
    assert outcome.verdict is verdict


def test_own_numbers_are_renewed_and_published_ones_are_not(tmp_path: Path) -> None:
    own, theirs = expected(0.70), expected(0.70, source="MELO")
    entry = Reproduction(name="one", command="eval run --task tiny", expect=[own, theirs])
    outcomes = [Outcome("one", own, 0.75004), Outcome("one", theirs, 0.75)]
    (after,) = renewed([entry], outcomes)
    assert [e.value for e in after.expect] == [0.75, 0.70]
    write_reproductions([after], tmp_path / "r.yaml")
    assert read_reproductions(tmp_path / "r.yaml") == [after]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format: 1\nreproductions: [", "line 2: is no YAML"),
        ("format: 2\nreproductions: []", "format"),
        ("format: 1\nreproductions: [{name: a, command: b, expect: []}]", "expect"),
        (
            "format: 1\nreproductions: [{name: a, command: b, expect: [{measure: RR, value: x}]}]",
            "reproductions.0.expect.0.value",
        ),
        (
            "format: 1\nreproductions:\n"
            + "- {name: a, command: b, expect: [{measure: RR, value: 1}]}\n" * 2,
            "a stands twice",
        ),
    ],
)
def test_a_bad_file_is_one_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "reproductions.yaml"
    path.write_text(text)
    with pytest.raises(DataError, match=message):
        read_reproductions(path)
