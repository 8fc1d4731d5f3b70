"""A jobseeker with what the own words add."""

from __future__ import annotations

from dataclasses import replace

from passend.engine.model import Flag, Jobseeker, Transport
from passend.taxonomy.facts import Fact, FactKind

from .base import Note, Told, Use, note_of, values
from .elements import facts_of_person
from .shared import (
    DENIED,
    MODES,
    contracts_of,
    merged_date,
    merged_flags,
    merged_hours,
    merged_languages,
    of_kind,
    particulars_of,
)

__all__ = ["told_of_person"]


def told_of_person(person: Jobseeker) -> Told[Jobseeker]:
    """The person with facts from text where the record says nothing; the record always wins."""
    facts = facts_of_person(person)
    if not facts:
        return Told(person)
    hours, of_hours = merged_hours(person.hours, facts)
    irregular, office, of_shifts = merged_flags(person.irregular, person.office_hours, facts)
    languages, of_languages = merged_languages(person.languages, facts)
    particulars, of_particulars = particulars_of(_settled(facts))
    start, of_start = merged_date(person.available_from, facts, FactKind.START)
    end, of_end = merged_date(person.available_until, facts, FactKind.END)
    licences, of_licences = _licences(person, facts)
    contracts = person.contracts or contracts_of(facts)
    transport, of_transport = _transport(person, facts)
    places = values(facts, FactKind.PLACE)
    place = person.postcode4 or (places[0] if len(places) == 1 else None)
    record = replace(
        person,
        hours=hours,
        irregular=irregular,
        office_hours=office,
        languages=languages,
        particulars=particulars,
        available_from=start,
        available_until=end,
        licences=licences,
        contracts=contracts,
        transport=transport,
        postcode4=place,
    )
    notes = [*of_hours, *of_shifts, *of_languages, *of_particulars, *of_start, *of_end]
    notes += [*of_licences, *of_transport, *_contract_notes(person, facts)]
    notes += _place_notes(person, facts, place)
    return Told(record, tuple(sorted(set(notes), key=lambda n: (n.kind, n.text, n.origin, n.use))))


def _settled(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Without shifts that the person both wants and refuses: those stay unknown."""
    both = set(values(facts, FactKind.SHIFT)) & set(values(facts, FactKind.SHIFT, DENIED))
    return tuple(f for f in facts if f.kind is not FactKind.SHIFT or f.value not in both)


def _licences(person: Jobseeker, facts: tuple[Fact, ...]) -> tuple[tuple[str, ...], list[Note]]:
    told = of_kind(facts, FactKind.LICENCE)
    notes = []
    known = ",".join(sorted(person.licences)) or None
    for fact in told:
        held = str(fact.value) in person.licences
        if not person.licences:
            use = Use.READ if fact.stance.holds or fact.stance is DENIED else Use.ASIDE
        else:
            use = Use.SAME if held == fact.stance.holds else Use.DIFFERS
        notes.append(note_of(fact, use, known))
    return person.licences or values(facts, FactKind.LICENCE), notes


def _transport(
    person: Jobseeker, facts: tuple[Fact, ...]
) -> tuple[tuple[Transport, ...], list[Note]]:
    told = [f for f in of_kind(facts, FactKind.TRANSPORT) if f.value in MODES]
    notes = []
    usable = {t.mode for t in person.transport if t.commuting.value is not False}
    for fact in told:
        has = MODES[str(fact.value)] in usable
        if not person.transport:
            use = Use.READ
        elif has == fact.stance.holds:
            use = Use.SAME
        else:
            use = Use.DIFFERS
        field = ",".join(str(mode) for mode in sorted(m for m in usable if m is not None)) or None
        notes.append(note_of(fact, use, field))
    if person.transport:
        return person.transport, notes
    denied = {str(f.value) for f in told if f.stance is DENIED}
    found = {
        int(MODES[str(f.value)]): Flag(2 if str(f.value) in denied else 1)
        for f in told
        if f.stance.holds or f.stance is DENIED
    }
    return tuple(Transport(mode, found[mode]) for mode in sorted(found)), notes


def _contract_notes(person: Jobseeker, facts: tuple[Fact, ...]) -> list[Note]:
    known = ",".join(
        sorted({code for c in person.contracts for code in (c.duration, c.agreement) if code})
    )
    return [
        note_of(fact, Use.ASIDE if known else Use.READ, known or None)
        for fact in of_kind(facts, FactKind.CONTRACT)
    ]


def _place_notes(person: Jobseeker, facts: tuple[Fact, ...], place: str | None) -> list[Note]:
    found = []
    for fact in of_kind(facts, FactKind.PLACE):
        if person.postcode4 is None:
            use = Use.READ if fact.value == place else Use.ASIDE
        else:
            use = Use.SAME if fact.value == person.postcode4 else Use.DIFFERS
        found.append(note_of(fact, use, person.postcode4))
    return found
