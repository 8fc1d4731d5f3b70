"""Facts read against labelled sentences; the code was adjusted to the half ``look`` only."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passend.taxonomy.facts import FactKind, Range, Speaker, Stance, read_facts, week_of
from tests.taxonomy.facts_gold import cases, counts

LEAST_PRECISION = 0.95
LEAST_RECALL = 0.9
LEAST_OF_A_KIND = 0.75
ENOUGH = 4

# Sentences without any fact, none of which may lend its words to a neighbour.
UNRELATED = (
    "Je werkt samen met aardige collega's.",
    "Ik houd van lezen en wandelen.",
    "Onze centrale is 24/7 bereikbaar.",
    "Wij reageren binnen 24 uur.",
    "Mijn telefoonnummer is 06 12345678.",
    "Je bent minimaal 18 jaar.",
)


def test_there_are_enough_labelled_sentences_of_both_halves():
    halves = [case.half for case in cases()]
    assert len(halves) >= 150
    assert min(halves.count("look"), halves.count("held")) >= 100
    assert len({(case.text, case.speaker) for case in cases()}) == len(halves)


def test_the_half_that_was_not_looked_at_is_read_well():
    found = counts("held")
    right, extra, missed = (
        sum(row[name] for row in found.values()) for name in ("right", "extra", "missed")
    )
    assert right / (right + extra) >= LEAST_PRECISION
    assert right / (right + missed) >= LEAST_RECALL


@pytest.mark.parametrize("kind", sorted(FactKind))
def test_each_kind_is_read_with_few_errors(kind):
    rows = [counts(half).get(kind, {}) for half in ("look", "held")]
    right, extra, missed = (
        sum(row.get(name, 0) for row in rows) for name in ("right", "extra", "missed")
    )
    if right + missed < ENOUGH:
        assert right
        return
    assert right / (right + extra) >= LEAST_OF_A_KIND
    assert right / (right + missed) >= LEAST_OF_A_KIND


def texts(speaker):
    found = [c.text for c in cases() if c.speaker is speaker and "\n" not in c.text]
    return st.lists(st.sampled_from([t for t in found if t.endswith((".", "!"))]), max_size=5)


@settings(deadline=None, max_examples=60)
@given(data=st.data(), speaker=st.sampled_from(Speaker))
def test_the_order_of_sentences_does_not_matter(data, speaker):
    sentences = data.draw(texts(speaker))
    mixed = data.draw(st.permutations(sentences))
    assert read_facts(" ".join(sentences), speaker) == read_facts(" ".join(mixed), speaker)


@settings(deadline=None, max_examples=60)
@given(
    data=st.data(),
    speaker=st.sampled_from(Speaker),
    more=st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=3),
)
def test_a_sentence_without_facts_changes_no_fact(data, speaker, more):
    sentences = data.draw(texts(speaker))
    place = data.draw(st.integers(0, len(sentences)))
    longer = [*sentences[:place], *more, *sentences[place:]]
    assert read_facts(" ".join(longer), speaker) == read_facts(" ".join(sentences), speaker)


@settings(deadline=None, max_examples=100)
@given(text=st.text(max_size=200), speaker=st.sampled_from(Speaker))
def test_any_text_can_be_read(text, speaker):
    for fact in read_facts(text, speaker, "x"):
        assert fact.origin == "x"
        assert fact.source == "tekst"


@pytest.mark.parametrize(
    "text",
    [
        "Door mijn autisme kan ik maximaal 20 uur werken.",
        "Ik zorg voor mijn zieke moeder en kan niet in de weekenden.",
        "Ik ben alleenstaande moeder, alleen onder schooltijd.",
        "Op vrijdag niet, vanwege de moskee.",
    ],
)
def test_only_the_fact_is_kept_and_never_its_reason(text):
    facts = read_facts(text, Speaker.JOBSEEKER)
    told = " ".join(f"{fact.kind} {fact.value}" for fact in facts).casefold()
    assert facts
    for word in ("autis", "moeder", "ziek", "school", "moskee", "zorg"):
        assert word not in told


def test_hours_of_a_text_are_the_union_of_its_numbers_and_words_come_last():
    def week(text):
        return week_of(read_facts(text, Speaker.EMPLOYER))

    assert week("24 uur per week. Of 32 uur per week.") == Range(24, 32)
    assert week("Parttime. 20 uur per week.") == Range(20, 20)
    assert week("Je werkt drie dagen per week.") == Range(24, 24, rough=True)
    assert week("Je werkt met plezier.") is None


def test_a_wish_of_the_employer_is_no_demand_and_no_need_is_known():
    def stances(text):
        return [fact.stance for fact in read_facts(text, Speaker.EMPLOYER)]

    assert stances("Rijbewijs B is een pré.") == [Stance.NICE]
    assert stances("Een rijbewijs is niet nodig.") == [Stance.NOT_NEEDED]
    assert stances("Spreek je ook Engels, dan is dat een pluspunt.") == [Stance.NICE]
    assert stances("Heb je rijbewijs B, dan is dat mooi meegenomen.") == [Stance.NICE]


def test_a_clause_that_is_not_judged_for_speed_holds_no_fact(monkeypatch):
    fast = {case: case.read() for case in cases()}
    monkeypatch.setattr("passend.taxonomy.facts.scope._ANY_FACT", re.compile(""))
    assert {case: case.read() for case in cases()} == fast
