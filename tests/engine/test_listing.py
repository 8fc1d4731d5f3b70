"""The same work once, with its sources; not all places for one employer; no false joins."""

from dataclasses import replace

import pytest

from passend.engine.duplicates import same_work
from passend.engine.listing import Lister
from passend.engine.matcher import Matcher
from passend.engine.model import Contract, Flag, Hours, Jobseeker, Vacancy, VacancyKind
from passend.engine.ports import Hit, RecordKind
from passend.index.local import LocalIndex
from tests.support import coder as made_coder

TEXT = (
    "Je verzamelt orders in ons magazijn, controleert de goederen, pakt ze in en zet ze klaar voor"
    " vervoer. Je telt de voorraad en houdt je werkplek netjes. Je werkt in een team van 8 mensen."
)
WORK = Vacancy(
    title="Magazijnmedewerker",
    description=TEXT,
    sites=("6811",),
    hours=Hours(24, 32),
    contracts=(Contract("B", "01"),),
)


def test_the_same_text_place_title_and_hours_are_the_same_work():
    why = same_work(WORK, WORK)
    assert (why.place, why.likeness, why.hours_known) == ("6811", 100, True)


SAME = [
    replace(WORK, title="Magazijnmedewerker (m/v)"),
    replace(WORK, description=TEXT.replace("netjes", "schoon")),
    replace(WORK, description=TEXT.upper()),
    replace(WORK, sites=("1012", "6811")),
    replace(WORK, contracts=()),
    replace(WORK, hours=Hours()),
]


@pytest.mark.parametrize("other", SAME)
def test_small_differences_of_writing_and_missing_fields_still_join(other):
    assert same_work(WORK, other) is not None
    assert same_work(other, WORK) is not None


OTHER = [
    replace(WORK, title="Magazijnmedewerker nacht"),
    replace(WORK, sites=("6812",)),
    replace(WORK, sites=()),
    replace(WORK, hours=Hours(32, 40)),
    replace(WORK, hours=Hours(24, None)),
    replace(WORK, contracts=(Contract("O", "01"),)),
    replace(WORK, kind=VacancyKind.APPRENTICESHIP),
    replace(WORK, description=TEXT.replace("8 mensen", "9 mensen")),
    replace(WORK, description=TEXT.replace("in een team", "in de nacht in een team")),
    replace(WORK, description=TEXT + " Geen ervaring nodig."),
    replace(
        WORK, description="Je rijdt met de heftruck en laadt vrachtwagens bij ons in de haven."
    ),
    replace(WORK, description=None),
    replace(WORK, description="Orders verzamelen en inpakken."),
    replace(WORK, title=None),
]


@pytest.mark.parametrize("other", OTHER)
def test_what_may_be_other_work_is_not_joined(other):
    assert same_work(WORK, other) is None
    assert same_work(other, WORK) is None


def test_irregular_work_that_the_other_denies_is_other_work():
    assert same_work(replace(WORK, irregular=Flag(1)), replace(WORK, irregular=Flag(2))) is None


def test_a_short_text_joins_only_when_it_is_the_same_with_the_same_hours():
    short = replace(WORK, description="Orders verzamelen, inpakken en klaarzetten.")
    assert same_work(short, short) is not None
    assert same_work(replace(short, hours=Hours()), replace(short, hours=Hours())) is None
    assert (
        same_work(short, replace(short, description="Orders halen, inpakken en klaarzetten."))
        is None
    )


def test_two_empty_vacancies_are_not_the_same_work():
    assert same_work(Vacancy(), Vacancy()) is None


def hits(keys):
    return [Hit(key, 0, 100 - place, 50) for place, key in enumerate(keys)]


def take(keys, most, per_employer=2):
    lister = Lister(lambda a, b: None, lambda key: key[0] if key[0] != "?" else None, per_employer)
    found = lister.take(hits(keys), most, limited=True)
    return [hit.key for hit in found], [hit.key for hit in lister.held_back]


def test_of_one_employer_two_are_shown_and_the_rest_is_held_back():
    assert take(["a1", "a2", "a3", "b1", "a4", "b2"], 5) == (
        ["a1", "a2", "b1", "b2"],
        ["a3", "a4"],
    )


def test_what_would_not_have_been_shown_anyway_is_not_counted_as_held_back():
    assert take(["a1", "a2", "a3", "b1", "a4"], 3) == (["a1", "a2", "b1"], ["a3"])


def test_without_a_limit_or_a_name_all_are_shown():
    assert take(["a1", "a2", "a3"], 3, None) == (["a1", "a2", "a3"], [])
    assert take(["?1", "?2", "?3"], 3) == (["?1", "?2", "?3"], [])


def test_after_the_tenth_place_the_rest_follows_in_order():
    keys = ["a1", "a2", "a3", "a4", *(f"{c}1" for c in "bcdefghi"), "j1"]
    shown, held = take(keys, 13)
    assert shown == ["a1", "a2", *(f"{c}1" for c in "bcdefghi"), "a3", "a4", "j1"]
    assert held == []


class Records:
    """Vacancies with a source before the colon and one employer each, or none."""

    def __init__(self, vacancies, employers=None):
        self.vacancies, self.employers = vacancies, employers or {}

    def vacancy(self, key):
        return self.vacancies[key]

    def jobseeker(self, key):
        raise KeyError(key)

    def source_of(self, key):
        return key.partition(":")[0]

    def employer_of(self, key):
        return self.employers.get(key)


def answer(vacancies, employers=None, **more):
    coder = made_coder()
    index = LocalIndex(coder.criteria, coder.width)
    for key, vacancy in vacancies.items():
        index.upsert(RecordKind.VACANCY, key, coder.vacancy(vacancy))
    matcher = Matcher(coder, index, Records(vacancies, employers))
    return matcher.vacancies_for(Jobseeker(text="Ik heb orders verzameld."), **more)


def test_work_of_two_sources_is_one_match_that_names_the_other_record():
    found = answer({"a:1": WORK, "b:7": WORK, "b:8": replace(WORK, title="Kok")})
    shown = {match.key: [other.key for other in match.also] for match in found.matches}
    assert shown == {"a:1": ["b:7"], "b:8": []}
    assert found.total == 3


def test_two_vacancies_of_one_source_stay_two():
    assert len(answer({"a:1": WORK, "a:2": WORK}).matches) == 2


def test_duplicates_take_no_places():
    many = {f"{source}:1": WORK for source in "abcdefghijklmnopqrstuvwxyz"}
    found = answer({**many, "z:9": Vacancy(title="Kok")}, top=2)
    assert [match.key for match in found.matches] == ["a:1", "z:9"]
    assert len(found.matches[0].also) == 25


def test_toon_alle_shows_every_place_of_an_employer():
    offered = {f"a:{n}": replace(WORK, sites=(str(6811 + n),)) for n in range(4)}
    employers = dict.fromkeys(offered, "sign")
    few, every = answer(offered, employers), answer(offered, employers, per_employer=None)
    assert (len(few.matches), few.held_back) == (2, 2)
    assert (len(every.matches), every.held_back) == (4, 0)


def test_a_record_of_which_little_is_known_is_asked_about_first_when_it_is_not_shown():
    offered = {f"a:{n:02}": Vacancy(sites=(str(6811 + n),)) for n in range(12)}
    found = answer(offered, top=3, ask=4)
    shown = [match.key for match in found.matches]
    asked = [match.key for match in found.ask_first]
    assert len(asked) == 4
    assert not set(shown) & set(asked)
    assert [m.score for m in found.ask_first] == sorted(
        (m.score for m in found.ask_first), reverse=True
    )
