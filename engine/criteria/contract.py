"""Kind of contract: regular, leerbaan, voluntary, work experience; fixed or permanent."""

from __future__ import annotations

from dataclasses import dataclass

from passend.engine.model import AgreementKind, Contract, ContractDuration, Jobseeker, Vacancy
from passend.engine.points import FULL
from passend.engine.verdict import Status, Verdict

__all__ = ["ContractCriterion", "ContractFact"]

_DURATION_LOSS = 55
# What may be expected of somebody whose wish is not known: most people look for regular work.
# Without it a leerbaan would gain from its higher weight for everybody alike. Chosen on the dev
# split of the collection werk1.
_PRIOR = {
    AgreementKind.REGULAR: 180,
    AgreementKind.APPRENTICESHIP: 60,
    AgreementKind.VOLUNTARY: 60,
    AgreementKind.WORK_EXPERIENCE: 60,
}
_AGREEMENTS = frozenset(AgreementKind)
_DURATIONS = frozenset(ContractDuration)


@dataclass(frozen=True, slots=True)
class ContractFact:
    """Agreement kinds and durations wished or offered; an empty set = not known.

    ``forms`` holds (kind, duration) as named together. ``open``: a form of contract is named
    without its kind, so other kinds are possible too.
    """

    kinds: frozenset[str]
    durations: frozenset[str]
    forms: frozenset[tuple[str, str]] = frozenset()
    open: bool = False

    def durations_for(self, kinds: frozenset[str]) -> frozenset[str]:
        """Durations named for one of these kinds, or for no kind in particular."""
        paired = {duration for kind, duration in self.forms if kind in kinds}
        loose = self.durations - {duration for _, duration in self.forms}
        return frozenset(paired | loose)


class ContractCriterion:
    """A kind that the person did not name is *not met*; another duration is *partly*."""

    name = "contract"
    prior = 120

    def of_person(self, person: Jobseeker) -> ContractFact:
        """Kinds and durations wished."""
        return ContractFact(
            _AGREEMENTS.intersection(c.agreement or "" for c in person.contracts),
            _DURATIONS.intersection(c.duration or "" for c in person.contracts),
            _forms(person.contracts),
            any(c.agreement is None and c.duration is not None for c in person.contracts),
        )

    def of_vacancy(self, vacancy: Vacancy) -> ContractFact:
        """Kind and durations offered; the extension decides over the VUM codes."""
        kind = vacancy.effective_kind
        codes = (
            frozenset({str(kind.agreement)})
            if kind is not None
            else _AGREEMENTS.intersection(c.agreement or "" for c in vacancy.contracts)
        )
        return ContractFact(
            codes, _DURATIONS.intersection(c.duration or "" for c in vacancy.contracts)
        )

    def judge(self, person: ContractFact, vacancy: ContractFact) -> Verdict:
        """Kind first, then duration. Both unknown: unknown."""
        details = (
            ("gewenst", ",".join(sorted(person.kinds)) or None),
            ("aangeboden", ",".join(sorted(vacancy.kinds)) or None),
        )
        if not person.kinds or not vacancy.kinds:
            return self._unknown(vacancy, details)
        if not person.kinds & vacancy.kinds and person.open:
            return self._unknown(vacancy, details)
        if not person.kinds & vacancy.kinds:
            return Verdict(0, Status.NOT_MET, "contract_other_kind", details)
        shared = person.kinds & vacancy.kinds
        wanted, offered = person.durations_for(shared), vacancy.durations
        if wanted and offered and not wanted & offered:
            return Verdict(FULL - _DURATION_LOSS, Status.PARTLY, "contract_other_duration", details)
        return Verdict(FULL, Status.MET, "contract_fits", details)

    def _unknown(
        self, vacancy: ContractFact, details: tuple[tuple[str, str | None], ...]
    ) -> Verdict:
        expected = max((_PRIOR[AgreementKind(kind)] for kind in vacancy.kinds), default=self.prior)
        return Verdict(None, Status.UNKNOWN, "contract_unknown", details, expected)


def _forms(contracts: tuple[Contract, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (c.agreement, c.duration)
        for c in contracts
        if c.agreement in _AGREEMENTS and c.duration in _DURATIONS
    )
