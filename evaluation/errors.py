"""Errors of the evaluation: one clear sentence with file and line, never a number."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DataError"]


class DataError(ValueError):
    """A file of runs, judgements or texts cannot be used.

    Parameters
    ----------
    path : Path
        The file.
    line : int or None
        Line from 1; ``None`` when the whole file is meant.
    """

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        self.path = path
        self.line = line
        place = path.name if line is None else f"{path.name}, line {line}"
        super().__init__(f"{place}: {message}")
