"""What word lists make of a clause: its section, its strength, whether it denies.

Exact where they speak, silent elsewhere: a vote for the model, and the answer where it has none.
"""

from __future__ import annotations

import re
import unicodedata

from .base import Clause, Section, Strength

__all__ = ["by_rule"]

# Sentences that stand outside the content whatever the heading above them says.
_OUTSIDE: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (
            Section.PROCEDURE,
            r"\b(solliciteer|solliciteren (kan|kun|via)|(je|jouw|uw) sollicitatie"
            r"|sollicitatieprocedure|reageren (kan|kun|via)|reageer (nu|direct|snel|voor|via|dan)"
            r"|mail (je|naar)|bel (ons|met|naar|voor)|motivatiebrief|upload (je|jouw)|acquisitie"
            r"|voor vragen|neem contact op|kijk (dan )?op (onze|de) website|bezoek onze website"
            r"|stuur (ons |je |jouw |een )+(korte )?(cv|brief|mail|app|appje|bericht)"
            r"|onze recruiter"
            r"|(je|jouw|uw) (persoons)?gegevens|(afloop|einde|verloop) van de procedure"
            r"|de procedure (bestaat|duurt|start|verloopt))\b|\buit (om )?te solliciteren\b",
        ),
        (
            Section.OFFER,
            r"\b(wij bieden|we bieden|bieden (wij|we|jou|je)|je krijgt|krijg je|je ontvangt"
            r"|ontvang je|salaris(?![ -]*(administratie|en|verwerk))|bruto|reiskosten\w*"
            r"|(€|euro).{0,30}per maand|pensioen(regeling|opbouw|premie)?|vakantiedagen|cao"
            r"|secundaire|gezellige borrels?|vaste baan als|uitzicht op"
            r"|(wij|we) investeren in (je|jou|jouw|onze))\b",
        ),
        (
            Section.EMPLOYER,
            r"\b(ons bedrijf|familiebedrijf|marktleider|opgericht|sinds \d{4})\b"
            r"|^(wij|we) (zijn (een|dé|hét|al|gevestigd|gespecialiseerd|actief|trots)"
            r"|streven naar)\b(?!.*\bzoek)"
            r"|^(wij|we) (leveren|produceren|verkopen|ontwerpen|bouwen|maken|verhuren)\b"
            r"(?!.*\b(je|jij|jou|jouw|zoek\w*)\b)"
            r"|^(ons|onze) [\w-]+ (ligt|liggen|bestaat|bestaan|telt|tellen|levert|leveren|groeit)\b"
            r"|^onze (klanten|opdrachtgevers|afnemers|producten) (zijn|komen)\b"
            r"|\bdiscriminatie (op|van)\b|\bdiscrimineren (wij|we) niet\b",
        ),
    )
)
_NOT_NEEDED = re.compile(
    r"\b((hoeft|hoef|hoeven)\b.{0,60}\b(niet|geen)"
    r"|(niet|geen)\b[^,]{0,60}\b(nodig|vereiste?|noodzakelijk|verplicht|gevraagd|must|eis"
    r"|voorwaarde)"
    r"|(nodig|vereist|noodzakelijk) (is|zijn)? ?niet|niet erg (als|dat|wanneer)|onbelangrijk"
    r"|maakt (ons |het |voor ons )?(niet|niks|niets) uit|overbodig"
    r"|ook zonder|zonder\b.{1,60}\b(ook|welkom|terecht)"
    r"|geen (enkele )?(diploma|ervaring|opleiding)\w*[ ,]*(vereist|nodig)?$)\b"
    r"|\? *(hoeft|hoeven)( \w+)? (niet|geen)\b",
    re.IGNORECASE,
)
# "Nog geen VCA? Geen probleem."
_NO_MATTER = re.compile(
    r"\b(geen|nooit|niet)\b[^?]*\? *(dat is )?geen (probleem|punt|ramp)\b", re.IGNORECASE
)
_NICE = re.compile(
    r"\b(pr[eé](?![-\w])|plus(punt(en)?)?\b|mooi meegenomen|meegenomen$|(de|een|bij) voorkeur"
    r"|gewenst|wenselijk|bonus|een voordeel|in (je|jouw|uw) voordeel|extraatje"
    r"|idealiter|aanbeveling|streepje voor"
    r"|bijkomstigheid|voorkeur voor|wat helpt|graag gezien|het liefst|helpt als|eventueel"
    r"|of bereid|geen must"
    r"|(is|zijn|zou|lijkt)\b.{0,20}\b(fijn|mooi|leuk|prettig|handig|welkom)"
    r"|(fijn|mooi|leuk|prettig|handig) als)\b",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\b(vereist\w*|must|noodzakelijk|verplicht|eis|eisen (wij|we)|(wij|we) eisen|moet|minimaal"
    r"|minstens|ten ?minste|in (het )?bezit van|beschik\w* over|onmisbaar|onontbeerlijk"
    r"|essentieel|voorwaarde|absoluut|aantoonbare?|(heb|hebt|heeft) (je|jij|u)\b.{0,30}\bnodig"
    r"|(is|zijn) (echt |wel |dus )*nodig|alleen (reageren|solliciteren|reageer)\b.{0,20}\bals)\b",
    re.IGNORECASE,
)
# "Gewenst, niet verplicht" speaks of one thing: it would be nice.
_NICE_NOT_REQUIRED = re.compile(
    r"\b(gewenst|wenselijk|pr[eé]|voorkeur|meegenomen)[ ,(]+(maar )?(zeker |absoluut )?"
    r"(niet|geen) (\w+ )?(verplicht|vereist|noodzakelijk|nodig|eis|must|voorwaarde)\b",
    re.IGNORECASE,
)
_INDISPENSABLE = re.compile(r"\bzonder\b.{1,60}\b(niet|geen)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(geen|niet|nooit|zonder (ervaring|diploma|opleiding|papieren)|noch|gestopt (met|als)"
    r"|hekel aan|(?<!wat )(?<!wat er )ontbre(ekt|ken)(?! nooit)|uitgesloten"
    r"|(is|zijn|lijkt) (echt )?(niks|niets) voor)\b",
    re.IGNORECASE,
)
_NOT_DENIAL = re.compile(
    r"\b(niet (alleen|bang|te beroerd|vies|erg(?! (als|dat|wanneer))|vergeten|snel"
    r"|verleerd|van het stilzitten|(elke|iedere) \w+|altijd|dagelijks)"
    r"|(schrik|schuw|schroom|twijfel|aarzel)t? niet"
    r"|(nooit|geen|niet) nee\b"
    r"|geen (probleem|moeite|bezwaar|hoogtevrees|hekel|dag(en)? (is|zijn|hetzelfde)|9|negen))\b",
    re.IGNORECASE,
)
# "Je controleert of de deur niet klemt": what is checked or prevented is no denial.
_CHECKED = re.compile(
    r"(\b(controle\w+|check\w*|kijk\w*|zorg\w*|let|voorkom\w*|bewaa?k\w*|toets\w*)\b.{0,40}"
    r"\b(of|dat)|\bzodat)\b.{1,60}\b(niet|geen)\b",
    re.IGNORECASE,
)
_OF_ME = re.compile(r"\b(ik|mijn)\b", re.IGNORECASE)


def by_rule(part: str, section: Section) -> Clause:
    """A clause under a heading of ``section``, by the word lists alone."""
    if section is Section.CONTENT:
        section = next((s for s, pattern in _OUTSIDE if pattern.search(part)), section)
    plain = _NOT_DENIAL.sub(" ", part)
    if _NICE_NOT_REQUIRED.search(part):
        return Clause(part, Strength.NICE, section=section)
    if _NOT_NEEDED.search(plain) or _NO_MATTER.search(part):
        return Clause(part, Strength.NOT_NEEDED, section=section)
    of_me = _OF_ME.search(part) is not None
    if _INDISPENSABLE.search(plain) and not of_me:
        return Clause(part, Strength.REQUIRED, section=section)
    checked = _CHECKED.search(plain) and not of_me
    denied = bool(_DENIED.search(plain)) and not checked
    if _NICE.search(part):
        return Clause(part, Strength.NICE, denied, section)
    strength = Strength.REQUIRED if _REQUIRED.search(_without_accents(part)) else Strength.PLAIN
    return Clause(part, strength, denied, section)


def _without_accents(text: str) -> str:
    """Stress marks taken away: "je móet" is "je moet"."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
