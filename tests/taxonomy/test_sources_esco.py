"""ESCO: official files in every form they come in, and two rebuilt ones."""

from __future__ import annotations

import csv
import gzip
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from passend.taxonomy.concepts import Kind, Level, Source
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.sources import read_esco

SHARED = Path(__file__).resolve().parents[3] / "shared/data/esco"
O = "http://data.europa.eu/esco/occupation/"  # noqa: E741
S = "http://data.europa.eu/esco/skill/"
REGULATED = "http://data.europa.eu/esco/regulated-professions/regulated"
OCCUPATIONS = [
    ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "regulatedProfessionNote", "code"),
    (f"{O}1", "7115", "timmerman", "timmervrouw\ntimmerman\nschrijnwerker", "", "7115.1"),
    (f"{O}2", "2221", "verpleegkundige", "", REGULATED, "2221.1"),
]
SKILLS = [
    ("conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels"),
    (f"{S}a", "skill/competence", "sector-specific", "hout zagen", "hout op maat zagen"),
    (f"{S}b", "knowledge", "cross-sector", "houtsoorten", ""),
]
ENGLISH = [
    ("conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels"),
    (f"{S}a", "skill/competence", "sector-specific", "saw wood", "cut timber"),
    (f"{S}c", "skill/competence", "transversal", "work in a team", "cooperate\nteam up"),
]
RELATIONS = [
    ("occupationUri", "relationType", "skillType", "skillUri"),
    (f"{O}1", "essential", "skill/competence", f"{S}a"),
    (f"{O}1", "optional", "knowledge", f"{S}b"),
    (f"{O}2", "essential", "skill/competence", f"{S}c"),
]


def write(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, delimiter=delimiter).writerows(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "esco"
    place.mkdir()
    write(place / "occupations_nl.csv", OCCUPATIONS)
    write(place / "skills_nl.csv", SKILLS)
    write(place / "skills_en.csv", ENGLISH)
    write(place / "occupationSkillRelations_nl.csv", RELATIONS)
    return place


def content(source: Source) -> tuple[object, ...]:
    return set(source.concepts), set(source.relations), source.regulated


def test_the_official_files_are_read(folder: Path) -> None:
    source = read_esco([folder], edition="1.2.1")
    by_iri = {concept.iri: concept for concept in source.concepts}
    carpenter = by_iri[f"{O}1"]
    assert (carpenter.kind, carpenter.label, carpenter.isco08) == (
        Kind.OCCUPATION,
        "timmerman",
        "7115",
    )
    assert carpenter.synonyms == ("timmervrouw", "schrijnwerker")
    assert carpenter.codes == ("esco:7115.1",)
    assert by_iri[f"{S}b"].kind is Kind.KNOWLEDGE
    assert {(r.subject[-1], r.target[-1]): r.level for r in source.relations} == {
        ("1", "a"): Level.ESSENTIAL,
        ("1", "b"): Level.SOMEWHAT,
        ("2", "c"): Level.ESSENTIAL,
    }
    assert source.regulated == {f"{O}2"}
    assert (source.edition, len(source.digest), source.rejected) == ("1.2.1", 64, ())


def test_a_missing_dutch_label_falls_back_to_english_and_says_so(folder: Path) -> None:
    source = read_esco([folder])
    by_iri = {concept.iri: concept for concept in source.concepts}
    assert by_iri[f"{S}a"].names == ("hout zagen", "hout op maat zagen")
    team = by_iri[f"{S}c"]
    assert (team.names, team.language) == (("work in a team", "cooperate", "team up"), "en")
    assert team.generic
    assert source.language_fallbacks == 1


def test_another_language_is_read_the_same_way(folder: Path) -> None:
    write(
        folder / "occupations_fr.csv",
        [OCCUPATIONS[0], (f"{O}1", "7115", "charpentier", "", "", "")],
    )
    source = read_esco([folder], language="fr")
    by_iri = {concept.iri: concept for concept in source.concepts}
    assert (by_iri[f"{O}1"].label, by_iri[f"{O}1"].language) == ("charpentier", "fr")
    assert source.language_fallbacks == len(source.concepts) - 1


def test_zip_gzip_and_other_separators_give_the_same(folder: Path, tmp_path: Path) -> None:
    expected = content(read_esco([folder]))
    with zipfile.ZipFile(tmp_path / "esco.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"ESCO dataset/{path.name}")
    assert content(read_esco([tmp_path / "esco.zip"])) == expected
    relations = folder / "occupationSkillRelations_nl.csv"
    packed = folder / "occupation_skill_relations_v1.2.0.csv.gz"
    packed.write_bytes(gzip.compress(relations.read_bytes()))
    relations.unlink()
    write(folder / "occupations_nl.csv", OCCUPATIONS, ";")
    assert content(read_esco([folder])) == expected


def test_the_merged_file_is_a_second_form_of_the_skills(folder: Path) -> None:
    expected = content(read_esco([folder]))
    (folder / "skills_nl.csv").unlink()
    (folder / "skills_en.csv").unlink()
    merged = [
        ("skillUri", "type", "reuseLevel", "label_nl", "altLabels_nl", "label_en", "altLabels_en"),
        (
            f"{S}a",
            "skill/competence",
            "",
            "hout zagen",
            "hout op maat zagen",
            "saw wood",
            "cut timber",
        ),
        (f"{S}b", "knowledge", "", "houtsoorten", "", "types of wood", ""),
        (f"{S}c", "", "transversal", "", "", "work in a team", "cooperate | team up"),
    ]
    write(folder / "skills_nl_en_merged.csv", merged)
    assert content(read_esco([folder])) == expected


def test_what_stands_twice_or_nowhere_is_rejected_with_its_line(folder: Path) -> None:
    many = [(f"{O}x{n}", "7115", f"beroep {n}", "", "", "") for n in range(40)]
    rows = [*OCCUPATIONS, *many, OCCUPATIONS[1], ("no iri", "7115", "x", "", "", "")]
    write(folder / "occupations_nl.csv", rows)
    links = [*RELATIONS, *RELATIONS[1:] * 10, (f"{O}1", "essential", "", f"{S}zz")]
    write(folder / "occupationSkillRelations_nl.csv", links)
    source = read_esco([folder])
    told = [(one.file, one.field, one.reason) for one in source.rejected]
    # The carpenter takes three lines, so its double starts after 1 + 3 + 1 + 40 lines.
    assert told == [
        ("occupations_nl.csv", "uri", "stands in line 2 too"),
        ("occupations_nl.csv", "uri", "no IRI of an ESCO occupation"),
        ("occupationSkillRelations_nl.csv", "target", "no file defines this skill"),
    ]
    assert [one.line for one in source.rejected] == [46, 49, 35]
    assert len([c for c in source.concepts if c.iri == f"{O}1"]) == 1
    assert len(source.relations) == 3


def test_groups_and_what_is_broader_are_kept(folder: Path) -> None:
    isco = "http://data.europa.eu/esco/isco/C"
    write(
        folder / "ISCOGroups_nl.csv",
        [
            ("conceptUri", "code", "preferredLabel"),
            (f"{isco}711", "711", "Bouwarbeiders"),
            (f"{isco}7115", "7115", "Timmerlieden"),
        ],
    )
    write(
        folder / "broaderRelationsOccPillar_nl.csv",
        [("conceptType", "conceptUri", "broaderType", "broaderUri"),
         ("Occupation", f"{O}1", "ISCOGroup", f"{isco}7115"),
         ("ISCOGroup", f"{isco}7115", "ISCOGroup", f"{isco}711")],
    )  # fmt: skip
    source = read_esco([folder])
    assert {(g.id, g.label, g.parent) for g in source.groups} == {
        ("isco:711", "Bouwarbeiders", "isco:71"),
        ("isco:7115", "Timmerlieden", "isco:711"),
    }
    assert source.broader == ((f"{O}1", "isco:7115"),)


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        ("occupations_nl.csv", [("uri", "naam"), ("1", "2")],
         "occupations_nl.csv: no column conceptUri, preferredLabel, iscoGroup"),
        ("occupationSkillRelations_nl.csv", [("occupationUri", "skillUri"), (f"{O}1", f"{S}a")],
         "occupationSkillRelations_nl.csv: no column relationType"),
        ("occupationSkillRelations_nl.csv",
         [*RELATIONS, *[(f"{O}nothing", "essential", "", f"{S}a")] * 2],
         "2 of 5 rows are rejected.*line 5, subject: no file defines this occupation"),
    ],
)  # fmt: skip
def test_a_source_that_is_half_readable_is_refused(
    folder: Path, name: str, rows: list[tuple[str, ...]], message: str
) -> None:
    write(folder / name, rows)
    with pytest.raises(TaxonomyError, match=message):
        read_esco([folder])


def test_skills_without_occupations_are_no_taxonomy(folder: Path) -> None:
    (folder / "occupations_nl.csv").unlink()
    (folder / "occupationSkillRelations_nl.csv").unlink()
    with pytest.raises(TaxonomyError, match="no occupations"):
        read_esco([folder])


@pytest.mark.shared
def test_esco_1_2_as_published() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: no esco")
    paths = [SHARED / "v1.2.1_nl", SHARED / "skills_nl_en_merged.csv", SHARED / "v1.2.0"]
    source = read_esco(paths)
    counts = Counter(concept.kind for concept in source.concepts)
    assert counts[Kind.OCCUPATION] == 3_039
    assert counts[Kind.SKILL] + counts[Kind.KNOWLEDGE] == 14_133
    # 129,004 rows; a few pairs stand in it as essential and as optional.
    with gzip.open(SHARED / "v1.2.0/occupation_skill_relations_v1.2.0.csv.gz", "rt") as opened:
        pairs = {tuple(row[::2]) for row in list(csv.reader(opened))[1:]}
    assert len(source.relations) == len(pairs)
    assert source.language_fallbacks == 14_133 - 7_146
    assert len(source.regulated) == 16
    assert [one.reason.partition(" in ")[0] for one in source.rejected] == ["stands"] * 4


@pytest.mark.shared
def test_esco_1_1_from_its_archives() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: no esco")
    paths = sorted((SHARED / "v1.1.1_official").glob("*.zip"))
    source = read_esco(paths, language="en", edition="1.1.1")
    counts = Counter(concept.kind for concept in source.concepts)
    assert counts[Kind.OCCUPATION] == 3_007
    assert counts[Kind.SKILL] + counts[Kind.KNOWLEDGE] == 13_896
    assert len(source.relations) + len(source.rejected) == 123_855
    assert source.language_fallbacks == 0
