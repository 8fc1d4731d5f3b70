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
from .results import Results, Sheet
from .specs import parse

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
_DECIMALS = 4


class Verdict(StrEnum):
    """``CLOSE``: an own number within three times the tolerance. ``BETTER``: one that rose further.

    ``ABSENT``: not run, as a folder that it needs is not there.
    """

    OK = "ok"
    CLOSE = "close"
    BETTER = "better"
    FAIL = "fail"
    ABSENT = "absent"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(_Model):
    """One number.

    ``task``, ``ranker`` and ``measure`` name a mean over queries; ``sheet`` and ``measure`` a
    number of a sheet, and ``spec`` which sheet where several have one name. ``source`` is who
    published it; ``own`` numbers may rise, others must be met. An own 0 says that it must be 0.
    """

    measure: str
    value: float
    within: float = Field(default=0.0005, ge=0)
    task: str | None = None
    ranker: str | None = None
    sheet: str | None = None
    spec: str | None = None
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
    """What came of one expected number.

    Parameters
    ----------
    found : float or None
        ``None`` = the results lack it, or there are none.
    absent : str or None
        The folder without which the entry could not run.
    error : str or None
        Why the entry came to no results.
    """

    name: str
    expected: Expected
    found: float | None
    absent: str | None = None
    error: str | None = None

    @property
    def verdict(self) -> Verdict:
        """How it compares."""
        if self.absent is not None:
            return Verdict.ABSENT
        if self.found is None:
            return Verdict.FAIL
        wanted = self.expected
        own = wanted.source == "own"
        if own and wanted.value == 0:
            return Verdict.FAIL if round(self.found, _DECIMALS) else Verdict.OK
        difference = abs(self.found - wanted.value)
        if difference <= wanted.within + 1e-12:
            return Verdict.OK
        if own and self._rise > 0:
            return Verdict.BETTER
        return Verdict.CLOSE if own and difference <= 3 * wanted.within else Verdict.FAIL

    @property
    def good(self) -> bool:
        """Whether the number may stay published: met, or an own one that is near or rose."""
        return self.verdict not in (Verdict.FAIL, Verdict.ABSENT)

    @property
    def dropped(self) -> bool:
        """Whether an own number was found to be worse than published, however little."""
        return self.expected.source == "own" and self._rise < 0

    @property
    def _rise(self) -> float:
        """How much better, at the decimals that are published; 0 when nothing was found."""
        if self.found is None:
            return 0.0
        rise = round(self.found, _DECIMALS) - self.expected.value
        return -rise if self.expected.lower_is_better else rise


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
            return _sheet(results, expected.sheet, expected.spec).numbers[expected.measure]
        run = results.task(expected.task or "").run(expected.ranker or "")
        values = run.values[expected.measure]
    except KeyError:
        return None
    return sum(values.values()) / len(values)


def _sheet(results: Results, name: str, spec: str | None) -> Sheet:
    """The sheet of a spec; without one the sheet of that name, at first that of the bare name.

    ``KeyError`` when there is none, or there are several and none is of the bare name.
    """
    named = {sheet.spec: sheet for sheet in results.sheets if sheet.name == name}
    if spec is not None:
        return named[str(parse(spec))]
    return named[name] if name in named or len(named) != 1 else next(iter(named.values()))


def reproduce(
    entries: Iterable[Reproduction], execute: Callable[[Reproduction], Results]
) -> list[Outcome]:
    """Run entries and compare; ``execute`` runs a command and returns the results.

    An entry that cannot run, or stops with an error of its data, specs or packages, does not keep
    others from running.
    """
    outcomes: list[Outcome] = []
    for entry in entries:
        if entry.needs is not None and not Path(entry.needs).is_dir():
            outcomes += [Outcome(entry.name, e, None, absent=entry.needs) for e in entry.expect]
            continue
        try:
            results = execute(entry)
        except (ValueError, OSError, ImportError) as error:
            if type(error) is ValueError:  # a fault of ours, not of what was asked
                raise
            outcomes += [Outcome(entry.name, e, None, error=str(error)) for e in entry.expect]
        else:
            outcomes += [Outcome(entry.name, e, number_of(results, e)) for e in entry.expect]
    return outcomes


def renewed(
    entries: Sequence[Reproduction], outcomes: Iterable[Outcome], *, also_drops: bool = False
) -> list[Reproduction]:
    """Entries whose own numbers have the values that were found; published ones stay.

    Parameters
    ----------
    entries : sequence of Reproduction
        All that are published, also those that were not run now.
    also_drops : bool
        Whether a number that was found to be worse is renewed too.
    """
    found = {
        (outcome.name, outcome.expected): outcome.found
        for outcome in outcomes
        if outcome.found is not None
        and outcome.expected.source == "own"
        and (also_drops or not outcome.dropped)
    }
    return [
        entry.model_copy(
            update={
                "expect": [
                    e.model_copy(
                        update={"value": round(found.get((entry.name, e), e.value), _DECIMALS)}
                    )
                    for e in entry.expect
                ]
            }
        )
        for entry in entries
    ]
