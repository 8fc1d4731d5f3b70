"""Records of the store as the engine reads them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import RecordKind
from passend.taxonomy.normalise import fold

from .sources import Record, parse_record
from .store import RecordStore, Stored, StoreError

__all__ = ["StoredRecords", "to_domain", "to_stored"]


def to_stored(row: Record, received: date) -> Stored:
    """Record of a source as the store keeps it; its key is ``source:id``."""
    return Stored(
        kind=RecordKind(row.kind),
        key=f"{row.source}:{row.key}",
        source=row.source,
        version=row.version,
        vum=row.vum,
        ext=row.ext,
        received=received,
    )


def to_domain(stored: Stored) -> Jobseeker | Vacancy:
    """Domain object of a stored record, as it read on the day it came in, with its corrections.

    Raises
    ------
    StoreError
        If the record no longer passes the checks it passed when it came in.
    """
    own_id = stored.key.removeprefix(f"{stored.source}:")
    row = {"id": own_id, "kind": stored.kind.value, "vum": stored.vum, "ext": stored.ext}
    parsed = parse_record(row, today=stored.received, kind=stored.kind.value, lenient=True)
    if not isinstance(parsed, Record):
        raise StoreError(f"{stored.kind} {stored.key} can no longer be read; import it again")
    return replace(parsed.domain, corrections=stored.corrections)


class StoredRecords:
    """Read access by key, for the matcher."""

    def __init__(self, store: RecordStore) -> None:
        self.store = store

    def jobseeker(self, key: str) -> Jobseeker:
        """Jobseeker with this key; ``KeyError`` when there is none."""
        domain = to_domain(self.store.get(RecordKind.PERSON, key))
        if not isinstance(domain, Jobseeker):
            raise KeyError(key)
        return domain

    def vacancy(self, key: str) -> Vacancy:
        """Vacancy with this key; ``KeyError`` when there is none."""
        domain = to_domain(self.store.get(RecordKind.VACANCY, key))
        if not isinstance(domain, Vacancy):
            raise KeyError(key)
        return domain

    def source_of(self, key: str) -> str:
        """Organisation that sent the vacancy in."""
        return self.store.get(RecordKind.VACANCY, key).source

    def employer_of(self, key: str) -> str | None:
        """Sign of the employer's trade name; the name itself stays in the store."""
        employer = self.store.get(RecordKind.VACANCY, key).vum.get("werkgever")
        name = employer.get("handelsnaamOrganisatie") if isinstance(employer, dict) else None
        folded = fold(name) if isinstance(name, str) else ""
        return hashlib.sha256(folded.encode()).hexdigest()[:16] if folded else None
