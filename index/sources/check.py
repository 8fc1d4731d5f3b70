"""Check a plain object against a model and report every problem with its place.

Source: contracts 2.0.2 and 3.0.8; error kinds of pydantic 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from passend.index.sources.plain import MAX_DEPTH, Json, as_received, drop_empty, unacceptable
from passend.index.sources.problems import Part, Problem, json_path, shown

__all__ = ["check", "merge", "scan"]

_RULES: dict[str, tuple[str, dict[str, str]]] = {
    "missing": ("missing", {}),
    "extra_forbidden": ("unknown_field", {}),
    "string_too_long": ("length", {"max": "max_length"}),
    "string_pattern_mismatch": ("pattern", {"form": "pattern"}),
    "string_unicode": ("characters", {}),
    "code": ("code", {"allowed": "allowed"}),
    "range": ("range", {"min": "min", "max": "max"}),
    "date": ("date", {}),
    "id": ("id", {"max": "max"}),
    "one_of": ("one_of", {"allowed": "allowed"}),
}
_TYPES = {
    "string_type": "string",
    "int_type": "integer",
    "float_type": "number",
    "bool_type": "boolean",
    "bool_or_string": "boolean_or_string",
    "list_type": "array",
    "model_type": "object",
    "dict_type": "object",
}


def _rule(kind: str, context: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str | int], ...]]:
    if kind in _TYPES:
        return "type", (("expected", _TYPES[kind]),)
    rule, names = _RULES[kind]
    params = {name: context[key] for name, key in names.items()}
    if "allowed" in params:
        params["allowed"] = ", ".join(str(code) for code in params["allowed"])
    return rule, tuple(params.items())


def check(
    model: type[BaseModel],
    value: Json,
    *,
    pruned: Json = None,
    prefix: tuple[Part, ...] = (),
    record_id: str | None = None,
) -> list[Problem]:
    """Return everything in which ``value`` breaks ``model``; empty values count as absent.

    Parameters
    ----------
    model : type of BaseModel
        One of the models of :mod:`passend.index.sources.vum` or of the extension.
    value : JSON value
        As received; not deeper than ``MAX_DEPTH`` (see :func:`scan`).
    pruned : JSON value or None
        ``drop_empty(value)``, when the caller has it.
    prefix : tuple of str or int
        Where ``value`` lies in the record.
    record_id : str or None
        Id to name in the problems.
    """
    try:
        model.model_validate(drop_empty(value) if pruned is None else pruned)
    except ValidationError as error:
        found = []
        for one in error.errors(include_url=False):
            rule, params = _rule(one["type"], one.get("ctx", {}))
            parts = prefix + as_received(value, one["loc"])
            seen = shown(rule, parts, one["input"]) if rule != "missing" else None
            found.append(Problem(record_id, json_path(parts), rule, seen, params))
        return found
    return []


def scan(
    value: Json, *, prefix: tuple[Part, ...] = (), record_id: str | None = None
) -> tuple[list[Problem], bool]:
    """Return what no field may hold, and whether the value is safe to check further.

    Characters that cannot be stored, numbers that are none, repeated keys, ``null``, and depth.
    """
    found = []
    safe = True
    for finding in unacceptable(value):
        params: tuple[tuple[str, str | int], ...] = ()
        if finding.rule == "depth":
            safe, params = False, (("max", MAX_DEPTH),)
        path = json_path(prefix + finding.parts)
        found.append(Problem(record_id, path, finding.rule, None, params))
    return found, safe


def merge(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Of several problems at one place keep the first."""
    by_path: dict[str, Problem] = {}
    for problem in problems:
        by_path.setdefault(problem.path, problem)
    return tuple(by_path.values())
