"""Hypothesis strategies: coded records out of thin air, and real records out of the taxonomy."""

import itertools
from dataclasses import dataclass
from functools import cache

from hypothesis import strategies as st

from passend.engine.coding import PersonCode, VacancyCode
from passend.engine.model import (
    Arrangement,
    CompetenceRef,
    Contract,
    Course,
    Education,
    Experience,
    Flag,
    Hours,
    Jobseeker,
    Language,
    Leerbaan,
    OccupationRef,
    Transport,
    Vacancy,
    VacancyKind,
)
from passend.engine.points import Sparse
from passend.engine.verdict import Status, Verdict
from passend.engine.weights import CRITERIA, FAMILIES, TABLES, Weights, WeightSet
from passend.taxonomy.concepts import Kind
from passend.taxonomy.normalise import fold
from tests.support import coder

CONCEPTS = 24

# ---------------------------------------------------------------- coded records, made up


@dataclass(frozen=True)
class MadeUp:
    """A criterion whose verdicts are written in the facts: (points, status) per person fact."""

    name: str
    prior: int

    def of_person(self, person):
        raise NotImplementedError

    def of_vacancy(self, vacancy):
        raise NotImplementedError

    def judge(self, person, vacancy):
        points, status = vacancy[person]
        return Verdict(points, status, "made_up")


def sparse(values, most=CONCEPTS):
    ids = st.integers(0, CONCEPTS - 1)
    return st.dictionaries(ids, values, max_size=most).map(Sparse.of)


def weight_sets():
    cuts = st.lists(st.integers(0, 100), min_size=len(CRITERIA) - 1, max_size=len(CRITERIA) - 1)

    def of(found):
        edges = [0, *sorted(found), 100]
        parts = [high - low for low, high in itertools.pairwise(edges)]
        return WeightSet.of(**dict(zip(CRITERIA, parts, strict=True)))

    return cuts.map(of)


def weights():
    sets = st.dictionaries(st.sampled_from(VacancyKind), weight_sets(), max_size=3)
    return st.builds(
        lambda default, by_kind: Weights("made up", default, tuple(by_kind.items())),
        weight_sets(),
        sets,
    )


def made_up_criteria():
    names = (*TABLES, "licences", "languages")
    priors = st.lists(st.integers(0, 255), min_size=len(names), max_size=len(names))
    return priors.map(
        lambda found: {n: MadeUp(n, prior) for n, prior in zip(names, found, strict=True)}
    )


_PERSON_FACTS = ("a", "b", "c")


def _facts(of):
    return st.fixed_dictionaries(dict.fromkeys((*TABLES, "licences", "languages"), of))


def person_codes():
    return st.builds(
        PersonCode,
        gains=st.fixed_dictionaries(dict.fromkeys(FAMILIES, sparse(st.integers(1, 255)))),
        facts=_facts(st.sampled_from(_PERSON_FACTS)),
        known=st.fixed_dictionaries(dict.fromkeys(FAMILIES, st.integers(0, 255))),
    )


class Table(dict):
    """Person fact → (points, status): a vacancy's fact, hashable by identity."""

    __hash__ = object.__hash__


def vacancy_codes():
    verdict = st.tuples(st.none() | st.integers(0, 255), st.none() | st.sampled_from(list(Status)))
    table = st.fixed_dictionaries(dict.fromkeys(_PERSON_FACTS, verdict)).map(Table)
    return st.builds(
        VacancyCode,
        needs=st.fixed_dictionaries(dict.fromkeys(FAMILIES, sparse(st.integers(1, 512)))),
        base=st.fixed_dictionaries(dict.fromkeys(FAMILIES, st.integers(0, 512 * 255))),
        facts=_facts(table),
        known=st.fixed_dictionaries(dict.fromkeys(FAMILIES, st.integers(0, 255))),
        kind=st.none() | st.sampled_from(VacancyKind),
    )


# ---------------------------------------------------------------- real records

POSTCODES = ("1012", "1013", "1381", "2511", "3011", "3511", "5611", "6211", "7411", "9711", "8881")
FREE = (
    "Ik werk graag met mensen",
    "Ik sta vroeg op en kom altijd op tijd",
    "Je draait mee in een klein team",
    "Rijbewijs B is een pre",
    "Geen diploma nodig",
    "Ik heb veel gedaan in de horeca, vooral bediening",
    "Ik ben rustig, geduldig en precies",
    "Werken met de computer hoeft niet",
    "Zelfstandig kunnen plannen is een must",
    "xqzv jjkkw",
    "Ik heb een tijd voor mijn moeder gezorgd",
    "Je verzorgt de dieren en maakt de hokken schoon",
    "Orders picken met een heftruck in het magazijn",
)
CLAUSES = (
    "{}",
    "Ervaring met {}",
    "Ik ben goed in {}",
    "Ik wil graag {}",
    "Geen ervaring met {}",
    "Ik kan niet meer {}",
    "{} is een pre",
    "{} is vereist",
    "{} is niet nodig",
)


@cache
def names(*kinds):
    """All names of concepts of these kinds, in a fixed order."""
    return tuple(
        name
        for concept in coder().taxonomy.concepts
        if concept.kind in kinds
        for name in concept.names
    )


@cache
def unambiguous(*kinds):
    """(concept id, name): names that are a name of one concept only."""
    taxonomy, owners = coder().taxonomy, {}
    for number, concept in enumerate(taxonomy.concepts):
        for name in concept.names:
            owners.setdefault("".join(fold(name).split()), set()).add(number)
    return tuple(
        (number, name)
        for number, concept in enumerate(taxonomy.concepts)
        if concept.kind in kinds
        for name in concept.names
        if len(owners["".join(fold(name).split())]) == 1
    )


def _sampled(*kinds):
    return st.deferred(lambda: st.sampled_from(names(*kinds)))


def occupation_names():
    return _sampled(Kind.OCCUPATION)


def competence_names():
    return _sampled(Kind.SKILL, Kind.KNOWLEDGE, Kind.TASK)


def any_names():
    return _sampled(Kind.OCCUPATION, Kind.SKILL, Kind.KNOWLEDGE, Kind.TASK, Kind.WORD)


def sentences():
    said = st.builds(str.format, st.sampled_from(CLAUSES), any_names())
    return said | st.sampled_from(FREE)


def texts():
    return st.none() | st.lists(sentences(), min_size=1, max_size=3).map(". ".join)


def several(values, most=2, **more):
    return st.lists(values, max_size=most, **more).map(tuple)


def _iris(*kinds):
    return st.deferred(
        lambda: st.sampled_from([c.iri for c in coder().taxonomy.concepts if c.kind in kinds])
    )


def occupation_refs():
    return st.builds(OccupationRef, text=occupation_names()) | st.builds(
        OccupationRef, code=_iris(Kind.OCCUPATION)
    )


def competence_refs():
    return (
        st.builds(CompetenceRef, text=competence_names())
        | st.builds(CompetenceRef, code=_iris(Kind.SKILL, Kind.KNOWLEDGE))
        | st.builds(CompetenceRef, behaviour_code=st.integers(24100, 24126))
    )


def flags():
    return st.sampled_from([None, 0, 1, 2, 8]).map(Flag)


def hours():
    """Either bound may be open; a range is in order."""
    return st.lists(st.none() | st.integers(0, 60), min_size=2, max_size=2).map(
        lambda found: Hours(*found) if None in found else Hours(*sorted(found))
    )


def contracts(most=2):
    one = st.builds(
        Contract, st.sampled_from([None, "B", "O"]), st.sampled_from([None, "01", "02", "03", "04"])
    )
    return several(one, most)


def transports():
    return several(
        st.builds(Transport, st.sampled_from([None, 1, 2, 3, 4, 5, 9]), flags(), flags()),
        2,
        unique_by=lambda one: one.mode,
    )


def languages():
    level = st.none() | st.sampled_from([0, 1, 2, 3, 4, 8])
    return several(
        st.builds(Language, st.sampled_from(["nld", "eng", None]), level, level, level, level),
        2,
        unique_by=lambda one: one.code,
    )


def licences():
    return several(st.sampled_from(["AM", "A", "B", "BE", "C", "CE", "D"]), 2, unique=True)


def courses():
    return several(st.builds(Course, st.none() | competence_names(), texts(), flags()), 1)


DIPLOMAS = ("Verpleegkundige mbo 4", "Verzorgende IG", "Havo", "Havo", "Bachelor rechten")


def educations():
    return st.builds(
        Education,
        level=st.none() | st.sampled_from([1, 2, 3, 4, 5, 6, 9]),
        code=st.none() | st.just("12345"),
        name=st.none() | st.sampled_from(DIPLOMAS) | occupation_names(),
        text=st.none() | competence_names(),
        diploma=flags(),
        status=st.none() | st.integers(0, 3),
    )


def arrangements():
    return st.builds(Arrangement, guidance=st.none() | st.booleans())


def jobseekers():
    job = st.builds(
        Experience, st.none() | occupation_refs(), st.none() | st.integers(1, 60), texts()
    )
    return st.builds(
        Jobseeker,
        wished_occupations=several(occupation_refs()),
        experience=several(job, 3),
        competences=several(competence_refs(), 3),
        courses=courses(),
        education=several(educations()),
        interests=several(any_names()),
        licences=licences(),
        languages=languages(),
        contracts=contracts(),
        transport=transports(),
        hours=hours(),
        office_hours=flags(),
        irregular=flags(),
        postcode4=st.none() | st.sampled_from(POSTCODES),
        max_distance_km=st.none() | st.integers(0, 60),
        max_minutes=st.none() | st.integers(0, 90),
        wishes=arrangements(),
        text=texts(),
        presentation=texts(),
    )


def vacancies():
    return st.builds(
        Vacancy,
        title=st.none() | occupation_names() | competence_names(),
        description=texts(),
        occupation=st.none() | occupation_refs(),
        competences=several(competence_refs(), 4),
        courses=courses(),
        education=several(educations(), 1),
        licences=licences(),
        languages=languages(),
        contracts=contracts(),
        sites=several(st.sampled_from(POSTCODES), 2, unique=True),
        years_asked=several(st.integers(0, 10), 1),
        hours=hours(),
        office_hours=flags(),
        irregular=flags(),
        kind=st.none() | st.sampled_from(VacancyKind),
        leerbaan=st.none() | st.just(Leerbaan("25742", 2, "BBL")),
        regulated=st.none() | st.booleans() | st.sampled_from(DIPLOMAS),
        offer=arrangements(),
    )
