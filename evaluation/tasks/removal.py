"""Facts taken away one by one: what a ranking loses without an element of the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import reduce
from typing import Any, TypeVar, cast, get_args, get_type_hints

from passend.engine.model import Flag, Jobseeker, Vacancy
from passend.evaluation.context import Context
from passend.evaluation.specs import SpecError

from .base import Task
from .perturbed import Record, changed, name_of, sides_of

__all__ = ["elements_of", "removed", "without"]

T = TypeVar("T")
_GROUPS: dict[type[Record], dict[str, tuple[str, ...]]] = {
    Jobseeker: {
        "travel": ("postcode4", "max_distance_km", "max_minutes", "transport"),
        "times": ("hours", "office_hours", "irregular"),
        "dates": ("available_from", "available_until"),
    },
    Vacancy: {
        "travel": ("sites", "transport"),
        "times": ("hours", "office_hours", "irregular"),
        "dates": ("start", "end", "closing"),
    },
}


def without(context: Context, task: Task, *elements: str, side: str = "both") -> Task:
    """Elements taken away, as "competences", "travel" or "experience.text"; side= one side.

    A name of a field takes the field from the record; ``experience.text`` takes the text from each
    job and leaves the job; ``travel``, ``times`` and ``dates`` take several fields that belong
    together. An element that one side lacks is taken from the other alone.

    Raises
    ------
    SpecError
        If no element is given, an element is not part of the records of the side, ``side`` is
        unknown, or the task has no records.
    """
    named = ", ".join(f'"{element}"' for element in elements)
    name = f'without({name_of(task)}, {named}, side="{side}")'
    known = {one for kind in _kinds(task, side) for one in elements_of(kind)}
    wrong = next((element for element in elements if element not in known), None)
    if not elements or wrong is not None:
        what = "name an element" if wrong is None else f"no element is called {wrong!r}"
        raise SpecError(f"without: {what}; known: {', '.join(sorted(known))}")
    return changed(
        context,
        task,
        name,
        side,
        record=lambda _key, record: reduce(removed, elements, record),
    )


def elements_of(kind: type[Record]) -> tuple[str, ...]:
    """Elements that can be taken from a kind of record: fields, groups, fields of parts."""
    hints = get_type_hints(kind)
    found = [field.name for field in fields(kind)] + list(_GROUPS[kind])
    for field in fields(kind):
        part = _part(hints[field.name])
        if part is not None:
            found += [f"{field.name}.{inner.name}" for inner in fields(part)]
    return tuple(found)


def removed(record: Record, element: str) -> Record:
    """The record without an element; the record itself when it is of a kind that lacks it."""
    kind = type(record)
    if element not in elements_of(kind):
        return record
    outer, _, inner = element.partition(".")
    if inner:
        return _replaced(record, {outer: _emptied(getattr(record, outer), inner)})
    names = _GROUPS[kind].get(element, (element,))
    return _replaced(record, {one: _empty(kind, one) for one in names})


def _kinds(task: Task, side: str) -> list[type[Record]]:
    """Kinds of record on a side; none where the items have texts alone."""
    asking, ranked = sides_of(side)
    items = [*(task.queries[:1] if asking else ()), *(task.corpus[:1] if ranked else ())]
    kinds = [type(item.record) for item in items if item.record is not None]
    if not kinds:
        raise SpecError(f"without: the items of {task.name} have texts alone, no records")
    return kinds


def _part(hint: object) -> Any:  # noqa: ANN401 - a class made by dataclass
    """Class of the parts of a field that is a part, a tuple of parts, or perhaps a part."""
    inside = [one for one in (hint, *get_args(hint)) if isinstance(one, type) and is_dataclass(one)]
    return inside[0] if inside and inside[0] is not Flag else None


def _emptied(value: object, inner: str) -> object:
    """A part, or each of several, without one of its fields."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return tuple(_emptied(one, inner) for one in value)
    return _replaced(value, {inner: _empty(type(value), inner)})


def _replaced(value: T, fields_by_name: dict[str, object]) -> T:
    return cast(T, replace(cast(Any, value), **fields_by_name))


def _empty(kind: type[Any], name: str) -> object:
    """What a field holds when nothing is known."""
    field = next(field for field in fields(kind) if field.name == name)
    made = cast("Callable[[], object]", field.default_factory)
    return field.default if field.default is not MISSING else made()
