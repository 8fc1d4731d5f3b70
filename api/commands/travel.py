"""``passend travel``: what a travel time is made of, and a table of an operator's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.table import Table

from passend.api.bootstrap import make_travel
from passend.api.settings import Settings
from passend.api.terminal import console, fail, told
from passend.engine.travel import (
    Departure,
    MatrixError,
    PlacesError,
    TravelError,
    TravelMode,
    read_pairs,
    write_matrix,
)

from .options import Places

__all__ = ["app"]

app = typer.Typer(help="Reistijden: nagaan en inlezen.", no_args_is_help=True)

_NAMES = {
    TravelMode.CAR: "auto",
    TravelMode.MOTORCYCLE: "motor",
    TravelMode.MOPED: "bromfiets",
    TravelMode.EBIKE: "e-bike",
    TravelMode.BICYCLE: "fiets",
    TravelMode.FOOT: "lopen",
    TravelMode.PUBLIC_TRANSPORT: "ov",
}


@app.command("show")
def show_command(
    origin: Annotated[str, typer.Argument(help="Postcode van vertrek, vier cijfers.")],
    destination: Annotated[str, typer.Argument(help="Postcode van het werk, vier cijfers.")],
    departure: Annotated[
        Departure, typer.Option("--departure", help="Deel van de dag waarin men reist.")
    ] = Departure.DAY,
    travel: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option("--travel", help="TOML met reistijdbronnen (anders PASSEND_TRAVEL)."),
    ] = None,
    places: Places = None,
) -> None:
    """Toon de reistijd tussen twee postcodes, per vervoermiddel, met de bron."""
    try:
        provider = make_travel(Settings.from_environment(places=places, travel=travel))
    except PlacesError as error:
        fail(told(error))
    table = Table(title=provider.name)
    for heading in ("vervoer", "minuten", "km hemelsbreed", "km over de weg", "via", "twijfel"):
        table.add_column(heading)
    for mode, name in _NAMES.items():
        try:
            (leg,) = provider.one_to_many(origin, [destination], mode, departure)
        except TravelError as error:
            table.add_row(name, str(error))
            continue
        if leg is None:
            table.add_row(name, "niet bekend")
        else:
            road = "" if leg.road_km is None else str(leg.road_km)
            table.add_row(name, str(leg.minutes), str(leg.km), road, leg.via, leg.doubt)
    console.print(table)


@app.command("matrix")
def matrix_command(
    pairs: Annotated[Path, typer.Argument(help="CSV: origin, destination, mode, minutes.")],
    out: Annotated[Path, typer.Argument(help="Map voor de tabel.")],
    name: Annotated[str, typer.Option("--name", help="Naam bij elke reistijd.")],
) -> None:
    """Maak van een CSV met reistijden een tabel die zonder inlezen opengaat."""
    try:
        codes, cells = write_matrix(read_pairs(pairs), out, name)
    except (MatrixError, OSError) as error:
        fail(told(error))
    typer.echo(f"{codes} postcodes, {cells} reistijden: {out}")
