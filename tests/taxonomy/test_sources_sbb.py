"""SBB: crebo lists of two forms, norms of two forms, work processes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from passend.taxonomy.concepts import Kind, Level
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.sources import read_sbb

SHARED = Path(__file__).resolve().parents[3] / "shared/data/competentnl"
SKILL = "https://linkeddata.competentnl.nl/id/humancapability/00000000B1"
AREA = "https://linkeddata.competentnl.nl/id/knowledgearea/00000000C1"
COOK = "urn:passend:crebo:25180"


def test_the_old_and_the_new_list_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text(
        'crebo,kwalificatie,niveau,leerweg,dossier_crebo,prijsfactor\n25180,Kok,2,BOL/BBL,23090,"1,30"\n'
    )
    (tmp_path / "new.csv").write_text(
        "Opleidingscode;Kwalificatie;Niveau;Prijsfactor;Leerweg;Dossiercode\n"
        "25180;Kok;2;1,3;BOL/BBL;23090\n"
    )
    found = [read_sbb([tmp_path / name]) for name in ("old.csv", "new.csv")]
    for source in found:
        (concept,) = source.concepts
        assert (concept.iri, concept.kind) == (COOK, Kind.QUALIFICATION)
        assert (concept.label, concept.codes) == ("Kok", ("crebo:25180",))
        facts = {"dossier": "23090", "leerweg": "BOL/BBL", "niveau": "2"}
        assert source.attributes == {COOK: facts}


def test_norms_as_table_and_as_list_give_the_same_relations(tmp_path: Path) -> None:
    (tmp_path / "norms.csv").write_text(
        "crebo,norm_label,relation,skill_uri,skill_label,skill_type\n"
        f"25180,Kok,prescribesHATEssential,{SKILL},Koken ,humancapability\n"
        f"25180,Kok,prescribesHATImportant,{AREA},Voeding,knowledgearea\n"
    )
    skills = [
        {"uri": SKILL, "label": "Koken", "categorie": "essentieel"},
        {"uri": AREA, "label": "Voeding", "categorie": "belangrijk"},
    ]
    (tmp_path / "norms.json").write_text(
        json.dumps([{"crebo": "25180", "label": "Kok", "niveau": 2, "skills": skills}])
    )
    one, other = (read_sbb([tmp_path / name]) for name in ("norms.csv", "norms.json"))
    assert one.concepts == other.concepts
    assert {(r.subject, r.target, r.level) for r in one.relations} == {
        (COOK, SKILL, Level.ESSENTIAL),
        (COOK, AREA, Level.IMPORTANT),
    }
    assert one.relations == other.relations
    assert [c.label for c in one.concepts] == ["Kok", "Koken", "Voeding"]
    assert other.attributes == {COOK: {"niveau": "2"}}


def test_work_processes_are_kept_apart_as_not_for_showing(tmp_path: Path) -> None:
    (tmp_path / "kd.json").write_text(
        json.dumps([{"crebo": "25180", "label": "Kok", "kd": {"B1-K1-W1": "Bereidt gerechten en"}}])
    )
    source = read_sbb([tmp_path])
    assert source.not_shown == {COOK: ("Bereidt gerechten en",)}
    assert not any("Bereidt" in name for c in source.concepts for name in c.names)


def test_a_crebo_without_a_name_is_left_out_and_noted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("crebo,kwalificatie\n25180,Kok\n")
    (tmp_path / "b.csv").write_text("crebo,niveau\n25180,2\n25999,4\n")
    source = read_sbb([tmp_path])
    assert [c.iri for c in source.concepts] == [COOK]
    assert source.notes == ("1 crebos without a name left out (25999, …)",)


def test_rejected_rows_have_line_field_and_reason(tmp_path: Path) -> None:
    rows = [f"25{n:03d},Beroep {n},3,prescribesHATEssential,{SKILL}" for n in range(40)]
    rows += [f"2518,Kok,2,,{SKILL}", f"25181,Kok,5,,{SKILL}", f"25182,Kok,2,likes,{SKILL}"]
    rows += ["25183,Kok,2,prescribesHATEssential,http://x"]
    head = "crebo,norm_label,niveau,relation,skill_uri\n"
    (tmp_path / "a.csv").write_text(head + "\n".join(rows) + "\n")
    assert [(one.line, one.field) for one in read_sbb([tmp_path]).rejected] == [
        (42, "crebo"),
        (43, "niveau"),
        (44, "relation"),
        (45, "target"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "crebo,iets\n25180,x\n", "no column kwalificatie, niveau or skill_uri"),
        ("a.csv", "crebo,niveau\n25180,2\n", "no crebo has a name"),
        ("a.csv", "naam,niveau\nKok,2\n", "no crebo has a name"),
        ("a.json", '[{"crebo": "1"}, {"crebo": "2"}]', "2 of 2 rows are rejected"),
        ("a.json", "[{", "a.json, line 1: no JSON"),
    ],
)
def test_what_cannot_be_used_is_refused(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(TaxonomyError, match=message):
        read_sbb([tmp_path])


@pytest.mark.shared
def test_the_published_lists() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: no competentnl")
    names = ("educationalnorms_crebo_skills.csv", "educationalnorms_crebo_skills.json")
    more = ("crebo_2015_staatscourant.csv", "crebo_niveau_2024plus.csv")
    kd = "kd_kerntaken_werkprocessen_extract.json"
    source = read_sbb([SHARED / name for name in (*names, *more, kd)])
    assert len(source.relations) == 5_912
    kinds = Counter(r.target.split("/")[-2] for r in source.relations)
    assert kinds == {"humancapability": 2_622, "knowledgearea": 3_290}
    assert len({r.subject for r in source.relations}) == 243
    asked = {r.subject for r in source.relations}
    levels = Counter(source.attributes[iri]["niveau"] for iri in asked)
    assert levels == {"1": 9, "2": 60, "3": 76, "4": 98}
    assert source.rejected == ()
