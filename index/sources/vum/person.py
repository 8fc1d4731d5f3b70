"""The jobseeker of VUM 3.0: match and detail, mediator and source side, in one superset.

Source: contract 3.0.8, ``MPWerkzoekendeMatch`` and ``Werkzoekende``.
"""
# ruff: noqa: N815 - the names of the standard are camelCase

from __future__ import annotations

from passend.index.sources.vum import common as c
from passend.index.sources.vum import scalars as s

__all__ = [
    "Arbeidsmarktkwalificatie",
    "Contactpersoon",
    "EisAanWerk",
    "Flexibiliteit",
    "GevolgdeCursus",
    "GevolgdeOpleiding",
    "Interesse",
    "Mobiliteit",
    "Werkervaring",
    "Werkzoekende",
    "WerkzoekendeMatch",
]


class GevolgdeCursus(c.Cursus):
    """A course followed."""

    datumAanvangVolgenCursus: s.Date | None = None
    datumCertificaat: s.Date | None = None
    datumEindeVolgenCursus: s.Date | None = None
    naamOpleidingsinstituut: s.String500 | None = None


class GevolgdeOpleiding(c.Opleiding):
    """An education followed."""

    codeStatusOpleiding: s.EducationStatus | None = None
    datumAanvangVolgenOpleiding: s.Date | None = None
    datumDiploma: s.Date | None = None
    datumEindeVolgenOpleiding: s.Date | None = None
    naamOpleidingsinstituut: s.String500 | None = None


class Interesse(s.Element):
    """An interest."""

    naamInteresse: s.String120 | None = None


class Werkervaring(s.Element):
    """A job held."""

    beroep: c.Beroep | None = None
    datumAanvangWerkzaamheden: s.Date | None = None
    datumEindeWerkzaamheden: s.Date | None = None
    naamOrganisatie: s.String70 | None = None
    toelichtingWerkervaring: s.String2000 | None = None


class Arbeidsmarktkwalificatie(s.Element):
    """What the person brings."""

    codeWerkEnDenkniveauWerkzoekende: s.WorkLevel | None = None
    competentiebeheersing: list[c.Competentiebeheersing] | None = None
    cursus: list[GevolgdeCursus] | None = None
    interesse: list[Interesse] | None = None
    opleiding: list[GevolgdeOpleiding] | None = None
    rijbewijs: list[c.Rijbewijs] | None = None
    taalbeheersing: list[c.Taalbeheersing] | None = None
    werkervaring: list[Werkervaring] | None = None


class Contactpersoon(s.Element):
    """A contact of the person."""

    naamContactpersoonAfdeling: s.String35 | None = None
    emailadres: s.String320 | None = None
    telefoonnummer: s.String14 | None = None


class EisAanWerk(s.Element):
    """What the work must allow for."""

    indicatieAanpassingWerkomgeving: s.Indication | None = None
    indicatieBegeleiding: s.Indication | None = None
    indicatieWerkvariatie: s.Indication | None = None


class Flexibiliteit(s.Element):
    """Availability."""

    datumAanvangBeschikbaarVoorWerk: s.Date | None = None
    datumEindeBeschikbaarVoorWerk: s.Date | None = None
    indicatieOnregelmatigWerkOfPloegendienst: s.Indication | None = None


class Mobiliteit(s.Element):
    """Place and reach."""

    bemiddelingspostcode: s.Postcode
    maximaleReisafstand: s.Integer999 | None = None
    maximaleReistijd: s.Integer999 | None = None


class Werkzoekende(s.Element):
    """A jobseeker; ``mobiliteit`` may be absent, as in a detail."""

    vumID: s.VumId | None = None
    idWerkzoekende: s.OwnId | None = None
    arbeidsmarktkwalificatie: Arbeidsmarktkwalificatie | None = None
    bemiddelingsberoep: list[c.Beroep] | None = None
    contactpersoon: list[Contactpersoon] | None = None
    contractvorm: list[c.Contractvorm] | None = None
    eisAanWerk: EisAanWerk | None = None
    emailadres: list[s.String320] | None = None
    flexibiliteit: Flexibiliteit | None = None
    indicatieBeschikbaarheidContactgegevens: s.YesNo | None = None
    indicatieLdrRegistratie: s.YesNo | None = None
    mobiliteit: Mobiliteit | None = None
    persoonlijkePresentatie: s.String2000 | None = None
    sector: list[c.Sector] | None = None
    telefoonnummer: list[s.String14] | None = None
    vervoermiddel: list[c.Vervoermiddel] | None = None
    webadres: list[c.Webadres] | None = None
    werktijden: c.Werktijden | None = None


class WerkzoekendeMatch(Werkzoekende):
    """A jobseeker of which the place must be known, as in a first result."""

    mobiliteit: Mobiliteit
