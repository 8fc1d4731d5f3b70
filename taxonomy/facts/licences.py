"""Driving licences. Without a category a *rijbewijs* is category B, as in speech."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Fact, FactKind, Speaker, Stance
from .held import settled
from .scope import Passage

__all__ = ["LICENCE_PATTERN", "read_licences"]

_CATEGORIES = r"AM|A[12]?|BE|B\+?|C1E|C1|CE|C|D1E|D1|DE|D|T"
# Typing errors in the second half of the word included.
_WORD = r"[Rr](?:ij|y|ei)be?w(?:ij|y|ei|j|i)(?:s|zen)"
LICENCE_PATTERN = re.compile(
    rf"\b(?:(?P<before>{_CATEGORIES})[- ]{_WORD}"
    rf"|(?P<vehicle>[Tt]r[ae]kker|[Tt]ractor|[Mm]otor|[Vv]rachtwagen|[Bb]romfiets|[Ss]cooter"
    rf"|[Bb]us|[Aa]uto"
    rf"|[Aa]anhang(?:wagen|er)?)?-?{_WORD}"
    rf"(?P<named>(?:\s*[(:]?\s*(?:,|/|en|of|\+|[Cc]ategorie|[Kk]lasse|[Tt]ype)*\s*"
    rf"(?:{_CATEGORIES})(?![\w'])(?! is\b)\+?\)?)*))"
)
_CATEGORY = re.compile(_CATEGORIES)
_ALONE = re.compile(
    rf"(?:(?<=^)|(?<=, ))(?P<named>{_CATEGORIES}) (?=is (?:verplicht|vereist|nodig|een))"
)
_BIG = re.compile(r"\bgro(?:ot|te)\W*$", re.IGNORECASE)
_IF_NOT = re.compile(
    r"\b(?:als|wie|heb) (?:je|u|iemand) (?:nog )?geen\W*$|\bwie (?:nog )?geen\W*$", re.IGNORECASE
)
_VEHICLES = {
    "tr": "T", "mo": "A", "vr": "C", "br": "AM", "sc": "AM", "bu": "D", "au": "B", "aa": "BE",
}  # fmt: skip
_OF_OTHERS = re.compile(
    r"\b(?:klant|burger|inwoner|leerling|cursist|deelnemer|balie)\w*", re.IGNORECASE
)


def read_licences(passage: Passage) -> Iterator[Fact]:
    """Categories asked or held; those that are still to be got are left out."""
    if _OF_OTHERS.search(passage.text):
        return
    seen: set[tuple[str, Stance]] = set()
    for found in _found(passage):
        if _IF_NOT.search(passage.text[: found.start()]):
            continue
        stance = settled(passage, found.start())
        if stance is None:
            continue
        for category in _categories(found, passage.text):
            if (category, stance) not in seen:
                seen.add((category, stance))
                yield Fact(FactKind.LICENCE, category, stance, span=found.span())


def _found(passage: Passage) -> Iterator[re.Match[str]]:
    yield from LICENCE_PATTERN.finditer(passage.text)
    if passage.speaker is Speaker.EMPLOYER and (alone := _ALONE.search(passage.text)):
        yield alone


def _categories(found: re.Match[str], text: str) -> list[str]:
    groups = found.groupdict()
    if groups.get("before"):
        return [groups["before"]]
    if named := _CATEGORY.findall(groups.get("named") or ""):
        return named
    if vehicle := groups.get("vehicle"):
        return [_VEHICLES[vehicle[:2].casefold()]]
    return ["C" if _BIG.search(text[: found.start()]) else "B"]
