"""Every field of VUM 3.0: what is accepted, what is refused, and that nothing is lost."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passend.index.sources import (
    Record,
    Rejected,
    drop_empty,
    parse_record,
    read_person_v3,
    read_vacancy_v3,
    write_person_v3,
    write_vacancy_v3,
)
from passend.index.sources.detect import fields_of, model_fields_of
from passend.index.sources.problems import json_path
from passend.index.sources.vum import Vacature, Werkzoekende

TODAY = date(2026, 11, 25)
DATA = Path(__file__).parent / "data"
PERSON = json.loads((DATA / "person_v3.json").read_text(encoding="utf-8"))
VACANCY = json.loads((DATA / "vacancy_v3.json").read_text(encoding="utf-8"))
RECORDS = {"person": PERSON, "vacancy": VACANCY}

LENGTHS = {
    "codeCompetentie": 200,
    "codeBeroepsnaam": 200,
    "naamCursus": 120,
    "toelichtingCursus": 2000,
    "naamOpleidingsinstituut": 500,
    "naamInteresse": 120,
    "toelichtingOpleiding": 2000,
    "naamOrganisatie": 70,
    "toelichtingWerkervaring": 2000,
    "naamContactpersoonAfdeling": 35,
    "emailadres": 320,
    "telefoonnummer": 14,
    "persoonlijkePresentatie": 2000,
    "url": 1000,
    "nummerVacature": 11,
    "straatnaam": 24,
    "huisnummertoevoeging": 6,
    "omschrijvingArbeidsvoorwaarden": 2000,
    "salarisIndicatie": 100,
    "naamVacature": 120,
    "omschrijvingVacature": 2000,
    "handelsnaamOrganisatie": 500,
}
LEVELS = (0, 1, 2, 3, 4, 8)
LICENCES = [
    *("A", "A1", "A2", "AM", "B", "B+", "C1", "C", "D1", "D", "BE", "C1E", "CE", "D1E", "DE", "T")
]
CODES = {
    "codeWerkEnDenkniveauWerkzoekende": tuple(range(8)),
    "codeWerkEnDenkniveauMinimaal": tuple("01234567"),
    "indicatieCertificaat": (0, 1, 2, 8),
    "indicatieDiploma": (0, 1, 2, 8),
    "codeNiveauOpleiding": (1, 2, 3, 4, 5, 6, 9),
    "codeStatusOpleiding": (0, 1, 2, 3),
    "codeSoortRijbewijs": tuple(LICENCES),
    "codeNiveauTaalbeheersingLezen": LEVELS,
    "codeNiveauTaalbeheersingLuisteren": LEVELS,
    "codeNiveauTaalbeheersingMondeling": LEVELS,
    "codeNiveauTaalbeheersingSchriftelijk": LEVELS,
    "codeTypeArbeidscontract": ("B", "O"),
    "codeTypeOvereenkomst": ("01", "02", "03", "04"),
    "indicatieAanpassingWerkomgeving": (0, 1, 2),
    "indicatieBegeleiding": (0, 1, 2),
    "indicatieWerkvariatie": (0, 1, 2),
    "indicatieOnregelmatigWerkOfPloegendienst": (0, 1, 2),
    "indicatieBeschikbaarheidContactgegevens": (1, 2),
    "indicatieLdrRegistratie": (1, 2),
    "codeVervoermiddel": (1, 2, 3, 4, 5, 9),
    "indicatieBeschikbaarVoorUitvoeringWerk": (0, 1, 2),
    "indicatieBeschikbaarVoorWoonWerkverkeer": (0, 1, 2),
    "codeWebadres": (1, 2, 3, 4),
    "codeSollicitatiewijze": ("1", "2", "3", "4"),
    "indicatieKantoortijden": (0, 1, 2),
}
RANGES = {
    "maximaleReisafstand": 999,
    "maximaleReistijd": 999,
    "codeSbi": 99999,
    "huisnummer": 99999,
    "aantalJarenWerkzaamInBeroep": 99,
    "aantalWerkurenPerWeekMaximaal": 99,
    "aantalWerkurenPerWeekMinimaal": 99,
}
POSTCODES = ("1234", "1234 AB", "12345A", "ABCD12", "1234AB\n", "١٢٣٤AB")
PATTERNS = {
    "bemiddelingspostcode": POSTCODES,
    "postcode": POSTCODES,
    "codeTaal": ("NLD", "nl", "nederlands", "nl1"),
    "codeOpleidingsnaam": ("12a", "-1", "1.0", "٣"),
}
DATES = ("2026-02-30", "01-02-2026", "20260201", "2026-2-1", "2026-02-01T00:00:00", "2026-W01-1")
IDS = {"idWerkzoekende": 200, "idVacature": 200, "vumID": 500}


def leaves(value, parts=()):
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            yield from leaves(inner, (*parts, key))
    else:
        yield parts, value


def name_of(parts):
    return next(part for part in reversed(parts) if isinstance(part, str))


def put(record, parts, value):
    changed = deepcopy(record)
    here = changed
    for part in parts[:-1]:
        here = here[part]
    here[parts[-1]] = value
    return changed


def is_date(name):
    return name.startswith(("datum", "sluitingsdatum"))


def bad_values(name, value):
    """Return bad values for a field, with the rule they break."""
    yield {"a": "b"}, "type"
    yield ["b"], "type"
    yield True, "type"
    yield None, "null"
    if isinstance(value, str):
        yield 7, "type"
        yield 7.5, "type"
    else:
        yield str(value), "type"
        yield float(value), "type"
    if name in LENGTHS:
        yield "x" * (LENGTHS[name] + 1), "length"
    elif name in CODES:
        other = "9" if isinstance(value, str) else 10
        yield other, "code"
        yield (" " + value, "code") if isinstance(value, str) else (-1, "code")
    elif name in RANGES:
        yield -1, "range"
        yield RANGES[name] + 1, "range"
        yield 10**25, "range"
    elif name in PATTERNS:
        yield from ((bad, "pattern") for bad in PATTERNS[name])
        if name == "codeOpleidingsnaam":
            yield "1" * 11, "length"
    elif name in IDS:
        yield from ((bad, "id") for bad in (".", "..", "a b", "a/b", "é", "x" * (IDS[name] + 1)))
    else:
        assert is_date(name), f"no bad values known for {name}"
        yield from ((bad, "date") for bad in DATES)


def good_values(name):
    """Return edge values that the standard allows."""
    if name in LENGTHS:
        return ["x", "é" * LENGTHS[name], "😀" * LENGTHS[name]]
    if name in CODES:
        return list(CODES[name])
    if name in RANGES:
        return [0, RANGES[name]]
    if name in IDS:
        return ["a", "..a", "x" * IDS[name]]
    if is_date(name):
        return ["0001-01-01", "2024-02-29", "9999-12-31"]
    return {"codeTaal": ["abc"], "codeOpleidingsnaam": ["0", "9" * 10]}.get(name, ["0000aB"])


CASES = [
    pytest.param(kind, parts, value, id=f"{kind}{json_path(parts)[1:]}")
    for kind, record in RECORDS.items()
    for parts, value in leaves(record)
]


@pytest.mark.parametrize(("kind", "model"), [("person", Werkzoekende), ("vacancy", Vacature)])
def test_the_samples_hold_every_field_of_the_model(kind, model):
    assert fields_of(RECORDS[kind]) == model_fields_of(model)
    assert isinstance(parse_record(RECORDS[kind], today=TODAY), Record)


@pytest.mark.parametrize(("kind", "parts", "value"), CASES)
def test_a_corrupted_field_is_the_one_problem(kind, parts, value):
    for bad, rule in bad_values(name_of(parts), value):
        row = parse_record(put(RECORDS[kind], parts, bad), today=TODAY, kind=kind)
        assert isinstance(row, Rejected), (parts, bad)
        assert [(found.path, found.rule) for found in row.problems] == [(json_path(parts), rule)]
        assert row.problems[0].record_id is not None


@pytest.mark.parametrize(("kind", "parts", "value"), CASES)
def test_a_corrupted_field_is_named_in_the_file_form_too(kind, parts, value):
    bad, rule = next(bad_values(name_of(parts), value))
    form = {"id": "r1", "kind": kind, "vum": put(RECORDS[kind], parts, bad)}
    row = parse_record(form, today=TODAY)
    assert [(found.record_id, found.path, found.rule) for found in row.problems] == [
        ("r1", json_path(("vum", *parts)), rule)
    ]


@pytest.mark.parametrize(("kind", "parts", "value"), CASES)
def test_edge_values_are_accepted(kind, parts, value):
    del value
    for good in good_values(name_of(parts)):
        row = parse_record(put(RECORDS[kind], parts, good), today=TODAY)
        assert isinstance(row, Record), (parts, good, row.problems)


@pytest.mark.parametrize("kind", RECORDS)
def test_all_problems_of_a_record_come_at_once(kind):
    record, expected = RECORDS[kind], set()
    for parts, value in leaves(record):
        record = put(record, parts, next(bad_values(name_of(parts), value))[0])
        expected.add(json_path(parts))
    row = parse_record({"id": "r1", "kind": kind, "vum": record}, today=TODAY)
    assert {found.path.replace("$.vum", "$", 1) for found in row.problems} == expected


IDENTITY = {
    *("naamContactpersoonAfdeling", "emailadres", "telefoonnummer", "persoonlijkePresentatie"),
    *("url", "naamOrganisatie", "naamOpleidingsinstituut", "handelsnaamOrganisatie", "straatnaam"),
    *("huisnummertoevoeging", "idWerkzoekende", "idVacature", "vumID", "nummerVacature"),
}


@pytest.mark.parametrize(("kind", "parts", "value"), CASES)
def test_no_message_shows_who_it_is(kind, parts, value):
    del value
    hidden = "Geheim Persoon"
    free_text = name_of(parts) in LENGTHS and not name_of(parts).startswith("code")
    for bad in (hidden * 200, {hidden: hidden}, [hidden]):
        row = parse_record(put(RECORDS[kind], parts, bad), today=TODAY, kind=kind)
        for found in row.problems:
            if name_of(parts) in IDENTITY:
                assert found.value is None
            if not isinstance(bad, str) or free_text or name_of(parts) in IDENTITY:
                assert hidden not in found.message("nl") + found.message("en")
            assert not isinstance(found.value, str) or len(found.value) <= 40


def containers(value, parts=()):
    if isinstance(value, dict):
        yield parts
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from containers(inner, (*parts, key))


@pytest.mark.parametrize("kind", RECORDS)
def test_an_unknown_field_is_refused_everywhere_and_its_value_hidden(kind):
    for parts in containers(RECORDS[kind]):
        where = (*parts, "geboortedatum")
        row = parse_record(put(RECORDS[kind], where, "1980-01-01"), today=TODAY)
        (found,) = row.problems
        assert (found.path, found.rule, found.value) == (json_path(where), "unknown_field", None)
        assert "1980" not in found.message("nl") + found.message("en")


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("empty", ["", [], {}, [""], [{}], {"a": [{"b": ""}]}])
def test_an_empty_value_is_absent(kind, empty):
    needed = {"mobiliteit", "bemiddelingspostcode", "adres", "postcode"}
    for parts, _ in leaves(RECORDS[kind]):
        if name_of(parts) in needed:
            continue
        row = parse_record(put(RECORDS[kind], parts, empty), today=TODAY)
        assert isinstance(row, Record), (parts, row.problems)
    assert isinstance(parse_record({**RECORDS[kind], "onbekend": empty}, today=TODAY), Record)


def test_places_count_empty_items():
    record = put(
        PERSON, ("arbeidsmarktkwalificatie", "cursus"), [{}, {"naamCursus": ""}, {"naamCursus": 1}]
    )
    row = parse_record(record, today=TODAY)
    assert row.problems[0].path == "$.arbeidsmarktkwalificatie.cursus[2].naamCursus"


@pytest.mark.parametrize(
    ("kind", "place", "inner"),
    [("person", "mobiliteit", "bemiddelingspostcode"), ("vacancy", "adres", "postcode")],
)
def test_the_place_is_required_unless_lenient(kind, place, inner):
    record = {key: value for key, value in RECORDS[kind].items() if key != place}
    (found,) = parse_record(record, today=TODAY).problems
    assert (found.path, found.rule) == (f"$.{place}", "missing")
    assert isinstance(parse_record(record, today=TODAY, lenient=True), Record)
    within = {key: value for key, value in RECORDS[kind][place].items() if key != inner}
    for lenient in (False, True):
        row = parse_record({**record, place: within}, today=TODAY, lenient=lenient)
        assert row.problems[0].path == f"$.{place}.{inner}"


def test_a_record_needs_an_id():
    for record, field in ((PERSON, "idWerkzoekende"), (VACANCY, "idVacature")):
        bare = {key: value for key, value in record.items() if key not in {field, "vumID"}}
        (found,) = parse_record(bare, today=TODAY).problems
        assert (found.record_id, found.path, found.rule) == (None, f"$.{field}", "missing")
        (found,) = parse_record({"vum": bare}, today=TODAY).problems
        assert (found.path, found.rule) == ("$.id", "missing")
        assert parse_record({**bare, "vumID": "v.9"}, today=TODAY).key == "v.9"
        assert parse_record({"id": "f-1", "vum": bare}, today=TODAY).key == "f-1"


# Round trips.

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=6)
EMPTY = st.sampled_from(["", [], {}, [{}]])


def variants(value, name=""):
    """Return a strategy for records of the same shape: fewer fields, more items, other values."""
    if isinstance(value, dict):
        fields = {key: st.one_of(variants(inner, key), EMPTY) for key, inner in value.items()}
        return st.fixed_dictionaries({}, optional=fields)
    if isinstance(value, list):
        return st.lists(variants(value[0], name), max_size=3)
    if name in LENGTHS:
        return TEXT
    if is_date(name):
        return st.dates(max_value=date(9999, 1, 1)).map(date.isoformat)
    return st.sampled_from(good_values(name))


@given(variants(PERSON), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
@settings(max_examples=300, deadline=None)
def test_a_jobseeker_comes_back_as_it_was(record, today):
    before = deepcopy(record)
    parsed = read_person_v3(record, today=today)
    assert write_person_v3(parsed.domain, parsed.rest) == drop_empty(record)
    assert record == before
    assert all(job.months is None or job.months >= 1 for job in parsed.domain.experience)


@given(variants(VACANCY))
@settings(max_examples=300, deadline=None)
def test_a_vacancy_comes_back_as_it_was(record):
    parsed = read_vacancy_v3(record, today=TODAY)
    assert write_vacancy_v3(parsed.domain, parsed.rest) == drop_empty(record)


@given(variants(PERSON), variants(VACANCY))
@settings(max_examples=200, deadline=None)
def test_a_variant_is_valid_or_lacks_only_place_or_id(person, vacancy):
    for record, kind in ((person, "person"), (vacancy, "vacancy")):
        row = parse_record(record, today=TODAY, kind=kind)
        if isinstance(row, Rejected):
            assert {found.rule for found in row.problems} == {"missing"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(JSON, st.sampled_from(CASES))
@settings(max_examples=300, deadline=None)
def test_any_value_anywhere_gives_a_row_with_a_readable_problem(value, case):
    kind, parts, _ = case.values
    row = parse_record(put(RECORDS[kind], parts, value), today=TODAY)
    if isinstance(row, Rejected):
        for found in row.problems:
            assert found.path.startswith(json_path(parts))
            found.message("nl").encode()
            found.message("en").encode()
