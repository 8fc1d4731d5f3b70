"""Sources that add nothing to a federation: whatever measures its gain must find 0 in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from .federation import Federation, Selected
from .items import Item

__all__ = ["PLACEBO", "PLACEBOS", "alone", "with_copies", "with_irrelevant"]

PLACEBO = "placebo"
"""Name of the source that is added."""


def alone(whole: Federation, name: str) -> Federation:
    """One organisation: its queries and its records."""
    corpus = tuple(item for item in whole.corpus if whole.holder[item.id] == name)
    ids = {item.id for item in corpus}
    queries = tuple(item for item in whole.queries if whole.holder[item.id] == name)
    wanted = {item.id: whole.wanted.get(item.id, set()) & ids for item in queries}
    return Federation(queries, corpus, whole.holder, wanted)


def with_copies(whole: Federation, name: str) -> Federation:
    """One organisation, and a source that holds its records under other ids.

    A copy is wanted where its original is: who does not see that it is a copy counts a gain.
    """
    own = alone(whole, name)
    copies = tuple(replace(item, id=_other(item.id)) for item in own.corpus)
    wanted = {query: {*found, *map(_other, found)} for query, found in own.wanted.items()}
    return _joined(own, copies, wanted)


def with_irrelevant(whole: Federation, name: str) -> Federation:
    """One organisation, and a source of records that none of its queries wants."""
    own = alone(whole, name)
    left = {item.id for item in own.corpus}.union(
        *(whole.wanted.get(item.id, set()) for item in own.queries)
    )
    added = tuple(replace(item, id=_other(item.id)) for item in whole.corpus if item.id not in left)
    return _joined(own, added, own.wanted)


PLACEBOS: Mapping[str, Callable[[Federation, str], Federation]] = {
    "copies": with_copies,
    "irrelevant": with_irrelevant,
}
"""Name → the federation of one organisation and a placebo."""


def _other(identifier: str) -> str:
    return f"{PLACEBO}-{identifier}"


def _joined(own: Federation, added: tuple[Item, ...], wanted: Selected) -> Federation:
    holder = {**own.holder, **{item.id: PLACEBO for item in added}}
    return Federation(own.queries, (*own.corpus, *added), holder, wanted)
