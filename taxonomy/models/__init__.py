"""Encoders that ship with the package; ``CARD.md`` tells what they were trained on."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from passend.taxonomy.bag import BagEncoder

__all__ = ["shipped_bag"]

_FILE = "bag.npz"


@cache
def shipped_bag() -> BagEncoder:
    """The bag of subwords of the package; read once.

    Raises
    ------
    TaxonomyError
        If the file is not there or damaged.
    """
    with as_file(files(__package__) / _FILE) as path:
        return BagEncoder.load(path)
