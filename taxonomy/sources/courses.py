"""Instruments and courses of a region: an operator's own table, one row each.

| column | |
|--|--|
| ``naam`` | required |
| ``competenties`` | required; names or IRIs of competences, separated by ``|`` or a line end |
| ``code``, ``plaats``, ``url`` | optional |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from passend.taxonomy.concepts import Concept, Course, Kind, Source
from passend.taxonomy.normalise import fold

from .bundle import Bundle
from .table import Rejects, Table, split_names

__all__ = ["read_courses"]

_COLUMNS = {
    "name": ("naam", "name", "titel", "instrument", "cursus"),
    "competences": ("competenties", "competences", "vaardigheden"),
    "code": ("code",),
    "place": ("plaats", "place", "gemeente"),
    "url": ("url", "link", "website"),
}
_TAUGHT = (Kind.SKILL, Kind.KNOWLEDGE, Kind.TASK)


def read_courses(
    paths: Sequence[Path], concepts: Iterable[Concept], edition: str = "unknown"
) -> Source:
    """Read the table.

    Parameters
    ----------
    concepts : iterable of Concept
        Where the names of competences are looked up. A name that several have teaches each of them;
        a name that none has is rejected, and the course keeps its others.

    Raises
    ------
    TaxonomyError
        If a column is missing, or a file is cut off or mostly rejected.
    """
    bundle = Bundle(paths, (".csv",))
    rejects = Rejects()
    named: dict[str, list[str]] = defaultdict(list)
    for concept in concepts:
        if concept.kind in _TAUGHT:
            named[concept.iri].append(concept.iri)
            for name in concept.names:
                named[fold(name)].append(concept.iri)
    courses: dict[Course, None] = {}
    for file in bundle.files:
        table = Table(file, _COLUMNS, ("name", "competences"), rejects)
        for row in table.rows():
            iris: dict[str, None] = {}
            for name in split_names(row["competences"]):
                found = named.get(name) or named.get(fold(name)) or []
                iris.update(dict.fromkeys(found))
                if not found and fold(name):
                    rejects.add(file.name, row.line, "competences", name, "no such competence")
            if not row["name"] or not iris:
                field = "competences" if row["name"] else "name"
                table.reject(row, field, "empty, or nothing known")
                continue
            if row.get("url") and not row["url"].startswith(("https://", "http://")):
                table.reject(row, "url", "no address that starts with http")
                continue
            told = (row.get("code") or None, row.get("place") or None, row.get("url") or None)
            courses[Course(row["name"], tuple(sorted(iris)), *told)] = None
    return Source(
        name="courses",
        edition=edition,
        licence="the operator's own",
        concepts=(),
        relations=(),
        courses=tuple(courses),
        rejected=tuple(rejects.rows),
        digest=bundle.digest,
    )
