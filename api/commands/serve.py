"""``passend serve``: API and page, on loopback."""

from __future__ import annotations

import ipaddress
import socket
from typing import Annotated

import typer

from passend.api.bootstrap import Service
from passend.api.settings import Settings
from passend.api.terminal import console, fail

from .match import opened
from .options import Data, Places, TaxonomyOption

__all__ = ["run_server", "serve_command"]


def serve_command(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Poort.")] = 8350,
    host: Annotated[str, typer.Option("--host", help="Adres op deze computer.")] = "127.0.0.1",
    data: Data = None,
    taxonomy: TaxonomyOption = None,
    places: Places = None,
) -> None:
    """Start de API (/v1) en de pagina (/) op deze computer."""
    settings = Settings.from_environment(data=data, taxonomy=taxonomy, places=places)
    if not _loopback(host):
        fail("Alleen een adres op deze computer kan: de dienst heeft nog geen aanmelding.")
    if not _free(host, port):
        fail(f"Poort {port} is al in gebruik. Kies een andere: --port.")
    run_server(opened(settings), host, port)


def run_server(service: Service, host: str, port: int) -> None:
    """Serve until stopped. Requests are not logged: they may hold personal data."""
    # Only here: the other commands start faster without the web framework.
    import uvicorn

    from passend.api.rest import create_app

    app = create_app(service)
    # Before the first question, or whoever types first waits for it.
    app.state.desk.suggester()
    console.print(f"Pagina: http://{host}:{port}/  API: http://{host}:{port}/v1", highlight=False)
    console.print("Stoppen: Ctrl+C", highlight=False)
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
    )


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
