"""Text without its facts, so that what remains is about work."""

from __future__ import annotations

import re

from .licences import LICENCE_PATTERN
from .places import POSTCODE_PATTERN

__all__ = ["without_facts"]

_HOURS = re.compile(
    r"(?<!\bom )(?<!\btot )(?<!vanaf )\b(?P<low>\d{1,2})"
    r"(?:\s*(?:-|–|tot|à|a|/)\s*(?P<high>\d{1,2}))?\s*"
    r"(?:uur|uren|u)\b(?!\s*(?:lang|per dag|later|tot))",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"\b(?:een )?(?:beetje |bietje |goed |voldoende |vloeiend |redelijk |basis )?"
    r"(?:nederlands|engels|duits|frans|arabisch|pools|turks|oekraïens)e?"
    r"(?: taal)?(?: (?:spreken|schrijven|lezen|verstaan|is genoeg|is voldoende))?\b",
    re.IGNORECASE,
)
# A family name is often a trade: "Mijn naam is Jan de Boer" says nothing of work.
_NAME = re.compile(
    r"\b(?i:mijn naam is|ik heet|naam\s*:)\s+"
    r"(?:(?:van|de|der|den|ter|ten|te|el|al|la|le|di|da|'t|(?:[A-ZÀ-Ý]\.)+"
    r"|[A-ZÀ-Ý][\w'’-]*)(?:[^\S\n]+|(?=\W|$))){1,6}"
    r"|\b(?i:mijn naam is|ik heet)\s+[^,.;:!?\n]*?(?=$|[,.;:!?\n]|\ben\b)"
)


def without_facts(text: str) -> str:
    """Text without what it says of licences, languages, hours, places and its writer's name.

    >>> without_facts("Je hebt rijbewijs B en kunt metselen").split()
    ['Je', 'hebt', 'en', 'kunt', 'metselen']
    """
    for pattern in (_NAME, LICENCE_PATTERN, POSTCODE_PATTERN, _HOURS, _LANGUAGE):
        text = pattern.sub(" ", text)
    return text
