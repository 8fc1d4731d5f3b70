"""UWV names, O*NET interests, groups and courses."""

from __future__ import annotations

from pathlib import Path

import pytest

from passend.taxonomy.concepts import Concept, Course, Group, Kind, Mapping, Match
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.sources import (
    read_competentnl,
    read_courses,
    read_groups,
    read_onet,
    read_uwv,
)

SHARED = Path(__file__).resolve().parents[3] / "shared/data"
CNL = "https://linkeddata.competentnl.nl/uwv/id/occupation/"
BOC_HEAD = (
    '"UWV beroep code";"Omschrijving";"Code Bovenliggend Referentie Beroep";'
    '"Omschrijving Bovenliggend Referentie Beroep"\n'
)


def occupation(number: int, label: str) -> Concept:
    return Concept(f"{CNL}{number:010X}", Kind.OCCUPATION, label)


# UWV


def test_uwv_names_stand_under_their_reference_occupation(tmp_path: Path) -> None:
    path = tmp_path / "boc.csv"
    path.write_text(
        BOC_HEAD + '"10";"Kok";"n.v.t";"n.v.t"\n"11";"souschef";"10";"Kok"\n'
        '"12";"hulpkok";"10";"Kok"\n"21";"bakkershulp";"20";"Bakker"\n'
    )
    source = read_uwv([path], [occupation(1, "KOK"), occupation(2, "Lasser")])
    cook, baker = source.concepts
    assert (cook.label, cook.synonyms) == ("Kok", ("hulpkok", "souschef"))
    assert cook.codes == ("boc:10", "boc:11", "boc:12")
    assert (baker.label, baker.codes) == ("Bakker", ("boc:20", "boc:21"))
    expected = Mapping(cook.iri, f"{CNL}{1:010X}", Match.EXACT, crosswalk=True, computed=True)
    assert source.mappings == (expected,)
    assert (source.crosswalk, source.names_only) == (True, True)


def test_a_label_that_two_occupations_share_maps_to_neither(tmp_path: Path) -> None:
    path = tmp_path / "boc.csv"
    path.write_text(BOC_HEAD + '"11";"souschef";"10";"Kok"\n')
    assert read_uwv([path], [occupation(1, "Kok"), occupation(2, "kok")]).mappings == ()


def test_a_row_without_a_code_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "boc.csv"
    rows = "".join(f'"{n}";"naam {n}";"10";"Kok"\n' for n in range(11, 31))
    path.write_text(f'{BOC_HEAD}{rows}"x";"naam";"10";"Kok"\n"31";"";"10";"Kok"\n')
    told = [(one.line, one.field, one.reason) for one in read_uwv([path]).rejected]
    assert told == [(22, "parent", "no code of digits"), (23, "name", "empty")]


@pytest.mark.shared
def test_the_published_uwv_list() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: no vum")
    labels = read_competentnl([SHARED / "competentnl/occupations_labels.csv"])
    source = read_uwv([SHARED / "vum/BOC_lijst_Volledig-24.1.csv"], labels.concepts)
    codes = [code for concept in source.concepts for code in concept.codes]
    assert len(codes) == len(set(codes)) == 24_309
    assert len(source.concepts) == 3_263
    assert len(source.mappings) == 3_062
    assert len({mapping.target for mapping in source.mappings}) == 3_062
    assert source.rejected == ()


# O*NET

SIX = (6.9, 1.7, 1.0, 1.6, 1.2, 3.8)


def test_interests_are_read_from_the_long_table(tmp_path: Path) -> None:
    names = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
    rows = [
        f"47-2152.00\t1.B.1.x\t{n}\tOI\t{v}\t11/2023\tx" for n, v in zip(names, SIX, strict=True)
    ]
    rows.append("47-2152.00\t1.B.1.g\tFirst Interest High-Point\tIH\t1.00\t11/2023\tx")
    head = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tDate\tDomain Source"
    (tmp_path / "Interests.txt").write_text("\n".join((head, *rows)) + "\n")
    assert read_onet([tmp_path]).riasec == {"onet:47-2152.00": SIX}


def test_a_crosswalk_gives_the_weighted_mean_and_a_stated_value_goes_first(tmp_path: Path) -> None:
    esco = "http://data.europa.eu/esco/occupation/"
    (tmp_path / "a_onet.csv").write_text(
        "onet_soc,title,R,I,A,S,E,C\n11-1111.00,a,1,2,3,4,5,6\n22-2222.00,b,7,2,3,4,5,3\n"
    )
    (tmp_path / "b_crosswalk.csv").write_text(
        "O*NET Id,ESCO or ISCO URI,Type of Match\n"
        f"11-1111.00,{esco}x,exactMatch\n22-2222.00,{esco}x,narrowMatch\n"
        f"11-1111.00,{esco}y,exactMatch\n11-1111.00,http://data.europa.eu/esco/isco/C1,exactMatch\n"
    )
    (tmp_path / "c_esco.csv").write_text(f"occupationUri;R;I;A;S;E;C\n{esco}y;1,5;1;1;1;1;1\n")
    riasec = read_onet([tmp_path]).riasec
    # R: (1·1 + 0.5·7) / 1.5 = 3; C: (6 + 1.5) / 1.5 = 5.
    assert riasec[f"{esco}x"] == (3, 2, 3, 4, 5, 5)
    assert riasec[f"{esco}y"] == (1.5, 1, 1, 1, 1, 1)
    assert set(riasec) == {f"{esco}x", f"{esco}y", "onet:11-1111.00", "onet:22-2222.00"}


def test_values_off_the_scale_are_rejected(tmp_path: Path) -> None:
    rows = "".join(f"71{n},1,2,3,4,5,6\n" for n in range(10, 40))
    (tmp_path / "a.csv").write_text(
        f"isco08,R,I,A,S,E,C\n{rows}7115,8,1,1,1,1,1\n711,1,1,1,1,1,1\n"
    )
    source = read_onet([tmp_path])
    assert [(one.line, one.field) for one in source.rejected] == [(32, "R"), (33, "iri")]
    assert source.riasec["isco:7110"] == (1, 2, 3, 4, 5, 6)


def test_no_interests_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("iets,anders\n1,2\n")
    with pytest.raises(TaxonomyError, match="no interests in these files"):
        read_onet([tmp_path])


@pytest.mark.shared
def test_the_published_interests() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: no onet")
    long = read_onet([SHARED / "onet/db_29_1_text"])
    assert len(long.riasec) == 923
    derived = read_onet([SHARED / "onet/esco_occupation_riasec.csv"])
    assert len(derived.riasec) == 3_039
    isco = read_onet([SHARED / "competentnl/riasec_isco08_derived.csv"])
    assert len(isco.riasec) == 385
    assert isco.riasec["isco:7115"][0] == pytest.approx(6.8, abs=0.05)


# Groups


def test_groups_of_both_classifications(tmp_path: Path) -> None:
    (tmp_path / "brc.csv").write_text(
        "brc_beroepsgroep,label,beroepsklasse,beroepsklasse_label,isco08_primary\n"
        "0111,Docenten,01,Pedagogische beroepen,2310\n"
    )
    (tmp_path / "isco.json").write_text('[{"code": "2310", "label_nl": "Hoogleraren"}]')
    assert read_groups([tmp_path]).groups == (
        Group("brc:01", "Pedagogische beroepen"),
        Group("brc:0111", "Docenten", "brc:01", "2310"),
        Group("isco:2310", "Hoogleraren", "isco:231"),
    )


@pytest.mark.shared
def test_the_published_groups() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: no competentnl")
    paths = [SHARED / f"competentnl/{n}" for n in ("brc2014_isco08_primary.csv", "isco08_nl.json")]
    groups = read_groups(paths).groups
    assert len([g for g in groups if g.id.startswith("brc:") and len(g.id) == 8]) == 114
    assert len([g for g in groups if g.id.startswith("isco:")]) == 619


# Courses

SKILLS = (
    Concept("urn:s:1", Kind.SKILL, "Heftruck rijden", ("heftruck besturen",)),
    Concept("urn:k:1", Kind.KNOWLEDGE, "Veilig werken"),
    Concept("urn:o:1", Kind.OCCUPATION, "Heftruckchauffeur"),
)


def test_courses_name_competences_in_any_form(tmp_path: Path) -> None:
    (tmp_path / "regio.csv").write_text(
        "Naam;Competenties;Plaats;Code;URL\n"
        "Heftruckcursus;Heftruck besturen | VEILIG WERKEN;Ede;H1;https://voorbeeld.nl\n"
        "Taalles;urn:k:1;;;\n"
    )
    source = read_courses([tmp_path], SKILLS)
    assert source.courses == (
        Course("Heftruckcursus", ("urn:k:1", "urn:s:1"), "H1", "Ede", "https://voorbeeld.nl"),
        Course("Taalles", ("urn:k:1",)),
    )


def test_an_unknown_competence_is_rejected_and_the_course_keeps_its_others(tmp_path: Path) -> None:
    rows = "".join(f"Cursus {n};Veilig werken;\n" for n in range(30))
    (tmp_path / "a.csv").write_text(
        f"naam;competenties;url\n{rows}Half;Veilig werken|Toveren;\nLeeg;Heftruckchauffeur;\n"
        "Fout;Veilig werken;javascript:x\n"
    )
    source = read_courses([tmp_path], SKILLS)
    told = [(one.line, one.field, one.value) for one in source.rejected]
    assert told == [
        (32, "competences", "Toveren"),
        (33, "competences", "Heftruckchauffeur"),
        (33, "competences", "Heftruckchauffeur"),
        (34, "url", "javascript:x"),
    ]
    assert source.courses[-1] == Course("Half", ("urn:k:1",))
