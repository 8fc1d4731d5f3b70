"""The report's tables: numbers worked out by hand, letters, slices, single queries."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.evaluation.measures import per_query, summary
from passend.evaluation.report.ceilings import best_mean, ceilings, small_corpus
from passend.evaluation.report.hardest import focus_of, hardest
from passend.evaluation.report.letters import letter_of, superscripts
from passend.evaluation.report.notes import notes
from passend.evaluation.report.slices import slice_tables
from passend.evaluation.report.table import main_table
from passend.evaluation.significance import bootstrap_interval, compare, detectable, holm
from tests.evaluation.report_example import BASE, GOOD, QUERIES, SAME, run, task, values
from tests.support import examples

# good − base is .1 and .2 by turns: mean .15, deviation .05 √(8/7), t = 3 √7.
P_GOOD_BASE = 9.6e-05
# good − same is .0 and .3 by turns: t = √7.
P_GOOD_SAME = 0.0331


def test_means_differences_and_tests_are_those_worked_out_by_hand() -> None:
    rows = main_table(task()).rows
    assert [row.cells[0].mean for row in rows] == pytest.approx([0.3, 0.45, 0.3])
    assert [row.cells[0].best for row in rows] == [False, True, False]
    assert rows[0].cells[0].against is None
    good, same = (row.cells[0].against for row in rows[1:])
    assert good is not None
    assert same is not None
    assert good.difference == pytest.approx(0.15)
    assert good.p_t == pytest.approx(2 * P_GOOD_BASE, rel=0.01), "Holm over two comparisons"
    assert good.effect == pytest.approx(3 / (8 / 7) ** 0.5)
    two = detectable(0.05 * (8 / 7) ** 0.5, 8, comparisons=2)
    assert good.detectable == pytest.approx(two), "at the first step of Holm over two"
    assert (good.low, good.high) == (None, None), "too few queries"
    assert (good.wins, good.ties, good.losses) == (8, 0, 0)
    assert good.p_randomisation == 2 * 2 / 256, "all signs alike, two sides; Holm over two"
    assert (same.difference, same.p_t) == pytest.approx((0, 1))
    assert (same.wins, same.losses) == (4, 4)


def test_letters_name_the_runs_that_are_beaten_after_holm() -> None:
    found = main_table(task()).cells("nDCG@10")
    assert [(row.letter, cell.letters) for row, cell in found] == [("a", ""), ("b", "a"), ("c", "")]
    assert P_GOOD_SAME < 0.05 < 2 * P_GOOD_SAME, "without the correction b would carry c too"
    assert superscripts(np.array([GOOD, SAME]).T) == ["b", ""]


def test_every_number_is_that_of_the_tests_for_one_run() -> None:
    random = np.random.default_rng(3)
    base = random.random(41)
    shifts = {"base": 0.0, "x": 0.02, "y": -0.09, "z": 0.16}
    rows = {
        name: {f"q{q:03}": float(v) for q, v in enumerate(base + shift * random.normal(1, 2, 41))}
        for name, shift in shifts.items()
    }
    runs = [run(name, BASE, values={"AP": row}) for name, row in rows.items()]
    table = main_table(task(runs=runs, measures=["AP"]), seed=11)
    single = {name: compare(rows[name], rows["base"], seed=11) for name in list(rows)[1:]}
    corrected = {
        kind: holm([getattr(one, kind) for one in single.values()])
        for kind in ("p_t", "p_randomisation")
    }
    assert all(max(row) < 1 for row in corrected.values()), "else the comparison shows nothing"
    for place, (row, cell) in enumerate(table.cells("AP")):
        interval = bootstrap_interval(list(rows[row.ranker].values()), seed=11)
        assert (cell.low, cell.high) == pytest.approx(interval, abs=1e-12)
        if place:
            expected, found = single[row.ranker], cell.against
            assert found is not None
            for name in ("difference", "low", "high", "effect"):
                assert getattr(found, name) == pytest.approx(getattr(expected, name), abs=1e-12)
            deviation = expected.difference / expected.effect
            assert found.detectable == pytest.approx(detectable(deviation, 41, comparisons=3))
            assert found.detectable > expected.detectable
            assert (found.wins, found.ties, found.losses) == (
                expected.wins,
                expected.ties,
                expected.losses,
            )
            for kind, row_of in corrected.items():
                assert getattr(found, kind) == pytest.approx(row_of[place - 1], abs=1e-12)


TABLES = st.integers(2, 9).flatmap(
    lambda queries: st.lists(
        st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), min_size=queries, max_size=queries),
        min_size=1,
        max_size=6,
    )
)


@examples(60)
@given(TABLES)
def test_a_letter_stands_for_a_run_with_a_lower_mean_and_never_both_ways(
    rows: list[list[float]],
) -> None:
    found = superscripts(np.array(rows).T)
    for winner, letters in enumerate(found):
        for loser in range(len(rows)):
            if letter_of(loser) in letters:
                assert sum(rows[winner]) > sum(rows[loser])
                assert letter_of(winner) not in found[loser]


@examples(60)
@given(TABLES)
def test_another_run_takes_letters_away_and_never_gives_one_between_others(
    rows: list[list[float]],
) -> None:
    all_runs = superscripts(np.array(rows).T)
    fewer = superscripts(np.array(rows[:-1]).T) if len(rows) > 1 else []
    last = letter_of(len(rows) - 1)
    for before, after in zip(fewer, all_runs, strict=False):
        assert set(after) - {last} <= set(before)


@examples(100)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_raises_and_keeps_the_order(p_values: list[float]) -> None:
    corrected = holm(p_values)
    assert all(p <= c <= 1 for p, c in zip(p_values, corrected, strict=True))
    ranked = [c for _, c in sorted(zip(p_values, corrected, strict=True))]
    assert ranked == sorted(ranked)
    assert min(corrected) == min(1.0, len(p_values) * min(p_values))


def test_letters_stay_single_signs_for_many_runs() -> None:
    letters = [letter_of(place) for place in range(60)]
    assert len(set(letters)) == 60
    assert all(len(letter) == 1 for letter in letters[:52])


def test_one_query_has_no_interval_and_nothing_to_compare() -> None:
    runs = [run(n, BASE, values={"AP": {"q1": v}}) for n, v in (("base", 0.5), ("x", 0.5))]
    rows = main_table(task(runs=runs, measures=["AP"])).rows
    assert [row.cells[0] for row in rows] == [rows[0].cells[0]] * 2
    assert (rows[0].cells[0].low, rows[1].cells[0].against) == (None, None)
    assert rows[0].cells[0].best, "both are best"


def test_without_a_baseline_or_runs_the_table_still_stands() -> None:
    table = main_table(task(baseline=""))
    assert table.baseline is None
    assert all(cell.against is None for row in table.rows for cell in row.cells)
    assert [cell.letters for _, cell in table.cells("nDCG@10")] == ["", "a", ""]
    empty = main_table(task(runs=[], baseline=""))
    assert (empty.rows, empty.baseline) == ((), None)


@pytest.mark.parametrize(
    "wrong",
    [{"nDCG@10": values(BASE)}, {"nDCG@10": {"q1": 0.1}, "R@1": values(BASE)}],
    ids=["a measure is lacking", "queries are lacking"],
)
def test_runs_that_were_judged_otherwise_are_refused(wrong: Any) -> None:
    runs = [run("base", BASE), run("other", BASE, values=wrong)]
    with pytest.raises(ValueError, match="other was not judged on"):
        main_table(task(runs=runs))


def test_crosswalks_and_judged_documents_are_told_per_run() -> None:
    rows = main_table(task()).rows
    assert [row.crosswalk_free for row in rows] == [True, None, False]
    assert [row.judged for row in rows] == [1.0] * 3
    pooled = main_table(task(complete=False)).rows
    assert pooled[0].judged == 0.5, "of d1 and d2 one is named by the judgements of each query"
    silent = task(complete=False, runs=[run("base", BASE, top={})])
    assert main_table(silent).rows[0].judged is None


def test_slices_are_means_over_their_queries_in_a_fixed_order() -> None:
    size, all_queries = slice_tables(task())
    assert [(row.value, row.queries, row.small) for row in size.rows] == [
        ("weinig", 3, True),
        ("veel", 5, False),
    ]
    cells = size.rows[0].cells
    assert cells["good(k=1)"].mean == pytest.approx((0.3 + 0.6 + 0.3) / 3)
    assert cells["good(k=1)"].difference == pytest.approx((0.1 + 0.2 + 0.1) / 3)
    assert cells["base"].difference is None
    assert all_queries.rows[0].cells["same"].mean == pytest.approx(0.3)
    assert slice_tables(task(baseline=""))[0].rows[0].cells["same"].difference is None


def test_single_queries_begin_with_the_most_extreme() -> None:
    row = [0.0, 0.4, 0.9, 0.4, 0.1, 0.4, 0.2, 0.5]
    found = hardest(task(runs=[run("base", BASE), run("x", row)]), most=2)
    assert found is not None
    assert (found.ranker, found.baseline) == ("x", "base")
    assert [(q.query, round(q.difference or 0, 3)) for q in found.losses] == [
        ("q1", -0.2),
        ("q5", -0.1),
    ]
    assert [q.query for q in found.gains] == ["q3", "q8"]
    assert [q.query for q in found.lowest] == ["q1", "q5"]
    first = found.losses[0]
    assert [(d.document, d.text, d.mark) for d in first.left] == [
        ("d1", "bread | butter", "g3"),
        ("d2", "d2", "–"),
    ]
    pooled = hardest(task(complete=False))
    assert pooled is not None
    assert [d.mark for d in pooled.lowest[0].right] == ["g3", "?"]


def test_a_run_that_loses_nothing_has_no_losses() -> None:
    found = hardest(task())
    assert found is not None
    assert found.losses == ()
    assert len(found.gains) == 5


def test_the_run_to_look_at_is_the_wanted_one_then_ours_then_the_best() -> None:
    def name(given: Any, wanted: str | None = None) -> str | None:
        found = focus_of(given, wanted)
        return found and found.ranker

    assert name(task()) == "good(k=1)"
    assert name(task(), "same") == "same"
    assert name(task(), "absent") == "good(k=1)"
    assert name(task(runs=[run("base", BASE), run("ours", SAME), run("x", GOOD)])) == "ours"
    assert name(task(runs=[run("base", BASE)])) == "base"
    assert name(task(runs=[])) is None
    alone = hardest(task(runs=[run("base", BASE)]))
    assert alone is not None
    assert (alone.baseline, alone.losses, alone.lowest[0].right) == (None, (), ())


def test_an_address_is_shown_by_its_text_or_its_last_part() -> None:
    address = "http://data.example/occupation/12ab"
    runs = [run("base", BASE, top={q: [(address, 1.0)] for q in QUERIES})]
    for texts, label in (({}, "12ab"), ({address: "baker"}, "baker")):
        found = hardest(task(runs=runs, texts=texts))
        assert found is not None
        assert (found.lowest[0].left[0].name, found.lowest[0].left[0].label) == ("12ab", label)


def test_notes_tell_what_must_be_known() -> None:
    told = " ".join(notes(task(), seed=7))
    assert "8 queries; 2 more left out" in told
    assert "Every pair counts as judged" in told
    assert "nDCG has linear gain" in told
    assert "exponential" not in told
    assert "R@1 cannot reach 1: 1 query has more than 1 relevant documents." in told
    assert "(all 256 sign flips)" in told
    assert "No intervals: with fewer than 10 queries" in told
    assert "at p < .05 (.05 / 2, the first step of Holm)" in told
    assert "cannot reach .05" not in told
    assert "Seed 7" in told
    assert "orientation" in told
    assert "orientation" not in " ".join(notes(task(), seed=7, seconds=False))
    pooled = " ".join(notes(task(complete=False, measures=["expnDCG@10", "R(rel=2)@1"]), seed=7))
    assert "not judged counts as not relevant" in pooled
    assert "exponential gain, 2^rel − 1" in pooled
    assert "linear" not in pooled
    assert "cannot reach" not in pooled, "of grade 2 and up no query has more than one"


@pytest.mark.parametrize(
    ("queries", "runs", "told"),
    [
        (5, 2, "with 5 queries its smallest p is .0625."),
        (6, 2, ""),
        (6, 3, "with 6 queries its smallest p is .0312 before Holm over 2 comparisons."),
        (1, 2, ""),
    ],
)
def test_a_note_says_where_flips_cannot_show_anything(queries: int, runs: int, told: str) -> None:
    few = {f"q{n}": 0.1 for n in range(queries)}
    given = task(
        queries=queries,
        measures=["AP"],
        runs=[run(name, BASE, values={"AP": few}) for name in ("base", "x", "y")[:runs]],
    )
    text = " ".join(notes(given, seed=7))
    assert ("cannot reach .05" in text) == bool(told)
    assert told in text
    assert ("Detectable" in text) == (queries > 1)
    assert ("one comparison, so uncorrected" in text) == (runs == 2 and queries > 1)


GRADES = st.lists(
    st.lists(st.integers(0, 3), min_size=1, max_size=9).filter(any), min_size=1, max_size=5
)


@examples(60)
@given(GRADES, st.sampled_from(["P", "R", "AP", "RR", "Success"]), st.integers(1, 3))
def test_the_best_mean_is_that_of_a_ranking_by_grade(
    rows: list[list[int]], kind: str, lowest: int
) -> None:
    grades = {
        f"q{q}": {f"d{d}": grade for d, grade in enumerate(row)} for q, row in enumerate(rows)
    }
    ideal = {q: {d: float(g) for d, g in row.items()} for q, row in grades.items()}
    names = [f"{kind}(rel={lowest})@3", *([kind] if kind in ("AP", "RR") else [])]
    expected = summary(per_query(names, grades, ideal))
    given_task = task(grades=grades, measures=names)
    for name in names:
        assert best_mean(given_task, name) == pytest.approx(expected[name])
    below = [name for name in names if expected[name] < 1 - 1e-9]
    assert [told.partition(" cannot")[0] for told in ceilings(given_task)] == below


def test_notes_tell_on_how_many_queries_a_measure_cannot_reach_1_and_why() -> None:
    grades = {"q1": {"a": 3, "b": 2}, "q2": {"a": 1}, "q3": {"a": 1, "b": 1}, "q4": {"c": 2}}
    names = ["nDCG@10", "RR(rel=2)", "P(rel=2)@2", "R@1", "RP@10"]
    assert ceilings(task(grades=grades, measures=names)) == [
        "RR(rel=2) cannot reach 1: 2 queries have no document of grade 2 or more and count as 0. "
        "The best possible mean is .5000.",
        "P(rel=2)@2 cannot reach 1: 2 queries have no document of grade 2 or more and count as 0; "
        "1 query has fewer than 2 relevant documents of grade 2 or more. "
        "The best possible mean is .3750.",
        "R@1 cannot reach 1: 2 queries have more than 1 relevant documents. "
        "The best possible mean is .7500.",
    ]
    assert best_mean(task(grades=grades), "nDCG@10") is None


def test_a_note_warns_of_cuts_that_hold_half_of_the_documents() -> None:
    names = ["nDCG@10", "RP@3", "RR"]
    assert "13 documents any order scores high" in small_corpus(task(documents=13, measures=names))
    assert "(nDCG@10)" in small_corpus(task(documents=20, measures=names))
    assert small_corpus(task(documents=21, measures=names)) == ""
