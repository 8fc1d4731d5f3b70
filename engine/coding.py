"""Records to integers, and back to reasons: the one place where needs and offers become numbers.

Person: per sparse criterion the gain ``g = cover − prior`` per concept, the largest 1,024.
Vacancy: per sparse criterion whole weights over concepts, and the part that the priors give.
Both sides: one fact per one-fact criterion. Indexes store these and nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.concepts import Kind
from passend.taxonomy.cover import best_offer, cover
from passend.taxonomy.reader import Reader

from .criteria import AnyCriterion, AskedCriterion
from .model import Jobseeker, Vacancy, VacancyKind
from .needs import Needs, needs_of
from .offers import Offer, Offers, offers_of
from .points import FULL, UNITS, Sparse, apportion
from .textfacts import Told, told_of_person, told_of_vacancy
from .weights import FAMILIES
from .words import gains_of_words

__all__ = ["CODE_VERSION", "Coder", "PersonCode", "VacancyCode"]

CODE_VERSION = "5"
"""Rises when the same record and taxonomy give other integers."""

MOST_GAINS = 1024
_OCCUPATION_PRIOR = {"experience": 40, "wish": 40, "interests": 50}
_NO_NEEDS_PRIOR = 60
_KNOWN_SEGMENTS = 3


@dataclass(frozen=True, slots=True)
class PersonCode:
    """A jobseeker in integers. ``gains`` values 1..255; ``known`` 0..255 per sparse criterion."""

    gains: dict[str, Sparse]
    facts: dict[str, Hashable]
    known: dict[str, int]


@dataclass(frozen=True, slots=True)
class VacancyCode:
    """A vacancy in integers.

    ``needs`` values sum to at most 512 per sparse criterion; ``base`` is what an unknown person is
    expected to bring, 0..512·255; ``kind`` chooses the weights.
    """

    needs: dict[str, Sparse]
    base: dict[str, int]
    facts: dict[str, Hashable]
    known: dict[str, int]
    kind: VacancyKind | None


class Coder:
    """Codes records under one taxonomy and one set of criteria.

    The same record always gives the same code, whatever the order of its lists.
    """

    def __init__(self, reader: Reader, criteria: Sequence[AnyCriterion]) -> None:
        self.reader = reader
        self.criteria = {criterion.name: criterion for criterion in criteria}
        taxonomy = reader.taxonomy
        self._occupations = np.array([k is Kind.OCCUPATION for k in taxonomy.kinds])
        self._priors = {
            name: (
                taxonomy.prior.astype(np.int32)
                if name == "competences"
                else np.full(len(taxonomy), _OCCUPATION_PRIOR[name], np.int32)
            )
            for name in FAMILIES
            if name != "words"
        }

    @property
    def width(self) -> int:
        """Largest number of a concept or a word, plus one."""
        return max(len(self.taxonomy), len(self.taxonomy.vocabulary))

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy coded with."""
        return self.reader.taxonomy

    def prior(self, family: str, concept: int) -> int:
        """What counts for a concept while nothing is known of the person, 0..255."""
        return int(self._priors[family][concept])

    def person(self, person: Jobseeker) -> PersonCode:
        """Code of a jobseeker."""
        return self.person_of(person, offers_of(person, self.reader))

    def person_of(
        self, person: Jobseeker, offers: Offers, told: Told[Jobseeker] | None = None
    ) -> PersonCode:
        """Code of a jobseeker whose offers are already read; facts of text fill what is unknown."""
        known = (told or told_of_person(person)).record
        return PersonCode(
            gains={
                name: gains_of_words(offers.words, MOST_GAINS)
                if name == "words"
                else self._gains(name, _family(offers, name))
                for name in FAMILIES
            },
            facts={
                name: c.of_offers(offers) if isinstance(c, AskedCriterion) else c.of_person(known)
                for name, c in self.criteria.items()
            },
            known={
                "competences": _share(offers.segments),
                "words": _share(offers.segments),
                "experience": FULL * bool(offers.experience),
                "wish": FULL * bool(offers.wish),
                "interests": FULL * bool(offers.interests),
            },
        )

    def vacancy(self, vacancy: Vacancy) -> VacancyCode:
        """Code of a vacancy."""
        return self.vacancy_of(vacancy, needs_of(vacancy, self.reader))

    def vacancy_of(
        self, vacancy: Vacancy, needs: Needs, told: Told[Vacancy] | None = None
    ) -> VacancyCode:
        """Code of a vacancy whose needs are already read; facts of text fill what is unknown."""
        known = (told or told_of_vacancy(vacancy)).record
        weights = apportion({need.concept: need.share for need in needs.needs})
        anchors = apportion(dict(needs.occupations))
        by_family = {
            **dict.fromkeys(FAMILIES, anchors),
            "competences": weights,
            "words": apportion(dict(needs.words)),
        }
        anchored = FULL * bool(anchors.ids)
        return VacancyCode(
            needs=by_family,
            base={name: self._base(name, sparse) for name, sparse in by_family.items()},
            facts={name: c.of_vacancy(known) for name, c in self.criteria.items()},
            known={
                **dict.fromkeys(FAMILIES, anchored),
                "competences": _share(needs.segments),
                "words": _share(needs.segments),
            },
            kind=known.effective_kind,
        )

    def best_offers(
        self, offers: tuple[Offer, ...]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
        """Per concept the best single offer: its reach 0..1, and its position (-1 = none)."""
        return best_offer(self.taxonomy, [offer.weighted for offer in offers])

    def _gains(self, family: str, offers: tuple[Offer, ...]) -> Sparse:
        if not offers:
            return Sparse()
        covered = cover(self.taxonomy, [offer.weighted for offer in offers])
        whole = np.floor(covered * np.float32(FULL) + np.float32(0.5)).astype(np.int32)
        gains = np.minimum(whole, FULL) - self._priors[family]
        if family != "competences":
            gains[~self._occupations] = 0
        order = np.lexsort((np.arange(len(gains)), -gains))[:MOST_GAINS]
        return Sparse.of({int(i): int(gains[i]) for i in order if gains[i] > 0})

    def _base(self, family: str, needs: Sparse) -> int:
        if family == "words":
            return 0
        if family == "competences" and not needs.ids:
            return UNITS * _NO_NEEDS_PRIOR
        if family != "competences":
            return UNITS * _OCCUPATION_PRIOR[family]
        return sum(q * self.prior(family, i) for i, q in zip(needs.ids, needs.values, strict=True))


def _family(offers: Offers, name: str) -> tuple[Offer, ...]:
    return {
        "competences": offers.competences,
        "experience": offers.experience,
        "wish": offers.wish,
        "interests": offers.interests,
    }[name]


def _share(segments: int) -> int:
    """How much is known, 0..255: all from three elements on."""
    return FULL * min(segments, _KNOWN_SEGMENTS) // _KNOWN_SEGMENTS
