"""What is published is what the product gives: quick numbers run again, all on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from passend.api.reproducing import plan_of, run_entry
from passend.evaluation.reproduce import Reproduction, Verdict, read_reproductions, reproduce

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = read_reproductions()
QUICK = [entry for entry in ENTRIES if entry.quick]


@pytest.mark.shared
@pytest.mark.parametrize("entry", QUICK, ids=[entry.name for entry in QUICK])
def test_quick_numbers_are_reproduced(
    entry: Reproduction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    if entry.needs and not Path(entry.needs).is_dir():
        pytest.skip(f"../shared is absent: {entry.name} needs it")
    outcomes = reproduce([entry], lambda given: run_entry(given, tmp_path))
    wrong = [
        f"{o.expected.task or o.expected.sheet} {o.expected.ranker} {o.expected.measure}: "
        f"{o.found} instead of {o.expected.value}"
        for o in outcomes
        if o.verdict is not Verdict.OK
    ]
    assert wrong == [], "renew with: passend eval reproduce --renew evaluation/reproductions.yaml"


def test_every_published_mean_stands_on_the_page() -> None:
    page = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
    missing = [
        f"{entry.name}: {expected.ranker} {expected.measure} {expected.value:.4f}"
        for entry in ENTRIES
        for expected in entry.expect
        if expected.sheet is None
        and expected.source == "own"
        and f"{expected.value:.4f}".removeprefix("0") not in page
    ]
    assert missing == []


def test_every_entry_is_a_command_that_can_be_run() -> None:
    assert len(ENTRIES) == len({entry.name for entry in ENTRIES})
    for entry in ENTRIES:
        plan = plan_of(entry)
        assert plan.checks or (plan.tasks and plan.rankers), entry.name
