"""Checks of trust hold on a few records, and each fails when what it checks is broken."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from passend.engine.coding import Coder
from passend.engine.criteria import ContractCriterion
from passend.engine.explanation import Explanation
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import Question, RecordKind
from passend.engine.verdict import Status, Verdict
from passend.engine.weights import DEFAULT_WEIGHTS
from passend.evaluation.checks import run_check
from passend.evaluation.context import WERK1, Context
from passend.evaluation.results import Sheet
from passend.evaluation.trust.bench import Bench, dev, sampled
from passend.evaluation.trust.elements import elements_of, only, without
from passend.index.local import LocalIndex

Patch = pytest.MonkeyPatch


def module(name: str) -> Any:
    """A module of the package, which has a function of the same name."""
    return importlib.import_module(f"passend.evaluation.trust.{name}")


def lines(name: str, kept: Callable[[str], bool]) -> str:
    rows = (WERK1 / name).read_text(encoding="utf-8").splitlines()
    return "".join(f"{row}\n" for row in rows if kept(row))


def ids(name: str) -> list[str]:
    """Ids of the dev split."""
    rows = (WERK1 / name).read_text(encoding="utf-8").splitlines()
    return dev(json.loads(row)["id"] for row in rows)


@pytest.fixture(scope="module")
def few(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Context:
    """Seven persons and four vacancies of the dev split, as a collection of its own."""
    folder = tmp_path_factory.mktemp("few")
    people, jobs = set(ids("persons.jsonl")[::16]), set(ids("vacancies.jsonl")[::8])
    for name, chosen in (("persons.jsonl", people), ("vacancies.jsonl", jobs)):
        text = lines(name, lambda row, chosen=chosen: json.loads(row)["id"] in chosen)
        (folder / name).write_text(text, encoding="utf-8")
    judged = lines("judge-a.tsv", lambda r: r.split("\t")[0] in jobs and r.split("\t")[1] in people)
    (folder / "judge-a.tsv").write_text(judged, encoding="utf-8")
    return Context(lambda: coder, collection_folder=folder)


@pytest.fixture(scope="module")
def bench(few: Context) -> Bench:
    return Bench(few)


def cells(sheet: Sheet, *starts: str) -> dict[str, Any]:
    """The only row that starts with these cells, by column."""
    (row,) = [row for row in sheet.rows if tuple(row[: len(starts)]) == starts]
    return dict(zip(sheet.columns, row, strict=True))


def fewer_phrases(patch: Patch) -> None:
    for name in ("PERSONAL", "NEUTRAL", "TITLES", "SENTENCES"):
        patch.setattr(module("counterfactual"), name, getattr(module("phrases"), name)[:2])


@pytest.mark.parametrize(
    "spec",
    [
        "additivity",
        "counterfactual(persons=2)",
        "deletion(pairs=10, records=4)",
        "honesty(pairs=12)",
        "stability(persons=2, vacancies=1)",
        "whatifs(pairs=6)",
    ],
)
def test_what_must_hold_holds_and_is_the_same_again(
    few: Context, monkeypatch: Patch, spec: str
) -> None:
    fewer_phrases(monkeypatch)
    sheet = run_check(spec, few)
    assert sheet.passed is True
    assert sheet.rows
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    assert run_check(spec, few) == sheet


@pytest.mark.parametrize("spec", ["findability", "sufficiency(records=4)"])
def test_what_only_measures_does_not_pass_or_fail(few: Context, spec: str) -> None:
    sheet = run_check(spec, few)
    assert sheet.passed is None
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    assert run_check(spec, few) == sheet


# The bench: against the index, which ranks in another way.


@pytest.mark.parametrize("kind", ["person", "vacancy"])
def test_scores_tiers_and_ranks_are_those_of_the_index(bench: Bench, kind: str) -> None:
    board = bench.persons if kind == "person" else bench.vacancies
    index = LocalIndex(bench.coder.criteria, bench.coder.width)
    for key, record in board.documents.items():
        if isinstance(record, Jobseeker):
            index.upsert(RecordKind.PERSON, key, bench.person(record)[0])
        else:
            index.upsert(RecordKind.VACANCY, key, bench.work(record)[0])
    size = len(board.documents)
    for row, query in enumerate(board.queries.values()):
        asked = bench.work(query) if isinstance(query, Vacancy) else bench.person(query)
        found = index.search(Question(asked[0], DEFAULT_WEIGHTS, size, size))
        for rank, hit in enumerate((*found.hits, *found.unmet), start=1):
            scores, tiers = board.judged(board.documents[hit.key])
            assert (scores[row], tiers[row]) == (hit.score, hit.tier)
            assert board.ranks(scores, tiers, hit.key)[row] == rank


def test_an_outsider_comes_after_its_equals(bench: Bench) -> None:
    board = bench.persons
    key = next(iter(board.documents))
    scores, tiers = board.judged(board.documents[key])
    assert (board.ranks(scores, tiers) > board.ranks(scores, tiers, key)).all()
    top = board.ranks(scores * 0 + 10**9, tiers * 0)
    assert np.array_equal(top, np.ones(len(board.queries)))


def test_a_sample_keeps_its_order_and_is_the_same_again() -> None:
    items = list(range(100))
    found = sampled(items, 10, 1, "x")
    assert found == sorted(set(found))
    assert len(found) == 10
    assert found == sampled(items, 10, 1, "x")
    assert found != sampled(items, 10, 1, "y")
    assert sampled(items, 100, 1, "x") == items


def test_elements_taken_away_and_kept_make_up_the_record(few: Context) -> None:
    for person in few.collection.persons.values():
        every = elements_of(person)
        assert elements_of(only(person, every)) == every
        assert elements_of(without(person, every)) == ()
        assert without(person, every).contracts == person.contracts
        for element in every:
            assert len(elements_of(without(person, [element]))) == len(every) - 1


# Broken on purpose.


def explained(patch: Patch, change: Callable[[Explanation], Explanation]) -> None:
    """Let every explanation come out changed."""
    honest = Bench.explain
    patch.setattr(Bench, "explain", lambda *args: change(honest(*args)))


def more_gain(explanation: Explanation) -> Explanation:
    first, *rest = explanation.needs or (None,)
    if first is None:
        return explanation
    return replace(explanation, needs=(replace(first, gain=first.gain + 1), *rest))


def more_known(explanation: Explanation) -> Explanation:
    pair = explanation.pair
    first, *rest = pair.terms
    terms = (replace(first, known=first.known + 1), *rest)
    return replace(explanation, pair=replace(pair, terms=terms))


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (more_gain, {"weight x need x gain over the competences = known part of their term"}),
        (
            more_known,
            {
                "known + assumed over all terms = score",
                "weight x need x gain over the competences = known part of their term",
            },
        ),
    ],
)
def test_a_wrong_part_breaks_additivity(
    few: Context, monkeypatch: Patch, change: Any, rules: set[str]
) -> None:
    explained(monkeypatch, change)
    sheet = run_check("additivity(pairs=8)", few)
    assert sheet.passed is False
    assert {row[0] for row in sheet.rows if row[2]} == rules


def test_a_score_that_the_index_does_not_have_breaks_additivity(
    few: Context, monkeypatch: Patch
) -> None:
    honest = module("additivity")._indexed
    monkeypatch.setattr(
        module("additivity"),
        "_indexed",
        lambda *args: {
            v: {p: s + 1 for p, s in row.items()} for v, row in honest(*args).items()
        },
    )  # fmt: skip
    sheet = run_check("additivity(pairs=8)", few)
    row = cells(sheet, "score of the index = score of the explanation")
    assert (row["broken"], row["largest difference"]) == (8, 1)
    assert sheet.numbers["broken"] == 8


def test_a_wrong_part_breaks_deletion(few: Context, monkeypatch: Patch) -> None:
    explained(monkeypatch, more_gain)
    assert run_check("deletion(pairs=8, records=1)", few).passed is False


def test_naming_everything_keeps_everything_and_naming_nothing_leaves_the_facts(
    few: Context, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(module("sufficiency"), "_named", lambda _e, person, *_: elements_of(person))
    every = cells(run_check("sufficiency(records=6, top=3)", few), "all")
    assert every["named alone: in the top"] == 1
    assert every["named alone: share of the score"] == 1
    monkeypatch.setattr(module("sufficiency"), "_named", lambda *_: [])
    sheet = run_check("sufficiency(records=6, top=3)", few)
    none, facts = cells(sheet, "all"), cells(sheet, "none: facts alone")
    assert none["without them: share of the score"] == 1
    for column in ("named alone: in the top", "named alone: share of the score"):
        assert none[column] == facts[column]
    assert facts["named alone: share of the score"] < 1


def test_a_reordering_that_loses_something_breaks_stability(
    few: Context, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(
        module("stability"), "reordered", lambda record, _seed: {**record, "ext": {}}
    )
    assert run_check("stability(persons=4, vacancies=0)", few).passed is False


def leaking(field: str) -> Callable[..., Jobseeker | Vacancy | None]:
    """A door that lets a part of the record into the person's own text."""
    honest = module("counterfactual").through_the_door

    def door(record: Any, kind: Any) -> Any:
        domain = honest(record, kind)
        held = json.dumps(record["vum"], ensure_ascii=False)
        if isinstance(domain, Jobseeker) and field in held:
            return replace(domain, text=f"Ik heb {field} en ik werkte als kok en als lasser.")
        return domain

    return door


@pytest.mark.parametrize(
    ("leak", "group", "what"),
    [
        ("Fatima", "by the record", "name: Fatima Yildirim"),
        ("Al-Amana", "by the record", "name of schools"),
        ("codeWerkEnDenkniveauWerkzoekende", "education", "working and thinking level"),
    ],
)
def test_what_leaks_through_the_door_breaks_the_counterfactual_pairs(
    few: Context, monkeypatch: Patch, leak: str, group: str, what: str
) -> None:
    monkeypatch.setattr(module("counterfactual"), "through_the_door", leaking(leak))
    fewer_phrases(monkeypatch)
    sheet = run_check("counterfactual(persons=4)", few)
    assert sheet.passed is False
    assert cells(sheet, group, what)["largest |Δ|"] > 0


def test_a_limit_raised_too_little_breaks_the_what_ifs(few: Context, monkeypatch: Patch) -> None:
    honest = module("whatifs").mended

    def less(name: str, verdict: Verdict, person: Jobseeker, vacancy: Vacancy) -> Jobseeker | None:
        found = honest(name, verdict, person, vacancy)
        return person if name == "travel" else found

    monkeypatch.setattr(module("whatifs"), "mended", less)
    sheet = run_check("whatifs(pairs=12)", few)
    assert sheet.passed is False
    assert cells(sheet, "travel: what is stated mends it")["true"] == 0


def test_an_answer_that_gives_more_than_the_room_breaks_the_what_ifs(
    few: Context, monkeypatch: Patch
) -> None:
    honest = module("whatifs")._term
    monkeypatch.setattr(
        module("whatifs"),
        "_term",
        lambda pair, name: replace(honest(pair, name), weight=honest(pair, name).weight // 2),
    )
    assert run_check("whatifs(pairs=12)", few).passed is False


def test_no_taken_for_unknown_breaks_honesty(few: Context, monkeypatch: Patch) -> None:
    honest = ContractCriterion.judge

    def hasty(self: Any, person: Any, vacancy: Any) -> Verdict:
        found = honest(self, person, vacancy)
        return replace(found, status=Status.NOT_MET) if found.status is Status.UNKNOWN else found

    monkeypatch.setattr(ContractCriterion, "judge", hasty)
    sheet = run_check("honesty(pairs=28)", few)
    assert sheet.passed is False
    assert cells(sheet, "contract: gone from the person, it is unknown")["broken"] > 0


def test_findability_counts_who_is_shown(few: Context, monkeypatch: Patch) -> None:
    """A ranker that has the same favourite for every query shows one record of seven."""

    class Favourite:
        name = "favourite"

        def fit(self, corpus: Any) -> None:
            self.size = len(corpus)

        def score(self, queries: Any) -> Any:
            return np.tile(-np.arange(self.size, dtype=float), (len(queries), 1))

    found = module("findability")
    monkeypatch.setattr(found, "make_ranker", lambda *_: Favourite())
    monkeypatch.setattr(found, "_TOP", 1)
    sheet = run_check('findability("favourite")', few)
    size = len(few.collection.persons)
    assert sheet.numbers["person, favourite, all"] == pytest.approx(1 / size)
    queries = len(few.collection.vacancies)
    assert sheet.numbers["person, by chance"] == pytest.approx(1 - (1 - 1 / size) ** queries)
    thirds = [row for row in sheet.rows if row[0] == "person" and row[1] == "favourite"]
    assert sum(row[3] for row in thirds[1:]) == thirds[0][3] == size


def test_what_moves_is_set_beside_the_placebo(few: Context, monkeypatch: Patch) -> None:
    fewer_phrases(monkeypatch)
    counterfactual = module("counterfactual")
    monkeypatch.setattr(counterfactual, "PERSONAL", ("Ik werkte als lasser.", "Ik werkte als kok."))
    monkeypatch.setattr(counterfactual, "NEUTRAL", ("Ik werkte als lasser.",))
    found = run_check("counterfactual(persons=3)", few).numbers
    welder, cook = found["placebo sentence, mean %"], found["own life, mean %"]
    assert found["own life relative to placebo sentence"] == pytest.approx(cook / welder)
    assert found["sentences on one's own life that move any score"] == 2
    monkeypatch.setattr(counterfactual, "NEUTRAL", ("Ja.",))
    still = run_check("counterfactual(persons=3)", few).numbers
    assert still["placebo sentence, mean %"] == 0
    assert "own life relative to placebo sentence" not in still
