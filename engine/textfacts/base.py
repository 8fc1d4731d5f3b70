"""A note on every fact read in text, and the record with what the text adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from passend.engine.model import Jobseeker, Vacancy
from passend.taxonomy.facts import Fact, FactKind, Range, Spoken, Stance, When

__all__ = ["Note", "Told", "Use", "note_of", "values", "written"]

T = TypeVar("T", Jobseeker, Vacancy)


class Use(StrEnum):
    """What became of a fact.

    ``READ``: used, the record said nothing. ``SAME``: the record says so too. ``DIFFERS``: the
    record says otherwise and is used; to be checked. ``WISH``: would be nice. ``NOT_NEEDED``:
    known not to be asked. ``ASIDE``: shown, there is no use for it.
    """

    READ = "gelezen"
    SAME = "gelijk"
    DIFFERS = "verschil"
    WISH = "wens"
    NOT_NEEDED = "niet nodig"
    ASIDE = "niet gebruikt"


@dataclass(frozen=True, slots=True)
class Note:
    """A fact with its source. Holds no words of the text.

    ``origin`` is the element read (VUM name); ``text`` what it says, ``field`` what the structured
    element says, both in codes (hours as ``24-36``, ``?`` = open); ``denied``: the text says not.
    """

    kind: FactKind
    text: str
    origin: str
    use: Use
    field: str | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """A record with what its texts add, and the notes on it, ordered by kind."""

    record: T
    notes: tuple[Note, ...] = ()


def written(value: object) -> str:
    """Code of a value.

    >>> written(Range(24, None)), written(When(None, 3, 1)), written(Spoken("nld", 3))
    ('24-?', '03-01', 'nld spreken 3')
    """
    if isinstance(value, Range):
        return "-".join("?" if end is None else str(end) for end in (value.low, value.high))
    if isinstance(value, When):
        parts = ((value.year, "04"), (value.month, "02"), (value.day, "02"))
        return value.hint or "-".join(format(n, how) for n, how in parts if n is not None)
    if isinstance(value, Spoken):
        levels = (
            ("spreken", value.speaking),
            ("schrijven", value.writing),
            ("lezen", value.reading),
            ("luisteren", value.listening),
        )
        said = (f"{name} {level}" for name, level in levels if level is not None)
        return f"{value.code} {', '.join(said)}"
    return str(value)


def note_of(fact: Fact, use: Use, field: object = None) -> Note:
    """Note on a fact; ``field`` is the structured value beside it."""
    return Note(
        kind=fact.kind,
        text=written(fact.value),
        origin=fact.origin,
        use=use,
        field=None if field is None else written(field),
        denied=fact.stance is Stance.DENIED,
    )


def values(facts: Iterable[Fact], kind: FactKind, *stances: Stance) -> tuple[str, ...]:
    """Values of one kind with one of the stances (none given: asked or there), sorted, once."""
    found = {
        str(fact.value)
        for fact in facts
        if fact.kind is kind and (fact.stance in stances if stances else fact.stance.holds)
    }
    return tuple(sorted(found))
