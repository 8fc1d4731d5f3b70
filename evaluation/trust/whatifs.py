"""What-ifs: what an explanation says would change is tried, and must come true."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from passend.engine.explanation import Explanation
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.pair import Pair, Term
from passend.engine.verdict import Status
from passend.engine.weights import CRITERIA, TABLES
from passend.evaluation.context import Context
from passend.evaluation.results import Sheet

from .answers import answered
from .bench import Bench, dev, sampled
from .mending import mended

__all__ = ["whatifs"]

_MEASURED = "measured: "


@dataclass(slots=True)
class _Tally:
    """How often something was tried, came true, and had no effect."""

    tried: int = 0
    true: int = 0
    idle: int = 0

    def add(self, *, true: bool, idle: bool = False) -> None:
        self.tried += 1
        self.true += true
        self.idle += idle


_Tallies = defaultdict[str, _Tally]


def whatifs(context: Context, pairs: int = 120) -> Sheet:
    """Open questions and unmet conditions: the stated change is made, and the pair judged again.

    Parameters
    ----------
    pairs : int
        Pairs of a dev vacancy and any person, a seeded sample.
    """
    bench = Bench(context)
    found = context.collection
    every = [(v, p) for v in dev(found.vacancies) for p in found.persons]
    chosen = sampled(every, pairs, context.seed, "what-ifs")
    tallies: _Tallies = defaultdict(_Tally)
    for vacancy, person in chosen:
        asked = found.vacancies[vacancy]
        explanation = bench.explain(found.persons[person], asked)
        _ask(bench, found.persons[person], asked, explanation, tallies)
        _mend(bench, found.persons[person], asked, explanation.pair, tallies)
    promised = {name: t for name, t in tallies.items() if not name.startswith(_MEASURED)}
    tried, true = sum(t.tried for t in promised.values()), sum(t.true for t in promised.values())
    return Sheet(
        name="whatifs",
        title="What-ifs: the stated change, tried",
        note=(
            f"{len(chosen)} of {len(every)} pairs of a dev vacancy and a person. A question is"
            " answered on the person's record, best (as the vacancy asks) and worst; the room is"
            " what its term can still rise. A condition not or partly met is mended by exactly what"
            f" its details say. Lines that begin with “{_MEASURED.strip()}” are no promise of an"
            " explanation. Without effect: the answer changes nothing of the term, mostly because"
            " the vacancy lacks the fact too. Passed = every promise came true."
        ),
        columns=["what is stated", "tried", "true", "share true", "without effect"],
        rows=[
            [name, t.tried, t.true, t.true / t.tried, t.idle / t.tried]
            for name, t in sorted(tallies.items(), key=lambda x: (x[0].startswith(_MEASURED), x[0]))
        ],
        numbers={
            "tried": float(tried),
            "valid": true / tried if tried else 1.0,
            **{name: t.true / t.tried for name, t in sorted(tallies.items())},
        },
        passed=tried > 0 and true == tried,
    )


def _ask(
    bench: Bench, person: Jobseeker, vacancy: Vacancy, explanation: Explanation, tallies: _Tallies
) -> None:
    """Answer each open question that counts in the score; the order is measured too."""
    before = explanation.pair
    changes = [
        _best(bench, name, (person, vacancy), before, tallies)
        for name in explanation.questions
        if name in CRITERIA
    ]
    if len(changes) > 1:
        tallies[f"{_MEASURED}the best answer to the first question lifts the score most"].add(
            true=changes[0] == max(changes), idle=changes[0] == 0
        )


def _best(
    bench: Bench, name: str, sides: tuple[Jobseeker, Vacancy], before: Pair, tallies: _Tallies
) -> int:
    """Answer one question best and worst; returns what the best answer adds to the score."""
    person, vacancy = sides
    best, worst = answered(bench, name, person, vacancy)
    term = _term(before, name)
    room, now = term.most - term.known - term.assumed, term.known + term.assumed
    after = bench.judge(best, vacancy)
    rise, change = _value(after, name) - now, after.score - before.score
    tallies[f"{name}: the best answer lifts the term by at most the room"].add(
        true=0 <= rise <= room, idle=rise == 0
    )
    within = f"{name}: the best answer lifts the score by at most the room"
    tallies[within if name in TABLES else _MEASURED + within].add(true=0 <= change <= room)
    if name in TABLES and rise:
        tallies[f"{name}: where it has effect, the best answer takes all the room"].add(
            true=rise == room
        )
    if worst is not None:
        fallen = bench.judge(worst, vacancy)
        down = _value(fallen, name) - now
        tallies[f"{name}: the worst answer never lifts the term"].add(
            true=down <= 0, idle=down == 0
        )
        wording = f"{name}: the worst answer never lifts the score"
        tallies[wording if name in TABLES else _MEASURED + wording].add(
            true=fallen.score <= before.score
        )
    return change


def _mend(
    bench: Bench, person: Jobseeker, vacancy: Vacancy, before: Pair, tallies: _Tallies
) -> None:
    """Mend each condition by its details; then all of them together."""
    whole, unmended = person, False
    for name, verdict in before.conditions.items():
        if verdict.status not in (Status.NOT_MET, Status.PARTLY):
            continue
        changed = mended(name, verdict, person, vacancy)
        if changed is None:
            unmended = unmended or verdict.status is Status.NOT_MET
            continue
        after = bench.judge(changed, vacancy)
        new = after.conditions[name]
        gone = new.status is Status.MET or (new.reason, new.details) != (
            verdict.reason,
            verdict.details,
        )
        better = new.status is not Status.NOT_MET or name == "languages"
        tallies[f"{name}: what is stated mends it"].add(true=gone and better)
        tallies[f"{name}: mending it never lowers the score"].add(true=after.score >= before.score)
        if name == "travel":
            tallies["travel: at the stated distance and time it is met"].add(
                true=new.status is Status.MET
            )
            tallies["travel: a limit moves no points"].add(true=after.score == before.score)
        whole = mended(name, verdict, whole, vacancy) or whole
    if before.tier and not unmended:
        after = bench.judge(whole, vacancy)
        languages = after.conditions.get("languages")
        left = languages is not None and languages.status is Status.NOT_MET
        if not left:
            tallies["all mended: nothing is unmet any more"].add(true=after.tier == 0)


def _term(pair: Pair, name: str) -> Term:
    return next(term for term in pair.terms if term.criterion == name)


def _value(pair: Pair, name: str) -> int:
    term = _term(pair, name)
    return term.known + term.assumed
