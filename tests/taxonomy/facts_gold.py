"""Labelled sentences of ``facts.toml`` and how a found fact is written in them."""

from __future__ import annotations

import tomllib
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from passend.taxonomy.facts import Fact, FactKind, Range, Speaker, Spoken, When, read_facts

_FILE = Path(__file__).with_name("facts.toml")


@dataclass(frozen=True)
class Case:
    text: str
    speaker: Speaker
    facts: frozenset[str]

    @property
    def half(self) -> str:
        return "held" if zlib.crc32(self.text.encode()) % 2 else "look"

    def read(self) -> frozenset[str]:
        return frozenset(written(fact) for fact in read_facts(self.text, self.speaker))


def cases() -> list[Case]:
    rows = tomllib.loads(_FILE.read_text("utf-8"))["case"]
    return [Case(r["text"], Speaker(r["of"]), frozenset(r["facts"])) for r in rows]


def written(fact: Fact) -> str:
    stance = "" if fact.stance.holds else f" {fact.stance}"
    return f"{fact.kind} {_value(fact)}{stance}"


def _value(fact: Fact) -> str:
    value = fact.value
    if isinstance(value, Range):
        ends = [value.low, value.high]
        if fact.kind is FactKind.CLOCK:
            return "-".join("?" if n is None else f"{n // 60:02}:{n % 60:02}" for n in ends)
        return "-".join("?" if n is None else str(n) for n in ends)
    if isinstance(value, Spoken):
        named = zip(
            ("speak", "write", "read", "listen"),
            (value.speaking, value.writing, value.reading, value.listening),
            strict=True,
        )
        said = {name: level for name, level in named if level is not None}
        order = ("listen", "speak", "write", "read")
        return " ".join([value.code, *(f"{n}={said[n]}" for n in order if n in said)])
    if isinstance(value, When):
        parts = [
            value.year and f"{value.year}",
            *(n and f"{n:02}" for n in (value.month, value.day)),
        ]
        return value.hint or "-".join(part for part in parts if part)
    return value


def counts(half: str) -> dict[str, Counter[str]]:
    """Per kind: right, extra and missed facts."""
    found: dict[str, Counter[str]] = {}
    for case in cases():
        if case.half != half:
            continue
        told = case.read()
        for name, facts in (
            ("right", told & case.facts),
            ("extra", told - case.facts),
            ("missed", case.facts - told),
        ):
            for fact in facts:
                found.setdefault(fact.split()[0], Counter())[name] += 1
    return found
