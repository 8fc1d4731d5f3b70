"""Measures an encoder on names that were kept out of its training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from passend.taxonomy.encoder import Encoder
from passend.taxonomy.names import NameIndex

from .pairs import Names

__all__ = ["HeldOut", "held_out"]

_DEPTH = 100


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Names asked, and how well their concepts were found: both measures 0..1."""

    names: int
    mrr: float
    hit1: float


def held_out(encoder: Encoder, names: Names) -> HeldOut:
    """Look up every name that was kept out among all names that were not.

    Each concept has the rank of its best name; beyond rank 100 it counts 0.
    """
    every = [(number, name) for number, row in enumerate(names.groups) for name in row]
    found = NameIndex(every, encoder).find([name for name, _ in names.held], _DEPTH, least=-1.0)
    ranks = [
        next((1 / rank for rank, hit in enumerate(hits, 1) if hit.owner == concept), 0.0)
        for hits, (_, concept) in zip(found, names.held, strict=True)
    ]
    if not ranks:
        return HeldOut(0, 0.0, 0.0)
    return HeldOut(len(ranks), float(np.mean(ranks)), float(np.mean([r == 1 for r in ranks])))
