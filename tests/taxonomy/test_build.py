"""Several sources to one taxonomy: rules of joining, codes, and building whole or not at all."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy import storage
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.build import Inputs, build_taxonomy, read_sources
from passend.taxonomy.changes import carried_over, changes
from passend.taxonomy.compile import compile_taxonomy
from passend.taxonomy.concepts import (
    Concept,
    Course,
    Group,
    Kind,
    Level,
    Mapping,
    Match,
    Relation,
    Source,
)
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.joining import join
from passend.taxonomy.mapping import label_matches
from passend.taxonomy.soundness import about_concept, check_folder, check_taxonomy, find_concepts

SHARED = Path(__file__).resolve().parents[3] / "shared/data"
CNL = "https://linkeddata.competentnl.nl/uwv/id/occupation/00000000"
ESCO = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"
BOC = "urn:passend:boc:"
CREBO = "urn:passend:crebo:"


def work(iri: str, label: str, *synonyms: str, **more: object) -> Concept:
    kind = Kind.QUALIFICATION if iri.startswith(CREBO) else Kind.OCCUPATION
    return Concept(iri, kind, label, synonyms, **more)


def skill(name: str, **more: object) -> Concept:
    return Concept(f"{SKILL}{name}", Kind.SKILL, name, **more)


def asks(subject: str, **levels: int) -> list[Relation]:
    return [Relation(subject, f"{SKILL}{name}", Level(n)) for name, n in levels.items()]


def source(name: str, *parts: Concept | Relation, **more: object) -> Source:
    return Source(
        name=name,
        edition="1",
        licence="-",
        concepts=tuple(part for part in parts if isinstance(part, Concept)),
        relations=tuple(part for part in parts if isinstance(part, Relation)),
        **more,
    )


ESCO_SOURCE = source(
    "esco",
    work(f"{ESCO}kok", "kok", "kokkin", isco08="5120"),
    work(f"{ESCO}bakker", "bakker", "broodbakker", isco08="7512"),
    work(f"{ESCO}lasser", "lasser", isco08="7212"),
    *(skill(name) for name in ("koken", "kneden", "lassen", "opruimen")),
    *asks(f"{ESCO}kok", koken=3, opruimen=1),
    *asks(f"{ESCO}bakker", kneden=3, opruimen=1),
    *asks(f"{ESCO}lasser", lassen=3, opruimen=1),
    riasec={f"{ESCO}kok": (6, 1, 4, 3, 3, 2), "isco:7512": (7, 1, 2, 1, 2, 3)},
)
CNL_SOURCE = source(
    "competentnl",
    work(f"{CNL}A1", "Kok", "Chef de partie"),
    work(f"{CNL}A2", "Ambachtelijk bakker", "Broodbakker", "Bakker"),
    work(f"{CNL}A3", "Imker"),
)
UWV_SOURCE = source(
    "uwv",
    work(f"{BOC}10", "Kok", "souschef", "KOKKIN", codes=("boc:10", "boc:11")),
    work(f"{BOC}20", "Imker", "bijenhouder", codes=("boc:20", "boc:21")),
    work(f"{BOC}30", "Glasblazer", codes=("boc:30",)),
    mappings=(
        Mapping(f"{BOC}10", f"{CNL}A1", Match.EXACT, crosswalk=True, computed=True),
        Mapping(f"{BOC}20", f"{CNL}A3", Match.EXACT, crosswalk=True, computed=True),
    ),
    names_only=True,
    crosswalk=True,
)
SBB_SOURCE = source(
    "sbb",
    work(f"{CREBO}25180", "Kok", codes=("crebo:25180",)),
    work(f"{CREBO}27180", "Kok", codes=("crebo:27180",)),
    attributes={f"{CREBO}25180": {"niveau": "2"}},
)
GROUPS = source("groups", groups=(Group("brc:0111", "Koks", "brc:01", "5120"),))
ALL = (CNL_SOURCE, SBB_SOURCE, ESCO_SOURCE, UWV_SOURCE, GROUPS)


@pytest.fixture(scope="module")
def built() -> Taxonomy:
    return compile_taxonomy(ALL)


def concept(taxonomy: Taxonomy, iri: str) -> Concept:
    return taxonomy.concepts[taxonomy.ids[iri]]


def asked(taxonomy: Taxonomy, iri: str) -> set[str]:
    return {taxonomy.concepts[t].label for t, _, _ in taxonomy.asked(taxonomy.ids[iri])}


# Joining


def test_concepts_of_different_lists_stay_apart_and_exact_ones_share_names(
    built: Taxonomy,
) -> None:
    assert concept(built, f"{CNL}A1").label == "Kok"
    assert concept(built, f"{ESCO}kok").label == "kok"
    # Its own names, then those of the list of names, then those of the exact match; none twice.
    names = concept(built, f"{CNL}A1").names
    assert names == ("Kok", "Chef de partie", "souschef", "KOKKIN")
    assert {"chef de partie", "souschef"} <= {
        n.casefold() for n in concept(built, f"{ESCO}kok").names
    }
    assert concept(built, f"{CNL}A1").isco08 == "5120"


def test_a_close_match_shares_no_names_and_is_not_merged(built: Taxonomy) -> None:
    # "Broodbakker" and "bakker" both lead to the one baker of ESCO: close, not exact.
    assert concept(built, f"{CNL}A2").names == ("Ambachtelijk bakker", "Broodbakker", "Bakker")
    kinds = {(m.subject, m.target): m.match for m in built.extras.mappings}
    assert kinds[f"{CNL}A2", f"{ESCO}bakker"] is Match.CLOSE
    assert kinds[f"{ESCO}kok", f"{CNL}A1"] is Match.EXACT
    assert built.manifest["joined"]["mappings"] == {
        "exact": sum(match is Match.EXACT for match in kinds.values()),
        "close": sum(match is Match.CLOSE for match in kinds.values()),
        "broad": 0,
        "narrow": 0,
    }


def test_a_concept_of_a_list_of_names_is_the_one_it_maps_to(built: Taxonomy) -> None:
    assert f"{BOC}10" not in built.ids
    assert concept(built, f"{CNL}A3").names == ("Imker", "bijenhouder")
    # No occupation has its label: it stays, so that its code is known.
    assert concept(built, f"{BOC}30").label == "Glasblazer"


def test_without_relations_of_its_own_an_occupation_borrows_and_says_so(built: Taxonomy) -> None:
    assert asked(built, f"{CNL}A1") == asked(built, f"{CREBO}25180") == {"koken", "opruimen"}
    assert asked(built, f"{CNL}A2") == {"kneden", "opruimen"}
    assert asked(built, f"{CNL}A3") == set()
    assert built.extras.lenders[f"{CNL}A1"] == (f"{ESCO}kok",)
    assert f"{ESCO}kok" not in built.extras.lenders
    joined = built.manifest["joined"]
    assert (joined["subjects_with_own_relations"], joined["subjects_that_borrow"]) == (3, 4)
    assert joined["subjects_without_relations"] == 2
    assert "borrows" in joined["rule"]


def test_own_relations_are_kept_and_borrowed_ones_are_not_lent() -> None:
    own = source("competentnl", *CNL_SOURCE.concepts, *asks(f"{CNL}A1", lassen=2))
    taxonomy = compile_taxonomy((own, ESCO_SOURCE))
    assert asked(taxonomy, f"{CNL}A1") == {"lassen"}
    assert f"{CNL}A1" not in taxonomy.extras.lenders


@pytest.mark.parametrize("match", [Match.BROAD, Match.NARROW])
def test_broad_and_narrow_mappings_lend_and_name_nothing(match: Match) -> None:
    listed = replace(
        CNL_SOURCE, mappings=(Mapping(f"{CNL}A3", f"{ESCO}lasser", match, crosswalk=True),)
    )
    taxonomy = compile_taxonomy((listed, ESCO_SOURCE))
    assert asked(taxonomy, f"{CNL}A3") == set()
    assert concept(taxonomy, f"{CNL}A3").names == ("Imker",)
    assert match in {m.match for m in taxonomy.extras.mappings}


def test_what_is_ambiguous_is_not_mapped() -> None:
    together = {f"{CNL}A{n}": frozenset({"a"}) for n in range(4)} | {
        f"{ESCO}{n}": frozenset({"b"}) for n in range(4)
    }
    twice = [work(f"{CNL}A1", "Kok"), work(f"{CNL}A2", "KOK"), work(f"{ESCO}1", "kok")]
    assert label_matches(twice, together) == []
    claimed = [work(f"{CNL}A1", "Chef", "kok"), work(f"{CNL}A2", "Souschef", "kok"),
               work(f"{ESCO}1", "kok")]  # fmt: skip
    assert label_matches(claimed, together) == []
    two = [work(f"{CNL}A1", "Chef", "kok", "bakker"), work(f"{ESCO}1", "kok"),
           work(f"{ESCO}2", "bakker")]  # fmt: skip
    assert label_matches(two, together) == []
    one = [work(f"{CNL}A1", "Chef", "kok"), work(f"{ESCO}1", "kok")]
    assert label_matches(one, together) == [
        Mapping(f"{CNL}A1", f"{ESCO}1", Match.CLOSE, crosswalk=True, computed=True)
    ]


def test_two_occupations_of_one_source_are_never_mapped() -> None:
    pair = [work(f"{CNL}A1", "Kok"), work("urn:passend:occupation:kok", "Kok")]
    together = dict.fromkeys((one.iri for one in pair), frozenset({"starter"}))
    assert label_matches(pair, together) == []


def test_interests_come_from_itself_then_its_match_then_its_group(built: Taxonomy) -> None:
    cook = built.riasec(built.ids[f"{ESCO}kok"])
    assert cook == built.riasec(built.ids[f"{CNL}A1"]) == (6, 1, 4, 3, 3, 2)
    assert built.riasec(built.ids[f"{ESCO}bakker"]) == (7, 1, 2, 1, 2, 3)
    assert built.riasec(built.ids[f"{ESCO}lasser"]) is None


def test_idf_counts_within_the_sources_that_know_the_concept(built: Taxonomy) -> None:
    idf = built.arrays["idf"]
    # Three occupations of ESCO have relations; who borrows does not count.
    assert idf[built.ids[f"{SKILL}koken"]] == pytest.approx(math.log(3 / 1))
    assert idf[built.ids[f"{SKILL}opruimen"]] == pytest.approx(0.01)
    slugs = [f"urn:passend:occupation:{n}" for n in range(8)]
    named = [work(iri, f"beroep {n}") for n, iri in enumerate(slugs)]
    links = [relation for iri in slugs for relation in asks(iri, koken=1)]
    other = source("starter", *named, skill("koken"), *links)
    both = compile_taxonomy((other, ESCO_SOURCE))
    assert both.arrays["idf"][both.ids[f"{SKILL}koken"]] == pytest.approx(math.log(11 / 9))
    assert both.arrays["idf"][both.ids[f"{SKILL}lassen"]] == pytest.approx(math.log(3 / 1))


def test_published_frequencies_stand_in_for_relations_that_are_not_at_hand() -> None:
    published = source(
        "competentnl", skill("koken"), frequencies={f"{SKILL}koken": 304}, population=3263
    )
    taxonomy = compile_taxonomy((published, ESCO_SOURCE))
    value = taxonomy.arrays["idf"][taxonomy.ids[f"{SKILL}koken"]]
    assert value == pytest.approx(math.log(3266 / 305))


def test_a_dutch_label_goes_before_one_in_another_language() -> None:
    english = source("a", Concept(f"{SKILL}x", Kind.SKILL, "weld", ("join metal",), language="en"))
    dutch = source("b", Concept(f"{SKILL}x", Kind.SKILL, "lassen"))
    for order in ((english, dutch), (dutch, english)):
        (found,) = join(order).concepts
        assert (found.names, found.language) == (("lassen",), "nl")


# Crosswalk-free


def test_a_crosswalk_free_taxonomy_knows_no_name_or_mapping_of_a_crosswalk() -> None:
    taxonomy = compile_taxonomy(ALL, crosswalk_free=True)
    assert not any(mapping.crosswalk for mapping in taxonomy.extras.mappings)
    stated = {
        name for s in (CNL_SOURCE, SBB_SOURCE, ESCO_SOURCE) for c in s.concepts for name in c.names
    }
    assert {name for c in taxonomy.concepts for name in c.names} == stated
    assert not any(code.startswith("boc:") for c in taxonomy.concepts for code in c.codes)
    assert concept(taxonomy, f"{ESCO}kok").names == ("kok", "kokkin")
    assert asked(taxonomy, f"{CNL}A1") == set()
    assert taxonomy.manifest["joined"]["crosswalk_free"] is True
    used = [one["name"] for one in taxonomy.manifest["sources"]]
    assert used == ["competentnl", "sbb", "esco", "groups"]
    # A qualification and an occupation of Dutch lists are no crosswalk to ESCO.
    assert {(m.subject, m.target) for m in taxonomy.extras.mappings} == {
        (f"{CREBO}25180", f"{CNL}A1"),
        (f"{CREBO}27180", f"{CNL}A1"),
    }


# Codes


@pytest.mark.parametrize(
    ("code", "scheme", "iri"),
    [
        (f"{CNL}A1", "boc", f"{CNL}A1"),
        ("11", "boc", f"{CNL}A1"),
        ("boc:21", "crebo", f"{CNL}A3"),
        ("30", "boc", f"{BOC}30"),
        ("25180", "crebo", f"{CREBO}25180"),
        (f"{BOC}20", "boc", f"{CNL}A3"),
        ("7212", "isco", f"{ESCO}lasser"),
        ("25180", "boc", None),
        ("isco:5120", "boc", None),
        ("", "boc", None),
        (None, "boc", None),
        ("http://elsewhere/1", "boc", None),
    ],
)
def test_a_code_of_a_record_names_its_concept(
    built: Taxonomy, code: str | None, scheme: str, iri: str | None
) -> None:
    expected = None if iri is None else built.ids[iri]
    assert built.concept_of_code(code, scheme) == expected


def test_a_group_code_names_all_its_occupations(built: Taxonomy) -> None:
    cooks = {built.ids[f"{ESCO}kok"], built.ids[f"{CNL}A1"]}
    assert set(built.codes["isco:5120"]) == set(built.codes["brc:0111"]) == cooks


def test_codes_of_older_editions_map_through_chains_and_never_loop() -> None:
    moved = source(
        "moved",
        replaced={"urn:a": "urn:b", "urn:b": f"{ESCO}kok", "urn:x": "urn:y", "urn:y": "urn:x",
                  f"{ESCO}lasser": f"{ESCO}kok"},
    )  # fmt: skip
    taxonomy = compile_taxonomy((ESCO_SOURCE, moved))
    assert taxonomy.extras.replaced == {"urn:a": f"{ESCO}kok", "urn:b": f"{ESCO}kok"}
    assert taxonomy.concept_of_code("urn:a") == taxonomy.ids[f"{ESCO}kok"]
    assert taxonomy.concept_of_code("urn:x") is None


def test_a_concept_is_found_by_code_or_name_and_told_of(built: Taxonomy) -> None:
    (number,) = find_concepts(built, "11")
    told = about_concept(built, number)
    assert (told["iri"], told["label"]) == (f"{CNL}A1", "Kok")
    assert told["borrowed_from"] == [f"{ESCO}kok"]
    assert {m["match"] for m in told["mappings"]} == {"exact"}
    assert told["replaces"] == [f"{BOC}10"]
    assert [ask["label"] for ask in told["asks"]] == ["koken", "opruimen"]
    assert find_concepts(built, "25180") == [built.ids[f"{CREBO}25180"]]
    assert about_concept(built, built.ids[f"{CREBO}25180"])["facts"] == {"niveau": "2"}
    assert {built.concepts[n].iri for n in find_concepts(built, "CHEF de partie")} == {
        f"{CNL}A1",
        f"{ESCO}kok",
    }
    assert find_concepts(built, "tovenaar") == []


# Keeping


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)
_CONCEPTS = st.builds(
    Concept,
    iri=_TEXT,
    kind=st.sampled_from(Kind),
    label=_TEXT,
    synonyms=st.lists(_TEXT).map(tuple),
    isco08=st.none() | st.just("5120"),
    generic=st.booleans(),
    codes=st.lists(_TEXT).map(tuple),
    language=st.sampled_from(("nl", "en")),
    historical=st.lists(_TEXT).map(tuple),
)


@given(st.lists(_CONCEPTS))
def test_any_concepts_survive_a_round_trip(concepts: list[Concept]) -> None:
    from passend.taxonomy.texts import pack_concepts, unpack_concepts

    assert unpack_concepts(pack_concepts(concepts).decode()) == tuple(concepts)


def test_a_name_with_a_separating_character_is_refused() -> None:
    from passend.taxonomy.texts import pack_concepts

    with pytest.raises(TaxonomyError, match="urn:x: a name holds a control character"):
        pack_concepts([Concept("urn:x", Kind.SKILL, "a\x1eb")])


def test_everything_beside_the_concepts_survives_a_round_trip(
    built: Taxonomy, tmp_path: Path
) -> None:
    courses = source("courses", courses=(Course("Les", (f"{SKILL}koken",), place="Ede"),))
    taxonomy = compile_taxonomy((*ALL, courses))
    taxonomy.save(tmp_path / "t")
    opened = Taxonomy.open(tmp_path / "t")
    assert opened.extras == taxonomy.extras
    assert opened.courses == (Course("Les", (f"{SKILL}koken",), place="Ede"),)
    assert opened.groups["brc:0111"].label == "Koks"
    assert opened.concepts == taxonomy.concepts
    assert taxonomy.digest != built.digest


def test_a_large_file_is_checked_when_it_is_first_used(
    built: Taxonomy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.save(tmp_path / "t")
    path = tmp_path / "t/vectors.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 0x15
    path.write_bytes(content)
    monkeypatch.setattr(storage, "_CHECKED_AT_ONCE", 0)
    opened = Taxonomy.open(tmp_path / "t")
    assert opened.concepts == built.concepts
    with pytest.raises(TaxonomyError, match="does not match its hash"):
        _ = opened.vectors
    with pytest.raises(TaxonomyError, match="does not match its hash"):
        Taxonomy.open(tmp_path / "t", check=True)
    assert check_folder(tmp_path / "t") == [
        f"{tmp_path / 't'}: content does not match its hash; build it again"
    ]


_SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.taxonomy.test_build import ALL, compile_taxonomy
print(compile_taxonomy(ALL).digest)
"""


def test_the_same_sources_give_the_same_bytes_in_every_process(built: Taxonomy) -> None:
    root = Path(__file__).parents[2]
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT, str(root)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        )
        assert done.stdout.strip() == built.digest


def test_a_compiled_taxonomy_is_sound_and_a_planted_fault_is_found(built: Taxonomy) -> None:
    assert check_taxonomy(built) == []
    wrong = np.array(built.arrays["rel_target"])
    wrong[0] = len(built)
    broken = Taxonomy.make(
        built.concepts,
        {**built.arrays, "rel_target": wrong},
        built.ngrams,
        built.extras,
        built.vocabulary.terms,
        {},
    )
    assert check_taxonomy(broken) == ["rel_target names a concept that is not there"]
    twice = Taxonomy.make(
        (built.concepts[0], *built.concepts[:-1]),
        built.arrays,
        built.ngrams,
        built.extras,
        built.vocabulary.terms,
        {},
    )
    assert "an IRI stands twice" in check_taxonomy(twice)


# Changes


def test_changes_are_told_by_iri(built: Taxonomy) -> None:
    relabelled = replace(ESCO_SOURCE.concepts[2], label="metaallasser")
    newer = replace(
        ESCO_SOURCE,
        concepts=(
            *ESCO_SOURCE.concepts[:2],
            relabelled,
            *ESCO_SOURCE.concepts[3:],
            skill("snijden"),
        ),
    )
    cnl = source("competentnl", work(f"{CNL}A1", "Kok"), work(f"{CNL}B3", "Imker"))
    sources = (cnl, SBB_SOURCE, newer, UWV_SOURCE)
    new = compile_taxonomy((*sources, carried_over(built, sources)))
    found = changes(built, new)
    assert set(found.added) == {f"{SKILL}snijden", f"{CNL}B3", f"{BOC}20"}
    assert found.relabelled == {f"{ESCO}lasser": ("lasser", "metaallasser")}
    # The beekeeper has a new code and, with the list of names, two places to go: not mapped.
    assert found.replaced == {}
    assert set(found.gone) == {f"{CNL}A2", f"{CNL}A3"}


def test_a_code_that_is_gone_maps_to_the_one_concept_with_its_label(built: Taxonomy) -> None:
    cnl = source("competentnl", work(f"{CNL}A1", "Kok"), work(f"{CNL}B3", "IMKER"))
    sources = (cnl, ESCO_SOURCE)
    new = compile_taxonomy((*sources, carried_over(built, sources)))
    assert new.concept_of_code(f"{CNL}A3") == new.ids[f"{CNL}B3"]
    assert changes(built, new).replaced[f"{CNL}A3"] == f"{CNL}B3"
    # What the old one had already moved follows: the name of the list, then the occupation.
    assert new.concept_of_code(f"{BOC}20") == new.ids[f"{CNL}B3"]
    assert new.concept_of_code(f"{CNL}A2") is None


# Building


@pytest.fixture
def files(tmp_path: Path) -> Inputs:
    esco = tmp_path / "esco"
    esco.mkdir()
    (esco / "occupations_nl.csv").write_text(
        f"conceptUri,iscoGroup,preferredLabel\n{ESCO}kok,5120,kok\n{ESCO}lasser,7212,lasser\n"
    )
    (esco / "skills_nl.csv").write_text(
        f"conceptUri,preferredLabel\n{SKILL}a,soep koken\n{SKILL}b,staal lassen\n"
    )
    (esco / "occupationSkillRelations_nl.csv").write_text(
        "occupationUri,relationType,skillUri\n"
        f"{ESCO}kok,essential,{SKILL}a\n{ESCO}lasser,essential,{SKILL}b\n"
    )
    (tmp_path / "regio.csv").write_text("naam;competenties\nKookles;soep koken\n")
    return Inputs(esco=(esco,), courses=(tmp_path / "regio.csv",), starter=False)


def test_a_build_gives_a_sound_taxonomy_with_its_provenance(files: Inputs, tmp_path: Path) -> None:
    steps: list[str] = []
    built, sources = build_taxonomy(
        replace(files, editions={"esco": "1.2.1"}), tmp_path / "out", steps.append
    )
    assert steps == ["esco", "courses", "compile"]
    assert check_folder(tmp_path / "out") == []
    told = json.loads((tmp_path / "out/manifest.json").read_text())["sources"]
    assert [(one["name"], one["edition"]) for one in told] == [
        ("esco", "1.2.1"),
        ("courses", "unknown"),
    ]
    assert [one["sha256"] for one in told] == [one.digest for one in sources]
    assert built.courses == (Course("Kookles", (f"{SKILL}a",)),)


def test_a_source_that_fails_leaves_the_old_taxonomy(files: Inputs, tmp_path: Path) -> None:
    before, _ = build_taxonomy(files, tmp_path / "out")
    path = files.esco[0] / "occupationSkillRelations_nl.csv"
    path.write_text(path.read_text()[:-50])
    with pytest.raises(TaxonomyError, match=r"occupationSkillRelations_nl\.csv"):
        build_taxonomy(files, tmp_path / "out")
    assert Taxonomy.open(tmp_path / "out", check=True).digest == before.digest


def test_the_starter_taxonomy_is_part_of_it_unless_left_out(files: Inputs) -> None:
    names = [one.name for one in read_sources(replace(files, starter=True))]
    assert names == ["starter", "esco", "courses"]
    assert [one.name for one in read_sources(files)] == ["esco", "courses"]


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        (Inputs(starter=False), "no source is given"),
        (Inputs(editions={"asco": "1"}), "an edition for asco, which is no source"),
    ],
)
def test_nothing_to_build_is_an_error(inputs: Inputs, message: str) -> None:
    with pytest.raises(TaxonomyError, match=message):
        read_sources(inputs)


@pytest.mark.shared
def test_the_published_sources_join() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: no data")
    cnl = SHARED / "competentnl"
    inputs = Inputs(
        competentnl=(cnl / "occupations_labels.csv", cnl / "skills_level3.json"),
        sbb=(cnl / "educationalnorms_crebo_skills.csv",),
        esco=(
            SHARED / "esco/v1.2.1_nl",
            SHARED / "esco/skills_nl_en_merged.csv",
            SHARED / "esco/v1.2.0",
        ),
        uwv=(SHARED / "vum/BOC_lijst_Volledig-24.1.csv",),
        onet=(SHARED / "onet/esco_occupation_riasec.csv",),
    )
    sources = read_sources(inputs)
    joined = join(sources)
    known = {one.iri for one in joined.concepts}
    profiles = (
        SHARED / "vum/v3.0.8/accreditatie/werkzoekenden/AccreditatieWerkzoekenden_upload.json"
    )
    codes = set(_codes(json.loads(profiles.read_text(encoding="utf-8"))))
    assert len(codes) == 30
    assert codes <= known
    boc = [code for one in joined.concepts for code in one.codes if code.startswith("boc:")]
    assert len(boc) == len(set(boc)) == 24_309
    assert joined.report["subjects_that_borrow"] > 600
    free = join(sources, crosswalk_free=True)
    assert not any(mapping.crosswalk for mapping in free.mappings)
    plain = {one.iri: one.names for s in sources if s.name == "esco" for one in s.concepts}
    assert all(one.names == plain[one.iri] for one in free.concepts if one.iri in plain)


def _codes(value: object) -> list[str]:
    """Every ``codeBeroepsnaam`` in a record."""
    if isinstance(value, list):
        return [code for item in value for code in _codes(item)]
    if not isinstance(value, dict):
        return []
    own = [value["codeBeroepsnaam"]] if isinstance(value.get("codeBeroepsnaam"), str) else []
    return own + [code for item in value.values() for code in _codes(item)]
