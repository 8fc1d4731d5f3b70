"""``passend demo-data`` and ``passend demo``: a first look without anybody's data."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from passend.api.bootstrap import Service
from passend.api.questions import Limits, match, stored
from passend.api.report import print_answer
from passend.api.settings import Settings
from passend.api.terminal import console, fail, print_json, progress_bar, told
from passend.engine.ports import RecordKind
from passend.evaluation.demo import generate, write
from passend.index.importer import import_files
from passend.index.store import RecordStore

from .match import opened
from .options import AsJson
from .serve import run_server

__all__ = ["demo_command", "demo_data_command"]

_DEMO_TODAY = date(2026, 11, 25)
_VACANCY = "gemeente-arnhem:mehmet-naaiatelier"
_PERSON = "gemeente-arnhem:henk"

Seed = Annotated[int, typer.Option("--seed", help="Zelfde getal, zelfde gegevens.")]
Persons = Annotated[int, typer.Option("--persons", min=10, help="Aantal personen.")]
Vacancies = Annotated[int, typer.Option("--vacancies", min=10, help="Aantal vacatures.")]


def demo_data_command(
    out: Annotated[Path, typer.Option("--out", help="Map om in te schrijven.")] = Path("demo-data"),
    seed: Seed = 7,
    persons: Persons = 500,
    vacancies: Vacancies = 800,
    as_json: AsJson = False,
) -> None:
    """Maak verzonnen personen en vacatures van vier bronnen, als VUM-records."""
    try:
        files = write(generate(seed, persons, vacancies, _DEMO_TODAY), out)
    except OSError as error:
        fail(told(error))
    if as_json:
        print_json({"files": [str(path) for path in files]})
        return
    for path in files:
        console.print(str(path), highlight=False)


def demo_command(
    folder: Annotated[Path, typer.Option("--out", help="Map voor de demo.")] = Path(".demo"),
    seed: Seed = 7,
    persons: Persons = 500,
    vacancies: Vacancies = 800,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Poort.")] = 8350,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Start daarna API en pagina.")
    ] = os.environ.get("DEMO_SERVE", "1") != "0",
) -> None:
    """Maak demogegevens, lees ze in, toon twee geordende lijsten met uitleg en start de pagina."""
    place = folder / f"{seed}-{persons}-{vacancies}"
    try:
        files = write(generate(seed, persons, vacancies, _DEMO_TODAY), place / "bronnen")
    except OSError as error:
        fail(told(error))
    settings = Settings.from_environment(data=place)
    store = RecordStore.open(settings.store)
    with progress_bar("Inlezen") as progress:
        report = import_files(
            files,
            store,
            today=_DEMO_TODAY,
            reject_file=place / "afgekeurd.jsonl",
            progress=lambda read: progress(read, 0),
        )
    console.print(
        f"{report.imported} records ingelezen uit {len(files)} bestanden van vier bronnen.",
        highlight=False,
    )
    store.close()
    service = opened(settings)
    _show(service, RecordKind.VACANCY, _VACANCY, "Wie past bij het naaiatelier van Mehmet?")
    _show(service, RecordKind.PERSON, _PERSON, "Welk werk past bij Henk?")
    if serve:
        run_server(service, "127.0.0.1", port)


def _show(service: Service, kind: RecordKind, key: str, heading: str) -> None:
    console.rule(heading)
    print_answer(match(service, stored(service, kind, key), Limits(top=10, unmet=3, ask=3)))
