"""The vacancy of VUM 3.0: match and detail, mediator and source side, in one superset.

Source: contract 3.0.8, ``MPVacatureMatch`` and ``Vacature``.
"""
# ruff: noqa: N815 - the names of the standard are camelCase

from __future__ import annotations

from passend.index.sources.vum import common as c
from passend.index.sources.vum import scalars as s

__all__ = [
    "Adres",
    "ArbeidsVoorwaarden",
    "Contactpersoon",
    "Flexibiliteit",
    "GevraagdeWerkervaring",
    "Sollicitatiewijze",
    "Vacature",
    "VacatureMatch",
    "Werkgever",
]


class Adres(s.Element):
    """Place of the work."""

    postcode: s.Postcode
    straatnaam: s.String24 | None = None
    huisnummer: s.Integer99999 | None = None
    huisnummertoevoeging: s.String6 | None = None


class ArbeidsVoorwaarden(s.Element):
    """Terms of employment."""

    datumAanvangWerkzaamheden: s.Date | None = None
    datumEindeWerkzaamheden: s.Date | None = None
    omschrijvingArbeidsvoorwaarden: s.String2000 | None = None
    salarisIndicatie: s.String100 | None = None


class Contactpersoon(s.Element):
    """A contact of the employer."""

    naamContactpersoonAfdeling: s.String35 | None = None
    emailadres: list[s.String320] | None = None
    telefoonnummer: list[s.String14] | None = None


class Flexibiliteit(s.Element):
    """Last working day and irregular work."""

    datumEindeBeschikbaarVoorWerk: s.Date | None = None
    indicatieOnregelmatigWerkOfPloegendienst: s.Indication | None = None


class GevraagdeWerkervaring(s.Element):
    """Years of experience asked."""

    aantalJarenWerkzaamInBeroep: s.Integer99 | None = None


class Sollicitatiewijze(s.Element):
    """A way to apply."""

    codeSollicitatiewijze: s.WayToApply | None = None
    webadres: c.Webadres | None = None


class Werkgever(s.Element):
    """The employer."""

    contactpersoon: list[Contactpersoon] | None = None
    handelsnaamOrganisatie: s.String500 | None = None
    sector: list[c.Sector] | None = None
    webadres: list[c.Webadres] | None = None


class Vacature(s.Element):
    """A vacancy; ``adres`` may be absent, as in a detail."""

    vumID: s.VumId | None = None
    idVacature: s.OwnId | None = None
    nummerVacature: s.String11 | None = None
    adres: Adres | None = None
    arbeidsVoorwaarden: ArbeidsVoorwaarden | None = None
    beroep: c.Beroep | None = None
    codeWerkEnDenkniveauMinimaal: s.WorkLevelText | None = None
    competentiebeheersing: list[c.Competentiebeheersing] | None = None
    contractvorm: list[c.Contractvorm] | None = None
    cursus: list[c.Cursus] | None = None
    flexibiliteit: Flexibiliteit | None = None
    naamVacature: s.String120 | None = None
    omschrijvingVacature: s.String2000 | None = None
    opleiding: list[c.Opleiding] | None = None
    rijbewijs: list[c.Rijbewijs] | None = None
    sector: c.Sector | None = None
    sluitingsdatumVacature: s.Date | None = None
    sollicitatiewijze: list[Sollicitatiewijze] | None = None
    taalbeheersing: list[c.Taalbeheersing] | None = None
    vervoermiddel: list[c.Vervoermiddel] | None = None
    werkervaring: list[GevraagdeWerkervaring] | None = None
    werkgever: Werkgever | None = None
    werktijden: c.Werktijden | None = None


class VacatureMatch(Vacature):
    """A vacancy of which the place must be known, as in a first result."""

    adres: Adres
