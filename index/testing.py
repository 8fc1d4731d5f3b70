"""What every index must do: a suite of tests that a backend runs by naming its constructor.

    class TestMyIndex(MatchIndexContract):
        def make(self, criteria, concepts):
            return MyIndex(criteria, concepts)

The measure is :class:`PlainIndex`: every pair judged by :func:`passend.engine.pair.judge_pair`, one
by one. Needs pytest, and nothing of a taxonomy: the codes are made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from passend.engine.criteria import AnyCriterion
from passend.engine.model import Hours, VacancyKind
from passend.engine.pair import judge_pair
from passend.engine.points import FULL, MAX_SCORE, UNITS
from passend.engine.ports import Hit, MatchIndex, Question, RecordKind, Result
from passend.engine.verdict import Status
from passend.engine.weights import DEFAULT_WEIGHTS, Weights, WeightSet

from .testing_codes import CONCEPTS, Codes, PlainIndex, contract_criteria

__all__ = ["CONCEPTS", "Codes", "MatchIndexContract", "PlainIndex", "contract_criteria"]

_ONLY_COMPETENCES = Weights("contract", WeightSet.of(competences=100))


class MatchIndexContract:
    """Behaviour that all indexes share. Subclass, name it ``Test…``, and give :meth:`make`."""

    def make(self, criteria: Mapping[str, AnyCriterion], concepts: int) -> MatchIndex:
        """Return an empty index for records coded with these criteria over these concepts."""
        raise NotImplementedError

    @pytest.fixture(name="codes")
    def codes_fixture(self) -> Codes:
        """Maker of codes."""
        return Codes(contract_criteria(), seed=7)

    @pytest.fixture(name="index")
    def index_fixture(self, codes: Codes) -> MatchIndex:
        """An empty index."""
        return self.make(codes.criteria, CONCEPTS)

    @pytest.fixture(name="both")
    def both_fixture(self, index: MatchIndex, codes: Codes) -> tuple[MatchIndex, PlainIndex]:
        """An index and the plain one, both with forty arbitrary records of each kind."""
        plain = PlainIndex(codes.criteria)
        for kind in RecordKind:
            for number in range(40):
                code = codes.any(kind)
                index.upsert(kind, f"r{number}", code)
                plain.upsert(kind, f"r{number}", code)
        return index, plain

    # ------------------------------------------------------------ scores

    @pytest.mark.parametrize("target", RecordKind)
    def test_every_answer_equals_that_of_judging_each_pair(
        self, both: tuple[MatchIndex, PlainIndex], codes: Codes, target: RecordKind
    ) -> None:
        """Keys, tiers, integers, known shares, order, counts: all of it, for both directions."""
        index, plain = both
        for _ in range(20):
            question = _ask(codes, target)
            assert index.search(question) == plain.search(question)

    def test_one_pair_has_one_score(self, index: MatchIndex, codes: Codes) -> None:
        """Whichever side asks."""
        for number in range(20):
            person, vacancy = codes.any_person(), codes.any_vacancy()
            index.upsert(RecordKind.PERSON, "p", person)
            index.upsert(RecordKind.VACANCY, "v", vacancy)
            persons = _all(index.search(Question(vacancy, DEFAULT_WEIGHTS)))
            vacancies = _all(index.search(Question(person, DEFAULT_WEIGHTS)))
            judged = judge_pair(person, vacancy, codes.criteria, DEFAULT_WEIGHTS)
            assert [h[:3] for h in persons] == [("p", judged.tier, judged.score)], number
            assert [h[:3] for h in vacancies] == [("v", judged.tier, judged.score)], number

    def test_the_score_is_the_sum_worked_out_by_hand(self, index: MatchIndex, codes: Codes) -> None:
        """Needs 300 and 212; gains 100 and 10: 300 · 100 + 212 · 10 = 32,120, weight 100."""
        index.upsert(RecordKind.PERSON, "p", codes.person({3: 100, 9: 10, 11: 255}))
        question = Question(codes.vacancy({3: 300, 9: 212}), _ONLY_COMPETENCES)
        assert _all(index.search(question)) == [Hit("p", 0, 3_212_000, 100)]

    def test_the_highest_score_is_exact(self, index: MatchIndex, codes: Codes) -> None:
        """13,056,000 and one unit less are told apart: no rounding to 32-bit floats of a sum."""
        index.upsert(RecordKind.PERSON, "full", codes.person({0: FULL, 1: FULL}))
        index.upsert(RecordKind.PERSON, "less", codes.person({0: FULL, 1: FULL - 1}))
        question = Question(codes.vacancy({0: UNITS - 1, 1: 1}), _ONLY_COMPETENCES)
        scores = [hit.score for hit in _all(index.search(question))]
        assert scores == [MAX_SCORE, MAX_SCORE - 100]

    def test_the_answer_says_that_it_is_exact(
        self, both: tuple[MatchIndex, PlainIndex], codes: Codes
    ) -> None:
        """With a table for every criterion nothing is left to estimate."""
        assert both[0].search(Question(codes.any_vacancy(), DEFAULT_WEIGHTS)).exact

    # ------------------------------------------------------------ order

    def test_equal_scores_come_in_key_order(self, index: MatchIndex, codes: Codes) -> None:
        """By code point, whatever the order in which they came."""
        keys = ["b:2", "a:10", "a:9", "Z:1", "é:1", "b:1", "a:1 x", 'q"uo\\te', "*", "_id"]
        for key in keys:
            index.upsert(RecordKind.PERSON, key, codes.person({1: 10}))
        question = Question(codes.vacancy({1: 512}), DEFAULT_WEIGHTS, top=len(keys))
        assert [hit.key for hit in index.search(question).hits] == sorted(keys)
        few = index.search(replace(question, top=3)).hits
        assert [hit.key for hit in few] == sorted(keys)[:3]

    def test_what_is_known_to_be_unmet_comes_apart_however_high_it_scores(
        self, index: MatchIndex, codes: Codes
    ) -> None:
        """The tier before the score; unknown stays in the first tier."""
        index.upsert(RecordKind.PERSON, "unmet", codes.person({1: 250}, licences=("AM",)))
        index.upsert(RecordKind.PERSON, "unknown", codes.person({1: 100}))
        index.upsert(RecordKind.PERSON, "met", codes.person({1: 50}, licences=("B",)))
        found = index.search(Question(codes.vacancy({1: 512}, licences=("B",)), DEFAULT_WEIGHTS))
        assert [(hit.key, hit.tier) for hit in found.hits] == [("unknown", 0), ("met", 0)]
        assert [(hit.key, hit.tier) for hit in found.unmet] == [("unmet", 1)]
        assert found.unmet[0].score > found.hits[0].score

    def test_without_tiers_the_score_alone_orders(self, index: MatchIndex, codes: Codes) -> None:
        """And the counts still tell what is unmet."""
        index.upsert(RecordKind.PERSON, "unmet", codes.person({1: 250}, licences=("AM",)))
        index.upsert(RecordKind.PERSON, "met", codes.person({1: 50}, licences=("B",)))
        vacancy = codes.vacancy({1: 512}, licences=("B",))
        found = index.search(Question(vacancy, DEFAULT_WEIGHTS, tiers=False))
        assert [(hit.key, hit.tier) for hit in found.hits] == [("unmet", 0), ("met", 0)]
        assert found.unmet == ()
        assert found.counts["licences"][Status.NOT_MET] == 1

    # ------------------------------------------------------------ lists and counts

    @pytest.mark.parametrize(
        ("top", "unmet", "ask"), [(0, 0, 0), (1, 2, 3), (7, 0, 40), (99, 99, 0)]
    )
    def test_every_list_is_as_long_as_asked(
        self,
        both: tuple[MatchIndex, PlainIndex],
        codes: Codes,
        top: int,
        unmet: int,
        ask: int,
    ) -> None:
        """Never longer, and shorter only when there are no more."""
        index, plain = both
        question = Question(codes.any_vacancy(), DEFAULT_WEIGHTS, top, unmet, ask, ask_below=60)
        found = index.search(question)
        assert found == plain.search(question)
        assert len(found.hits) <= top
        assert len(found.unmet) <= unmet
        assert len(found.ask_first) <= ask
        assert found.total == 40

    def test_ask_first_holds_the_best_of_which_little_is_known_and_repeats_none(
        self, index: MatchIndex, codes: Codes
    ) -> None:
        """Known share below the limit, not in the top list, nothing unmet."""
        little = {"competences": 0, "words": 0, "experience": 0, "wish": 0, "interests": 0}
        for number in range(6):
            code = replace(codes.person({1: 200 - number}), known=little)
            index.upsert(RecordKind.PERSON, f"little{number}", code)
        index.upsert(RecordKind.PERSON, "unmet", codes.person(licences=("AM",)))
        index.upsert(RecordKind.PERSON, "much", codes.person({1: 1}))
        vacancy = codes.vacancy({1: 512}, licences=("B",))
        question = Question(vacancy, DEFAULT_WEIGHTS, top=2, ask=3)
        found = index.search(question)
        assert [hit.key for hit in found.hits] == ["little0", "little1"]
        assert [hit.key for hit in found.ask_first] == ["little2", "little3", "little4"]
        none = index.search(replace(question, ask_below=0))
        assert none.ask_first == ()
        every = index.search(replace(question, top=0, ask=9, ask_below=101))
        assert [hit.key for hit in every.ask_first] == [*(f"little{n}" for n in range(6)), "much"]

    def test_the_known_share_is_that_of_the_record_looked_for(
        self, index: MatchIndex, codes: Codes
    ) -> None:
        """Also when a person asks."""
        index.upsert(RecordKind.VACANCY, "v", codes.vacancy({1: 512}, hours=Hours(32, 32)))
        asker = codes.person(hours=Hours(32, 32))
        (hit,) = index.search(Question(asker, DEFAULT_WEIGHTS)).hits
        unknown = ("contract", "travel", "arrangement")
        assert hit.known == 100 - sum(DEFAULT_WEIGHTS.default[name] for name in unknown)

    def test_counts_are_over_all_records_and_name_every_condition(
        self, index: MatchIndex, codes: Codes
    ) -> None:
        """What is not asked counts nowhere."""
        for number, held in enumerate([("B",), ("C",), ("AM",), (), ()]):
            index.upsert(RecordKind.PERSON, f"p{number}", codes.person(licences=held))
        question = Question(codes.vacancy(licences=("B",)), DEFAULT_WEIGHTS, top=1, unmet=0, ask=0)
        found = index.search(question)
        assert found.counts["licences"] == {
            Status.MET: 2,
            Status.PARTLY: 0,
            Status.NOT_MET: 1,
            Status.UNKNOWN: 2,
        }
        assert set(found.counts) == set(codes.criteria)
        assert sum(found.counts["languages"].values()) == 0
        assert found.counts["hours"][Status.UNKNOWN] == 5
        assert found.total == 5

    @pytest.mark.parametrize("target", RecordKind)
    def test_an_empty_index_answers_with_nothing(
        self, index: MatchIndex, codes: Codes, target: RecordKind
    ) -> None:
        """No record of the kind looked for; those of the other kind do not count."""
        other = next(kind for kind in RecordKind if kind is not target)
        index.upsert(other, "other", codes.any(other))
        found = index.search(_ask(codes, target))
        assert _all(found) == []
        assert found.ask_first == ()
        assert found.total == 0
        assert set(found.counts) == set(codes.criteria)
        assert all(set(by.values()) == {0} for by in found.counts.values())

    # ------------------------------------------------------------ weights

    def test_the_kind_of_vacancy_chooses_the_weights_whichever_side_asks(
        self, index: MatchIndex, codes: Codes
    ) -> None:
        """Two vacancies that differ in kind alone."""
        weights = Weights(
            "contract",
            WeightSet.of(competences=100),
            ((VacancyKind.INTERNSHIP, WeightSet.of(competences=40, contract=60)),),
        )
        person = codes.person({1: 100})
        kinds = {"none": None, "intern": VacancyKind.INTERNSHIP, "voluntary": VacancyKind.VOLUNTARY}
        expected = {"none": 5_120_000, "intern": 2_048_000 + 60 * 512 * 60, "voluntary": 5_120_000}
        for key, kind in kinds.items():
            index.upsert(RecordKind.VACANCY, key, codes.vacancy({1: 512}, kind=kind))
        asked = _all(index.search(Question(person, weights)))
        assert {hit.key: hit.score for hit in asked} == expected
        index.upsert(RecordKind.PERSON, "p", person)
        for key, kind in kinds.items():
            (hit,) = _all(index.search(Question(codes.vacancy({1: 512}, kind=kind), weights)))
            assert hit.score == expected[key]

    def test_other_weights_need_no_other_index(
        self, both: tuple[MatchIndex, PlainIndex], codes: Codes
    ) -> None:
        """Weights live in the question."""
        index, plain = both
        vacancy = codes.any_vacancy()
        answers = []
        for name in ("competences", "wish", "travel", "hours"):
            weights = Weights(name, WeightSet.of(**{name: 100}))
            question = Question(vacancy, weights, top=40)
            answers.append(index.search(question))
            assert answers[-1] == plain.search(question)
        assert len({tuple(hit.score for hit in found.hits) for found in answers}) == 4

    # ------------------------------------------------------------ writing

    def test_upsert_replaces(self, index: MatchIndex, codes: Codes) -> None:
        """A second write wins; nothing of the first remains, neither gains nor facts."""
        index.upsert(RecordKind.PERSON, "p", codes.person({1: 100, 2: 50}, licences=("AM",)))
        index.upsert(RecordKind.PERSON, "p", codes.person({2: 20}))
        vacancy = codes.vacancy({1: 256, 2: 256}, licences=("B",))
        found = index.search(Question(vacancy, _ONLY_COMPETENCES))
        assert _all(found) == [Hit("p", 0, 100 * 256 * 20, 100)]
        assert found.total == 1

    def test_a_write_is_visible_to_the_next_question(self, index: MatchIndex, codes: Codes) -> None:
        """Also when a question came before."""
        question = Question(codes.vacancy({1: 512}), _ONLY_COMPETENCES)
        seen = []
        for number in range(5):
            index.upsert(RecordKind.PERSON, f"p{number}", codes.person({1: number + 1}))
            seen.append([hit.key for hit in index.search(question).hits])
        assert seen == [[f"p{n}" for n in range(last, -1, -1)] for last in range(5)]

    def test_one_key_may_name_a_person_and_a_vacancy(self, index: MatchIndex, codes: Codes) -> None:
        """Keys are unique within a kind only."""
        person, vacancy = codes.any_person(), codes.any_vacancy()
        index.upsert(RecordKind.PERSON, "x", person)
        index.upsert(RecordKind.VACANCY, "x", vacancy)
        index.delete(RecordKind.PERSON, "x")
        assert index.search(Question(vacancy, DEFAULT_WEIGHTS)).total == 0
        assert index.search(Question(person, DEFAULT_WEIGHTS)).total == 1

    @pytest.mark.parametrize("kind", RecordKind)
    def test_delete_removes_and_may_be_repeated(
        self, index: MatchIndex, codes: Codes, kind: RecordKind
    ) -> None:
        """An unknown key is no error, and a deleted record can come back."""
        code = codes.any(kind)
        index.delete(kind, "never there")
        index.upsert(kind, "a", code)
        index.upsert(kind, "b", code)
        for _ in range(2):
            index.delete(kind, "a")
            found = index.search(_ask(codes, kind))
            assert [hit.key for hit in _all(found)] == ["b"]
            assert found.total == 1
        index.upsert(kind, "a", code)
        assert [hit.key for hit in _all(index.search(_ask(codes, kind)))] == ["a", "b"]

    @pytest.mark.parametrize("kind", RecordKind)
    def test_a_code_of_the_other_kind_is_refused(
        self, index: MatchIndex, codes: Codes, kind: RecordKind
    ) -> None:
        """With ``TypeError``, and the index stays as it was."""
        other = next(one for one in RecordKind if one is not kind)
        index.upsert(kind, "a", codes.any(kind))
        with pytest.raises(TypeError):
            index.upsert(kind, "a", codes.any(other))
        with pytest.raises(TypeError):
            index.upsert(kind, "b", codes.any(other))
        assert [hit.key for hit in _all(index.search(_ask(codes, kind)))] == ["a"]

    @pytest.mark.parametrize("seed", range(8))
    def test_any_history_equals_a_fresh_index(self, seed: int) -> None:
        """After writes, rewrites, deletions and questions between them."""
        codes = Codes(contract_criteria(), seed)
        pick = codes.random.choice
        index, kept = self.make(codes.criteria, CONCEPTS), PlainIndex(codes.criteria)
        for _ in range(120):
            kind, key = pick(list(RecordKind)), f"k{codes.random.randint(0, 15)}"
            if codes.random.random() < 0.35:
                index.delete(kind, key)
                kept.delete(kind, key)
            else:
                code = codes.any(kind)
                index.upsert(kind, key, code)
                kept.upsert(kind, key, code)
            if codes.random.random() < 0.2:
                question = _ask(codes, pick(list(RecordKind)))
                assert index.search(question) == kept.search(question)
        fresh = self.make(codes.criteria, CONCEPTS)
        for kind in RecordKind:
            for key in sorted(kept.records[kind], reverse=True):
                fresh.upsert(kind, key, kept.records[kind][key])
            question = _ask(codes, kind)
            assert index.search(question) == fresh.search(question) == kept.search(question)


def _ask(codes: Codes, target: RecordKind) -> Question:
    """Question for records of a kind, with lists long enough for most of them."""
    asker = codes.any_vacancy() if target is RecordKind.PERSON else codes.any_person()
    return Question(asker, DEFAULT_WEIGHTS, top=10, unmet=40, ask=8, ask_below=60)


def _all(found: Result) -> list[Hit]:
    """Every record shown, by key."""
    return sorted({*found.hits, *found.unmet, *found.ask_first})
