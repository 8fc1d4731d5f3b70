"""The clause model: eight labels per part, from named features and the bag's vector.

Two multinomial logistic regressions: one on what a part says by itself, one on that beside what
stands around it. Both are linear, so that the share of every feature in a judgement can be told.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from passend.taxonomy.errors import TaxonomyError

from .context import AROUND, in_context, width_of
from .parts import Part

__all__ = ["LABELS", "ClauseModel"]

Floats = npt.NDArray[np.float64]

LABELS = ("required", "plain", "nice", "negated", "employer", "offer", "procedure", "personal")
"""Labels of a part, in the order of the columns; the first three are a need or an offer."""
_ARRAYS = ("weights", "bag", "bias", "around", "around_bias")


@dataclass(frozen=True)
class ClauseModel:
    """Weights of both steps.

    Attributes
    ----------
    features : tuple of str
        Names, sorted.
    weights : array, shape (features, labels)
    bag : array, shape (dimensions of the bag, labels)
    bias : array, shape (labels,)
    around : array, shape (columns of ``in_context``, labels)
    around_bias : array, shape (labels,)
    """

    features: tuple[str, ...]
    weights: Floats
    bag: Floats
    bias: Floats
    around: Floats
    around_bias: Floats

    def __post_init__(self) -> None:
        object.__setattr__(self, "_number", {f: n for n, f in enumerate(self.features)})

    def own(self, features: Sequence[Sequence[str]], vectors: npt.NDArray[np.floating]) -> Floats:
        """Share 0..1 of each label by a part's own words, shape (parts, labels)."""
        logits = self.bias + vectors.astype(np.float64) @ self.bag
        for row, names in zip(logits, features, strict=True):
            row += self.weights[self._known(names)].sum(axis=0)
        return _shares(logits)

    def shares(
        self,
        parts: Sequence[Part],
        features: Sequence[Sequence[str]],
        vectors: npt.NDArray[np.floating],
    ) -> Floats:
        """Share 0..1 of each label for the parts of one text, shape (parts, labels)."""
        around = in_context(parts, self.own(features, vectors))
        return _shares(around @ self.around + self.around_bias)

    def reasons(self, names: Sequence[str], label: int, most: int = 3) -> tuple[str, ...]:
        """Features that speak most for a label against the mean of the labels, best first."""
        known = self._known(names)
        gains = self.weights[known, label] - self.weights[known].mean(axis=1)
        order = sorted(range(len(known)), key=lambda n: (-gains[n], known[n]))[:most]
        return tuple(self.features[known[n]] for n in order if gains[n] > 0)

    def carried_by(
        self, parts: Sequence[Part], own: Floats, number: int, label: int
    ) -> dict[str, float]:
        """How much each of :data:`.context.AROUND` adds to the logit of a part's label."""
        row = in_context(parts, own)[number]
        gains = row * (self.around[:, label] - self.around.mean(axis=1))
        blocks = np.split(gains, np.cumsum(width_of(len(LABELS)))[:-1])
        return {name: float(block.sum()) for name, block in zip(AROUND, blocks, strict=False)}

    def save(self, path: Path) -> None:
        """Write one compressed file; the same model gives the same bytes."""
        arrays = {name: getattr(self, name).astype(np.float16) for name in _ARRAYS}
        text = "\n".join(self.features).encode()
        arrays["features"] = np.frombuffer(text, np.uint8)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(arrays):
                stream = io.BytesIO()
                np.lib.format.write_array(stream, np.ascontiguousarray(arrays[name]))
                archive.writestr(zipfile.ZipInfo(f"{name}.npy"), stream.getvalue(), 8)

    @classmethod
    def load(cls, path: Path) -> ClauseModel:
        """Read a model.

        Raises
        ------
        TaxonomyError
            If the file is not there, damaged or of another form.
        """
        try:
            with np.load(path, allow_pickle=False) as file:
                arrays = {name: file[name].astype(np.float64) for name in _ARRAYS}
                features = tuple(bytes(file["features"]).decode().split("\n"))
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise TaxonomyError(f"{path.name}: no clause model: {error}") from error
        if arrays["weights"].shape != (len(features), len(LABELS)):
            raise TaxonomyError(f"{path.name}: weights and features do not agree")
        return cls(features, **arrays)

    def _known(self, names: Sequence[str]) -> list[int]:
        number: dict[str, int] = self.__dict__["_number"]
        return [number[name] for name in names if name in number]


def _shares(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares
