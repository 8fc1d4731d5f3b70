"""Ours as a ranker, skill overlap and the peer's formula, against the engine and by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from passend.engine.model import CompetenceRef, Jobseeker, OccupationRef, Vacancy
from passend.engine.pair import judge_pair
from passend.engine.points import MAX_SCORE
from passend.engine.weights import DEFAULT_WEIGHTS
from passend.evaluation.context import Context
from passend.evaluation.items import Item
from passend.evaluation.rankers import Resource, make_ranker, ranker_help
from passend.evaluation.rankers.base import UnsuitableTaskError
from passend.evaluation.rankers.overlap import coverage, incidence
from passend.evaluation.rankers.peer import Resolver
from passend.evaluation.specs import SpecError
from passend.taxonomy.concepts import Kind
from tests.support import coder

CONTEXT = Context(coder)
RECORDS = ("skills", "peer", "peer(reading=True)", "ours", "learned", "linear")


def persons(count: int = 12) -> list[Item]:
    found = list(CONTEXT.collection.persons.items())[:count]
    return [Item(key, "", record) for key, record in found]


def vacancies(count: int = 8) -> list[Item]:
    found = list(CONTEXT.collection.vacancies.items())[:count]
    return [Item(key, "", record) for key, record in found]


def scored(spec: str, queries: list[Item], corpus: list[Item]) -> np.ndarray:
    ranker = make_ranker(spec, CONTEXT)
    ranker.fit(corpus)
    return np.asarray(ranker.score(queries))


# All of them


@pytest.mark.parametrize("spec", RECORDS)
def test_short_texts_are_refused_in_one_sentence(spec: str) -> None:
    ranker = make_ranker(spec, CONTEXT)
    with pytest.raises(UnsuitableTaskError, match="d1 is a text alone"):
        ranker.fit([Item("d1", "kok")])
    ranker.fit(persons(2))
    with pytest.raises(UnsuitableTaskError, match="q1 is a text alone"):
        ranker.score([Item("q1", "kok")])


@pytest.mark.parametrize("spec", RECORDS)
def test_persons_are_not_ranked_for_persons(spec: str) -> None:
    ranker = make_ranker(spec, CONTEXT)
    ranker.fit(persons(3))
    with pytest.raises(UnsuitableTaskError, match="one kind"):
        ranker.score(persons(2))


@pytest.mark.parametrize("spec", [*RECORDS[:4], "ours(conditions=True)"])
def test_a_pair_scores_the_same_whichever_side_asks(spec: str) -> None:
    by_vacancy = scored(spec, vacancies(), persons())
    by_person = scored(spec, persons(), vacancies())
    assert by_vacancy.shape == (8, 12)
    assert (by_vacancy == by_person.T).all()
    assert np.ptp(by_vacancy) > 0


@pytest.mark.parametrize("spec", RECORDS)
def test_the_name_makes_the_ranker_again_and_states_the_taxonomy(spec: str) -> None:
    ranker = make_ranker(spec, CONTEXT)
    assert make_ranker(ranker.name, CONTEXT).name == ranker.name == spec
    first = ranker.resources[0]
    assert first == Resource("taxonomy starter 1", coder().taxonomy.digest, crosswalk=False)
    assert ranker_help()[spec.partition("(")[0]]


# Ours


@pytest.mark.parametrize("conditions", [False, True])
def test_ours_has_the_integers_of_the_engine(conditions: bool) -> None:
    plain = coder()
    scores = scored(f"ours(conditions={conditions})", vacancies(), persons())
    seekers = [plain.person(item.record) for item in persons()]
    for row, work in zip(scores, vacancies(), strict=True):
        code = plain.vacancy(work.record)
        for score, seeker in zip(row, seekers, strict=True):
            pair = judge_pair(seeker, code, plain.criteria, DEFAULT_WEIGHTS)
            first = conditions and pair.tier == 0
            assert score == pair.score + (MAX_SCORE + 1) * first


def test_conditions_put_every_unmet_record_last() -> None:
    plain, ordered = (
        scored(spec, vacancies(), persons()) for spec in ("ours", "ours(conditions=True)")
    )
    met = ordered > MAX_SCORE
    assert met.any()
    assert not met.all()
    assert (ordered - plain == met * (MAX_SCORE + 1)).all()


def test_ours_keeps_the_order_of_the_corpus_and_takes_a_record_twice() -> None:
    twice = [*persons(3), *persons(3)[::-1]]
    scores = scored("ours", vacancies(2), twice)
    assert (scores == scores[:, ::-1]).all()
    assert (scores[:, :3] == scored("ours", vacancies(2), persons(3))).all()


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ('ours(without="luck")', "no ingredient is called 'luck'; known: competences"),
        ('ours(only="luck")', "no criterion is called 'luck'; known: competences"),
        ("ours(conditions=1)", "conditions must be True or False"),
        ("peer(reading=1)", "reading must be True or False"),
        ('ours("soft")', "too many positional arguments"),
        ('ours(only="wish", without="wish")', "no criterion is left"),
    ],
)
def test_a_wrong_parameter_is_named(spec: str, message: str) -> None:
    with pytest.raises(SpecError, match=message):
        make_ranker(spec, CONTEXT)


# Skill overlap


def test_coverage_is_the_share_by_weight_of_what_is_asked() -> None:
    weights = np.array([1.0, 2.0, 4.0, 0.0])
    asked = incidence([{0, 1}, {2}, set(), {3}], 4)
    given = incidence([{1, 2}, set()], 4)
    expected = [[2 / 3, 0], [1, 0], [0, 0], [0, 0]]
    assert np.allclose(coverage(asked, given, weights), expected)
    assert isinstance(asked, csr_array)


def test_skill_overlap_follows_its_definition() -> None:
    scores = scored("skills", vacancies(3), persons(4))
    idf = coder().taxonomy.arrays["idf"]
    readings = CONTEXT.readings
    for row, work in zip(scores, vacancies(3), strict=True):
        needed = {need.concept for need in readings.needs(work.record).needs}
        for score, seeker in zip(row, persons(4), strict=True):
            offered = {offer.concept for offer in readings.offers(seeker.record).competences}
            common = math.fsum(float(idf[c]) for c in needed & offered)
            assert score == pytest.approx(common / math.fsum(float(idf[c]) for c in needed))


def test_nothing_needed_or_offered_scores_nothing() -> None:
    empty = [Item("v", "", Vacancy()), Item("w", "", Vacancy(title="Kok"))]
    for spec in ("skills", "peer"):
        assert (scored(spec, empty, [Item("p", "", Jobseeker())]) == 0).all()


# The peer


def concept(kind: Kind, label: str) -> int:
    concepts = coder().taxonomy.concepts
    return next(n for n, c in enumerate(concepts) if c.kind is kind and c.label == label)


def test_the_peer_scores_by_its_published_formula() -> None:
    taxonomy = coder().taxonomy
    occupation = concept(Kind.OCCUPATION, "Kapper")
    asked = taxonomy.asked(occupation)
    level = {3: 1.0, 2: 0.4, 1: 0.2}
    skills = {
        t: level[n] * float(taxonomy.arrays["idf"][t])
        for t, n, _ in asked
        if taxonomy.kinds[t] is Kind.SKILL
    }
    areas = {t: level[n] for t, n, _ in asked if taxonomy.kinds[t] is Kind.KNOWLEDGE}
    held = [*sorted(skills)[:2], min(areas)]
    person = Jobseeker(
        competences=tuple(CompetenceRef(code=taxonomy.concepts[number].iri) for number in held)
    )
    work = Vacancy(occupation=OccupationRef(code=taxonomy.concepts[occupation].iri))
    found = scored("peer", [Item("v", "", work)], [Item("p", "", person)])[0, 0]
    share = sum(skills[c] for c in held[:2]) / sum(skills.values())
    expected = 0.5 * share + 0.3 * areas[held[2]] / sum(areas.values())
    assert found == pytest.approx(expected)
    everything = Jobseeker(
        competences=tuple(
            CompetenceRef(code=taxonomy.concepts[number].iri) for number in (*skills, *areas)
        )
    )
    most = scored("peer", [Item("v", "", work)], [Item("p", "", everything)])[0, 0]
    assert most == pytest.approx(0.8), "tasks are never loaded"


def test_the_peer_with_our_reading_knows_what_is_stated_in_text() -> None:
    work = Item("v", "", Vacancy(title="Kapper"))
    label = next(
        coder().taxonomy.concepts[t].label
        for t, _, _ in coder().taxonomy.asked(concept(Kind.OCCUPATION, "Kapper"))
        if coder().taxonomy.kinds[t] is Kind.KNOWLEDGE
    )
    told = Item("p", "", Jobseeker(text=f"Ervaring met {label.lower()}."))
    assert scored("peer", [work], [told])[0, 0] == 0
    assert scored("peer(reading=True)", [work], [told])[0, 0] > 0


def test_the_resolver_takes_the_code_then_the_label_then_the_shortest_that_holds_it() -> None:
    taxonomy = coder().taxonomy
    resolver = Resolver(taxonomy)
    kapper = concept(Kind.OCCUPATION, "Kapper")
    coded = Vacancy(occupation=OccupationRef(code=taxonomy.concepts[kapper].iri), title="Kok")
    assert resolver.occupation(coded) == kapper
    assert resolver.occupation(Vacancy(title=" KAPPER ")) == kapper
    assert resolver.occupation(replace(coded, occupation=None, title="zzzz")) is None
    assert resolver.occupation(Vacancy()) is None
    labels = [
        (len(c.label), c.label.lower(), n)
        for n, c in enumerate(taxonomy.concepts)
        if c.kind in (Kind.SKILL, Kind.KNOWLEDGE) and "techn" in c.label.lower()
    ]
    assert len(labels) > 1
    assert resolver.competence(CompetenceRef(text="techn")) == min(labels)[2]
