"""The service as the web uses it: many threads, one question at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import RecordKind
from passend.taxonomy.suggest import Suggester

from .answers import Antwoord, Titel, Uitleg, Versies, versions_out
from .asking import ask, understand
from .audience import Audience
from .bootstrap import Service
from .questions import (
    Limits,
    NotFound,
    explain_keys,
    from_record,
    from_text,
    match,
    stored,
    title_of,
    why_keys,
)
from .requests_http import BegrippenVraag, Zoekvraag
from .suggestions import Begrippen, suggestions_out
from .understanding import Begrepen, facts_told, pieces_of
from .why import Waarom

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
        self._suggester: Suggester | None = None
        self._suggesting = threading.Lock()

    @contextmanager
    def alone(self) -> Iterator[Service]:
        """The service, for one at a time; what changed in the store is in the next answer."""
        with self._lock:
            yield self.service

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

    def answer_text(self, kind: RecordKind, text: str, limits: Limits) -> Antwoord:
        """Answer a pasted text, and tell how it was read.

        Raises
        ------
        TextRefused
            See :func:`passend.api.questions.from_text`.
        """
        asked = from_text(self.service.coder.reader, kind, text)
        told = Begrepen(
            tekst=pieces_of(self.service.coder.reader, asked, text), feiten=facts_told(asked)
        )
        return self.answer(asked, limits).model_copy(update={"begrepen": told})

    def search(self, kind: RecordKind, question: Zoekvraag, limits: Limits) -> Antwoord:
        """Answer a search question, and tell how it was understood.

        Parameters
        ----------
        kind : RecordKind
            What the question stands for: a person looks for vacancies.

        Raises
        ------
        QuestionRefused, NotFound
            See :func:`passend.api.asking.understand`.
        """
        with self._lock:
            understood = understand(self.service, kind, question)
            answer = match(self.service, ask(self.service, kind, understood.wanted), limits)
        return answer.model_copy(update={"begrepen": understood.told})

    def suggest(self, asked: BegrippenVraag) -> Begrippen:
        """Concepts for what is typed so far."""
        return suggestions_out(self.suggester(), asked, self.service.coder.taxonomy)

    def suggester(self) -> Suggester:
        """The suggester, made at the first use: seconds for a large taxonomy."""
        with self._suggesting:
            if self._suggester is None:
                self._suggester = Suggester(self.service.coder.taxonomy)
            return self._suggester

    def explain(self, person: str, vacancy: str, audience: Audience = Audience.ADVISER) -> Uitleg:
        """Explanation of one pair; raises :class:`~passend.api.questions.NotFound`."""
        with self._lock:
            return explain_keys(self.service, person, vacancy, audience)

    def why(self, person: str, vacancy: str, kind: RecordKind, limits: Limits) -> Waarom:
        """Place of one record in the list of the other; see :func:`.questions.why_keys`."""
        with self._lock:
            return why_keys(self.service, person, vacancy, kind, limits)

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
