"""What is wrong with a record, in one sentence that can be shown to anybody.

A problem never shows what identifies a person: the values of contact data, names, presentation,
web addresses, ids and unknown elements stay out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["RULES", "Language", "Part", "Problem", "Value", "json_path", "shown"]

Language = Literal["nl", "en"]
Value = str | int | float | bool | None
Part = str | int

_LONGEST = 40
_MOST_WORDS = 2
_PLAIN_NAME = re.compile("[A-Za-z_][A-Za-z0-9_]{0,59}")
_SHOWN_NAME = re.compile(
    "(code|indicatie|datum|sluitingsdatum|aantal|maximale|huisnummer$|postbusnummer$|"
    "antwoordnummer$|bemiddelingspostcode$|postcode$|landencodeIso$|woon(boot|wagen)verwijzing$|"
    "kind$|crebo$|niveau$|leerweg$|pay_per_hour$)"
)
_IDENTITY = frozenset(
    {
        *("contactpersoon", "emailadres", "telefoonnummer", "persoonlijkePresentatie"),
        *("naamContactpersoonAfdeling", "url", "naamOrganisatie", "naamOpleidingsinstituut"),
        *("handelsnaamOrganisatie", "straatnaam", "huisnummertoevoeging", "id", "vumID"),
        *("idWerkzoekende", "idVacature", "nummerVacature"),
    }
)


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence after its subject, in Dutch and English; ``with_value`` adds what was found."""

    nl: str
    en: str
    with_value: bool = False


_TEXTS: dict[str, _Text] = {
    "missing": _Text("ontbreekt en is verplicht", "is missing and required"),
    "unknown_field": _Text("staat niet in de standaard", "is not in the standard", True),
    "null": _Text(
        "is null; laat het veld weg als er geen waarde is",
        "is null; leave the field out when there is no value",
    ),
    "type": _Text("moet {expected} zijn", "must be {expected}", True),
    "length": _Text(
        "mag hoogstens {max} tekens lang zijn", "may be at most {max} characters long", True
    ),
    "pattern": _Text("moet {form} zijn", "must be {form}", True),
    "code": _Text("moet een van deze codes zijn: {allowed}", "must be one of: {allowed}", True),
    "range": _Text(
        "moet een getal van {min} tot en met {max} zijn",
        "must be a number from {min} to {max}",
        True,
    ),
    "date": _Text(
        "moet een bestaande datum zijn, geschreven als 2026-12-31",
        "must be an existing date, written as 2026-12-31",
        True,
    ),
    "id": _Text(
        "moet een id zijn van 1 tot en met {max} letters, cijfers, punten, strepen of lage strepen",
        "must be an id of 1 to {max} letters, digits, dots, hyphens or underscores",
        True,
    ),
    "one_of": _Text(
        "mag maar een van deze velden hebben: {allowed}",
        "may hold only one of these fields: {allowed}",
    ),
    "json": _Text(
        "is geen geldige JSON; de fout zit bij teken {column}",
        "is not valid JSON; the error is at character {column}",
    ),
    "not_an_object": _Text("moet een JSON-object zijn", "must be a JSON object"),
    "duplicate_key": _Text(
        "heeft twee keer hetzelfde veld; elk veld mag maar een keer voorkomen",
        "holds the same field twice; each field may occur once",
    ),
    "number": _Text(
        "is geen bruikbaar getal; NaN, Infinity en getallen van meer dan 30 cijfers mogen niet",
        "is not a usable number; NaN, Infinity and numbers of over 30 digits are not allowed",
    ),
    "characters": _Text(
        "heeft tekens die niet mogen: NUL of een half Unicode-paar",
        "holds characters that are not allowed: NUL or half a Unicode pair",
    ),
    "depth": _Text(
        "is te diep genest; hoogstens {max} niveaus mag",
        "is nested too deeply; at most {max} levels are allowed",
    ),
    "encoding": _Text("is geen UTF-8", "is not UTF-8"),
    "too_large": _Text("is langer dan {max} bytes", "is longer than {max} bytes"),
    "kind": _Text(
        "zegt niet of het om een werkzoekende of een vacature gaat; geef kind person of vacancy",
        "does not tell whether it is a jobseeker or a vacancy; give kind person or vacancy",
    ),
    "kind_mismatch": _Text(
        "moet {expected} zijn, want dat soort gegevens wordt hier gelezen",
        "must be {expected}, because that kind of record is read here",
        True,
    ),
    "version": _Text(
        "gebruikt velden van VUM 2.0 en van VUM 3.0 door elkaar; gebruik die van een versie",
        "mixes fields of VUM 2.0 and VUM 3.0; use those of one version",
    ),
    "duplicate_id": _Text(
        "komt eerder voor in dit bestand; een id mag maar een keer voorkomen",
        "occurs earlier in this file; an id may occur once",
    ),
}

RULES: tuple[str, ...] = tuple(_TEXTS)
"""Every rule that a problem can name."""

_TYPES: dict[str, tuple[str, str]] = {
    "string": ("een tekst", "a text"),
    "integer": ("een geheel getal", "a whole number"),
    "number": ("een getal", "a number"),
    "boolean": ("true of false", "true or false"),
    "boolean_or_string": ("true, false of een tekst", "true, false or a text"),
    "array": ("een lijst", "a list"),
    "object": ("een object", "an object"),
    "person": ("een werkzoekende (person)", "a jobseeker (person)"),
    "vacancy": ("een vacature (vacancy)", "a vacancy (vacancy)"),
}
_FORMS: dict[str, tuple[str, str]] = {
    "^[0-9]{4}[a-zA-Z]{2}$": (
        "een postcode van vier cijfers en twee letters zonder spatie, zoals 1234AB",
        "a postcode of four digits and two letters without a space, such as 1234AB",
    ),
    "^[0-9]{4}([a-zA-Z]{2})?$": (
        "een postcode van vier cijfers, met of zonder twee letters, zoals 1234AB",
        "a postcode of four digits, with or without two letters, such as 1234AB",
    ),
    "^[a-z]{3}$": (
        "een taalcode van drie kleine letters, zoals nld",
        "a language code of three small letters, such as nld",
    ),
    "^[0-9]+$": ("een code van alleen cijfers", "a code of digits only"),
    "^[0-9]{1,10}$": ("een code van 1 tot en met 10 cijfers", "a code of 1 to 10 digits"),
    "^[0-9]{5}$": ("een code van vijf cijfers", "a code of five digits"),
}
_FOUND = {"nl": "gevonden: {}", "en": "found: {}"}
_HIDDEN = {"nl": "de waarde tonen we niet", "en": "the value is not shown"}


def json_path(parts: Iterable[Part]) -> str:
    """Return the JSON path of a place, such as ``$.cursus[2].naamCursus``.

    A name that is not plain is quoted, and cut when it is long.

    Examples
    --------
    >>> json_path(["cursus", 2, "naamCursus"])
    '$.cursus[2].naamCursus'
    >>> json_path(["vum", "e-mail"])
    "$.vum['e-mail']"
    """
    text = "$"
    for part in parts:
        if isinstance(part, int):
            text += f"[{part}]"
        elif _PLAIN_NAME.fullmatch(part):
            text += f".{part}"
        else:
            text += f"[{part[:_LONGEST]!a}]"
    return text


def _printable(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode()


def shown(rule: str, parts: Sequence[Part], value: object) -> Value:
    """Return what of ``value`` may be shown, else ``None``.

    Shown are codes, numbers, dates, postcodes and, for a text that is too long, its length. Hidden
    is all that identifies, all free text and whatever an unknown field holds.
    """
    names = [part for part in parts if isinstance(part, str)]
    if rule == "unknown_field" or not names or not _IDENTITY.isdisjoint(names):
        return None
    if rule == "length":
        return len(value) if isinstance(value, str) else None
    if not _SHOWN_NAME.match(names[-1]):
        return None
    if isinstance(value, str) and (len(value.split()) > _MOST_WORDS or "@" in value):
        # A sentence, a name or an address in the place of a code.
        return None
    if isinstance(value, str):
        return "".join(map(_printable, value[:_LONGEST]))
    return value if isinstance(value, bool | int | float) else None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a record.

    Parameters
    ----------
    record_id : str or None
        Id of the record; ``None`` when it has no usable one.
    path : str
        JSON path of the field, in the file form with ``$.vum`` or ``$.ext`` in front.
    rule : str
        One of :data:`RULES`.
    value : str, int, float, bool or None
        What was found; ``None`` when absent or when it is not to be shown. A text is cut to 40
        characters. Under rule ``length`` the length found.
    params : tuple of (str, str or int)
        What the rule allows: ``max``, ``min``, ``allowed``, ``expected``, ``form``, ``line``, …
    """

    record_id: str | None
    path: str
    rule: str
    value: Value = None
    params: tuple[tuple[str, str | int], ...] = ()

    def message(self, lang: Language = "nl") -> str:
        """Return one sentence: record, field and what is allowed.

        Examples
        --------
        >>> Problem("p1", "$.werktijden", "type", None, (("expected", "object"),)).message("en")
        'Record p1: $.werktijden must be an object (the value is not shown).'
        """
        text = _TEXTS[self.rule]
        given = dict(self.params)
        index = 0 if lang == "nl" else 1
        for name, words in (("expected", _TYPES), ("form", _FORMS)):
            if name in given:
                given[name] = words.get(str(given[name]), (str(given[name]),) * 2)[index]
        sentence = (text.nl if lang == "nl" else text.en).format(**given)
        if text.with_value:
            found = _HIDDEN[lang] if self.value is None else _FOUND[lang].format(self.value)
            sentence += f" ({found})"
        return f"{self._subject(lang)} {sentence}."

    def _subject(self, lang: Language) -> str:
        line = dict(self.params).get("line")
        if line is not None:
            return f"{'Regel' if lang == 'nl' else 'Line'} {line}"
        if self.record_id is None:
            return f"{'Record zonder id' if lang == 'nl' else 'Record without id'}: {self.path}"
        return f"Record {self.record_id}: {self.path}"
