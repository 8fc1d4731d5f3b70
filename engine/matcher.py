"""The matching service: a record asks, the index orders, every answer is explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .coding import CODE_VERSION, Coder, PersonCode, VacancyCode
from .explanation import Explanation, explain
from .model import Jobseeker, Vacancy
from .needs import Needs, needs_of
from .offers import Offers, offers_of
from .pair import judge_pair, known_share
from .points import MAX_SCORE
from .ports import Hit, MatchIndex, Question, RecordKind, Records
from .verdict import Status
from .weights import DEFAULT_WEIGHTS, TABLES, Weights

T = TypeVar("T")

__all__ = ["Answer", "IndexBehindError", "Match", "Matcher", "Versions"]


class IndexBehindError(RuntimeError):
    """A record changed between search and explanation: bring the index up to date, ask again.

    The message names the key and nothing of the record.
    """


@dataclass(frozen=True, slots=True)
class Match:
    """One record of an answer; ``score`` 0..13,056,000, ``percent`` the same as 0..100."""

    key: str
    tier: int
    score: int
    known: int
    explanation: Explanation

    @property
    def percent(self) -> int:
        """Score as a share of the highest possible one, in whole percents."""
        return self.score * 100 // MAX_SCORE


@dataclass(frozen=True, slots=True)
class Versions:
    """What an answer was made with: one answer never mixes two."""

    taxonomy: str
    encoder: str
    code: str
    weights: str
    travel: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An ordered answer.

    ``matches``: nothing known to be unmet. ``unmet``: *nu niet haalbaar*, still visible.
    ``ask_first``: *eerst vragen*, the best of the records of which little is known. ``counts``:
    per condition how many of all ``total`` records have each status.
    """

    target: RecordKind
    matches: tuple[Match, ...]
    unmet: tuple[Match, ...]
    ask_first: tuple[Match, ...]
    counts: Mapping[str, Mapping[Status, int]]
    total: int
    exact: bool
    versions: Versions


class Matcher:
    """Answers questions over one index and its records.

    Nothing of a question is stored: a record that only asks needs no place in the store.
    """

    def __init__(
        self,
        coder: Coder,
        index: MatchIndex,
        records: Records,
        weights: Weights = DEFAULT_WEIGHTS,
        travel_name: str = "",
    ) -> None:
        self.coder = coder
        self.index = index
        self.records = records
        self.weights = weights
        self._travel_name = travel_name

    @property
    def versions(self) -> Versions:
        """Versions in force."""
        return Versions(
            taxonomy=self.coder.taxonomy.digest[:12],
            encoder=self.coder.taxonomy.encoder.name,
            code=CODE_VERSION,
            weights=self.weights.version,
            travel=self._travel_name,
        )

    def persons_for(self, vacancy: Vacancy, top: int = 10, unmet: int = 5, ask: int = 5) -> Answer:
        """Jobseekers for a vacancy."""
        needs = needs_of(vacancy, self.coder.reader)
        code = self.coder.vacancy_of(vacancy, needs)

        def one(hit: Hit) -> Match:
            person = self._person(_read(self.records.jobseeker, hit.key))
            return self._match(hit, person, (code, needs))

        return self._answer(Question(code, self.weights, top, unmet, ask), one)

    def vacancies_for(
        self, person: Jobseeker, top: int = 10, unmet: int = 5, ask: int = 5
    ) -> Answer:
        """Vacancies, leerbanen and other places for a jobseeker."""
        asked = self._person(person)

        def one(hit: Hit) -> Match:
            vacancy = self._vacancy(_read(self.records.vacancy, hit.key))
            return self._match(hit, asked, vacancy)

        return self._answer(Question(asked[0], self.weights, top, unmet, ask), one)

    def explain(self, person: Jobseeker, vacancy: Vacancy) -> Explanation:
        """Explain one pair, in an index or not; the known share is that of the person."""
        return self._explained(self._person(person), self._vacancy(vacancy), None)

    def _person(self, person: Jobseeker) -> tuple[PersonCode, Offers]:
        offers = offers_of(person, self.coder.reader)
        return self.coder.person_of(person, offers), offers

    def _vacancy(self, vacancy: Vacancy) -> tuple[VacancyCode, Needs]:
        needs = needs_of(vacancy, self.coder.reader)
        return self.coder.vacancy_of(vacancy, needs), needs

    def _match(
        self, hit: Hit, person: tuple[PersonCode, Offers], vacancy: tuple[VacancyCode, Needs]
    ) -> Match:
        explanation = self._explained(person, vacancy, hit.known)
        if explanation.pair.score != hit.score:
            raise IndexBehindError(f"{hit.key} has changed since it was indexed")
        return Match(hit.key, hit.tier, hit.score, hit.known, explanation)

    def _explained(
        self,
        person: tuple[PersonCode, Offers],
        vacancy: tuple[VacancyCode, Needs],
        known: int | None,
    ) -> Explanation:
        pair = judge_pair(person[0], vacancy[0], self.coder.criteria, self.weights)
        if known is None:
            tables = {
                t.criterion: t.verdict is not None and t.verdict.points is not None
                for t in pair.terms
                if t.criterion in TABLES
            }
            known = known_share(pair.weights, person[0].known, tables)
        return explain(self.coder, pair, person, vacancy, known)

    def _answer(self, question: Question, one: Callable[[Hit], Match]) -> Answer:
        found = self.index.search(question)
        return Answer(
            target=question.target,
            matches=tuple(one(hit) for hit in found.hits),
            unmet=tuple(one(hit) for hit in found.unmet),
            ask_first=tuple(one(hit) for hit in found.ask_first),
            counts=found.counts,
            total=found.total,
            exact=found.exact,
            versions=self.versions,
        )


def _read(read: Callable[[str], T], key: str) -> T:
    try:
        return read(key)
    except KeyError:
        raise IndexBehindError(f"{key} has gone since it was indexed") from None
