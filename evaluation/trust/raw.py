"""Records as they come in, and through the door: an edit is made on the JSON, then it is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from passend.engine.model import Jobseeker, Vacancy
from passend.evaluation.errors import DataError
from passend.evaluation.files import read_text
from passend.index.sources import Kind, Record, parse_record

__all__ = ["AS_OF", "edited_texts", "read_raw", "through_the_door"]

JsonObject = dict[str, Any]
AS_OF = date(2026, 11, 25)
"""The day that records of a collection are read on, as :mod:`passend.evaluation.collection`."""

_TEXTS = frozenset(
    {
        "omschrijvingVacature", "persoonlijkePresentatie", "riasec_text", "text",
        "toelichtingWerkervaring",
    }
)  # fmt: skip


def read_raw(folder: Path, kind: Kind) -> dict[str, JsonObject]:
    """Records of one kind by id, as they stand in the files of a collection."""
    found: dict[str, JsonObject] = {}
    for path in sorted(folder.glob("persons*.jsonl" if kind == "person" else "vacancies*.jsonl")):
        for number, line in enumerate(read_text(path).splitlines(), start=1):
            if not line.strip():
                continue
            record = json.loads(line)
            if not isinstance(record, dict) or "id" not in record:
                raise DataError(path, number, "is no record in the file form")
            found[record["id"]] = record
    return dict(sorted(found.items()))


def through_the_door(record: JsonObject, kind: Kind) -> Jobseeker | Vacancy | None:
    """What the engine sees of a record; ``None`` when the door refuses it."""
    row = parse_record(record, today=AS_OF, kind=kind)
    return row.domain if isinstance(row, Record) else None


def edited_texts(record: JsonObject, edit: Callable[[str], str]) -> JsonObject:
    """A copy with every free text of it edited; names, codes and titles stay."""
    copy = deepcopy(record)
    _edit(copy, edit)
    return copy


def _edit(value: object, edit: Callable[[str], str]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _TEXTS and isinstance(inner, str):
                value[key] = edit(inner)
            else:
                _edit(inner, edit)
    elif isinstance(value, list):
        for inner in value:
            _edit(inner, edit)
