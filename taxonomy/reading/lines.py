"""Lines of a text, however it came: HTML, pasted e-mail, wrapped, or scanned.

What is mended is only what has one reading: a word broken at a line's end, a digit inside a word,
a space that is missing after a full stop. Words themselves are the linker's to correct.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise

from passend.taxonomy.normalise import is_function_word

__all__ = ["BULLET", "lines_of"]

BULLET = re.compile(r"^([-–—•▪●·‣◦o](?=\s)|[•▪●·‣◦]|[-–—](?=\w)|\*(?!\*)|\(?\d{1,2}[.)](?=\s))\s*")
_TAG = re.compile(r"<(?:br|/?p|/?li|/?[uo]l|/?h\d|/?div|/?tr)\b[^>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{1,200}>")
# A heading inside a line: "Wij leveren brood. Wat ga je doen: bezorgen".
_INSIDE = re.compile(r"(?<=[.!?])\s+(?=[A-Z][^.!?:]{2,40}: )")
_INVISIBLE = str.maketrans({"\u00ad": "", "\u200b": "", "\ufeff": "", "ﬁ": "fi", "ﬂ": "fl"})
# "sol- liciteren", but not "in- en uitladen".
_BROKEN = re.compile(r"(?<=[a-zà-ÿ])[-¬]\s+(?!(?:en|of|tot|dan|als|naar|plus)\b)(?=[a-zà-ÿ]{2})")
_ONE = re.compile(r"(?<=[a-z])[1|](?=[a-z])|(?<![\w€.,-])1(?!e\b|ste\b)(?=[a-z]{3})")
_ZERO = re.compile(r"(?<=[a-z])0(?=[a-z])")
_STUCK = re.compile(r"(?<=[a-zà-ÿ)][.!?;:])(?=[A-ZÀ-Ý][a-zà-ÿ])|(?<=[a-zà-ÿ],)(?=[a-zà-ÿ])")
_ENDED = re.compile(r"[.!?:;]$")
_LEAST_WIDTH = 35
_MOST_WIDTH = 120
_WRAPPED_SHARE = 0.8
_LEAST_WRAPPED = 2


def lines_of(text: str) -> list[str]:
    """Lines with content, in order: no tags, no marks of a quoted e-mail, wrapped lines joined."""
    text = text.translate(_INVISIBLE)
    if "<" in text:
        text = _ANY_TAG.sub(" ", _TAG.sub("\n", _ITEM.sub("\n- ", text)))
    plain = html.unescape(text) if "&" in text else text
    lines = [line for raw in plain.splitlines() if (line := " ".join(raw.split()).strip("> |"))]
    mended = (_mended(line) for line in _unwrapped(lines))
    return [part for line in mended for part in _INSIDE.split(line)]


def _mended(line: str) -> str:
    line = _BROKEN.sub("", line)
    line = _ZERO.sub("o", _ONE.sub("l", line))
    return _STUCK.sub(" ", line)


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines joined where a greedy wrapping broke them: the next word would not have fitted.

    Only in a text where that explains most lines that go on in small letters, and where one at
    least breaks off after a comma or a word that cannot be the last: a list has no such lines.
    """
    width = max(map(len, lines), default=0)
    if len(lines) < 2 or not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        return _hyphens_joined(lines)
    goes_on = [
        after[:1].islower() and not _ENDED.search(before) and not BULLET.match(after)
        for before, after in pairwise(lines)
    ]
    wrapped = [
        on and len(before) + 1 + len(after.split(" ", 1)[0]) > width
        for on, before, after in zip(goes_on, lines, lines[1:], strict=False)
    ]
    amid = any(w and _is_open(line) for w, line in zip(wrapped, lines, strict=False))
    if not amid or sum(wrapped) < max(_LEAST_WRAPPED, _WRAPPED_SHARE * sum(goes_on)):
        return _hyphens_joined(lines)
    return _hyphens_joined(_joined(lines, wrapped))


def _is_open(line: str) -> bool:
    return line.endswith(",") or is_function_word(line.rsplit(" ", 1)[-1].casefold())


def _joined(lines: list[str], with_next: list[bool]) -> list[str]:
    found = [lines[0]]
    for line, joins in zip(lines[1:], with_next, strict=True):
        if joins:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _hyphens_joined(lines: list[str]) -> list[str]:
    """Lines joined where the first ends within a word: ``sol-`` and ``liciteren``."""
    joins = [
        _BROKEN.search(f"{before[-2:]} {after[:6]}") is not None and before.endswith(("-", "¬"))
        for before, after in pairwise(lines)
    ]
    return _joined(lines, joins) if any(joins) else lines
