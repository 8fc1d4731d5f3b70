"""The web application: the REST API under ``/v1``, and the page. Dutch on the wire."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

import passend
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import RecordKind

from .answers import Antwoord, Uitleg, Versies
from .asking import QuestionRefused
from .audience import Audience
from .bootstrap import Service
from .corrections_rest import corrections_routes
from .desk import Desk
from .faults import faults_of_record, faults_of_request, pointer
from .middleware import BodyLimit, Guard
from .openapi import BASE, document
from .orientation_rest import orientation_routes
from .pages import pages
from .problems_http import Fault, HttpProblem, for_status, problem_response
from .questions import InvalidRecord, Limits, NotFound, TextRefused
from .requests_http import (
    PERSON_WAYS,
    VACANCY_WAYS,
    BegrippenVraag,
    Combinatie,
    PersonenVraag,
    VacaturesVraag,
    VraagMetPersoon,
    VraagMetProfiel,
    VraagMetTekst,
    VraagMetVacature,
    VraagMetZoekvraag,
    WaaromVraag,
)
from .suggestions import Begrippen
from .web_settings import WebSettings
from .why import Waarom

__all__ = ["create_app"]

_STATIC = Path(__file__).parent / "static"
_JSON = ("application/json",)
_NOT_JSON = Fault("body", "", "json", "De body is geen geldige JSON.")
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "Niet gevonden"}}
_WAYS = {f"{BASE}/vacatures/_zoek": PERSON_WAYS, f"{BASE}/personen/_zoek": VACANCY_WAYS}


class Gezondheid(BaseModel):
    """Hoe de dienst ervoor staat."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Literal["goed"]
    api: str = Field(description="Versie van de API.")
    personen: int = Field(description="Aantal personen in de opslag.")
    vacatures: int = Field(description="Aantal vacatures en andere plekken in de opslag.")
    versies: Versies


class JsonRoute(APIRoute):
    """A route that reads JSON only; any other media type is 415, before the body is read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Handler with the check in front."""
        handler = super().get_route_handler()
        reads = self.body_field is not None

        async def checked(request: Request) -> Response:
            if reads and not _is_json(request.headers.get("content-type", "")):
                raise HttpProblem("verkeerd-mediatype")
            return await handler(request)

        return checked


def create_app(service: Service, settings: WebSettings | None = None) -> FastAPI:
    """Application over a service.

    Parameters
    ----------
    settings : WebSettings or None
        ``None`` = from the environment.
    """
    settings = settings or WebSettings.from_environment()
    desk = Desk(service)
    app = FastAPI(
        title="passend",
        version=passend.__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # Its events carry messages of exceptions and its hooks bodies: they may be personal.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.desk = desk
    app.include_router(_asking(desk))
    app.include_router(corrections_routes(desk, JsonRoute))
    app.include_router(orientation_routes(desk, JsonRoute))
    app.include_router(_about(app, desk, settings))
    app.include_router(pages(desk))
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.add_exception_handler(HTTPException, _on_status)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_middleware(BodyLimit)
    app.add_middleware(Guard, hosts=settings.hosts)
    return app


def _asking(desk: Desk) -> APIRouter:
    router = APIRouter(prefix=BASE, route_class=JsonRoute, tags=["zoeken"])

    @router.post("/vacatures/_zoek", operation_id="zoekVacatures", responses=_NOT_FOUND)
    def search_vacancies(vraag: Annotated[VacaturesVraag, Body()]) -> Antwoord:
        """Vacatures, leerbanen en andere plekken voor een persoon, geordend en uitgelegd."""
        return _answer(desk, RecordKind.PERSON, vraag)

    @router.post("/personen/_zoek", operation_id="zoekPersonen", responses=_NOT_FOUND)
    def search_persons(vraag: Annotated[PersonenVraag, Body()]) -> Antwoord:
        """Personen voor een vacature, geordend en uitgelegd."""
        return _answer(desk, RecordKind.VACANCY, vraag)

    @router.post("/begrippen/_zoek", operation_id="zoekBegrippen")
    def suggest(vraag: BegrippenVraag) -> Begrippen:
        """Beroepen, competenties, kennis en kwalificaties bij wat tot nu toe is getypt."""
        return desk.suggest(vraag)

    @router.post("/combinaties/_uitleg", operation_id="legCombinatieUit", responses=_NOT_FOUND)
    def explain(combinatie: Combinatie) -> Uitleg:
        """Waarom een persoon en een vacature samen deze score hebben."""
        try:
            return desk.explain(
                combinatie.persoon, combinatie.vacature, Audience(combinatie.publiek)
            )
        except NotFound:
            raise _unknown_key() from None

    @router.post("/combinaties/_waarom", operation_id="legPlaatsUit", responses=_NOT_FOUND)
    def why(vraag: WaaromVraag) -> Waarom:
        """Waarom een vacature wel of niet op de lijst van een persoon staat, of andersom."""
        kind = RecordKind.PERSON if vraag.lijst == "vacatures" else RecordKind.VACANCY
        try:
            return desk.why(vraag.persoon, vraag.vacature, kind, Limits(top=vraag.aantal))
        except NotFound:
            raise _unknown_key() from None

    return router


def _about(app: FastAPI, desk: Desk, settings: WebSettings) -> APIRouter:
    router = APIRouter(prefix=BASE, tags=["dienst"])

    @router.get("/gezondheid", operation_id="toonGezondheid")
    def health() -> Gezondheid:
        """Aantallen en versies."""
        counts = desk.counts()
        return Gezondheid(
            status="goed",
            api=passend.__version__,
            personen=counts[RecordKind.PERSON],
            vacatures=counts[RecordKind.VACANCY],
            versies=desk.versions(),
        )

    @router.get("/openapi.json", operation_id="toonOpenapi", response_model=dict[str, Any])
    def openapi() -> JSONResponse:
        """Dit document."""
        return JSONResponse(
            document(app.routes, settings), headers={"Access-Control-Allow-Origin": "*"}
        )

    return router


def _answer(desk: Desk, kind: RecordKind, vraag: VacaturesVraag | PersonenVraag) -> Antwoord:
    limits = Limits(
        top=vraag.aantal,
        per_employer=None if vraag.toon_alle else 2,
        audience=Audience(vraag.publiek),
    )
    try:
        if isinstance(vraag, VraagMetZoekvraag):
            return desk.search(kind, vraag.zoekvraag, limits)
        if isinstance(vraag, VraagMetTekst):
            return desk.answer_text(kind, vraag.tekst, limits)
        return desk.answer(_asked(desk, kind, vraag), limits)
    except QuestionRefused as error:
        fault = Fault("body", pointer(["zoekvraag", *error.where]), "zoekvraag", str(error))
        raise _invalid((fault,)) from None
    except NotFound:
        raise _unknown_key() from None
    except TextRefused as error:
        fault = Fault("body", "/tekst", "tekst", str(error))
        raise HttpProblem("ongeldige-invoer", "1 veld is niet geldig.", [fault]) from None
    except InvalidRecord as error:
        raise _invalid(faults_of_record(error.problems, "profiel")) from None


def _asked(
    desk: Desk, kind: RecordKind, vraag: VraagMetPersoon | VraagMetVacature | VraagMetProfiel
) -> Jobseeker | Vacancy:
    if isinstance(vraag, VraagMetPersoon):
        return desk.stored(kind, vraag.persoon.sleutel)
    if isinstance(vraag, VraagMetVacature):
        return desk.stored(kind, vraag.vacature.sleutel)
    return desk.record(kind, vraag.profiel)


def _unknown_key() -> HttpProblem:
    return HttpProblem("niet-gevonden", "Er is geen record met deze sleutel.")


def _invalid(faults: tuple[Fault, ...]) -> HttpProblem:
    many = (
        f"{len(faults)} punten zijn niet geldig." if len(faults) != 1 else "1 punt is niet geldig."
    )
    return HttpProblem("ongeldige-invoer", many, faults)


def _is_json(content_type: str) -> bool:
    media, _, parameters = content_type.partition(";")
    charset = parameters.strip().lower().replace('"', "")
    return media.strip().lower() in _JSON and charset in {"", "charset=utf-8"}


async def _on_status(request: Request, error: Exception) -> Response:
    """A status of the framework (404, 405, …) or of ours."""
    if not isinstance(error, HTTPException):
        raise error
    problem = error if isinstance(error, HttpProblem) else for_status(error.status_code)
    if not isinstance(error, HttpProblem) and error.status_code == 400:
        problem = _invalid((_NOT_JSON,))
    return problem_response(request, problem, error.headers)


async def _on_invalid(request: Request, error: Exception) -> Response:
    """A body that does not fit its model: 400, with all that is wrong with it."""
    if not isinstance(error, RequestValidationError):
        raise error
    ways = _WAYS.get(request.url.path, ())
    return problem_response(request, _invalid(faults_of_request(error.errors(), ways)))
