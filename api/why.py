"""Where a record stands in a list, and why, for the person and the adviser. Dutch keys."""

from __future__ import annotations

from pydantic import Field

from passend.engine.whynot import Why

from . import wording
from .answer_parts import PublicModel
from .changes_told import place_text
from .sentence import sentence

__all__ = ["Verschil", "Waarom", "why_out"]


class Verschil(PublicModel):
    """Hoeveel meer het laatste resultaat van de lijst heeft op één onderdeel."""

    criterium: str
    naam: str
    bekend: int = Field(description="Uit wat bekend is; onder 0 is minder.")
    aangenomen: int = Field(description="Uit wat is aangenomen; onder 0 is minder.")
    meer: int = Field(description="Beide samen.")


class Waarom(PublicModel):
    """Waarom een record wel of niet op de lijst staat."""

    plaats: int = Field(description="Plaats, geteld vanaf 1, bij passend of bij nu niet haalbaar.")
    van: int = Field(description="Hoeveel er daar staan.")
    haalbaar: bool
    op_de_lijst: bool
    score: int
    laatste: str | None = Field(description="Sleutel van het laatste resultaat op de lijst.")
    achterstand: int = Field(description="Score van het laatste resultaat min deze score.")
    verschillen: list[Verschil] = Field(
        description="Wat het laatste resultaat meer heeft; samen de achterstand."
    )
    belemmeringen: list[str] = Field(description="Voorwaarden waaraan niet is voldaan.")
    zin: str
    tekst: str


def why_out(why: Why) -> Waarom:
    """A place and its reasons for the outside."""
    place = why.place
    return Waarom(
        plaats=place.rank,
        van=place.of,
        haalbaar=place.tier == 0,
        op_de_lijst=place.shown,
        score=why.explanation.pair.score,
        laatste=place.last.key if place.last else None,
        achterstand=why.behind,
        verschillen=[
            Verschil(
                criterium=one.criterion,
                naam=wording.CRITERION[one.criterion],
                bekend=one.known,
                aangenomen=one.assumed,
                meer=one.total,
            )
            for one in why.differences
        ],
        belemmeringen=[wording.CONDITION[name] for name in why.blocked],
        zin=sentence(why.explanation),
        tekst=place_text(why),
    )
