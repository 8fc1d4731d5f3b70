"""The gain of federation: counted by hand, against enumeration, and 0 for a placebo."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.engine.coding import Coder
from passend.engine.points import MAX_SCORE
from passend.evaluation.checks import run_check
from passend.evaluation.checks.federation import federation_of
from passend.evaluation.collection import Feasible
from passend.evaluation.context import Context
from passend.evaluation.federation import (
    Federation,
    Gain,
    expected_at_random,
    feasible_pairs,
    gains,
)
from passend.evaluation.items import Item
from passend.evaluation.placebos import alone, with_copies, with_irrelevant
from passend.evaluation.ranking import rank_all
from passend.evaluation.results import Sheet
from passend.evaluation.runner import RankerError
from passend.evaluation.specs import SpecError
from tests.support import examples


class ByText:
    """Scores a document by the number in its text: the higher, the better for everybody."""

    name = "by text"

    def __init__(self, spoiled: float | None = None) -> None:
        self.spoiled = spoiled

    def fit(self, corpus: Sequence[Item]) -> None:
        self.row = [float(item.text) for item in corpus]
        if self.spoiled is not None:
            self.row[0] = self.spoiled

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        return np.array([self.row for _ in queries])


def two_organisations() -> Federation:
    """A holds d9, d7, d5, d3 (its number is its score), B holds d8, d6, d4 and a copy of d9."""
    corpus = [Item(f"d{n}", str(n)) for n in (9, 7, 5, 3, 8, 6, 4)] + [Item("e9", "9")]
    return Federation(
        queries=(Item("a1", "?"), Item("b1", "?"), Item("a2", "?")),
        corpus=tuple(corpus),
        holder={
            **dict.fromkeys(("a1", "a2", "d9", "d7", "d5", "d3"), "A"),
            **dict.fromkeys(("b1", "d8", "d6", "d4", "e9"), "B"),
        },
        wanted={"a1": {"d9", "e9", "d8", "d5", "d4"}, "b1": {"d9", "d7"}},
    )


def test_the_gain_is_what_only_others_hold_among_what_is_read() -> None:
    found = gains(ByText(), two_organisations(), depth=3)
    # a1: own order 9 7 5, that of all 9 8 7, of others alone 8 6 4 (its copy of 9 is no other's).
    assert found["a1"] == Gain(held=2, elsewhere=2, own=2, union=2, gained=1, displaced=1, others=2)
    # b1: holds a copy of 9, so that only 7 is new; others alone are 7 5 3.
    assert found["b1"] == Gain(held=1, elsewhere=1, own=1, union=2, gained=1, displaced=0, others=1)
    assert found["a2"] == Gain(0, 0, 0, 0, 0, 0, 0)
    assert list(found) == ["a1", "b1", "a2"]


def test_at_full_depth_everything_is_found_and_nothing_displaced() -> None:
    for gain in gains(ByText(), two_organisations(), depth=99).values():
        assert (gain.own, gain.gained, gain.others) == (gain.held, gain.elsewhere, gain.elsewhere)
        assert (gain.union, gain.displaced) == (gain.held + gain.elsewhere, 0)


def test_an_organisation_without_records_gains_all_that_is_read() -> None:
    whole = two_organisations()
    lone = replace(whole, holder={**whole.holder, "a2": "C"}, wanted={"a2": {"d9", "d3"}})
    assert gains(ByText(), lone, depth=2)["a2"] == Gain(0, 2, 0, 1, 1, 0, 1)


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_scores_that_are_no_numbers_are_refused(score: float) -> None:
    with pytest.raises(RankerError, match="by text: scores are not finite"):
        gains(ByText(score), two_organisations())


def test_nothing_read_is_no_measurement() -> None:
    with pytest.raises(ValueError, match="depth is 0"):
        gains(ByText(), two_organisations(), depth=0)


@st.composite
def federations(draw: st.DrawFn) -> Federation:
    """Up to three organisations; some records are equal; anything may be wanted."""
    numbers = draw(st.lists(st.integers(0, 9), min_size=1, max_size=10))
    corpus = tuple(Item(f"d{i}", str(number)) for i, number in enumerate(numbers))
    queries = tuple(Item(f"q{i}", "?") for i in range(draw(st.integers(1, 4))))
    names = st.sampled_from("ABC")
    return Federation(
        queries=queries,
        corpus=corpus,
        holder={item.id: draw(names) for item in (*queries, *corpus)},
        wanted={
            query.id: draw(st.sets(st.sampled_from([d.id for d in corpus]))) for query in queries
        },
    )


@examples(80)
@given(federations(), st.integers(1, 5))
def test_a_source_of_copies_changes_nothing(whole: Federation, depth: int) -> None:
    for name in {whole.holder[query.id] for query in whole.queries}:
        before = gains(ByText(), alone(whole, name), depth)
        assert gains(ByText(), with_copies(whole, name), depth) == before
        assert {gain.gained for gain in before.values()} == {0}
        selected = {
            query.id: {d.id for d in with_copies(whole, name).corpus} for query in whole.queries
        }
        assert set(expected_at_random(with_copies(whole, name), selected).values()) == {0.0}


@examples(80)
@given(federations(), st.integers(1, 5))
def test_a_source_of_irrelevant_records_adds_nothing(whole: Federation, depth: int) -> None:
    for name in {whole.holder[query.id] for query in whole.queries}:
        for gain in gains(ByText(), with_irrelevant(whole, name), depth).values():
            assert (gain.gained, gain.elsewhere, gain.others) == (0, 0, 0)
            assert gain.union == gain.own - gain.displaced


@examples(80)
@given(federations(), st.integers(1, 5))
def test_what_is_found_adds_up(whole: Federation, depth: int) -> None:
    for gain in gains(ByText(), whole, depth).values():
        assert gain.union == gain.own - gain.displaced + gain.gained
        assert gain.gained <= gain.others <= min(depth, gain.elsewhere)


def by_enumeration(sources: list[tuple[int, int]], most: int, depth: int) -> Fraction:
    """Mean of hits over every answer and every order; sources are (selected, of those wanted)."""
    per_source = [
        list(combinations([(s, i) for i in range(size)], min(most, size)))
        for s, (size, _) in enumerate(sources)
    ]
    hits = total = 0
    for drawn in product(*per_source):
        for order in permutations([record for part in drawn for record in part]):
            total += 1
            hits += sum(i < sources[s][1] for s, i in order[:depth])
    return Fraction(hits, total)


@pytest.mark.parametrize(
    ("sources", "most", "depth"),
    [
        ([(3, 1), (2, 1)], 2, 2),
        ([(4, 1), (1, 1)], 2, 2),
        ([(4, 3), (2, 0)], 3, 1),
        ([(2, 2), (1, 0)], 9, 5),
        ([(3, 0)], 2, 2),
    ],
)
def test_random_order_gives_what_enumeration_gives(
    sources: list[tuple[int, int]], most: int, depth: int
) -> None:
    corpus, wanted, holder = [], set(), {"q": "own", "mine": "own"}
    for s, (size, right) in enumerate(sources):
        for i in range(size):
            key = f"d{s}{i}"
            corpus.append(Item(key, key))
            holder[key] = f"s{s}"
            wanted |= {key} if i < right else set()
    whole = Federation(
        (Item("q", "?"),), (*corpus, Item("mine", "m")), holder, {"q": wanted | {"mine"}}
    )
    selected = {"q": {item.id for item in whole.corpus}}
    found = expected_at_random(whole, selected, depth, most)["q"]
    assert found == pytest.approx(float(by_enumeration(sources, most, depth)), abs=1e-12)


def test_an_empty_selection_gives_nothing() -> None:
    assert set(expected_at_random(two_organisations(), {}).values()) == {0.0}


def test_feasible_pairs_are_those_of_the_products_first_tier(coder: Coder) -> None:
    context = Context(lambda: coder)
    whole = federation_of(context, "vacancy", "dev")
    queries, corpus = whole.queries[:4], whole.corpus[:25]
    found = feasible_pairs(coder, queries, corpus)
    turned = feasible_pairs(coder, corpus, queries)
    asking = {item.id: context.collection.vacancies[item.id] for item in queries}
    ranked = {item.id: context.collection.persons[item.id] for item in corpus}
    tiers = {
        query: {key for key, value in order if value > MAX_SCORE}
        for query, order in rank_all(coder, asking, ranked, len(corpus))
    }
    assert found == tiers
    assert 0 < sum(map(len, tiers.values())) < len(queries) * len(corpus)
    assert {(q, d) for q, ds in found.items() for d in ds} == {
        (q, d) for d, qs in turned.items() for q in qs
    }


def test_the_collection_counts_relevant_and_feasible_alone(coder: Coder) -> None:
    context = Context(lambda: coder)
    judged = context.collection.judges["a"]
    for by in ("vacancy", "person"):
        whole = federation_of(context, by, "dev")
        for query, documents in whole.wanted.items():
            for document in documents:
                pair = (query, document) if by == "vacancy" else (document, query)
                assert judged[pair].grade >= 2
                assert judged[pair].feasible is not Feasible.NO
    assert sum(map(len, whole.wanted.values())) > 20


# --- the check, on a collection of three persons and two vacancies


@pytest.fixture(scope="module")
def sheet(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    folder = tmp_path_factory.mktemp("tiny")

    def person(key: str, source: str, text: str) -> dict[str, object]:
        vum = {"idWerkzoekende": key, "mobiliteit": {"bemiddelingspostcode": "6811AA"}}
        return {"id": key, "kind": "person", "source": source, "vum": vum, "ext": {"text": text}}

    def vacancy(key: str, source: str, text: str) -> dict[str, object]:
        place = {"adres": {"postcode": "6811AA"}}
        vum = {"idVacature": key, "naamVacature": text, "omschrijvingVacature": text, **place}
        return {"id": key, "kind": "vacancy", "source": source, "vum": vum}

    people = [
        person("p1", "A", "kok"),
        person("p2", "B", "kok en bakker"),
        person("p3", "B", "lasser"),
    ]
    works = [vacancy("v1", "A", "kok"), vacancy("v2", "B", "lasser")]
    for name, records in (("persons", people), ("vacancies", works)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines)
    (folder / "judge-a.tsv").write_text(
        "v1\tp1\t3\tyes\t-\nv1\tp2\t2\tunknown\t-\nv1\tp3\t3\tno\tafstand\nv2\tp3\t1\tyes\t-\n"
    )
    return run_check(
        'federation("char_wb", split="all", depth=2)', Context(lambda: coder, Path(folder))
    )


def test_the_sheet_holds_what_was_counted_by_hand(sheet: Sheet) -> None:
    rows = {
        (row[0], row[1], row[2]): dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows
    }
    a = rows["persons", "organisation", "A"]
    assert (a["queries"], a["held"], a["elsewhere"]) == (1, 1, 1)
    assert (a["own"], a["union"], a["gain"]) == (1, 2, 1)
    # B gives two answers in random order, both are read, one of them counts.
    assert (a["tier 0 elsewhere"], a["VUM"]) == (1, 1)
    assert (a["VUM, occupation"], a["others, ranked"], a["over VUM"]) == (1, 1, 0)
    b = rows["persons", "organisation", "B"]
    assert (b["held"], b["elsewhere"], b["gain"], b["VUM"]) == (0, 0, 0, 0)
    assert rows["persons", "organisation", "all"]["gain"] == 0.5
    # p2 of B finds v1 of A; p1 holds its own; p3 is not feasible there.
    back = rows["vacancies", "organisation", "B"]
    assert (back["queries"], back["elsewhere"], back["gain"]) == (2, 0.5, 0.5)
    assert rows["vacancies", "organisation", "A"]["gain"] == 0
    assert rows["persons", "province", "Gelderland"]["queries"] == 2


def test_placebos_in_the_sheet_add_nothing(sheet: Sheet) -> None:
    placebos = {name: value for name, value in sheet.numbers.items() if "placebo" in name}
    assert len(placebos) == 4
    assert set(placebos.values()) == {0.0}
    assert sheet.passed is True
    assert sheet.numbers["persons all gain"] == 0.5


def test_parameters_that_do_not_fit_are_refused(coder: Coder) -> None:
    context = Context(lambda: coder)
    for spec, message in (
        ('federation("char_wb", depth=0)', "depth is 0"),
        ('federation("char_wb", split="train")', "split 'train' does not exist"),
        ('federation("none_such")', "no ranker is called"),
    ):
        with pytest.raises(SpecError, match=message):
            run_check(spec, context)
