"""The gain of federation on the judged collection, per organisation and per province."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from passend.engine.model import Jobseeker, Vacancy
from passend.evaluation.collection import Feasible, Split, split_of
from passend.evaluation.context import Context
from passend.evaluation.federation import (
    Federation,
    Gain,
    expected_at_random,
    feasible_pairs,
    gains,
)
from passend.evaluation.items import Item, record_text
from passend.evaluation.placebos import PLACEBO, PLACEBOS
from passend.evaluation.rankers import Ranker, make_ranker
from passend.evaluation.results import Sheet
from passend.evaluation.significance import FEWEST, bootstrap_interval
from passend.evaluation.specs import SpecError
from passend.evaluation.tasks.placing import SPLITS
from passend.evaluation.tasks.slices import slices_of
from passend.index.sources import Kind

__all__ = ["federation", "federation_of"]

RELEVANT = 2
_SIDES: dict[str, Kind] = {"persons": "vacancy", "vacancies": "person"}
_COLUMNS = (
    "ranked", "by", "asks", "queries", "held", "elsewhere", "own", "union", "gain", "low", "high",
    "displaced", "others, ranked", "tier 0 held", "tier 0 elsewhere", "VUM", "VUM, occupation",
    "over VUM", "over VUM low", "over VUM high",
)  # fmt: skip
_NOTE = """Numbers of relevant and feasible records (grade 2 or 3, not known to be infeasible) per
query, averaged over all queries, also those for which nobody holds any. held, elsewhere: all that
the own organisation holds, and all that only others hold. own, union: among the first {depth} when
the own records are searched, or those of all. gain: of the latter, what only others hold, with a
95 % bootstrap interval over queries; displaced: what of the own then falls out of the first
{depth}. others, ranked: among the first {depth} of the records of others alone. tier 0: held and
elsewhere, counting only records of which no condition is known to be unmet. VUM: expected among
{depth} answers of others in random order, at most 100 a source, selected on conditions; or also on
an equal code of a wished occupation, when one is asked. over VUM: others, ranked, less VUM, with
its interval. Placebo sources hold copies of the own records, or records that are relevant to nobody
who asks; their gain must be 0, whatever they displace. The collection is invented: its shares of
organisations and regions mean nothing, so read ratios, not totals."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Numbers of one query."""

    gain: Gain
    met_held: int
    met_elsewhere: int
    vum: float
    vum_occupation: float


def federation(
    context: Context,
    ranker: str = "ours(conditions=True)",
    split: str = "dev",
    depth: int = 10,
) -> Sheet:
    """Relevant and feasible records that only other organisations hold; a placebo adds 0.

    Parameters
    ----------
    ranker : str
        Spec of the ranker that searches.
    depth : int
        Records read per query, 1..100.

    Raises
    ------
    SpecError
        If the ranker or split is unknown, or ``depth`` is out of range.
    """
    if isinstance(depth, bool) or not isinstance(depth, int) or not 1 <= depth <= 100:
        raise SpecError(f"federation: depth is {depth!r}, not a whole number from 1 to 100")
    made = make_ranker(ranker, context)
    rows: list[list[str | int | float | bool | None]] = []
    numbers: dict[str, float] = {}
    for ranked, by in _SIDES.items():
        whole = federation_of(context, by, split)
        found = _rows(context, made, whole, depth)
        for kind, value, queries in _parts(whole):
            row = _summed([found[query] for query in queries], context.seed)
            rows.append([ranked, kind, value, *row])
            if kind == "organisation" or value == "all":
                numbers |= _published(f"{ranked} {value}", row)
        for kind, change in PLACEBOS.items():
            seen = _placebo(made, whole, change, depth)
            numbers[f"{ranked} {PLACEBO} {kind}"] = float(sum(gain.gained for gain in seen))
            rows.append([ranked, PLACEBO, kind, *_placebo_row(seen)])
    return Sheet(
        name="federation",
        title=f"Gain of federation on {context.collection.name}, {split}, by {made.name}",
        note=" ".join(_NOTE.format(depth=depth).split()),
        columns=list(_COLUMNS),
        rows=rows,
        numbers=numbers,
        passed=not any(value for name, value in numbers.items() if PLACEBO in name),
    )


def federation_of(context: Context, by: Kind, split: str) -> Federation:
    """The judged collection as a federation; ``by`` is the kind of record that asks.

    Raises
    ------
    SpecError
        If the split is unknown.
    """
    if split not in SPLITS:
        raise SpecError(f"split {split!r} does not exist: {', '.join(SPLITS)}")
    collection = context.collection
    sides: tuple[Mapping[str, Jobseeker | Vacancy], Mapping[str, Jobseeker | Vacancy]]
    sides = (collection.vacancies, collection.persons)
    asking, ranked = sides if by == "vacancy" else sides[::-1]
    wanted: dict[str, set[str]] = {}
    for (vacancy, person), judged in collection.judges[context.judge].items():
        query, document = (vacancy, person) if by == "vacancy" else (person, vacancy)
        if judged.grade >= RELEVANT and judged.feasible is not Feasible.NO:
            wanted.setdefault(query, set()).add(document)

    def item(key: str, record: Jobseeker | Vacancy) -> Item:
        return Item(key, record_text(record, context.label), record)

    chosen = [key for key in asking if split == "all" or split_of(key) is Split(split)]
    return Federation(
        queries=tuple(item(key, asking[key]) for key in chosen),
        corpus=tuple(item(key, record) for key, record in ranked.items()),
        holder=collection.sources,
        wanted={key: wanted.get(key, set()) for key in chosen},
    )


def _rows(context: Context, ranker: Ranker, whole: Federation, depth: int) -> dict[str, _Row]:
    met = feasible_pairs(context.coder, whole.queries, whole.corpus)
    named = {
        query.id: met[query.id] & {d.id for d in whole.corpus if _same_occupation(query, d)}
        for query in whole.queries
    }
    vum = expected_at_random(whole, met, depth)
    vum_occupation = expected_at_random(whole, named, depth)
    originals, held = whole.originals(), whole.held()
    wanted = whole.wanted_originals()
    found = {}
    for query, gain in gains(ranker, whole, depth).items():
        right = wanted[query] & {originals[document] for document in met[query]}
        own = held[whole.holder[query]]
        found[query] = _Row(
            gain, len(right & own), len(right - own), vum[query], vum_occupation[query]
        )
    return found


def _same_occupation(query: Item, document: Item) -> bool:
    """Whether a code of the wished occupations is that of the vacancy; true when none is asked."""
    asked = _occupations(query)
    return not asked or bool(asked & _occupations(document))


def _occupations(item: Item) -> set[str]:
    record = item.record
    if isinstance(record, Vacancy):
        refs = [record.occupation]
    else:
        refs = list(record.wished_occupations) if record else []
    return {ref.code for ref in refs if ref and ref.code}


def _parts(whole: Federation) -> list[tuple[str, str, list[str]]]:
    """Everything, each organisation, each province of who asks: (kind, value, query ids)."""
    records = {item.id: item.record for item in whole.queries if item.record is not None}
    parts = [("organisation", "all", list(records))]
    for kind, of in (
        ("organisation", whole.holder),
        ("province", slices_of(records)["province"]),
    ):
        values = sorted({of[query] for query in records})
        parts += [(kind, value, [q for q in records if of[q] == value]) for value in values]
    return parts


def _interval(values: Sequence[float], seed: int) -> tuple[float | None, float | None]:
    """Interval of a mean; none of a few queries, whose interval would be too narrow."""
    return bootstrap_interval(values, seed) if len(values) >= FEWEST else (None, None)


def _summed(rows: Sequence[_Row], seed: int) -> list[int | float | None]:
    def mean(of: Callable[[_Row], float]) -> float:
        return sum(map(of, rows)) / len(rows)

    low, high = _interval([row.gain.gained for row in rows], seed)
    over = [row.gain.others - row.vum for row in rows]
    return [
        len(rows),
        mean(lambda row: row.gain.held),
        mean(lambda row: row.gain.elsewhere),
        mean(lambda row: row.gain.own),
        mean(lambda row: row.gain.union),
        mean(lambda row: row.gain.gained),
        low,
        high,
        mean(lambda row: row.gain.displaced),
        mean(lambda row: row.gain.others),
        mean(lambda row: row.met_held),
        mean(lambda row: row.met_elsewhere),
        mean(lambda row: row.vum),
        mean(lambda row: row.vum_occupation),
        sum(over) / len(over),
        *_interval(over, seed),
    ]


def _published(name: str, row: Sequence[int | float | None]) -> dict[str, float]:
    named = zip(_COLUMNS[3:], row, strict=True)
    values = {column: value for column, value in named if value is not None}
    left_out = ("queries", "held", "displaced", "tier 0 held", "tier 0 elsewhere")
    return {f"{name} {c}": float(value) for c, value in values.items() if c not in left_out}


def _placebo(
    ranker: Ranker,
    whole: Federation,
    placebo: Callable[[Federation, str], Federation],
    depth: int,
) -> list[Gain]:
    """Gain of every query when a placebo is the only other source."""
    found: list[Gain] = []
    for name in sorted({whole.holder[item.id] for item in whole.queries}):
        found += gains(ranker, placebo(whole, name), depth).values()
    return found


def _placebo_row(found: Sequence[Gain]) -> list[str | int | float | bool | None]:
    row: dict[str, int | float] = {
        "queries": len(found),
        "gain": sum(gain.gained for gain in found) / len(found),
        "displaced": sum(gain.displaced for gain in found) / len(found),
    }
    return [row.get(column) for column in _COLUMNS[3:]]
