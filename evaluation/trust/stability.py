"""Stability: reordering changes nothing, another way to write the same changes little."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from passend.engine.explanation import Explanation
from passend.engine.model import Jobseeker, Vacancy
from passend.evaluation.context import Context
from passend.evaluation.results import Sheet
from passend.index.sources import Kind

from .bench import Bench, Board, dev, sampled
from .elements import reasons_of
from .moves import COLUMNS, Moves
from .placebo import PLACEBOS, Change, reordered
from .raw import JsonObject, read_raw, through_the_door

__all__ = ["stability"]

_EXPLAINED = 3
_REASONS = 5


def stability(context: Context, persons: int = 25, vacancies: int = 15) -> Sheet:
    """Reordering a record changes nothing; how far other ways to write it do.

    Parameters
    ----------
    persons, vacancies : int
        Records of the dev split that are edited, a seeded sample of each.
    """
    bench = Bench(context)
    every: Mapping[str, Change] = {
        "lists and keys in another order": lambda record: reordered(record, context.seed),
        **PLACEBOS,
    }
    sides: tuple[tuple[Kind, int, Board], ...] = (
        ("person", persons, bench.persons),
        ("vacancy", vacancies, bench.vacancies),
    )
    rows, numbers, still = [], {}, True
    for kind, size, board in sides:
        raw = read_raw(context.collection_folder, kind)
        chosen = sampled(dev(raw), size, context.seed, f"stability {kind}")
        for place, (name, change) in enumerate(every.items()):
            moves, same = _measured(bench, board, {key: raw[key] for key in chosen}, change, kind)
            rows.append([kind, name, *moves.row(), same])
            if place == 0:
                still = still and moves.still and same == 1.0
                numbers[f"{kind}: reordering, largest move"] = float(moves.largest)
            else:
                numbers[f"{kind}: {name}"] = moves.mean
    return Sheet(
        name="stability",
        title="Stability: another order changes nothing, other writing little",
        note=(
            "Edits on the record before it is read. Passed = another order of lists and keys moves"
            " no score, no rank and no reason (tolerance 0). The rest only measures, in % of the"
            f" highest score; the last column is the share of pairs (the {_EXPLAINED} best queries"
            f" of each record) with the same {_REASONS} first reasons in the same order."
        ),
        columns=["record", "edit", *COLUMNS, "same reasons"],
        rows=rows,
        numbers=numbers,
        passed=still,
    )


def _measured(
    bench: Bench,
    board: Board,
    records: Mapping[str, JsonObject],
    change: Callable[[JsonObject], JsonObject],
    kind: Kind,
) -> tuple[Moves, float]:
    moves = Moves()
    same: list[bool] = []
    for key, record in records.items():
        before, after = board.documents[key], through_the_door(change(record), kind)
        moves.add(board, (before, after), key)
        if after is not None:
            same += _same_reasons(bench, board, before, after)
    return moves, math.fsum(same) / len(same) if same else 1.0


def _same_reasons(
    bench: Bench, board: Board, before: Jobseeker | Vacancy, after: Jobseeker | Vacancy
) -> list[bool]:
    """Whether the first reasons are the same, for the queries where the record does best."""
    if before == after:
        return [True] * min(_EXPLAINED, len(board.queries))
    scores, _ = board.judged(before)
    best = sorted(zip(scores.tolist(), board.queries, strict=True), key=lambda x: (-x[0], x[1]))
    found = []
    for _, query in best[:_EXPLAINED]:
        asked = board.queries[query]
        reasons = [_reasons(_explained(bench, asked, form)) for form in (before, after)]
        found.append(reasons[0] == reasons[1])
    return found


def _explained(
    bench: Bench, query: Jobseeker | Vacancy, document: Jobseeker | Vacancy
) -> Explanation:
    if isinstance(query, Vacancy) and isinstance(document, Jobseeker):
        return bench.explain(document, query)
    if isinstance(query, Jobseeker) and isinstance(document, Vacancy):
        return bench.explain(query, document)
    raise TypeError("a query and a document of one kind make no pair")


def _reasons(explanation: Explanation) -> list[str]:
    return [term.concept.iri for term in reasons_of(explanation, _REASONS)]
