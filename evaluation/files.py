"""Reading files for an evaluation, and saying exactly which ones were read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .errors import DataError

__all__ = ["read_text", "sha256_of"]


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimals; :class:`DataError` when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise DataError(path, None, f"cannot be read ({type(error).__name__})") from error


def read_text(path: Path) -> str:
    """A file in UTF-8, without byte order mark; :class:`DataError` when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path, None, f"cannot be read ({type(error).__name__})") from error
