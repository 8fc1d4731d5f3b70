"""How a bag of subwords is trained: every number that decides the outcome."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Recipe"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Numbers of the training; chosen on names kept out, see ``taxonomy/models/CARD.md``.

    Parameters
    ----------
    rows, dimensions : int
        Size of the table.
    batch : int
        Pairs, or texts, per step.
    copying : int
        Times that all texts are shown while the teacher is copied; without a teacher none.
    copying_rate, rate : float
        Learning rates at the start of both stages; they fall to 0 in a straight line.
    epochs : int
        Times that all pairs are shown.
    scale : float
        Cosines are multiplied by it before the softmax.
    teacher_weight : float
        Weight of the teacher beside the pairs in the second stage; 0 = the teacher is done then.
    hidden : float
        0..1, share of the features of each text that is hidden at every step.
    seed : int
        Of the first values, the order and what is hidden.
    """

    rows: int = 40_000
    dimensions: int = 128
    batch: int = 1024
    copying: int = 12
    copying_rate: float = 0.02
    epochs: int = 12
    rate: float = 0.01
    scale: float = 20.0
    teacher_weight: float = 1.0
    hidden: float = 0.2
    seed: int = 1
