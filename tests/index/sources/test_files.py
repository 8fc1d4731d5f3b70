"""Files of records: their forms, hostile content, and what cannot be read."""

import contextlib
import json
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passend.index.sources import Record, Rejected, UnreadableFile, parse_record, read_records
from passend.index.sources import files as module

TODAY = date(2026, 11, 25)
DATA = Path(__file__).parent / "data"
PERSON = {"idWerkzoekende": "p1", "mobiliteit": {"bemiddelingspostcode": "1234AB"}}
VACANCY = {"idVacature": "v1", "adres": {"postcode": "5678CD"}}


def person(key):
    return {**PERSON, "idWerkzoekende": key}


def form(key, **more):
    return {"id": key, "kind": "person", "vum": PERSON, **more}


@pytest.fixture
def read(tmp_path):
    def from_content(content, **options):
        path = tmp_path / "records.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_records(path, today=TODAY, **options))

    return from_content


def lines(*values):
    return "".join(json.dumps(value) + "\n" for value in values)


def rules(row):
    return [found.rule for found in row.problems]


def test_json_lines_in_the_file_form(read):
    rows = read(lines(form("a", source="gemeente"), {"id": "b", "vum": VACANCY}))
    assert [(row.key, row.kind, row.source, row.position) for row in rows] == [
        ("a", "person", "gemeente", 1),
        ("b", "vacancy", "local", 2),
    ]
    assert rows[0].vum == PERSON
    assert rows[0].domain.postcode4 == "1234"


def test_json_lines_of_vum_objects(read):
    rows = read(lines(PERSON, VACANCY, {"vumID": "x.1", "adres": {"postcode": "1111AA"}}))
    assert [(row.key, row.kind, row.version) for row in rows] == [
        ("p1", "person", "v3"),
        ("v1", "vacancy", "v3"),
        ("x.1", "vacancy", "v3"),
    ]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ([PERSON, form("f"), VACANCY], ["p1", "f", "v1"]),
        ([PERSON], ["p1"]),
        (PERSON, ["p1"]),
        (form("f"), ["f"]),
        ({"maximumAantalResultatenBereikt": False, "vraagID": "q", "matches": [PERSON]}, ["p1"]),
        ({"matches": [VACANCY, {**VACANCY, "idVacature": "v2"}]}, ["v1", "v2"]),
        ({"bronID": "b", "werkzoekende": {"idWerkzoekende": "p9", "webadres": []}}, ["p9"]),
        ({"vacature": {"idVacature": "v9", "naamVacature": "Bakker"}}, ["v9"]),
    ],
)
def test_documents(read, value, keys, indent):
    rows = read(json.dumps(value, indent=indent))
    assert [row.key for row in rows] == keys
    assert [row.position for row in rows] == list(range(1, len(keys) + 1))


def test_a_document_of_lines_is_no_json_lines(read):
    one = json.dumps(PERSON)
    assert [row.key for row in read('{"matches": [\n' + one + "\n]}")] == ["p1"]
    assert [row.key for row in read("[\n" + one + "\n]\n")] == ["p1"]


def test_answers_can_stand_on_lines(read):
    rows = read(lines({"matches": [person("a"), person("b")]}, {"werkzoekende": person("c")}))
    assert [(row.key, row.position) for row in rows] == [("a", 1), ("b", 1), ("c", 2)]


def test_the_source_of_an_answer_is_the_one_it_names(read):
    (row,) = read(json.dumps({"bronID": "Gemeente X", "werkzoekende": PERSON}))
    assert row.source == "Gemeente X"
    (row,) = read(json.dumps(PERSON), source="uwv")
    assert row.source == "uwv"


def test_bom_crlf_and_blank_lines_do_no_harm(read):
    text = "\r\n".join(["", json.dumps(person("a")), "   ", "", json.dumps(person("b")), "", ""])
    rows = read(b"\xef\xbb\xbf" + text.encode())
    assert [(row.key, row.position) for row in rows] == [("a", 2), ("b", 5)]
    assert [row.key for row in read(b"\xef\xbb\xbf" + json.dumps([PERSON]).encode())] == ["p1"]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("broken", ["{oeps", '{"idWerkzoekende": "x", ', "geen json", "}"])
def test_a_broken_line_is_one_rejected_row(read, broken, place):
    good = [json.dumps(person(key)) for key in "abc"]
    good[place] = broken
    rows = read("\n".join(good))
    assert [isinstance(row, Rejected) for row in rows] == [index == place for index in range(3)]
    assert rules(rows[place]) == ["json"]
    assert rows[place].raw == broken.strip()
    assert (
        rows[place].problems[0].message("nl").startswith(f"Regel {place + 1} is geen geldige JSON")
    )


@pytest.mark.parametrize("value", [5, "x", None, [], [5], True])
def test_a_line_that_is_no_object_is_rejected(read, value):
    rows = read(lines(PERSON, value, VACANCY))
    assert [row.position for row in rows if isinstance(row, Record)] == [1, 3]


@pytest.mark.parametrize(
    ("text", "path", "rule"),
    [
        ('{"idWerkzoekende":"a","werktijden":{"x":NaN}}', "$.werktijden.x", "number"),
        (
            '{"idWerkzoekende":"a","sector":[{"codeSbi":-Infinity}]}',
            "$.sector[0].codeSbi",
            "number",
        ),
        ('{"idWerkzoekende":"a","x":1e999}', "$.x", "number"),
        ('{"idWerkzoekende":"a","x":' + "9" * 5000 + "}", "$.x", "number"),
        ('{"idWerkzoekende":"a","idWerkzoekende":"b"}', "$", "duplicate_key"),
        ('{"idWerkzoekende":"a","mobiliteit":{"a":1,"a":1}}', "$.mobiliteit", "duplicate_key"),
        ('{"idWerkzoekende":"a","emailadres":["x\\u0000y"]}', "$.emailadres[0]", "characters"),
        ('{"idWerkzoekende":"a","emailadres":["x\\ud800y"]}', "$.emailadres[0]", "characters"),
        ('{"idWerkzoekende":"a","x\\udfff":1}', "$", "characters"),
        ('{"idWerkzoekende":"a","mobiliteit":null}', "$.mobiliteit", "null"),
        ('{"idWerkzoekende":"a","x":' + "[" * 60 + "]" * 60 + "}", "$.x", "depth"),
        ('{"idWerkzoekende":"a","x":' + "[" * 99999 + "]" * 99999 + "}", "$", "depth"),
    ],
    ids=range(12),
)
@pytest.mark.parametrize("wrap", ["{bad}\n{good}\n", "[{bad},{good}]"])
def test_hostile_content_costs_one_record(read, text, path, rule, wrap):
    content = wrap.replace("{bad}", text).replace("{good}", json.dumps(PERSON))
    if rule == "depth" and path == "$" and content.startswith("["):
        with pytest.raises(UnreadableFile, match="nested"):
            read(content)
        return
    bad, good = read(content)
    assert isinstance(good, Record)
    assert (path, rule) in {(found.path, found.rule) for found in bad.problems}
    for found in bad.problems:
        found.message("nl").encode()
        json.dumps([found.path, found.value])


def test_a_pair_of_surrogates_is_one_good_character(read):
    text = '{"idWerkzoekende":"a","mobiliteit":{"bemiddelingspostcode":"1234AB"},'
    (row,) = read(
        text + '"arbeidsmarktkwalificatie":{"interesse":[{"naamInteresse":"\\ud83d\\ude00"}]}}'
    )
    assert row.domain.interests == ("😀",)


def test_a_line_that_is_not_utf8_is_rejected(read):
    rows = read(json.dumps(PERSON).encode() + b'\n{"naam": "caf\xe9"}\n')
    assert isinstance(rows[0], Record)
    assert rules(rows[1]) == ["encoding"]
    assert rows[1].problems[0].message("en") == "Line 2 is not UTF-8."


def test_a_line_that_is_too_long_is_skipped(read, monkeypatch):
    monkeypatch.setattr(module, "MAX_LINE", 200)
    long = json.dumps({**PERSON, "persoonlijkePresentatie": "x" * 900})
    rows = read("\n".join([json.dumps(person("a")), long, json.dumps(person("b")), long]))
    assert [row.position for row in rows] == [1, 2, 3, 4]
    assert [getattr(row, "key", None) for row in rows] == ["a", None, "b", None]
    assert rules(rows[1]) == ["too_large"]
    assert [row.key for row in read(json.dumps([person("a"), PERSON, VACANCY] * 1))] == [
        "a",
        "p1",
        "v1",
    ]


def test_json_lines_take_little_memory(tmp_path):
    path = tmp_path / "many.jsonl"
    with path.open("w") as out:
        for number in range(3000):
            record = {**person(f"p{number}"), "persoonlijkePresentatie": "x" * 2000}
            out.write(json.dumps(record) + "\n")
    tracemalloc.start()
    count = sum(isinstance(row, Record) for row in read_records(path, today=TODAY))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert peak < path.stat().st_size / 2


def test_a_repeated_id_is_a_problem_of_the_second(read):
    rows = read(lines(person("a"), person("a"), form("a"), form("a", source="elders"), VACANCY))
    assert [isinstance(row, Record) for row in rows] == [True, False, False, True, True]
    assert [found.path for row in rows[1:3] for found in row.problems] == [
        "$.idWerkzoekende",
        "$.id",
    ]
    assert rules(rows[1]) == ["duplicate_id"]


def test_an_invalid_record_does_not_claim_its_id(read):
    rows = read(lines({"idWerkzoekende": "a"}, person("a")))
    assert [isinstance(row, Record) for row in rows] == [False, True]


def test_the_kind_expected_must_be_the_kind_stated(read):
    rows = read(lines(form("a"), {"id": "b", "kind": "vacancy", "vum": VACANCY}), kind="person")
    (found,) = rows[1].problems
    assert (found.path, found.rule, found.value) == ("$.kind", "kind_mismatch", "vacancy")
    (found,) = read(json.dumps(VACANCY), kind="person")[0].problems
    assert found.message("nl") == (
        "Record v1: $ moet een werkzoekende (person) zijn, want dat soort gegevens wordt hier "
        "gelezen (gevonden: vacancy)."
    )
    (row,) = read(json.dumps({"id": "x", "vum": {"vumID": "y"}}), kind="vacancy")
    assert row.problems[0].path == "$.vum.adres"


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        ({"vumID": "a"}, "kind"),
        ({"vumID": "a", "werktijden": {"indicatieKantoortijden": 1}}, "kind"),
        ({"vumID": "a", "naamVacature": "x", "mobiliteit": {"maximaleReistijd": 1}}, "kind"),
        (
            {
                "idWerkzoekende": "a",
                "bemiddelingsberoep": [
                    {"codeBeroepsnaam": "x"},
                    {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "x"}},
                ],
            },
            "version",
        ),
    ],
)
def test_what_cannot_be_told_is_said(read, record, rule):
    (row,) = read(json.dumps(record))
    assert rules(row) == [rule]


@pytest.mark.parametrize(
    ("outer", "path", "rule"),
    [
        ({"id": "a b", "vum": PERSON}, "$.id", "id"),
        ({"id": 5, "vum": PERSON}, "$.id", "type"),
        ({"id": "a", "vum": PERSON, "kind": "mens"}, "$.kind", "code"),
        ({"id": "a", "vum": PERSON, "kind": ["person"]}, "$.kind", "type"),
        ({"id": "a", "vum": PERSON, "bsn": "1"}, "$.bsn", "unknown_field"),
        ({"id": "a", "vum": PERSON, "source": "x" * 201}, "$.source", "length"),
        ({"id": "a", "vum": PERSON, "ext": "x"}, "$.ext", "type"),
        ({"id": "a", "vum": "x"}, "$.vum", "type"),
        ({"id": "a", "vum": {}}, "$.vum", "missing"),
        ({"werkzoekende": PERSON, "naam": "x"}, "$.naam", "unknown_field"),
        ({"werkzoekende": 5}, "$.werkzoekende", "type"),
    ],
)
def test_the_outside_is_checked_too(outer, path, rule):
    row = parse_record(outer, today=TODAY)
    assert isinstance(row, Rejected)
    assert (path, rule) in {(found.path, found.rule) for found in row.problems}


def test_outside_inside_and_extension_are_reported_together():
    record = {
        "id": "a",
        "kind": "person",
        "bsn": "1",
        "vum": {"mobiliteit": {"bemiddelingspostcode": "x"}, "emailadres": "x"},
        "ext": {"kleur": "x", "riasec_text": None},
    }
    found = {problem.path for problem in parse_record(record, today=TODAY).problems}
    inside = {"$.vum.mobiliteit.bemiddelingspostcode", "$.vum.emailadres"}
    assert found == {"$.bsn", "$.ext.kleur", "$.ext.riasec_text"} | inside


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
        (json.dumps(PERSON).encode("utf-16"), "binary"),
        (b"caf\xe9 cr\xe8me\n", "encoding"),
        (b"naam;postcode\nJan;1234AB\n", "json"),
        (b'{"a": 1,\n "b": }\n', "json"),
        (b"[1, 2", "json"),
        (b"[]", "no_records"),
        (b'{"matches": []}', "no_records"),
        (b"[" * 99999, "depth"),
    ],
)
def test_unreadable_files(read, content, reason):
    with pytest.raises(UnreadableFile) as caught:
        read(content)
    assert caught.value.reason == reason
    assert "records.json" in caught.value.message("nl")
    assert str(caught.value).startswith("The file records.json ")


def test_absent_files_and_folders_are_unreadable(tmp_path):
    for path, reason in ((tmp_path / "geen.json", "absent"), (tmp_path, "directory")):
        with pytest.raises(UnreadableFile) as caught:
            list(read_records(path, today=TODAY))
        assert caught.value.reason == reason


@given(content=st.binary(max_size=200))
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_give_rows_or_one_clear_error(read, content):
    with contextlib.suppress(UnreadableFile):
        assert read(content)


@given(text=st.text(st.sampled_from('{}[]",:0a \n\\u'), max_size=60))
@settings(
    max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_follows_a_good_line_does_not_cost_it(read, text):
    rows = read(lines(PERSON) + text)
    assert isinstance(rows[0], Record)
