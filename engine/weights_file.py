"""Weights of an organisation: a TOML file in which every change has a name and a reason."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .model import VacancyKind
from .weights import CRITERIA, DEFAULT_WEIGHTS, Weights, WeightSet

__all__ = ["WeightsChange", "WeightsError", "WeightsFile", "read_weights", "weights_toml"]

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
_KEYS = frozenset({"name", "version", "based_on", "change"})
_CHANGE_KEYS = frozenset({"name", "reason", "kinds", "weights"})
_LONGEST = 500


class WeightsError(ValueError):
    """The file cannot be used; the message names the file, the change and the field."""


@dataclass(frozen=True, slots=True)
class WeightsChange:
    """One change: what it is called, why, and for which kinds (empty = all without their own)."""

    name: str
    reason: str
    kinds: tuple[VacancyKind, ...]
    weights: WeightSet


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """Weights with their story. ``content`` is the file as text, ``digest`` its SHA-256."""

    weights: Weights
    changes: tuple[WeightsChange, ...]
    content: str
    digest: str


def read_weights(path: Path, base: Weights = DEFAULT_WEIGHTS) -> WeightsFile:
    """Read a file of weights; what it does not change stays as in ``base``.

    Its version in answers is ``name/version``.

    Raises
    ------
    WeightsError
        If the file cannot be read, was made for another base, or a change has no name, no reason,
        unknown kinds or weights that do not name every criterion and sum to 100.
    """
    try:
        content = path.read_text(encoding="utf-8")
        table = tomllib.loads(content)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WeightsError(f"{path.name}: geen leesbare TOML ({type(error).__name__})") from error
    try:
        return _read(table, content, base)
    except _FieldError as error:
        raise WeightsError(f"{path.name}: {error}") from None


def weights_toml(weights: Weights) -> str:
    """Weights as TOML, for the trail: every set by kind."""
    lines = [f'version = "{weights.version}"']
    sets = [("default", weights.default), *((kind.value, one) for kind, one in weights.by_kind)]
    for name, one in sets:
        lines += ["", f"[{name}]", *(f"{criterion} = {value}" for criterion, value in one.values)]
    return "\n".join(lines) + "\n"


class _FieldError(ValueError):
    pass


def _read(table: Mapping[str, Any], content: str, base: Weights) -> WeightsFile:
    _only(table, _KEYS, "")
    name, version = _word(table, "name"), _word(table, "version")
    if table.get("based_on") != base.version:
        raise _FieldError(
            f"based_on: moet {base.version} zijn, de gewichten die nu worden geleverd"
        )
    listed = table.get("change")
    if not isinstance(listed, list) or not listed:
        raise _FieldError("change: geef minstens een wijziging, met [[change]]")
    changes = tuple(_change(one, f"change {n}: ") for n, one in enumerate(listed, start=1))
    default, sets = base.default, dict(base.by_kind)
    seen: set[VacancyKind | None] = set()
    for number, change in enumerate(changes, start=1):
        for kind in change.kinds or (None,):
            if kind in seen:
                raise _FieldError(f"change {number}: kinds: {kind or 'geen soort'} staat er al")
            seen.add(kind)
            if kind is None:
                default = change.weights
            else:
                sets[kind] = change.weights
    made = Weights(
        f"{name}/{version}", default, tuple((k, sets[k]) for k in VacancyKind if k in sets)
    )
    return WeightsFile(made, changes, content, hashlib.sha256(content.encode()).hexdigest())


def _change(one: object, where: str) -> WeightsChange:
    if not isinstance(one, dict):
        raise _FieldError(f"{where}moet een tabel zijn")
    _only(one, _CHANGE_KEYS, where)
    kinds = one.get("kinds", [])
    known = {kind.value: kind for kind in VacancyKind}
    if not isinstance(kinds, list) or any(kind not in known for kind in kinds):
        raise _FieldError(f"{where}kinds: kies uit {', '.join(known)}")
    return WeightsChange(
        _text(one, "name", where),
        _text(one, "reason", where),
        tuple(known[kind] for kind in kinds),
        _set(one.get("weights"), where),
    )


def _set(values: object, where: str) -> WeightSet:
    if not isinstance(values, dict) or sorted(values) != sorted(CRITERIA):
        raise _FieldError(f"{where}weights: noem elk criterium een keer: {', '.join(CRITERIA)}")
    if any(type(value) is not int or value < 0 for value in values.values()):
        raise _FieldError(f"{where}weights: hele getallen van 0 of meer")
    if sum(values.values()) != 100:
        raise _FieldError(f"{where}weights: samen {sum(values.values())}, moet 100 zijn")
    return WeightSet.of(**values)


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        raise _FieldError(f"{where}{key}: verplicht, een tekst van hoogstens {_LONGEST} tekens")
    return value.strip()


def _word(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise _FieldError(f"{key}: verplicht, kleine letters, cijfers, punt en streepje")
    return value


def _only(table: Mapping[str, Any], allowed: frozenset[str], where: str) -> None:
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise _FieldError(f"{where}onbekend veld: {', '.join(unknown)}")
