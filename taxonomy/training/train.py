"""Trains a bag of subwords with sentence-transformers: a teacher is copied, then pairs of names.

Source: teacher, Kim et al., EmbedDistill, arXiv:2301.12005; pairs, Henderson et al., Efficient
Natural Language Response Suggestion, arXiv:1705.00652 (multiple negatives ranking).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from datasets import Dataset, DatasetDict
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.base.sampler import DefaultBatchSampler
from sentence_transformers.sentence_transformer.losses import (
    EmbedDistillLoss,
    MultipleNegativesRankingLoss,
)
from torch.utils.data import RandomSampler
from transformers import PrinterCallback

from passend.taxonomy.bag import BagEncoder, Origin
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.normalise import fold

from .batches import ConceptBatches
from .module import BagModule
from .pairs import Pair, synonym_pairs
from .recipe import Recipe
from .teacher import Floats, Teacher, reduced

__all__ = ["train_bag"]

_PAIRS, _COPIED = "pairs", "copied"


def train_bag(
    groups: Sequence[Sequence[str]],
    origin: Origin,
    recipe: Recipe,
    teacher: Teacher | None = None,
    texts: Sequence[tuple[int | None, str]] = (),
    step: Callable[[str], None] = lambda _text: None,
) -> BagEncoder:
    """Train; the same input gives the same encoder, on one thread.

    Parameters
    ----------
    groups : sequence of sequence of str
        Names per concept, the label first.
    origin : Origin
        What the names and texts are from; goes into the encoder.
    teacher : Teacher or None
        Is copied before the pairs are shown; ``None`` = only pairs.
    texts : sequence of (int or None, str)
        More texts to copy the teacher on; one that is about a concept (its position) is paired
        with the label of that concept too.
    step : callable
        Told what is being done.

    Raises
    ------
    TaxonomyError
        If no concept has two different names.
    """
    pairs = synonym_pairs(groups, recipe.seed)
    pairs += [
        Pair(concept, groups[concept][0], text)
        for concept, text in texts
        if concept is not None and fold(text) and fold(text) != fold(groups[concept][0])
    ]
    if not pairs:
        raise TaxonomyError("no concept has two names that differ: there is nothing to learn from")
    names = dict.fromkeys(name for row in groups for name in row if fold(name))
    read = names | dict.fromkeys(text for _, text in texts if fold(text))
    with _alone(recipe.seed):
        module = BagModule(recipe.rows, recipe.dimensions, recipe.seed, recipe.hidden)
        model = SentenceTransformer(modules=[module], device="cpu")
        copied = None
        if teacher is not None:
            step("teacher")
            vectors = reduced(teacher.encode(list(read)), recipe.dimensions, len(names))
            copied = _copied(list(read), vectors)
            step("copy")
            _run(model, recipe, {_COPIED: copied}, (), recipe.copying, recipe.copying_rate)
        step("pairs")
        shown = {_PAIRS: _paired(pairs)}
        if copied is not None and recipe.teacher_weight:
            shown[_COPIED] = copied
        _run(model, recipe, shown, pairs, recipe.epochs, recipe.rate)
    words = sorted({word for text in read for word in fold(text).split()})
    return BagEncoder.of(module.vectors(), words, origin)


def _paired(pairs: Sequence[Pair]) -> Dataset:
    return Dataset.from_dict(
        {"anchor": [pair.one for pair in pairs], "positive": [pair.other for pair in pairs]}
    )


def _copied(texts: list[str], vectors: Floats) -> Dataset:
    return Dataset.from_dict({"text": texts, "label": vectors}).with_format(
        "numpy", ["label"], True
    )


def _run(
    model: SentenceTransformer,
    recipe: Recipe,
    shown: dict[str, Dataset],
    pairs: Sequence[Pair],
    epochs: int,
    rate: float,
) -> None:
    if not epochs:
        return
    weight = recipe.teacher_weight if pairs else 1.0
    losses: dict[str, torch.nn.Module] = {
        _PAIRS: MultipleNegativesRankingLoss(
            model,
            scale=recipe.scale,
            directions=("query_to_doc", "doc_to_query"),
            partition_mode="per_direction",
        ),
        _COPIED: _Weighted(EmbedDistillLoss(model), weight),
    }

    def sampler(dataset: Dataset, **options: Any) -> DefaultBatchSampler:  # noqa: ANN401
        if "anchor" in dataset.column_names:
            return ConceptBatches(pairs, recipe.batch, recipe.seed)
        order = RandomSampler(dataset, generator=options["generator"])
        return DefaultBatchSampler(order, **options)

    with tempfile.TemporaryDirectory() as place:
        trainer = _Trainer(
            model=model,
            args=SentenceTransformerTrainingArguments(
                output_dir=place,
                num_train_epochs=epochs,
                per_device_train_batch_size=recipe.batch,
                learning_rate=rate,
                max_grad_norm=0,
                batch_sampler=sampler,
                seed=recipe.seed,
                use_cpu=True,
                dataloader_pin_memory=False,
                disable_tqdm=True,
                logging_strategy="no",
                save_strategy="no",
                report_to="none",
            ),
            train_dataset=DatasetDict(shown),
            loss={name: losses[name] for name in shown},
        )
        trainer.remove_callback(PrinterCallback)
        trainer.train()


class _Trainer(SentenceTransformerTrainer):
    """Without the library's own model card: the folder it would stand in is thrown away."""

    def add_model_card_callback(self, default_args_dict: dict[str, Any]) -> None:
        pass


class _Weighted(torch.nn.Module):
    """A loss times a number."""

    def __init__(self, loss: torch.nn.Module, weight: float) -> None:
        super().__init__()
        self.loss, self.weight = loss, weight

    def forward(self, features: Any, labels: torch.Tensor) -> torch.Tensor:  # noqa: ANN401
        found: torch.Tensor = self.loss(features, labels)
        return found * self.weight


@contextmanager
def _alone(seed: int) -> Iterator[None]:
    """One thread and no network; what was set before comes back."""
    threads, words = torch.get_num_threads(), ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    before = {word: os.environ.get(word) for word in words}
    os.environ.update(dict.fromkeys(words, "1"))
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    try:
        yield
    finally:
        torch.set_num_threads(threads)
        for word, value in before.items():
            if value is None:
                del os.environ[word]
            else:
                os.environ[word] = value
