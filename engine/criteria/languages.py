"""Languages that the vacancy asks, per modality. A condition only; never judged unasked.

Source: VUM ``taalbeheersing``: 2 fair, 3 good, 4 excellent; 0, 8 and absent are unknown.
"""

from __future__ import annotations

from passend.engine.model import Jobseeker, Language, Vacancy
from passend.engine.verdict import Status, Verdict

__all__ = ["LanguageCriterion"]

_MODALITIES = ("speaking", "writing", "reading", "listening")
_WORST = (Status.NOT_MET, Status.PARTLY, Status.UNKNOWN, Status.MET)

Levels = frozenset[tuple[str, str, int]]


class LanguageCriterion:
    """One level short is *partly*; two or more *not met*; a level not on record *unknown*."""

    name = "languages"
    prior = 0

    def of_person(self, person: Jobseeker) -> Levels:
        """(language, modality, level 1..4) held."""
        return _levels(person.languages, least=1)

    def of_vacancy(self, vacancy: Vacancy) -> Levels:
        """(language, modality, level 2..4) asked."""
        return _levels(vacancy.languages, least=2)

    def judge(self, person: Levels, vacancy: Levels) -> Verdict:
        """The worst of the modalities asked; status ``None`` when none is asked."""
        if not vacancy:
            return Verdict()
        held: dict[tuple[str, str], int] = {}
        for code, modality, level in person:
            held[code, modality] = max(level, held.get((code, modality), 0))
        outcomes = [
            (_status(held.get((code, modality)), level), code, modality)
            for code, modality, level in sorted(vacancy)
        ]
        worst, code, modality = min(outcomes, key=lambda row: _WORST.index(row[0]))
        reason = {
            Status.MET: "language_held",
            Status.PARTLY: "language_nearly",
            Status.NOT_MET: "language_missing",
        }.get(worst, "language_unknown")
        return Verdict(None, worst, reason, (("taal", code), ("vorm", modality)))


def _levels(languages: tuple[Language, ...], least: int) -> Levels:
    return frozenset(
        (language.code, modality, level)
        for language in languages
        if language.code
        for modality in _MODALITIES
        if (level := getattr(language, modality)) is not None and least <= level <= 4
    )


def _status(held: int | None, asked: int) -> Status:
    if held is None:
        return Status.UNKNOWN
    if held >= asked:
        return Status.MET
    return Status.PARTLY if held == asked - 1 else Status.NOT_MET
