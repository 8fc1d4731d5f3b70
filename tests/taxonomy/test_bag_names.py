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


class Letters(Table):
    """Without a vector for anything: what is found, is found by its letters."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.zeros((len(texts), 2), np.float32)


def index() -> NameIndex:
    return NameIndex(NAMES, Table())


def test_equal_names_come_first_in_the_order_of_the_concepts() -> None:
    (found,) = index().find(["KOK"], top=2)
    assert found == [Found(0, 1.0, "exact", "kok"), Found(3, 1.0, "exact", "Kok")]


def test_a_concept_scores_by_its_best_name_and_a_quarter_by_their_middle() -> None:
    """By hand: the names of 0 are (1, 0) and (.8, .6); their middle is (.9, .3) / .948683.

    (.96, .28) with that middle: (.864 + .084) / .948683 = .99928; with kok .96. So the score is
    .75 × .96 + .25 × .99928 = .96982.
    """
    (found,) = index().find(["maaltijden maken"], top=9, least=0.5)
    assert [(one.owner, one.method) for one in found] == [
        (0, "semantic"),
        (3, "semantic"),
        (2, "semantic"),
    ]
    assert [one.score for one in found] == pytest.approx([0.9698, 0.96, 0.8])
    assert found[0].name == "kok"


def test_nothing_when_the_best_is_below_the_least() -> None:
    assert index().find(["maaltijden maken"], least=0.975) == [[]]
    assert index().find(["", "?!", "wqxz"]) == [[], [], []]


def test_behind_a_sure_best_stand_alternatives_to_look_at() -> None:
    """.8 is below .9 and above .9 - .15; .5 and less never come."""
    (found,) = index().find(["maaltijden maken"], top=9, least=0.9)
    assert [one.owner for one in found] == [0, 3, 2]
    (found,) = index().find(["maaltijden maken"], top=9, least=0.96)
    assert [one.owner for one in found] == [0, 3]


@pytest.mark.parametrize("text", ["Kok (m/v)", "kok gezocht in Utrecht", "KOK, 32-40 uur per week"])
def test_noise_around_a_name_takes_little_off(text: str) -> None:
    (found,) = index().find([text], top=2)
    assert [(one.owner, one.method) for one in found] == [(0, "exact"), (3, "exact")]
    assert 0.99 < found[0].score < 1


def test_each_of_two_titles_with_a_slash_between_is_found() -> None:
    (found,) = NameIndex([(0, "metselaar"), (1, "stukadoor")], Letters()).find(
        ["metselaar/stukadoor"]
    )
    assert [(one.owner, one.method) for one in found] == [(0, "exact"), (1, "exact")]


@pytest.mark.parametrize(
    ("text", "name"), [("kapsters", "kapper"), ("verkoopster", "verkoper"), ("lassers", "lasser")]
)
def test_female_forms_and_plurals_are_the_same_name(text: str, name: str) -> None:
    ((found,),) = NameIndex([(7, name)], Letters()).find([text])
    assert (found.owner, found.method) == (7, "exact")


def test_an_abbreviation_that_differs_is_no_typing_error() -> None:
    names = [(0, "begeleider ggz"), (1, "loodgieter")]
    made = NameIndex(names, Letters())
    assert made.find(["begeleider vgz", "loodgeiter"]) == [
        [],
        [Found(1, pytest.approx(0.882), "fuzzy", "loodgieter")],
    ]


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
