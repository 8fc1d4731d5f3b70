"""``passend rank``: JSON lines in, TREC run out. For research: nothing is stored."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

import passend
from passend.api.bootstrap import make_coder, make_travel, make_weights
from passend.api.settings import Settings
from passend.api.terminal import Exit, Lang, console, errors, fail, progress_bar, told
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.travel import PlacesError
from passend.engine.weights_file import WeightsError
from passend.evaluation.ranking import rank_all
from passend.evaluation.trec import RunError, write_run
from passend.index.sources import Kind, Record, UnreadableFile, read_records
from passend.taxonomy.errors import TaxonomyError

from .options import LangOption, Places, TaxonomyOption

__all__ = ["rank_command"]


class Direction(StrEnum):
    """What is ranked."""

    PERSONS = "persons"
    VACANCIES = "vacancies"


def rank_command(
    vacancies: Annotated[Path, typer.Option("--vacancies", help="Vacatures, JSON-lines.")],
    persons: Annotated[Path, typer.Option("--persons", help="Personen, JSON-lines.")],
    direction: Annotated[
        Direction, typer.Option("--direction", help="Wat wordt geordend: persons of vacancies.")
    ],
    out: Annotated[Path, typer.Option("--out", help="TREC-run om te schrijven.")],
    top: Annotated[int, typer.Option("--top", min=1, help="Hoeveel per vraag.")] = 100,
    fit: Annotated[
        bool, typer.Option("--fit", help="Alleen op score, zonder voorwaarden (tiers).")
    ] = False,
    today: Annotated[
        Optional[datetime],  # noqa: UP045 - typer reads it at run time
        typer.Option(
            "--today",
            formats=["%Y-%m-%d"],
            help="Dag tot wanneer een lopende baan telt (anders vandaag); voor herhaalbare runs.",
        ),
    ] = None,
    taxonomy: TaxonomyOption = None,
    places: Places = None,
    lang: LangOption = Lang.NL,
) -> None:
    """Orden alle personen bij elke vacature, of andersom, en schrijf een TREC-run.

    Afsluitcode: 0 alles geordend, 3 een deel van de records is afgekeurd, 2 onleesbaar.
    """
    settings = Settings.from_environment(taxonomy=taxonomy, places=places)
    day = today.date() if today else date.today()
    people, bad_people = _read(persons, "person", day, lang)
    works, bad_works = _read(vacancies, "vacancy", day, lang)
    for path, found in ((persons, people), (vacancies, works)):
        if not found:
            fail(f"{path.name}: geen enkel record kan worden gebruikt.")
    try:
        weights = make_weights(settings)
        coder = make_coder(settings, make_travel(settings))
        queries, documents = (works, people) if direction is Direction.PERSONS else (people, works)
        with progress_bar("Ordenen") as progress:
            count = write_run(
                out,
                rank_all(
                    coder,
                    queries,
                    documents,
                    top,
                    tiers=not fit,
                    weights=weights,
                    progress=progress,
                ),
                f"passend-{passend.__version__}",
            )
    except (TaxonomyError, PlacesError, RunError, WeightsError, OSError) as error:
        fail(told(error))
    console.print(f"{count} vragen over {len(documents)} records geordend: {out}", highlight=False)
    if bad_people or bad_works:
        raise typer.Exit(int(Exit.SOME_REJECTED))


def _read(
    path: Path, kind: Kind, today: date, lang: Lang
) -> tuple[dict[str, Jobseeker | Vacancy], int]:
    """Records by id, and how many were rejected; each problem is told on standard error."""
    found: dict[str, Jobseeker | Vacancy] = {}
    rejected = 0
    try:
        for row in read_records(path, today=today, kind=kind, lenient=True):
            if isinstance(row, Record) and row.key in found:
                # A run names records by their id alone.
                fail(f"{path.name}: id {row.key} komt van twee bronnen; een run kan dat niet aan.")
            if isinstance(row, Record):
                found[row.key] = row.domain
                continue
            rejected += 1
            for problem in row.problems:
                errors.print(
                    f"{path.name}: {problem.message(lang.code)}", highlight=False, markup=False
                )
    except UnreadableFile as error:
        fail(error.message(lang.code))
    return found, rejected
