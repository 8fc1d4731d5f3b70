"""What is wrong with a body, in Dutch, with a JSON pointer, and without any value of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from passend.index.sources import Problem

from .problems_http import Fault

__all__ = ["WAY", "faults_of_record", "faults_of_request", "pointer"]

WAY = "manier:"
"""Starts the tag of a way to ask; a tag is no part of a path."""

_MESSAGES: Mapping[str, tuple[str, str]] = {
    "missing": ("verplicht", "Ontbreekt en is verplicht."),
    "extra_forbidden": ("onbekend-veld", "Dit veld is hier niet bekend."),
    "json_invalid": ("json", "De body is geen geldige JSON."),
    "string_type": ("tekst", "Moet een tekst zijn."),
    "string_unicode": ("tekst", "Heeft tekens die niet mogen."),
    "string_too_short": ("lengte", "Moet minstens {min_length} teken hebben."),
    "string_too_long": ("lengte", "Mag hoogstens {max_length} tekens hebben."),
    "string_pattern_mismatch": ("vorm", "Heeft niet de goede vorm."),
    "int_type": ("geheel-getal", "Moet een geheel getal zijn."),
    "greater_than_equal": ("bereik", "Moet minstens {ge} zijn."),
    "less_than_equal": ("bereik", "Mag hoogstens {le} zijn."),
    "too_long": ("aantal", "Mag hoogstens {max_length} onderdelen hebben."),
    "list_type": ("lijst", "Moet een lijst zijn."),
    "literal_error": ("keuze", "Is geen van de waarden die hier mogen."),
    "dict_type": ("object", "Moet een object zijn."),
    "model_type": ("object", "Moet een object zijn."),
    "model_attributes_type": ("object", "Moet een object zijn."),
}
_OTHER = ("ongeldig", "Is niet geldig.")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[([0-9]+)\]")
_SUBJECT = "Record zonder id: "


def pointer(parts: Iterable[str | int]) -> str:
    """JSON pointer (RFC 6901), up to the first name that is not a plain one.

    Such a name comes from the sender and may hold anything; it is not sent back.

    >>> pointer(["profiel", "cursus", 2, "naam van iemand"])
    '/profiel/cursus/2'
    """
    kept = []
    for part in parts:
        if isinstance(part, str) and not _PLAIN.fullmatch(part):
            break
        kept.append(f"/{part}")
    return "".join(kept)


def faults_of_request(errors: Sequence[Any], ways: Sequence[str]) -> tuple[Fault, ...]:
    """Faults of what pydantic found; ``ways`` are the fields of which one is to be given."""
    return tuple(dict.fromkeys(_fault(error, ways) for error in errors))


def _fault(error: Mapping[str, Any], ways: Sequence[str]) -> Fault:
    kind = str(error["type"])
    place, *rest = error["loc"]
    path = [part for part in rest if not str(part).startswith(WAY)]
    if kind == "json_invalid":
        path = []
    code, text = _MESSAGES.get(kind, _OTHER)
    if len(path) == 1 and path[0] in ways and kind in {"missing", "extra_forbidden"}:
        code, text = "precies-een", f"Geef precies een van deze velden: {', '.join(ways)}."
        path = path if kind == "extra_forbidden" else []
    return Fault(str(place), pointer(path), code, text.format(**error.get("ctx", {})))


def faults_of_record(problems: Iterable[Problem], under: str) -> tuple[Fault, ...]:
    """Faults of a record inside a body, at the member ``under``."""
    return tuple(dict.fromkeys(_record_fault(problem, under) for problem in problems))


def _record_fault(problem: Problem, under: str) -> Fault:
    """One fault; the path is told apart, so the message starts after it."""
    quiet = replace(problem, record_id=None, value=None)
    message = quiet.message("nl").removeprefix(f"{_SUBJECT}{problem.path} ")
    steps = _steps(problem.path.partition("['")[0])
    code = problem.rule.replace("_", "-")
    return Fault("body", pointer([under, *steps]), code, message[:1].upper() + message[1:])


def _steps(path: str) -> list[str | int]:
    return [name or int(index) for name, index in _STEP.findall(path)]
