"""The page: forms, and an answer with its explanation. Server-rendered; it needs no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import RecordKind

from .answers import Antwoord, Telling, Uitleg
from .desk import MOST_CHOICES, Desk
from .page_form import AMOUNTS, FormError, PageForm
from .page_search import LONGEST_PART, ROLES, SearchForm
from .problems_http import HttpProblem
from .questions import LONGEST_TEXT, Limits, NotFound
from .templating import render

__all__ = ["pages"]

_FORM = "application/x-www-form-urlencoded"
_OWN = ("same-origin", "none")


@dataclass(frozen=True, slots=True)
class Sums:
    """What the terms of an explanation come to, for the table and the bar beside the words."""

    known: int
    assumed: int
    most: int
    percent_known: int
    percent_assumed: int


def pages(desk: Desk) -> APIRouter:
    """Routes of the page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def start() -> HTMLResponse:
        """The empty form."""
        return _page(desk)

    @router.post("/zoeken")
    async def search(request: Request) -> HTMLResponse:
        """The answer, or the form with a message at the field."""
        _refuse_other_origin(request)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            raise HttpProblem("verkeerd-mediatype")
        fields = await request.form()
        given = [(k, v) for k, v in fields.multi_items() if isinstance(v, str)]
        question = SearchForm.read(given)
        if question is not None:
            return await run_in_threadpool(_search_question, desk, question)
        form = PageForm.read(dict(given))
        if form is None:
            raise HttpProblem("ongeldige-invoer", "Dit formulier is niet bekend.")
        most = None if dict(given).get("toon") == "alle" else 2
        return await run_in_threadpool(_search, desk, form, most)

    @router.post("/waarom")
    async def why(request: Request) -> HTMLResponse:
        """Why one record is where it is in the list of another."""
        _refuse_other_origin(request)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            raise HttpProblem("verkeerd-mediatype")
        fields = await request.form()
        given = {k: v.strip() for k, v in fields.multi_items() if isinstance(v, str)}
        return await run_in_threadpool(_why, desk, given)

    return router


def _why(desk: Desk, given: Mapping[str, str]) -> HTMLResponse:
    """Place in a list; ``zoek`` says whose list, as in the form of the question."""
    by_person = given.get("zoek") == "vacatures"
    asker, other = given.get("van", ""), given.get("sleutel", "")
    person, vacancy = (asker, other) if by_person else (other, asker)
    kind = RecordKind.PERSON if by_person else RecordKind.VACANCY
    try:
        found = desk.why(person, vacancy, kind, Limits())
    except NotFound:
        found = None
    html = render("why.html", why=found, versions=desk.versions())
    return HTMLResponse(html, 200 if found else 404)


def _search(desk: Desk, form: PageForm, per_employer: int | None) -> HTMLResponse:
    try:
        asked = form.asked(desk)
    except FormError as error:
        return _page(desk, form.with_error(error), status=400)
    limits = Limits(top=form.aantal, per_employer=per_employer)
    answer = (
        desk.answer(asked, limits)
        if form.key
        else desk.answer_text(form.side.asks, form.tekst, limits)
    )
    return _page(desk, form, answer, _heading(desk, form, asked))


def _search_question(desk: Desk, question: SearchForm) -> HTMLResponse:
    try:
        answer = question.answer(desk)
    except FormError as error:
        return _page(desk, question=question.with_error(error), status=400)
    heading = "Personen bij uw zoekvraag" if question.persons else "Werk bij uw zoekvraag"
    return _page(desk, answer=answer, heading=heading, question=question.understood(answer))


def _page(
    desk: Desk,
    form: PageForm | None = None,
    answer: Antwoord | None = None,
    heading: str = "",
    status: int = 200,
    question: SearchForm | None = None,
) -> HTMLResponse:
    forms = [PageForm.empty("vacatures"), PageForm.empty("personen")]
    if form is not None:
        forms = [form if form.side == one.side else one for one in forms]
    counts = desk.counts()
    if question is None and form is not None and answer is not None and answer.begrepen:
        question = SearchForm.of_text(form, answer)
    html = render(
        "page.html" if answer is None else "answer.html",
        forms=forms,
        form=form,
        answer=answer,
        heading=heading,
        choices={one.side.name: desk.choices(one.side.asks) for one in forms},
        counts={one.side.name: counts[one.side.asks] for one in forms},
        most_choices=MOST_CHOICES,
        longest_text=LONGEST_TEXT,
        amounts=AMOUNTS,
        versions=answer.versies if answer else desk.versions(),
        question=question or SearchForm(),
        roles=ROLES,
        longest_part=LONGEST_PART,
        sums=_sums,
        not_asked=_not_asked,
    )
    return HTMLResponse(html, status)


def _heading(desk: Desk, form: PageForm, asked: Jobseeker | Vacancy) -> str:
    """What was asked, in words: a title, a pseudonym, or the first line of a pasted vacancy."""
    if form.key:
        title = desk.title(form.side.asks, form.key).titel
    elif isinstance(asked, Jobseeker):
        title = "de geplakte tekst"
    else:
        title = asked.title or "de geplakte tekst"
    if form.key and form.side.by_person:
        title = title[:1].lower() + title[1:]
    return f"Werk voor {title}" if form.side.by_person else f"Personen voor {title}"


def _sums(uitleg: Uitleg) -> Sums:
    known = sum(term.bekend for term in uitleg.termen)
    assumed = sum(term.aangenomen for term in uitleg.termen)
    most = sum(term.hoogste for term in uitleg.termen)
    percent_known = known * 100 // most
    return Sums(known, assumed, most, percent_known, uitleg.procent - percent_known)


def _not_asked(telling: Telling, total: int) -> int:
    """Records for which this condition is not asked at all."""
    return total - telling.voldaan - telling.deels - telling.niet_voldaan - telling.onbekend


def _refuse_other_origin(request: Request) -> None:
    """Refuse a POST that another website made a browser send. Tools send neither header."""
    headers: Mapping[str, str] = request.headers
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in _OWN:
        raise HttpProblem("andere-herkomst")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        raise HttpProblem("andere-herkomst")
