"""Search on competences: what is understood, what it does to the order, and how it is corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from passend.api.bootstrap import bootstrap
from passend.api.rest import create_app
from passend.api.search_question import Part, Role, Wanted, ask_persons, ask_vacancies
from passend.api.settings import Settings
from passend.api.web_settings import WebSettings
from passend.engine.model import CompetenceRef, Jobseeker, OccupationRef, Vacancy
from passend.engine.needs import needs_of
from passend.engine.offers import offers_of
from passend.index.records import to_stored
from passend.index.sources import Record, parse_record
from passend.index.store import RecordStore

TODAY = date(2026, 11, 25)
PERSONS, VACANCIES = "/v1/personen/_zoek", "/v1/vacatures/_zoek"


def person(number: int, text: str) -> dict[str, Any]:
    qualification = {"werkervaring": [{"toelichtingWerkervaring": text}] if text else []}
    return {
        "id": f"p-{number}",
        "source": "s",
        "kind": "person",
        "vum": {
            "idWerkzoekende": f"p-{number}",
            "mobiliteit": {"bemiddelingspostcode": "6811AB"},
            "arbeidsmarktkwalificatie": qualification,
        },
    }


def vacancy(number: int, title: str, text: str) -> dict[str, Any]:
    return {
        "id": f"v-{number}",
        "source": "s",
        "kind": "vacancy",
        "vum": {
            "idVacature": f"v-{number}",
            "adres": {"postcode": "6811AB"},
            "naamVacature": title,
            "omschrijvingVacature": text,
        },
    }


RECORDS = [
    person(1, "Gewerkt als heftruckchauffeur. Pallets laden en lossen."),
    person(2, "Gewerkt als kok. Ik kan niet meer als heftruckchauffeur werken."),
    person(3, ""),
    person(4, "Gewerkt als bakker."),
    vacancy(1, "Heftruckchauffeur", "Je laadt en lost pallets."),
    vacancy(2, "Bakker", "Je bakt brood en gebak."),
    vacancy(3, "Kok", "Je kookt gerechten."),
]


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    store = RecordStore.in_memory()
    for record in RECORDS:
        row = parse_record(record, today=TODAY)
        assert isinstance(row, Record), row
        store.put([to_stored(row, TODAY)])
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    yield bootstrap(settings, store=store, today=lambda: TODAY)
    store.close()


@pytest.fixture(scope="module")
def client(service):
    return TestClient(create_app(service, WebSettings()), base_url="http://localhost")


@pytest.fixture(scope="module")
def iri(service):
    """IRI of the concept with this label."""
    concepts = service.coder.taxonomy.concepts
    return lambda label: next(c.iri for c in concepts if c.label == label)


@pytest.fixture(scope="module")
def number(service, iri):
    """Id of the concept with this label."""
    return lambda label: service.coder.taxonomy.ids[iri(label)]


def ask(client: TestClient, path: str, **question: Any) -> dict[str, Any]:
    response = client.post(path, json={"zoekvraag": question, "aantal": 20})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def keys(answer: dict[str, Any], name: str = "passend") -> list[str]:
    return [hit["sleutel"] for hit in answer[name]]


def condition(answer: dict[str, Any], key: str) -> tuple[str, str]:
    """Outcome and text of what the asker requires or does not want, for one record."""
    hits = [*answer["passend"], *answer["nuNietHaalbaar"]]
    hit = next(hit for hit in hits if hit["sleutel"] == key)
    found = [c for c in hit["uitleg"]["voorwaarden"] if c["voorwaarde"] == "asked"]
    return found[0]["uitkomst"], found[0]["tekst"]


def test_required_is_a_condition_and_unknown_is_asked_not_refused(client):
    answer = ask(client, PERSONS, onderdelen=[{"rol": "vereist", "tekst": "heftruckchauffeur"}])
    assert keys(answer)[0] == "s:p-1"
    assert set(keys(answer)) == {"s:p-1", "s:p-3", "s:p-4"}
    assert condition(answer, "s:p-1") == ("voldaan", "Vereist en genoemd: Heftruckchauffeur.")
    assert condition(answer, "s:p-3")[0] == "onbekend"
    asked = next(h for h in answer["passend"] if h["sleutel"] == "s:p-3")["uitleg"]["vragen"]
    assert asked[0] == "Vraag of dit erbij hoort: Heftruckchauffeur."


def test_who_says_not_to_do_it_any_more_moves_down_with_the_reason(client):
    answer = ask(client, PERSONS, onderdelen=[{"rol": "vereist", "tekst": "heftruckchauffeur"}])
    assert keys(answer, "nuNietHaalbaar") == ["s:p-2"]
    outcome, text = condition(answer, "s:p-2")
    assert outcome == "niet voldaan"
    assert text == "Vereist, maar volgens de gegevens niet: Heftruckchauffeur."


def test_not_wanted_moves_down_what_names_it_and_hides_nothing(client):
    parts = [{"tekst": "bakker"}, {"rol": "niet", "tekst": "heftruckchauffeur"}]
    answer = ask(client, PERSONS, onderdelen=parts)
    assert keys(answer)[0] == "s:p-4"
    assert keys(answer, "nuNietHaalbaar") == ["s:p-1"]
    assert "U wilt dit niet, en het is genoemd" in condition(answer, "s:p-1")[1]
    everybody = [*keys(answer), *keys(answer, "nuNietHaalbaar")]
    assert len(everybody) == answer["aantal"] == 4
    counted = next(one for one in answer["tellingen"] if one["voorwaarde"] == "asked")
    assert counted["nietVoldaan"] == 1
    assert sum(v for k, v in counted.items() if isinstance(v, int)) == 4


def test_work_that_is_not_wanted_moves_down_too(client):
    parts = [{"tekst": "kok"}, {"rol": "niet", "tekst": "heftruckchauffeur"}]
    answer = ask(client, VACANCIES, onderdelen=parts)
    assert keys(answer)[0] == "s:v-3"
    assert keys(answer, "nuNietHaalbaar") == ["s:v-1"]


def test_a_question_of_codes_scores_as_the_record_that_says_the_same(service, number, iri):
    picked = [number("Heftruckchauffeur"), number("Brood, gebak")]
    wanted = Wanted(tuple(Part(Role.DESIRED, (concept,)) for concept in picked))
    same_work = Vacancy(
        occupation=OccupationRef(code=iri("Heftruckchauffeur")),
        competences=(CompetenceRef(code=iri("Brood, gebak")),),
    )
    coder = service.coder
    asked = ask_persons(wanted, coder)
    assert asked.code.needs == coder.vacancy(same_work).needs
    assert [n.concept for n in asked.needs.needs] == [
        n.concept for n in needs_of(same_work, coder.reader).needs
    ]
    same_person = Jobseeker(
        wished_occupations=(OccupationRef(code=iri("Heftruckchauffeur")),),
        competences=(CompetenceRef(code=iri("Brood, gebak")),),
    )
    offered = ask_vacancies(wanted, coder)
    assert offered.offers == offers_of(same_person, coder.reader)
    assert offered.code.gains == coder.person(same_person).gains


def test_words_of_a_text_count_as_those_of_a_record(service):
    title, person = Vacancy(title="Heftruckchauffeur"), Jobseeker(text="Ik heb brood gebakken.")
    asked = ask_persons(Wanted(text=title), service.coder)
    assert asked.needs.words == needs_of(title, service.coder.reader).words != ()
    offered = ask_vacancies(Wanted(text=person), service.coder)
    assert offered.offers.words == offers_of(person, service.coder.reader).words != ()


def test_words_of_examples_and_text_are_joined_to_length_one(service):
    coder = service.coder
    baker, driver = Vacancy(title="Bakker"), Vacancy(title="Heftruckchauffeur")
    asked = ask_persons(Wanted(text=driver, vacancies=(baker,)), coder)
    found = dict(asked.needs.words)
    alone = [dict(needs_of(one, coder.reader).words) for one in (baker, driver)]
    assert set(alone[0]).isdisjoint(alone[1])
    assert found == pytest.approx({t: w / 2**0.5 for one in alone for t, w in one.items()})


def test_words_of_what_is_taken_out_do_not_count_unless_what_is_asked_has_them(service, number):
    driver = number("Heftruckchauffeur")
    title = Vacancy(title="Heftruckchauffeur")
    assert ask_persons(Wanted(text=title, dropped=(driver,)), service.coder).needs.words == ()
    terms = set(service.coder.reader.terms("brood"))
    part = Part(Role.DESIRED, (number("Brood, gebak"),))
    unwanted = Part(Role.UNWANTED, (number("Brood- en banketbakker"),))
    assert terms
    assert terms <= dict(ask_persons(Wanted((part, unwanted)), service.coder).needs.words).keys()


def test_required_weighs_half_as_much_again(service, number):
    part = number("Heftruckchauffeur")

    def total(role: Role) -> float:
        asked = ask_persons(Wanted((Part(role, (part,)),)), service.coder)
        return sum(need.share for need in asked.needs.needs)

    assert total(Role.REQUIRED) == pytest.approx(1.5 * total(Role.DESIRED))


def test_what_was_guessed_is_no_condition(service, number):
    guessed = Wanted((Part(Role.REQUIRED, (number("Kapper"),), sure=False),))
    assert ask_persons(guessed, service.coder).code.facts["asked"].required == ()
    chosen = Wanted((Part(Role.REQUIRED, (number("Kapper"),)),))
    assert ask_persons(chosen, service.coder).code.facts["asked"].required == (number("Kapper"),)


def test_order_of_the_parts_makes_no_difference(client):
    parts = [{"tekst": "kok"}, {"rol": "vereist", "tekst": "bakker"}, {"tekst": "heftruck rijden"}]
    first = ask(client, PERSONS, onderdelen=parts)
    second = ask(client, PERSONS, onderdelen=parts[::-1])
    assert first["passend"] == second["passend"]


def test_like_this_vacancy_takes_its_needs_and_like_this_person_what_it_offers(client):
    baker = [{"soort": "vacature", "sleutel": "s:v-2"}]
    assert keys(ask(client, PERSONS, zoals=baker))[0] == "s:p-4"
    assert keys(ask(client, VACANCIES, zoals=baker))[0] == "s:v-2"
    driver = [{"soort": "persoon", "sleutel": "s:p-1"}]
    assert keys(ask(client, PERSONS, zoals=driver))[0] == "s:p-1"
    assert keys(ask(client, VACANCIES, zoals=driver))[0] == "s:v-1"
    assert ask(client, VACANCIES, zoals=driver)["begrepen"]["voorbeelden"] != ["s:p-1"]


def test_interests_are_asked_of_the_interests_alone(service, number):
    asked = ask_persons(Wanted((Part(Role.INTEREST, (number("Kapper"),)),)), service.coder)
    assert asked.needs.needs == ()
    assert asked.code.needs["interests"].ids == (number("Kapper"),)
    assert asked.code.needs["wish"].ids == ()
    offered = ask_vacancies(Wanted((Part(Role.INTEREST, (number("Kapper"),)),)), service.coder)
    assert [offer.concept for offer in offered.offers.interests] == [number("Kapper")]
    assert offered.offers.wish == ()


def test_the_answer_tells_per_part_what_was_understood_and_what_was_not(client):
    parts = [
        {"rol": "vereist", "tekst": "heftruckchaufeur"},
        {"tekst": "kok"},
        {"tekst": "xqzzt"},
        {"tekst": "ik ben autistisch"},
    ]
    told = ask(client, PERSONS, onderdelen=parts)["begrepen"]["delen"]
    assert [part["invoer"] for part in told] == [part["tekst"] for part in parts]
    assert told[0]["begrippen"][0]["naam"] == "Heftruckchauffeur"
    assert told[0]["begrippen"][0]["manier"] == "bijna gelijk"
    assert told[0]["voorwaarde"]
    assert told[1]["begrippen"][0]["via"] == "Kok"
    assert not told[1]["voorwaarde"]
    assert [part["begrippen"] for part in told[2:]] == [[], []]
    assert told[2]["melding"] == "Niet begrepen. Dit telt niet mee."


def test_a_concept_that_was_understood_wrongly_can_be_taken_out_and_replaced(client, iri):
    text = "Gewerkt als bakker. Ik heb op de heftruck gereden."
    before = ask(client, VACANCIES, tekst=text)
    named = {c["iri"] for p in before["begrepen"]["tekst"] for c in p["begrippen"]}
    baker = next(c for c in named if "bakker" in c or c == iri("Brood- en banketbakker"))
    after = ask(client, VACANCIES, tekst=text, weg=[baker], onderdelen=[{"begrip": iri("Kapper")}])
    left = {c["iri"] for p in after["begrepen"]["tekst"] for c in p["begrippen"]}
    assert baker in named
    assert baker not in left
    assert [c["iri"] for c in after["begrepen"]["weggelaten"]] == [baker]
    assert after["begrepen"]["delen"][0]["begrippen"][0]["manier"] == "gekozen"
    scores = [
        next(h["uitleg"]["score"] for h in one["passend"] if h["sleutel"] == "s:v-2")
        for one in (before, after)
    ]
    assert scores[1] < scores[0]


def test_an_occupation_taken_out_takes_along_what_it_brought(service, number):
    kapper = Part(Role.DESIRED, (number("Kapper"),))
    title = Vacancy(title="Heftruckchauffeur")
    out = Wanted((kapper,), text=title, dropped=(number("Heftruckchauffeur"),))
    alone = ask_persons(Wanted((kapper,)), service.coder)
    assert ask_persons(out, service.coder).code.needs == alone.code.needs
    both = ask_persons(Wanted((kapper,), text=title), service.coder)
    assert both.code.needs != alone.code.needs


def test_a_text_is_told_by_place_and_never_repeated(client):
    text = "  Wilhelmina heeft  brood gebakken.\r\n Geen ervaring met lassen."
    response = client.post(VACANCIES, json={"tekst": text})
    assert "Wilhelmina" not in response.text
    told = response.json()["begrepen"]["tekst"]
    assert [text[one["van"] : one["tot"]] for one in told] == [
        "Wilhelmina heeft  brood gebakken",
        "Geen ervaring met lassen",
    ]
    assert told[0]["begrippen"]
    assert (told[1]["begrippen"], len(told[1]["niet"]) > 0) == ([], True)


@pytest.mark.parametrize(
    ("question", "path", "message"),
    [
        ({}, "/zoekvraag", "Noem minstens"),
        ({"onderdelen": [{"rol": "niet", "tekst": "kok"}]}, "/zoekvraag", "Noem minstens"),
        ({"onderdelen": [{"tekst": "xqzzt"}]}, "/zoekvraag", "Wij herkennen hierin geen werk"),
        ({"onderdelen": [{"begrip": "urn:x"}]}, "/zoekvraag/onderdelen/0/begrip", "kennen wij"),
        ({"weg": ["urn:x"]}, "/zoekvraag/weg/0", "kennen wij niet"),
        (
            {"onderdelen": [{"rol": "ja", "tekst": "kok"}]},
            "/zoekvraag/onderdelen/0/rol",
            "geen van",
        ),
        ({"onderdelen": {}}, "/zoekvraag/onderdelen", "lijst"),
        ({"onderdelen": [{"tekst": "kok"}] * 31}, "/zoekvraag/onderdelen", "hoogstens 30"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_place(client, question, path, message):
    response = client.post(PERSONS, json={"zoekvraag": question})
    assert response.status_code == 400
    fault = response.json()["fouten"][0]
    assert fault["pad"] == path
    assert message in fault["melding"]


def test_an_unknown_example_is_404(client):
    zoals = [{"soort": "persoon", "sleutel": "s:v-1"}]
    assert client.post(PERSONS, json={"zoekvraag": {"zoals": zoals}}).status_code == 404


def test_records_that_ask_have_no_condition_of_an_asker(client):
    answer = client.post(PERSONS, json={"vacature": {"sleutel": "s:v-1"}}).json()
    assert "asked" not in [one["voorwaarde"] for one in answer["tellingen"]]
    assert answer["begrepen"] is None


def test_suggestions_tell_the_name_that_matched(client):
    body = {"zoek": "winkelmedew", "soorten": ["beroep"], "aantal": 1}
    found = client.post("/v1/begrippen/_zoek", json=body).json()
    one = found["begrippen"][0]
    assert (one["soort"], one["gevonden"]) == ("beroep", "begin")
    assert one["via"] == "Winkelmedewerker"
    assert one["naam"] == "Verkoopmedewerker winkel"
    assert client.get("/v1/begrippen/_zoek?zoek=x").status_code == 405
