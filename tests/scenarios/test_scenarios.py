"""What a good adviser would say, scenario by scenario; each runs on the product's public parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations
from typing import Any

import pytest

from passend.api.audience import Audience
from passend.api.sentence import sentence
from passend.engine.matcher import Answer, Match, Matcher
from passend.engine.model import Jobseeker
from passend.engine.verdict import Status
from passend.index.local import LocalIndex
from passend.index.records import StoredRecords, to_stored
from passend.index.replay import Follower
from passend.index.store import RecordStore
from tests.scenarios.records import Scenario, is_shared, row_of, scenarios
from tests.scenarios.table import DOC, table
from tests.support import TODAY, coder

LEAST, MOST_NOT_YET = 80, 12
ALL = 100
CONDITIONS = {
    "contract": {"contract"},
    "diensten": {"shifts", "hours"},
    "opleiding": {"qualification", "regulated"},
    "periode": {"period"},
    "reis": {"travel"},
    "rijbewijs": {"licences"},
    "taal": {"languages"},
    "uren": {"hours", "days"},
}
QUESTIONS = CONDITIONS | {
    "competenties": {"competences"},
    "ervaring": {"experience"},
    "interesses": {"interests"},
    "wens": {"wish"},
}
MODES = {1: "auto", 2: "bromfiets", 3: "fiets", 4: "motor", 5: "ov"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to the asker of a scenario, and how to ask as somebody else."""

    asker: str
    answer: Answer
    ask: Callable[..., Answer]

    @property
    def order(self) -> dict[str, tuple[int, int]]:
        """Key → (tier, −score): what is smaller comes first."""
        found = (*self.answer.matches, *self.answer.unmet)
        return {_own(match.key): (match.tier, -match.score) for match in found}

    def match(self, key: str) -> Match:
        """One record of the answer."""
        found = (*self.answer.matches, *self.answer.unmet)
        matches = [match for match in found if _own(match.key) == key]
        assert matches, f"{key} staat niet in het antwoord"
        return matches[0]


def played(scenario: Scenario) -> Outcome:
    """Store the records that are shared, index them, and let the asker ask."""
    of = {"person": scenario.persons, "vacancy": scenario.vacancies}
    rows = {
        key: row_of(key, record, kind) for kind, some in of.items() for key, record in some.items()
    }
    shared = [key for some in of.values() for key, record in some.items() if is_shared(record)]
    store = RecordStore.in_memory()
    store.put([to_stored(rows[key], TODAY) for key in sorted(shared)])
    index = LocalIndex(coder().criteria, coder().width)
    Follower(store, index, coder()).catch_up()
    matcher = Matcher(coder(), index, StoredRecords(store))

    def ask(key: str, top: int = ALL) -> Answer:
        record = rows[key].domain
        if isinstance(record, Jobseeker):
            return matcher.vacancies_for(record, top, ALL, ALL)
        return matcher.persons_for(record, top, ALL, ALL)

    return Outcome(scenario.asker, ask(scenario.asker), ask)


def _own(key: str) -> str:
    """Key as the scenario names it: without the source."""
    return key.rpartition(":")[2]


def _above(outcome: Outcome, pairs: Iterable[list[str]]) -> None:
    order = outcome.order
    for first, second in pairs:
        assert {first, second} <= set(order), f"niet in het antwoord: {first} of {second}"
        assert order[first] < order[second], f"{first} niet boven {second}: {order}"


def _alike(outcome: Outcome, groups: Iterable[list[str]]) -> None:
    order = outcome.order
    for group in groups:
        assert set(group) <= set(order), f"niet in het antwoord: een van {group}"
        assert len({order[key] for key in group}) == 1, {key: order[key] for key in group}


def _feasible(outcome: Outcome, keys: Iterable[str]) -> None:
    found = {_own(match.key) for match in outcome.answer.matches}
    assert set(keys) <= found, f"niet haalbaar: {sorted(set(keys) - found)}"


def _absent(outcome: Outcome, keys: Iterable[str]) -> None:
    assert not set(keys) & set(outcome.order)


def _judged(status: Status) -> Callable[[Outcome, dict[str, str]], None]:
    def check(outcome: Outcome, named: dict[str, str]) -> None:
        for key, condition in named.items():
            match = outcome.match(key)
            found = match.explanation.pair.conditions
            told = {name: verdict.status.value for name, verdict in found.items() if verdict.status}
            names = CONDITIONS[condition] & set(found)
            assert any(found[name].status is status for name in names), (key, told)
            assert match.tier == int(Status.NOT_MET.value in told.values()), (key, told)

    return check


def _little_known(outcome: Outcome) -> set[str]:
    """*Eerst vragen*, when the first list is too short to hold anybody."""
    return {_own(match.key) for match in outcome.ask(outcome.asker, 0).ask_first}


def _ask_first(outcome: Outcome, keys: Iterable[str]) -> None:
    assert set(keys) <= _little_known(outcome)


def _not_ask_first(outcome: Outcome, keys: Iterable[str]) -> None:
    assert not set(keys) & _little_known(outcome)


def _asks(outcome: Outcome, named: dict[str, str]) -> None:
    for key, criterion in named.items():
        found = outcome.match(key).explanation.questions
        assert QUESTIONS[criterion] & set(found), (key, found)


def _among_first(outcome: Outcome, named: dict[str, int]) -> None:
    ranked = sorted(outcome.order, key=lambda key: (outcome.order[key], key))
    for key, place in named.items():
        assert key in ranked[:place], ranked


def _says(outcome: Outcome, named: dict[str, list[str]]) -> None:
    for key, words in named.items():
        said = sentence(outcome.match(key).explanation).casefold()
        assert all(word.casefold() in said for word in words), said


def _does_not_say(outcome: Outcome, named: dict[str, list[str]]) -> None:
    for key, words in named.items():
        for audience in Audience:
            said = sentence(outcome.match(key).explanation, audience).casefold()
            assert not any(word.casefold() in said for word in words), said


def _employer_does_not_hear(outcome: Outcome, named: dict[str, list[str]]) -> None:
    for key, words in named.items():
        said = sentence(outcome.match(key).explanation, Audience.EMPLOYER).casefold()
        assert not any(word.casefold() in said for word in words), said


def _travels(detail: str) -> Callable[[Outcome, dict[str, str]], None]:
    def check(outcome: Outcome, named: dict[str, str]) -> None:
        for key, value in named.items():
            verdict = outcome.match(key).explanation.pair.conditions["travel"]
            found = dict(verdict.details).get(detail)
            told = MODES.get(found) if detail == "vervoer" and isinstance(found, int) else found
            assert told == value, verdict

    return check


def _once(outcome: Outcome, groups: Iterable[list[str]]) -> None:
    for group in groups:
        assert len(set(group) & set(outcome.order)) == 1, sorted(outcome.order)


def _same_list(outcome: Outcome, askers: Iterable[str]) -> None:
    own = [(m.key, m.tier, m.score) for m in (*outcome.answer.matches, *outcome.answer.unmet)]
    for asker in askers:
        other = outcome.ask(asker)
        assert own == [(m.key, m.tier, m.score) for m in (*other.matches, *other.unmet)], asker


def _finds(outcome: Outcome, named: dict[str, list[str]]) -> None:
    for asker, keys in named.items():
        answer = outcome.ask(asker)
        found = [_own(match.key) for match in (*answer.matches, *answer.unmet)]
        assert found == keys, (asker, found)


def _names_source_down(outcome: Outcome, sources: Iterable[str]) -> None:
    assert set(sources) == set(getattr(outcome.answer, "sources_down", ()))


CHECKS: dict[str, Callable[[Outcome, Any], None]] = {
    "bij_eerste": _among_first,
    "boven": _above,
    "bron_stuk": _names_source_down,
    "deels": _judged(Status.PARTLY),
    "een_keer": _once,
    "eerst_vragen": _ask_first,
    "gelijk": _alike,
    "haalbaar": _feasible,
    "niet_eerst_vragen": _not_ask_first,
    "niet_gevonden": _absent,
    "niet_haalbaar": _judged(Status.NOT_MET),
    "onbekend": _judged(Status.UNKNOWN),
    "plek": _travels("pc4"),
    "vindt": _finds,
    "voldaan": _judged(Status.MET),
    "vraag": _asks,
    "vervoermiddel": _travels("vervoer"),
    "werkgever_hoort_niet": _employer_does_not_hear,
    "zelfde_lijst_als": _same_list,
    "zin_noemt": _says,
    "zin_zwijgt": _does_not_say,
}


@cache
def _outcome(scenario_id: str) -> Outcome:
    return played(next(one for one in scenarios() if one.id == scenario_id))


def failures(scenario: Scenario) -> list[str]:
    """Expectations that do not hold, with what was found."""
    outcome, found = _outcome(scenario.id), []
    for name, value in scenario.expected.items():
        try:
            CHECKS[name](outcome, value)
        except AssertionError as fault:
            found.append(f"{name}: {fault!r}"[:600])
    return found


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.id)
def test_scenario(scenario: Scenario) -> None:
    """It holds; or it is marked as not yet, and then it must not hold."""
    failed = failures(scenario)
    if scenario.not_yet is None:
        assert not failed, "\n".join([scenario.title, scenario.why, *failed])
    else:
        assert failed, f"{scenario.id} holds now: remove nog_niet ({scenario.not_yet})"


def test_there_are_enough_scenarios_and_few_that_do_not_hold_yet() -> None:
    """Issue 7 asks for 80; what is marked as not yet is bounded and never without a reason."""
    marked = [one for one in scenarios() if one.not_yet is not None]
    assert len(scenarios()) - len(marked) >= LEAST
    assert len(marked) <= MOST_NOT_YET
    assert all(one.not_yet and len(one.not_yet) > 10 for one in marked)


def _named(expected: dict[str, Any]) -> set[str]:
    """Keys of records that the expectations name."""
    found: set[str] = set()
    for name, value in expected.items():
        if name == "bron_stuk":
            continue
        if name == "vindt":
            value = [*value, *chain.from_iterable(value.values())]
        for one in value:
            found |= {one} if isinstance(one, str) else set(one)
    return found


def test_every_scenario_expects_something_and_is_another_one() -> None:
    """No scenario without an expectation, and no two with the same id, title or records."""
    for one in scenarios():
        assert one.expected, one.id
        assert set(one.expected) <= set(CHECKS), one.id
        assert one.asker in {**one.persons, **one.vacancies}, one.id
        assert not set(one.persons) & set(one.vacancies), one.id
        assert _named(one.expected) <= {*one.persons, *one.vacancies}, one.id
    for first, second in combinations(scenarios(), 2):
        assert (first.id, first.title) != (second.id, second.title)
        same = (first.persons, first.vacancies, first.asker)
        assert same != (second.persons, second.vacancies, second.asker), (first.id, second.id)


def test_the_page_lists_every_scenario() -> None:
    """``python -m tests.scenarios.table`` writes it anew."""
    assert DOC.read_text(encoding="utf-8") == table()
