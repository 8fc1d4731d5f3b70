"""The address of VUM 2.0, in the Netherlands or abroad.

Source: contract 2.0.2, ``AdresHouding``.
"""
# ruff: noqa: N815 - the names of the standard are camelCase

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from passend.index.sources.vum import scalars as s

__all__ = [
    "AdresBuitenland",
    "AdresDetails",
    "AdresDetailsBuitenland",
    "AdresHouding",
    "AdresKeuze",
    "AdresNederland",
    "Antwoordnummeradres",
    "Postbusadres",
    "PostbusadresBuitenland",
    "Straatadres",
    "StraatadresBuitenland",
]


class Straatadres(s.Element):
    """A street address."""

    aanduidingBijHuisnummer: s.String2 | None = None
    huisletter: Annotated[str, Field(max_length=1)] | None = None
    huisnummer: s.Integer99999 | None = None
    huisnummertoevoeging: s.String6 | None = None
    naamOpenbareRuimte: s.String80 | None = None
    straatnaam: s.String24 | None = None
    woonbootverwijzing: Annotated[str, AfterValidator(s.one_of("AB"))] | None = None
    woonwagenverwijzing: Annotated[str, AfterValidator(s.one_of("WW"))] | None = None


class Postbusadres(s.Element):
    """A post-office box."""

    postbusnummer: s.Integer99999 | None = None


class Antwoordnummeradres(s.Element):
    """A freepost number."""

    antwoordnummer: s.Integer99999 | None = None


class AdresDetails(s.Alternatives):
    """One of three kinds of address in the Netherlands."""

    straatadres: Straatadres | None = None
    postbusadres: Postbusadres | None = None
    antwoordnummeradres: Antwoordnummeradres | None = None


class AdresNederland(s.Element):
    """An address in the Netherlands."""

    adresDetails: AdresDetails | None = None
    codeGemeente: s.String4 | None = None
    district: s.String24 | None = None
    gemeentedeel: s.String24 | None = None
    gemeentenaam: s.String40 | None = None
    identificatiecodeNummeraanduiding: s.String16 | None = None
    identificatiecodeVerblijfplaats: s.String16 | None = None
    locatieomschrijving: s.String70 | None = None
    postcode: s.Postcode | None = None
    woonplaatsnaam: s.String80 | None = None


class StraatadresBuitenland(s.Element):
    """A street address abroad."""

    huisnummerBuitenland: s.String9 | None = None
    straatnaamBuitenland: s.String24 | None = None


class PostbusadresBuitenland(s.Element):
    """A post-office box abroad."""

    postbusnummerBuitenland: s.String9 | None = None


class AdresDetailsBuitenland(s.Alternatives):
    """One of two kinds of address abroad."""

    straatadresbuitenland: StraatadresBuitenland | None = None
    postbusadresbuitenland: PostbusadresBuitenland | None = None


class AdresBuitenland(s.Element):
    """An address abroad."""

    adresDetailsBuitenland: AdresDetailsBuitenland | None = None
    landencodeIso: s.String2 | None = None
    landsnaam: s.String40 | None = None
    locatieomschrijvingBuitenland: s.String70 | None = None
    postcodeBuitenland: s.String9 | None = None
    regionaamBuitenland: s.String24 | None = None
    woonplaatsnaamBuitenland: s.String40 | None = None


class AdresKeuze(s.Alternatives):
    """An address in the Netherlands or abroad."""

    adresNederland: AdresNederland | None = None
    adresBuitenland: AdresBuitenland | None = None


class AdresHouding(s.Element):
    """An address and its use; ``E`` is the place of the work, ``V`` the branch office."""

    adres: AdresKeuze | None = None
    codeFunctieAdres: (
        Annotated[str, AfterValidator(s.one_of("A", "B", "C", "E", "L", "V", "W"))] | None
    ) = None
    datumAanvangAdres: s.Date | None = None
    datumEindeAdres: s.Date | None = None
