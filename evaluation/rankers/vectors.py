"""What rankers by vectors share: each text is encoded once, vectors are compared by cosine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from passend.evaluation.items import Item

__all__ = ["Vectors", "unit_rows"]

Rows = npt.NDArray[np.float64]


class Vectors:
    """Unit vectors of texts, remembered by text.

    Parameters
    ----------
    encode : callable
        Texts → array of shape (texts, dimensions), of any length per row.
    """

    def __init__(self, encode: Callable[[Sequence[str]], npt.ArrayLike]) -> None:
        self._encode = encode
        self._known: dict[str, npt.NDArray[np.float32]] = {}

    def of(self, items: Sequence[Item]) -> Rows:
        """Unit vectors of the items' texts, shape (items, dimensions); zeros for an empty text."""
        new = [text for text in dict.fromkeys(i.text for i in items) if text not in self._known]
        if new:
            found = np.asarray(self._encode(new), np.float32)
            self._known.update(zip(new, found, strict=True))
        rows = np.array([self._known[item.text] for item in items], np.float64)
        # A prefix alone has a vector too, and not a low score.
        rows[[not item.text.strip() for item in items]] = 0.0
        return unit_rows(rows)


def unit_rows(rows: Rows) -> Rows:
    """Rows of length 1; a row of zeros stays as it is.

    >>> unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1.0)
