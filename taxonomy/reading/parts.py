"""A text as headings and parts of lines, in order: what the judgement of each is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from .base import Section
from .cutting import cut
from .headings import heading_by_rule, looks_like_heading
from .lines import BULLET, lines_of

__all__ = ["Part", "parts_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, or a part of a line that may say something of its own.

    ``heading`` is the number of the part that is its heading, ``None`` = none stands above it;
    ``section`` is the section of that heading by rule.
    """

    text: str
    is_heading: bool = False
    is_item: bool = False
    heading: int | None = None
    section: Section | None = None


def parts_of(text: str) -> list[Part]:
    """Headings and parts of a text, in order."""
    found: list[Part] = []
    heading: int | None = None
    section: Section | None = None
    lines = lines_of(text)
    for line, after in zip_longest(lines, lines[1:], fillvalue=""):
        opened, content = heading_by_rule(line)
        if opened is not None or looks_like_heading(line, after):
            title = line[: len(line) - len(content)] if opened is not None else line
            content = content if opened is not None else ""
            heading, section = len(found), opened
            found.append(Part(_bare(title), is_heading=True, section=opened))
        item = BULLET.match(line) is not None
        found += _of_line(cut(content), item, heading, section)
    return found


def _bare(title: str) -> str:
    return title.strip(" *#_-–").strip()


def _of_line(
    texts: Iterable[str], item: bool, heading: int | None, section: Section | None
) -> list[Part]:
    return [Part(text, is_item=item, heading=heading, section=section) for text in texts]
