"""VUM records to and from the domain model.

``read`` splits a valid VUM object into the domain object and the rest: all that the domain does not
carry. ``write`` joins the two into the VUM object, so that nothing is lost on the way but empty
values. Version 2.0 is read only.

Source: VUM standard 1.5 and 1.4; ``../shared/reference/vum.md`` sections 4 to 6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from passend.engine.model import Jobseeker, Vacancy
from passend.index.sources.plain import JsonObject, drop_empty
from passend.index.sources.vum.table import Table, fill, take
from passend.index.sources.vum.tables import PERSON_V3, VACANCY_V3
from passend.index.sources.vum.tables_v2 import PERSON_V2, VACANCY_V2

__all__ = [
    "ID_NAMES",
    "Parsed",
    "own_id",
    "read_person_v2",
    "read_person_v3",
    "read_vacancy_v2",
    "read_vacancy_v3",
    "write_person_v3",
    "write_vacancy_v3",
]

ID_NAMES = ("idWerkzoekende", "idVacature", "vumID")
"""The elements that can name a record, in order of preference."""

T = TypeVar("T", Jobseeker, Vacancy)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A VUM object, split.

    Parameters
    ----------
    domain : Jobseeker or Vacancy
        What plays a role in matching; no identity.
    rest : dict
        What the domain does not carry: ids, contact data, names of employers and institutes, dates
        of work and education, the full postcode, elements for display. A list in it is as long as
        the list of the record, with ``{}`` where nothing is left, so keep its empty items.
    record_id : str or None
        ``idWerkzoekende`` or ``idVacature``, else ``vumID``, else ``None``.
    """

    domain: T
    rest: JsonObject
    record_id: str | None


def own_id(obj: Mapping[str, Any]) -> str | None:
    """Return the id that a VUM object carries: the source's own, else ``vumID``, else ``None``."""
    for name in ID_NAMES:
        found = obj.get(name)
        if isinstance(found, str) and found:
            return found
    return None


def _read(cls: type[T], table: Table, obj: JsonObject, today: date) -> Parsed[T]:
    fields, rest = take(table, drop_empty(obj), today)
    return Parsed(cls(**fields), rest, own_id(rest))


def _write(table: Table, domain: Jobseeker | Vacancy, rest: JsonObject) -> JsonObject:
    written: JsonObject = drop_empty(fill(table, domain, rest))
    return written


def read_person_v3(obj: JsonObject, *, today: date) -> Parsed[Jobseeker]:
    """Read a jobseeker of VUM 3.0.

    Parameters
    ----------
    obj : dict
        A valid object, match or detail; see :func:`passend.index.sources.parse_record` for the
        check. It is not changed.
    today : date
        End of a job that still runs, and the last day that counts towards its length.

    Returns
    -------
    Parsed

    Source
    ------
    Contract 3.0.8, ``MPWerkzoekendeMatch`` and ``Werkzoekende``.

    Examples
    --------
    >>> parsed = read_person_v3(
    ...     {"idWerkzoekende": "p1", "mobiliteit": {"bemiddelingspostcode": "1234AB"}},
    ...     today=date(2026, 11, 1),
    ... )
    >>> parsed.domain.postcode4, parsed.record_id
    ('1234', 'p1')
    >>> write_person_v3(parsed.domain, parsed.rest)["mobiliteit"]
    {'bemiddelingspostcode': '1234AB'}
    """
    return _read(Jobseeker, PERSON_V3, obj, today)


def read_vacancy_v3(obj: JsonObject, *, today: date) -> Parsed[Vacancy]:
    """Read a vacancy of VUM 3.0; see :func:`read_person_v3`.

    Source
    ------
    Contract 3.0.8, ``MPVacatureMatch`` and ``Vacature``.
    """
    return _read(Vacancy, VACANCY_V3, obj, today)


def read_person_v2(obj: JsonObject, *, today: date) -> Parsed[Jobseeker]:
    """Read a jobseeker of VUM 2.0; see :func:`read_person_v3`.

    Occupations keep the UWV code and the text. A behaviour of level insufficient or not mastered is
    no competence; it stays in the rest, as the whole list does.

    Source
    ------
    Contract 2.0.2, ``MPWerkzoekendeMatch`` and ``Werkzoekende``.
    """
    return _read(Jobseeker, PERSON_V2, obj, today)


def read_vacancy_v2(obj: JsonObject, *, today: date) -> Parsed[Vacancy]:
    """Read a vacancy of VUM 2.0; see :func:`read_person_v2`.

    The work site is the postcode of the address with function ``E``, else ``V``.

    Source
    ------
    Contract 2.0.2, ``MPVacatureMatch`` and ``Vacature``.
    """
    return _read(Vacancy, VACANCY_V2, obj, today)


def write_person_v3(jobseeker: Jobseeker, rest: JsonObject) -> JsonObject:
    """Join a jobseeker and the rest into a VUM 3.0 object, without empty values.

    What version 3.0 has no element for is left out: texts of occupations and competences, behaviour
    codes, names of educations, and all of the extension. Place and length of jobs come from the
    rest.

    Source
    ------
    Contract 3.0.8, ``Werkzoekende``.
    """
    return _write(PERSON_V3, jobseeker, rest)


def write_vacancy_v3(vacancy: Vacancy, rest: JsonObject) -> JsonObject:
    """Join a vacancy and the rest into a VUM 3.0 object; see :func:`write_person_v3`.

    Place, branches and the last day of the work come from the rest.

    Source
    ------
    Contract 3.0.8, ``Vacature``.
    """
    return _write(VACANCY_V3, vacancy, rest)
