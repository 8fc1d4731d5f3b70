"""Vectors of a slow encoder, computed once and kept in a file."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from passend.taxonomy.encoder import Encoder

from .base import Floats

__all__ = ["KeptVectors"]

_AT_ONCE = 256
_ASKED_AT_ONCE = 500


class KeptVectors:
    """An encoder whose vectors are kept by the content of each text, in one file per encoder.

    For names of a taxonomy only: what people write is encoded by the encoder itself and kept
    nowhere. A file that cannot be written or read costs time, nothing else. Half precision.

    Parameters
    ----------
    encoder : Encoder
        Its name, which holds a digest of its weights, is in the name of the file.
    folder : Path
        May hold vectors of other encoders too.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._file = folder / f"vectors-{_key(encoder.name)[:16].hex()}.sqlite"
        self._known: dict[bytes, Floats] = {}

    @property
    def name(self) -> str:
        """Name of the encoder."""
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (len(texts), dimensions); new ones are computed and kept."""
        keys = [_key(text) for text in texts]
        wanted = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._known}
        if wanted:
            self._known.update(self._read(wanted))
        new = [(key, text) for key, text in wanted.items() if key not in self._known]
        # Texts of one length together: encoders pad to the longest.
        new.sort(key=lambda pair: (len(pair[1]), pair[0]))
        for start in range(0, len(new), _AT_ONCE):
            block = new[start : start + _AT_ONCE]
            rows = self._encoder.encode([text for _, text in block]).astype(np.float16)
            found = {key: row for (key, _), row in zip(block, rows, strict=True)}
            self._write(found.items())
            # As they come back from the file, so that the second time gives the same numbers.
            self._known.update((key, row.astype(np.float32)) for key, row in found.items())
        if not texts:
            return self._encoder.encode([])
        return np.array([self._known[key] for key in keys], np.float32)

    def _read(self, keys: Iterable[bytes]) -> dict[bytes, Floats]:
        asked = list(keys)
        found: dict[bytes, Floats] = {}
        if not self._file.is_file():
            return found
        try:
            with closing(sqlite3.connect(self._file)) as opened:
                for start in range(0, len(asked), _ASKED_AT_ONCE):
                    part = asked[start : start + _ASKED_AT_ONCE]
                    marks = ",".join("?" * len(part))
                    # Only question marks are put in.
                    query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608
                    for key, vector in opened.execute(query, part):
                        found[key] = np.frombuffer(vector, np.float16).astype(np.float32)
        except sqlite3.Error:
            return {}
        return found

    def _write(
        self, vectors: Iterable[tuple[bytes, np.ndarray[tuple[int], np.dtype[np.float16]]]]
    ) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=30)) as opened, opened:
                opened.execute(
                    "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)"
                    " WITHOUT ROWID"
                )
                opened.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                    [(key, row.tobytes()) for key, row in vectors],
                )
        except (sqlite3.Error, OSError):
            return


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
