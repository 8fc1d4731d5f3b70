"""What rankers of records share: the records of the items, and what our taxonomy brings along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from passend.engine.model import Jobseeker, Vacancy
from passend.evaluation.items import Item
from passend.taxonomy.artefact import Taxonomy

from .base import Resource, UnsuitableTaskError

__all__ = ["check_records", "persons_and_vacancies", "taxonomy_resource"]


def persons_and_vacancies(
    ranker: str, queries: Sequence[Item], corpus: Sequence[Item]
) -> tuple[list[Jobseeker], list[Vacancy], bool]:
    """Both sides of a task, and whether it is the vacancies that ask.

    Raises
    ------
    UnsuitableTaskError
        If an item has no record, or the two sides are not persons and vacancies.
    """
    asking = any(isinstance(item.record, Vacancy) for item in queries)
    seekers, works = (corpus, queries) if asking else (queries, corpus)
    persons = [item.record for item in seekers if isinstance(item.record, Jobseeker)]
    vacancies = [item.record for item in works if isinstance(item.record, Vacancy)]
    if len(persons) < len(seekers) or len(vacancies) < len(works):
        every = [*queries, *corpus]
        bare = next((item.id for item in every if item.record is None), None)
        what = "both sides have one kind" if bare is None else f"{bare} is a text alone"
        raise UnsuitableTaskError(
            f"{ranker} ranks persons for vacancies and vacancies for persons; {what}"
        )
    return persons, vacancies, asking


def check_records(ranker: str, items: Sequence[Item]) -> None:
    """Refuse items that have no record.

    Raises
    ------
    UnsuitableTaskError
        If an item has none.
    """
    bare = next((item.id for item in items if item.record is None), None)
    if bare is not None:
        raise UnsuitableTaskError(f"{ranker} ranks records; {bare} is a text alone")


def taxonomy_resource(taxonomy: Taxonomy) -> Resource:
    """The taxonomy as a resource.

    It holds a crosswalk when one of its mappings ties a list to ESCO. The starter taxonomy has no
    mapping at all; its occupations have an ISCO-08 unit group, which is no key of ESCO occupations.
    """
    sources = cast("list[dict[str, str]]", taxonomy.manifest["sources"])
    names = ", ".join(f"{one['name']} {one['edition']}" for one in sources)
    crosswalk = any(mapping.crosswalk for mapping in taxonomy.extras.mappings)
    return Resource(f"taxonomy {names}", taxonomy.digest, crosswalk)
