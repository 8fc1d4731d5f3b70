"""The tests of :mod:`passend.evaluation.significance` for many runs and measures at once.

Every column is resampled with the same picks and flipped with the same signs, by the same seed, so
the numbers are those of the functions for one run; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy import stats

from passend.evaluation.significance import RESAMPLES, p_of_flips, sign_flips

__all__ = ["intervals", "p_randomisation", "p_t"]

Table = npt.NDArray[np.float64]
_TIE = 1e-9
_BLOCK = 500


def intervals(columns: Table, seed: int) -> tuple[Table, Table]:
    """Lower and upper ends of the 95 % bootstrap intervals of the means.

    Parameters
    ----------
    columns : array, shape (queries, columns)
        One value per query.
    """
    queries, width = columns.shape
    random = np.random.default_rng(seed)
    means = np.empty((RESAMPLES, width))
    for start, size in _blocks(RESAMPLES):
        picks = random.integers(0, queries, (size, queries))
        picks += np.arange(size)[:, None] * queries
        counts = np.bincount(picks.ravel(), minlength=size * queries).reshape(size, queries)
        means[start : start + size] = counts.astype(np.float64) @ columns / queries
    low, high = np.quantile(means, (0.025, 0.975), axis=0)
    return low, high


def p_randomisation(differences: Table, seed: int) -> Table:
    """Two-sided p of the paired randomisation test, per column of ``differences``."""
    queries, width = differences.shape
    observed = np.abs(differences.mean(axis=0)) - _TIE
    extreme = np.zeros(width, np.int64)
    for signs in sign_flips(queries, seed):
        extreme += (np.abs(signs @ differences / queries) >= observed).sum(axis=0)
    return np.array([p_of_flips(int(count), queries) for count in extreme])


def p_t(differences: Table) -> Table:
    """Two-sided p of the paired t-test per column; 0 or 1 where the differences do not vary."""
    deviation = differences.std(axis=0, ddof=1)
    varies = deviation > _TIE
    t = np.where(np.abs(differences.mean(axis=0)) > _TIE, np.inf, 0.0)
    error = deviation[varies] / np.sqrt(len(differences))
    t[varies] = differences.mean(axis=0)[varies] / error
    found: Table = 2 * stats.t.sf(np.abs(t), len(differences) - 1)
    return found


def _blocks(total: int) -> Iterator[tuple[int, int]]:
    for start in range(0, total, _BLOCK):
        yield start, min(_BLOCK, total - start)
