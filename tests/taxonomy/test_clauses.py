"""Clauses: section, strength and denial, on labelled samples of vacancy and CV language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.clauses import Clause, Section, Strength, clauses

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """One labelled part of a text."""

    group: str
    text: str
    about: str
    section: Section = Section.CONTENT
    strengths: tuple[int, ...] = ()
    denied: bool = False

    def found(self) -> list[Clause]:
        wanted = self.about.casefold()
        return [clause for clause in clauses(self.text) if wanted in clause.text.casefold()]

    @property
    def no_need(self) -> bool:
        """Whether nothing may be needed on account of this part."""
        return self.denied or self.strengths == (0,)

    def right(self) -> bool:
        if not (found := self.found()):
            return self.section is not Section.CONTENT
        return all(self._agrees(clause) for clause in found)

    def _agrees(self, clause: Clause) -> bool:
        if self.section is not Section.CONTENT:
            return clause.section is self.section
        if clause.section is not Section.CONTENT:
            return False
        if self.denied or self.strengths == (0,):
            return clause.denied if self.denied else clause.strength is Strength.NOT_NEEDED
        return not clause.denied and int(clause.strength) in self.strengths

    def counted_as_need(self) -> bool:
        return any(
            clause.section is Section.CONTENT and clause.strength and not clause.denied
            for clause in self.found()
        )


def read(name: str) -> list[Labelled]:
    labelled = []
    for case in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]:
        for part in case["expect"]:
            strength = part.get("strength", [])
            labelled.append(
                Labelled(
                    group=case["group"],
                    text=case["text"],
                    about=part["about"],
                    section=Section(part.get("section", "inhoud")),
                    strengths=tuple(strength if isinstance(strength, list) else [strength]),
                    denied=part.get("denied", False),
                )
            )
    return labelled


def report(labelled: list[Labelled]) -> tuple[float, str]:
    wrong = [part for part in labelled if not part.right()]
    share = 1 - len(wrong) / len(labelled)
    lines = [f"{part.group}: {part.about!r} -> {part.found()}" for part in wrong]
    return share, f"{share:.3f} of {len(labelled)} labels right; wrong:\n" + "\n".join(lines)
