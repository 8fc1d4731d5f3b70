"""Which weights were in force, from which day on: what an organisation must be able to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select

from .schema import weights_used

__all__ = ["WeightsUsed", "WeightsVersionError", "listed", "note"]


class WeightsVersionError(ValueError):
    """One version with two contents: an answer could no longer be traced to its weights."""


@dataclass(frozen=True, slots=True)
class WeightsUsed:
    """Weights in force from ``day`` on; ``digest`` is the SHA-256 of ``content``, as TOML."""

    day: date
    version: str
    digest: str
    content: str


def note(connection: Connection, used: WeightsUsed) -> bool:
    """Add to the trail, unless these weights are the last in it; inside a write transaction.

    Raises
    ------
    WeightsVersionError
        If this version was used before with other content.
    """
    before = listed(connection)
    if any(one.version == used.version and one.digest != used.digest for one in before):
        raise WeightsVersionError(
            f"versie {used.version} is eerder gebruikt met andere gewichten; geef een nieuwe versie"
        )
    if before and before[-1].digest == used.digest:
        return False
    last = connection.execute(select(func.max(weights_used.c.number))).scalar() or 0
    connection.execute(
        insert(weights_used).values(
            number=int(last) + 1,
            day=used.day.isoformat(),
            version=used.version,
            digest=used.digest,
            content=used.content,
        )
    )
    return True


def listed(connection: Connection) -> list[WeightsUsed]:
    """The trail, oldest first."""
    rows = connection.execute(select(weights_used).order_by(weights_used.c.number))
    return [
        WeightsUsed(date.fromisoformat(r.day), str(r.version), str(r.digest), str(r.content))
        for r in rows
    ]
