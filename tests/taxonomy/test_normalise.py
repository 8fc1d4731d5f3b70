"""Normal forms of Dutch text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.gender import neutral
from passend.taxonomy.normalise import fold, is_function_word, lemma, lemmas, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crèche-leid(st)er", "creche leid st er"),
        ("  C#, C++ & .NET ", "c# c++ net"),
        ("coördinatie\u00a0ÉÉN", "coordinatie een"),
        ("ﬁetsenmaker", "fietsenmaker"),
        ("STRASSE straße", "strasse strasse"),
        ("!?…", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert tokens(text) == [neutral(word) for word in once.split()]
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789+# ")


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("verpleegkundigen", "verpleegkundige"),
        ("knipt", "knippen"),
        ("kozijnen", "kozijn"),
        ("xqzwv", "xqzwv"),
    ],
)
def test_lemma(word: str, base: str) -> None:
    assert lemma(word) == base


def test_lemmas_leave_out_what_says_nothing_of_the_work() -> None:
    assert lemmas("Je hebt ervaring met het lassen van 24 kozijnen op de N2") == [
        "lassen",
        "kozijn",
    ]
    assert lemmas("de het een") == []


def test_function_words() -> None:
    assert is_function_word("ervaring")
    assert is_function_word("een")
    assert not is_function_word("lassen")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_lemma_is_a_folded_word(word: str) -> None:
    found = lemma(word)
    assert found
    assert fold(found) == found
