"""The extension of the file form: what VUM has no element for.

Source: docs/adr/0004; SBB leerplaats model for ``leerbaan``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from passend.engine.model import Arrangement, Jobseeker, Leerbaan, Vacancy, VacancyKind
from passend.index.sources.plain import Json, JsonObject, drop_empty
from passend.index.sources.vum.scalars import Element, String2000, between, one_of
from passend.index.sources.vum.table import PLAIN, Codec, Row, Table, derived, fill, record, take

__all__ = [
    "MAX_PAY",
    "MAX_TEXT",
    "ArrangementExt",
    "LeerbaanExt",
    "PersonExt",
    "Site",
    "VacancyExt",
    "read_ext",
    "write_ext",
]

MAX_TEXT = 20_000
MAX_PAY = 500

T = TypeVar("T", Jobseeker, Vacancy)


def _bool_or_string(value: Json) -> bool | str:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("bool_or_string", "neither true nor false nor a text")
    if len(value) > 200:
        raise PydanticCustomError("string_too_long", "too long", {"max_length": 200})
    return value


def _pay(value: float) -> float:
    if not 0 <= value <= MAX_PAY:
        raise PydanticCustomError("range", "out of range", {"min": 0, "max": MAX_PAY})
    return value


class ArrangementExt(Element):
    """Wishes of a person, or the offer of an employer, beside the work itself."""

    trial_placement: bool | None = None
    adaptable_tasks: bool | None = None
    adaptable_hours: bool | None = None
    guidance: bool | None = None
    learning_on_the_job: bool | None = None
    pay_per_hour: Annotated[float, AfterValidator(_pay)] | None = None


class PersonExt(Element):
    """Extension of a jobseeker."""

    riasec_text: String2000 | None = None
    wishes: ArrangementExt | None = None
    text: Annotated[str, Field(max_length=MAX_TEXT)] | None = None


class LeerbaanExt(Element):
    """The qualification behind an apprenticeship."""

    crebo: Annotated[str, Field(pattern="^[0-9]{5}$")] | None = None
    niveau: Annotated[int, AfterValidator(between(1, 4))] | None = None
    leerweg: Annotated[str, AfterValidator(one_of("BBL", "BOL"))] | None = None


class Site(Element):
    """One more place of work."""

    postcode: Annotated[str, Field(pattern="^[0-9]{4}([a-zA-Z]{2})?$")]


class VacancyExt(Element):
    """Extension of a vacancy."""

    kind: Annotated[str, AfterValidator(one_of(*(kind.value for kind in VacancyKind)))] | None = (
        None
    )
    leerbaan: LeerbaanExt | None = None
    regulated: Annotated[bool | str, PlainValidator(_bool_or_string)] | None = None
    riasec_text: String2000 | None = None
    sites: list[Site] | None = None
    offer: ArrangementExt | None = None


_KIND = Codec(
    lambda value, _: (VacancyKind(value), None), lambda domain, _: domain and domain.value
)
_ARRANGEMENT = record(
    Arrangement, tuple(Row(name, name, PLAIN) for name in ArrangementExt.model_fields)
)
_LEERBAAN = record(Leerbaan, tuple(Row(name, name, PLAIN) for name in LeerbaanExt.model_fields))


def _sites(value: Json, _: date) -> tuple[str, ...]:
    return tuple(site["postcode"][:4] for site in value)


_PERSON: Table = (
    Row("riasec_text", "riasec_text", PLAIN),
    Row("wishes", "wishes", _ARRANGEMENT),
    Row("text", "text", PLAIN),
)
_VACANCY: Table = (
    Row("kind", "kind", _KIND),
    Row("leerbaan", "leerbaan", _LEERBAAN),
    Row("regulated", "regulated", PLAIN),
    Row("riasec_text", "riasec_text", PLAIN),
    Row("sites", "sites", derived(_sites)),
    Row("offer", "offer", _ARRANGEMENT),
)


def _table(domain: Jobseeker | Vacancy) -> Table:
    return _PERSON if isinstance(domain, Jobseeker) else _VACANCY


def read_ext(domain: T, ext: JsonObject) -> tuple[T, JsonObject]:
    """Add a valid extension to a domain object.

    Parameters
    ----------
    domain : Jobseeker or Vacancy
        As read from the VUM object.
    ext : dict
        It is not changed.

    Returns
    -------
    tuple
        The domain object, with ``sites`` added to the vacancy's own, and the rest of the extension:
        the full postcodes of ``sites``.

    Examples
    --------
    >>> read_ext(Vacancy(sites=("1234",)), {"sites": [{"postcode": "5678AB"}]})[0].sites
    ('1234', '5678')
    """
    fields, rest = take(_table(domain), drop_empty(ext), date.max)
    if isinstance(domain, Vacancy) and "sites" in fields:
        fields["sites"] = tuple(dict.fromkeys(domain.sites + fields["sites"]))
    return replace(domain, **fields), rest


def write_ext(domain: Jobseeker | Vacancy, rest: JsonObject) -> JsonObject:
    """Join what a domain object holds of the extension, and the rest of it; no empty values."""
    written: JsonObject = drop_empty(fill(_table(domain), domain, rest))
    return written
