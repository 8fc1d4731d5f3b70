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


# What a heading starts with. A line that is marked as one (``:``, ``?``, capitals, ``#``, ``**``)
# may go on freely; of any other line the rest may only be words that say nothing of the work, or
# else a line such as "contact met klanten" would be a heading and hide what follows.
_HEADINGS: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (
            Section.PROCEDURE,
            r"^(sollicit\w*|procedure|interesse\b|reageren|reageer|contact(gegevens|persoon)?\b"
            r"|meer (weten|informatie)|acquisitie\w*|hoe (verder|solliciteer))",
        ),
        (
            Section.OFFER,
            r"^((wat |dit )?(wij|we)\b.{0,20}\bbieden|bieden (wij|we)|krijg je|je krijgt"
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
            r"^(functie[\w-]*|taken|werkzaamheden|wat (ga|doe)|jouw (rol|taken|baan|profiel)"
            r"|je taken|(wat |dit )?(wij|we)\b.{0,20}\b(vragen|zoeken|verwachten)"
            r"|wat (vragen|vraag|neem|breng|verwacht)|profiel|eisen|wie (zoeken|ben|zoek)"
            r"|dit (ga|ben|neem|vragen)|gevraagd|ervaring|wat heb|dit doe)",
        ),
    )
)
_HEADING_WORD = re.compile(
    r"\b(ik|jij|je|jou|jouw|u|uw|wij|we|ons|onze|de|het|een|van|bij|aan|in|mee|met|als|en|of|om"
    r"|te|voor|over|is|zijn|ben|bent|heb|hebt|ga|gaat|gaan|doe|doen|kan|kunt|mag|krijg|krijgt"
    r"|krijgen|bied|bieden|vraag|vragen|zoek|zoeken|verwacht|verwachten|breng|brengt|neem|neemt"
    r"|dit|dat|deze|er|nog|nu|nou|precies|allemaal|verder|meer|weten|informatie|direct|werk"
    r"|werken|functie|baan|rol|vacature|organisatie|bedrijf|opdracht|profiel|taken|eisen)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^((met )?((vriendelijke|hartelijke|warme) )?groet(en|jes)?|mvg|hoogachtend)\b[ ,.!]*$",
    re.IGNORECASE,
)
# Sentences that stand outside the content whatever the heading above them says.
_OUTSIDE: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (
            Section.PROCEDURE,
            r"\b(solliciteer|solliciteren (kan|kun|via)|(je|jouw|uw) sollicitatie"
            r"|sollicitatieprocedure|reageren (kan|kun|via)|reageer (nu|direct|snel|voor|via|dan)"
            r"|mail (je|naar)|bel (ons|met|naar|voor)|motivatiebrief|upload (je|jouw)|acquisitie"
            r"|voor vragen|neem contact op|kijk (dan )?op (onze|de) website|bezoek onze website)\b",
        ),
        (
            Section.OFFER,
            r"\b(wij bieden|we bieden|bieden (wij|we|jou|je)|je krijgt|krijg je|je ontvangt"
            r"|ontvang je|salaris(?![ -]*(administratie|en|verwerk))|bruto|reiskosten\w*"
            r"|(€|euro).{0,30}per maand|pensioen(regeling|opbouw|premie)?|vakantiedagen|cao"
            r"|secundaire|gezellige borrels?|vaste baan als|uitzicht op)\b",
        ),
        (
            Section.EMPLOYER,
            r"\b(ons bedrijf|familiebedrijf|marktleider|opgericht|sinds \d{4})\b"
            r"|^(wij|we) zijn (een|dé|hét|al|gevestigd|gespecialiseerd|actief)\b(?!.*\bzoek)",
        ),
    )
)
_NOT_NEEDED = re.compile(
    r"\b((hoeft|hoef|hoeven)\b.{0,60}\b(niet|geen)"
    r"|(niet|geen)\b[^,]{0,60}\b(nodig|vereiste?|noodzakelijk|verplicht|gevraagd|must|eis"
    r"|voorwaarde)"
    r"|(nodig|vereist|noodzakelijk) (is|zijn)? ?niet|niet erg (als|dat|wanneer)|onbelangrijk"
    r"|maakt (ons |het |voor ons )?(niet|niks|niets) uit"
    r"|ook zonder|zonder\b.{1,60}\b(ook|welkom|terecht)"
    r"|geen (enkele )?(diploma|ervaring|opleiding)\w*[ ,]*(vereist|nodig)?$)\b",
    re.IGNORECASE,
)
_NICE = re.compile(
    r"\b(pr[eé](?![-\w])|plus(punt)?\b|mooi meegenomen|meegenomen$|(de|een|bij) voorkeur|gewenst"
    r"|wenselijk|bonus|graag gezien|het liefst|helpt als|eventueel|of bereid|geen must"
    r"|(is|zijn|zou|lijkt)\b.{0,20}\b(fijn|mooi|leuk|prettig|handig|welkom)"
    r"|(fijn|mooi|leuk|prettig|handig) als)\b",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\b(vereist\w*|must|noodzakelijk|verplicht|eis|moet|minimaal|minstens|ten ?minste"
    r"|in (het )?bezit van|beschik\w* over|onmisbaar|voorwaarde|absoluut|aantoonbare?)\b",
    re.IGNORECASE,
)
_INDISPENSABLE = re.compile(r"\bzonder\b.{1,60}\b(niet|geen)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(geen|niet|nooit|zonder (ervaring|diploma|opleiding|papieren)|noch|gestopt (met|als)"
    r"|hekel aan)\b",
    re.IGNORECASE,
)
_NOT_DENIAL = re.compile(
    r"\b(niet (alleen|bang|te beroerd|vies|erg(?! (als|dat|wanneer))|vergeten|snel"
    r"|van het stilzitten|(elke|iedere) \w+|altijd|dagelijks)|(schrik|schuw|schroom)t? niet"
    r"|geen (probleem|moeite|bezwaar|hoogtevrees|hekel|dag(en)? (is|zijn|hetzelfde)|9|negen))\b",
    re.IGNORECASE,
)
# "Je controleert of de deur niet klemt": what is checked or prevented is no denial.
_CHECKED = re.compile(
    r"\b(controle\w+|check\w*|kijk\w*|zorg\w*|let|voorkom\w*|bewaa?k\w*|toets\w*)\b.{0,40}"
    r"\b(of|dat)\b.{1,60}\b(niet|geen)\b",
    re.IGNORECASE,
)
_OF_ME = re.compile(r"\b(ik|mijn)\b", re.IGNORECASE)
_CUT = re.compile(
    r"[\n\r;•▪●·]+|(?<=[.!?])\s+|\s+[-–—*]\s+|(?<=[a-z)]),?\s+(?:maar|echter)\s+"
    r"|,\s+(?=wel\s|(?:geen|niet|nooit)(?:\s+[\w-]+){3})",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?:br|/?p|/?li|/?[uo]l|/?h\d|/?div|/?tr)\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{1,200}>")
_BULLET = re.compile(r"^([-–—•▪●·]|\*(?!\*)|\d+[.)])\s*")
_LONGEST_HEADING = 60
_MOST_HEADING_WORDS = 6


def clauses(text: str) -> list[Clause]:
    """Cut a text into clauses, in order. Empty text gives no clauses; HTML is read as text."""
    section = Section.CONTENT
    found = []
    for line in _lines(text):
        heading, rest = _heading(line)
        section = heading or section
        for part in _CUT.split(rest):
            part = part.strip(" -–—*•·,.:\t")
            if any(char.isalpha() for char in part):
                found.append(_clause(part, section))
    return found


def _lines(text: str) -> list[str]:
    """Lines with content, without tags and without the marks of a quoted e-mail."""
    plain = html.unescape(_ANY_TAG.sub(" ", _TAG.sub("\n", text)))
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return [bare for line in lines if (bare := line.strip("> "))]


def _heading(line: str) -> tuple[Section | None, str]:
    """Section that a line opens (``None`` = it opens none), and what of it is content."""
    if _CLOSING.match(line):
        return Section.PROCEDURE, ""
    if (section := _opened(line)) is not None:
        return section, ""
    before, colon, after = line.partition(": ")
    if colon and (section := _opened(f"{before}:")) is not None:
        return section, after
    return None, line


def _opened(line: str) -> Section | None:
    bare = line.strip(" *#-_:?!").strip()
    if len(bare) > _LONGEST_HEADING or len(bare.split()) > _MOST_HEADING_WORDS:
        return None
    marked = line.endswith((":", "?")) or line.startswith(("#", "**")) or bare.isupper()
    if not marked and (re.search(r"[.,;]", line) or _BULLET.match(line)):
        return None
    for section, pattern in _HEADINGS:
        if start := pattern.search(bare):
            rest = _HEADING_WORD.sub("", bare[start.end() :])
            return section if marked or not re.search(r"\w", rest) else None
    return None


def _clause(part: str, section: Section) -> Clause:
    if section is Section.CONTENT:
        section = next((s for s, pattern in _OUTSIDE if pattern.search(part)), section)
    plain = _NOT_DENIAL.sub(" ", part)
    if _NOT_NEEDED.search(plain):
        return Clause(part, Strength.NOT_NEEDED, section=section)
    of_me = _OF_ME.search(part) is not None
    if _INDISPENSABLE.search(plain) and not of_me:
        return Clause(part, Strength.REQUIRED, section=section)
    checked = _CHECKED.search(plain) and not of_me
    denied = bool(_DENIED.search(plain)) and not checked
    if _NICE.search(part):
        return Clause(part, Strength.NICE, denied, section)
    strength = Strength.REQUIRED if _REQUIRED.search(part) else Strength.PLAIN
    return Clause(part, strength, denied, section)
