"""What-ifs: one fact of the person is changed and the pair is judged again; nothing is guessed.

A change holds no text and no concept: what somebody can do stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .changes import Change, standard_changes
from .coding import Coder, PersonCode, VacancyCode
from .criteria import AskedCriterion
from .lifting import lifts
from .model import Jobseeker
from .pair import Pair, judge_pair
from .verdict import Status
from .weights import Weights
from .whynot import blocked_by

__all__ = ["Lift", "WhatIf", "changed_code", "lifts_of", "what_ifs"]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A pair after one change; ``score`` and ``tier`` are those of the pair judged again.

    ``gain`` is the difference with the score before, below 0 when the change costs points.
    """

    change: Change
    score: int
    tier: int
    gain: int


@dataclass(frozen=True, slots=True)
class Lift:
    """An unmet condition and the smallest change after which it is no longer known to be unmet.

    ``what_if`` is ``None`` when no change of the person's own facts was found. ``left`` names the
    conditions that are still unmet after it.
    """

    condition: str
    what_if: WhatIf | None
    left: tuple[str, ...] = ()


def changed_code(coder: Coder, code: PersonCode, changed: Jobseeker) -> PersonCode:
    """Code of a person of whom facts are changed; ``changed`` has the facts of its texts in it."""
    facts = {
        name: code.facts[name] if isinstance(one, AskedCriterion) else one.of_person(changed)
        for name, one in coder.criteria.items()
    }
    return replace(code, facts=facts)


def what_ifs(
    coder: Coder,
    record: Jobseeker,
    person: PersonCode,
    vacancy: VacancyCode,
    weights: Weights,
) -> tuple[WhatIf, ...]:
    """The standard changes that change the score or the tier of a pair, best first.

    Parameters
    ----------
    record : Jobseeker
        The person, with the facts of the texts in it.
    """
    before = judge_pair(person, vacancy, coder.criteria, weights)
    judged = _judging(coder, person, vacancy, weights)
    found = [_what_if(change, judged(new), before) for change, new in standard_changes(record)]
    moved = [one for one in found if one.gain or one.tier != before.tier]
    return tuple(sorted(moved, key=lambda one: (one.tier, -one.gain, one.change)))


def lifts_of(
    coder: Coder,
    record: Jobseeker,
    person: PersonCode,
    vacancy: VacancyCode,
    weights: Weights,
) -> tuple[Lift, ...]:
    """Per unmet condition of a pair the smallest change that lifts it; parameters as above."""
    before = judge_pair(person, vacancy, coder.criteria, weights)
    judged = _judging(coder, person, vacancy, weights)
    found = []
    for name, verdict in before.conditions.items():
        if verdict.status is not Status.NOT_MET:
            continue
        fact, judge = vacancy.facts[name], coder.criteria[name]
        for change, new in lifts(name, verdict, record):
            if judge.judge(judge.of_person(new), fact).status is not Status.NOT_MET:
                after = judged(new)
                found.append(Lift(name, _what_if(change, after, before), blocked_by(after)))
                break
        else:
            found.append(Lift(name, None))
    return tuple(found)


def _judging(
    coder: Coder, person: PersonCode, vacancy: VacancyCode, weights: Weights
) -> Callable[[Jobseeker], Pair]:
    def judged(changed: Jobseeker) -> Pair:
        return judge_pair(changed_code(coder, person, changed), vacancy, coder.criteria, weights)

    return judged


def _what_if(change: Change, after: Pair, before: Pair) -> WhatIf:
    return WhatIf(change, after.score, after.tier, after.score - before.score)
