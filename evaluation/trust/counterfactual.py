"""Counterfactual pairs: the same record of another person must have the same score and rank."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from passend.engine.criteria import TravelCriterion
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.travel import Estimate, Places
from passend.evaluation.context import Context
from passend.evaluation.results import Sheet

from .bench import Bench, dev, sampled
from .edits import Edit, education_edits, place_edits, structural_edits, told, with_other_titles
from .moves import COLUMNS, Moves
from .phrases import NEUTRAL, PERSONAL, SENTENCES, TITLES
from .placebo import PLACEBOS
from .raw import JsonObject, read_raw, through_the_door

__all__ = ["counterfactual"]

_RECORD = "by the record"
_EDUCATION = "education"
_TEXT = "in free text, two forms"
_OWN_LIFE = "sentence on one's own life"
_PLACEBO = "placebo"
_PLACEBO_SENTENCE = "placebo sentence"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: an edit of a group, and what it moved."""

    group: str
    what: str
    moves: Moves


def counterfactual(context: Context, persons: int = 12) -> Sheet:
    """Name, sex, age, origin, place and school move nothing; what free text does is measured.

    Parameters
    ----------
    persons : int
        Persons of the dev split whose records are edited, a seeded sample.
    """
    bench = Bench(context)
    raw = read_raw(context.collection_folder, "person")
    chosen = {key: raw[key] for key in sampled(dev(raw), persons, context.seed, "counterfactual")}
    lines = [
        *_edited(bench, chosen, _RECORD, structural_edits()),
        *_edited(bench, chosen, _RECORD, place_edits(_places(bench))),
        *_edited(bench, chosen, _EDUCATION, education_edits()),
        *_titles(bench),
        *_in_two_forms(bench, chosen),
        _titles_in_texts(bench, {key: raw[key] for key in dev(raw)}),
        *_edited(bench, chosen, _OWN_LIFE, {s: told(s) for s in PERSONAL}),
        *_edited(bench, chosen, _PLACEBO_SENTENCE, {s: told(s) for s in NEUTRAL}),
        *_edited(bench, chosen, _PLACEBO, PLACEBOS),
    ]
    unasked = _unasked(bench, chosen)
    strict = [line for line in lines if line.group in (_RECORD, _EDUCATION)]
    groups = {name: [x.moves for x in lines if x.group == name] for name in _NUMBERS}
    numbers = {
        f"{short}, {what}": value
        for name, short in _NUMBERS.items()
        for what, value in _summary(groups[name]).items()
    }
    numbers["conditions moved by education where the law asks none"] = float(unasked)
    numbers["sentences on one's own life that move any score"] = float(
        sum(not moves.still for moves in groups[_OWN_LIFE])
    )
    for name, placebo in _COMPARED:
        if numbers[f"{placebo}, mean %"]:
            ratio = numbers[f"{name}, mean %"] / numbers[f"{placebo}, mean %"]
            numbers[f"{name} relative to {placebo}"] = ratio
    return Sheet(
        name="counterfactual",
        title="Counterfactual pairs: the same record of another person",
        note=_note(len(chosen), len(bench.persons.queries), numbers),
        columns=["kind of edit", "edit", *COLUMNS],
        rows=[[line.group, line.what, *line.moves.row()] for line in lines],
        numbers=numbers,
        passed=all(line.moves.still for line in strict) and not unasked,
    )


_NUMBERS = {
    _RECORD: "record",
    _EDUCATION: "education",
    _TEXT: "two forms",
    _OWN_LIFE: "own life",
    _PLACEBO: "placebo",
    _PLACEBO_SENTENCE: "placebo sentence",
}
_COMPARED = (("two forms", "placebo"), ("own life", "placebo"), ("own life", "placebo sentence"))


def _note(persons: int, queries: int, numbers: Mapping[str, float]) -> str:
    moving = int(numbers["sentences on one's own life that move any score"])
    return (
        f"{persons} persons of the dev split, edited as JSON and read through the door, scored and"
        f" ranked for {queries} dev vacancies. Passed = edits “{_RECORD}” and of {_EDUCATION} move"
        " no score and no rank (tolerance 0), and education moves a condition only where the"
        " vacancy states that the law asks a qualification. Refused = the record has no place for"
        " it: the door turns it away. Free text is measured, in % of the highest score:"
        f" {moving} of {len(PERSONAL)} sentences on somebody's own life move some score, a known"
        " weakness. A title is alone in its record, so that it weighs most; the form for a man is"
        " compared with the form for a woman. Numbers relative to a placebo are ratios of means,"
        " absent where the placebo moves nothing."
    )


def _edited(
    bench: Bench, records: Mapping[str, JsonObject], group: str, edits: Mapping[str, Edit]
) -> Iterator[_Line]:
    """Each edit against the record as it was."""
    for what, edit in edits.items():
        moves = Moves()
        for key, record in records.items():
            forms = (bench.persons.documents[key], through_the_door(edit(record), "person"))
            moves.add(bench.persons, forms, key)
        yield _Line(group, what, moves)


def _in_two_forms(bench: Bench, records: Mapping[str, JsonObject]) -> Iterator[_Line]:
    """A sentence in two forms."""
    for what, first, second in SENTENCES:
        moves = Moves()
        for key, record in records.items():
            forms = [through_the_door(told(form)(record), "person") for form in (first, second)]
            moves.add(bench.persons, (forms[0], forms[1]), key)
        yield _Line(_TEXT, f"{what}: “{first}” / “{second}”", moves)


def _titles_in_texts(bench: Bench, records: Mapping[str, JsonObject]) -> _Line:
    """Titles in the texts of records that have any, in their other form."""
    board, moves = bench.persons, Moves()
    for key, record in records.items():
        other = with_other_titles(record)
        if other is not None:
            moves.add(board, (board.documents[key], through_the_door(other, "person")), key)
    return _Line(_TEXT, "titles in the texts of all dev records that have any", moves)


def _titles(bench: Bench) -> Iterator[_Line]:
    """Records of one title, for a man and for a woman: those that move, and all together."""
    for kind in ("person", "vacancy"):
        together = Moves()
        for pair in TITLES:
            alone = Moves()
            first, second = (_titled(title, kind) for title in pair)
            for moves in (alone, together):
                moves.add(bench.persons if kind == "person" else bench.vacancies,
                          (first, second), None)  # fmt: skip
            if not alone.still:
                yield _Line("one title", f"{kind}: {pair[0]} / {pair[1]}", alone)
        yield _Line(_TEXT, f"title of a {kind}, all pairs", together)


def _titled(title: str, kind: str) -> Jobseeker | Vacancy | None:
    """A record of VUM 2.0 (which has titles in words) with a title and a place, nothing more."""
    work = {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": title}}
    if kind == "vacancy":
        record = {"naamVacature": title.capitalize(), "beroep": work}
        return through_the_door({"id": "title", "kind": "vacancy", "vum": record}, "vacancy")
    person = {
        "mobiliteit": {"bemiddelingspostcode": "6811AB"},
        "bemiddelingsberoep": [work],
        "arbeidsmarktkwalificatie": {"werkervaring": [{"beroep": work}]},
    }
    return through_the_door({"id": "title", "kind": "person", "vum": person}, "person")


def _unasked(bench: Bench, records: Mapping[str, JsonObject]) -> int:
    """Conditions that change with the education though the vacancy's law asks nothing."""
    moved = 0
    for edit in education_edits().values():
        for key, record in records.items():
            before = bench.persons.documents[key]
            after = through_the_door(edit(record), "person")
            if not isinstance(before, Jobseeker) or not isinstance(after, Jobseeker):
                continue
            for vacancy in bench.persons.queries.values():
                if isinstance(vacancy, Vacancy) and not vacancy.regulated:
                    pairs = [bench.judge(person, vacancy) for person in (before, after)]
                    moved += pairs[0].conditions != pairs[1].conditions
    return moved


def _places(bench: Bench) -> Places | None:
    """The table of places that travel is judged with; ``None`` when it is another provider."""
    criterion = bench.coder.criteria.get("travel")
    if isinstance(criterion, TravelCriterion) and isinstance(criterion.provider, Estimate):
        return criterion.provider.places
    return None


def _summary(found: Iterable[Moves]) -> dict[str, float]:
    """Means in % of the highest score over the edits of a group, and the largest moves."""
    moves = list(found)
    means = [one.mean for one in moves]
    return {
        "mean %": math.fsum(means) / len(means),
        "largest": float(max(one.largest for one in moves)),
        "largest rank move": float(max(one.largest_rank for one in moves)),
        "pairs moved": math.fsum(one.moved for one in moves) / len(moves),
    }
