"""Typing errors in what people typed: words of free text, never codes, numbers or postcodes.

One error a word, of four kinds in equal shares: two letters swapped, a letter dropped, a letter
doubled, a neighbouring key of the QWERTY keyboard that Dutch offices use. Single errors of these
kinds are most of all typing errors (Damerau, CACM 1964) and seldom fall on the first letter
(Kukich, ACM Computing Surveys 1992), which therefore stays. Errors of spelling that come from
sound ("ei" for "ij") or from writing compounds apart are not made: this measures slips of the hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import partial
from random import Random
from typing import Any, TypeVar, cast

from passend.engine.model import CompetenceRef, Education, OccupationRef
from passend.evaluation.context import Context
from passend.evaluation.specs import SpecError

from .base import Task
from .perturbed import changed, name_of

__all__ = ["mistyped", "typos"]

LEAST_LETTERS = 4
_FREE = frozenset(
    {"description", "interests", "name", "presentation", "riasec_text", "terms", "text", "title"}
)
# Beside a code these hold the name of the list, which nobody typed.
_LISTED: dict[type, str] = {OccupationRef: "text", CompetenceRef: "text", Education: "name"}
_WORD = re.compile(rf"[^\W\d_]{{{LEAST_LETTERS},}}")
_TOKEN = re.compile(r"\S+")
_NOT_TYPED = re.compile(r"\d|@|://|www\.")
_NEIGHBOURS = {
    "a": "qwsz", "b": "vghn", "c": "xdfv", "d": "serfcx", "e": "wsdr", "f": "drtgvc",
    "g": "ftyhbv", "h": "gyujnb", "i": "ujko", "j": "huikmn", "k": "jiolm", "l": "kop",
    "m": "njk", "n": "bhjm", "o": "iklp", "p": "ol", "q": "wa", "r": "edft", "s": "awedxz",
    "t": "rfgy", "u": "yhji", "v": "cfgb", "w": "qase", "x": "zsdc", "y": "tghu", "z": "asx",
}  # fmt: skip

_Write = Callable[[str, str], str]
T = TypeVar("T")


def typos(context: Context, task: Task, rate: float = 0.1, side: str = "queries") -> Task:
    """Typing errors in a share of the words; side="queries", "corpus" or "both".

    A word of four letters and more gets an error with chance ``rate``. The errors of an item depend
    on its id, the field and the text alone: not on the order of items or lists, nor on the ranker.
    A higher rate keeps the errors of a lower one and adds to them, so that a curve over rates shows
    the rate and not the draw.

    Raises
    ------
    SpecError
        If ``rate`` is not within 0..1, or ``side`` is unknown.
    """
    if isinstance(rate, bool) or not isinstance(rate, int | float) or not 0 <= rate <= 1:
        raise SpecError(f"typos: rate is {rate!r}, not a number from 0 to 1")

    def typed(key: str, field: str, text: str) -> str:
        return mistyped(text, rate, f"{context.seed} {key} {field}")

    return changed(
        context,
        task,
        f'typos({name_of(task)}, rate={rate:g}, side="{side}")',
        side,
        record=lambda key, record: _retyped(record, partial(typed, key)),
        text=lambda key, text: typed(key, "text", text),
    )


def mistyped(text: str, rate: float, seed: str) -> str:
    """A text with typing errors; the same for the same text, rate and seed.

    Words in capitals are taken for codes; so is what stands in one piece with a digit, an address
    of mail or a web address. White space and everything that is no word stay.

    >>> mistyped("Loodgieter in 6832ED", 1.0, "a")
    'Loodgietr in 6832ED'
    """
    random = Random(f"{seed} {text}")  # noqa: S311 - not for secrecy

    def word(found: re.Match[str]) -> str:
        hit = random.random() < rate
        slip = _slip(found[0], random)
        return slip if hit and not found[0].isupper() else found[0]

    def token(found: re.Match[str]) -> str:
        return found[0] if _NOT_TYPED.search(found[0]) else _WORD.sub(word, found[0])

    return _TOKEN.sub(token, text)


def _slip(word: str, random: Random) -> str:
    """The word with one error after its first letter; always another word."""
    kind = random.choice(("swap", "drop", "double", "neighbour"))
    place = random.randrange(1, len(word))
    pairs = [i for i in range(1, len(word) - 1) if word[i].lower() != word[i + 1].lower()]
    at = random.choice(pairs) if pairs else None
    key = random.choice(_NEIGHBOURS.get(word[place].lower(), "e"))
    letter = word[place]
    if kind == "swap" and at is not None:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:place] + word[place + 1 :]
    if kind == "neighbour":
        return word[:place] + (key.upper() if letter.isupper() else key) + word[place + 1 :]
    return word[:place] + letter + word[place:]


def _retyped(value: T, write: _Write) -> T:
    """A record, or a part of one, with what was typed in it typed anew."""
    listed = _LISTED.get(type(value)) if _coded(value) else None
    new: dict[str, object] = {}
    for field in fields(cast(Any, value)):
        part = getattr(value, field.name)
        if field.name in _FREE and field.name != listed:
            new[field.name] = _written(part, field.name, write)
        elif isinstance(part, tuple):
            new[field.name] = tuple(_retyped(p, write) if is_dataclass(p) else p for p in part)
        elif is_dataclass(part):
            new[field.name] = _retyped(part, write)
    return cast(T, replace(cast(Any, value), **new))


def _written(part: str | tuple[str, ...] | None, field: str, write: _Write) -> object:
    if isinstance(part, tuple):
        return tuple(write(field, text) for text in part)
    return write(field, part) if part else part


def _coded(value: object) -> bool:
    return bool(getattr(value, "code", None) or getattr(value, "behaviour_code", None))
