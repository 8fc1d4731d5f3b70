"""A question that a person puts together: concepts with a role, free text, and examples.

It becomes needs (persons are looked for) or offers (vacancies are), and so has the same score as
any record. Each part is read by the engine as that part of a record; needs are added up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from passend.engine.coding import Coder, PersonCode, VacancyCode
from passend.engine.criteria import Said
from passend.engine.model import CompetenceRef, Jobseeker, OccupationRef, Vacancy
from passend.engine.needs import Need, Needs, needs_of
from passend.engine.offers import Evidence, Offer, Offers, offers_of
from passend.engine.points import FULL, apportion
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.clauses import Strength
from passend.taxonomy.concepts import Kind

from .search_words import Words, joined_words

__all__ = [
    "AskedPersons",
    "AskedVacancies",
    "Part",
    "Role",
    "Wanted",
    "ask_persons",
    "ask_vacancies",
]

_WORK = (Kind.OCCUPATION, Kind.QUALIFICATION)
_REQUIRED = int(Strength.REQUIRED) / int(Strength.PLAIN)
# An example counts as much as the title and the occupation of a vacancy together.
_EXAMPLE_MASS = 6.0
_MOST_OF_QUALIFICATION = 16
_MOST_INTERESTS = 16
_ORIGIN = "vraag"
# What subtracting leaves of equal shares, in floating point.
_NOTHING = 1e-9


class Role(StrEnum):
    """What the asker wants with a part of a question."""

    REQUIRED = "vereist"
    DESIRED = "gewenst"
    UNWANTED = "niet"
    INTEREST = "interesse"


@dataclass(frozen=True, slots=True)
class Part:
    """Concepts that one part of a question stands for; ``sure``: chosen or named outright.

    What is not sure is desired at most: no record moves down for something that was guessed.
    """

    role: Role
    concepts: tuple[int, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question, understood.

    ``text`` is a record made of the free text, of the kind that asks; ``persons`` and
    ``vacancies`` are examples; ``dropped`` are concepts that the asker took out.
    """

    parts: tuple[Part, ...] = ()
    text: Jobseeker | Vacancy | None = None
    persons: tuple[Jobseeker, ...] = ()
    vacancies: tuple[Vacancy, ...] = ()
    dropped: tuple[int, ...] = ()

    def of(self, role: Role, *, sure: bool = False) -> tuple[int, ...]:
        """Concepts in this role, ascending; with ``sure`` only those named outright."""
        found = {
            c for p in self.parts if p.role is role and (p.sure or not sure) for c in p.concepts
        }
        return tuple(sorted(found - set(self.dropped)))

    @property
    def out(self) -> frozenset[int]:
        """Concepts that must not count: not wanted, or taken out."""
        return frozenset((*self.of(Role.UNWANTED), *self.dropped))


@dataclass(frozen=True, slots=True)
class AskedPersons:
    """Needs and their code, ready to ask."""

    needs: Needs
    code: VacancyCode


@dataclass(frozen=True, slots=True)
class AskedVacancies:
    """Offers and their code, ready to ask."""

    offers: Offers
    code: PersonCode


def ask_persons(wanted: Wanted, coder: Coder) -> AskedPersons:
    """Persons for what is wanted: needs as of a vacancy that asks all of it."""
    taxonomy = coder.taxonomy
    parts = [
        _picked(concept, role, factor, coder)
        for role, factor in ((Role.REQUIRED, _REQUIRED), (Role.DESIRED, 1.0))
        for concept in wanted.of(role)
    ]
    text = wanted.text if isinstance(wanted.text, Vacancy) else Vacancy()
    parts.append(_without(text, wanted.out, coder))
    parts += [_scaled(_without(one, wanted.out, coder)) for one in wanted.vacancies]
    parts += [_scaled(_needed(offers_of(one, coder.reader), coder)) for one in wanted.persons]
    words = [needs_of(_abilities(wanted, taxonomy), coder.reader).words]
    words += [part.words for part in parts]
    needs = replace(_summed(parts, wanted.out), words=_words(words, wanted, coder))
    code = coder.vacancy_of(text, needs)
    liked = _interests(wanted.of(Role.INTEREST), taxonomy, dict(needs.occupations))
    if liked:
        code = replace(code, needs={**code.needs, "interests": apportion(liked)})
    return AskedPersons(needs, replace(code, facts={**code.facts, "asked": _said(wanted)}))


def ask_vacancies(wanted: Wanted, coder: Coder) -> AskedVacancies:
    """Vacancies for what is wanted: offers as of a person who can and wants all of it."""
    taxonomy = coder.taxonomy
    picked = sorted({*wanted.of(Role.REQUIRED), *wanted.of(Role.DESIRED)})
    text = wanted.text if isinstance(wanted.text, Jobseeker) else Jobseeker()
    own = replace(
        text,
        wished_occupations=_occupations(picked, taxonomy),
        competences=_competences(picked, taxonomy),
        interests=tuple(taxonomy.concepts[c].label for c in wanted.of(Role.INTEREST)),
    )
    parts = [offers_of(own, coder.reader)]
    parts += [offers_of(one, coder.reader) for one in wanted.persons]
    parts += [_offered(needs_of(one, coder.reader)) for one in wanted.vacancies]
    offers = replace(
        _joined(parts, wanted.out), words=_words([part.words for part in parts], wanted, coder)
    )
    code = coder.person_of(own, offers)
    return AskedVacancies(offers, replace(code, facts={**code.facts, "asked": _said(wanted)}))


def _words(parts: Sequence[Words], wanted: Wanted, coder: Coder) -> Words:
    asked = {*wanted.of(Role.REQUIRED), *wanted.of(Role.DESIRED)} - wanted.out
    return joined_words(parts, sorted(wanted.out), sorted(asked), coder.reader)


def _abilities(wanted: Wanted, taxonomy: Taxonomy) -> Vacancy:
    """The competences that were picked, as a vacancy: the words of their labels count once."""
    picked = sorted({*wanted.of(Role.REQUIRED), *wanted.of(Role.DESIRED)})
    return Vacancy(
        competences=_competences([c for c in picked if taxonomy.kinds[c] not in _WORK], taxonomy)
    )


def _said(wanted: Wanted) -> Said:
    return Said(
        required=wanted.of(Role.REQUIRED, sure=True), unwanted=wanted.of(Role.UNWANTED, sure=True)
    )


def _picked(concept: int, role: Role, factor: float, coder: Coder) -> Needs:
    """Needs of one concept: as of a vacancy that asks nothing else."""
    taxonomy = coder.taxonomy
    iri, kind = taxonomy.concepts[concept].iri, taxonomy.kinds[concept]
    asks = (
        Vacancy(occupation=OccupationRef(code=iri))
        if kind in _WORK
        else Vacancy(competences=(CompetenceRef(code=iri),))
    )
    found = needs_of(asks, coder.reader)
    strength = Strength.REQUIRED if role is Role.REQUIRED else Strength.PLAIN
    return replace(
        found,
        needs=tuple(
            Need(
                need.concept,
                need.share * factor,
                strength if need.concept == concept else need.strength,
                _ORIGIN,
            )
            for need in found.needs
        ),
        occupations=tuple((c, share * factor) for c, share in found.occupations)
        if kind is Kind.OCCUPATION
        else (),
        words=(),
    )


def _without(vacancy: Vacancy, out: Iterable[int], coder: Coder) -> Needs:
    """Needs of a vacancy, without what an occupation that must not count brought along.

    An occupation that only the text suggests brought nothing along.
    """
    found = needs_of(vacancy, coder.reader)
    if vacancy.title is None and vacancy.occupation is None:
        return found
    shares = {need.concept: need.share for need in found.needs}
    for concept, mass in found.occupations:
        if concept not in out:
            continue
        alone = _picked(concept, Role.DESIRED, 1.0, coder)
        whole = dict(alone.occupations).get(concept, 0.0)
        for need in alone.needs:
            if whole and need.concept in shares:
                shares[need.concept] -= need.share * min(1.0, mass / whole)
    kept = (replace(need, share=shares[need.concept]) for need in found.needs)
    return replace(found, needs=tuple(need for need in kept if need.share > _NOTHING))


def _needed(offers: Offers, coder: Coder) -> Needs:
    """What a person offers, as needs: "somebody like this"."""
    prior = coder.taxonomy.prior
    needs = tuple(
        Need(o.concept, share, Strength.PLAIN, "voorbeeld")
        for o in offers.competences
        if (share := o.weight * o.strength * (1 - int(prior[o.concept]) / FULL)) > 0
    )
    occupations: dict[int, float] = {}
    for offer in (*offers.experience, *offers.wish):
        occupations[offer.concept] = max(offer.strength, occupations.get(offer.concept, 0.0))
    anchors = tuple(sorted((c, s) for c, s in occupations.items() if s > 0))
    return Needs(needs, anchors, offers.refused, offers.segments, words=offers.words)


def _offered(needs: Needs) -> Offers:
    """What a vacancy needs, as offers: the largest need in full, the others in proportion."""
    most = max((need.share for need in needs.needs), default=0.0)
    named = max((share for _, share in needs.occupations), default=0.0)
    return Offers(
        competences=tuple(
            Offer(n.concept, n.share / most, n.share / most, Evidence.STATED, "voorbeeld")
            for n in needs.needs
            if n.share > 0
        ),
        wish=tuple(
            Offer(concept, share / named, share / named, Evidence.STATED, "voorbeeld")
            for concept, share in needs.occupations
            if share > 0
        ),
        segments=needs.segments,
        words=needs.words,
    )


def _scaled(needs: Needs) -> Needs:
    """Needs with the mass of an example."""
    total = math.fsum(need.share for need in needs.needs)
    if not total:
        return needs
    named = math.fsum(share for _, share in needs.occupations) or 1.0
    return replace(
        needs,
        needs=tuple(replace(n, share=n.share * _EXAMPLE_MASS / total) for n in needs.needs),
        occupations=tuple((c, s * _EXAMPLE_MASS / 2 / named) for c, s in needs.occupations),
    )


def _summed(parts: Sequence[Needs], out: Iterable[int]) -> Needs:
    """One set of needs: shares added up, the strongest demand kept, what is out left away."""
    gone = set(out).union(*(part.cancelled for part in parts))
    shares: dict[int, list[float]] = defaultdict(list)
    asked: dict[int, Need] = {}
    anchors: dict[int, list[float]] = defaultdict(list)
    for part in parts:
        for need in part.needs:
            shares[need.concept].append(need.share)
            known = asked.get(need.concept)
            if known is None or need.strength > known.strength:
                asked[need.concept] = need
        for concept, share in part.occupations:
            anchors[concept].append(share)
    return Needs(
        tuple(replace(asked[c], share=math.fsum(shares[c])) for c in sorted(set(shares) - gone)),
        tuple((c, math.fsum(anchors[c])) for c in sorted(set(anchors) - gone)),
        tuple(sorted(gone)),
        sum(part.segments for part in parts),
    )


def _joined(parts: Sequence[Offers], out: Iterable[int]) -> Offers:
    """One set of offers: per concept the strongest, what must not count left out."""
    gone = set(out).union(*(part.refused for part in parts))

    def best(family: Callable[[Offers], tuple[Offer, ...]]) -> tuple[Offer, ...]:
        found: dict[int, Offer] = {}
        for offer in (offer for part in parts for offer in family(part)):
            known = found.get(offer.concept, offer)
            first = offer if offer.strength > known.strength else known
            found[offer.concept] = replace(first, weight=max(known.weight, offer.weight))
        return tuple(found[concept] for concept in sorted(set(found) - gone))

    return Offers(
        competences=best(lambda part: part.competences),
        experience=best(lambda part: part.experience),
        wish=best(lambda part: part.wish),
        interests=best(lambda part: part.interests),
        refused=tuple(sorted(gone)),
        segments=sum(part.segments for part in parts),
    )


def _occupations(picked: Iterable[int], taxonomy: Taxonomy) -> tuple[OccupationRef, ...]:
    return tuple(
        OccupationRef(code=taxonomy.concepts[concept].iri)
        for concept in picked
        if taxonomy.kinds[concept] is Kind.OCCUPATION
    )


def _competences(picked: Iterable[int], taxonomy: Taxonomy) -> tuple[CompetenceRef, ...]:
    """Competences picked, and those that a qualification teaches: no diploma is scored."""
    found: dict[int, None] = {}
    for concept in picked:
        if taxonomy.kinds[concept] is Kind.QUALIFICATION:
            taught = taxonomy.asked(concept)[:_MOST_OF_QUALIFICATION]
            found.update(dict.fromkeys(target for target, _, _ in taught))
        elif taxonomy.kinds[concept] is not Kind.OCCUPATION:
            found[concept] = None
    return tuple(CompetenceRef(code=taxonomy.concepts[concept].iri) for concept in found)


def _interests(
    liked: Iterable[int], taxonomy: Taxonomy, anchors: dict[int, float]
) -> dict[int, float]:
    """Occupations that stand for interests: itself, or those that ask the concept most.

    Without an interest: nothing, and the occupations of the question stand for them.
    """
    found: dict[int, float] = {}
    for concept in liked:
        near = {concept: 1.0}
        if taxonomy.kinds[concept] is not Kind.OCCUPATION:
            near = _asking(concept, taxonomy)
        total = math.fsum(near.values())
        for occupation, share in near.items():
            found[occupation] = found.get(occupation, 0.0) + share / total
    if not found:
        return {}
    for concept, share in anchors.items():
        found[concept] = found.get(concept, 0.0) + share
    return found


def _asking(concept: int, taxonomy: Taxonomy) -> dict[int, float]:
    """The occupations that a competence distinguishes most, with the weight it has there."""
    indptr, targets = taxonomy.arrays["rel_indptr"], taxonomy.arrays["rel_target"]
    weights, rows = taxonomy.arrays["rel_weight"], (targets == concept).nonzero()[0]
    owners = indptr.searchsorted(rows, side="right") - 1
    found = sorted(
        (-float(weights[row]), int(owner))
        for row, owner in zip(rows.tolist(), owners.tolist(), strict=True)
        if taxonomy.kinds[owner] is Kind.OCCUPATION
    )[:_MOST_INTERESTS]
    return {owner: -weight for weight, owner in found}
