"""When work starts or ends, until when one may apply. Dates of earlier work or of birth are none.

A date without a year stays without one: a text does not say when it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from passend.taxonomy.clauses import Section

from .base import Fact, FactKind, Speaker, When
from .scope import Passage

__all__ = ["read_dates"]

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT)})t?\b\.?)"
_DATE = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)(?:e|ste|de)?\s+)?{_MONTH}(?:\s+(?P<year>20\d\d))?\b"
    r"|(?<![\d€])(?P<d>[0-3]?\d)[-/.](?P<m>[01]?\d)(?:[-/.](?P<y>20\d\d))(?!\d)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\bper (?:direct|omgaande|ommegaande)\b|\bzsm\b|\bzo (?:snel|spoedig) mogelijk\b"
    r"|\bonmiddellijk (?:beschikbaar|beginnen|aan)"
    r"|\b(?:direct|meteen|gelijk|morgen|vandaag nog) (?:beginnen|beschikbaar|aan de slag"
    r"|starten|start|inzetbaar|aan het werk)"
    r"|\b(?:begin\w*|start\w*|aan de slag|beschikbaar) (?:per )?(?:direct|meteen)\b|\bper nu\b",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"\b(?:start\w*|ingang\w*|begin\w*|aanvang\w*|beschikbaar\w*)\b[^,]{0,25}\b(?:in overleg"
    r"|nader te bepalen)",
    re.IGNORECASE,
)
_START = re.compile(
    r"\bper\b|\bmiv\b|\bmet ingang van\b|\bingangsdatum|\bingaande\b|\bvanaf\b|\bstart\w*"
    r"|\bbegin\w*|\baanvang"
    r"|\bbeschikbaar\b|\baan de slag\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\bsluitingsdatum|\breageer|\breageren|\bsollicit|\bsluit\b|\bje (?:reactie"
    r"|sollicitatie)\b|\bvacature (?:is|staat) open",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:contract|dienstverband|project|functie|werk|einddatum|loopt|beschikbaar)\b.*\b(?:tot"
    r"|einddatum)",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:voor|vóór|tot|tot en met|na|uit"
    r"|(?<!ingang )van)\s+(?:de )?$",
    re.IGNORECASE,
)
_NEAR = 40
_ANY = re.compile(
    rf"\d|direct|omgaan|ommegaan|zsm|mogelijk|middellijk|meteen|gelijk|morgen|vandaag|per nu"
    rf"|overleg"
    rf"|bepalen|{'|'.join(_MONTHS)}",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\bsinds\b|\bgeboren\b|\bwerkte\b|\bgewerkt\b|\bwas\b|\bjubileum|\bvier(?:en|t)\b"
    r"|\bgeldig\b|\bbehaald\b|\bgestart\b"
    r"|\bbegon(?:nen)?\b|\bverlopen\b|\bopgericht\b|\btoeslag\b",
    re.IGNORECASE,
)


def read_dates(passage: Passage) -> Iterator[Fact]:
    """Start, end and closing date of a clause."""
    text = passage.text
    if not _ANY.search(text) or _PAST.search(text):
        return
    if passage.section is not Section.PROCEDURE or passage.speaker is Speaker.JOBSEEKER:
        if found := _NOW.search(text):
            yield Fact(FactKind.START, When(hint="now"), span=found.span())
        elif found := _AGREE.search(text):
            yield Fact(FactKind.START, When(hint="agree"), span=found.span())
    for found in _DATE.finditer(text):
        kind, when = _kind(passage, text[: found.start()]), _when(found)
        if kind is not None and when is not None:
            yield Fact(kind, when, span=found.span())
            return


def _kind(passage: Passage, before: str) -> FactKind | None:
    if _CLOSING.search(passage.text):
        return FactKind.CLOSING if passage.speaker is Speaker.EMPLOYER else None
    if passage.section is Section.PROCEDURE and passage.speaker is Speaker.EMPLOYER:
        return None
    if _END.search(before):
        return FactKind.END
    if _LIMIT.search(before):
        return None
    return FactKind.START if _START.search(before[-_NEAR:]) else None


def _when(found: re.Match[str]) -> When | None:
    if found["month"]:
        month = _SHORT.index(found["month"].casefold()[:3].replace("maa", "mrt")) + 1
        day = int(found["day"]) if found["day"] else None
        year = int(found["year"]) if found["year"] else None
    else:
        month, day, year = int(found["m"]), int(found["d"]), int(found["y"])
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return When(year, month, day)
