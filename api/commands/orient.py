"""``passend orient``: occupations that one person could do, and where they lead."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.padding import Padding

from passend.api.orientation_out import Beroep, Orientatie
from passend.api.orienting import orient
from passend.api.questions import NotFound
from passend.api.settings import Settings
from passend.api.terminal import console, fail, print_json, told
from passend.engine.orientation import Orienter
from passend.index.store import StoreError

from .match import opened
from .options import AsJson, Data, Places, TaxonomyOption, Top

__all__ = ["orient_command"]

_GAPS = 3


def orient_command(
    person: Annotated[str, typer.Argument(help="Sleutel van de persoon: bron:id.")],
    top: Top = 10,
    data: Data = None,
    taxonomy: TaxonomyOption = None,
    places: Places = None,
    as_json: AsJson = False,
) -> None:
    """Toon beroepen die iemand kan bereiken: wat er al is, wat ontbreekt, en waar er plek is."""
    settings = Settings.from_environment(data=data, taxonomy=taxonomy, places=places)
    service = opened(settings, quiet=as_json)
    orienter = Orienter(service.coder, service.matcher.weights)
    try:
        found = orient(service, orienter, person, top)
    except NotFound:
        fail(f"Geen persoon met sleutel {person}.")
    except StoreError as error:
        fail(told(error))
    if as_json:
        print_json(found.model_dump(mode="json", by_alias=True))
    else:
        _print(found)


def _print(found: Orientatie) -> None:
    if found.melding:
        _line(found.melding)
        return
    _line(f"Gekozen uit {found.beroepen} beroepen.")
    for heading, rows in (
        ("Dicht bij wat u deed of wilt", found.dichtbij),
        ("Verrassend: hier had u misschien niet aan gedacht", found.verrassend),
    ):
        if rows:
            console.rule(heading, align="left", style="dim")
        for rank, row in enumerate(rows, start=1):
            _occupation(rank, row)
    _line("Dit is een voorstel van een computer. Praat erover; een mens beslist.")


def _occupation(rank: int, row: Beroep) -> None:
    console.print(f"{rank}. {row.naam}", style="bold", highlight=False, markup=False)
    _indented(f"{row.dekking} % gedekt. {row.zin}")
    for gap in row.ontbreekt[:_GAPS]:
        learning = (*gap.cursussen, *gap.opleidingen)
        where = f" (leren: {', '.join(learning)})" if learning else ""
        _indented(f"ontbreekt: {gap.naam}{where}")
    for place in row.vraag.voorbeelden if row.vraag else ():
        _indented(f"plek: {place.titel.titel} ({place.titel.soort}, {place.titel.bron})")


def _line(text: str) -> None:
    console.print(text, highlight=False, markup=False)


def _indented(text: str) -> None:
    console.print(Padding(text, (0, 0, 0, 3)), highlight=False, markup=False)
