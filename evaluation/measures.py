"""Measures in ir-measures' notation, plus two that it lacks or cannot run offline.

Averages run over the queries of the judgements: a query that a run does not answer counts with the
measure's value for an empty ranking. Ties are broken by document id descending, as trec_eval does,
on the scores as they are (trec_eval itself would first round them to 32 bits): all measures see one
order. Unjudged documents count as not relevant; ``Judged@k`` says how many there are.

``nDCG@k`` has linear gain (trec_eval); ``expnDCG@k`` has gain 2^rel − 1 (WorkRB, Burges et al.
2005). ``RP@k`` = relevant in the top k / min(k, relevant) (IReRa). ``Judged@k`` = share of the top
k that was judged. Traps: ``../shared/reference/benchmarks.md`` section 5.
"""

from __future__ import annotations

import math
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence

import ir_measures

from .trec import Qrels, Run

__all__ = ["MeasureError", "per_query", "ranking", "summary"]

PerQuery = dict[str, dict[str, float]]
_OWN = re.compile(r"^(RP|expnDCG|Judged)@([1-9]\d*)$")


class MeasureError(ValueError):
    """A measure is not known or cannot be computed; the message names it."""


def per_query(measures: Sequence[str], qrels: Qrels, run: Run) -> PerQuery:
    """Value of each measure for each judged query.

    Returns
    -------
    dict
        Measure as written → query id → value, for every query of ``qrels``.

    Raises
    ------
    MeasureError
        If a measure is not known, or cannot be computed with what is installed.
    """
    own = [name for name in measures if _OWN.match(name)]
    parsed = {name: _parse(name) for name in measures if name not in own}
    answered = {query: dict(run.get(query, {})) for query in qrels}
    values: PerQuery = {name: {} for name in measures}
    if parsed:
        found = _computed(parsed, qrels, answered)
        values.update({name: dict(found[str(measure)]) for name, measure in parsed.items()})
    for name in own:
        kind, cut = _own(name)
        for query, grades in qrels.items():
            values[name][query] = kind(ranking(answered[query]), grades, cut)
    for name, row in values.items():
        for query in qrels:
            row.setdefault(query, 0.0)
        values[name] = {query: row[query] for query in sorted(row)}
    return values


def summary(values: PerQuery) -> dict[str, float]:
    """Mean of each measure over its queries."""
    return {name: math.fsum(row.values()) / len(row) for name, row in values.items()}


def ranking(scores: Mapping[str, float]) -> list[str]:
    """Documents best first; equal scores by document id descending (trec_eval)."""
    return sorted(sorted(scores, reverse=True), key=lambda document: -scores[document])


def _parse(name: str) -> ir_measures.Measure:
    try:
        measure = ir_measures.parse_measure(name)
    except (NameError, ValueError, TypeError, SyntaxError) as error:
        raise MeasureError(f"no measure is called {name!r}") from error
    # At a cut below 1 trec_eval ends the whole process.
    cut = measure.params.get("cutoff", 1)
    if isinstance(cut, int) and cut < 1:
        raise MeasureError(f"{name}: the cut must be at least 1")
    return measure


def _computed(
    parsed: Mapping[str, ir_measures.Measure], qrels: Qrels, run: Run
) -> dict[str, dict[str, float]]:
    """Canonical name → query id → value; two spellings of one measure share a row."""
    once = {str(measure): (name, measure) for name, measure in parsed.items()}
    plain = {query: dict(grades) for query, grades in qrels.items()}
    ranks = {
        query: {document: -float(rank) for rank, document in enumerate(ranking(scores))}
        for query, scores in run.items()
    }
    rows: dict[str, dict[str, float]] = {canonical: {} for canonical in once}
    try:
        metrics = list(ir_measures.iter_calc([one for _, one in once.values()], plain, ranks))
    except Exception as error:
        name, told = _culprit(once.values(), plain, ranks) or (", ".join(parsed), error)
        raise MeasureError(f"{name} cannot be computed here ({_reason(told)})") from error
    for metric in metrics:
        rows[str(metric.measure)][metric.query_id] = float(metric.value)
    for canonical, (name, _) in once.items():
        if not rows[canonical]:
            raise MeasureError(f"{name} has no value for any query")
    return rows


def _culprit(
    measures: Iterable[tuple[str, ir_measures.Measure]],
    qrels: dict[str, dict[str, int]],
    run: dict[str, dict[str, float]],
) -> tuple[str, Exception] | None:
    """The first measure that fails alone, and how."""
    for name, measure in measures:
        try:
            list(ir_measures.iter_calc([measure], qrels, run))
        except Exception as error:  # noqa: BLE001 - as above
            return name, error
    return None


def _reason(error: Exception) -> str:
    """First sentence of an error; of a failed tool only that it failed."""
    if isinstance(error, subprocess.CalledProcessError):
        return "the tool that computes it failed"
    return str(error).partition("\n")[0].rstrip(".") or type(error).__name__


def _own(name: str) -> tuple[Callable[[Sequence[str], Mapping[str, int], int], float], int]:
    found = _OWN.match(name)
    if found is None:
        raise MeasureError(f"no measure is called {name!r}")
    kinds = {"RP": _rp, "expnDCG": _exp_ndcg, "Judged": _judged}
    return kinds[found[1]], int(found[2])


def _judged(ranked: Sequence[str], grades: Mapping[str, int], cut: int) -> float:
    """Share of the top that is judged; 0 without an answer, where ir-measures divides by zero."""
    top = ranked[:cut]
    return sum(document in grades for document in top) / max(1, len(top))


def _rp(ranked: Sequence[str], grades: Mapping[str, int], cut: int) -> float:
    relevant = sum(grade > 0 for grade in grades.values())
    if not relevant:
        return 0.0
    return sum(grades.get(document, 0) > 0 for document in ranked[:cut]) / min(cut, relevant)


def _exp_ndcg(ranked: Sequence[str], grades: Mapping[str, int], cut: int) -> float:
    best = _dcg(sorted(grades.values(), reverse=True)[:cut])
    return _dcg([grades.get(document, 0) for document in ranked[:cut]]) / best if best else 0.0


def _dcg(grades: Sequence[int]) -> float:
    return math.fsum((2**g - 1) / math.log2(rank + 2) for rank, g in enumerate(grades))
