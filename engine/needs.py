"""What a vacancy needs: concepts with weights, from code, title, competences and text.

Occupation and title weigh three times any other clause (``../shared/reference/ranking.md``,
finding 4). A need counts by what distinguishes: what nearly everybody brings (the prior) is taken
off its weight. What the text says is not needed also cancels what the occupation implied.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from passend.taxonomy.clauses import Strength
from passend.taxonomy.concepts import Kind
from passend.taxonomy.cover import affinity
from passend.taxonomy.denial import denied_part
from passend.taxonomy.reader import Mention, Reader

from .corrections import ORIGIN, Effect, corrected_terms, effect_of
from .model import CompetenceRef, Correction, Vacancy
from .points import FULL
from .textfacts import Note
from .titles import said_by, titled
from .unread import Unread
from .words import weighed

__all__ = ["Need", "Needs", "needs_of"]

_OCCUPATION_MASS = 3.0
_TITLE_MASS = 3.0
_COMPETENCE_MASS = 1.0
_COURSE_MASS = 0.7
_OWN_SHARE = 0.4
_MOST_ASKED = 16
_TITLE_LINKS = 6
_ANCHORS = 4
_LEAST_ANCHOR = 0.2
_FAR_FROM_WORK = 0.1


@dataclass(frozen=True, slots=True)
class Need:
    """A concept needed: its share ≥ 0, the highest strength asked, and where it stands."""

    concept: int
    share: float
    strength: Strength
    origin: str


@dataclass(frozen=True, slots=True)
class Needs:
    """Needs ascending by concept; ``occupations``: concept → share of what the work is called.

    ``segments`` counts the elements that said anything: how much is known. ``words``: as
    :attr:`passend.engine.offers.Offers.words`. ``notes``: facts read in text, and ``unread``,
    texts in a language that cannot be read, and ``corrections``: set for an explanation only.
    """

    needs: tuple[Need, ...] = ()
    occupations: tuple[tuple[int, float], ...] = ()
    cancelled: tuple[int, ...] = ()
    segments: int = 0
    notes: tuple[Note, ...] = ()
    unread: tuple[Unread, ...] = ()
    words: tuple[tuple[int, float], ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(slots=True)
class _Collector:
    reader: Reader
    mass: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    strength: dict[int, Strength] = field(default_factory=dict)
    origin: dict[int, str] = field(default_factory=dict)
    anchors: dict[int, float] = field(default_factory=dict)
    cancelled: set[int] = field(default_factory=set)
    disputed: frozenset[int] = frozenset()
    segments: int = 0
    terms: list[int] = field(default_factory=list)

    def add(
        self,
        concepts: Iterable[tuple[int, float]],
        mass: float,
        origin: str,
        strength: Strength = Strength.PLAIN,
    ) -> None:
        """Spread ``mass`` over concepts in proportion to their confidence; weak ones get less."""
        found = [(concept, confidence) for concept, confidence in concepts if confidence > 0]
        if not found:
            return
        self.segments += 1
        total = sum(confidence for _, confidence in found)
        strongest = max(confidence for _, confidence in found)
        for concept, confidence in found:
            self.mass[concept].append(mass * strongest * confidence / total)
            if concept not in self.origin or strength > self.strength[concept]:
                self.origin[concept], self.strength[concept] = origin, strength

    def total(self) -> dict[int, float]:
        """Mass per concept; exact sums, so that the order of lists never matters."""
        return {concept: math.fsum(parts) for concept, parts in self.mass.items()}

    def occupation(self, concept: int, mass: float, origin: str) -> None:
        """An occupation itself, and what it asks most distinctively; nothing when disputed."""
        if concept in self.disputed:
            return
        self.anchors[concept] = max(mass, self.anchors.get(concept, 0.0))
        asked = self.reader.taxonomy.asked(concept)[:_MOST_ASKED]
        self.add([(concept, 1.0)], mass * (_OWN_SHARE if asked else 1.0), origin)
        self.add(((target, weight) for target, _, weight in asked), mass * (1 - _OWN_SHARE), origin)

    def title(self, text: str, *, coded: bool) -> None:
        """The title; an occupation it names is expanded when no code says it already."""
        linker = self.reader.linker
        self.terms += self.reader.terms(said_by(linker, text))
        denied = {link.concept for link in linker.names(denied_part(text))}
        found = [n for n in titled(linker, text, top=_TITLE_LINKS) if n.concept not in denied]
        self.add(
            ((n.concept, n.confidence) for n in found),
            _TITLE_MASS * (1.0 if coded else _OWN_SHARE),
            "naamVacature",
        )
        named = [
            link
            for link in titled(linker, text, Kind.OCCUPATION, _ANCHORS)
            if link.confidence >= _LEAST_ANCHOR and link.concept not in denied
        ]
        total = sum(link.confidence for link in named)
        for link in named:
            share = link.confidence * max(n.confidence for n in named) / total
            if coded:
                self.anchors.setdefault(link.concept, 0.0)
                self.anchors[link.concept] += share
            else:
                self.occupation(link.concept, _OCCUPATION_MASS * share, "naamVacature")

    def text(self, text: str | None, origin: str) -> None:
        """Free text: each clause counts by its strength; what is not needed is cancelled."""
        for reading in self.reader.read(text or ""):
            clause = reading.clause
            if clause.denied or clause.strength is Strength.NOT_NEEDED:
                self.cancelled.update(set(reading.denied) - set(self.anchors))
                continue
            self.terms += reading.terms
            self.add(
                ((m.concept, m.confidence * self.plausible(m)) for m in reading.mentions),
                int(clause.strength) / int(Strength.PLAIN),
                origin,
                clause.strength,
            )

    def plausible(self, mention: Mention) -> float:
        """Less than 1 for what a clause brings up and is far from the work itself.

        A vacancy's text also speaks of colleagues, customers and the building. A competence that
        is named counts in full, whatever the work is called.
        """
        kind = self.reader.taxonomy.kinds[mention.concept]
        named = mention.method != "semantic" and kind not in (Kind.WORD, Kind.OCCUPATION)
        if named or not self.anchors:
            return 1.0
        vectors = self.reader.taxonomy.vectors
        near = affinity(vectors[sorted(self.anchors)] @ vectors[mention.concept])
        return 1.0 if float(near.max()) > 0 else _FAR_FROM_WORK

    def competence(self, competence: CompetenceRef) -> None:
        """A coded or named competence."""
        taxonomy = self.reader.taxonomy
        known = taxonomy.concept_of_code(competence.code)
        if known is not None:
            self.terms += self.reader.terms(taxonomy.concepts[known].label)
            concepts = [(known, 1.0)]
        elif competence.behaviour_code is not None:
            codes = taxonomy.behaviour_codes.get(competence.behaviour_code, ())
            concepts = [(concept, 1.0) for concept in codes]
        elif competence.text:
            self.terms += self.reader.terms(competence.text)
            found = self.reader.linker.link(competence.text)
            concepts = [(n.concept, n.confidence) for n in found]
        else:
            return
        self.add(concepts, _COMPETENCE_MASS, "competentiebeheersing")

    def correct(self, effect: Effect) -> None:
        """Corrections come last: they are said of the whole record."""
        for concept in effect.added:
            if self.reader.taxonomy.kinds[concept] is Kind.OCCUPATION:
                self.occupation(concept, _OCCUPATION_MASS, ORIGIN)
            else:
                self.add([(concept, 1.0)], _COMPETENCE_MASS, ORIGIN)
        self.cancelled = (self.cancelled - set(effect.added)) | effect.disputed
        for concept in effect.disputed:
            self.anchors.pop(concept, None)
        self.terms = corrected_terms(self.reader, effect, self.terms, sorted(self.anchors))


def needs_of(vacancy: Vacancy, reader: Reader) -> Needs:
    """Everything a vacancy needs.

    Education and years of experience asked are not needs: they are shown, not scored.
    """
    effect = effect_of(vacancy.corrections, reader.taxonomy)
    found = _Collector(reader, disputed=effect.disputed)
    ref = vacancy.occupation
    code = reader.taxonomy.concept_of_code(ref.code) if ref else None
    if code is not None:
        found.occupation(code, _OCCUPATION_MASS, "beroep")
    title = vacancy.title or (ref.text if ref else None)
    if title:
        found.title(title, coded=code is not None)
    for competence in vacancy.competences:
        found.competence(competence)
    found.text(vacancy.description, "omschrijvingVacature")
    for course in vacancy.courses:
        text = " ".join(part for part in (course.name, course.text) if part)
        found.terms += reader.terms(text)
        links = reader.linker.link(text) if text else []
        found.add(((n.concept, n.confidence) for n in links), _COURSE_MASS, "cursus")
    found.correct(effect)
    if not found.anchors:
        _anchor_by_text(found, vacancy)
    return _finished(found, reader)


def _anchor_by_text(found: _Collector, vacancy: Vacancy) -> None:
    """Without a known code or title: the occupations nearest to the text as a whole."""
    shares: dict[int, float] = defaultdict(float)
    masses = found.total()
    for concept, mass in masses.items():
        if found.reader.taxonomy.kinds[concept] is Kind.OCCUPATION:
            shares[concept] += mass
    best = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:_ANCHORS]
    total = math.fsum(masses.values())
    found.anchors.update({concept: share / total for concept, share in best if total > 0})


def _finished(found: _Collector, reader: Reader) -> Needs:
    prior = reader.taxonomy.prior
    masses = found.total()
    needs = tuple(
        Need(
            concept,
            masses[concept] * (1 - int(prior[concept]) / FULL),
            found.strength[concept],
            found.origin[concept],
        )
        for concept in sorted(masses)
        if concept not in found.cancelled
    )
    anchors = tuple(
        (concept, found.anchors[concept])
        for concept in sorted(found.anchors)
        if concept not in found.cancelled and found.anchors[concept] > 0
    )
    words = weighed(reader.taxonomy.vocabulary, found.terms)
    return Needs(needs, anchors, tuple(sorted(found.cancelled)), found.segments, words=words)
