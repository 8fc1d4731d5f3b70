"""The check of robustness: each row is the task it names, ranked and compared."""

from __future__ import annotations

import pytest

from passend.engine.coding import Coder
from passend.evaluation.checks import run_check
from passend.evaluation.context import Context
from passend.evaluation.measures import summary
from passend.evaluation.rankers import make_ranker
from passend.evaluation.results import Sheet
from passend.evaluation.runner import ranked, values_of
from passend.evaluation.specs import SpecError
from passend.evaluation.tasks import make_task
from tests.support import SHARED


@pytest.fixture(scope="module")
def context(coder: Coder) -> Context:
    return Context(lambda: coder)


@pytest.fixture(scope="module")
def sheet(context: Context) -> Sheet:
    return run_check('robustness("bm25", task=\'apprenticeships("dev")\')', context)


@pytest.mark.parametrize(
    ("change", "side", "spec"),
    [
        ("without text", "queries", 'without({}, "text", side="queries")'),
        ("without experience.text", "queries", 'without({}, "experience.text", side="queries")'),
        ("without description", "corpus", 'without({}, "description", side="corpus")'),
        ("typing errors 0.2", "both", 'typos({}, rate=0.2, side="both")'),
        ("no codes", "corpus", 'uncoded({}, labels=False, side="corpus")'),
        ("only wish", "queries", 'sparse({}, "wish")'),
    ],
)
def test_a_row_is_the_task_it_names(
    context: Context, sheet: Sheet, change: str, side: str, spec: str
) -> None:
    task = make_task(spec.format('apprenticeships("dev")'), context)
    value = summary(values_of(task, ranked(make_ranker("bm25", context), task)))["nDCG@3"]
    row = next(row for row in sheet.rows if row[1:3] == [change, side])
    found = dict(zip(sheet.columns, row, strict=True))
    assert found["nDCG@3"] == pytest.approx(value, abs=1e-12)
    assert found["queries"] == len(task.queries)
    assert found["delta"] == pytest.approx(value - found["nDCG@3 intact"], abs=1e-12)
    assert found["low"] <= found["delta"] + 1e-12
    assert found["delta"] <= found["high"] + 1e-12
    assert sheet.numbers[f"bm25 {change} {side}"] == found["nDCG@3"]


def test_only_changes_that_touch_a_record_have_a_row(sheet: Sheet) -> None:
    assert sheet.rows[0][1] == "none"
    assert all(row[3] > 0 for row in sheet.rows[1:])
    elements = {row[1] for row in sheet.rows if row[1].startswith("without")}
    assert {"without travel", "without experience", "without leerbaan"} <= elements
    assert "without presentation" not in elements


def test_a_ranker_of_words_loses_nothing_with_facts_that_are_no_words(sheet: Sheet) -> None:
    for change in ("without hours", "without licences", "without travel", "codes as names"):
        assert {row[7] for row in sheet.rows if row[1] == change} == {0.0}, change


def test_a_cold_start_is_compared_with_the_same_queries_intact(sheet: Sheet) -> None:
    rows = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    whole = rows[0]["queries"]
    cold = [row for row in rows if row["change"] == "only interests"]
    assert [row["queries"] < whole for row in cold] == [True]
    assert [row["nDCG@3 intact"] != rows[0]["nDCG@3"] for row in cold] == [True]


@pytest.mark.shared
def test_a_task_of_texts_is_refused(context: Context) -> None:
    folder = SHARED / "benchmarks/vdab_skills_nl_dev"
    if not folder.is_dir():
        pytest.skip("../shared is absent: no vdab_skills_nl_dev")
    with pytest.raises(SpecError, match="texts alone"):
        run_check(f'robustness("bm25", task=\'vdab("{folder}")\')', context)
