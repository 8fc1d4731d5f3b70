"""The Netherlands on a flat sheet: kilometres east and north, and whether two lines cross."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "crosses", "great_circle_km", "near", "on_plane"]

Floats = npt.NDArray[np.float64]
_EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.2
_SHRINK = math.cos(math.radians(52.1))


def on_plane(lat: float, lon: float) -> tuple[float, float]:
    """Kilometres (east, north); at most 2 % off over the length of the country."""
    return lon * _KM_PER_DEGREE * _SHRINK, lat * _KM_PER_DEGREE


def great_circle_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Distance over the sphere in km (haversine)."""
    north_a, north_b = math.radians(lat_a), math.radians(lat_b)
    half = (
        math.sin((north_b - north_a) / 2) ** 2
        + math.cos(north_a) * math.cos(north_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def near(lat_a: float, lat_b: float, km: float) -> bool:
    """Whether two places may lie within so many km, by latitude alone: a cheap first look."""
    return abs(lat_a - lat_b) * 111.0 <= km


def crosses(start: Floats, ends: Floats, lines: Floats) -> npt.NDArray[np.bool_]:
    """Per end whether the straight way from the start crosses any line.

    Parameters
    ----------
    start : (2,) km
    ends : (n, 2) km
    lines : (s, 4) km, two ends each

    Returns
    -------
    (n,) bool
    """
    first, second = lines[:, :2], lines[:, 2:]
    way = (ends - start)[:, None, :]
    along = (second - first)[None, :, :]
    # A point on a line counts as on its left, so that no way slips through a bend.
    sides = (_turn(way, (first - start)[None]) >= 0) ^ (_turn(way, (second - start)[None]) >= 0)
    ours = (_turn(along, start - first[None]) >= 0) ^ (
        _turn(along, ends[:, None, :] - first[None]) >= 0
    )
    return np.asarray((sides & ours).any(axis=1))


def _turn(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])
