"""Hours and days a week, and working times. Opening hours, pay and courses are none of these.

Full-time counts as 36 to 40 hours, part-time as at most 34 (CBS: full-time is 35 hours or more);
one fte as a working week of 36 to 40 hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .base import NUMBER, Fact, FactKind, Range, Speaker, number
from .scope import Passage

__all__ = ["HOURS_PATTERN", "read_hours"]

_WEEK = r"\s*(?:per week|p/w|pw\b|in de week|/\s?week|weekbasis|wekelijks)"
_UNIT = r"(?:uur|uren|u|uurs)\b"
_TO = r"\s*(?:-|–|—|/|tot(?: en met)?|naar|t/m|à|a|of|en)\s*"
_CLOCK_TIME = r"(2[0-4]|[01]?\d)(?:[.:]([0-5]\d))?(?!\d)"
_CLOCK = re.compile(
    rf"(?P<lead>\b(?:van|tussen|vanaf)\s+(?:de\s+)?)?(?<![\d.,€:]){_CLOCK_TIME}(?:\s*u(?:ur)?)?"
    rf"{_TO}{_CLOCK_TIME}(?![\d.,:]\d)(?P<unit>\s*(?:uur|u|h)\b)?",
    re.IGNORECASE,
)
_BEGIN = re.compile(
    rf"\b(?:begin\w*|start\w*|aanvang\w*)\b.{{0,20}}?\bom {_CLOCK_TIME}(?:\s*(?:uur|u)\b|(?=\W|$))",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:onder|tijdens|binnen|in)\s+(?:de\s+)?school(?:tijd|tijden|uren)\b", re.IGNORECASE
)
_SCHOOL_TIME = Range(8 * 60 + 30, 14 * 60 + 30)
_PRODUCT = re.compile(
    rf"\b(?P<days>{NUMBER})(?:\s*(?:x|×|maal|keer)\s*|\s+dagen\s+(?:(?:per|in de) week\s+)?"
    rf"(?:van|à|a|x)\s+)(?P<hours>{NUMBER})\s*{_UNIT}",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\b(?P<low>\d{{1,2}})(?:\s*,\s*\d{{1,2}})+\s*(?:,|en|of)\s*(?P<high>\d{{1,2}})\s*{_UNIT}",
    re.IGNORECASE,
)
_FTE = re.compile(
    r"(?<![\d.,])(?P<low>[01](?:[.,]\d{1,2})?)(?:\s*(?:-|–|tot"
    r"|à)\s*(?P<high>[01](?:[.,]\d{1,2})?))?"
    r"\s*fte\b",
    re.IGNORECASE,
)
_ZERO = re.compile(
    r"\b(?:0|nul)[- ]?(?:uren|uur)[s -]*(?:contract\w*|overeenkomst)?\b", re.IGNORECASE
)
_WEEK_OF = re.compile(r"\b(?P<low>\d{2})[- ]?urige?\b", re.IGNORECASE)
HOURS_PATTERN = re.compile(
    rf"(?P<bound>\b(?:minimaal|minstens|min|ten ?minste|vanaf|meer dan|maximaal|max|hoogstens"
    rf"|ten hoogste|niet (?:meer|langer) dan|liever niet meer dan|naar|tot|om|rond|na|binnen|elke"
    rf"|iedere"
    rf"|bij|op basis van|obv|uitgaande van|voor|vóór)\s+(?:een\s+)?)?"
    rf"(?<![\d.,€:])(?<!€ )\b(?P<low>{NUMBER})(?P<plus>\s*\+)?"
    rf"(?:{_TO}(?P<high>{NUMBER}))?\s*{_UNIT}(?P<week>{_WEEK})?(?P<after>\s+\w+(?:\s+\w+)?)?",
    re.IGNORECASE,
)
_LEAST = re.compile(r"minimaal|minstens|min\b|ten ?minste|vanaf|meer dan", re.IGNORECASE)
_LEAST = re.compile(rf"^(?!.*niet)(?:{_LEAST.pattern})", re.IGNORECASE)
_MOST = re.compile(
    r"^(?:maximaal|max|hoogstens|ten hoogste|(?:liever )?niet"
    r"|naar|tot)\b",
    re.IGNORECASE,
)
_IS_MOST = re.compile(
    r"^(?:\s*(?:uur|uren|u))?\W*(?:is )?(?:voor mij |echt )*(?:het |mijn )?(?:maximum|maximaal"
    r"|hoogstens|max)\b",
    re.IGNORECASE,
)
_IS_LEAST = re.compile(
    r"^(?:\s*(?:uur|uren|u))?\W*(?:is )?(?:voor mij |echt )*(?:het |mijn )?(?:minimum|minimaal"
    r"|of meer)\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    rf"\d|\b(?:{NUMBER})\b|uur|uren|time\b|deeltijd|voltijd|dagen|\bfte\b|\bschool", re.IGNORECASE
)
_OF_CLOCK = re.compile(r"^(?:om|rond|na|binnen|elke|iedere|tot|vanaf|voor|vóór)\b", re.IGNORECASE)
_NO_WEEK = re.compile(
    r"^\s+(?:lang|achter elkaar|aaneen|op rij|per (?:dag|dienst|keer|maand|jaar)|later|rijden"
    r"|reizen|zorg|bereik)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"€|\beuro\b|\bbruto\b|\bsalaris|\bloon\b|\bverdien", re.IGNORECASE)
_PAY_BASE = re.compile(r"\b(?:bij|op basis van|obv|uitgaande van)\b", re.IGNORECASE)
_JOB = re.compile(r"\b(?:functie|baan|werk|dienstverband|contract|zoek)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\bbereikbaar|\bgeopend|\bopen\b|\bopeningstijd|\bspreekuur|\bcursus|\bvakantie|\bpauze"
    r"|\binwerk|\bverlof|\bstudiebelasting|\blessen\b|\breistijd|\bactiviteitenuren",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:werkte|gewerkt|was|waren|had|deed|draaide|gedraaid|vroeger)\b|\b(?:van|sinds"
    r"|in) \d{4}\b",
    re.IGNORECASE,
)
_FULL = re.compile(r"\b(?:full[- ]?time|voltijds?|voltijd\w+)\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:part[- ]?time|deeltijds?|deeltijd\w+)\b", re.IGNORECASE)
_DAYS = re.compile(
    rf"(?P<bound>\b(?:minimaal|minstens|min|ten ?minste|maximaal|max|hoogstens|ten hoogste|tot"
    rf"|niet meer dan|na|binnen|elke)\s+)?\b(?:(?P<about>een dag of) (?P<some>{NUMBER})"
    rf"|(?P<low>{NUMBER})(?:{_TO}(?P<high>{NUMBER}))? (?:werk)?dag(?:en)?)\b(?P<week>{_WEEK})?",
    re.IGNORECASE,
)
_WORK = re.compile(r"\b(?:werk\w*|beschikbaar|inzetbaar|uur|\d+u)\b", re.IGNORECASE)
_FULL_LEAST, _FULL_MOST, _PART_MOST = 36, 40, 34
_LEAST_WEEK, _MOST_WEEK, _DAY, _MOST_DAYS = 4, 60, 24, 6
_SHORT = 4


def read_hours(passage: Passage) -> Iterator[Fact]:
    """Hours, days and working times of one clause."""
    text = passage.text
    if not _ANY.search(text) or _ASIDE.search(text):
        return
    if passage.speaker is Speaker.JOBSEEKER and _PAST.search(text):
        text = _present(text)
    rest, clocks = _clocks(text)
    yield from clocks
    weeks, rest = _weeks(rest)
    yield from weeks
    yield from _days(rest, found_hours=bool(weeks))


def _present(text: str) -> str:
    """What is not told of the past, between commas; the rest is blanked, so that places hold."""
    parts = text.split(",")
    return ",".join(" " * len(part) if _PAST.search(part) else part for part in parts)


def _fact(kind: FactKind, value: Range, found: re.Match[str]) -> Fact:
    return Fact(kind, value, span=found.span())


def _blank(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]


def _clocks(text: str) -> tuple[str, list[Fact]]:
    """Working times, and the text without them."""
    facts = []
    for found in list(_CLOCK.finditer(text)):
        if (time := _clock(text, found)) is not None:
            facts.append(_fact(FactKind.CLOCK, time, found))
            text = _blank(text, found)
    facts += [
        _fact(FactKind.CLOCK, Range(_minutes(found[1], found[2]), None), found)
        for found in _BEGIN.finditer(text)
    ]
    facts += [_fact(FactKind.CLOCK, _SCHOOL_TIME, found) for found in _SCHOOL.finditer(text)]
    return text, facts


def _minutes(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0)


def _clock(text: str, found: re.Match[str]) -> Range | None:
    _, hour, minute, to_hour, to_minute, unit = found.groups()
    lead = (found["lead"] or "").casefold()
    if re.match(_WEEK, text[found.end() :], re.IGNORECASE):
        return None
    with_minutes = minute is not None or to_minute is not None
    by_words = bool(lead and unit) and int(hour) < int(to_hour) and int(hour) < _DAY // 2
    if not with_minutes and not by_words:
        return None
    if with_minutes and not (unit or lead or (minute and to_minute)):
        return None
    return Range(_minutes(hour, minute), _minutes(to_hour, to_minute))


def _weeks(text: str) -> tuple[list[Fact], str]:
    """Hours a week, and the text without them; what is most precise is read first."""
    facts: list[Fact] = []
    for read in (_products, _lists, _ranges):
        found, text = read(text)
        facts += found
    facts += [*_weeks_named(text), *_ftes(text)]
    if not facts:
        return _in_words(text), text
    if _FULL.search(text) and _PART.search(text):
        # "Fulltime (40 uur) of parttime": the number is the most.
        facts = [_open_below(fact) for fact in facts]
    return facts, text


def _hours(low: int | None, high: int | None, found: re.Match[str]) -> Fact:
    return _fact(FactKind.HOURS, Range(low, high), found)


def _products(text: str) -> tuple[list[Fact], str]:
    """Days times hours, as in "4 x 8 uur" or "drie dagen van acht uur"."""
    facts = []
    for found in list(_PRODUCT.finditer(text)):
        days, hours = number(found["days"]), number(found["hours"])
        if days <= _MOST_DAYS and _LEAST_WEEK <= days * hours <= _MOST_WEEK:
            facts.append(_hours(days * hours, days * hours, found))
            facts.append(_fact(FactKind.DAYS, Range(days, days), found))
        text = _blank(text, found)
    return facts, text


def _lists(text: str) -> tuple[list[Fact], str]:
    """Several numbers, as in "24, 28 of 32 uur", and contracts of nought hours."""
    facts = []
    for found in list(_LISTED.finditer(text)):
        facts.append(_hours(int(found["low"]), int(found["high"]), found))
        text = _blank(text, found)
    for found in list(_ZERO.finditer(text)):
        facts.append(_hours(0, None, found))
        text = _blank(text, found)
    return facts, text


def _ranges(text: str) -> tuple[list[Fact], str]:
    """One number or two, with or without a bound before or after."""
    facts = []
    whole = text
    for found in HOURS_PATTERN.finditer(whole):
        if (week := _week(whole, found)) is not None:
            facts.append(_fact(FactKind.HOURS, week, found))
            end = found.end("week") if found["week"] else found.end("low")
            text = text[: found.start()] + " " * (end - found.start()) + text[end:]
    return facts, text


def _weeks_named(text: str) -> Iterator[Fact]:
    for found in _WEEK_OF.finditer(text):
        if not _paid(text, found.start()):
            yield _hours(int(found["low"]), int(found["low"]), found)


def _ftes(text: str) -> Iterator[Fact]:
    for found in _FTE.finditer(text):
        low, high = (float((found[g] or found["low"]).replace(",", ".")) for g in ("low", "high"))
        if 0 < low <= high <= 1 and not _paid(text, found.start()):
            week = Range(round(_FULL_LEAST * low), round(_FULL_MOST * high), rough=True)
            yield _fact(FactKind.HOURS, week, found)


def _open_below(fact: Fact) -> Fact:
    if fact.kind is FactKind.HOURS and isinstance(fact.value, Range):
        return replace(fact, value=Range(None, fact.value.high))
    return fact


def _paid(text: str, start: int) -> bool:
    """Whether hours only say on what a sum of money is based."""
    return bool(_MONEY.search(text)) and bool(_PAY_BASE.search(text[:start]))


def _week(text: str, found: re.Match[str]) -> Range | None:
    low = number(found["low"])
    high = number(found["high"]) if found["high"] else None
    bound, weekly = (found["bound"] or "").strip(), bool(found["week"])
    if _NO_WEEK.match(found["after"] or "") or _paid(
        text, found.end("bound") if bound else found.start()
    ):
        return None
    if bound and _OF_CLOCK.match(bound) and not weekly and max(low, high or 0) <= _DAY:
        job = bound.casefold() in ("voor", "vóór") and _JOB.search(text[: found.start()])
        if not job:
            return None
    if re.match(r"(?:na|binnen|elke|iedere)\b", bound, re.IGNORECASE):
        return None
    if low > _MOST_WEEK or (high or low) > _MOST_WEEK or (high or low) < max(low, _LEAST_WEEK):
        return None
    if high is not None:
        return Range(low, high)
    rest = text[found.end("week") if weekly else found.end("low") :]
    if found["plus"] or _LEAST.match(bound) or _IS_LEAST.match(rest):
        return Range(low, None)
    return Range(None if _MOST.match(bound) or _IS_MOST.match(rest) else low, low)


def _in_words(text: str) -> list[Fact]:
    full, part = _FULL.search(text), _PART.search(text)
    if _MONEY.search(text) or not (found := full or part):
        return []
    low = _FULL_LEAST if full and not part else None
    high = _FULL_MOST if full else _PART_MOST
    return [_fact(FactKind.HOURS, Range(low, high, rough=True), found)]


def _days(text: str, *, found_hours: bool) -> Iterator[Fact]:
    for found in _DAYS.finditer(text):
        bound = (found["bound"] or "").strip()
        low = number(found["some"] or found["low"])
        high = number(found["high"]) if found["high"] else low
        if re.match(r"(?:na|binnen|elke)\b", bound, re.IGNORECASE) or not low <= high <= _MOST_DAYS:
            continue
        sure = found["week"] or (bound and _WORK.search(text)) or len(text.split()) <= _SHORT
        one = low == high == 1 and not bound and not found["week"]
        if one or not (
            sure or found_hours or (_WORK.search(text) and not re.search(r"\bper\b", text))
        ):
            continue
        if _MOST.match(bound):
            yield _fact(FactKind.DAYS, Range(None, high), found)
        elif _LEAST.match(bound):
            yield _fact(FactKind.DAYS, Range(low, None), found)
        else:
            yield _fact(FactKind.DAYS, Range(low, high), found)
