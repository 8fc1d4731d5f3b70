"""Superscript letters: which runs a run is significantly better than (as ranx writes them)."""

from __future__ import annotations

from itertools import combinations
from string import ascii_letters

import numpy as np
import numpy.typing as npt

from passend.evaluation.significance import holm

from .resampling import p_t

__all__ = ["LEVEL", "letter_of", "superscripts"]

LEVEL = 0.05


def letter_of(position: int) -> str:
    """Letter of a run by its row: a..z, then A..Z, then a number in brackets.

    >>> letter_of(0), letter_of(26), letter_of(52)
    ('a', 'A', '[53]')
    """
    return ascii_letters[position] if position < len(ascii_letters) else f"[{position + 1}]"


def superscripts(values: npt.NDArray[np.float64]) -> list[str]:
    """Letters per run, for one measure.

    Parameters
    ----------
    values : array, shape (queries, runs)

    Returns
    -------
    list of str
        Letters of the runs with a lower mean whose difference has p < .05: paired t-test,
        two-sided, corrected by Holm over all pairs of runs. Empty with fewer than two queries.
    """
    queries, runs = values.shape
    pairs = list(combinations(range(runs), 2))
    found: list[list[int]] = [[] for _ in range(runs)]
    if queries < 2 or not pairs:
        return [""] * runs
    first, second = (list(side) for side in zip(*pairs, strict=True))
    differences = values[:, first] - values[:, second]
    corrected = holm(p_t(differences).tolist())
    for (one, other), p, mean in zip(pairs, corrected, differences.mean(axis=0), strict=True):
        if p < LEVEL:
            winner, loser = (one, other) if mean > 0 else (other, one)
            found[winner].append(loser)
    return ["".join(letter_of(loser) for loser in sorted(losers)) for losers in found]
