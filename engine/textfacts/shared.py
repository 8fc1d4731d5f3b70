"""Merging of what both sides have: hours, languages, dates, particulars. The record always wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from passend.engine.model import Contract, Flag, Hours, Language, Particulars, TransportMode
from passend.taxonomy.facts import Fact, FactKind, Range, Spoken, Stance, When, week_of

from .base import Note, Use, note_of, values

__all__ = [
    "DENIED",
    "MODES",
    "contracts_of",
    "merged_date",
    "merged_flags",
    "merged_hours",
    "merged_languages",
    "of_kind",
    "particulars_of",
]

DENIED = Stance.DENIED
MODES = {
    "car": TransportMode.CAR,
    "moped": TransportMode.MOPED,
    "bicycle": TransportMode.BICYCLE,
    "motorcycle": TransportMode.MOTORCYCLE,
    "public": TransportMode.PUBLIC_TRANSPORT,
}
"""Means of transport as read → code of the standard."""

_MODALITIES = ("speaking", "writing", "reading", "listening")
_NO_LEVEL = 1
_DURATIONS = {"fixed": "B", "permanent": "O"}
_AGREEMENTS = {"apprenticeship": "02", "voluntary": "03", "workexperience": "04"}
_MINUTES_OF_DAY = 24 * 60


def of_kind(facts: Iterable[Fact], *kinds: FactKind) -> list[Fact]:
    """Facts of these kinds."""
    return [fact for fact in facts if fact.kind in kinds]


def merged_hours(hours: Hours, facts: tuple[Fact, ...]) -> tuple[Hours, list[Note]]:
    """Hours of the record; a bound that it lacks comes from the text when the two agree.

    A most of 0 hours is a field that was not filled in.
    """
    told = [f for f in of_kind(facts, FactKind.HOURS, FactKind.DAYS) if f.stance is not DENIED]
    week = week_of(told)
    if week is None:
        return hours, []
    exact = of_kind(told, FactKind.HOURS)
    shown = exact or told
    low, high = hours.minimum, hours.maximum or None
    if (low is None and high is None) or (not low and hours.maximum == 0):
        use = Use.READ
        return Hours(week.low, week.high), [note_of(f, use) for f in shown]
    known = Range(low, high)
    notes = [note_of(f, _hours_use(f, known), known) for f in exact]
    if week.rough or any(note.use is Use.DIFFERS for note in notes):
        return hours, notes
    filled = Hours(
        week.low if low is None and _fits(week.low, high) else hours.minimum,
        week.high if high is None and _fits(low, week.high) else hours.maximum,
    )
    return filled, [replace(note, use=Use.READ) if filled != hours else note for note in notes]


def _fits(low: int | None, high: int | None) -> bool:
    return low is None or high is None or low <= high


def _hours_use(fact: Fact, known: Range) -> Use:
    """A rough word differs only when it leaves none of the hours of the record."""
    told = fact.value
    if not isinstance(told, Range):
        return Use.ASIDE
    if told.rough:
        apart = not (_fits(told.low, known.high) and _fits(known.low, told.high))
        return Use.DIFFERS if apart else Use.SAME
    ends = ((told.low, known.low), (told.high, known.high))
    other = any(a is not None and b is not None and a != b for a, b in ends)
    return Use.DIFFERS if other else Use.SAME


def merged_flags(
    irregular: Flag, office: Flag, facts: tuple[Fact, ...]
) -> tuple[Flag, Flag, list[Note]]:
    """Irregular work and office hours, where the record has no answer; a note per shift."""
    shifts = values(facts, FactKind.SHIFT)
    refused = values(facts, FactKind.SHIFT, DENIED)
    told: bool | None = None
    if "irregular" in shifts or {"early", "late"} <= set(shifts):
        told = True
    elif "irregular" in refused and not shifts:
        told = False
    by_day = shifts == ("day",) or None
    notes = []
    for fact in of_kind(facts, FactKind.SHIFT):
        use = _plain_use(fact.stance)
        if fact.value == "irregular" and irregular.value is not None and told is not None:
            use = Use.SAME if irregular.value is told else Use.DIFFERS
        elif fact.value == "day" and office.value is False and by_day:
            use = Use.DIFFERS
        field = {"irregular": irregular, "day": office}.get(str(fact.value))
        known = None if field is None or field.value is None else ("ja" if field.value else "nee")
        notes.append(note_of(fact, use, known))
    return _told_flag(irregular, told), _told_flag(office, by_day), notes


def _told_flag(known: Flag, told: bool | None) -> Flag:
    if told is None or known.raw not in (None, 0):
        return known
    return Flag(1 if told else 2)


def _plain_use(stance: Stance) -> Use:
    if stance is Stance.NICE:
        return Use.WISH
    return Use.NOT_NEEDED if stance is Stance.NOT_NEEDED else Use.READ


def merged_languages(
    known: tuple[Language, ...], facts: tuple[Fact, ...]
) -> tuple[tuple[Language, ...], list[Note]]:
    """Languages of the record, with languages and modalities that only the text names."""
    merged = {language.code: language for language in known}
    repeated = len(merged) < len(known)
    notes = []
    for fact in of_kind(facts, FactKind.LANGUAGE):
        said = fact.value
        if not isinstance(said, Spoken):
            continue
        if not (fact.stance.holds or fact.stance is DENIED):
            notes.append(note_of(fact, _plain_use(fact.stance)))
            continue
        given = next((one for one in known if one.code == said.code), None)
        differs = given is not None and any(
            have is not None and told is not None and 1 <= have <= 4 and have != told
            for have, told in _levels(given, said, denied=fact.stance is DENIED)
        )
        field = _spoken(given) if given is not None else None
        use = Use.DIFFERS if differs else Use.READ if given is None else Use.SAME
        notes.append(note_of(fact, use, field))
        merged[said.code] = _filled(merged.get(said.code), said, fact.stance is DENIED)
    if repeated:
        return known, notes
    return tuple(merged[code] for code in sorted(merged, key=str)), notes


def _levels(given: Language, said: Spoken, *, denied: bool) -> list[tuple[int | None, int | None]]:
    return [(getattr(given, name), _level(said, name, denied=denied)) for name in _MODALITIES]


def _level(said: Spoken, name: str, *, denied: bool) -> int | None:
    told: int | None = getattr(said, name)
    return _NO_LEVEL if denied and told is not None else told


def _spoken(language: Language) -> Spoken:
    return Spoken(
        language.code or "",
        language.speaking,
        language.writing,
        language.reading,
        language.listening,
    )


def _filled(known: Language | None, said: Spoken, denied: bool) -> Language:
    known = known or Language(said.code)
    levels = {
        name: have if (have := getattr(known, name)) else _level(said, name, denied=denied)
        for name in _MODALITIES
    }
    return Language(known.code, **levels)


def contracts_of(facts: tuple[Fact, ...]) -> tuple[Contract, ...]:
    """Forms of contract as the standard codes them; empty = none is named."""
    named = values(facts, FactKind.CONTRACT)
    agreements = tuple(sorted(_AGREEMENTS[one] for one in named if one in _AGREEMENTS))
    durations = tuple(sorted(_DURATIONS[one] for one in named if one in _DURATIONS))
    if not agreements and not durations:
        return ()
    return tuple(
        Contract(duration, agreement)
        for agreement in agreements or (None,)
        for duration in durations or (None,)
    )


def merged_date(
    known: date | None, facts: tuple[Fact, ...], kind: FactKind
) -> tuple[date | None, list[Note]]:
    """Date of the record, else the first complete one of the text; without a year it is shown."""
    told = [
        (fact, when)
        for fact in of_kind(facts, kind)
        if isinstance(fact.value, When) and fact.value.hint is None
        for when in [_day(fact.value)]
    ]
    dates = sorted(when for _, when in told if when is not None)
    notes = []
    for fact, when in told:
        if known is None:
            use = Use.READ if when is not None and when == dates[0] else Use.ASIDE
        else:
            use = Use.SAME if _agrees(fact.value, known) else Use.DIFFERS
        notes.append(note_of(fact, use, known))
    return known or (dates[0] if dates else None), notes


def _day(when: When) -> date | None:
    if when.year is None or when.month is None:
        return None
    try:
        return date(when.year, when.month, when.day or 1)
    except ValueError:
        return None


def _agrees(when: object, known: date) -> bool:
    if not isinstance(when, When):
        return False
    pairs = ((when.year, known.year), (when.month, known.month), (when.day, known.day))
    return all(told is None or told == have for told, have in pairs)


def particulars_of(facts: tuple[Fact, ...]) -> tuple[Particulars, list[Note]]:
    """What no structured element can hold, with a note on each.

    A shift that is worked somewhere is worked, whatever else is said of it.
    """
    days = [f.value for f in of_kind(facts, FactKind.DAYS) if isinstance(f.value, Range)]
    clock = [
        f.value
        for f in of_kind(facts, FactKind.CLOCK)
        if isinstance(f.value, Range) and f.stance is not DENIED
    ]
    begins = [one.low for one in clock if one.low is not None]
    ends = [_after(one) for one in clock if one.high is not None]
    hints = {f.value.hint for f in of_kind(facts, FactKind.START) if isinstance(f.value, When)}
    shown = of_kind(facts, FactKind.DAYS, FactKind.WEEKDAYS, FactKind.CLOCK, FactKind.CERTIFICATE)
    shown += [
        f
        for f in of_kind(facts, FactKind.START)
        if isinstance(f.value, When) and f.value.hint is not None
    ]
    shifts = values(facts, FactKind.SHIFT)
    refused = values(facts, FactKind.SHIFT, DENIED)
    found = Particulars(
        fewest_days=min((d.low for d in days if d.low is not None), default=None),
        most_days=max((d.high for d in days if d.high is not None), default=None),
        weekdays=_weekdays(values(facts, FactKind.WEEKDAYS)),
        no_weekdays=_weekdays(values(facts, FactKind.WEEKDAYS, DENIED)),
        begins=min(begins, default=None),
        ends=max(ends, default=None),
        shifts=shifts,
        no_shifts=tuple(one for one in refused if one not in shifts),
        certificates=values(facts, FactKind.CERTIFICATE),
        no_certificates=values(facts, FactKind.CERTIFICATE, DENIED),
        no_licences=values(facts, FactKind.LICENCE, DENIED),
        wished_certificates=values(facts, FactKind.CERTIFICATE, Stance.NICE),
        wished_licences=values(facts, FactKind.LICENCE, Stance.NICE),
        start="now" if "now" in hints else "agree" if "agree" in hints else None,
    )
    return found, [note_of(fact, _plain_use(fact.stance)) for fact in shown]


def _after(clock: Range) -> int:
    """End of a working time; past midnight when it is not after the beginning."""
    end = clock.high or 0
    return end + _MINUTES_OF_DAY if clock.low is not None and end <= clock.low else end


def _weekdays(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({day for code in codes for day in code.split(",")}))
