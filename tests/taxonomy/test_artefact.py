"""Compiling and keeping a taxonomy: the same input gives the same bytes, and damage is noticed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from passend.taxonomy import library
from passend.taxonomy.artefact import _ARRAYS, FORMAT, Taxonomy
from passend.taxonomy.compile import compile_taxonomy
from passend.taxonomy.concepts import Concept, Kind, Level, Relation, Source
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.sources import read_starter

OCCUPATIONS = {
    "kok": ["soep koken", "groenten snijden", "vlees bakken"],
    "bakker": ["deeg kneden", "brood bakken", "ovens bewaken"],
    "lasser": ["staal lassen", "naden slijpen", "platen snijden"],
}


def _source(reverse: bool = False, name: str = "proef") -> Source:
    concepts, relations = [], []
    for label, tasks in OCCUPATIONS.items():
        concepts.append(Concept(f"urn:o:{label}", Kind.OCCUPATION, label, (f"{label}in",), "5120"))
        for task in tasks:
            concepts.append(Concept(f"urn:t:{task}", Kind.TASK, task))
            relations.append(Relation(f"urn:o:{label}", f"urn:t:{task}", Level.ESSENTIAL))
    if reverse:
        concepts.reverse()
        relations.reverse()
    return Source(
        name=name,
        edition="1",
        licence="EUPL-1.2",
        concepts=tuple(concepts),
        relations=tuple(relations),
        behaviour_codes={24101: ("urn:t:soep koken", "urn:t:unknown")},
        sectors={"urn:o:kok": "06"},
    )


@pytest.fixture(scope="module")
def small() -> Taxonomy:
    return compile_taxonomy([_source()])


@pytest.fixture
def saved(small: Taxonomy, tmp_path: Path) -> Path:
    small.save(tmp_path / "compiled")
    return tmp_path / "compiled"


def _same(left: Taxonomy, right: Taxonomy) -> bool:
    arrays = all(np.array_equal(left.arrays[n], right.arrays[n]) for n in left.arrays)
    texts = (left.concepts, left.behaviour_codes, left.sectors, left.ngrams, left.manifest)
    return arrays and texts == (
        right.concepts,
        right.behaviour_codes,
        right.sectors,
        right.ngrams,
        right.manifest,
    )


# Compiling


def test_the_same_source_gives_the_same_taxonomy(taxonomy: Taxonomy) -> None:
    assert compile_taxonomy([read_starter()]).digest == taxonomy.digest


def test_the_order_of_a_source_does_not_matter(small: Taxonomy) -> None:
    assert compile_taxonomy([_source(reverse=True)]).digest == small.digest


def test_what_the_manifest_says_is_in_the_digest(small: Taxonomy) -> None:
    assert compile_taxonomy([_source(name="ander")]).digest != small.digest


def test_ids_are_dense_and_sorted_by_kind_and_iri(taxonomy: Taxonomy) -> None:
    keys = [(concept.kind.value, concept.iri) for concept in taxonomy.concepts]
    assert keys == sorted(set(keys))
    assert sorted(taxonomy.ids.values()) == list(range(len(taxonomy)))
    counts = taxonomy.manifest["counts"]
    assert isinstance(counts, dict)
    assert sum(counts.values()) == len(taxonomy)


def test_relations_are_consistent(taxonomy: Taxonomy) -> None:
    size, arrays = len(taxonomy), taxonomy.arrays
    indptr = arrays["rel_indptr"].astype(np.int64)
    assert indptr[0] == 0
    assert indptr[-1] == len(arrays["rel_target"]) == taxonomy.manifest["relations"]
    assert len(indptr) == size + 1
    assert (np.diff(indptr) >= 0).all()
    for number, kind in enumerate(taxonomy.kinds):
        asked = taxonomy.asked(number)
        assert bool(asked) == (kind is Kind.OCCUPATION)
        targets = [target for target, _, _ in asked]
        weights = [weight for _, _, weight in asked]
        assert len(set(targets)) == len(targets)
        assert all(0 <= target < size and target != number for target in targets)
        assert all(1 <= level <= 3 for _, level, _ in asked)
        assert weights == sorted(weights, reverse=True)
        assert not asked or (weights[0] == 1.0 and weights[-1] >= 0)


def test_a_near_list_starts_with_the_concept_itself(taxonomy: Taxonomy) -> None:
    for number in range(len(taxonomy)):
        target, strength = taxonomy.near(number)
        assert (target[0], strength[0]) == (number, 255)
        assert len(set(target.tolist())) == len(target)
        assert (np.diff(strength.astype(np.int64)) <= 0).all()
        assert strength[-1] >= 1


def test_vectors_are_unit_vectors(taxonomy: Taxonomy) -> None:
    lengths = np.linalg.norm(taxonomy.vectors.astype(np.float64), axis=1)
    assert np.abs(lengths - 1).max() < 1e-5


def test_everybody_brings_more_of_a_generic_skill_than_of_a_task(taxonomy: Taxonomy) -> None:
    prior = taxonomy.prior
    assert prior.dtype == np.uint8
    assert prior.shape == (len(taxonomy),)
    generic = [prior[n] for n, c in enumerate(taxonomy.concepts) if c.generic]
    tasks = [prior[n] for n, c in enumerate(taxonomy.concepts) if c.kind is Kind.TASK]
    assert np.mean(generic) > 2 * np.mean(tasks)


def test_codes_and_sectors_name_known_concepts(taxonomy: Taxonomy, small: Taxonomy) -> None:
    skills = {n for n, kind in enumerate(taxonomy.kinds) if kind is Kind.SKILL}
    assert all(skills.issuperset(found) and found for found in taxonomy.behaviour_codes.values())
    assert set(taxonomy.sectors) == {
        n for n, kind in enumerate(taxonomy.kinds) if kind is Kind.OCCUPATION
    }
    assert small.behaviour_codes == {24101: (small.ids["urn:t:soep koken"],)}


def test_two_sources_are_joined_by_iri() -> None:
    other = Source(
        name="ander",
        edition="2",
        licence="CC BY 4.0",
        concepts=(Concept("urn:o:kok", Kind.OCCUPATION, "Chef", ("kok", "souschef")),),
        relations=(Relation("urn:o:kok", "urn:t:vlees bakken", Level.SOMEWHAT),),
    )
    joined = compile_taxonomy([_source(), other])
    kok = joined.concepts[joined.ids["urn:o:kok"]]
    assert (kok.label, kok.synonyms, kok.isco08) == ("kok", ("kokin", "Chef", "souschef"), "5120")
    levels = {target: level for target, level, _ in joined.asked(joined.ids["urn:o:kok"])}
    assert levels[joined.ids["urn:t:vlees bakken"]] == 3


@pytest.mark.parametrize("end", ["subject", "target"])
def test_a_relation_to_an_unknown_concept_is_refused(end: str) -> None:
    ends = {"subject": "urn:o:kok", "target": "urn:t:soep koken"} | {end: "urn:x"}
    extra = Source("x", "1", "-", (), (Relation(**ends, level=Level.IMPORTANT),))
    with pytest.raises(TaxonomyError, match="names urn:x, which no source defines"):
        compile_taxonomy([_source(), extra])


def test_a_source_without_occupations_is_refused() -> None:
    with pytest.raises(TaxonomyError, match="no source has an occupation"):
        compile_taxonomy([Source("x", "1", "-", (Concept("urn:t", Kind.TASK, "koken"),), ())])


# Keeping


def test_what_is_saved_is_what_is_opened(small: Taxonomy, saved: Path) -> None:
    opened = Taxonomy.open(saved)
    assert _same(opened, small)
    texts = ["gebraden vlees", "xyz"]
    assert np.array_equal(opened.encoder.encode(texts), small.encoder.encode(texts))


def test_the_starter_taxonomy_survives_a_round_trip(taxonomy: Taxonomy, tmp_path: Path) -> None:
    taxonomy.save(tmp_path / "starter")
    assert _same(Taxonomy.open(tmp_path / "starter"), taxonomy)


FILES = sorted(("concepts", "manifest", *_ARRAYS))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("where", [0.0, 0.02, 0.1, 0.5, 0.999])
def test_one_damaged_byte_is_noticed(saved: Path, name: str, where: float) -> None:
    (path,) = saved.glob(f"{name}.*")
    content = bytearray(path.read_bytes())
    content[int(where * len(content))] ^= 0x15
    path.write_bytes(content)
    with pytest.raises(TaxonomyError, match=str(saved)):
        Taxonomy.open(saved)


def test_a_changed_licence_in_the_manifest_is_noticed(saved: Path) -> None:
    manifest = saved / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("EUPL-1.2", "EUPL-1.1"), encoding="utf-8")
    with pytest.raises(TaxonomyError, match="does not match its hash"):
        Taxonomy.open(saved)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_or_cut_file_is_noticed(saved: Path, name: str) -> None:
    (path,) = saved.glob(f"{name}.*")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(TaxonomyError):
        Taxonomy.open(saved)
    path.unlink()
    with pytest.raises(TaxonomyError, match="no readable taxonomy"):
        Taxonomy.open(saved)


@pytest.mark.parametrize("manifest", ["[]", "null", "{}", json.dumps({"format": FORMAT + 1})])
def test_another_format_is_refused(saved: Path, manifest: str) -> None:
    (saved / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=f"its format is not {FORMAT}"):
        Taxonomy.open(saved)


@pytest.mark.parametrize("failing", [1, 2])
def test_a_save_that_fails_leaves_the_old_taxonomy(
    saved: Path, small: Taxonomy, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Found here: the old folder was removed before the new one was put in its place."""
    calls = 0
    replace = os.replace

    def broken(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError("no space left")
        replace(source, target)

    other = compile_taxonomy([_source(name="ander")])
    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(OSError, match="no space left"):
        other.save(saved)
    monkeypatch.undo()
    assert _same(Taxonomy.open(saved), small)
    assert [path.name for path in saved.parent.iterdir()] == ["compiled"]


def test_a_save_that_fails_while_writing_leaves_the_old_taxonomy(
    saved: Path, small: Taxonomy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(json, "dumps", broken)
    with pytest.raises(KeyboardInterrupt):
        small.save(saved)
    monkeypatch.undo()
    assert _same(Taxonomy.open(saved), small)
    assert [path.name for path in saved.parent.iterdir()] == ["compiled"]


def test_a_save_replaces_the_folder_whole(saved: Path) -> None:
    (saved / "stray.txt").write_text("x", encoding="utf-8")
    other = compile_taxonomy([_source(name="ander")])
    other.save(saved)
    assert Taxonomy.open(saved).digest == other.digest
    assert not (saved / "stray.txt").exists()
    assert [path.name for path in saved.parent.iterdir()] == ["compiled"]


# The library


def test_a_folder_that_is_asked_for_is_opened_or_refused(saved: Path, small: Taxonomy) -> None:
    assert load_taxonomy(saved).digest == small.digest
    with pytest.raises(TaxonomyError, match="no readable taxonomy"):
        load_taxonomy(saved / "nothing")


def test_the_starter_taxonomy_is_compiled_once(
    taxonomy: Taxonomy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = []

    def counted(sources: list[Source]) -> Taxonomy:
        compiled.append(sources)
        return taxonomy

    monkeypatch.setattr(library, "compile_taxonomy", counted)
    for _ in range(2):
        assert load_taxonomy(cache=tmp_path).digest == taxonomy.digest
    assert len(compiled) == 1
    (place,) = tmp_path.iterdir()
    (place / "prior.npy").write_bytes(b"damaged")
    assert load_taxonomy(cache=tmp_path).digest == taxonomy.digest
    assert len(compiled) == 2
    assert _same(Taxonomy.open(place), taxonomy)


def test_a_cache_that_cannot_be_written_does_no_harm(
    taxonomy: Taxonomy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "compile_taxonomy", lambda _sources: taxonomy)
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert load_taxonomy(cache=tmp_path / "file").digest == taxonomy.digest
