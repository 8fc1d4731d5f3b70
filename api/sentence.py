"""One plain sentence (B1) about a match that an adviser could say aloud."""

from __future__ import annotations

from passend.engine.explanation import Explanation, NeedTerm
from passend.engine.offers import Evidence
from passend.engine.points import FULL
from passend.engine.verdict import Status
from passend.taxonomy.concepts import Kind

from .audience import Audience
from .wording import CONDITION

__all__ = ["listed", "sentence"]

# What one would name first when speaking of somebody.
_SAYS_MOST = (Kind.OCCUPATION, Kind.KNOWLEDGE, Kind.SKILL, Kind.TASK, Kind.QUALIFICATION)
_HELD = (Evidence.PROVEN, Evidence.STATED)
_MOST_HELD, _MOST_LIKELY = 2, 1


def sentence(explanation: Explanation, audience: Audience = Audience.ADVISER) -> str:
    """The strongest known terms with how they are known, the wish, and what keeps it from working.

    An employer hears neither of a condition that is not met nor out of what something follows.
    """
    text = _known(explanation)
    if audience is Audience.ADVISER and explanation.pair.tier:
        blocked = [
            CONDITION[name].lower()
            for name, verdict in explanation.pair.conditions.items()
            if verdict.status is Status.NOT_MET
        ]
        return f"{text}, maar is nu niet haalbaar door: {listed(blocked)}."
    if explanation.wish is not None:
        return f"{text}, en dit is werk dat de persoon graag wil doen."
    if explanation.experience is not None and not _named_work(explanation):
        return f"{text}, en het lijkt op eerder werk."
    return f"{text}."


def listed(parts: list[str]) -> str:
    """List in Dutch: ``a, b en c``."""
    return "".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} en {parts[-1]}"


def _known(explanation: Explanation) -> str:
    """Main clauses: what is proven, what is stated, and what is likely."""
    held = _strongest(explanation, _HELD)[:_MOST_HELD]
    clauses = []
    for evidence, where in ((Evidence.PROVEN, "bewezen"), (Evidence.STATED, "in het profiel")):
        names = [_name(term) for term in held if term.evidence is evidence]
        if names:
            verb = _verb(proven=evidence is Evidence.PROVEN, many=len(names) > 1)
            clauses.append(f"{where} {verb} {listed(names)}")
    if len(held) < _MOST_HELD:
        likely = _strongest(explanation, (Evidence.INFERRED,))[:_MOST_LIKELY]
        clauses += [f"{_name(term)} past bij wat de persoon al deed of kan" for term in likely]
    text = " en ".join(clauses) or "over competenties is nog weinig bekend"
    return text[:1].upper() + text[1:]


def _verb(*, proven: bool, many: bool) -> str:
    if proven:
        return "zijn" if many else "is"
    return "staan" if many else "staat"


def _strongest(explanation: Explanation, evidence: tuple[Evidence, ...]) -> list[NeedTerm]:
    """Terms with this evidence, as one would name them; a weak inference is not named."""
    found = [
        term
        for term in explanation.needs
        if term.gain
        and term.evidence in evidence
        and term.concept.kind is not Kind.WORD
        and (term.evidence is not Evidence.INFERRED or term.cover >= FULL // 2)
    ]
    return sorted(found, key=lambda term: _SAYS_MOST.index(term.concept.kind))


def _named_work(explanation: Explanation) -> bool:
    held = _strongest(explanation, _HELD)[:_MOST_HELD]
    return any(term.concept.kind is Kind.OCCUPATION for term in held)


def _name(term: NeedTerm) -> str:
    label = term.concept.label
    start = label.split(" ", 1)[0]
    plain = label if start.isupper() else label[:1].lower() + label[1:]
    return f"werk als {plain}" if term.concept.kind is Kind.OCCUPATION else plain
