"""Ranking tasks on the judged collection: who fits this vacancy, which vacancy fits this person."""

from __future__ import annotations

from collections.abc import Mapping

from passend.engine.model import Jobseeker, Vacancy, VacancyKind
from passend.evaluation.collection import Split, qrels, split_of
from passend.evaluation.context import Context
from passend.evaluation.files import sha256_of
from passend.evaluation.items import Item, record_text
from passend.evaluation.specs import SpecError
from passend.evaluation.trec import Qrels
from passend.index.sources import Kind

from .base import LEARNING_MEASURES, PLACING_MEASURES, Task
from .slices import slices_of

__all__ = ["apprenticeships", "persons", "vacancies"]

SPLITS = ("dev", "test", "all")
_LEARNING = frozenset({VacancyKind.APPRENTICESHIP, VacancyKind.INTERNSHIP})


def persons(context: Context, split: str = "dev", *, feasible: bool = False) -> Task:
    """Persons ranked for each vacancy; feasible=True counts who cannot get there as grade 0.

    ``split``: dev and test by the vacancy; in test the persons are those of test alone.
    """
    return _task(context, "persons", "vacancy", split, feasible=feasible)


def vacancies(context: Context, split: str = "dev", *, feasible: bool = False) -> Task:
    """Vacancies ranked for each person."""
    measures = tuple("R@20" if name == "R@50" else name for name in PLACING_MEASURES)
    return _task(context, "vacancies", "person", split, feasible=feasible, measures=measures)


def apprenticeships(context: Context, split: str = "dev", *, feasible: bool = False) -> Task:
    """Leerbanen and stages alone, ranked for each person whom one fits."""
    kept = {
        key: vacancy
        for key, vacancy in context.collection.vacancies.items()
        if vacancy.effective_kind in _LEARNING
    }
    return _task(
        context,
        "apprenticeships",
        "person",
        split,
        feasible=feasible,
        vacancies=kept,
        measures=LEARNING_MEASURES,
    )


def _task(
    context: Context,
    what: str,
    by: Kind,
    split: str,
    *,
    feasible: bool,
    vacancies: Mapping[str, Vacancy] | None = None,
    measures: tuple[str, ...] = PLACING_MEASURES,
) -> Task:
    if split not in SPLITS:
        raise SpecError(f"split {split!r} does not exist: {', '.join(SPLITS)}")
    collection = context.collection
    works = collection.vacancies if vacancies is None else vacancies
    sides: tuple[Mapping[str, Jobseeker | Vacancy], Mapping[str, Jobseeker | Vacancy]]
    sides = (works, collection.persons) if by == "vacancy" else (collection.persons, works)
    asking = sides[0]
    ranked: dict[str, Jobseeker | Vacancy] = dict(sides[1])
    chosen = [key for key in asking if split == "all" or split_of(key) is Split(split)]
    if split == "test":
        # The dev tasks show pairs of a dev record with anybody: only pairs of two test records
        # have been seen by nobody.
        ranked = {key: record for key, record in ranked.items() if split_of(key) is Split.TEST}
    judged = qrels(collection, context.judge, by=by, final=feasible)
    kept = _relevant(judged, chosen, ranked)
    extra = ", feasible=True" if feasible else ""
    return Task(
        name=f'{what}(split="{split}"{extra})',
        queries=tuple(_item(context, key, asking[key]) for key in kept),
        corpus=tuple(_item(context, key, record) for key, record in ranked.items()),
        qrels=kept,
        measures=measures,
        slices=slices_of({key: asking[key] for key in kept}),
        complete=collection.is_complete(context.judge),
        cut=len(ranked),
        left_out=len(chosen) - len(kept),
        data={
            path.name: sha256_of(path)
            for path in sorted(context.collection_folder.iterdir())
            if path.suffix == ".jsonl" or path.name == f"judge-{context.judge}.tsv"
        },
    )


def _relevant(
    judged: Qrels, chosen: list[str], ranked: Mapping[str, object]
) -> dict[str, dict[str, int]]:
    """Judgements of the chosen queries over the ranked documents, where any is relevant."""
    found = {
        query: {document: grade for document, grade in judged[query].items() if document in ranked}
        for query in chosen
    }
    return {query: grades for query, grades in found.items() if any(grades.values())}


def _item(context: Context, key: str, record: Jobseeker | Vacancy) -> Item:
    return Item(key, record_text(record, context.label), record)
