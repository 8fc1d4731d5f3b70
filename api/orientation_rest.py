"""Route for orientation. The key travels in the body, never in the address."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field

from passend.engine.orientation import Orienter

from .desk import Desk
from .openapi import BASE
from .orientation_out import Orientatie
from .orienting import orient
from .problems_http import HttpProblem
from .questions import NotFound
from .requests_http import Geheel, Verwijzing

__all__ = ["orientation_routes"]

_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "Niet gevonden"}}


class BeroepenVraag(BaseModel):
    """Voor wie beroepen worden gezocht."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    persoon: Verwijzing
    aantal: Geheel = Field(
        default=10, ge=1, le=100, description="Hoeveel beroepen dichtbij; verrassend hoogstens 5."
    )


def orientation_routes(desk: Desk, route: type[APIRoute]) -> APIRouter:
    """Route over a desk; ``route`` checks the media type."""
    router = APIRouter(prefix=BASE, route_class=route, tags=["zoeken"])
    made: list[Orienter] = []

    @router.post("/beroepen/_zoek", operation_id="zoekBeroepen", responses=_NOT_FOUND)
    def find(vraag: BeroepenVraag) -> Orientatie:
        """Beroepen die een persoon kan bereiken, met wat ontbreekt en waar er plek is."""
        try:
            with desk.alone() as service:
                if not made:
                    made.append(Orienter(service.coder, service.matcher.weights))
                return orient(service, made[0], vraag.persoon.sleutel, vraag.aantal)
        except NotFound:
            raise HttpProblem("niet-gevonden", "Er is geen record met deze sleutel.") from None

    return router
