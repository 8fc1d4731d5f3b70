"""Clause readers that can be measured: the product's, and three that say what its numbers mean.

A clause reader cuts a text into clauses and labels each; another one is a function of this form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from passend.evaluation.clauses import BY_STRENGTH, Label
from passend.taxonomy.clauses import Clause, Section, clauses
from passend.taxonomy.reading.parts import parts_of
from passend.taxonomy.reading.rules import by_rule

__all__ = [
    "READERS",
    "ClauseReader",
    "label_in",
    "read_all_plain",
    "read_by_lists",
    "read_by_us",
    "read_by_words",
]

ClauseReader = Callable[[str], list[tuple[str, Label]]]

_CUT = re.compile(r"<[^<>]+>|[\n;]|(?<=[.!?])\s+")
_WORDS: tuple[tuple[Label, frozenset[str]], ...] = (
    (Label.NEGATED, frozenset({"niet", "geen", "nooit", "zonder", "nee"})),
    (
        Label.NICE,
        frozenset(
            {
                "pré",
                "pre",
                "voorkeur",
                "pluspunt",
                "plus",
                "gewenst",
                "wenselijk",
                "meegenomen",
                "bonus",
            }
        ),
    ),
    (
        Label.REQUIRED,
        frozenset(
            {"vereist", "vereiste", "verplicht", "moet", "must", "minimaal", "noodzakelijk", "eis"}
        ),
    ),
    (
        Label.OUTSIDE,
        frozenset(
            {
                "wij",
                "ons",
                "onze",
                "bieden",
                "krijgt",
                "ontvangt",
                "salaris",
                "cao",
                "sollicitatie",
                "procedure",
            }
        ),
    ),
)


def read_by_us(text: str) -> list[tuple[str, Label]]:
    """The product's reader."""
    return [(clause.text, _label(clause)) for clause in clauses(text)]


def read_by_lists(text: str) -> list[tuple[str, Label]]:
    """The product's word lists without its model."""
    parts = (part for part in parts_of(text) if not part.is_heading)
    return [
        (part.text, _label(by_rule(part.text, part.section or Section.CONTENT))) for part in parts
    ]


def read_all_plain(text: str) -> list[tuple[str, Label]]:
    """Every sentence or line as plain content: what a linker does that reads no clauses."""
    return [(part, Label.PLAIN) for part in _CUT.split(text)]


def read_by_words(text: str) -> list[tuple[str, Label]]:
    """Every sentence or line by the first of four short word lists that it holds a word of."""
    return [(part, _by_words(part)) for part in _CUT.split(text)]


READERS: Mapping[str, ClauseReader] = {
    "ours": read_by_us,
    "word lists": read_by_lists,
    "keywords": read_by_words,
    "all plain": read_all_plain,
}


def label_in(read: list[tuple[str, Label]], about: str) -> Label:
    """Label that a topic got; ``OUTSIDE`` when no clause holds it."""
    wanted = about.casefold()
    return next((label for text, label in read if wanted in text.casefold()), Label.OUTSIDE)


def _label(clause: Clause) -> Label:
    if clause.section is not Section.CONTENT:
        return Label.OUTSIDE
    return Label.NEGATED if clause.denied else BY_STRENGTH[clause.strength]


def _by_words(text: str) -> Label:
    words = set(re.findall(r"\w+", text.casefold()))
    return next((label for label, known in _WORDS if words & known), Label.PLAIN)
