"""``passend why``: where one record stands in the list of another, and why not higher."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from passend.api.questions import Limits, NotFound, why_keys
from passend.api.report import print_why
from passend.api.settings import Settings
from passend.api.terminal import fail, print_json
from passend.engine.ports import RecordKind

from .match import opened
from .options import AsJson, Data, Places, TaxonomyOption, Top

__all__ = ["why_command"]


class ListOf(StrEnum):
    """Whose list."""

    VACANCIES = "vacatures"
    PERSONS = "personen"


def why_command(
    person: Annotated[str, typer.Argument(help="Sleutel van de persoon: bron:id.")],
    vacancy: Annotated[str, typer.Argument(help="Sleutel van de vacature: bron:id.")],
    listed: Annotated[
        ListOf, typer.Option("--list", help="De lijst met vacatures voor de persoon, of andersom.")
    ] = ListOf.VACANCIES,
    top: Top = 10,
    data: Data = None,
    taxonomy: TaxonomyOption = None,
    places: Places = None,
    as_json: AsJson = False,
) -> None:
    """Zeg waarom een record wel of niet op de lijst staat, en wat de laatste meer heeft."""
    settings = Settings.from_environment(data=data, taxonomy=taxonomy, places=places)
    service = opened(settings, quiet=as_json)
    kind = RecordKind.PERSON if listed is ListOf.VACANCIES else RecordKind.VACANCY
    try:
        why = why_keys(service, person, vacancy, kind, Limits(top=top))
    except NotFound as error:
        fail(f"Geen record met sleutel {error}.")
    if as_json:
        print_json(why.model_dump(mode="json", by_alias=True))
    else:
        print_why(why)
