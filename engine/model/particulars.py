"""What the standard has no element for and only text says: shifts, days, certificates."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Particulars"]


@dataclass(frozen=True, slots=True)
class Particulars:
    """Facts that no structured element of VUM can hold; an empty tuple or ``None`` = not known.

    Every tuple is sorted. Never holds why: hours under school time are hours.

    Parameters
    ----------
    fewest_days, most_days : int or None
        Days a week, 1..6.
    weekdays, no_weekdays : tuple of str
        ``ma`` … ``zo``: days worked or possible, and days that are not.
    begins, ends : int or None
        Working time in minutes after midnight.
    shifts, no_shifts : tuple of str
        ``early``, ``day``, ``late``, ``night``, ``weekend``, ``irregular``: worked or possible,
        and not.
    certificates : tuple of str
        Codes (``VCA``, ``BHV``, ``CODE95``, …) that are asked or held.
    no_certificates, no_licences : tuple of str
        Codes that a person says not to have.
    wished_certificates, wished_licences : tuple of str
        Codes that an employer would like and does not ask.
    start : str or None
        ``now`` (as soon as possible) or ``agree`` (to be agreed).
    """

    fewest_days: int | None = None
    most_days: int | None = None
    weekdays: tuple[str, ...] = ()
    no_weekdays: tuple[str, ...] = ()
    begins: int | None = None
    ends: int | None = None
    shifts: tuple[str, ...] = ()
    no_shifts: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    no_certificates: tuple[str, ...] = ()
    no_licences: tuple[str, ...] = ()
    wished_certificates: tuple[str, ...] = ()
    wished_licences: tuple[str, ...] = ()
    start: str | None = None
