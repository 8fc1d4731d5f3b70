"""Languages asked or held, per modality, with levels 2 fair, 3 good, 4 excellent (VUM).

CEFR levels: A1, A2 and B1 count as fair, B2 as good, C1 and C2 as excellent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Fact, FactKind, Speaker, Spoken, Stance
from .scope import Passage
from .tongues import LANGUAGES

__all__ = ["read_languages"]

_NAMES = "|".join(sorted(LANGUAGES, key=lambda name: (-len(name), name)))
_LANGUAGE = re.compile(
    rf"\b(?P<name>{_NAMES})(?:talig)?\b(?!-)|\b(?P<inflected>{_NAMES})e(?= taal| en\b.*\btaal"
    rf"| of\b.*\btaal)",
    re.IGNORECASE,
)
_SENSE = re.compile(
    r"\bspre(?:ek|ekt|ken)\b|\bschrij(?:f|ft|ven)\b|\blees\w*\b|\blezen\b|\bversta\w*"
    r"|\bbegrijp\w*|\bbeheers\w*"
    r"|\btaal\b|\btalen\b|taalniveau|\bmoedertaal|\bvloeiend|\bniveau\b|\bkennis van|\bmachtig"
    r"|\bpraat|\bpraten"
    r"|\bin woord|\bmondeling\w*|\bschriftelijk\w*|\b[ABC][12]\b|\bvaardig|\bbeetje\b"
    r"|\buitdrukken",
    re.IGNORECASE,
)
_OF_A_THING = re.compile(
    rf"\b(?:een|ons|dit|elk|het|de) (?:{_NAMES}) (?!taal|spre|schrij|lees|lezen|versta|kunn"
    rf"|te\b|en\b|of\b|is\b|op\b)"
    r"[a-z]{3,}"
    rf"|\b(?:les|lessen|docent|leraar|bijles|vertaal\w*|doceer\w*|lesgeven)\b",
    re.IGNORECASE,
)
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (level, re.compile(pattern, re.IGNORECASE))
    for level, pattern in (
        (4, r"\b(?:uitstekende?|vloeiende?|perfecte?|moedertaal|uitmuntende?|native)\b|\bC[12]\b"),
        (2, r"\b(?:redelijke?|voldoende|basis\w*|beetje|beperkte?|matige?|elementaire|enige"
            r"|klein beetje|wat)\b"
            r"|\bA[12]\b|\bB1\b"),
        (3, r"\b(?:goede?|prima|ruim voldoende|zeer goed)\b|\bB2\b"),
    )
)  # fmt: skip
_MODALITIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "speaking",
            r"\bspre(?:ek|ekt|ken)\b|\bmondeling\w*|\bin woord\b|\bpraat\b|\bpraten\b|\bgesproken",
        ),
        ("writing", r"\bschrij(?:f|ft|ven)\b|\bschriftelijk\w*|\bgeschrift\b"),
        ("reading", r"\blees\b|\bleest\b|\blezen\b|\bleesvaardig\w*"),
        ("listening", r"\bversta\w*|\bluister\w*|\bbegrijp\w*"),
    )
)
_CUT = re.compile(
    r",\s+|;\s*|\s+en\s+(?=(?:een )?(?:klein )?(?:beetje|wat|redelijk|goed|vloeiend|basis)\b)",
    re.IGNORECASE,
)
# One of several languages is asked: none of them is a demand by itself.
_EITHER = re.compile(
    rf"\b(?:{_NAMES})\b(?: taal)?,? (?:of|en/of) (?:in )?(?:het )?(?:{_NAMES})\b"
    r"|\b(?:kan|mag) ook\b",
    re.IGNORECASE,
)
_LOWEST = 2


def read_languages(passage: Passage) -> Iterator[Fact]:
    """Languages of a clause with what it says of each."""
    text = passage.text
    if not _LANGUAGE.search(text) or _OF_A_THING.search(text):
        return
    judged = passage.stance is not Stance.PLAIN
    if not (_SENSE.search(text) or judged or _bare(text)):
        return
    found: dict[tuple[str, Stance], Spoken] = {}
    last: tuple[str, Stance] | None = None
    start = 0
    for end in [*(cut.start() for cut in _CUT.finditer(text)), len(text)]:
        piece, offset = text[start:end], start
        start = end
        named = list(_LANGUAGE.finditer(piece))
        for one in named:
            code = LANGUAGES[(one["name"] or one["inflected"]).casefold()]
            last = code, passage.at(offset + one.start())
            found[last] = _said(piece, found.get(last, Spoken(code)))
        if not named and last is not None and _modalities(piece) and _level(piece):
            found[last] = _said(piece, found[last])
    for (_, stance), spoken in found.items():
        if stance.holds and passage.speaker is Speaker.EMPLOYER and _EITHER.search(text):
            stance = Stance.NICE
        if stance is Stance.DENIED and passage.speaker is Speaker.EMPLOYER:
            stance = Stance.NOT_NEEDED
        yield Fact(FactKind.LANGUAGE, spoken, stance)


def _bare(text: str) -> bool:
    """Whether the clause is hardly more than the language and a level."""
    rest = _LANGUAGE.sub("", text)
    return (_level(rest) is not None and len(rest.split()) <= 4) or not re.search(r"[a-z]{4}", rest)


def _level(piece: str) -> int | None:
    return next((level for level, pattern in _LEVELS if pattern.search(piece)), None)


def _modalities(piece: str) -> list[str]:
    return [name for name, pattern in _MODALITIES if pattern.search(piece)]


def _said(piece: str, known: Spoken) -> Spoken:
    """What a piece says of a language; without a modality it is about speaking."""
    level = _level(piece) or _LOWEST
    named = _modalities(piece) or ["speaking"]
    return Spoken(
        known.code,
        level if "speaking" in named else known.speaking,
        level if "writing" in named else known.writing,
        level if "reading" in named else known.reading,
        level if "listening" in named else known.listening,
    )
