"""How far the built-in estimate is off: ``python benchmarks/travel.py [--all]``.

``journeys.csv`` holds usual travel times by car and bicycle between the middles of towns, and by
train between stations, written down from general knowledge and right to about ten per cent. Half
of them was fitted on; the other half was not looked at while fitting.
"""

from __future__ import annotations

import csv
import statistics
import sys
from pathlib import Path

from passend.engine.travel import Estimate, TravelMode
from passend.engine.travel.rail import rail

_JOURNEYS = Path(__file__).parent / "journeys.csv"
_INITIAL = 9.0
"""Minutes of boarding in every ride of a service twice an hour; a timetable counts none."""


def estimated(row: dict[str, str], estimate: Estimate) -> float:
    """Minutes of the estimate for a row."""
    if row["mode"] == "5":
        network = rail()
        ride = network.minutes[network.number(row["origin"]), network.number(row["destination"])]
        return float(ride) - _INITIAL
    mode = TravelMode(int(row["mode"]))
    (leg,) = estimate.one_to_many(row["origin"], [row["destination"]], mode)
    if leg is None:
        raise ValueError(f"no leg for {row}")
    return leg.minutes


def errors(half: str, mode: str) -> list[float]:
    """Relative errors of one half and one mode, in the order of the file."""
    estimate = Estimate()
    with _JOURNEYS.open(encoding="utf-8") as stream:
        rows = [r for r in csv.DictReader(stream) if r["half"] == half and r["mode"] == mode]
    return [estimated(row, estimate) / float(row["minutes"]) - 1 for row in rows]


def main() -> None:
    """Print median absolute error and bias per mode and half."""
    for mode, name in (("1", "car"), ("3", "bicycle"), ("5", "train")):
        for half in ("fit", "held"):
            found = errors(half, mode)
            print(  # noqa: T201
                f"{name:8} {half:5} n={len(found):2}"
                f" median |error| {100 * statistics.median(abs(e) for e in found):5.1f} %"
                f" bias {100 * statistics.mean(found):+5.1f} %"
                f" largest {100 * max(found, key=abs):+5.1f} %"
            )
    if "--all" in sys.argv:
        with _JOURNEYS.open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                if row["half"] == "fit":
                    print(row["what"], row["minutes"], estimated(row, Estimate()))  # noqa: T201


if __name__ == "__main__":
    main()
