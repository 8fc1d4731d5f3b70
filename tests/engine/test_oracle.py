"""The score of a pair equals the design's formula, computed apart."""

from hypothesis import given

from passend.engine.coding import MOST_GAINS
from passend.engine.offers import offers_of
from passend.engine.pair import judge_pair
from passend.engine.points import MAX_SCORE
from passend.engine.weights import DEFAULT_WEIGHTS, FAMILIES, TABLES
from tests.engine.oracle import oracle_base, oracle_centred, oracle_cover, oracle_score, oracle_tier
from tests.engine.strategies import (
    jobseekers,
    made_up_criteria,
    person_codes,
    vacancies,
    vacancy_codes,
    weights,
)
from tests.support import examples


def asked_of(chosen, person, vacancy, base, values):
    return oracle_score(
        dict(chosen.values),
        {name: dict(zip(s.ids, s.values, strict=True)) for name, s in vacancy.needs.items()},
        base,
        {name: dict(zip(s.ids, s.values, strict=True)) for name, s in person.gains.items()},
        values,
    )


def weights_for(weights, kind):
    return dict(weights.by_kind).get(kind, weights.default)


@examples(300)
@given(person_codes(), vacancy_codes(), made_up_criteria(), weights())
def test_a_pair_has_the_score_of_the_formula(person, vacancy, criteria, weights):
    values, statuses = {}, []
    for name, criterion in criteria.items():
        points, status = vacancy.facts[name][person.facts[name]]
        statuses.append(status)
        if name in TABLES:
            values[name] = criterion.prior if points is None else points
    pair = judge_pair(person, vacancy, criteria, weights)
    chosen = weights_for(weights, vacancy.kind)
    assert pair.score == asked_of(chosen, person, vacancy, vacancy.base, values)
    assert pair.tier == oracle_tier(statuses)
    assert pair.weights == chosen
    assert set(pair.conditions) == {
        name for name, status in zip(criteria, statuses, strict=True) if status is not None
    }


@examples(300)
@given(person_codes(), vacancy_codes(), made_up_criteria(), weights())
def test_known_and_assumed_terms_sum_to_the_score(person, vacancy, criteria, weights):
    pair = judge_pair(person, vacancy, criteria, weights)
    assert sum(term.known + term.assumed for term in pair.terms) == pair.score
    assert [term.criterion for term in pair.terms] == [*FAMILIES, *TABLES]
    for term in pair.terms[len(FAMILIES) :]:
        points = vacancy.facts[term.criterion][person.facts[term.criterion]][0]
        assert (term.assumed == 0) if points is not None else (term.known == 0)
        assert term.verdict.points == points
    for term in pair.terms[: len(FAMILIES)]:
        assert term.assumed == term.weight * vacancy.base[term.criterion]
        assert term.verdict is None


@examples(40)
@given(person=jobseekers(), vacancy=vacancies())
def test_real_records_have_the_score_of_the_formula(coder, person, vacancy):
    code, asked = coder.person(person), coder.vacancy(vacancy)
    base = {
        "competences": oracle_base(
            asked.needs["competences"].as_dict(), lambda c: int(coder.taxonomy.prior[c])
        )
        if asked.needs["competences"].ids
        else 512 * 60,
        "experience": 512 * 40,
        "wish": 512 * 40,
        "interests": 512 * 50,
        "words": 0,
    }
    values = {}
    for name in TABLES:
        criterion = coder.criteria[name]
        verdict = criterion.judge(code.facts[name], asked.facts[name])
        expected = criterion.prior if verdict.prior is None else verdict.prior
        values[name] = expected if verdict.points is None else verdict.points
    chosen = weights_for(DEFAULT_WEIGHTS, vacancy.effective_kind)
    pair = judge_pair(code, asked, coder.criteria, DEFAULT_WEIGHTS)
    assert pair.score == asked_of(chosen, code, asked, base, values)
    assert 0 <= pair.score <= MAX_SCORE < 2**24


CENTRED: dict[str, list[list[float]]] = {}


@examples(15)
@given(person=jobseekers(), vacancy=vacancies())
def test_a_gain_is_the_cover_of_the_formula_above_the_prior(coder, person, vacancy):
    """Within one point: the engine computes in float32, the oracle in double precision."""
    offers = offers_of(person, coder.reader)
    code = coder.person(person)
    triples = [(o.concept, o.strength, o.weight) for o in offers.competences]
    gains = code.gains["competences"].as_dict()
    centred = CENTRED.setdefault("starter", oracle_centred(coder.taxonomy.vectors))
    kept = min(gains.values(), default=0) if len(gains) == MOST_GAINS else 0
    for concept in coder.vacancy(vacancy).needs["competences"].ids[:6]:
        cover = oracle_cover(
            concept,
            triples,
            lambda c: list(zip(*(a.tolist() for a in coder.taxonomy.near(c)), strict=True)),
            centred,
        )
        above = cover * 255 - int(coder.taxonomy.prior[concept])
        if above > kept + 1:
            assert abs(gains[concept] - above) <= 1
        else:
            assert gains.get(concept, 0) <= max(above, 0) + 1


@examples(40)
@given(vacancy=vacancies())
def test_needs_sum_to_512_or_there_are_none(coder, vacancy):
    code = coder.vacancy(vacancy)
    for name in FAMILIES:
        needs = code.needs[name]
        assert sum(needs.values) == (512 if needs.ids else 0)
        assert len(needs.ids) <= 64
        known = len(coder.taxonomy.vocabulary if name == "words" else coder.taxonomy)
        assert all(0 <= i < known for i in needs.ids)
