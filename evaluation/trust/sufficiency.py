"""Sufficiency: the named reasons alone keep a record where it is; without them it goes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from passend.engine.explanation import Explanation
from passend.engine.model import Jobseeker
from passend.evaluation.context import Context
from passend.evaluation.results import Sheet

from .bench import Bench, sampled
from .elements import Element, Evidence, elements_of, only, reasons_of, without

__all__ = ["sufficiency"]

_MOST_REASONS: tuple[int | None, ...] = (3, 5, 10, None)


@dataclass(slots=True)
class _Tally:
    """Per pair: share of elements kept, and whether the record is still in the top."""

    kept: list[float] = field(default_factory=list)
    alone: list[bool] = field(default_factory=list)
    lost: list[bool] = field(default_factory=list)
    score: list[float] = field(default_factory=list)
    score_lost: list[float] = field(default_factory=list)


def sufficiency(context: Context, records: int = 120, top: int = 10) -> Sheet:
    """A record with its named reasons alone stays in the top; without them it mostly leaves it.

    Parameters
    ----------
    records : int
        Pairs among the best of a dev vacancy, a seeded sample.
    top : int
        Depth of the ranking.
    """
    bench = Bench(context)
    evidence = Evidence(bench)
    board = bench.persons
    every = board.best(top)
    chosen = sampled(every, records, context.seed, "sufficiency")
    tallies = {most: _Tally() for most in _MOST_REASONS}
    facts = _Tally()
    rows_of = {query: row for row, query in enumerate(board.queries)}
    for query, key in chosen:
        person = context.collection.persons[key]
        explanation = bench.explain(person, context.collection.vacancies[query])
        row, before = rows_of[query], explanation.pair.score
        forms = [(only(person, ()), facts.alone, facts.score)]
        for most, tally in tallies.items():
            named = _named(evidence, person, explanation, most)
            tally.kept.append(len(named) / max(1, len(elements_of(person))))
            forms.append((only(person, named), tally.alone, tally.score))
            forms.append((without(person, named), tally.lost, tally.score_lost))
        for form, inside, share in forms:
            scores, tiers = board.judged(form)
            inside.append(bool(board.ranks(scores, tiers, key)[row] <= top))
            share.append(int(scores[row]) / before)
    rows: list[list[str | int | float | bool | None]] = [
        [
            most or "all",
            _mean(t.kept),
            _mean(t.alone),
            _mean(t.score),
            _mean(t.lost),
            _mean(t.score_lost),
        ]
        for most, t in tallies.items()
    ]
    rows.append(["none: facts alone", 0.0, _mean(facts.alone), _mean(facts.score), None, None])
    return Sheet(
        name="sufficiency",
        title=f"Sufficiency: the named reasons alone keep a record in the top {top}",
        note=(
            f"{len(chosen)} of {len(every)} pairs. A reason is a competence that the record adds"
            " to, most important first, with the work, wish and interest that are named. Facts"
            " (place, hours, contract, licences) stay in both forms. The last two columns are the"
            " other side: the record without what is named (comprehensiveness)."
        ),
        columns=[
            "reasons", "share of elements named", "named alone: in the top",
            "named alone: share of the score", "without them: in the top",
            "without them: share of the score",
        ],
        rows=rows,
        numbers={
            "pairs": float(len(chosen)),
            "facts_alone": _mean(facts.alone),
            **{f"alone_{most or 'all'}": _mean(t.alone) for most, t in tallies.items()},
            **{f"without_{most or 'all'}": _mean(t.lost) for most, t in tallies.items()},
        },
    )  # fmt: skip


def _named(
    evidence: Evidence, person: Jobseeker, explanation: Explanation, most: int | None
) -> list[Element]:
    found: set[Element] = set()
    for term in reasons_of(explanation, most):
        found.update(evidence.of_need(person, term))
    for offer in (explanation.wish, explanation.experience, explanation.interest):
        found.update(evidence.of_offer(person, offer))
    return sorted(found)


def _mean(values: list[float] | list[bool]) -> float:
    return math.fsum(values) / len(values) if values else 0.0
