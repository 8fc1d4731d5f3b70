"""CompetentNL from files: the same content in every form gives the same source."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.concepts import Kind, Level, Match, Source
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.sources import read_competentnl
from passend.taxonomy.sources.graph import level_of

SHARED = Path(__file__).resolve().parents[3] / "shared/data/competentnl"
BASE = "https://linkeddata.competentnl.nl"
COOK, NURSE = f"{BASE}/uwv/id/occupation/00000000A1", f"{BASE}/uwv/id/occupation/00000000A2"
COOKING, TEAM = f"{BASE}/id/humancapability/00000000B1", f"{BASE}/id/humancapability/00000000B2"
FOOD = f"{BASE}/id/knowledgearea/00000000C1"
CNLO, UWVO = f"{BASE}/def/competentnl#", f"{BASE}/uwv/def/competentnl_uwv#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PREFIXES = f"""
@prefix cnlo: <{CNLO}> .
@prefix cnluwvo: <{UWVO}> .
@prefix ksmo: <https://data.s-bb.nl/ksm/ont/ksmo#> .
@prefix skos: <{SKOS}> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
"""
LABELS = f"""
<{COOK}> a cnlo:Occupation ; skos:prefLabel "Kok"@nl , "Cook"@en ; skos:altLabel "Kokkin"@nl .
<{NURSE}> a cnlo:Occupation ; skos:prefLabel "Nurse"@en .
<{COOKING}> a cnlo:HumanCapability ; skos:prefLabel "Koken "@nl ; cnlo:hasRIASEC "R" .
<{TEAM}> a cnlo:HumanCapability ; skos:prefLabel "Samenwerken"@nl .
<{FOOD}> a cnlo:KnowledgeArea ; skos:prefLabel "Voeding"@nl .
"""
FIRST = f"""
<{COOK}> cnlo:requiresHATEssential <{COOKING}> ; cnlo:requiresHATImportant <{FOOD}> ;
  cnlo:requiresHATSomewhat <{TEAM}> .
"""
SECOND = f"""
<{COOK}> cnluwvo:requiresCNLHumanCapability_Essential <{COOKING}> ;
  cnluwvo:requiresCNLKnowledgeArea_Important <{FOOD}> ;
  cnluwvo:requiresCNLHumanCapability_SomewhatRelevant <{TEAM}> .
"""
ASKED = {(COOKING, Level.ESSENTIAL), (FOOD, Level.IMPORTANT), (TEAM, Level.SOMEWHAT)}


def turtle(place: Path, *parts: str, name: str = "cnl.ttl") -> Path:
    path = place / name
    path.write_text(PREFIXES + "".join(parts), encoding="utf-8")
    return path


def asked(source: Source) -> set[tuple[str, Level]]:
    assert {relation.subject for relation in source.relations} == {COOK}
    return {(relation.target, relation.level) for relation in source.relations}


@pytest.mark.parametrize("spelling", [FIRST, SECOND, FIRST + SECOND])
def test_both_spellings_of_the_relations_give_the_same_source(
    tmp_path: Path, spelling: str
) -> None:
    source = read_competentnl([turtle(tmp_path, LABELS, spelling)])
    assert asked(source) == ASKED
    names = {concept.iri: concept.names for concept in source.concepts}
    assert names == {
        COOK: ("Kok", "Kokkin"),
        NURSE: ("Nurse",),
        COOKING: ("Koken",),
        TEAM: ("Samenwerken",),
        FOOD: ("Voeding",),
    }


def test_what_has_no_dutch_label_has_its_english_one_and_says_so(tmp_path: Path) -> None:
    source = read_competentnl([turtle(tmp_path, LABELS, FIRST)])
    languages = {concept.iri: concept.language for concept in source.concepts}
    assert languages[NURSE] == "en"
    assert source.language_fallbacks == 1


def test_the_letters_of_a_skill_are_the_top_of_the_scale(tmp_path: Path) -> None:
    more = f"<{COOKING}> cnlo:hasRIASEC <{BASE}/id/riasec/Social> .\n"
    source = read_competentnl([turtle(tmp_path, LABELS, more)])
    assert source.riasec == {COOKING: (7, 1, 1, 7, 1, 1)}


def test_only_current_labels_name_and_historical_ones_are_for_searching(tmp_path: Path) -> None:
    more = f"""
<{COOK}> skosxl:altLabel [ skosxl:literalForm "Chef de partie"@nl ;
    cnluwvo:hasContentStatus cnluwvo:ContentStatus_Current ] ;
  cnluwvo:specialization [ skosxl:literalForm "Keukenmeid"@nl ;
    cnluwvo:hasContentStatus cnluwvo:ContentStatus_Historical ] ;
  skosxl:altLabel [ skosxl:literalForm "Potsenmaker"@nl ;
    cnluwvo:hasContentStatus cnluwvo:ContentStatus_Archived ] .
<{NURSE}> cnluwvo:hasContentStatus cnluwvo:ContentStatus_Historical .
"""
    source = read_competentnl([turtle(tmp_path, LABELS, more)])
    by_iri = {concept.iri: concept for concept in source.concepts}
    assert by_iri[COOK].synonyms == ("Chef de partie", "Keukenmeid", "Kokkin")
    assert by_iri[COOK].historical == ("Keukenmeid",)
    assert NURSE not in by_iri
    assert "1 concepts that are historical or archived left out" in source.notes


def test_mappings_keep_their_kinds_apart(tmp_path: Path) -> None:
    esco, onet = "http://data.europa.eu/esco/occupation/x", "http://onet/35-2014.00"
    more = "".join(
        f"<{COOK}> cnluwvo:{match}MatchTaxonomyItemESCOBeroep <{esco}{match}> .\n"
        for match in ("exact", "close", "broad", "narrow")
    )
    more += f"<{COOK}> cnluwvo:closeMatchTaxonomyItemONETBeroep <{onet}> .\n"
    source = read_competentnl([turtle(tmp_path, LABELS, more)])
    found = {(m.target, m.match, m.crosswalk, m.computed) for m in source.mappings}
    assert found == {
        *((f"{esco}{match.value}", match, True, False) for match in Match),
        (onet, Match.CLOSE, False, False),
    }


def test_a_norm_is_known_by_its_crebo(tmp_path: Path) -> None:
    norm = "https://data.s-bb.nl/ksm/norm/1"
    more = f"""
<{norm}> a cnlo:EducationalNorm ; ksmo:opleidingscode "25180" ; skos:prefLabel "Kok"@nl ;
  cnlo:prescribesHATEssential <{COOKING}> ; cnlo:prescribesHATImportant <http://x/language> .
<{COOK}> cnluwvo:bcle_id "1234" ; cnluwvo:isRegulatedProfession true .
"""
    source = read_competentnl([turtle(tmp_path, LABELS, more)])
    (norms,) = [c for c in source.concepts if c.kind is Kind.QUALIFICATION]
    assert (norms.iri, norms.codes) == ("urn:passend:crebo:25180", ("crebo:25180",))
    assert source.replaced == {norm: norms.iri}
    assert [(r.subject, r.target) for r in source.relations] == [(norms.iri, COOKING)]
    assert "1 relations of norms to nodes without a label left out" in source.notes
    assert source.regulated == {COOK}
    assert next(c for c in source.concepts if c.iri == COOK).codes == ("bcle:1234",)


def test_n_triples_and_sparql_results_give_what_turtle_gives(tmp_path: Path) -> None:
    from rdflib import Graph, Literal

    whole = turtle(tmp_path, LABELS, FIRST)
    expected = read_competentnl([whole])
    graph = Graph().parse(whole)
    graph.serialize(tmp_path / "cnl.nt", format="nt", encoding="utf-8")
    rows = []
    for subject, predicate, value in graph:
        tag = {"xml:lang": value.language} if getattr(value, "language", None) else {}
        kind = "literal" if isinstance(value, Literal) else "uri"
        rows.append(
            {
                "s": {"type": "uri", "value": str(subject)},
                "p": {"type": "uri", "value": str(predicate)},
                "o": {"type": kind, "value": str(value), **tag},
            }
        )
    answer = {"head": {"vars": ["s", "p", "o"]}, "results": {"bindings": rows}}
    (tmp_path / "cnl.json").write_text(json.dumps(answer))
    for name in ("cnl.nt", "cnl.json"):
        source = read_competentnl([tmp_path / name])
        assert (source.concepts, source.relations) == (expected.concepts, expected.relations)


def binding(**values: str) -> dict[str, dict[str, str]]:
    return {
        name: {"type": "uri", "value": value}
        if value.startswith("http")
        else {"type": "literal", "xml:lang": "nl", "value": value}
        for name, value in values.items()
    }


def results(path: Path, *rows: dict[str, dict[str, str]]) -> Path:
    path.write_text(json.dumps({"head": {}, "results": {"bindings": rows}}))
    return path


def test_results_of_a_query_per_relation_are_read(tmp_path: Path) -> None:
    paths = [
        results(tmp_path / "occupations.json",
                binding(occupation=COOK, prefLabel="Kok", definition="Kookt."),
                binding(occupation=COOK, altLabel="Kokkin")),
        results(tmp_path / "requiresHATEssential.json",
                binding(occ=COOK, skill=COOKING, skillLabel="Koken")),
        results(tmp_path / "more.json",
                binding(occ=COOK, skill=TEAM, skillLabel="Samenwerken",
                        rel=f"{CNLO}requiresHATSomewhat"),
                binding(occ=COOK, knowledge=FOOD, knowledgeLabel="Voeding",
                        rel=f"{UWVO}requiresCNLKnowledgeArea_Important")),
    ]  # fmt: skip
    source = read_competentnl(paths)
    assert asked(source) == ASKED
    assert next(c for c in source.concepts if c.iri == COOK).names == ("Kok", "Kokkin")


def test_a_result_that_does_not_say_the_relation_is_refused(tmp_path: Path) -> None:
    path = results(tmp_path / "skills.json", binding(occ=COOK, skill=COOKING))
    with pytest.raises(TaxonomyError, match=r"skills.json: result 1 .* does not say the relation"):
        read_competentnl([path])


def test_lists_of_labels_are_read_and_stripped(tmp_path: Path) -> None:
    rows = [
        "label;label_type;occupation_uri;status",
        f"Kok;prefLabel;{COOK};",
        f" Kokkin ;altLabel;{COOK};current",
        f"Keukenmeid;altLabel;{COOK};historical",
        f"Potsenmaker;altLabel;{COOK};archived",
    ]
    (tmp_path / "occupations_labels.csv").write_text("\n".join(rows))
    skills = [
        {"uri": COOKING, "prefLabel": "Koken ", "altLabels": ["Eten maken"],
         "occupationCount": 304, "idf": 2.373374595187099},
        {"uri": FOOD, "prefLabel": "Voeding", "altLabel": "Eten, drinken"},
    ]  # fmt: skip
    (tmp_path / "skills.json").write_text(json.dumps(skills))
    source = read_competentnl([tmp_path])
    assert {concept.iri: concept.names for concept in source.concepts} == {
        COOK: ("Kok", "Keukenmeid", "Kokkin"),
        COOKING: ("Koken", "Eten maken"),
        FOOD: ("Voeding", "Eten", "drinken"),
    }
    # 304 of 3,263 occupations: idf = ln(3263 / 304).
    assert (source.frequencies, source.population) == ({COOKING: 304}, 3263)


def test_files_of_other_sources_are_left_alone_and_noted(tmp_path: Path) -> None:
    turtle(tmp_path, LABELS)
    (tmp_path / "norms.csv").write_text("crebo,norm_label\n25180,Kok\n")
    (tmp_path / "other.json").write_text('[{"code": "1"}]')
    assert read_competentnl([tmp_path]).notes == ("norms.csv: not used", "other.json: not used")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", PREFIXES + LABELS[:-20], "a.ttl: no turtle, or cut off"),
        ("a.nt", f'<{COOK}> <{SKOS}prefLabel> "Ko', "a.nt: no nt, or cut off"),
        ("a.json", '{"results": {"bindings": [', "a.json, line 1: no JSON, or cut off"),
        ("a.json", '{"results": {"bindings": [1]}}', "a.json: no SPARQL 1.1 JSON result"),
        ("a.json", '"text"', "a.json: neither a list of concepts nor a SPARQL result"),
        ("a.ttl", PREFIXES, "no concept with a label"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=message):
        read_competentnl([tmp_path / name])


def test_relations_to_nothing_are_rejected_and_too_many_refused(tmp_path: Path) -> None:
    def skill(number: int) -> str:
        return f"{BASE}/id/humancapability/{number:010d}"

    labels = "".join(
        f'<{skill(n)}> a cnlo:HumanCapability ; skos:prefLabel "S{n}" .\n' for n in range(18)
    )
    links = "".join(f"<{COOK}> cnlo:requiresHATEssential <{skill(n)}> .\n" for n in range(20))
    source = read_competentnl([turtle(tmp_path, LABELS, labels, links)])
    assert len(source.relations) == 18
    assert {one.value for one in source.rejected} == {skill(18), skill(19)}
    more = f"<{COOK}> cnlo:requiresHATEssential <{skill(20)}> .\n"
    with pytest.raises(TaxonomyError, match="3 of 21 relations of occupations point at"):
        read_competentnl([turtle(tmp_path, LABELS, labels, links, more)])


def test_an_iri_of_another_form_is_rejected(tmp_path: Path) -> None:
    more = f'<{BASE}/uwv/id/occupation/short> skos:prefLabel "Kort" .\n'
    source = read_competentnl([turtle(tmp_path, LABELS, more)])
    assert [(one.value, one.reason) for one in source.rejected] == [
        (f"{BASE}/uwv/id/occupation/short", "no IRI of CompetentNL")
    ]


@given(st.permutations([line for line in (LABELS + FIRST).split(" .\n") if line.strip()]))
def test_the_order_of_the_triples_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    place = tmp_path_factory.mktemp("order")
    one = read_competentnl([turtle(place, *(f"{line} .\n" for line in lines))])
    other = read_competentnl([turtle(place, LABELS, FIRST)])
    assert (one.concepts, one.relations) == (other.concepts, other.relations)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("requiresHATEssential", Level.ESSENTIAL),
        ("requiresHATImportant", Level.IMPORTANT),
        ("requiresCNLKnowledgeArea_SomewhatRelevant", Level.SOMEWHAT),
        ("prescribesHATSomewhat", Level.SOMEWHAT),
        ("isCharacterizedByOccupationTask_Essential", Level.ESSENTIAL),
        ("isCharacterizedByOccupationTask_Optional", Level.SOMEWHAT),
        ("isCharacterizedByOccupationCircumstance_StronglyRelevant", None),
        ("requiresHAT", None),
        ("broader", None),
    ],
)
def test_levels_of_the_relation_names(name: str, level: Level | None) -> None:
    assert level_of(name) is level


@pytest.mark.shared
def test_the_published_labels() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: no competentnl")
    names = ("occupations_labels.csv", "skills_level3.json", "knowledgeareas_partial.json")
    more = "knowledgeareas_from_educationalnorms.json"
    source = read_competentnl([SHARED / name for name in (*names, more)])
    counts = Counter(concept.kind for concept in source.concepts)
    assert counts == {Kind.OCCUPATION: 3_255, Kind.SKILL: 112, Kind.KNOWLEDGE: 241}
    occupations = [c for c in source.concepts if c.kind is Kind.OCCUPATION]
    with (SHARED / "occupations_labels.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    # Of the 4,262 other names a few differ in spaces only, or are the label itself.
    others = {
        (row["occupation_uri"], " ".join(row["label"].split()))
        for row in rows
        if row["label_type"] == "altLabel"
        and " ".join(row["label"].split()) != " ".join(row["pref_label"].split())
    }
    assert sum(len(c.synonyms) for c in occupations) == len(others) >= 4_250
    assert (len(source.frequencies), source.population) == (112, 3_263)
    assert source.rejected == ()
    assert all(c.label == c.label.strip() for c in source.concepts)
    other = read_competentnl([SHARED / "occupations_labels.json"])
    assert set(other.concepts) == set(occupations)
