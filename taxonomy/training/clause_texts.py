"""Labelled texts for the clause model: read, set as texts are set, and labelled part by part."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.reading.parts import Part, parts_of

__all__ = ["STYLES", "LabelledClause", "LabelledParts", "Style", "labelled_parts", "read_texts"]

Style = Literal["lines", "prose", "alone"]
STYLES: tuple[Style, ...] = ("lines", "prose", "alone")
_SECTIONS = {
    "werkgever": "employer", "aanbod": "offer", "procedure": "procedure", "persoonlijk": "personal",
}  # fmt: skip
_STRENGTHS = {"vereist": "required", "pre": "nice", "nietnodig": "negated", "gewoon": "plain"}
_OPENS = re.compile(
    r"(?:en|maar|want|dus|of|omdat|terwijl|zodat|plus|anders|hoewel|als|die|dat|ook|zoals|met)\b"
)
_FARTHEST = 400


@dataclass(frozen=True, slots=True)
class LabelledClause:
    """A clause as labelled: its text, its label (see ``reading.model.LABELS``), heading or not."""

    text: str
    label: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class LabelledParts:
    """The parts of one text as the reader cuts it, with a label each; ``None`` = not labelled.

    ``text`` is the number of the text that they come from.
    """

    text: int
    style: Style
    parts: list[Part]
    labels: list[str | None]


def read_texts(folder: Path) -> list[list[LabelledClause]]:
    """Labelled texts of a folder, in order of its files.

    Raises
    ------
    TaxonomyError
        With file and text, when the form is another; if there are no files.
    """
    found = []
    for path in sorted(folder.glob("*.toml")):
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8"))["text"]
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise TaxonomyError(f"{path.name}: holds no [[text]] tables: {error}") from error
        for number, row in enumerate(rows, start=1):
            try:
                found.append([_clause(clause) for clause in row["clauses"]])
            except KeyError as error:
                raise TaxonomyError(f"{path.name}: text {number}: {error}") from error
    if not found:
        raise TaxonomyError(f"{folder}: no labelled texts (*.toml)")
    return found


def _clause(row: dict[str, object]) -> LabelledClause:
    section = str(row["section"])
    label = _SECTIONS.get(section)
    if label is None:
        if section != "inhoud":
            raise KeyError(f"section {section!r}")
        strength = str(row["strength"])
        label = "negated" if row["denied"] else _STRENGTHS.get(strength, "plain")
    return LabelledClause(str(row["t"]), label, bool(row["h"]))


def labelled_parts(
    texts: Sequence[Sequence[LabelledClause]], styles: Sequence[Style] = STYLES
) -> Iterator[LabelledParts]:
    """Every text, set in each style, cut as the reader cuts it, with the labels of its parts.

    ``alone``: each clause is a text, under its heading when it has one.
    """
    for number, clauses in enumerate(texts):
        for style in styles:
            groups = list(_alone(clauses)) if style == "alone" else [clauses]
            for group in groups:
                yield _labelled(number, group, style)


def _alone(clauses: Sequence[LabelledClause]) -> Iterator[list[LabelledClause]]:
    heading: list[LabelledClause] = []
    for clause in clauses:
        if clause.is_heading:
            heading = [clause]
        else:
            yield [*heading, clause]


def _labelled(number: int, clauses: Sequence[LabelledClause], style: Style) -> LabelledParts:
    parts = parts_of(_set(clauses, style))
    letters = [(letter, one.label) for one in clauses for letter in _letters(one.text)]
    read = [letter for letter, _ in letters]
    place = 0
    labels: list[str | None] = []
    for part in parts:
        wanted = _letters(part.text)
        start = next(
            (
                at
                for at in range(place, min(len(read), place + _FARTHEST))
                if read[at : at + len(wanted)] == wanted
            ),
            None,
        )
        if start is None or (style == "alone" and part.is_heading):
            labels.append(None)
            continue
        place = start + len(wanted)
        labels.append(Counter(label for _, label in letters[start:place]).most_common(1)[0][0])
    return LabelledParts(number, style, parts, labels)


def _letters(text: str) -> list[str]:
    return [char for char in text.casefold() if char.isalnum()]


def _set(clauses: Sequence[LabelledClause], style: Style) -> str:
    """A text of the clauses: one a line, or sentences in paragraphs and the rest as bullets."""
    found: list[str] = []
    before: LabelledClause | None = None
    for clause in clauses:
        between = "" if before is None else _between(before, clause, style)
        item = style == "prose" and between != " " and not clause.is_heading
        mark = "- " if item and clause.text[:1].islower() else ""
        found.append(f"{between}{mark}{clause.text}")
        before = clause
    return "".join(found)


def _between(before: LabelledClause, clause: LabelledClause, style: Style) -> str:
    if before.is_heading or clause.is_heading:
        return "\n"
    ended = before.text[-1:] in (".", "!", "?", ":")
    if before.text.endswith(",") or (_OPENS.match(clause.text) and not ended):
        return " "
    return " " if style == "prose" and ended else "\n"
