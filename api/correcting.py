"""Corrections from outside: what somebody says of a stored record, checked and kept."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from passend.engine.model import AuthorRole, Correction, Says
from passend.engine.ports import RecordKind
from passend.index.store import CorrectionError, StoredCorrection
from passend.taxonomy.concepts import Kind

from .bootstrap import Service
from .corrections_told import correction_text
from .questions import NotFound

__all__ = ["Correctie", "Correcties", "correct", "corrections_of", "find_concept", "withdraw"]

_NOT_OF = {
    RecordKind.PERSON: (AuthorRole.EMPLOYER, "Een werkgever kan een persoon niet corrigeren."),
    RecordKind.VACANCY: (
        AuthorRole.JOBSEEKER,
        "Een werkzoekende kan een vacature niet corrigeren.",
    ),
}


class _Model(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid"
    )


class Correctie(_Model):
    """Wat iemand aan een record toevoegde of betwistte."""

    nummer: int = Field(description="Kenmerk van de correctie.")
    begrip: str = Field(description="IRI van het begrip.")
    naam: str | None = Field(description="Naam van het begrip; leeg als wij het niet meer kennen.")
    zegt: Literal["kan-ook", "klopt-niet"]
    rol: Literal["werkzoekende", "adviseur", "werkgever"]
    door: str | None = Field(description="Kenmerk van wie het zegt, geen naam.")
    datum: str = Field(description="Dag van de correctie, JJJJ-MM-DD.")
    reden: str
    ingetrokken: str | None = Field(description="Dag van intrekken; leeg als de correctie geldt.")
    ingetrokken_door: str | None = Field(description="Rol van wie de correctie introk.")
    tekst: str = Field(description="De correctie in een zin.")


class Correcties(_Model):
    """Alle correcties van een record, de oudste eerst; ook de ingetrokken."""

    correcties: list[Correctie]


def find_concept(service: Service, text: str) -> int | None:
    """Concept by IRI, code or exact name; ``None`` when unknown, or when two have the name."""
    taxonomy = service.coder.taxonomy
    known = taxonomy.concept_of_code(text)
    if known is None:
        wanted = text.strip().casefold()
        named = [
            number
            for number, concept in enumerate(taxonomy.concepts)
            if concept.kind is not Kind.WORD and concept.label.casefold() == wanted
        ]
        known = named[0] if len(named) == 1 else None
    return None if known is None or taxonomy.kinds[known] is Kind.WORD else known


def correct(
    service: Service,
    kind: RecordKind,
    key: str,
    concept: str,
    says: Says,
    role: AuthorRole,
    author: str | None,
    reason: str,
) -> Correctie:
    """Keep a correction and bring the index up to date.

    Parameters
    ----------
    concept : str
        As :func:`find_concept` reads it.

    Raises
    ------
    CorrectionError
        If the concept, role, author or reason will not do.
    NotFound
        If there is no such record.
    """
    _require(service, kind, key)
    known = find_concept(service, concept)
    if known is None:
        raise CorrectionError(
            "begrip", "Dit begrip kennen wij niet, of er zijn er twee met deze naam."
        )
    _allow(kind, role)
    iri = service.coder.taxonomy.concepts[known].iri
    one = Correction(iri, says, role, author, service.today())
    try:
        kept = service.store.correct(kind, key, one, reason)
    except KeyError:
        raise NotFound(key) from None
    return _out(service, kept)


def withdraw(
    service: Service, kind: RecordKind, key: str, number: int, role: AuthorRole
) -> Correcties:
    """Take a correction back; again is no error. Raises as :func:`correct` does."""
    _require(service, kind, key)
    _allow(kind, role)
    try:
        service.store.withdraw_correction(kind, key, number, service.today(), role)
    except KeyError:
        raise NotFound(key) from None
    return corrections_of(service, kind, key)


def corrections_of(service: Service, kind: RecordKind, key: str) -> Correcties:
    """Corrections of a record; raises :class:`~passend.api.questions.NotFound`."""
    _require(service, kind, key)
    return Correcties(
        correcties=[_out(service, one) for one in service.store.corrections(kind, key)]
    )


def _require(service: Service, kind: RecordKind, key: str) -> None:
    try:
        service.store.get(kind, key)
    except KeyError:
        raise NotFound(key) from None


def _allow(kind: RecordKind, role: AuthorRole) -> None:
    refused, why = _NOT_OF[kind]
    if role is refused:
        raise CorrectionError("rol", why)


def _out(service: Service, kept: StoredCorrection) -> Correctie:
    taxonomy = service.coder.taxonomy
    one = kept.correction
    known = taxonomy.concept_of_code(one.concept)
    label = None if known is None else taxonomy.concepts[known].label
    return Correctie(
        nummer=kept.number,
        begrip=one.concept,
        naam=label,
        zegt=one.says.value,
        rol=one.role.value,
        door=one.author,
        datum=one.day.isoformat(),
        reden=kept.reason,
        ingetrokken=kept.withdrawn.isoformat() if kept.withdrawn else None,
        ingetrokken_door=kept.withdrawn_by.value if kept.withdrawn_by else None,
        tekst=correction_text(label or "Begrip dat wij niet meer kennen", one),
    )
