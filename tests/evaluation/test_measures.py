"""Measures, run files and tests of difference, against cases worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from passend.evaluation.errors import DataError
from passend.evaluation.measures import MeasureError, per_query, ranking, summary
from passend.evaluation.significance import FEWEST, compare, detectable, holm
from passend.evaluation.trec import RunError, read_run, write_run

QRELS = {"q": {"a": 2, "b": 1, "c": 0, "d": 1}}
RUN = {"q": {"b": 4.0, "c": 3.0, "a": 2.0, "d": 1.0}}


def test_the_two_gains_of_ndcg_differ() -> None:
    values = summary(per_query(("nDCG@10", "expnDCG@10"), QRELS, RUN))
    assert values["nDCG@10"] == pytest.approx(0.7763, abs=5e-5)
    assert values["expnDCG@10"] == pytest.approx(0.7094, abs=5e-5)


def test_rp_divides_by_the_smaller_of_k_and_relevant() -> None:
    values = summary(per_query(("RP@2", "RP@10"), QRELS, RUN))
    assert values == {"RP@2": 0.5, "RP@10": 1.0}


def test_a_query_without_an_answer_counts_as_zero() -> None:
    qrels = {**QRELS, "r": {"a": 1}}
    values = per_query(("nDCG@10", "RR", "RP@5"), qrels, RUN)
    assert all(set(row) == {"q", "r"} for row in values.values())
    assert values["RR"]["r"] == 0.0
    assert summary(values)["RR"] == 0.5


def test_ties_are_broken_by_document_id_descending() -> None:
    assert ranking({"a": 1.0, "c": 1.0, "b": 2.0}) == ["b", "c", "a"]
    tied = {"q": {"a": 1.0, "c": 1.0}}
    assert per_query(("RR",), {"q": {"a": 1}}, tied)["RR"]["q"] == 0.5
    assert per_query(("RP@1",), {"q": {"a": 1}}, tied)["RP@1"]["q"] == 0.0


def test_judged_and_relevance_levels_in_ir_measures_notation() -> None:
    run = {"q": {"x": 9.0, "a": 2.0, "b": 1.0}}
    values = summary(per_query(("Judged@2", "P(rel=2)@2", "Success@2"), QRELS, run))
    assert values == {"Judged@2": 0.5, "P(rel=2)@2": 0.5, "Success@2": 1.0}


@pytest.mark.parametrize("name", ["Onzin@10", "RP@0", "nDCG@", "import os"])
def test_an_unknown_measure_is_refused(name: str) -> None:
    with pytest.raises(MeasureError):
        per_query((name,), QRELS, RUN)


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.02, 0.03, 0.04]) == pytest.approx([0.04, 0.06, 0.06, 0.06])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


def test_a_clear_difference_is_found_and_none_is_not() -> None:
    base = {str(i): 0.3 + 0.01 * (i % 5) for i in range(40)}
    better = {query: value + 0.1 + 0.01 * (int(query) % 3) for query, value in base.items()}
    found = compare(better, base)
    assert found.p_t < 0.001
    assert found.p_randomisation < 0.001
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.difference < found.high
    assert found.low > 0.1
    assert (found.wins, found.ties, found.losses) == (40, 0, 0)
    same = compare(base, base)
    assert (same.difference, same.p_t, same.p_randomisation) == (0.0, 1.0, 1.0)
    assert same.ties == 40


def test_the_tests_agree_on_noise() -> None:
    base = {str(i): 0.5 for i in range(60)}
    noisy = {query: 0.5 + 0.1 * math.sin(7.3 * int(query)) for query in base}
    found = compare(noisy, base)
    assert found.p_t == pytest.approx(found.p_randomisation, abs=0.03)
    assert found.detectable > abs(found.difference)


@pytest.mark.parametrize(("queries", "comparisons"), [(8, 1), (8, 12), (30, 1), (102, 5)])
def test_a_detectable_difference_is_found_in_four_of_five_cases(
    queries: int, comparisons: int
) -> None:
    size = detectable(0.2, queries, comparisons)
    drawn = np.random.default_rng(5).normal(size, 0.2, (20_000, queries))
    found = stats.ttest_1samp(drawn, 0.0, axis=1).pvalue * comparisons < 0.05
    assert found.mean() == pytest.approx(0.8, abs=0.012)


@pytest.mark.parametrize("queries", [2, 5, 40, 3000])
@pytest.mark.parametrize("comparisons", [1, 3])
def test_what_is_detectable_is_that_of_the_noncentral_t(queries: int, comparisons: int) -> None:
    shift = detectable(1.0, queries, comparisons) * queries**0.5
    critical = stats.t.isf(0.025 / comparisons, queries - 1)
    assert stats.nct.sf(critical, queries - 1, shift) == pytest.approx(0.8, abs=1e-4)


def test_few_queries_have_no_interval() -> None:
    values = {f"q{n:02}": n / 20 for n in range(FEWEST)}
    fewer = dict(list(values.items())[1:])
    base = dict.fromkeys(values, 0.1)
    assert compare(values, base).low is not None
    few = compare(fewer, dict.fromkeys(fewer, 0.1))
    assert (few.low, few.high) == (None, None)
    assert few.difference == pytest.approx(0.15)


@pytest.mark.parametrize(("queries", "least"), [(2, 0.5), (5, 0.0625), (6, 0.03125), (13, 2**-12)])
def test_all_flips_are_tried_where_they_are_few(queries: int, least: float) -> None:
    better = {str(n): 0.5 + n / 100 for n in range(queries)}
    assert compare(better, dict.fromkeys(better, 0.0)).p_randomisation == least


def test_flips_as_far_as_what_was_seen_count() -> None:
    mixed = {"a": 0.3, "b": 0.1, "c": -0.1}
    found = compare(mixed, dict.fromkeys(mixed, 0.0))
    assert found.p_randomisation == 6 / 8, "sums .5, .3, .3 and .1 to both sides; .3 was seen"


def test_compare_wants_the_same_queries() -> None:
    with pytest.raises(ValueError, match="same queries"):
        compare({"a": 1.0, "b": 0.0}, {"a": 1.0})
    with pytest.raises(ValueError, match="two queries"):
        compare({"a": 1.0}, {"a": 0.0})


def test_a_run_is_written_and_read_back_in_the_same_order(tmp_path: Path) -> None:
    path = tmp_path / "run.txt"
    ranked = [("d9", 7), ("d1", 7), ("d5", 7), ("d2", 0)]
    assert write_run(path, [("q1", ranked)], "t") == 1
    assert ranking(read_run(path)["q1"]) == [document for document, _ in ranked]


@pytest.mark.parametrize(
    "ranked",
    [[("a", 2), ("a", 1)], [("a", 1), ("b", 2)], [("a b", 1)], [("", 1)]],
)
def test_a_run_that_cannot_be_is_not_written(tmp_path: Path, ranked: list[tuple[str, int]]) -> None:
    with pytest.raises(RunError):
        write_run(tmp_path / "run.txt", [("q", ranked)], "t")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("q Q0 d 1 nan t\n", "line 1: score 'nan'"),
        ("q Q0 d 1 veel t\n", "line 1: score 'veel'"),
        ("q Q0 d 1 2.0 t\nq Q0 d 2 1.0 t\n", "line 2: document d comes twice"),
        ("x Q0 d 1 2.0 t\n", "line 1: query x is not in the judgements"),
        ("q Q0 d 1 2.0\n", "line 1: 5 columns"),
        ("\n\n", "is empty"),
    ],
)
def test_bad_runs_get_one_error_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "run.txt"
    path.write_text(text)
    with pytest.raises(DataError, match=message):
        read_run(path, queries={"q"})
