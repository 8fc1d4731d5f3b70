"""Why a pair has its score: every term named, what is known and what is assumed, per competence.

No arithmetic here: every number was made by :mod:`passend.engine.pair` or
:mod:`passend.engine.coding`; this module only says which record element stands behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

from passend.taxonomy.clauses import Strength
from passend.taxonomy.concepts import Concept

from .coding import Coder, PersonCode, VacancyCode
from .model import Correction
from .needs import Needs
from .offers import Evidence, Offer, Offers
from .pair import Pair, open_questions
from .points import FULL
from .textfacts import Note
from .unread import Unread

__all__ = ["Explanation", "NeedTerm", "WordTerm", "explain"]


@dataclass(frozen=True, slots=True)
class NeedTerm:
    """One need of the vacancy and what the person brings for it.

    Parameters
    ----------
    concept : Concept
        What is needed.
    need : int
        Its share of the 512.
    prior, gain : int
        What is assumed of anybody, and what the record adds; together the cover 0..255.
    evidence : Evidence or None
        How the best offer is known; ``None`` = nothing on record.
    via : Concept or None
        The offered concept when it is another one than the need; ``None`` when it is the same or
        the whole profile.
    origin : str or None
        Element of the person's record that offers it.
    strength, asked_in : Strength, str
        How strongly the vacancy asks it, and in which element.
    """

    concept: Concept
    need: int
    prior: int
    gain: int
    evidence: Evidence | None
    via: Concept | None
    origin: str | None
    strength: Strength
    asked_in: str

    @property
    def cover(self) -> int:
        """0..255."""
        return self.prior + self.gain


@dataclass(frozen=True, slots=True)
class WordTerm:
    """A word of the closed vocabulary that both records use.

    ``need`` is its share of the 512 over the words of the vacancy, ``gain`` 1..255; their product
    counts.
    """

    word: str
    need: int
    gain: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """A judged pair with names.

    ``needs`` and ``words`` are ordered by what they count, largest first. ``known`` is the share
    of the weight that is known of the record looked for (0..100). ``questions`` names the criteria
    and conditions to ask about. ``told_by_person`` and ``told_by_vacancy`` are the facts read in
    text, those that differ from the record included. ``unread``: texts of either side in a
    language that cannot be read.
    """

    pair: Pair
    needs: tuple[NeedTerm, ...]
    words: tuple[WordTerm, ...]
    wish: Offer | None
    experience: Offer | None
    interest: Offer | None
    questions: tuple[str, ...]
    known: int
    told_by_person: tuple[Note, ...] = ()
    told_by_vacancy: tuple[Note, ...] = ()
    unread: tuple[Unread, ...] = ()
    corrected_person: tuple[tuple[Concept, Correction], ...] = ()
    corrected_vacancy: tuple[tuple[Concept, Correction], ...] = ()


def explain(
    coder: Coder,
    pair: Pair,
    person: tuple[PersonCode, Offers],
    vacancy: tuple[VacancyCode, Needs],
    known: int,
) -> Explanation:
    """Name the terms of a judged pair."""
    person_code, offers = person
    vacancy_code, needs = vacancy
    return Explanation(
        pair=pair,
        needs=_needs(coder, person_code, offers, vacancy_code, needs),
        words=_words(coder, person_code, vacancy_code),
        wish=_closest(coder, offers.wish, vacancy_code, "wish"),
        experience=_closest(coder, offers.experience, vacancy_code, "experience"),
        interest=_closest(coder, offers.interests, vacancy_code, "interests"),
        questions=open_questions(pair, person_code.known),
        known=known,
        told_by_person=offers.notes,
        told_by_vacancy=needs.notes,
        unread=(*offers.unread, *needs.unread),
        corrected_person=_corrected(coder, offers.corrections),
        corrected_vacancy=_corrected(coder, needs.corrections),
    )


def _needs(
    coder: Coder, person: PersonCode, offers: Offers, vacancy: VacancyCode, needs: Needs
) -> tuple[NeedTerm, ...]:
    sparse = vacancy.needs["competences"]
    gains = person.gains["competences"].as_dict()
    _, which = coder.best_offers(offers.competences)
    asked = {need.concept: need for need in needs.needs}
    terms = []
    for concept, amount in zip(sparse.ids, sparse.values, strict=True):
        position = int(which[concept])
        gain = gains.get(concept, 0)
        offer = offers.competences[position] if gain and position >= 0 else None
        other = offer is not None and offer.concept != concept
        terms.append(
            NeedTerm(
                concept=coder.taxonomy.concepts[concept],
                need=amount,
                prior=coder.prior("competences", concept),
                gain=gain,
                evidence=None if not gain else _evidence(offer, inferred=other),
                via=coder.taxonomy.concepts[offer.concept] if offer and other else None,
                origin=offer.origin if offer else None,
                strength=asked[concept].strength,
                asked_in=asked[concept].origin,
            )
        )
    return tuple(sorted(terms, key=lambda term: (-term.need, term.concept.iri)))


def _corrected(
    coder: Coder, corrections: tuple[Correction, ...]
) -> tuple[tuple[Concept, Correction], ...]:
    """Corrections with their concept, oldest first; one of an unknown concept changed nothing."""
    taxonomy = coder.taxonomy
    known = ((taxonomy.concept_of_code(one.concept), one) for one in corrections)
    return tuple((taxonomy.concepts[c], one) for c, one in known if c is not None)


def _words(coder: Coder, person: PersonCode, vacancy: VacancyCode) -> tuple[WordTerm, ...]:
    gains = person.gains["words"].as_dict()
    needs = vacancy.needs["words"]
    shared = (
        WordTerm(coder.taxonomy.vocabulary.terms[term], need, gains[term])
        for term, need in zip(needs.ids, needs.values, strict=True)
        if term in gains
    )
    return tuple(sorted(shared, key=lambda one: (-one.need * one.gain, one.word)))


def _evidence(offer: Offer | None, *, inferred: bool) -> Evidence:
    """A near concept or the whole profile is an inference; a wish stays a wish."""
    if offer is not None and offer.evidence is Evidence.WISHED:
        return Evidence.WISHED
    return Evidence.INFERRED if offer is None or inferred else offer.evidence


def _closest(
    coder: Coder, offers: tuple[Offer, ...], vacancy: VacancyCode, family: str
) -> Offer | None:
    """The offer nearest to what the work is called; ``None`` when none rises above the prior."""
    if not offers:
        return None
    value, which = coder.best_offers(offers)
    anchors = vacancy.needs[family]
    reached = [
        (float(value[concept]) * amount, int(which[concept]))
        for concept, amount in zip(anchors.ids, anchors.values, strict=True)
        if value[concept] * FULL > coder.prior(family, concept)
    ]
    return offers[max(reached)[1]] if reached else None
