"""Ours without each ingredient: what is taken out is gone, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from passend.engine.coding import MOST_GAINS
from passend.engine.model import (
    CompetenceRef,
    Course,
    Experience,
    Jobseeker,
    OccupationRef,
    Vacancy,
    VacancyKind,
)
from passend.engine.offers import Evidence, offers_of
from passend.engine.points import FULL
from passend.engine.weights import CRITERIA, DEFAULT_WEIGHTS, FAMILIES
from passend.evaluation.rankers.ablations import INGREDIENTS, only, without
from passend.evaluation.rankers.variants import Variant, VariantCoder, expected
from passend.evaluation.readings import Readings
from passend.taxonomy.concepts import Kind
from passend.taxonomy.cover import Weighted, best_offer
from tests.support import coder

READINGS = Readings(coder())
TAXONOMY = READINGS.taxonomy
TEXT = "Ik heb gewerkt als kapper. Haren knippen en kleuren met schaar. Lassen kan ik niet meer."


def iri(label: str) -> str:
    return next(c.iri for c in TAXONOMY.concepts if c.label == label)


PERSON = Jobseeker(
    experience=(
        Experience(OccupationRef(code=iri("Kapper")), 30, "Haren wassen, knippen en stylen."),
    ),
    wished_occupations=(OccupationRef(text="Metselaar"),),
    competences=(CompetenceRef(text="Handvaardigheid"),),
    courses=(Course(name="Timmeren", text="hout zagen"),),
    interests=("Schilderr",),
    text=TEXT,
)
VACANCY = Vacancy(
    title="Kapper",
    occupation=OccupationRef(code=iri("Kapper"), text="Kapper"),
    description=(
        "Je gaat haren knippen. Ervaring met haren kleuren is een must. "
        "Ervaring met timmeren is een pre. Ervaring met lassen is niet nodig."
    ),
    competences=(CompetenceRef(code=iri("Handvaardigheid")),),
    kind=VacancyKind.APPRENTICESHIP,
)


def made_without(*names: str) -> VariantCoder:
    variant = Variant()
    for name in names:
        variant = without(variant, name, TAXONOMY)
    return VariantCoder(READINGS, variant)


def codes(*names: str):
    made = made_without(*names)
    return made.code(PERSON), made.code(VACANCY)


def test_nothing_taken_out_is_the_product() -> None:
    assert codes() == (coder().person(PERSON), coder().vacancy(VACANCY))


def test_the_long_way_round_gives_the_same_codes() -> None:
    """A variant that changes nothing but is not the default one runs through every part."""
    idle = replace(Variant(), records=(lambda record: record,), readings=(lambda one: one,))
    made = VariantCoder(READINGS, idle)
    assert (made.code(PERSON), made.code(VACANCY)) == codes()


@pytest.mark.parametrize("name", sorted(set(INGREDIENTS) - {*CRITERIA, "kinds", "expectations"}))
def test_each_ingredient_changes_what_is_coded(name: str) -> None:
    assert codes(name) != codes()


def test_the_expectation_is_the_prior_of_the_taxonomy() -> None:
    assert (expected(TAXONOMY) == TAXONOMY.prior).all()


def test_without_the_profile_the_expectation_is_the_mean_best_offer() -> None:
    people = [n for n, kind in enumerate(TAXONOMY.kinds) if kind is Kind.OCCUPATION]
    total = np.zeros(len(TAXONOMY))
    for occupation in people:
        offers = [Weighted(occupation, 1.0, 1.0)]
        offers += [
            Weighted(c, {3: 0.75, 2: 0.5, 1: 0.25}[n], 1.0)
            for c, n, _ in TAXONOMY.asked(occupation)
        ]
        total += best_offer(TAXONOMY, offers)[0]
    whole = np.floor(255 * total / len(people) + 0.5)
    assert (expected(TAXONOMY, profile=False) == whole).all()


@pytest.mark.parametrize("name", CRITERIA)
def test_the_weight_of_a_criterion_goes_to_the_competences(name: str) -> None:
    for old, new in zip(
        (DEFAULT_WEIGHTS.default, *DEFAULT_WEIGHTS.sets().values()),
        (lambda w: (w.default, *w.sets().values()))(made_without(name).variant.weights),
        strict=True,
    ):
        assert new[name] == 0
        if name != "competences":
            assert new["competences"] == old["competences"] + old[name]
            same = set(CRITERIA) - {name, "competences"}
            assert all(new[other] == old[other] for other in same)


def test_the_weight_of_the_competences_is_spread_over_the_rest() -> None:
    # 63 left: 36, 4, 10, 3, 3, 3, 2, 2 → 57.14, 6.35, 15.87, 4.76 (three times), 3.17 (twice);
    # whole parts sum to 96, the four largest remainders are those of .87 and of .76.
    found = dict(made_without("competences").variant.weights.default.values)
    assert found == {
        "competences": 0, "words": 57, "experience": 6, "wish": 16, "interests": 5,
        "contract": 5, "travel": 5, "hours": 3, "arrangement": 3,
    }  # fmt: skip


def test_two_ingredients_go_together() -> None:
    made = without(Variant(), "wish, kinds", TAXONOMY)
    assert made.weights.by_kind == ()
    assert made.weights.default["wish"] == 0


def test_one_criterion_alone_has_all_the_weight_for_every_kind() -> None:
    weights = only(Variant(), "travel").weights
    assert weights.for_kind(VacancyKind.APPRENTICESHIP)["travel"] == 100


def test_without_priors_a_gain_is_the_cover_and_nothing_is_expected() -> None:
    person, vacancy = codes("priors")
    whole, _ = codes()
    assert set(vacancy.base.values()) == {0}
    prior = TAXONOMY.prior
    before = whole.gains["competences"].as_dict()
    after = person.gains["competences"].as_dict()
    shared = [c for c in before if c in after]
    assert len(shared) > 20
    assert all(after[c] == before[c] + int(prior[c]) for c in shared)


def test_without_the_profile_a_cover_is_the_best_single_offer() -> None:
    person, _ = codes("profile")
    offers = offers_of(PERSON, coder().reader)
    best, _ = best_offer(TAXONOMY, [offer.weighted for offer in offers.competences])
    prior = expected(TAXONOMY, profile=False).astype(int)
    rounded = np.minimum(np.floor(best * FULL + 0.5).astype(int), FULL) - prior
    gains = person.gains["competences"].as_dict()
    # Only the largest are kept; rounding may swap those that differ by 1 from the least of them.
    least = min(gains.values()) if len(gains) == MOST_GAINS else 1
    assert {int(c) for c in np.flatnonzero(rounded > least + 1)} <= gains.keys()
    assert (rounded > 0).sum() >= len(gains) >= min(int((rounded > 1).sum()), MOST_GAINS)
    assert all(abs(rounded[c] - gain) <= 1 for c, gain in gains.items())


def test_without_near_concepts_only_a_concept_itself_is_covered() -> None:
    person, _ = codes("near", "profile")
    offered = {o.concept for o in offers_of(PERSON, coder().reader).competences}
    assert set(person.gains["competences"].ids) <= offered


def test_without_inference_no_occupation_brings_competences() -> None:
    bare = Jobseeker(experience=(Experience(OccupationRef(code=iri("Kapper")), 30),))
    made = made_without("inferred", "near", "profile")
    kapper = TAXONOMY.ids[iri("Kapper")]
    assert made.code(bare).gains["competences"].ids == (kapper,)
    needed = made.code(Vacancy(occupation=VACANCY.occupation)).needs["competences"]
    assert needed.ids == (kapper,)


def test_without_the_discount_needs_have_their_bare_share() -> None:
    _, vacancy = codes("discount")
    _, before = codes()
    skill = TAXONOMY.ids[iri("Handvaardigheid")]
    assert int(TAXONOMY.prior[skill]) > 5, "so that it makes a difference"
    after_share = vacancy.needs["competences"].as_dict()[skill]
    assert after_share > before.needs["competences"].as_dict()[skill]
    assert vacancy.base["competences"] > before.base["competences"]


def test_without_soft_links_nothing_near_is_read() -> None:
    reader = READINGS.reader(soft=False)
    methods = {m.method for r in reader.read(TEXT) for m in r.mentions}
    assert methods == {"exact"}
    assert "semantic" in {m.method for r in READINGS.reader().read(TEXT) for m in r.mentions}
    assert "semantic" not in {link.method for link in reader.linker.link("haren doen")}


def test_without_fuzzy_links_a_typing_error_is_not_understood() -> None:
    wrong = "Metselaarr"
    assert "fuzzy" in {link.method for link in READINGS.reader().linker.link(wrong)}
    assert "fuzzy" not in {link.method for link in READINGS.reader(fuzzy=False).linker.link(wrong)}


def test_without_denials_the_denied_is_offered() -> None:
    denied = set(offers_of(PERSON, coder().reader).refused)
    assert denied
    assert denied & set(codes("denials", "near", "profile")[0].gains["competences"].ids)


def test_without_word_concepts_no_work_word_is_needed() -> None:
    kinds = TAXONOMY.kinds
    _, before = codes()
    _, after = codes("word_concepts")
    assert any(kinds[c] is Kind.WORD for c in before.needs["competences"].ids)
    assert not any(kinds[c] is Kind.WORD for c in after.needs["competences"].ids)


def test_without_wishes_nothing_is_wished() -> None:
    offers = offers_of(PERSON, coder().reader)
    assert any(offer.evidence is Evidence.WISHED for offer in offers.competences)
    person, _ = codes("wishes", "near", "profile")
    metselaar = TAXONOMY.ids[iri("Metselaar")]
    assert person.gains["wish"].ids == ()
    assert metselaar not in person.gains["competences"].ids


def test_without_text_what_is_told_is_gone_and_names_stay() -> None:
    short = replace(
        PERSON,
        experience=tuple(replace(job, text=None) for job in PERSON.experience),
        courses=(Course(name="Timmeren"),),
        text=None,
    )
    person, vacancy = codes("text")
    assert person == coder().person(short)
    assert vacancy == coder().vacancy(replace(VACANCY, description=None))


def test_without_codes_only_what_was_typed_stays() -> None:
    person, vacancy = codes("codes")
    typed = replace(PERSON, experience=(replace(PERSON.experience[0], occupation=None),))
    assert person == coder().person(typed)
    assert vacancy == coder().vacancy(
        replace(VACANCY, occupation=OccupationRef(text="Kapper"), competences=())
    )


def test_without_strengths_a_must_counts_like_the_rest() -> None:
    _, before = codes()
    _, after = codes("strengths")
    assert before.needs["competences"] != after.needs["competences"]
    nice = TAXONOMY.ids[iri("Timmeren")]
    assert before.needs["competences"].as_dict()[nice] < after.needs["competences"].as_dict()[nice]


def test_without_expectations_the_unknown_counts_nothing() -> None:
    made = made_without("expectations")
    for name, criterion in made.criteria.items():
        unknown = criterion.judge(criterion.of_person(Jobseeker()), criterion.of_vacancy(VACANCY))
        assert unknown.points is None
        assert unknown.value(criterion.prior) == 0, name


def test_every_ingredient_has_a_line() -> None:
    assert all(ingredient.help for ingredient in INGREDIENTS.values())
    assert set(CRITERIA) <= set(INGREDIENTS)
    assert len(FAMILIES) == 5
