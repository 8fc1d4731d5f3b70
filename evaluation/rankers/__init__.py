"""Rankers to compare: baselines, and the protocol that any other ranker follows."""

from .base import TextRanker
from .lexical import BM25, TfIdf, melo_text

__all__ = ["BM25", "TextRanker", "TfIdf", "melo_text"]
