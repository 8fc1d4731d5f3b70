"""What encoders have in common: how one that is absent is told, and vectors of length 1."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import numpy.typing as npt

from passend.taxonomy.errors import TaxonomyError

__all__ = ["EncoderError", "Floats", "file_digest", "folder_digest", "installed", "unit"]

Floats = npt.NDArray[np.float32]


class EncoderError(TaxonomyError):
    """A chosen encoder cannot be used; the message (Dutch) says why and what helps."""


def installed(package: str) -> None:
    """Check that a package of the extra is there, without loading it.

    Raises
    ------
    EncoderError
        If it is not; the message says how to install it.
    """
    try:
        found = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        found = None
    if found is None:
        raise EncoderError(
            f"Voor dit taalmodel is {package} nodig. Installeer het met:"
            " pip install 'passend[encoder]'"
        )


def unit(rows: npt.ArrayLike) -> Floats:
    """Rows of length 1, float32; a row of zeros stays as it is.

    >>> unit([[3.0, 4.0], [0.0, 0.0]]).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    found = np.asarray(rows, np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", found, found))
    return np.asarray(found / np.where(lengths > 0, lengths, 1)[:, None], np.float32)


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def folder_digest(folder: Path) -> str:
    """SHA-256 over names and contents of all files of a folder, hidden ones left out."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.update(f"{inside.as_posix()}\0{file_digest(path)}\n".encode())
    return found.hexdigest()
