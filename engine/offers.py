"""What a person offers: concepts with their evidence, from every element that may be used.

Order of lists never matters, and a job counts by its length, not by the calendar: ten jobs of three
months in one occupation equal one of thirty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain

from passend.taxonomy.clauses import Strength, clauses
from passend.taxonomy.concepts import Kind
from passend.taxonomy.cover import INFERRED
from passend.taxonomy.denial import is_personal, refuses_for_good
from passend.taxonomy.linker import Link
from passend.taxonomy.reader import Mention, Reader

from .corrections import ORIGIN, Effect, corrected_terms, effect_of
from .model import Experience, Jobseeker, OccupationRef
from .offered import Evidence, Offer, Offers, merged
from .titles import said_by, titled
from .words import weighed

__all__ = ["Evidence", "Offer", "Offers", "offers_of"]

_Found = tuple[int, float, "Evidence"]


_WISHED = re.compile(
    r"\b(ik (wil|zou|zoek|hoop|droom)|wil graag|zou graag|het liefst|liefst|lijkt me|op zoek naar"
    r"|mijn (droom|wens)|graag aan de slag)\b",
    re.IGNORECASE,
)
# "als kok", "kok bij …", "ik ben kok", or hardly anything but the name.
_PRACTISED = re.compile(
    r"\b(als|ben|was|werkte|gewerkt|functie|beroep|jaar|jaren|maanden)\b|^\W*(\w+\W+){0,3}\w*\W*$"
    r"|^\W*\w+ (bij|in|op)\b",
    re.IGNORECASE,
)
_NEAR_OCCUPATION = 0.6
_SURE_EXPERIENCE = 0.5
_STRUCTURED = frozenset({"werkervaring", "bemiddelingsberoep", "competentiebeheersing", "cursus"})
_SURE_COURSE = 0.4
_SCHOOL = re.compile(
    r"\b(basisschool|basisonderwijs|lagere school|vmbo|mavo|havo|vwo|gymnasium|atheneum|lbo|mbo|hbo"
    r"|wo|bachelor|master|universiteit|propedeuse|diploma|certificaat|niveau( \d)?|basis)\b",
    re.IGNORECASE,
)
_TOLD = frozenset({Evidence.PROVEN, Evidence.STATED})
_OCCUPATION_WEIGHT = 3.0
_WISH_WEIGHT = 2.0
_WISH_STRENGTH = 0.5
_MOST_INFERRED = 24
_LEAST_MASTERY = 0.7
_FULL_MONTHS = 24
_UNKNOWN_MASTERY = 0.85
_ALTERNATIVES = 3
_LEAST_OCCUPATION = 0.2


@dataclass(slots=True)
class _Collector:
    reader: Reader
    competences: list[Offer] = field(default_factory=list)
    experience: list[Offer] = field(default_factory=list)
    wish: list[Offer] = field(default_factory=list)
    interests: list[Offer] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    doubted: set[int] = field(default_factory=set)
    disputed: frozenset[int] = frozenset()
    segments: int = 0
    said: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def occupations(self, ref: OccupationRef) -> list[_Found]:
        """Occupations a reference names, with a confidence 0..1 and how that is known."""
        known = self.reader.taxonomy.concept_of_code(ref.code)
        if known is not None:
            return [(known, 1.0, Evidence.STATED)]
        if not ref.text:
            return []
        self.say(said_by(self.reader.linker, ref.text))
        found = titled(self.reader.linker, ref.text, Kind.OCCUPATION, _ALTERNATIVES)
        return [_found(n) for n in found if n.confidence >= _LEAST_OCCUPATION]

    @property
    def terms(self) -> list[int]:
        """Words of all that was said, once each name and clause."""
        return list(chain.from_iterable(self.said.values()))

    def say(self, text: str) -> None:
        """Words of a name or clause; said twice counts once, or ten short jobs would count more."""
        self.said[text] = self.reader.terms(text)

    def work(self, person: Jobseeker) -> None:
        """Experience: the occupation with its most distinctive competences, then the text."""
        months: dict[int, float] = defaultdict(float)
        sure: dict[int, float] = {}
        known_by: dict[int, Evidence] = {}
        unknown: set[int] = set()
        told: set[int] = set()
        for job in person.experience:
            named = self.occupations(job.occupation) if job.occupation else []
            told.update(concept for concept, _, _ in named[:1])
            for concept, confidence, evidence in named:
                if confidence >= sure.get(concept, 0.0):
                    known_by[concept] = _stronger(evidence, known_by.get(concept))
                sure[concept] = max(confidence, sure.get(concept, 0.0))
                if job.months is None:
                    unknown.add(concept)
                else:
                    months[concept] += job.months
            self.job_text(job)
        self.segments += len(told)
        for concept, confidence in sure.items():
            mastery = _mastery(months.get(concept), concept in unknown) * confidence
            evidence = known_by[concept]
            self.experience.append(Offer(concept, mastery, 1.0, evidence, "werkervaring"))
            self.competences.append(
                Offer(
                    concept,
                    mastery,
                    _OCCUPATION_WEIGHT * confidence,
                    evidence,
                    "werkervaring",
                )
            )
            self.infer(concept, mastery)

    def infer(self, occupation: int, mastery: float, origin: str = "werkervaring") -> None:
        """The most distinctive competences of an occupation, at their expectation."""
        if occupation in self.disputed:
            return
        for target, level, weight in self.reader.taxonomy.asked(occupation)[:_MOST_INFERRED]:
            strength = INFERRED[level] * mastery
            self.competences.append(
                Offer(target, strength, weight * strength, Evidence.INFERRED, origin)
            )

    def job_text(self, job: Experience) -> None:
        """Free text of a job; an occupation named there is experience too."""
        self.text(job.text, "toelichtingWerkervaring")

    def correct(self, effect: Effect) -> None:
        """Corrections come last: they are said of the whole record."""
        for concept in effect.added:
            self.able(concept)
        self.refused = (self.refused - set(effect.added)) | effect.disputed
        self.doubted -= set(effect.added)
        told = {o.concept for o in self.competences if o.evidence in _TOLD} - self.refused
        terms = corrected_terms(self.reader, effect, self.terms, sorted(told))
        self.said = {"": tuple(terms)}

    def able(self, concept: int) -> None:
        """What a correction adds: stated, and of an occupation what it asks; no experience."""
        occupation = self.reader.taxonomy.kinds[concept] is Kind.OCCUPATION
        weight = _OCCUPATION_WEIGHT if occupation else 1.0
        self.segments += 1
        self.competences.append(Offer(concept, 1.0, weight, Evidence.STATED, ORIGIN))
        if occupation:
            self.infer(concept, _UNKNOWN_MASTERY, ORIGIN)

    def text(self, text: str | None, origin: str) -> None:
        """Read free text: what it denies is refused, what it hopes for is a wish, the rest counts.

        What it says is not needed counts neither way. An occupation named in a wish is no
        experience, and the other way round.
        """
        for reading in self.reader.read(text or "", of_person=True):
            if reading.clause.denied:
                strong = refuses_for_good(reading.clause.text)
                (self.refused if strong else self.doubted).update(reading.denied)
                continue
            if reading.clause.strength is Strength.NOT_NEEDED:
                continue
            self.said[reading.clause.text] = reading.terms
            self.segments += bool(reading.mentions)
            wished = _WISHED.search(reading.clause.text) is not None
            practised = _PRACTISED.search(reading.clause.text) is not None
            for mention in reading.mentions:
                kind = self.reader.taxonomy.kinds[mention.concept]
                if kind is Kind.OCCUPATION and mention.method != "semantic" and not practised:
                    # "de kok geholpen": the occupation is near, the person need not have it.
                    mention = Mention(
                        mention.concept, mention.confidence * _NEAR_OCCUPATION, "semantic"
                    )
                evidence = _evidence(mention.method, wished=wished)
                offer = Offer(
                    mention.concept, mention.confidence, mention.confidence, evidence, origin
                )
                self.competences.append(
                    replace(offer, strength=offer.strength * _WISH_STRENGTH) if wished else offer
                )
                sure = mention.method != "semantic" or mention.confidence >= _SURE_EXPERIENCE
                if kind is Kind.OCCUPATION and (sure or wished):
                    (self.wish if wished else self.experience).append(offer)

    def stated(self, person: Jobseeker) -> None:
        """Coded and named competences, and courses."""
        taxonomy = self.reader.taxonomy
        for competence in person.competences:
            known = taxonomy.concept_of_code(competence.code)
            if known is not None:
                self.say(taxonomy.concepts[known].label)
                concepts: list[_Found] = [(known, 1.0, Evidence.STATED)]
            elif competence.behaviour_code is not None:
                codes = taxonomy.behaviour_codes.get(competence.behaviour_code, ())
                concepts = [(concept, 1.0, Evidence.STATED) for concept in codes]
            else:
                concepts = self.linked(competence.text)
            self.add(concepts, "competentiebeheersing")
        for course in person.courses:
            text = " ".join(part for part in (course.name, course.text) if part)
            self.add(self.learnt(text, proven=course.certificate.value is True), "cursus")

    def add(self, concepts: list[_Found], origin: str) -> None:
        """One element that names concepts."""
        self.segments += bool(concepts)
        for concept, confidence, evidence in concepts:
            self.competences.append(Offer(concept, confidence, confidence, evidence, origin))

    def learnt(self, text: str, *, proven: bool) -> list[_Found]:
        """Concepts of a course: competences, never an occupation, and no level of schooling."""
        kinds = self.reader.taxonomy.kinds
        return [
            (concept, confidence, _proven(evidence) if proven else evidence)
            for concept, confidence, evidence in self.linked(_SCHOOL.sub(" ", text))
            if kinds[concept] is not Kind.OCCUPATION
            and (evidence is not Evidence.INFERRED or confidence >= _SURE_COURSE)
        ]

    def linked(self, text: str | None) -> list[_Found]:
        """Concepts of a short text; nothing when it is a denial or about the person's own life."""
        if (
            not text
            or is_personal(text)
            or any(clause.denied for clause in clauses(text, of_person=True))
        ):
            return []
        self.say(text)
        return [_found(link) for link in titled(self.reader.linker, text)]

    def wants(self, person: Jobseeker) -> None:
        """Wished occupations and interests: direction, not mastery."""
        for ref in person.wished_occupations:
            for concept, confidence, _ in self.occupations(ref):
                origin = "bemiddelingsberoep"
                self.wish.append(Offer(concept, confidence, 1.0, Evidence.STATED, origin))
                self.competences.append(
                    Offer(
                        concept,
                        _WISH_STRENGTH * confidence,
                        _WISH_WEIGHT * confidence,
                        Evidence.WISHED,
                        origin,
                    )
                )
        for interest in (*person.interests, person.riasec_text):
            for concept, confidence, evidence in self.linked(interest):
                self.interests.append(Offer(concept, confidence, confidence, evidence, "interesse"))


def offers_of(person: Jobseeker, reader: Reader) -> Offers:
    """Everything a person offers, wants and likes.

    Education never counts here: a diploma is read only where the law asks a qualification.
    """
    effect = effect_of(person.corrections, reader.taxonomy)
    found = _Collector(reader, disputed=effect.disputed)
    found.work(person)
    found.stated(person)
    found.text(person.text, "tekst")
    found.text(person.presentation, "persoonlijkePresentatie")
    found.wants(person)
    found.correct(effect)
    return Offers(
        competences=merged(_undoubted(found.competences, found.doubted), found.refused),
        experience=merged(_undoubted(found.experience, found.doubted), found.refused),
        wish=merged(found.wish, found.refused),
        interests=merged(found.interests, found.refused),
        refused=tuple(sorted(found.refused)),
        segments=found.segments,
        words=weighed(reader.taxonomy.vocabulary, found.terms),
    )


def _found(link: Link) -> _Found:
    exact = link.method == "exact"
    return link.concept, link.confidence, Evidence.STATED if exact else Evidence.INFERRED


def _proven(evidence: Evidence) -> Evidence:
    """A certificate proves what its name says, not what is merely near it."""
    return Evidence.PROVEN if evidence is Evidence.STATED else evidence


def _stronger(first: Evidence, second: Evidence | None) -> Evidence:
    order = tuple(Evidence)
    return first if second is None else min(first, second, key=order.index)


def _undoubted(offers: list[Offer], doubted: set[int]) -> list[Offer]:
    """Offers without those that only text or inference gave and the text denies elsewhere.

    What a code or a structured element says stays.
    """
    return [
        offer
        for offer in offers
        if offer.concept not in doubted
        or (offer.origin in _STRUCTURED and offer.evidence is not Evidence.INFERRED)
    ]


def _evidence(method: str, *, wished: bool) -> Evidence:
    if wished:
        return Evidence.WISHED
    return Evidence.INFERRED if method == "semantic" else Evidence.STATED


def _mastery(months: float | None, has_unknown: bool) -> float:
    """0.7 for a short job, 1.0 from two years on; a job of unknown length counts 0.85."""
    if months is None:
        return _UNKNOWN_MASTERY
    known = _LEAST_MASTERY + (1 - _LEAST_MASTERY) * min(1.0, months / _FULL_MONTHS)
    return max(known, _UNKNOWN_MASTERY) if has_unknown else known
