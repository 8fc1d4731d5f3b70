"""Jobseeker and vacancy of VUM 2.0: match and detail in one superset, deprecated elements included.

Source: contract 2.0.2, ``MPWerkzoekendeMatch``, ``Werkzoekende``, ``MPVacatureMatch`` and
``Vacature``.
"""
# ruff: noqa: N815 - the names of the standard are camelCase

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from passend.index.sources.vum import common as c
from passend.index.sources.vum import person as p
from passend.index.sources.vum import scalars as s
from passend.index.sources.vum import vacancy as v
from passend.index.sources.vum.behaviour import BEHAVIOURS, MASTERY
from passend.index.sources.vum.v2_address import AdresHouding

__all__ = [
    "ArbeidsmarktkwalificatieV2",
    "Beroepsnaam",
    "BeroepsnaamGecodeerd",
    "BeroepsnaamOngecodeerd",
    "CursusV2",
    "FlexibiliteitV2",
    "Gedragscompetentie",
    "GevolgdeCursusV2",
    "GevolgdeOpleidingV2",
    "MobiliteitV2",
    "OpleidingV2",
    "Opleidingsnaam",
    "OpleidingsnaamGecodeerd",
    "OpleidingsnaamOngecodeerd",
    "SollicitatiewijzeV2",
    "VacatureV2",
    "Vakvaardigheid",
    "Voorkeursland",
    "WebadresV2",
    "WerkervaringV2",
    "WerkgeverV2",
    "WerkzoekendeV2",
]


class BeroepsnaamGecodeerd(s.Element):
    """An occupation of the UWV list."""

    codeBeroepsnaam: Annotated[str, Field(pattern="^[0-9]{1,10}$")] | None = None
    omschrijvingBeroepsnaam: s.String120 | None = None


class BeroepsnaamOngecodeerd(s.Element):
    """An occupation in free text."""

    naamBeroepOngecodeerd: s.String120 | None = None


class Beroepsnaam(s.Alternatives):
    """An occupation, with or without a code."""

    beroepsnaamGecodeerd: BeroepsnaamGecodeerd | None = None
    beroepsnaamOngecodeerd: BeroepsnaamOngecodeerd | None = None


class OpleidingsnaamGecodeerd(s.Element):
    """An education of the SuwiML list."""

    codeOpleidingsnaam: s.Digits10 | None = None
    omschrijvingOpleidingsnaam: s.String120 | None = None


class OpleidingsnaamOngecodeerd(s.Element):
    """An education in free text."""

    naamOpleidingOngecodeerd: s.String120 | None = None
    omschrijvingOpleiding: s.String2000 | None = None


class Opleidingsnaam(s.Alternatives):
    """Name of an education, with or without a code."""

    opleidingsnaamGecodeerd: OpleidingsnaamGecodeerd | None = None
    opleidingsnaamOngecodeerd: OpleidingsnaamOngecodeerd | None = None


class OpleidingV2(s.Element):
    """An education that a vacancy asks."""

    codeNiveauOpleiding: s.EducationLevel | None = None
    indicatieDiploma: s.DiplomaIndication | None = None
    opleidingsnaam: Opleidingsnaam | None = None


class GevolgdeOpleidingV2(OpleidingV2):
    """An education followed."""

    codeStatusOpleiding: s.EducationStatus | None = None
    datumAanvangVolgenOpleiding: s.Date | None = None
    datumDiploma: s.Date | None = None
    datumEindeVolgenOpleiding: s.Date | None = None
    naamOpleidingsinstituut: s.String500 | None = None


class CursusV2(s.Element):
    """A course that a vacancy asks."""

    naamCursus: s.String120 | None = None


class GevolgdeCursusV2(CursusV2):
    """A course followed."""

    datumAanvangVolgenCursus: s.Date | None = None
    datumCertificaat: s.Date | None = None
    datumEindeVolgenCursus: s.Date | None = None
    naamOpleidingsinstituut: s.String500 | None = None


class Gedragscompetentie(s.Element):
    """A behaviour, with its deprecated label and level."""

    codeBeheersingGedragscompetentie: Annotated[int, AfterValidator(s.one_of(*MASTERY))] | None = (
        None
    )
    codeGedragscompetentie: Annotated[str, AfterValidator(s.one_of(*BEHAVIOURS))] | None = None
    omschrijvingGedragscompetentie: (
        Annotated[str, AfterValidator(s.one_of(*BEHAVIOURS.values()))] | None
    ) = None


class Vakvaardigheid(s.Element):
    """A skill in free text."""

    omschrijving: s.String120 | None = None


class WerkervaringV2(s.Element):
    """A job held."""

    beroep: Beroepsnaam | None = None
    datumAanvangWerkzaamheden: s.Date | None = None
    datumEindeWerkzaamheden: s.Date | None = None
    naamOrganisatie: s.String70 | None = None
    toelichtingWerkervaring: s.String2000 | None = None


class ArbeidsmarktkwalificatieV2(s.Element):
    """What the person brings."""

    codeWerkEnDenkniveauWerkzoekende: s.WorkLevel | None = None
    cursus: list[GevolgdeCursusV2] | None = None
    gedragscompetentie: list[Gedragscompetentie] | None = None
    interesse: list[p.Interesse] | None = None
    opleiding: list[GevolgdeOpleidingV2] | None = None
    rijbewijs: list[c.Rijbewijs] | None = None
    taalbeheersing: list[c.Taalbeheersing] | None = None
    vakvaardigheid: list[Vakvaardigheid] | None = None
    werkervaring: list[WerkervaringV2] | None = None


class FlexibiliteitV2(p.Flexibiliteit):
    """Availability, with the radius that v3 dropped."""

    codeRegiostraal: Annotated[int, AfterValidator(s.between(1, 9))] | None = None


class MobiliteitV2(s.Element):
    """Place and reach; the postcode is optional in v2."""

    bemiddelingspostcode: s.Postcode | None = None
    maximaleReisafstand: s.Integer999 | None = None
    maximaleReistijd: s.Integer999 | None = None


class Voorkeursland(s.Element):
    """A preferred country."""

    landencodeIso: s.String2 | None = None


class WebadresV2(s.Element):
    """A web address."""

    codeWebadres: s.WebAddressKind | None = None
    url: s.String512 | None = None


class WerkzoekendeV2(s.Element):
    """A jobseeker."""

    vumID: s.VumId | None = None
    idWerkzoekende: s.OwnId | None = None
    arbeidsmarktkwalificatie: ArbeidsmarktkwalificatieV2 | None = None
    bemiddelingsberoep: list[Beroepsnaam] | None = None
    contactpersoon: list[p.Contactpersoon] | None = None
    contractvorm: list[c.Contractvorm] | None = None
    eisAanWerk: p.EisAanWerk | None = None
    emailadres: list[s.String320] | None = None
    flexibiliteit: FlexibiliteitV2 | None = None
    indicatieBeschikbaarheidContactgegevens: s.YesNo | None = None
    indicatieLdrRegistratie: s.YesNo | None = None
    mobiliteit: MobiliteitV2 | None = None
    persoonlijkePresentatie: s.String2000 | None = None
    sector: list[c.Sector] | None = None
    telefoonnummer: list[s.String14] | None = None
    vervoermiddel: list[c.Vervoermiddel] | None = None
    voorkeursland: list[Voorkeursland] | None = None
    webadres: list[WebadresV2] | None = None
    werktijden: c.Werktijden | None = None


class SollicitatiewijzeV2(s.Element):
    """A way to apply."""

    codeSollicitatiewijze: s.WayToApply | None = None
    webadres: WebadresV2 | None = None


class WerkgeverV2(s.Element):
    """The employer, with addresses."""

    adresHouding: list[AdresHouding] | None = None
    contactpersoon: list[v.Contactpersoon] | None = None
    handelsnaamOrganisatie: s.String500 | None = None
    sector: list[c.Sector] | None = None
    webadres: list[WebadresV2] | None = None


class VacatureV2(s.Element):
    """A vacancy."""

    vumID: s.VumId | None = None
    idVacature: s.OwnId | None = None
    nummerVacature: s.String11 | None = None
    arbeidsVoorwaarden: v.ArbeidsVoorwaarden | None = None
    beroep: Beroepsnaam | None = None
    codeWerkEnDenkniveauMinimaal: s.WorkLevelText | None = None
    contractvorm: list[c.Contractvorm] | None = None
    cursus: list[CursusV2] | None = None
    flexibiliteit: FlexibiliteitV2 | None = None
    gedragscompetentie: list[Gedragscompetentie] | None = None
    indicatieLdrRegistratie: s.YesNo | None = None
    naamVacature: s.String120 | None = None
    omschrijvingVacature: s.String2000 | None = None
    opleiding: list[OpleidingV2] | None = None
    rijbewijs: list[c.Rijbewijs] | None = None
    sector: c.Sector | None = None
    sluitingsdatumVacature: s.Date | None = None
    sollicitatiewijze: list[SollicitatiewijzeV2] | None = None
    taalbeheersing: list[c.Taalbeheersing] | None = None
    vakvaardigheid: list[Vakvaardigheid] | None = None
    vervoermiddel: list[c.Vervoermiddel] | None = None
    werkervaring: list[v.GevraagdeWerkervaring] | None = None
    werkgever: WerkgeverV2 | None = None
    werktijden: c.Werktijden | None = None
