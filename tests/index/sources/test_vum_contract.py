"""The models against the published contracts and the accreditation records."""

import json
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from passend.index.sources import (
    Record,
    drop_empty,
    parse_record,
    read_person_v3,
    read_records,
    read_vacancy_v3,
    write_person_v3,
    write_vacancy_v3,
)

ROOT = Path(__file__).resolve().parents[3]
VUM = ROOT.parent / "shared" / "data" / "vum"
ACCREDITATION = VUM / "v3.0.8" / "accreditatie"
UPLOAD = ACCREDITATION / "werkzoekenden" / "AccreditatieWerkzoekenden_upload.json"
DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 25)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not VUM.is_dir(), reason=f"the VUM contracts are not at {VUM}"),
]

CONTRACTS = {
    ("v3", "person"): ("v3.0.8/OAS_Contracten/VUM-Bron-WerkzoekendeProfielen.json", "Werkzoekende"),
    ("v3", "vacancy"): ("v3.0.8/OAS_Contracten/VUM-Bron-Vacatures.json", "Vacature"),
    ("v2", "person"): ("v2.0.2/VUM-Bron-WerkzoekendeProfielen.json", "Werkzoekende"),
    ("v2", "vacancy"): ("v2.0.2/VUM-Bron-Vacatures.json", "Vacature"),
}


def without_nullable(schema):
    """Return a JSON schema for an OpenAPI one, in which null is allowed by ``nullable``."""
    if isinstance(schema, list):
        return [without_nullable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: without_nullable(value) for key, value in schema.items() if key != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") is True else plain


@cache
def validator(file, name):
    components = json.loads((VUM / file).read_text(encoding="utf-8"))["components"]
    schema = {"$ref": f"#/components/schemas/{name}", "components": without_nullable(components)}
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def detail(version, kind):
    return validator(*CONTRACTS[version, kind])


def match(kind):
    file, name = CONTRACTS["v3", kind]
    return validator(file, f"MP{name}Match")


@cache
def profiles():
    return json.loads(UPLOAD.read_text(encoding="utf-8"))


@cache
def accreditation_data(folder, file, side):
    rows = json.loads((ACCREDITATION / folder / file).read_text(encoding="utf-8"))
    found = [one for row in rows for one in json.loads(row[f"{side}.zoekresultaten"])]
    return found, [json.loads(row[f"{side}.{side}"]) for row in rows]


def vacancies():
    return accreditation_data("vacatures", "AccreditatieVacature_data.json", "vacature")


def jobseekers():
    return accreditation_data(
        "werkzoekenden", "AccreditatieWerkzoekenden_data.json", "werkzoekende"
    )


def written(kind, record):
    read, write = {
        "person": (read_person_v3, write_person_v3),
        "vacancy": (read_vacancy_v3, write_vacancy_v3),
    }[kind]
    parsed = read(record, today=TODAY)
    return write(parsed.domain, parsed.rest)


def test_all_profiles_load():
    rows = list(read_records(UPLOAD, today=TODAY))
    assert len(rows) == 1000
    assert [row for row in rows if not isinstance(row, Record)] == []
    assert {(row.kind, row.version) for row in rows} == {("person", "v3")}


def test_all_profiles_come_back_and_keep_to_the_contract():
    for record in profiles():
        back = written("person", record)
        assert back == drop_empty(record)
        detail("v3", "person").validate(back)


def test_all_vacancies_load_come_back_and_keep_to_the_contract():
    matches, details = vacancies()
    distinct = {one["idVacature"]: one for one in matches}
    assert (len(matches), len(distinct)) == (712, 485)
    for schema, records in ((match("vacancy"), matches), (detail("v3", "vacancy"), details)):
        for record in records:
            row = parse_record(record, today=TODAY)
            assert isinstance(row, Record), row.problems
            assert (row.kind, row.version) == ("vacancy", "v3")
            back = written("vacancy", record)
            assert back == drop_empty(record) == row.vum
            schema.validate(back)


def test_the_expected_jobseekers_load_come_back_and_keep_to_the_contract():
    matches, details = jobseekers()
    assert (len(matches), len(details)) == (106, 50)
    for schema, records in ((match("person"), matches), (detail("v3", "person"), details)):
        for record in records:
            assert isinstance(parse_record(record, today=TODAY), Record)
            back = written("person", record)
            assert back == drop_empty(record)
            schema.validate(back)


# Every field, with many values, must get the verdict of the contract.

VALUES = [
    *("", "x", "a b", ".", "..", "9", "0", "01", "05", "7", "8", "24100", "24103", "Aansturen"),
    *("B", "O", "AM", "E", "V", "AB", "WW", "nld", "NLD", "1234AB", "1234 AB", "NL", "NLD1"),
    *("2026-01-31", "2026-02-30", "20260131", "12345678901"),
    *(
        "x" * size
        for length in (1, 2, 4, 6, 9, 11, 14, 16, 24, 35, 40)
        for size in (length, length + 1)
    ),
    *("y" * size for length in (70, 80, 100, 120, 200) for size in (length, length + 1)),
    *("z" * size for length in (320, 500, 512, 1000, 2000) for size in (length, length + 1)),
    *(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99, 100, 999, 1000, 99999, 100000),
    *(True, False, 1.5, None, ["x"], {"x": "y"}),
]


def leaves(value, parts=()):
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*parts, key))
    else:
        yield parts


def put(record, parts, value):
    changed = deepcopy(record)
    here = changed
    for part in parts[:-1]:
        here = here[part]
    here[parts[-1]] = value
    return changed


ID_FIELDS = {"vumID", "idWerkzoekende", "idVacature"}
NAMED_BY = ("idWerkzoekende", "idVacature", "voorkeursland", "gedragscompetentie")


@pytest.mark.parametrize(("version", "kind"), CONTRACTS)
def test_every_field_gets_the_verdict_of_the_contract(version, kind):
    sample = json.loads((DATA / f"{kind}_{version}.json").read_text(encoding="utf-8"))
    schema = detail(version, kind)
    own = {name: sample[name] for name in NAMED_BY if name in sample}
    checked = 0
    for parts in leaves(sample):
        if parts[0] in ID_FIELDS:
            continue  # the empty id and "." are valid in the contract and refused here
        for value in VALUES:
            if value == "":
                continue
            record = {**own, parts[0]: put(sample, parts, value)[parts[0]]}
            theirs = schema.is_valid(record)
            row = parse_record({"kind": kind, "vum": record}, today=TODAY, lenient=True)
            assert isinstance(row, Record) == theirs, (parts, value)
            checked += 1
    assert checked > 4000


@pytest.mark.parametrize(("version", "kind"), CONTRACTS)
def test_the_samples_keep_to_the_contract(version, kind):
    sample = json.loads((DATA / f"{kind}_{version}.json").read_text(encoding="utf-8"))
    sample.pop("vumID", None)
    detail(version, kind).validate(sample)


def contract_fields(file, name):
    schemas = json.loads((VUM / file).read_text(encoding="utf-8"))["components"]["schemas"]

    def walk(schema, path):
        if "$ref" in schema:
            schema = schemas[schema["$ref"].rpartition("/")[2]]
        for one in schema.get("oneOf", ()):
            yield from walk(one, path)
        for key, one in schema.get("properties", {}).items():
            yield f"{path}.{key}"
            yield from walk(one, f"{path}.{key}")
        if "items" in schema:
            yield from walk(schema["items"], f"{path}[]")

    return set(walk(schemas[name], ""))


@pytest.mark.parametrize(("version", "kind"), CONTRACTS)
def test_the_models_hold_exactly_the_fields_of_match_and_detail(version, kind):
    from passend.index.sources.detect import MODELS, model_fields_of

    file, name = CONTRACTS[version, kind]
    both = contract_fields(file, name) | contract_fields(file, f"MP{name}Match")
    assert model_fields_of(MODELS[kind][version]) == both | {".vumID"}
