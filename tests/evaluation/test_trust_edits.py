"""Edits of raw records: each changes what it says and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.engine.model import Jobseeker
from passend.engine.travel import starter_places
from passend.evaluation.collection import read_collection
from passend.evaluation.context import WERK1
from passend.evaluation.trust.edits import (
    education_edits,
    place_edits,
    structural_edits,
    told,
    with_other_titles,
)
from passend.evaluation.trust.phrases import NEUTRAL, PERSONAL, TITLES
from passend.evaluation.trust.placebo import PLACEBOS, reordered
from passend.evaluation.trust.raw import edited_texts, read_raw, through_the_door

PLACES = starter_places()


def person(**vum: Any) -> dict[str, Any]:
    place = {"mobiliteit": {"bemiddelingspostcode": "6811AB"}}
    return {
        "id": "p1",
        "kind": "person",
        "vum": {**place, **vum},
        "ext": {"text": "Ik las buizen."},
    }


def read(record: dict[str, Any]) -> Jobseeker:
    found = through_the_door(record, "person")
    assert isinstance(found, Jobseeker)
    return found


def worked(first: str, last: str | None) -> dict[str, Any]:
    job = {"datumAanvangWerkzaamheden": first}
    job |= {"datumEindeWerkzaamheden": last} if last else {}
    return person(arbeidsmarktkwalificatie={"werkervaring": [job]})


def test_unedited_records_are_those_of_the_collection() -> None:
    collection = read_collection(WERK1)
    for kind, held in (("person", collection.persons), ("vacancy", collection.vacancies)):
        raw = read_raw(WERK1, kind)  # type: ignore[arg-type]
        assert {key: through_the_door(r, kind) for key, r in raw.items()} == held  # type: ignore[arg-type]


@pytest.mark.parametrize("what", ["date of birth", "sex", "nationality"])
def test_the_door_turns_away_what_no_record_has_a_place_for(what: str) -> None:
    assert through_the_door(structural_edits()[what](person()), "person") is None


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2016-02-29", "2020-02-28", 48),
        ("2024-03-01", "2025-02-28", 12),
        ("2025-11-26", None, 12),
        ("2025-11-26", "2030-01-01", 12),
    ],
)
def test_a_job_of_long_ago_is_as_long(first: str, last: str | None, months: int) -> None:
    record = worked(first, last)
    aged = structural_edits()["dates 20 years earlier, lengths equal"](record)
    assert [read(form).experience[0].months for form in (record, aged)] == [months, months]
    job = aged["vum"]["arbeidsmarktkwalificatie"]["werkervaring"][0]
    assert int(job["datumAanvangWerkzaamheden"][:4]) == int(first[:4]) - 20


@given(st.integers(1000, 9999), st.sampled_from(["AB", "ZZ"]))
def test_another_postcode_lies_in_the_same_place(number: int, letters: str) -> None:
    record = person(mobiliteit={"bemiddelingspostcode": f"{number}{letters}"})
    for edit in place_edits(PLACES).values():
        moved = edit(record)["vum"]["mobiliteit"]["bemiddelingspostcode"]
        assert moved != f"{number}{letters}"
        assert PLACES.find(moved[:4]) == PLACES.find(str(number))


def test_a_place_of_several_areas_gives_other_digits() -> None:
    moved = place_edits(PLACES)["postcode: same distance"]
    record = person(mobiliteit={"bemiddelingspostcode": "1000AB"})
    assert moved(record)["vum"]["mobiliteit"]["bemiddelingspostcode"][:4] == "1001"


def test_edits_leave_the_record_that_they_are_given_alone() -> None:
    record = worked("2020-01-01", None)
    before = repr(record)
    edits = {**structural_edits(), **education_edits(), **place_edits(None), **PLACEBOS}
    for edit in (*edits.values(), told("Ja."), lambda r: reordered(r, 1)):
        edit(record)
    assert repr(record) == before


def test_titles_change_to_their_other_form_and_back() -> None:
    record = edited_texts(person(), lambda _: "Ik was kapster. Verpleger ook, en kok.")
    other = with_other_titles(record)
    assert other is not None
    assert other["ext"]["text"] == "Ik was kapper. Verpleegster ook, en kokkin."
    assert with_other_titles(other) == record
    assert with_other_titles(person()) is None


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("line per sentence", "Kop:\nEen.\nTwee!\nDrie"),
        ("sentences turned round in each line", "Kop:\nDrie Twee! Een."),
        ("bullets for sentences", "- Kop:\n- Een.\n- Twee!\n- Drie"),
        ("all upper case", "KOP:\nEEN. TWEE! DRIE"),
        ("paragraphs turned round", "Kop:\nEen. Twee! Drie"),
        ("one typing error a text", "Kop:\nEen. Twee! Drie"),
    ],
)
def test_placebo_edits_write_the_same_in_another_way(what: str, text: str) -> None:
    record = edited_texts(person(), lambda _: "Kop:\nEen. Twee! Drie")
    assert PLACEBOS[what](record)["ext"]["text"] == text


def test_a_typing_error_swaps_two_letters_of_the_longest_word() -> None:
    record = edited_texts(person(), lambda _: "Werk met steigers en gereedschap.")
    assert PLACEBOS["one typing error a text"](record)["ext"]["text"] == (
        "Werk met steigers en geredeschap."
    )


def test_another_order_holds_the_same() -> None:
    skills = [{"codeCompetentie": f"c{i}"} for i in range(9)]
    record = person(arbeidsmarktkwalificatie={"competentiebeheersing": skills})
    found = reordered(record, 7)
    assert found == reordered(record, 7)
    shuffled = found["vum"]["arbeidsmarktkwalificatie"]["competentiebeheersing"]
    assert shuffled != skills
    assert sorted(map(repr, shuffled)) == sorted(map(repr, skills))
    assert list(found) == list(reversed(record))


def test_a_sentence_is_added_to_the_own_text() -> None:
    assert read(told("Ik eet halal.")(person())).text == "Ik las buizen.\nIk eet halal."


def test_phrases_stand_once_and_are_not_those_the_reading_was_mended_by() -> None:
    from tests.engine.test_never import PERSONAL as MENDED

    assert len(PERSONAL) == len(set(PERSONAL)) == 24
    assert not set(PERSONAL) & {*MENDED["worked"], *MENDED["aside"]}
    assert not set(PERSONAL) & set(NEUTRAL)
    forms = [form for pair in TITLES for form in pair]
    assert len(forms) == len(set(forms))
