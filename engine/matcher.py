"""The matching service: a record asks, the index orders, every answer is explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from .answer import Answer, ListWhatIf, Match, Versions
from .changes import standard_changes
from .coding import CODE_VERSION, Coder, PersonCode, VacancyCode
from .duplicates import Sameness, same_work
from .explanation import Explanation, explain
from .gaps import Gap, gaps_of
from .listing import Lister
from .model import Jobseeker, Vacancy
from .needs import Needs, needs_of
from .offers import Offers, offers_of
from .pair import judge_pair, known_share
from .ports import Hit, MatchIndex, Origins, Question, Records, Result
from .textfacts import told_of_person, told_of_vacancy
from .unread import unread_of_person, unread_of_vacancy
from .weights import DEFAULT_WEIGHTS, TABLES, Weights
from .whatif import Lift, WhatIf, changed_code, lifts_of, what_ifs
from .whynot import Why, blocked_by, differences, place_of

T = TypeVar("T")

__all__ = ["Answer", "IndexBehindError", "ListWhatIf", "Match", "Matcher", "Versions"]

_ALL = 1 << 30
_SPARE = 20


class IndexBehindError(RuntimeError):
    """A record changed between search and explanation: bring the index up to date, ask again.

    The message names the key and nothing of the record.
    """


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
        return self.persons_asked(*self._vacancy(vacancy), top, unmet, ask)

    def persons_asked(
        self, code: VacancyCode, needs: Needs, top: int = 10, unmet: int = 5, ask: int = 5
    ) -> Answer:
        """Jobseekers for needs that are already read; ``code`` is theirs."""

        def one(hit: Hit) -> Match:
            record = _read(self.records.jobseeker, hit.key)
            person = self._person(record)
            match = self._match(hit, person, (code, needs))
            return self._with_lifts(match, record, person[0], code)

        return self._answer(Question(code, self.weights, top, unmet, ask), one)

    def vacancies_for(
        self,
        person: Jobseeker,
        top: int = 10,
        unmet: int = 5,
        ask: int = 5,
        per_employer: int | None = 2,
    ) -> Answer:
        """Vacancies, leerbanen and other places for a jobseeker.

        Parameters
        ----------
        per_employer : int or None
            Most of one employer among the first ten; ``None`` = show all.
        """
        code, offers = self._person(person)
        return self._vacancies((code, offers), person, (top, unmet, ask), per_employer)

    def vacancies_asked(
        self,
        code: PersonCode,
        offers: Offers,
        top: int = 10,
        unmet: int = 5,
        ask: int = 5,
        per_employer: int | None = 2,
    ) -> Answer:
        """Vacancies and other places for offers that are already read; ``code`` is theirs."""
        return self._vacancies((code, offers), None, (top, unmet, ask), per_employer)

    def _vacancies(
        self,
        asked: tuple[PersonCode, Offers],
        person: Jobseeker | None,
        most: tuple[int, int, int],
        per_employer: int | None,
    ) -> Answer:
        def one(hit: Hit) -> Match:
            vacancy = self._vacancy(_read(self.records.vacancy, hit.key))
            match = self._match(hit, asked, vacancy)
            return self._with_lifts(match, person, asked[0], vacancy[0]) if person else match

        lister = self._lister(per_employer)
        return self._answer(Question(asked[0], self.weights, *most), one, lister)

    def what_ifs(self, person: Jobseeker, vacancy: Vacancy) -> tuple[WhatIf, ...]:
        """What one pair becomes after each of the standard changes that matter to it."""
        code, work = self._person(person)[0], self._vacancy(vacancy)[0]
        record = told_of_person(person).record
        return what_ifs(self.coder, record, code, work, self.weights)

    def lifts(self, person: Jobseeker, vacancy: Vacancy) -> tuple[Lift, ...]:
        """Per unmet condition of one pair the smallest change that lifts it."""
        code, work = self._person(person)[0], self._vacancy(vacancy)[0]
        record = told_of_person(person).record
        return lifts_of(self.coder, record, code, work, self.weights)

    def gaps(self, person: Jobseeker, vacancy: Vacancy) -> tuple[Gap, ...]:
        """What closing each gap of one pair gains, most first."""
        read, (code, needs) = self._person(person), self._vacancy(vacancy)
        told = told_of_person(person)
        named = self._explained(read, (code, needs), None).needs
        return gaps_of(self.coder, (told, *read), code, named, self.weights)

    def list_what_ifs(self, person: Jobseeker) -> tuple[ListWhatIf, ...]:
        """Changes of a person after which more records have nothing unmet, most first."""
        code, _ = self._person(person)
        before = self._feasible(code)
        found = [
            ListWhatIf(change, self._feasible(changed_code(self.coder, code, changed)) - before)
            for change, changed in standard_changes(told_of_person(person).record)
        ]
        return tuple(sorted((w for w in found if w.more > 0), key=lambda w: (-w.more, w.change)))

    def why_person(self, vacancy: Vacancy, key: str, top: int = 10, unmet: int = 5) -> Why:
        """Where a stored jobseeker stands for a vacancy, and why; ``KeyError`` when unknown."""
        asked = self._vacancy(vacancy)

        def explained(other: str) -> Explanation:
            person = self._person(_read(self.records.jobseeker, other))
            return self._explained(person, asked, None)

        return self._why(asked[0], key, (top, unmet), explained)

    def why_vacancy(self, person: Jobseeker, key: str, top: int = 10, unmet: int = 5) -> Why:
        """Where a stored vacancy stands for a jobseeker, and why; ``KeyError`` when unknown."""
        asked = self._person(person)

        def explained(other: str) -> Explanation:
            vacancy = self._vacancy(_read(self.records.vacancy, other))
            return self._explained(asked, vacancy, None)

        return self._why(asked[0], key, (top, unmet), explained)

    def _why(
        self,
        code: PersonCode | VacancyCode,
        key: str,
        most: tuple[int, int],
        explained: Callable[[str], Explanation],
    ) -> Why:
        whole = self.index.search(Question(code, self.weights, _ALL, _ALL, 0))
        place = place_of(whole, key, *most)
        if place is None:
            raise KeyError(key)
        explanation = explained(key)
        last = place.last
        more = (
            differences(explanation.pair, explained(last.key).pair)
            if last is not None and last.key != key
            else ()
        )
        return Why(key, place, explanation, more, blocked_by(explanation.pair))

    def _feasible(self, code: PersonCode) -> int:
        return len(self.index.search(Question(code, self.weights, _ALL, 0, 0)).hits)

    def _with_lifts(
        self, match: Match, person: Jobseeker, code: PersonCode, vacancy: VacancyCode
    ) -> Match:
        if not match.tier:
            return match
        record = told_of_person(person).record
        return replace(match, lifts=lifts_of(self.coder, record, code, vacancy, self.weights))

    def _lister(self, per_employer: int | None) -> Lister | None:
        """Joins and holds back vacancies where the records say where they come from."""
        origins = self.records
        if not isinstance(origins, Origins):
            return None
        read: dict[str, tuple[Vacancy, str]] = {}

        def known(key: str) -> tuple[Vacancy, str]:
            if key not in read:
                record = told_of_vacancy(_read(self.records.vacancy, key)).record
                read[key] = record, _read(origins.source_of, key)
            return read[key]

        def same(first: str, second: str) -> Sameness | None:
            (one, source), (other, other_source) = known(first), known(second)
            return None if source == other_source else same_work(one, other)

        return Lister(same, lambda key: _read(origins.employer_of, key), per_employer)

    def explain(self, person: Jobseeker, vacancy: Vacancy) -> Explanation:
        """Explain one pair, in an index or not; the known share is that of the person."""
        return self._explained(self._person(person), self._vacancy(vacancy), None)

    def _person(self, person: Jobseeker) -> tuple[PersonCode, Offers]:
        told = told_of_person(person)
        reader = self.coder.reader
        offers = replace(
            offers_of(person, reader),
            notes=told.notes,
            unread=unread_of_person(person, reader),
            corrections=person.corrections,
        )
        return self.coder.person_of(person, offers, told), offers

    def _vacancy(self, vacancy: Vacancy) -> tuple[VacancyCode, Needs]:
        told = told_of_vacancy(vacancy)
        reader = self.coder.reader
        needs = replace(
            needs_of(vacancy, reader),
            notes=told.notes,
            unread=unread_of_vacancy(vacancy, reader),
            corrections=vacancy.corrections,
        )
        return self.coder.vacancy_of(vacancy, needs, told), needs

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

    def _answer(
        self, question: Question, one: Callable[[Hit], Match], lister: Lister | None = None
    ) -> Answer:
        found, top, unmet, ask, lister = self._listed(question, lister)

        def matches(hits: Sequence[Hit]) -> tuple[Match, ...]:
            shown = (one(hit) for hit in hits)
            if lister is None:
                return tuple(shown)
            return tuple(replace(match, also=lister.also(match.key)) for match in shown)

        return Answer(
            target=question.target,
            matches=matches(top),
            unmet=matches(unmet),
            ask_first=matches(ask),
            counts=found.counts,
            total=found.total,
            exact=found.exact,
            versions=self.versions,
            held_back=len(lister.held_back) if lister else 0,
            weights=self.weights,
        )

    def _listed(
        self, question: Question, lister: Lister | None
    ) -> tuple[Result, Sequence[Hit], Sequence[Hit], Sequence[Hit], Lister | None]:
        """The answer of the index, its three lists, each work once, and who listed them.

        More is fetched than is shown, and more again until the first list is full.
        """
        if lister is None:
            found = self.index.search(question)
            return found, found.hits, found.unmet, found.ask_first, None
        spare = _SPARE
        while True:
            wide = replace(
                question,
                top=question.top + spare,
                unmet=question.unmet + spare * bool(question.unmet),
                ask=question.ask + spare * bool(question.ask),
            )
            found, trial = self.index.search(wide), lister.fresh()
            top = trial.take(found.hits, question.top, limited=True)
            if len(top) == question.top or len(found.hits) < wide.top:
                break
            spare *= 4
        unmet = trial.take(found.unmet, question.unmet)
        # What was fetched for the first list and is not in it may be one to ask about first.
        little = [hit for hit in found.hits if hit.known < question.ask_below]
        ask = trial.take((*little, *found.ask_first), question.ask)
        return found, top, unmet, ask, trial


def _read(read: Callable[[str], T], key: str) -> T:
    try:
        return read(key)
    except KeyError:
        raise IndexBehindError(f"{key} has gone since it was indexed") from None
