"""Pasted texts: what is read, what is refused, and what is never said of somebody."""

import pytest

from passend.api.answers import explanation_out
from passend.api.bootstrap import make_coder, make_travel
from passend.api.questions import TextRefused, from_text
from passend.api.settings import Settings
from passend.engine.matcher import Matcher
from passend.engine.model import Hours
from passend.engine.ports import RecordKind
from passend.index.local import LocalIndex
from passend.index.records import StoredRecords
from passend.index.store import RecordStore

DISHWASHER = "Afwasser\nJe doet de afwas in de spoelkeuken en houdt de vloer schoon."


@pytest.fixture(scope="module")
def matcher(tmp_path_factory):
    settings = Settings(data=tmp_path_factory.mktemp("leeg"))
    coder = make_coder(settings, make_travel(settings))
    index = LocalIndex(coder.criteria, coder.width)
    return Matcher(coder, index, StoredRecords(RecordStore.in_memory()))


def explained(matcher, cv, vacancy):
    reader = matcher.coder.reader
    person = from_text(reader, RecordKind.PERSON, cv)
    return explanation_out(matcher.explain(person, from_text(reader, RecordKind.VACANCY, vacancy)))


def test_facts_of_a_text_become_facts_of_the_record(matcher):
    reader = matcher.coder.reader
    text = "Kok\nJe kookt in Arnhem (6811 AA), 16-20 uur, rijbewijs B is een must."
    vacancy = from_text(reader, RecordKind.VACANCY, text)
    assert (vacancy.title, vacancy.hours, vacancy.sites) == ("Kok", Hours(16, 20), ("6811",))
    assert vacancy.licences == ("B",)
    person = from_text(reader, RecordKind.PERSON, "Ik kook graag, liefst 24 uur. Rijbewijs B.")
    assert (person.hours, person.licences) == (Hours(24, 24), ("B",))


@pytest.mark.parametrize("text", ["xqz hallo goedemiddag", "lorem ipsum", "???", "   "])
@pytest.mark.parametrize("kind", list(RecordKind))
def test_a_text_without_any_work_is_refused(matcher, kind, text):
    with pytest.raises(TextRefused):
        from_text(matcher.coder.reader, kind, text)


@pytest.mark.parametrize(
    ("cv", "never"),
    [
        ("Afgewassen in een druk restaurant, de kok geholpen.", ("Drukker", "kok", "Helpende")),
        ("Oma geholpen met aankleden. Ik leer graag.", ("Helpende", "Leer", "schoen")),
        ("Kinderen van school gehaald en veel aan de telefoon.", ("Groepsleerkracht", "Service")),
    ],
)
def test_nothing_is_said_to_be_held_that_the_text_does_not_say(matcher, cv, never):
    told = explained(matcher, cv, DISHWASHER)
    for item in told.heeft:
        assert not any(word.casefold() in item.naam.casefold() for word in never), item


def test_what_a_text_does_name_is_held(matcher):
    told = explained(matcher, "Vier jaar gewerkt als afwasser in een hotel.", DISHWASHER)
    assert any(item.naam == "Afwasser" and item.bewijs == "genoemd" for item in told.heeft)


def test_words_are_no_competences_but_are_told(matcher):
    told = explained(matcher, "Borden en pannen schoongemaakt in de spoelkeuken.", DISHWASHER)
    lists = {item.naam for item in (*told.heeft, *told.heeft_waarschijnlijk, *told.niet_bekend)}
    assert {"spoel", "keuken"} <= set(told.losse_woorden)
    assert not lists & set(told.losse_woorden)
