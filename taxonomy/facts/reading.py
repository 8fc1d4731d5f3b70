"""All facts of a text, one reader per kind, over the same clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from passend.taxonomy.clauses import Section

from .base import Fact, FactKind, Range, Speaker, Stance
from .certificates import read_certificates
from .contracts import read_contracts
from .dates import read_dates
from .hours import read_hours
from .languages import read_languages
from .licences import read_licences
from .places import read_places, read_transport
from .scope import Passage, passages
from .shifts import read_shifts

__all__ = ["TextFacts", "facts_of", "read_facts", "week_of"]

_READERS: tuple[Callable[[Passage], Iterator[Fact]], ...] = (
    read_hours,
    read_shifts,
    read_licences,
    read_languages,
    read_certificates,
    read_contracts,
    read_dates,
    read_transport,
)
_HOURS_OF_DAY = 8
_READ_IN = (Section.CONTENT, Section.OFFER)


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Facts that a text states plainly; ``None`` or empty = not stated.

    ``hours`` is (fewest, most) a week; ``postcode4`` four digits; ``licences`` categories that are
    asked as such or held: not those that would only be nice, or are not needed or not there.
    """

    hours: tuple[int, int] | None = None
    postcode4: str | None = None
    licences: tuple[str, ...] = ()


def read_facts(text: str, speaker: Speaker, origin: str = "") -> tuple[Fact, ...]:
    """Facts of a text, each once, in order of kind and value: never in that of the sentences.

    Parameters
    ----------
    text : str
        A vacancy text, a CV or a presentation.
    speaker : Speaker
        Whose text it is.
    origin : str
        Name of the element of the record that holds the text.

    Examples
    --------
    >>> [str(fact.value) for fact in read_facts("Rijbewijs B en VCA.", Speaker.EMPLOYER)]
    ['VCA', 'B']
    """
    found: dict[tuple[str, str, str], Fact] = {}
    for passage in passages(text, speaker):
        for fact in _of(passage):
            key = str(fact.kind), repr(fact.value), str(fact.stance)
            found.setdefault(key, replace(fact, origin=origin))
    return tuple(found[key] for key in sorted(found))


def _of(passage: Passage) -> Iterator[Fact]:
    yield from read_places(passage)
    if passage.section in _READ_IN:
        for read in _READERS:
            yield from read(passage)
    elif passage.section is Section.PROCEDURE:
        yield from read_dates(passage)


def week_of(facts: Iterable[Fact]) -> Range | None:
    """Hours a week that the facts together leave possible; numbers go before words.

    Without hours, days of eight hours. ``None`` = nothing is said.
    """
    told = list(facts)
    hours = [f.value for f in told if f.kind is FactKind.HOURS and isinstance(f.value, Range)]
    exact = [one for one in hours if not one.rough] or hours
    if exact:
        return _union(exact, rough=exact[0].rough)
    days = [
        f.value
        for f in told
        if f.kind is FactKind.DAYS and isinstance(f.value, Range) and f.stance is not Stance.DENIED
    ]
    whole = _union(days, rough=True)
    if whole is None:
        return None
    low, high = (None if n is None else _HOURS_OF_DAY * n for n in (whole.low, whole.high))
    return Range(low, high, rough=True)


def _union(ranges: list[Range], *, rough: bool) -> Range | None:
    """From the lowest to the highest; a bound that only some leave open is the known one."""
    lows = [one.low for one in ranges if one.low is not None]
    highs = [one.high for one in ranges if one.high is not None]
    if not lows and not highs:
        return None
    return Range(min(lows, default=None), max(highs, default=None), rough)


def facts_of(text: str, speaker: Speaker = Speaker.EMPLOYER) -> TextFacts:
    """Hours, place and licences of a pasted text.

    >>> facts_of("24-32 uur per week in 6811 AB, rijbewijs B is een must.")
    TextFacts(hours=(24, 32), postcode4='6811', licences=('B',))
    """
    facts = read_facts(text, speaker)
    week = week_of(facts)
    hours = None
    if week is not None and week.low is not None and week.high is not None and not week.rough:
        hours = week.low, week.high
    places = [str(f.value) for f in facts if f.kind is FactKind.PLACE]
    return TextFacts(
        hours=hours,
        postcode4=places[0] if len(places) == 1 else None,
        licences=tuple(
            sorted({str(f.value) for f in facts if f.kind is FactKind.LICENCE and f.stance.holds})
        ),
    )
