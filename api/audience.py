"""Who reads an explanation, and what each may hear: the one place where that is decided.

The person and the adviser hear all. An employer hears only what fits the work: never how somebody
travels or where they live, never when they cannot work, nothing of health or care, no answer to
why. What has no row here is not told to an employer.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from passend.taxonomy.facts import FactKind

__all__ = [
    "ELEMENTS",
    "FACTS",
    "REASONS",
    "Audience",
    "hears_condition",
    "hears_criterion",
    "hears_element",
    "hears_fact",
    "hears_reason",
]


class Audience(StrEnum):
    """Who reads."""

    ADVISER = "adviseur"
    EMPLOYER = "werkgever"


REASONS: Mapping[str, bool] = {
    "arrangement_less": False,
    "arrangement_offered": False,
    "arrangement_unknown": False,
    "asked": True,
    "contract_fits": True,
    "contract_other_duration": True,
    "contract_other_kind": True,
    "contract_unknown": True,
    "days_more": True,
    "hours_apart": True,
    "hours_fit": True,
    "hours_nearly": True,
    "hours_unknown": True,
    "language_held": True,
    "language_missing": True,
    "language_nearly": True,
    "language_unknown": True,
    "licence_held": True,
    "licence_missing": True,
    "licence_unknown": True,
    "period_apart": True,
    "period_closed": True,
    "period_ended": True,
    "period_fits": True,
    "period_later": True,
    "period_shorter": True,
    "period_unknown": True,
    "place_unknown": False,
    "qualification_held": True,
    "qualification_unknown": True,
    "reach": False,
    "reach_doubtful": False,
    "reach_mode_unknown": False,
    "shifts_by_day": False,
    "shifts_clash": False,
    "shifts_clock": False,
    "shifts_fit": True,
    "shifts_refused": False,
    "shifts_unknown": True,
    "travel_failed": False,
    "travel_unknown": False,
}
"""Reason of a verdict → whether an employer hears it. Shifts tell when somebody cannot, an
arrangement what somebody needs to be able to work."""

FACTS: Mapping[FactKind, bool] = {
    FactKind.CERTIFICATE: True,
    FactKind.CLOCK: False,
    FactKind.CLOSING: True,
    FactKind.CONTRACT: True,
    FactKind.DAYS: True,
    FactKind.END: False,
    FactKind.HOURS: True,
    FactKind.LANGUAGE: True,
    FactKind.LICENCE: True,
    FactKind.PLACE: False,
    FactKind.SHIFT: False,
    FactKind.START: True,
    FactKind.TRANSPORT: False,
    FactKind.WEEKDAYS: False,
}
"""Fact read in a person's text → whether an employer hears it."""

ELEMENTS: Mapping[str, bool] = {
    "bemiddelingsberoep": True,
    "competentiebeheersing": True,
    "correctie": False,
    "cursus": True,
    "interesse": True,
    "opleiding": True,
    "werkervaring": True,
    "toelichtingWerkervaring": True,
    "tekst": False,
    "persoonlijkePresentatie": False,
}
"""Element of the person's record → whether an employer hears that something stands in it."""

_CRITERIA = frozenset(
    ("competences", "contract", "experience", "hours", "interests", "wish", "words")
)
_CONDITIONS = frozenset(("asked", "contract", "languages", "licences", "period", "qualification"))
_NEVER_REPEATED = frozenset({FactKind.TRANSPORT, FactKind.PLACE})


def hears_reason(audience: Audience, reason: str) -> bool:
    """Whether this audience hears a reason of a verdict."""
    return audience is Audience.ADVISER or REASONS.get(reason, False)


def hears_condition(audience: Audience, condition: str) -> bool:
    """Whether this audience hears how many records meet a condition."""
    return audience is Audience.ADVISER or condition in _CONDITIONS


def hears_criterion(audience: Audience, criterion: str) -> bool:
    """Whether this audience hears of a criterion at all."""
    return audience is Audience.ADVISER or criterion in _CRITERIA


def hears_fact(audience: Audience, kind: FactKind) -> bool:
    """Whether this audience hears a fact out of a person's text.

    How somebody travels and where they live is repeated to nobody: the conditions say what matters.
    """
    if kind in _NEVER_REPEATED:
        return False
    return audience is Audience.ADVISER or FACTS.get(kind, False)


def hears_element(audience: Audience, element: str | None) -> bool:
    """Whether this audience hears in which element something stands."""
    return audience is Audience.ADVISER or ELEMENTS.get(element or "", False)
