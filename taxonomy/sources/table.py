"""Tables as people export them: lenient in reading, strict in reporting.

A byte order mark, the separators ``; , | tab``, quoting, and the order, case and spacing of the
column names do not matter. A row that cannot be used is rejected with file, line, field and reason;
a table of which too much is rejected, or that is cut off, is refused as a whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from passend.taxonomy.concepts import Rejected
from passend.taxonomy.errors import TaxonomyError

from .bundle import SourceFile

__all__ = ["MOST_REJECTED", "Rejects", "Row", "Table", "decoded", "split_names"]

MOST_REJECTED = 0.10
"""Share of the rows of one file that may be rejected; above it the source is refused."""

_LONGEST_VALUE = 100
_SEPARATORS = (";", ",", "\t", "|")
_NOT_NAME = re.compile(r"[^0-9a-z]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts at, and its values by the names that were asked for."""

    line: int
    values: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        return self.values[field]

    def get(self, field: str) -> str:
        """A value; empty when the column or the value is absent."""
        return self.values.get(field, "")


class Rejects:
    """Collects rejected rows of a source, and refuses a file that is mostly rejected."""

    def __init__(self) -> None:
        self.rows: list[Rejected] = []

    def add(self, file: str, line: int, field: str, value: str, reason: str) -> None:
        """Reject one row."""
        flat = _SPACES.sub(" ", value).strip()
        short = flat if len(flat) <= _LONGEST_VALUE else flat[: _LONGEST_VALUE - 1] + "…"
        self.rows.append(Rejected(file, line, field, short, reason))

    def judge(self, file: str, rows: int) -> None:
        """Refuse a file of ``rows`` rows when too large a share of them was rejected.

        Raises
        ------
        TaxonomyError
            With the first rejected row as an example.
        """
        mine = [one for one in self.rows if one.file == file]
        lost = len({one.line for one in mine})
        if lost > MOST_REJECTED * rows:
            first = mine[0]
            raise TaxonomyError(
                f"{file}: {lost} of {rows} rows are rejected (at most {MOST_REJECTED:.0%} may be); "
                f"the first is line {first.line}, {first.field}: {first.reason}"
            )


class Table:
    """A file read as a table.

    Parameters
    ----------
    columns : dict
        Name used here → the names it may have in the file (compared without case, spaces, ``_``,
        ``-`` and punctuation).
    required : sequence of str
        Names used here of columns that must be in the file.

    Raises
    ------
    TaxonomyError
        If a required column is missing, the file has no rows, or it is cut off.
    """

    def __init__(
        self,
        file: SourceFile,
        columns: Mapping[str, Sequence[str]],
        required: Sequence[str],
        rejects: Rejects,
    ) -> None:
        self.file = file
        self._rejects = rejects
        self._text = decoded(file)
        self._separator = _separator(self._text)
        header = next(self._lines(), (1, []))[1]
        places = {_plain(name): place for place, name in reversed([*enumerate(header)])}
        self._width = len(header)
        self._places = {
            ours: places[_plain(name)]
            for ours, names in columns.items()
            for name in reversed(names)
            if _plain(name) in places
        }
        missing = [ours for ours in required if ours not in self._places]
        if missing:
            told = ", ".join(columns[ours][0] for ours in missing)
            raise TaxonomyError(f"{file.name}: no column {told}; it has {', '.join(header)[:200]}")

    def has(self, field: str) -> bool:
        """Whether the file has this column."""
        return field in self._places

    def rows(self) -> Iterator[Row]:
        """Every usable row; the file is judged after the last one."""
        count = 0
        lines = self._lines()
        next(lines)
        for line, cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if len(cells) != self._width:
                told = f"{len(cells)} columns; the header has {self._width}"
                self._rejects.add(self.file.name, line, "row", self._separator.join(cells), told)
                continue
            yield Row(line, {ours: cells[at].strip() for ours, at in self._places.items()})
        if not count:
            raise TaxonomyError(f"{self.file.name}: no rows")
        self._cut_off(line, cells)
        self._rejects.judge(self.file.name, count)

    def reject(self, row: Row, field: str, reason: str) -> None:
        """Reject a row for one of its values."""
        self._rejects.add(self.file.name, row.line, field, row.get(field), reason)

    def _cut_off(self, line: int, cells: list[str]) -> None:
        """A last line that is too short and has no end was cut off."""
        if len(cells) < self._width and not self._text.endswith(("\n", "\r")):
            raise TaxonomyError(f"{self.file.name}: cut off in line {line}")

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        """Rows with the line they start at."""
        # newline="": line ends inside quotes stay as they are.
        reader = csv.reader(
            io.StringIO(self._text, newline=""), delimiter=self._separator, strict=True
        )
        start = 1
        try:
            for cells in reader:
                yield start, cells
                start = reader.line_num + 1
        except csv.Error as error:
            told = "cut off inside quotes" if "end of data" in str(error) else str(error)
            raise TaxonomyError(f"{self.file.name}, line {start}: {told}") from error


def decoded(file: SourceFile) -> str:
    """Text of a file: UTF-8, UTF-16 with its mark, else Windows-1252 as Dutch spreadsheets write.

    Raises
    ------
    TaxonomyError
        If the text is cut off inside a character, or holds zero bytes.
    """
    content = file.content
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end >= len(content) - 1 and error.start >= len(content) - 4:
            raise TaxonomyError(f"{file.name}: cut off inside its last character") from error
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise TaxonomyError(f"{file.name}: no text (it holds zero bytes)")
    return text


def split_names(cell: str, separators: str = r"\n|\|") -> tuple[str, ...]:
    """Names in one cell, stripped, each once.

    >>> split_names("timmervrouw | timmerman|timmervrouw")
    ('timmervrouw', 'timmerman')
    """
    parts = (_SPACES.sub(" ", part).strip() for part in re.split(separators, cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def _separator(text: str) -> str:
    """The separator that stands most often in the first line, outside quotes."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\n\r").partition("\n")[0])
    return max(_SEPARATORS, key=lambda one: (first.count(one), -_SEPARATORS.index(one)))


def _plain(name: str) -> str:
    return _NOT_NAME.sub("", name.casefold())
