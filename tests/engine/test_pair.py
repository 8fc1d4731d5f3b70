"""The tier, the known share and the open questions of a pair; what a matcher tells."""

from itertools import product

import pytest

from passend.engine.criteria import HoursCriterion
from passend.engine.matcher import IndexBehindError, Matcher
from passend.engine.model import (
    CompetenceRef,
    Contract,
    Experience,
    Flag,
    Hours,
    Jobseeker,
    Language,
    OccupationRef,
    Vacancy,
)
from passend.engine.offers import Evidence
from passend.engine.pair import judge_pair, known_share, open_questions
from passend.engine.ports import Hit, RecordKind, Result
from passend.engine.verdict import Status, Verdict, tier
from passend.engine.weights import DEFAULT_WEIGHTS, FAMILIES, TABLES, WeightSet
from passend.index.local import LocalIndex


@pytest.mark.parametrize("statuses", list(product([None, *Status], repeat=2)))
def test_the_tier_is_one_only_with_something_known_to_be_unmet(statuses):
    assert tier(list(statuses)) == (1 if Status.NOT_MET in statuses else 0)


def test_the_tier_of_no_conditions_is_zero():
    assert tier([]) == 0


ALL, NONE = dict.fromkeys(FAMILIES, 255), dict.fromkeys(FAMILIES, 0)
YES, NO = dict.fromkeys(TABLES, True), dict.fromkeys(TABLES, False)
W = WeightSet.of(
    competences=50, experience=10, wish=10, interests=10, contract=10, travel=5, hours=5
)


@pytest.mark.parametrize(
    ("families", "tables", "share"),
    [
        (ALL, YES, 100),
        (NONE, NO, 0),
        (ALL, NO, 80),
        (NONE, YES, 20),
        ({**NONE, "competences": 255}, NO, 50),
        ({**NONE, "competences": 85}, NO, 16),
        ({**NONE, "wish": 255}, {**NO, "travel": True}, 15),
    ],
)
def test_known_share(families, tables, share):
    assert known_share(W, families, tables) == share


def asked(coder, person, vacancy):
    code = coder.person(person)
    pair = judge_pair(code, coder.vacancy(vacancy), coder.criteria, DEFAULT_WEIGHTS)
    return open_questions(pair, code.known), pair


FULL_VACANCY = Vacancy(
    title="Kapper",
    licences=("B",),
    languages=(Language("nld", 3),),
    contracts=(Contract("O", "01"),),
    hours=Hours(32, 32),
    sites=("1012",),
)


def test_what_only_a_condition_rests_on_is_asked_first_then_what_can_rise_most(coder):
    questions, pair = asked(coder, Jobseeker(), FULL_VACANCY)
    assert questions[:2] == ("languages", "licences")
    assert sorted(questions[2:]) == sorted({*FAMILIES, *TABLES} - {"words", "arrangement"})
    room = {t.criterion: t.most - t.known - t.assumed for t in pair.terms}
    rest = [room[name] for name in questions[2:]]
    assert rest == sorted(rest, reverse=True)


def test_what_is_known_or_not_asked_is_no_question(coder):
    person = Jobseeker(
        licences=("B",), hours=Hours(24, 36), contracts=(Contract("O", "01"),), postcode4="1012"
    )
    questions, _ = asked(coder, person, FULL_VACANCY)
    assert not {"licences", "hours", "contract", "travel", "qualification"} & set(questions)
    assert "languages" in questions


def test_a_licence_known_to_be_missing_is_no_question(coder):
    questions, pair = asked(coder, Jobseeker(licences=("AM",)), FULL_VACANCY)
    assert pair.tier == 1
    assert "licences" not in questions


def test_the_known_share_of_an_explained_pair_is_that_of_the_person(coder):
    matcher = Matcher(coder, LocalIndex(coder.criteria, coder.width), None)
    assert matcher.explain(Jobseeker(), FULL_VACANCY).known == 0
    hours = matcher.explain(Jobseeker(hours=Hours(8, 8)), FULL_VACANCY)
    assert hours.known == DEFAULT_WEIGHTS.default["hours"]


def test_an_explanation_names_where_it_comes_from(coder):
    person = Jobseeker(
        wished_occupations=(OccupationRef(text="Kapper"),),
        experience=(Experience(OccupationRef(text="kapster"), 24),),
        competences=(CompetenceRef(text="luisterend oor"),),
    )
    matcher = Matcher(coder, LocalIndex(coder.criteria, coder.width), None)
    told = matcher.explain(person, Vacancy(title="Kapper", competences=person.competences))
    named = {need.concept.label: need for need in told.needs}
    assert named["Kapper"].evidence is Evidence.STATED
    assert (named["Kapper"].origin, named["Kapper"].via) == ("werkervaring", None)
    assert named["Actief luisteren"].origin == "competentiebeheersing"
    assert named["Actief luisteren"].asked_in == "competentiebeheersing"
    assert told.wish.origin == "bemiddelingsberoep"
    assert told.experience.origin == "werkervaring"
    assert told.interest is None


class OneHit:
    """An index that answers with one hit, whatever is asked."""

    def __init__(self, hit):
        self.hit = hit

    def search(self, question):
        assert question.target is RecordKind.PERSON
        return Result((self.hit,), (), (), {}, 1)


class People:
    def __init__(self, **people):
        self.people = people

    def jobseeker(self, key):
        return self.people[key]


def test_a_match_is_told_with_the_score_of_the_index(coder):
    person = Jobseeker(hours=Hours(32, 32))
    score = asked(coder, person, FULL_VACANCY)[1].score
    matcher = Matcher(coder, OneHit(Hit("p", 0, score, 4)), People(p=person))
    (match,) = matcher.persons_for(FULL_VACANCY).matches
    assert (match.key, match.score, match.known) == ("p", score, 4)
    assert match.percent == score * 100 // 13_056_000


@pytest.mark.parametrize("people", [{"p": Jobseeker(hours=Hours(1, 1))}, {}])
def test_a_record_that_changed_or_went_since_it_was_indexed_is_not_told(coder, people):
    score = asked(coder, Jobseeker(hours=Hours(32, 32)), FULL_VACANCY)[1].score
    matcher = Matcher(coder, OneHit(Hit("p", 0, score, 4)), People(**people))
    with pytest.raises(IndexBehindError, match=r"^p has"):
        matcher.persons_for(FULL_VACANCY)


def test_a_verdict_without_points_counts_as_the_prior(coder):
    criterion = HoursCriterion()
    _, pair = asked(coder, Jobseeker(), FULL_VACANCY)
    term = next(t for t in pair.terms if t.criterion == "hours")
    assert (term.known, term.assumed) == (0, term.weight * 512 * criterion.prior)


def test_fixed_what_a_person_says_is_not_needed_is_no_competence(coder):
    """ "hoeft niet" read as a competence, since only a denial was looked at."""
    said = coder.person(Jobseeker(text="Werken als kok hoeft voor mij niet"))
    assert said == coder.person(Jobseeker())


def test_fixed_ten_jobs_in_one_occupation_say_as_much_as_one(coder):
    job = Experience(OccupationRef(text="Kapper"), 3)
    assert coder.person(Jobseeker(experience=(job,) * 10)).known == (
        coder.person(Jobseeker(experience=(job,))).known
    )


def test_a_flag_is_three_valued():
    values = {raw: Flag(raw).value for raw in (None, 0, 1, 2, 8)}
    assert values == {None: None, 0: None, 1: True, 2: False, 8: None}
    assert [Flag(raw).not_applicable for raw in (0, 8)] == [False, True]


def test_an_empty_verdict_asks_nothing():
    assert (Verdict().points, Verdict().status) == (None, None)
