"""Plain JSON values: strict parsing, hostile content, empty values.

Source: VUM standard 1.5, conventions: an empty text, list or object counts as absent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from passend.index.sources.problems import Part

__all__ = [
    "MAX_DEPTH",
    "Finding",
    "Json",
    "JsonObject",
    "as_received",
    "drop_empty",
    "is_empty",
    "parse_json",
    "unacceptable",
]

Json = Any
JsonObject = dict[str, Any]

MAX_DEPTH = 40
_MAX_DIGITS = 30
_BAD_CHARACTERS = re.compile("[\x00\ud800-\udfff]")


class _Refused(str):
    """Stands in a parsed value for what JSON readers accept and this one does not; a rule."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something unacceptable at a place: the rule and where."""

    rule: str
    parts: tuple[Part, ...]


def _without_duplicates(pairs: list[tuple[str, Json]]) -> Json:
    built = dict(pairs)
    return built if len(built) == len(pairs) else _Refused("duplicate_key")


def _constant(_: str) -> Json:
    return _Refused("number")


def _whole(text: str) -> Json:
    return int(text) if len(text) <= _MAX_DIGITS else _Refused("number")


def parse_json(text: str) -> Json:
    """Parse one JSON text; what strict JSON has no place for is marked, for :func:`unacceptable`.

    Marked are ``NaN``, ``Infinity``, numbers of over 30 digits, and objects with a repeated key.

    Raises
    ------
    json.JSONDecodeError
        If the text is not JSON.
    RecursionError
        If it is nested beyond what the parser can follow.
    """
    return json.loads(
        text, object_pairs_hook=_without_duplicates, parse_constant=_constant, parse_int=_whole
    )


def unacceptable(value: Json) -> Iterator[Finding]:
    """Yield every place of ``value`` that no field may hold, whatever the standard says.

    Rules ``characters``, ``number``, ``duplicate_key``, ``null``, ``depth``. Does not recurse, so
    that depth is no danger; at the depth limit the search stops.
    """
    todo: list[tuple[tuple[Part, ...], Json]] = [((), value)]
    while todo:
        parts, here = todo.pop()
        if len(parts) > MAX_DEPTH:
            yield Finding("depth", parts[:1])
            return
        if isinstance(here, dict):
            for key, inner in here.items():
                if _BAD_CHARACTERS.search(key):
                    yield Finding("characters", parts)
                else:
                    todo.append(((*parts, key), inner))
        elif isinstance(here, list):
            todo.extend(((*parts, index), inner) for index, inner in enumerate(here))
        elif (rule := _unacceptable_leaf(here)) is not None:
            yield Finding(rule, parts)


def _unacceptable_leaf(value: Json) -> str | None:
    if isinstance(value, _Refused):
        return str(value)
    if value is None:
        return "null"
    if isinstance(value, str):
        return "characters" if _BAD_CHARACTERS.search(value) else None
    usable = not isinstance(value, int | float) or abs(value) < 10**_MAX_DIGITS
    return None if usable else "number"


def is_empty(value: Json) -> bool:
    """Whether a value counts as absent: empty, or a list or object of only empty values."""
    if isinstance(value, dict):
        return all(is_empty(inner) for inner in value.values())
    if isinstance(value, list):
        return all(is_empty(inner) for inner in value)
    return isinstance(value, str) and not value


def drop_empty(value: Json) -> Json:
    """Return a copy without empty texts, lists and objects, at every depth.

    Examples
    --------
    >>> drop_empty({"webadres": [], "cursus": [{"naamCursus": ""}, {"naamCursus": "VCA"}], "n": 0})
    {'cursus': [{'naamCursus': 'VCA'}], 'n': 0}
    """
    if isinstance(value, dict):
        kept = {key: drop_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if not _is_bare(inner)}
    if isinstance(value, list):
        return [inner for inner in map(drop_empty, value) if not _is_bare(inner)]
    return value


def _is_bare(value: Json) -> bool:
    return isinstance(value, str | list | dict) and not value


def as_received(value: Json, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Translate a place in ``drop_empty(value)`` to the place in ``value`` itself."""
    found: list[Part] = []
    for part in parts:
        if isinstance(value, list) and isinstance(part, int):
            kept = [index for index, inner in enumerate(value) if not is_empty(inner)]
            part = kept[part]
        found.append(part)
        known = isinstance(value, list) or (isinstance(value, dict) and part in value)
        value = value[part] if known else None
    return tuple(found)
