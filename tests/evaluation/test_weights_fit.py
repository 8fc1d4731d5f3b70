"""A fit finds the weights that made the judgements, sees dev alone, and changes nothing."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from passend.engine.weights import CRITERIA, DEFAULT_WEIGHTS
from passend.evaluation import weights_fit
from passend.evaluation.collection import Split, split_of
from passend.evaluation.weights_fit import FitError, fit_weights

SEED = 7


def ids(prefix, number, split):
    found = (f"{prefix}{n}" for n in range(100_000))
    return [one for one in found if split_of(one) is split][:number]


VACANCIES = ids("v", 12, Split.DEV) + ids("v", 4, Split.TEST)
PERSONS = ids("p", 30, Split.DEV) + ids("p", 6, Split.TEST)


def context(grades):
    """A collection of which the grade of each pair is known, judged whole."""
    judged = {
        (v, p): SimpleNamespace(grade=int(grades[i, j]))
        for i, v in enumerate(VACANCIES)
        for j, p in enumerate(PERSONS)
    }
    vacancy = SimpleNamespace(effective_kind=None)
    collection = SimpleNamespace(
        vacancies=dict.fromkeys(VACANCIES, vacancy),
        persons=dict.fromkeys(PERSONS),
        judges={"a": judged},
        considered=lambda _judge: sorted(judged),
    )
    return SimpleNamespace(collection=collection, judge="a", seed=SEED, readings=None)


@pytest.fixture
def values(monkeypatch):
    """Random values of each criterion."""
    made = np.random.default_rng(SEED).random((len(VACANCIES), len(PERSONS), len(CRITERIA)))

    def criteria_values(_readings, _persons, _vacancies):
        return {name: (made[..., n], None) for n, name in enumerate(CRITERIA)}

    monkeypatch.setattr(weights_fit, "criteria_values", criteria_values)
    return made


def graded(values, name):
    """Grades 0..3 by one criterion alone."""
    return np.floor(values[..., CRITERIA.index(name)] * 4)


@pytest.mark.parametrize("name", ["competences", "travel"])
def test_the_criterion_that_made_the_judgements_gets_most_of_the_weight(values, name):
    found = fit_weights(context(graded(values, name)), DEFAULT_WEIGHTS)
    assert sum(weight for _, weight in found.proposed.values) == 100
    assert found.proposed[name] > 80
    assert [row.side for row in found.measured] == ["vacancy", "person"]
    assert [row.queries for row in found.measured] == [12, 30]
    assert all(row.fitted > row.in_force for row in found.measured)
    assert all(found.lowest[n] <= found.highest[n] for n in CRITERIA)


def promised_by_chance(values):
    """Mean gain of the fit over twelve draws of judgements that no criterion explains."""
    gains = []
    for draw in range(12):
        chance = np.random.default_rng(SEED + draw).integers(0, 4, values.shape[:2])
        found = fit_weights(context(chance), DEFAULT_WEIGHTS)
        gains += [row.fitted - row.in_force for row in found.measured]
    return np.mean(gains)


def test_judgements_of_chance_promise_nothing(values):
    assert abs(promised_by_chance(values)) < 0.02


def test_a_fit_that_saw_what_it_ranks_would_promise_something(values, monkeypatch):
    """So the test above can fail."""
    fit = weights_fit._fit
    monkeypatch.setattr(weights_fit, "_fit", lambda data, side, _held: fit(data, side, frozenset()))
    assert promised_by_chance(values) > 0.03


def test_no_pair_with_a_test_record_is_looked_at(values):
    grades = graded(values, "competences")
    other = grades.copy()
    other[12:, :] = 3 - other[12:, :]
    other[:, 30:] = 3 - other[:, 30:]
    assert fit_weights(context(other), DEFAULT_WEIGHTS) == fit_weights(
        context(grades), DEFAULT_WEIGHTS
    )


def test_the_weights_that_rank_a_query_saw_none_of_its_judgements(values):
    """Turned round, the judgements of one query change its own measure and no fold of it."""
    grades = graded(values, "competences")
    data = weights_fit._data(context(grades))
    turned = grades.copy()
    turned[0] = 3 - turned[0]
    other = weights_fit._data(context(turned))
    held = frozenset({0})
    assert np.array_equal(
        weights_fit._fit(data, "vacancy", held), weights_fit._fit(other, "vacancy", held)
    )
    assert not np.array_equal(
        weights_fit._fit(data, "vacancy", frozenset()),
        weights_fit._fit(other, "vacancy", frozenset()),
    )


def test_without_any_difference_there_is_nothing_to_fit_on(values):
    with pytest.raises(FitError):
        fit_weights(context(np.ones(values.shape[:2])), DEFAULT_WEIGHTS)


def test_a_fit_changes_nothing(values):
    before = replace(DEFAULT_WEIGHTS)
    fit_weights(context(graded(values, "wish")), DEFAULT_WEIGHTS)
    assert before == DEFAULT_WEIGHTS
