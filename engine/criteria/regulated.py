"""Work for which the law requires a qualification: the list in ``regulated.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from passend.taxonomy.normalise import tokens

__all__ = ["Regulated", "regulated_work", "required_for"]

# Who assists or still learns does other work than the title in the same line names.
_OTHER_WORK = frozenset(
    ("assistent", "leerling", "stagiair", "planner", "recruiter", "docent", "leraar", "helpende")
)


@dataclass(frozen=True, slots=True)
class Regulated:
    """One kind of work; all names folded, but for ``ground``: the law and its article."""

    titles: tuple[str, ...]
    qualification: str
    accepts: tuple[str, ...]
    ground: str


@cache
def regulated_work() -> tuple[Regulated, ...]:
    """The list, in the order of the file."""
    text = files("passend.engine.criteria").joinpath("regulated.toml").read_text("utf-8")
    return tuple(
        Regulated(
            tuple(_plain(one) for one in row["titles"]),
            _plain(row["qualification"]),
            tuple(_plain(one) for one in row["accepts"]),
            row["ground"],
        )
        for row in tomllib.loads(text)["work"]
    )


def required_for(*names: str | None) -> Regulated | None:
    """What the law requires for work of one of these names; ``None`` = nothing that is listed."""
    for name in names:
        folded = f" {_plain(name or '')} "
        found = next(
            (
                (work, title)
                for work in regulated_work()
                for title in work.titles
                if f" {title} " in folded
            ),
            None,
        )
        if found is not None:
            rest = folded.replace(f" {found[1]} ", " ").split()
            return None if _OTHER_WORK & set(rest) else found[0]
    return None


def _plain(text: str) -> str:
    """Folded words, male and female forms alike."""
    return " ".join(tokens(text))
