"""Certificates of the trade by code: VCA, BHV, code 95, heftruck, BIG and others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Fact, FactKind, Speaker, Stance
from .held import settled
from .scope import Passage

__all__ = ["CERTIFICATES", "read_certificates"]

_PAPER = r"[- ]?(?:certifica\w+|diploma\w*|bewijs\w*|pas\b|papieren|rijbewijs)"

CERTIFICATES: dict[str, re.Pattern[str]] = {
    code: re.compile(pattern)
    for code, pattern in {
        "VCA-VOL": r"\b(?i:vol[- ]?vca|vca[- ]?vol)\b",
        "VCA": r"(?<![Vv][Oo][Ll][- ])\b(?i:b[- ]?vca|vca(?![- ]?vol\b))(?:[ -]?(?i:basis"
               r"|b)\b)?(?![- ]?gecert)",
        "BHV": r"\b(?:BHV|bhv)\b(?:'?er)?|\b(?i:bedrijfshulpverlen(?:er|ing))\b",
        "EHBO": r"\b(?:EHBO|ehbo|Ehbo)\b",
        "CODE95": r"\b[Cc]ode[ -]?95\b|\b(?i:vakbekwaamheid (?:chauffeur|code))\b",
        "CHAUFFEURSKAART": r"\b(?i:chauffeurs(?:kaart|pas)|bestuurderskaart)\b",
        "TAXIPAS": r"\b(?i:taxi(?:pas|chauffeurskaart))\b",
        "HEFTRUCK": rf"\b(?i:heft?r[ue]c?k){_PAPER}|\b(?i:certificaat\w* )(?i:heft?r[ue]c?k)\b",
        "REACHTRUCK": rf"\b(?i:reach-?truc?k){_PAPER}|\b(?i:certificaat\w* reach-?truc?k)\b",
        "HOOGWERKER": rf"\b(?i:hoogwerker){_PAPER}|\b(?i:certificaat\w* hoogwerker)\b",
        "EPT": rf"\b(?i:ept|elektrische pallettruck){_PAPER}",
        "KRAAN": rf"\b(?i:(?:mobiele |toren)?kraan(?:machinist)?|tcvt){_PAPER}|\bTCVT\b",
        "BIG": r"\bBIG[- ]?(?:registratie|register|nummer|geregistreerd)\w*"
               r"|\bBIG\b(?=.{0,25}\b(?:registr|inschrijv|vereist|nodig))"
               r"|\b(?:[Ii]nschrijving|[Rr]egistratie|geregistreerd) (?:in (?:het )?)?BIG\b",
        "SKJ": r"\bSKJ\b",
        "VOG": r"\bVOG\b|\b(?i:verklaring omtrent (?:het )?gedrag)\b",
        "HACCP": rf"\b(?i:haccp){_PAPER}|\b(?i:certificaat\w* haccp)\b",
        "SVH": r"\bSVH\b|\b(?i:sociale hygi[eë]ne)\b",
        "NEN3140": r"\bNEN[- ]?3140\b",
        "NEN1010": r"\bNEN[- ]?1010\b",
        "BEVEILIGER": r"\b(?i:beveilig(?:er|ing)s?(?:pas|diploma))\b|\b(?i:(?:grijze"
                      r"|groene) (?:beveiligings)?pas)\b",
        "MIG-MAG": rf"\b(?:MIG ?/ ?MAG|MIG-?MAG|TIG){_PAPER}",
        "LASSEN": r"\b(?i:las(?:certificaat|diploma|papieren)\w*)\b",
        "SPUITLICENTIE": r"\b(?i:spuitlicentie|bewijs van vakbekwaamheid gewasbescherming)\b",
        "F-GASSEN": r"\bF-?gassen\b",
        "DLP": r"\bDLP\b",
        "GPI": r"\bGPI\b",
    }.items()
}  # fmt: skip
"""Code → how it is written. Codes with an everyday meaning need their paper beside them."""

_LISTS = re.compile(r"\b(?:certifica\w+|diploma\w*|papieren|getuigschrift\w*)\b", re.IGNORECASE)
_LISTED: dict[str, re.Pattern[str]] = {
    "HACCP": re.compile(r"\bHACCP\b", re.IGNORECASE),
    "HEFTRUCK": re.compile(r"\bheft?r[ue]c?k(?:ken)?\b", re.IGNORECASE),
    "REACHTRUCK": re.compile(r"\breach-?truc?k\b", re.IGNORECASE),
    "HOOGWERKER": re.compile(r"\bhoogwerker\b", re.IGNORECASE),
    "EPT": re.compile(r"\bept\b", re.IGNORECASE),
}
_ANY = re.compile(
    r"vca|bhv|hulpverlen|ehbo|code|vakbekwaam|kaart|taxi|truc?k|hoogwerker|ept|kraan|tcvt|\bbig\b"
    r"|skj|vog|verklaring|haccp|svh|hygi|nen|pas\b|diploma|certifica|papier|bewijs|mig|tig\b"
    r"|licentie|gassen|dlp|gpi",
    re.IGNORECASE,
)
# Of the employer, or a way to work: no paper of the person.
_NOT_OF_PERSON = re.compile(
    r"\bvolgens\b|\bgecertificeerd\b(?=\W*$)|\b(?:ons|onze) (?:bedrijf|organisatie)\b"
    r"|\brichtlijn\w*|\bregels\b|\bgeef je\b|\bgeeft\b.{0,20}\b(?:les|training|cursus)",
    re.IGNORECASE,
)


def read_certificates(passage: Passage) -> Iterator[Fact]:
    """Certificates asked or held, each by its code."""
    text = passage.text
    if not _ANY.search(text):
        return
    if passage.speaker is Speaker.EMPLOYER and _NOT_OF_PERSON.search(text):
        return
    seen: set[tuple[str, Stance]] = set()
    patterns = list(CERTIFICATES.items())
    if _LISTS.search(text):
        patterns += _LISTED.items()
    for code, pattern in patterns:
        for found in pattern.finditer(text):
            stance = settled(passage, found.start())
            if stance is not None and (code, stance) not in seen:
                seen.add((code, stance))
                yield Fact(FactKind.CERTIFICATE, code, stance, span=found.span())
