"""Perturbed tasks: typing errors, facts taken away, no codes, hardly anything known."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from passend.engine.coding import Coder
from passend.engine.model import (
    Arrangement,
    CompetenceRef,
    Course,
    Education,
    Experience,
    Hours,
    Jobseeker,
    Language,
    Leerbaan,
    OccupationRef,
    Vacancy,
    VacancyKind,
)
from passend.evaluation.context import Context
from passend.evaluation.items import Item, record_text
from passend.evaluation.specs import SpecError
from passend.evaluation.tasks import Task, TaskError, make_task, task_help
from passend.evaluation.tasks.coldstart import FORMS, sparse, uncoded
from passend.evaluation.tasks.removal import elements_of, removed, without
from passend.evaluation.tasks.typos import mistyped, typos
from tests.support import examples

WELDER = "https://linkeddata.competentnl.nl/uwv/id/occupation/476BFEDE4D"
SKILL = "https://linkeddata.competentnl.nl/id/humancapability/3DA7BAB0C4"
WORD = re.compile(r"[^\W\d_]+")

PERSON = Jobseeker(
    wished_occupations=(OccupationRef(code=WELDER), OccupationRef(text="loodgieter")),
    experience=(
        Experience(OccupationRef(code=WELDER), 30, "leidingen gelegd"),
        Experience(OccupationRef(text="magazijnmedewerker"), 12, "pakketten gesorteerd"),
    ),
    competences=(
        CompetenceRef(code=SKILL),
        CompetenceRef(text="solderen"),
        CompetenceRef(text="Samenwerken en overleggen", behaviour_code=24105),
    ),
    courses=(Course(name="Veiligheid", text="twee dagen"),),
    education=(Education(level=3, code="12345", name="Installatietechniek", text="avondschool"),),
    interests=("techniek", "buitenlucht"),
    licences=("B",),
    languages=(Language("nld", speaking=3),),
    sectors=(43,),
    hours=Hours(24, 36),
    postcode4="6832",
    max_distance_km=20,
    text="Ik werk graag met mijn handen.",
    presentation="Rustige vakman zoekt werkplaats",
    riasec_text="dingen maken",
)
VACANCY = Vacancy(
    title="Loodgieter nieuwbouw",
    description="Je legt leidingen in nieuwbouw.",
    terms="goede pensioenregeling",
    occupation=OccupationRef(code=WELDER),
    competences=(CompetenceRef(code=SKILL, text="medicatie geven"),),
    sites=("6811",),
    sectors=(43,),
    hours=Hours(32, 40),
    kind=VacancyKind.APPRENTICESHIP,
    leerbaan=Leerbaan("25331", 2, "BBL"),
    offer=Arrangement(guidance=True),
)


@pytest.fixture(scope="module")
def context(coder: Coder) -> Context:
    return Context(lambda: coder)


@pytest.fixture
def task(context: Context) -> Task:
    def item(key: str, record: Jobseeker | Vacancy) -> Item:
        return Item(key, record_text(record, context.label), record)

    wish = Jobseeker(wished_occupations=(OccupationRef(text="kok"),), text="koken")
    bare = Jobseeker(postcode4="9711")
    return Task(
        name="small",
        queries=(item("v1", VACANCY), item("v2", replace(VACANCY, title="Kok", occupation=None))),
        corpus=(item("p1", PERSON), item("p2", wish), item("p3", bare)),
        qrels={"v1": {"p1": 3}, "v2": {"p2": 2, "p3": 1}},
        measures=("nDCG@10",),
        slices={"kind": {"v1": "leerbaan", "v2": "leerbaan"}},
        left_out=4,
    )


TEXTS = Task(
    name="texts",
    queries=(Item("q1", "Verpleegkundige in opleiding"), Item("q2", "Kok")),
    corpus=(Item("d1", "verpleegkundige"), Item("d2", "kok")),
    qrels={"q1": {"d1": 1}, "q2": {"d2": 1}},
    measures=("RR",),
)


# --- typing errors


@examples(60)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyzé", min_size=1, max_size=12), max_size=8))
def test_at_rate_one_every_long_word_has_one_error_and_keeps_its_first_letter(
    words: list[str],
) -> None:
    found = mistyped(" ".join(words), 1.0, "seed").split()
    assert len(found) == len(words)
    for word, slip in zip(words, found, strict=True):
        assert OSA.distance(word, slip) == (1 if len(word) >= 4 else 0)
        assert slip[0] == word[0]


@examples(60)
@given(st.text(max_size=80), st.text(max_size=5))
def test_at_rate_zero_nothing_changes(text: str, seed: str) -> None:
    assert mistyped(text, 0.0, seed) == text


def test_a_higher_rate_keeps_the_errors_of_a_lower_one() -> None:
    text = " ".join(["werkplaats", "collega", "rooster", "machine"] * 50)
    low, high = mistyped(text, 0.1, "s").split(), mistyped(text, 0.4, "s").split()
    wrong = [i for i, (a, b) in enumerate(zip(text.split(), low, strict=True)) if a != b]
    assert wrong
    assert [low[i] for i in wrong] == [high[i] for i in wrong]
    assert sum(a != b for a, b in zip(text.split(), high, strict=True)) > len(wrong)


def test_the_share_of_words_with_an_error_is_the_rate() -> None:
    text = " ".join(["gereedschap"] * 4000)
    found = mistyped(text, 0.1, "s").split()
    # Four standard deviations of a share of .1 over 4,000 words.
    assert sum(word != "gereedschap" for word in found) / 4000 == pytest.approx(0.1, abs=0.019)


def test_every_kind_of_error_occurs() -> None:
    found = set(mistyped(" ".join(["lampen"] * 200), 1.0, "s").split())
    assert {"lapmen", "lampe", "lammpen", "lsmpen"} <= found


@pytest.mark.parametrize("text", ["VCAA 6832ED", "jan.jansen@voorbeeld.nl", "https://site.nl/abcd"])
def test_codes_and_addresses_are_never_mistyped(text: str) -> None:
    assert mistyped(text, 1.0, "s") == text


def test_only_what_people_typed_changes_in_a_record(context: Context, task: Task) -> None:
    made = typos(context, task, rate=1.0, side="corpus")
    person = made.corpus[0].record
    assert isinstance(person, Jobseeker)
    typed = ("experience", "wished_occupations", "competences", "courses", "education")
    texts = ("text", "presentation", "riasec_text", "interests")
    same = {name: getattr(PERSON, name) for name in (*typed, *texts)}
    assert replace(person, **same) == PERSON
    for name in texts:
        assert getattr(person, name) != getattr(PERSON, name)
    assert [job.months for job in person.experience] == [30, 12]
    assert person.experience[0].occupation == OccupationRef(code=WELDER)
    assert person.experience[0].text != "leidingen gelegd"
    assert person.wished_occupations[1].text != "loodgieter"
    assert person.competences[1].text != "solderen"
    assert person.competences[2] == PERSON.competences[2]
    assert (person.education[0].name, person.education[0].level) == ("Installatietechniek", 3)
    assert person.education[0].text != "avondschool"
    assert made.corpus[0].text == record_text(person, context.label)
    assert made.queries == task.queries


def test_errors_do_not_depend_on_the_order_of_items_or_lists(context: Context, task: Task) -> None:
    turned = replace(PERSON, experience=PERSON.experience[::-1])
    other = replace(task, corpus=(task.corpus[2], Item("p1", "", turned)), qrels=task.qrels)
    first = typos(context, task, 0.5, "both").corpus[0].record
    second = typos(context, other, 0.5, "both").corpus[1].record
    assert isinstance(first, Jobseeker)
    assert isinstance(second, Jobseeker)
    assert replace(second, experience=second.experience[::-1]) == first


def test_texts_without_records_are_mistyped_too(context: Context) -> None:
    made = typos(context, TEXTS, 1.0)
    assert made.queries[0].text != TEXTS.queries[0].text
    assert made.queries[1] == TEXTS.queries[1]
    assert made.corpus == TEXTS.corpus
    assert made.name == 'typos(texts, rate=1, side="queries")'
    assert typos(context, TEXTS, 1.0).digest == made.digest != TEXTS.digest


@pytest.mark.parametrize("rate", [-0.1, 1.5, float("nan"), True, "0.1"])
def test_a_rate_that_is_no_share_is_refused(context: Context, rate: float) -> None:
    with pytest.raises(SpecError, match="rate is"):
        typos(context, TEXTS, rate)


def test_an_unknown_side_is_refused(context: Context) -> None:
    with pytest.raises(SpecError, match="side 'left' does not exist: queries, corpus, both"):
        typos(context, TEXTS, 0.1, "left")


# --- elements taken away


@pytest.mark.parametrize("record", [PERSON, VACANCY], ids=["person", "vacancy"])
def test_a_field_taken_away_is_unknown_and_the_rest_stays(record: Jobseeker | Vacancy) -> None:
    kind = type(record)
    fields = [element for element in elements_of(kind) if element in kind.__dataclass_fields__]
    assert set(fields) == set(kind.__dataclass_fields__)
    for element in fields:
        made = removed(record, element)
        assert getattr(made, element) == getattr(kind(), element)
        assert replace(made, **{element: getattr(record, element)}) == record


def test_a_field_of_parts_is_taken_from_each_part() -> None:
    made = removed(PERSON, "experience.text")
    assert isinstance(made, Jobseeker)
    assert [job.text for job in made.experience] == [None, None]
    assert [job.months for job in made.experience] == [30, 12]
    place = removed(VACANCY, "leerbaan.crebo")
    assert isinstance(place, Vacancy)
    assert place.leerbaan == Leerbaan(None, 2, "BBL")
    assert removed(Vacancy(), "leerbaan.crebo") == Vacancy()


def test_a_group_takes_what_belongs_together() -> None:
    made = removed(PERSON, "travel")
    assert isinstance(made, Jobseeker)
    assert (made.postcode4, made.max_distance_km) == (None, None)
    assert replace(made, postcode4="6832", max_distance_km=20) == PERSON


def test_elements_are_taken_from_one_side(context: Context, task: Task) -> None:
    made = without(context, task, "competences", "text", side="corpus")
    assert made.queries == task.queries
    person = made.corpus[0].record
    assert isinstance(person, Jobseeker)
    assert (person.competences, person.text) == ((), None)
    assert "handen" in task.corpus[0].text
    assert "handen" not in made.corpus[0].text
    assert made.qrels == task.qrels
    assert made.name == 'without(small, "competences", "text", side="corpus")'


def test_an_element_of_one_kind_is_taken_from_that_side_alone(context: Context, task: Task) -> None:
    made = without(context, task, "experience")
    assert made.queries == task.queries
    assert made.corpus != task.corpus


def test_an_unknown_element_is_refused_with_those_of_the_side(context: Context, task: Task) -> None:
    with pytest.raises(SpecError, match=r"'experience'; known: closing, .*title") as caught:
        without(context, task, "experience", side="queries")
    assert "presentation" not in str(caught.value)
    with pytest.raises(SpecError, match="name an element"):
        without(context, task)
    with pytest.raises(SpecError, match="texts alone"):
        without(context, TEXTS, "text")


# --- cold start


def test_codes_make_place_for_their_names(context: Context, task: Task) -> None:
    made = uncoded(context, task).corpus[0].record
    assert isinstance(made, Jobseeker)
    welder, skill = context.label(WELDER), context.label(SKILL)
    assert welder
    assert skill
    assert made.wished_occupations == (OccupationRef(text=welder), OccupationRef(text="loodgieter"))
    assert [ref.text for ref in made.competences] == [
        skill, "solderen", "Samenwerken en overleggen"
    ]  # fmt: skip
    assert {ref.behaviour_code for ref in made.competences} == {None}
    assert made.experience[0].occupation == OccupationRef(text=welder)
    assert made.education[0].code is None
    assert made.sectors == ()
    assert (made.licences, made.languages) == (PERSON.licences, PERSON.languages)


def test_codes_without_names_leave_nothing(context: Context, task: Task) -> None:
    both = uncoded(context, task, labels=False)
    made = both.corpus[0].record
    assert isinstance(made, Jobseeker)
    assert made.wished_occupations == (OccupationRef(text="loodgieter"),)
    assert made.competences == (CompetenceRef(text="solderen"),)
    assert made.experience[0] == replace(PERSON.experience[0], occupation=None)
    asked = both.queries[0].record
    assert isinstance(asked, Vacancy)
    assert asked.occupation is None
    assert asked.competences == (CompetenceRef(text="medicatie geven"),)
    assert asked.leerbaan == Leerbaan(None, 2, "BBL")


def test_words_stay_the_same_when_codes_become_names(context: Context, task: Task) -> None:
    before = sorted(WORD.findall(task.corpus[0].text))
    assert sorted(WORD.findall(uncoded(context, task).corpus[0].text)) == before


def test_one_thing_is_known_and_who_lacks_it_takes_no_part(context: Context, task: Task) -> None:
    made = sparse(context, task, "wish")
    assert [item.id for item in made.corpus] == ["p1", "p2"]
    assert made.corpus[0].record == Jobseeker(wished_occupations=PERSON.wished_occupations)
    assert made.qrels == {"v1": {"p1": 3}, "v2": {"p2": 2}}
    assert made.queries == task.queries
    intact = sparse(context, task, "wish", intact=True)
    assert intact.corpus == task.corpus[:2]
    assert (intact.qrels, intact.left_out) == (made.qrels, 4)


def test_a_query_whose_relevant_documents_go_is_left_out(context: Context, task: Task) -> None:
    made = sparse(context, task, "job")
    assert made.qrels == {"v1": {"p1": 3}}
    assert made.left_out == 5
    assert made.slices == {"kind": {"v1": "leerbaan"}}
    assert made.corpus[0].record == Jobseeker(experience=PERSON.experience[:1])


def test_a_query_that_lacks_the_thing_is_left_out(context: Context, task: Task) -> None:
    made = sparse(context, task, "occupation")
    assert list(made.qrels) == ["v1"]
    assert made.queries[0].record == Vacancy(
        occupation=VACANCY.occupation, kind=VacancyKind.APPRENTICESHIP
    )
    assert made.corpus == task.corpus


def test_every_form_of_cold_start_keeps_less_than_the_record(context: Context, task: Task) -> None:
    for form, (kind, _) in FORMS.items():
        made = sparse(context, task, form)
        item = (made.corpus if kind is Jobseeker else made.queries)[0]
        full = PERSON if kind is Jobseeker else VACANCY
        assert item.record not in (full, kind()), form


def test_an_unknown_form_and_an_empty_task_are_refused(context: Context, task: Task) -> None:
    with pytest.raises(SpecError, match="keep 'name' does not exist: wish, job"):
        sparse(context, task, "name")
    with pytest.raises(SpecError, match="texts alone"):
        sparse(context, TEXTS, "wish")
    bare = replace(task, corpus=task.corpus[2:], qrels={"v1": {"p3": 1}}, queries=task.queries[:1])
    with pytest.raises(TaskError, match="no query is left"):
        sparse(context, bare, "wish")


# --- by name


@pytest.mark.parametrize(
    "spec", ['typos("persons")', 'without(3, "text")', "uncoded(None)", 'sparse("persons", "wish")']
)
def test_what_is_no_task_is_refused(context: Context, spec: str) -> None:
    with pytest.raises(SpecError, match="write a task"):
        make_task(spec, context)


def test_specs_may_stand_inside_each_other(context: Context) -> None:
    made = make_task('typos(uncoded(vacancies("dev"), labels=False), rate=0.2)', context)
    inner = 'uncoded(vacancies(split="dev"), labels=False, side="both")'
    assert made.name == f'typos({inner}, rate=0.2, side="queries")'
    assert made.qrels == make_task('vacancies("dev")', context).qrels
    assert all(task_help()[name] for name in ("beir", "sparse", "titles", "typos", "uncoded"))
