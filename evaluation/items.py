"""What rankers rank and what asks: an id, a text, and for records the record itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass

from passend.engine.model import Jobseeker, Vacancy

__all__ = ["Item", "record_text"]


@dataclass(frozen=True, slots=True)
class Item:
    """A query or a document.

    Parameters
    ----------
    id : str
        Without white space.
    text : str
        What a ranker of texts sees of it.
    record : Jobseeker, Vacancy or None
        The record; ``None`` in tasks of short texts.
    """

    id: str
    text: str
    record: Jobseeker | Vacancy | None = None


# Codes, levels and postcodes are no words; a baseline of words must not match on them.
_NO_WORDS = frozenset(
    {
        "agreement", "behaviour_code", "contracts", "crebo", "duration", "kind", "languages",
        "leerweg", "licences", "postcode4", "salary", "sites", "terms", "transport", "work_level",
    }
)  # fmt: skip


def record_text(record: Jobseeker | Vacancy, label: Callable[[str], str | None]) -> str:
    """All words of a record on one line, as a ranker of texts sees them.

    Parameters
    ----------
    label : callable
        Name of a code (an IRI), or ``None`` when it has none. A coded competence thus reaches the
        baselines as its name: they get what a person reads.
    """
    return " ".join(_words(record, label))


def _words(value: object, label: Callable[[str], str | None]) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _words(part, label)
    elif is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name == "code":
                name = label(part) if part else None
                if name and name != getattr(value, "text", None):
                    yield name
            elif field.name not in _NO_WORDS:
                yield from _words(part, label)
