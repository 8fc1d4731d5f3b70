"""Occupations within reach: covered by what a person offers, never by schooling."""

from dataclasses import replace

import pytest

from passend.engine.demand import Demand, demand_within_reach
from passend.engine.model import (
    CompetenceRef,
    Education,
    Experience,
    Flag,
    Jobseeker,
    OccupationRef,
    Vacancy,
    VacancyKind,
)
from passend.engine.orientation import Orienter
from passend.engine.weights import DEFAULT_WEIGHTS
from passend.taxonomy.concepts import Kind
from tests.support import coder as made_coder

EVERY = 10_000
TEXT = "Ik heb jaren orders verzameld in een magazijn. Ik kan lassen en help graag klanten."


@pytest.fixture(scope="module")
def coder():
    return made_coder()


@pytest.fixture(scope="module")
def orienter(coder):
    return Orienter(coder)


def occupation(coder, label):
    return next(
        c for c in coder.taxonomy.concepts if c.kind is Kind.OCCUPATION and label in c.names
    )


def job(coder, label, months=36):
    return Experience(OccupationRef(occupation(coder, label).iri), months)


class Index:
    """Only what orientation asks of an index."""

    def __init__(self, coder, **vacancies):
        self.held = {key: coder.vacancy(one) for key, one in vacancies.items()}

    def vacancies(self):
        return self.held


def test_what_somebody_did_comes_first_and_is_not_surprising(orienter, coder):
    found = orienter.orient(Jobseeker(experience=(job(coder, "Kok"),)))
    assert found.near[0].occupation == occupation(coder, "Kok")
    assert found.near[0].past
    assert not found.near[0].wished
    assert all(not way.past and not way.wished for way in found.surprising)


def test_cover_and_fit_are_the_sums_of_the_score(orienter, coder):
    """An independent count: a vacancy that names the occupation and nothing else."""
    person = Jobseeker(text=TEXT, interests=("tuinieren",))
    code = coder.person(person)
    chosen = DEFAULT_WEIGHTS.default
    found = orienter.orient(person, top=EVERY, surprising=EVERY)
    assert len(found.near) > 5
    for way in (*found.near, *found.surprising):
        asked = coder.vacancy(Vacancy(occupation=OccupationRef(way.occupation.iri)))
        sums = {}
        for family in ("competences", "interests"):
            gains = code.gains[family].as_dict()
            needs = asked.needs[family].as_dict()
            sums[family] = asked.base[family] + sum(q * gains.get(i, 0) for i, q in needs.items())
        assert way.cover == sums["competences"] * 100 // (512 * 255)
        assert way.fit == sum(chosen[family] * amount for family, amount in sums.items())


def test_each_list_is_in_the_order_of_the_fit(orienter):
    found = orienter.orient(Jobseeker(text=TEXT), top=EVERY, surprising=EVERY)
    for ways in (found.near, found.surprising):
        order = [(-way.fit, way.occupation.iri) for way in ways]
        assert order == sorted(order)


def test_a_surprising_occupation_is_far_well_covered_and_partly_there(orienter, coder):
    welding = next(c for c in coder.taxonomy.concepts if c.label == "Lasser")
    skills = [t for t, _, _ in coder.taxonomy.asked(coder.taxonomy.ids[welding.iri])[:5]]
    person = Jobseeker(
        experience=(job(coder, "Kapper"),),
        competences=tuple(CompetenceRef(coder.taxonomy.concepts[one].iri) for one in skills),
    )
    found = orienter.orient(person)
    assert welding in [way.occupation for way in found.surprising]
    everything = orienter.orient(person, top=EVERY, surprising=EVERY)
    covers = sorted((w.cover for w in (*everything.near, *everything.surprising)), reverse=True)
    for way in found.surprising:
        assert len(way.held) >= 2
        assert covers.index(way.cover) < -(-found.occupations // 10)


def test_without_a_past_or_a_wish_nothing_is_called_surprising(orienter, coder):
    code = coder.taxonomy.concepts[
        coder.taxonomy.asked(coder.taxonomy.ids[occupation(coder, "Kok").iri])[0][0]
    ].iri
    found = orienter.orient(Jobseeker(competences=(CompetenceRef(code),)))
    assert found.surprising == ()
    assert found.near


def test_of_whom_nothing_is_known_nothing_is_made_up(orienter):
    found = orienter.orient(Jobseeker(postcode4="6811"))
    assert (found.near, found.surprising, found.known) == ((), (), 0)


def test_schooling_changes_nothing(orienter):
    person = Jobseeker(text=TEXT)
    schooled = replace(
        person,
        education=(Education(level=6, name="HBO Verpleegkunde", diploma=Flag(True)),),
        work_level=6,
    )
    assert orienter.orient(schooled) == orienter.orient(person)


def test_the_order_of_jobs_changes_nothing(orienter, coder):
    jobs = (job(coder, "Kok"), job(coder, "Kapper", 12), job(coder, "Magazijnmedewerker", 3))
    first = orienter.orient(Jobseeker(experience=jobs))
    assert orienter.orient(Jobseeker(experience=jobs[::-1])) == first


def test_what_somebody_will_not_do_any_more_is_not_proposed(orienter, coder):
    person = Jobseeker(experience=(job(coder, "Kok"),), text="Ik kan niet meer als kok werken.")
    found = orienter.orient(person, top=EVERY, surprising=EVERY)
    assert occupation(coder, "Kok") not in [w.occupation for w in (*found.near, *found.surprising)]


def test_a_gap_is_asked_and_not_held_and_the_largest_comes_first(orienter):
    for way in orienter.orient(Jobseeker(text=TEXT)).near:
        held = {term.concept for term in way.held}
        assert not held & {gap.concept for gap in way.gaps}
        rooms = [gap.room for gap in way.gaps]
        assert rooms == sorted(rooms, reverse=True)
        assert all(gap.concept.kind not in (Kind.OCCUPATION, Kind.WORD) for gap in way.gaps)


def test_demand_counts_places_within_reach_by_kind(coder):
    cook = occupation(coder, "Kok")

    def place(postcode, kind):
        sites = (postcode,) if postcode else ()
        return Vacancy(occupation=OccupationRef(cook.iri), sites=sites, kind=kind)

    index = Index(
        coder,
        a=place("6811", VacancyKind.REGULAR),
        b=place("6821", VacancyKind.APPRENTICESHIP),
        c=place("9711", VacancyKind.REGULAR),
        d=place(None, None),
        e=place("6811", VacancyKind.VOLUNTARY),
        f=Vacancy(occupation=OccupationRef(occupation(coder, "Kapper").iri), sites=("6811",)),
    )
    person = coder.person(Jobseeker(postcode4="6811", max_distance_km=20))
    found = demand_within_reach(person, index.held, coder.criteria["travel"])
    number = coder.taxonomy.ids[cook.iri]
    # c lies some 120 km away; of d the place is not known, which is no reason to leave it out.
    assert found[number] == Demand(2, 1, 1, unsure=1, keys=("b", "a", "e"))
    assert found[number].total == 4


def test_an_occupation_with_a_place_goes_before_one_without(orienter, coder):
    person = Jobseeker(experience=(job(coder, "Kok"),), postcode4="6811", max_distance_km=20)
    helper = occupation(coder, "Keukenmedewerker")
    plain = orienter.orient(person)
    assert plain.near[0].occupation != helper
    assert plain.near[0].demand is None
    index = Index(coder, a=Vacancy(occupation=OccupationRef(helper.iri), sites=("6811",)))
    found = orienter.orient(person, index)
    assert [way.occupation for way in found.near[:2]] == [helper, occupation(coder, "Kok")]
    assert [way.demand.total for way in found.near[:2]] == [1, 0]
