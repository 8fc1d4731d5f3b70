"""Honesty: what is not on record is shown as unknown, never as no; zero is shown as zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from passend.engine.model import Flag, Hours, Jobseeker, Vacancy
from passend.engine.pair import Pair, open_questions
from passend.engine.points import UNITS
from passend.engine.verdict import Status, Verdict
from passend.engine.weights import FAMILIES, TABLES
from passend.evaluation.context import Context
from passend.evaluation.results import Sheet

from .bench import Bench, dev, sampled
from .elements import elements_of, without

__all__ = ["honesty"]

_NO_HOURS = {"hours": Hours(), "irregular": Flag(), "office_hours": Flag()}
_OF_PERSON: Mapping[str, Mapping[str, object]] = {
    "contract": {"contracts": ()},
    "travel": {"postcode4": None},
    "hours": _NO_HOURS,
    "licences": {"licences": ()},
    "languages": {"languages": ()},
    "qualification": {"education": (), "courses": ()},
}
_OF_VACANCY: Mapping[str, Mapping[str, object]] = {
    "contract": {"contracts": (), "kind": None, "leerbaan": None},
    "travel": {"sites": ()},
    "hours": _NO_HOURS,
}
_REACH: Mapping[str, object] = {"max_distance_km": None, "max_minutes": None}


@dataclass(slots=True)
class _Tally:
    tried: int = 0
    broken: int = 0
    first: str | None = None

    def add(self, pair: str, *, holds: bool) -> None:
        self.tried += 1
        if not holds:
            self.broken += 1
            self.first = self.first or pair


_Tallies = defaultdict[str, _Tally]


def honesty(context: Context, pairs: int = 120) -> Sheet:
    """A fact that is taken from the record becomes unknown, counts as expected, and is asked.

    Parameters
    ----------
    pairs : int
        Pairs of a dev vacancy and any person, a seeded sample.
    """
    bench = Bench(context)
    found = context.collection
    every = [(v, p) for v in dev(found.vacancies) for p in found.persons]
    chosen = sampled(every, pairs, context.seed, "honesty")
    tallies: _Tallies = defaultdict(_Tally)
    for query, key in chosen:
        vacancy, person, name = found.vacancies[query], found.persons[key], f"{query} {key}"
        _facts(bench, person, vacancy, name, tallies)
        _families(bench, person, vacancy, name, tallies)
        _zeros(bench.judge(person, vacancy), name, tallies)
    broken = sum(tally.broken for tally in tallies.values())
    return Sheet(
        name="honesty",
        title="Honesty: unknown is shown as unknown, zero as zero",
        note=(
            f"{len(chosen)} of {len(every)} pairs of a dev vacancy and a person. Each fact is taken"
            " out of the record and its texts, and the pair judged again. Tolerance 0."
        ),
        columns=["rule", "checked", "broken", "first broken pair"],
        rows=[[rule, t.tried, t.broken, t.first] for rule, t in sorted(tallies.items())],
        numbers={
            "checked": float(sum(tally.tried for tally in tallies.values())),
            "broken": float(broken),
        },
        passed=broken == 0,
    )


def _facts(bench: Bench, person: Jobseeker, vacancy: Vacancy, name: str, tallies: _Tallies) -> None:
    """Conditions and one-fact criteria, the fact gone from one side and from the other."""
    asked = bench.judge(person, vacancy).conditions
    for fact, gone in _OF_PERSON.items():
        if fact not in asked:
            continue
        less = replace(_untold(person), **gone)  # type: ignore[arg-type]
        pair = bench.judge(less, vacancy)
        tallies[f"{fact}: gone from the person, it is unknown"].add(
            name, holds=_unknown(bench, pair, fact)
        )
        asks = fact in open_questions(pair, bench.person(less)[0].known)
        tallies[f"{fact}: gone from the person, it is asked for"].add(name, holds=asks)
    untold = _untold_work(vacancy)
    for fact, gone in _OF_VACANCY.items():
        pair = bench.judge(person, replace(untold, **gone))  # type: ignore[arg-type]
        tallies[f"{fact}: gone from the vacancy, it is unknown"].add(
            name, holds=_unknown(bench, pair, fact)
        )
    free = bench.judge(replace(person, **_REACH), vacancy)  # type: ignore[arg-type]
    tallies["travel: without limits, whether it is too far is unknown"].add(
        name, holds=free.conditions["travel"].status is Status.UNKNOWN
    )
    tallies["nothing on record: no condition is unmet"].add(
        name, holds=bench.judge(Jobseeker(), vacancy).tier == 0
    )


def _untold(person: Jobseeker) -> Jobseeker:
    """The person without the texts that facts are read in, which fill what the record lacks."""
    jobs = tuple(replace(job, text=None) for job in person.experience)
    return replace(person, experience=jobs, courses=(), text=None, presentation=None)


def _untold_work(vacancy: Vacancy) -> Vacancy:
    """The vacancy without the texts that facts are read in."""
    return replace(vacancy, title=None, description=None, terms=None, courses=())


def _unknown(bench: Bench, pair: Pair, name: str) -> bool:
    """Whether a criterion or condition is unknown, and counts as what is expected, no more."""
    verdict = pair.conditions.get(name)
    if verdict is None or verdict.status is not Status.UNKNOWN or verdict.points is not None:
        return False
    return name not in TABLES or _assumed(bench, pair, name, verdict)


def _assumed(bench: Bench, pair: Pair, name: str, verdict: Verdict) -> bool:
    term = next(term for term in pair.terms if term.criterion == name)
    prior = bench.coder.criteria[name].prior if verdict.prior is None else verdict.prior
    return (term.known, term.assumed) == (0, term.weight * UNITS * prior)


def _families(
    bench: Bench, person: Jobseeker, vacancy: Vacancy, name: str, tallies: _Tallies
) -> None:
    """A record that says nothing of work: each sparse criterion counts as expected, no more."""
    bare = without(person, elements_of(person))
    pair = bench.judge(bare, vacancy)
    base = bench.work(vacancy)[0].base
    for term in pair.terms:
        if term.criterion in FAMILIES:
            expected = (0, term.weight * base[term.criterion])
            tallies[f"{term.criterion}: nothing on record, all of it is assumed"].add(
                name, holds=(term.known, term.assumed) == expected
            )
    terms = bench.explain(bare, vacancy).needs
    tallies["competences: nothing on record, no evidence is named"].add(
        name, holds=all(t.evidence is None and t.origin is None and not t.gain for t in terms)
    )


def _zeros(pair: Pair, name: str, tallies: _Tallies) -> None:
    """A criterion that is known to be worth nothing is known, not assumed."""
    for term in pair.terms:
        verdict = term.verdict
        if verdict is not None and verdict.points == 0:
            tallies[f"{term.criterion}: a known zero is zero, and nothing is assumed"].add(
                name, holds=(term.known, term.assumed) == (0, 0)
            )
