"""The form to search on competences: rows with a role, free text, examples, and corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from passend.engine.ports import RecordKind

from .answers import Antwoord
from .asking import QuestionRefused
from .desk import Desk
from .page_form import AMOUNTS, FormError, PageForm
from .questions import Limits, NotFound
from .requests_http import MOST_PARTS, Zoekvraag

__all__ = ["LONGEST_PART", "ROLES", "Row", "SearchForm"]

LONGEST_PART = 200
"""Most characters of one row."""

ROLES: Mapping[str, str] = {
    "vereist": "Vereist",
    "gewenst": "Gewenst",
    "niet": "Liever niet",
    "interesse": "Interesse",
}
"""Roles of a row, and how the page calls them."""

_NAME = "begrippen"
_FEWEST_ROWS, _SPARE_ROWS = 3, 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a role, what is typed, and the concept that was chosen for it (an IRI, or empty).

    ``chosen`` is the label the concept was chosen by: another text means another thing.
    """

    rol: str = "gewenst"
    tekst: str = ""
    begrip: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What is filled in; ``weg`` are concepts taken out."""

    gezocht: str = "personen"
    filled: tuple[Row, ...] = ()
    tekst: str = ""
    zoals_persoon: str = ""
    zoals_vacature: str = ""
    weg: tuple[str, ...] = ()
    aantal: int = 10
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, fields: Sequence[tuple[str, str]]) -> SearchForm | None:
        """From the fields of a POST; ``None`` when it is not this form."""
        one = dict(fields)
        if one.get("zoek") != _NAME:
            return None
        rows = [
            Row(
                one.get(f"rol-{n}", "gewenst"),
                one.get(f"deel-{n}", "").strip(),
                one.get(f"begrip-{n}", ""),
                one.get(f"gekozen-{n}", ""),
            )
            for n in range(1, MOST_PARTS + 1)
        ]
        rows = [row for row in rows if row.tekst and row.rol in ROLES]
        also = [value.partition("|") for name, value in fields if name == "ook"]
        rows += [Row(rol, iri, iri, iri) for rol, _, iri in also if rol in ROLES and iri]
        amount = one.get("aantal", "")
        return cls(
            gezocht="vacatures" if one.get("gezocht") == "vacatures" else "personen",
            filled=tuple(rows[:MOST_PARTS]),
            tekst=one.get("tekst", "").replace("\r\n", "\n"),
            zoals_persoon=one.get("zoals-persoon", "").strip(),
            zoals_vacature=one.get("zoals-vacature", "").strip(),
            weg=tuple(dict.fromkeys(value for name, value in fields if name == "weg")),
            aantal=int(amount) if amount in {str(number) for number in AMOUNTS} else 10,
        )

    @classmethod
    def of_text(cls, form: PageForm, answer: Antwoord) -> SearchForm:
        """The same question as a pasted text, so that how it was read can be corrected."""
        return cls(gezocht=answer.gezocht, tekst=form.tekst, aantal=form.aantal)

    @property
    def persons(self) -> bool:
        """Whether persons are looked for."""
        return self.gezocht == "personen"

    @property
    def rows(self) -> tuple[Row, ...]:
        """Rows to show: those filled in, and empty ones to add to."""
        size = max(_FEWEST_ROWS, len(self.filled) + _SPARE_ROWS)
        spare = min(size, MOST_PARTS) - len(self.filled)
        return (*self.filled, *(Row(),) * max(0, spare))

    def with_error(self, error: FormError) -> SearchForm:
        """The same form with a message at a field."""
        return replace(self, errors={error.field: error.message})

    def understood(self, answer: Antwoord) -> SearchForm:
        """The same form, each row with the concept it was understood as, when that is one."""
        told = answer.begrepen.delen if answer.begrepen else []
        rows = []
        for row, part in zip(self.filled, told, strict=True):
            if part.begrippen and part.begrippen[0].manier == "gekozen":
                label = part.begrippen[0].naam
                row = Row(row.rol, label, part.begrippen[0].iri, label)
            rows.append(row)
        return replace(self, filled=tuple(rows))

    def answer(self, desk: Desk) -> Antwoord:
        """Answer to this question.

        Raises
        ------
        FormError
            If nothing is filled in, or something cannot be used.
        """
        kind = RecordKind.VACANCY if self.persons else RecordKind.PERSON
        try:
            return desk.search(kind, self._question(), Limits(top=self.aantal))
        except NotFound as error:
            where = "zoals-persoon" if str(error) == self.zoals_persoon else "zoals-vacature"
            raise FormError(where, "Er is geen record met deze sleutel.") from None
        except QuestionRefused as error:
            raise FormError("deel-1", str(error)) from None

    def _question(self) -> Zoekvraag:
        keys = {"persoon": self.zoals_persoon, "vacature": self.zoals_vacature}
        question = {
            "onderdelen": [
                {"rol": row.rol, "begrip": row.begrip}
                if row.begrip and row.tekst == row.chosen
                else {"rol": row.rol, "tekst": row.tekst}
                for row in self.filled
            ],
            "tekst": self.tekst if self.tekst.strip() else None,
            "zoals": [{"soort": kind, "sleutel": key} for kind, key in keys.items() if key],
            "weg": list(self.weg),
        }
        try:
            return Zoekvraag.model_validate(question)
        except ValidationError as error:
            raise _refused(error) from None


def _refused(error: ValidationError) -> FormError:
    """Message at the first field that cannot be used; it holds nothing of what was filled in."""
    where = error.errors()[0]["loc"]
    if where[0] == "tekst":
        return FormError("vrij", "De tekst is te lang.")
    if where[0] == "zoals":
        return FormError("zoals-persoon", "Een sleutel heeft hoogstens 400 tekens.")
    number = where[1] if len(where) > 1 and isinstance(where[1], int) else 0
    return FormError(f"deel-{number + 1}", f"Gebruik letters, en hoogstens {LONGEST_PART} tekens.")
