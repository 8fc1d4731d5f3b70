"""Files into the store: good records go in, bad ones to a reject file, and the counts add up."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Literal

from .records import to_stored
from .sources import DEFAULT_SOURCE, Record, Rejected, UnreadableFile, read_records
from .store import RecordStore

__all__ = ["ImportReport", "UnreadableFile", "import_files"]

_BATCH = 500


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: ``read == imported + rejected``.

    ``unchanged`` of the imported ones were in the store already, equal. ``reject_file`` is
    ``None`` when nothing was rejected; it holds the records as received, so treat it as one treats
    the source file (it is readable by its owner only).
    """

    read: int
    imported: int
    rejected: int
    unchanged: int
    reject_file: Path | None


def import_files(
    paths: Sequence[Path],
    store: RecordStore,
    *,
    today: date,
    reject_file: Path,
    source: str | None = None,
    kind: Literal["person", "vacancy"] | None = None,
    lang: Literal["nl", "en"] = "nl",
    progress: Callable[[int], None] = lambda _read: None,
) -> ImportReport:
    """Import files of any form that :func:`passend.index.sources.read_records` reads.

    Every file is opened before anything is written. Records go in by batches, each one transaction:
    what is reported is on disk, and running the same import again finishes one that was cut off
    (killed, or a file that could not be read to its end).

    Parameters
    ----------
    source : str or None
        Source of records that do not name one; ``None`` = ``local``.
    reject_file : Path
        Where rejected records go, one JSON object a line; replaced whole, and only when needed.
    progress : callable
        Called with the number of records read so far.

    Raises
    ------
    UnreadableFile
        If a file is absent, is no JSON, or holds no record at all: nothing is imported then. If a
        file vanishes or fails later on, while it is read, what was reported stays.
    """

    def rows_of(path: Path) -> Iterator[Record | Rejected]:
        return read_records(path, today=today, kind=kind, source=source or DEFAULT_SOURCE)

    for path in paths:
        # One at a time: many files must not stay open, or in memory, together.
        next(rows_of(path), None)
    imported = rejected = changed = 0
    with _rejects(reject_file) as write:
        for path in paths:
            rows = rows_of(path)
            while batch := list(islice(rows, _BATCH)):
                good = [row for row in batch if isinstance(row, Record)]
                bad = [row for row in batch if isinstance(row, Rejected)]
                changed += store.put(to_stored(row, today) for row in good)
                for row in bad:
                    write(_reject_line(path, row, lang))
                imported += len(good)
                rejected += len(bad)
                progress(imported + rejected)
    return ImportReport(
        read=imported + rejected,
        imported=imported,
        rejected=rejected,
        unchanged=imported - changed,
        reject_file=reject_file if rejected else None,
    )


def _reject_line(path: Path, row: Rejected, lang: Literal["nl", "en"]) -> str:
    problems = [
        {
            "record": problem.record_id,
            "path": problem.path,
            "rule": problem.rule,
            "value": problem.value,
            "message": problem.message(lang),
        }
        for problem in row.problems
    ]
    line = {"file": path.name, "position": row.position, "problems": problems, "raw": row.raw}
    return json.dumps(line, ensure_ascii=False)


@contextmanager
def _rejects(path: Path) -> Iterator[Callable[[str], None]]:
    """Writer of the reject file: made at the first line, put in place when all is read."""
    work = path.with_name(f".{path.name}.part")
    streams: list[IO[str]] = []

    def write(line: str) -> None:
        if not streams:
            path.parent.mkdir(parents=True, exist_ok=True)
            # One that a killed import left may have other rights.
            work.unlink(missing_ok=True)
            handle = os.open(work, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            streams.append(os.fdopen(handle, "w", encoding="utf-8"))
        streams[0].write(line + "\n")

    try:
        yield write
        for stream in streams:
            stream.flush()
            os.fsync(stream.fileno())
        if streams:
            os.replace(work, path)
    finally:
        for stream in streams:
            stream.close()
        work.unlink(missing_ok=True)
