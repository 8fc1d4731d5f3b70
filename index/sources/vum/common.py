"""Compound elements that jobseeker and vacancy, and mostly both versions, share.

Source: contracts 2.0.2 and 3.0.8, ``components.schemas``.
"""
# ruff: noqa: N815 - the names of the standard are camelCase

from __future__ import annotations

from passend.index.sources.vum import scalars as s

__all__ = [
    "Beroep",
    "Competentiebeheersing",
    "Contractvorm",
    "Cursus",
    "Opleiding",
    "Rijbewijs",
    "Sector",
    "Taalbeheersing",
    "Vervoermiddel",
    "Webadres",
    "Werktijden",
]


class Beroep(s.Element):
    """An occupation, v3."""

    codeBeroepsnaam: s.String200 | None = None


class Competentiebeheersing(s.Element):
    """A competence, v3."""

    codeCompetentie: s.String200 | None = None


class Contractvorm(s.Element):
    """A form of contract."""

    codeTypeArbeidscontract: s.Duration | None = None
    codeTypeOvereenkomst: s.Agreement | None = None


class Cursus(s.Element):
    """A course that a vacancy asks, v3."""

    indicatieCertificaat: s.DiplomaIndication | None = None
    naamCursus: s.String120 | None = None
    toelichtingCursus: s.String2000 | None = None


class Opleiding(s.Element):
    """An education that a vacancy asks, v3."""

    codeOpleidingsnaam: s.Digits10 | None = None
    codeNiveauOpleiding: s.EducationLevel | None = None
    indicatieDiploma: s.DiplomaIndication | None = None
    toelichtingOpleiding: s.String2000 | None = None


class Rijbewijs(s.Element):
    """A driving-licence category."""

    codeSoortRijbewijs: s.Licence | None = None


class Sector(s.Element):
    """A branch."""

    codeSbi: s.Integer99999 | None = None


class Taalbeheersing(s.Element):
    """Mastery of a language."""

    codeTaal: s.LanguageCode | None = None
    codeNiveauTaalbeheersingLezen: s.LanguageLevel | None = None
    codeNiveauTaalbeheersingLuisteren: s.LanguageLevel | None = None
    codeNiveauTaalbeheersingMondeling: s.LanguageLevel | None = None
    codeNiveauTaalbeheersingSchriftelijk: s.LanguageLevel | None = None


class Vervoermiddel(s.Element):
    """A means of transport."""

    codeVervoermiddel: s.TransportCode | None = None
    indicatieBeschikbaarVoorUitvoeringWerk: s.Indication | None = None
    indicatieBeschikbaarVoorWoonWerkverkeer: s.Indication | None = None


class Webadres(s.Element):
    """A web address, v3."""

    codeWebadres: s.WebAddressKind | None = None
    url: s.String1000 | None = None


class Werktijden(s.Element):
    """Working hours."""

    aantalWerkurenPerWeekMaximaal: s.Integer99 | None = None
    aantalWerkurenPerWeekMinimaal: s.Integer99 | None = None
    indicatieKantoortijden: s.Indication | None = None
