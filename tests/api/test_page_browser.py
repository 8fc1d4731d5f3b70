"""The page in a browser: reflow, keyboard, large text, with and without script, and axe-core."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (320, 768, 1280)
STATES = ("start", "vacancy text", "person", "search", "error", "search error", "problem")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TEXT = "Medewerker groen\nJe maait gras en snoeit heesters. Rijbewijs B is vereist."

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    """Address of a running server."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=20)
    listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, *, script: bool) -> Iterator[Page]:
    """Page that must load nothing from elsewhere and must not run into its own policy."""
    context = browser.new_context(
        base_url=address, java_script_enabled=script, viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    elsewhere: list[str] = []
    messages: list[str] = []
    page.on("request", lambda r: elsewhere.append(r.url) if address not in r.url else None)
    page.on("console", lambda m: messages.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert elsewhere == []
    assert [m for m in messages if "Content Security Policy" in m] == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Page with JavaScript off, as every test but axe's uses it."""
    with opened(browser, address, script=False) as page:
        yield page


@pytest.fixture
def scripted(browser: Browser, address: str) -> Iterator[Page]:
    """Page with JavaScript on: axe-core waits on timers, which need it."""
    with opened(browser, address, script=True) as page:
        yield page


def go(page: Page, state: str) -> None:
    """Bring the page into a state, the way a person does."""
    page.goto("/nee" if state == "problem" else "/")
    if state == "vacancy text":
        page.get_by_label("Plak een vacaturetekst").fill(TEXT)
        page.get_by_role("button", name="Zoek personen").click()
    if state == "person":
        page.get_by_label("Kies een persoon").select_option("gemeente-voorbeeld:p-1")
        page.get_by_role("button", name="Zoek werk").click()
    if state == "search":
        page.get_by_label("Onderdeel 1: Competentie").fill("brood bakken")
        page.get_by_label("Onderdeel 1: Hoe belangrijk").select_option("vereist")
        page.get_by_label("Onderdeel 2: Competentie").fill("xqzzt")
        page.get_by_label("Vrije tekst").fill("Ik kan metselen. Ik werk 24 uur.")
        page.get_by_role("button", name="Zoek op competenties").click()
    if state == "search error":
        page.get_by_role("button", name="Zoek op competenties").click()
    if state == "error":
        page.get_by_role("button", name="Zoek werk").click()
    heading = {"problem": "Niet gevonden", "person": "Werk voor", "vacancy text": "Personen voor"}
    heading |= {"search": "Personen bij"}
    expect(page.locator("h1")).to_contain_text(heading.get(state, "Wie past bij welk werk?"))
    page.wait_for_load_state("load")  # the style sheet too


def unfold(page: Page) -> None:
    """Open everything that can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def too_wide(page: Page) -> Any:
    """Elements that make the page scroll sideways, outside a region that may."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll'))
            .map(e => e.outerHTML.slice(0, 80));
        }"""
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_every_width(page: Page, state: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    go(page, state)
    unfold(page)
    assert too_wide(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("state", STATES)
def test_text_of_twice_the_size_fits(page: Page, state: str) -> None:
    go(page, state)
    unfold(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert too_wide(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
def test_axe_finds_no_violation(scripted: Page, state: str, width: int) -> None:
    scripted.set_viewport_size({"width": width, "height": 800})
    go(scripted, state)
    unfold(scripted)
    scripted.evaluate(AXE.read_text(encoding="utf-8"))
    result = scripted.evaluate(f"axe.run(document, {{runOnly: {LEVELS}}})")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in result["violations"]] == []
    assert len(result["passes"]) >= 10


@pytest.mark.parametrize("state", STATES)
def test_every_target_is_large_enough(page: Page, state: str) -> None:
    go(page, state)
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, select, input, textarea, summary')]
          .filter(e => e.type !== 'hidden' && e.checkVisibility() && !e.classList.contains('skip'))
          .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24)
          .map(([html]) => html)"""
    )
    assert small == []


def test_the_whole_path_works_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    for label in ("Kies een persoon", "Vul een sleutel in", "Plak een tekst over de persoon"):
        page.keyboard.press("Tab")
        expect(page.get_by_label(label).first).to_be_focused()
    page.keyboard.type("Ik heb orders verzameld in een magazijn.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zoek werk")).to_be_focused()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 2
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Werk voor de geplakte tekst")
    summary = page.get_by_text("Waarom deze score?").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if summary.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("De som achter de score").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name=re.compile("De som")).first).to_be_focused()


def test_an_error_is_focused_and_linked(page: Page) -> None:
    go(page, "error")
    field = page.get_by_label("Kies een persoon")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Fout: Kies een persoon"))
    expect(page).to_have_title(re.compile("^Fout: "))
    expect(page.get_by_role("alert")).to_contain_text("Kies een persoon, vul een sleutel in")
    page.get_by_role("alert").get_by_role("link").click()
    expect(field).to_be_focused()


def test_the_answer_is_announced_and_its_address_holds_nothing(page: Page, address: str) -> None:
    go(page, "person")
    expect(page.locator("h1")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("2 vacatures gevonden")
    assert page.url == f"{address}/zoeken"


def test_on_paper_everything_is_open_and_nothing_is_to_click(page: Page) -> None:
    go(page, "person")
    page.emulate_media(media="print")
    expect(page.get_by_text("De som achter de score").first).to_be_visible()
    expect(page.get_by_role("button", name="Zoek werk")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def options(page: Page) -> Locator:
    """Concepts in the open list; those of a select have the same role."""
    return page.get_by_role("listbox").get_by_role("option")


def suggested(page: Page) -> Any:
    """The field, with the list open below it."""
    page.goto("/")
    field = page.get_by_label("Onderdeel 1: Competentie")
    field.click()
    field.press_sequentially("heftr")
    expect(options(page).first).to_be_visible()
    return field


def test_a_concept_is_chosen_by_keyboard(scripted: Page) -> None:
    field = suggested(scripted)
    listed = options(scripted)
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(scripted.get_by_role("listbox", name="Begrippen")).to_be_visible()
    expect(listed.first).to_have_attribute("aria-selected", "false")
    field.press("ArrowDown")
    expect(listed.first).to_have_attribute("aria-selected", "true")
    active = field.get_attribute("aria-activedescendant")
    assert active is not None
    assert listed.first.get_attribute("id") == active
    field.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", active)
    field.press("ArrowDown")
    name = listed.first.locator("span").first.inner_text()
    field.press("Enter")
    expect(field).to_have_value(name)
    expect(field).to_have_attribute("aria-expanded", "false")
    assert scripted.url.endswith("/")
    assert scripted.locator("[name=begrip-1]").input_value() != ""
    field.press("Enter")
    expect(scripted.locator("#begrepen")).to_be_visible()
    expect(scripted.get_by_text("gekozen")).to_be_visible()


def test_a_concept_is_chosen_by_mouse_and_typing_on_forgets_it(scripted: Page) -> None:
    field = suggested(scripted)
    options(scripted).first.click()
    assert scripted.locator("[name=begrip-1]").input_value() != ""
    expect(field).to_be_focused()
    field.press("x")
    assert scripted.locator("[name=begrip-1]").input_value() == ""


def test_escape_and_leaving_close_the_list_and_keep_what_is_typed(scripted: Page) -> None:
    field = suggested(scripted)
    field.press("Escape")
    expect(scripted.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("heftr")
    field.press("ArrowDown")
    expect(options(scripted).first).to_be_visible()
    field.press("Tab")
    expect(scripted.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("heftr")


def test_the_number_of_suggestions_is_announced(scripted: Page) -> None:
    field = suggested(scripted)
    expect(scripted.get_by_text("begrippen. Kies met de pijltjes.").first).to_be_attached()
    field.fill("xqzzt")
    expect(scripted.get_by_text("Geen begrip gevonden.").first).to_be_attached()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
def test_axe_finds_no_violation_in_the_open_list(scripted: Page, width: int) -> None:
    scripted.set_viewport_size({"width": width, "height": 800})
    suggested(scripted).press("ArrowDown")
    scripted.evaluate(AXE.read_text(encoding="utf-8"))
    result = scripted.evaluate(f"axe.run(document, {{runOnly: {LEVELS}}})")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in result["violations"]] == []
    assert too_wide(scripted) == []


def test_without_a_script_what_is_typed_is_understood_and_corrected(page: Page) -> None:
    go(page, "search")
    told = page.locator(".understood")
    expect(told).to_contain_text("Brood, gebak")
    expect(told).to_contain_text("Niet begrepen. Dit telt niet mee.")
    expect(page.get_by_label("Onderdeel 1: Competentie")).to_have_value("brood bakken")
    told.get_by_text("Bedoelt u iets anders bij ‘brood bakken’?").click()
    told.get_by_label("Laat weg: Brood, gebak").check()
    page.get_by_role("button", name="Zoek opnieuw").click()
    expect(page.locator(".understood")).to_contain_text("Weggelaten.")
    expect(page.get_by_label("Brood, gebak", exact=True)).to_be_checked()
