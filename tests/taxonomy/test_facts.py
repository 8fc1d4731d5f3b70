"""Facts in free text: they feed conditions and no competences."""

import pytest

from passend.taxonomy.facts import TextFacts, facts_of, without_facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("24-32 uur per week, rijbewijs B is een must.", TextFacts((24, 32), None, ("B",))),
        ("Minimaal 16 tot 20 uren. Arnhem centrum (6811 AA)", TextFacts((16, 20), "6811")),
        ("In bezit van rijbewijs C/CE.", TextFacts(None, None, ("C", "CE"))),
        ("Rijbewijs B is een pré.", TextFacts()),
        ("Rijbewijs is niet nodig.", TextFacts()),
        ("Ik heb geen rijbewijs B.", TextFacts()),
        ("Wij bieden: 36 uur per week", TextFacts((36, 36))),
        ("Sinds 2015 werken wij met 120 mensen; winkel open tot 18 uur.", TextFacts()),
        ("Postbus 1234 SS telt niet, 0123 AB ook niet.", TextFacts()),
        ("Reageer voor 1 maart.", TextFacts()),
    ],
)
def test_what_is_written_plainly_is_read(text, facts):
    assert facts_of(text) == facts


def test_a_licence_or_language_sentence_names_no_occupation(reader):
    for text in ("Rijbewijs B is vereist.", "Een beetje Nederlands is genoeg."):
        assert [m for reading in reader.read(text) for m in reading.mentions] == []
    (reading,) = reader.read("Je hebt rijbewijs B en ervaring met metselen")
    labels = {reader.taxonomy.concepts[m.concept].label for m in reading.mentions}
    assert "Metselaar" in labels
    assert not any("chauffeur" in label.casefold() for label in labels)


def test_the_rest_of_the_text_stays(reader):
    assert without_facts("Metselen, 32 uur, rijbewijs BE").replace(" ", "") == "Metselen,,"
