"""Which provider answers for which means of transport: a TOML file of the operator."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from .estimate import Estimate
from .many import many_to_one
from .matrix import Matrix, MatrixError
from .osrm import Osrm
from .places import Places, PlacesError, starter_places
from .planner import Planner
from .protocol import Departure, Leg, TravelMode, TravelTime
from .remembered import WithSecond

__all__ = ["PerMode", "TravelSettingsError", "read_travel"]

_MODES: Mapping[str, tuple[TravelMode, ...]] = {
    "auto": (TravelMode.CAR, TravelMode.MOTORCYCLE),
    "fiets": (TravelMode.BICYCLE,),
    "e-bike": (TravelMode.EBIKE,),
    "bromfiets": (TravelMode.MOPED,),
    "ov": (TravelMode.PUBLIC_TRANSPORT,),
    "lopen": (TravelMode.FOOT,),
}
_KEYS = {"soort", "url", "map", "dag", "wachttijd", "bij_uitval"}


class TravelSettingsError(PlacesError):
    """The file cannot be used; the message names the file, the table and the key."""


class PerMode:
    """Another provider per means of transport. Every leg names who gave it.

    A means of transport that is not listed is not covered.
    """

    def __init__(self, providers: Mapping[TravelMode, TravelTime]) -> None:
        self._providers = dict(sorted(providers.items()))
        self.exact = all(getattr(one, "exact", True) for one in self._providers.values())

    @property
    def name(self) -> str:
        """Names of all, each once."""
        return ", ".join(dict.fromkeys(one.name for one in self._providers.values()))

    def one_to_many(
        self,
        origin: str,
        destinations: Sequence[str],
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """As the provider of that mode."""
        provider = self._providers.get(mode)
        if provider is None:
            return [None] * len(destinations)
        legs = provider.one_to_many(origin, destinations, mode, departure)
        return [leg and replace(leg, source=leg.source or provider.name) for leg in legs]

    def many_to_one(
        self,
        origins: Sequence[str],
        destination: str,
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """As the provider of that mode."""
        provider = self._providers.get(mode)
        if provider is None:
            return [None] * len(origins)
        legs = many_to_one(provider, origins, destination, mode, departure)
        return [leg and replace(leg, source=leg.source or provider.name) for leg in legs]


def read_travel(path: Path, places: Places | None = None) -> TravelTime:
    """Provider of a settings file; ``places`` ``None`` = the table in the package.

    Raises
    ------
    TravelSettingsError
        If the file is no TOML, or a table or key is unknown or missing.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TravelSettingsError(f"{path}: cannot be read ({error})") from error
    where = places or starter_places()
    found: dict[TravelMode, TravelTime] = {}
    for name, table in tables.items():
        if name not in _MODES or not isinstance(table, dict):
            raise TravelSettingsError(f"{path}: [{name}]: not one of {', '.join(_MODES)}")
        provider = _provider(f"{path}: [{name}]", table, _MODES[name], where)
        found.update(dict.fromkeys(_MODES[name], provider))
    if not found:
        raise TravelSettingsError(f"{path}: no means of transport")
    return PerMode(found)


def _provider(
    told: str, table: Mapping[str, Any], modes: tuple[TravelMode, ...], places: Places
) -> TravelTime:
    if unknown := sorted(set(table) - _KEYS):
        raise TravelSettingsError(f"{told}: {unknown[0]}: unknown key")
    first = _one(told, table, modes, places)
    second = table.get("bij_uitval")
    if second is None:
        return first
    if second != "schatting":
        raise TravelSettingsError(f"{told}: bij_uitval: only 'schatting' can stand in")
    return WithSecond(first, Estimate(places))


def _one(
    told: str, table: Mapping[str, Any], modes: tuple[TravelMode, ...], places: Places
) -> TravelTime:
    kind = table.get("soort")
    wait = table.get("wachttijd", 5)
    if isinstance(wait, bool) or not isinstance(wait, int | float) or wait <= 0:
        raise TravelSettingsError(f"{told}: wachttijd: not a number of seconds")
    if kind == "schatting":
        return Estimate(places)
    if kind == "tabel":
        try:
            return Matrix(Path(_text(told, table, "map")), places)
        except MatrixError as error:
            raise TravelSettingsError(f"{told}: map: {error}") from error
    if kind == "osrm":
        return Osrm(_text(told, table, "url"), modes, places, timeout=float(wait))
    if kind in ("motis", "otp"):
        day = table.get("dag")
        if not isinstance(day, date):
            raise TravelSettingsError(f"{told}: dag: a date is missing (a normal working day)")
        url = _text(told, table, "url")
        return Planner(str(kind), url, places, day, timeout=float(wait))
    raise TravelSettingsError(f"{told}: soort: not schatting, tabel, osrm, motis or otp")


def _text(told: str, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise TravelSettingsError(f"{told}: {key}: missing")
    return value
