"""Published numbers as data: a command and what it must give; run again by one command.

``reproductions.yaml`` holds entries ``{name, command, quick, needs, expect}``; ``expect`` names a
number, its value, how close it must come, and who published it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import DataError
from .files import read_text
from .results import Results

__all__ = [
    "PUBLISHED",
    "Expected",
    "Outcome",
    "Reproduction",
    "Verdict",
    "number_of",
    "read_reproductions",
    "renewed",
    "reproduce",
    "write_reproductions",
]

PUBLISHED = Path(__file__).parent / "reproductions.yaml"


class Verdict(StrEnum):
    """``CLOSE``: within three times the tolerance. ``BETTER``: an own number that rose further."""

    OK = "ok"
    CLOSE = "close"
    BETTER = "better"
    FAIL = "fail"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(_Model):
    """One number.

    ``task``, ``ranker`` and ``measure`` name a mean over queries; ``sheet`` and ``measure`` a
    number of a sheet. ``source`` is who published it; ``own`` numbers may rise, others must be met.
    """

    measure: str
    value: float
    within: float = Field(default=0.0005, ge=0)
    task: str | None = None
    ranker: str | None = None
    sheet: str | None = None
    source: str = "own"
    lower_is_better: bool = False


class Reproduction(_Model):
    """A command and the numbers it must give.

    ``command`` is what follows ``passend``, without ``--out``. ``needs``: a folder without which
    the entry cannot run. ``quick`` entries run in the tests.
    """

    name: str
    command: str
    expect: list[Expected] = Field(min_length=1)
    quick: bool = False
    needs: str | None = None


class _File(_Model):
    format: Literal[1]
    reproductions: list[Reproduction]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one expected number; ``found`` ``None`` = the results lack it."""

    name: str
    expected: Expected
    found: float | None

    @property
    def verdict(self) -> Verdict:
        """How it compares."""
        if self.found is None:
            return Verdict.FAIL
        difference = self.found - self.expected.value
        if abs(difference) <= self.expected.within + 1e-12:
            return Verdict.OK
        rose = difference < 0 if self.expected.lower_is_better else difference > 0
        if rose and self.expected.source == "own":
            return Verdict.BETTER
        return Verdict.CLOSE if abs(difference) <= 3 * self.expected.within else Verdict.FAIL

    @property
    def good(self) -> bool:
        """Whether the number may stay published: met, nearly met, or an own one that rose."""
        return self.verdict is not Verdict.FAIL


def read_reproductions(path: Path = PUBLISHED) -> list[Reproduction]:
    """Read the file.

    Raises
    ------
    DataError
        If it is no YAML, an entry has another form, or a name stands twice.
    """
    try:
        found = _File.model_validate(yaml.safe_load(read_text(path)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DataError(path, mark.line + 1 if mark else None, "is no YAML") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(path, None, f"{place}: {first['msg']}") from error
    names = [entry.name for entry in found.reproductions]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise DataError(path, None, f"{twice} stands twice")
    return found.reproductions


def write_reproductions(entries: Sequence[Reproduction], path: Path) -> None:
    """Write the file; values to four decimals."""
    data = {
        "format": 1,
        "reproductions": [entry.model_dump(exclude_defaults=True) for entry in entries],
    }
    head = "# What passend publishes: a command and the numbers it gives. See docs/evaluation.md.\n"
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    path.write_text(head + text, encoding="utf-8")


def number_of(results: Results, expected: Expected) -> float | None:
    """The number that an expectation names; ``None`` when the results lack it."""
    try:
        if expected.sheet is not None:
            sheet = next(sheet for sheet in results.sheets if sheet.name == expected.sheet)
            return sheet.numbers[expected.measure]
        run = results.task(expected.task or "").run(expected.ranker or "")
        values = run.values[expected.measure]
    except (KeyError, StopIteration):
        return None
    return sum(values.values()) / len(values)


def reproduce(
    entries: Iterable[Reproduction], execute: Callable[[Reproduction], Results]
) -> list[Outcome]:
    """Run entries and compare; ``execute`` runs a command and returns the results."""
    outcomes = []
    for entry in entries:
        results = execute(entry)
        outcomes += [Outcome(entry.name, e, number_of(results, e)) for e in entry.expect]
    return outcomes


def renewed(entries: Sequence[Reproduction], outcomes: Iterable[Outcome]) -> list[Reproduction]:
    """Entries whose own numbers have the values that were found; published ones stay."""
    found = {
        (outcome.name, outcome.expected): outcome.found
        for outcome in outcomes
        if outcome.found is not None and outcome.expected.source == "own"
    }
    return [
        entry.model_copy(
            update={
                "expect": [
                    e.model_copy(update={"value": round(found.get((entry.name, e), e.value), 4)})
                    for e in entry.expect
                ]
            }
        )
        for entry in entries
    ]
