"""Which encoder is used: one setting, the same for every command."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from platformdirs import user_cache_path

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.bag import BagEncoder
from passend.taxonomy.concepts import Kind
from passend.taxonomy.encoder import Encoder
from passend.taxonomy.models import shipped_bag
from passend.taxonomy.names import UNSURE, Found, NameIndex

from .base import EncoderError
from .centred import CentredEncoder
from .folder import FolderEncoder
from .kept import KeptVectors
from .packaged import E5Encoder
from .rescored import RescoredIndex

__all__ = ["DEFAULT", "Chosen", "NameFinder", "chosen", "name_finder"]

DEFAULT = "bag"
"""The encoder when nothing is chosen: the one that ships, numpy alone."""

_VARIABLE = "PASSEND_ENCODER"
_TITLES, _PHRASES = 0.25, 0.5


class NameFinder(Protocol):
    """Finds concepts by their names, whatever encoders it uses."""

    @property
    def encoder_name(self) -> str:
        """Name of the encoder, or of both; shown with every answer."""
        ...

    def find(self, texts: Sequence[str], top: int = 5, least: float = UNSURE) -> list[list[Found]]:
        """Concepts near each text, best first, at most ``top``; none below ``least``."""
        ...


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a setting asks for: the bag, a stronger encoder, or the one scored again by the other.

    Parameters
    ----------
    bag : bool
    strong : E5Encoder, FolderEncoder or None
    """

    bag: bool
    strong: E5Encoder | FolderEncoder | None = None

    @property
    def multilingual(self) -> bool:
        """Whether texts in other languages may be read with it: e5, or a model of one's own."""
        return self.strong is not None


def chosen(setting: str | None = None, environment: Mapping[str, str] | None = None) -> Chosen:
    """Read a setting.

    Parameters
    ----------
    setting : str or None
        ``bag``, ``e5``, a folder of a sentence-transformers model, or ``bag+e5`` and
        ``bag+FOLDER``; ``None`` = the environment variable ``PASSEND_ENCODER``, else ``bag``.

    Raises
    ------
    EncoderError
        If it is none of these, or a package is missing; the message says how to install it.
    """
    values = os.environ if environment is None else environment
    told = (setting or values.get(_VARIABLE) or DEFAULT).strip()
    if told == DEFAULT:
        return Chosen(bag=True)
    bag = told.startswith(f"{DEFAULT}+")
    strong = told.removeprefix(f"{DEFAULT}+") if bag else told
    if strong == "e5":
        return Chosen(bag, E5Encoder())
    if not strong or not Path(strong).is_dir():
        raise EncoderError(
            f"Taalmodel {told!r} is niet bekend: kies bag, e5, bag+e5, of een map met een model van"
            " sentence-transformers (ook als bag+MAP)"
        )
    return Chosen(bag, FolderEncoder(Path(strong)))


def name_finder(
    taxonomy: Taxonomy,
    choice: Chosen,
    kinds: Collection[Kind] = tuple(Kind),
    *,
    bag: BagEncoder | None = None,
    cache: Path | None = None,
) -> NameFinder:
    """Index of the names of a taxonomy by the chosen encoder.

    A stronger encoder alone computes the vectors of all names, minutes for a full taxonomy, and
    keeps them; scoring the bag's nearest again computes only the names that come up.

    Parameters
    ----------
    kinds : collection of Kind
        What may be found.
    bag : BagEncoder or None
        Of your own training; ``None`` = the one that ships.
    cache : Path or None
        Folder for the vectors of names; ``None`` = the user's cache folder.
    """
    if choice.strong is None:
        return _Named(NameIndex.of(taxonomy, bag or shipped_bag(), kinds))
    names = KeptVectors(choice.strong, cache or user_cache_path("passend"))
    if not choice.bag:
        return _Named(centred_index(taxonomy, choice.strong, names, kinds))
    weight = _TITLES if set(kinds) == {Kind.OCCUPATION} else _PHRASES
    index = NameIndex.of(taxonomy, bag or shipped_bag(), kinds)
    return RescoredIndex(index, choice.strong, names, weight)


def centred_index(
    taxonomy: Taxonomy, texts: Encoder, names: Encoder, kinds: Collection[Kind]
) -> NameIndex:
    """All names of these kinds by an encoder minus the mean of their vectors.

    Parameters
    ----------
    texts, names : Encoder
        The same encoder, for what is asked and for names; the latter may keep its vectors.
    """
    told = [
        (number, name)
        for number, concept in enumerate(taxonomy.concepts)
        if concept.kind in kinds
        for name in concept.names
    ]
    ordered = sorted({name for _, name in told})
    centre = names.encode(ordered).mean(axis=0)
    index = NameIndex(told, CentredEncoder(names, centre))
    # From here on texts are encoded, which are kept nowhere.
    index.encoder = CentredEncoder(texts, centre)
    return index


class _Named:
    """An index of names that tells its encoder."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index

    @property
    def encoder_name(self) -> str:
        return self._index.encoder.name

    def find(self, texts: Sequence[str], top: int = 5, least: float = UNSURE) -> list[list[Found]]:
        return self._index.find(texts, top, least)
