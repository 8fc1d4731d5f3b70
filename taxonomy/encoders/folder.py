"""An encoder of one's own: a sentence-transformers model in a local folder."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from .base import EncoderError, Floats, folder_digest, installed, unit

__all__ = ["FolderEncoder"]

_PLAIN = "{}"


class FolderEncoder:
    """Unit vectors of a model that sentence-transformers reads.

    Nothing is downloaded and no code from the folder is run. A text longer than the model reads is
    cut where the model cuts it.

    Parameters
    ----------
    path : Path
        Folder of the model.
    template : str
        What is encoded, ``{}`` standing for the text; for e5: ``"query: {}"``. A prompt kept in the
        model is used too.

    Raises
    ------
    EncoderError
        If there is no such folder, or sentence-transformers is absent.
    """

    def __init__(self, path: Path, template: str = _PLAIN) -> None:
        if not path.is_dir():
            raise EncoderError(
                f"{str(path)!r} is geen map met een taalmodel. Een model wordt van deze computer"
                " gelezen; er wordt niets gedownload."
            )
        installed("sentence_transformers")
        self.path, self.template = path, template

    @property
    def name(self) -> str:
        """Name of the folder with the start of its digest."""
        return f"{self.path.resolve().name}-{self.digest[:8]}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all files."""
        return folder_digest(self.path)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (len(texts), dimensions); zeros for a text without letters."""
        return self.encode_as(texts, is_query=True)

    def encode_as(self, texts: Sequence[str], *, is_query: bool) -> Floats:
        """As :meth:`encode`, with the model's prompt for queries or the one for documents."""
        model = self.model
        call = model.encode_query if is_query else model.encode_document
        filled = [self.template.replace(_PLAIN, text) for text in texts]
        # One text more, so that no texts still give the width.
        rows = np.array(call([*filled, self.template], show_progress_bar=False), np.float32)[:-1]
        rows[[not any(map(str.isalnum, text)) for text in texts]] = 0
        return unit(rows)

    @cached_property
    def model(self) -> Any:  # noqa: ANN401 - loaded on demand
        """The model, loaded when it is first used; :class:`EncoderError` if it cannot be read."""
        with _offline():
            library = importlib.import_module("sentence_transformers")
            try:
                return library.SentenceTransformer(str(self.path), local_files_only=True)
            except Exception as error:  # the libraries raise any kind, plain ones too
                raise EncoderError(
                    f"{str(self.path)!r} bevat geen model dat sentence-transformers leest: {error}"
                ) from error


@contextmanager
def _offline() -> Iterator[None]:
    """The libraries read these when they are imported, and some again when a model is loaded."""
    words = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    before = {word: os.environ.get(word) for word in words}
    os.environ.update(dict.fromkeys(words, "1"))
    try:
        yield
    finally:
        for word, value in before.items():
            if value is None:
                del os.environ[word]
            else:
                os.environ[word] = value
