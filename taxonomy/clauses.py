"""Dutch text cut into clauses, each with its section, its strength and whether it is denied.

Sections first: duties and requirements count; what the employer says of itself, what it offers and
how to apply do not. Raw text is never indexed; only what the clauses name is.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum

__all__ = ["Clause", "Section", "Strength", "clauses"]


class Section(StrEnum):
    """Part of a vacancy text or CV."""

    CONTENT = "inhoud"
    EMPLOYER = "werkgever"
    OFFER = "aanbod"
    PROCEDURE = "procedure"


class Strength(IntEnum):
    """How strongly a clause asks for something."""

    NOT_NEEDED = 0
    NICE = 1
    PLAIN = 2
    REQUIRED = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. ``denied``: the text says *not* ("geen ervaring met", "kan niet")."""

    text: str
    strength: Strength = Strength.PLAIN
    denied: bool = False
    section: Section = Section.CONTENT


_HEADINGS: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (
            Section.PROCEDURE,
            r"^(sollicit|procedure|interesse\b|reageren|reageer|contact|meer (weten|informatie)"
            r"|acquisitie|hoe (verder|solliciteer))",
        ),
        (
            Section.OFFER,
            r"^((wat )?(wij|we|krijg|bieden|bied)\b.{0,20}\b(bieden|bied|je|jou|van ons)?\s*\??$"
            r"|(dit )?(ons )?aanbod|arbeidsvoorwaarden|wat (bieden|krijg|mag je)"
            r"|dit (krijg|bieden))",
        ),
        (
            Section.EMPLOYER,
            r"^(over (ons|het bedrijf|de organisatie|de werkgever)|wie (zijn|is) (wij|we|onze)"
            r"|(onze|de) organisatie|bedrijfsprofiel|ons bedrijf|waar ga je werken|jouw werkplek)",
        ),
        (
            Section.CONTENT,
            r"^(functie|taken|werkzaamheden|wat (ga|doe)|jouw (rol|taken|baan|profiel)|je taken"
            r"|(wij|we) (vragen|zoeken)|wat (vragen|vraag|neem|breng|verwacht)|profiel|eisen"
            r"|wie (zoeken|ben|zoek)|dit (ga|ben|neem|vragen)|gevraagd|ervaring|wat heb|dit doe)",
        ),
    )
)
_BOILERPLATE = re.compile(
    r"\b(wij bieden|we bieden|bieden (wij|we|jou|je)|je krijgt|krijg je|je ontvangt|ontvang je"
    r"|salaris|bruto|per maand|reiskosten\w*|pensioen\w*|vakantiedagen|cao|secundaire"
    r"|solliciteer|sollicitatie\w*|mail (je|naar)|bel (ons|met|naar|voor)|motivatiebrief|upload"
    r"|acquisitie|ons bedrijf|familiebedrijf|marktleider|opgericht|sinds \d{4}|gezellige borrels?"
    r"|vaste baan als|uitzicht op|voor vragen|neem contact|website)\b",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"\b((hoeft|hoef|hoeven)\b.{0,60}\b(niet|geen)"
    r"|(niet|geen)\b.{0,60}\b(nodig|vereist|noodzakelijk|verplicht|gevraagd|must|eis|voorwaarde)"
    r"|(nodig|vereist|noodzakelijk) (is|zijn)? ?niet|maakt niet uit|onbelangrijk"
    r"|geen (enkele )?(diploma|ervaring|opleiding)\w*[ ,]*(vereist|nodig)?$)\b",
    re.IGNORECASE,
)
_NICE = re.compile(
    r"\b(pr[eé]|pluspunt|mooi meegenomen|meegenomen|voorkeur|gewenst|wenselijk|handig|bonus"
    r"|graag gezien|welkom|fijn als|helpt als|is leuk|eventueel|of bereid|geen must)\b",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\b(vereist\w*|must|noodzakelijk|verplicht|eis|moet|minimaal|minstens|in (het )?bezit van"
    r"|beschik\w* over|onmisbaar|voorwaarde|absoluut|aantoonbare?)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(geen|niet|nooit|zonder|noch|kan (ik )?niet|liever niet|niet meer)\b", re.IGNORECASE
)
_NOT_DENIAL = re.compile(
    r"\b(niet (alleen|bang|te beroerd|vies|erg)|geen probleem|niet alleen|geen moeite|geen 9)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"[\n\r;•▪●·]+|(?<=[.!?])\s+|\s+[-–—*]\s+|(?<=[a-z)]),?\s+(?:maar|echter)\s+", re.IGNORECASE
)
_TAG = re.compile(r"<(?:br|/p|/li|/h\d|/div)[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{1,200}>")
_LONGEST_HEADING = 60


def clauses(text: str) -> list[Clause]:
    """Cut a text into clauses, in order. Empty text gives no clauses; HTML is read as text."""
    section = Section.CONTENT
    found = []
    for line in _lines(text):
        heading = _heading(line)
        if heading is not None:
            section = heading
            continue
        for part in _CUT.split(line):
            part = part.strip(" -–—*•·,.:\t")
            if any(char.isalpha() for char in part):
                found.append(_clause(part, section))
    return found


def _lines(text: str) -> list[str]:
    plain = html.unescape(_ANY_TAG.sub(" ", _TAG.sub("\n", text)))
    return [line.strip() for line in plain.splitlines() if line.strip()]


def _heading(line: str) -> Section | None:
    """Section that a heading opens; ``None`` when the line is no heading."""
    bare = line.strip(" *#-_:?!").strip()
    is_heading = len(bare) <= _LONGEST_HEADING and (
        line.rstrip().endswith((":", "?")) or not re.search(r"[.,;]", line)
    )
    if not is_heading or len(bare.split()) > 6:
        return None
    return next((section for section, pattern in _HEADINGS if pattern.search(bare)), None)


def _clause(part: str, section: Section) -> Clause:
    if section is Section.CONTENT and _BOILERPLATE.search(part):
        section = Section.OFFER
    if _NOT_NEEDED.search(part):
        return Clause(part, Strength.NOT_NEEDED, section=section)
    denied = bool(_DENIED.search(_NOT_DENIAL.sub(" ", part)))
    if _NICE.search(part):
        # "geen must" is a wish, not a denial.
        return Clause(part, Strength.NICE, section=section)
    strength = Strength.REQUIRED if _REQUIRED.search(part) else Strength.PLAIN
    return Clause(part, strength, denied, section)
