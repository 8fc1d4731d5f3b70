"""Leaf types of VUM 2.0 and 3.0: lengths, shapes, code lists and ranges.

Every model is strict: a number is not read from a string, a truth value is not a number, an unknown
element is refused. An element that is absent is ``None``; ``null`` itself is refused before the
models see a record, and so is every empty value.

Source: contracts 2.0.2 and 3.0.8, ``components.schemas``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

__all__ = [
    "AGREEMENTS",
    "DIGITS",
    "LANGUAGE",
    "MAX_OWN_ID",
    "MAX_VUM_ID",
    "POSTCODE",
    "Agreement",
    "Alternatives",
    "Date",
    "Digits10",
    "DiplomaIndication",
    "Duration",
    "EducationLevel",
    "EducationStatus",
    "Element",
    "Indication",
    "Integer99",
    "Integer999",
    "Integer99999",
    "LanguageCode",
    "LanguageLevel",
    "Licence",
    "OwnId",
    "Postcode",
    "String2",
    "String4",
    "String6",
    "String9",
    "String11",
    "String14",
    "String16",
    "String24",
    "String35",
    "String40",
    "String70",
    "String80",
    "String100",
    "String120",
    "String200",
    "String320",
    "String500",
    "String512",
    "String1000",
    "String2000",
    "TransportCode",
    "VumId",
    "WayToApply",
    "WebAddressKind",
    "WorkLevel",
    "WorkLevelText",
    "YesNo",
    "between",
    "is_safe_id",
    "iso_date",
    "one_of",
    "safe_id",
]

POSTCODE = "^[0-9]{4}[a-zA-Z]{2}$"
LANGUAGE = "^[a-z]{3}$"
DIGITS = "^[0-9]+$"
MAX_OWN_ID = 200
MAX_VUM_ID = 500
AGREEMENTS = ("01", "02", "03", "04")

_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile("[a-zA-Z0-9_.-]+")

T = TypeVar("T", int, str)


def one_of(*allowed: T) -> Callable[[T], T]:
    """Return a check that a value is one of the codes ``allowed``; error type ``code``."""

    def check(value: T) -> T:
        if value not in allowed:
            raise PydanticCustomError("code", "not a code of the list", {"allowed": allowed})
        return value

    return check


def between(low: int, high: int) -> Callable[[int], int]:
    """Return a check that a number lies in ``low..high``, both inclusive; error type ``range``."""

    def check(value: int) -> int:
        if not low <= value <= high:
            raise PydanticCustomError("range", "out of range", {"min": low, "max": high})
        return value

    return check


def iso_date(value: str) -> str:
    """Check that a text is a calendar date ``YYYY-MM-DD``; error type ``date``."""
    try:
        if _DATE.fullmatch(value):
            date.fromisoformat(value)
            return value
    except ValueError:
        pass
    raise PydanticCustomError("date", "not a date")


def is_safe_id(value: object, longest: int) -> bool:
    """Whether ``value`` can be an id: it travels in an URL, so ``.`` and ``..`` are out too."""
    return (
        isinstance(value, str)
        and len(value) <= longest
        and _ID.fullmatch(value) is not None
        and value not in {".", ".."}
    )


def safe_id(longest: int) -> Callable[[str], str]:
    """Return a check for an id of at most ``longest`` characters; error type ``id``."""

    def check(value: str) -> str:
        if not is_safe_id(value, longest):
            raise PydanticCustomError("id", "not an id", {"max": longest})
        return value

    return check


class Element(BaseModel):
    """Base of all compound elements: closed and strict."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Alternatives(Element):
    """A compound element of which exactly one of the fields may be present (``oneOf``).

    Reports the clash together with the problems inside the alternatives; error type ``one_of``.
    """

    @model_validator(mode="wrap")
    @classmethod
    def _only_one(
        cls, data: object, handler: ModelWrapValidatorHandler[Alternatives]
    ) -> Alternatives:
        found: list[InitErrorDetails] = []
        try:
            result = handler(data)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                kind = PydanticCustomError(one["type"], "see type", one.get("ctx"))
                found.append({"type": kind, "loc": one["loc"], "input": one["input"]})
        names = tuple(name for name in cls.model_fields if isinstance(data, dict) and name in data)
        if len(names) > 1:
            kind = PydanticCustomError("one_of", "more than one", {"allowed": names})
            found.append({"type": kind, "loc": (), "input": data})
        if found:
            raise ValidationError.from_exception_data(cls.__name__, found)
        return result


String2 = Annotated[str, Field(max_length=2)]
String4 = Annotated[str, Field(max_length=4)]
String6 = Annotated[str, Field(max_length=6)]
String9 = Annotated[str, Field(max_length=9)]
String11 = Annotated[str, Field(max_length=11)]
String14 = Annotated[str, Field(max_length=14)]
String16 = Annotated[str, Field(max_length=16)]
String24 = Annotated[str, Field(max_length=24)]
String35 = Annotated[str, Field(max_length=35)]
String40 = Annotated[str, Field(max_length=40)]
String70 = Annotated[str, Field(max_length=70)]
String80 = Annotated[str, Field(max_length=80)]
String100 = Annotated[str, Field(max_length=100)]
String120 = Annotated[str, Field(max_length=120)]
String200 = Annotated[str, Field(max_length=200)]
String320 = Annotated[str, Field(max_length=320)]
String500 = Annotated[str, Field(max_length=500)]
String512 = Annotated[str, Field(max_length=512)]
String1000 = Annotated[str, Field(max_length=1000)]
String2000 = Annotated[str, Field(max_length=2000)]

OwnId = Annotated[str, AfterValidator(safe_id(MAX_OWN_ID))]
VumId = Annotated[str, AfterValidator(safe_id(MAX_VUM_ID))]
Date = Annotated[str, AfterValidator(iso_date)]
Postcode = Annotated[str, Field(pattern=POSTCODE)]
LanguageCode = Annotated[str, Field(pattern=LANGUAGE)]
Digits10 = Annotated[str, Field(max_length=10, pattern=DIGITS)]

Integer99 = Annotated[int, AfterValidator(between(0, 99))]
Integer999 = Annotated[int, AfterValidator(between(0, 999))]
Integer99999 = Annotated[int, AfterValidator(between(0, 99999))]

Indication = Annotated[int, AfterValidator(one_of(0, 1, 2))]
YesNo = Annotated[int, AfterValidator(one_of(1, 2))]
DiplomaIndication = Annotated[int, AfterValidator(one_of(0, 1, 2, 8))]
LanguageLevel = Annotated[int, AfterValidator(one_of(0, 1, 2, 3, 4, 8))]
WorkLevel = Annotated[int, AfterValidator(one_of(0, 1, 2, 3, 4, 5, 6, 7))]
WorkLevelText = Annotated[str, AfterValidator(one_of("0", "1", "2", "3", "4", "5", "6", "7"))]
EducationLevel = Annotated[int, AfterValidator(one_of(1, 2, 3, 4, 5, 6, 9))]
EducationStatus = Annotated[int, AfterValidator(one_of(0, 1, 2, 3))]
TransportCode = Annotated[int, AfterValidator(one_of(1, 2, 3, 4, 5, 9))]
WebAddressKind = Annotated[int, AfterValidator(one_of(1, 2, 3, 4))]
WayToApply = Annotated[str, AfterValidator(one_of("1", "2", "3", "4"))]
Duration = Annotated[str, AfterValidator(one_of("B", "O"))]
Agreement = Annotated[str, AfterValidator(one_of(*AGREEMENTS))]
Licence = Annotated[
    str,
    AfterValidator(
        one_of(
            *("A", "A1", "A2", "AM", "B", "B+", "C1", "C", "D1", "D"),
            *("BE", "C1E", "CE", "D1E", "DE", "T"),
        )
    ),
]
