"""``passend eval``: from the command line to tables, with a ranker of one's own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from passend.api.cli import app
from passend.evaluation.reproduce import (
    Expected,
    Reproduction,
    read_reproductions,
    write_reproductions,
)
from passend.evaluation.results import read_results

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = f"{ROOT / 'examples' / 'shared_words.py'}:SharedWords"


def passend(*words: str) -> Result:
    return CliRunner().invoke(app, ["eval", *words])


def test_a_ranker_of_ones_own_takes_part_beside_the_baselines(tmp_path: Path) -> None:
    out = tmp_path / "results"
    asked = ["run", "--out", str(out), "--task", "persons", "--ranker", "char_wb"]
    done = passend(*asked, "--ranker", EXAMPLE, "--check", "judges")
    assert done.exit_code == 0, done.output
    results = read_results(out / "results.json")
    (task,) = results.tasks
    assert [run.ranker for run in task.runs] == ["char_wb", "shared words"]
    assert task.baseline == "char_wb"
    for name in ("report.html", "results.csv", "results.md", "results.tex", "per-query.tsv"):
        assert "shared words" in (out / name).read_text(encoding="utf-8"), name
    again = passend(*asked)
    assert "was al klaar" in again.output
    shown = passend("report", str(out))
    assert shown.exit_code == 0
    assert "report.html" in shown.output


def test_runs_of_any_origin_are_compared(tmp_path: Path) -> None:
    (tmp_path / "qrels").write_text("q1 0 d1 2\nq1 0 d2 1\nq2 0 d3 1\n")
    (tmp_path / "good.run").write_text("q1 Q0 d1 1 2 x\nq1 Q0 d2 2 1 x\nq2 Q0 d3 1 1 x\n")
    (tmp_path / "bad.run").write_text("q1 Q0 d9 1 2 x\nq1 Q0 d2 2 1 x\nq2 Q0 d9 1 1 x\n")
    out = tmp_path / "out"
    done = passend(
        "compare", str(tmp_path / "good.run"), str(tmp_path / "bad.run"),
        "--qrels", str(tmp_path / "qrels"), "--measure", "RR", "--baseline", "bad",
        "--out", str(out),
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "good" in done.output
    assert "bad (baseline)" in done.output
    values = {
        run.ranker: run.values["RR"] for run in read_results(out / "results.json").tasks[0].runs
    }
    assert values == {"good": {"q1": 1.0, "q2": 1.0}, "bad": {"q1": 0.5, "q2": 0.0}}


@pytest.mark.parametrize(
    ("run", "message"),
    [
        ("q9 Q0 d1 1 2 x\n", "bad.run, line 1: query q9 is not in the judgements"),
        ("q1 Q0 d1 1 2 x\nq1 Q0 d1 2 1 x\n", "bad.run, line 2: document d1 comes twice"),
        ("q1 Q0 d1 1 nan x\n", "bad.run, line 1: score 'nan' is no finite number"),
        ("q1 Q0 d1 1 2\n", "bad.run, line 1: 5 columns, expected 6"),
    ],
)
def test_a_bad_run_gives_one_error_and_no_number(tmp_path: Path, run: str, message: str) -> None:
    (tmp_path / "qrels").write_text("q1 0 d1 2\n")
    (tmp_path / "bad.run").write_text(run)
    done = passend("compare", str(tmp_path / "bad.run"), "--qrels", str(tmp_path / "qrels"))
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())
    assert "RR" not in done.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Noem minstens één --task"),
        (("--task", "persons", "--ranker", "nothing"), "no ranker is called 'nothing'"),
        (("--task", "nothing", "--ranker", "char"), "no task is called 'nothing'"),
        (("--task", 'persons("half")', "--ranker", "char"), "split 'half' does not exist"),
        (("--task", "persons", "--ranker", "gone.py:Mine"), "there is no such file"),
        (("--check", "nothing"), "no check is called 'nothing'"),
    ],
)
def test_a_wrong_name_is_told(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    done = passend("run", "--out", str(tmp_path / "out"), *words)
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())


def test_an_unknown_baseline_is_told_and_another_spelling_is_not(tmp_path: Path) -> None:
    asked = ["run", "--out", str(tmp_path), "--task", "persons", "--ranker", "word"]
    wrong = passend(*asked, "--baseline", "char")
    assert wrong.exit_code == 2
    assert "baseline char is none of the rankers: word" in " ".join(wrong.output.split())
    done = passend(*asked, "--baseline", "word(shortest=1)")
    assert done.exit_code == 0, done.output
    assert read_results(tmp_path / "results.json").tasks[0].baseline == "word"


def test_another_table_of_places_makes_a_folder_outdated(tmp_path: Path) -> None:
    places, out = tmp_path / "places.csv", tmp_path / "out"
    places.write_text("pc4,lat,lon\n1011,52.37,4.90\n")
    asked = ["run", "--out", str(out), "--check", "judges"]
    assert "was al klaar" not in passend(*asked).output
    assert "was al klaar" in passend(*asked).output
    elsewhere = passend(*asked, "--places", str(places))
    assert elsewhere.exit_code == 0, elsewhere.output
    assert "was al klaar" not in elsewhere.output
    assert "andere instellingen" in " ".join(elsewhere.output.split())
    places.write_text("pc4,lat,lon\n1011,53.37,4.90\n")
    assert "was al klaar" not in passend(*asked, "--places", str(places)).output


def test_the_report_of_a_grown_folder_shows_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for split in ("dev", "all"):
        monkeypatch.setattr(sys, "argv", ["passend", "eval", f"--of-{split}"])
        assert passend("run", "--out", str(tmp_path), "--check", "judges").exit_code == 0
    for name in ("report.html", "results.md"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "passend eval --of-dev" in text, name
        assert "passend eval --of-all" in text, name


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of published numbers in place of ours: one of them is met, one fell, one rose."""
    agreed = passend("run", "--out", str(tmp_path / "first"), "--check", "judges")
    assert agreed.exit_code == 0, agreed.output
    (sheet,) = read_results(tmp_path / "first" / "results.json").sheets
    shifts = {"kappa": 0.0, "kappa_listed": 0.1, "feasible": -0.1}
    entries = [
        Reproduction(
            name=name,
            command="eval run --check judges",
            quick=name == "kappa",
            expect=[
                Expected(sheet="judges", measure=name, value=round(sheet.numbers[name], 4) + shift)
            ],
        )
        for name, shift in shifts.items()
    ]
    absent = entries[0].model_copy(update={"name": "absent", "needs": str(tmp_path / "gone")})
    path = tmp_path / "published.yaml"
    write_reproductions([absent, *entries], path)
    monkeypatch.setattr(
        "passend.api.reproducing.read_reproductions", lambda: read_reproductions(path)
    )
    return path


def test_published_numbers_are_made_again_and_compared(tmp_path: Path, published: Path) -> None:
    out = ("reproduce", "--out", str(tmp_path / "out"))
    done = passend(*out)
    assert done.exit_code == 3, done.output
    lines = [" ".join(line.split()) for line in done.output.splitlines()]
    assert f"niet gemeten absent: de map {tmp_path / 'gone'} is er niet" in lines
    told = [line.split(" judges kappa")[0].split(" judges feas")[0] for line in lines[-3:]]
    assert told == ["klopt", "KLOPT NIET", "beter"]
    assert passend(*out, "--name", "kappa").exit_code == 0
    assert passend(*out, "--name", "absent").exit_code == 3
    quick = passend(*out, "--quick")
    assert "niet gemeten" in quick.output
    assert quick.exit_code == 0, "what is absent does not count"
    assert passend(*out, "--name", "none").exit_code == 2


def test_renewing_a_part_writes_the_whole_and_tells_of_drops(
    tmp_path: Path, published: Path
) -> None:
    before = {one.name: one for one in read_reproductions(published)}
    new = tmp_path / "new.yaml"
    asked = ("reproduce", "--out", str(tmp_path / "out"), "--renew", str(new))
    assert passend(*asked, "--name", "kappa").exit_code == 0
    assert read_reproductions(new) == list(before.values())
    done = passend(*asked)
    after = {one.name: one for one in read_reproductions(new)}
    assert "gedaald, niet vernieuwd (zie --also-drops): kappa_listed" in done.output
    assert after.keys() == before.keys()
    assert after["kappa_listed"] == before["kappa_listed"]
    assert after["feasible"].expect[0].value > before["feasible"].expect[0].value
    done = passend(*asked, "--also-drops")
    assert "gedaald, vernieuwd: kappa_listed" in done.output
    last = {one.name: one for one in read_reproductions(new)}
    assert last["kappa_listed"].expect[0].value < before["kappa_listed"].expect[0].value
    assert last["absent"] == before["absent"]


def test_a_task_is_exported_and_read_back(tmp_path: Path) -> None:
    out = tmp_path / "beir"
    done = passend("export", "persons", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert "30 vragen, 210 documenten" in done.output
    spec = f'beir("{out}", complete=True)'
    again = passend("run", "--out", str(tmp_path / "r"), "--task", spec, "--ranker", "char_wb")
    assert again.exit_code == 0, again.output
    (task,) = read_results(tmp_path / "r" / "results.json").tasks
    assert (task.queries, task.documents, task.relevant) == (30, 210, 258)
    assert passend("export", "persons", "--out", str(out)).exit_code == 2


def test_everything_that_can_be_named_has_a_line_of_help() -> None:
    found = json.loads(passend("list", "--json").output)
    assert all(line for lines in found.values() for line in lines.values())
    assert {"persons", "melo"} <= set(found["task"])
    assert {"random", "bm25", "word", "char", "rrf"} <= set(found["ranker"])


def test_published_commands_name_what_exists() -> None:
    from passend.api.reproducing import collection_of, plan_of

    for entry in read_reproductions():
        plan = plan_of(entry)
        assert collection_of(entry).is_dir(), entry.name
        named = [expected for expected in entry.expect if expected.sheet is None]
        assert plan.checks or plan.rankers
        assert {e.ranker for e in named if e.ranker} <= set(plan.rankers), entry.name


def test_the_command_line_works_without_the_evaluation_packages() -> None:
    blocked = """
import sys
class Absent:
    def find_spec(self, name, *_):
        if name in ("bm25s", "ir_measures", "matplotlib", "yaml"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
from typer.testing import CliRunner
from passend.api.cli import app
words = ["eval", "run", "--out", "x", "--task", "persons", "--ranker", "char"]
done = CliRunner().invoke(app, words)
print(done.exit_code, done.output)
"""
    asked = [sys.executable, "-c", blocked]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("2 ")
    assert "pip install 'passend[eval]'" in " ".join(done.stdout.split())
