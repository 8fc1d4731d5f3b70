"""``passend weights``: what is in force, since when, what differs, and a proposal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from passend.api.cli import app as cli
from passend.engine.weights import CRITERIA, DEFAULT_WEIGHTS
from tests.api.conftest import RECORDS

OWN = dict(zip(CRITERIA, (30, 30, 5, 10, 5, 5, 5, 5, 5), strict=True))


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


def weights_file(folder: Path, version: str = "1", travel: int = 5) -> Path:
    values = OWN | {"travel": travel, "hours": 10 - travel}
    path = folder / "gewichten.toml"
    path.write_text(
        f'name = "noord"\nversion = "{version}"\nbased_on = "{DEFAULT_WEIGHTS.version}"\n'
        '[[change]]\nname = "Proef"\nreason = "Besluit 12"\n'
        f"weights = {{ {', '.join(f'{name} = {value}' for name, value in values.items())} }}\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in RECORDS), encoding="utf-8")
    assert run("import", file, "--data", tmp_path).exit_code == 0
    return tmp_path


def test_the_weights_that_ship_are_shown_with_their_version() -> None:
    shown = json.loads(run("weights", "show", "--json").stdout)
    assert shown["versie"] == DEFAULT_WEIGHTS.version
    assert shown["gewichten"]["overige"] == dict(DEFAULT_WEIGHTS.default.values)
    assert all(sum(one.values()) == 100 for one in shown["gewichten"].values())
    assert DEFAULT_WEIGHTS.version in run("weights", "show").stdout


def test_own_weights_are_in_the_answer_and_in_the_trail(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = ("match", "person", "gemeente-voorbeeld:p-1", "--data", data, "--json")
    before = json.loads(run(*ask).stdout)
    monkeypatch.setenv("PASSEND_WEIGHTS", str(weights_file(data)))
    after = json.loads(run(*ask).stdout)
    assert before["versies"]["gewichten"] == DEFAULT_WEIGHTS.version
    assert after["versies"]["gewichten"] == "noord/1"
    terms = {t["criterium"]: t["gewicht"] for t in after["passend"][0]["uitleg"]["termen"]}
    assert terms == OWN
    weights_file(data, "2", travel=3)
    assert run(*ask).exit_code == 0
    monkeypatch.delenv("PASSEND_WEIGHTS")
    assert json.loads(run(*ask).stdout) == before
    trail = json.loads(run("weights", "show", "--log", "--data", data, "--json").stdout)["verloop"]
    assert [one["versie"] for one in trail] == ["noord/1", "noord/2", DEFAULT_WEIGHTS.version]
    assert "Besluit 12" in trail[0]["inhoud"]


def test_one_version_with_other_weights_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = ("match", "person", "gemeente-voorbeeld:p-1", "--data", data)
    monkeypatch.setenv("PASSEND_WEIGHTS", str(weights_file(data)))
    assert run(*ask).exit_code == 0
    weights_file(data, travel=3)
    refused = run(*ask)
    assert refused.exit_code == 2
    assert "geef een nieuwe versie" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_rank_uses_the_weights_in_force(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    persons, vacancies = data / "p.jsonl", data / "v.jsonl"
    for path, kind in ((persons, "person"), (vacancies, "vacancy")):
        rows = [json.dumps(one) for one in RECORDS if one["kind"] == kind]
        path.write_text("\n".join(rows), encoding="utf-8")

    def ranked(name: str) -> str:
        out = data / name
        given = ("--persons", persons, "--vacancies", vacancies, "--out", out)
        done = run("rank", *given, "--direction", "vacancies", "--today", "2026-11-25")
        assert done.exit_code == 0, done.output
        return out.read_text(encoding="utf-8")

    plain = ranked("a.run")
    monkeypatch.setenv("PASSEND_WEIGHTS", str(weights_file(data)))
    assert ranked("b.run") != plain
    monkeypatch.setenv("PASSEND_WEIGHTS", str(data / "weg.toml"))
    given = ("--persons", persons, "--vacancies", vacancies, "--out", data / "c.run")
    refused = run("rank", *given, "--direction", "vacancies")
    assert (refused.exit_code, "weg.toml" in refused.stderr) == (2, True)


def test_a_difference_is_told_per_kind_and_criterion(tmp_path: Path) -> None:
    file = weights_file(tmp_path)
    found = json.loads(run("weights", "diff", "standaard", file, "--json").stdout)
    assert (found["van"], found["naar"]) == (DEFAULT_WEIGHTS.version, "noord/1")
    wanted = {
        name: [DEFAULT_WEIGHTS.default[name], OWN[name]]
        for name in CRITERIA
        if DEFAULT_WEIGHTS.default[name] != OWN[name]
    }
    assert found["verschillen"] == {"overige": wanted}
    old = DEFAULT_WEIGHTS.default["travel"]
    assert f"overige: Reizen {old} → 5 ({5 - old:+d})" in run("weights", "diff", "nu", file).stdout
    assert "Geen verschil." in run("weights", "diff", "nu", "standaard").stdout


def test_a_bad_file_is_one_clear_error(tmp_path: Path) -> None:
    file = weights_file(tmp_path)
    file.write_text(file.read_text().replace("travel = 5", "travel = 9"), encoding="utf-8")
    refused = run("weights", "show", file)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "change 1: weights: samen 104, moet 100 zijn" in refused.stderr
