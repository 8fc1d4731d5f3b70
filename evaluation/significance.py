"""Is a difference real: paired tests, intervals, the smallest difference one could have seen.

The paired t-test and the paired randomisation test are both reported, corrected by Holm over all
comparisons with the baseline. Sources: ``../shared/reference/benchmarks.md`` section 6; Holm 1979;
Smucker, Allan and Carterette, CIKM 2007.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

__all__ = ["Comparison", "bootstrap_interval", "compare", "holm"]

SEED = 20_261_125
FLIPS = 10_000
RESAMPLES = 10_000
_TIE = 1e-9
_POWER, _LEVEL = 0.80, 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against a baseline on one measure, query by query.

    ``difference`` is run − baseline, with a 95 % bootstrap interval ``low``..``high``; ``p_t`` and
    ``p_randomisation`` are two-sided and uncorrected; ``effect`` is Cohen's d of the paired
    differences; ``detectable`` is the smallest true difference found with 80 % power at 5 %.
    """

    difference: float
    low: float
    high: float
    p_t: float
    p_randomisation: float
    effect: float
    detectable: float
    wins: int
    ties: int
    losses: int


def compare(
    run: Mapping[str, float], baseline: Mapping[str, float], seed: int = SEED
) -> Comparison:
    """Compare two runs on the same queries.

    Raises
    ------
    ValueError
        If the queries differ, or there are fewer than two.
    """
    if set(run) != set(baseline):
        raise ValueError("the two runs were not judged on the same queries")
    if len(run) < 2:
        raise ValueError("at least two queries are needed")
    differences = np.array([run[query] - baseline[query] for query in sorted(run)])
    low, high = bootstrap_interval(differences, seed)
    deviation = float(differences.std(ddof=1))
    mean = float(differences.mean())
    p_t = float(abs(mean) <= _TIE)
    if deviation > _TIE:
        p_t = float(stats.ttest_1samp(differences, 0.0).pvalue)
    return Comparison(
        difference=mean,
        low=low,
        high=high,
        p_t=p_t,
        p_randomisation=_randomisation(differences, seed),
        effect=mean / deviation if deviation > _TIE else 0.0,
        detectable=_detectable(deviation, len(differences)),
        wins=int((differences > _TIE).sum()),
        ties=int((np.abs(differences) <= _TIE).sum()),
        losses=int((differences < -_TIE).sum()),
    )


def bootstrap_interval(
    values: npt.NDArray[np.float64] | Sequence[float], seed: int = SEED
) -> tuple[float, float]:
    """95 % percentile interval of the mean over queries, from 10,000 resamples."""
    sample = np.asarray(values, np.float64)
    random = np.random.default_rng(seed)
    means = np.empty(RESAMPLES)
    for start in range(0, RESAMPLES, 500):
        picks = random.integers(0, len(sample), (min(500, RESAMPLES - start), len(sample)))
        means[start : start + len(picks)] = sample[picks].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def holm(p_values: Sequence[float]) -> list[float]:
    """Corrected p-values, in the order given; never above 1.

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    corrected = [0.0] * len(p_values)
    highest = 0.0
    for rank, position in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[position]))
        corrected[position] = highest
    return corrected


def _randomisation(differences: npt.NDArray[np.float64], seed: int) -> float:
    """Share of sign flips with a mean at least as far from 0; the observed one counts too."""
    random = np.random.default_rng(seed)
    observed = abs(float(differences.mean())) - _TIE
    extreme = 0
    for start in range(0, FLIPS, 500):
        size = (min(500, FLIPS - start), len(differences))
        signs = random.integers(0, 2, size) * 2 - 1
        extreme += int((np.abs((signs * differences).mean(axis=1)) >= observed).sum())
    return (extreme + 1) / (FLIPS + 1)


def _detectable(deviation: float, size: int) -> float:
    wanted = stats.norm.ppf(1 - _LEVEL / 2) + stats.norm.ppf(_POWER)
    return float(wanted * deviation / np.sqrt(size))
