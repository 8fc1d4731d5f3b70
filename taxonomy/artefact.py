"""The compiled taxonomy: immutable arrays and a manifest, written once, opened many times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .concepts import Concept, Course, Group, Kind, Riasec
from .cover import centred
from .encoder import LsaEncoder
from .errors import TaxonomyError
from .storage import Arrays, Folder, listed, manifest_digest, packed, write_folder
from .texts import Extras, pack_concepts, pack_lines, unpack_concepts, unpack_lines
from .vocabulary import Vocabulary

__all__ = ["FORMAT", "Taxonomy"]

FORMAT = 3
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
    "riasec",
    "vectors",
    "encoder_idf",
    "encoder_components",
    "word_idf",
)
_CONCEPTS, _NGRAMS, _EXTRAS, _WORDS = "concepts.bin", "ngrams.txt", "extras.json", "words.txt"
_TEXTS = (_CONCEPTS, _NGRAMS, _EXTRAS, _WORDS)
# VUM v2 writes an occupation as bare digits of the UWV list; a crebo comes with its own field.
_BARE_SCHEME = "boc"


class Taxonomy:
    """A compiled taxonomy. Concepts have dense ids 0..n-1, in the order of :attr:`concepts`.

    Made by :meth:`make` or :meth:`open`; never changed. What is on disk is read when needed.

    Attributes
    ----------
    arrays : mapping of str to array
        ``rel_*``: CSR over concepts, what an occupation asks, with ``rel_level`` 1..3 and
        ``rel_weight`` (level × idf, 0..1, the row's largest 1), most distinctive first.
        ``nbr_*``: CSR over concepts, near concepts with ``nbr_affinity`` 1..255 (self 255).
        ``idf`` float32 (n,); ``prior`` uint8 (n,): what the average jobseeker brings.
        ``riasec`` float32 (n, 6), scale 1..7; a row of zeros = unknown.
        ``vectors`` float32 (n, d), unit rows. ``encoder_*``: the encoder.
        ``word_idf`` float32: the vocabulary.
    manifest : dict
        Format, content hash, files with their hashes, sources with edition, licence and hash,
        counts, encoder, how sources were joined.
    """

    def __init__(
        self,
        arrays: Mapping[str, npt.NDArray[np.generic]],
        manifest: dict[str, object],
        texts: Mapping[str, str] | Folder,
    ) -> None:
        self.arrays = arrays
        self.manifest = manifest
        self._texts = texts

    def _text(self, name: str) -> str:
        texts = self._texts
        return texts.text(name) if isinstance(texts, Folder) else texts[name]

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, by kind, then IRI."""
        return unpack_concepts(self._text(_CONCEPTS))

    @cached_property
    def ngrams(self) -> tuple[str, ...]:
        """The encoder's vocabulary."""
        return unpack_lines(self._text(_NGRAMS))

    @cached_property
    def extras(self) -> Extras:
        """Mappings, groups, courses and other facts beside the concepts."""
        return Extras.unpack(self._text(_EXTRAS))

    @cached_property
    def ids(self) -> dict[str, int]:
        """IRI → id."""
        return {concept.iri: number for number, concept in enumerate(self.concepts)}

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Kind of each concept."""
        return tuple(concept.kind for concept in self.concepts)

    @cached_property
    def codes(self) -> dict[str, tuple[int, ...]]:
        """``scheme:code`` → ids of the concepts that have it; ISCO and BRC groups included."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, concept in enumerate(self.concepts):
            for code in concept.codes:
                found[code].append(number)
            if concept.isco08:
                found[f"isco:{concept.isco08}"].append(number)
        for group in self.groups.values():
            if group.isco08 and group.id not in found:
                found[group.id] = list(found.get(f"isco:{group.isco08}", ()))
        return {code: tuple(numbers) for code, numbers in found.items() if numbers}

    def concept_of_code(self, code: str | None, scheme: str = _BARE_SCHEME) -> int | None:
        """Concept that a record's code names.

        Parameters
        ----------
        code : str or None
            An IRI, also one that an older edition used; ``scheme:code``; or a bare code.
        scheme : str
            What a bare code is of: ``boc`` (VUM v2 occupations), ``crebo``, ``bcle``, ``isco``.

        Returns
        -------
        int or None
            Its id; ``None`` when unknown, or when several concepts have the code.
        """
        if not code:
            return None
        known = self.ids.get(code)
        if known is None:
            known = self.ids.get(self.extras.replaced.get(code, ""))
        if known is not None:
            return known
        named = code if ":" in code else f"{scheme}:{code}"
        found = self.codes.get(named, ())
        return found[0] if len(found) == 1 else None

    @property
    def behaviour_codes(self) -> dict[int, tuple[int, ...]]:
        """VUM v2 behaviour code → concept ids."""
        return self.extras.behaviour_codes

    @property
    def sectors(self) -> dict[int, str]:
        """Occupation id → SBB sector chamber."""
        return self.extras.sectors

    @property
    def courses(self) -> tuple[Course, ...]:
        """Instruments and courses of the region."""
        return self.extras.courses

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Groups of classifications by id (``isco:5120``, ``brc:0111``, an IRI)."""
        return {group.id: group for group in self.extras.groups}

    @cached_property
    def encoder(self) -> LsaEncoder:
        """The encoder the vectors were made with."""
        return LsaEncoder(
            self.ngrams,
            self.arrays["encoder_idf"].astype(np.float32),
            self.arrays["encoder_components"].astype(np.float32),
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The closed vocabulary of work."""
        terms = unpack_lines(self._text(_WORDS))
        return Vocabulary(terms, self.arrays["word_idf"].astype(np.float32))

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

    @cached_property
    def centred(self) -> npt.NDArray[np.float32]:
        """Unit vectors without their common direction, shape (n, d)."""
        return centred(self.vectors)

    def __len__(self) -> int:
        return len(self.arrays["prior"])

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

    def near(self, concept: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
        """Near concepts and their affinity 1..255; the concept itself comes with 255."""
        start, end = self._span("nbr_indptr", concept)
        return (
            self.arrays["nbr_target"][start:end].astype(np.int32, copy=False),
            self.arrays["nbr_affinity"][start:end].astype(np.uint8, copy=False),
        )

    def riasec(self, concept: int) -> Riasec | None:
        """Interests R I A S E C of a concept, 1..7 each; ``None`` = unknown."""
        r, i, a, s, e, c = (round(float(value), 4) for value in self.arrays["riasec"][concept])
        return (r, i, a, s, e, c) if r else None

    def _span(self, name: str, concept: int) -> tuple[int, int]:
        indptr = self.arrays[name]
        return int(indptr[concept]), int(indptr[concept + 1])

    def save(self, folder: Path) -> None:
        """Write to ``folder``, replacing it whole; nothing half-written is ever seen there."""
        texts = {name: self._text(name).encode() for name in _TEXTS}
        write_folder(folder, {**texts, **_files(self.arrays)}, self.manifest)

    @classmethod
    def open(cls, folder: Path, *, check: bool = False) -> Taxonomy:
        """Open a compiled taxonomy.

        Parameters
        ----------
        check : bool
            Compare every file with its hash now. Otherwise small files are compared now, and each
            large one when it is first used.

        Raises
        ------
        TaxonomyError
            If the folder is no taxonomy, has another format, or its content does not match its
            hash.
        """
        place = Folder(folder, FORMAT)
        missing = {*_TEXTS, *(f"{name}.npy" for name in _ARRAYS)}
        missing -= set(place.manifest["files"])
        if missing:
            raise TaxonomyError(f"{folder}: no readable taxonomy (no {min(missing)})")
        if check:
            place.check_all()
        return cls(Arrays(place, _ARRAYS), place.manifest, place)

    @classmethod
    def make(
        cls,
        concepts: tuple[Concept, ...],
        arrays: Mapping[str, npt.NDArray[np.generic]],
        ngrams: tuple[str, ...],
        extras: Extras,
        words: tuple[str, ...],
        about: Mapping[str, object],
    ) -> Taxonomy:
        """Put the parts together and hash them; ``about`` goes into the manifest."""
        texts = {
            _CONCEPTS: pack_concepts(concepts),
            _NGRAMS: pack_lines(ngrams),
            _EXTRAS: extras.pack(),
            _WORDS: pack_lines(words),
        }
        manifest = {"format": FORMAT, **about, "files": listed({**texts, **_files(arrays)})}
        manifest["digest"] = manifest_digest(manifest)
        return cls(arrays, manifest, {name: text.decode() for name, text in texts.items()})


def _files(arrays: Mapping[str, npt.NDArray[np.generic]]) -> dict[str, bytes]:
    """Each array as the bytes of its file."""
    return {f"{name}.npy": packed(arrays[name]) for name in _ARRAYS}
