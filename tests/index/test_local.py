"""The local index: the contract, the oracle, and questions while it is written."""

import itertools
import operator
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from passend.engine.coding import VacancyCode
from passend.engine.ports import Question, RecordKind
from passend.engine.verdict import Status
from passend.engine.weights import DEFAULT_WEIGHTS, FAMILIES, TABLES
from passend.index.local import LocalIndex
from passend.index.local import index as module
from passend.index.local.projection import project
from passend.index.testing import (
    CONCEPTS,
    Codes,
    MatchIndexContract,
    PlainIndex,
    contract_criteria,
)
from tests.engine.oracle import oracle_score, oracle_tier


class TestLocalIndex(MatchIndexContract):
    def make(self, criteria, concepts):
        return LocalIndex(criteria, concepts)


class TestPlainIndex(MatchIndexContract):
    """The measure itself: its hand-worked cases must hold too."""

    def make(self, criteria, concepts):
        return PlainIndex(criteria)


def oracle(person, vacancy, criteria, weights):
    verdicts = {n: c.judge(person.facts[n], vacancy.facts[n]) for n, c in criteria.items()}
    values = {}
    for name in TABLES:
        verdict = verdicts[name]
        expected = criteria[name].prior if verdict.prior is None else verdict.prior
        values[name] = expected if verdict.points is None else verdict.points
    chosen = dict(dict(weights.by_kind).get(vacancy.kind, weights.default).values)
    needs = {name: vacancy.needs[name].as_dict() for name in FAMILIES}
    gains = {name: person.gains[name].as_dict() for name in FAMILIES}
    score = oracle_score(chosen, needs, vacancy.base, gains, values)
    return oracle_tier([v.status for v in verdicts.values()]), score


@pytest.mark.parametrize("target", RecordKind)
def test_the_index_gives_the_integers_of_the_oracle(target):
    codes = Codes(contract_criteria(), seed=3)
    index, records = LocalIndex(codes.criteria, CONCEPTS), {}
    for number in range(60):
        records[f"r{number}"] = codes.any(target)
        index.upsert(target, f"r{number}", records[f"r{number}"])
    for _ in range(10):
        asker = codes.any_vacancy() if target is RecordKind.PERSON else codes.any_person()
        found = index.search(Question(asker, DEFAULT_WEIGHTS, top=60, unmet=60))
        got = {hit.key: (hit.tier, hit.score) for hit in (*found.hits, *found.unmet)}
        pairs = {
            key: (code, asker) if isinstance(asker, VacancyCode) else (asker, code)
            for key, code in records.items()
        }
        assert got == {
            key: oracle(*pair, codes.criteria, DEFAULT_WEIGHTS) for key, pair in pairs.items()
        }


def test_the_length_counts_both_kinds():
    codes = Codes(contract_criteria())
    index = LocalIndex(codes.criteria, CONCEPTS)
    assert len(index) == 0
    index.upsert(RecordKind.PERSON, "a", codes.any_person())
    index.upsert(RecordKind.VACANCY, "a", codes.any_vacancy())
    assert len(index) == 2


QUESTION = {"top": 99, "unmet": 99, "ask": 0}


def scored_alone(codes, code, question):
    """Tier, score and known share of a record that is alone in an index."""
    index = LocalIndex(codes.criteria, CONCEPTS)
    index.upsert(RecordKind.PERSON, "x", code)
    found = index.search(question)
    return next(iter(found.hits + found.unmet))[1:]


hits = operator.attrgetter("hits")


def whole(found, expected, always):
    """Whether an answer is one of a moment: known states only, lists, counts and total agree."""
    shown = found.hits + found.unmet
    keys = {hit.key for hit in shown}
    return (
        all(hit[1:] in expected for hit in shown)
        and found.counts["licences"][Status.NOT_MET] == len(found.unmet)
        and len(shown) == len(keys) == found.total
        and always <= keys
    )


def test_questions_while_records_are_written_see_whole_records_only():
    """Every record is as it was before or after a write, never mixed, and no answer fails.

    A record is either *low* (gain 10, licence missing) or *high* (gain 200, licence held).
    """
    codes = Codes(contract_criteria())
    index = LocalIndex(codes.criteria, CONCEPTS)
    low, high = codes.person({1: 10}, licences=("AM",)), codes.person({1: 200}, licences=("B",))
    question = Question(codes.vacancy({1: 512}, licences=("B",)), DEFAULT_WEIGHTS, **QUESTION)
    expected = [scored_alone(codes, code, question) for code in (low, high)]
    fixed = [f"p{number}" for number in range(20)]
    for key in fixed:
        index.upsert(RecordKind.PERSON, key, low)

    started = threading.Barrier(5)

    def ask():
        started.wait()
        answers = []
        while len(answers) < 60 or (len(set(map(hits, answers))) < 3 and len(answers) < 5_000):
            answers.append(index.search(question))
        return answers

    def write(start, readers):
        turns, own = itertools.count(start), f"own{start}"
        started.wait()
        while not all(reader.done() for reader in readers):
            turn = next(turns)
            index.upsert(RecordKind.PERSON, fixed[turn % 20], (low, high)[turn // 20 % 2])
            index.upsert(RecordKind.PERSON, own, (low, high)[turn % 2])
            found = index.search(question)
            shown = {hit.key: hit[1:] for hit in found.hits + found.unmet}
            assert shown[own] == expected[turn % 2], (
                "one's own write is visible to the next question"
            )
            index.delete(RecordKind.PERSON, own)

    with ThreadPoolExecutor(5) as pool:
        readers = [pool.submit(ask) for _ in range(3)]
        writers = [pool.submit(write, start, readers) for start in (0, 7)]
        answers = [found for reader in readers for found in reader.result()]
        assert [writer.result() for writer in writers] == [None, None]
    assert all(whole(found, expected, set(fixed)) for found in answers)
    assert len(set(map(hits, answers))) > 1
    assert index.search(question).total == 20


def test_a_write_while_the_records_are_laid_out_is_in_the_next_answer(monkeypatch):
    """The layout that was made without it must not replace the news that there is something new."""
    codes = Codes(contract_criteria())
    index = LocalIndex(codes.criteria, CONCEPTS)
    question = Question(codes.vacancy({1: 512}), DEFAULT_WEIGHTS)
    late = threading.Thread(
        target=index.upsert, args=(RecordKind.PERSON, "late", codes.person({1: 9}))
    )

    def slow(*arguments):
        found = project(*arguments)
        if not late.ident:
            late.start()
            late.join(0.2)
        return found

    monkeypatch.setattr(module, "project", slow)
    index.upsert(RecordKind.PERSON, "early", codes.person({1: 5}))
    index.search(question)
    late.join()
    assert [hit.key for hit in index.search(question).hits] == ["late", "early"]


def test_a_code_beyond_the_width_is_refused_and_never_read_as_another() -> None:
    codes = Codes(contract_criteria())
    index = LocalIndex(codes.criteria, 10)
    index.upsert(RecordKind.PERSON, "p", codes.person({12: 200}))
    with pytest.raises(ValueError, match="12"):
        index.search(Question(codes.vacancy({1: 512}), DEFAULT_WEIGHTS))
