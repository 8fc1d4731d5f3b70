"""Deletion: what an explanation says counts, counts: take it away and the score falls by it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from passend.engine.coding import PersonCode
from passend.engine.explanation import Explanation
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.points import MAX_SCORE, Sparse
from passend.engine.weights import FAMILIES
from passend.evaluation.context import Context
from passend.evaluation.results import Sheet

from .bench import Bench, dev, sampled
from .elements import Element, Evidence, reasons_of, without

__all__ = ["deletion"]

_COLUMNS = [
    "what is removed", "deletions", "falls", "stays", "rises", "stated part %", "mean change %",
    "mean rise %", "largest rise %", "named part falls", "share of the stated part lost",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Removed:
    """One deletion on a record: changes in units of the score.

    ``stated``: the parts of the reasons that rest on the elements; ``own``: how those changed.
    """

    origin: str
    stated: int
    change: int
    own: int


def deletion(context: Context, pairs: int = 600, records: int = 120) -> Sheet:
    """Without what an explanation names, the score is lower by its stated part.

    Parameters
    ----------
    pairs : int
        Pairs of a dev vacancy and a person, on which the gain of each concept is taken away.
    records : int
        Pairs among the ten best of a dev vacancy, on whose records the elements behind each reason
        are taken away.
    """
    bench = Bench(context)
    exact = [
        difference
        for vacancy, person in _pairs(context, pairs)
        for difference in _exact(bench, person, vacancy)
    ]
    named = sampled(bench.persons.best(10), records, context.seed, "deletion")
    evidence = Evidence(bench)
    found = context.collection
    removed: list[_Removed] = []
    unnamed: list[float] = []
    for query, key in named:
        person, vacancy = found.persons[key], found.vacancies[query]
        explanation = bench.explain(person, vacancy)
        unnamed.append(_unnamed(explanation))
        removed += _on_record(bench, evidence, person, vacancy, explanation)
    broken = sum(difference != 0 for difference in exact)
    origins = sorted({one.origin for one in removed})
    rows = [_row("all elements", removed)] if removed else []
    rows += [_row(origin, [one for one in removed if one.origin == origin]) for origin in origins]
    return Sheet(
        name="deletion",
        title="Deletion: without what is named, the score is lower",
        note=(
            f"Exact: {len(exact)} gains taken away in {pairs} pairs, {broken} of them changed the"
            f" score by another amount than stated (tolerance 0). On records: {len(named)} pairs of"
            " the ten best per dev vacancy; the elements behind a reason are removed, the pair is"
            " judged again. In % of the highest score. A score may rise: part of what counts is the"
            " likeness to the whole profile, and a profile with less beside the work is more like"
            f" it. Share of what counts as known in the competences that names no element:"
            f" {_mean(unnamed):.4f}."
        ),
        columns=_COLUMNS,
        rows=rows,
        numbers={
            "exact_tried": float(len(exact)),
            "exact_broken": float(broken),
            "unnamed_share": _mean(unnamed),
            **_numbers(removed),
        },
        passed=broken == 0,
    )


def _pairs(context: Context, size: int) -> Iterator[tuple[Vacancy, Jobseeker]]:
    found = context.collection
    every = [(v, p) for v in dev(found.vacancies) for p in found.persons]
    for vacancy, person in sampled(every, size, context.seed, "exact deletion"):
        yield found.vacancies[vacancy], found.persons[person]


def _exact(bench: Bench, person: Jobseeker, vacancy: Vacancy) -> Iterator[int]:
    """Fall of the score minus the stated part: per competence, and per criterion as a whole."""
    explanation = bench.explain(person, vacancy)
    code, work = bench.person(person)[0], bench.work(vacancy)[0]
    score = explanation.pair.score
    terms = {term.criterion: term for term in explanation.pair.terms}
    weight = terms["competences"].weight
    for need in explanation.needs:
        if need.gain:
            less = _less(code, "competences", bench.coder.taxonomy.ids[need.concept.iri])
            yield score - bench.pair(less, work).score - weight * need.need * need.gain
    for family in FAMILIES:
        if terms[family].known:
            yield score - bench.pair(_less(code, family), work).score - terms[family].known


def _less(code: PersonCode, family: str, concept: int | None = None) -> PersonCode:
    """The code without one gain of a criterion, or without any (``None``)."""
    gains = {} if concept is None else code.gains[family].as_dict()
    gains.pop(concept or 0, None)
    return replace(code, gains={**code.gains, family: Sparse.of(gains)})


def _on_record(
    bench: Bench,
    evidence: Evidence,
    person: Jobseeker,
    vacancy: Vacancy,
    explanation: Explanation,
) -> Iterator[_Removed]:
    """Each set of elements that stands behind reasons, removed."""
    weight = explanation.pair.weights["competences"]
    parts: dict[tuple[Element, ...], dict[str, int]] = {}
    for term in reasons_of(explanation):
        behind = evidence.of_need(person, term)
        if behind:
            parts.setdefault(behind, {})[term.concept.iri] = weight * term.need * term.gain
    for behind in sorted(parts):
        after = bench.explain(without(person, behind), vacancy)
        left = {need.concept.iri: weight * need.need * need.gain for need in after.needs}
        stated = parts[behind]
        yield _Removed(
            origin=behind[0].origin,
            stated=sum(stated.values()),
            change=after.pair.score - explanation.pair.score,
            own=sum(left[iri] - part for iri, part in stated.items()),
        )


def _unnamed(explanation: Explanation) -> float:
    """Share of the known part of the competences behind which no element is named."""
    whole = sum(term.need * term.gain for term in explanation.needs)
    bare = sum(term.need * term.gain for term in explanation.needs if term.origin is None)
    return bare / whole if whole else 0.0


def _row(what: str, removed: list[_Removed]) -> list[str | int | float | bool | None]:
    found = _numbers(removed)
    return [what, len(removed), *(found[name] for name in _NAMES)]


_NAMES = (
    "falls", "stays", "rises", "stated", "change", "mean_rise", "largest_rise", "own_falls",
    "own_lost",
)  # fmt: skip


def _numbers(removed: list[_Removed]) -> dict[str, float]:
    """Shares of the deletions; amounts in % of the highest score."""
    percent = 100 / MAX_SCORE
    rises = [one.change * percent for one in removed if one.change > 0]
    return {
        "falls": _mean([one.change < 0 for one in removed]),
        "stays": _mean([one.change == 0 for one in removed]),
        "rises": _mean([one.change > 0 for one in removed]),
        "stated": _mean([one.stated * percent for one in removed]),
        "change": _mean([one.change * percent for one in removed]),
        "mean_rise": _mean(rises),
        "largest_rise": max(rises, default=0.0),
        "own_falls": _mean([one.own < 0 for one in removed]),
        "own_lost": -sum(x.own for x in removed) / max(1, sum(x.stated for x in removed)),
    }


def _mean(values: list[float] | list[bool]) -> float:
    return math.fsum(values) / len(values) if values else 0.0
