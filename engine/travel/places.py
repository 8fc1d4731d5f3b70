"""Where a four-digit postcode lies.

The table in the package (``places.csv``) was written for this product from general knowledge: one
row per range of postcodes, with the approximate middle of the place. An operator's own table
(columns ``pc4, lat, lon``) replaces it.
"""

from __future__ import annotations

import csv
import io
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from .plane import great_circle_km, near

__all__ = ["Place", "Places", "PlacesError", "read_places", "starter_places"]


class PlacesError(Exception):
    """A table of places cannot be read; the message names file, line and column."""


@dataclass(frozen=True, slots=True)
class Place:
    """Middle of a postcode area: WGS84 degrees, and the name of the place when known."""

    lat: float
    lon: float
    name: str | None = None


@dataclass(frozen=True)
class Places:
    """Postcode ranges, ascending and without overlap, with the place of each.

    ``source`` names the table; it is part of the name of the travel provider.
    """

    source: str
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    rows: tuple[Place, ...]

    def find(self, postcode4: str | None) -> Place | None:
        """Place of a four-digit postcode; ``None`` when unknown."""
        if postcode4 is None or not postcode4.isdigit():
            return None
        number = int(postcode4)
        position = bisect_right(self.firsts, number) - 1
        if position < 0 or number > self.lasts[position]:
            return None
        return self.rows[position]

    def codes_within(self, place: Place, km: float) -> int:
        """How many postcodes lie within so many km of a place: many in a town."""
        return sum(
            last - first + 1
            for first, last, row in zip(self.firsts, self.lasts, self.rows, strict=True)
            if near(place.lat, row.lat, km)
            and great_circle_km(place.lat, place.lon, row.lat, row.lon) <= km
        )


def starter_places() -> Places:
    """The table in the package."""
    text = (files("passend.engine.travel") / "places.csv").read_text(encoding="utf-8")
    return _table("starter", "places.csv", csv.DictReader(io.StringIO(text)))


def read_places(path: Path) -> Places:
    """Read an operator's CSV table with a header: ``pc4`` (or ``first, last``), ``lat, lon``.

    A column ``plaats`` or ``place`` gives the name. Rows without a coordinate are left out.

    Raises
    ------
    PlacesError
        If the file cannot be read, a column is missing or a value is no number.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return _table(path.stem, path.name, csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PlacesError(f"{path}: cannot be read ({error})") from error


def _table(source: str, file: str, reader: Iterable[Mapping[str, str | None]]) -> Places:
    rows = sorted(_row(file, line, row) for line, row in enumerate(reader, start=2) if _has(row))
    kept: list[tuple[int, int, Place]] = []
    for first, last, lat, lon, name in rows:
        if kept and first <= kept[-1][1]:
            raise PlacesError(f"{file}: postcode {first} stands in two rows")
        kept.append((first, last, Place(lat, lon, name or None)))
    if not kept:
        raise PlacesError(f"{file}: no row with a coordinate")
    firsts, lasts, places = zip(*kept, strict=True)
    return Places(source, firsts, lasts, places)


def _has(row: Mapping[str, str | None]) -> bool:
    """Whether the row has a coordinate; rows marked as no real postcode are left out."""
    return bool((row.get("lat") or "").strip()) and row.get("in_geonames") != "0"


def _row(file: str, line: int, row: Mapping[str, str | None]) -> tuple[int, int, float, float, str]:
    def number(*names: str) -> float:
        for name in names:
            value = row.get(name)
            if value is not None:
                with suppress(ValueError):
                    if math.isfinite(found := float(value)):
                        return found
                raise PlacesError(f"{file}, line {line}: {name}: {value!r} is no number")
        raise PlacesError(f"{file}, line {line}: column {names[0]} is missing")

    first = int(number("first", "pc4"))
    last = int(number("last", "pc4"))
    lat, lon = number("lat"), number("lon")
    if not (1000 <= first <= last <= 9999 and 50.5 <= lat <= 53.8 and 3.0 <= lon <= 7.5):
        raise PlacesError(f"{file}, line {line}: not a place in the Netherlands")
    return first, last, lat, lon, row.get("plaats") or row.get("place") or ""
