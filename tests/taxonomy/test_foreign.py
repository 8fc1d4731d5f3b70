"""Text in other languages: occupations come out, of own life and of denied work nothing does."""

from __future__ import annotations

import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from passend.taxonomy.concepts import Kind
from passend.taxonomy.encoders import chosen
from passend.taxonomy.foreign import ForeignReader, ManyLanguages
from passend.taxonomy.foreign.anchors import anchors
from passend.taxonomy.language import DUTCH_NAMES
from passend.taxonomy.names import Found
from passend.taxonomy.reader import Reader
from tests.support import coder

LINES = tomllib.loads((Path(__file__).parent / "foreign.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def plain() -> Reader:
    return coder().reader


@pytest.fixture(scope="module")
def strong(tmp_path_factory: pytest.TempPathFactory) -> ForeignReader:
    """One name per occupation: enough to choose from, few enough for a slow encoder in a test."""
    concepts = [
        SimpleNamespace(kind=concept.kind, names=(concept.label,))
        for concept in coder().taxonomy.concepts
        if concept.kind in (Kind.OCCUPATION, Kind.SKILL)
    ]
    made = SimpleNamespace(concepts=concepts)
    return ForeignReader(made, chosen("e5", {}), tmp_path_factory.mktemp("vectors"))


def named(reader: ForeignReader, concept: int) -> str:
    return reader.taxonomy.concepts[concept].names[0]


def labels(reader: Reader, text: str) -> list[str]:
    concepts = reader.taxonomy.concepts
    return [concepts[m.concept].label for reading in reader.read(text) for m in reading.mentions]


def test_every_language_that_is_read_has_a_dutch_name_and_both_kinds_of_sentences() -> None:
    for code, told in anchors().items():
        assert code in DUTCH_NAMES
        assert len(told.work) >= 10
        assert len(told.life) >= 15
        assert not any(told.denied.search(text) for text in told.work)


def test_no_sentence_of_the_set_is_among_those_that_judge_it() -> None:
    for code, found in LINES.items():
        told = {*anchors()[code].work, *anchors()[code].life}
        assert told.isdisjoint([*(line for line, _ in found["lines"]), *found["traps"]])


def test_english_is_read_by_the_shipped_bag(plain: Reader) -> None:
    held = LINES["en"]["lines"][1::2]
    text = "\n".join(line for line, _ in LINES["en"]["lines"])
    assert plain.unread(text) == ()
    reader = plain.foreign
    concepts = plain.taxonomy.concepts
    right = 0
    for line, expected in held:
        found = {concepts[n.concept].label for c in reader.read("en", line) for n in c.links}
        right += bool(found & set(expected.split("|")))
    # Measured: 10 of 13.
    assert right >= 9


@pytest.mark.parametrize("text", [*LINES["en"]["traps"], *LINES["en"]["nothing"]])
def test_of_own_life_and_denied_work_in_english_nothing_is_read(text: str, plain: Reader) -> None:
    assert [clause.links for clause in plain.foreign.read("en", text) if clause.links] == []


@pytest.mark.parametrize("language", ["uk", "ar", "pl", "tr"])
def test_without_a_multilingual_encoder_the_language_is_told(language: str, plain: Reader) -> None:
    text = "\n".join(line for line, _ in LINES[language]["lines"])
    assert plain.unread(text) == (language,)
    assert labels(plain, text) == []


def test_a_text_in_dutch_has_nothing_unread(plain: Reader) -> None:
    text = "Ik heb als kok gewerkt in een restaurant.\nheftruck"
    assert plain.unread(text) == ()
    assert "Zelfstandig werkend kok" in labels(plain, text)


def test_dutch_lines_between_others_are_read_as_ever(plain: Reader) -> None:
    dutch = "Ik heb als kok gewerkt in een restaurant."
    polish = "Sprzątałam biura i szkoły w Warszawie przez rok"
    assert labels(plain, f"{dutch}\n{polish}") == labels(plain, dutch)
    assert plain.unread(f"{dutch}\n{polish}") == ("pl",)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "електрик, монтаж електропроводки в будинках"),
        ("ar", "كهربائي، تمديدات كهربائية في المنازل"),
        ("pl", "elektryk, instalacje elektryczne w domach"),
        ("tr", "elektrikçi, evlerde elektrik tesisatı"),
    ],
)
def test_a_multilingual_encoder_reaches_the_same_occupations(
    language: str, text: str, strong: ForeignReader
) -> None:
    (clause,) = strong.read(language, text)
    assert "Monteur elektrische installaties" in {
        named(strong, link.concept) for link in clause.links
    }
    assert 0 < sum(link.confidence for link in clause.links) <= 0.9


@pytest.mark.parametrize("language", ["uk", "ar", "pl", "tr"])
def test_of_own_life_and_denied_work_nothing_is_read(language: str, strong: ForeignReader) -> None:
    text = "\n".join([*LINES[language]["traps"], *LINES[language]["nothing"]])
    found = strong.read(language, text)
    assert len(found) >= 12
    assert [clause.text for clause in found if clause.links] == []


def test_a_language_without_words_that_deny_is_not_read(strong: ForeignReader) -> None:
    assert "ti" not in strong.languages
    assert strong.read("ti", "ኣብ ቤት መግቢ ሰሪሐ") == []


def test_short_texts_go_to_whoever_knows_their_language(strong: ForeignReader) -> None:
    dutch = SimpleNamespace(
        encoder_name="names", find=lambda texts, *_: [[Found(9, 1.0, "exact", "x")] for _ in texts]
    )
    found = ManyLanguages(dutch, strong).find(
        ["kok", "كهربائي، تمديدات كهربائية في المنازل", "أعاني من مرض السكري"]
    )
    assert found[0][0].owner == 9
    assert named(strong, found[1][0].owner) == "Monteur elektrische installaties"
    assert found[2] == []
