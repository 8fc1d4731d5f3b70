"""Sentences of work and of own life per language, and words that deny, from ``anchors.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from passend.taxonomy.encoder import Encoder

__all__ = ["Anchors", "Judge", "anchors"]

Floats = npt.NDArray[np.float32]
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Anchors:
    """What is known of one language.

    ``denied`` finds words that deny; a clause that holds one is not read, for what it denies cannot
    be told. ``work`` and ``life`` are sentences about work and about the writer's own life.
    """

    denied: re.Pattern[str]
    work: tuple[str, ...]
    life: tuple[str, ...]


@cache
def anchors() -> dict[str, Anchors]:
    """By language (ISO 639-1): the languages that can be read where an encoder knows them."""
    told = tomllib.loads((files(__package__) / "anchors.toml").read_text(encoding="utf-8"))
    return {
        code: Anchors(
            re.compile(found["denied"], re.IGNORECASE), tuple(found["work"]), tuple(found["life"])
        )
        for code, found in sorted(told.items())
    }


class Judge:
    """Tells clauses about work from clauses about the writer's own life, in one language.

    Languages lie in corners of their own, so a clause is compared within its language only.
    """

    def __init__(self, encoder: Encoder, told: Anchors) -> None:
        self._work, self._life = encoder.encode(told.work), encoder.encode(told.life)

    @property
    def centre(self) -> Floats:
        """Mean of the sentences about work: what all of that language share."""
        return np.asarray(self._work.mean(axis=0), np.float32)

    def margin(self, rows: Floats) -> npt.NDArray[np.float64]:
        """How much nearer to work than to own life, shape (len(rows),); above 0 = about work.

        Means of the three nearest sentences of each kind, by cosine.
        """
        return _near(rows @ self._work.T) - _near(rows @ self._life.T)


def _near(cosines: Floats) -> npt.NDArray[np.float64]:
    nearest: npt.NDArray[np.float64] = np.sort(cosines.astype(np.float64), axis=1)[:, -_NEAREST:]
    return np.asarray(nearest.mean(axis=1), np.float64)
