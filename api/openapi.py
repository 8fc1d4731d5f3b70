"""The OpenAPI document, as the NL API Design Rules ask it."""

from __future__ import annotations

from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

import passend

from .problems_http import PROBLEM_JSON, PROBLEMS
from .web_settings import WebSettings

__all__ = ["BASE", "document"]

BASE = "/v1"
"""Base path of the API; its paths in the document start after it."""

_DESCRIPTION = (
    "Ordent vacatures, leerbanen en andere plekken voor een persoon, of personen voor een "
    "vacature, op competenties en met uitleg. Het antwoord is een voorstel, gemaakt met AI: een "
    "mens beslist. Van een vraag wordt niets bewaard."
)
_ERRORS_OF_READING = ("te-groot", "verkeerde-host", "interne-fout")
_ERRORS_OF_ASKING = (*_ERRORS_OF_READING, "ongeldige-invoer", "verkeerd-mediatype")
_VERSION_HEADER = {
    "API-Version": {
        "description": "Versie van de API.",
        "required": True,
        "schema": {"type": "string", "example": passend.__version__},
    }
}
_TEXT = {"type": "string"}
_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Een fout volgens RFC 9457.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": _TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _TEXT,
        "instance": {"type": "string", "format": "uri", "description": "Kenmerk van deze fout."},
    },
}
_FAULTS: dict[str, Any] = {
    "type": "object",
    "description": "Alles wat aan de invoer niet goed is; waarden worden niet herhaald.",
    "properties": {
        "fouten": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["plaats", "pad", "code", "melding"],
                "properties": {
                    "plaats": _TEXT,
                    "pad": {"type": "string", "description": "JSON pointer (RFC 6901)."},
                    "code": _TEXT,
                    "melding": _TEXT,
                },
            },
        }
    },
}


def document(routes: list[BaseRoute], settings: WebSettings) -> dict[str, Any]:
    """OpenAPI document of the routes, all of them under :data:`BASE`; the page takes no part."""
    made = get_openapi(
        title="passend",
        version=passend.__version__,
        description=_DESCRIPTION,
        routes=routes,
        servers=[{"url": settings.server_url}],
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        tags=[
            {"name": "zoeken", "description": "Wie of wat past."},
            {"name": "correcties", "description": "Wat mensen van een record zeggen."},
            {"name": "dienst", "description": "De dienst zelf."},
        ],
    )
    made["info"]["contact"] = {
        "name": settings.contact_name,
        "url": settings.contact_url,
        "email": settings.contact_email,
    }
    made["paths"] = {
        path.removeprefix(BASE): {method: _operation(what) for method, what in methods.items()}
        for path, methods in made["paths"].items()
    }
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas |= {"Probleem": _PROBLEM, "ProbleemFouten": _FAULTS}
    return made


def _operation(operation: dict[str, Any]) -> dict[str, Any]:
    """Operation with problems for its errors, and the header of the version everywhere."""
    responses = {code: what for code, what in operation["responses"].items() if code != "422"}
    asks = "requestBody" in operation
    by_status = {kind.status: kind for kind in PROBLEMS.values()}
    names = _ERRORS_OF_ASKING if asks else _ERRORS_OF_READING
    statuses = {PROBLEMS[name].status for name in names} | {
        int(code) for code in responses if int(code) >= 400
    }
    for status in sorted(statuses):
        kind = by_status[status]
        responses[str(status)] = {
            "description": kind.title,
            "content": {PROBLEM_JSON: {"schema": _schema(status)}},
        }
    for response in responses.values():
        response["headers"] = {**response.get("headers", {}), **_VERSION_HEADER}
    return {**operation, "responses": responses}


def _schema(status: int) -> dict[str, Any]:
    base = {"$ref": "#/components/schemas/Probleem"}
    return (
        {"allOf": [base, {"$ref": "#/components/schemas/ProbleemFouten"}]}
        if status == 400
        else base
    )
