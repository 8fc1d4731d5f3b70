"""The demo data: reproducible, within the VUM contract, varied, incomplete as real records are."""

import ast
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import passend.evaluation.demo as demo_package
from passend.evaluation.demo import DemoSet, generate, write
from passend.evaluation.demo.chance import prune
from passend.evaluation.demo.resources import Template, load_resources

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "evaluation" / "demo"
SHARED = ROOT.parent / "shared" / "data"
CONTRACTS = SHARED / "vum" / "v3.0.8" / "OAS_Contracten"
COMPETENTNL = SHARED / "competentnl"
TODAY = date(2026, 11, 25)
SOURCES = {"gemeente-arnhem", "gemeente-leeuwarden", "uwv", "sbb"}
SWITCHES = {
    "trial_placement",
    "adaptable_tasks",
    "adaptable_hours",
    "guidance",
    "learning_on_the_job",
}
KINDS = {"regulier", "leerbaan", "stage", "werkervaringsplaats", "vrijwilligerswerk", "beschut"}


@pytest.fixture(scope="module")
def demo() -> DemoSet:
    return generate(seed=7, persons=500, vacancies=400, today=TODAY)


@pytest.fixture(scope="module")
def templates() -> dict[str, Template]:
    return load_resources().templates


def everyone(demo: DemoSet) -> tuple[dict[str, Any], ...]:
    return (*demo.persons, *demo.vacancies)


def by_id(demo: DemoSet, identifier: str) -> dict[str, Any]:
    return next(record for record in everyone(demo) if record["id"] == identifier)


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict | list):
            yield from keys(item)


def has(record: dict[str, Any], path: str) -> bool:
    """Whether the element is there; a list counts when one of its items holds the rest."""
    found: list[Any] = [record]
    for part in path.split("."):
        found = [item[part] for item in found if isinstance(item, dict) and part in item]
        found = [one for item in found for one in (item if isinstance(item, list) else [item])]
    return bool(found)


def share(records: tuple[dict[str, Any], ...], test: Callable[[dict[str, Any]], bool]) -> float:
    return sum(map(test, records)) / len(records)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# --- reproducible, counted, written --------------------------------------------------------------


def test_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(generate(seed=3, persons=60, vacancies=60, today=TODAY), tmp_path / name)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_another_seed_gives_other_records() -> None:
    one = generate(seed=1, persons=20, vacancies=20, today=TODAY)
    two = generate(seed=2, persons=20, vacancies=20, today=TODAY)
    assert one.persons[:3] == two.persons[:3]
    assert one.persons[3:] != two.persons[3:]
    assert one.vacancies != two.vacancies


@pytest.mark.parametrize(
    ("persons", "vacancies", "expected"),
    [(0, 0, (3, 1)), (3, 1, (3, 1)), (10, 12, (10, 12)), (201, 57, (201, 57))],
)
def test_counts_are_as_asked_but_personae_stay(
    persons: int, vacancies: int, expected: tuple[int, int]
) -> None:
    demo = generate(seed=5, persons=persons, vacancies=vacancies, today=TODAY)
    assert (len(demo.persons), len(demo.vacancies)) == expected


@pytest.mark.parametrize(("persons", "vacancies"), [(-1, 0), (0, -1)])
def test_negative_numbers_are_refused(persons: int, vacancies: int) -> None:
    with pytest.raises(ValueError, match="must be 0 or more, not -1"):
        generate(seed=1, persons=persons, vacancies=vacancies, today=TODAY)


def test_dates_move_with_today() -> None:
    early = generate(seed=4, persons=40, vacancies=40, today=date(2024, 3, 1))
    later = generate(seed=4, persons=40, vacancies=40, today=date(2025, 3, 1))
    assert early != later
    strip = re.compile(r"\d{4}-\d{2}-\d{2}")
    texts = [strip.sub("", json.dumps([one.persons, one.vacancies])) for one in (early, later)]
    assert texts[0] == texts[1]


def test_dates_lie_where_they_should(demo: DemoSet) -> None:
    for person in demo.persons:
        for job in person["vum"].get("arbeidsmarktkwalificatie", {}).get("werkervaring", []):
            start = job.get("datumAanvangWerkzaamheden", "")
            end = job.get("datumEindeWerkzaamheden", TODAY.isoformat())
            assert start <= end <= TODAY.isoformat()
    closing = [vacancy["vum"].get("sluitingsdatumVacature") for vacancy in demo.vacancies]
    assert all(day > TODAY.isoformat() for day in closing if day)


def test_files_are_json_lines_per_source_and_kind(demo: DemoSet, tmp_path: Path) -> None:
    paths = write(demo, tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [
        "gemeente-arnhem-personen.jsonl",
        "gemeente-arnhem-vacatures.jsonl",
        "gemeente-leeuwarden-personen.jsonl",
        "gemeente-leeuwarden-vacatures.jsonl",
        "sbb-vacatures.jsonl",
        "uwv-personen.jsonl",
        "uwv-vacatures.jsonl",
    ]
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    order = sorted(rows, key=lambda row: row["id"])
    assert order == sorted(everyone(demo), key=lambda row: row["id"])
    assert "é" in (tmp_path / "new" / "folder" / "gemeente-arnhem-personen.jsonl").read_text(
        "utf-8"
    )


def test_writing_replaces_and_leaves_nothing_behind(demo: DemoSet, tmp_path: Path) -> None:
    first = write(demo, tmp_path)
    first[0].write_text("old", encoding="utf-8")
    assert write(demo, tmp_path) == first
    assert first[0].read_text("utf-8") != "old"
    assert sorted(tmp_path.iterdir()) == first


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "uwv-personen.jsonl"
    path.write_text("old", encoding="utf-8")
    broken = DemoSet(({"id": "x", "source": "uwv", "kind": "person", "vum": {1, 2}},), ())
    with pytest.raises(TypeError):
        write(broken, tmp_path)
    assert content(tmp_path) == {"uwv-personen.jsonl": b"old"}


# --- shape of the records ------------------------------------------------------------------------


def test_records_have_the_agreed_keys(demo: DemoSet) -> None:
    for record in everyone(demo):
        assert set(record) == {"id", "source", "kind", "vum", "ext"}
        assert record["source"] in SOURCES
        name = "idWerkzoekende" if record["kind"] == "person" else "idVacature"
        assert record["vum"][name] == record["id"]
    assert {record["kind"] for record in demo.persons} == {"person"}
    assert {record["kind"] for record in demo.vacancies} == {"vacancy"}


def test_ids_are_unique_safe_and_meaningless(demo: DemoSet) -> None:
    ids = [record["id"] for record in everyone(demo)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-zA-Z0-9_.-]{1,200}", one) for one in ids)
    personae = {"henk", "jessica", "oksana", "mehmet-naaiatelier"}
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in ids if one not in personae)


def test_nothing_is_empty(demo: DemoSet) -> None:
    for record in everyone(demo):
        assert record["vum"] == prune(record["vum"])
        assert record["ext"] == prune(record["ext"])


def test_no_names_or_contact_data(demo: DemoSet) -> None:
    for record in everyone(demo):
        text = json.dumps(
            {**record, "id": "", "vum": {**record["vum"], "idWerkzoekende": "", "idVacature": ""}}
        )
        assert "@" not in text
        assert not re.search(r"\b(Henk|Jessica|Oksana|Mehmet)\b", text, re.IGNORECASE)
        assert not {"contactpersoon", "emailadres", "telefoonnummer"} & set(keys(record))


def test_employers_are_made_up(demo: DemoSet) -> None:
    for record in everyone(demo):
        jobs = record["vum"].get("arbeidsmarktkwalificatie", {}).get("werkervaring", [])
        names = [job.get("naamOrganisatie") for job in jobs]
        names.append(record["vum"].get("werkgever", {}).get("handelsnaamOrganisatie"))
        assert all("Voorbeeld" in name for name in names if name)


def test_extension_of_vacancies(demo: DemoSet) -> None:
    allowed = {"leerbaan", "kind", "sites", "regulated", "riasec_text", "offer"}
    for record in demo.vacancies:
        ext = record["ext"]
        assert set(ext) <= allowed
        assert ext.get("kind", "regulier") in KINDS
        assert set(ext.get("offer", {})) <= SWITCHES | {"pay_per_hour"}
        assert all(
            isinstance(ext["offer"][name], bool) for name in SWITCHES & set(ext.get("offer", {}))
        )
        assert isinstance(ext.get("offer", {}).get("pay_per_hour", 15.0), float)
        assert ext.get("regulated", True) is True or isinstance(ext["regulated"], str)
        for site in ext.get("sites", []):
            assert re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", site["postcode"])
        if "leerbaan" in ext:
            assert re.fullmatch(r"\d{5}", ext["leerbaan"]["crebo"])
            assert ext["leerbaan"]["niveau"] in range(1, 5)
            assert ext["leerbaan"]["leerweg"] in ("BBL", "BOL")


def test_extension_of_persons(demo: DemoSet) -> None:
    for record in demo.persons:
        assert set(record["ext"]) <= {"riasec_text", "wishes", "text"}
        assert set(record["ext"].get("wishes", {})) <= SWITCHES | {"pay_per_hour"}
    for key in ("riasec_text", "wishes", "text"):
        assert 0.05 < share(demo.persons, lambda record, key=key: key in record["ext"]) < 0.7


def test_postcodes_are_dutch_and_belong_to_the_source(demo: DemoSet) -> None:
    areas: dict[str, set[int]] = {}
    for place in load_resources().places:
        areas.setdefault(place.region, set()).update(place.pc4)
    for record in everyone(demo):
        vum = record["vum"]
        code = (
            vum["mobiliteit"]["bemiddelingspostcode"]
            if "mobiliteit" in vum
            else vum["adres"]["postcode"]
        )
        assert re.fullmatch(r"[1-9]\d{3}(?!SA|SD|SS)[A-Z]{2}", code)
        if record["source"].startswith("gemeente-"):
            assert int(code[:4]) in areas[record["source"].removeprefix("gemeente-")]


def test_descriptions_fit(demo: DemoSet) -> None:
    for record in demo.vacancies:
        assert len(record["vum"].get("omschrijvingVacature", "")) <= 2000
        assert len(record["vum"].get("naamVacature", "")) <= 120
        assert "{" not in record["vum"].get("omschrijvingVacature", "")
    assert not any("{" in record["ext"].get("text", "") for record in demo.persons)


# --- who is in it --------------------------------------------------------------------------------


def test_every_source_is_there_even_in_a_small_set() -> None:
    demo = generate(seed=1, persons=8, vacancies=8, today=TODAY)
    assert {record["source"] for record in demo.persons} == SOURCES - {"sbb"}
    assert {record["source"] for record in demo.vacancies} == SOURCES


def test_sbb_holds_leerbanen_only(demo: DemoSet) -> None:
    sbb = [record for record in demo.vacancies if record["source"] == "sbb"]
    assert len(sbb) > 40
    assert all("leerbaan" in record["ext"] for record in sbb)


def test_all_kinds_of_vacancies_occur(demo: DemoSet) -> None:
    assert {record["ext"].get("kind", "regulier") for record in demo.vacancies} == KINDS


def test_henk_wants_three_days_without_a_car(demo: DemoSet) -> None:
    henk = by_id(demo, "henk")
    vum = henk["vum"]
    assert henk["source"] == "gemeente-arnhem"
    assert vum["mobiliteit"]["maximaleReistijd"] == 45
    assert {one["codeVervoermiddel"] for one in vum["vervoermiddel"]} == {3, 5}
    assert vum["werktijden"]["aantalWerkurenPerWeekMinimaal"] == 16
    assert vum["werktijden"]["aantalWerkurenPerWeekMaximaal"] == 24
    assert "rijbewijs" not in vum["arbeidsmarktkwalificatie"]
    assert "repaircafé" in henk["ext"]["text"]


def test_jessica_had_many_short_jobs_and_no_diploma(demo: DemoSet) -> None:
    jessica = by_id(demo, "jessica")
    qualification = jessica["vum"]["arbeidsmarktkwalificatie"]
    assert jessica["source"] == "gemeente-leeuwarden"
    assert len(qualification["werkervaring"]) == 7
    for job in qualification["werkervaring"]:
        start, end = (
            date.fromisoformat(job[f"datum{one}Werkzaamheden"]) for one in ("Aanvang", "Einde")
        )
        assert 0 < (end - start).days < 365
    assert all(one["indicatieDiploma"] == 2 for one in qualification["opleiding"])
    assert jessica["vum"]["mobiliteit"]["maximaleReistijd"] == 60
    assert jessica["ext"]["wishes"]["adaptable_hours"] is True


def test_mehmet_has_two_sites_and_asks_no_diploma(demo: DemoSet) -> None:
    vacancy = by_id(demo, "mehmet-naaiatelier")
    assert vacancy["source"] == "gemeente-arnhem"
    assert vacancy["vum"]["adres"]["postcode"].startswith("68")
    assert [site["postcode"][:2] for site in vacancy["ext"]["sites"]] == ["65"]
    assert vacancy["ext"]["offer"]["learning_on_the_job"] is True
    assert "opleiding" not in vacancy["vum"]
    assert "diploma is niet nodig" in vacancy["vum"]["omschrijvingVacature"]


def test_oksana_sewed_for_years_and_speaks_some_dutch(demo: DemoSet) -> None:
    oksana = by_id(demo, "oksana")
    languages = oksana["vum"]["arbeidsmarktkwalificatie"]["taalbeheersing"]
    spoken = {one["codeTaal"]: one["codeNiveauTaalbeheersingMondeling"] for one in languages}
    assert spoken == {"nld": 2, "ukr": 4}
    assert "naai" in oksana["ext"]["text"]


def test_personae_do_not_depend_on_the_numbers(demo: DemoSet) -> None:
    small = generate(seed=99, persons=0, vacancies=0, today=TODAY)
    assert small.persons == demo.persons[:3]
    assert small.vacancies == demo.vacancies[:1]


# --- variety and incompleteness ------------------------------------------------------------------


def test_at_least_forty_templates_are_used(demo: DemoSet, templates: dict[str, Template]) -> None:
    of_line = {line: slug for slug, one in templates.items() for line in one.duties}
    used = Counter[str]()
    for record in demo.vacancies:
        text = record["vum"].get("omschrijvingVacature", "")
        used.update({slug for line, slug in of_line.items() if line in text})
    assert len(used) >= 40
    assert max(used.values()) < 0.06 * len(demo.vacancies)


def test_templates_are_rich_enough(templates: dict[str, Template]) -> None:
    assert len(templates) >= 40
    for one in templates.values():
        assert 4 <= len(one.duties) + len(one.asks) <= 7, one.slug
        assert 4 <= len(one.cv) <= 6, one.slug
        assert len(one.titles) >= 3
        assert one.related
        assert one.pay[0] < one.pay[1]
        assert one.hours[0] < one.hours[1]
    lines = Counter(line for one in templates.values() for line in (*one.duties, *one.cv))
    assert max(lines.values()) == 1


PERSON_ELEMENTS = [
    "arbeidsmarktkwalificatie.werkervaring",
    "arbeidsmarktkwalificatie.cursus",
    "arbeidsmarktkwalificatie.opleiding",
    "arbeidsmarktkwalificatie.interesse",
    "arbeidsmarktkwalificatie.competentiebeheersing",
    "arbeidsmarktkwalificatie.rijbewijs",
    "arbeidsmarktkwalificatie.taalbeheersing",
    "arbeidsmarktkwalificatie.codeWerkEnDenkniveauWerkzoekende",
    "bemiddelingsberoep",
    "contractvorm",
    "flexibiliteit.datumAanvangBeschikbaarVoorWerk",
    "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst",
    "mobiliteit.maximaleReisafstand",
    "mobiliteit.maximaleReistijd",
    "sector",
    "vervoermiddel",
    "werktijden.aantalWerkurenPerWeekMinimaal",
    "werktijden.aantalWerkurenPerWeekMaximaal",
    "werktijden.indicatieKantoortijden",
]
VACANCY_ELEMENTS = [
    "arbeidsVoorwaarden.datumAanvangWerkzaamheden",
    "arbeidsVoorwaarden.salarisIndicatie",
    "beroep",
    "codeWerkEnDenkniveauMinimaal",
    "competentiebeheersing",
    "contractvorm",
    "cursus",
    "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst",
    "opleiding",
    "rijbewijs",
    "sector",
    "sluitingsdatumVacature",
    "sollicitatiewijze",
    "taalbeheersing",
    "werkervaring",
    "werkgever",
    "werktijden.aantalWerkurenPerWeekMinimaal",
    "werktijden.aantalWerkurenPerWeekMaximaal",
]


@pytest.mark.parametrize("path", PERSON_ELEMENTS)
def test_every_optional_element_of_persons_is_often_absent(demo: DemoSet, path: str) -> None:
    absent = share(demo.persons, lambda record: not has(record["vum"], path))
    assert 0.12 < absent < 0.95


@pytest.mark.parametrize("path", VACANCY_ELEMENTS)
def test_every_optional_element_of_vacancies_is_often_absent(demo: DemoSet, path: str) -> None:
    absent = share(demo.vacancies, lambda record: not has(record["vum"], path))
    assert 0.12 < absent < 0.97


def test_some_records_are_nearly_empty(demo: DemoSet) -> None:
    scarce = share(demo.persons, lambda record: sum(1 for _ in leaves(record["vum"])) <= 5)
    assert 0.05 < scarce < 0.18
    scarce = share(demo.vacancies, lambda record: sum(1 for _ in leaves(record["vum"])) <= 4)
    assert 0.03 < scarce < 0.16


def test_about_sixty_percent_carry_an_occupation_code(demo: DemoSet) -> None:
    coded = share(demo.persons, lambda record: "/occupation/" in json.dumps(record["vum"]))
    assert 0.5 < coded < 0.72
    coded = share(demo.vacancies, lambda record: "beroep" in record["vum"])
    assert 0.5 < coded < 0.72


def test_unknown_codes_occur(demo: DemoSet) -> None:
    text = json.dumps([record["vum"] for record in everyone(demo)])
    for element in (
        "indicatieOnregelmatigWerkOfPloegendienst",
        "indicatieKantoortijden",
        "indicatieDiploma",
        "codeNiveauTaalbeheersingMondeling",
        "indicatieBeschikbaarVoorWoonWerkverkeer",
    ):
        assert f'"{element}": 0' in text


def test_requirements_come_in_every_strength(demo: DemoSet) -> None:
    texts = [record["vum"].get("omschrijvingVacature", "") for record in demo.vacancies]
    for words in ("must", "vereist", "pré", "niet nodig", "mooi meegenomen", "verplicht"):
        assert sum(words in text for text in texts) >= 4, words


def test_law_and_text_do_not_contradict(demo: DemoSet) -> None:
    for record in demo.vacancies:
        if "regulated" in record["ext"]:
            text = record["vum"].get("omschrijvingVacature", "")
            assert "diploma is niet nodig" not in text
            assert "Diploma's vragen we niet" not in text


def test_careers_differ(demo: DemoSet) -> None:
    jobs = Counter(
        len(record["vum"].get("arbeidsmarktkwalificatie", {}).get("werkervaring", []))
        for record in demo.persons
    )
    assert {0, 1, 2, 3, 4, 5} <= set(jobs)
    text = json.dumps([record["vum"] for record in demo.persons], ensure_ascii=False).lower()
    assert text.count("vrijwilliger") > 10
    newcomers = share(
        demo.persons,
        lambda record: any(
            one["codeTaal"] == "nld" and one["codeNiveauTaalbeheersingMondeling"] in (1, 2)
            for one in record["vum"].get("arbeidsmarktkwalificatie", {}).get("taalbeheersing", [])
        ),
    )
    assert 0.04 < newcomers < 0.2


# --- independence and contract -------------------------------------------------------------------


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_only_the_standard_library_and_itself_are_imported() -> None:
    for path in CODE.glob("*.py"):
        for name in imported(path):
            own = name.startswith(".") and not name.startswith("..")
            assert own or name.split(".")[0] in sys.stdlib_module_names, f"{path.name}: {name}"


def test_public_names_are_the_agreed_ones() -> None:
    assert demo_package.__all__ == ["DemoSet", "generate", "write"]


def test_code_files_stay_small() -> None:
    for path in (*CODE.glob("*.py"), *CODE.glob("*.toml")):
        assert len(path.read_text("utf-8").splitlines()) < 400, path.name


def shared(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"shared data not present: {path}")
    return path


def validator(contract: str, schema: str) -> Any:
    """A validator for one schema of a contract; OpenAPI ``nullable`` becomes the type null."""
    document = json.loads(shared(CONTRACTS / contract).read_text("utf-8"))
    components = nullable({"schemas": document["components"]["schemas"]})
    root = {"$ref": f"#/components/schemas/{schema}", "components": components}
    return jsonschema.Draft202012Validator(
        root, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def nullable(schema: Any) -> Any:
    if isinstance(schema, list):
        return [nullable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: nullable(item) for key, item in schema.items()}
    if result.pop("nullable", None) is True and isinstance(result.get("type"), str):
        result["type"] = [result["type"], "null"]
    return result


@pytest.mark.shared
@pytest.mark.parametrize("seed", [7, 8])
def test_persons_satisfy_the_source_contract(seed: int) -> None:
    check = validator("VUM-Bron-WerkzoekendeProfielen.json", "MPWerkzoekendeMatch")
    for record in generate(seed, persons=400, vacancies=0, today=TODAY).persons:
        errors = [error.message for error in check.iter_errors(record["vum"])]
        assert not errors, record["id"]
    assert list(check.iter_errors({"idWerkzoekende": "x", "naam": "y"}))


@pytest.mark.shared
@pytest.mark.parametrize("seed", [7, 8])
def test_vacancies_satisfy_the_source_contract(seed: int) -> None:
    check = validator("VUM-Bron-Vacatures.json", "MPVacatureMatch")
    for record in generate(seed, persons=0, vacancies=400, today=TODAY).vacancies:
        errors = [error.message for error in check.iter_errors(record["vum"])]
        assert not errors, record["id"]
    assert list(check.iter_errors({"idVacature": "x", "adres": {}}))


@pytest.mark.shared
def test_codes_exist_in_competentnl(templates: dict[str, Template]) -> None:
    with shared(COMPETENTNL / "occupations_labels.csv").open(encoding="utf-8") as stream:
        occupations = {row["occupation_uri"] for row in csv.DictReader(stream)}
    skills = {
        row["uri"] for row in json.loads((COMPETENTNL / "skills_level3.json").read_text("utf-8"))
    }
    for one in templates.values():
        assert one.occupation in occupations, one.slug
        assert set(one.skills) <= skills, one.slug


@pytest.mark.shared
def test_crebo_codes_have_the_level_of_the_list(templates: dict[str, Template]) -> None:
    levels: dict[str, str] = {}
    for name in ("crebo_2015_staatscourant.csv", "crebo_niveau_2024plus.csv"):
        with shared(COMPETENTNL / name).open(encoding="utf-8") as stream:
            levels |= {row["crebo"]: row["niveau"] for row in csv.DictReader(stream)}
    for one in templates.values():
        for crebo, level in one.crebo:
            assert levels[crebo] == str(level), (one.slug, crebo)


@pytest.mark.shared
def test_postcode_areas_exist() -> None:
    with shared(SHARED / "geo" / "pc4_nl.csv").open(encoding="utf-8") as stream:
        known = {int(row["pc4"]) for row in csv.DictReader(stream) if int(row["n_pc6"] or 0)}
    for place in load_resources().places:
        assert set(place.pc4) <= known, place.name
