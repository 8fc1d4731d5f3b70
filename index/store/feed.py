"""The change feed inside a write transaction: numbers without gaps, given out under the lock."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from passend.engine.ports import RecordKind

from .schema import change

__all__ = ["last_number", "log_change"]


def last_number(connection: Connection) -> int:
    """Number of the last change; 0 when there is none."""
    return int(connection.execute(select(func.max(change.c.seq))).scalar() or 0)


def log_change(
    connection: Connection, seq: int, kind: RecordKind, key: str, operation: str
) -> None:
    """Write one entry of the feed."""
    connection.execute(
        insert(change).values(seq=seq, kind=kind.value, key=key, operation=operation)
    )
