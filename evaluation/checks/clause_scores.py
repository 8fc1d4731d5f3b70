"""Scores of labelled clauses: macro-F1 with its interval, and shares with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest
from sklearn.metrics import f1_score

from passend.evaluation.clauses import Case, Label, Topic
from passend.taxonomy.facts import without_facts
from passend.taxonomy.reader import Reader, Reading

from .clause_readers import ClauseReader, label_in

__all__ = [
    "LABELS",
    "Judged",
    "Share",
    "bootstrap_macro_f1",
    "judged",
    "links",
    "macro_f1",
    "unsafe",
]

LABELS = tuple(Label)
RESAMPLES = 10_000
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A topic of a case, its label, and the label that a reader gave it."""

    case: Case
    topic: Topic
    label: Label
    read: Label


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``n`` topics, and the ids of the cases that hold the hits."""

    hits: int
    n: int
    cases: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        """0..1; 0 of nothing is 0."""
        return self.hits / self.n if self.n else 0.0

    def interval(self) -> tuple[float, float]:
        """95 % exact (Clopper-Pearson) interval; 0..1 when there is nothing to count."""
        if not self.n:
            return 0.0, 1.0
        found = binomtest(self.hits, self.n).proportion_ci(method="exact")
        return float(found.low), float(found.high)


def judged(reader: ClauseReader, cases: Iterable[Case]) -> list[Judged]:
    """What a reader makes of every topic with one label, in order."""
    read = ((case, reader(case.text)) for case in cases)
    return [
        Judged(case, topic, topic.label, label_in(labels, topic.about))
        for case, labels in read
        for topic in case.expect
        if topic.label is not None
    ]


def macro_f1(topics: Sequence[Judged]) -> float:
    """Unweighted mean of the F1 of the labels that occur, as labelled or as read."""
    gold, read = [one.label for one in topics], [one.read for one in topics]
    return float(f1_score(gold, read, average="macro", zero_division=0.0))


def bootstrap_macro_f1(topics: Sequence[Judged], seed: int) -> Floats:
    """Macro-F1 of 10,000 resamples of the texts, since topics of one text go together.

    The same cases and seed give the same resamples, so two readers may be subtracted.
    """
    row_of = {case: row for row, case in enumerate(dict.fromkeys(one.case.id for one in topics))}
    counts = np.zeros((len(row_of), len(LABELS), len(LABELS)))
    for one in topics:
        counts[row_of[one.case.id], LABELS.index(one.label), LABELS.index(one.read)] += 1
    random = np.random.default_rng(seed)
    times = random.multinomial(len(row_of), np.full(len(row_of), 1 / len(row_of)), RESAMPLES)
    tables = np.tensordot(times.astype(np.float64), counts, axes=1)
    right = np.diagonal(tables, axis1=1, axis2=2)
    either = tables.sum(axis=1) + tables.sum(axis=2)
    scores = np.divide(2 * right, either, out=np.full_like(either, np.nan), where=either > 0)
    found: Floats = np.nanmean(scores, axis=1)
    return found


def unsafe(topics: Iterable[Judged], label: Label) -> Share:
    """Topics of a label that were read as a need."""
    of_label = [one for one in topics if one.label is label]
    wrong = [one for one in of_label if one.read.is_need]
    return Share(len(wrong), len(of_label), tuple(dict.fromkeys(one.case.id for one in wrong)))


def links(reader: Reader, topics: Iterable[Judged]) -> dict[str, Share]:
    """Whether the topics of a text are linked to concepts at all.

    ``topic linked``: content topics in whose clause anything is linked; ``topic named``: of these,
    topics that are linked by their own name; ``negation reaches the topic``: of the negated topics
    that the taxonomy names, those that are read as denied. Topics that are facts (a licence, a
    language) are read apart, and are not counted.
    """
    linked, named, reached = [], [], []
    for one in topics:
        told = without_facts(one.topic.about)
        if not any(char.isalpha() for char in told):
            continue
        about = {link.concept for link in reader.linker.names(told)}
        reading = _reading_of(reader.read(one.case.text), one.topic.about)
        if one.label.is_need:
            mentioned = {m.concept for m in reading.mentions} if reading else set()
            linked.append(bool(mentioned))
            named.append(bool(mentioned & about))
        elif one.label is Label.NEGATED and about:
            reached.append(reading is not None and bool(about & set(reading.denied)))
    return {
        "topic linked": Share(sum(linked), len(linked)),
        "topic named": Share(sum(named), len(named)),
        "negation reaches the topic": Share(sum(reached), len(reached)),
    }


def _reading_of(readings: Iterable[Reading], about: str) -> Reading | None:
    wanted = about.casefold()
    return next((one for one in readings if wanted in one.clause.text.casefold()), None)
