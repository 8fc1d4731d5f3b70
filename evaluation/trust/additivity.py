"""Additivity: the parts that an explanation states sum to the score, to the last unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from passend.engine.explanation import Explanation
from passend.engine.points import FULL, MAX_SCORE, UNITS
from passend.engine.ports import Question, RecordKind
from passend.engine.weights import DEFAULT_WEIGHTS, TABLES
from passend.evaluation.context import Context
from passend.evaluation.results import Sheet
from passend.index.local import LocalIndex

from .bench import Bench, dev, sampled

__all__ = ["additivity"]

_RULES = {
    "terms": "known + assumed over all terms = score",
    "index": "score of the index = score of the explanation",
    "known": "weight x need x gain over the competences = known part of their term",
    "assumed": "weight x need x prior over the competences = assumed part of their term",
    "needs": "needs sum to 512, or there are none and no competence counts as known",
    "words": "weight x need x gain over the words = known part of their term",
    "facts": "one-fact term = weight x 512 x points, either known or assumed",
    "bounds": "0 <= known, 0 <= assumed, known + assumed <= most",
    "whole": "highest parts sum to the highest score",
}


@dataclass(slots=True)
class _Tally:
    tried: int = 0
    broken: int = 0
    largest: int = 0
    first: str | None = field(default=None)

    def add(self, difference: int, pair: str) -> None:
        self.tried += 1
        if difference:
            self.broken += 1
            self.largest = max(self.largest, abs(difference))
            self.first = self.first or pair


def additivity(context: Context, pairs: int = 6300) -> Sheet:
    """The parts of an explanation sum to the score, to the last unit.

    Parameters
    ----------
    pairs : int
        Most pairs of a dev vacancy and any person; a seeded sample where there are more.
    """
    bench = Bench(context)
    found = context.collection
    every = [(v, p) for v in dev(found.vacancies) for p in found.persons]
    chosen = sampled(every, pairs, context.seed, "additivity")
    indexed = _indexed(bench, sorted({vacancy for vacancy, _ in chosen}))
    tallies = {rule: _Tally() for rule in _RULES}
    for vacancy, person in chosen:
        explanation = bench.explain(found.persons[person], found.vacancies[vacancy])
        for rule, difference in _differences(bench, explanation):
            tallies[rule].add(difference, f"{vacancy} {person}")
        difference = indexed[vacancy][person] - explanation.pair.score
        tallies["index"].add(difference, f"{vacancy} {person}")
    broken = sum(tally.broken for tally in tallies.values())
    return Sheet(
        name="additivity",
        title="Additivity: the stated parts sum to the score",
        note=f"{len(chosen)} of {len(every)} pairs of a dev vacancy and a person; tolerance 0.",
        columns=["rule", "checked", "broken", "largest difference", "first broken pair"],
        rows=[
            [wording, tallies[rule].tried, tallies[rule].broken, tallies[rule].largest,
             tallies[rule].first]
            for rule, wording in _RULES.items()
        ],
        numbers={"pairs": float(len(chosen)), "broken": float(broken)},
        passed=broken == 0,
    )  # fmt: skip


def _differences(bench: Bench, explanation: Explanation) -> Iterator[tuple[str, int]]:
    """(rule, stated minus what it must be)."""
    pair = explanation.pair
    yield "terms", sum(term.known + term.assumed for term in pair.terms) - pair.score
    yield "whole", sum(term.most for term in pair.terms) - MAX_SCORE
    for term in pair.terms:
        over = max(0, term.known + term.assumed - term.most)
        yield "bounds", over - min(0, term.known) - min(0, term.assumed)
    by_name = {term.criterion: term for term in pair.terms}
    term, needs = by_name["competences"], explanation.needs
    yield "known", term.weight * sum(need.need * need.gain for need in needs) - term.known
    if needs:
        yield "needs", sum(need.need for need in needs) - UNITS
        yield "assumed", term.weight * sum(need.need * need.prior for need in needs) - term.assumed
    else:
        yield "needs", term.known
    told = by_name["words"]
    shared = sum(one.need * one.gain for one in explanation.words)
    yield "words", told.weight * shared - told.known
    for name in TABLES:
        term = by_name[name]
        verdict = term.verdict
        if verdict is None:
            yield "facts", FULL
            continue
        worth = term.weight * UNITS * verdict.value(bench.coder.criteria[name].prior)
        stated, empty = term.known, term.assumed
        if verdict.points is None:
            stated, empty = empty, stated
        yield "facts", abs(stated - worth) + abs(empty)


def _indexed(bench: Bench, vacancies: list[str]) -> dict[str, dict[str, int]]:
    """Score per vacancy and person as the index computes it, by another way than the pair."""
    found = bench.collection
    index = LocalIndex(bench.coder.criteria, bench.coder.width)
    for key, person in found.persons.items():
        index.upsert(RecordKind.PERSON, key, bench.person(person)[0])
    scores = {}
    for key in vacancies:
        code = bench.work(found.vacancies[key])[0]
        size = len(found.persons)
        hits = index.search(Question(code, DEFAULT_WEIGHTS, size, 0, 0, tiers=False)).hits
        scores[key] = {hit.key: hit.score for hit in hits}
    return scores
