"""What the domain holds of a record, and what it leaves in the rest."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from passend.index.sources import (
    Record,
    parse_record,
    read_ext,
    read_person_v2,
    read_person_v3,
    read_vacancy_v2,
    read_vacancy_v3,
    write_ext,
    write_person_v3,
    write_vacancy_v3,
)
from passend.index.sources.ext import ArrangementExt

TODAY = date(2026, 11, 25)
DATA = Path(__file__).parent / "data"


def sample(name):
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def test_a_v3_jobseeker_in_the_domain():
    parsed = read_person_v3(sample("person_v3"), today=TODAY)
    skill = "https://example.org/skill/"
    assert parsed.record_id == "p-1"
    assert parsed.domain == Jobseeker(
        wished_occupations=(OccupationRef("https://example.org/occupation/2"),),
        experience=(
            Experience(
                OccupationRef("https://example.org/occupation/1"), 36, "Werken in een ploeg"
            ),
            Experience(),
        ),
        competences=(CompetenceRef(f"{skill}1"), CompetenceRef(f"{skill}2")),
        courses=(Course("Veilig werken", "Twee dagen praktijk", Flag(1)), Course()),
        education=(Education(4, "12345", None, "Techniek", Flag(1), 1),),
        interests=("Fietsen maken",),
        licences=("B", "B+"),
        languages=(Language("nld", speaking=2, writing=0, reading=3, listening=4),),
        contracts=(Contract("B", "02"),),
        transport=(Transport(3, commuting=Flag(1), for_work=Flag(2)),),
        sectors=(1102,),
        hours=Hours(16, 32),
        office_hours=Flag(1),
        irregular=Flag(2),
        postcode4="1234",
        max_distance_km=25,
        max_minutes=45,
        available_from=date(2026, 12, 1),
        available_until=date(2027, 12, 1),
        work_level=3,
        presentation="Ik werk graag met mijn handen",
    )


def test_the_rest_of_a_v3_jobseeker_holds_the_identity_in_place():
    rest = read_person_v3(sample("person_v3"), today=TODAY).rest
    assert rest["arbeidsmarktkwalificatie"]["cursus"][1] == {
        "naamOpleidingsinstituut": "Instituut Zuid"
    }
    assert rest["arbeidsmarktkwalificatie"]["werkervaring"] == [
        {
            "datumAanvangWerkzaamheden": "2015-03-01",
            "datumEindeWerkzaamheden": "2018-02-28",
            "naamOrganisatie": "Bedrijf West",
        },
        {"naamOrganisatie": "Bedrijf Midden"},
    ]
    assert rest["mobiliteit"] == {"bemiddelingspostcode": "1234AB"}
    kept = {"idWerkzoekende", "vumID", "emailadres", "telefoonnummer", "webadres", "contactpersoon"}
    assert kept | {"eisAanWerk", "indicatieLdrRegistratie"} <= set(rest)
    assert "interesse" not in rest["arbeidsmarktkwalificatie"]


@pytest.mark.parametrize("name", ["person_v3", "person_v2"])
def test_the_domain_holds_no_identity(name):
    read = read_person_v3 if name == "person_v3" else read_person_v2
    text = repr(replace(read(sample(name), today=TODAY).domain, presentation=None))
    for hidden in (
        "example.org/cv",
        "iemand@",
        "Balie",
        "Bedrijf",
        "Instituut",
        "School",
        "2014",
        "AB'",
    ):
        assert hidden not in text


def test_a_v3_vacancy_in_the_domain():
    parsed = read_vacancy_v3(sample("vacancy_v3"), today=TODAY)
    assert parsed.record_id == "v-1"
    assert parsed.domain == Vacancy(
        title="Fietsenmaker",
        description="Fietsen repareren in een werkplaats",
        terms="Reiskosten vergoed",
        occupation=OccupationRef("https://example.org/occupation/1"),
        competences=(CompetenceRef("https://example.org/skill/1"),),
        courses=(Course("Heftruck", "Mag nog volgen", Flag(8)),),
        education=(Education(2, "0301", None, "Niet nodig", Flag(2)),),
        licences=("BE",),
        languages=(Language("nld", speaking=3, writing=8, reading=2, listening=2),),
        contracts=(Contract("O", "01"),),
        transport=(Transport(1, commuting=Flag(0), for_work=Flag(1)),),
        sites=("5678",),
        sectors=(47641, 95290),
        years_asked=(2,),
        hours=Hours(24, 40),
        office_hours=Flag(2),
        irregular=Flag(1),
        start=date(2027, 1, 1),
        end=date(2027, 12, 31),
        closing=date(2026, 12, 15),
        work_level="3",
        salary="15 euro per uur",
    )
    assert parsed.rest["adres"] == sample("vacancy_v3")["adres"]
    assert parsed.rest["werkgever"] == sample("vacancy_v3")["werkgever"]


def test_the_last_working_day_stands_in_for_the_end_of_the_work():
    record = {"flexibiliteit": {"datumEindeBeschikbaarVoorWerk": "2027-05-01"}}
    parsed = read_vacancy_v3(record, today=TODAY)
    assert parsed.domain.end == date(2027, 5, 1)
    assert write_vacancy_v3(parsed.domain, parsed.rest) == record


def test_a_change_in_the_domain_is_written():
    parsed = read_person_v3(sample("person_v3"), today=TODAY)
    changed = replace(parsed.domain, hours=Hours(8, None), office_hours=Flag(), licences=())
    back = write_person_v3(changed, parsed.rest)
    assert back["werktijden"] == {"aantalWerkurenPerWeekMinimaal": 8}
    assert "rijbewijs" not in back["arbeidsmarktkwalificatie"]


def test_writing_leaves_out_what_v3_has_no_element_for():
    parsed = read_person_v2(sample("person_v2"), today=TODAY)
    place = {"mobiliteit": {"bemiddelingspostcode": "1234AB"}}
    back = write_person_v3(parsed.domain, {"idWerkzoekende": "p-2", **place})
    assert back["bemiddelingsberoep"] == [{"codeBeroepsnaam": "8002"}]
    assert "competentiebeheersing" not in back["arbeidsmarktkwalificatie"]
    assert isinstance(parse_record(back, today=TODAY), Record)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2026-11-25", None, 1),
        ("2026-11-26", None, None),
        ("2025-11-26", None, 12),
        ("2025-11-25", None, 12),
        ("2020-01-01", "2020-12-31", 12),
        ("2020-01-01", "2020-12-30", 11),
        ("2020-01-31", "2020-02-28", 1),
        ("2020-02-29", "2021-02-28", 12),
        ("2020-01-01", "2020-01-01", 1),
        ("2020-01-02", "2020-01-01", None),
        ("2026-10-25", "2030-01-01", 1),
        ("2026-12-01", "2030-01-01", None),
        (None, "2020-01-01", None),
        (None, None, None),
    ],
)
@pytest.mark.parametrize("read", [read_person_v3, read_person_v2])
def test_months_of_a_job(read, first, last, months):
    job = {"datumAanvangWerkzaamheden": first, "datumEindeWerkzaamheden": last}
    given_dates = {key: value for key, value in job.items() if value} or {"naamOrganisatie": "X"}
    record = {"arbeidsmarktkwalificatie": {"werkervaring": [given_dates]}}
    assert read(record, today=TODAY).domain.experience == (Experience(months=months),)


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), TODAY), st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_months_agree_with_days(first, last):
    job = {
        "datumAanvangWerkzaamheden": first.isoformat(),
        "datumEindeWerkzaamheden": last.isoformat(),
    }
    record = {"arbeidsmarktkwalificatie": {"werkervaring": [job]}}
    months = read_person_v3(record, today=TODAY).domain.experience[0].months
    days = (min(last, TODAY) - first).days + 1
    if days <= 0:
        assert months is None
    else:
        assert months >= 1
        assert (months - 1) * 28 <= days
        assert days <= (months + 1) * 31


def test_a_v2_jobseeker_in_the_domain():
    domain = read_person_v2(sample("person_v2"), today=TODAY).domain
    assert domain.wished_occupations == (
        OccupationRef("8002", "Kweker"),
        OccupationRef(text="Bloemist"),
    )
    assert domain.experience == (
        Experience(OccupationRef("8001", "Hovenier"), 12, "Tuinen aanleggen"),
        Experience(OccupationRef(text="Hulp in de kas")),
    )
    assert domain.competences == (
        CompetenceRef(text="Aansturen", behaviour_code=24101),
        CompetenceRef(text="Presenteren", behaviour_code=24109),
        CompetenceRef(text="Snoeien"),
    )
    assert domain.courses == (Course("Eerste hulp"),)
    assert domain.education == (
        Education(4, "555", "Groen", None, Flag(1), 1),
        Education(name="Bloemschikken", text="Avondcursus"),
    )
    assert (domain.postcode4, domain.max_distance_km, domain.work_level) == (None, 30, 4)
    assert domain.interests == ("Tuinieren",)
    assert domain.hours == Hours(None, 24)


def test_the_rest_of_a_v2_jobseeker_holds_levels_and_removed_elements():
    rest = read_person_v2(sample("person_v2"), today=TODAY).rest
    before = sample("person_v2")
    behaviours = before["arbeidsmarktkwalificatie"]["gedragscompetentie"]
    assert rest["arbeidsmarktkwalificatie"]["gedragscompetentie"] == behaviours
    assert rest["voorkeursland"] == [{"landencodeIso": "NL"}]
    assert rest["flexibiliteit"] == {"codeRegiostraal": 4}


def test_a_v2_vacancy_in_the_domain():
    parsed = read_vacancy_v2(sample("vacancy_v2"), today=TODAY)
    assert parsed.domain.occupation == OccupationRef("8001", "Hovenier")
    assert parsed.domain.sites == ("2222",)
    assert parsed.domain.start == date(2027, 1, 4)
    assert parsed.domain.end == date(2027, 6, 30)
    assert parsed.domain.competences == (
        CompetenceRef(text="Samenwerken en overleggen", behaviour_code=24105),
        CompetenceRef(text="Maaien"),
    )
    assert (
        parsed.rest["werkgever"]["adresHouding"]
        == sample("vacancy_v2")["werkgever"]["adresHouding"]
    )
    own = {"arbeidsVoorwaarden": {"datumAanvangWerkzaamheden": "2027-02-01"}}
    both = {**sample("vacancy_v2"), **own}
    assert read_vacancy_v2(both, today=TODAY).domain.start == date(2027, 2, 1)


@pytest.mark.parametrize(("function", "sites"), [("V", ("1111",)), ("E", ("1111",)), ("C", ())])
def test_a_v2_work_site_is_the_address_of_the_work_else_of_the_branch(function, sites):
    dutch = {"codeFunctieAdres": function, "adres": {"adresNederland": {"postcode": "1111AA"}}}
    elsewhere = {"codeFunctieAdres": "E", "adres": {"adresBuitenland": {"landencodeIso": "BE"}}}
    record = {"werkgever": {"adresHouding": [elsewhere, dutch]}}
    assert read_vacancy_v2(record, today=TODAY).domain.sites == sites


@pytest.mark.parametrize("name", ["person", "vacancy"])
def test_v2_records_are_known_as_such(name):
    row = parse_record(sample(f"{name}_v2"), today=TODAY)
    assert isinstance(row, Record)
    assert (row.kind, row.version) == (name, "v2")


def test_two_alternatives_are_one_too_many_and_their_own_problems_show_too():
    record = sample("vacancy_v2")
    record["beroep"] = {
        "beroepsnaamGecodeerd": {"codeBeroepsnaam": "x"},
        "beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": 5},
    }
    found = {(one.path, one.rule) for one in parse_record(record, today=TODAY).problems}
    assert found == {
        ("$.beroep", "one_of"),
        ("$.beroep.beroepsnaamGecodeerd.codeBeroepsnaam", "pattern"),
        ("$.beroep.beroepsnaamOngecodeerd.naamBeroepOngecodeerd", "type"),
    }


def parts_of(value):
    """Return a strategy for records with fewer fields and other numbers of items."""
    if isinstance(value, dict):
        return st.fixed_dictionaries({}, optional={key: parts_of(value[key]) for key in value})
    if isinstance(value, list):
        return st.lists(st.one_of(*map(parts_of, value)), max_size=3)
    return st.just(value)


@given(parts_of(sample("person_v2")), parts_of(sample("vacancy_v2")))
@settings(max_examples=300, deadline=None)
def test_any_part_of_a_v2_record_can_be_read(person, vacancy):
    domain = read_person_v2(person, today=TODAY).domain
    behaviours = person.get("arbeidsmarktkwalificatie", {}).get("gedragscompetentie", [])
    kept = [one for one in behaviours if one.get("codeBeheersingGedragscompetentie") not in {3, 4}]
    named = [one for one in kept if set(one) - {"codeBeheersingGedragscompetentie"}]
    assert sum(one.behaviour_code is not None for one in domain.competences) == len(named)
    assert read_vacancy_v2(vacancy, today=TODAY).domain.sites in {(), ("1111",), ("2222",)}


# The extension.

OFFER = {
    "trial_placement": True,
    "adaptable_tasks": False,
    "adaptable_hours": True,
    "guidance": False,
    "learning_on_the_job": True,
    "pay_per_hour": 15.5,
}
PERSON_EXT = {"riasec_text": "SAE", "wishes": OFFER, "text": "Ik heb veel met hout gewerkt"}
VACANCY_EXT = {
    "kind": "leerbaan",
    "leerbaan": {"crebo": "25297", "niveau": 2, "leerweg": "BBL"},
    "regulated": "chauffeur",
    "riasec_text": "RC",
    "sites": [{"postcode": "9999ZZ"}, {"postcode": "5678"}],
    "offer": OFFER,
}


def test_the_extension_reaches_the_domain_and_comes_back():
    offer = Arrangement(**OFFER)
    person = parse_record({"id": "p", "vum": sample("person_v3"), "ext": PERSON_EXT}, today=TODAY)
    assert person.domain.wishes == offer
    assert (person.domain.riasec_text, person.domain.text) == ("SAE", PERSON_EXT["text"])
    vacancy = parse_record(
        {"id": "v", "vum": sample("vacancy_v3"), "ext": VACANCY_EXT}, today=TODAY
    )
    assert vacancy.domain.kind is VacancyKind.APPRENTICESHIP
    assert vacancy.domain.leerbaan == Leerbaan("25297", 2, "BBL")
    assert vacancy.domain.regulated == "chauffeur"
    assert vacancy.domain.sites == ("5678", "9999")
    assert vacancy.domain.offer == offer
    for domain, ext in ((Jobseeker(), PERSON_EXT), (Vacancy(), VACANCY_EXT)):
        full, rest = read_ext(domain, ext)
        assert write_ext(full, rest) == ext
        assert read_ext(domain, {}) == (domain, {})
        assert write_ext(domain, {}) == {}


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(ArrangementExt.model_fields)[:4]), st.booleans()))
def test_an_offer_comes_back(offer):
    full, rest = read_ext(Vacancy(), {"offer": offer, "regulated": False})
    assert write_ext(full, rest) == ({"offer": offer} if offer else {}) | {"regulated": False}


@pytest.mark.parametrize(
    ("kind", "ext", "path", "rule"),
    [
        ("person", {"offer": {}, "kleur": 1}, "$.ext.kleur", "unknown_field"),
        ("person", {"kind": "stage"}, "$.ext.kind", "unknown_field"),
        ("person", {"wishes": {"pay": 3}}, "$.ext.wishes.pay", "unknown_field"),
        ("person", {"wishes": {"guidance": 1}}, "$.ext.wishes.guidance", "type"),
        ("person", {"wishes": {"pay_per_hour": 500.5}}, "$.ext.wishes.pay_per_hour", "range"),
        ("person", {"wishes": {"pay_per_hour": True}}, "$.ext.wishes.pay_per_hour", "type"),
        ("person", {"wishes": {"pay_per_hour": "9"}}, "$.ext.wishes.pay_per_hour", "type"),
        ("person", {"text": "x" * 20_001}, "$.ext.text", "length"),
        ("person", {"riasec_text": 1}, "$.ext.riasec_text", "type"),
        ("vacancy", {"kind": "baan"}, "$.ext.kind", "code"),
        ("vacancy", {"leerbaan": {"crebo": "2529"}}, "$.ext.leerbaan.crebo", "pattern"),
        ("vacancy", {"leerbaan": {"niveau": 5}}, "$.ext.leerbaan.niveau", "range"),
        ("vacancy", {"leerbaan": {"leerweg": "bbl"}}, "$.ext.leerbaan.leerweg", "code"),
        ("vacancy", {"regulated": 1}, "$.ext.regulated", "type"),
        ("vacancy", {"regulated": "x" * 201}, "$.ext.regulated", "length"),
        ("vacancy", {"sites": [{"postcode": "123"}]}, "$.ext.sites[0].postcode", "pattern"),
        ("vacancy", {"sites": [{"plaats": "X"}]}, "$.ext.sites[0].postcode", "missing"),
        ("vacancy", {"sites": ["1234AB"]}, "$.ext.sites[0]", "type"),
        ("vacancy", {"offer": {"pay_per_hour": -1}}, "$.ext.offer.pay_per_hour", "range"),
    ],
)
def test_a_bad_extension_is_refused(kind, ext, path, rule):
    row = parse_record({"id": "r", "vum": sample(f"{kind}_v3"), "ext": ext}, today=TODAY)
    assert (path, rule) in {(found.path, found.rule) for found in row.problems}
    for found in row.problems:
        assert found.message("nl").startswith("Record r: $.ext.")
