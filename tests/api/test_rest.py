"""The REST API as its users meet it: answers, description, headers, and what is never told."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

import passend
from passend.api.bootstrap import Service
from passend.api.desk import Desk
from passend.api.rest import create_app
from passend.api.web_settings import WebSettings
from passend.engine.ports import RecordKind

PERSON = "gemeente-voorbeeld:p-1"
VACANCY = "bron-a:v-1"
VACANCIES, PERSONS = "/v1/vacatures/_zoek", "/v1/personen/_zoek"
EXPLAIN = "/v1/combinaties/_uitleg"
SECURITY = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "strict-transport-security": "max-age=31536000",
}


def test_vacancies_for_a_person_are_ordered_and_explained(client: TestClient) -> None:
    answer = client.post(VACANCIES, json={"persoon": {"sleutel": PERSON}}).json()
    assert (answer["gezocht"], answer["aantal"], answer["exact"]) == ("vacatures", 4, True)
    assert answer["passend"][0]["sleutel"] == VACANCY
    assert answer["passend"][0]["titel"]["titel"] == "Magazijnmedewerker"
    scores = [hit["uitleg"]["score"] for hit in answer["passend"]]
    assert scores == sorted(scores, reverse=True)
    assert {hit["sleutel"] for hit in answer["nuNietHaalbaar"]} == {"bron-a:v-2", "bron-a:v-4"}
    assert set(answer["versies"]) == {"taxonomie", "taalmodel", "code", "gewichten", "reistijd"}


def test_every_score_is_the_sum_of_its_terms(client: TestClient) -> None:
    answer = client.post(PERSONS, json={"vacature": {"sleutel": "bron-a:v-3"}}).json()
    for hit in answer["passend"] + answer["nuNietHaalbaar"] + answer["eerstVragen"]:
        terms = hit["uitleg"]["termen"]
        assert hit["uitleg"]["score"] == sum(t["bekend"] + t["aangenomen"] for t in terms)
        assert sum(t["gewicht"] for t in terms) == 100


def test_persons_are_shown_by_pseudonym_and_never_by_name(client: TestClient, name: str) -> None:
    response = client.post(PERSONS, json={"vacature": {"sleutel": VACANCY}})
    assert name.split()[-1] not in response.text
    titles = {hit["titel"]["titel"] for hit in response.json()["passend"]}
    assert all(re.fullmatch(r"Kandidaat [0-9a-f]{8}", title) for title in titles)


@pytest.mark.parametrize("way", ["text", "file form", "plain object"])
def test_what_only_asks_gets_an_answer(
    client: TestClient, way: str, records: list[dict[str, Any]]
) -> None:
    vum = records[0]["vum"]
    body: dict[str, Any] = {
        "text": {"tekst": "Ik heb orders verzameld en voorraad geteld in een magazijn."},
        "file form": {"profiel": {"vum": vum, "ext": {}}},
        "plain object": {"profiel": vum},
    }[way]
    answer = client.post(VACANCIES, json=body | {"aantal": 1}).json()
    assert [hit["sleutel"] for hit in answer["passend"]] == [VACANCY]


def test_a_record_that_asks_gets_what_the_stored_one_gets(
    client: TestClient, records: list[dict[str, Any]]
) -> None:
    stored = client.post(VACANCIES, json={"persoon": {"sleutel": PERSON}}).json()
    given = client.post(VACANCIES, json={"profiel": {"vum": records[0]["vum"]}}).json()
    assert given == stored


def test_a_pasted_vacancy_finds_persons(client: TestClient) -> None:
    text = "Bakker\nJe kneedt deeg en bakt brood in onze bakkerij."
    answer = client.post(PERSONS, json={"tekst": text}).json()
    assert answer["gezocht"] == "personen"
    assert answer["passend"][0]["sleutel"] == "gemeente-voorbeeld:p-2"


def test_one_pair_is_explained_as_in_the_list(client: TestClient) -> None:
    pair = client.post(EXPLAIN, json={"persoon": PERSON, "vacature": VACANCY}).json()
    listed = client.post(VACANCIES, json={"persoon": {"sleutel": PERSON}}).json()["passend"][0]
    assert pair["score"] == listed["uitleg"]["score"]
    assert pair["termen"] == listed["uitleg"]["termen"]


def test_nothing_of_a_question_is_stored_or_logged(
    client: TestClient, service: Service, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = service.store.last_seq()
    text = f"{name} heeft brood gebakken."
    with caplog.at_level(logging.DEBUG):
        response = client.post(VACANCIES, json={"tekst": text})
    assert response.status_code == 200
    assert service.store.last_seq() == before
    assert name.split()[-1] not in response.text
    logged = "".join(r.getMessage() for r in caplog.records)
    assert name not in logged
    assert "brood" not in logged


def test_health_tells_counts_and_versions(client: TestClient, service: Service) -> None:
    health = client.get("/v1/gezondheid").json()
    assert health["status"] == "goed"
    assert (health["personen"], health["vacatures"]) == (4, 4)
    assert health["api"] == passend.__version__
    assert health["versies"]["gewichten"] == service.matcher.versions.weights


@pytest.mark.parametrize(
    "path", ["/v1/gezondheid", "/v1/openapi.json", "/v1/nee", "/", "/static/passend.css"]
)
def test_security_headers_are_on_every_response(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["api-version"] == passend.__version__
    for name, value in SECURITY.items():
        assert headers[name] == value
    policy = headers["content-security-policy"]
    for part in (
        "default-src 'none'",
        "style-src 'self'",
        "form-action 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    allowed = headers.get("access-control-allow-origin")
    assert allowed == ("*" if path == "/v1/openapi.json" else None)


def test_the_description_keeps_the_design_rules(client: TestClient) -> None:
    document = client.get("/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    assert document["info"]["version"] == passend.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    assert set(document["info"]["contact"]) == {"name", "url", "email"}
    assert document["servers"] == [{"url": "/v1"}]
    assert set(document["paths"]) == {
        "/vacatures/_zoek",
        "/personen/_zoek",
        "/begrippen/_zoek",
        "/beroepen/_zoek",
        "/combinaties/_uitleg",
        "/combinaties/_waarom",
        "/correcties",
        "/correcties/_trekIn",
        "/correcties/_zoek",
        "/gezondheid",
        "/openapi.json",
    }
    for operations in document["paths"].values():
        for operation in operations.values():
            assert "422" not in operation["responses"]
            for status, response in operation["responses"].items():
                assert "API-Version" in response["headers"]
                kind = "application/problem+json" if status >= "400" else "application/json"
                assert set(response["content"]) == {kind}
    answer = document["components"]["schemas"]["Antwoord"]["properties"]
    assert "nuNietHaalbaar" in answer
    assert "nu_niet_haalbaar" not in answer


def test_the_operator_names_the_contact_and_the_server(service: Service) -> None:
    settings = WebSettings.from_environment(
        {
            "PASSEND_CONTACT_NAME": "Gemeente Voorbeeld",
            "PASSEND_CONTACT_URL": "https://voorbeeld.example",
            "PASSEND_CONTACT_EMAIL": "",
            "PASSEND_SERVER_URL": "https://voorbeeld.example/v1",
            "PASSEND_HOSTS": "voorbeeld.example",
        }
    )
    client = TestClient(create_app(service, settings), base_url="https://voorbeeld.example")
    document = client.get("/v1/openapi.json").json()
    assert document["info"]["contact"]["name"] == "Gemeente Voorbeeld"
    assert document["info"]["contact"]["email"] == WebSettings().contact_email
    assert document["servers"] == [{"url": "https://voorbeeld.example/v1"}]


def test_the_service_counts_what_the_store_holds(service: Service) -> None:
    assert Desk(service).counts() == {RecordKind.PERSON: 4, RecordKind.VACANCY: 4}
