"""A text that could not be read is told, in Dutch, without its words."""

from __future__ import annotations

import pytest

from passend.api.questions import TextRefused, from_text
from passend.api.unread import not_read
from passend.engine.model import Experience, Jobseeker, Vacancy
from passend.engine.ports import RecordKind
from passend.engine.unread import Unread, unread_of_person, unread_of_vacancy
from tests.support import coder

POLISH = "Pracowałem pięć lat jako kucharz w restauracji"
DUTCH = "Ik heb vijf jaar als kok in een restaurant gewerkt"


def test_each_element_that_could_not_be_read_is_told_once() -> None:
    person = Jobseeker(
        text=DUTCH, experience=(Experience(text=POLISH), Experience(text=f"{POLISH}\n{POLISH}"))
    )
    found = unread_of_person(person, coder().reader)
    assert found == (Unread("toelichtingWerkervaring", "pl"),)
    assert not_read(found) == [
        "Deze tekst is in het Pools en kon niet worden gelezen (toelichtingWerkervaring)."
    ]


def test_a_vacancy_tells_it_too() -> None:
    reader = coder().reader
    assert unread_of_vacancy(Vacancy(description=POLISH), reader) == (
        Unread("omschrijvingVacature", "pl"),
    )
    assert unread_of_vacancy(Vacancy(description=DUTCH), reader) == ()


def test_a_pasted_text_in_another_language_is_refused_with_the_language() -> None:
    with pytest.raises(TextRefused) as refused:
        from_text(coder().reader, RecordKind.PERSON, POLISH)
    assert str(refused.value).startswith("Deze tekst is in het Pools en kon niet worden gelezen.")
    assert "kucharz" not in str(refused.value)


def test_a_pasted_text_in_english_about_work_is_taken() -> None:
    text = "I worked for five years as a cook in a restaurant"
    assert from_text(coder().reader, RecordKind.PERSON, text).text == text


def test_a_pasted_text_in_english_about_own_life_is_refused() -> None:
    with pytest.raises(TextRefused, match="herkennen geen werk"):
        from_text(coder().reader, RecordKind.PERSON, "I have diabetes and take medication for it")
