"""The same work, sent in by several sources: a plain rule that would rather miss than join wrongly.

Two vacancies are the same work when their titles are the same, they share a place of work, hours
and kinds of contract do not differ, and their texts hold nearly the same words and exactly the same
numbers. Who the employer is plays no part: an agency and the employer may both send one in. Two
vacancies of one source are never joined: that source knows that they are two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from passend.taxonomy.normalise import fold

from .model import Hours, Vacancy

__all__ = ["Sameness", "same_work"]

_LEAST_LIKE = 95.0
_LEAST_WORDS = 12
# A shorter text says too little unless it is the very same, with the same hours.
_FEWEST_WORDS = 5
_ANYBODY = re.compile(r"\(?\b[mv]/[mv](/x)?\b\)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
# One such word more or less is another job.
_TELLING = frozenset(
    (
        *("dag", "nacht", "avond", "ochtend", "weekend", "vroeg", "laat", "fulltime", "parttime"),
        *("junior", "senior", "assistent", "leerling", "stage", "bbl", "bol"),
        *("tijdelijk", "vast", "oproep", "geen", "niet"),
    )
)


@dataclass(frozen=True, slots=True)
class Sameness:
    """Why two vacancies are the same work.

    ``place`` is a PC4 of both; ``likeness`` 95..100 of their texts; ``hours_known`` whether both
    state the same hours, or neither states any.
    """

    place: str
    likeness: int
    hours_known: bool


def same_work(first: Vacancy, second: Vacancy) -> Sameness | None:
    """Why two vacancies of different sources are the same work; ``None`` when that is not sure."""
    titles = [fold(_ANYBODY.sub(" ", one.title or "")) for one in (first, second)]
    if not titles[0] or titles[0] != titles[1]:
        return None
    places = sorted(set(first.sites) & set(second.sites))
    if not places or _contradict(first, second):
        return None
    texts = fold(first.description or ""), fold(second.description or "")
    words = [text.split() for text in texts]
    shortest = min(len(one) for one in words)
    short = texts[0] == texts[1] and first.hours == second.hours != Hours()
    if shortest < (_FEWEST_WORDS if short else _LEAST_WORDS):
        return None
    odd = set(words[0]) ^ set(words[1])
    if odd & _TELLING or any(_NUMBER.search(word) for word in odd):
        return None
    likeness = fuzz.ratio(*texts)
    if likeness < _LEAST_LIKE:
        return None
    return Sameness(places[0], int(likeness), first.hours == second.hours)


def _contradict(first: Vacancy, second: Vacancy) -> bool:
    """Whether facts that both state differ."""
    kinds = {one.effective_kind for one in (first, second)} - {None}
    licences = {frozenset(one.licences) for one in (first, second) if one.licences}
    contracts = {one.contracts for one in (first, second) if one.contracts}
    hours = {one.hours for one in (first, second) if one.hours != Hours()}
    irregular = {one.irregular.value for one in (first, second)} - {None}
    return any(len(one) > 1 for one in (kinds, licences, contracts, hours, irregular))
