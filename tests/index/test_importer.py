"""Files into the store: good in, bad to the reject file, the counts add up."""

import json
import stat
from datetime import date

import pytest

from passend.index import importer
from passend.index.importer import UnreadableFile, import_files
from passend.index.store import RecordStore
from tests.index.records import (
    PERSON,
    TODAY,
    VACANCY,
    bad_line,
    gapless,
    line,
    vum_vacancy,
    write_lines,
)


@pytest.fixture
def store():
    made = RecordStore.in_memory()
    yield made
    made.close()


@pytest.fixture
def run(store, tmp_path):
    def imported(*paths, **more):
        more.setdefault("today", TODAY)
        return import_files(paths, store, reject_file=tmp_path / "rejects" / "out.jsonl", **more)

    return imported


def rejected(tmp_path):
    text = (tmp_path / "rejects" / "out.jsonl").read_text(encoding="utf-8")
    return [json.loads(row) for row in text.splitlines()]


def test_good_records_go_in_and_bad_ones_to_the_reject_file(run, store, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [line(1), bad_line(1), line(2), line(2), "x"])
    report = run(path)
    assert (report.read, report.imported, report.rejected, report.unchanged) == (5, 2, 3, 0)
    assert report.reject_file == tmp_path / "rejects" / "out.jsonl"
    assert store.keys(PERSON) == ["local:p1", "local:p2"]
    rows = rejected(tmp_path)
    assert [(row["file"], row["position"]) for row in rows] == [("a.jsonl", n) for n in (2, 4, 5)]
    assert [row["raw"] for row in rows] == [bad_line(1), line(2), "x"]
    assert rows[0]["problems"][0]["path"] == "$.vum.mobiliteit"
    assert rows[0]["problems"][0]["record"] == "bad1"
    assert [row["problems"][0]["rule"] for row in rows] == [
        "missing",
        "duplicate_id",
        "not_an_object",
    ]
    assert all(problem["message"] for row in rows for problem in row["problems"])


def test_the_reject_file_is_for_its_owner_only(run, tmp_path):
    report = run(write_lines(tmp_path / "a.jsonl", [line(1), bad_line(1)]))
    assert stat.S_IMODE(report.reject_file.stat().st_mode) == 0o600
    assert [entry.name for entry in report.reject_file.parent.iterdir()] == ["out.jsonl"]


def test_messages_come_in_the_language_asked(run, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [bad_line(1)])
    messages = []
    for lang in ("nl", "en"):
        run(path, lang=lang)
        messages.append(rejected(tmp_path)[0]["problems"][0]["message"])
    assert "required" in messages[1]
    assert messages[0] != messages[1]


def test_there_is_no_reject_file_when_nothing_is_rejected(run, tmp_path):
    report = run(write_lines(tmp_path / "a.jsonl", [line(1)]))
    assert report.reject_file is None
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.jsonl"]


def test_the_same_import_twice_changes_nothing(run, store, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [line(1), line(2), bad_line(1)])
    first, second = run(path), run(path, today=date(2027, 5, 1))
    assert (first.imported, first.unchanged) == (2, 0)
    assert (second.imported, second.unchanged) == (2, 2)
    assert second.rejected == first.rejected
    assert store.last_seq() == 2


def test_only_what_changed_is_written(run, store, tmp_path):
    run(write_lines(tmp_path / "a.jsonl", [line(1), line(2)]))
    changed = line(2, ext={"text": "ik ben kok"})
    report = run(write_lines(tmp_path / "a.jsonl", [line(1), changed, line(3)]))
    assert (report.imported, report.unchanged) == (3, 1)
    assert [change.key for change in store.changes(2)] == ["local:p2", "local:p3"]
    assert store.get(PERSON, "local:p2").ext == {"text": "ik ben kok"}


def test_several_files_of_several_forms(run, store, tmp_path):
    lines = write_lines(tmp_path / "a.jsonl", [line(1), bad_line(1)])
    listed = tmp_path / "b.json"
    listed.write_text(json.dumps([vum_vacancy(1), vum_vacancy(2), {"x": 1}]))
    report = run(lines, listed, source="gemeente")
    assert (report.read, report.imported, report.rejected) == (5, 3, 2)
    assert store.keys(PERSON) == ["gemeente:p1"]
    assert store.keys(VACANCY) == ["gemeente:v1", "gemeente:v2"]
    assert [row["file"] for row in rejected(tmp_path)] == ["a.jsonl", "b.json"]


def test_the_source_a_record_names_goes_before_the_one_given(run, store, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [line(1, source="eigen"), line(2)])
    run(path, source="gegeven")
    assert store.keys(PERSON) == ["eigen:p1", "gegeven:p2"]


def test_a_record_of_another_kind_than_asked_is_rejected(run, store, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([vum_vacancy(1)]))
    report = run(path, kind="person")
    assert (report.imported, report.rejected) == (0, 1)
    assert store.last_seq() == 0


@pytest.mark.parametrize("content", [None, b"", b"not json\nat all\n", b"\xff\xfe" * 20, b"[]"])
def test_with_one_unreadable_file_nothing_is_imported(run, store, tmp_path, content):
    good = write_lines(tmp_path / "good.jsonl", [line(1), bad_line(1)])
    bad = tmp_path / "bad.json"
    if content is not None:
        bad.write_bytes(content)
    for paths in ((good, bad), (bad, good)):
        with pytest.raises(UnreadableFile, match=r"bad\.json"):
            run(*paths)
    assert store.last_seq() == 0
    assert not (tmp_path / "rejects").exists()


def test_progress_tells_what_is_in_the_store(run, store, tmp_path, monkeypatch):
    """Told after the batch is written, never before."""
    monkeypatch.setattr(importer, "_BATCH", 3)
    path = write_lines(tmp_path / "a.jsonl", [line(n) for n in range(7)])
    told = []
    run(path, progress=lambda read: told.append((read, store.count(PERSON))))
    assert told == [(3, 3), (6, 6), (7, 7)]
    assert gapless(store)


def test_a_read_that_fails_later_keeps_whole_batches_and_a_second_run_completes(
    run, store, tmp_path, monkeypatch
):
    """A disk that fails in the middle: what was reported is kept, no reject file pretends to be
    complete, and running again gives the full set."""
    monkeypatch.setattr(importer, "_BATCH", 2)
    path = write_lines(
        tmp_path / "a.jsonl", [line(0), bad_line(0), *[line(n) for n in range(1, 6)]]
    )
    real, told = importer.read_records, []

    def failing(path, **options):
        for position, row in enumerate(real(path, **options)):
            if position == 5:
                raise UnreadableFile(path, "denied")
            yield row

    monkeypatch.setattr(importer, "read_records", failing)
    with pytest.raises(UnreadableFile):
        run(path, progress=told.append)
    assert told == [2, 4]
    assert store.keys(PERSON) == ["local:p0", "local:p1", "local:p2"]
    assert not list((tmp_path / "rejects").iterdir())
    monkeypatch.setattr(importer, "read_records", real)
    report = run(path)
    assert (report.imported, report.unchanged, report.rejected) == (6, 3, 1)
    assert store.count(PERSON) == 6


def test_fixed_many_files_are_not_open_together(run, store, tmp_path, monkeypatch):
    """Over about a thousand files the next one "could not be read"."""
    real, opened = importer.read_records, []

    def watched(path, **options):
        opened.append(path)
        try:
            yield from real(path, **options)
        finally:
            opened.remove(path)
            assert not opened

    monkeypatch.setattr(importer, "read_records", watched)
    paths = [write_lines(tmp_path / f"{n}.jsonl", [line(n), line(n + 50)]) for n in range(20)]
    assert run(*paths).imported == 40
    assert store.count(PERSON) == 40


def test_a_reject_file_that_is_there_is_replaced_whole(run, tmp_path):
    run(write_lines(tmp_path / "a.jsonl", [bad_line(n) for n in range(5)]))
    run(write_lines(tmp_path / "a.jsonl", [bad_line(9)]))
    assert [row["raw"] for row in rejected(tmp_path)] == [bad_line(9)]
