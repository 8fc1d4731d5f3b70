"""Findability: who is ever shown, by how complete the record is. Incomplete is not unsuitable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import Question, RecordKind
from passend.engine.weights import DEFAULT_WEIGHTS
from passend.evaluation.collection import qrels
from passend.evaluation.context import Context
from passend.evaluation.items import Item, record_text
from passend.evaluation.rankers import make_ranker
from passend.evaluation.results import Sheet
from passend.evaluation.tasks.slices import completeness
from passend.index.local import LocalIndex
from passend.index.replay import coded
from passend.index.sources import Kind

from .bench import dev

__all__ = ["findability"]

_TOP, _FIRST, _ASK = 10, 5, 5
_ANSWER, _SCORE = "passend, as answered", "passend, score alone"
_THIRDS = ("least complete third", "middle third", "most complete third")

Records = Mapping[str, Jobseeker | Vacancy]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Records shown to anyone: in the top ten, in the first five, and apart to ask first."""

    top: frozenset[str]
    first: frozenset[str]
    ask: frozenset[str] | None = None


def findability(context: Context, *rankers: str) -> Sheet:
    """Share of records ever in a top ten of the dev queries, by how complete they are.

    Parameters
    ----------
    *rankers : str
        Specs of rankers to set beside the product; none = ``char_wb``.
    """
    rows: list[list[str | int | float | bool | None]] = []
    numbers: dict[str, float] = {}
    sides: tuple[tuple[Kind, Records, Records], ...] = (
        ("person", context.collection.vacancies, context.collection.persons),
        ("vacancy", context.collection.persons, context.collection.vacancies),
    )
    for kind, asking, documents in sides:
        queries = {key: asking[key] for key in dev(asking)}
        relevant = _relevant(context, kind, queries)
        ways = _own(context, queries, documents)
        for spec in rankers or ("char_wb",):
            ways[spec] = _ranked(context, spec, queries, documents)
        thirds = _thirds(documents)
        for way, shown in ways.items():
            for third in ("all", *_THIRDS):
                keys = [k for k, t in thirds.items() if third in ("all", t)]
                rows.append([kind, way, third, *_cells(keys, shown, relevant)])
                numbers[f"{kind}, {way}, {third}"] = _share(keys, shown.top)
        numbers[f"{kind}, by chance"] = 1 - (1 - min(1.0, _TOP / len(documents))) ** len(queries)
    return Sheet(
        name="findability",
        title="Findability: who is ever shown, by completeness of the record",
        note=(
            f"Every query of the dev split. {_ANSWER}: the best {_TOP} with no condition unmet, and"
            f" {_ASK} apart of which little is known (eerst vragen). All else: the best {_TOP} by"
            " score alone. Relevant: of grade 1 or more for a query of the dev split. Thirds by the"
            " share of elements that are filled; equal shares stay together. A ranking by chance"
            " would show"
            f" {numbers['person, by chance']:.2f} of the persons and"
            f" {numbers['vacancy, by chance']:.2f} of the vacancies."
        ),
        columns=[
            "record", "ranking", "completeness", "records", f"ever in the top {_TOP}",
            f"ever in the first {_FIRST}", "only in eerst vragen", "relevant records",
            f"relevant, ever in the top {_TOP}", "relevant, shown anywhere",
        ],
        rows=rows,
        numbers=numbers,
    )  # fmt: skip


def _own(context: Context, queries: Records, documents: Records) -> dict[str, _Shown]:
    """What the product shows: its answers, and by score alone."""
    coder = context.coder
    index = LocalIndex(coder.criteria, coder.width)
    for key, record in documents.items():
        kind = RecordKind.PERSON if isinstance(record, Jobseeker) else RecordKind.VACANCY
        index.upsert(kind, key, coded(coder, record))
    codes = [coded(coder, query) for query in queries.values()]
    shown = {}
    for way, tiers in ((_ANSWER, True), (_SCORE, False)):
        answers = [
            index.search(Question(code, DEFAULT_WEIGHTS, _TOP, 0, _ASK, tiers=tiers))
            for code in codes
        ]
        shown[way] = _Shown(
            frozenset(hit.key for found in answers for hit in found.hits),
            frozenset(hit.key for found in answers for hit in found.hits[:_FIRST]),
            frozenset(hit.key for found in answers for hit in found.ask_first) if tiers else None,
        )
    return shown


def _ranked(context: Context, spec: str, queries: Records, documents: Records) -> _Shown:
    """What a ranker shows, by its scores alone; equal scores in the order of the collection."""
    made = make_ranker(spec, context)
    made.fit(_items(context, documents))
    scores = np.asarray(made.score(_items(context, queries)))
    keys = list(documents)
    top: set[str] = set()
    first: set[str] = set()
    for row in scores:
        order = [keys[i] for i in np.argsort(-row, kind="stable")[:_TOP]]
        top.update(order)
        first.update(order[:_FIRST])
    return _Shown(frozenset(top), frozenset(first))


def _items(context: Context, records: Records) -> list[Item]:
    return [Item(key, record_text(r, context.label), r) for key, r in records.items()]


def _relevant(context: Context, kind: Kind, queries: Iterable[str]) -> frozenset[str]:
    """Documents of this kind that are relevant for any of the queries."""
    by: Kind = "vacancy" if kind == "person" else "person"
    judged = qrels(context.collection, context.judge, by=by)
    return frozenset(d for query in queries for d, grade in judged[query].items() if grade)


def _thirds(documents: Records) -> dict[str, str]:
    """Third of each document by completeness; equal ones stay in the lower third."""
    shares = {key: completeness(record) for key, record in documents.items()}
    ordered = sorted(shares.values())
    cuts = [ordered[(len(ordered) - 1) * part // 3] for part in (1, 2)]
    return {key: _THIRDS[sum(share > cut for cut in cuts)] for key, share in shares.items()}


def _cells(
    keys: list[str], shown: _Shown, relevant: frozenset[str]
) -> list[str | int | float | bool | None]:
    wanted = [key for key in keys if key in relevant]
    ask = shown.ask
    return [
        len(keys),
        _share(keys, shown.top),
        _share(keys, shown.first),
        None if ask is None else _share(keys, ask - shown.top),
        len(wanted),
        _share(wanted, shown.top),
        _share(wanted, shown.top | (ask or frozenset())),
    ]


def _share(keys: list[str], shown: frozenset[str]) -> float:
    return sum(key in shown for key in keys) / len(keys) if keys else 0.0
