"""A bag of subwords: the vector of a text is the sum of rows for its words and their n-grams.

Small enough to ship and quick enough for every clause: numpy alone runs it. It is trained apart
(:mod:`passend.taxonomy.training`). No word order, no negation: clauses are cut and denials read
before a text comes here. Why n-grams: Dutch compounds (``../shared/reference/embeddings.md``).

Source: Bojanowski et al., Enriching Word Vectors with Subword Information, TACL 2017; hashing:
Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from .errors import TaxonomyError
from .normalise import fold

__all__ = ["BagEncoder", "Origin", "features", "known_bits"]

Floats = npt.NDArray[np.float32]

SHORTEST, LONGEST = 3, 5
_KNOWN_BITS = 21
_MOST_CACHED = 200_000
_LEAST_KNOWN = 0.3
_FORMAT = "passend-bag-2"
_TOLD = ("crosswalk", "seed")


def features(word: str) -> list[int]:
    """Hashes (32 bits) of a folded word: the word itself, then its n-grams with boundaries.

    >>> len(features("kok"))
    7
    """
    bounded = f"<{word}>"
    parts = [f"={word}"]
    for size in range(SHORTEST, LONGEST + 1):
        parts += [bounded[i : i + size] for i in range(len(bounded) - size + 1)]
    return [zlib.crc32(part.encode()) for part in parts]


def known_bits(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Which n-grams were trained on, as a table of bits over their hashes; 256 KiB."""
    bits = np.zeros(1 << _KNOWN_BITS, np.uint8)
    for word in words:
        bits[[part & (len(bits) - 1) for part in features(word)]] = 1
    return np.packbits(bits)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an encoder comes from.

    Parameters
    ----------
    name : str
        Short, for names such as ``bag-esco-128-…``.
    sources : tuple of str
        Every source with edition and licence, and the teacher.
    crosswalk : bool
        Whether names of a national list were among them, or anything else that holds or was made
        with a published mapping (``../shared/reference/benchmarks.md`` section 8).
    seed : int
    """

    name: str
    sources: tuple[str, ...]
    crosswalk: bool
    seed: int = 1


class BagEncoder:
    """Encodes short texts.

    Parameters
    ----------
    table : array of int8, shape (rows, dimensions)
    scale : array of float32, shape (rows,)
        A row's vector is ``table × scale``.
    known : array of uint8, shape (2^18,)
        See :func:`known_bits`.
    origin : Origin
        What it was trained on.
    """

    def __init__(
        self,
        table: npt.NDArray[np.int8],
        scale: Floats,
        known: npt.NDArray[np.uint8],
        origin: Origin,
    ) -> None:
        self.table, self.scale, self.known, self.origin = table, scale, known, origin
        self._bits = np.unpackbits(known)
        self._words: dict[str, tuple[Floats, float]] = {}
        content = hashlib.sha256(table.tobytes() + scale.tobytes() + known.tobytes())
        self.digest = content.hexdigest()

    @property
    def name(self) -> str:
        """Name with what it was trained on, its dimensions and the start of its digest."""
        return f"bag-{self.origin.name}-{self.table.shape[1]}-{self.digest[:8]}"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self.table.shape[1])

    def encode(self, texts: Sequence[str], weight: Callable[[str], float] | None = None) -> Floats:
        """Unit vectors, shape (len(texts), dimensions).

        ``weight`` gives the weight of each folded word; ``None`` = all weigh the same. A zero row
        when the text has no letters, or less than three tenths of its n-grams are
        known: of keyboard mash the few known n-grams would decide alone.
        """
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            shares = []
            for word in fold(text).split():
                vector, share = self._word(word)
                row += vector if weight is None else vector * np.float32(weight(word))
                shares.append(share)
            if not shares or sum(shares) / len(shares) < _LEAST_KNOWN:
                row[:] = 0
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        rows /= np.where(lengths > 0, lengths, 1)[:, None]
        return rows

    def _word(self, word: str) -> tuple[Floats, float]:
        """Sum of the rows of one word, and which share 0..1 of its features was trained on."""
        found = self._words.get(word)
        if found is None:
            parts = np.array(features(word), np.int64)
            rows = parts % len(self.table)
            vector = self.scale[rows] @ self.table[rows].astype(np.float32)
            share = float(self._bits[parts & (len(self._bits) - 1)].mean())
            if len(self._words) >= _MOST_CACHED:
                self._words.clear()
            found = self._words[word] = (vector, share)
        return found

    def save(self, path: Path) -> None:
        """Write as one file; it appears whole or not at all."""
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            format=np.array(_FORMAT),
            origin=np.array(json.dumps(asdict(self.origin), ensure_ascii=False)),
            table=self.table,
            scale=self.scale,
            known=self.known,
        )
        work = path.with_name(f".{path.name}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        work.write_bytes(buffer.getvalue())
        os.replace(work, path)

    @classmethod
    def load(cls, path: Path) -> BagEncoder:
        """Read a file.

        Raises
        ------
        TaxonomyError
            If it cannot be read or is no bag of this format.
        """
        try:
            # Opened here: numpy leaves a file it cannot read open.
            with path.open("rb") as opened, np.load(opened, allow_pickle=False) as found:
                if str(found["format"]) != _FORMAT:
                    raise TaxonomyError(f"{path.name}: format {found['format']}, not {_FORMAT}")
                told = json.loads(str(found["origin"]))
                origin = Origin(told["name"], tuple(told["sources"]), *map(told.get, _TOLD))
                return cls(found["table"], found["scale"], found["known"], origin)
        except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
            raise TaxonomyError(f"{path.name}: cannot be read as a bag of subwords") from error

    @classmethod
    def of(cls, vectors: Floats, words: Sequence[str], origin: Origin) -> BagEncoder:
        """From trained rows, shape (rows, dimensions), rounded to eight bits each."""
        most = np.abs(vectors).max(axis=1)
        scale = np.where(most > 0, most / 127, 1).astype(np.float32)
        table = np.rint(vectors / scale[:, None]).astype(np.int8)
        return cls(table, scale, known_bits(words), origin)
