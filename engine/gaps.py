"""Gaps of a pair, ordered by what closing each of them gains, with what is known to teach it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.concepts import Concept, Course, Kind

from .coding import Coder, PersonCode, VacancyCode
from .explanation import NeedTerm
from .model import Jobseeker
from .offers import Evidence, Offer, Offers
from .pair import judge_pair
from .points import FULL
from .textfacts import Told
from .weights import Weights

__all__ = ["Gap", "gaps_of", "taught_by"]

_ORIGIN = "competentiebeheersing"
_MOST_TRIED = 16
_MOST_QUALIFICATIONS = 3
_LEARNT = (Kind.SKILL, Kind.KNOWLEDGE, Kind.TASK, Kind.QUALIFICATION)


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that the person does not cover in full.

    ``gain`` is how much the score of the pair rises when the person states it: the pair is judged
    again. ``courses`` and ``qualifications`` teach it, as far as the taxonomy knows.
    """

    concept: Concept
    gain: int
    courses: tuple[Course, ...] = ()
    qualifications: tuple[Concept, ...] = ()


def gaps_of(
    coder: Coder,
    person: tuple[Told[Jobseeker], PersonCode, Offers],
    vacancy: VacancyCode,
    needs: tuple[NeedTerm, ...],
    weights: Weights,
    most: int = 5,
) -> tuple[Gap, ...]:
    """The gaps whose closing gains most, largest first; only what can be learnt.

    Parameters
    ----------
    needs : tuple of NeedTerm
        Needs of the explained pair. The sixteen with most room are tried.
    """
    told, code, offers = person
    before = judge_pair(code, vacancy, coder.criteria, weights).score
    ids = coder.taxonomy.ids
    found = []
    room = sorted(_open(needs), key=lambda t: (-t.need * (FULL - t.cover), t.concept.iri))
    for term in room[:_MOST_TRIED]:
        stated = Offer(ids[term.concept.iri], 1.0, 1.0, Evidence.STATED, _ORIGIN)
        more = replace(offers, competences=(*offers.competences, stated))
        after = judge_pair(
            coder.person_of(told.record, more, told), vacancy, coder.criteria, weights
        ).score
        if after > before:
            found.append((after - before, term.concept))
    found.sort(key=lambda one: (-one[0], one[1].iri))
    return tuple(
        Gap(concept, gain, *taught_by(coder.taxonomy, concept)) for gain, concept in found[:most]
    )


def taught_by(
    taxonomy: Taxonomy, concept: Concept
) -> tuple[tuple[Course, ...], tuple[Concept, ...]]:
    """Courses that teach a concept, and the qualifications that ask it most."""
    courses = tuple(one for one in taxonomy.courses if concept.iri in one.competences)
    places = np.flatnonzero(taxonomy.arrays["rel_target"] == taxonomy.ids[concept.iri])
    starts = taxonomy.arrays["rel_indptr"]
    asking = np.searchsorted(starts, places, side="right") - 1
    weights = taxonomy.arrays["rel_weight"][places]
    ranked = sorted(
        (-float(weight), taxonomy.concepts[int(number)].iri, int(number))
        for weight, number in zip(weights, asking, strict=True)
        if taxonomy.kinds[int(number)] is Kind.QUALIFICATION
    )
    asked = tuple(taxonomy.concepts[number] for _, _, number in ranked[:_MOST_QUALIFICATIONS])
    return courses, asked


def _open(needs: tuple[NeedTerm, ...]) -> list[NeedTerm]:
    held = (Evidence.PROVEN, Evidence.STATED)
    return [
        term
        for term in needs
        if term.concept.kind in _LEARNT and term.cover < FULL and term.evidence not in held
    ]
