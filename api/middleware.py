"""What every response and request passes: headers, size, host, and the last net for errors."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import passend

from .problems_http import HttpProblem, problem_response

__all__ = ["LARGEST_BODY", "BodyLimit", "Guard"]

LARGEST_BODY = 1024 * 1024
"""Most bytes of a body."""

_log = logging.getLogger("passend.api")

_HEADERS: Mapping[str, str] = {
    "API-Version": passend.__version__,
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        "form-action 'self'; img-src 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not no-referrer: with it a browser sends "Origin: null" with our own form.
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Adds the headers, refuses unknown hosts, and turns what nobody caught into a problem.

    What is logged of an error is its type and place in the code, never its message: that may hold
    a value of the request.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self.app if _host(scope) in self.hosts else _misdirected
        try:
            await app(scope, receive, with_headers)
        except HttpProblem as problem:
            response = problem_response(Request(scope), problem)
            await response(scope, receive, with_headers)
        except Exception as error:  # noqa: BLE001 - the last net: nothing may leak
            internal = HttpProblem("interne-fout")
            _log.error("%s: unexpected %s\n%s", internal.instance, type(error).__name__, _at(error))
            if started:
                return
            response = problem_response(Request(scope), internal)
            await response(scope, receive, with_headers)


class BodyLimit:
    """Refuses a body of more than :data:`LARGEST_BODY` bytes, announced or not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced[:20]) > LARGEST_BODY:
            raise HttpProblem("te-groot")
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST_BODY:
                raise HttpProblem("te-groot")
            return message

        await self.app(scope, counted, send)


def _at(error: Exception) -> str:
    """Places in the code, innermost last, of the cause too; no source lines and no values."""
    cause = error.__cause__
    before = traceback.extract_tb(cause.__traceback__) if cause is not None else []
    frames = [*before, *traceback.extract_tb(error.__traceback__)]
    return "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)


async def _misdirected(scope: Scope, receive: Receive, send: Send) -> None:
    raise HttpProblem("verkeerde-host")


def _host(scope: Scope) -> str:
    """Host name of a request, without port."""
    host = Headers(scope=scope).get("host", "").lower()
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
