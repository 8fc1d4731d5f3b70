"""Edits that say nothing new: reordering, which may change nothing, and other ways to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from .raw import JsonObject, edited_texts

__all__ = ["PLACEBOS", "Change", "reordered"]

Change = Callable[[JsonObject], JsonObject]

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[a-z]{6,}")
_NEUTRAL = "Dit staat ook in mijn map."


def reordered(record: JsonObject, seed: int) -> JsonObject:
    """The same record with the items of every list shuffled and its keys turned round."""
    random = Random(f"{seed} {record['id']}")  # noqa: S311 - not for secrecy
    found: JsonObject = _shuffled(record, random)
    return found


def _shuffled(value: Any, random: Random) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {key: _shuffled(value[key], random) for key in reversed(value)}
    if isinstance(value, list):
        items = [_shuffled(item, random) for item in value]
        random.shuffle(items)
        return items
    return value


def _by_line(edit: Callable[[list[str]], str]) -> Callable[[str], str]:
    """Edits the sentences of each line, so that headings keep what stands under them."""

    def edited(text: str) -> str:
        return "\n".join(edit(_SENTENCE.split(line)) for line in text.split("\n"))

    return edited


def _typing_error(text: str) -> str:
    """Two letters inside the longest lower-case word change places (the first of equals)."""
    found = max(_WORD.finditer(text), key=lambda word: len(word[0]), default=None)
    if found is None:
        return text
    middle = (found.start() + found.end()) // 2
    return text[: middle - 1] + text[middle] + text[middle - 1] + text[middle + 1 :]


def _bullets(text: str) -> str:
    return "\n".join(
        f"- {part.strip()}"
        for line in text.split("\n")
        for part in _SENTENCE.split(line)
        if part.strip()
    )


def _texts(edit: Callable[[str], str]) -> Change:
    return lambda record: edited_texts(record, edit)


def _paragraphs_turned(text: str) -> str:
    return "\n\n".join(reversed(re.split(r"\n\s*\n", text)))


PLACEBOS: Mapping[str, Change] = {
    "white space": _texts(lambda text: "  ".join(text.split(" ")) + " \n"),
    "line per sentence": _texts(_by_line("\n".join)),
    "bullets for sentences": _texts(_bullets),
    "HTML paragraphs": _texts(lambda t: "".join(f"<p>{p}</p>" for p in t.split("\n"))),
    "sentences turned round in each line": _texts(_by_line(lambda s: " ".join(reversed(s)))),
    "paragraphs turned round": _texts(_paragraphs_turned),
    "all lower case": _texts(str.lower),
    "all upper case": _texts(str.upper),
    "one typing error a text": _texts(_typing_error),
    "a sentence that says nothing": _texts(lambda text: f"{text} {_NEUTRAL}"),
}
