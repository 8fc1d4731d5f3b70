"""The best and the worst answer to an open question, put into the person's record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace

import numpy as np

from passend.engine.model import (
    Arrangement,
    CompetenceRef,
    Contract,
    Experience,
    Flag,
    Hours,
    Jobseeker,
    OccupationRef,
    Vacancy,
)
from passend.taxonomy.concepts import Kind

from .bench import Bench

__all__ = ["answered"]

_Answers = tuple[Jobseeker, Jobseeker | None]
_MONTHS = 60
_PAY = "pay_per_hour"
_NORTH, _SOUTH = "1781", "6211"
_FEW, _MANY = Hours(1, 2), Hours(60, 70)


def answered(bench: Bench, question: str, person: Jobseeker, vacancy: Vacancy) -> _Answers:
    """The record with the best and with the worst answer.

    Best is what the vacancy asks; the record itself where the vacancy does not say. The worst is
    ``None`` where no answer can be worse than none.

    Parameters
    ----------
    question : str
        A criterion, as in the weights.
    """
    return _ANSWERS[question](bench, person, vacancy)


def _contract(_bench: Bench, person: Jobseeker, vacancy: Vacancy) -> _Answers:
    kind = vacancy.effective_kind
    codes = [str(kind.agreement)] if kind else [c.agreement for c in vacancy.contracts]
    offered = next((code for code in codes if code), None)
    if offered is None:
        return person, None
    durations = [c.duration for c in vacancy.contracts if c.duration]
    best = tuple(Contract(duration, offered) for duration in durations or (None,))
    other = "01" if offered == "03" else "03"
    return replace(person, contracts=best), replace(person, contracts=(Contract(None, other),))


def _travel(_bench: Bench, person: Jobseeker, vacancy: Vacancy) -> _Answers:
    if not vacancy.sites:
        return person, None
    far = _SOUTH if vacancy.sites[0] < "5000" else _NORTH
    return replace(person, postcode4=vacancy.sites[0]), replace(person, postcode4=far)


def _hours(_bench: Bench, person: Jobseeker, vacancy: Vacancy) -> _Answers:
    asked = vacancy.hours
    if asked == Hours():
        return person, None
    best = replace(person, hours=asked, irregular=Flag(1), office_hours=Flag())
    low, high = asked.minimum or 0, 99 if asked.maximum is None else asked.maximum
    if low > 2 * (_FEW.maximum or 0):
        return best, replace(person, hours=_FEW)
    if 2 * high < (_MANY.minimum or 0):
        return best, replace(person, hours=_MANY)
    return best, None


def _arrangement(_bench: Bench, person: Jobseeker, vacancy: Vacancy) -> _Answers:
    """Best is to wish what is offered; worst what is refused, or a euro more than is paid."""
    offer = vacancy.offer
    pay = offer.pay_per_hour
    said = {f.name: getattr(offer, f.name) for f in fields(Arrangement) if f.name != _PAY}
    held = {name: True for name, value in said.items() if value is True}
    refused = {name: True for name, value in said.items() if value is False}
    best, worst = person, None
    if held or pay is not None:
        best = replace(person, wishes=Arrangement(**held, pay_per_hour=pay))
    if refused or pay is not None:
        least = None if pay is None else pay + 1
        worst = replace(person, wishes=Arrangement(**refused, pay_per_hour=least))
    return best, worst


def _competences(bench: Bench, person: Jobseeker, vacancy: Vacancy) -> _Answers:
    """Everything that is needed, by its code. No answer takes a competence away."""
    concepts = bench.coder.taxonomy.concepts
    needed = bench.work(vacancy)[0].needs["competences"].ids
    held = tuple(CompetenceRef(concepts[concept].iri) for concept in needed)
    return replace(person, competences=(*person.competences, *held)), None


def _experience(bench: Bench, person: Jobseeker, vacancy: Vacancy) -> _Answers:
    named, far = _occupations(bench, vacancy)
    jobs = tuple(Experience(ref, _MONTHS) for ref in named)
    best = replace(person, experience=(*person.experience, *jobs))
    return best, replace(person, experience=(*person.experience, Experience(far, _MONTHS)))


def _wish(bench: Bench, person: Jobseeker, vacancy: Vacancy) -> _Answers:
    named, far = _occupations(bench, vacancy)
    wished = person.wished_occupations
    best = replace(person, wished_occupations=(*wished, *named))
    return best, replace(person, wished_occupations=(*wished, far))


def _interests(bench: Bench, person: Jobseeker, vacancy: Vacancy) -> _Answers:
    named, far = _occupations(bench, vacancy)
    told = tuple(ref.text or "" for ref in named)
    best = replace(person, interests=(*person.interests, *told))
    return best, replace(person, interests=(*person.interests, far.text or ""))


def _occupations(bench: Bench, vacancy: Vacancy) -> tuple[list[OccupationRef], OccupationRef]:
    """What the work is called, and the occupation that is least like it."""
    taxonomy = bench.coder.taxonomy
    named = list(bench.work(vacancy)[0].needs["wish"].ids)
    likeness = taxonomy.vectors @ taxonomy.vectors[named or [0]].sum(axis=0)
    others = np.array([kind is not Kind.OCCUPATION for kind in taxonomy.kinds])
    far = int(np.argmin(np.where(others, np.inf, likeness)))
    refs = [OccupationRef(taxonomy.concepts[i].iri, taxonomy.concepts[i].label) for i in named]
    return refs, OccupationRef(taxonomy.concepts[far].iri, taxonomy.concepts[far].label)


_ANSWERS: Mapping[str, Callable[[Bench, Jobseeker, Vacancy], _Answers]] = {
    "arrangement": _arrangement,
    "competences": _competences,
    "contract": _contract,
    "experience": _experience,
    "hours": _hours,
    "interests": _interests,
    "travel": _travel,
    "wish": _wish,
}
