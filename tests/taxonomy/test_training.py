"""Training of the bag: fair batches, names kept out, a teacher copied, one seed one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.bag import BagEncoder, Origin
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.normalise import fold
from passend.taxonomy.training.held import held_out
from passend.taxonomy.training.material import gather
from passend.taxonomy.training.pairs import Names, Pair, batches, split_names, synonym_pairs
from passend.taxonomy.training.recipe import Recipe
from passend.taxonomy.training.teacher import CachedTeacher, reduced

ORIGIN = Origin("proef", ("eigen namen",), crosswalk=False)
GROUPS = (
    ("kok", "keukenkracht", "chef de partie"),
    ("metselaar", "bricoleur", "steenlegger"),
    ("kapper", "haarstylist", "coiffeur"),
    ("schilder", "verver", "lakspuiter"),
    ("Kok", "bereider van maaltijden"),
)
TINY = Recipe(rows=400, dimensions=8, batch=4, copying=8, epochs=40, teacher_weight=0.1, hidden=0.2)
# The trainer's libraries warn about each other; ours do not.
pytestmark = pytest.mark.filterwarnings("default")

names = st.lists(st.sampled_from([*"abcdefghijklAB"]), min_size=1, max_size=6)


class Letters:
    """A teacher of 26 dimensions: how often each letter occurs."""

    name = "letters"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        rows = [[fold(text).count(chr(97 + n)) for n in range(26)] for text in texts]
        return np.array(rows, np.float32)


@given(st.lists(names, max_size=30), st.integers(0, 9))
def test_pairs_are_names_of_one_concept_that_differ(groups: list[list[str]], seed: int) -> None:
    for pair in synonym_pairs(groups, seed):
        assert {pair.one, pair.other} <= set(groups[pair.concept])
        assert fold(pair.one) != fold(pair.other)


def test_every_synonym_is_paired_with_its_label_and_as_many_with_each_other() -> None:
    pairs = synonym_pairs([("a", "b", "c", "d")], seed=1)
    assert [p for p in pairs if p.one == "a"] == [Pair(0, "a", x) for x in "bcd"]
    assert {frozenset((p.one, p.other)) for p in pairs[3:]} == {
        frozenset(two) for two in ("bc", "bd", "cd")
    }


@given(st.lists(names, max_size=30), st.integers(0, 9))
def test_a_name_that_is_kept_out_is_of_no_concept_any_more(
    groups: list[list[str]], seed: int
) -> None:
    split = split_names(groups, 0.8, seed)
    left = {fold(name) for row in split.groups for name in row}
    assert len(split.groups) == len(groups)
    for name, concept in split.held:
        assert name in groups[concept]
        assert fold(name) not in left
        assert split.groups[concept][0] == groups[concept][0]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.text("ab", min_size=1, max_size=3))),
    st.integers(2, 8),
)
def test_no_batch_has_two_pairs_of_a_concept_or_a_name(
    rows: list[tuple[int, str]], size: int
) -> None:
    pairs = [Pair(concept, name, f"x{concept}") for concept, name in rows]
    found = batches(pairs, size, seed=1)
    shown = [position for batch in found for position in batch]
    assert len(set(shown)) == len(shown)
    assert bool(shown) == bool(pairs)
    for batch in found:
        assert 0 < len(batch) <= size
        concepts = [pairs[p].concept for p in batch]
        every = [name for p in batch for name in (pairs[p].one, pairs[p].other)]
        assert len(set(concepts)) == len(concepts)
        assert len(set(every)) == len(every)


def test_batches_differ_per_epoch_and_not_per_run() -> None:
    from passend.taxonomy.training.batches import ConceptBatches

    pairs = [Pair(n, f"a{n}", f"b{n}") for n in range(40)]
    sampler = ConceptBatches(pairs, 10, seed=5)
    first = list(sampler)
    sampler.set_epoch(1)
    assert list(sampler) != first
    assert list(ConceptBatches(pairs, 10, seed=5)) == first
    assert len(first) == len(sampler) == 4


@pytest.fixture(scope="module")
def trained() -> BagEncoder:
    from passend.taxonomy.training.train import train_bag

    return train_bag(GROUPS, ORIGIN, TINY, Letters(), ((None, "een losse tekst"),))


def _own_labels(encoder: BagEncoder) -> list[bool]:
    """Of every synonym with one concept: whether the label of that concept is nearest to it."""
    groups = GROUPS[1:4]
    labels = encoder.encode([row[0] for row in groups])
    return [
        int((labels @ encoder.encode([name])[0]).argmax()) == number
        for number, row in enumerate(groups)
        for name in row[1:]
    ]


def test_names_of_one_concept_come_together(trained: BagEncoder) -> None:
    from passend.taxonomy.training.train import train_bag

    assert all(_own_labels(trained))
    assert not all(_own_labels(train_bag(GROUPS, ORIGIN, replace(TINY, epochs=0))))


def test_the_same_seed_gives_the_same_file(trained: BagEncoder, tmp_path: Path) -> None:
    from passend.taxonomy.training.train import train_bag

    again = train_bag(GROUPS, ORIGIN, TINY, Letters(), ((None, "een losse tekst"),))
    trained.save(tmp_path / "one.npz")
    again.save(tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_another_seed_gives_another_encoder(trained: BagEncoder) -> None:
    from passend.taxonomy.training.train import train_bag

    other = train_bag(GROUPS, ORIGIN, Recipe(400, 8, 4, epochs=1, seed=2))
    assert other.digest != trained.digest


def test_a_text_about_a_concept_is_paired_with_its_label() -> None:
    from passend.taxonomy.training.train import train_bag

    recipe = replace(TINY, teacher_weight=0, hidden=0)
    told = [(1, "gebouwen van steen"), (3, "kwast en verf")]
    learnt = train_bag(GROUPS, ORIGIN, recipe, texts=told).encode(
        ["metselaar", "schilder", "gebouwen van steen", "kwast en verf"]
    )
    mason, painter, stone, brush = learnt
    assert mason @ stone > max(mason @ brush, painter @ stone) + 0.2
    assert painter @ brush > max(mason @ brush, painter @ stone) + 0.2


def test_without_two_names_there_is_nothing_to_learn() -> None:
    from passend.taxonomy.training.train import train_bag

    with pytest.raises(TaxonomyError, match="nothing to learn"):
        train_bag([("kok", "Kok"), ("kapper",)], ORIGIN, TINY)


def test_a_teacher_alone_is_copied() -> None:
    """With no epochs of pairs the bag has the teacher's likenesses, in the order it gives them."""
    from passend.taxonomy.training.train import train_bag

    recipe = Recipe(rows=2000, dimensions=8, batch=8, copying=150, epochs=0)
    texts = [name for row in GROUPS for name in row]
    copied = train_bag(GROUPS, ORIGIN, recipe, Letters()).encode(texts)
    wanted = reduced(Letters().encode(texts), 8)
    assert np.corrcoef((copied @ copied.T).ravel(), (wanted @ wanted.T).ravel())[0, 1] > 0.95


def test_reduced_keeps_likenesses_when_there_is_room() -> None:
    vectors = np.random.default_rng(3).normal(size=(50, 6)).astype(np.float32)
    centred = vectors - vectors.mean(axis=0)
    unit = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    found = reduced(vectors, 10)
    assert found.shape == (50, 10)
    assert (found @ found.T) == pytest.approx(unit @ unit.T, abs=1e-5)


def test_the_components_are_those_of_the_first_vectors() -> None:
    chance = np.random.default_rng(4)
    names = np.hstack([chance.normal(size=(30, 3)), np.zeros((30, 3))]).astype(np.float32)
    others = np.hstack([np.zeros((30, 3)), 9 * chance.normal(size=(30, 3))]).astype(np.float32)
    found = reduced(np.concatenate([names, others]), 3, len(names))
    assert found[:30] == pytest.approx(reduced(names, 3), abs=1e-5)


def test_a_teacher_is_asked_once_per_text(tmp_path: Path) -> None:
    asked = Letters()
    first = CachedTeacher(asked, tmp_path).encode(["kok", "kapper", "kok"])
    again = CachedTeacher(asked, tmp_path).encode(["kapper", "nieuw"])
    assert sorted(asked.asked) == ["kapper", "kok", "nieuw"]
    assert (first[0] == first[2]).all()
    assert (first[1] == again[0]).all()
    assert not list(tmp_path.glob("*.part"))


def test_held_out_names_are_ranked_by_concept() -> None:
    """By hand: the first name has its concept second, the other first: (1/2 + 1) / 2."""

    class Known:
        name = "known"

        def encode(self, texts: Sequence[str]) -> np.ndarray:
            table = {"a": (1, 0), "b": (0, 1), "c": (0.8, 0.6), "d": (0, 1), "e": (0.6, -0.8)}
            return np.array([table[text] for text in texts], np.float32)

    found = held_out(Known(), Names((("a", "e"), ("c",), ("b",)), (("d", 1), ("d", 2))))
    assert (found.names, found.mrr, found.hit1) == (2, 0.75, 0.5)


def test_material_joins_names_of_one_concept(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("urn:a\tkok\nurn:b\tkapper\n", encoding="utf-8")
    (tmp_path / "more.tsv").write_text("urn:a\tcook\n", encoding="utf-8")
    (tmp_path / "texts.txt").write_text(
        "eten maken\n\neten maken\nurn:b\tknipt haar\nurn:x\tonbekend\n", encoding="utf-8"
    )
    found = gather((), [tmp_path / "names.tsv", tmp_path / "more.tsv"], [tmp_path / "texts.txt"])
    assert found.groups == (("kok", "cook"), ("kapper",))
    assert found.texts == ((None, "eten maken"), (1, "knipt haar"), (None, "onbekend"))
    assert [source.split()[0] for source in found.sources] == ["names.tsv", "more.tsv", "texts.txt"]


def test_material_of_a_taxonomy_has_all_its_names_and_licences() -> None:
    starter = load_taxonomy()
    found = gather([starter])
    assert {name for c in starter.concepts for name in c.names} <= {
        name for row in found.groups for name in row
    }
    assert "CC BY 4.0" in found.sources[0]


@pytest.mark.parametrize("line", ["alleen een naam", "urn:a\t", "urn:a\tkok\tnog iets"])
def test_a_line_with_other_columns_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "names.tsv").write_text(f"urn:x\tgoed\n{line}\n", encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"names\.tsv, line 2"):
        gather((), [tmp_path / "names.tsv"])
