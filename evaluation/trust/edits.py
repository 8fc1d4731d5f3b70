"""Counterfactual edits of a raw record: what a person is, not what the person can."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date

from passend.engine.travel import Places

from .phrases import NAMES, TITLES
from .raw import AS_OF, JsonObject, edited_texts

__all__ = ["education_edits", "place_edits", "structural_edits", "told", "with_other_titles"]

Edit = Callable[[JsonObject], JsonObject]

_YEARS = 20
_QUALIFICATION = "arbeidsmarktkwalificatie"
_START, _END = "datumAanvangWerkzaamheden", "datumEindeWerkzaamheden"


def structural_edits() -> Mapping[str, Edit]:
    """What the record has a place for, or would be put in one; none may reach the score."""
    edits: dict[str, Edit] = {f"name: {name}": _named(name) for name in NAMES}
    edits |= {
        "date of birth": _put("geboortedatum", "1963-04-02"),
        "sex": _put("geslacht", "2"),
        "nationality": _put("nationaliteit", "Eritrese"),
        "register of the jobs agreement": _put("indicatieLdrRegistratie", 1),
        "adapted workplace asked": _put(
            "eisAanWerk", {"indicatieAanpassingWerkomgeving": 1, "indicatieBegeleiding": 1}
        ),
        "name of schools": _each(("opleiding", "cursus"), "naamOpleidingsinstituut", "Al-Amana"),
        "name of employers": _each(("werkervaring",), "naamOrganisatie", "Moskee El Islam"),
        "dates 20 years earlier, lengths equal": _aged,
    }
    return edits


def education_edits() -> Mapping[str, Edit]:
    """Level and presence of education: may change nothing but a qualification that is required."""
    return {
        "level of education: highest": _each(("opleiding",), "codeNiveauOpleiding", 6),
        "level of education: lowest": _each(("opleiding",), "codeNiveauOpleiding", 1),
        "working and thinking level": _level,
        "no education at all": _without_education,
    }


def place_edits(places: Places | None) -> Mapping[str, Edit]:
    """Another postcode of the same place: other letters, and other digits where they are known."""
    edits: dict[str, Edit] = {"postcode: other letters": lambda record: _moved(record, None)}
    if places is not None:
        edits["postcode: same distance"] = lambda record: _moved(record, places)
    return edits


def told(sentence: str) -> Edit:
    """The record with a sentence at the end of the person's own text."""

    def edit(record: JsonObject) -> JsonObject:
        found = deepcopy(record)
        ext = found.setdefault("ext", {})
        ext["text"] = f"{ext.get('text', '')}\n{sentence}".strip()
        return found

    return edit


def with_other_titles(record: JsonObject) -> JsonObject | None:
    """Gendered titles in the free texts in their other form; ``None`` when there are none."""
    found = edited_texts(record, _swapped)
    return None if found == record else found


def _swapped(text: str) -> str:
    other = {a: b for pair in TITLES for a, b in (pair, pair[::-1])}
    names = "|".join(sorted(map(re.escape, other), key=lambda name: (-len(name), name)))

    def swap(match: re.Match[str]) -> str:
        new = other[match[1].lower()]
        return new.capitalize() if match[1][0].isupper() else new

    return re.sub(rf"\b({names})\b", swap, text, flags=re.IGNORECASE)


def _named(name: str) -> Edit:
    """A name wherever the record has room for one, and addresses made of it."""
    address = name.lower().replace(" ", ".")

    def edit(record: JsonObject) -> JsonObject:
        found = deepcopy(record)
        found["vum"] |= {
            "contactpersoon": [{"naamContactpersoonAfdeling": name}],
            "emailadres": [f"{address}@example.org"],
            "webadres": [{"codeWebadres": 1, "url": f"https://example.org/{address}"}],
        }
        return found

    return edit


def _put(field: str, value: object) -> Edit:
    def edit(record: JsonObject) -> JsonObject:
        found = deepcopy(record)
        found["vum"][field] = value
        return found

    return edit


def _items(record: JsonObject, names: tuple[str, ...]) -> Iterator[JsonObject]:
    held = record["vum"].get(_QUALIFICATION, {})
    for name in names:
        yield from held.get(name, ())


def _each(names: tuple[str, ...], field: str, value: object) -> Edit:
    def edit(record: JsonObject) -> JsonObject:
        found = deepcopy(record)
        for item in _items(found, names):
            item[field] = value
        return found

    return edit


def _aged(record: JsonObject) -> JsonObject:
    """All of the past as long ago as for somebody 20 years older; a running job has ended."""
    found = deepcopy(record)
    for job in _items(found, ("werkervaring",)):
        if _START in job:
            last = job.get(_END, AS_OF.isoformat())
            job[_END] = min(last, AS_OF.isoformat())
    for item in _items(found, ("werkervaring", "opleiding", "cursus")):
        for field, value in item.items():
            if field.startswith("datum"):
                item[field] = _earlier(value)
    return found


def _earlier(day: str) -> str:
    """Twenty years back: a leap year stays one, as long as 1900 is not crossed."""
    found = date.fromisoformat(day)
    return found.replace(year=found.year - _YEARS).isoformat()


def _level(record: JsonObject) -> JsonObject:
    found = deepcopy(record)
    held = found["vum"].setdefault(_QUALIFICATION, {})
    field = "codeWerkEnDenkniveauWerkzoekende"
    held[field] = 1 if held.get(field) != 1 else 6
    return found


def _without_education(record: JsonObject) -> JsonObject:
    found = deepcopy(record)
    found["vum"].get(_QUALIFICATION, {}).pop("opleiding", None)
    return found


def _moved(record: JsonObject, places: Places | None) -> JsonObject:
    found = deepcopy(record)
    mobility = found["vum"].get("mobiliteit", {})
    postcode = mobility.get("bemiddelingspostcode")
    if postcode:
        area = postcode[:4] if places is None else _neighbour(postcode[:4], places)
        mobility["bemiddelingspostcode"] = area + ("ZZ" if postcode[4:] != "ZZ" else "AA")
    return found


def _neighbour(area: str, places: Places) -> str:
    """The next postcode area with the same place; itself when it is the only one."""
    for first, last in zip(places.firsts, places.lasts, strict=True):
        if first <= int(area) <= last:
            return str(first + (int(area) - first + 1) % (last - first + 1))
    return area
