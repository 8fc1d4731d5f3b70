"""Which kind of record, and which version of VUM, an object is: told by its fields.

Source: contracts 2.0.2 and 3.0.8, by the models of :mod:`passend.index.sources.vum`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from passend.index.sources import vum as v
from passend.index.sources.plain import Json, JsonObject

__all__ = ["MODELS", "Kind", "Version", "fields_of", "kind_of", "model_fields_of", "version_of"]

Kind = Literal["person", "vacancy"]
Version = Literal["v2", "v3"]

MODELS: dict[Kind, dict[Version, type[BaseModel]]] = {
    "person": {"v2": v.WerkzoekendeV2, "v3": v.Werkzoekende},
    "vacancy": {"v2": v.VacatureV2, "v3": v.Vacature},
}


def _walk_model(annotation: Json, prefix: str) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            path = f"{prefix}.{name}"
            yield path
            yield from _walk_model(field.annotation, path)
    else:
        origin: object = get_origin(annotation)
        item = "[]" if origin is list else ""
        for inner in get_args(annotation):
            yield from _walk_model(inner, prefix + item)


@cache
def model_fields_of(model: type[BaseModel]) -> frozenset[str]:
    """Return every field a model knows, such as ``.cursus[].naamCursus``."""
    return frozenset(_walk_model(model, ""))


def _walk(value: Json, prefix: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            path = f"{prefix}.{name}"
            yield path
            yield from _walk(inner, path)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, f"{prefix}[]")


def fields_of(obj: JsonObject) -> frozenset[str]:
    """Return every field an object holds, written as those of a model."""
    return frozenset(_walk(obj, ""))


@cache
def _fields_of_kind(kind: Kind) -> frozenset[str]:
    return frozenset().union(*map(model_fields_of, MODELS[kind].values()))


def _votes(found: frozenset[str], own: frozenset[str], other: frozenset[str]) -> int:
    """Count the fields that only ``own`` knows; a field inside one that counts does not."""
    marks = found & (own - other)
    return sum(path.rpartition(".")[0].removesuffix("[]") not in marks for path in marks)


def kind_of(obj: JsonObject) -> Kind | None:
    """Return what an object without empty values is; ``None`` = undecided.

    Its id tells, or else most of its fields.
    """
    ids = "idWerkzoekende" in obj, "idVacature" in obj
    if ids[0] != ids[1]:
        return "person" if ids[0] else "vacancy"
    found = fields_of(obj)
    person, vacancy = _fields_of_kind("person"), _fields_of_kind("vacancy")
    lead = _votes(found, person, vacancy) - _votes(found, vacancy, person)
    if lead == 0:
        return None
    return "person" if lead > 0 else "vacancy"


def version_of(obj: JsonObject, kind: Kind) -> Version | None:
    """Return the version of VUM, by most of the fields; ``None`` when they hold each other up.

    The object holds no empty values. One with only fields that both versions have is ``v3``.
    """
    found = fields_of(obj)
    old, new = (model_fields_of(MODELS[kind][version]) for version in ("v2", "v3"))
    votes_old, votes_new = _votes(found, old, new), _votes(found, new, old)
    if votes_old == votes_new:
        return "v3" if votes_old == 0 else None
    return "v2" if votes_old > votes_new else "v3"
