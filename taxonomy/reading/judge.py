"""From parts to judged clauses: the word lists where they are exact, the model for the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from passend.taxonomy.denial import is_personal, may_be_life
from passend.taxonomy.models import shipped_bag

from .base import Clause, Section, Strength
from .features import features_of
from .model import LABELS, ClauseModel
from .parts import Part, parts_of
from .rules import by_rule

__all__ = ["Judgement", "explained", "judged", "seen", "shipped_model"]

Floats = npt.NDArray[np.float64]

_REQUIRED = LABELS.index("required")
_NEGATED = LABELS.index("negated")
_PERSONAL = LABELS.index("personal")
_STRENGTHS = {"required": Strength.REQUIRED, "plain": Strength.PLAIN, "nice": Strength.NICE}
_SECTIONS = {
    "employer": Section.EMPLOYER,
    "offer": Section.OFFER,
    "procedure": Section.PROCEDURE,
    "personal": Section.PERSONAL,
}
_ON_WORK = ("required", "plain", "nice", "negated")
_COLUMNS = {
    **{section: [LABELS.index(label)] for label, section in _SECTIONS.items()},
    Section.CONTENT: [LABELS.index(label) for label in _ON_WORK],
}
_EXACT = {strength: label for label, strength in _STRENGTHS.items()}
_NEGATION = re.compile(r"\b(niet|geen|nooit|hoeft|hoef|hoeven|zonder)\b", re.IGNORECASE)
# Added to the log of a label's share; how they were chosen: CLAUSES.md. A need that
# is none does more harm than one that is missed.
_WARY = 0.5
_DENIES = 2.5
_EXCUSED = 1.5
_OUTSIDE = 2.0
_UNDER_HEADING = 3.0
_CUE = 2.0
# By convention a demand needs a word, or a heading, that says so.
_NO_DEMAND = 1.0
# What is work and is left out is lost; chosen on the dev half of werk1 and on werk2.
_OF_EMPLOYER = ("employer", "offer", "procedure")
_READ = np.array([0.0 if label in _OF_EMPLOYER else 1.0 for label in LABELS])
_NOT_OF_PERSON = [LABELS.index(label) for label in _OF_EMPLOYER]
# Of a clause without a word on somebody's life the model must be as sure as this.
_SURELY_PERSONAL = 0.9
# From this share on the single words of a clause do not count, whatever else is read in it. Of 24
# sentences on a life five moved a score by words alone without this, and none from 0.5 on; of 24
# others four at 0.5 and one at 0.2. werk2 lost .01.
_PERHAPS_PERSONAL = 0.2
# A text that speaks of no "we" and to no "you" is a person's: it has no employer to present.
_NO_EMPLOYER = np.array([{"employer": 3.0, "procedure": 1.5}.get(label, 0.0) for label in LABELS])
_LEAST = 1e-6
_NICE_HEADING = re.compile(
    r"\b(pr[eé]s?|nice.to.haves?|meegenomen|plus(punt(en)?)?|wens(en)?|gewenst|bonus|voorkeur"
    r"|(leuk|fijn|mooi|handig) als)\b",
    re.IGNORECASE,
)
_DEMANDS = re.compile(
    r"\b([\w-]*eis(en)?|must.haves?|vereist(en)?|verplicht|voorwaarden?|onmisbaar)\b", re.IGNORECASE
)
_ASKS = re.compile(r"\b(wij|we|ons|onze|je|jij|jou|jouw|u|uw)\b", re.IGNORECASE)
_OF_ME = re.compile(r"\b(ik|mijn|me|mij)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A clause and why: the label's share 0..1, features for it, and what around it added."""

    clause: Clause
    label: str
    share: float
    reasons: tuple[str, ...]
    around: dict[str, float]


@cache
def shipped_model() -> ClauseModel:
    """The clause model of the package; read once."""
    with as_file(files("passend.taxonomy.models") / "clauses.npz") as path:
        return ClauseModel.load(path)


def seen(parts: list[Part]) -> tuple[list[Clause], list[list[str]], npt.NDArray[np.float32]]:
    """What the model sees of a text: votes of the word lists, features, vectors."""
    votes = [by_rule(part.text, part.section or Section.CONTENT) for part in parts]
    features = [
        features_of(
            part,
            None if part.heading is None else parts[part.heading],
            vote,
            personal=is_personal(part.text),
        )
        for part, vote in zip(parts, votes, strict=True)
    ]
    return votes, features, shipped_bag().encode([part.text for part in parts])


def judged(text: str, *, of_person: bool = False) -> list[Clause]:
    """Clauses of a text, in order; ``of_person`` as in :func:`passend.taxonomy.clauses.clauses`."""
    parts = parts_of(text)
    if not parts:
        return []
    votes, features, vectors = seen(parts)
    model = shipped_model()
    shares = _possible(parts, model.shares(parts, features, vectors), of_person=of_person)
    # By its own words: what stands beside a clause must not decide whether its words count.
    own = model.own(features, vectors)[:, _PERSONAL]
    labels = _labels(parts, votes, shares)
    return [
        replace(_clause(part, vote, label), telling=not of_person or life < _PERHAPS_PERSONAL)
        for part, vote, label, life in zip(parts, votes, labels, own, strict=True)
        if not _announces(part)
    ]


def explained(text: str, *, of_person: bool = False) -> list[Judgement]:
    """Clauses of a text with what speaks for the label of each."""
    parts = parts_of(text)
    if not parts:
        return []
    model = shipped_model()
    votes, features, vectors = seen(parts)
    own = model.own(features, vectors)
    shares = _possible(parts, model.shares(parts, features, vectors), of_person=of_person)
    found = []
    for number, (part, label) in enumerate(zip(parts, _labels(parts, votes, shares), strict=True)):
        if _announces(part):
            continue
        column = LABELS.index(label)
        found.append(
            Judgement(
                _clause(part, votes[number], label),
                label,
                float(shares[number, column]),
                model.reasons(features[number], column),
                model.carried_by(parts, own, number, column),
            )
        )
    return found


def _possible(parts: list[Part], shares: Floats, *, of_person: bool) -> Floats:
    """Shares without the labels that a part cannot have."""
    possible = shares.copy()
    if of_person:
        possible[:, _NOT_OF_PERSON] = 0.0
    for row, part in zip(possible, parts, strict=True):
        if row[_PERSONAL] < _SURELY_PERSONAL and not may_be_life(part.text):
            row[_PERSONAL] = 0.0
    return possible


def _announces(part: Part) -> bool:
    """Whether a heading says nothing itself; a title ("Lasser gezocht") does."""
    return part.is_heading and (part.section is not None or part.text.endswith((":", "?")))


def _labels(parts: list[Part], votes: list[Clause], shares: Floats) -> list[str]:
    logs = np.log(np.clip(shares, _LEAST, 1.0))
    demanding = shares.argmax(axis=1) == _REQUIRED
    asks = any(_ASKS.search(part.text) for part in parts)
    found = []
    for row, part, vote in zip(logs, parts, votes, strict=True):
        row += _leaning(part, vote)
        if not asks and vote.section is Section.CONTENT:
            row -= _NO_EMPLOYER
        if part.heading is None or not demanding[part.heading]:
            row[_REQUIRED] -= _NO_DEMAND * (vote.strength is not Strength.REQUIRED)
        label = LABELS[int(row.argmax())]
        if _is_exact(vote, label):
            strength = vote.strength
            if strength is Strength.PLAIN and part.heading is not None and label != "negated":
                strength = _announced(parts[part.heading].text)
            label = label if strength is Strength.PLAIN else _EXACT[strength]
        found.append(label)
    return found


def _leaning(part: Part, vote: Clause) -> Floats:
    """What the word lists add to each label."""
    row = _READ.copy()
    denies = _denies(vote)
    negates = _NEGATION.search(part.text) is not None
    if denies or negates:
        row[_NEGATED] += _WARY
    if is_personal(part.text):
        row[_PERSONAL] += _OUTSIDE
    elif vote.section is not Section.CONTENT:
        row[_COLUMNS[vote.section]] += _OUTSIDE
    elif denies:
        row[_NEGATED] += _DENIES
    elif negates:
        # The word lists know this use of it ("niet alleen", "geen moeite met") as no denial.
        row[_NEGATED] -= _EXCUSED
    if vote.section is Section.CONTENT and vote.strength > Strength.PLAIN and not denies:
        row[_COLUMNS[Section.CONTENT]] += _CUE
    if part.section is vote.section and not part.is_heading:
        row[_COLUMNS[vote.section]] += _UNDER_HEADING
    return row


def _denies(vote: Clause) -> bool:
    return vote.denied or vote.strength is Strength.NOT_NEEDED


def _is_exact(vote: Clause, label: str) -> bool:
    """Whether the strength of a clause on the work is what it, or its heading, says outright."""
    return label in _ON_WORK and vote.section is Section.CONTENT and not _denies(vote)


def _announced(heading: str) -> Strength:
    """Strength that a heading gives to what stands below it, when it says so outright."""
    if _NICE_HEADING.search(heading):
        return Strength.NICE
    return Strength.REQUIRED if _DEMANDS.search(heading) else Strength.PLAIN


def _clause(part: Part, vote: Clause, label: str) -> Clause:
    if (section := _SECTIONS.get(label)) is not None:
        return Clause(part.text, vote.strength, vote.denied, section)
    if label != "negated":
        return Clause(part.text, _STRENGTHS[label])
    if _denies(vote):
        return Clause(part.text, vote.strength, vote.denied)
    of_me = _OF_ME.search(part.text) is not None
    return Clause(part.text, Strength.PLAIN if of_me else Strength.NOT_NEEDED, of_me)
