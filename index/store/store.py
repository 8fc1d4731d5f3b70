"""Records and the change feed, over SQLAlchemy Core. What is acknowledged is on disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from passend.engine.model import AuthorRole, Correction
from passend.engine.ports import RecordKind

from . import corrections, trail
from .corrections import StoredCorrection
from .feed import last_number, log_change
from .schema import FORMAT, change, meta, metadata, record
from .trail import WeightsUsed

__all__ = ["Change", "RecordStore", "StoreError", "Stored"]

_BUSY_MS = 10_000


class StoreError(Exception):
    """The store cannot be opened or written; the message says what to do. No record content."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as its source sent it.

    ``key`` is unique within its kind: ``source:id``. ``version`` is ``v3`` or ``v2``; ``vum`` and
    ``ext`` are JSON objects. ``received`` is the day it came in: a job that still ran then counts
    until that day, so that the same record always reads the same. ``corrections`` are in force,
    oldest first; they are kept by the key, and writing a record neither adds nor removes one.
    """

    kind: RecordKind
    key: str
    source: str
    version: str
    vum: dict[str, Any]
    ext: dict[str, Any]
    received: date
    corrections: tuple[Correction, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the content, the day it came in left out."""
        content = [self.source, self.version, self.vum, self.ext]
        return hashlib.sha256(
            json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
        ).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the feed; ``seq`` counts from 1 without gaps."""

    seq: int
    kind: RecordKind
    key: str
    operation: Literal["put", "delete"]


class RecordStore:
    """The record store.

    Parameters
    ----------
    engine : sqlalchemy.Engine
        Use :meth:`open` for a file.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with self._writing("opened") as connection:
            _refuse_other_database(connection)
            metadata.create_all(connection)
            _check_format(connection)

    @classmethod
    def open(cls, path: Path) -> RecordStore:
        """Open or make a store in a SQLite file (WAL, ``synchronous=NORMAL``).

        ``NORMAL`` survives a killed process; a power cut may lose the last commits, never more.

        Raises
        ------
        StoreError
            If the file is no store, or of another format.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Records hold contact data: made readable by the owner alone, before SQLite opens it.
            path.touch(mode=0o600, exist_ok=True)
        except OSError as error:
            raise StoreError(f"the record store cannot be opened: {error}") from error
        # A URL object: in a text, a "?" in the path would begin the options.
        url = URL.create("sqlite", database=str(path))
        return cls(_listen(create_engine(url, hide_parameters=True)))

    @classmethod
    def in_memory(cls) -> RecordStore:
        """A store that vanishes with the process."""
        options = {"check_same_thread": False}
        return cls(_listen(create_engine("sqlite://", poolclass=StaticPool, connect_args=options)))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def put(self, records: Iterable[Stored]) -> int:
        """Add or replace records, in one transaction: all of them or none.

        A record equal to the one stored writes nothing, and keeps the day it came in.

        Returns
        -------
        int
            How many records changed. When this returns they are on disk.
        """
        changed = 0
        with self._writing() as connection:
            seq = last_number(connection)
            for item in records:
                if _digest(connection, item.kind, item.key) == item.digest:
                    continue
                seq += 1
                changed += 1
                _replace(connection, item, seq)
        return changed

    def delete(self, kind: RecordKind, keys: Sequence[str]) -> int:
        """Remove records; unknown keys are no error. Returns how many were there."""
        removed = 0
        with self._writing() as connection:
            seq = last_number(connection)
            for key in keys:
                gone = connection.execute(
                    delete(record).where(record.c.kind == kind.value, record.c.key == key)
                )
                corrections.purge(connection, kind, [key])
                if gone.rowcount:
                    seq += 1
                    removed += 1
                    log_change(connection, seq, kind, key, "delete")
        return removed

    def get(self, kind: RecordKind, key: str) -> Stored:
        """Record with this key; ``KeyError`` when there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(record).where(record.c.kind == kind.value, record.c.key == key)
            ).first()
            said = corrections.listed(connection, kind, key, withdrawn=False) if row else []
        if row is None:
            raise KeyError(key)
        return _stored(row, tuple(one.correction for one in said))

    def correct(
        self, kind: RecordKind, key: str, correction: Correction, reason: str
    ) -> StoredCorrection:
        """Keep a correction of a record; the feed tells that the record changed.

        Raises
        ------
        KeyError
            If there is no such record.
        CorrectionError
            If the author is no pseudonymous id, or the reason is empty or too long.
        """
        with self._writing() as connection:
            return corrections.add(connection, kind, key, correction, reason)

    def withdraw_correction(
        self, kind: RecordKind, key: str, number: int, day: date, role: AuthorRole
    ) -> bool:
        """Take a correction back; false when it was already. ``KeyError`` when there is none."""
        with self._writing() as connection:
            return corrections.withdraw(connection, kind, key, number, day, role)

    def corrections(self, kind: RecordKind, key: str) -> list[StoredCorrection]:
        """Corrections of a record, oldest first, those withdrawn included."""
        with self._engine.connect() as connection:
            return corrections.listed(connection, kind, key)

    def use_weights(self, version: str, digest: str, content: str, day: date) -> bool:
        """Note which weights are in force from a day on; false when nothing changed.

        Raises
        ------
        WeightsVersionError
            If this version was used before with other content.
        """
        with self._writing() as connection:
            return trail.note(connection, WeightsUsed(day, version, digest, content))

    def weights_trail(self) -> list[WeightsUsed]:
        """Which weights were in force, oldest first."""
        with self._engine.connect() as connection:
            return trail.listed(connection)

    def count(self, kind: RecordKind) -> int:
        """Number of records of a kind."""
        with self._engine.connect() as connection:
            query = select(func.count()).select_from(record).where(record.c.kind == kind.value)
            return int(connection.execute(query).scalar_one())

    def keys(self, kind: RecordKind, limit: int | None = None) -> list[str]:
        """Keys of a kind, ascending."""
        query = select(record.c.key).where(record.c.kind == kind.value).order_by(record.c.key)
        with self._engine.connect() as connection:
            return [str(row.key) for row in connection.execute(query.limit(limit))]

    def last_seq(self) -> int:
        """Number of the last change; 0 in an empty store."""
        with self._engine.connect() as connection:
            return last_number(connection)

    def changes(self, after: int = 0) -> Iterator[Change]:
        """The feed after a number, ascending."""
        query = select(change).where(change.c.seq > after).order_by(change.c.seq)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield Change(int(row.seq), RecordKind(row.kind), str(row.key), row.operation)

    def latest(self, after: int = 0) -> Iterator[tuple[Change, Stored | None]]:
        """The last change of each record after a number, with the record; ``None`` = deleted.

        Ascending by number. What changed several times comes once, as it is now.
        """
        newest: dict[tuple[RecordKind, str], Change] = {}
        for entry in self.changes(after):
            newest.pop((entry.kind, entry.key), None)
            newest[entry.kind, entry.key] = entry
        for (kind, key), entry in newest.items():
            try:
                yield entry, self.get(kind, key)
            except KeyError:
                yield entry, None

    @contextmanager
    def _writing(self, doing: str = "written") -> Iterator[Connection]:
        """One write transaction; the lock is taken before anything is read."""
        try:
            fresh = self._engine.connect().execution_options(passend_write=True)
            with fresh as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise StoreError(f"the record store cannot be {doing}: {error.orig}") from error


def _listen(engine: Engine) -> Engine:
    """Take the write lock at BEGIN, so that numbers are given out one writer at a time."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: object) -> None:  # noqa: ANN401 - DBAPI connection
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("passend_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _refuse_other_database(connection: Connection) -> None:
    """Never add tables to a database of something else."""
    tables = inspect(connection).get_table_names()
    if tables and meta.name not in tables:
        raise StoreError("the file is a database, but no record store")


def _check_format(connection: Connection) -> None:
    found = connection.execute(select(meta.c.value).where(meta.c.name == "format")).scalar()
    if found is None:
        connection.execute(insert(meta).values(name="format", value=FORMAT))
    elif found != FORMAT:
        raise StoreError(f"the record store has format {found}; this version reads {FORMAT}")


def _digest(connection: Connection, kind: RecordKind, key: str) -> str | None:
    query = select(record.c.digest).where(record.c.kind == kind.value, record.c.key == key)
    found = connection.execute(query).scalar()
    return None if found is None else str(found)


def _replace(connection: Connection, item: Stored, seq: int) -> None:
    where = (record.c.kind == item.kind.value, record.c.key == item.key)
    connection.execute(delete(record).where(*where))
    connection.execute(
        insert(record).values(
            kind=item.kind.value,
            key=item.key,
            source=item.source,
            version=item.version,
            received=item.received.isoformat(),
            vum=json.dumps(item.vum, ensure_ascii=False),
            ext=json.dumps(item.ext, ensure_ascii=False),
            digest=item.digest,
            seq=seq,
        )
    )
    log_change(connection, seq, item.kind, item.key, "put")


def _stored(row: Any, said: tuple[Correction, ...]) -> Stored:  # noqa: ANN401 - a row of the record table
    return Stored(
        kind=RecordKind(row.kind),
        key=str(row.key),
        source=str(row.source),
        version=str(row.version),
        vum=json.loads(row.vum),
        ext=json.loads(row.ext),
        received=date.fromisoformat(row.received),
        corrections=said,
    )
