"""Drawing lots, and leaving out what was not drawn."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

Record = dict[str, Any]

UNKNOWN_SHARE = 0.12
"""Share of the indications that are present but hold code 0, *unknown*."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One source of chance for a whole demo set.

    Parameters
    ----------
    rng : random.Random
        The generator all draws come from.
    """

    rng: random.Random

    def chance(self, share: float) -> bool:
        """Return true with probability ``share``, 0..1."""
        return self.rng.random() < share

    def maybe(self, share: float, value: T) -> T | None:
        """Return the value with probability ``share``, else ``None``."""
        return value if self.rng.random() < share else None

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items, each equally likely."""
        return items[self.rng.randrange(len(items))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Return one of the keys, as likely as its weight."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def some(self, items: Sequence[T], low: int, high: int) -> list[T]:
        """Return ``low`` to ``high`` different items in random order; fewer if there are fewer."""
        return self.rng.sample(list(items), min(len(items), self.number(low, high)))

    def number(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return self.rng.randint(low, high)

    def flag(self, yes: bool) -> int:
        """Return a VUM indication: 1 yes, 2 no, and now and then 0 unknown."""
        if self.chance(UNKNOWN_SHARE):
            return 0
        return 1 if yes else 2

    def hex_id(self) -> str:
        """Return sixteen hexadecimal digits."""
        return f"{self.rng.getrandbits(64):016x}"


def prune(value: Record) -> Record:
    """Return the object without ``None``, empty texts, lists and objects, at every depth.

    Source
    ------
    VUM standard 1.5: empty strings, arrays and objects are not allowed.

    Examples
    --------
    >>> prune({"a": None, "b": {"c": ""}, "d": [{"e": []}, {"f": 0}]})
    {'d': [{'f': 0}]}
    """
    result = {key: _pruned(item) for key, item in value.items()}
    return {key: item for key, item in result.items() if not _is_empty(item)}


def sentences(parts: Iterable[str | None]) -> str:
    """Join the sentences that are there with single spaces."""
    return " ".join(part for part in parts if part)


def _pruned(value: Any) -> Any:  # noqa: ANN401  JSON
    if isinstance(value, dict):
        return prune(value)
    if isinstance(value, list):
        return [item for item in map(_pruned, value) if not _is_empty(item)]
    return value


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)
