"""A part between its neighbours: what its heading, the parts around it and the whole text say.

Sections run on: after two sentences on pay the third is likely on pay too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .parts import Part

__all__ = ["AROUND", "in_context", "levelled", "width_of"]

Floats = npt.NDArray[np.float64]

AROUND = ("eigen woorden", "kop", "deel ervoor", "deel erna", "hele tekst")
"""Blocks of columns of :func:`in_context`: those around a part without its denial."""
_PLAIN, _NEGATED = 1, 3
_FLAGS = 6
_LEAST = 1e-3
_FAR = 20


def levelled(shares: Floats) -> Floats:
    """Log of shares, shape (parts, any), with mean 0 per part."""
    logs = np.log(np.clip(shares, _LEAST, 1.0))
    centred: Floats = logs - logs.mean(axis=1, keepdims=True)
    return centred


def width_of(labels: int) -> tuple[int, ...]:
    """Widths of the blocks of :data:`AROUND`, and of the flags behind them."""
    return labels, labels, labels - 1, labels - 1, labels - 1, _FLAGS


def in_context(parts: Sequence[Part], shares: Floats) -> Floats:
    """What stands around each part of one text.

    Parameters
    ----------
    parts : sequence of Part
        A whole text.
    shares : array of float, shape (parts, labels)
        Label shares by each part's own words, in the order of ``model.LABELS``.

    Returns
    -------
    array of float, shape (parts, sum of :func:`width_of`)
        Own labels, those of the heading, of the parts before and after and of the whole text; then
        flags and the place. Sections and demands run on from part to part, a denial does not: in
        what stands around it is plain.
    """
    size, labels = shares.shape
    widths = width_of(labels)
    found = np.zeros((size, sum(widths)))
    if not size:
        return found
    own, heading, before, after, whole, flags = np.split(found, np.cumsum(widths)[:-1], axis=1)
    logs = levelled(shares)
    affirmed = shares.copy()
    affirmed[:, _PLAIN] += affirmed[:, _NEGATED]
    running = levelled(np.delete(affirmed, _NEGATED, axis=1))
    own[:] = logs
    before[1:], flags[1:, 0] = running[:-1], 1
    after[:-1], flags[:-1, 1] = running[1:], 1
    for number, part in enumerate(parts):
        if part.heading is not None:
            heading[number], flags[number, 2] = logs[part.heading], 1
        flags[number, 4:] = part.is_heading, part.is_item
    if size > 1:
        whole[:] = running.mean(axis=0)
    flags[:, 3] = np.arange(size) / _FAR
    return found
