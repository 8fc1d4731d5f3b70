"""Corrections of records: kept by the key of the record, beside what its source sends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from passend.engine.model import AuthorRole, Correction, Says
from passend.engine.ports import RecordKind

from .feed import last_number, log_change
from .schema import correction, record

__all__ = [
    "LONGEST_REASON",
    "CorrectionError",
    "StoredCorrection",
    "add",
    "listed",
    "purge",
    "withdraw",
]

LONGEST_REASON = 500
"""Most characters of a reason."""

_AUTHOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class CorrectionError(ValueError):
    """A correction cannot be kept; ``field`` says what is wrong, the message why, in Dutch."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A correction as it is kept; ``number`` counts up within the store.

    ``withdrawn`` is the day it was taken back, by somebody in the role ``withdrawn_by``; ``None`` =
    in force.
    """

    number: int
    kind: RecordKind
    key: str
    correction: Correction
    reason: str
    withdrawn: date | None = None
    withdrawn_by: AuthorRole | None = None


def add(
    connection: Connection, kind: RecordKind, key: str, one: Correction, reason: str
) -> StoredCorrection:
    """Keep a correction and tell the feed that its record changed; inside a write transaction.

    Raises
    ------
    KeyError
        If there is no such record.
    CorrectionError
        If the author is no pseudonymous id, or the reason is empty or too long.
    """
    _check(one, reason)
    _require(connection, kind, key)
    number = 1 + int(connection.execute(select(func.max(correction.c.number))).scalar() or 0)
    connection.execute(
        insert(correction).values(
            number=number,
            kind=kind.value,
            key=key,
            concept=one.concept,
            says=one.says.value,
            role=one.role.value,
            author=one.author,
            day=one.day.isoformat(),
            reason=reason.strip(),
        )
    )
    log_change(connection, last_number(connection) + 1, kind, key, "put")
    return StoredCorrection(number, kind, key, one, reason.strip())


def withdraw(
    connection: Connection, kind: RecordKind, key: str, number: int, day: date, role: AuthorRole
) -> bool:
    """Take a correction back; false when it was already. It stays listed.

    Raises
    ------
    KeyError
        If this record has no such correction.
    """
    mine = (correction.c.number == number, correction.c.kind == kind.value, correction.c.key == key)
    found = connection.execute(select(correction.c.withdrawn).where(*mine)).first()
    if found is None:
        raise KeyError(number)
    if found.withdrawn is not None:
        return False
    connection.execute(
        update(correction).where(*mine).values(withdrawn=day.isoformat(), withdrawn_by=role.value)
    )
    log_change(connection, last_number(connection) + 1, kind, key, "put")
    return True


def listed(
    connection: Connection, kind: RecordKind, key: str, *, withdrawn: bool = True
) -> list[StoredCorrection]:
    """Corrections of a record, oldest first; without those withdrawn when so asked."""
    query = select(correction).where(correction.c.kind == kind.value, correction.c.key == key)
    if not withdrawn:
        query = query.where(correction.c.withdrawn.is_(None))
    return [_read(row) for row in connection.execute(query.order_by(correction.c.number))]


def purge(connection: Connection, kind: RecordKind, keys: Sequence[str]) -> None:
    """Remove every correction of records that are withdrawn."""
    for key in keys:
        connection.execute(
            delete(correction).where(correction.c.kind == kind.value, correction.c.key == key)
        )


def _check(one: Correction, reason: str) -> None:
    if one.author is not None and not _AUTHOR.fullmatch(one.author):
        raise CorrectionError(
            "door",
            "Geef een kenmerk zonder naam: letters, cijfers, punt of streepje, hoogstens 64.",
        )
    if not reason.strip() or len(reason) > LONGEST_REASON or _CONTROL.search(reason.strip()):
        raise CorrectionError("reden", f"Geef een reden van 1 tot {LONGEST_REASON} tekens.")


def _require(connection: Connection, kind: RecordKind, key: str) -> None:
    there = select(record.c.key).where(record.c.kind == kind.value, record.c.key == key)
    if connection.execute(there).first() is None:
        raise KeyError(key)


def _read(row: Any) -> StoredCorrection:  # noqa: ANN401 - a row of the correction table
    return StoredCorrection(
        number=int(row.number),
        kind=RecordKind(row.kind),
        key=str(row.key),
        correction=Correction(
            str(row.concept),
            Says(row.says),
            AuthorRole(row.role),
            row.author,
            date.fromisoformat(row.day),
        ),
        reason=str(row.reason),
        withdrawn=date.fromisoformat(row.withdrawn) if row.withdrawn else None,
        withdrawn_by=AuthorRole(row.withdrawn_by) if row.withdrawn_by else None,
    )
