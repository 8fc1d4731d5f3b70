"""From a matplotlib figure to SVG that stands in a page: its colours, its ids, its description."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

__all__ = ["BASE", "FOCUS", "GAIN", "INK", "LINE", "LOSS", "Plot", "axes", "house_style", "plot_of"]

INK, LINE, FOCUS, BASE = "#1a1c20", "#b9bec6", "#1f5fbf", "#b35900"
GAIN, LOSS = "#2a7d4f", "#b3262e"
_VARIABLES = {
    INK: "--ink", LINE: "--line", FOCUS: "--focus", BASE: "--base", GAIN: "--gain", LOSS: "--loss"
}  # fmt: skip
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "passend",
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": LINE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.linewidth": 0.8,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}
_FONT = re.compile(r"'DejaVu Sans'(?:, [^;\"]*)?(?=[;\"])")
WIDTH = 4.4


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing: its title, what it shows in words, and the SVG element."""

    title: str
    description: str
    svg: str


@contextmanager
def house_style() -> Iterator[None]:
    """Fonts and colours of all plots; what is drawn and written inside looks alike."""
    with mpl.rc_context(_STYLE):
        yield


def axes(height: float, left: float = 0.16, *, legend: bool = False) -> tuple[Figure, Axes]:
    """A figure without global state.

    Parameters
    ----------
    height : float
        Inches; the width is always the same, so that text is equally large in all plots.
    left : float
        Share of the width for the labels at the left.
    legend : bool
        Whether a line of names stands above the drawing.
    """
    figure = Figure(figsize=(WIDTH, height))
    low = 0.42 / height
    high = 1 - (0.26 if legend else 0.06) / height
    return figure, figure.add_axes((left, low, 0.97 - left, high - low))


def plot_of(figure: Figure, title: str, description: str, name: str) -> Plot:
    """Draw a figure; the same figure gives the same text.

    Parameters
    ----------
    name : str
        Put before every id, so that drawings do not meet in one page.
    """
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None}, transparent=True)
    text = out.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'id="', f'id="{name}-', text)
    text = re.sub(r'((?:xlink:)?href="|url\()#', rf"\1#{name}-", text)
    for colour, variable in _VARIABLES.items():
        text = text.replace(colour, f"var({variable}, {colour})")
    text = _FONT.sub("inherit", text)
    about = (
        f'role="img" aria-labelledby="{name}-title {name}-desc">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n'
        f'<desc id="{name}-desc">{escape(description)}</desc>\n'
    )
    start, rest = text.split(">", 1)
    start = re.sub(r' (?:width|height)="[^"]*pt"', "", start)
    return Plot(title, description, f"{start} {about}{rest.lstrip()}")
