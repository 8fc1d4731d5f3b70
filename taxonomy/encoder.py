"""Text to vector: latent semantic analysis over character n-grams of the taxonomy's own texts.

Light enough for the base install, and trained on nothing but the taxonomy. A stronger encoder
plugs in through :class:`Encoder`. Dutch compounds are why n-grams and not words
(``../shared/reference/embeddings.md``).

Source: Deerwester et al., Indexing by Latent Semantic Analysis, JASIS 1990; scikit-learn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from .normalise import lemmas, tokens

__all__ = ["Encoder", "LsaEncoder", "prepared"]

_SEED = 20_261_125
# Dutch text has over three quarters of its n-grams in the vocabulary, keyboard mash under a third.
# Of a text that is mostly unknown, the few known n-grams would decide alone.
_LEAST_KNOWN = 0.3


class Encoder(Protocol):
    """Turns short texts into unit vectors."""

    @property
    def name(self) -> str:
        """Name and version, shown with every answer that used it."""
        ...

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions); a zero row when nothing is known."""
        ...


def prepared(text: str) -> str:
    """What of a text is encoded: its content words, or all words when there are none."""
    return " ".join(lemmas(text)) or " ".join(tokens(text))


class LsaEncoder:
    """Character n-gram TF-IDF, reduced by a truncated singular value decomposition.

    Parameters
    ----------
    vocabulary : sequence of str, length n_ngrams
        N-grams in column order.
    idf : array of float32, shape (n_ngrams,)
    components : array of float32, shape (n_ngrams, dimensions)
        Projection of a TF-IDF row; the mean direction is already removed.
    """

    def __init__(
        self,
        vocabulary: Sequence[str],
        idf: npt.NDArray[np.float32],
        components: npt.NDArray[np.float32],
    ) -> None:
        self.vocabulary = list(vocabulary)
        self.idf = idf
        self.components = components
        self._vectorizer = _vectorizer(self.vocabulary)
        self._vectorizer.idf_ = idf
        self._ngrams = self._vectorizer.build_analyzer()
        self._known = frozenset(self.vocabulary)

    @property
    def name(self) -> str:
        """Name with the number of dimensions."""
        return f"lsa-{self.components.shape[1]}"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions); a zero row when too little is known."""
        read = [prepared(text) for text in texts]
        dense = np.asarray(self._vectorizer.transform(read) @ self.components, dtype=np.float32)
        dense[[self._share_known(text) < _LEAST_KNOWN for text in read]] = 0
        return np.asarray(normalize(dense), dtype=np.float32)

    def terms(self, texts: Sequence[str]) -> csr_array:
        """Unit rows of n-gram TF-IDF, before the decomposition, shape (len(texts), n_ngrams)."""
        return csr_array(self._vectorizer.transform([prepared(text) for text in texts]))

    def _share_known(self, text: str) -> float:
        ngrams = self._ngrams(text)
        return sum(ngram in self._known for ngram in ngrams) / max(1, len(ngrams))

    @classmethod
    def train(cls, texts: Sequence[str], dimensions: int = 384, min_df: int = 2) -> LsaEncoder:
        """Fit on texts; the same texts in the same order give the same encoder.

        ``dimensions`` is cut to what the texts allow.
        """
        vectorizer = _vectorizer(None, min_df=min_df)
        rows = vectorizer.fit_transform([prepared(text) for text in texts])
        width = min(dimensions, min(rows.shape) - 1)
        svd = TruncatedSVD(n_components=width, n_iter=4, random_state=_SEED)
        # One thread: sums in a fixed order, so that equal texts give equal bits.
        with threadpool_limits(1):
            svd.fit(rows)
        # Sign and order of the components are fixed, so that equal input gives equal output.
        components = svd.components_.T.astype(np.float32)
        strongest = np.abs(components).argmax(axis=0)
        components *= np.sign(components[strongest, np.arange(width)])
        names = vectorizer.get_feature_names_out()
        return cls([str(name) for name in names], vectorizer.idf_.astype(np.float32), components)


def _vectorizer(vocabulary: list[str] | None, min_df: int = 1) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        sublinear_tf=True,
        min_df=min_df,
        vocabulary=vocabulary,
        dtype=np.float32,
    )
