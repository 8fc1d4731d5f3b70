"""An index that follows the feed is the index one would build afresh."""

import random
from datetime import date

import pytest

from passend.engine.matcher import Matcher
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import Question, RecordKind
from passend.engine.weights import DEFAULT_WEIGHTS
from passend.index.local import LocalIndex
from passend.index.records import StoredRecords, to_domain
from passend.index.replay import Follower, coded
from passend.index.store import RecordStore, StoreError
from tests.index.records import PERSON, VACANCY, WORK, stored, vum_person


@pytest.fixture
def store():
    made = RecordStore.in_memory()
    yield made
    made.close()


@pytest.fixture
def follower(store, coder):
    return Follower(store, empty(coder), coder)


def empty(coder):
    return LocalIndex(coder.criteria, coder.width)


def answers(index, coder):
    asked = [coder.vacancy(Vacancy(title=work)) for work in WORK[:3]]
    asked.append(coder.person(Jobseeker(text="ik ben kapper")))
    return [index.search(Question(code, DEFAULT_WEIGHTS, 99, 99, 99)) for code in asked]


def test_an_index_follows_puts_changes_and_deletions(store, follower):
    store.put([stored(PERSON, 1), stored(PERSON, 2), stored(VACANCY, 1)])
    assert follower.catch_up() == 3
    assert (len(follower.index), follower.seq) == (3, 3)
    store.delete(PERSON, ["local:p1"])
    assert follower.catch_up() == 1
    assert (len(follower.index), follower.seq) == (2, 4)
    assert follower.catch_up() == 0


def test_a_deleted_record_is_in_no_answer(store, follower, coder):
    store.put([stored(PERSON, 1, "kapper"), stored(PERSON, 2, "kapper")])
    follower.catch_up()
    store.delete(PERSON, ["local:p1"])
    follower.catch_up()
    (found, *_) = answers(follower.index, coder)
    assert [hit.key for hit in found.hits] == ["local:p2"]


def test_a_record_that_came_and_went_unseen_is_no_error(store, follower):
    store.put([stored(PERSON, 1)])
    store.delete(PERSON, ["local:p1"])
    assert follower.catch_up() == 1
    assert (len(follower.index), follower.seq) == (0, 2)


@pytest.mark.parametrize("seed", range(6))
def test_following_any_history_equals_a_fresh_index(store, follower, coder, seed):
    choose = random.Random(seed)  # noqa: S311 - arbitrary histories
    for _ in range(25):
        kind, number = choose.choice([PERSON, VACANCY]), choose.randint(0, 6)
        if choose.random() < 0.4:
            store.delete(kind, [stored(kind, number).key])
        else:
            store.put([stored(kind, number, choose.choice(WORK))])
        if choose.random() < 0.3:
            follower.catch_up()
    follower.catch_up()
    fresh = Follower(store, empty(coder), coder)
    fresh.catch_up()
    plain = empty(coder)
    for kind in RecordKind:
        for key in store.keys(kind):
            plain.upsert(kind, key, coded(coder, to_domain(store.get(kind, key))))
    assert answers(follower.index, coder) == answers(fresh.index, coder) == answers(plain, coder)
    assert follower.seq == fresh.seq == store.last_seq()
    assert len(follower.index) == store.count(PERSON) + store.count(VACANCY)


def test_progress_is_told_per_record(store, coder):
    told = []
    store.put(stored(PERSON, number) for number in range(3))
    Follower(store, empty(coder), coder, lambda *step: told.append(step)).catch_up()
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_failed_to_be_applied_is_applied_the_next_time(store, coder):
    """The number seen moves on only past what the index has."""

    class Failing(LocalIndex):
        fails = True

        def upsert(self, kind, key, code):
            if key == "local:p1" and self.fails:
                raise OSError("the index is away")
            super().upsert(kind, key, code)

    index = Failing(coder.criteria, len(coder.taxonomy))
    follower = Follower(store, index, coder)
    store.put(stored(PERSON, number) for number in range(3))
    with pytest.raises(OSError, match="away"):
        follower.catch_up()
    assert follower.seq == 1
    index.fails = False
    assert follower.catch_up() == 2
    assert len(index) == 3


# ---------------------------------------------------------------- records as the engine reads them


def test_a_stored_record_reads_as_on_the_day_it_came_in():
    """A job that still runs ends that day: the score does not move with the calendar."""
    vum = vum_person(1)
    vum["arbeidsmarktkwalificatie"]["werkervaring"] = [{"datumAanvangWerkzaamheden": "2026-01-01"}]
    months = [
        to_domain(stored(PERSON, 1, vum=vum, received=day)).experience[0].months
        for day in (date(2026, 3, 1), date(2026, 9, 1))
    ]
    assert months[1] - months[0] == 6


def test_records_are_read_by_kind_and_key(store):
    store.put([stored(PERSON, 1), stored(VACANCY, 1, "Kapper")])
    records = StoredRecords(store)
    assert isinstance(records.jobseeker("local:p1"), Jobseeker)
    assert records.vacancy("local:v1").title == "Kapper"
    for read, key in ((records.jobseeker, "local:v1"), (records.vacancy, "local:p1")):
        with pytest.raises(KeyError):
            read(key)


def test_a_record_that_no_longer_passes_is_named_without_its_content(store):
    with pytest.raises(StoreError, match="person local:p1 can no longer be read") as caught:
        to_domain(stored(PERSON, 1, vum={"idWerkzoekende": "p1", "naam": "GEHEIM"}))
    assert "GEHEIM" not in str(caught.value)


def test_a_matcher_over_a_followed_store_explains_what_the_index_finds(store, follower, coder):
    store.put(stored(PERSON, number) for number in range(6))
    store.put(stored(VACANCY, number) for number in range(6))
    follower.catch_up()
    matcher = Matcher(coder, follower.index, StoredRecords(store))
    answer = matcher.persons_for(to_domain(store.get(VACANCY, "local:v0")))
    shown = (*answer.matches, *answer.unmet)
    assert answer.total == 6
    assert answer.matches[0].key == "local:p0"
    assert all(match.explanation.pair.score == match.score for match in shown)
    back = matcher.vacancies_for(to_domain(store.get(PERSON, "local:p0")))
    scores = {match.key: match.score for match in back.matches}
    assert scores["local:v0"] == answer.matches[0].score
