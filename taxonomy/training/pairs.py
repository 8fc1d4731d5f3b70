"""What an encoder learns from: pairs of names of one concept."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from passend.taxonomy.normalise import fold

__all__ = ["Names", "Pair", "batches", "split_names", "synonym_pairs"]

_LEAST_NAMES = 3
# A smaller rest gives few negatives; its pairs come in another epoch.
_LEAST_FULL = 0.5


@dataclass(frozen=True, slots=True)
class Names:
    """Names per concept to learn from, and names kept out: (name, its concept's position)."""

    groups: tuple[tuple[str, ...], ...]
    held: tuple[tuple[str, int], ...] = ()


class Pair(NamedTuple):
    """Two names of one concept, and the position of the concept."""

    concept: int
    one: str
    other: str


def split_names(groups: Sequence[Sequence[str]], share: float, seed: int) -> Names:
    """Keep one synonym out of a share of the concepts with three names or more.

    Only a name that no other concept has is kept out, so that there is one right answer.

    Parameters
    ----------
    share : float
        0..1 of the concepts that can spare a name.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    owners: dict[str, set[int]] = defaultdict(set)
    for number, names in enumerate(groups):
        for name in names:
            owners[fold(name)].add(number)
    kept: list[tuple[str, ...]] = []
    held: list[tuple[str, int]] = []
    for number, names in enumerate(groups):
        row = tuple(dict.fromkeys(names))
        known = {"", fold(row[0])} if row else {""}
        spare = [n for n in row[1:] if fold(n) not in known and len(owners[fold(n)]) == 1]
        if len(row) >= _LEAST_NAMES and spare and chance.random() < share:
            out = chance.choice(spare)
            held.append((out, number))
            row = tuple(name for name in row if fold(name) != fold(out))
        kept.append(row)
    return Names(tuple(kept), tuple(held))


def synonym_pairs(groups: Sequence[Sequence[str]], seed: int) -> list[Pair]:
    """Pairs of different names of one concept, as many again between synonyms as with the label.

    A concept with n names gives n − 1 pairs with its label and at most n − 1 between the others.

    >>> synonym_pairs([("kok", "Kok", "chef")], seed=1)
    [Pair(concept=0, one='kok', other='chef'), Pair(concept=0, one='Kok', other='chef')]
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    pairs: list[Pair] = []
    for concept, names in enumerate(groups):
        label, *others = dict.fromkeys(names) if names else ("",)
        between = [(a, b) for i, a in enumerate(others) for b in others[i + 1 :]]
        chance.shuffle(between)
        found = [(label, other) for other in others] + between[: len(others)]
        pairs += [Pair(concept, a, b) for a, b in found]
    return [p for p in pairs if fold(p.one) and fold(p.other) and fold(p.one) != fold(p.other)]


def batches(pairs: Sequence[Pair], size: int, seed: int) -> list[list[int]]:
    """Positions of pairs, in batches of ``size`` without two that share a concept or a name.

    What is left at the end and would fill less than half a batch is left out.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    waiting = list(range(len(pairs)))
    chance.shuffle(waiting)
    keys: list[tuple[int | str, ...]] = [(p.concept, fold(p.one), fold(p.other)) for p in pairs]
    found: list[list[int]] = []
    while waiting:
        batch: list[int] = []
        left: list[int] = []
        taken: set[int | str] = set()
        for position in waiting:
            if len(batch) < size and taken.isdisjoint(keys[position]):
                batch.append(position)
                taken.update(keys[position])
            else:
                left.append(position)
        if found and len(batch) < _LEAST_FULL * size:
            break
        found.append(batch)
        waiting = left
    return found
