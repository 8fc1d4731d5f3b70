"""Facts of text in words: where they stand, what differs, and what an employer never sees."""

from __future__ import annotations

from types import SimpleNamespace

from passend.api.told import differences, facts_read, told_text
from passend.engine.model import Hours, Jobseeker, Vacancy
from passend.engine.textfacts import told_of_person, told_of_vacancy


def explained(person=None, vacancy=None):
    return SimpleNamespace(
        told_by_person=told_of_person(person or Jobseeker()).notes,
        told_by_vacancy=told_of_vacancy(vacancy or Vacancy()).notes,
    )


def test_a_fact_names_its_element_and_does_not_quote_the_text():
    vacancy = Vacancy(description="Je werkt 24-32 uur. Rijbewijs B is een pré.")
    assert facts_read(explained(vacancy=vacancy)) == [
        "Gelezen in de tekst: uren per week 24–32 (omschrijvingVacature).",
        "Gelezen in de tekst: rijbewijs B, een pré (omschrijvingVacature).",
    ]


def test_a_difference_is_told_apart_and_the_field_counts():
    vacancy = Vacancy(hours=Hours(32, 32), description="Je werkt 24 tot 36 uur.")
    told = explained(vacancy=vacancy)
    assert facts_read(told) == []
    assert differences(told) == [
        "Uren per week. Veld: 32, tekst: 24–36 (omschrijvingVacature). Het veld telt; ga dit na."
    ]


def test_how_a_person_travels_and_lives_is_not_told():
    words = "Ik heb geen auto. Ik woon in 6811 AB. Door mijn rug kan ik niet 's avonds werken."
    told = " ".join(facts_read(explained(Jobseeker(text=words))))
    assert "avond" in told
    for word in ("auto", "6811", "rug"):
        assert word not in told


def test_every_kind_has_words():
    text = (
        "Contract voor bepaalde tijd, 24-32 uur in 3 dagen, ma t/m do, van 7.00 tot 15.30 uur."
        " Nachtdiensten. Rijbewijs B. Je spreekt goed Engels. VCA. Eigen vervoer. Start per direct."
        " Reageer voor 1 maart 2027. Werkplek 6811 AB."
    )
    notes = told_of_vacancy(Vacancy(description=text)).notes
    assert len({note.kind for note in notes}) >= 12
    told = [told_text(note) for note in notes]
    assert "Gelezen in de tekst: werktijd 7.00–15.30 (omschrijvingVacature)." in told
    assert "Gelezen in de tekst: taal eng spreken goed (omschrijvingVacature)." in told
