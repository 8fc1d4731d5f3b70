"""Markdown of single texts and of tables: nothing in a text may act as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["bare", "code", "cut", "plain", "table_of"]

_SPECIAL = re.compile(r"([\\`*\[\]|<>~#])|(?<!\w)(_)|(_)(?!\w)")


def table_of(head: Sequence[str], rows: Iterable[Sequence[str]], left: int) -> str:
    """A table of cells that are Markdown already.

    Parameters
    ----------
    left : int
        Columns with words; the others hold numbers and stand right.
    """
    rule = ["--"] * left + ["--:"] * (len(head) - left)
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *rows))


def plain(text: str) -> str:
    r"""Text that means nothing but itself, on one line.

    >>> print(plain("a|b"))
    a\|b
    """
    return _SPECIAL.sub(lambda found: "\\" + found[0], " ".join(text.split()))


def bare(text: str) -> str:
    """Text that may be code already."""
    return text if text.startswith("`") else plain(text)


def code(text: str) -> str:
    """A name in code, also in a table."""
    line = " ".join(text.split())
    return plain(line) if "`" in line else "`" + line.replace("|", "\\|") + "`"


def cut(text: str, most: int) -> str:
    """At most so many characters, with an ellipsis where something is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
