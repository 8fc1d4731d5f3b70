"""Which weights were in force since when, and no version with two contents."""

from datetime import date

import pytest

from passend.index.store import RecordStore, WeightsUsed, WeightsVersionError

FIRST, SECOND = date(2026, 11, 25), date(2026, 11, 26)


def test_the_trail_grows_with_each_change_and_not_with_each_start(tmp_path):
    store = RecordStore.open(tmp_path / "a.sqlite")
    assert store.use_weights("n/1", "aa", "een", FIRST)
    assert not store.use_weights("n/1", "aa", "een", SECOND)
    assert store.use_weights("n/2", "bb", "twee", SECOND)
    assert store.use_weights("n/1", "aa", "een", SECOND)
    store.close()
    again = RecordStore.open(tmp_path / "a.sqlite")
    assert again.weights_trail() == [
        WeightsUsed(FIRST, "n/1", "aa", "een"),
        WeightsUsed(SECOND, "n/2", "bb", "twee"),
        WeightsUsed(SECOND, "n/1", "aa", "een"),
    ]
    assert again.last_seq() == 0
    again.close()


def test_one_version_cannot_have_two_contents():
    store = RecordStore.in_memory()
    store.use_weights("n/1", "aa", "een", FIRST)
    with pytest.raises(WeightsVersionError, match="n/1"):
        store.use_weights("n/1", "bb", "twee", SECOND)
    assert len(store.weights_trail()) == 1
    store.close()
