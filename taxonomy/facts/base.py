"""What a fact read from text is, and how numbers are written in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

__all__ = [
    "NUMBER",
    "TEXT_SOURCE",
    "Fact",
    "FactKind",
    "FactValue",
    "Range",
    "Speaker",
    "Spoken",
    "Stance",
    "When",
    "number",
]

TEXT_SOURCE = "tekst"


class FactKind(StrEnum):
    """Kinds of fact; the only ones that are ever read."""

    HOURS = "hours"
    DAYS = "days"
    WEEKDAYS = "weekdays"
    CLOCK = "clock"
    SHIFT = "shift"
    LICENCE = "licence"
    LANGUAGE = "language"
    CERTIFICATE = "certificate"
    TRANSPORT = "transport"
    CONTRACT = "contract"
    START = "start"
    END = "end"
    CLOSING = "closing"
    PLACE = "place"


class Speaker(StrEnum):
    """Whose text it is."""

    EMPLOYER = "vacancy"
    JOBSEEKER = "person"


class Stance(StrEnum):
    """What the text makes of a fact.

    ``PLAIN`` and ``REQUIRED``: asked, offered, held or possible. ``NICE``: a wish of the employer.
    ``NOT_NEEDED``: known not to be asked. ``DENIED``: not there, not done, not possible.
    """

    REQUIRED = "required"
    PLAIN = "plain"
    NICE = "nice"
    NOT_NEEDED = "none"
    DENIED = "not"

    @property
    def holds(self) -> bool:
        """Whether the fact counts as asked or as there."""
        return self in (Stance.REQUIRED, Stance.PLAIN)


@dataclass(frozen=True, slots=True)
class Range:
    """Both ends inclusive, ``None`` = open. Hours and days a week, or minutes after midnight.

    ``rough``: from a word ("parttime", "0,8 fte"), not from a number of hours.
    """

    low: int | None
    high: int | None
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """Levels 2..4 of a language, ISO 639-3 ``code``; ``None`` = the text does not speak of it.

    A language named without a level counts as 2, the lowest that the standard can ask.
    """

    code: str
    speaking: int | None = None
    writing: int | None = None
    reading: int | None = None
    listening: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date as the text writes it, or ``hint``: ``now`` (as soon as possible) or ``agree``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hint: str | None = None


FactValue = Range | Spoken | When | str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. ``origin`` names the element of the record; ``span`` is a place in its clause.

    Neither the text nor a reason for the fact is kept: hours are hours, whatever limits them.
    """

    source: ClassVar[str] = TEXT_SOURCE

    kind: FactKind
    value: FactValue
    stance: Stance = Stance.PLAIN
    origin: str = ""
    span: tuple[int, int] = field(default=(0, 0), compare=False)


_WORDS = (
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
)
_TENS = {"twintig": 20, "dertig": 30, "veertig": 40}
_VALUES = {word: value for value, word in enumerate(_WORDS)}
_VALUES |= {
    f"{unit}{'ën' if unit.endswith('e') else 'en'}{ten}": value + base
    for ten, base in _TENS.items()
    for value, unit in enumerate(_WORDS[:10])
    if value
}
_VALUES |= _TENS | {"één": 1}
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(_VALUES, key=lambda word: (-len(word), word)))})"
"""Pattern of a whole number of at most two digits, in digits or in words up to 49."""


def number(text: str) -> int:
    """Value of what :data:`NUMBER` matched.

    >>> number("36"), number("drie"), number("tweeëndertig")
    (36, 3, 32)
    """
    bare = re.sub(r"\s", "", text.casefold())
    return int(bare) if bare.isdigit() else _VALUES[bare]
