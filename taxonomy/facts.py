"""Facts in free text: hours, licences, a postcode. They feed conditions, never competences.

First form: what is written plainly. Structured data always wins over these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .clauses import Section, Strength, clauses

__all__ = ["TextFacts", "facts_of", "without_facts"]

_CATEGORIES = r"AM|A[12]?|BE|B\+?|C1E|C1|CE|C|D1E|D1|DE|D|T"
_LICENCE = re.compile(
    rf"\b[Rr]ijbewij(?:s|zen)(?P<named>(?:\s*(?:,|/|en|of|\+)?\s*(?:{_CATEGORIES})\b\+?)*)"
)
_CATEGORY = re.compile(_CATEGORIES)
_HOURS = re.compile(
    r"(?<!\bom )(?<!\btot )(?<!vanaf )\b(?P<low>\d{1,2})"
    r"(?:\s*(?:-|–|tot|à|a|/)\s*(?P<high>\d{1,2}))?\s*"
    r"(?:uur|uren|u)\b(?!\s*(?:lang|per dag|later|tot))",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b(?P<area>[1-9]\d{3})\s?(?!SA|SD|SS)[A-Z]{2}\b")
_LANGUAGE = re.compile(
    r"\b(?:een )?(?:beetje |bietje |goed |voldoende |vloeiend |redelijk |basis )?"
    r"(?:nederlands|engels|duits|frans|arabisch|pools|turks|oekraïens)e?"
    r"(?: taal)?(?: (?:spreken|schrijven|lezen|verstaan|is genoeg|is voldoende))?\b",
    re.IGNORECASE,
)
# A family name is often a trade: "Mijn naam is Jan de Boer" says nothing of work.
_NAME = re.compile(
    r"\b(?i:mijn naam is|ik heet|naam\s*:)\s+"
    r"(?:(?:van|de|der|den|ter|ten|te|el|al|la|le|di|da|'t|(?:[A-ZÀ-Ý]\.)+|[A-ZÀ-Ý][\w'’-]*)(?:[^\S\n]+|(?=\W|$))){1,6}"
    r"|\b(?i:mijn naam is|ik heet)\s+[^,.;:!?\n]*?(?=$|[,.;:!?\n]|\ben\b)"
)
_LEAST_WEEK, _MOST_WEEK = 4, 60


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Facts that a text states; ``None`` or empty = not stated.

    ``hours`` is (fewest, most) a week; ``postcode4`` four digits; ``licences`` categories that are
    asked as such or held: not those that would only be nice, or are not needed or not there.
    """

    hours: tuple[int, int] | None = None
    postcode4: str | None = None
    licences: tuple[str, ...] = ()


def facts_of(text: str) -> TextFacts:
    """Facts of a vacancy text or CV; the first hours and the first postcode count.

    >>> facts_of("24-32 uur per week in 6811 AB, rijbewijs B is een must.")
    TextFacts(hours=(24, 32), postcode4='6811', licences=('B',))
    """
    hours: tuple[int, int] | None = None
    licences: set[str] = set()
    for clause in clauses(text):
        if clause.section not in (Section.CONTENT, Section.OFFER):
            continue
        hours = hours or _week(clause.text)
        asked = clause.strength >= Strength.PLAIN and not clause.denied
        for found in _LICENCE.finditer(clause.text) if asked else ():
            licences.update(_CATEGORY.findall(found["named"]))
    place = _POSTCODE.search(text)
    return TextFacts(hours, place["area"] if place else None, tuple(sorted(licences)))


def without_facts(text: str) -> str:
    """Text without what it says of licences, languages, hours, places and its writer's name.

    >>> without_facts("Je hebt rijbewijs B en kunt metselen").split()
    ['Je', 'hebt', 'en', 'kunt', 'metselen']
    """
    for pattern in (_NAME, _LICENCE, _POSTCODE, _HOURS, _LANGUAGE):
        text = pattern.sub(" ", text)
    return text


def _week(text: str) -> tuple[int, int] | None:
    for found in _HOURS.finditer(text):
        low = int(found["low"])
        high = int(found["high"] or low)
        if _LEAST_WEEK <= low <= high <= _MOST_WEEK:
            return low, high
    return None
