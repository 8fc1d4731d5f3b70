"""Features of pairs and the rankers that learn from dev judgements."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.pair import judge_pair
from passend.engine.points import MAX_SCORE
from passend.engine.weights import CRITERIA, DEFAULT_WEIGHTS
from passend.evaluation.collection import Split, split_of
from passend.evaluation.context import Context
from passend.evaluation.items import Item
from passend.evaluation.rankers import make_ranker
from passend.evaluation.rankers.features import FEATURES, PairFeatures, criteria_values
from passend.evaluation.rankers.learned import FOLDS, Learned, Linear
from tests.support import coder

CONTEXT = Context(coder)
PERSONS = CONTEXT.collection.persons
VACANCIES = CONTEXT.collection.vacancies


def some(records, count, split=None):
    kept = [key for key in records if split is None or split_of(key) is split]
    return [Item(key, "", records[key]) for key in kept[:count]]


@cache
def learner() -> Learned:
    return Learned(CONTEXT)


def scored(ranker, queries, corpus):
    ranker.fit(corpus)
    return np.asarray(ranker.score(queries))


def test_values_of_criteria_are_the_terms_of_the_engine() -> None:
    persons, vacancies = list(PERSONS.values())[:10], list(VACANCIES.values())[:8]
    values = criteria_values(CONTEXT.readings, persons, vacancies)
    engine = coder()
    seekers = [engine.person(person) for person in persons]
    for row, code in enumerate(engine.vacancy(vacancy) for vacancy in vacancies):
        for column, seeker in enumerate(seekers):
            pair = judge_pair(seeker, code, engine.criteria, DEFAULT_WEIGHTS)
            total = 0.0
            for term in pair.terms:
                value, known = (part[row, column] for part in values[term.criterion])
                assert value * term.most == pytest.approx(term.known + term.assumed)
                assert known * term.most == pytest.approx(term.known)
                total += value * term.most
            assert total == pytest.approx(pair.score)
            assert total <= MAX_SCORE


def test_features_lie_between_nothing_and_all() -> None:
    records = [*PERSONS.values(), *VACANCIES.values()][:40]
    made = PairFeatures(CONTEXT.readings, CONTEXT.label, records)
    persons = [*list(PERSONS.values())[:10], Jobseeker()]
    vacancies = [*list(VACANCIES.values())[:8], Vacancy()]
    found = made.of(persons, vacancies)
    assert found.shape == (9, 11, len(FEATURES))
    assert np.isfinite(found).all()
    assert found.min() >= 0
    assert found.max() <= 1 + 1e-9
    alone = made.of(persons[3:4], vacancies[2:3])
    assert np.allclose(alone[0, 0], found[2, 3]), "a pair's features depend on the pair alone"


def test_linear_weights_are_where_the_loss_is_least() -> None:
    """No small step along any weight, kept ≥ 0, lowers the loss written out in full."""
    linear = Linear(CONTEXT)
    side = linear.side(vacancies_ask=True)
    weights = side.model(None)(np.eye(len(CRITERIA)))
    dev = some(VACANCIES, 99, Split.DEV)
    values = criteria_values(
        CONTEXT.readings, list(PERSONS.values()), [item.record for item in dev]
    )
    stacked = np.stack([values[name][0] for name in CRITERIA], axis=-1)
    judged = CONTEXT.collection.judges[CONTEXT.judge]

    def loss(candidate):
        total, queries = 0.0, 0
        for item, features in zip(dev, stacked, strict=True):
            grades = np.array(
                [judged[item.id, p].grade if (item.id, p) in judged else 0 for p in PERSONS]
            )
            steps = np.clip(grades[:, None] - grades[None, :], 0, None)
            if steps.any():
                scores = features @ candidate
                margins = scores[:, None] - scores[None, :]
                total += (steps * np.logaddexp(0, -margins)).sum() / steps.sum()
                queries += 1
        return total / queries + 1e-4 * candidate @ candidate

    least = loss(weights)
    for number in range(len(CRITERIA)):
        for step in (0.5, -0.5):
            moved = weights.copy()
            moved[number] = max(0.0, moved[number] + step)
            assert loss(moved) >= least - 1e-6


def test_a_dev_query_is_scored_without_its_own_judgements() -> None:
    """Other grades for a dev query change the scores of others, never its own."""
    query = some(VACANCIES, 1, Split.DEV)[0]
    judged = CONTEXT.collection.judges[CONTEXT.judge]
    turned = {
        pair: replace(one, grade=3 - one.grade) if pair[0] == query.id else one
        for pair, one in judged.items()
    }
    assert turned != judged
    changed = replace(CONTEXT.collection, judges={CONTEXT.judge: turned})
    other = Context(coder)
    vars(other)["collection"] = changed
    vars(other)["readings"] = CONTEXT.readings
    corpus, dev = some(PERSONS, 20), some(VACANCIES, 99, Split.DEV)
    before = scored(Linear(CONTEXT), dev, corpus)
    after = scored(Linear(other), dev, corpus)
    place = [item.id for item in dev].index(query.id)
    assert (before[place] == after[place]).all()
    assert (before != after).any(axis=1).sum() > len(dev) / 2


def test_test_queries_are_scored_by_one_model_of_all_dev_queries() -> None:
    linear = Linear(CONTEXT)
    corpus, test = some(PERSONS, 20), some(VACANCIES, 5, Split.TEST)
    found = scored(linear, test, corpus)
    weights = linear.side(vacancies_ask=True).model(None)(np.eye(len(CRITERIA)))
    values = criteria_values(CONTEXT.readings, [i.record for i in corpus], [i.record for i in test])
    stacked = np.stack([values[name][0] for name in CRITERIA], axis=-1)
    assert np.allclose(found, stacked @ weights)


def test_no_judgement_of_a_test_query_is_looked_at() -> None:
    judged = CONTEXT.collection.judges[CONTEXT.judge]
    kept = {p: one for p, one in judged.items() if split_of(p[0]) is Split.DEV}
    other = Context(coder)
    vars(other)["collection"] = replace(CONTEXT.collection, judges={CONTEXT.judge: kept})
    vars(other)["readings"] = CONTEXT.readings
    queries, corpus = some(VACANCIES, 8), some(PERSONS, 20)
    assert (
        scored(Linear(other), queries, corpus) == scored(Linear(CONTEXT), queries, corpus)
    ).all()


def test_boosting_is_the_same_again_and_whatever_the_order_of_queries() -> None:
    corpus, queries = some(PERSONS, 30), some(VACANCIES, 6)
    first = scored(learner(), queries, corpus)
    again = scored(Learned(CONTEXT), queries[::-1], corpus[::-1])
    assert (first == again[::-1, ::-1]).all()
    assert np.ptp(first) > 0.5


def test_no_feature_lowers_a_boosted_score() -> None:
    side = learner().side(vacancies_ask=True)
    random = np.random.default_rng(3)
    low = random.random((200, len(FEATURES)))
    high = low + random.random(low.shape) * (1 - low)
    assert (side.model(0)(high) >= side.model(0)(low) - 1e-12).all()


def test_both_learn_something_and_say_from_what() -> None:
    assert FOLDS == 5
    for name in ("learned", "linear"):
        judged = make_ranker(name, CONTEXT).resources[1]
        assert "dev judgements of werk1 by judge a" in judged.name
        assert judged.digest == CONTEXT.data
