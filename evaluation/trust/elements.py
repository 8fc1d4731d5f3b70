"""Elements of a person's record that can stand behind a reason, by the name the engine gives."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace

from passend.engine.explanation import Explanation, NeedTerm
from passend.engine.model import Jobseeker
from passend.engine.offers import Offer

from .bench import Bench

__all__ = ["Element", "Evidence", "elements_of", "only", "reasons_of", "without"]

_LISTS = {
    "competences": "competentiebeheersing",
    "courses": "cursus",
    "wished_occupations": "bemiddelingsberoep",
    "interests": "interesse",
}
_TEXTS = {"riasec_text": "interesse", "text": "tekst", "presentation": "persoonlijkePresentatie"}
_JOB, _JOB_TEXT = "werkervaring", "toelichtingWerkervaring"


@dataclass(frozen=True, slots=True, order=True)
class Element:
    """One element. ``origin`` is its name in explanations; ``place`` counts in its list, from 0."""

    origin: str
    field: str
    place: int = 0


def elements_of(person: Jobseeker) -> tuple[Element, ...]:
    """Every element of a record that is filled and may say what the person can or wants."""
    found = []
    for place, job in enumerate(person.experience):
        found += [Element(_JOB, "occupation", place)] if job.occupation else []
        found += [Element(_JOB_TEXT, "experience text", place)] if job.text else []
    for name, origin in _LISTS.items():
        found += [Element(origin, name, place) for place in range(len(getattr(person, name)))]
    found += [Element(origin, name) for name, origin in _TEXTS.items() if getattr(person, name)]
    return tuple(found)


def without(person: Jobseeker, removed: Collection[Element]) -> Jobseeker:
    """The record without these elements; everything else stays, facts included."""
    gone = {(element.field, element.place) for element in removed}
    jobs = []
    for place, job in enumerate(person.experience):
        if ("occupation", place) in gone:
            job = replace(job, occupation=None)
        if ("experience text", place) in gone:
            job = replace(job, text=None)
        if job.occupation or job.text:
            jobs.append(job)
    kept: dict[str, object] = {
        name: tuple(v for i, v in enumerate(getattr(person, name)) if (name, i) not in gone)
        for name in _LISTS
    }
    kept |= {name: None for name in _TEXTS if (name, 0) in gone}
    return replace(person, experience=tuple(jobs), **kept)  # type: ignore[arg-type]


def only(person: Jobseeker, kept: Collection[Element]) -> Jobseeker:
    """The record with these elements alone, and its facts (place, hours, licences, …)."""
    named = set(kept)
    return without(person, [element for element in elements_of(person) if element not in named])


class Evidence:
    """Which elements of a record offer which concepts, each element read by itself."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._known: dict[Jobseeker, dict[Element, frozenset[int]]] = {}

    def behind(self, person: Jobseeker, origin: str | None, concept: int) -> tuple[Element, ...]:
        """Elements of this origin that offer the concept; none when no element is named."""
        if origin is None:
            return ()
        offered = self._offered(person)
        return tuple(e for e, found in offered.items() if e.origin == origin and concept in found)

    def of_need(self, person: Jobseeker, term: NeedTerm) -> tuple[Element, ...]:
        """Elements behind one need; none when nothing, or the whole profile, stands behind it."""
        concept = self._bench.coder.taxonomy.ids[(term.via or term.concept).iri]
        return self.behind(person, term.origin, concept)

    def of_offer(self, person: Jobseeker, offer: Offer | None) -> tuple[Element, ...]:
        """Elements behind the offer that a term of work, wish or interest names."""
        return self.behind(person, offer.origin, offer.concept) if offer else ()

    def _offered(self, person: Jobseeker) -> dict[Element, frozenset[int]]:
        if person not in self._known:
            found = {}
            for element in elements_of(person):
                offers = self._bench.offers(only(_bare(person), [element]))
                families = (offers.competences, offers.experience, offers.wish, offers.interests)
                found[element] = frozenset(o.concept for family in families for o in family)
            self._known[person] = found
        return self._known[person]


def reasons_of(explanation: Explanation, most: int | None = None) -> list[NeedTerm]:
    """Needs that the record adds to, by how much they add, largest first."""
    held = [term for term in explanation.needs if term.gain]
    return sorted(held, key=lambda t: (-t.need * t.gain, t.concept.iri))[:most]


def _bare(person: Jobseeker) -> Jobseeker:
    """Only the elements, so that facts do not make records differ."""
    names = {"experience", *_LISTS, *_TEXTS}
    empty = Jobseeker()
    kept = {f.name: getattr(person, f.name) for f in fields(person) if f.name in names}
    return replace(empty, **kept)
