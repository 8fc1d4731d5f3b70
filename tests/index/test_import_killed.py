"""``kill -9`` at any moment of an import: what was acknowledged is there, and again completes."""

import os
import random
import signal
import subprocess
import sys
import time

from passend.index.importer import import_files
from passend.index.store import RecordStore
from tests.index.records import PERSON, TODAY, bad_line, gapless, line, write_lines
from tests.support import ROOT

KILLS = 17
GOOD, BATCH = 1_200, 10

# The real function, in a process that prints how far it says it is. Small batches, so that the
# kill falls between, before and inside many transactions.
IMPORT = """
import sys
from datetime import date
from pathlib import Path
from passend.index import importer
from passend.index.store import RecordStore
importer._BATCH = int(sys.argv[4])
store = RecordStore.open(Path(sys.argv[2]))
print("ready", flush=True)
importer.import_files(
    [Path(sys.argv[1])],
    store,
    today=date(2026, 11, 25),
    reject_file=Path(sys.argv[3]),
    progress=lambda read: print(read, flush=True),
)
print("done", flush=True)
"""


def rows():
    """Good ones with a bad one after every ten."""
    found = []
    for number in range(GOOD):
        found.append(line(number))
        if number % 10 == 9:
            found.append(bad_line(number))
    return found


def kill_after(path, store, rejects, lines, wait):
    """Run until that many batches are told and a little longer; return the lines that came out."""
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(path), str(store), str(rejects), str(BATCH)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    told = []
    for text in process.stdout:
        told.append(text.strip())
        if len(told) > lines:
            break
    time.sleep(wait)
    os.kill(process.pid, signal.SIGKILL)
    rest, err = process.communicate(timeout=60)
    assert process.returncode in (-signal.SIGKILL, 0), err
    assert err == ""
    return [*told, *rest.split()]


def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path):
    choose = random.Random()  # noqa: S311 - moments to kill at
    path, rejects = tmp_path / "in.jsonl", tmp_path / "rejects.jsonl"
    content = rows()
    write_lines(path, content)
    expected = {row["id"]: row["vum"] for row in content if not row["id"].startswith("bad")}
    file = tmp_path / "passend.sqlite"
    killed, killed_within = 0, 0
    for turn in range(KILLS):
        if turn % 5 == 0:
            for old in tmp_path.glob("passend.sqlite*"):
                old.unlink()
        told = kill_after(
            path, file, rejects, lines=choose.randint(0, 60), wait=choose.random() * 0.03
        )
        acknowledged = max((int(word) for word in told if word.isdigit()), default=0)
        killed += "done" not in told
        killed_within += "done" not in told and acknowledged > 0
        store = RecordStore.open(file)
        there = set(store.keys(PERSON))
        for row in content[:acknowledged]:
            if row["id"] in expected:
                assert f"local:{row['id']}" in there, (turn, told[-1])
        assert gapless(store)
        assert len(there) == len([c for c in store.changes() if c.operation == "put"])
        # Whole batches only: of every ten rows that were read together all good ones or none.
        for start in range(0, len(content), BATCH):
            batch = {
                f"local:{row['id']}"
                for row in content[start : start + BATCH]
                if row["id"] in expected
            }
            assert batch <= there or not batch & there
        for key in choose.sample(sorted(there), min(20, len(there))):
            assert store.get(PERSON, key).vum == expected[key.removeprefix("local:")]
        store.close()
        if "done" not in told:
            assert not rejects.exists()
        rejects.unlink(missing_ok=True)
    assert killed >= 15
    assert killed_within >= 10, "most kills must fall among the batches"

    store = RecordStore.open(file)
    present = store.count(PERSON)
    report = import_files([path], store, today=TODAY, reject_file=rejects)
    assert (report.imported, report.rejected) == (GOOD, GOOD // 10)
    assert report.unchanged == present
    assert {key.removeprefix("local:") for key in store.keys(PERSON)} == set(expected)
    assert all(store.get(PERSON, f"local:{key}").vum == vum for key, vum in expected.items())
    assert store.last_seq() == GOOD
    assert gapless(store)
    assert len(rejects.read_text(encoding="utf-8").splitlines()) == GOOD // 10
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))
    store.close()


def test_a_part_file_left_by_a_kill_does_no_harm(tmp_path):
    """Neither its content nor its rights survive into the next reject file."""
    rejects = tmp_path / "rejects.jsonl"
    part = tmp_path / ".rejects.jsonl.part"
    path = write_lines(tmp_path / "in.jsonl", [line(1), bad_line(1)])
    store = RecordStore.in_memory()
    part.write_text("half a li")
    part.chmod(0o644)
    import_files([path], store, today=TODAY, reject_file=rejects)
    assert len(rejects.read_text(encoding="utf-8").splitlines()) == 1
    assert rejects.stat().st_mode & 0o777 == 0o600
    part.write_text("half a li")
    import_files([write_lines(path, [line(2)])], store, today=TODAY, reject_file=rejects)
    assert not part.exists()
    store.close()
