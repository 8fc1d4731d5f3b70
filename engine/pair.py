"""One pair judged: the terms of the score, the conditions, the tier. The plain definition.

Indexes compute the same integers faster; explanations name these terms and add nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .coding import PersonCode, VacancyCode
from .criteria import AnyCriterion
from .points import FULL, UNITS, dot, score
from .verdict import Status, Verdict, tier
from .weights import CRITERIA, FAMILIES, TABLES, Weights, WeightSet

__all__ = ["Pair", "Term", "judge_pair", "known_share", "open_questions"]


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the sum.

    ``known`` is what the records say, ``assumed`` what the prior adds; the score is the sum of
    both over all terms. ``verdict`` is set for one-fact criteria.
    """

    criterion: str
    weight: int
    known: int
    assumed: int
    verdict: Verdict | None = None

    @property
    def most(self) -> int:
        """Highest value this term can have."""
        return self.weight * UNITS * FULL


@dataclass(frozen=True, slots=True)
class Pair:
    """A judged pair. ``conditions`` holds every condition that is asked, by name."""

    score: int
    tier: int
    terms: tuple[Term, ...]
    conditions: dict[str, Verdict]
    weights: WeightSet


def judge_pair(
    person: PersonCode,
    vacancy: VacancyCode,
    criteria: Mapping[str, AnyCriterion],
    weights: Weights,
) -> Pair:
    """Judge one pair; the same integers whichever side asks."""
    chosen = weights.for_kind(vacancy.kind)
    sparse = {name: dot(vacancy.needs[name], person.gains[name]) for name in FAMILIES}
    verdicts = {
        name: criterion.judge(person.facts[name], vacancy.facts[name])
        for name, criterion in criteria.items()
    }
    values = {name: verdicts[name].value(criteria[name].prior) for name in TABLES}
    terms = [
        Term(name, chosen[name], chosen[name] * sparse[name], chosen[name] * vacancy.base[name])
        for name in FAMILIES
    ]
    for name in TABLES:
        amount = chosen[name] * UNITS * values[name]
        known = verdicts[name].points is not None
        terms.append(Term(name, chosen[name], amount * known, amount * (not known), verdicts[name]))
    return Pair(
        score=score(chosen, vacancy.base, sparse, values),
        tier=tier([verdict.status for verdict in verdicts.values()]),
        terms=tuple(terms),
        conditions={name: v for name, v in verdicts.items() if v.status is not None},
        weights=chosen,
    )


def known_share(weights: WeightSet, families: Mapping[str, int], tables: Mapping[str, bool]) -> int:
    """Share of the weight that rests on knowledge of the record, 0..100.

    ``families`` holds 0..255 per sparse criterion, ``tables`` whether each one-fact criterion is
    known. Shown beside the score, never multiplied in.
    """
    total = sum(weights[name] * families[name] for name in FAMILIES)
    total += sum(weights[name] * FULL for name in TABLES if tables[name])
    return total // FULL


def open_questions(pair: Pair, families: Mapping[str, int]) -> tuple[str, ...]:
    """Criteria and conditions to ask about, the one whose answer could change most first.

    ``families`` as in :func:`known_share`. A condition that nothing is scored for (a licence, a
    language, a qualification) can only move the record to another tier and comes first; the rest
    by how much their term can still rise. What neither side asks (an offer of the employer that the
    person does not wish for) is no question. Nobody is asked for words: who tells what they can do,
    uses them.
    """
    room = {
        term.criterion: term.most - term.known - term.assumed
        for term in pair.terms
        if term.criterion != "words"
        and (
            families[term.criterion] < FULL
            if term.verdict is None
            else term.verdict.points is None and term.verdict.status is not None
        )
    }
    criteria = sorted(
        (name for name in room if room[name] > 0),
        key=lambda name: (-room[name], CRITERIA.index(name)),
    )
    unscored = sorted(
        name
        for name, verdict in pair.conditions.items()
        if verdict.status is Status.UNKNOWN and name not in CRITERIA
    )
    return (*unscored, *criteria)
