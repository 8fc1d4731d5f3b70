"""Results as one page that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from passend.evaluation.significance import FEWEST

from . import numbers
from .drawing import Plot
from .letters import LEVEL
from .markdown import TITLE
from .plots import plots_of
from .view import Report, TaskView

__all__ = ["html"]

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class _Part:
    """A task on the page."""

    name: str
    view: TaskView
    plots: tuple[Plot, ...]


def html(report: Report, focus: str | None = None, title: str = TITLE) -> str:
    """Write the page.

    Parameters
    ----------
    focus : str or None
        The run to look at closely; the one given to :func:`report_of`.
    """
    parts = []
    for place, view in enumerate(report.tasks, start=1):
        name = f"task-{place}"
        parts.append(_Part(name, view, tuple(plots_of(view, name, focus))))
    page = _environment().get_template("report.html")
    return page.render(
        title=title,
        results=report.results,
        parts=parts,
        level=LEVEL,
        fewest=FEWEST,
        style=_style(),
    )


def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("cell", "number", "p_value", "share", "signed", "stated"):
        made.filters[name] = getattr(numbers, name)
    made.filters["svg"] = Markup  # drawn here, with every text in it escaped
    made.filters["short"] = partial(_short, most=_LONGEST)
    return made


def _template(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _style() -> Markup:
    return Markup(_template("report.css"))  # noqa: S704 - ours


def _short(text: str, most: int) -> str:
    """Text on one line, cut at a length."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
