"""Whether a paper is there: expired is not, and one still to be got is neither there nor asked."""

from __future__ import annotations

import re

from .base import Speaker, Stance
from .scope import Passage

__all__ = ["settled"]

_GONE = re.compile(r"\b(?:verlopen|ingetrokken|ongeldig|ingeleverd|kwijt)\b", re.IGNORECASE)
_NOT_WITHOUT = re.compile(r"\bzonder\b.*\b(?:niet|geen|niks)\b", re.IGNORECASE)
_OR_WILLING = re.compile(
    r"\bof (?:je )?(?:bent )?(?:bereid|wil\w*|van plan|gaat\b|haalt|bezig)", re.IGNORECASE
)
_TO_COME = re.compile(
    r"\b(?:halen|haal|behalen|haalt|opnieuw|theorie|examen|begin ik|aan te vragen|aanvragen"
    r"|verlengen)\b(?<!behaald)"
    r"|\bbezig\b|\bloopt(?: nog)?\b|\blessen\b|\b(?:wij|we) (?:betalen|vergoeden)\b"
    r"|\bop (?:onze|mijn) kosten\b|\bbetalen (?:wij|we)\b|-?cursus(?:sen)?\b|\bleren\b"
    r"|\bleer je\b"
    r"|\bkrijg je\b|\bje krijgt\b|\bwil (?:ik )?(?:nog|graag)\b|\bbinnenkort\b|\bstudeer",
    re.IGNORECASE,
)


def settled(passage: Passage, position: int) -> Stance | None:
    """Stance of a paper named at a position of a clause; ``None`` = still to be got, unknown."""
    stance = passage.at(position)
    if stance is Stance.DENIED and passage.speaker is Speaker.EMPLOYER:
        stance = Stance.REQUIRED if _NOT_WITHOUT.search(passage.text) else stance
    if _OR_WILLING.search(passage.text):
        return (
            Stance.NICE
            if stance is not Stance.DENIED and passage.speaker is Speaker.EMPLOYER
            else None
        )
    if _TO_COME.search(passage.text):
        return stance if stance is Stance.NOT_NEEDED else None
    if _GONE.search(passage.text):
        return Stance.DENIED if passage.speaker is Speaker.JOBSEEKER else None
    return stance
