"""``passend match vacancy|person``: an explained ranking for one record or one pasted text."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from passend.api.audience import Audience
from passend.api.bootstrap import Service, bootstrap
from passend.api.questions import (
    InvalidRecord,
    Limits,
    NotFound,
    TextRefused,
    from_record,
    from_text,
    match,
    stored,
)
from passend.api.report import print_answer
from passend.api.settings import Settings
from passend.api.terminal import Lang, fail, print_json, progress_bar, told
from passend.engine.matcher import IndexBehindError
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import RecordKind
from passend.engine.travel import PlacesError
from passend.engine.weights_file import WeightsError
from passend.index.sources.plain import parse_json
from passend.index.store import StoreError, WeightsVersionError
from passend.taxonomy.errors import TaxonomyError

from .options import AsJson, AudienceOption, Data, LangOption, Places, TaxonomyOption, Top

__all__ = ["app", "opened"]

app = typer.Typer(help="Zoek wat past, met uitleg.", no_args_is_help=True)

Key = Annotated[
    Optional[str],  # noqa: UP045 - typer reads it at run time
    typer.Argument(help="Sleutel van een record in de opslag: bron:id."),
]
TextOption = Annotated[
    Optional[str],  # noqa: UP045 - typer reads it at run time
    typer.Option("--text", help="Bestand met een tekst, of - voor invoer. Wordt niet bewaard."),
]
RecordOption = Annotated[
    Optional[str],  # noqa: UP045 - typer reads it at run time
    typer.Option(
        "--record", help="Bestand met één VUM-record, of - voor invoer. Wordt niet bewaard."
    ),
]


@app.command("vacancy")
def vacancy_command(
    key: Key = None,
    text: TextOption = None,
    record: RecordOption = None,
    top: Top = 10,
    data: Data = None,
    taxonomy: TaxonomyOption = None,
    places: Places = None,
    audience: AudienceOption = Audience.ADVISER,
    as_json: AsJson = False,
    lang: LangOption = Lang.NL,
) -> None:
    """Zoek personen bij een vacature."""
    settings = Settings.from_environment(data=data, taxonomy=taxonomy, places=places)
    _run(
        settings,
        RecordKind.VACANCY,
        (key, text, record),
        Limits(top=top, audience=audience),
        as_json=as_json,
        lang=lang,
    )


@app.command("person")
def person_command(
    key: Key = None,
    text: TextOption = None,
    record: RecordOption = None,
    top: Top = 10,
    data: Data = None,
    taxonomy: TaxonomyOption = None,
    places: Places = None,
    every: Annotated[
        bool, typer.Option("--all", help="Ook meer dan twee van een werkgever in de eerste tien.")
    ] = False,
    as_json: AsJson = False,
    lang: LangOption = Lang.NL,
) -> None:
    """Zoek vacatures, leerbanen en andere plekken bij een persoon."""
    settings = Settings.from_environment(data=data, taxonomy=taxonomy, places=places)
    limits = Limits(top=top, per_employer=None if every else 2)
    _run(settings, RecordKind.PERSON, (key, text, record), limits, as_json=as_json, lang=lang)


def opened(settings: Settings, *, quiet: bool = False, follow: bool = True) -> Service:
    """Service of these settings, or a clear message and exit code 2."""
    if not settings.store.exists():
        fail(f"In {settings.data} staan geen gegevens. Lees eerst in: passend import.")
    try:
        with progress_bar("Index opbouwen", quiet=quiet) as progress:
            return bootstrap(settings, progress=progress, follow=follow)
    except (
        TaxonomyError,
        StoreError,
        PlacesError,
        WeightsError,
        WeightsVersionError,
        OSError,
    ) as error:
        fail(told(error))


def _run(
    settings: Settings,
    kind: RecordKind,
    given: tuple[str | None, str | None, str | None],
    limits: Limits,
    *,
    as_json: bool,
    lang: Lang,
) -> None:
    if sum(value is not None for value in given) != 1:
        fail("Geef precies één van: een sleutel, --text of --record.")
    service = opened(settings, quiet=as_json)
    asked = _asked(service, kind, given, lang)
    try:
        answer = match(service, asked, limits)
    except (IndexBehindError, StoreError) as error:
        fail(told(error))
    if as_json:
        print_json(answer.model_dump(mode="json", by_alias=True))
    else:
        print_answer(answer)


def _asked(
    service: Service, kind: RecordKind, given: tuple[str | None, str | None, str | None], lang: Lang
) -> Jobseeker | Vacancy:
    key, text, record = given
    try:
        if key is not None:
            return stored(service, kind, key)
        if text is not None:
            return from_text(service.coder.reader, kind, _read(text))
        return from_record(service, kind, _record(record or "-"))
    except NotFound:
        fail(f"Geen {'persoon' if kind is RecordKind.PERSON else 'vacature'} met sleutel {key}.")
    except InvalidRecord as error:
        fail("\n".join(problem.message(lang.code) for problem in error.problems))
    except TextRefused as error:
        fail(str(error))
    except RecursionError:
        fail(f"{record}: te diep genest.")
    except json.JSONDecodeError as error:
        fail(f"{record}: geen geldige JSON; regel {error.lineno}, teken {error.colno}.")


def _record(place: str) -> Any:  # noqa: ANN401 - any JSON value; the sources check it
    return parse_json(_read(place))


def _read(place: str) -> str:
    if place == "-":
        return sys.stdin.read()
    try:
        return Path(place).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{place}: kan niet worden gelezen ({type(error).__name__}).")
