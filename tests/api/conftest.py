"""A small service with records written by hand, and the application over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from passend.api.bootstrap import Service, bootstrap
from passend.api.rest import create_app
from passend.api.settings import Settings
from passend.api.web_settings import WebSettings
from passend.index.records import to_stored
from passend.index.sources import Record, parse_record
from passend.index.store import RecordStore

TODAY = date(2026, 11, 25)
NAME = "Wilhelmina van Naamsbergen"


def _person(number: int, postcode: str, work: str, **more: Any) -> dict[str, Any]:
    qualification = {"werkervaring": [{"toelichtingWerkervaring": work}]}
    qualification |= more.pop("arbeidsmarktkwalificatie", {})
    return {
        "id": f"p-{number}",
        "source": "gemeente-voorbeeld",
        "kind": "person",
        "vum": {
            "idWerkzoekende": f"p-{number}",
            "mobiliteit": {"bemiddelingspostcode": postcode, "maximaleReisafstand": 25},
            "arbeidsmarktkwalificatie": qualification,
            "contactpersoon": [{"naamContactpersoonAfdeling": NAME}],
            **more,
        },
    }


def _vacancy(number: int, postcode: str, title: str, text: str, **more: Any) -> dict[str, Any]:
    ext = more.pop("ext", {})
    return {
        "id": f"v-{number}",
        "source": "bron-a",
        "kind": "vacancy",
        "vum": {
            "idVacature": f"v-{number}",
            "adres": {"postcode": postcode},
            "naamVacature": title,
            "omschrijvingVacature": text,
            **more,
        },
        "ext": ext,
    }


HOURS = {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": 24}
LICENCE = [{"codeSoortRijbewijs": "B"}]

RECORDS: list[dict[str, Any]] = [
    _person(
        1,
        "6811AB",
        "Orders verzamelen en voorraad tellen in een magazijn.",
        werktijden=HOURS,
        contractvorm=[{"codeTypeOvereenkomst": "01"}],
    ),
    _person(2, "8911AB", "Deeg kneden en brood bakken in een bakkerij."),
    _person(
        3,
        "6821AB",
        "Gras maaien en heesters snoeien.",
        arbeidsmarktkwalificatie={"rijbewijs": LICENCE},
    ),
    {
        "id": "p-4",
        "source": "gemeente-voorbeeld",
        "kind": "person",
        "vum": {"idWerkzoekende": "p-4", "mobiliteit": {"bemiddelingspostcode": "6811AB"}},
    },
    _vacancy(
        1,
        "6812AB",
        "Magazijnmedewerker",
        "Je verzamelt orders, ruimt artikelen in en telt de voorraad.",
        werktijden=HOURS,
        contractvorm=[{"codeTypeOvereenkomst": "01"}],
    ),
    _vacancy(2, "8911CD", "Bakker", "Je kneedt deeg en bakt brood en gebak."),
    _vacancy(
        3,
        "6821CD",
        "Medewerker groen",
        "Je maait gras en snoeit heesters. Rijbewijs B is vereist.",
        rijbewijs=LICENCE,
    ),
    _vacancy(
        4,
        "6811CD",
        "Leerling <b>metselaar</b>",
        "Je leert metselen en voegen.",
        ext={"kind": "leerbaan", "leerbaan": {"niveau": 2, "leerweg": "BBL"}},
    ),
]


def _stored(record: dict[str, Any]) -> Any:
    row = parse_record(record, today=TODAY)
    assert isinstance(row, Record), row
    return to_stored(row, TODAY)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Service over the records, with a fixed clock."""
    store = RecordStore.in_memory()
    store.put([_stored(record) for record in RECORDS])
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    yield bootstrap(settings, store=store, today=lambda: TODAY)
    store.close()


@pytest.fixture(scope="session")
def app(service: Service) -> FastAPI:
    """Application; ``testserver`` is the name that test clients call it by."""
    return create_app(service, WebSettings(hosts=("localhost", "127.0.0.1", "testserver")))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Client that does not run the server."""
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def name() -> str:
    """Name in every record of a person; it may be shown nowhere."""
    return NAME


@pytest.fixture(scope="session")
def records() -> list[dict[str, Any]]:
    """The records as their sources sent them."""
    return RECORDS
