"""What of a short text is the title or the competence; abbreviations written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.abbreviations import abbreviations
from passend.taxonomy.normalise import fold
from passend.taxonomy.phrases import phrase


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Heftruckchauffeur (m/v/x)", "Heftruckchauffeur"),
        ("Lasser gezocht in Hengelo", "Lasser"),
        ("kok 32 - 40 uur per week", "kok"),
        ("Junior software developer", "software developer"),
        ("metselaar - fulltime - regio Twente", "metselaar"),
        ("receptionist(e)", "receptionist"),
        ("medewerk(st)er bediening", "medewerker bediening"),
        ("Onderwijsassistent 0,6 fte", "Onderwijsassistent"),
        ("ik zoek werk als postbode", "postbode"),
        ("kennis van lastechnieken", "lastechnieken"),
        ("in staat zijn om te plannen", "plannen"),
        ("docent mbo", "docent mbo"),
        ("stagebegeleider", "stagebegeleider"),
        ("senior", "senior"),
    ],
)
def test_noise_is_taken_off_and_what_is_meant_is_kept(text: str, core: str) -> None:
    assert phrase(text).near[0] == core


def test_the_text_itself_is_tried_first_and_its_parts_last() -> None:
    found = phrase("Kok / afwasser m/v").equal
    assert found[0] == "Kok / afwasser m/v"
    assert found[-1] == "afwasser"


@given(st.text(max_size=80))
def test_any_text_has_a_reading(text: str) -> None:
    found = phrase(text)
    assert found.equal[0] == text
    assert found.near
    assert bool(fold(text)) == bool(fold(found.near[0]))


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("VIG", "verzorgende individuele gezondheidszorg"),
        ("verzorgende IG", "verzorgende individuele gezondheidszorg"),
        ("ig", "ig"),
        ("PO adviseur", "personeel en organisatie adviseur"),
        ("leerkracht PO", "leerkracht basisonderwijs"),
        ("po", "po"),
        ("NEN 3140", "elektrotechnische veiligheid 3140"),
        ("mw. ICT", "medewerker informatie en communicatietechnologie"),
        ("cv", "cv"),
        ("cv monteur", "centrale verwarming monteur"),
    ],
)
def test_an_abbreviation_is_written_out_where_it_is_certain(text: str, full: str) -> None:
    assert abbreviations().written_out(text) == full


def test_there_are_as_many_abbreviations_as_promised_and_each_is_well_formed() -> None:
    known = abbreviations()
    assert len(known.plain) + len(known.beside) >= 120
    assert not known.plain.keys() & known.beside.keys()
    for short in (*known.plain, *known.beside):
        assert fold(short) == short
        assert " " not in short
    for short, words in known.plain.items():
        assert len(words) > len(short)
