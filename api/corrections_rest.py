"""Routes for corrections. Keys travel in the body, never in the address."""

from __future__ import annotations

from typing import Any, Literal, NoReturn

from fastapi import APIRouter
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field

from passend.engine.model import AuthorRole, Says
from passend.engine.ports import RecordKind
from passend.index.store import LONGEST_REASON, CorrectionError

from .correcting import Correctie, Correcties, correct, corrections_of, withdraw
from .desk import Desk
from .openapi import BASE
from .problems_http import Fault, HttpProblem
from .questions import NotFound
from .requests_http import Geheel, Sleutel

__all__ = ["corrections_routes"]

_KINDS = {"persoon": RecordKind.PERSON, "vacature": RecordKind.VACANCY}
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "Niet gevonden"}}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CorrectiesVraag(_Body):
    """Van welk record."""

    soort: Literal["persoon", "vacature"]
    sleutel: Sleutel


class NieuweCorrectie(CorrectiesVraag):
    """Wat iemand over een record zegt. Schrijf geen namen of gezondheid in de reden."""

    begrip: str = Field(min_length=1, max_length=400, description="IRI van het begrip.")
    zegt: Literal["kan-ook", "klopt-niet"]
    rol: Literal["werkzoekende", "adviseur", "werkgever"]
    door: str | None = Field(
        default=None, max_length=64, description="Kenmerk van wie het zegt; geen naam."
    )
    reden: str = Field(min_length=1, max_length=LONGEST_REASON)


class Intrekking(CorrectiesVraag):
    """Welke correctie wordt ingetrokken."""

    nummer: Geheel = Field(ge=1)
    rol: Literal["werkzoekende", "adviseur", "werkgever"]


def corrections_routes(desk: Desk, route: type[APIRoute]) -> APIRouter:
    """Routes over a desk; ``route`` checks the media type."""
    router = APIRouter(prefix=BASE, route_class=route, tags=["correcties"])

    @router.post("/correcties", operation_id="corrigeer", status_code=201, responses=_NOT_FOUND)
    def add(correctie: NieuweCorrectie) -> Correctie:
        """Voeg toe wat iemand ook kan, of betwist wat er staat."""
        try:
            with desk.alone() as service:
                return correct(
                    service,
                    _KINDS[correctie.soort],
                    correctie.sleutel,
                    correctie.begrip,
                    Says(correctie.zegt),
                    AuthorRole(correctie.rol),
                    correctie.door,
                    correctie.reden,
                )
        except (CorrectionError, NotFound) as error:
            _refuse(error)

    @router.post("/correcties/_zoek", operation_id="zoekCorrecties", responses=_NOT_FOUND)
    def find(vraag: CorrectiesVraag) -> Correcties:
        """Alle correcties van een record, ook de ingetrokken."""
        try:
            with desk.alone() as service:
                return corrections_of(service, _KINDS[vraag.soort], vraag.sleutel)
        except NotFound as error:
            _refuse(error)

    @router.post("/correcties/_trekIn", operation_id="trekCorrectieIn", responses=_NOT_FOUND)
    def take_back(intrekking: Intrekking) -> Correcties:
        """Trek een correctie in; zij blijft zichtbaar als ingetrokken."""
        try:
            with desk.alone() as service:
                return withdraw(
                    service,
                    _KINDS[intrekking.soort],
                    intrekking.sleutel,
                    intrekking.nummer,
                    AuthorRole(intrekking.rol),
                )
        except (CorrectionError, NotFound) as error:
            _refuse(error)

    return router


def _refuse(error: CorrectionError | NotFound) -> NoReturn:
    if isinstance(error, NotFound):
        detail = "Er is geen record of correctie met dit kenmerk."
        raise HttpProblem("niet-gevonden", detail) from None
    fault = Fault("body", f"/{error.field}", error.field, str(error))
    raise HttpProblem("ongeldige-invoer", "1 veld is niet geldig.", [fault]) from None
