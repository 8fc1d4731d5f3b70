"""Kind and duration of the contract that is offered or looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Fact, FactKind, Speaker, Stance
from .scope import Passage

__all__ = ["read_contracts"]

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern, re.IGNORECASE))
    for code, pattern in (
        ("fixed", r"(?<!on)\btijdelijke? (?:of|en) vaste? (?:contract|baan|dienst\w*|werk)"
                  r"|(?<!on)\bbepaalde tijd\b|\bjaarcontract\b|\btijdelijke? (?:contract|werk"
                  r"|baan|functie|dienstverband|aanstelling|vervanging|project)"
                  r"|\bcontract (?:van|voor) (?:\w+ )?(?:jaar|maanden|weken|zes|zeven|\d+)"
                  r"|\bvakantiewerk\b|\bseizoenswerk\b|\bcontract tot \d"
                  r"|\bzwangerschapsvervanging\b|\btijdelijk(?= \w* ?contract)"),
        ("permanent", r"\bonbepaalde tijd\b|\bvaste?(?: (?:of|en|/) tijdelijke?)? (?:contract"
                      r"|baan|dienst|dienstverband|aanstelling|werk)\b"),
        ("apprenticeship", r"\bleerbaan\b|\bleer-?werk(?:plek|baan|traject|plaats)\w*"
                           r"|\bbbl(?:-?(?:plek|plaats|traject|baan"
                           r"|opleiding))?\b(?!-?\s?(?:leerling|student|er\b))"),
        ("internship", r"\bstage(?:plek|plaats)?\b(?!-?begeleid)|\bafstudeerstage\b"),
        ("voluntary", r"\bvrijwilligerswerk\b|\bals vrijwillig(?:er|ster)\b"
                      r"|\bvrijwilligersfunctie\b"),
        ("workexperience", r"\bwerkervarings?(?:plaats|plek)\w*"),
    )
)  # fmt: skip
_LATER = re.compile(
    r"\b(?:daarna|en dan|uitzicht op|kans op|zicht op|mogelijk(?:heid)? (?:op|tot)|optie op"
    r"|op termijn"
    r"|later"
    r"|verlenging|in de regel|intentie)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\bbegeleid\w*\b|\bstagiair|\bwerkbegeleider|\bleerlingen\b|\bstudenten\b", re.IGNORECASE
)
_WISH = re.compile(
    r"\b(?:zoek\w*|wil|wilt|wens\w*|graag|liefst|liever|lijkt|voorkeur|open voor|prima|goed"
    r"|fijn|mag|hoop)\b",
    re.IGNORECASE,
)
_SHORT = 3
_PAST = re.compile(
    r"\b(?:deed|was|werkte|gewerkt|gedaan|gelopen|had|heb gehad|liep|ervaring|afgerond)\b",
    re.IGNORECASE,
)


def read_contracts(passage: Passage) -> Iterator[Fact]:
    """Forms of contract; of "a year, then permanent" only the first."""
    text = passage.text
    if _OF_OTHERS.search(text):
        return
    if passage.speaker is Speaker.JOBSEEKER:
        wished = _WISH.search(text) or len(text.split()) <= _SHORT
        if _PAST.search(text) or not wished:
            return
    later = _LATER.search(text)
    for code, pattern in _FORMS:
        found = pattern.search(text)
        if found is None or (code == "permanent" and later and later.start() < found.start()):
            continue
        stance = passage.at(found.start())
        if stance.holds or stance is Stance.NICE:
            yield Fact(FactKind.CONTRACT, code, Stance.PLAIN, span=found.span())
