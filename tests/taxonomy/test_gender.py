"""Male and female names of one kind of work read exactly alike; a writer's own name is no trade."""

from __future__ import annotations

import pytest

from passend.taxonomy.facts import without_facts
from passend.taxonomy.gender import neutral
from passend.taxonomy.linker import Linker
from passend.taxonomy.normalise import lemmas, tokens

PAIRS = [
    ("kapster", "kapper"), ("verkoopster", "verkoper"), ("medewerkster", "medewerker"),
    ("verpleegster", "verpleger"), ("naaister", "naaier"), ("schoonmaaksters", "schoonmakers"),
    ("vertegenwoordigster", "vertegenwoordiger"), ("beheerster", "beheerder"),
    ("bestuurster", "bestuurder"), ("chauffeuse", "chauffeur"), ("kassière", "kassier"),
    ("caissière", "kassier"), ("directrice", "directeur"), ("administratrice", "administrateur"),
    ("timmervrouw", "timmerman"), ("brandweervrouw", "brandweerman"), ("vaklieden", "vakmannen"),
    ("docente", "docent"), ("receptioniste", "receptionist"), ("assistente", "assistent"),
    ("lerares", "leraar"), ("danseres", "danser"), ("tekenares", "tekenaar"),
    ("kelnerin", "kelner"), ("kokkin", "kok"), ("psychologe", "psycholoog"),
    ("advocate", "advocaat"), ("onderhandelaarster", "onderhandelaar"), ("gastvrouw", "gastheer"),
]  # fmt: skip


@pytest.mark.parametrize(("female", "male"), PAIRS)
def test_both_forms_are_one_word(female: str, male: str) -> None:
    assert tokens(female) == tokens(male) == [neutral(tokens(male)[0])]
    assert lemmas(female) == lemmas(male)


@pytest.mark.parametrize(
    "word", ["secretaresse", "werkster", "meester", "rooster", "klooster", "computer", "filter",
             "cluster", "poster", "vrouw", "verloskundige", "huishoudelijke", "machinist"],
)  # fmt: skip
def test_other_words_stay(word: str) -> None:
    assert neutral(word) == word


@pytest.mark.parametrize(("female", "male"), PAIRS)
def test_both_forms_link_to_the_same(linker: Linker, female: str, male: str) -> None:
    for frame in ("{}", "Ik was {} in Zwolle", "ervaring als {} met klanten en kassa"):
        texts = [frame.format(word) for word in (female, male)]
        links = [[(x.concept, x.confidence, x.method) for x in linker.link(t)] for t in texts]
        assert links[0] == links[1]
        soft = linker.soft(texts)
        assert soft[0] == soft[1]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mijn naam is Jan de Boer", ""),
        ("Mijn naam is Jan de Boer en ik ben lasser", "en ik ben lasser"),
        ("ik heet jan bakker en ik kan lassen", "en ik kan lassen"),
        ("Ik heet Fatima El Amrani. Ervaring als kok", ". Ervaring als kok"),
        ("Naam: A. Visser\nTien jaar timmerman", "Tien jaar timmerman"),
        ("De naam van het bedrijf telt niet", "De naam van het bedrijf telt niet"),
    ],
)
def test_a_name_is_no_trade(text: str, left: str) -> None:
    assert without_facts(text).strip() == left
