"""A vacancy with what its texts add."""

from __future__ import annotations

from dataclasses import replace

from passend.engine.model import Contract, Flag, Transport, TransportMode, Vacancy, VacancyKind
from passend.taxonomy.facts import Fact, FactKind, Stance

from .base import Note, Told, Use, note_of, values
from .elements import facts_of_vacancy
from .shared import (
    contracts_of,
    merged_date,
    merged_flags,
    merged_hours,
    merged_languages,
    of_kind,
    particulars_of,
)

__all__ = ["told_of_vacancy"]

_KINDS = {
    "apprenticeship": VacancyKind.APPRENTICESHIP,
    "internship": VacancyKind.INTERNSHIP,
    "voluntary": VacancyKind.VOLUNTARY,
    "workexperience": VacancyKind.WORK_EXPERIENCE,
}
_DURATIONS = {"fixed": "B", "permanent": "O"}


def told_of_vacancy(vacancy: Vacancy) -> Told[Vacancy]:
    """The vacancy with facts from text where the record says nothing; the record always wins.

    Only what is asked becomes a demand: what would be nice is a wish, what is not needed is none.
    """
    facts = facts_of_vacancy(vacancy)
    if not facts:
        return Told(vacancy)
    hours, of_hours = merged_hours(vacancy.hours, facts)
    irregular, office, of_shifts = merged_flags(vacancy.irregular, vacancy.office_hours, facts)
    asked = tuple(f for f in facts if f.stance is not Stance.DENIED)
    languages, of_languages = merged_languages(vacancy.languages, asked)
    particulars, of_particulars = particulars_of(facts)
    start, of_start = merged_date(vacancy.start, facts, FactKind.START)
    end, of_end = merged_date(vacancy.end, facts, FactKind.END)
    closing, of_closing = merged_date(vacancy.closing, facts, FactKind.CLOSING)
    contracts, kind, of_contract = _contract(vacancy, facts)
    transport, of_transport = _transport(vacancy, facts)
    places = values(facts, FactKind.PLACE)
    sites = vacancy.sites or (places if len(places) == 1 else ())
    record = replace(
        vacancy,
        hours=hours,
        irregular=irregular,
        office_hours=office,
        languages=languages,
        particulars=particulars,
        start=start,
        end=end,
        closing=closing,
        licences=vacancy.licences or values(facts, FactKind.LICENCE),
        contracts=contracts,
        kind=kind,
        transport=transport,
        sites=sites,
    )
    notes = [*of_hours, *of_shifts, *of_languages, *of_particulars, *of_start, *of_end]
    notes += [*of_closing, *of_contract, *of_transport]
    notes += [*_licence_notes(vacancy, facts), *_place_notes(vacancy, facts, sites)]
    return Told(record, tuple(sorted(set(notes), key=lambda n: (n.kind, n.text, n.origin, n.use))))


def _licence_notes(vacancy: Vacancy, facts: tuple[Fact, ...]) -> list[Note]:
    known = ",".join(sorted(vacancy.licences)) or None
    notes = []
    for fact in of_kind(facts, FactKind.LICENCE):
        listed = str(fact.value) in vacancy.licences
        if known is not None and listed != fact.stance.holds and (listed or fact.stance.holds):
            use = Use.DIFFERS
        elif known is not None and listed:
            use = Use.SAME
        elif fact.stance.holds:
            use = Use.READ
        else:
            use = Use.WISH if fact.stance is Stance.NICE else Use.NOT_NEEDED
        notes.append(note_of(fact, use, known))
    return notes


def _contract(
    vacancy: Vacancy, facts: tuple[Fact, ...]
) -> tuple[tuple[Contract, ...], VacancyKind | None, list[Note]]:
    named = values(facts, FactKind.CONTRACT)
    kinds = {_KINDS[one] for one in named if one in _KINDS}
    known_kind = vacancy.effective_kind
    free = known_kind is None and not vacancy.contracts
    kind = vacancy.kind
    if free and len(kinds) == 1:
        kind = next(iter(kinds))
    contracts = vacancy.contracts or contracts_of(_durations(facts))
    durations = {c.duration for c in vacancy.contracts if c.duration}
    notes = []
    for fact in of_kind(facts, FactKind.CONTRACT):
        of_duration = fact.value in _DURATIONS
        if of_duration and durations:
            same = _DURATIONS[str(fact.value)] in durations
            use, field = (Use.SAME if same else Use.DIFFERS), ",".join(sorted(durations))
        elif not of_duration and not free:
            same = known_kind is not None and _KINDS[str(fact.value)] is known_kind
            use, field = (Use.SAME if same else Use.DIFFERS), str(known_kind or "")
        else:
            use, field = Use.ASIDE if vacancy.contracts else Use.READ, ""
        notes.append(note_of(fact, use, field or None))
    return contracts, kind, notes


def _durations(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Durations alone: the kind goes into ``kind``, which says more than the code."""
    return tuple(f for f in facts if f.kind is FactKind.CONTRACT and f.value in _DURATIONS)


def _transport(
    vacancy: Vacancy, facts: tuple[Fact, ...]
) -> tuple[tuple[Transport, ...], list[Note]]:
    told = of_kind(facts, FactKind.TRANSPORT)
    notes = [
        note_of(
            fact,
            Use.READ
            if fact.stance.holds and fact.value in ("own", "car") and not vacancy.transport
            else {Stance.NICE: Use.WISH, Stance.NOT_NEEDED: Use.NOT_NEEDED}.get(
                fact.stance, Use.ASIDE
            ),
        )
        for fact in told
    ]
    if vacancy.transport:
        return vacancy.transport, notes
    asked = values(told, FactKind.TRANSPORT)
    if "car" in asked:
        return (Transport(int(TransportMode.CAR), for_work=Flag(1)),), notes
    return ((Transport(None, commuting=Flag(1)),) if "own" in asked else ()), notes


def _place_notes(vacancy: Vacancy, facts: tuple[Fact, ...], sites: tuple[str, ...]) -> list[Note]:
    notes = []
    for fact in of_kind(facts, FactKind.PLACE):
        if not vacancy.sites:
            use = Use.READ if str(fact.value) in sites else Use.ASIDE
        else:
            use = Use.SAME if str(fact.value) in vacancy.sites else Use.DIFFERS
        notes.append(note_of(fact, use, ",".join(sorted(vacancy.sites)) or None))
    return notes
