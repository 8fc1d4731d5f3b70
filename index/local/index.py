"""Exact top k over the whole score, with numpy. A disposable projection of the record store."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from passend.engine.coding import PersonCode, VacancyCode
from passend.engine.criteria import AnyCriterion, AskedCriterion, Prepares, asks
from passend.engine.points import FULL, UNITS
from passend.engine.ports import Hit, Question, RecordKind, Result
from passend.engine.verdict import Status, Verdict
from passend.engine.weights import CRITERIA, FAMILIES, TABLES, WeightSet

from .projection import Code, Ints, Projection, project

__all__ = ["LocalIndex"]

_STATUSES = tuple(Status)


class LocalIndex:
    """Holds coded records in memory. Questions may be asked from several threads.

    Parameters
    ----------
    criteria : mapping of str to criterion
        Those the records are coded with.
    width : int
        One more than the largest number of a concept or a word.
    """

    def __init__(self, criteria: Mapping[str, AnyCriterion], width: int) -> None:
        self._criteria = dict(criteria)
        self._width = width
        self._lock = threading.Lock()
        self._records: dict[RecordKind, dict[str, Code]] = {kind: {} for kind in RecordKind}
        self._projections: dict[RecordKind, Projection | None] = dict.fromkeys(RecordKind)

    def __len__(self) -> int:
        return sum(len(records) for records in self._records.values())

    def upsert(self, kind: RecordKind, key: str, code: Code) -> None:
        """Add or replace a record."""
        if isinstance(code, PersonCode) is not (kind is RecordKind.PERSON):
            raise TypeError(f"{key}: a {type(code).__name__} is no {kind}")
        with self._lock:
            self._records[kind][key] = code
            self._projections[kind] = None

    def delete(self, kind: RecordKind, key: str) -> None:
        """Remove a record; an unknown key is no error."""
        with self._lock:
            if self._records[kind].pop(key, None) is not None:
                self._projections[kind] = None

    def vacancies(self) -> dict[str, VacancyCode]:
        """Code of every vacancy by key, as it is now."""
        with self._lock:
            held = self._records[RecordKind.VACANCY]
            return {key: code for key, code in held.items() if isinstance(code, VacancyCode)}

    def search(self, question: Question) -> Result:
        """Score every record of the target kind and keep the best."""
        found = self._projection(question.target)
        weights = _weights(found, question)
        scores, unmet, known, counts = self._scored(found, question, weights)
        if not question.tiers:
            unmet = np.zeros_like(unmet)
        order = np.lexsort((np.arange(len(scores)), -scores))

        def hits(mask: npt.NDArray[np.bool_], most: int) -> tuple[Hit, ...]:
            chosen = order[mask[order]][:most]
            return tuple(
                Hit(found.keys[i], int(unmet[i]), int(scores[i]), int(known[i])) for i in chosen
            )

        top = hits(~unmet, question.top)
        shown = {hit.key for hit in top}
        little = ~unmet & (known < question.ask_below)
        asked = hits(little, question.ask + len(shown))
        return Result(
            hits=top,
            unmet=hits(unmet, question.unmet),
            ask_first=tuple(hit for hit in asked if hit.key not in shown)[: question.ask],
            counts=counts,
            total=len(found.keys),
            exact=all(c.exact for c in self._criteria.values() if isinstance(c, Prepares)),
        )

    def _projection(self, kind: RecordKind) -> Projection:
        with self._lock:
            found = self._projections[kind]
            if found is None:
                found = project(self._records[kind], self._criteria, self._width)
                self._projections[kind] = found
            return found

    def _scored(
        self, found: Projection, question: Question, weights: Mapping[str, Ints]
    ) -> tuple[Ints, npt.NDArray[np.bool_], Ints, dict[str, dict[Status, int]]]:
        """Score, whether a condition is unmet, known share 0..100, and counts per condition."""
        size = len(found.keys)
        scores, known = np.zeros(size, np.int64), np.zeros(size, np.int64)
        unmet = np.zeros(size, np.bool_)
        counts: dict[str, dict[Status, int]] = {}
        for name in FAMILIES:
            asked = _dense(question.code, name, self._width)
            base = found.base[name]
            if isinstance(question.code, VacancyCode):
                base = base + question.code.base[name]
            scores += weights[name] * (base + found.sparse[name] @ asked)
            known += weights[name] * found.known[name]
        for name, criterion in self._criteria.items():
            if isinstance(criterion, AskedCriterion) and not asks(question.code.facts[name]):
                counts[name] = dict.fromkeys(_STATUSES, 0)
                continue
            _prepare(criterion, question.code, found.facts[name])
            verdicts = [_judge(criterion, question.code, fact) for fact in found.facts[name]]
            fact_of = found.fact_of[name]
            if name in TABLES:
                values = [verdict.value(criterion.prior) for verdict in verdicts]
                stated = [FULL * (v.points is not None) for v in verdicts]
                scores += weights[name] * UNITS * np.array(values, np.int64)[fact_of]
                known += weights[name] * np.array(stated, np.int64)[fact_of]
            statuses = np.array(
                [-1 if v.status is None else _STATUSES.index(v.status) for v in verdicts], np.int64
            )[fact_of]
            unmet |= statuses == _STATUSES.index(Status.NOT_MET)
            counts[name] = {s: int((statuses == n).sum()) for n, s in enumerate(_STATUSES)}
        return scores, unmet, known // FULL, counts


def _weights(found: Projection, question: Question) -> dict[str, Ints]:
    """Weight per criterion and record: the kind of the vacancy decides, on whichever side it is."""
    sets: list[WeightSet]
    if isinstance(question.code, VacancyCode):
        sets, of = [question.weights.for_kind(question.code.kind)], np.zeros(len(found.keys), int)
    else:
        sets = [question.weights.for_kind(kind) for kind in found.kinds]
        of = found.kind_of
    return {name: np.array([s[name] for s in sets] or [0], np.int64)[of] for name in CRITERIA}


def _dense(code: Code, family: str, size: int) -> Ints:
    sparse = code.gains[family] if isinstance(code, PersonCode) else code.needs[family]
    dense = np.zeros(size, np.int64)
    dense[list(sparse.ids)] = sparse.values
    return dense


def _prepare(criterion: AnyCriterion, asker: Code, facts: Sequence[object]) -> None:
    if isinstance(criterion, Prepares):
        own = [asker.facts[criterion.name]]
        both = (own, facts) if isinstance(asker, PersonCode) else (facts, own)
        criterion.prepare(*both)


def _judge(criterion: AnyCriterion, asker: Code, fact: object) -> Verdict:
    own = asker.facts[criterion.name]
    if isinstance(asker, PersonCode):
        return criterion.judge(own, fact)
    return criterion.judge(fact, own)
