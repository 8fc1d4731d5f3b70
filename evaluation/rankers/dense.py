"""An encoder of one's own: a sentence-transformers model in a local folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from passend.evaluation.items import Item
from passend.evaluation.specs import SpecError
from passend.taxonomy.encoders.base import EncoderError, folder_digest
from passend.taxonomy.encoders.folder import FolderEncoder

from .base import Resource
from .parameters import flag, require, spec_name
from .vectors import Rows, Vectors

__all__ = ["Dense"]

_PLAIN = "{}"


class Dense:
    """Cosine of the vectors of a sentence-transformers model.

    Queries and documents are encoded as such (``encode_query``, ``encode_document``), so prompts
    kept in the model are used. A text longer than the model reads is cut where the model cuts it.
    Nothing is downloaded and no code from the folder is run.

    Parameters
    ----------
    path : str
        Folder of the model.
    template : str
        What is encoded, ``{}`` standing for the text.
    query_template : str or None
        The same for queries; ``None`` = as ``template``. For e5: ``"query: {}"`` beside
        ``template="passage: {}"``.
    crosswalk : bool or None
        Whether the model was trained on a published mapping between lists of occupations or
        competences. ``None`` = not known: reports then say that resources are not stated.

    Raises
    ------
    SpecError
        If there is no such folder, a template has no ``{}``, or sentence-transformers is absent.
    """

    def __init__(
        self,
        path: str,
        template: str = _PLAIN,
        query_template: str | None = None,
        crosswalk: bool | None = None,
    ) -> None:
        self.path, self.template, self.query_template = path, template, query_template
        self.crosswalk = crosswalk
        self._check()
        self._asked = Vectors(self._queries)
        self._indexed = Vectors(self._documents)
        self._corpus: Rows | None = None

    def _check(self) -> None:
        for name, template in (
            ("template", self.template),
            ("query_template", self.query_template or self.template),
        ):
            if not isinstance(template, str) or template.count(_PLAIN) != 1:
                raise SpecError(f'{name} must hold "{{}}" once, not {template!r}')
        if self.crosswalk is not None:
            flag("crosswalk", self.crosswalk)
        if not isinstance(self.path, str) or not Path(self.path).is_dir():
            raise SpecError(
                f"{self.path!r} is no folder of a model; a model is read from this machine, nothing"
                " is downloaded"
            )
        require("sentence_transformers", "encoder")

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name(
            "dense",
            (self.path,),
            template=(self.template, _PLAIN),
            query_template=(self.query_template, None),
            crosswalk=(self.crosswalk, None),
        )

    @cached_property
    def resources(self) -> tuple[Resource, ...] | None:
        """The model; ``None`` when it was not told whether it knows a mapping."""
        if self.crosswalk is None:
            return None
        folder = Path(self.path)
        return (Resource(folder.resolve().name, folder_digest(folder), self.crosswalk),)

    def fit(self, corpus: Sequence[Item]) -> None:
        """Encode the corpus."""
        self._corpus = self._indexed.of(corpus)

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Cosines -1..1, shape (queries, corpus)."""
        if self._corpus is None:
            raise RuntimeError("fit the ranker before scoring")
        return self._asked.of(queries) @ self._corpus.T

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - loaded on demand
        try:
            return FolderEncoder(Path(self.path)).model
        except EncoderError as error:
            raise SpecError(
                f"{self.path!r} holds no model that sentence-transformers reads: {error.__cause__}"
            ) from error

    def _queries(self, texts: Sequence[str]) -> npt.ArrayLike:
        template = self.query_template or self.template
        filled = [template.replace(_PLAIN, text) for text in texts]
        return np.asarray(self._model.encode_query(filled, show_progress_bar=False))

    def _documents(self, texts: Sequence[str]) -> npt.ArrayLike:
        filled = [self.template.replace(_PLAIN, text) for text in texts]
        return np.asarray(self._model.encode_document(filled, show_progress_bar=False))
