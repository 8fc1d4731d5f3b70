"""Coded records of one kind as arrays: sparse matrices, base, distinct facts. Immutable."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from passend.engine.coding import PersonCode, VacancyCode
from passend.engine.model import VacancyKind
from passend.engine.points import Sparse
from passend.engine.weights import FAMILIES

__all__ = ["Projection", "project"]

T = TypeVar("T", bound=Hashable)
Ints = npt.NDArray[np.int64]
Code = PersonCode | VacancyCode


@dataclass(frozen=True)
class Projection:
    """All records of one kind, in key order: position breaks ties.

    Parameters
    ----------
    keys : tuple of str, length n
    sparse : mapping of str to csr_array
        Per sparse criterion the gains or needs, int32, shape (n, width).
    base : mapping of str to array of int64, shape (n,)
        Zero for persons, whose base comes from the question.
    known : mapping of str to array of int64, shape (n,)
    facts, fact_of : per criterion the distinct facts, and the number of each record's fact.
    kinds, kind_of : the distinct kinds of vacancy, and the number of each record's kind.
    """

    keys: tuple[str, ...]
    sparse: Mapping[str, csr_array]
    base: Mapping[str, Ints]
    known: Mapping[str, Ints]
    facts: Mapping[str, tuple[Hashable, ...]]
    fact_of: Mapping[str, Ints]
    kinds: tuple[VacancyKind | None, ...]
    kind_of: Ints


def project(records: Mapping[str, Code], criteria: Iterable[str], width: int) -> Projection:
    """Lay records out as arrays.

    Raises
    ------
    ValueError
        If a code names a concept or word of ``width`` or above.
    """
    keys = tuple(sorted(records))
    codes = [records[key] for key in keys]
    facts, fact_of = {}, {}
    for name in criteria:
        facts[name], fact_of[name] = _numbered([code.facts[name] for code in codes])
    kinds, kind_of = _numbered([getattr(code, "kind", None) for code in codes])
    return Projection(
        keys=keys,
        sparse={name: _matrix([_vector(c, name) for c in codes], width) for name in FAMILIES},
        base={
            name: np.array(
                [c.base[name] if isinstance(c, VacancyCode) else 0 for c in codes], np.int64
            )
            for name in FAMILIES
        },
        known={name: np.array([c.known[name] for c in codes], np.int64) for name in FAMILIES},
        facts=facts,
        fact_of=fact_of,
        kinds=kinds,
        kind_of=kind_of,
    )


def _vector(code: Code, family: str) -> Sparse:
    return code.gains[family] if isinstance(code, PersonCode) else code.needs[family]


def _matrix(rows: Sequence[Sparse], width: int) -> csr_array:
    indptr = np.concatenate(([0], np.cumsum([len(row.ids) for row in rows]))).astype(np.int64)
    indices = np.fromiter((i for row in rows for i in row.ids), np.int64, int(indptr[-1]))
    values = np.fromiter((v for row in rows for v in row.values), np.int64, int(indptr[-1]))
    if len(indices) and indices.max() >= width:
        raise ValueError(f"a code names {indices.max()}, the index is {width} wide")
    return csr_array((values, indices, indptr), shape=(len(rows), width))


def _numbered(values: Sequence[T]) -> tuple[tuple[T, ...], Ints]:
    numbers: dict[T, int] = {}
    of = [numbers.setdefault(value, len(numbers)) for value in values]
    return tuple(numbers), np.array(of, np.int64)
