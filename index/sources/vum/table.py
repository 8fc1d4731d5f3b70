"""Two-way reading of plain objects by tables.

A :class:`Codec` reads a JSON value into a domain value and what is left of it, and writes the two
back into the JSON value. A table is a tuple of :class:`Row`: where, to which field, by which
codec. What is left (the *rest*) holds all that the domain does not carry; lists in it keep their
length, so that index ``i`` of the rest belongs to index ``i`` of the domain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from passend.engine.model import Flag
from passend.index.sources.plain import Json, JsonObject

__all__ = [
    "DATE",
    "FLAG",
    "PLAIN",
    "Codec",
    "Row",
    "Table",
    "derived",
    "fill",
    "many",
    "record",
    "single",
    "take",
]


@dataclass(frozen=True, slots=True)
class Codec:
    """How one value is read and written.

    Parameters
    ----------
    read : callable (value, today) -> (domain value, rest or None)
    write : callable (domain value or None, rest or None) -> value or None
    """

    read: Callable[[Json, date], tuple[Any, Json]]
    write: Callable[[Any, Json], Json]


class Row(NamedTuple):
    """One line of a table: a place in the JSON object, a field of the domain, a codec."""

    path: str
    field: str
    codec: Codec


Table = tuple[Row, ...]

PLAIN = Codec(lambda value, _: (value, None), lambda domain, _: domain)
"""The value itself."""

FLAG = Codec(lambda value, _: (Flag(value), None), lambda domain, _: domain and domain.raw)
"""An indication."""

DATE = Codec(
    lambda value, _: (date.fromisoformat(value), None),
    lambda domain, _: domain and domain.isoformat(),
)
"""A calendar date."""


def derived(read: Callable[[Json, date], Any]) -> Codec:
    """Return a codec that only reads: the value stays in the rest, and is written from there."""
    return Codec(lambda value, today: (read(value, today), value), lambda _, rest: rest)


def record(cls: type[Any], table: Table) -> Codec:
    """Return the codec of an object that becomes a ``cls``."""

    def read(value: JsonObject, today: date) -> tuple[Any, Json]:
        fields, rest = take(table, value, today)
        return cls(**fields), rest

    def write(domain: Json, rest: Json) -> Json:
        return rest if domain is None else fill(table, domain, rest)

    return Codec(read, write)


def single(name: str) -> Codec:
    """Return the codec of an object of which only the element ``name`` counts."""

    def write(domain: Json, rest: Json) -> Json:
        return (rest or {}) if domain is None else {**(rest or {}), name: domain}

    return Codec(lambda value, _: (value.pop(name, None), value), write)


def many(codec: Codec) -> Codec:
    """Return the codec of a list: a tuple in the domain, an equally long list in the rest."""

    def read(value: list[Json], today: date) -> tuple[Any, Json]:
        pairs = [codec.read(item, today) for item in value]
        rests = [rest or {} for _, rest in pairs]
        return tuple(domain for domain, _ in pairs), rests if any(rests) else None

    def write(domain: tuple[Any, ...] | None, rest: Json) -> Json:
        return [codec.write(one, left) for one, left in zip_longest(domain or (), rest or ())]

    return Codec(read, write)


def take(table: Table, value: JsonObject, today: date) -> tuple[dict[str, Any], JsonObject]:
    """Read the rows of ``table`` out of ``value``, which is changed into the rest.

    Returns
    -------
    tuple of dict
        The fields found, ready for a constructor, and the rest.
    """
    fields: dict[str, Any] = {}
    for row in table:
        parts = row.path.split(".") if row.path else []
        here = _get(value, parts)
        if here is not None:
            fields[row.field], rest = row.codec.read(here, today)
            _put(value, parts, rest)
    return fields, value


def fill(table: Table, domain: Json, rest: JsonObject | None) -> JsonObject:
    """Write the rows of ``table`` into a copy of ``rest``."""
    value: JsonObject = _copy(rest or {})
    for row in table:
        parts = row.path.split(".") if row.path else []
        _put(value, parts, row.codec.write(getattr(domain, row.field), _get(value, parts)))
    return value


def _copy(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


def _get(value: Json, parts: list[str]) -> Json:
    for part in parts:
        if part not in value:
            return None
        value = value[part]
    return value


def _put(value: JsonObject, parts: list[str], new: Json) -> None:
    """Set the value at a place, or remove it and the parents it leaves empty."""
    if not parts:
        return
    head, *tail = parts
    if tail:
        inner = value.setdefault(head, {})
        _put(inner, tail, new)
        if not inner:
            del value[head]
    elif new is None or new == {} or new == []:
        value.pop(head, None)
    else:
        value[head] = new
