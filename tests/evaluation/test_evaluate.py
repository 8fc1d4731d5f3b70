"""An evaluation: runs and results in a folder, resumed, never half-written, never mixed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from passend.evaluation import evaluate as evaluate_module
from passend.evaluation.card import code_digest, folder_digest, make_card
from passend.evaluation.context import Context
from passend.evaluation.errors import DataError
from passend.evaluation.evaluate import Plan, Step, evaluate
from passend.evaluation.folder import Folder
from passend.evaluation.items import Item
from passend.evaluation.rankers import Resource
from passend.evaluation.results import Results, Sheet, read_results
from passend.evaluation.runner import CrosswalkError, RankerError, ranked, values_of
from passend.evaluation.specs import SpecError
from passend.evaluation.tasks import Task, TaskError

CARD = make_card("passend eval run", 1)


def no_coder() -> Any:
    raise AssertionError("the coder is not needed")


CONTEXT = Context(no_coder)


class Unlabelled(Context):
    """A context that knows no labels, so that no taxonomy is needed."""

    def label(self, code: str) -> str | None:
        return None


def labelled() -> Context:
    return Unlabelled(no_coder)


def task(**changes: Any) -> Task:
    given = {
        "name": "tiny",
        "queries": (Item("q1", "bakker"), Item("q2", "slager")),
        "corpus": (Item("d1", "brood"), Item("d2", "vlees"), Item("d3", "taart")),
        "qrels": {"q1": {"d1": 2, "d3": 1}, "q2": {"d2": 1}},
        "measures": ("nDCG@10", "P@1"),
    }
    return Task(**{**given, **changes})


class Fixed:
    """Scores that are given."""

    resources: tuple[Resource, ...] = ()

    def __init__(self, rows: Any, name: str = "fixed") -> None:
        self.rows, self.name, self.fitted = rows, name, 0

    def fit(self, corpus: Sequence[Item]) -> None:
        self.fitted += 1

    def score(self, queries: Sequence[Item]) -> Any:
        return self.rows


def test_a_run_holds_the_best_documents_best_first() -> None:
    run = ranked(Fixed([[1, 3, 2], [0, 0, 0]]), task(cut=2))
    assert list(run["q1"].items()) == [("d2", 3.0), ("d3", 2.0)]
    assert list(run["q2"]) == ["d1", "d2"], "equal scores stand in the order of the corpus"
    assert values_of(task(), {"q1": {"d1": 1.0}, "q2": {}})["P@1"] == {"q1": 1.0, "q2": 0.0}


def test_a_group_has_the_score_of_its_best_document() -> None:
    groups = {"d1": "g1", "d2": "g2", "d3": "g1"}
    grouped = task(groups=groups, qrels={"q1": {"g1": 1}, "q2": {"g2": 1}})
    run = ranked(Fixed([[1, 2, 3], [-5, -2, -9]]), grouped)
    assert run == {"q1": {"g1": 3.0, "g2": 2.0}, "q2": {"g2": -2.0, "g1": -5.0}}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[1, 2, 3]], r"scores have shape \(1, 3\), not \(2, 3\)"),
        ([[1, 2, 3], [1, np.nan, 3]], "a score of query q2 is not finite"),
        ([[1, np.inf, 3], [1, 2, 3]], "a score of query q1 is not finite"),
    ],
)
def test_unusable_scores_are_an_error_that_names_the_query(rows: Any, message: str) -> None:
    with pytest.raises(RankerError, match=f"fixed on tiny: {message}"):
        ranked(Fixed(rows), task())


def test_a_ranker_that_loaded_the_answer_key_may_not_take_part() -> None:
    class Knows(Fixed):
        resources = (Resource("national list", "abc", crosswalk=True),)

    closed = task(crosswalk_free=True)
    with pytest.raises(CrosswalkError, match="national list"):
        ranked(Knows(np.zeros((2, 3))), closed)
    assert ranked(Knows(np.zeros((2, 3))), closed, crosswalk_free=False)
    assert ranked(Knows(np.zeros((2, 3))), task())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"queries": (), "qrels": {}}, "no query with a relevant document"),
        ({"corpus": ()}, "or no document"),
        ({"qrels": {"q1": {"d1": 1}}}, "judgements and queries are not the same"),
        ({"qrels": {"q1": {"d1": 1}, "q2": {"d1": 0}}}, "query q2 has no relevant document"),
    ],
)
def test_a_task_that_cannot_be_measured_is_refused(changes: Any, message: str) -> None:
    with pytest.raises(TaskError, match=message):
        task(**changes)


def test_the_digest_changes_with_all_that_changes_a_number() -> None:
    digests = [
        task(**changes).digest
        for changes in (
            {},
            {"queries": (Item("q1", "bakkers"), Item("q2", "slager"))},
            {"corpus": (Item("d1", "brood"), Item("d2", "vis"), Item("d3", "taart"))},
            {"qrels": {"q1": {"d1": 1, "d3": 1}, "q2": {"d2": 1}}},
            {"groups": {"d1": "a", "d2": "b", "d3": "c"}},
            {"measures": ("P@1",)},
            {"cut": 5},
        )
    ]
    assert len(set(digests)) == len(digests)
    assert task().digest == task().digest


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Tasks and rankers by name, in place of the catalogues."""
    things: dict[str, Any] = {
        "tiny": task(),
        "good": Fixed([[3, 1, 2], [1, 2, 0]], "good"),
        "bad": Fixed([[1, 3, 2], [3, 1, 2]], "bad"),
    }
    for name in ("make_task", "make_ranker"):
        monkeypatch.setattr(evaluate_module, name, lambda spec, _context: things[spec])
    return things


def run(
    path: Path, *rankers: str, code: str = "c1", steps: list[Step] | None = None, **options: Any
) -> Results:
    told = (steps if steps is not None else []).append
    return evaluate(Plan(["tiny"], rankers, **options), Folder(path, code), CONTEXT, CARD, told)


def test_results_are_written_and_read_back(tmp_path: Path, world: dict[str, Any]) -> None:
    results = run(tmp_path, "good", "bad", baseline="bad")
    assert results == read_results(tmp_path / "results.json")
    found = results.task("tiny")
    assert found.run("good").values["P@1"] == {"q1": 1.0, "q2": 1.0}
    assert found.run("bad").values["P@1"] == {"q1": 0.0, "q2": 0.0}
    assert found.run("good").top["q1"] == [("d1", 3.0), ("d3", 2.0), ("d2", 1.0)]
    assert (found.baseline, found.queries, found.documents, found.relevant) == ("bad", 2, 3, 3)
    assert found.texts["q1"] == "bakker"
    first = next(iter(sorted((tmp_path / "runs").glob("*good*.run")))).read_text().splitlines()[0]
    assert first == "q1 Q0 d1 1 3.00000 good"


def test_a_rerun_resumes_and_the_scope_may_grow(tmp_path: Path, world: dict[str, Any]) -> None:
    run(tmp_path, "good")
    steps: list[Step] = []
    results = run(tmp_path, "good", "bad", steps=steps)
    assert [(step.ranker, step.reused) for step in steps] == [("good", True), ("bad", False)]
    assert world["good"].fitted == 1
    assert [entry.ranker for entry in results.task("tiny").runs] == ["good", "bad"]
    again = run(tmp_path, "bad")
    assert [entry.ranker for entry in again.task("tiny").runs] == ["good", "bad"]


def test_other_code_other_data_or_a_damaged_run_are_done_again(
    tmp_path: Path, world: dict[str, Any]
) -> None:
    run(tmp_path, "good", "bad")
    assert Folder(tmp_path, "c2").outdated
    results = run(tmp_path, "good", code="c2")
    assert world["good"].fitted == 2
    assert [entry.ranker for entry in results.task("tiny").runs] == ["good"], "nothing is mixed"
    world["tiny"] = task(qrels={"q1": {"d1": 1}, "q2": {"d2": 1}})
    run(tmp_path, "good", code="c2")
    assert world["good"].fitted == 3
    path = next((tmp_path / "runs").glob("*good*.run"))
    path.write_text(path.read_text().replace("3.00000", "9.00000"))
    run(tmp_path, "good", code="c2")
    assert world["good"].fitted == 4


def test_a_ranker_of_other_parts_is_run_again(tmp_path: Path, world: dict[str, Any]) -> None:
    run(tmp_path, "good")
    world["good"].resources = (Resource("model", "other", crosswalk=False),)
    run(tmp_path, "good")
    assert world["good"].fitted == 2
    run(tmp_path, "good")
    assert world["good"].fitted == 2


def test_a_ranker_of_ones_own_is_run_again_when_its_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    code = (
        "import numpy as np\nclass Mine:\n    name = 'mine'\n"
        "    def fit(self, corpus): self.size = len(corpus)\n"
        "    def score(self, queries): return np.{}((len(queries), self.size))\n"
    )
    file.write_text(code.format("zeros"))
    steps: list[Step] = []
    for _ in range(2):
        plan = Plan(['persons("dev")'], [f"{file}:Mine"])
        evaluate(plan, Folder(tmp_path / "out", "c1"), labelled(), CARD, steps.append)
    file.write_text(code.format("ones"))
    evaluate(plan, Folder(tmp_path / "out", "c1"), labelled(), CARD, steps.append)
    assert [step.reused for step in steps] == [False, True, False]


def test_what_was_finished_before_a_failure_is_kept(tmp_path: Path, world: dict[str, Any]) -> None:
    world["broken"] = Fixed([[1, 2]], "broken")
    with pytest.raises(RankerError):
        run(tmp_path, "good", "broken")
    steps: list[Step] = []
    run(tmp_path, "good", steps=steps)
    assert [step.reused for step in steps] == [True]
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".part")]


def test_who_may_not_take_part_is_told_with_the_reason(
    tmp_path: Path, world: dict[str, Any]
) -> None:
    world["tiny"] = task(crosswalk_free=True)
    world["bad"].resources = (Resource("national list", "abc", crosswalk=True),)
    steps: list[Step] = []
    results = run(tmp_path, "bad", "good", steps=steps)
    assert "national list" in results.task("tiny").refused["bad"]
    assert steps[0].refused is not None
    assert [entry.ranker for entry in results.task("tiny").runs] == ["good"]
    allowed = run(tmp_path, "bad", crosswalk_free=False)
    assert allowed.task("tiny").run("bad").crosswalk_free is False
    assert allowed.task("tiny").run("good").crosswalk_free is True


def test_a_folder_that_cannot_be_read_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "checkpoint.json").write_text('{"format": 9}')
    with pytest.raises(DataError, match=r"checkpoint.json: is no checkpoint"):
        Folder(tmp_path, "c1")
    (tmp_path / "results.json").write_text('{"format": 1}')
    with pytest.raises(DataError, match=r"results.json: card: Field required"):
        read_results(tmp_path / "results.json")


def test_the_card_says_with_what_it_was_made() -> None:
    card = make_card("passend eval run --out x", 7)
    assert code_digest()[:12] in card.code
    assert card.packages["numpy"] == np.__version__
    assert json.loads(card.model_dump_json())["seed"] == 7


TWO = """
import numpy as np
class A:
    name = "mine"
    def fit(self, corpus): self.size = len(corpus)
    def score(self, queries): return np.zeros((len(queries), self.size))
class B(A):
    {}
    def score(self, queries): return np.tile(np.arange(self.size), (len(queries), 1))
"""


def own(tmp_path: Path, *rankers: str, **options: Any) -> Results:
    plan = Plan(['persons("dev")'], rankers, **options)
    return evaluate(plan, Folder(tmp_path / "out", "c1"), labelled(), CARD)


def test_two_rankers_of_one_name_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "two.py"
    file.write_text(TWO.format("pass"))
    with pytest.raises(SpecError, match=r"two.py:A and .*two.py:B are both called mine"):
        own(tmp_path, f"{file}:A", f"{file}:B")
    file.write_text(TWO.format("name = 'other'"))
    runs = own(tmp_path, f"{file}:A", f"{file}:B").tasks[0].runs
    assert [run.ranker for run in runs] == ["mine", "other"]
    assert runs[0].run_digest != runs[1].run_digest


def test_another_class_of_one_file_and_name_is_run_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "two.py"
    file.write_text(TWO.format("pass"))
    first = own(tmp_path, f"{file}:A").tasks[0].run("mine")
    second = own(tmp_path, f"{file}:B").tasks[0].run("mine")
    assert first.top != second.top


def test_a_ranker_that_stands_twice_takes_part_once(tmp_path: Path) -> None:
    steps: list[Step] = []
    plan = Plan(['persons("dev")'], ["random", " random", "word", "word"])
    results = evaluate(plan, Folder(tmp_path, "c1"), labelled(), CARD, steps.append)
    assert [run.ranker for run in results.tasks[0].runs] == ["random", "word"]
    assert len(steps) == 2


def test_two_tasks_of_one_name_and_other_data_are_refused(
    tmp_path: Path, world: dict[str, Any]
) -> None:
    world["other"] = task(cut=2)
    with pytest.raises(SpecError, match="two tasks of other data are called tiny"):
        evaluate(Plan(["tiny", "other"], ["good"]), Folder(tmp_path, "c1"), CONTEXT, CARD)


def test_results_of_other_code_are_never_beside_those_of_a_stopped_rerun(
    tmp_path: Path, world: dict[str, Any]
) -> None:
    run(tmp_path, "good", "bad", code="old")
    world["broken"] = Fixed([[1, 2]], "broken")
    with pytest.raises(RankerError):
        run(tmp_path, "good", "broken", code="new")
    assert Folder(tmp_path, "new").outdated
    steps: list[Step] = []
    results = run(tmp_path, "good", code="new", steps=steps)
    assert [entry.ranker for entry in results.task("tiny").runs] == ["good"]
    assert [step.reused for step in steps] == [True], "what the new code finished is kept"
    assert not Folder(tmp_path, "new").outdated


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Checks that were run, in place of the catalogue; each tells how many came before it."""
    specs: list[str] = []

    def run_check(spec: str, _context: Context) -> Sheet:
        specs.append(spec)
        name = spec.partition("(")[0]
        numbers = {"n": float(len(specs))}
        return Sheet(name=name, title="", note="", columns=[], rows=[], numbers=numbers)

    monkeypatch.setattr(evaluate_module, "run_check", run_check)
    return specs


def checked(path: Path, *checks: str, context: Context = CONTEXT, code: str = "c1") -> Results:
    return evaluate(Plan((), (), checks), Folder(path, code), context, CARD)


def test_a_check_of_other_code_is_run_again_in_a_folder_without_runs(
    tmp_path: Path, asked: list[str]
) -> None:
    checked(tmp_path, "gain")
    checked(tmp_path, "gain")
    assert asked == ["gain"]
    assert Folder(tmp_path, "c2").outdated
    (sheet,) = checked(tmp_path, "gain", code="c2").sheets
    assert (asked, sheet.numbers) == (["gain", "gain"], {"n": 2.0})


def test_checks_of_one_name_and_other_options_stand_side_by_side(
    tmp_path: Path, asked: list[str]
) -> None:
    results = checked(tmp_path, "gain(depth=5)", "gain(depth=10)", "gain(depth = 5)")
    assert [(one.name, one.spec) for one in results.sheets] == [
        ("gain", "gain(depth=5)"),
        ("gain", "gain(depth=10)"),
    ]
    assert asked == ["gain(depth=5)", "gain(depth=10)"]


def test_a_sheet_is_made_again_when_what_it_read_has_changed(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clauses, mine = tmp_path / "clauses", tmp_path / "mine.py"
    clauses.mkdir()
    (clauses / "seen.toml").write_text("a")
    mine.write_text("a")
    monkeypatch.setattr("passend.evaluation.context.CLAUSES1", clauses)
    spec, out = f'gain("{mine}:Mine")', tmp_path / "out"
    nested = f'gain("rrf(\\"{mine}:Mine\\", bm25)")'

    def rerun(**changes: Any) -> int:
        before = len(asked)
        checked(out, spec, nested, context=Context(no_coder, **changes))
        return len(asked) - before

    assert [rerun(), rerun()] == [2, 0]
    (clauses / "seen.toml").write_text("b")
    assert [rerun(), rerun()] == [2, 0]
    mine.write_text("b")
    assert [rerun(), rerun()] == [2, 0]
    assert [rerun(settings="places x"), rerun(settings="places x")] == [2, 0]
    assert [rerun(judge="b"), rerun(judge="b")] == [2, 0]
    assert [one.spec for one in checked(out, "other", context=Context(no_coder)).sheets] == [
        "other"
    ], "a sheet of other data does not stay"


def test_a_ranker_is_run_again_with_other_settings(tmp_path: Path, world: dict[str, Any]) -> None:
    for settings in ("", "places x", "places x"):
        context = Context(no_coder, settings=settings)
        evaluate(Plan(["tiny"], ["good"]), Folder(tmp_path, "c1"), context, CARD)
    assert world["good"].fitted == 2


def test_the_digest_of_a_folder_is_of_code_packages_settings_and_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = folder_digest("", 1)
    assert folder_digest("", 1) == first
    found = {first, folder_digest("places x", 1), folder_digest("", 2)}
    monkeypatch.setattr("passend.evaluation.card._version", lambda name: f"{name} 9")
    found.add(folder_digest("", 1))
    monkeypatch.setattr("passend.evaluation.card.code_digest", lambda: "other")
    found.add(folder_digest("", 1))
    assert len(found) == 5


def test_the_digest_of_the_code_changes_with_its_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("taxonomy", "engine", "index", "evaluation", "api"):
        (tmp_path / folder).mkdir()
    (tmp_path / "api" / "bootstrap.py").write_text("")
    monkeypatch.setattr("passend.evaluation.card._ROOT", tmp_path)
    found = set()
    for place in ("taxonomy/bag.npz", "engine/a.py", "api/bootstrap.py", "taxonomy/notes.md"):
        (tmp_path / place).write_text("changed")
        code_digest.cache_clear()
        found.add(code_digest())
    code_digest.cache_clear()
    assert len(found) == 3, "all but the notes"


def test_the_baseline_is_named_in_any_spelling_and_may_change(
    tmp_path: Path, world: dict[str, Any]
) -> None:
    world["better(k=1)"] = Fixed([[3, 1, 2], [1, 2, 0]], "better")
    assert run(tmp_path, "good", "bad").task("tiny").baseline == "good"
    assert run(tmp_path, "bad", baseline="bad").task("tiny").baseline == "bad"
    assert run(tmp_path, "good").task("tiny").baseline == "bad", "it stays"
    assert run(tmp_path, "bad", baseline="good").task("tiny").baseline == "good", "in the folder"
    again = run(tmp_path, "better(k=1)", baseline="better(k=1)")
    assert again.task("tiny").baseline == "better"


def test_an_unknown_baseline_is_an_error_before_anything_runs(
    tmp_path: Path, world: dict[str, Any]
) -> None:
    with pytest.raises(SpecError, match="baseline bad is none of the rankers: good"):
        run(tmp_path, "good", baseline="bad")
    assert world["good"].fitted == 0


def test_a_run_with_the_answer_key_does_not_stay_when_it_is_not_allowed(
    tmp_path: Path, world: dict[str, Any]
) -> None:
    world["tiny"] = task(crosswalk_free=True)
    world["bad"].resources = (Resource("national list", "abc", crosswalk=True),)
    assert run(tmp_path, "bad", "good").task("tiny").refused.keys() == {"bad"}
    allowed = run(tmp_path, "bad", crosswalk_free=False).task("tiny")
    assert (allowed.run("bad").crosswalk_free, allowed.refused) == (False, {})
    closed = run(tmp_path, "bad", "good").task("tiny")
    assert [entry.ranker for entry in closed.runs] == ["good"]
    assert closed.refused.keys() == {"bad"}
    assert closed.baseline == "good"


def test_an_answer_key_that_is_loaded_while_fitting_is_seen(
    tmp_path: Path, world: dict[str, Any]
) -> None:
    class Late(Fixed):
        def fit(self, corpus: Sequence[Item]) -> None:
            super().fit(corpus)
            self.resources = (Resource("national list", "abc", crosswalk=True),)

    def late() -> Late:
        return Late([[3, 1, 2], [1, 2, 0]], "late")

    world["tiny"] = task(crosswalk_free=True)
    for allowed in (False, True, False):
        world["late"] = late()
        found = run(tmp_path, "late", "good", crosswalk_free=not allowed).task("tiny")
        assert ("late" in found.refused) is not allowed
        assert ("late" in [entry.ranker for entry in found.runs]) is allowed
    assert world["late"].fitted == 0, "the run that was allowed is refused unread"


def test_the_card_of_a_grown_folder_holds_every_command(
    tmp_path: Path, world: dict[str, Any]
) -> None:
    for command, ranker in (("one", "good"), ("two", "bad"), ("one", "good")):
        card = make_card(command, 1)
        results = evaluate(Plan(["tiny"], [ranker]), Folder(tmp_path, "c1"), CONTEXT, card)
    assert (results.card.command, results.card.commands) == ("one", ["one", "two"])
    fresh = evaluate(Plan(["tiny"], ["good"]), Folder(tmp_path, "c2"), CONTEXT, card)
    assert fresh.card.commands == ["one"], "commands of other code do not count"
