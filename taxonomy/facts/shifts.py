"""Shifts and weekdays. Experience with a shift says nothing of being willing to work it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Fact, FactKind, Speaker, Stance
from .scope import Passage, around

__all__ = ["WEEKDAYS", "read_shifts"]

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
"""Codes of the days, in order."""

_DIENST = r"[ -]?(?:d[ien]{2,4}s?t(?:en)?|ploeg(?:en)?|shifts?|uren|werk)"
# Named as work: sure. The bare time of day: only where the clause is about when one works.
_SURE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (shift, re.compile(pattern, re.IGNORECASE))
    for shift, pattern in (
        (
            "early",
            rf"\b(?:vroege?|ochtend-?){_DIENST}|\bvroege?\b(?= (?:en|of) (?:late"
            rf"|avond)\w*{_DIENST})"
            r"|\bvroeg (?:beginnen|opstaan|in de (?:och|mor)\w+|starten|op\b)",
        ),
        ("day", rf"\bdag{_DIENST}|\bkantoor(?:uren|tijden)\b|\bwerkdagen overdag\b"),
        ("late", rf"\b(?:late|avond-?|middag-?){_DIENST}|\bavond-(?= ?(?:,|en|of|/))"),
        (
            "night",
            rf"\bnacht-?{_DIENST}|\bnacht-(?= ?(?:,|en|of|/))"
            r"|\b(?:drie|3|vier|4|vijf|5)-? ?ploegen\w*",
        ),
        ("weekend", rf"\bweek-?(?:end(?:s|en)?|einden?)-?{_DIENST}|\bweekend-(?= ?(?:,|en|of|/))"),
        (
            "irregular",
            r"\bonregelmati\w+|\b(?:wisselende|roulerende|verschillende) (?:dienst|werktijd"
            r"|ploeg|uren)\w*"
            rf"|\bwissel{_DIENST}|\b(?:\d|twee|drie|vier|vijf)?-? ?ploegen(?:dienst\w*"
            rf"|rooster)?\b",
        ),
    )
)
_BARE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (shift, re.compile(pattern, re.IGNORECASE))
    for shift, pattern in (
        ("early", r"'s (?:ochtends|morgens)(?: vroeg)?|\bvroeg in de (?:ochtend|morgen)"),
        ("day", r"\boverdag\b"),
        ("late", r"'s avonds|\bavond(?:en|je)?\b"),
        ("night", r"'s nachts|\bnacht(?:en|je)?\b"),
        ("weekend", r"\bweek-?(?:end(?:s|en)?|einden?)\b"),
    )
)
_ABOUT_WORK = re.compile(
    r"\b(?:werk\w*|dienst\w*|rooster\w*|draai\w*|beschikbaar\w*|inzetbaar|werktijd\w*|tijden"
    r"|bereid\w*"
    r"|uur|uren|liever|liefst|begin\w*|start|hoort|horen|probleem|bezwaar|bespreekbaar|per maand"
    r"|kan|kunnen|mag|mogen|een|1)\b",
    re.IGNORECASE,
)
_OWN_TIME = re.compile(
    r"\b(?:bewoners|klanten|gasten|cliënten|kinderen|buurt|winkel|bezoekers|open dag|organiseren"
    r"|organiseer|borrel|scheidsrechter|hobby|sport\w*|voetbal\w*|voetbalt?|wedstrijd\w*|slaap"
    r"|slapen|feest)\b"
    r"|\bben ik (?!beschikbaar|inzetbaar|bereid)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\bervaring\b|\bgewerkt\b|\bgedraaid\b|\bwerkte\b|\bdeed\b|\bwas\b|\bjarenlang\b|\bgedaan\b"
    r"|\bdraaide\b|\bvroeger\b|\bgewend\b",
    re.IGNORECASE,
)
_DAY = (
    r"(?:(?P<{0}>ma(?:andag)?|di(?:nsdag)?|wo(?:ensdag)?|do(?:nderdag)?|vr(?:ijdag)?"
    r"|za(?:terdag)?|zo(?:ndag)?)(?:en|s)?\b)"
)
_RANGE = re.compile(
    rf"\b{_DAY.format('first')}\s*(?:t/m|-|–|tot en met"
    rf"|tot)\s*{_DAY.format('last')}",
    re.IGNORECASE,
)
_LONG_DAY = re.compile(
    r"\b(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)(?:en|s)?"
    r"(?:ochtend|middag|avond)?\b",
    re.IGNORECASE,
)
_SHORT_DAYS = re.compile(
    r"\b(?:ma|di|wo|do|vr|za|zo)\b(?:\s*(?:,|/|\+|en)\s*\b(?:ma|di|wo|do|vr|za|zo)\b)+",
    re.IGNORECASE,
)
_WORKWEEK = re.compile(r"\bdoordeweeks\w*|\bdoor de week\b|\bop werkdagen\b", re.IGNORECASE)
_OFF = re.compile(r"\bvrije?\b|\bterug\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:open|geopend|gesloten|bereikbaar|sinds|open dag|markt)\b", re.IGNORECASE
)
_FEW_WORDS = 3
_FEW_DAYS = 2
_MANY_WORDS = 6
_MY_DAYS = re.compile(
    r"\b(?:werk\w*|beschikbaar\w*|inzetbaar|kan|kunnen|mag|vrij|niet|geen|liefst"
    r"|liever)\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"vroeg|ochtend|morgen|dag|avond|nacht|week|kantoor|laat|late|ploeg|regelmat|wissel|rouler"
    r"|verschillende|\b(?:ma|di|wo|do|vr|za|zo)\b",
    re.IGNORECASE,
)


def read_shifts(passage: Passage) -> Iterator[Fact]:
    """Shifts that are worked, wanted or refused; weekdays by name."""
    if not _ANY.search(passage.text):
        return
    seen: set[tuple[str, Stance]] = set()
    for shift, found in _shifts(passage):
        if _PAST.search(around(passage.text, found.start())):
            continue
        stance = passage.at(found.start())
        if (shift, stance) not in seen:
            seen.add((shift, stance))
            yield Fact(FactKind.SHIFT, shift, stance, span=found.span())
    if not _PAST.search(passage.text):
        yield from _weekdays(passage)


def _shifts(passage: Passage) -> Iterator[tuple[str, re.Match[str]]]:
    for shift, pattern in _SURE:
        for found in pattern.finditer(passage.text):
            yield shift, found
    if not _OWN_TIME.search(passage.text):
        for shift, pattern in _BARE:
            for found in pattern.finditer(passage.text):
                if _about_work(passage, found):
                    yield shift, found
    single = _LONG_DAY.search(passage.text)
    if passage.speaker is Speaker.EMPLOYER and single and not _RANGE.search(passage.text):
        days = [found[1].casefold()[:2] for found in _LONG_DAY.finditer(passage.text)]
        if (
            set(days) <= {"za", "zo"}
            and not _OWN_TIME.search(passage.text)
            and not _CLOSED.search(passage.text)
        ):
            yield "weekend", single


def _about_work(passage: Passage, found: re.Match[str]) -> bool:
    """Whether a time of day is when one works: the clause says so, or is a bare list item."""
    if passage.stance is not Stance.PLAIN or _ABOUT_WORK.search(passage.text):
        return True
    before = passage.text[: found.start()].rpartition(",")[2]
    after = passage.text[found.end() :].partition(",")[0]
    return len(f"{before} {after}".split()) <= _FEW_WORDS


def _weekdays(passage: Passage) -> Iterator[Fact]:
    text = passage.text
    if _CLOSED.search(text):
        return
    if found := _RANGE.search(text):
        first, last = (WEEKDAYS.index(found[name].casefold()[:2]) for name in ("first", "last"))
        if first < last:
            yield _days(WEEKDAYS[first : last + 1], passage, found)
        return
    if (found := _WORKWEEK.search(text)) and not _OFF.search(text):
        yield _days(WEEKDAYS[:5], passage, found)
        return
    if found := _SHORT_DAYS.search(text):
        mine = passage.speaker is Speaker.EMPLOYER or _MY_DAYS.search(around(text, found.start()))
        if not mine and len(text.split()) > _MANY_WORDS:
            return
        named = re.findall(r"\b(?:ma|di|wo|do|vr|za|zo)\b", found[0].casefold())
        yield _days(named, passage, found)
        return
    yield from _named(passage)


def _named(passage: Passage) -> Iterator[Fact]:
    """Days written in full, together per stance."""
    by_stance: dict[Stance, list[re.Match[str]]] = {}
    for found in _LONG_DAY.finditer(passage.text):
        by_stance.setdefault(passage.at(found.start()), []).append(found)
    days = {found[1].casefold()[:2] for every in by_stance.values() for found in every}
    if passage.speaker is Speaker.EMPLOYER and (len(days) < _FEW_DAYS or days <= {"za", "zo"}):
        return
    if passage.speaker is Speaker.JOBSEEKER and not _MY_DAYS.search(passage.text):
        return
    for stance, every in by_stance.items():
        if passage.speaker is Speaker.EMPLOYER and len(every) < _FEW_DAYS:
            continue
        names = [found[1].casefold()[:2] for found in every]
        yield Fact(FactKind.WEEKDAYS, _code(names), stance, span=every[0].span())


def _days(names: tuple[str, ...] | list[str], passage: Passage, found: re.Match[str]) -> Fact:
    return Fact(FactKind.WEEKDAYS, _code(names), passage.at(found.start()), span=found.span())


def _code(names: tuple[str, ...] | list[str]) -> str:
    return ",".join(day for day in WEEKDAYS if day in names)
