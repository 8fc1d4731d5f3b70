"""Tables of the record store."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

__all__ = ["FORMAT", "change", "correction", "meta", "metadata", "record", "weights_used"]

FORMAT = "1"
"""Rises when a table changes; another format is refused. A new table is added on opening."""

metadata = MetaData()

# SQLite numbers rows itself only for INTEGER; the feed numbers its own, under the write lock.
_Seq = BigInteger().with_variant(Integer, "sqlite")

record = Table(
    "record",
    metadata,
    Column("kind", String(8), nullable=False),
    Column("key", String(400), nullable=False),
    Column("source", String(100), nullable=False),
    Column("version", String(4), nullable=False),
    Column("received", String(10), nullable=False),
    Column("vum", Text, nullable=False),
    Column("ext", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("seq", _Seq, nullable=False),
    PrimaryKeyConstraint("kind", "key"),
)

change = Table(
    "change",
    metadata,
    Column("seq", _Seq, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("key", String(400), nullable=False),
    Column("operation", String(8), nullable=False),
)

correction = Table(
    "correction",
    metadata,
    Column("number", _Seq, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("key", String(400), nullable=False),
    Column("concept", String(400), nullable=False),
    Column("says", String(12), nullable=False),
    Column("role", String(20), nullable=False),
    Column("author", String(64)),
    Column("day", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("withdrawn", String(10)),
    Column("withdrawn_by", String(20)),
    Index("correction_of", "kind", "key"),
)

weights_used = Table(
    "weights_used",
    metadata,
    Column("number", _Seq, primary_key=True, autoincrement=False),
    Column("day", String(10), nullable=False),
    Column("version", String(140), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", Text, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)
