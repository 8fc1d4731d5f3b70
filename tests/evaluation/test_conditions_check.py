"""The check on conditions, on a collection small enough to count by hand."""

from types import SimpleNamespace

import pytest

from passend.engine.criteria import HoursCriterion, LicenceCriterion
from passend.engine.model import Hours, Jobseeker, Vacancy
from passend.evaluation.checks.conditions import conditions
from passend.evaluation.collection import Collection
from passend.evaluation.judging.form import Feasible, Judgement
from passend.evaluation.specs import SpecError

CRITERIA = {c.name: c for c in (HoursCriterion(), LicenceCriterion())}


def context():
    no, yes = Feasible.NO, Feasible.YES
    judged = {
        ("v", "short"): Judgement(2, no, "uren"),
        ("v", "fits"): Judgement(3, yes, None),
        ("v", "moped"): Judgement(2, yes, None),
        ("v", "silent"): Judgement(1, no, "rijbewijs"),
        ("v", "open"): Judgement(1, Feasible.UNKNOWN, None),
    }
    persons = {
        "short": Jobseeker(hours=Hours(4, 8), licences=("B",)),
        "fits": Jobseeker(hours=Hours(32, 40), licences=("B",)),
        "moped": Jobseeker(hours=Hours(32, 40), licences=("AM",)),
        "silent": Jobseeker(hours=Hours(32, 40)),
        "open": Jobseeker(hours=Hours(4, 4)),
    }
    vacancies = {"v": Vacancy(hours=Hours(36, 36), licences=("B",))}
    collection = Collection("small", persons, vacancies, {}, {"a": judged})
    return SimpleNamespace(coder=SimpleNamespace(criteria=CRITERIA), collection=collection)


def test_each_reason_is_counted_against_the_condition_of_its_name():
    sheet = conditions(context(), split="all")
    counts = {row[1]: row[2:6] for row in sheet.rows}
    assert counts == {
        "any": [None, 1, 1, 1],
        "rijbewijs": ["licences", 0, 1, 1],
        "uren": ["hours", 1, 0, 0],
    }
    assert sheet.numbers["a any precision"] == 0.5
    assert sheet.numbers["a uren recall"] == 1.0
    assert sheet.numbers["a rijbewijs recall"] == 0.0


def test_an_unknown_split_is_one_clear_error():
    with pytest.raises(SpecError, match="train"):
        conditions(context(), split="train")
