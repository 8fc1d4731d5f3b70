"""Headings by rule: what section a line opens, and what of the line is content."""

from __future__ import annotations

import re

from .base import Section
from .lines import BULLET

__all__ = ["ANSWER", "heading_by_rule", "looks_like_heading"]

ANSWER = r"(?:dat|dit) (?:is|zou|zien|vinden|verwachten|vragen)\b|(?:geen|niet|hoeft|hoeven)\b"
# What a heading starts with. A line that is marked as one (``:``, ``?``, capitals, ``#``, ``**``)
# may go on freely; of any other line the rest may only be words that say nothing of the work, or
# else a line such as "contact met klanten" would be a heading and hide what follows.
_HEADINGS: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (
            Section.PROCEDURE,
            r"^(sollicit\w*|procedure|interesse\b|reageren|reageer|contact(gegevens|persoon)?\b"
            r"|vragen$|meer (weten|informatie)|acquisitie\w*|hoe (verder|solliciteer))",
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
            r"|(onze|de) organisatie|bedrijfsprofiel|ons bedrijf|waar ga je werken|jouw werkplek"
            r"|waarom (bij|kies|werken)|(wat|dit) (doen )?(wij|we)( doen)?$)",
        ),
        (
            Section.CONTENT,
            r"^(functie[\w-]*|taken|werkzaamheden|wat (ga|doe(?!n (wij|we)))"
            r"|wat (jij|je) (doet|gaat)|jouw (rol|taken|baan|profiel)|je taken"
            r"|(wat |dit )?(wij|we)\b.{0,20}\b(vragen|zoeken|verwachten)"
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
_LONGEST_HEADING = 60
_MOST_HEADING_WORDS = 6


def heading_by_rule(line: str) -> tuple[Section | None, str]:
    """Section that a line opens (``None`` = it opens none), and what of it is content."""
    if _CLOSING.match(line):
        return Section.PROCEDURE, ""
    if (section := _opened(line)) is not None:
        return section, ""
    for mark in (": ", "? "):
        before, found, after = line.partition(mark)
        section = _opened(f"{before}{mark.strip()}") if found else None
        if section is not None and (mark == ": " or not _answered(section, after)):
            return section, after
    return None, line


def _answered(section: Section, after: str) -> bool:
    """Whether "Ervaring? Niet nodig" asks for something, and opens no section."""
    return section is Section.CONTENT and re.match(ANSWER, after, re.IGNORECASE) is not None


def _opened(line: str) -> Section | None:
    bare = line.strip(" *#-_:?!").strip()
    if len(bare) > _LONGEST_HEADING or len(bare.split()) > _MOST_HEADING_WORDS:
        return None
    marked = line.endswith((":", "?")) or line.startswith(("#", "**")) or bare.isupper()
    if not marked and (re.search(r"[.,;]", line) or BULLET.match(line)):
        return None
    for section, pattern in _HEADINGS:
        if start := pattern.search(bare):
            rest = _HEADING_WORD.sub("", bare[start.end() :])
            if start.group().casefold() == "vragen" and not line.endswith("?"):
                return None  # "Vragen?" says how to ask; "Vragen:" may be a task.
            return section if marked or not re.search(r"\w", rest) else None
    return None


_SENTENCE = re.compile(r"[.,;]\s|[.,;]$")
_MOST_TITLE_WORDS = 9


def looks_like_heading(line: str, after: str) -> bool:
    """Whether a line of unknown words is set as a heading: marked as one, with lines below it.

    ``after`` is the next line, empty at the end of the text.
    """
    bare = line.strip(" *#_").strip()
    if not after or len(bare) > _LONGEST_HEADING or len(bare.split()) > _MOST_TITLE_WORDS:
        return False
    if bare.endswith(":") or line.startswith(("#", "**")):
        return True
    if BULLET.match(line) or _SENTENCE.search(bare) or not bare[:1].isupper():
        return False
    listed = BULLET.match(after) is not None or after[:1].islower()
    return (bare.isupper() and len(bare) > 3) or (listed and not bare.endswith("!"))
