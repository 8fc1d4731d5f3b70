"""The starter taxonomy is consistent, its names are CompetentNL's, and its check finds faults."""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.check import check_source, check_starter, statistics, weighted_jaccard
from passend.taxonomy.concepts import Kind, Source
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.normalise import fold
from passend.taxonomy.sources import read_starter

COMPETENTNL = Path(__file__).parents[2].parent / "shared" / "data" / "competentnl"
STARTER = files("passend.taxonomy") / "starter"


@pytest.fixture(scope="module")
def starter() -> Source:
    return read_starter()


def test_nothing_is_wrong_with_the_starter_taxonomy() -> None:
    assert check_starter() == []


def test_the_starter_taxonomy_is_large_enough(starter: Source) -> None:
    counts = Counter(concept.kind for concept in starter.concepts)
    assert counts[Kind.OCCUPATION] >= 300
    assert counts[Kind.SKILL] == 112
    assert counts[Kind.KNOWLEDGE] >= 150
    assert counts[Kind.TASK] >= 150
    assert set(starter.sectors.values()) == {f"{n:02d}" for n in range(1, 10)}
    assert min(Counter(starter.sectors.values()).values()) >= 10


def test_occupations_are_told_apart(taxonomy: Taxonomy) -> None:
    assert weighted_jaccard(taxonomy) <= 0.15
    assert statistics(taxonomy)["median_weighted_jaccard"] == round(weighted_jaccard(taxonomy), 4)


def test_slugs_are_unique_over_the_files() -> None:
    slugs = [
        row["id"]
        for entry in STARTER.iterdir()
        if entry.name.endswith(".toml")
        for row in tomllib.loads(entry.read_text(encoding="utf-8")).get("occupation", ())
    ]
    assert len(slugs) == len(set(slugs))


def _repaired(label: str) -> str:
    """A label that was UTF-8 and read as code page 850, as some in the CSV file."""
    try:
        return label.encode("cp850").decode("utf-8")
    except UnicodeError:
        return label


def _official() -> dict[str, str]:
    if not COMPETENTNL.is_dir():
        pytest.skip("../shared/data/competentnl is not there")
    found = {}
    with (COMPETENTNL / "occupations_labels.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["occupation_uri"]] = _repaired(row["pref_label"])
    for name in (
        "knowledgeareas_partial.json",
        "knowledgeareas_from_educationalnorms.json",
        "skills_level3.json",
    ):
        rows = json.loads((COMPETENTNL / name).read_text(encoding="utf-8"))
        found |= {row["uri"]: row["prefLabel"] for row in rows}
    return found


@pytest.mark.shared
def test_every_competentnl_identifier_has_its_own_label(starter: Source) -> None:
    official = _official()
    ours = {c.iri: c.label for c in starter.concepts if c.iri.startswith("https://")}
    assert len(ours) > 400
    assert {i: label for i, label in ours.items() if i not in official} == {}
    wrong = {i: (label, official[i]) for i, label in ours.items() if official[i] != label}
    assert wrong == {}


@pytest.mark.shared
def test_the_112_skills_are_all_of_layer_3(starter: Source) -> None:
    _official()
    rows = json.loads((COMPETENTNL / "skills_level3.json").read_text(encoding="utf-8"))
    ours = {c.iri: c for c in starter.concepts if c.kind is Kind.SKILL}
    assert set(ours) == {row["uri"] for row in rows}
    generic = {row["uri"] for row in rows if row["occupationCount"] > 2600}
    assert {iri for iri, c in ours.items() if c.generic} == generic


@pytest.mark.shared
def test_occupations_without_an_identifier_have_no_equal_name_in_competentnl(
    starter: Source,
) -> None:
    official = {label.casefold() for label in _official().values()}
    own = [
        c.label
        for c in starter.concepts
        if c.kind is Kind.OCCUPATION and not c.iri.startswith("https://")
    ]
    assert [label for label in own if label.casefold() in official] == []


@pytest.mark.shared
def test_every_brc_group_with_an_isco_group_has_an_occupation_of_it(starter: Source) -> None:
    _official()
    groups = (COMPETENTNL / "brc2014_isco08_primary.csv").open(encoding="utf-8", newline="")
    with groups as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 114
    ours = {c.isco08 for c in starter.concepts if c.kind is Kind.OCCUPATION}
    without = [row["label"] for row in rows if row["isco08_primary"] not in ours]
    # Occupations that nobody knows: no ISCO group is there.
    assert without == ["Overig"]


@pytest.mark.shared
def test_every_qualification_learnt_in_a_leerbaan_has_an_occupation(starter: Source) -> None:
    """By its own name, by CompetentNL's occupation of that name, or by the table beside this."""
    _official()
    table = tomllib.loads((Path(__file__).parent / "crebos.toml").read_text(encoding="utf-8"))
    slugs = {
        row["id"]
        for entry in STARTER.iterdir()
        if entry.name.endswith(".toml")
        for row in tomllib.loads(entry.read_text(encoding="utf-8")).get("occupation", ())
    }
    assert set(table["occupations"]) <= slugs
    by_hand = [str(crebo) for crebos in table["occupations"].values() for crebo in crebos]
    school = [str(crebo) for crebo in table["none"]["school"]]
    assert len({*by_hand, *school}) == len(by_hand) + len(school)
    norms = json.loads((COMPETENTNL / "educationalnorms_crebo_skills.json").read_text("utf-8"))
    named = _named_crebos(starter, {row["crebo"]: row["label"] for row in norms})
    assert {row["crebo"] for row in norms} == named | {*by_hand, *school}
    assert named.isdisjoint({*by_hand, *school})


def _named_crebos(starter: Source, labels: dict[str, str]) -> set[str]:
    occupations = [c for c in starter.concepts if c.kind is Kind.OCCUPATION]
    names = {fold(name) for concept in occupations for name in concept.names}
    iris = {concept.iri for concept in occupations}
    derived = COMPETENTNL / "crebo_cnl_occupation_labelmatch_derived.csv"
    with derived.open(encoding="utf-8", newline="") as stream:
        tied = {row["crebo"] for row in csv.DictReader(stream) if row["cnl_uri"] in iris}
    return {crebo for crebo, label in labels.items() if fold(label) in names} | tied


# A small folder of the starter's form, and faults planted in it.

SKILL_IRI = "https://linkeddata.competentnl.nl/id/humancapability/000000000{}"
AREA_IRI = "https://linkeddata.competentnl.nl/id/knowledgearea/0000000001"
SKILLS = "\n".join(
    f'[[skill]]\niri = "{SKILL_IRI.format(n)}"\nlabel = "Kunde {n}"\nlegacy = [2410{n}]'
    for n in (1, 2, 3)
)
AREA = f'[[knowledge]]\niri = "{AREA_IRI}"\nlabel = "Kennis"\nsynonyms = ["weten"]'
OCCUPATION = """
[[occupation]]
id = "kapper"
label = "Kapper"
iri = ""
isco08 = "5141"
synonyms = ["Kapster", "Haarstylist", "Coiffeur"]
tasks.essential = ["haar knippen", "haar wassen", "haar kleuren", "haar drogen", "haar vegen"]
knowledge.essential = ["Kennis"]
skills.essential = ["Kunde 1", "Kunde 2", "Kunde 3"]
words = ["schaar"]
"""


def _folder(place: Path, occupation: str = OCCUPATION, other: str = "") -> Path:
    (place / "skills.toml").write_text(SKILLS, encoding="utf-8")
    (place / "knowledge.toml").write_text(AREA, encoding="utf-8")
    (place / "08-vak.toml").write_text(occupation, encoding="utf-8")
    if other:
        (place / "09-meer.toml").write_text(other, encoding="utf-8")
    return place


def _findings(source: Source) -> list[str]:
    """Findings but those on the size, which a small folder always has."""
    sizes = ("occupations; at least", "skills; CompetentNL has", "fewer than 150", "sectors; there")
    return [f for f in check_source(source) if not any(size in f for size in sizes)]


def test_a_small_folder_without_faults_is_only_too_small(tmp_path: Path) -> None:
    source = read_starter(_folder(tmp_path))
    assert _findings(source) == []
    assert len(check_source(source)) == 4
    assert source.sectors == {"urn:passend:occupation:kapper": "08"}
    assert source.behaviour_codes[24101] == (SKILL_IRI.format(1),)


FAULTS: list[tuple[str, Callable[[str], str], str]] = [
    ("isco", lambda t: t.replace('"5141"', '"514"'), "'514' is no ISCO-08 unit group"),
    ("isco text", lambda t: t.replace('"5141"', '"514a"'), "is no ISCO-08 unit group"),
    ("iri", lambda t: t.replace('iri = ""', 'iri = "http://x/1"'), "http://x/1 is no IRI"),
    ("iri case", lambda t: t.replace('iri = ""', f'iri = "{AREA_IRI}a"'), "is no IRI"),
    ("synonyms", lambda t: t.replace('"Kapster", ', ""), "fewer than three synonyms"),
    ("same name", lambda t: t.replace("Coiffeur", "kapster"), "the same name twice"),
    ("label again", lambda t: t.replace("Coiffeur", "KAPPER"), "the same name twice"),
    ("empty name", lambda t: t.replace("Coiffeur", "!"), "an empty name"),
    ("tasks", lambda t: t.replace('"haar vegen"', ""), "fewer than 5 essential of kind task"),
    (
        "optional",
        lambda t: t.replace("tasks.essential", "tasks.optional"),
        "essential of kind task",
    ),
    ("skills", lambda t: t.replace(', "Kunde 3"', ""), "fewer than 3 essential of kind skill"),
    ("area", lambda t: t.replace('["Kennis"]', "[]"), "fewer than 1 essential of kind knowledge"),
]


@pytest.mark.parametrize(("plant", "finding"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_the_check_finds_a_planted_fault(
    tmp_path: Path, plant: Callable[[str], str], finding: str
) -> None:
    planted = plant(OCCUPATION)
    assert planted != OCCUPATION
    found = _findings(read_starter(_folder(tmp_path, planted)))
    assert len(found) == 1
    assert "Kapper" in found[0]
    assert finding in found[0]


def test_the_check_finds_two_occupations_with_one_label(tmp_path: Path) -> None:
    other = OCCUPATION.replace('"kapper"', '"kapper-2"').replace('"Kapper"', '"kapper"')
    found = _findings(read_starter(_folder(tmp_path, other=other)))
    assert found == ["kapper: two concepts of one kind have this label"]


UNREADABLE: list[tuple[str, Callable[[str], str], str]] = [
    ("toml", lambda t: t + "=", "not readable as TOML"),
    ("id", lambda t: t.replace('id = "kapper"', ""), "Kapper: id is missing"),
    ("label", lambda t: t.replace('"Kapper"', '" "'), "kapper: label is missing"),
    ("isco", lambda t: t.replace('isco08 = "5141"', ""), "kapper: isco08 is missing"),
    ("isco number", lambda t: t.replace('"5141"', "5141"), "kapper: isco08 is missing"),
    ("skill", lambda t: t.replace("Kunde 3", "Kunde 9"), "kapper: skills: no file defines"),
    ("area", lambda t: t.replace("Kennis", "Kunst"), "kapper: knowledge: no file defines 'Kunst'"),
    ("level", lambda t: t.replace("skills.essential", "skills.vital"), "unknown level 'vital'"),
    ("twice", lambda t: t + t, "is defined twice"),
    ("iri twice", lambda t: t.replace('""', f'"{AREA_IRI}"', 1), "is defined twice"),
]


@pytest.mark.parametrize(
    ("plant", "message"), [f[1:] for f in UNREADABLE], ids=[f[0] for f in UNREADABLE]
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, plant: Callable[[str], str], message: str
) -> None:
    with pytest.raises(TaxonomyError) as caught:
        read_starter(_folder(tmp_path, plant(OCCUPATION)))
    assert str(caught.value).startswith("08-vak.toml: ")
    assert message in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (_folder(tmp_path) / "08-vak.toml").write_bytes(b'label = "f\xf6hn"')
    with pytest.raises(TaxonomyError, match=r"08-vak\.toml: not readable as TOML"):
        read_starter(tmp_path)
