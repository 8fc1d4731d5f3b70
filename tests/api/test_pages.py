"""The page without a browser: what it says, what it refuses, and how its HTML is built."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from fastapi.testclient import TestClient

from passend.api.desk import MOST_CHOICES
from passend.api.questions import LONGEST_TEXT

PERSON = "gemeente-voorbeeld:p-1"
OWN = {"sec-fetch-site": "same-origin", "origin": "http://localhost"}
SEARCH = {
    "zoek": "begrippen",
    "gezocht": "vacatures",
    "rol-1": "vereist",
    "deel-1": "brood bakken",
    "rol-2": "niet",
    "deel-2": "xqzzt <b>",
    "tekst": "Ik kan metselen.\r\nGeen ervaring met lassen.",
}
BROWSER = {"accept": "text/html,application/xhtml+xml"}
VOID = {"meta", "link", "input", "img", "br", "path", "rect", "circle"}


class Page(HTMLParser):
    """Elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(html)
        self.text = re.sub(r"\s+", " ", self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """Attributes of every element with this tag."""
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute."""
        return [a[attribute] for _, a in self.elements if attribute in a]


def ask(client: TestClient, **fields: str) -> Any:
    """Send the form as the page itself does."""
    return client.post("/zoeken", data=fields, headers=OWN | BROWSER)


@pytest.fixture(params=["start", "person", "vacancy text", "search", "error", "problem"])
def any_page(request: pytest.FixtureRequest, client: TestClient) -> Page:
    """The page in each of its states."""
    response = {
        "start": lambda: client.get("/"),
        "person": lambda: ask(client, zoek="vacatures", keuze=PERSON),
        "vacancy text": lambda: ask(client, zoek="personen", tekst="Bakker\nJe bakt brood."),
        "search": lambda: ask(client, **SEARCH),
        "error": lambda: ask(client, zoek="personen", sleutel="x:y"),
        "problem": lambda: client.get("/nee", headers=BROWSER),
    }[request.param]()
    assert response.headers["content-type"].startswith("text/html")
    return Page(response.text)


def test_every_page_is_sound_html_that_works_without_a_script(any_page: Page) -> None:
    assert any_page.unbalanced == []
    assert any_page.all("html") == [{"lang": "nl"}]
    assert any_page.all("script") in ([], [{"src": "/static/suggest.js", "defer": ""}])
    assert any_page.values("style") == []
    assert not any(name.startswith("on") for _, a in any_page.elements for name in a)
    ids = any_page.values("id")
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        for value in any_page.values(attribute):
            assert set(value.split()) <= set(ids), value
    for target in any_page.values("href"):
        assert target.startswith("/") or target.removeprefix("#") in ids


def test_every_control_has_a_label_and_headings_skip_no_level(any_page: Page) -> None:
    labelled = set(any_page.values("for"))
    for tag in ("select", "textarea", "input"):
        for control in any_page.all(tag):
            assert control.get("type") == "hidden" or control["id"] in labelled
    levels = [int(tag[1]) for tag, _ in any_page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    body = levels[levels.index(1) :]
    assert all(after - before <= 1 for before, after in pairwise(body))


def test_nothing_comes_from_elsewhere(any_page: Page, client: TestClient) -> None:
    for link in any_page.values("href") + any_page.values("src") + any_page.values("action"):
        assert link.startswith(("/", "#")), link
    for name in ("passend.css", "print.css", "passend.svg"):
        text = client.get(f"/static/{name}").text
        assert not re.search(r"url\(|@import|@font-face", text)


def test_every_page_tells_that_a_person_decides(client: TestClient) -> None:
    for response in (client.get("/"), ask(client, zoek="vacatures", tekst="brood bakken")):
        text = Page(response.text).text
        assert "kunstmatige intelligentie (AI)" in text
        assert "Een mens beslist." in text
        assert "wordt niet bewaard" in text
        assert "Reistijd:schatting" in text


def test_the_start_page_lists_the_records_without_names(client: TestClient, name: str) -> None:
    page = Page(client.get("/").text)
    chosen = [option["value"] for option in page.all("option") if "value" in option]
    assert PERSON in chosen
    assert "bron-a:v-4" in chosen
    assert len(chosen) <= 2 * (MOST_CHOICES + 1)
    assert "Magazijnmedewerker, vacature (bron-a)" in page.text
    assert re.search(r"Kandidaat [0-9a-f]{8} \(gemeente-voorbeeld\)", page.text)
    assert name.split()[-1] not in page.text


def test_a_stored_person_gets_an_explained_list_without_a_name(
    client: TestClient, name: str
) -> None:
    response = ask(client, zoek="vacatures", keuze=PERSON)
    assert response.status_code == 200
    text = Page(response.text).text
    assert name.split()[-1] not in response.text
    assert re.search(r"Werk voor kandidaat [0-9a-f]{8}", text)
    for heading in ("Past het best", "Eerst vragen", "Nu niet haalbaar", "Voorwaarden geteld"):
        assert heading in text
    for words in ("Heeft waarschijnlijk", "Nog niet bekend", "Wat u kunt vragen"):
        assert words in text
    for outcome in ("contract: voldaan", "reistijd: niet voldaan", "werktijden: onbekend"):
        assert outcome in text


def test_the_verdict_in_words_comes_before_the_number(client: TestClient) -> None:
    text = Page(ask(client, zoek="vacatures", keuze=PERSON).text).text
    assert re.search(r"Past (heel goed|goed|deels) \d+ van de 100 punten", text)


def test_the_terms_on_the_page_sum_to_the_score(client: TestClient) -> None:
    html = ask(client, zoek="vacatures", keuze=PERSON).text
    tables = re.findall(r"<tbody>(.*?)</tbody>\s*<tfoot>(.*?)</tfoot>", html, re.S)
    assert len(tables) == 4

    def numbers(row: str) -> list[int]:
        found = re.findall(r'<td class="n">([\d.]+)</td>', row)
        return [int(cell.replace(".", "")) for cell in found]

    for body, foot in tables:
        rows = [numbers(row) for row in body.split("</tr>") if "<td" in row]
        assert [sum(column) for column in zip(*rows, strict=True)] == numbers(foot)
        weight, known, assumed, total, most = numbers(foot)
        assert (weight, known + assumed, most) == (100, total, 13_056_000)


def test_the_status_tells_how_many_were_found(client: TestClient) -> None:
    html = ask(client, zoek="vacatures", keuze=PERSON).text
    status = re.search(r'<p class="lead" role="status" aria-atomic="true">(.*?)</p>', html)
    assert status is not None
    assert status[1].startswith("2 vacatures gevonden")
    assert "Gezocht in 4 vacatures." in status[1]
    assert "<title>2 vacatures gevonden: Werk voor" in html


def test_what_was_asked_stays_in_the_form(client: TestClient) -> None:
    text = "Bakker\r\nJe bakt brood & <b>gebak</b>."
    html = ask(client, zoek="personen", tekst=text, aantal="5").text
    assert "Personen voor Bakker" in html
    assert "Je bakt brood &amp; &lt;b&gt;gebak&lt;/b&gt;.</textarea>" in html
    assert "<option selected>5</option>" in html


def test_titles_of_vacancies_are_escaped(client: TestClient) -> None:
    html = ask(client, zoek="vacatures", keuze=PERSON).text
    assert "<b>metselaar" not in html
    assert "&lt;b&gt;metselaar" in html


@pytest.mark.parametrize(
    ("fields", "at", "message"),
    [
        ({}, "vacatures-keuze", "Kies een persoon, vul een sleutel in of plak een tekst."),
        ({"tekst": " \n "}, "vacatures-tekst", "De tekst is leeg."),
        ({"tekst": "a" * (LONGEST_TEXT + 1)}, "vacatures-tekst", "De tekst is te lang"),
        ({"sleutel": "x:y"}, "vacatures-sleutel", "Er is geen persoon met deze sleutel."),
        ({"sleutel": "x" * 401}, "vacatures-sleutel", "hoogstens 400 tekens"),
        ({"keuze": "bron-a:v-1"}, "vacatures-keuze", "Er is geen persoon met deze sleutel."),
        ({"sleutel": PERSON, "tekst": "x"}, "vacatures-tekst", "Vul maar een van de drie"),
    ],
)
def test_what_is_wrong_is_told_at_the_field(
    client: TestClient, fields: dict[str, str], at: str, message: str
) -> None:
    response = ask(client, zoek="vacatures", **fields)
    assert response.status_code == 400
    assert "<title>Fout: " in response.text
    page = Page(response.text)
    assert [a["id"] for _, a in page.elements if a.get("aria-invalid")] == [at]
    invalid = next(a for _, a in page.elements if a.get("aria-invalid"))
    assert f"{at}-fout" in invalid["aria-describedby"].split()
    assert f"#{at}" in page.values("href")
    assert page.text.count(message) == 2


def test_an_amount_that_is_not_offered_is_the_usual_one(client: TestClient) -> None:
    for amount in ("0", "1000000", "x", "٥"):
        response = ask(client, zoek="vacatures", tekst="brood bakken", aantal=amount)
        assert response.status_code == 200
        assert "<option selected>10</option>" in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:9999"},
        {"origin": "null"},
    ],
)
def test_a_form_of_another_website_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    response = client.post("/zoeken", data={"zoek": "vacatures", "keuze": PERSON}, headers=headers)
    assert response.status_code == 403
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "urn:passend:probleem:andere-herkomst"


def test_a_tool_may_send_the_form_without_those_headers(client: TestClient) -> None:
    fields = {"zoek": "vacatures", "keuze": PERSON}
    assert client.post("/zoeken", data=fields).status_code == 200


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"zoek=vacatures", "multipart/form-data; boundary=x", 415),
        (b"zoek=iets", "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 400),
        (b"zoek=vacatures&tekst=%ff%00brood", "application/x-www-form-urlencoded", 200),
        (b"zoek=vacatures&tekst=" + b"%C3%AB" * 200_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_odd_bodies_of_the_form(client: TestClient, content: bytes, kind: str, status: int) -> None:
    response = client.post("/zoeken", content=content, headers={"content-type": kind})
    assert response.status_code == status


def test_an_error_is_a_page_for_a_browser_and_a_problem_for_a_program(client: TestClient) -> None:
    page = client.get("/nee", headers=BROWSER)
    assert (page.status_code, "Niet gevonden" in page.text) == (404, True)
    assert client.get("/nee").headers["content-type"] == "application/problem+json"
    api = client.get("/v1/nee", headers=BROWSER)
    assert api.headers["content-type"] == "application/problem+json"


def test_nothing_personal_is_in_an_address(client: TestClient) -> None:
    for path in ("/?sleutel=x", "/zoeken?tekst=x"):
        assert "x" not in Page(client.get(path).text).values("value")
    assert client.get("/zoeken").status_code == 405
    assert all(form["method"] == "post" for form in Page(client.get("/").text).all("form"))


def test_what_was_understood_of_a_question_is_shown_and_escaped(client: TestClient) -> None:
    html = ask(client, **SEARCH).text
    text = Page(html).text
    assert "Zo hebben wij uw vraag begrepen" in text
    assert "‘xqzzt <b>’: Niet begrepen. Dit telt niet mee." in text
    assert "xqzzt &lt;b&gt;" in html
    assert "‘Ik kan metselen’" in text
    assert "‘Geen ervaring met lassen’" in text
    assert "<title>4 vacatures gevonden" in html


def test_how_a_pasted_text_was_understood_is_shown_and_can_be_corrected(client: TestClient) -> None:
    html = ask(client, zoek="vacatures", tekst="Ik kan metselen. Blabla.").text
    assert "Zo hebben wij uw vraag begrepen" in html
    taken = re.search(r'id="weg-tekst-1-1" name="weg" value="([^"]+)"', html)
    assert taken is not None
    fields = {"zoek": "begrippen", "gezocht": "vacatures", "tekst": "Ik kan metselen."}
    again = ask(client, **fields, weg=taken[1]).text
    assert f'name="weg" value="{taken[1]}" checked' in again
    assert f'id="weg-tekst-1-1" name="weg" value="{taken[1]}"' not in again


def test_a_chosen_concept_counts_only_while_its_name_stands_in_the_field(
    client: TestClient,
) -> None:
    chosen = {"begrip-1": "urn:passend:occupation:vakkenvuller", "gekozen-1": "Vakkenvuller"}
    told = Page(ask(client, zoek="begrippen", **chosen, **{"deel-1": "Vakkenvuller"}).text).text
    assert "Vakkenvuller (beroep, gekozen)" in told
    other = Page(ask(client, zoek="begrippen", **chosen, **{"deel-1": "bakker"}).text).text
    assert "gekozen" not in other


@pytest.mark.parametrize(
    ("fields", "at", "message"),
    [
        ({}, "deel-1", "Noem minstens een ding dat u wel zoekt."),
        ({"deel-1": "!!"}, "deel-1", "Gebruik letters"),
        ({"deel-2": "kok", "rol-2": "vereist", "deel-3": "a" * 201}, "deel-2", "Gebruik letters"),
        ({"deel-1": "kok", "tekst": "a" * (LONGEST_TEXT + 1)}, "vrij", "De tekst is te lang."),
        ({"zoals-persoon": "x:y"}, "zoals-persoon", "Er is geen record met deze sleutel."),
        ({"zoals-vacature": "x:y"}, "zoals-vacature", "Er is geen record met deze sleutel."),
        ({"weg": "urn:x", "deel-1": "kok"}, "deel-1", "Dit begrip kennen wij niet."),
    ],
)
def test_what_is_wrong_with_a_question_is_told_at_the_field(
    client: TestClient, fields: dict[str, str], at: str, message: str
) -> None:
    response = ask(client, zoek="begrippen", **fields)
    assert response.status_code == 400
    page = Page(response.text)
    assert [a["id"] for _, a in page.elements if a.get("aria-invalid")] == [f"begrippen-{at}"]
    assert f"#begrippen-{at}" in page.values("href")
    assert page.text.count(message) == 2
