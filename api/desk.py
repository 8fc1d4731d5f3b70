"""The service as the web uses it: many threads, one question at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import RecordKind

from .answers import Antwoord, Titel, Uitleg, Versies, explanation_out, versions_out
from .bootstrap import Service
from .questions import Limits, NotFound, explain_keys, from_record, match, stored, title_of

__all__ = ["MOST_CHOICES", "Choice", "Desk"]

MOST_CHOICES = 200
"""Most records of a kind in a list to choose from."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A record in a list to choose from; ``label`` names no person."""

    key: str
    label: str


class Desk:
    """Guards a service with one lock: catching up with the store is not for two threads at once."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._lock = threading.Lock()
        self._choices: dict[RecordKind, list[Choice]] = {}
        self._choices_at = -1

    def stored(self, kind: RecordKind, key: str) -> Jobseeker | Vacancy:
        """Record of the store; raises :class:`~passend.api.questions.NotFound`."""
        with self._lock:
            return stored(self.service, kind, key)

    def title(self, kind: RecordKind, key: str) -> Titel:
        """How a record of the store is shown."""
        with self._lock:
            return title_of(self.service, kind, key)

    def record(self, kind: RecordKind, record: dict[str, Any]) -> Jobseeker | Vacancy:
        """Record out of a body; raises :class:`~passend.api.questions.InvalidRecord`."""
        return from_record(self.service, kind, record)

    def answer(self, asked: Jobseeker | Vacancy, limits: Limits) -> Antwoord:
        """Answer a question."""
        with self._lock:
            return match(self.service, asked, limits)

    def explain(self, person: str, vacancy: str) -> Uitleg:
        """Explanation of one pair; raises :class:`~passend.api.questions.NotFound`."""
        with self._lock:
            return explanation_out(explain_keys(self.service, person, vacancy))

    def versions(self) -> Versies:
        """Versions in force."""
        return versions_out(self.service.matcher.versions)

    def counts(self) -> dict[RecordKind, int]:
        """Number of records of each kind."""
        with self._lock:
            return {kind: self.service.store.count(kind) for kind in RecordKind}

    def choices(self, kind: RecordKind) -> list[Choice]:
        """The first records of a kind by key, ordered by what they are called."""
        with self._lock:
            at = self.service.store.last_seq()
            if at != self._choices_at:
                self._choices, self._choices_at = {}, at
            if kind not in self._choices:
                keys = self.service.store.keys(kind, MOST_CHOICES)
                found = [choice for key in keys if (choice := self._choice(kind, key))]
                self._choices[kind] = sorted(found, key=lambda one: (one.label.casefold(), one.key))
            return self._choices[kind]

    def _choice(self, kind: RecordKind, key: str) -> Choice | None:
        try:
            title = title_of(self.service, kind, key)
            wish = self._wish(key) if kind is RecordKind.PERSON else title.soort
        except LookupError:
            return None
        middle = f", {wish}" if wish else ""
        return Choice(key, f"{title.titel}{middle} ({title.bron})")

    def _wish(self, key: str) -> str:
        """Wished occupation as the taxonomy calls it; a person's own words stay out of a list."""
        person = stored(self.service, RecordKind.PERSON, key)
        if not isinstance(person, Jobseeker):
            raise NotFound(key)
        taxonomy = self.service.coder.taxonomy
        known = (taxonomy.concept_of_code(ref.code) for ref in person.wished_occupations)
        labels = (taxonomy.concepts[one].label for one in known if one is not None)
        return next((f"zoekt werk als {label.lower()}" for label in labels), "")
