"""Measures as people spell them: twice, unknown, not to be computed, on scores that are close."""

from __future__ import annotations

import re
import subprocess

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.evaluation.measures import MeasureError, per_query, ranking, summary
from tests.support import examples

QRELS = {"q": {"a": 2, "b": 1, "c": 0, "d": 1}}
RUN = {"q": {"b": 4.0, "c": 3.0, "a": 2.0, "d": 1.0}}


@pytest.mark.parametrize(("one", "other"), [("AP", "MAP"), ("P@1", "P(rel=1)@1"), ("RR", "MRR")])
def test_two_spellings_of_a_measure_have_the_same_values(one: str, other: str) -> None:
    alone = per_query((one,), QRELS, RUN)[one]
    assert alone["q"] > 0
    assert per_query((one, other), QRELS, RUN) == {one: alone, other: alone}
    assert per_query((other, one), QRELS, RUN) == {one: alone, other: alone}


def test_a_measure_without_any_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ir_measures, "iter_calc", lambda *_: iter(()))
    with pytest.raises(MeasureError, match="RR has no value for any query"):
        per_query(("RR",), QRELS, RUN)


@pytest.mark.parametrize("name", ["RBP", "alpha_nDCG@10", "BPM", "Judged", "AP(rel=0)"])
def test_a_measure_that_cannot_be_computed_is_refused_by_name(name: str) -> None:
    with pytest.raises(MeasureError, match=rf"^{re.escape(name)} cannot be computed here \("):
        per_query(("nDCG@10", name), {**QRELS, "r": {"a": 1}}, RUN)


def test_a_measure_whose_tool_fails_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(measures: list[object], *_: object) -> list[object]:
        if any(str(measure) == "ERR@10" for measure in measures):
            raise subprocess.CalledProcessError(255, ["perl"])
        return []

    monkeypatch.setattr(ir_measures, "iter_calc", fails)
    with pytest.raises(MeasureError, match=r"^ERR@10 cannot .* \(the tool that computes it"):
        per_query(("RR", "ERR@10"), QRELS, RUN)


@pytest.mark.parametrize("name", ["AP@0", "nDCG@0", "P(rel=2)@0"])
def test_a_cut_below_one_is_refused(name: str) -> None:
    with pytest.raises(MeasureError, match="the cut must be at least 1"):
        per_query((name,), QRELS, RUN)


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-3, 3), min_size=1),
    st.sampled_from([1e-30, 1e-6, 0.004, 1.0, 1e6]),
    st.sampled_from([0.0, 100_000.0]),
)
@examples(100)
def test_every_measure_sees_the_order_of_the_exact_scores(
    steps: dict[str, int], unit: float, base: float
) -> None:
    qrels = {"q": {"a": 1, "c": 1, "e": 1}}
    run = {"q": {document: base + step * unit for document, step in steps.items()}}
    order = {"q": {document: -float(n) for n, document in enumerate(ranking(run["q"]))}}
    names = ("nDCG@3", "expnDCG@3", "RR", "P@1", "RP@1")
    assert per_query(names, qrels, run) == per_query(names, qrels, order)


def test_scores_that_differ_in_64_bits_alone_are_no_tie() -> None:
    run = {"q": {"a": 100_000.01, "b": 100_000.006}}
    values = summary(per_query(("nDCG@1", "expnDCG@1", "RR"), {"q": {"a": 1}}, run))
    assert values == {"nDCG@1": 1.0, "expnDCG@1": 1.0, "RR": 1.0}
