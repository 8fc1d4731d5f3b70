"""Features of person–vacancy pairs, the same whichever side asks, each better when higher.

They are what a learned ranker may use: the terms of our score, overlap, and words. All lie in 0..1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfVectorizer

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.needs import Needs
from passend.engine.offers import Offer
from passend.engine.points import FULL, UNITS
from passend.engine.weights import CRITERIA, FAMILIES, TABLES
from passend.evaluation.items import record_text
from passend.evaluation.readings import Readings
from passend.index.local.projection import Projection, project
from passend.taxonomy.clauses import Strength
from passend.taxonomy.cover import affinity, cover

from .lexical import melo_text
from .overlap import coverage, incidence

__all__ = ["FEATURES", "PairFeatures", "criteria_values"]

Values = npt.NDArray[np.float64]

FEATURES = (
    *CRITERIA,
    *(f"{name}_known" for name in (*FAMILIES, *TABLES)),
    "needs_overlap",
    "offers_overlap",
    "same_occupation",
    "same_wish",
    "musts",
    "whole",
    "text",
)
"""Names of the features, in order.

The nine criteria of the score with their expectations, then what is known of each alone;
``needs_overlap``: share by idf of the needs that are offered, ``offers_overlap`` of the offers that
are needed; ``same_occupation``, ``same_wish``: how surely an occupation of the vacancy is one of
the person's work, or wished; ``musts``: cover of what the text requires (of all needs where it
requires nothing); ``whole``: similarity of all needs to all offers; ``text``: cosine of TF-IDF
over character 2-5-grams of both texts.
"""


def criteria_values(
    readings: Readings, persons: Sequence[Jobseeker], vacancies: Sequence[Vacancy]
) -> Mapping[str, tuple[Values, Values]]:
    """Value of each criterion with expectations, and what is known of it alone.

    Returns
    -------
    mapping of criterion to (value, known)
        Each 0..1, shape (vacancies, persons). Weights · values · MAX_SCORE / 100 is the score.
    """
    found: dict[str, tuple[Values, Values]] = {}
    seekers = _projected(readings, persons)
    works = _projected(readings, vacancies)
    for name in FAMILIES:
        gained = (works.sparse[name] @ seekers.sparse[name].T).toarray()
        based = works.base[name][:, None]
        found[name] = (gained + based) / (UNITS * FULL), gained / (UNITS * FULL)
    for name in TABLES:
        criterion = readings.criteria[name]
        verdicts = [
            [criterion.judge(fact, asked) for fact in seekers.facts[name]]
            for asked in works.facts[name]
        ]
        values = np.array([[v.value(criterion.prior) for v in row] for row in verdicts])
        known = np.array([[v.points or 0 for v in row] for row in verdicts])
        cells = np.ix_(works.fact_of[name], seekers.fact_of[name])
        found[name] = values[cells] / FULL, known[cells] / FULL
    return found


class PairFeatures:
    """Makes features of pairs.

    Parameters
    ----------
    readings : Readings
        Of the product's coder.
    label : callable
        Name of a code, or ``None``: for the words of a record.
    records : sequence of Jobseeker and Vacancy
        Whose words the TF-IDF is learnt from, without any judgement.
    """

    def __init__(
        self,
        readings: Readings,
        label: Callable[[str], str | None],
        records: Sequence[Jobseeker | Vacancy],
    ) -> None:
        self._readings, self._label = readings, label
        self._words = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, preprocessor=melo_text
        )
        self._words.fit([record_text(record, label) for record in records])

    def of(self, persons: Sequence[Jobseeker], vacancies: Sequence[Vacancy]) -> Values:
        """Features, shape (vacancies, persons, features), each 0..1."""
        readings, size = self._readings, len(self._readings.taxonomy)
        idf = readings.taxonomy.arrays["idf"].astype(np.float64)
        offers = [readings.offers(person) for person in persons]
        needs = [readings.needs(vacancy) for vacancy in vacancies]
        offered = incidence([{o.concept for o in one.competences} for one in offers], size)
        needed = incidence([{n.concept for n in one.needs} for one in needs], size)
        work = _sure([one.experience for one in offers], size)
        wish = _sure([one.wish for one in offers], size)
        named = [_anchors(one) for one in needs]
        criteria = criteria_values(readings, persons, vacancies)
        columns = {
            **{name: value for name, (value, _) in criteria.items()},
            **{f"{name}_known": known for name, (_, known) in criteria.items()},
            "needs_overlap": coverage(needed, offered, idf),
            "offers_overlap": coverage(offered, needed, idf).T,
            "same_occupation": _shared(named, work),
            "same_wish": _shared(named, wish),
            "musts": self._musts(needs, [one.competences for one in offers]),
            "whole": self._whole(needs, [one.competences for one in offers]),
            "text": self._cosine(vacancies, persons),
        }
        return np.stack([columns[name] for name in FEATURES], axis=-1)

    def _musts(self, needs: Sequence[Needs], offers: Sequence[tuple[Offer, ...]]) -> Values:
        taxonomy = self._readings.taxonomy
        covers = np.array([cover(taxonomy, [o.weighted for o in one]) for one in offers])
        found = np.zeros((len(needs), len(offers)))
        for row, one in zip(found, needs, strict=True):
            asked = [n for n in one.needs if n.strength is Strength.REQUIRED] or list(one.needs)
            shares = np.array([need.share for need in asked])
            if shares.sum() > 0:
                row[:] = covers[:, [need.concept for need in asked]] @ (shares / shares.sum())
        return np.clip(found, 0.0, 1.0)

    def _whole(self, needs: Sequence[Needs], offers: Sequence[tuple[Offer, ...]]) -> Values:
        asked = [{need.concept: need.share for need in one.needs} for one in needs]
        given = [{offer.concept: offer.weight for offer in one} for one in offers]
        cosine = self._profiles(asked) @ self._profiles(given).T
        return affinity(cosine.astype(np.float32)).astype(np.float64)

    def _profiles(self, weights: Sequence[Mapping[int, float]]) -> Values:
        vectors = self._readings.taxonomy.vectors.astype(np.float64)
        rows = np.zeros((len(weights), vectors.shape[1]))
        for row, one in zip(rows, weights, strict=True):
            if one:
                row[:] = np.array(list(one.values())) @ vectors[list(one)]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1.0))

    def _cosine(self, vacancies: Sequence[Vacancy], persons: Sequence[Jobseeker]) -> Values:
        works, seekers = (
            csr_array(self._words.transform([record_text(one, self._label) for one in side]))
            for side in (vacancies, persons)
        )
        return np.asarray((works @ seekers.T).toarray(), np.float64)


def _projected(readings: Readings, records: Sequence[Jobseeker | Vacancy]) -> Projection:
    codes = {f"{number:09d}": readings.code(record) for number, record in enumerate(records)}
    return project(codes, readings.criteria, readings.coder.width)


def _sure(families: Sequence[tuple[Offer, ...]], width: int) -> csr_array:
    """Strength of each offer, shape (persons, concepts)."""
    cells = [(row, o.concept, o.strength) for row, one in enumerate(families) for o in one]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_array((values, (rows, columns)), shape=(len(families), width), dtype=np.float64)


def _shared(named: Sequence[Mapping[int, float]], offered: csr_array) -> Values:
    """Highest strength × share of an occupation on both sides, shape (vacancies, persons)."""
    found = np.zeros((len(named), offered.shape[0]))
    for row, one in zip(found, named, strict=True):
        for concept, share in one.items():
            np.maximum(row, share * offered[:, [concept]].toarray()[:, 0], out=row)
    return found


def _anchors(needs: Needs) -> dict[int, float]:
    """Occupations of a vacancy; the surest has 1."""
    most = max((share for _, share in needs.occupations), default=1.0)
    return {concept: share / most for concept, share in needs.occupations}
