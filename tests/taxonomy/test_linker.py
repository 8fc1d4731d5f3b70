"""From words to concepts, and from a text to mentions."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passend.taxonomy.clauses import Strength
from passend.taxonomy.concepts import Kind
from passend.taxonomy.linker import Link, Linker
from passend.taxonomy.reader import Reader


def _labels(linker: Linker, links: list[Link]) -> list[str]:
    return [linker.taxonomy.concepts[link.concept].label for link in links]


def _slugs(linker: Linker, text: str, top: int = 1) -> list[str]:
    return _labels(linker, linker.link(text, Kind.OCCUPATION, top))


def test_every_name_finds_its_own_concept(linker: Linker) -> None:
    """By label and by each synonym; function words alone are no name."""
    for number, concept in enumerate(linker.taxonomy.concepts):
        if concept.kind in (Kind.OCCUPATION, Kind.SKILL, Kind.KNOWLEDGE):
            for name in concept.names:
                if len(name.split()) <= 6:
                    found = linker.names(name)
                    assert number in [link.concept for link in found], name


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("timmerman", "Bouwtimmerman / bouwtimmervrouw"),
        ("TIMMERMAN!", "Bouwtimmerman / bouwtimmervrouw"),
        ("metselaars", "Metselaar"),
        ("heftruck chauffeur", "Heftruckchauffeur"),
        ("Elektro installateur", "Monteur elektrische installaties"),
        ("timmerkracht gezocht", "Bouwtimmerman / bouwtimmervrouw"),
    ],
)
def test_exact_inflected_joined_and_split_names(linker: Linker, text: str, label: str) -> None:
    assert _slugs(linker, text) == [label]
    (best,) = linker.link(text, Kind.OCCUPATION, 1)
    assert best.method == "exact"


@pytest.mark.parametrize("text", ["metselar", "metselaer", "metselaaar", "metzelaar"])
def test_one_typing_error_is_forgiven(linker: Linker, text: str) -> None:
    assert _slugs(linker, text) == ["Metselaar"]
    (best,) = linker.link(text, Kind.OCCUPATION, 1)
    assert best.method == "fuzzy"
    assert 0 < best.confidence < 1


def test_a_plural_that_the_lemmas_do_not_know_is_found_as_a_typing_error(linker: Linker) -> None:
    assert _slugs(linker, "heftruckchauffeurs") == ["Heftruckchauffeur"]


def test_an_ambiguous_name_gives_all_its_concepts(linker: Linker) -> None:
    shared: dict[str, set[int]] = {}
    for number, concept in enumerate(linker.taxonomy.concepts):
        for name in concept.names:
            shared.setdefault(name.casefold(), set()).add(number)
    ambiguous = {name: ids for name, ids in shared.items() if len(ids) > 1}
    assert ambiguous
    for name, ids in ambiguous.items():
        found = {link.concept for link in linker.names(name) if link.method == "exact"}
        assert ids <= found, name


def test_the_longest_name_wins_and_no_word_counts_twice(linker: Linker) -> None:
    (link, *rest) = linker.names("leerling metselaar")
    assert (link.name, link.words) == ("Leerling metselaar", 2)
    assert rest == []


@pytest.mark.parametrize(
    "text",
    ["xqzwv", "qwrtp zxcvbn", "zxcvb", "asdf jkl", "12345", "!!!", "", "   ", "de het een"],
)
def test_gibberish_finds_nothing(linker: Linker, text: str) -> None:
    """Found here: one known n-gram of a dozen gave a sure link, as did function words alone."""
    assert linker.link(text) == []
    assert linker.names(text) == []


@pytest.mark.parametrize("kind", [Kind.OCCUPATION, Kind.SKILL, Kind.KNOWLEDGE, Kind.TASK])
def test_only_the_kind_asked_for_is_found(linker: Linker, kind: Kind) -> None:
    found = linker.link("haar knippen en verven in de kapsalon", kind, 8)
    assert all(linker.taxonomy.kinds[link.concept] is kind for link in found)
    assert len(found) <= 8


@pytest.mark.parametrize("text", ["metselaar", "schoonmaken van kantoren", "ict beheer", "zorg"])
def test_links_come_best_first_and_once_each(linker: Linker, text: str) -> None:
    found = linker.link(text, top=20)
    keys = [(-link.confidence, link.concept) for link in found]
    assert keys == sorted(keys)
    assert len({link.concept for link in found}) == len(found)
    assert all(0 < link.confidence <= 1 for link in found)
    assert linker.link(text, top=3) == found[:3]


def test_an_exact_name_beats_all_else(linker: Linker) -> None:
    found = linker.link("metselaar", top=20)
    assert found[0].method == "exact"
    assert found[0].confidence == 1.0


def test_a_name_that_fills_the_text_beats_one_inside_it(linker: Linker) -> None:
    alone = linker.link("metselaar", Kind.OCCUPATION, 1)[0]
    inside = linker.link("metselaar met ervaring in de regio", Kind.OCCUPATION, 1)[0]
    assert alone.concept == inside.concept
    assert alone.confidence > inside.confidence


def test_soft_links_are_the_same_alone_and_together(linker: Linker) -> None:
    """Up to rounding: the sums of one text and of several are made in another order."""
    texts = ["muren metselen", "haar knippen", "", "xqzwv"]
    together = linker.soft(texts)
    for text, links in zip(texts, together, strict=True):
        (alone,) = linker.soft([text])
        assert {link.concept for link in alone} == {link.concept for link in links}
        confidences = {link.concept: link.confidence for link in alone}
        assert all(abs(confidences[n.concept] - n.confidence) < 1e-5 for n in links)
    assert together[2] == together[3] == []
    assert linker.soft([]) == []


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=60))
def test_any_text_can_be_linked(linker: Linker, text: str) -> None:
    assert linker.link(text) == linker.link(text)


# Reading


@pytest.fixture(scope="module")
def reader(linker: Linker) -> Reader:
    return Reader(linker)


def test_a_reading_says_what_was_understood_of_each_clause(reader: Reader) -> None:
    first, second = reader.read("Je metselt muren. Ervaring als stukadoor is een pre.")
    labels = {reader.taxonomy.concepts[m.concept].label for m in first.mentions}
    assert any("metsel" in label for label in labels)
    assert second.clause.strength is Strength.NICE
    assert reader.taxonomy.concepts[second.mentions[0].concept].label == "Stukadoor"


def test_only_what_says_something_of_work_or_person_is_read(reader: Reader) -> None:
    text = "Over ons\nWij bakken brood.\nTaken\nmuren metselen\nWij bieden\nEen koksopleiding."
    found = reader.read(text)
    assert [one.clause.text for one in found if one.mentions] == ["muren metselen"]
    words = reader.taxonomy.vocabulary
    (employer,) = [one for one in found if one.clause.text == "Wij bakken brood"]
    assert (employer.mentions, employer.denied) == ((), ())
    assert [words.terms[term] for term in employer.terms] == ["bakken", "brood"]
    assert all("kok" not in one.clause.text for one in found)


def test_a_clause_that_says_nothing_has_no_mentions(reader: Reader) -> None:
    (reading,) = reader.read("xqzwv zxcvb")
    assert reading.mentions == ()
    assert reader.read("") == []


def test_mentions_are_strongest_first_and_once_each(reader: Reader) -> None:
    for reading in reader.read("Als kapper knip je haar; je bent klantgericht. Ik kan Excel."):
        keys = [(-mention.confidence, mention.concept) for mention in reading.mentions]
        assert keys == sorted(keys)
        assert len({mention.concept for mention in reading.mentions}) == len(keys)
        assert all(0 < mention.confidence <= 1 for mention in reading.mentions)


def test_a_work_word_is_weaker_evidence_than_a_name(reader: Reader) -> None:
    (named,) = reader.read("metselaar")
    (word,) = reader.read("troffel en specie")
    kinds = reader.taxonomy.kinds
    assert kinds[named.mentions[0].concept] is Kind.OCCUPATION
    words = [m for m in word.mentions if kinds[m.concept] is Kind.WORD and m.method == "exact"]
    assert words
    assert all(mention.confidence < named.mentions[0].confidence for mention in words)
