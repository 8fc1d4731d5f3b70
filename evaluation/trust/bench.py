"""The collection coded once, and what score and rank another form of a record would have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from passend.engine.coding import Coder, PersonCode, VacancyCode
from passend.engine.explanation import Explanation, explain
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.needs import Needs, needs_of
from passend.engine.offers import Offers, offers_of
from passend.engine.pair import Pair, judge_pair
from passend.engine.weights import DEFAULT_WEIGHTS
from passend.evaluation.collection import Split, split_of
from passend.evaluation.context import Context

__all__ = ["Bench", "Board", "dev", "sampled"]

T = TypeVar("T")
Ints = npt.NDArray[np.int64]
Person = tuple[PersonCode, Offers]
Work = tuple[VacancyCode, Needs]


def dev(ids: Iterable[str]) -> list[str]:
    """Those of the dev split, in order."""
    return [key for key in ids if split_of(key) is Split.DEV]


def sampled(items: Sequence[T], size: int, seed: int, what: str) -> list[T]:
    """``size`` of the items in their own order; all of them when there are no more.

    The same seed and ``what`` always give the same sample.
    """
    if size >= len(items):
        return list(items)
    chosen = Random(f"{seed} {what}").sample(range(len(items)), size)  # noqa: S311 - no secret
    return [items[position] for position in sorted(chosen)]


class Bench:
    """Codes records, each distinct one once, and explains pairs of them.

    Parameters
    ----------
    context : Context
        Its collection and coder.
    """

    def __init__(self, context: Context) -> None:
        self.coder: Coder = context.coder
        self.collection = context.collection
        self._offers: dict[Jobseeker, Offers] = {}
        self._persons: dict[Jobseeker, Person] = {}
        self._works: dict[Vacancy, Work] = {}

    def offers(self, person: Jobseeker) -> Offers:
        """What a jobseeker offers, not coded."""
        if person not in self._offers:
            self._offers[person] = offers_of(person, self.coder.reader)
        return self._offers[person]

    def person(self, person: Jobseeker) -> Person:
        """Code and offers of a jobseeker."""
        if person not in self._persons:
            offers = self.offers(person)
            self._persons[person] = self.coder.person_of(person, offers), offers
        return self._persons[person]

    def work(self, vacancy: Vacancy) -> Work:
        """Code and needs of a vacancy."""
        if vacancy not in self._works:
            needs = needs_of(vacancy, self.coder.reader)
            self._works[vacancy] = self.coder.vacancy_of(vacancy, needs), needs
        return self._works[vacancy]

    def judge(self, person: Jobseeker, vacancy: Vacancy) -> Pair:
        """The pair judged with the default weights."""
        return self.pair(self.person(person)[0], self.work(vacancy)[0])

    def pair(self, person: PersonCode, vacancy: VacancyCode) -> Pair:
        """The pair of two codes judged with the default weights."""
        return judge_pair(person, vacancy, self.coder.criteria, DEFAULT_WEIGHTS)

    def explain(self, person: Jobseeker, vacancy: Vacancy) -> Explanation:
        """The pair explained; the known share is left at 0, no check reads it."""
        pair = self.judge(person, vacancy)
        return explain(self.coder, pair, self.person(person), self.work(vacancy), 0)

    @cached_property
    def persons(self) -> Board:
        """All persons, for the vacancies of the dev split."""
        found = self.collection
        return Board(self, {key: found.vacancies[key] for key in dev(found.vacancies)}, "person")

    @cached_property
    def vacancies(self) -> Board:
        """All vacancies, for the persons of the dev split."""
        found = self.collection
        return Board(self, {key: found.persons[key] for key in dev(found.persons)}, "vacancy")


class Board:
    """Scores and tiers of all documents for some queries.

    Parameters
    ----------
    queries : mapping of id to record
        Of the other kind than the documents.
    kind : {"person", "vacancy"}
        What the documents are.

    Attributes
    ----------
    scores, tiers : array of int64, shape (queries, documents)
    """

    def __init__(self, bench: Bench, queries: Mapping[str, Jobseeker | Vacancy], kind: str) -> None:
        self._bench = bench
        self.queries = dict(queries)
        self.documents: dict[str, Jobseeker | Vacancy] = dict(
            bench.collection.persons if kind == "person" else bench.collection.vacancies
        )
        self._place = {key: position for position, key in enumerate(self.documents)}
        self._judged: dict[Jobseeker | Vacancy, tuple[Ints, Ints]] = {}
        judged = [self.judged(document) for document in self.documents.values()]
        self.scores: Ints = np.stack([scores for scores, _ in judged], axis=1)
        self.tiers: Ints = np.stack([tiers for _, tiers in judged], axis=1)

    def judged(self, document: Jobseeker | Vacancy) -> tuple[Ints, Ints]:
        """Score and tier of a document for each query, in the collection or not."""
        if document not in self._judged:
            pairs = [self._pair(query, document) for query in self.queries.values()]
            self._judged[document] = (
                np.array([pair.score for pair in pairs], np.int64),
                np.array([pair.tier for pair in pairs], np.int64),
            )
        return self._judged[document]

    def ranks(self, scores: Ints, tiers: Ints, key: str | None = None) -> Ints:
        """Rank from 1 per query that these scores and tiers have among the other documents.

        Tier first, then score, then the order of the collection, as an answer is ordered.

        Parameters
        ----------
        key : str or None
            The document that has them; ``None`` = one that is not in the collection, last of
            equals.
        """
        own = len(self.documents) if key is None else self._place[key]
        place = np.arange(len(self.documents))
        tier, score = tiers[:, None], scores[:, None]
        equal = (self.scores == score) & (place < own)
        ahead = (self.tiers < tier) | ((self.tiers == tier) & ((self.scores > score) | equal))
        return np.asarray((ahead & (place != own)).sum(axis=1) + 1, np.int64)

    def best(self, top: int) -> list[tuple[str, str]]:
        """(query, document) of the best ``top`` documents per query with nothing unmet."""
        found = []
        keys = list(self.documents)
        for row, query in enumerate(self.queries):
            order = np.lexsort((np.arange(len(keys)), -self.scores[row], self.tiers[row]))
            kept = [i for i in order[:top] if self.tiers[row, i] == 0]
            found += [(query, keys[i]) for i in kept]
        return found

    def _pair(self, query: Jobseeker | Vacancy, document: Jobseeker | Vacancy) -> Pair:
        if isinstance(query, Vacancy) and isinstance(document, Jobseeker):
            return self._bench.judge(document, query)
        if isinstance(query, Jobseeker) and isinstance(document, Vacancy):
            return self._bench.judge(query, document)
        raise TypeError("a query and a document of one kind make no pair")
