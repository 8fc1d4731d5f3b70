"""The index of names: equal first, then nearly equal, then by vector, and nothing for mash."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.names import Found, NameIndex
from passend.taxonomy.normalise import fold

_TABLE = {
    "kok": (1.0, 0.0),
    "chef": (0.8, 0.6),
    "metselaar": (0.0, 1.0),
    "maaltijden maken": (0.96, 0.28),
    "koken": (0.6, 0.8),
}
NAMES = [(0, "kok"), (0, "chef"), (1, "metselaar"), (2, "koken"), (3, "Kok")]


class Table:
    """Vectors by hand; anything else has none."""

    name = "table"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([_TABLE.get(fold(text), (0.0, 0.0)) for text in texts], np.float32).reshape(
            -1, 2
        )


def index() -> NameIndex:
    return NameIndex(NAMES, Table())


def test_equal_names_come_first_in_the_order_of_the_concepts() -> None:
    (found,) = index().find(["KOK"], top=2)
    assert found == [Found(0, 1.0, "exact", "kok"), Found(3, 1.0, "exact", "Kok")]


def test_a_concept_scores_as_the_best_of_its_names() -> None:
    """By hand: .96 with kok, .96 × .8 + .28 × .6 = .936 with chef, .8 with koken, .28 otherwise."""
    (found,) = index().find(["maaltijden maken"], top=9, least=0.5)
    assert [(one.owner, one.method) for one in found] == [
        (0, "semantic"),
        (3, "semantic"),
        (2, "semantic"),
    ]
    assert [one.score for one in found] == pytest.approx([0.96, 0.96, 0.8])
    assert found[0].name == "kok"


def test_nothing_below_the_least() -> None:
    assert index().find(["maaltijden maken"], least=0.97) == [[]]
    assert index().find(["", "?!", "wqxz"]) == [[], [], []]


def test_a_typing_error_is_a_nearly_equal_name() -> None:
    class Anything(Table):
        def encode(self, texts: Sequence[str]) -> np.ndarray:
            return np.array([[0.28, 0.96] if t == "metselar" else _TABLE[fold(t)] for t in texts])

    (found,) = NameIndex(NAMES, Anything()).find(["metselar"], top=1)
    assert (found[0].owner, found[0].method) == (1, "fuzzy")
    assert 0.9 < found[0].score < 1


def test_words_written_apart_are_the_same_name() -> None:
    found = NameIndex([(4, "heftruckchauffeur")], Table()).find(["heftruck chauffeur"])
    assert found == [[Found(4, 1.0, "exact", "heftruckchauffeur")]]


@given(st.lists(st.sampled_from(sorted(_TABLE)), max_size=150), st.integers(1, 6))
def test_together_as_alone(texts: list[str], top: int) -> None:
    made = index()
    assert made.find(texts, top) == [made.find([text], top)[0] for text in texts]


@given(st.permutations(NAMES))
def test_the_order_of_the_names_is_nothing(names: list[tuple[int, str]]) -> None:
    texts = sorted(_TABLE)
    assert NameIndex(names, Table()).find(texts) == index().find(texts)


def test_scores_have_one_column_per_name_and_one_for_equal() -> None:
    made = index()
    (row,) = made.scores(["kok"])
    assert [name for name, score in zip(made.names, row, strict=True) if score == 1] == [
        "kok",
        "Kok",
    ]
    assert row.max() == 1


def test_an_index_without_names_finds_nothing() -> None:
    assert NameIndex([], Table()).find(["kok"]) == [[]]
