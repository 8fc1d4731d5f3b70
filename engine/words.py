"""Words of the closed vocabulary as one side of a pair has them.

What no concept names is often said in the same words on both sides. The needs share 512 in
proportion to these weights, the gains are three times the weights of a person, at most 1: so the
term is near a cosine, and a long record does not win by its length.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from passend.taxonomy.vocabulary import Vocabulary

from .points import FULL, Sparse

__all__ = ["gains_of_words", "weighed"]

_STRETCH = 3.0


def weighed(vocabulary: Vocabulary, terms: Iterable[int]) -> tuple[tuple[int, float], ...]:
    """(term, weight), ascending: (1 + ln tf) · idf, scaled to length 1; empty without terms.

    Source: Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988.
    """
    counts = Counter(terms)
    raw = {
        term: (1 + math.log(counts[term])) * float(vocabulary.idf[term]) for term in sorted(counts)
    }
    length = math.sqrt(math.fsum(weight * weight for weight in raw.values()))
    return tuple((term, weight / length) for term, weight in raw.items())


def gains_of_words(words: Iterable[tuple[int, float]], most: int) -> Sparse:
    """Gains 0..255 of a person, the ``most`` largest; of equals the first terms."""
    gains = {term: math.floor(min(1.0, _STRETCH * w) * FULL + 0.5) for term, w in words}
    kept = sorted(gains.items(), key=lambda item: (-item[1], item[0]))[:most]
    return Sparse.of(dict(kept))
