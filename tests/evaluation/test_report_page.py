"""The report as a page: it needs nothing else, escapes every text, and can be read by anyone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, sync_playwright

from passend.evaluation.measures import per_query, summary
from passend.evaluation.report.html import html
from passend.evaluation.report.plots import curve, plots_of
from passend.evaluation.report.view import report_of
from tests.evaluation.report_example import BASE, GOOD, QUERIES, results, run, task

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LONG = "a-very-long-name-" * 6


class Page(HTMLParser):
    """Tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def text() -> str:
    long = run(
        LONG,
        GOOD,
        top={q: [(f"http://x.example/{LONG}/{n}", 1.0) for n in range(10)] for q in QUERIES},
    )
    second = task(task=f"second({LONG})", complete=False, runs=[run("base", BASE), long])
    return html(report_of(results(task(), second, task(task="empty", runs=[], baseline=""))))


def test_the_page_asks_for_nothing_and_runs_nothing(text: str) -> None:
    page = Page(text)
    kinds = {tag for tag, _ in page.tags}
    assert kinds.isdisjoint({"script", "link", "img", "iframe", "object", "image", "base", "form"})
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "href", "xlink:href"):
            assert (attributes.get(name) or "#").startswith("#")
    assert re.findall(r"url\((?!#)|@import", text) == []


def test_texts_are_shown_as_they_are(text: str) -> None:
    assert "&lt;script&gt;alert(" in text
    assert "<script" not in text


def test_ids_stand_once_and_everything_that_refers_to_one_finds_it(text: str) -> None:
    page = Page(text)
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        for name in ("href", "xlink:href", "aria-labelledby"):
            for target in (attributes.get(name) or "").replace("#", "").split():
                assert target in ids
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


def test_tables_have_captions_and_heads_with_scope(text: str) -> None:
    page = Page(text)
    count = [tag for tag, _ in page.tags].count
    assert count("table") == count("caption") >= 12
    assert all(a.get("scope") in ("col", "row") for tag, a in page.tags if tag == "th")
    assert count("h1") == 1
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(low - high <= 1 for high, low in pairwise(levels))
    assert ("html", {"lang": "en"}) in page.tags


def test_the_run_card_holds_hashes_resources_and_seed(text: str) -> None:
    card = text[text.index('id="card"') :]
    for part in ("ef" * 32, "12" * 32, "cd" * 32, "ab" * 32, "words 1", "numpy 2.0"):
        assert part in card
    assert "<dt>Seed</dt><dd>7</dd>" in card
    assert "list, holds a published mapping" in card


def test_drawings_are_the_same_each_time_and_described() -> None:
    view = report_of(results()).tasks[0]
    first, again = (plots_of(view, "t") for _ in range(2))
    assert [plot.svg for plot in first] == [plot.svg for plot in again]
    assert len(first) == 4, "means, differences, curve, one slice with two values"
    for plot in first:
        root = ElementTree.fromstring(plot.svg)  # noqa: S314 - drawn here
        names = {child.tag.rpartition("}")[2] for child in root}
        assert {"title", "desc"} <= names
        assert "metadata" not in names
        assert root.get("role") == "img"
        assert "20" + "26-" not in plot.svg, "no date"
    assert "better on 8 queries, equal on 0, worse on 0" in first[1].description


def test_names_that_look_like_formulas_are_drawn_as_they_are() -> None:
    odd = report_of(results(task(runs=[run("base", BASE), run("a $x_{<b>$ & c", GOOD)])))
    means = plots_of(odd.tasks[0], "t")[0]
    ElementTree.fromstring(means.svg)  # noqa: S314 - drawn here
    assert "a $x_{&lt;b&gt;$ &amp; c" in means.svg


@pytest.mark.parametrize("kind", ["nDCG", "Success"])
def test_the_curve_is_the_measure_at_each_cut(kind: str) -> None:
    grades = {"q1": {"d1": 1, "d3": 3, "d9": 2}, "q2": {"d4": 1}, "q3": {"d1": 2}}
    top = {"q1": [(f"d{n}", 10.0 - n) for n in range(10)], "q2": [("d9", 2.0), ("d4", 1.0)]}
    one = run("x", BASE, top=top)
    found = curve(task(grades=grades), one, kind)
    names = [f"{kind}@{k}" for k in range(1, 11)]
    expected = summary(per_query(names, grades, {q: dict(row) for q, row in top.items()}))
    assert found == pytest.approx([expected[name] for name in names])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_page_fits_and_axe_finds_no_violation(
    text: str, browser: Browser, width: int, scheme: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(text, encoding="utf-8")
    asked: list[str] = []
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {LEVELS}}})")
    context.close()
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) >= 10
    assert asked == [file.as_uri()]
