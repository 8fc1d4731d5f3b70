"""Labelled clauses: what a text asks or says of a topic, as a careful reader would label it.

A folder holds ``*.toml`` files of ``[[case]]``: a ``text`` and, per topic in it (``about``, words
that stand in one clause), one label. Files whose names start alike up to ``-`` form one part:
``seen.toml`` and ``seen-aside.toml`` are the part ``seen``.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from .errors import DataError
from .files import read_text

__all__ = [
    "BY_STRENGTH",
    "CLAUSES1",
    "Case",
    "Half",
    "Label",
    "Topic",
    "folder_of",
    "half_of",
    "read_cases",
]

_COLLECTIONS = Path(__file__).parent / "collections"
CLAUSES1 = _COLLECTIONS / "clauses1"


class Label(StrEnum):
    """What a clause makes of a topic; ``OUTSIDE``: it says nothing of the work or the person."""

    REQUIRED = "required"
    PLAIN = "plain"
    NICE = "nice"
    NEGATED = "negated"
    OUTSIDE = "outside"

    @property
    def is_need(self) -> bool:
        """Whether the topic counts as a need (a vacancy) or an offer (a person)."""
        return self in (Label.REQUIRED, Label.PLAIN, Label.NICE)


class Half(StrEnum):
    """Half of a part: ``LOOK`` may be read to improve a reader, ``HELD`` is only measured."""

    LOOK = "look"
    HELD = "held"


BY_STRENGTH = (Label.NEGATED, Label.NICE, Label.PLAIN, Label.REQUIRED)
"""Label of each strength, 0..3."""
_Strength = Literal[0, 1, 2, 3]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Topic(_Model):
    """Words of one clause with one label: its strength, or denied, or the section outside.

    ``strength``: 0 not needed, 1 nice to have, 2 plain, 3 required; several = any of them will do.
    ``denied``: the text says that it is not there or not wanted. ``section``: ``boilerplate`` =
    any of the other three.
    """

    about: str = Field(min_length=1)
    strength: tuple[_Strength, ...] = ()
    denied: Literal[True] | None = None
    section: Literal["werkgever", "aanbod", "procedure", "boilerplate"] | None = None

    @field_validator("strength", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        return value if isinstance(value, list | tuple) else [value]

    @model_validator(mode="after")
    def _one_label(self) -> Topic:
        if bool(self.strength) + (self.denied is not None) + (self.section is not None) != 1:
            raise ValueError("give one of strength, denied and section")
        return self

    @property
    def label(self) -> Label | None:
        """The label; ``None`` when several will do."""
        if self.section is not None:
            return Label.OUTSIDE
        labels = {Label.NEGATED} if self.denied else {BY_STRENGTH[s] for s in self.strength}
        return labels.pop() if len(labels) == 1 else None


class Case(_Model):
    """A labelled text; ``group`` says what it was written for, and is not measured."""

    id: str = Field(min_length=1)
    group: str
    text: str = Field(min_length=1)
    expect: tuple[Topic, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _topics_stand_in_the_text(self) -> Case:
        for topic in self.expect:
            if self.text.casefold().count(topic.about.casefold()) != 1:
                raise ValueError(f"{topic.about!r} does not stand in the text exactly once")
        return self


def read_cases(folder: Path = CLAUSES1) -> dict[str, tuple[Case, ...]]:
    """Read the labelled clauses of a folder: part → cases.

    A case without an id gets the name of its file and its number, from 1.

    Raises
    ------
    DataError
        With file and case, when the form is another or an id stands twice.
    """
    found: dict[str, tuple[Case, ...]] = {}
    known: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        cases = _cases(path)
        for case in cases:
            if case.id in known:
                raise DataError(path, None, f"case {case.id}: the id stands twice")
            known.add(case.id)
        part = path.stem.partition("-")[0]
        found[part] = (*found.get(part, ()), *cases)
    if not found:
        raise DataError(folder, None, "has no labelled clauses (*.toml)")
    return found


def folder_of(name: str) -> Path:
    """Folder of labelled clauses: one that comes with the product by its name, any by its path.

    Empty is the first that comes with the product, ``clauses1``.
    """
    own = _COLLECTIONS / name
    return CLAUSES1 if not name else own if re.fullmatch(r"clauses\d", name) else Path(name)


def half_of(identifier: str) -> Half:
    """Half that a case is in, fixed by its id alone."""
    return Half.LOOK if zlib.crc32(identifier.encode()) % 2 == 0 else Half.HELD


def _cases(path: Path) -> tuple[Case, ...]:
    try:
        raw = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(path, None, f"is no TOML: {error}") from error
    rows = raw.get("case")
    if set(raw) != {"case"} or not isinstance(rows, list):
        raise DataError(path, None, "holds something other than [[case]] tables")
    return tuple(_case(path, number, row) for number, row in enumerate(rows, start=1))


def _case(path: Path, number: int, row: Any) -> Case:  # noqa: ANN401 - as it stands in the file
    if not isinstance(row, dict):
        raise DataError(path, None, f"case {number}: is no table")
    row = {"id": f"{path.stem}-{number:03}"} | row
    try:
        return Case.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        told = first["msg"].removeprefix("Value error, ")
        told = f"{place}: {told}" if place else told
        raise DataError(path, None, f"case {row['id']}: {told}") from error
