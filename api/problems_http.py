"""Errors of the web part as problem+json (RFC 9457). No value of a request is ever in them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from .templating import render

__all__ = ["PROBLEMS", "Fault", "HttpProblem", "ProblemType", "for_status", "problem_response"]

_PREFIX = "urn:passend:probleem:"
PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of problem; ``detail`` is what is said when nothing more exact is known."""

    name: str
    status: int
    title: str
    detail: str

    @property
    def uri(self) -> str:
        """Member ``type`` of the problem."""
        return _PREFIX + self.name


PROBLEMS: Mapping[str, ProblemType] = {
    kind.name: kind
    for kind in (
        ProblemType("ongeldige-invoer", 400, "Ongeldige invoer", "De invoer is niet geldig."),
        ProblemType(
            "andere-herkomst",
            403,
            "Verzoek van een andere website",
            "Dit formulier kan alleen vanaf de eigen pagina worden verstuurd.",
        ),
        ProblemType("niet-gevonden", 404, "Niet gevonden", "Op dit adres is niets te vinden."),
        ProblemType(
            "methode-niet-toegestaan",
            405,
            "Methode niet toegestaan",
            "Dit adres kent deze HTTP-methode niet; zie de header Allow.",
        ),
        ProblemType("te-groot", 413, "Te groot", "De body is groter dan 1 MiB."),
        ProblemType(
            "verkeerd-mediatype",
            415,
            "Mediatype niet ondersteund",
            "De header Content-Type noemt een ander mediatype dan hier wordt gelezen.",
        ),
        ProblemType(
            "verkeerde-host",
            421,
            "Verkeerd geadresseerd",
            "De header Host noemt een naam waaronder deze dienst niet bereikbaar is.",
        ),
        ProblemType(
            "interne-fout",
            500,
            "Interne fout",
            "Er ging iets mis in de dienst. Noem bij een melding de waarde van instance.",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the input; ``pad`` is a JSON pointer, ``""`` the whole."""

    plaats: str
    pad: str
    code: str
    melding: str


class HttpProblem(HTTPException):
    """A request that cannot be answered; becomes a problem response.

    An exception of the framework, so that no layer of it takes this for a fault of its own.
    """

    def __init__(
        self, kind: str, detail: str | None = None, faults: Sequence[Fault] = (), status: int = 0
    ) -> None:
        self.kind = PROBLEMS[kind]
        self.faults = tuple(faults)
        self.instance = uuid.uuid4().urn
        super().__init__(status or self.kind.status, detail or self.kind.detail)


def for_status(status: int) -> HttpProblem:
    """Problem for a status of the framework, which tells nothing more."""
    known = {kind.status: name for name, kind in PROBLEMS.items()}
    return HttpProblem(
        known.get(status, "interne-fout" if status >= 500 else "ongeldige-invoer"), status=status
    )


def problem_response(
    request: Request, problem: HttpProblem, headers: Mapping[str, str] | None = None
) -> Response:
    """Response for a problem: a page for a browser outside the API, else problem+json."""
    if _wants_page(request):
        page = render("problem.html", problem=problem)
        return HTMLResponse(page, problem.status_code, headers)
    body: dict[str, object] = {
        "type": problem.kind.uri,
        "title": problem.kind.title,
        "status": problem.status_code,
        "detail": problem.detail,
        "instance": problem.instance,
    }
    if problem.faults:
        body["fouten"] = [asdict(fault) for fault in problem.faults]
    content = json.dumps(body, ensure_ascii=False).encode()
    return Response(content, problem.status_code, headers, media_type=PROBLEM_JSON)


def _wants_page(request: Request) -> bool:
    path = request.url.path
    api = path == "/v1" or path.startswith("/v1/")
    return not api and "text/html" in request.headers.get("accept", "")
