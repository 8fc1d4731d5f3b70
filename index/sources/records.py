"""One record: what it is, which version, whether it is valid, and its domain object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel

from passend.engine.model import Jobseeker, Vacancy
from passend.index.sources import vum as v
from passend.index.sources.check import check, merge, scan
from passend.index.sources.detect import Kind, Version, kind_of, version_of
from passend.index.sources.ext import PersonExt, VacancyExt, read_ext
from passend.index.sources.plain import Json, JsonObject, drop_empty
from passend.index.sources.problems import Part, Problem, json_path
from passend.index.sources.vum import own_id
from passend.index.sources.vum.scalars import (
    MAX_VUM_ID,
    Element,
    String200,
    VumId,
    is_safe_id,
    one_of,
)

__all__ = ["DEFAULT_SOURCE", "Record", "Rejected", "Row", "parse_record"]

DEFAULT_SOURCE = "local"


@dataclass(frozen=True, slots=True)
class Record:
    """A valid record.

    Parameters
    ----------
    key : str
        Id in the file form, else ``idWerkzoekende`` or ``idVacature``, else ``vumID``. Together
        with ``source`` unique within a file.
    kind : {"person", "vacancy"}
    source : str
        Who holds the record.
    version : {"v2", "v3"}
        Which VUM the object ``vum`` is in.
    vum, ext : dict
        As received, without empty values. They hold identity; ``domain`` does not.
    domain : Jobseeker or Vacancy
        Both objects as the engine sees them.
    position : int
        Line of a file of JSON lines, else place in the list; from 1. 0 outside a file.
    """

    key: str
    kind: Kind
    source: str
    version: Version
    vum: JsonObject
    ext: JsonObject
    domain: Jobseeker | Vacancy
    position: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot be used: as received, with all that is wrong with it.

    ``raw`` is the JSON value, or the text of a line that is no JSON. It may hold identity, the
    problems do not.
    """

    position: int
    raw: Json
    problems: tuple[Problem, ...]


Row = Record | Rejected


@dataclass(frozen=True, slots=True)
class _Form:
    """One kind in one version: the model of a first result, of a detail, and the reader."""

    strict: type[BaseModel]
    lenient: type[BaseModel]
    read: Callable[..., v.Parsed[Any]]


_FORMS: dict[tuple[Kind, Version], _Form] = {
    ("person", "v3"): _Form(v.WerkzoekendeMatch, v.Werkzoekende, v.read_person_v3),
    ("person", "v2"): _Form(v.WerkzoekendeV2, v.WerkzoekendeV2, v.read_person_v2),
    ("vacancy", "v3"): _Form(v.VacatureMatch, v.Vacature, v.read_vacancy_v3),
    ("vacancy", "v2"): _Form(v.VacatureV2, v.VacatureV2, v.read_vacancy_v2),
}
_EXT: dict[Kind, type[BaseModel]] = {"person": PersonExt, "vacancy": VacancyExt}
_ENVELOPES: dict[str, Kind] = {"werkzoekende": "person", "vacature": "vacancy"}
_ID_FIELD: dict[Kind, str] = {"person": "idWerkzoekende", "vacancy": "idVacature"}


class _FileForm(Element):
    """The outside of a record in the file form."""

    id: VumId | None = None
    source: String200 | None = None
    kind: Annotated[str, AfterValidator(one_of("person", "vacancy"))] | None = None
    vum: dict[str, Any]
    ext: dict[str, Any] | None = None


class _DetailAnswer(Element):
    """The answer to a question for a detail; the record is checked apart."""

    bronID: String200 | None = None  # noqa: N815 - name of the standard


@dataclass(frozen=True, slots=True)
class _Parts:
    """A record taken apart: the objects, where they lie, and what the outside tells."""

    received: Json
    vum: Json
    ext: Json
    prefix: tuple[Part, ...]
    file_id: object
    source: object
    kind: object
    lenient: bool
    problems: list[Problem]


def _take_apart(obj: JsonObject, record_id: str | None) -> _Parts:
    if "vum" in obj:
        found = check(_FileForm, obj, record_id=record_id)
        outer = (obj.get("id"), obj.get("source"), obj.get("kind"))
        inner = (obj["vum"], drop_empty(obj["vum"]), obj.get("ext") or {})
        return _Parts(*inner, ("vum",), *outer, False, found)
    for name, kind in _ENVELOPES.items():
        if name in obj:
            outside = {key: value for key, value in obj.items() if key != name}
            found = check(_DetailAnswer, outside, record_id=record_id)
            inner = (obj[name], drop_empty(obj[name]), {})
            return _Parts(*inner, (name,), None, obj.get("bronID"), kind, True, found)
    return _Parts(obj, drop_empty(obj), {}, (), None, None, None, False, [])


def _record_id(obj: JsonObject) -> str | None:
    """Return the first usable id, whatever else is wrong with the record."""
    inner = next((obj[name] for name in ("vum", *_ENVELOPES) if name in obj), obj)
    inside = [inner.get(name) for name in v.ID_NAMES] if isinstance(inner, dict) else []
    for found in (obj.get("id"), *inside):
        if isinstance(found, str) and is_safe_id(found, MAX_VUM_ID):
            return found
    return None


def parse_record(
    obj: Json,
    *,
    today: date,
    kind: Kind | None = None,
    lenient: bool = False,
    source: str = DEFAULT_SOURCE,
    position: int = 0,
) -> Row:
    """Check and read one record.

    Parameters
    ----------
    obj : JSON value
        The file form ``{"id", "source"?, "kind"?, "vum", "ext"?}``, a plain VUM object, or the
        answer to a question for a detail, ``{"werkzoekende": …}`` or ``{"vacature": …}``.
    today : date
        See :func:`passend.index.sources.vum.read_person_v3`.
    kind : {"person", "vacancy"} or None
        What is expected. ``None``: as the record says or, failing that, as its fields show.
    lenient : bool
        Whether the place may be absent in VUM 3.0, as in a detail or a pasted object. An id is
        asked all the same. The answer to a question for a detail is always read so.
    source : str
        Who holds the record, when it does not say so itself.
    position : int
        Place in the file.

    Returns
    -------
    Record or Rejected
        All problems of a record are reported together.

    Examples
    --------
    >>> row = parse_record({"id": "v1", "vum": {"idVacature": "v1"}}, today=date(2026, 11, 1))
    >>> [problem.message("en") for problem in row.problems]
    ['Record v1: $.vum.adres is missing and required.']
    """
    found, safe = scan(obj)
    if not safe or not isinstance(obj, dict):
        found += [] if found else [Problem(None, "$", "not_an_object")]
        return Rejected(position, obj, tuple(found))
    record_id = _record_id(obj)
    found = [replace(problem, record_id=record_id) for problem in found]
    parts = _take_apart(obj, record_id)
    found += parts.problems
    if not isinstance(parts.vum, dict):
        path = json_path(parts.prefix)
        found.append(Problem(record_id, path, "type", None, (("expected", "object"),)))
        return Rejected(position, obj, merge(found))
    decided = _decide(parts, kind, record_id, found)
    if decided is not None:
        found += _check_inside(parts, decided, lenient or parts.lenient, record_id)
    if found or decided is None or record_id is None:
        return Rejected(position, obj, merge(found))
    parsed = _FORMS[decided].read(parts.vum, today=today)
    domain, _ = read_ext(parsed.domain, parts.ext)
    held_by = str(parts.source or source)
    ext = drop_empty(parts.ext)
    return Record(record_id, decided[0], held_by, decided[1], parts.vum, ext, domain, position)


def _decide(
    parts: _Parts, expected: Kind | None, record_id: str | None, found: list[Problem]
) -> tuple[Kind, Version] | None:
    """Return kind and version; ``None``, with a problem, when they cannot be told."""
    here = json_path(parts.prefix)
    stated = next((one for one in _ID_FIELD if one == parts.kind), None)
    told = stated or kind_of(parts.vum)
    if expected is not None and told not in {None, expected}:
        where = "$.kind" if parts.prefix == ("vum",) and stated else here
        params = (("expected", expected),)
        found.append(Problem(record_id, where, "kind_mismatch", told, params))
        return None
    kind = expected or told
    if kind is None:
        found.append(Problem(record_id, here, "kind"))
        return None
    version = version_of(parts.vum, kind)
    if version is None:
        found.append(Problem(record_id, here, "version"))
        return None
    return kind, version


def _check_inside(
    parts: _Parts, decided: tuple[Kind, Version], lenient: bool, record_id: str | None
) -> list[Problem]:
    form, kind = _FORMS[decided], decided[0]
    model = form.lenient if lenient else form.strict
    found = check(model, parts.received, pruned=parts.vum, prefix=parts.prefix, record_id=record_id)
    if isinstance(parts.ext, dict):
        found += check(_EXT[kind], parts.ext, prefix=("ext",), record_id=record_id)
    if not parts.file_id and own_id(parts.vum) is None:
        where: tuple[Part, ...] = (
            ("id",) if parts.prefix == ("vum",) else (*parts.prefix, _ID_FIELD[kind])
        )
        found.append(Problem(record_id, json_path(where), "missing"))
    return found
