"""Training of the clause model, offline; ``scripts/train-clauses`` runs it.

Both steps are fitted by scikit-learn. The second sees of each text what a first step says that was
fitted without that text, as it will be with texts that nobody labelled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from passend.taxonomy.reading.context import in_context, width_of
from passend.taxonomy.reading.features import scale_of
from passend.taxonomy.reading.judge import seen
from passend.taxonomy.reading.model import LABELS, ClauseModel

from .clause_texts import STYLES, LabelledClause, LabelledParts, Style, labelled_parts

__all__ = ["ClauseRecipe", "cross_validated", "train_clauses"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ClauseRecipe:
    """Numbers of the training, chosen by cross-validation over texts of the training set.

    Parameters
    ----------
    least : int
        Labelled clauses that a feature must stand in.
    bag : float
        Scale of the bag's vector beside the features.
    own, around : float
        Inverse strength of the regularisation of both steps.
    folds : int
        Parts in which texts are cut to fit the second step.
    smallest : float
        A feature whose weights are all smaller is dropped.
    """

    least: int = 2
    bag: float = 3.0
    own: float = 0.3
    around: float = 0.1
    folds: int = 5
    smallest: float = 0.02


_WEIGHTS: dict[Style, float] = {"lines": 0.5, "prose": 0.5, "alone": 1.0}


@dataclass(frozen=True, slots=True)
class _Material:
    texts: list[LabelledParts]
    features: list[list[list[str]]]
    vectors: list[npt.NDArray[np.float32]]

    @property
    def rows(self) -> list[tuple[int, int]]:
        """(text, part) of every labelled part."""
        return [
            (number, place)
            for number, text in enumerate(self.texts)
            for place, label in enumerate(text.labels)
            if label is not None
        ]


def train_clauses(
    texts: Sequence[Sequence[LabelledClause]], recipe: ClauseRecipe | None = None
) -> ClauseModel:
    """Fit both steps; the same texts and recipe give the same model."""
    recipe = recipe or ClauseRecipe()
    material = _material(texts)
    chosen = list(range(len(material.texts)))
    return _fitted(material, chosen, recipe)


def cross_validated(
    texts: Sequence[Sequence[LabelledClause]], recipe: ClauseRecipe | None = None
) -> list[tuple[LabelledParts, Floats]]:
    """Label shares of every text by a model fitted without it."""
    recipe = recipe or ClauseRecipe()
    material = _material(texts)
    found = []
    for fold in range(recipe.folds):
        kept, held = _split(material, range(len(material.texts)), fold, recipe.folds)
        model = _fitted(material, kept, recipe)
        for number in held:
            text = material.texts[number]
            shares = model.shares(text.parts, material.features[number], material.vectors[number])
            found.append((text, shares))
    return found


def _material(texts: Sequence[Sequence[LabelledClause]]) -> _Material:
    found = [text for text in labelled_parts(texts, STYLES) if text.parts]
    looked = [seen(text.parts) for text in found]
    return _Material(found, [f for _, f, _ in looked], [v for _, _, v in looked])


def _split(
    material: _Material, numbers: Sequence[int], fold: int, folds: int
) -> tuple[list[int], list[int]]:
    """Texts to fit on and texts left out; a text stays together in all its styles."""
    held = [number for number in numbers if material.texts[number].text % folds == fold]
    return [number for number in numbers if material.texts[number].text % folds != fold], held


def _fitted(material: _Material, chosen: list[int], recipe: ClauseRecipe) -> ClauseModel:
    own: dict[int, Floats] = {}
    for fold in range(recipe.folds):
        kept, held = _split(material, chosen, fold, recipe.folds)
        step = _own_step(material, kept, recipe)
        for number in held:
            own[number] = step.own(material.features[number], material.vectors[number])
    first = _own_step(material, chosen, recipe)
    rows, labels, weights = _labelled(material, chosen)
    contexts = {n: in_context(material.texts[n].parts, own[n]) for n in chosen}
    second = LogisticRegression(C=recipe.around, max_iter=1000, tol=1e-5)
    second.fit(np.array([contexts[n][p] for n, p in rows]), labels, sample_weight=weights)
    around, bias = _rounded(second.coef_.T), _rounded(second.intercept_)
    return ClauseModel(first.features, first.weights, first.bag, first.bias, around, bias)


def _labelled(
    material: _Material, chosen: list[int]
) -> tuple[list[tuple[int, int]], npt.NDArray[np.int64], Floats]:
    wanted = set(chosen)
    rows = [row for row in material.rows if row[0] in wanted]
    labels = [LABELS.index(str(material.texts[n].labels[p])) for n, p in rows]
    weights = [_WEIGHTS[material.texts[n].style] for n, _ in rows]
    return rows, np.array(labels), np.array(weights)


def _own_step(material: _Material, chosen: list[int], recipe: ClauseRecipe) -> ClauseModel:
    """The first step; the second is empty."""
    rows, labels, weights = _labelled(material, chosen)
    counts = Counter(
        name
        for n, p in rows
        if material.texts[n].style == "lines"
        for name in material.features[n][p]
    )
    names = sorted(name for name, times in counts.items() if times >= recipe.least)
    number = {name: place for place, name in enumerate(names)}
    scales = np.array([scale_of(name) for name in names])
    columns = [[number[f] for f in material.features[n][p] if f in number] for n, p in rows]
    counted = sp.csr_matrix(
        (
            np.ones(sum(map(len, columns))),
            np.array([c for row in columns for c in row], dtype=np.int64),
            np.cumsum([0, *map(len, columns)]),
        ),
        shape=(len(rows), len(names)),
    )
    vectors = np.array([material.vectors[n][p] for n, p in rows], dtype=np.float64)
    table = sp.hstack([counted @ sp.diags(scales), sp.csr_matrix(vectors * recipe.bag)]).tocsr()
    step = LogisticRegression(C=recipe.own, max_iter=1000, tol=1e-4)
    step.fit(table, labels, sample_weight=weights)
    found = step.coef_.T
    own, bag = found[: len(names)] * scales[:, None], found[len(names) :] * recipe.bag
    kept = np.flatnonzero(
        np.abs(own - own.mean(axis=1, keepdims=True)).max(axis=1) >= recipe.smallest
    )
    size = len(LABELS)
    return ClauseModel(
        tuple(names[place] for place in kept),
        _rounded(own[kept]),
        _rounded(bag),
        _rounded(step.intercept_),
        np.zeros((sum(width_of(size)), size)),
        np.zeros(size),
    )


def _rounded(values: Floats) -> Floats:
    """To two decimals: what differs in the last bits between machines makes no other file."""
    found: Floats = np.round(values, 2)
    return found
