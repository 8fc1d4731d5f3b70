"""Files of records: JSON lines, lists, single objects, and answers of VUM.

JSON lines are read one at a time, so that memory stays small; a list is read as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from passend.index.sources.detect import Kind
from passend.index.sources.plain import MAX_DEPTH, Json, parse_json
from passend.index.sources.problems import Language, Problem, json_path
from passend.index.sources.records import DEFAULT_SOURCE, Record, Rejected, Row, parse_record
from passend.index.sources.vum import ID_NAMES

__all__ = [
    "MAX_LINE",
    "Record",
    "Rejected",
    "Row",
    "UnreadableFile",
    "parse_record",
    "read_records",
]

MAX_LINE = 8_000_000
_PEEK = 20
_SNIFF = 4096
_BOM = b"\xef\xbb\xbf"
_BLANK = b" \t\r\n"

_REASONS: dict[str, tuple[str, str]] = {
    "absent": ("bestaat niet", "does not exist"),
    "directory": ("is een map en geen bestand", "is a folder and not a file"),
    "denied": ("kan niet worden gelezen", "cannot be read"),
    "empty": ("is leeg", "is empty"),
    "binary": (
        "is geen tekst; sla het op als JSON in UTF-8",
        "is not text; save it as JSON in UTF-8",
    ),
    "encoding": ("is geen UTF-8; sla het op als UTF-8", "is not UTF-8; save it as UTF-8"),
    "json": (
        "is geen geldige JSON; de fout zit in regel {line} bij teken {column}",
        "is not valid JSON; the error is in line {line} at character {column}",
    ),
    "depth": ("is te diep genest", "is nested too deeply"),
    "no_records": ("bevat geen enkel record", "holds no record at all"),
}


class UnreadableFile(ValueError):
    """A file of which nothing can be read.

    Parameters
    ----------
    path : Path
        The file.
    reason : str
        Stable code: absent, directory, denied, empty, binary, encoding, json, depth, no_records.
    line, column : int
        Place of the error, from 1, with reason ``json``.
    """

    def __init__(self, path: Path, reason: str, line: int = 1, column: int = 1) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        self.column = column
        super().__init__(self.message("en"))

    def message(self, lang: Language = "nl") -> str:
        """Return one sentence: which file, and what is wrong with it."""
        text = _REASONS[self.reason][0 if lang == "nl" else 1].format(
            line=self.line, column=self.column
        )
        return f"{'Het bestand' if lang == 'nl' else 'The file'} {self.path.name} {text}."


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank; ``text`` is ``None`` when it is too long or not UTF-8."""

    number: int
    text: str | None
    rule: str = ""


def _lines(stream: BinaryIO) -> Iterator[_Line]:
    """Yield the lines that are not blank; a line that is too long is skipped piece by piece."""
    number = 0
    while raw := stream.readline(MAX_LINE):
        number += 1
        if number == 1:
            raw = raw.removeprefix(_BOM)
        if len(raw) >= MAX_LINE and not raw.endswith(b"\n"):
            while (more := stream.readline(MAX_LINE)) and not more.endswith(b"\n"):
                pass
            yield _Line(number, None, "too_large")
        elif raw := raw.strip(_BLANK):
            try:
                yield _Line(number, raw.decode("utf-8"))
            except UnicodeDecodeError:
                yield _Line(number, None, "encoding")


def _parse(text: str, line: int = 1) -> tuple[Json, Problem | None]:
    """Return the value or, when there is none, the problem."""
    try:
        return parse_json(text), None
    except json.JSONDecodeError as error:
        return None, _line_problem(line, "json", ("column", error.colno))
    except RecursionError:
        return None, _line_problem(line, "depth", ("max", MAX_DEPTH))


def _line_problem(line: int, rule: str, *params: tuple[str, str | int]) -> Problem:
    return Problem(None, "$", rule, None, (("line", line), *params))


def _is_document(lines: list[_Line]) -> bool:
    """Tell a list or a single object from JSON lines, by the first lines.

    A first line that is an object of its own is one of JSON lines, unless it is the only one. A
    first line that is none starts a document, unless most of the next lines are objects.
    """
    first = lines[0].text
    if first is None:
        return lines[0].rule == "too_large" and len(lines) == 1
    if first.startswith("["):
        return True
    later = [isinstance(_parse(line.text or "")[0], dict) for line in lines[1:]]
    if isinstance(_parse(first)[0], dict):
        return not later
    return first.startswith("{") and sum(later) * 2 <= len(later)


def _wrapped(value: Json) -> list[Json] | None:
    """Return the records of a list or of an answer with matches, else ``None``."""
    if isinstance(value, dict) and isinstance(value.get("matches"), list):
        value = value["matches"]
    return value if isinstance(value, list) else None


def _from_document(path: Path) -> Iterator[tuple[int, Json]]:
    try:
        value = parse_json(path.read_bytes().removeprefix(_BOM).decode("utf-8"))
    except UnicodeDecodeError:
        raise UnreadableFile(path, "encoding") from None
    except json.JSONDecodeError as error:
        raise UnreadableFile(path, "json", error.lineno, error.colno) from None
    except RecursionError:
        raise UnreadableFile(path, "depth") from None
    records = _wrapped(value)
    yield from enumerate([value] if records is None else records, start=1)


def _from_lines(lines: Iterable[_Line]) -> Iterator[tuple[int, Json] | Rejected]:
    for line in lines:
        if line.text is None:
            problem = _line_problem(line.number, line.rule, ("max", MAX_LINE))
            yield Rejected(line.number, None, (problem,))
            continue
        value, broken = _parse(line.text, line.number)
        if broken is not None:
            yield Rejected(line.number, line.text, (broken,))
        else:
            records = _wrapped(value)
            for record in [value] if records is None else records:
                yield line.number, record


def _items(path: Path) -> Iterator[tuple[int, Json] | Rejected]:
    with path.open("rb") as stream:
        binary = b"\x00" in stream.read(_SNIFF)
        stream.seek(0)
        first = list(islice(_lines(stream), _PEEK))
        if not first:
            raise UnreadableFile(path, "empty")
        usable = any(line.text and _parse(line.text)[1] is None for line in first)
        if binary and not usable:
            raise UnreadableFile(path, "binary")
        if all(line.rule == "encoding" for line in first):
            raise UnreadableFile(path, "encoding")
        if _is_document(first):
            yield from _from_document(path)
            return
        if not usable and any(line.text for line in first):
            raise UnreadableFile(path, "json", first[0].number)
        stream.seek(0)
        yield from _from_lines(_lines(stream))


def read_records(
    path: Path,
    *,
    today: date,
    kind: Kind | None = None,
    source: str = DEFAULT_SOURCE,
    lenient: bool = False,
) -> Iterator[Row]:
    """Read the records of a file, valid or not, in order.

    Accepted are JSON lines, a list, or one object; each record in the file form or as a plain VUM
    object, of version 2.0 or 3.0; and the answers of VUM. A byte-order mark, CRLF and blank lines
    do no harm.

    Parameters
    ----------
    path : Path
        The file.
    today : date
        See :func:`passend.index.sources.vum.read_person_v3`.
    kind : {"person", "vacancy"} or None
        What every record must be; ``None`` = as each says or shows.
    source : str
        Who holds the records that do not say so themselves.
    lenient : bool
        Whether records of VUM 3.0 may lack their place.

    Yields
    ------
    Record or Rejected
        A second record with the id and source of an earlier valid one is rejected.

    Raises
    ------
    UnreadableFile
        If the file is absent, a folder, not text, not UTF-8, no JSON at all, or without records.
    """
    seen: set[tuple[str, str, str]] = set()
    count = 0
    try:
        for item in _items(path):
            count += 1
            if isinstance(item, Rejected):
                yield item
                continue
            position, value = item
            row = parse_record(
                value, today=today, kind=kind, lenient=lenient, source=source, position=position
            )
            yield _refuse_repeated(row, value, seen)
    except FileNotFoundError:
        raise UnreadableFile(path, "absent") from None
    except IsADirectoryError:
        raise UnreadableFile(path, "directory") from None
    except OSError:
        raise UnreadableFile(path, "denied") from None
    if count == 0:
        raise UnreadableFile(path, "no_records")


def _refuse_repeated(row: Row, raw: Json, seen: set[tuple[str, str, str]]) -> Row:
    if isinstance(row, Rejected):
        return row
    if (row.kind, row.source, row.key) in seen:
        held = next((name for name in ("id", *ID_NAMES) if raw.get(name) == row.key), None)
        where = json_path([held] if held else [])
        return Rejected(row.position, raw, (Problem(row.key, where, "duplicate_id"),))
    seen.add((row.kind, row.source, row.key))
    return row
