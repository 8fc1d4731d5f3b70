"""Orientation as the outside sees it: Dutch keys, words, and no diploma."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from passend.engine.demand import Demand
from passend.engine.matcher import Versions
from passend.engine.orientation import Gap, Orientation, Way
from passend.engine.ports import RecordKind

from .answers import Titel, Versies, versions_out

__all__ = ["Beroep", "Orientatie", "orientation_out"]

_NAMED = 3


class _Model(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid"
    )


class Ontbreekt(_Model):
    """Eén competentie die het beroep vraagt en waarvan niets bekend is."""

    naam: str
    iri: str
    cursussen: list[str] = Field(description="Cursussen in de regio waarin u dit leert.")
    opleidingen: list[str] = Field(description="Opleidingen waarin u dit leert.")


class Plek(_Model):
    """Een plek waar dit beroep wordt gevraagd."""

    sleutel: str
    titel: Titel


class Vraag(_Model):
    """Open plekken in de index die dit beroep noemen, en niet te ver weg zijn."""

    vacatures: int = Field(description="Vacatures, en plekken waarvan de soort niet bekend is.")
    leerbanen: int
    andere: int = Field(description="Stages, werkervaringsplaatsen, vrijwilligerswerk en beschut.")
    reis_onbekend: int = Field(description="Van deze plekken: of ze te bereiken zijn, is onbekend.")
    voorbeelden: list[Plek] = Field(description="Enkele plekken; leerbanen eerst.")


class Beroep(_Model):
    """Eén beroep voor deze persoon."""

    naam: str
    iri: str
    dekking: int = Field(description="Deel van wat het beroep vraagt, 0 tot 100.")
    zin: str = Field(description="Eén zin die een adviseur kan zeggen.")
    heeft: list[str] = Field(description="Competenties die er al zijn.")
    ontbreekt: list[Ontbreekt] = Field(description="Wat ontbreekt of niet bekend is.")
    eerder_gedaan: bool = Field(description="Werk van vroeger ligt dicht bij dit beroep.")
    gewenst: bool = Field(description="Een wens ligt dicht bij dit beroep.")
    interesse: bool = Field(description="Een interesse ligt dicht bij dit beroep.")
    wet_vraagt_opleiding: bool = Field(description="De wet vraagt voor dit werk een opleiding.")
    vraag: Vraag | None = Field(description="Leeg als de index dit niet kan tellen.")


class Orientatie(_Model):
    """Beroepen voor een persoon. Een voorstel om over te praten; een mens beslist."""

    bekend: int = Field(description="Hoeveel bekend is van wat de persoon kan, 0 tot 100.")
    melding: str | None = Field(description="Wat eerst te vragen als er te weinig bekend is.")
    dichtbij: list[Beroep]
    verrassend: list[Beroep] = Field(description="Niet gedaan of gewenst, en toch goed gedekt.")
    beroepen: int = Field(description="Uit hoeveel beroepen is gekozen.")
    versies: Versies


def orientation_out(
    found: Orientation, versions: Versions, title: Callable[[RecordKind, str], Titel]
) -> Orientatie:
    """Orientation for the outside; ``title`` says how a key is shown."""
    nothing = not found.near and not found.surprising
    return Orientatie(
        bekend=found.known,
        melding="Vraag eerst wat deze persoon kan en heeft gedaan." if nothing else None,
        dichtbij=[_occupation(way, title) for way in found.near],
        verrassend=[_occupation(way, title) for way in found.surprising],
        beroepen=found.occupations,
        versies=versions_out(versions),
    )


def _occupation(way: Way, title: Callable[[RecordKind, str], Titel]) -> Beroep:
    return Beroep(
        naam=way.occupation.label,
        iri=way.occupation.iri,
        dekking=way.cover,
        zin=_sentence(way),
        heeft=[term.concept.label for term in way.held],
        ontbreekt=[_gap(gap) for gap in way.gaps],
        eerder_gedaan=way.past,
        gewenst=way.wished,
        interesse=way.liked,
        wet_vraagt_opleiding=way.regulated,
        vraag=None if way.demand is None else _demand(way.demand, title),
    )


def _gap(gap: Gap) -> Ontbreekt:
    return Ontbreekt(
        naam=gap.concept.label,
        iri=gap.concept.iri,
        cursussen=list(gap.courses),
        opleidingen=list(gap.qualifications),
    )


def _demand(demand: Demand, title: Callable[[RecordKind, str], Titel]) -> Vraag:
    return Vraag(
        vacatures=demand.vacancies,
        leerbanen=demand.apprenticeships,
        andere=demand.other,
        reis_onbekend=demand.unsure,
        voorbeelden=[
            Plek(sleutel=key, titel=title(RecordKind.VACANCY, key)) for key in demand.keys
        ],
    )


def _sentence(way: Way) -> str:
    """What an adviser can say aloud, B1."""
    held = "; ".join(term.concept.label for term in way.held[:_NAMED])
    told = [f"Dit kunt u al, of lijkt op wat u kunt: {held}."]
    if not way.held:
        told = ["Dit beroep lijkt op wat u kent."]
    if way.gaps:
        told.append(f"Nog niet bekend of nog te leren: {way.gaps[0].concept.label}.")
    if way.demand is not None:
        told.append(_places(way.demand))
    if way.regulated:
        told.append("Voor dit werk vraagt de wet een opleiding.")
    return " ".join(told)


def _places(demand: Demand) -> str:
    if not demand.total:
        return "Wij kennen nu geen plek die dit beroep noemt."
    learning = (
        f", waarvan {demand.apprenticeships} om het vak te leren" if demand.apprenticeships else ""
    )
    places = "1 plek" if demand.total == 1 else f"{demand.total} plekken"
    return f"Er {'is' if demand.total == 1 else 'zijn'} nu {places}{learning}."
