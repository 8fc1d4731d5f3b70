"""What "kan ik ook" and "klopt niet" do to offers, needs and integers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.engine.model import (
    AuthorRole,
    CompetenceRef,
    Correction,
    Experience,
    Jobseeker,
    OccupationRef,
    Says,
    Vacancy,
)
from passend.engine.needs import needs_of
from passend.engine.offers import Evidence, offers_of
from passend.taxonomy.concepts import Kind
from tests.support import coder as made_coder
from tests.support import examples

DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def coder():
    return made_coder()


def concept(coder, label, kind=None):
    return next(
        number
        for number, one in enumerate(coder.taxonomy.concepts)
        if label in one.names and (kind is None or one.kind is kind)
    )


def said(coder, number, says, role=AuthorRole.ADVISER):
    return Correction(coder.taxonomy.concepts[number].iri, says, role, "a12", DAY)


def occupation(coder, number):
    return OccupationRef(coder.taxonomy.concepts[number].iri)


@pytest.fixture(scope="module")
def cook(coder):
    return concept(coder, "Kok", Kind.OCCUPATION)


@pytest.fixture(scope="module")
def skills(coder, cook):
    """Competences that a cook is asked, distinctive first."""
    return [target for target, _, _ in coder.taxonomy.asked(cook)]


def test_what_is_added_is_stated_and_covers_its_need(coder, skills):
    plain = Jobseeker()
    told = replace(plain, corrections=(said(coder, skills[0], Says.ADDED),))
    (offer,) = offers_of(told, coder.reader).competences
    assert (offer.concept, offer.evidence, offer.strength) == (skills[0], Evidence.STATED, 1.0)
    assert offer.origin == "correctie"
    assert skills[0] not in coder.person(plain).gains["competences"].as_dict()
    assert coder.person(told).gains["competences"].as_dict()[skills[0]] > 0


def test_an_addition_scores_as_the_same_competence_stated_by_the_source(coder, skills):
    iri = coder.taxonomy.concepts[skills[0]].iri
    added = Jobseeker(corrections=(said(coder, skills[0], Says.ADDED),))
    stated = Jobseeker(competences=(CompetenceRef(iri),))
    assert coder.person(added).gains == coder.person(stated).gains
    assert coder.person(added).known == coder.person(stated).known


def test_a_disputed_competence_is_neither_offered_nor_a_word(coder, skills):
    iri = coder.taxonomy.concepts[skills[0]].iri
    person = Jobseeker(
        competences=(CompetenceRef(iri),), corrections=(said(coder, skills[0], Says.DISPUTED),)
    )
    offers = offers_of(person, coder.reader)
    assert offers.competences == ()
    assert offers.words == ()
    assert offers.refused == (skills[0],)


def test_a_disputed_occupation_implies_nothing(coder, cook):
    job = Experience(occupation(coder, cook), 36)
    person = Jobseeker(experience=(job,), corrections=(said(coder, cook, Says.DISPUTED),))
    offers = offers_of(person, coder.reader)
    assert offers.competences == offers.experience == ()


def test_what_another_job_implies_stays_when_one_is_disputed(coder, cook):
    other = concept(coder, "Magazijnmedewerker", Kind.OCCUPATION)
    jobs = tuple(Experience(occupation(coder, one), 36) for one in (cook, other))
    disputed = Jobseeker(experience=jobs, corrections=(said(coder, cook, Says.DISPUTED),))
    alone = Jobseeker(experience=jobs[1:])
    found, wanted = (offers_of(one, coder.reader) for one in (disputed, alone))
    assert (found.competences, found.experience) == (wanted.competences, wanted.experience)


def test_an_added_occupation_is_ability_and_no_experience(coder, cook, skills):
    offers = offers_of(Jobseeker(corrections=(said(coder, cook, Says.ADDED),)), coder.reader)
    assert offers.experience == ()
    by_concept = {offer.concept: offer for offer in offers.competences}
    assert by_concept[cook].evidence is Evidence.STATED
    assert by_concept[skills[0]].evidence is Evidence.INFERRED


def test_the_last_correction_of_a_concept_counts(coder, skills):
    add, dispute = (said(coder, skills[0], says) for says in (Says.ADDED, Says.DISPUTED))
    last_added = offers_of(Jobseeker(corrections=(dispute, add)), coder.reader)
    last_disputed = offers_of(Jobseeker(corrections=(add, dispute)), coder.reader)
    assert [offer.concept for offer in last_added.competences] == [skills[0]]
    assert last_added.refused == ()
    assert last_disputed.competences == ()


def test_an_addition_goes_before_a_denial_in_the_text(coder, cook):
    person = Jobseeker(text="Ik kan niet meer als kok werken.")
    told = replace(person, corrections=(said(coder, cook, Says.ADDED),))
    assert cook not in {o.concept for o in offers_of(person, coder.reader).competences}
    assert cook in {o.concept for o in offers_of(told, coder.reader).competences}


def test_a_concept_that_is_not_known_changes_nothing(coder):
    gone = Correction("https://example.org/gone", Says.ADDED, AuthorRole.JOBSEEKER, None, DAY)
    assert coder.person(Jobseeker(corrections=(gone,))) == coder.person(Jobseeker())


def test_a_vacancy_needs_what_is_added_and_not_what_is_disputed(coder, cook, skills):
    plain = Vacancy(occupation=occupation(coder, cook))
    extra = concept(coder, "Magazijnmedewerker", Kind.OCCUPATION)
    skill = coder.taxonomy.asked(extra)[0][0]
    told = replace(
        plain,
        corrections=(
            said(coder, skills[0], Says.DISPUTED, AuthorRole.EMPLOYER),
            said(coder, skill, Says.ADDED, AuthorRole.EMPLOYER),
        ),
    )
    before = {need.concept for need in needs_of(plain, coder.reader).needs}
    after = {need.concept: need for need in needs_of(told, coder.reader).needs}
    assert skills[0] in before
    assert skill not in before
    assert set(after) == (before - {skills[0]}) | {skill}
    assert after[skill].origin == "correctie"


def test_a_disputed_occupation_of_a_vacancy_names_the_work_no_more(coder, cook):
    told = Vacancy(
        title="Kok",
        occupation=occupation(coder, cook),
        corrections=(said(coder, cook, Says.DISPUTED, AuthorRole.EMPLOYER),),
    )
    needs = needs_of(told, coder.reader)
    assert cook not in dict(needs.occupations)
    assert cook not in {need.concept for need in needs.needs}


@examples(30)
@given(data=st.data())
def test_a_correction_never_adds_what_it_disputes_and_never_loses_what_it_adds(data):
    coder = made_coder()
    real = [n for n, kind in enumerate(coder.taxonomy.kinds) if kind is not Kind.WORD]
    texts = ("Orders verzamelen.", "Ik kan goed koken en lassen.", "Haren knippen.", None)
    numbers = data.draw(st.lists(st.sampled_from(real), max_size=6))
    says = [data.draw(st.sampled_from(tuple(Says))) for _ in numbers]
    person = Jobseeker(
        text=data.draw(st.sampled_from(texts)),
        corrections=tuple(said(coder, n, one) for n, one in zip(numbers, says, strict=True)),
    )
    offered = {offer.concept for offer in offers_of(person, coder.reader).competences}
    for number, last in dict(zip(numbers, says, strict=True)).items():
        assert (number in offered) is (last is Says.ADDED)


def test_the_explanation_tells_who_added_and_who_disputed(coder, cook, skills):
    from passend.engine.matcher import Matcher
    from passend.index.local import LocalIndex

    matcher = Matcher(coder, LocalIndex(coder.criteria, coder.width), None)
    added = said(coder, skills[0], Says.ADDED)
    disputed = said(coder, skills[1], Says.DISPUTED, AuthorRole.JOBSEEKER)
    person = Jobseeker(text="Koken.", corrections=(added, disputed))
    found = matcher.explain(person, Vacancy(occupation=occupation(coder, cook)))
    assert [(c.iri, one) for c, one in found.corrected_person] == [
        (added.concept, added),
        (disputed.concept, disputed),
    ]
    assert found.corrected_vacancy == ()
    term = next(t for t in found.needs if t.concept.iri == added.concept)
    assert (term.evidence, term.origin, term.via) == (Evidence.STATED, "correctie", None)
