"""Equal labels of occupations in different lists: mappings that no publisher gives.

``exact``: the preferred labels are equal and nobody else in either list has this label. ``close``:
the label of one is another name of the other, one candidate only, and neither has an exact match in
the other's list. What is ambiguous is not mapped: a person must choose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from itertools import permutations

from .concepts import Concept, Kind, Mapping, Match
from .normalise import fold

__all__ = ["label_matches", "namespace"]

_ESCO = "http://data.europa.eu/esco/occupation"
_WORK = (Kind.OCCUPATION, Kind.QUALIFICATION)


def namespace(iri: str) -> str:
    """The list that an IRI is of: all before its last ``/`` or ``:``.

    >>> namespace("urn:passend:crebo:25180")
    'urn:passend:crebo'
    """
    return re.split(r"[/:][^/:]*$", iri)[0]


def label_matches(concepts: Iterable[Concept], together: Map[str, frozenset[str]]) -> list[Mapping]:
    """Computed mappings between occupations, and of qualifications to occupations, of two lists.

    Parameters
    ----------
    together : mapping of str to frozenset of str
        IRI → names of the sources that define it. Two concepts of one source are never matched: it
        told them apart itself.
    """
    lists: dict[str, _List] = defaultdict(_List)
    for concept in concepts:
        if concept.kind in _WORK:
            lists[namespace(concept.iri)].add(concept)
    pairs = [pair for pair in permutations(sorted(lists), 2) if _wanted(*pair, lists)]
    found = {
        mapping
        for left, right in pairs
        if left < right or lists[left].kind is not lists[right].kind
        for mapping in _exact(lists[left], lists[right], crosswalk=_ESCO in (left, right))
    }
    taken = {(m.subject, namespace(m.target)) for m in found}
    taken |= {(m.target, namespace(m.subject)) for m in found}
    for left, right in pairs:
        crosswalk = _ESCO in (left, right)
        for mapping in _close(lists[left], lists[right], crosswalk=crosswalk):
            ends = (mapping.subject, right), (mapping.target, left)
            if not taken.intersection(ends):
                found.add(mapping)
    return sorted(
        (m for m in found if not together[m.subject] & together[m.target]),
        key=lambda m: (m.subject, m.target, m.match),
    )


class _List:
    """Names of one list."""

    def __init__(self) -> None:
        self.kind = Kind.OCCUPATION
        self.labels: dict[str, list[str]] = defaultdict(list)
        self.synonyms: dict[str, set[str]] = defaultdict(set)

    def add(self, concept: Concept) -> None:
        self.kind = concept.kind
        self.labels[fold(concept.label)].append(concept.iri)
        for name in concept.synonyms:
            self.synonyms[fold(name)].add(concept.iri)


def _wanted(left: str, right: str, lists: Map[str, _List]) -> bool:
    """Qualifications map to occupations, never the other way round or to each other."""
    return lists[right].kind is Kind.OCCUPATION


def _exact(left: _List, right: _List, *, crosswalk: bool) -> Iterator[Mapping]:
    """Equal labels; several qualifications may be of one occupation."""
    for label, subjects in left.labels.items():
        targets = right.labels.get(label, [])
        several = left.kind is Kind.QUALIFICATION
        if label and len(targets) == 1 and (len(subjects) == 1 or several):
            for subject in subjects:
                yield Mapping(subject, targets[0], Match.EXACT, crosswalk, computed=True)


def _close(left: _List, right: _List, *, crosswalk: bool) -> Iterator[Mapping]:
    """Another name on the left that is a label on the right, with one candidate on either side."""
    found: dict[str, set[str]] = defaultdict(set)
    claimed: dict[str, set[str]] = defaultdict(set)
    for name, subjects in left.synonyms.items():
        targets = right.labels.get(name, [])
        if name and len(targets) == 1:
            for subject in subjects:
                found[subject].add(targets[0])
                claimed[targets[0]].add(subject)
    for subject, candidates in found.items():
        (target, *more) = candidates
        if not more and len(claimed[target]) == 1:
            yield Mapping(subject, target, Match.CLOSE, crosswalk, computed=True)
