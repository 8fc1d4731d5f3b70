"""Travel from a file: minutes between all pairs of postcode areas, opened without reading it.

A folder with ``manifest.json`` (name, files), ``codes.npy`` (n postcodes, ascending), and per
means of transport an n × n array of whole minutes, ``uint16``; 65535 = not known. Rows are origins.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .places import Places
from .plane import great_circle_km
from .protocol import Departure, Leg, TravelMode

__all__ = ["Matrix", "MatrixError", "read_pairs", "write_matrix"]

_UNKNOWN = 65535
_FORMAT = 1
_SAME_AREA_KM = 1.0
_MODES: Mapping[str, TravelMode] = {
    "auto": TravelMode.CAR,
    "bromfiets": TravelMode.MOPED,
    "fiets": TravelMode.BICYCLE,
    "motor": TravelMode.MOTORCYCLE,
    "ov": TravelMode.PUBLIC_TRANSPORT,
    "e-bike": TravelMode.EBIKE,
    "lopen": TravelMode.FOOT,
}
Pair = tuple[str, str, str, int]
Cells = npt.NDArray[np.uint16]


class MatrixError(Exception):
    """A matrix cannot be read or made; the message names the file and what is wrong."""


class Matrix:
    """A folder of travel times.

    ``places`` gives the straight line; without a place for either end the pair is not covered.
    """

    def __init__(self, folder: Path, places: Places) -> None:
        self.places = places
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            codes = np.load(folder / "codes.npy", allow_pickle=False)
            cells = {
                _MODES[mode]: np.load(folder / f"{mode}.npy", mmap_mode="r", allow_pickle=False)
                for mode in manifest["modes"]
            }
            self._label = str(manifest["name"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise MatrixError(f"{folder}: no matrix of travel times ({error!r})") from error
        for mode, array in cells.items():
            if array.shape != (len(codes),) * 2 or array.dtype != np.uint16:
                raise MatrixError(f"{folder}: {mode.name} has another form than its postcodes")
        self._position = {str(code): number for number, code in enumerate(codes)}
        self._cells: dict[TravelMode, Cells] = cells
        if TravelMode.CAR in cells:
            # A motorcycle takes the roads of a car.
            cells.setdefault(TravelMode.MOTORCYCLE, cells[TravelMode.CAR])

    @property
    def name(self) -> str:
        """Name in the manifest."""
        return f"reistijdentabel {self._label}"

    def one_to_many(
        self,
        origin: str,
        destinations: Sequence[str],
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Legs from the file, which holds the day: public transport at other hours is not known."""
        return [self._leg(origin, code, mode, departure) for code in destinations]

    def many_to_one(
        self,
        origins: Sequence[str],
        destination: str,
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Legs towards one place."""
        return [self._leg(code, destination, mode, departure) for code in origins]

    def _leg(self, origin: str, end: str, mode: TravelMode, departure: Departure) -> Leg | None:
        cells = self._cells.get(mode)
        row, column = self._position.get(origin), self._position.get(end)
        if cells is None or row is None or column is None:
            return None
        if mode == TravelMode.PUBLIC_TRANSPORT and departure is not Departure.DAY:
            return None
        minutes = int(cells[row, column])
        a, b = self.places.find(origin), self.places.find(end)
        if minutes == _UNKNOWN or a is None or b is None:
            return None
        km = max(_SAME_AREA_KM, great_circle_km(a.lat, a.lon, b.lat, b.lon))
        return Leg(minutes, round(km, 1))


def read_pairs(path: Path) -> Iterator[Pair]:
    """Rows of a CSV with ``origin, destination, mode, minutes``.

    Raises
    ------
    MatrixError
        If a column is missing or a value is wrong; names the line and the column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for line, row in enumerate(csv.DictReader(stream), start=2):
                yield _pair(f"{path.name}, line {line}", row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise MatrixError(f"{path}: cannot be read ({error})") from error


def _pair(where: str, row: Mapping[str, str | None]) -> Pair:
    for name in ("origin", "destination", "mode", "minutes"):
        if row.get(name) is None:
            raise MatrixError(f"{where}: column {name} is missing")
    origin, end, mode, minutes = (
        str(row[name]).strip() for name in ("origin", "destination", "mode", "minutes")
    )
    for name, code in (("origin", origin), ("destination", end)):
        if not (code.isascii() and code.isdigit() and len(code) == 4):
            raise MatrixError(f"{where}: {name}: {code!r} is no four-digit postcode")
    if mode not in _MODES:
        raise MatrixError(f"{where}: mode: {mode!r} is not one of {', '.join(_MODES)}")
    if not (minutes.isascii() and minutes.isdigit() and int(minutes) < _UNKNOWN):
        raise MatrixError(f"{where}: minutes: {minutes!r} is no whole number of minutes")
    return origin, end, mode, int(minutes)


def write_matrix(pairs: Iterable[Pair], folder: Path, name: str) -> tuple[int, int]:
    """Write a folder that :class:`Matrix` opens; returns how many postcodes and cells.

    Raises
    ------
    MatrixError
        If there is no pair, or one stands twice with other minutes.
    """
    found: dict[str, dict[tuple[str, str], int]] = {}
    for origin, end, mode, minutes in pairs:
        known = found.setdefault(mode, {}).setdefault((origin, end), minutes)
        if known != minutes:
            raise MatrixError(f"{mode} from {origin} to {end} stands twice: {known} and {minutes}")
    codes = sorted({code for cells in found.values() for pair in cells for code in pair})
    if not codes:
        raise MatrixError("no pair to write")
    position = {code: number for number, code in enumerate(codes)}
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "codes.npy", np.array(codes))
    for mode, cells in sorted(found.items()):
        array = np.full((len(codes),) * 2, _UNKNOWN, np.uint16)
        for (origin, end), minutes in cells.items():
            array[position[origin], position[end]] = minutes
        np.save(folder / f"{mode}.npy", array)
    manifest = {"format": _FORMAT, "name": name, "modes": sorted(found)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return len(codes), sum(len(cells) for cells in found.values())
