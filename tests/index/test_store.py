"""The record store: what is acknowledged is there, and the feed has no gaps."""

import json
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.index.store import Change, RecordStore, StoreError
from tests.index.records import PERSON, VACANCY, gapless, stored
from tests.support import ROOT, examples


@pytest.fixture
def store(tmp_path):
    made = RecordStore.open(tmp_path / "passend.sqlite")
    yield made
    made.close()


def test_a_record_comes_back_as_it_went_in(store):
    record = stored(PERSON, 1, ext={"ext": ["é", 1, 2.5, True, {"x": []}]}, version="v2")
    assert store.put([record]) == 1
    assert store.get(PERSON, record.key) == record


def test_a_record_that_is_not_there_is_a_key_error(store):
    store.put([stored(PERSON, 1)])
    for kind, key in ((PERSON, "local:p2"), (VACANCY, "local:p1"), (PERSON, "")):
        with pytest.raises(KeyError):
            store.get(kind, key)


def test_a_second_put_replaces(store):
    store.put([stored(PERSON, 1, "bakker")])
    assert store.put([stored(PERSON, 1, "kapper")]) == 1
    assert store.get(PERSON, "local:p1").vum == stored(PERSON, 1, "kapper").vum
    assert store.count(PERSON) == 1


def test_an_equal_record_writes_nothing(store):
    record = stored(PERSON, 1)
    store.put([record])
    reordered = replace(record, vum=dict(reversed(list(record.vum.items()))))
    later = replace(record, received=date(2027, 1, 1))
    assert store.put([record, reordered, later]) == 0
    assert store.last_seq() == 1
    assert store.get(PERSON, record.key).received == record.received


@pytest.mark.parametrize(
    "other",
    [{"source": "elders"}, {"version": "v2"}, {"vum": {"a": 1}}, {"ext": {"a": 1}}],
)
def test_any_other_content_is_a_change(store, other):
    store.put([stored(PERSON, 1)])
    assert store.put([stored(PERSON, 1, **other)]) == 1


def test_one_key_may_name_a_person_and_a_vacancy(store):
    store.put([stored(PERSON, 1, key="x"), stored(VACANCY, 1, key="x")])
    store.delete(PERSON, ["x"])
    assert store.get(VACANCY, "x").kind is VACANCY
    assert (store.count(PERSON), store.count(VACANCY)) == (0, 1)


def test_the_feed_tells_every_change_in_order(store):
    store.put([stored(PERSON, 1), stored(VACANCY, 1)])
    store.put([stored(PERSON, 1, "bakker")])
    assert store.delete(PERSON, ["local:p1", "unknown"]) == 1
    assert store.delete(PERSON, ["local:p1"]) == 0
    assert list(store.changes()) == [
        Change(1, PERSON, "local:p1", "put"),
        Change(2, VACANCY, "local:v1", "put"),
        Change(3, PERSON, "local:p1", "put"),
        Change(4, PERSON, "local:p1", "delete"),
    ]
    assert [change.seq for change in store.changes(2)] == [3, 4]
    assert list(store.changes(4)) == []


def test_numbers_are_not_given_out_twice_after_everything_is_deleted(store):
    store.put([stored(PERSON, 1)])
    store.delete(PERSON, ["local:p1"])
    store.put([stored(PERSON, 1)])
    assert [change.seq for change in store.changes()] == [1, 2, 3]


def test_the_latest_state_comes_once_per_record(store):
    store.put([stored(PERSON, 1), stored(PERSON, 2), stored(PERSON, 3)])
    store.put([stored(PERSON, 1, "bakker")])
    store.delete(PERSON, ["local:p2"])
    found = [(entry.seq, entry.key, record) for entry, record in store.latest()]
    assert found == [
        (3, "local:p3", stored(PERSON, 3)),
        (4, "local:p1", stored(PERSON, 1, "bakker")),
        (5, "local:p2", None),
    ]
    assert [entry.seq for entry, _ in store.latest(4)] == [5]


def test_one_put_is_all_or_nothing(store):
    store.put([stored(PERSON, 0)])

    def broken():
        yield stored(PERSON, 1)
        yield stored(PERSON, 0, "bakker")
        raise RuntimeError("the source failed")

    with pytest.raises(RuntimeError, match="the source failed"):
        store.put(broken())
    assert store.keys(PERSON) == ["local:p0"]
    assert store.get(PERSON, "local:p0") == stored(PERSON, 0)
    assert store.last_seq() == 1
    assert store.put([stored(PERSON, 1)]) == 1
    assert gapless(store)


def test_a_delete_that_fails_in_the_middle_deletes_nothing(store):
    store.put([stored(PERSON, 1), stored(PERSON, 2)])

    class Broken(list):
        def __iter__(self):
            yield "local:p1"
            raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        store.delete(PERSON, Broken())
    assert store.count(PERSON) == 2
    assert store.last_seq() == 2


def test_what_was_written_is_there_after_reopening(tmp_path):
    path = tmp_path / "a" / "new folder" / "passend.sqlite"
    first = RecordStore.open(path)
    first.put([stored(PERSON, 1), stored(VACANCY, 2)])
    first.delete(VACANCY, ["local:v2"])
    first.close()
    again = RecordStore.open(path)
    assert again.keys(PERSON) == ["local:p1"]
    assert again.count(VACANCY) == 0
    again.put([stored(PERSON, 3)])
    assert [change.seq for change in again.changes()] == [1, 2, 3, 4]
    again.close()


def test_a_second_open_store_sees_what_the_first_wrote(tmp_path, store):
    other = RecordStore.open(tmp_path / "passend.sqlite")
    store.put([stored(PERSON, 1)])
    assert other.get(PERSON, "local:p1") == stored(PERSON, 1)
    other.put([stored(PERSON, 2)])
    assert store.last_seq() == 2
    other.close()


ODD = (
    "x'; DROP TABLE record; --",
    "%_*?[a]",
    'q"uo\\te',
    "é\u0301 ü ß 漢字 🙂",
    " leading and trailing ",
    "tab\tnew\nline",
    "a:b:c/d#e?f",
    "k" * 400,
    "null",
    "0",
)


@pytest.mark.parametrize("key", ODD)
def test_a_key_is_any_text(store, key):
    store.put([stored(PERSON, 1, key=key), stored(PERSON, 2, key=f"{key}x")])
    assert store.get(PERSON, key).key == key
    assert [change.key for change in store.changes()] == [key, f"{key}x"]
    assert store.delete(PERSON, [key]) == 1
    assert store.keys(PERSON) == [f"{key}x"]


def test_keys_come_ascending_and_as_many_as_asked(store):
    store.put(stored(PERSON, number) for number in (3, 1, 2))
    assert store.keys(PERSON) == ["local:p1", "local:p2", "local:p3"]
    assert store.keys(PERSON, 2) == ["local:p1", "local:p2"]


@examples(40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["put", "delete"]),
            st.sampled_from([PERSON, VACANCY]),
            st.lists(
                st.tuples(st.integers(0, 5), st.sampled_from(["bakker", "kapper"])), max_size=4
            ),
        ),
        max_size=12,
    )
)
def test_any_history_leaves_the_last_state_and_a_gapless_feed(history):
    store, expected, changes = RecordStore.in_memory(), {}, 0
    for operation, kind, items in history:
        records = [stored(kind, number, work) for number, work in items]
        before, changed = dict(expected), 0
        for record in records:
            if operation == "put":
                changed += expected.get((kind, record.key)) != record
                expected[kind, record.key] = record
            else:
                changed += expected.pop((kind, record.key), None) is not None
        done = (
            store.put(records)
            if operation == "put"
            else store.delete(kind, [record.key for record in records])
        )
        assert done == changed, before
        changes += changed
    assert {
        (kind, key): store.get(kind, key) for kind in (PERSON, VACANCY) for key in store.keys(kind)
    } == expected
    assert gapless(store)
    assert store.last_seq() == changes
    latest = {(entry.kind, entry.key): record for entry, record in store.latest()}
    assert {key: record for key, record in latest.items() if record is not None} == expected
    store.close()


# ---------------------------------------------------------------- files that are no store


@pytest.mark.parametrize("content", [b"hello world " * 200, b"\x00" * 4096, b"PK\x03\x04" * 1000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "passend.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="cannot be opened"):
        RecordStore.open(path)
    assert path.read_bytes() == content


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(StoreError, match="cannot be opened"):
        RecordStore.open(tmp_path)


def test_a_place_under_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be opened"):
        RecordStore.open(tmp_path / "file" / "passend.sqlite")


def test_another_format_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "passend.sqlite"
    RecordStore.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
        connection.execute("DROP TABLE change")
    with pytest.raises(StoreError, match="format 99; this version reads"):
        RecordStore.open(path)
    tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    connection.close()
    assert "change" not in tables


def test_fixed_a_database_of_something_else_is_refused_and_left_alone(tmp_path):
    """The tables of the store were added to any SQLite file that was named."""
    path = tmp_path / "recipes.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(StoreError, match="no record store"):
        RecordStore.open(path)
    tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    connection.close()
    assert tables == ["recipe"]


@pytest.mark.parametrize("folder", ["a?b", "c#d", "e%20f", "g h é"])
def test_fixed_a_path_is_any_path(tmp_path, folder):
    """A "?" began the options of the database, and the records went to another file."""
    path = tmp_path / folder / "passend.sqlite"
    store = RecordStore.open(path)
    store.put([stored(PERSON, 1)])
    store.close()
    assert path.stat().st_size > 0
    assert [entry.name for entry in tmp_path.iterdir()] == [folder]


def test_fixed_a_write_that_fails_is_a_store_error_without_the_record(tmp_path, store):
    """It was an error of SQLAlchemy, with the whole record in its text."""
    with sqlite3.connect(tmp_path / "passend.sqlite") as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    connection.close()
    secret = stored(PERSON, 1, "GEHEIM")
    with pytest.raises(StoreError, match="cannot be written: full") as caught:
        store.put([secret])
    told, seen = [], caught.value
    while seen is not None:
        told.append(str(seen))
        seen = seen.__cause__ or seen.__context__
    assert len(told) > 1
    assert not any("GEHEIM" in text or secret.key in text for text in told)
    assert store.last_seq() == 0


# ---------------------------------------------------------------- several writers

WRITER = """
import sys
from pathlib import Path
from passend.index.store import RecordStore
from tests.index.records import PERSON, stored
store = RecordStore.open(Path(sys.argv[1]))
sys.stdin.readline()
for batch in range(25):
    numbers = [f"{sys.argv[2]}-{batch}-{n}" for n in range(4)]
    store.put(stored(PERSON, number) for number in numbers)
    if batch % 5 == 4:
        store.delete(PERSON, [f"local:p{numbers[0]}"])
store.close()
"""


def start(path, name, program=WRITER):
    return subprocess.Popen(
        [sys.executable, "-c", program, str(path), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_two_processes_that_write_at_once_share_one_gapless_feed(tmp_path):
    """Both make the store, then write together: neither loses a write, no number is used twice."""
    path = tmp_path / "passend.sqlite"
    writers = [start(path, name) for name in ("a", "b", "c")]
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        out, err = writer.communicate(timeout=60)
        assert (writer.returncode, err) == (0, ""), out
    store = RecordStore.open(path)
    assert gapless(store)
    assert store.last_seq() == 3 * (25 * 4 + 5)
    assert store.count(PERSON) == 3 * (25 * 4 - 5)
    writes = [change for change in store.changes() if change.operation == "put"]
    assert Counter(change.key[len("local:p")] for change in writes) == {
        "a": 100,
        "b": 100,
        "c": 100,
    }
    # One put is one transaction: its four records stand together in the feed.
    batches = [change.key.rsplit("-", 1)[0] for change in writes]
    assert all(len(set(batches[n : n + 4])) == 1 for n in range(0, len(batches), 4))
    order = [change.key[len("local:p")] for change in writes]
    store.close()
    assert sum(left != right for left, right in pairwise(order)) >= 2


def test_threads_share_one_store(store):
    errors = []

    def write(name):
        try:
            for batch in range(10):
                store.put(stored(PERSON, f"{name}-{batch}-{n}") for n in range(3))
                assert len(list(store.changes())) >= 3
        except BaseException as error:
            errors.append(error)
            raise

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert store.count(PERSON) == 90
    assert gapless(store)


def test_content_is_kept_as_json_text(tmp_path, store):
    """So that another program can read it."""
    store.put([stored(PERSON, 1, "é")])
    connection = sqlite3.connect(tmp_path / "passend.sqlite")
    ((text,),) = connection.execute("SELECT vum FROM record").fetchall()
    connection.close()
    assert json.loads(text) == stored(PERSON, 1, "é").vum
