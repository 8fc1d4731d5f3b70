"""Orientation over REST and on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from passend.api.cli import app as cli
from tests.api.conftest import RECORDS

PERSON = "gemeente-voorbeeld:p-1"


def ask(client: TestClient, key: str, number: int = 5) -> Any:
    body = {"persoon": {"sleutel": key}, "aantal": number}
    return client.post("/v1/beroepen/_zoek", json=body)


def test_a_person_sees_occupations_with_places_and_what_is_missing(client: TestClient) -> None:
    answer = ask(client, PERSON)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    first = found["dichtbij"][0]
    assert first["naam"] == "Magazijnmedewerker"
    assert first["vraag"]["vacatures"] == 1
    assert [one["sleutel"] for one in first["vraag"]["voorbeelden"]] == ["bron-a:v-1"]
    assert first["heeft"]
    assert first["ontbreekt"]
    assert "Er is nu 1 plek." in first["zin"]
    assert len(found["dichtbij"]) == 5


def test_the_same_question_gives_the_same_answer(client: TestClient) -> None:
    assert ask(client, PERSON).json() == ask(client, PERSON).json()


def test_of_an_empty_record_the_answer_is_a_question(client: TestClient) -> None:
    found = ask(client, "gemeente-voorbeeld:p-4").json()
    assert (found["dichtbij"], found["verrassend"]) == ([], [])
    assert found["melding"] == "Vraag eerst wat deze persoon kan en heeft gedaan."


@pytest.mark.parametrize("key", ["gemeente-voorbeeld:weg", "bron-a:v-1"])
def test_only_a_known_person_is_oriented(client: TestClient, key: str) -> None:
    assert ask(client, key).status_code == 404


def test_the_command_line_says_the_same(client: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in RECORDS), encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(cli, ["import", str(file), "--data", str(tmp_path)]).exit_code == 0
    start = ["orient", PERSON, "--top", "5", "--data", str(tmp_path)]
    told = runner.invoke(cli, [*start, "--json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout) == ask(client, PERSON).json()
    shown = runner.invoke(cli, start).stdout
    assert "1. Magazijnmedewerker" in shown
    assert "plek: Magazijnmedewerker" in shown
    refused = runner.invoke(cli, ["orient", "bron:weg", "--data", str(tmp_path)])
    assert refused.exit_code == 2
    assert refused.stderr.strip() == "Geen persoon met sleutel bron:weg."
