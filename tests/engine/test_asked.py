"""What a question requires or does not want: known, likely, refused, unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.engine.criteria import AskedCriterion, Said, asks
from passend.engine.model import CompetenceRef, OccupationRef, Vacancy
from passend.engine.offers import Evidence, Offer, Offers
from passend.engine.verdict import Status, Verdict
from passend.taxonomy.concepts import Kind
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.linker import Linker
from passend.taxonomy.reader import Reader


@pytest.fixture(scope="module")
def criterion():
    return AskedCriterion(Reader(Linker(load_taxonomy())))


@pytest.fixture(scope="module")
def number():
    """Id of the concept with this label."""
    labels = [concept.label for concept in load_taxonomy().concepts]
    return labels.index


RECORD = Said(held=(1, 2), likely=(3,), refused=(4,))


@pytest.mark.parametrize(
    ("required", "unwanted", "status"),
    [
        ((1,), (), Status.MET),
        ((1, 2), (4,), Status.MET),
        ((3,), (), Status.PARTLY),
        ((1, 3), (), Status.PARTLY),
        ((9,), (), Status.UNKNOWN),
        ((1, 3, 9), (), Status.UNKNOWN),
        ((4,), (), Status.NOT_MET),
        ((9, 4), (), Status.NOT_MET),
        ((), (1,), Status.NOT_MET),
        ((), (3,), Status.PARTLY),
        ((), (9,), Status.UNKNOWN),
        ((), (4,), Status.MET),
        ((9,), (1,), Status.NOT_MET),
    ],
)
def test_the_outcome_follows_what_the_record_says(criterion, required, unwanted, status):
    asker = Said(required=required, unwanted=unwanted)
    verdict = criterion.judge(RECORD, asker)
    assert verdict.status is status
    assert verdict.points is None
    assert criterion.judge(asker, RECORD) == verdict


def test_without_a_question_nothing_is_judged(criterion):
    assert criterion.judge(RECORD, RECORD) == Verdict()
    assert not asks(RECORD)
    assert not asks(None)
    assert asks(Said(unwanted=(1,)))


ids = st.lists(st.integers(0, 9), unique=True).map(lambda found: tuple(sorted(found)))


@given(held=ids, likely=ids, required=ids, unwanted=ids)
def test_only_a_record_that_says_so_is_known_not_to_meet_it(
    criterion, held, likely, required, unwanted
):
    record, asker = Said(held=held, likely=likely), Said(required=required, unwanted=unwanted)
    not_met = criterion.judge(record, asker).status is Status.NOT_MET
    assert not_met == bool(set(held) & set(unwanted))


def test_every_concept_asked_is_named_once(criterion, number):
    kok, bakker = number("Zelfstandig werkend kok"), number("Brood- en banketbakker")
    said = Said(required=(kok, bakker))
    details = dict(criterion.judge(Said(held=(kok,)), said).details)
    assert details == {"genoemd": "Zelfstandig werkend kok", "onbekend": "Brood- en banketbakker"}


def test_of_a_person_what_is_wished_or_hinted_at_is_not_held(criterion, number):
    kinds = load_taxonomy().kinds
    one, two, three, four = [n for n, kind in enumerate(kinds) if kind is Kind.SKILL][:4]
    work = number("Zelfstandig werkend kok")

    def offer(concept: int, strength: float, evidence: Evidence) -> Offer:
        return Offer(concept, strength, 1.0, evidence, "tekst")

    offers = Offers(
        competences=(
            offer(one, 1.0, Evidence.STATED),
            offer(two, 0.5, Evidence.WISHED),
            offer(three, 0.8, Evidence.INFERRED),
            offer(four, 0.1, Evidence.INFERRED),
            offer(work, 0.9, Evidence.INFERRED),
        ),
        refused=(9,),
    )
    assert criterion.of_offers(offers) == Said(held=(one,), likely=(three,), refused=(9,))


def test_of_a_vacancy_what_it_names_is_held_and_what_its_work_asks_is_likely(criterion, number):
    taxonomy = load_taxonomy()
    work = number("Heftruckchauffeur")
    coded = Vacancy(
        occupation=OccupationRef(code=taxonomy.concepts[work].iri),
        competences=(CompetenceRef(code=taxonomy.concepts[number("Brood, gebak")].iri),),
    )
    said = criterion.of_vacancy(coded)
    assert set(said.held) == {work, number("Brood, gebak")}
    essential = {target for target, level, _ in taxonomy.asked(work) if level == 3}
    assert set(said.likely) == essential - set(said.held)
    assert essential


def test_of_a_vacancy_what_is_not_needed_is_refused(criterion, number):
    text = "Je bakt brood. Ervaring als heftruckchauffeur is niet nodig."
    said = criterion.of_vacancy(Vacancy(title="Bakker", description=text))
    assert number("Heftruckchauffeur") in said.refused
    assert number("Heftruckchauffeur") not in said.held
    assert number("Brood- en banketbakker") in said.held
