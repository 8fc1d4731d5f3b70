"""The form of the page: three ways to ask, of which exactly one is to be filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import RecordKind

from .desk import Desk
from .questions import NotFound, TextRefused, from_text

__all__ = ["AMOUNTS", "FormError", "PageForm", "Side"]

AMOUNTS = (5, 10, 25, 50)
_LONGEST_KEY = 400


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two questions: what is looked for, and the kind of record that asks."""

    name: str
    asks: RecordKind

    @property
    def by_person(self) -> bool:
        """Whether a person asks."""
        return self.asks is RecordKind.PERSON


SIDES: Mapping[str, Side] = {
    "vacatures": Side("vacatures", RecordKind.PERSON),
    "personen": Side("personen", RecordKind.VACANCY),
}


class FormError(ValueError):
    """What is filled in cannot be used; ``field`` is where to mend it."""

    def __init__(self, field_name: str, message: str) -> None:
        super().__init__(message)
        self.field = field_name
        self.message = message


@dataclass(frozen=True, slots=True)
class PageForm:
    """What is filled in on one side of the page."""

    side: Side
    keuze: str = ""
    sleutel: str = ""
    tekst: str = ""
    aantal: int = 10
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, fields: Mapping[str, str]) -> PageForm | None:
        """From the fields of a POST; ``None`` when it is not this form."""
        side = SIDES.get(fields.get("zoek", ""))
        if side is None:
            return None
        amount = fields.get("aantal", "")
        return cls(
            side=side,
            keuze=fields.get("keuze", ""),
            sleutel=fields.get("sleutel", "").strip(),
            tekst=fields.get("tekst", "").replace("\r\n", "\n"),
            aantal=int(amount) if amount in {str(one) for one in AMOUNTS} else 10,
        )

    @classmethod
    def empty(cls, name: str) -> PageForm:
        """Form with nothing filled in."""
        return cls(SIDES[name])

    @property
    def key(self) -> str:
        """Key chosen or filled in; empty when a text is pasted."""
        return self.keuze or self.sleutel

    def with_error(self, error: FormError) -> PageForm:
        """The same form with a message at a field."""
        return replace(self, errors={error.field: error.message})

    def asked(self, desk: Desk) -> Jobseeker | Vacancy:
        """Record that asks.

        Raises
        ------
        FormError
            If not exactly one way is filled in, the key is unknown, or the text cannot be used.
        """
        self._check_one_way()
        if self.key:
            return self._stored(desk)
        try:
            return from_text(desk.service.coder.reader, self.side.asks, self.tekst)
        except TextRefused as error:
            raise FormError("tekst", str(error)) from None

    def _check_one_way(self) -> None:
        ways = {"keuze": self.keuze, "sleutel": self.sleutel, "tekst": self.tekst}
        given = [name for name, value in ways.items() if value]
        if not given:
            what = "persoon" if self.side.by_person else "vacature"
            raise FormError("keuze", f"Kies een {what}, vul een sleutel in of plak een tekst.")
        if len(given) > 1:
            raise FormError(
                given[-1], "Vul maar een van de drie manieren in en maak de andere leeg."
            )

    def _stored(self, desk: Desk) -> Jobseeker | Vacancy:
        where = "keuze" if self.keuze else "sleutel"
        if len(self.key) > _LONGEST_KEY:
            raise FormError(where, f"Een sleutel heeft hoogstens {_LONGEST_KEY} tekens.")
        try:
            return desk.stored(self.side.asks, self.key)
        except NotFound:
            what = "persoon" if self.side.by_person else "vacature"
            raise FormError(
                where, f"Er is geen {what} met deze sleutel. Een sleutel ziet eruit als bron:id."
            ) from None
