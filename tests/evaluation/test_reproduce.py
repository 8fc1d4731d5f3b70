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
    number_of,
    read_reproductions,
    renewed,
    reproduce,
    write_reproductions,
)
from passend.evaluation.results import Results, RunResult, Sheet, TaskResult
from passend.evaluation.specs import SpecError


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
        (expected(0.7514, source="MELO"), Verdict.FAIL),
        (expected(0.7504, source="MELO"), Verdict.OK),
        (expected(0.0), Verdict.FAIL),
        (expected(0.0, within=1.0), Verdict.FAIL),
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


def test_an_own_zero_is_met_by_zero_alone() -> None:
    verdicts = [Outcome("one", expected(0.0), found).verdict for found in (0.0, 0.00004, 0.0001)]
    assert verdicts == [Verdict.OK, Verdict.OK, Verdict.FAIL]


def sheets(*specs: str) -> Results:
    return results().model_copy(
        update={
            "sheets": [
                Sheet(
                    name="gain", title="", note="", columns=[], rows=[], spec=spec,
                    numbers={"n": number},
                )
                for number, spec in enumerate(specs, 1)
            ]
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("specs", "spec", "found"),
    [
        (("gain(depth=5)", "gain(depth=10)"), "gain(depth = 10)", 2),
        (("gain(depth=5)", "gain(depth=10)"), "gain(depth=7)", None),
        (("gain(depth=5)", "gain"), None, 2),
        (("gain(depth=5)",), None, 1),
        (("gain(depth=5)", "gain(depth=10)"), None, None),
    ],
)
def test_a_sheet_is_found_by_name_and_where_given_by_spec(
    specs: tuple[str, ...], spec: str | None, found: float | None
) -> None:
    wanted = Expected(sheet="gain", measure="n", value=1, spec=spec)
    assert number_of(sheets(*specs), wanted) == found


def test_an_absent_folder_or_an_error_stops_its_entry_alone(tmp_path: Path) -> None:
    here, gone = str(tmp_path), str(tmp_path / "gone")
    entries = [
        Reproduction(name="absent", command="eval run", expect=[expected(0.75)], needs=gone),
        Reproduction(name="broken", command="eval run", expect=[expected(0.75)]),
        Reproduction(name="runs", command="eval run", expect=[expected(0.75)], needs=here),
    ]
    asked = []

    def execute(entry: Reproduction) -> Results:
        asked.append(entry.name)
        if entry.name == "broken":
            raise SpecError("no ranker is called 'bm26'")
        return results()

    outcomes = reproduce(entries, execute)
    assert asked == ["broken", "runs"]
    assert [one.verdict for one in outcomes] == [Verdict.ABSENT, Verdict.FAIL, Verdict.OK]
    assert [one.good for one in outcomes] == [False, False, True]
    assert (outcomes[0].absent, outcomes[1].error) == (gone, "no ranker is called 'bm26'")


def test_a_fault_of_the_program_is_not_told_as_a_number_that_fails() -> None:
    def execute(entry: Reproduction) -> Results:
        raise ValueError("a fault")

    entry = Reproduction(name="one", command="eval run", expect=[expected(0.75)])
    with pytest.raises(ValueError, match="a fault"):
        reproduce([entry], execute)


def test_renewing_keeps_what_was_not_run_and_drops_only_on_ones_word() -> None:
    rose, fell, near = expected(0.70), expected(0.80), expected(0.7503)
    lower = expected(0.70, lower_is_better=True)
    run_now = Reproduction(name="one", command="eval run", expect=[rose, fell, near, lower])
    other = Reproduction(name="two", command="eval run", expect=[rose])
    outcomes = [Outcome("one", e, 0.75) for e in run_now.expect]
    assert [one.dropped for one in outcomes] == [False, True, True, True]
    kept = renewed([run_now, other], outcomes)
    assert [e.value for e in kept[0].expect] == [0.75, 0.80, 0.7503, 0.70]
    assert kept[1] == other
    every = renewed([run_now, other], outcomes, also_drops=True)
    assert [e.value for e in every[0].expect] == [0.75] * 4
    assert every[1] == other


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
