"""In which language a text is: Dutch stays Dutch, other languages are recognised."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.language import DUTCH_NAMES, by_language, language_of
from tests.support import ROOT, coder, examples

FOREIGN = tomllib.loads((Path(__file__).parent / "foreign.toml").read_text(encoding="utf-8"))


def sentences(path: Path) -> list[str]:
    """Every text with a space in a TOML file."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str) and " " in value and len(value) > 15:
            found.append(value)
        for one in value.values() if isinstance(value, dict) else ():
            walk(one)
        for one in value if isinstance(value, list) else ():
            walk(one)

    walk(tomllib.loads(path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Прибирала офіси та школи"),
        ("ru", "Работал на заводе и делал мебель, был водителем"),
        ("ar", "عملت طباخا في مطعم"),
        ("fa", "من در یک رستوران آشپزی کردم و کار گرفتم"),
        ("ti", "ኣብ ቤት መግቢ ሰሪሐ"),
        ("am", "በምግብ ቤት ውስጥ ሠርቻለሁ"),
        ("el", "Εργάστηκα ως μάγειρας"),
        ("pl", "Pracowałem pięć lat jako kucharz w restauracji"),
        ("tr", "Beş yıl bir restoranda aşçı olarak çalıştım"),
        ("en", "I worked for five years as a cook in a restaurant"),
        ("de", "Ich habe drei Jahre als Koch in einem Hotel gearbeitet"),
        ("nl", "Ik heb vijf jaar als kok in een restaurant gewerkt"),
    ],
)
def test_a_sentence_is_recognised(language: str, text: str) -> None:
    assert language_of(text) == language
    assert language == "nl" or language in DUTCH_NAMES


@pytest.mark.parametrize("text", ["", "  ", "kok", "12-34", "software engineer", "!?", "VCA basis"])
def test_what_is_short_is_in_doubt(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Je werkt agile in een scrumteam als full stack developer met React en Node",
        "Teamlead customer service, ervaring met Salesforce is een pre",
        "Nice to have: ervaring met Python",
        "Must have: vloeiend Duits",
        "heftruck, reachtruck en ept, orderpicken met voicepicking",
        "cv monteur, storingsdienst",
    ],
)
def test_dutch_with_loan_words_is_dutch(text: str) -> None:
    assert by_language(text).dutch is text


def test_no_dutch_clause_or_duty_is_taken_for_another_language() -> None:
    folder = ROOT / "evaluation/collections/clauses1"
    paths = [*folder.glob("*.toml"), *Path(__file__).parent.glob("duties*.toml")]
    texts = [text for path in sorted(paths) for text in sentences(path)]
    assert len(texts) > 1000
    assert [text for text in texts if by_language(text).others] == []


def test_hardly_a_name_of_the_taxonomy_is_taken_for_another_language() -> None:
    names = [name for concept in coder().taxonomy.concepts for name in concept.names]
    wrong = [name for name in names if by_language(name).others]
    assert len(wrong) <= len(names) / 2000


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_a_cv_of_short_lines_has_one_language(language: str) -> None:
    text = "\n".join(line for line, _ in FOREIGN[language]["lines"])
    assert language_of(text) == language
    found = by_language(text)
    assert [code for code, _ in found.others] == [language]
    assert found.dutch == ""


def test_a_mixed_text_is_taken_apart_by_line() -> None:
    dutch = ["Ik heb als kok gewerkt in een restaurant", "", "heftruck"]
    polish = "Sprzątałam biura i szkoły w Warszawie"
    found = by_language("\n".join([*dutch[:1], polish, *dutch[1:]]))
    assert found.dutch == "\n".join(dutch)
    assert found.others == (("pl", polish),)


@given(st.text(max_size=60))
@examples(200)
def test_any_text_has_a_known_language_or_none_and_loses_no_letter(text: str) -> None:
    assert language_of(text) in {None, "nl", *DUTCH_NAMES}
    found = by_language(text)
    kept = "".join(part for part in (found.dutch, *(part for _, part in found.others)))
    letters = sorted(char for char in text if char.isalpha())
    assert sorted(char for char in kept if char.isalpha()) == letters
