"""The screen of ``passend judge grade``: shows two records, asks, and saves every answer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar

from rich.markdown import Markdown
from rich.rule import Rule
from rich.text import Text

from passend.api.terminal import console
from passend.evaluation.collection import Collection
from passend.evaluation.judging.form import Feasible, Judgement, Pair
from passend.evaluation.judging.session import REASONS, Judging, Walk
from passend.evaluation.judging.view import (
    Label,
    Row,
    person_view,
    qualification_view,
    vacancy_view,
)
from passend.index.sources import Kind

__all__ = ["Sitting", "sit"]

_WIDEST = 100
_COLUMN = 14
_WORDS = {Feasible.YES: "ja", Feasible.NO: "nee", Feasible.UNKNOWN: "onbekend"}
_NAMES = {"vacancy": "Vacature", "person": "Persoon"}
_GUIDELINES = ("GUIDELINE.nl.md", "GUIDELINE.md")


class _Key(Enum):
    BACK = auto()
    SKIP = auto()
    STOP = auto()
    AGAIN = auto()
    HELP = auto()


_KEYS: Mapping[str, _Key] = {
    "t": _Key.BACK,
    "s": _Key.SKIP,
    "q": _Key.STOP,
    "": _Key.AGAIN,
    "?": _Key.HELP,
}
_GRADE: Mapping[str, int] = {str(grade): grade for grade in range(4)}
_FEASIBLE: Mapping[str, Feasible] = {
    key: feasible for feasible, word in _WORDS.items() for key in (word[0], word)
}
_REASON: Mapping[str, str] = {
    key: word for number, word in enumerate(REASONS, start=1) for key in (str(number), word)
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sitting:
    """One judge at work.

    Parameters
    ----------
    folder : Path
        Of the collection; its guideline is shown on request.
    by : {"vacancy", "person"}
        Which record stays on the screen while the other changes.
    """

    folder: Path
    collection: Collection
    by: Kind
    label: Label
    judging: Judging
    walk: Walk


def sit(sitting: Sitting) -> None:
    """Ask until the judge stops, the input ends or nothing is left."""
    shown: str | None = None
    while True:
        pair = sitting.walk.pair
        if pair is None:
            if not _once_more(sitting):
                return
            shown = None
            continue
        query = pair[0] if sitting.by == "vacancy" else pair[1]
        _show(sitting, pair, whole=query != shown)
        shown = query
        answer = _judged(sitting)
        if answer is _Key.STOP:
            return
        if isinstance(answer, Judgement):
            sitting.judging.save(pair, answer)
            sitting.walk.advance()
        elif answer is _Key.SKIP:
            sitting.walk.skip()
        elif answer is _Key.BACK and not sitting.walk.back():
            _say("Dit is het eerste paar.")
        elif answer is _Key.AGAIN:
            shown = None


def _once_more(sitting: Sitting) -> bool:
    """At the end: whether the judge goes back instead of stopping."""
    left = sitting.walk.left
    _say(f"Klaar; {left} overgeslagen, die komen de volgende keer terug." if left else "Klaar.")
    while (typed := _typed("Enter = stoppen, t = terug naar het laatste paar: ")) not in ("", "q"):
        if typed == "t":
            return sitting.walk.back()
    return False


def _show(sitting: Sitting, pair: Pair, *, whole: bool) -> None:
    vacancy, person = sitting.collection.vacancies[pair[0]], sitting.collection.persons[pair[1]]
    views = {
        "vacancy": (pair[0], vacancy_view(vacancy, sitting.label)),
        "person": (pair[1], person_view(person, sitting.label)),
    }
    other = "person" if sitting.by == "vacancy" else "vacancy"
    if whole:
        _rule(f"{_NAMES[sitting.by]} {views[sitting.by][0]}")
        _rows(views[sitting.by][1])
    about = f"bij vacature {pair[0]}" if sitting.by == "vacancy" else f"bij persoon {pair[1]}"
    _rule(f"{_NAMES[other]} {views[other][0]} {about} · nog {sitting.walk.left}")
    if not whole and sitting.by == "vacancy":
        _rows([Row("Vacature", vacancy.title or "zonder titel")])
    _rows([*views[other][1], *qualification_view(vacancy, person)])
    console.print()
    if pair in sitting.judging.judged:
        _say(f"Uw antwoord tot nu toe: {_told(sitting.judging.judged[pair])}")


def _judged(sitting: Sitting) -> Judgement | _Key:
    """Answer of the judge on the pair that is shown, or what to do instead."""
    while True:
        _say("Past dit? Reizen, uren, contract, rijbewijs en taal tellen hier niet mee.")
        _say("  3 past   2 past met een gat   1 verwant   0 nee")
        _say("  ? uitleg   t terug   s overslaan   q stoppen   Enter: toon alles opnieuw")
        grade = _asked(sitting, "Cijfer: ", _GRADE, "Typ 0, 1, 2 of 3, of ? voor uitleg.")
        if isinstance(grade, _Key):
            return grade
        if grade == 0:
            return Judgement(0, None, None)
        answer = _feasible(sitting, grade)
        if answer is not _Key.BACK:
            return answer


def _feasible(sitting: Sitting, grade: int) -> Judgement | _Key:
    while True:
        _say("Is het haalbaar, volgens wat er staat?   j ja   n nee   o onbekend")
        feasible = _asked(sitting, "Haalbaar: ", _FEASIBLE, "Typ j, n of o, of ? voor uitleg.")
        if isinstance(feasible, _Key):
            return feasible
        if feasible is not Feasible.NO:
            return Judgement(grade, feasible, None)
        _say("Waarom niet?")
        numbered = [f"{number} {word:12}" for number, word in enumerate(REASONS, start=1)]
        for start in range(0, len(numbered), 4):
            _say("  " + "  ".join(numbered[start : start + 4]).rstrip())
        reason = _asked(sitting, "Reden: ", _REASON, "Typ een getal van 1 tot en met 8.")
        if not isinstance(reason, _Key):
            return Judgement(grade, feasible, reason)
        if reason is not _Key.BACK:
            return reason


def _asked(sitting: Sitting, prompt: str, meaning: Mapping[str, T], wrong: str) -> T | _Key:
    while True:
        typed = _typed(prompt)
        if typed in meaning:
            return meaning[typed]
        key = _KEYS.get(typed)
        if key is _Key.HELP:
            _guideline(sitting.folder)
        elif key is not None:
            return key
        else:
            _say(wrong)


def _typed(prompt: str) -> str:
    """What the judge types, in lower case; the end of the input and Ctrl-C stop the session."""
    try:
        return input(prompt).strip().lower()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return "q"


def _guideline(folder: Path) -> None:
    found = next((folder / name for name in _GUIDELINES if (folder / name).is_file()), None)
    if found is None:
        _say(f"In {folder} staat geen {_GUIDELINES[-1]}.")
        return
    _rule("Uitleg")
    console.print(Markdown(found.read_text(encoding="utf-8")), width=_width())
    _rule("")


def _told(judgement: Judgement) -> str:
    if judgement.feasible is None:
        return str(judgement.grade)
    why = f" ({judgement.reason})" if judgement.reason else ""
    return f"{judgement.grade}, haalbaar: {_WORDS[judgement.feasible]}{why}"


def _width() -> int:
    return min(console.width, _WIDEST)


def _rule(title: str) -> None:
    console.print()
    console.print(Rule(title, align="left", style="none"), width=_width())


def _rows(rows: Iterable[Row]) -> None:
    for row in rows:
        lines = [line for part in row.text.split("\n") for line in _wrapped(part)]
        _line(Text.assemble((f"{row.name:{_COLUMN}}", "bold"), lines[0]))
        for line in lines[1:]:
            _line(Text(" " * _COLUMN + line if line else ""))


def _wrapped(text: str) -> list[str]:
    indent = "  " if text.startswith(("- ", "* ", "• ")) else ""
    room = max(_width() - _COLUMN - 1, 20)
    return textwrap.wrap(text, room, subsequent_indent=indent) or [""]


def _line(text: Text) -> None:
    console.print(text, highlight=False, soft_wrap=True)


def _say(text: str) -> None:
    console.print(text, markup=False, highlight=False, width=_width())
