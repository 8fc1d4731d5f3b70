"""Facts read in text, in Dutch: what was read, in which element, and where the record differs.

The text itself is not quoted, and never why something is so, which no fact holds. What of a
person is told to whom stands in :mod:`passend.api.audience`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from passend.engine.explanation import Explanation
from passend.engine.textfacts import Note, Use
from passend.taxonomy.facts import FactKind

from .audience import Audience, hears_fact

__all__ = ["differences", "facts_read", "told_text"]

_KIND: Mapping[FactKind, str] = {
    FactKind.HOURS: "uren per week",
    FactKind.DAYS: "dagen per week",
    FactKind.WEEKDAYS: "werkdagen",
    FactKind.CLOCK: "werktijd",
    FactKind.SHIFT: "diensten",
    FactKind.LICENCE: "rijbewijs",
    FactKind.LANGUAGE: "taal",
    FactKind.CERTIFICATE: "certificaat",
    FactKind.TRANSPORT: "vervoer",
    FactKind.CONTRACT: "contract",
    FactKind.START: "begin",
    FactKind.END: "einde",
    FactKind.CLOSING: "sluitingsdatum",
    FactKind.PLACE: "postcode",
}
_WORDS: Mapping[str, str] = {
    "early": "vroege dienst",
    "day": "overdag",
    "late": "avond of late dienst",
    "night": "nacht",
    "weekend": "weekend",
    "irregular": "onregelmatig of ploegendienst",
    "now": "zo snel mogelijk",
    "agree": "in overleg",
    "fixed": "tijdelijk",
    "permanent": "vast",
    "apprenticeship": "leerbaan",
    "internship": "stage",
    "voluntary": "vrijwilligerswerk",
    "workexperience": "werkervaringsplaats",
    "own": "eigen vervoer",
    "car": "auto",
    "bicycle": "fiets",
    "moped": "bromfiets of scooter",
    "motorcycle": "motor",
    "public": "openbaar vervoer",
    "CODE95": "code 95",
    "HEFTRUCK": "heftruck",
    "REACHTRUCK": "reachtruck",
    "HOOGWERKER": "hoogwerker",
    "CHAUFFEURSKAART": "chauffeurskaart",
    "BEVEILIGER": "beveiligingspas",
    "KRAAN": "kraan",
    "LASSEN": "lassen",
}
_CODES: Mapping[str, str] = {
    "B": "tijdelijk",
    "O": "vast",
    "01": "regulier",
    "02": "leerbaan",
    "03": "vrijwilligerswerk",
    "04": "werkervaringsplaats",
}
_LEVELS = {"1": "niet", "2": "redelijk", "3": "goed", "4": "uitstekend"}
_SHOWN = (Use.READ, Use.WISH, Use.NOT_NEEDED)


def facts_read(explanation: Explanation, audience: Audience = Audience.ADVISER) -> list[str]:
    """Facts that only text gave, each with its element."""
    return _told(explanation, _SHOWN, audience)


def differences(explanation: Explanation, audience: Audience = Audience.ADVISER) -> list[str]:
    """Facts of which text and record say different things; the record was used."""
    return _told(explanation, (Use.DIFFERS,), audience)


def told_text(note: Note) -> str:
    """One note in words.

    >>> told_text(Note(FactKind.HOURS, "24-36", "omschrijvingVacature", Use.DIFFERS, "32-32"))
    'Uren per week. Veld: 32, tekst: 24–36 (omschrijvingVacature). Het veld telt; ga dit na.'
    """
    what, said = _KIND[note.kind], _value(note.kind, note.text)
    if note.denied:
        said = f"geen {said}" if note.kind is FactKind.CERTIFICATE else f"niet: {said}"
    if note.use is Use.DIFFERS:
        field = _value(note.kind, note.field or "")
        label = what[:1].upper() + what[1:]
        return f"{label}. Veld: {field}, tekst: {said} ({note.origin}). Het veld telt; ga dit na."
    after = {Use.WISH: ", een pré", Use.NOT_NEEDED: ", niet nodig"}.get(note.use, "")
    return f"Gelezen in de tekst: {what} {said}{after} ({note.origin})."


def _told(explanation: Explanation, uses: tuple[Use, ...], audience: Audience) -> list[str]:
    of_person = (n for n in explanation.told_by_person if hears_fact(audience, n.kind))
    return _sentences((*explanation.told_by_vacancy, *of_person), uses)


def _sentences(notes: Iterable[Note], uses: tuple[Use, ...]) -> list[str]:
    return list(dict.fromkeys(told_text(note) for note in notes if note.use in uses))


def _value(kind: FactKind, code: str) -> str:
    if kind is FactKind.CLOCK:
        ends = [_time(end) for end in code.split("-")]
        return _range(ends[0], ends[1], "van", "tot")
    if kind in (FactKind.HOURS, FactKind.DAYS):
        low, _, high = code.partition("-")
        return _range(low, high, "minstens", "hoogstens")
    if kind is FactKind.LANGUAGE:
        return "".join(_LEVELS.get(char, char) for char in code)
    if kind in (FactKind.CONTRACT, FactKind.LICENCE):
        return ", ".join(_CODES.get(one, _WORDS.get(one, one)) if kind is FactKind.CONTRACT else one
                         for one in code.split(","))  # fmt: skip
    return _WORDS.get(code, code)


def _range(low: str, high: str, least: str, most: str) -> str:
    if low == "?":
        return f"{most} {high}"
    if high == "?":
        return f"{least} {low}"
    return low if low == high else f"{low}–{high}"


def _time(minutes: str) -> str:
    if not minutes.isdigit():
        return minutes
    return f"{int(minutes) // 60}.{int(minutes) % 60:02}"
