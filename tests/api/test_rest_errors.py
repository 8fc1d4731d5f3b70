"""What the REST API says of a request that it cannot answer, and what it does not say."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import passend
from passend.api import questions
from passend.api.desk import Desk
from passend.api.problems_http import PROBLEMS
from passend.api.questions import NotFound
from passend.api.web_settings import WebSettings

PERSON = "gemeente-voorbeeld:p-1"
VACANCY = "bron-a:v-1"
VACANCIES, PERSONS = "/v1/vacatures/_zoek", "/v1/personen/_zoek"
EXPLAIN = "/v1/combinaties/_uitleg"
INSTANCE = re.compile(r"urn:uuid:[0-9a-f-]{36}")


def problem(response: Any, status: int, name: str) -> dict[str, Any]:
    """Body of a problem response, checked."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["api-version"] == passend.__version__
    body: dict[str, Any] = response.json()
    assert body["type"] == f"urn:passend:probleem:{name}"
    assert body["status"] == status
    assert body["title"] == PROBLEMS[name].title
    assert body["detail"]
    assert INSTANCE.fullmatch(body["instance"])
    return body


def faults(response: Any) -> list[tuple[str, str]]:
    """Pointer and code of each fault."""
    body = problem(response, 400, "ongeldige-invoer")
    assert all(fault["plaats"] == "body" and fault["melding"] for fault in body["fouten"])
    return sorted((fault["pad"], fault["code"]) for fault in body["fouten"])


@pytest.mark.parametrize("path", [VACANCIES, PERSONS])
def test_exactly_one_way_is_given(client: TestClient, path: str) -> None:
    way = "persoon" if path == VACANCIES else "vacature"
    assert faults(client.post(path, json={})) == [("", "precies-een")]
    both = {way: {"sleutel": PERSON}, "tekst": "brood"}
    assert faults(client.post(path, json=both)) == [("/tekst", "precies-een")]
    null = client.post(path, json={way: None})
    assert faults(null) == [(f"/{way}", "object")]


def test_all_that_is_wrong_is_told_at_once_and_no_value_is_sent_back(
    client: TestClient, name: str
) -> None:
    body = {"persoon": {"sleutel": 7, name: name}, "aantal": 101, "naam": name}
    response = client.post(VACANCIES, json=body)
    assert faults(response) == [
        ("/aantal", "bereik"),
        ("/naam", "onbekend-veld"),
        ("/persoon", "onbekend-veld"),
        ("/persoon/sleutel", "tekst"),
    ]
    assert name not in response.text
    assert "101" not in response.text


@pytest.mark.parametrize(
    ("amount", "code"),
    [(0, "bereik"), (101, "bereik"), ("10", "geheel-getal"), (True, "geheel-getal")],
)
def test_the_number_of_results_is_1_to_100(client: TestClient, amount: Any, code: str) -> None:
    body = {"tekst": "brood bakken", "aantal": amount}
    assert faults(client.post(VACANCIES, json=body)) == [("/aantal", code)]


@pytest.mark.parametrize(
    ("text", "code"), [("", "lengte"), ("x" * 40_001, "lengte"), ("12", "vorm")]
)
def test_a_text_is_neither_empty_nor_too_long(client: TestClient, text: str, code: str) -> None:
    assert (("/tekst", code)) in faults(client.post(VACANCIES, json={"tekst": text}))


def test_problems_of_a_record_point_into_the_body_without_its_values(client: TestClient) -> None:
    vum = {
        "idWerkzoekende": "geheim-nummer",
        "mobiliteit": {"bemiddelingspostcode": "zz99", "maximaleReisafstand": 1234},
        "Piet Janssen": 1,
    }
    response = client.post(VACANCIES, json={"profiel": {"vum": vum}})
    found = faults(response)
    assert ("/profiel/vum/mobiliteit/maximaleReisafstand", "range") in found
    assert ("/profiel/vum", "unknown-field") in found
    assert len(found) == 3
    for value in ("geheim", "zz99", "1234,", "Piet"):
        assert value not in response.text.replace("1234AB", "")


@pytest.mark.parametrize(
    "content", [b"{", b"", b"\xff", b"[" * 100_000, b'{"aantal": ' + b"9" * 5000]
)
def test_what_is_no_json_is_400(client: TestClient, content: bytes) -> None:
    response = client.post(VACANCIES, content=content, headers={"content-type": "application/json"})
    problem(response, 400, "ongeldige-invoer")


def test_an_unknown_key_is_404(client: TestClient) -> None:
    problem(client.post(VACANCIES, json={"persoon": {"sleutel": "x:y"}}), 404, "niet-gevonden")
    # A key of the other kind is unknown too.
    problem(client.post(PERSONS, json={"vacature": {"sleutel": PERSON}}), 404, "niet-gevonden")
    pair = {"persoon": PERSON, "vacature": "x:geheim"}
    response = client.post(EXPLAIN, json=pair)
    problem(response, 404, "niet-gevonden")
    assert "geheim" not in response.text


@pytest.mark.parametrize(
    "path", ["/v1", "/v1/", "/v1/nee", "/v1/gezondheid/", f"{VACANCIES}/", "/docs", "/redoc"]
)
def test_other_paths_and_trailing_slashes_are_404(client: TestClient, path: str) -> None:
    problem(client.get(path), 404, "niet-gevonden")


def test_other_methods_are_405_with_what_is_allowed(client: TestClient) -> None:
    response = client.get(VACANCIES)
    problem(response, 405, "methode-niet-toegestaan")
    assert response.headers["allow"] == "POST"
    problem(client.request("DELETE", "/v1/gezondheid"), 405, "methode-niet-toegestaan")


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin-1",
        "application/vnd.x+json",
        "",
    ],
)
def test_only_json_is_read(client: TestClient, kind: str) -> None:
    response = client.post(VACANCIES, content=b'{"tekst": "brood"}', headers={"content-type": kind})
    problem(response, 415, "verkeerd-mediatype")


def test_json_may_name_its_charset(client: TestClient) -> None:
    kind = "Application/JSON; charset=UTF-8"
    response = client.post(VACANCIES, content=b'{"tekst": "brood"}', headers={"content-type": kind})
    assert response.status_code == 200


def test_a_body_of_more_than_a_mebibyte_is_413(client: TestClient) -> None:
    large = json.dumps({"tekst": "x" * 1024 * 1024}).encode()
    headers = {"content-type": "application/json"}
    problem(client.post(VACANCIES, content=large, headers=headers), 413, "te-groot")
    pieces = (large[at : at + 65_536] for at in range(0, len(large), 65_536))
    problem(client.post(VACANCIES, content=pieces, headers=headers), 413, "te-groot")


def test_a_name_rebound_to_this_machine_is_refused(client: TestClient) -> None:
    problem(client.get("/v1/gezondheid", headers={"host": "evil.example"}), 421, "verkeerde-host")
    assert client.get("/v1/gezondheid", headers={"host": "127.0.0.1:8350"}).status_code == 200


def test_an_unexpected_error_is_500_and_tells_nothing(
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("geheim van Jansen")

    monkeypatch.setattr(Desk, "counts", broken)
    response = client.get("/v1/gezondheid")
    instance = problem(response, 500, "interne-fout")["instance"]
    assert "geheim" not in response.text + caplog.text
    assert f"{instance}: unexpected ValueError" in caplog.text


def test_a_record_that_goes_meanwhile_is_looked_past(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    real = questions.title_of

    def once_gone(*args: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise NotFound("x")
        return real(*args)

    monkeypatch.setattr(questions, "title_of", once_gone)
    assert client.post(VACANCIES, json={"tekst": "brood bakken"}).status_code == 200
    assert len(calls) > 1


def test_every_problem_and_setting_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs/api.md").read_text(encoding="utf-8")
    for kind in PROBLEMS.values():
        assert f"| `{kind.name}` | {kind.status} |" in text
    for field in fields(WebSettings):
        assert f"`PASSEND_{field.name.upper()}`" in text
