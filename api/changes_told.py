"""What-ifs, gaps and places in a list, in Dutch (B1). Every number is one that the engine made."""

from __future__ import annotations

from collections.abc import Mapping

from passend.engine.answer import ListWhatIf
from passend.engine.changes import Change
from passend.engine.duplicates import Sameness
from passend.engine.whatif import Lift
from passend.engine.whynot import Why

from . import wording
from .sentence import listed

__all__ = ["change_text", "lift_text", "list_text", "place_text", "same_text"]

_KIND: Mapping[str, str] = {
    "01": "gewoon werk",
    "02": "een leerbaan",
    "03": "vrijwilligerswerk",
    "04": "een werkervaringsplaats",
}
_SHIFT: Mapping[str, str] = {
    "early": "vroege diensten",
    "day": "dagdiensten",
    "late": "avonddiensten",
    "night": "nachtdiensten",
    "weekend": "weekenden",
    "irregular": "onregelmatige tijden",
}
_MODALITY: Mapping[str, str] = {
    "speaking": "spreken",
    "writing": "schrijven",
    "reading": "lezen",
    "listening": "luisteren",
}
_LEVEL = {1: "niet", 2: "redelijk", 3: "goed", 4: "uitstekend"}
_LANGUAGE = {"nld": "Nederlands", "eng": "Engels", "deu": "Duits", "fra": "Frans"}


def change_text(change: Change) -> str:
    """What is changed, to follow *met* or to stand on its own.

    >>> change_text(Change("km", 5)), change_text(Change("licence", what="B"))
    ('5 km verder reizen', 'rijbewijs B erbij')
    """
    amount, what = change.amount, change.what
    if change.code == "language":
        code, _, modality = what.partition(",")
        return f"{_LANGUAGE.get(code, code)} {_LEVEL[amount]} {_MODALITY[modality]}"
    return {
        "km": f"{amount} km verder reizen",
        "minutes": f"{amount} minuten langer reizen",
        "km_and_minutes": f"{amount} km verder en {what} minuten langer reizen",
        "all_times": "ook avonden, weekenden en onregelmatige tijden",
        "more_hours": f"{amount} uur per week meer",
        "fewer_hours": f"{amount} uur per week minder",
        "licence": f"rijbewijs {listed(what.split(','))} erbij",
        "shifts": f"ook {listed([_SHIFT.get(one, one) for one in what.split(',')])}",
        "kind": f"ook {_KIND.get(what, what)}",
    }[change.code]


def lift_text(lift: Lift) -> str:
    """What lifts an unmet condition, and what is left then."""
    name = wording.CONDITION[lift.condition]
    if lift.what_if is None:
        return f"{name}: er is geen verandering bekend waarmee dit wel kan."
    start = f"{name}: met {change_text(lift.what_if.change)} is dit geen belemmering meer."
    left = [wording.CONDITION[one].lower() for one in lift.left]
    return f"{start} Dan blijft over: {listed(left)}." if left else start


def list_text(one: ListWhatIf) -> str:
    """How many more vacancies a change brings.

    >>> list_text(ListWhatIf(Change("licence", what="B"), 3))
    'Met rijbewijs B erbij: 3 vacatures meer.'
    """
    what = "vacature" if one.more == 1 else "vacatures"
    return f"Met {change_text(one.change)}: {one.more} {what} meer."


def place_text(why: Why) -> str:
    """Where a record stands, and why not higher."""
    place = why.place
    among = "nu niet haalbaar" if place.tier else "passend"
    start = f"Plaats {place.rank} van de {place.of} bij ‘{among}’"
    where = f"{start}, en dus in de lijst." if place.shown else f"{start}; de lijst is korter."
    if not why.blocked:
        return where
    blocked = listed([wording.CONDITION[name].lower() for name in why.blocked])
    return f"{where} Niet hoger door: {blocked}."


def same_text(why: Sameness) -> str:
    """Why two records are held to be the same work."""
    hours = "de uren zijn gelijk" if why.hours_known else "de uren spreken elkaar niet tegen"
    return (
        f"Dezelfde titel, dezelfde plaats ({why.place}), de tekst is voor {why.likeness} % gelijk"
        f" en {hours}."
    )
