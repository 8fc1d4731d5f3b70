"""Ranker as ``passend link`` works: equal names first, then vectors with words weighed.

With a table of names a document is known by all names of its concept, and not by its text alone.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from passend.evaluation.errors import DataError
from passend.evaluation.files import read_text
from passend.evaluation.items import Item
from passend.evaluation.specs import SpecError
from passend.taxonomy.names import NameIndex
from passend.taxonomy.normalise import fold

from .bag import bag_resource, opened_bag
from .base import Resource
from .parameters import spec_name

__all__ = ["Names"]


class Names:
    """Likeness of names by the index of ``passend link``, over the corpus and nothing else.

    Parameters
    ----------
    path : str or None
        File of a bag; ``None`` = the one in the package.
    names : str or None
        Tab-separated table: IRI of a concept, name. A document whose text equals a name of one
        concept only, or whose id is an IRI of the table, is known by all names of that concept.
        ``None`` = by its text.
    crosswalk : bool
        Whether the table holds names out of a published mapping; ``True`` until you say otherwise.

    Raises
    ------
    SpecError
        If a file cannot be read.
    DataError
        If a line of the table has not two columns.
    """

    def __init__(
        self, path: str | None = None, names: str | None = None, *, crosswalk: bool = True
    ) -> None:
        self.path, self.table, self.crosswalk = path, names, crosswalk
        self._encoder = opened_bag(path)
        self._named = _table(names) if names is not None else {}
        self._index: NameIndex | None = None

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name(
            "names",
            (self.path,) if self.path else (),
            names=(self.table, None),
            crosswalk=(self.crosswalk, True),
        )

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The model, and the table of names."""
        model = bag_resource(self._encoder)
        if self.table is None:
            return (model,)
        path = Path(self.table)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return (model, Resource(path.name, digest, self.crosswalk))

    @property
    def index(self) -> NameIndex | None:
        """What is searched, ``None`` before :meth:`fit`."""
        return self._index

    def fit(self, corpus: Sequence[Item]) -> None:
        """Index the texts of the corpus."""
        concepts = _owners(self._named)
        named: list[tuple[int, str]] = []
        for number, item in enumerate(corpus):
            concept = item.id if item.id in self._named else concepts.get(fold(item.text), "")
            named += [(number, name) for name in (item.text, *self._named.get(concept, ()))]
        self._index = NameIndex(named, self._encoder)

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Scores -1..1, shape (queries, corpus)."""
        if self._index is None:
            raise RuntimeError("fit the ranker before scoring")
        texts = [query.text for query in queries]
        return self._index.owner_scores(texts).astype(np.float64)


def _table(path: str) -> dict[str, list[str]]:
    if not isinstance(path, str) or not Path(path).is_file():
        raise SpecError(f"{path!r} is no table of names")
    found: dict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(read_text(Path(path)).split("\n"), start=1):
        columns = line.rstrip("\r").split("\t")
        if len(columns) != 2 and line:
            raise DataError(Path(path), number, f"{len(columns)} columns, expected 2")
        if line:
            found[columns[0]].append(columns[1])
    return dict(found)


def _owners(named: dict[str, list[str]]) -> dict[str, str]:
    """The concept of each folded name that is a name of one concept only."""
    owners: dict[str, set[str]] = defaultdict(set)
    for concept, names in named.items():
        for name in _distinct(names):
            owners[name].add(concept)
    return {name: next(iter(found)) for name, found in owners.items() if len(found) == 1}


def _distinct(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(filter(None, map(fold, names)))
