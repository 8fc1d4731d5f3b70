"""Texts of a record that were not read, because of the language they are in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from passend.taxonomy.reader import Reader

from .model import Jobseeker, Vacancy

__all__ = ["Unread", "unread_of_person", "unread_of_vacancy"]


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A language in an element. Holds no words of the text.

    ``origin`` is the element (VUM name), ``language`` a code of ISO 639-1.
    """

    origin: str
    language: str


def unread_of_person(person: Jobseeker, reader: Reader) -> tuple[Unread, ...]:
    """What of a jobseeker's texts was not read, each once, the same in any order."""
    return _unread(
        reader,
        [
            ("tekst", person.text),
            ("persoonlijkePresentatie", person.presentation),
            *(("toelichtingWerkervaring", job.text) for job in person.experience),
        ],
    )


def unread_of_vacancy(vacancy: Vacancy, reader: Reader) -> tuple[Unread, ...]:
    """What of a vacancy's description was not read, each once."""
    return _unread(reader, [("omschrijvingVacature", vacancy.description)])


def _unread(reader: Reader, texts: Iterable[tuple[str, str | None]]) -> tuple[Unread, ...]:
    found = {Unread(origin, code) for origin, text in texts for code in reader.unread(text or "")}
    return tuple(sorted(found))
