"""Corrections outlive the source's updates, go with the record, and reach the index."""

import os
import signal
import subprocess
import sys
from datetime import date

import pytest

from passend.engine.model import AuthorRole, Correction, Says
from passend.index.importer import import_files
from passend.index.local import LocalIndex
from passend.index.records import StoredRecords, to_domain
from passend.index.replay import Follower, coded
from passend.index.store import CorrectionError, RecordStore
from tests.index.records import (
    PERSON,
    TODAY,
    VACANCY,
    gapless,
    line,
    stored,
    vum_person,
    write_lines,
)
from tests.support import ROOT

KEY = "local:p1"
ADVISER = AuthorRole.ADVISER


@pytest.fixture
def store():
    made = RecordStore.in_memory()
    yield made
    made.close()


@pytest.fixture
def skill(coder):
    """A competence that a cook is asked and nobody in these records names."""
    cook = next(n for n, c in enumerate(coder.taxonomy.concepts) if "Kok" in c.names)
    return coder.taxonomy.concepts[coder.taxonomy.asked(cook)[0][0]].iri


def said(concept, says=Says.ADDED, author="a12"):
    return Correction(concept, says, ADVISER, author, date(2026, 11, 25))


def offered(coder, code, concept):
    return coder.taxonomy.ids[concept] in code.gains["competences"].as_dict()


def test_a_correction_survives_an_update_from_the_source(store, coder, skill, tmp_path):
    def load(work):
        path = write_lines(tmp_path / "in.jsonl", [line(1, vum=vum_person(1, work))])
        return import_files([path], store, today=TODAY, reject_file=tmp_path / "rejects.jsonl")

    load("haren knippen")
    store.correct(PERSON, KEY, said(skill), "deed dit thuis jaren")
    assert load("haren knippen en verven").unchanged == 0
    record = store.get(PERSON, KEY)
    assert (
        record.vum["arbeidsmarktkwalificatie"]
        == vum_person(1, "haren knippen en verven")["arbeidsmarktkwalificatie"]
    )
    assert record.corrections == (said(skill),)
    assert offered(coder, coded(coder, to_domain(record)), skill)


def test_the_same_record_again_changes_nothing_whatever_its_corrections(store, skill):
    store.put([stored(PERSON, 1)])
    store.correct(PERSON, KEY, said(skill), "deed dit thuis")
    assert store.put([stored(PERSON, 1)]) == 0
    assert store.get(PERSON, KEY).digest == stored(PERSON, 1).digest


def test_a_correction_reaches_an_index_that_follows(store, coder, skill):
    store.put([stored(PERSON, 1, "kapper")])
    index = LocalIndex(coder.criteria, coder.width)
    follower = Follower(store, index, coder)
    follower.catch_up()
    kept = store.correct(PERSON, KEY, said(skill), "deed dit thuis")
    assert follower.catch_up() == 1
    assert offered(coder, coder.person(StoredRecords(store).jobseeker(KEY)), skill)
    store.withdraw_correction(PERSON, KEY, kept.number, TODAY, ADVISER)
    assert follower.catch_up() == 1
    assert not offered(coder, coder.person(StoredRecords(store).jobseeker(KEY)), skill)
    assert gapless(store)


def test_a_withdrawn_correction_stays_listed_and_counts_no_more(store, skill):
    store.put([stored(PERSON, 1)])
    kept = store.correct(PERSON, KEY, said(skill), "deed dit thuis")
    assert store.withdraw_correction(PERSON, KEY, kept.number, TODAY, ADVISER)
    seq = store.last_seq()
    assert not store.withdraw_correction(PERSON, KEY, kept.number, TODAY, ADVISER)
    assert store.last_seq() == seq
    (listed,) = store.corrections(PERSON, KEY)
    assert (listed.withdrawn, listed.withdrawn_by, listed.reason) == (
        TODAY,
        ADVISER,
        "deed dit thuis",
    )
    assert store.get(PERSON, KEY).corrections == ()


def test_corrections_are_purged_with_their_record_and_no_other(store, skill):
    store.put([stored(PERSON, 1), stored(PERSON, 2), stored(VACANCY, 1, key=KEY)])
    for kind, key in ((PERSON, KEY), (PERSON, "local:p2"), (VACANCY, KEY)):
        store.correct(kind, key, said(skill), "reden")
    store.delete(PERSON, [KEY])
    assert store.corrections(PERSON, KEY) == []
    assert len(store.corrections(PERSON, "local:p2")) == 1
    assert len(store.corrections(VACANCY, KEY)) == 1
    store.put([stored(PERSON, 1)])
    assert store.get(PERSON, KEY).corrections == ()


def test_a_correction_of_no_record_is_refused(store, skill):
    with pytest.raises(KeyError):
        store.correct(PERSON, KEY, said(skill), "reden")
    store.put([stored(PERSON, 1), stored(PERSON, 2)])
    kept = store.correct(PERSON, KEY, said(skill), "reden")
    with pytest.raises(KeyError):
        store.withdraw_correction(PERSON, "local:p2", kept.number, TODAY, ADVISER)
    assert store.get(PERSON, KEY).corrections == (said(skill),)


@pytest.mark.parametrize("author", ["Jan de Vries", "a@b.nl", "", "x" * 65])
def test_an_author_is_a_pseudonym(store, skill, author):
    store.put([stored(PERSON, 1)])
    with pytest.raises(CorrectionError) as caught:
        store.correct(PERSON, KEY, said(skill, author=author), "reden")
    assert caught.value.field == "door"
    assert store.corrections(PERSON, KEY) == []


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "een\x00twee"])
def test_a_reason_is_required_and_short(store, skill, reason):
    store.put([stored(PERSON, 1)])
    with pytest.raises(CorrectionError) as caught:
        store.correct(PERSON, KEY, said(skill), reason)
    assert caught.value.field == "reden"


CORRECT = """
import sys
from datetime import date
from pathlib import Path
from passend.engine.model import AuthorRole, Correction, Says
from passend.engine.ports import RecordKind
from passend.index.store import RecordStore
store = RecordStore.open(Path(sys.argv[1]))
for number in range(1, 10_000):
    one = Correction(sys.argv[2], Says.ADDED, AuthorRole.ADVISER, f"a{number}", date(2026, 11, 25))
    store.correct(RecordKind.PERSON, "local:p1", one, "reden")
    print(number, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 7, 20])
def test_what_was_acknowledged_before_a_kill_is_in_the_next_index(
    tmp_path, coder, skill, acknowledged
):
    """The process dies between the write and the index: the feed brings it back."""
    file = tmp_path / "passend.sqlite"
    store = RecordStore.open(file)
    store.put([stored(PERSON, 1, "kapper")])
    index = LocalIndex(coder.criteria, coder.width)
    follower = Follower(store, index, coder)
    follower.catch_up()
    store.close()
    process = subprocess.Popen(
        [sys.executable, "-c", CORRECT, str(file), skill],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    for text in process.stdout:
        if int(text) >= acknowledged:
            break
    os.kill(process.pid, signal.SIGKILL)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    told = max([acknowledged, *(int(word) for word in rest.split())])

    store = RecordStore.open(file)
    kept = store.corrections(PERSON, KEY)
    assert [one.number for one in kept] == list(range(1, len(kept) + 1))
    # The last one may be on disk without having been told.
    assert told <= len(kept) <= told + 1
    assert gapless(store)
    assert store.last_seq() == 1 + len(kept)
    follower.store = store
    assert follower.catch_up() == 1
    assert offered(coder, coder.person(StoredRecords(store).jobseeker(KEY)), skill)
    store.close()


def test_a_store_made_before_corrections_existed_opens_and_takes_them(tmp_path, skill):
    import sqlite3

    file = tmp_path / "passend.sqlite"
    store = RecordStore.open(file)
    store.put([stored(PERSON, 1)])
    store.close()
    with sqlite3.connect(file) as raw:
        raw.execute("DROP TABLE correction")
        raw.execute("DROP TABLE weights_used")
    raw.close()
    store = RecordStore.open(file)
    assert store.get(PERSON, KEY).corrections == ()
    store.correct(PERSON, KEY, said(skill), "reden")
    assert store.get(PERSON, KEY).corrections == (said(skill),)
    assert store.weights_trail() == []
    store.close()
