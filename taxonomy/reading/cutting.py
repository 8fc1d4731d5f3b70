"""Lines cut into clauses: at marks, between sentences, and between two judgements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .headings import ANSWER

__all__ = ["cut"]

_CUT = re.compile(
    rf"[\n\r;•▪●·]+|(?<=[.!])\s+|(?<=\?)\s+(?!{ANSWER})|\s+[-–—*]\s+"
    r"|(?<=[a-z)]),?\s+(?:maar|echter)\s+"
    r"|,\s+(?=wel\s|(?:geen|niet|nooit)(?:\s+[\w-]+){3})"
    # "…, behangen kan ik niet": what follows names its own thing.
    r"|,\s+(?!(?:dat|dit|die|deze|daar|hier|er|want)\b)"
    r"(?=[\w-]+ (?:kan|wil|mag|durf|doe|lukt|gaat)t?"
    r"(?: (?:ik|hij|zij|ze|me|mij|je|we))? (?:(?:echt|helaas) )?niet\b)",
    re.IGNORECASE,
)
# Two judgements with a comma between them are of two things: "X is niet nodig, Y is een pré".
_COMMA = re.compile(r",\s+")
_JUDGED = re.compile(
    r"[^\W\d_]{4}.{0,60}\b(is|zijn|heeft|hoeft|hoeven)\b.{0,25}\b(nodig|vereiste?|verplicht"
    r"|noodzakelijk|must|eis|voorwaarde|pr[eé]|pluspunt|voordeel|meegenomen|voorkeur|wenselijk"
    r"|gewenst|niet)\W*$",
    re.IGNORECASE,
)


def cut(line: str) -> Iterator[str]:
    """Parts of a line that may each say something of their own, without loose marks."""
    for whole in _CUT.split(line):
        for part in _judged_apart(whole):
            part = part.strip(" -–—*•·,.:\t")
            if any(char.isalpha() for char in part):
                yield part


def _judged_apart(text: str) -> list[str]:
    """A sentence, cut at the comma between two judgements that each name something."""
    for comma in _COMMA.finditer(text):
        before, after = text[: comma.start()], text[comma.end() :]
        if _JUDGED.search(before) and _JUDGED.search(after):
            return [before, *_judged_apart(after)]
    return [text]
