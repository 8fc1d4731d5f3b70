"""Suggestions while one types: where names match, in which order, and what a typo may be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from passend.taxonomy.compile import compile_taxonomy
from passend.taxonomy.concepts import Concept, Kind, Level, Relation, Source
from passend.taxonomy.normalise import fold
from passend.taxonomy.suggest import LONGEST_TYPED, SUGGESTED, Place, Suggester

WORK, SKILL, KNOW, STUDY = Kind.OCCUPATION, Kind.SKILL, Kind.KNOWLEDGE, Kind.QUALIFICATION
CONCEPTS = [
    Concept("o:winkel", WORK, "Medewerker winkel", ("Vakkenvuller", "Winkelmedewerker")),
    Concept("o:kok", WORK, "Kok", ("Kokkin",)),
    Concept("o:zwkok", WORK, "Zelfstandig werkend kok", ("Kok",)),
    Concept("o:kapper", WORK, "Kapper", ()),
    Concept("o:heftruck", WORK, "Heftruckchauffeur", ()),
    Concept("o:vracht", WORK, "Vrachtwagenchauffeur", ("Chauffeur vrachtwagen",)),
    Concept("o:cafe", WORK, "Cafébediende", ()),
    Concept("o:oud", WORK, "Bediende", ("Kantoorklerk",), historical=("Kantoorklerk",)),
    Concept("o:en", WORK, "Kitchen porter", (), language="en"),
    Concept("s:koken", SKILL, "Koken", ("Maaltijden bereiden",)),
    Concept("s:plan", SKILL, "Plannen", ()),
    Concept("s:heftruck", SKILL, "Heftruck rijden", ()),
    Concept("k:plan", KNOW, "Planten", ()),
    Concept("k:talen", KNOW, "C# en C++", ()),
    Concept("q:kok", STUDY, "Kok", ()),
    Concept("w:kok", Kind.WORD, "kokend", ()),
]
RELATIONS = [
    Relation("o:kok", "s:koken", Level.ESSENTIAL),
    Relation("o:kok", "s:plan", Level.IMPORTANT),
    Relation("o:winkel", "s:plan", Level.IMPORTANT),
    Relation("o:heftruck", "s:heftruck", Level.ESSENTIAL),
]


@pytest.fixture(scope="module")
def taxonomy():
    source = Source("test", "1", "CC0", tuple(CONCEPTS), tuple(RELATIONS))
    return compile_taxonomy([source])


@pytest.fixture(scope="module")
def suggester(taxonomy):
    return Suggester(taxonomy)


@pytest.fixture(scope="module")
def suggest(taxonomy, suggester):
    """Typed → list of (IRI, name that matched, place)."""

    def found(typed, kinds=SUGGESTED, top=10):
        return [
            (taxonomy.concepts[one.concept].iri, one.name, one.place)
            for one in suggester.suggest(typed, kinds, top)
        ]

    return found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kok", ("o:kok", "Kok", Place.WHOLE)),
        ("vakkenv", ("o:winkel", "Vakkenvuller", Place.START)),
        ("winkel", ("o:winkel", "Winkelmedewerker", Place.START)),
        ("werkend", ("o:zwkok", "Zelfstandig werkend kok", Place.WORD)),
        ("winkel medew", ("o:winkel", "Winkelmedewerker", Place.START)),
        ("kok zelf", ("o:zwkok", "Zelfstandig werkend kok", Place.WORDS)),
        ("heftruk", ("o:heftruck", "Heftruckchauffeur", Place.TYPO)),
        ("CAFEBED", ("o:cafe", "Cafébediende", Place.START)),
        ("cafébed", ("o:cafe", "Cafébediende", Place.START)),
        ("heftruck chauf", ("o:heftruck", "Heftruckchauffeur", Place.START)),
        ("kapster", ("o:kapper", "Kapper", Place.WHOLE)),
        ("kapst", ("o:kapper", "Kapper", Place.WHOLE)),
        ("c#", ("k:talen", "C# en C++", Place.START)),
        ("c++", ("k:talen", "C# en C++", Place.WORD)),
    ],
)
def test_what_is_typed_finds_the_concept_and_the_name_that_matched(suggest, typed, first):
    assert suggest(typed)[0] == first


def test_the_end_of_a_compound_is_found_after_names_that_begin_with_it(suggest):
    assert suggest("chauffeur", [WORK]) == [
        ("o:vracht", "Chauffeur vrachtwagen", Place.START),
        ("o:heftruck", "Heftruckchauffeur", Place.PART),
    ]


def test_a_label_comes_before_the_same_word_as_a_synonym_and_a_word_before_a_piece(suggest):
    names = [(iri, place) for iri, _, place in suggest("kok")]
    whole = [iri for iri, place in names if place is Place.WHOLE]
    assert whole[-1] == "o:zwkok"
    assert set(whole) == {"o:kok", "q:kok", "o:zwkok"}
    assert [iri for iri, place in names if place is Place.START] == ["s:koken"]


def test_what_more_occupations_ask_comes_first(suggest):
    assert [iri for iri, _, _ in suggest("plan")] == ["s:plan", "k:plan"]


def test_an_old_name_is_found_and_a_foreign_one_too(suggest):
    assert suggest("kantoork") == [("o:oud", "Kantoorklerk", Place.START)]
    assert suggest("kitchen") == [("o:en", "Kitchen porter", Place.START)]


def test_kinds_are_filtered_and_work_words_never_suggested(suggest):
    assert [iri for iri, _, _ in suggest("kok", [STUDY])] == ["q:kok"]
    assert suggest("kok", [Kind.WORD]) == []
    assert suggest("kok", []) == []
    assert "w:kok" not in [iri for iri, _, _ in suggest("koke")]


@pytest.mark.parametrize("typed", ["", " ", "-", "…", "🙂"])
def test_nothing_typed_suggests_nothing(suggest, typed):
    assert suggest(typed) == []


@pytest.mark.parametrize(
    "typed", ["hefturck", "heftrck", "heftruuck", "heftrucj", "geftruck", "hetfruck"]
)
def test_one_typing_error_is_looked_past(suggest, typed):
    assert {"s:heftruck", "o:heftruck"} <= {iri for iri, _, _ in suggest(typed)}


def test_two_errors_and_errors_in_short_words_are_not(suggest):
    assert suggest("hrftrukc") == []
    assert suggest("kik") == []


def test_a_typo_never_stands_beside_what_is_typed_right(suggest):
    assert {place for _, _, place in suggest("plan")} == {Place.START}


def test_one_word_of_several_may_hold_the_error(suggest):
    assert suggest("zelfstandg kok") == [("o:zwkok", "Zelfstandig werkend kok", Place.TYPO)]
    assert suggest("zelfstandg kko") == []


def test_each_concept_and_each_label_of_a_kind_is_suggested_once(suggester, taxonomy):
    for typed in "abcdefghijklmnopqrstuvwxyz":
        found = [taxonomy.concepts[one.concept] for one in suggester.suggest(typed, top=50)]
        assert len({one.iri for one in found}) == len(found)
        assert len({(one.kind, fold(one.label)) for one in found}) == len(found)


def test_a_long_text_is_cut(suggest):
    typed = "heftruck rijden"
    assert suggest(typed + " " * LONGEST_TYPED + "x" * 10_000) == suggest(typed)


@given(st.text(max_size=30), st.integers(1, 20))
@settings(max_examples=200, deadline=None)
def test_a_shorter_list_is_the_beginning_of_a_longer_one(suggester, typed, top):
    whole = suggester.suggest(typed, top=20)
    assert suggester.suggest(typed, top=top) == whole[:top]
    assert [one.place for one in whole] == sorted(one.place for one in whole)


WORDS = {word for c in CONCEPTS for name in c.names for word in fold(name).split()}


def begins_a_word(folded, at):
    """At the beginning, after a space, or where the rest of a compound is a word itself."""
    return at == 0 or folded[at - 1] == " " or folded[at:].split(" ")[0] in WORDS


NAMES = [(c.iri, name) for c in CONCEPTS if c.kind is not Kind.WORD for name in c.names]


@given(st.sampled_from(NAMES), st.integers(1, 30))
@settings(max_examples=200, deadline=None)
def test_every_beginning_of_a_name_finds_its_concept(suggest, one, size):
    iri, name = one
    assert iri in [found for found, _, _ in suggest(name[:size], top=50)]


@given(
    st.sampled_from([name for _, name in NAMES if " " not in fold(name)]),
    st.integers(4, 12),
    st.integers(0, 11),
    st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
    st.sampled_from(["replace", "insert", "delete", "swap"]),
)
@settings(max_examples=300, deadline=None)
def test_what_a_typo_finds_is_at_one_error_of_a_beginning(suggest, name, size, at, letter, how):
    """The distance of rapidfuzz is the oracle: one edit, two swapped letters counting as one."""
    word = fold(name)[:size]
    at = min(at, len(word) - 1)
    typed = {
        "replace": word[:at] + letter + word[at + 1 :],
        "insert": word[:at] + letter + word[at:],
        "delete": word[:at] + word[at + 1 :],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }[how]
    found = suggest(typed, top=50)
    if len(typed) >= 4:
        assert found
    for _, matched, place in found:
        if place is Place.TYPO:
            folded = fold(matched)
            starts = [folded[i:] for i in range(len(folded)) if begins_a_word(folded, i)]
            near = min(
                OSA.distance(typed, start[: len(typed) + more])
                for start in starts
                for more in (-1, 0, 1)
            )
            assert near == 1
