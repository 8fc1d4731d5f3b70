"""The compiled taxonomy: immutable arrays and a manifest, written once, opened many times."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from .concepts import Concept, Kind
from .encoder import LsaEncoder
from .errors import TaxonomyError

__all__ = ["FORMAT", "Taxonomy"]

FORMAT = 1
_ARRAYS = (
    "rel_indptr",
    "rel_target",
    "rel_level",
    "rel_weight",
    "nbr_indptr",
    "nbr_target",
    "nbr_affinity",
    "idf",
    "prior",
    "vectors",
    "encoder_idf",
    "encoder_components",
)


@dataclass(frozen=True)
class Taxonomy:
    """A compiled taxonomy. Concepts have dense ids 0..n-1, in the order of :attr:`concepts`.

    Parameters
    ----------
    concepts : tuple of Concept, length n
    behaviour_codes : dict of int to tuple of int
        VUM v2 behaviour code → concept ids.
    sectors : dict of int to str
        Occupation id → SBB sector chamber.
    arrays : dict of str to array
        ``rel_*``: CSR over concepts, what an occupation asks, with ``rel_level`` 1..3 and
        ``rel_weight`` (level × idf, 0..1, the row's largest 1), most distinctive first.
        ``nbr_*``: CSR over concepts, near concepts with ``nbr_affinity`` 1..255 (self 255).
        ``idf`` float32 (n,); ``prior`` uint8 (n,): what the average jobseeker brings.
        ``vectors`` float32 (n, d), unit rows. ``encoder_*``: the encoder.
    ngrams : tuple of str
        The encoder's vocabulary.
    manifest : dict
        Format, content hash, sources with edition and licence, counts, encoder.
    """

    concepts: tuple[Concept, ...]
    behaviour_codes: dict[int, tuple[int, ...]]
    sectors: dict[int, str]
    arrays: dict[str, npt.NDArray[np.generic]]
    ngrams: tuple[str, ...]
    manifest: dict[str, object]

    @cached_property
    def ids(self) -> dict[str, int]:
        """IRI → id."""
        return {concept.iri: number for number, concept in enumerate(self.concepts)}

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Kind of each concept."""
        return tuple(concept.kind for concept in self.concepts)

    @cached_property
    def encoder(self) -> LsaEncoder:
        """The encoder the vectors were made with."""
        return LsaEncoder(
            self.ngrams,
            self.arrays["encoder_idf"].astype(np.float32),
            self.arrays["encoder_components"].astype(np.float32),
        )

    @property
    def digest(self) -> str:
        """Content hash, 64 hex digits."""
        return str(self.manifest["digest"])

    @property
    def prior(self) -> npt.NDArray[np.uint8]:
        """What the average jobseeker brings of each concept, 0..255."""
        return self.arrays["prior"].astype(np.uint8, copy=False)

    @property
    def vectors(self) -> npt.NDArray[np.float32]:
        """Unit vectors, shape (n, d)."""
        return self.arrays["vectors"].astype(np.float32, copy=False)

    def __len__(self) -> int:
        return len(self.concepts)

    def asked(self, concept: int) -> list[tuple[int, int, float]]:
        """What an occupation asks: (competence id, level 1..3, weight 0..1), distinctive first."""
        start, end = self._span("rel_indptr", concept)
        return [
            (int(t), int(level), float(w))
            for t, level, w in zip(
                self.arrays["rel_target"][start:end],
                self.arrays["rel_level"][start:end],
                self.arrays["rel_weight"][start:end],
                strict=True,
            )
        ]

    def asks(self) -> csr_array:
        """Weights of :meth:`asked` as a sparse matrix, shape (n, n): row asks column."""
        parts = (self.arrays["rel_weight"], self.arrays["rel_target"], self.arrays["rel_indptr"])
        return csr_array(parts, shape=(len(self), len(self)), dtype=np.float32)

    def near(self, concept: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
        """Near concepts and their affinity 1..255; the concept itself comes with 255."""
        start, end = self._span("nbr_indptr", concept)
        return (
            self.arrays["nbr_target"][start:end].astype(np.int32, copy=False),
            self.arrays["nbr_affinity"][start:end].astype(np.uint8, copy=False),
        )

    def _span(self, name: str, concept: int) -> tuple[int, int]:
        indptr = self.arrays[name]
        return int(indptr[concept]), int(indptr[concept + 1])

    def save(self, folder: Path) -> None:
        """Write to ``folder``, replacing it whole; nothing half-written is ever seen there."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".taxonomy-"))
        try:
            for name, packed in _packed(self.arrays).items():
                (work / f"{name}.npy").write_bytes(packed)
            (work / "concepts.json").write_text(self._texts(), encoding="utf-8")
            (work / "manifest.json").write_text(
                json.dumps(self.manifest, indent=1, ensure_ascii=False), encoding="utf-8"
            )
            _swap(work, folder)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise

    def _texts(self) -> str:
        return _texts(self.concepts, self.behaviour_codes, self.sectors, self.ngrams)

    @classmethod
    def open(cls, folder: Path) -> Taxonomy:
        """Open a compiled taxonomy.

        Raises
        ------
        TaxonomyError
            If the folder is no taxonomy, has another format, or its content does not match its
            hash.
        """
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            texts = (folder / "concepts.json").read_bytes()
            packed = {name: (folder / f"{name}.npy").read_bytes() for name in _ARRAYS}
        except (OSError, ValueError) as error:
            raise TaxonomyError(f"{folder}: no readable taxonomy ({error})") from error
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise TaxonomyError(f"{folder}: its format is not {FORMAT}; build it again")
        if manifest.pop("digest", None) != (content := _digest(manifest, texts, packed)):
            raise TaxonomyError(f"{folder}: content does not match its hash; build it again")
        return cls._read(folder, manifest | {"digest": content}, json.loads(texts))

    @classmethod
    def _read(cls, folder: Path, manifest: dict[str, object], texts: dict[str, Any]) -> Taxonomy:
        """Taxonomy of a folder whose hash is right; the arrays stay on disk until used."""
        try:
            arrays = {
                name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False).view(
                    np.ndarray
                )
                for name in _ARRAYS
            }
        except (OSError, ValueError) as error:
            raise TaxonomyError(f"{folder}: no readable taxonomy ({error})") from error
        return cls(
            concepts=tuple(
                Concept(iri, Kind(kind), label, tuple(synonyms), isco08, generic)
                for iri, kind, label, synonyms, isco08, generic in texts["concepts"]
            ),
            behaviour_codes={int(k): tuple(v) for k, v in texts["behaviour"].items()},
            sectors={int(k): v for k, v in texts["sectors"].items()},
            arrays=arrays,
            ngrams=tuple(texts["ngrams"]),
            manifest=manifest,
        )

    @classmethod
    def make(
        cls,
        concepts: tuple[Concept, ...],
        behaviour_codes: dict[int, tuple[int, ...]],
        sectors: dict[int, str],
        arrays: dict[str, npt.NDArray[np.generic]],
        ngrams: tuple[str, ...],
        about: dict[str, object],
    ) -> Taxonomy:
        """Put the parts together and hash them; ``about`` goes into the manifest."""
        texts = _texts(concepts, behaviour_codes, sectors, ngrams).encode()
        manifest = {"format": FORMAT, **about}
        manifest["digest"] = _digest(manifest, texts, _packed(arrays))
        return cls(concepts, behaviour_codes, sectors, arrays, ngrams, manifest)


def _texts(
    concepts: tuple[Concept, ...],
    behaviour_codes: dict[int, tuple[int, ...]],
    sectors: dict[int, str],
    ngrams: tuple[str, ...],
) -> str:
    return json.dumps(
        {
            "concepts": [
                [c.iri, c.kind.value, c.label, c.synonyms, c.isco08, c.generic] for c in concepts
            ],
            "behaviour": behaviour_codes,
            "sectors": sectors,
            "ngrams": ngrams,
        },
        ensure_ascii=False,
    )


def _packed(arrays: dict[str, npt.NDArray[np.generic]]) -> dict[str, bytes]:
    """Each array as the bytes of its file."""
    files = {}
    for name in _ARRAYS:
        stream = io.BytesIO()
        np.save(stream, np.ascontiguousarray(arrays[name]), allow_pickle=False)
        files[name] = stream.getvalue()
    return files


def _digest(about: dict[str, object], texts: bytes, arrays: dict[str, bytes]) -> str:
    """SHA-256 over the manifest without its hash, the texts and every array in name order."""
    total = hashlib.sha256(json.dumps(about, ensure_ascii=False, sort_keys=True).encode())
    for part in (texts, *(arrays[name] for name in _ARRAYS)):
        total.update(len(part).to_bytes(8))
        total.update(part)
    return total.hexdigest()


def _swap(work: Path, folder: Path) -> None:
    """Put ``work`` in the place of ``folder``; when that fails the old one is back in its place."""
    if not folder.exists():
        os.replace(work, folder)
        return
    aside = work.with_name(f"{work.name}-old")
    os.replace(folder, aside)
    try:
        os.replace(work, folder)
    except BaseException:
        os.replace(aside, folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)
