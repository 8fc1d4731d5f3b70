"""The command line as an operator meets it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from passend.api.cli import app
from passend.engine.ports import RecordKind
from passend.index.store import RecordStore

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
ACCREDITATION = (
    SHARED / "data/vum/v3.0.8/accreditatie/werkzoekenden/AccreditatieWerkzoekenden_upload.json"
)

BAKER = {
    "id": "p-bakker",
    "kind": "person",
    "vum": {
        "idWerkzoekende": "p-bakker",
        "mobiliteit": {"bemiddelingspostcode": "6811AB", "maximaleReisafstand": 20},
        "arbeidsmarktkwalificatie": {
            "werkervaring": [
                {"toelichtingWerkervaring": "Deeg kneden en brood bakken in een bakkerij."}
            ]
        },
        "werktijden": {"aantalWerkurenPerWeekMinimaal": 24, "aantalWerkurenPerWeekMaximaal": 32},
    },
}
PAINTER = {
    "id": "p-schilder",
    "kind": "person",
    "vum": {
        "idWerkzoekende": "p-schilder",
        "mobiliteit": {"bemiddelingspostcode": "8911AB"},
        "arbeidsmarktkwalificatie": {
            "werkervaring": [
                {"toelichtingWerkervaring": "Kozijnen schuren, gronden en lakken als schilder."}
            ]
        },
    },
}
BAKERY = {
    "id": "v-bakkerij",
    "kind": "vacancy",
    "vum": {
        "idVacature": "v-bakkerij",
        "adres": {"postcode": "6821CD"},
        "naamVacature": "Bakker",
        "omschrijvingVacature": "Je kneedt deeg en bakt brood en gebak. Diploma niet nodig.",
        "werktijden": {"aantalWerkurenPerWeekMinimaal": 24, "aantalWerkurenPerWeekMaximaal": 36},
    },
}


def lines(path: Path, *records: Any) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def run(*arguments: str | Path, text: str | None = None) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=text)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    file = lines(tmp_path / "alles.jsonl", BAKER, PAINTER, BAKERY)
    result = run("import", file, "--data", folder, "--source", "test")
    assert result.exit_code == 0, result.output
    return folder


def test_import_reports_counts_as_json(tmp_path: Path) -> None:
    file = lines(tmp_path / "goed.jsonl", BAKER, PAINTER)
    result = run("import", file, "--data", tmp_path / "d", "--json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report == {
        "read": 2,
        "imported": 2,
        "rejected": 0,
        "unchanged": 0,
        "reject_file": None,
    }


def test_import_puts_bad_records_aside_and_exits_with_3(tmp_path: Path) -> None:
    broken = json.loads(json.dumps(PAINTER))
    broken["vum"]["mobiliteit"]["bemiddelingspostcode"] = "89 11"
    broken["vum"]["werktijden"] = {"aantalWerkurenPerWeekMaximaal": "veertig"}
    file = lines(tmp_path / "deels.jsonl", BAKER, broken)
    result = run("import", file, "--data", tmp_path / "d", "--json")
    assert result.exit_code == 3
    report = json.loads(result.stdout)
    assert (report["read"], report["imported"], report["rejected"]) == (2, 1, 1)
    rejects = Path(report["reject_file"])
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
    (line,) = rejects.read_text(encoding="utf-8").splitlines()
    paths = {problem["path"] for problem in json.loads(line)["problems"]}
    assert paths == {
        "$.vum.mobiliteit.bemiddelingspostcode",
        "$.vum.werktijden.aantalWerkurenPerWeekMaximaal",
    }
    assert all("p-schilder" in p["message"] for p in json.loads(line)["problems"])


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x01", b"geen json"])
def test_import_of_an_unreadable_file_exits_with_2_and_stores_nothing(
    tmp_path: Path, content: bytes
) -> None:
    good = lines(tmp_path / "goed.jsonl", BAKER)
    bad = tmp_path / "fout.json"
    bad.write_bytes(content)
    result = run("import", good, bad, "--data", tmp_path / "d")
    assert result.exit_code == 2
    assert "fout.json" in result.stderr
    assert RecordStore.open(tmp_path / "d" / "passend.sqlite").count(RecordKind.PERSON) == 0


def test_import_of_an_absent_file_says_so_in_both_languages(tmp_path: Path) -> None:
    absent = tmp_path / "weg.json"
    assert "bestaat niet" in run("import", absent, "--data", tmp_path / "d").stderr
    english = run("import", absent, "--data", tmp_path / "d", "--lang", "en")
    assert "does not exist" in english.stderr
    assert english.exit_code == 2


def test_match_vacancy_by_key_ranks_the_baker_first(data: Path) -> None:
    result = run("match", "vacancy", "test:v-bakkerij", "--data", data, "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["gezocht"] == "personen"
    first = answer["passend"][0]
    assert first["sleutel"] == "test:p-bakker"
    why = first["uitleg"]
    assert sum(term["bekend"] + term["aangenomen"] for term in why["termen"]) == why["score"]


def test_match_person_by_key_finds_the_bakery(data: Path) -> None:
    result = run("match", "person", "test:p-bakker", "--data", data, "--json")
    answer = json.loads(result.stdout)
    assert [hit["sleutel"] for hit in answer["passend"]] == ["test:v-bakkerij"]


def test_a_pasted_text_is_matched_and_not_stored(data: Path) -> None:
    store = RecordStore.open(data / "passend.sqlite")
    before = store.last_seq()
    result = run(
        "match", "vacancy", "--text", "-", "--data", data, "--json",
        text="Gezocht: iemand die brood bakt en deeg kneedt.",
    )  # fmt: skip
    assert json.loads(result.stdout)["passend"][0]["sleutel"] == "test:p-bakker"
    assert store.last_seq() == before
    assert store.count(RecordKind.VACANCY) == 1


def test_a_record_from_a_file_is_matched_and_not_stored(data: Path, tmp_path: Path) -> None:
    file = lines(tmp_path / "vacature.json", BAKERY["vum"])
    result = run("match", "vacancy", "--record", file, "--data", data, "--json")
    assert json.loads(result.stdout)["passend"][0]["sleutel"] == "test:p-bakker"
    assert RecordStore.open(data / "passend.sqlite").count(RecordKind.VACANCY) == 1


@pytest.mark.parametrize(
    ("arguments", "text", "message"),
    [
        (["match", "vacancy"], None, "precies één"),
        (["match", "vacancy", "x:y", "--text", "-"], "abc", "precies één"),
        (["match", "person", "test:niemand"], None, "test:niemand"),
        (["match", "vacancy", "--text", "-"], "  \n ", "leeg"),
        (["match", "vacancy", "--text", "/bestaat/niet.txt"], None, "kan niet worden gelezen"),
        (["match", "vacancy", "--record", "-"], "{", "geen geldige JSON"),
        (
            ["match", "vacancy", "--record", "-"],
            '{"id": "v1", "vum": {"adres": {"postcode": "x"}}}',
            "postcode",
        ),
        (["explain", "test:p-bakker", "test:weg"], None, "test:weg"),
    ],
)
def test_bad_questions_get_a_clear_message_and_exit_code_2(
    data: Path, arguments: list[str], text: str | None, message: str
) -> None:
    result = run(*arguments, "--data", data, text=text)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_explain_prints_every_term(data: Path) -> None:
    result = run("explain", "test:p-bakker", "test:v-bakkerij", "--data", data)
    assert result.exit_code == 0
    for heading in ("Competenties", "Reizen", "Uren", "Soort contract", "Gewenst beroep"):
        assert heading in result.stdout


def test_why_prints_the_place_in_the_list(data: Path) -> None:
    result = run("why", "test:p-bakker", "test:v-bakkerij", "--data", data)
    assert result.exit_code == 0, result.output
    assert "Plaats 1 van de" in result.stdout


def test_explain_for_an_employer_leaves_travel_out(data: Path) -> None:
    result = run(
        "explain", "test:p-bakker", "test:v-bakkerij", "--data", data, "--audience", "werkgever"
    )
    assert result.exit_code == 0, result.output
    assert "Reizen" not in result.stdout


@pytest.mark.parametrize("direction", ["persons", "vacancies"])
def test_rank_writes_a_trec_run_in_strict_order(tmp_path: Path, direction: str) -> None:
    persons = lines(tmp_path / "p.jsonl", BAKER, PAINTER)
    vacancies = lines(tmp_path / "v.jsonl", BAKERY)
    out = tmp_path / "run.txt"
    result = run(
        "rank", "--vacancies", vacancies, "--persons", persons,
        "--direction", direction, "--top", "5", "--out", out,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in out.read_text().splitlines()]
    if direction == "persons":
        assert [(row[0], row[2], row[3]) for row in rows] == [
            ("v-bakkerij", "p-bakker", "1"),
            ("v-bakkerij", "p-schilder", "2"),
        ]
        assert float(rows[0][4]) > float(rows[1][4])
    else:
        assert {(row[0], row[2]) for row in rows} == {
            ("p-bakker", "v-bakkerij"),
            ("p-schilder", "v-bakkerij"),
        }
    assert all(row[1] == "Q0" and row[5].startswith("passend-") for row in rows)


def test_rank_by_fit_ignores_conditions(tmp_path: Path) -> None:
    far = json.loads(json.dumps(BAKER))
    far["id"] = far["vum"]["idWerkzoekende"] = "p-ver"
    far["vum"]["mobiliteit"] = {"bemiddelingspostcode": "9711AB", "maximaleReisafstand": 5}
    persons = lines(tmp_path / "p.jsonl", far, PAINTER)
    vacancies = lines(tmp_path / "v.jsonl", BAKERY)
    firsts = []
    for flags in ([], ["--fit"]):
        out = tmp_path / f"run{len(flags)}.txt"
        result = run(
            "rank", "--vacancies", vacancies, "--persons", persons,
            "--direction", "persons", "--out", out, *flags,
        )  # fmt: skip
        assert result.exit_code == 0, result.output
        firsts.append(out.read_text().split()[2])
    assert firsts == ["p-schilder", "p-ver"]


def test_rank_reports_rejected_records_and_exits_with_3(tmp_path: Path) -> None:
    broken = json.loads(json.dumps(PAINTER))
    broken["vum"]["rijbewijs"] = "B"
    result = run(
        "rank", "--vacancies", lines(tmp_path / "v.jsonl", BAKERY),
        "--persons", lines(tmp_path / "p.jsonl", BAKER, broken),
        "--direction", "persons", "--out", tmp_path / "run.txt",
    )  # fmt: skip
    assert result.exit_code == 3
    assert "p-schilder" in result.stderr
    assert "rijbewijs" in result.stderr
    assert (tmp_path / "run.txt").read_text().count("\n") == 1


def test_demo_data_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        result = run(
            "demo-data", "--seed", "3", "--persons", "20", "--vacancies", "20",
            "--out", tmp_path / name,
        )  # fmt: skip
        assert result.exit_code == 0
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "b").iterdir())
    assert files
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_demo_prints_both_rankings_and_stops_without_serving(tmp_path: Path) -> None:
    result = run("demo", "--out", tmp_path, "--persons", "40", "--vacancies", "60", "--no-serve")
    assert result.exit_code == 0, result.output
    assert "naaiatelier van Mehmet" in result.stdout
    assert "Henk" in result.stdout
    assert "Een mens beslist" in result.stdout


def test_serve_refuses_an_address_that_others_can_reach(data: Path) -> None:
    result = run("serve", "--host", "0.0.0.0", "--data", data)  # noqa: S104 - must be refused
    assert result.exit_code == 2
    assert "Alleen een adres op deze computer" in result.stderr


def test_taxonomy_commands(tmp_path: Path) -> None:
    assert run("taxonomy", "check").exit_code == 0
    stats = json.loads(run("taxonomy", "stats").stdout)
    assert stats["counts"]["occupation"] >= 100
    rows = json.loads(run("taxonomy", "search", "heftruck rijden", "--json").stdout)
    assert any("heftruck" in row["label"].casefold() for row in rows)
    missing = run("taxonomy", "stats", "--taxonomy", tmp_path / "niets")
    assert missing.exit_code == 2
    assert "niets" in missing.stderr


@pytest.mark.shared
def test_all_accreditation_profiles_are_imported_and_can_be_matched(tmp_path: Path) -> None:
    if not ACCREDITATION.exists():
        pytest.skip("../shared is absent: no accreditation profiles")
    result = run("import", ACCREDITATION, "--data", tmp_path, "--json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert (report["read"], report["imported"], report["rejected"]) == (1000, 1000, 0)
    answer = run(
        "match", "vacancy", "--text", "-", "--data", tmp_path, "--json", "--top", "5",
        text="Medewerker bediening\nJe serveert eten en drinken.",
    )  # fmt: skip
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert found["aantal"] == 1000
    assert len(found["passend"]) == 5


def test_rank_with_a_pinned_day_is_the_same_whenever_it_runs(tmp_path: Path) -> None:
    running = json.loads(json.dumps(BAKER))
    job = running["vum"]["arbeidsmarktkwalificatie"]["werkervaring"][0]
    job |= {
        "beroep": {
            "codeBeroepsnaam": "https://linkeddata.competentnl.nl/uwv/id/occupation/2B4D17C5D0"
        },
        "datumAanvangWerkzaamheden": "2026-01-01",
    }
    sewing = json.loads(json.dumps(BAKERY))
    sewing["vum"]["naamVacature"] = "Naaister confectie"
    files = (
        "--vacancies", lines(tmp_path / "v.jsonl", sewing),
        "--persons", lines(tmp_path / "p.jsonl", running), "--direction", "persons",
    )  # fmt: skip
    runs = []
    for day in ("2026-02-01", "2026-02-01", "2027-12-01"):
        out = tmp_path / f"{len(runs)}.txt"
        assert run("rank", *files, "--out", out, "--today", day).exit_code == 0
        runs.append(out.read_text())
    assert runs[0] == runs[1] != runs[2]


def test_rank_with_nothing_to_rank_writes_nothing(tmp_path: Path) -> None:
    bad = lines(tmp_path / "p.jsonl", {"id": "p1", "vum": {"mobiliteit": 3}})
    result = run(
        "rank", "--vacancies", lines(tmp_path / "v.jsonl", BAKERY), "--persons", bad,
        "--direction", "persons", "--out", tmp_path / "run.txt",
    )  # fmt: skip
    assert result.exit_code == 2
    assert not (tmp_path / "run.txt").exists()
