"""Corrections over REST and on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from passend.api.bootstrap import Service, bootstrap
from passend.api.cli import app as cli
from passend.api.rest import create_app
from passend.api.settings import Settings
from passend.api.web_settings import WebSettings
from passend.index.store import RecordStore
from tests.api.conftest import RECORDS, _stored

TODAY = date(2026, 11, 25)
PERSON, VACANCY = "gemeente-voorbeeld:p-4", "bron-a:v-2"


@pytest.fixture
def own_service() -> Iterator[Service]:
    store = RecordStore.in_memory()
    store.put(_stored(record) for record in RECORDS)
    made = bootstrap(Settings(data=Path("unused")), store, today=lambda: TODAY)
    yield made
    store.close()


@pytest.fixture
def web(own_service: Service) -> TestClient:
    made = create_app(own_service, WebSettings(hosts=("testserver",)))
    return TestClient(made, raise_server_exceptions=False)


def baker(service: Service) -> tuple[str, str]:
    """IRI and label of what a baker is asked most distinctively."""
    taxonomy = service.coder.taxonomy
    number = next(n for n, c in enumerate(taxonomy.concepts) if "Bakker" in c.names)
    found = taxonomy.concepts[taxonomy.asked(number)[0][0]]
    return found.iri, found.label


def new(iri: str, **other: Any) -> dict[str, Any]:
    return {
        "soort": "persoon",
        "sleutel": PERSON,
        "begrip": iri,
        "zegt": "kan-ook",
        "rol": "adviseur",
        "door": "a12",
        "reden": "bakte jaren thuis",
        **other,
    }


def test_an_addition_moves_the_answer_and_is_told_with_who_and_when(
    web: TestClient, own_service: Service
) -> None:
    iri, label = baker(own_service)
    pair = {"persoon": PERSON, "vacature": VACANCY}
    before = web.post("/v1/combinaties/_uitleg", json=pair).json()
    made = web.post("/v1/correcties", json=new(iri))
    assert made.status_code == 201, made.text
    told = f"{label}: toegevoegd door een adviseur (a12) op 25 november 2026"
    assert made.json()["tekst"] == told
    after = web.post("/v1/combinaties/_uitleg", json=pair).json()
    assert after["score"] > before["score"]
    assert (before["correcties"], after["correcties"]) == ([], [f"Profiel: {told}."])
    assert "bakte jaren thuis" not in json.dumps(after)
    asked = web.post("/v1/vacatures/_zoek", json={"persoon": {"sleutel": PERSON}}).json()
    first = next(hit for hit in asked["passend"] if hit["sleutel"] == VACANCY)
    assert first["uitleg"]["score"] == after["score"]


def test_a_withdrawn_correction_gives_the_old_score_and_stays_listed(
    web: TestClient, own_service: Service
) -> None:
    iri, _ = baker(own_service)
    pair = {"persoon": PERSON, "vacature": VACANCY}
    before = web.post("/v1/combinaties/_uitleg", json=pair).json()
    number = web.post("/v1/correcties", json=new(iri)).json()["nummer"]
    of = {"soort": "persoon", "sleutel": PERSON}
    back = web.post("/v1/correcties/_trekIn", json={**of, "nummer": number, "rol": "adviseur"})
    assert back.status_code == 200, back.text
    assert web.post("/v1/combinaties/_uitleg", json=pair).json() == before
    (one,) = web.post("/v1/correcties/_zoek", json=of).json()["correcties"]
    assert (one["ingetrokken"], one["ingetrokkenDoor"]) == ("2026-11-25", "adviseur")
    assert one["reden"] == "bakte jaren thuis"


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"begrip": "https://example.org/geen"}, "/begrip"),
        ({"door": "Jan de Vries"}, "/door"),
        ({"reden": "   "}, "/reden"),
        ({"rol": "werkgever"}, "/rol"),
        ({"zegt": "misschien"}, "/zegt"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_kept(
    web: TestClient, own_service: Service, other: dict[str, str], field: str
) -> None:
    iri, _ = baker(own_service)
    answer = web.post("/v1/correcties", json=new(iri, **other))
    assert answer.status_code == 400
    assert [fault["pad"] for fault in answer.json()["fouten"]] == [field]
    assert "Jan" not in answer.text
    assert "example.org" not in answer.text
    of = {"soort": "persoon", "sleutel": PERSON}
    assert web.post("/v1/correcties/_zoek", json=of).json() == {"correcties": []}


def test_a_record_that_is_not_there_is_not_found(web: TestClient, own_service: Service) -> None:
    iri, _ = baker(own_service)
    gone = {"soort": "persoon", "sleutel": "bron:weg"}
    for path, body in (
        ("", new(iri, sleutel="bron:weg")),
        ("/_zoek", gone),
        ("/_trekIn", {**gone, "nummer": 1, "rol": "adviseur"}),
        ("/_trekIn", {**gone, "sleutel": PERSON, "nummer": 99, "rol": "adviseur"}),
    ):
        assert web.post(f"/v1/correcties{path}", json=body).status_code == 404


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


def test_the_command_line_adds_lists_and_withdraws(tmp_path: Path, own_service: Service) -> None:
    _, label = baker(own_service)
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in RECORDS), encoding="utf-8")
    assert run("import", file, "--data", tmp_path).exit_code == 0
    told = ("--role", "adviseur", "--reason", "klopt", "--data", tmp_path)
    added = run("correct", "add", "person", PERSON, "--can", label, *told)
    assert added.exit_code == 0, added.output
    assert f"Bewaard als nummer 1. {label}: toegevoegd door een adviseur" in " ".join(
        added.stdout.split()
    )
    listed = run("correct", "list", "person", PERSON, "--data", tmp_path, "--json")
    (one,) = json.loads(listed.stdout)["correcties"]
    assert (one["naam"], one["ingetrokken"]) == (label, None)
    back = ("correct", "withdraw", "person", PERSON, "1", "--role", "adviseur", "--data", tmp_path)
    assert "ingetrokken op" in " ".join(run(*back).stdout.split())
    for wrong in (
        ("person", PERSON, "--can", "geen begrip"),
        ("person", PERSON),
        ("vacancy", PERSON, "--can", label),
        ("person", PERSON, "--can", label, "--author", "Jan de Vries"),
    ):
        refused = run("correct", "add", *wrong, *told)
        assert (refused.exit_code, refused.stdout) == (2, ""), refused.output
        assert len(refused.stderr.splitlines()) == 1
