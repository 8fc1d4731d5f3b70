"""What the contract suite of the indexes measures with: the plain index, and made-up codes."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from passend.engine.coding import PersonCode, VacancyCode
from passend.engine.criteria import (
    AnyCriterion,
    ArrangementCriterion,
    ContractCriterion,
    HoursCriterion,
    LanguageCriterion,
    LicenceCriterion,
    PeriodCriterion,
    QualificationCriterion,
    ShiftCriterion,
    TravelCriterion,
)
from passend.engine.model import (
    Contract,
    Education,
    Flag,
    Hours,
    Jobseeker,
    Language,
    Transport,
    Vacancy,
    VacancyKind,
)
from passend.engine.pair import Pair, judge_pair, known_share
from passend.engine.points import FULL, UNITS, Sparse
from passend.engine.ports import Hit, Question, RecordKind, Result
from passend.engine.travel import Estimate
from passend.engine.verdict import Status
from passend.engine.weights import FAMILIES, TABLES

__all__ = ["CONCEPTS", "Codes", "PlainIndex", "contract_criteria"]

CONCEPTS = 60
"""Number of concepts that the codes of the suite range over."""

Code = PersonCode | VacancyCode

_POSTCODES = ("1012", "1013", "1381", "3511", "5611", "9711", None)


def contract_criteria() -> dict[str, AnyCriterion]:
    """Criteria and conditions of the suite, by name: those of the product."""
    criteria: tuple[AnyCriterion, ...] = (
        ContractCriterion(),
        TravelCriterion(Estimate()),
        HoursCriterion(),
        LicenceCriterion(),
        LanguageCriterion(),
        QualificationCriterion(),
        ShiftCriterion(),
        PeriodCriterion(),
        ArrangementCriterion(),
    )
    return {criterion.name: criterion for criterion in criteria}


class PlainIndex:
    """The slow and obvious index: judges every pair, one by one."""

    def __init__(self, criteria: Mapping[str, AnyCriterion]) -> None:
        self.criteria = criteria
        self.records: dict[RecordKind, dict[str, Code]] = {kind: {} for kind in RecordKind}

    def upsert(self, kind: RecordKind, key: str, code: Code) -> None:
        """Add or replace a record."""
        if isinstance(code, PersonCode) is not (kind is RecordKind.PERSON):
            raise TypeError(f"{key}: a {type(code).__name__} is no {kind}")
        self.records[kind][key] = code

    def delete(self, kind: RecordKind, key: str) -> None:
        """Remove a record; an unknown key is no error."""
        self.records[kind].pop(key, None)

    def search(self, question: Question) -> Result:
        """Judge all, sort, cut."""
        counts = {name: dict.fromkeys(Status, 0) for name in self.criteria}
        found = []
        for key, code in self.records[question.target].items():
            pair = self.pair(question, code)
            for name, verdict in pair.conditions.items():
                if verdict.status is not None:
                    counts[name][verdict.status] += 1
            tier = pair.tier if question.tiers else 0
            found.append(Hit(key, tier, pair.score, _known(pair, code)))
        found.sort(key=lambda hit: (-hit.score, hit.key))
        first = [hit for hit in found if hit.tier == 0]
        top = first[: question.top]
        little = [hit for hit in first if hit.known < question.ask_below and hit not in top]
        return Result(
            hits=tuple(top),
            unmet=tuple([hit for hit in found if hit.tier == 1][: question.unmet]),
            ask_first=tuple(little[: question.ask]),
            counts=counts,
            total=len(found),
        )

    def pair(self, question: Question, code: Code) -> Pair:
        """One pair judged, whichever side asks."""
        person, vacancy = (question.code, code)
        if isinstance(code, PersonCode):
            person, vacancy = code, question.code
        if not (isinstance(person, PersonCode) and isinstance(vacancy, VacancyCode)):
            raise TypeError("a pair is a person and a vacancy")
        return judge_pair(person, vacancy, self.criteria, question.weights)


def _known(pair: Pair, code: Code) -> int:
    tables = {
        term.criterion: term.verdict is not None and term.verdict.points is not None
        for term in pair.terms
        if term.criterion in TABLES
    }
    return known_share(pair.weights, code.known, tables)


class Codes:
    """Makes codes: simple ones by hand, arbitrary ones from a seed.

    Parameters
    ----------
    criteria : mapping of str to criterion
        Those the facts are made with.
    seed : int
        Equal seeds give equal codes.
    """

    def __init__(self, criteria: Mapping[str, AnyCriterion], seed: int = 0) -> None:
        self.criteria = criteria
        self.random = random.Random(seed)  # noqa: S311 - arbitrary records, no secret

    def person(self, gains: Mapping[int, int] | None = None, **facts: object) -> PersonCode:
        """Code with these gains in every family, and the facts of ``Jobseeker(**facts)``."""
        jobseeker = replace(Jobseeker(), **facts)  # type: ignore[arg-type]
        return PersonCode(
            gains={name: Sparse.of(gains or {}) for name in FAMILIES},
            facts={name: c.of_person(jobseeker) for name, c in self.criteria.items()},
            known=dict.fromkeys(FAMILIES, FULL if gains else 0),
        )

    def vacancy(self, needs: Mapping[int, int] | None = None, **facts: object) -> VacancyCode:
        """Code with these needs in every family, and the facts of ``Vacancy(**facts)``."""
        vacancy = replace(Vacancy(), **facts)  # type: ignore[arg-type]
        return VacancyCode(
            needs={name: Sparse.of(needs or {}) for name in FAMILIES},
            base=dict.fromkeys(FAMILIES, 0),
            facts={name: c.of_vacancy(vacancy) for name, c in self.criteria.items()},
            known=dict.fromkeys(FAMILIES, FULL if needs else 0),
            kind=vacancy.effective_kind,
        )

    def any(self, kind: RecordKind) -> Code:
        """Arbitrary code of a kind."""
        return self.any_person() if kind is RecordKind.PERSON else self.any_vacancy()

    def any_person(self) -> PersonCode:
        """Arbitrary jobseeker."""
        pick = self.random.choice
        made = self.person(
            hours=self._hours(),
            irregular=Flag(pick([None, 1, 2])),
            contracts=self._contracts(),
            licences=pick([(), ("B",), ("CE",), ("AM",)]),
            languages=self._languages(),
            postcode4=pick(_POSTCODES),
            max_distance_km=pick([None, 5, 20, 60]),
            max_minutes=pick([None, 15, 45, 90]),
            transport=pick([(), (Transport(1),), (Transport(3), Transport(5))]),
            education=pick([(), (Education(name="Verpleegkundige", diploma=Flag(1)),)]),
        )
        gains = {name: self._sparse(FULL) for name in FAMILIES}
        return replace(made, gains=gains, known=self._family_shares())

    def any_vacancy(self) -> VacancyCode:
        """Arbitrary vacancy."""
        pick = self.random.choice
        made = self.vacancy(
            hours=self._hours(),
            irregular=Flag(pick([None, 1, 2])),
            contracts=self._contracts(),
            licences=pick([(), ("B",), ("C",)]),
            languages=self._languages(),
            sites=tuple(code for code in (pick(_POSTCODES), pick(_POSTCODES)) if code),
            kind=pick([None, *VacancyKind]),
            regulated=pick([None, None, True, "Verpleegkundige"]),
        )
        base = {name: self.random.randint(0, UNITS * 100) for name in FAMILIES}
        needs = {name: self._sparse(40) for name in FAMILIES}
        return replace(made, needs=needs, base=base, known=self._family_shares())

    def _sparse(self, most: int) -> Sparse:
        chosen = self.random.sample(range(CONCEPTS), self.random.randint(0, 12))
        return Sparse.of({concept: self.random.randint(1, most) for concept in chosen})

    def _family_shares(self) -> dict[str, int]:
        return {name: self.random.choice([0, 85, FULL]) for name in FAMILIES}

    def _hours(self) -> Hours:
        low, high = sorted(self.random.sample(range(8, 41), 2))
        return self.random.choice([Hours(), Hours(low, high), Hours(None, high), Hours(low)])

    def _contracts(self) -> tuple[Contract, ...]:
        one = Contract(self.random.choice(["B", "O", None]), self.random.choice(["01", "02", "03"]))
        return self.random.choice([(), (one,)])

    def _languages(self) -> tuple[Language, ...]:
        level = self.random.choice([1, 2, 3, 4])
        return self.random.choice([(), (), (Language("nld", level, level),)])
