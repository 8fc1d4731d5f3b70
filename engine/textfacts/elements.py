"""Which elements of a record are read for which kinds of fact."""

from __future__ import annotations

from collections.abc import Iterator

from passend.engine.model import Course, Jobseeker, Vacancy
from passend.taxonomy.facts import Fact, FactKind, Speaker, read_facts

__all__ = ["facts_of_person", "facts_of_vacancy"]

# What a job was like says nothing of what somebody can or wants now; a paper is kept.
_KEPT = (FactKind.LICENCE, FactKind.CERTIFICATE)


def facts_of_vacancy(vacancy: Vacancy) -> tuple[Fact, ...]:
    """Facts of title, description, terms and the courses asked; the same in any order."""
    found = [
        *_read(vacancy.title, Speaker.EMPLOYER, "naamVacature"),
        *_read(vacancy.description, Speaker.EMPLOYER, "omschrijvingVacature"),
        *_read(vacancy.terms, Speaker.EMPLOYER, "omschrijvingArbeidsvoorwaarden"),
        *(fact for course in vacancy.courses for fact in _papers(course, Speaker.EMPLOYER)),
    ]
    return _ordered(found)


def facts_of_person(person: Jobseeker) -> tuple[Fact, ...]:
    """Facts of a person's own words; of jobs and proven courses only papers."""
    found = [
        *_read(person.text, Speaker.JOBSEEKER, "tekst"),
        *_read(person.presentation, Speaker.JOBSEEKER, "persoonlijkePresentatie"),
    ]
    for job in person.experience:
        told = _read(job.text, Speaker.JOBSEEKER, "toelichtingWerkervaring")
        found += [fact for fact in told if fact.kind in _KEPT and fact.stance.holds]
    for course in person.courses:
        if course.certificate.value is True:
            found += _papers(course, Speaker.JOBSEEKER)
    return _ordered(found)


def _read(text: str | None, speaker: Speaker, origin: str) -> tuple[Fact, ...]:
    return read_facts(text, speaker, origin) if text else ()


def _papers(course: Course, speaker: Speaker) -> Iterator[Fact]:
    for fact in _read(course.name, speaker, "cursus"):
        if fact.kind in _KEPT and fact.stance.holds:
            yield fact


def _ordered(facts: list[Fact]) -> tuple[Fact, ...]:
    """Each fact once, in an order that no list of the record decides."""
    distinct = {
        (str(f.kind), repr(f.value), str(f.stance), f.origin): f for f in facts
    }  # fmt: skip
    return tuple(distinct[key] for key in sorted(distinct))
