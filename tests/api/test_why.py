"""What-ifs, gaps, places and sentences over the API, and in words."""

import pytest

from passend.api.changes_told import change_text, lift_text
from passend.api.sentence import sentence
from passend.engine.changes import Change
from passend.engine.matcher import Matcher
from passend.engine.model import (
    CompetenceRef,
    Course,
    Experience,
    Flag,
    Hours,
    Jobseeker,
    OccupationRef,
    Vacancy,
)
from passend.engine.pair import judge_pair
from passend.engine.weights import DEFAULT_WEIGHTS
from passend.engine.whatif import Lift
from passend.index.local import LocalIndex
from tests.support import coder as made_coder

WHY, EXPLAIN = "/v1/combinaties/_waarom", "/v1/combinaties/_uitleg"
PERSON, FAR = "gemeente-voorbeeld:p-1", "bron-a:v-2"


def test_a_place_is_told_with_what_the_last_has_more(client):
    body = {"persoon": PERSON, "vacature": FAR, "aantal": 1}
    why = client.post(WHY, json=body).json()
    assert why["haalbaar"] is False
    assert why["belemmeringen"] == ["Reisafstand en reistijd"]
    assert sum(one["meer"] for one in why["verschillen"]) == why["achterstand"]


def test_the_place_is_the_one_in_the_answer(client):
    answer = client.post("/v1/vacatures/_zoek", json={"persoon": {"sleutel": PERSON}}).json()
    for place, hit in enumerate(answer["passend"], start=1):
        why = client.post(WHY, json={"persoon": PERSON, "vacature": hit["sleutel"]}).json()
        assert (why["plaats"], why["opDeLijst"]) == (place, True)
        assert why["score"] == hit["uitleg"]["score"]


def test_a_person_has_a_place_in_the_list_of_a_vacancy(client):
    body = {"persoon": PERSON, "vacature": "bron-a:v-1", "lijst": "personen"}
    assert client.post(WHY, json=body).json()["plaats"] == 1


def test_a_place_of_an_unknown_record_is_not_found(client):
    assert client.post(WHY, json={"persoon": PERSON, "vacature": "x:y"}).status_code == 404


def test_what_is_not_feasible_says_what_lifts_it(client):
    answer = client.post("/v1/vacatures/_zoek", json={"persoon": {"sleutel": PERSON}}).json()
    (hit,) = (one for one in answer["nuNietHaalbaar"] if one["sleutel"] == FAR)
    (lift,) = hit["uitleg"]["oplossingen"]
    assert lift["voorwaarde"] == "travel"
    assert lift["verandering"]["haalbaar"] is True
    assert answer["weging"][0]["soort"] == "andere plekken"
    assert sum(answer["weging"][0]["criteria"].values()) == 100


def test_an_employer_gets_neither_what_lifts_nor_whom_to_ask(client):
    body = {"vacature": {"sleutel": FAR}, "publiek": "werkgever"}
    answer = client.post("/v1/personen/_zoek", json=body).json()
    assert answer["eerstVragen"] == []
    assert PERSON not in [one["sleutel"] for one in answer["nuNietHaalbaar"]]
    assert {one["voorwaarde"] for one in answer["tellingen"]} <= {
        *("asked", "contract", "languages", "licences", "period", "qualification")
    }
    pair = {"persoon": PERSON, "vacature": FAR, "publiek": "werkgever"}
    told = client.post(EXPLAIN, json=pair).json()
    assert (told["watAls"], told["oplossingen"], told["tekorten"]) == ([], [], [])


def test_an_audience_that_does_not_exist_is_refused(client):
    pair = {"persoon": PERSON, "vacature": FAR, "publiek": "buurman"}
    assert client.post(EXPLAIN, json=pair).status_code == 400


def test_an_explained_pair_has_gaps_ordered_by_what_they_gain(client):
    told = client.post(EXPLAIN, json={"persoon": PERSON, "vacature": "bron-a:v-3"}).json()
    gains = [one["erbij"] for one in told["tekorten"]]
    assert gains
    assert gains == sorted(gains, reverse=True)
    assert min(gains) > 0


def test_a_gap_gains_what_stating_it_gains():
    coder = made_coder()
    matcher = Matcher(coder, LocalIndex(coder.criteria, coder.width), None)
    person, vacancy = Jobseeker(text="Ik rijd heftruck."), Vacancy(title="Zelfstandig werkend kok")
    before = matcher.explain(person, vacancy).pair.score
    gaps = matcher.gaps(person, vacancy)
    assert len(gaps) == 5
    code = coder.vacancy(vacancy)
    for gap in gaps:
        stated = Jobseeker(text=person.text, competences=(CompetenceRef(gap.concept.iri),))
        after = judge_pair(coder.person(stated), code, coder.criteria, DEFAULT_WEIGHTS)
        # The same concept, stated in the record; words of its label count apart.
        mine = next(t for t in after.terms if t.criterion == "competences")
        old = matcher.explain(person, vacancy).pair.terms[0]
        assert gap.gain == mine.known - old.known
        assert before + gap.gain <= after.score


KOK = OccupationRef(text="Zelfstandig werkend kok")
COOK = Vacancy(title="Zelfstandig werkend kok", licences=("B",), hours=Hours(32, 32))
SAID = [
    (
        Jobseeker(experience=(Experience(KOK, 36),), licences=("B",)),
        "In het profiel staat werk als zelfstandig werkend kok",
    ),
    (Jobseeker(), "Over competenties is nog weinig bekend."),
    (
        Jobseeker(experience=(Experience(KOK, 36),), wished_occupations=(KOK,), licences=("B",)),
        "en dit is werk dat de persoon graag wil doen.",
    ),
    (
        Jobseeker(experience=(Experience(KOK, 36),), licences=("AM",), hours=Hours(8, 8)),
        "maar is nu niet haalbaar door: uren en werktijden en rijbewijs.",
    ),
]


@pytest.mark.parametrize(("person", "said"), SAID)
def test_the_sentence_says_the_strongest_that_is_known(person, said):
    coder = made_coder()
    matcher = Matcher(coder, LocalIndex(coder.criteria, coder.width), None)
    text = sentence(matcher.explain(person, COOK))
    assert said in text
    assert text.count(".") == 1
    assert text[0].isupper()


def test_what_is_proven_is_called_proven():
    coder = made_coder()
    matcher = Matcher(coder, LocalIndex(coder.criteria, coder.width), None)
    person = Jobseeker(courses=(Course("Heftruck rijden", certificate=Flag(1)),))
    vacancy = Vacancy(competences=(CompetenceRef(text="heftruck rijden"),))
    assert sentence(matcher.explain(person, vacancy)).startswith("Bewezen is ")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change("km", 5), "5 km verder reizen"),
        (Change("km_and_minutes", 5, "10"), "5 km verder en 10 minuten langer reizen"),
        (Change("all_times"), "ook avonden, weekenden en onregelmatige tijden"),
        (Change("more_hours", 4), "4 uur per week meer"),
        (Change("licence", what="B,C"), "rijbewijs B en C erbij"),
        (Change("shifts", what="night,weekend"), "ook nachtdiensten en weekenden"),
        (Change("kind", what="02"), "ook een leerbaan"),
        (Change("language", 3, "nld,speaking"), "Nederlands goed spreken"),
    ],
)
def test_a_change_in_words(change, text):
    assert change_text(change) == text


def test_a_condition_without_a_change_says_so():
    assert "geen verandering bekend" in lift_text(Lift("asked", None))


def test_the_page_says_why_something_is_not_on_the_list(client):
    found = client.post("/zoeken", data={"zoek": "vacatures", "sleutel": PERSON, "aantal": "10"})
    assert 'action="/waarom"' in found.text
    asked = {"zoek": "vacatures", "van": PERSON, "sleutel": FAR}
    page = client.post("/waarom", data=asked)
    assert page.status_code == 200
    assert "Niet hoger door: reisafstand en reistijd." in page.text
    assert client.post("/waarom", data={**asked, "sleutel": "x:y"}).status_code == 404


def test_the_page_refuses_the_question_of_another_site(client):
    asked = {"zoek": "vacatures", "van": PERSON, "sleutel": FAR}
    refused = client.post("/waarom", data=asked, headers={"origin": "https://elsewhere.example"})
    assert refused.status_code == 403
