"""Every ranker by name; a ranker of one's own is named ``path/to/file.py:ClassName``."""

from __future__ import annotations

from passend.evaluation.context import Context
from passend.evaluation.registry import Registry
from passend.evaluation.specs import Spec

from .base import Ranker
from .lexical import BM25, TfIdf
from .own import own_ranker

__all__ = ["make_ranker", "ranker_help"]


def _bm25(_context: Context, k1: float = 1.5, b: float = 0.75) -> Ranker:
    """BM25 over words (bm25s)."""
    return BM25(k1, b)


def _word(_context: Context) -> Ranker:
    """TF-IDF over words."""
    return TfIdf("word")


def _char(_context: Context) -> Ranker:
    """TF-IDF over character 1-3-grams, as MELO's baseline."""
    return TfIdf("char", (1, 3))


def _char_wb(_context: Context) -> Ranker:
    """TF-IDF over character 2-5-grams inside words, sublinear."""
    return TfIdf("char_wb", (2, 5), sublinear=True)


_RANKERS: Registry[Ranker] = Registry(
    "ranker",
    {
        "bm25": _bm25,
        "char": _char,
        "char_wb": _char_wb,
        "word": _word,
    },
)


def make_ranker(spec: Spec | str, context: Context) -> Ranker:
    """Make a ranker from its spec, or from ``path/to/file.py:ClassName``.

    Raises
    ------
    SpecError
        If the name is unknown, the parameters do not fit, or the file has no such class.
    """
    if isinstance(spec, str) and ".py:" in spec:
        return own_ranker(spec)
    return _RANKERS.make(spec, context)


def ranker_help() -> dict[str, str]:
    """Name → one line, for every ranker."""
    return _RANKERS.help()
