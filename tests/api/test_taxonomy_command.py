"""``passend taxonomy`` as an operator meets it: build, show, diff, check."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from passend.api.cli import app
from passend.taxonomy.artefact import Taxonomy

O = "http://data.europa.eu/esco/occupation/"  # noqa: E741
S = "http://data.europa.eu/esco/skill/"
COOK = "https://linkeddata.competentnl.nl/uwv/id/occupation/00000000A1"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["taxonomy", *map(str, words)])


@pytest.fixture
def esco(tmp_path: Path) -> Path:
    place = tmp_path / "esco"
    place.mkdir()
    (place / "occupations_nl.csv").write_text(
        f"conceptUri,iscoGroup,preferredLabel\n{O}kok,5120,kok\n{O}lasser,7212,lasser\n"
    )
    (place / "skills_nl.csv").write_text(
        f"conceptUri,preferredLabel\n{S}a,soep koken\n{S}b,staal lassen\n"
    )
    (place / "occupationSkillRelations_nl.csv").write_text(
        f"occupationUri,relationType,skillUri\n{O}kok,essential,{S}a\n{O}lasser,essential,{S}b\n"
    )
    return place


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.csv"
    path.write_text(f"occupation_uri,label,label_type\n{COOK},Kok,prefLabel\n")
    return path


def test_a_build_is_told_checked_and_shown(esco: Path, labels: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built = run("build", "--out", out, "--esco", esco, "--competentnl", labels,
                "--without-starter", "--edition", "esco=1.2.1")  # fmt: skip
    assert built.exit_code == 0, built.output
    assert "esco 1.2.1: 4 begrippen, 2 relaties, 0 zonder Nederlandse naam" in built.stdout
    assert Taxonomy.open(out).digest[:12] in built.stdout
    assert f"De taxonomie in {out} is in orde." in run("check", "--taxonomy", out).stdout
    assert json.loads(run("stats", "--taxonomy", out).stdout)["counts"]["occupation"] == 3
    (told,) = json.loads(run("show", COOK, "--taxonomy", out, "--json").stdout)
    assert told["borrowed_from"] == [f"{O}kok"]
    text = run("show", "KOK", "--taxonomy", out).stdout
    assert "Kok  [beroep]" in text
    assert "soep koken  (niveau 3)" in text
    assert f"geleend van: {O}kok" in text
    assert f"hoort bij: exact {COOK}" in text


def test_rejected_rows_are_told_and_written_and_the_exit_code_says_so(
    esco: Path, tmp_path: Path
) -> None:
    path = esco / "occupations_nl.csv"
    more = "".join(f"{O}x{n},7115,beroep {n}\n" for n in range(20))
    path.write_text(path.read_text() + more + f"{O}kok,5120,kok\n")
    rejects = tmp_path / "rejects.csv"
    built = run("build", "--out", tmp_path / "out", "--esco", esco, "--without-starter",
                "--rejects", rejects)  # fmt: skip
    assert built.exit_code == 3, built.output
    assert "occupations_nl.csv, regel 24, uri: stands in line 2 too" in built.stdout
    with rejects.open(encoding="utf-8", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert (row["source"], row["line"], row["value"]) == ("esco", "24", f"{O}kok")


def test_a_build_that_fails_says_where_and_leaves_the_old_one(esco: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", "--out", out, "--esco", esco, "--without-starter").exit_code == 0
    before = Taxonomy.open(out).digest
    (esco / "skills_nl.csv").write_text("uri;naam\n1;2\n")
    failed = run("build", "--out", out, "--esco", esco, "--without-starter")
    assert failed.exit_code == 2
    assert "skills_nl.csv: no column conceptUri, preferredLabel" in " ".join(failed.stderr.split())
    assert Taxonomy.open(out).digest == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--without-starter"], "no source is given"),
        (["--edition", "esco"], "esco=1.2.1"),
        (["--live"], "PASSEND_COMPETENTNL_KEY"),
        (["--esco", "absent"], "absent: cannot be read"),
    ],
)
def test_what_cannot_be_built_is_told_plainly(
    options: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PASSEND_COMPETENTNL_KEY", raising=False)
    failed = run("build", "--out", tmp_path / "out", *options)
    assert failed.exit_code == 2
    assert message in " ".join(failed.stderr.split())
    assert not (tmp_path / "out").exists()


def test_two_taxonomies_are_compared(esco: Path, labels: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    run("build", "--out", old, "--esco", esco, "--without-starter")
    path = esco / "occupations_nl.csv"
    path.write_text(path.read_text().replace(f"{O}lasser,7212,lasser", f"{O}las2,7212,Lasser")
                    .replace("5120,kok", "5120,chef-kok"))  # fmt: skip
    relations = esco / "occupationSkillRelations_nl.csv"
    relations.write_text(relations.read_text().replace(f"{O}lasser", f"{O}las2"))
    built = run("build", "--out", new, "--esco", esco, "--without-starter", "--previous", old)
    assert "Vergeleken met de vorige: 1 nieuw, 1 vervangen, 0 vervallen" in built.stdout
    told = run("diff", old, new)
    assert told.exit_code == 0
    assert f"lasser  {O}lasser → {O}las2" in told.stdout
    assert f"kok → chef-kok  {O}kok" in told.stdout
    found = json.loads(run("diff", old, new, "--json").stdout)
    assert found["replaced"] == {f"{O}lasser": f"{O}las2"}
    assert (found["gone"], found["added"]) == ([], [f"{O}las2"])
    assert found["kinds"]["occupation"] == [2, 2]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "niets"
    assert run("check", "--taxonomy", missing).exit_code == 2
    assert run("diff", missing, missing).exit_code == 2
    assert run("show", "kok", "--taxonomy", missing).exit_code == 2
    unknown = run("show", "tovenaar")
    assert unknown.exit_code == 2
    assert "tovenaar: niet gevonden" in unknown.stderr
    assert json.loads(run("show", "tovenaar", "--json").stdout) == []


def test_a_build_as_json_is_nothing_but_json(esco: Path, tmp_path: Path) -> None:
    built = run("build", "--out", tmp_path / "out", "--esco", esco, "--without-starter",
                "--crosswalk-free", "--json")  # fmt: skip
    told = json.loads(built.stdout)
    assert told["digest"] == Taxonomy.open(tmp_path / "out").digest
    assert told["joined"]["crosswalk_free"] is True
