"""Cosines of an encoder that puts everything in one corner, spread around 0."""

from __future__ import annotations

from collections.abc import Sequence

from passend.taxonomy.encoder import Encoder

from .base import Floats, unit

__all__ = ["CentredEncoder"]


class CentredEncoder:
    """An encoder minus the mean of its vectors, of length 1 again.

    Sentence encoders such as e5 give any two texts a cosine of .7 or more; without what all texts
    share, unrelated ones come near 0 and one limit for "nothing found" can be set.

    Source: Mu and Viswanath, All-but-the-Top, ICLR 2018 (the mean only).

    Parameters
    ----------
    encoder : Encoder
    centre : array of float32, shape (dimensions,)
        Usually the mean of the vectors of all names that are searched.
    """

    def __init__(self, encoder: Encoder, centre: Floats) -> None:
        self._encoder, self._centre = encoder, centre

    @property
    def name(self) -> str:
        """Name of the encoder, with a mark."""
        return f"{self._encoder.name}-centred"

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (len(texts), dimensions); zeros where the encoder gives zeros."""
        rows = self._encoder.encode(texts)
        return unit((rows - self._centre) * rows.any(axis=1, keepdims=True))
