"""From words to concepts: exact names, then fuzzy names (rapidfuzz), then soft links by vector.

Linking is soft: a clause that names nothing literally still points at up to eight concepts, each
with a confidence (``../shared/reference/ranking.md``, finding 1). Below the noise nothing links.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from .artefact import Taxonomy
from .concepts import Kind
from .cover import affinity
from .everyday import is_everyday
from .normalise import is_function_word, lemma, singular, tokens

__all__ = ["Link", "Linker", "Method"]

Floats = npt.NDArray[np.float32]
Method = Literal["exact", "fuzzy", "semantic"]

_LONGEST_NAME = 6
_TYPO_CUTOFF = 86.0
_TYPO_LENGTH = 6
_COMPOUND_PART = 5
_LONGEST_WORD = 45
_LEAST_WORK_WORDS = 2
_WORK_SHARE = 0.5
_MOST_TASKS = 0.004
_NAME_CUTOFF = 88.0
_SHORT_TEXT = 6
_SOFT_LINKS = 8
_SOFT_LEAST = 0.15
_SOFT_OCCUPATIONS = 3
_OCCUPATION_LEAST = 0.2
_OCCUPATION_SURE = 0.2
# Cosine of a duty with the texts of its occupation: 0.13 at the 5th percentile of those found, 0.23
# at the median (half of the duties); which confidence that is was chosen on werk1's dev half.
_COSINE_NOISE = 0.06
_COSINE_RANGE = 0.17
# Asked by at most a twentieth of the occupations, ln 20.
_TELLING_IDF = 3.0
_LEAST_TOLD = 4
_OUTRIGHT = 0.8
_NEAR_OUTRIGHT = 0.5
_FUZZY_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Link:
    """A concept found in a text.

    ``confidence`` 0..1; ``name`` is the name that matched, ``None`` for a semantic link;
    ``words`` counts the words of the text that the name covers.
    """

    concept: int
    confidence: float
    method: Method
    name: str | None = None
    words: int = 0


class Linker:
    """Finds concepts of one taxonomy in Dutch text. Safe to share between threads."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self._exact: dict[str, list[tuple[int, str]]] = defaultdict(list)
        vocabulary: set[str] = set()
        for number, concept in enumerate(taxonomy.concepts):
            for name in concept.names:
                parts = tokens(name)
                vocabulary.update(parts)
                if all(is_function_word(part) for part in parts):
                    continue
                for key in {"".join(parts), "".join(singular(part) for part in parts)} - {""}:
                    self._exact[key].append((number, name))
        self._is_occupation = np.array([kind is Kind.OCCUPATION for kind in taxonomy.kinds])
        self._occupation_ids = np.flatnonzero(self._is_occupation)
        texts = [_document(taxonomy, number) for number in map(int, self._occupation_ids)]
        self._documents = taxonomy.encoder.terms(texts).T.tocsr()
        self._vocabulary = sorted(vocabulary)
        self._known = vocabulary
        self._fuzzy_names = sorted(self._exact)
        self._lemmas = frozenset(lemma(word) for word in vocabulary)
        self._verbs = _telling_verbs(taxonomy)
        self._is_work = lru_cache(maxsize=65_536)(self._is_work_word)
        self._corrected = lru_cache(maxsize=65_536)(self._correct)
        self._fuzzy = lru_cache(maxsize=16_384)(self._fuzzy_name)
        # One title is asked for its concepts, for its occupations, and for its words.
        self._ranked = lru_cache(maxsize=64)(self._rank)

    def names(self, text: str) -> list[Link]:
        """Concepts whose names stand in the text; longest names first, no word used twice.

        Words may be inflected, joined or split (``heftruck chauffeur``), or carry one typing error.
        An ambiguous name gives all its concepts.
        """
        words = tokens(text)
        plain = [(word, "exact") for word in words]
        repaired = [self._corrected(word) for word in words]
        taken = [False] * len(words)
        found: dict[int, Link] = {}
        for width in range(min(_LONGEST_NAME, len(words)), 0, -1):
            for start in range(len(words) - width + 1):
                span = slice(start, start + width)
                if any(taken[span]):
                    continue
                for link in self._at(plain[span], repaired[span]):
                    taken[span] = [True] * width
                    if link.concept not in found:
                        found[link.concept] = link
        return list(found.values())

    def soft(
        self,
        texts: Sequence[str],
        top: int = _SOFT_LINKS,
        occupation_least: float = _OCCUPATION_SURE,
    ) -> list[list[Link]]:
        """Concepts near each text as a whole; nothing below the noise.

        Competences are found by their vector, at most ``top``; occupations by the n-grams of their
        names, tasks, knowledge and work words, at most three with a confidence of at least
        ``occupation_least``.
        """
        if not texts:
            return []
        told = [self._work_words(text) for text in texts]
        cosine = self.taxonomy.encoder.encode(told) @ self.taxonomy.vectors.T
        empty = [all(map(is_function_word, tokens(text))) for text in texts]
        cosine[empty] = 0
        near = affinity(cosine)
        near[:, self._is_occupation] = 0
        occupations = self._occupations(told)
        occupations[empty] = 0
        return [
            [*_best(row, top, _SOFT_LEAST), *_best(work, _SOFT_OCCUPATIONS, occupation_least)]
            for row, work in zip(near, occupations, strict=True)
        ]

    def _work_words(self, text: str) -> str:
        """Words of the closed work vocabulary in a text: nothing else of it is ever encoded.

        A compound counts when it holds a word of the vocabulary of at least five letters.
        """
        return " ".join(
            word for word in tokens(text) if not is_function_word(word) and self._is_work(word)
        )

    def is_about_work(self, text: str) -> bool:
        """Whether near meanings of a clause may be trusted: it is mostly work words.

        Two at least, or one verb of few tasks ("ervaring met metselen"), or nothing but one word
        of the vocabulary ("brood"): one common word ("jong", "gemeente", "volgen") in a sentence
        about somebody's life says nothing.
        """
        content = [
            word
            for word in tokens(text)
            if len(word) > 2 and not is_function_word(word) and not is_everyday(word)
        ]
        if len(content) == 1 and (content[0] in self._known or lemma(content[0]) in self._lemmas):
            return True
        known = {word for word in content if self._is_work(word)}
        enough = len(known) >= _LEAST_WORK_WORDS or any(
            lemma(word) in self._verbs for word in known
        )
        return enough and len(known) >= _WORK_SHARE * len(set(content))

    def _is_work_word(self, word: str) -> bool:
        known = self._known
        if word in known or lemma(word) in self._lemmas:
            return True
        size = len(word)
        return size <= _LONGEST_WORD and any(
            word[:cut] in known or word[cut:] in known
            for cut in range(_COMPOUND_PART, size - _COMPOUND_PART + 1)
        )

    def _occupations(self, told: Sequence[str]) -> Floats:
        """Confidence 0..1 per concept that the text is about this occupation; 0 for the rest."""
        cosine = (self.taxonomy.encoder.terms(told) @ self._documents).toarray()
        found = np.zeros((len(told), len(self.taxonomy)), np.float32)
        found[:, self._occupation_ids] = np.clip((cosine - _COSINE_NOISE) / _COSINE_RANGE, 0, 1)
        return found

    def link(self, text: str, kind: Kind | None = None, top: int = 5) -> list[Link]:
        """Best concepts for a short text (a title, a competence, a search phrase), best first.

        An exact name beats a fuzzy one, a fuzzy one a semantic one; of names inside the text the
        one that covers more of it comes first. An occupation named outright ("Kapper gezocht in
        Utrecht") keeps most of its confidence, and what is only near the other words loses half.
        """
        kinds = self.taxonomy.kinds
        found = self._ranked(text)
        return [one for one in found if kind is None or kinds[one.concept] is kind][:top]

    def _rank(self, text: str) -> tuple[Link, ...]:
        size = max(1, len(tokens(text)))
        best: dict[int, Link] = {}
        outright = False
        for link in (*self.names(text), *self._fuzzy(" ".join(tokens(text)))):
            share = min(1.0, link.words / size) if link.words else 1.0
            if link.method == "exact" and self._is_occupation[link.concept]:
                outright = True
                share = max(share, _OUTRIGHT)
            scored = Link(link.concept, link.confidence * share, link.method, link.name, link.words)
            _keep(best, scored)
        scale = _NEAR_OUTRIGHT if outright else 1.0
        for link in self.soft([text], occupation_least=_OCCUPATION_LEAST)[0]:
            _keep(best, Link(link.concept, link.confidence * scale, link.method))
        return tuple(sorted(best.values(), key=lambda link: (-link.confidence, link.concept)))

    def _at(self, plain: list[tuple[str, str]], repaired: list[tuple[str, bool]]) -> list[Link]:
        words = [word for word, _ in plain]
        keys = dict.fromkeys(("".join(words), "".join(lemma(word) for word in words)))
        for key in keys:
            if key in self._exact:
                return self._links(key, "exact", len(words))
        if any(changed for _, changed in repaired):
            key = "".join(word for word, _ in repaired)
            if key in self._exact:
                return self._links(key, "fuzzy", len(words))
        return []

    def _links(self, key: str, method: Method, words: int) -> list[Link]:
        confidence = 1.0 if method == "exact" else _FUZZY_CONFIDENCE
        seen = dict.fromkeys(self._exact[key])
        return [Link(concept, confidence, method, name, words) for concept, name in seen]

    def _correct(self, word: str) -> tuple[str, bool]:
        """A word of the vocabulary in place of a mistyped one; (word, whether it was changed)."""
        if len(word) < _TYPO_LENGTH or word in self._known or lemma(word) in self._known:
            return word, False
        hit = process.extractOne(
            word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_TYPO_CUTOFF
        )
        return (word, False) if hit is None or hit[0][0] != word[0] else (str(hit[0]), True)

    def _fuzzy_name(self, folded: str) -> tuple[Link, ...]:
        """Names that a short text nearly equals."""
        words = len(folded.split())
        if not 0 < words <= _SHORT_TEXT:
            return ()
        hits = process.extract(
            folded.replace(" ", ""),
            self._fuzzy_names,
            scorer=fuzz.ratio,
            score_cutoff=_NAME_CUTOFF,
            limit=5,
        )
        return tuple(
            Link(concept, _FUZZY_CONFIDENCE * score / 100, "fuzzy", name, words)
            for key, score, _ in hits
            for concept, name in self._exact[key]
        )


def _document(taxonomy: Taxonomy, occupation: int) -> str:
    """Names of an occupation, and of what few other occupations ask; empty when that is little.

    Of an occupation known by its name alone, the name is found; its few n-grams would come near
    any text.
    """
    idf = taxonomy.arrays["idf"]
    told = [
        name
        for target, _, _ in taxonomy.asked(occupation)
        if idf[target] >= _TELLING_IDF
        for name in taxonomy.concepts[target].names
    ]
    if len(told) < _LEAST_TOLD:
        return ""
    return " ".join((*taxonomy.concepts[occupation].names, *told))


def _telling_verbs(taxonomy: Taxonomy) -> frozenset[str]:
    """Verbs that stand in few tasks and so say by themselves what work it is."""
    counts = Counter(
        verb
        for concept in taxonomy.concepts
        if concept.kind is Kind.TASK
        for verb in {lemma(word) for word in tokens(concept.label)}
        if verb.endswith("en")
    )
    most = _MOST_TASKS * sum(concept.kind is Kind.TASK for concept in taxonomy.concepts)
    return frozenset(verb for verb, tasks in counts.items() if tasks <= most)


def _best(row: Floats, top: int, least: float) -> list[Link]:
    found = np.flatnonzero(row >= least)
    order = found[np.lexsort((found, -row[found]))][:top]
    return [Link(int(c), float(row[c]), "semantic") for c in order]


def _keep(best: dict[int, Link], link: Link) -> None:
    known = best.get(link.concept)
    if known is None or link.confidence > known.confidence:
        best[link.concept] = link
