"""Dutch text cut into clauses, each with its section, its strength and whether it is denied.

Sections first: duties and requirements count; what the employer says of itself, what it offers and
how to apply do not. Raw text is never indexed; only what the clauses name is.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum, StrEnum

__all__ = ["Clause", "Section", "Strength", "clauses"]


class Section(StrEnum):
    """Part of a vacancy text or CV."""

    CONTENT = "inhoud"
    EMPLOYER = "werkgever"
    OFFER = "aanbod"
    PROCEDURE = "procedure"


class Strength(IntEnum):
    """How strongly a clause asks for something."""

    NOT_NEEDED = 0
    NICE = 1
    PLAIN = 2
    REQUIRED = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. ``denied``: the text says *not* ("geen ervaring met", "kan niet")."""

    text: str
    strength: Strength = Strength.PLAIN
    denied: bool = False
    section: Section = Section.CONTENT


# What a heading starts with. A line that is marked as one (``:``, ``?``, capitals, ``#``, ``**``)
# may go on freely; of any other line the rest may only be words that say nothing of the work, or
# else a line such as "contact met klanten" would be a heading and hide what follows.
_HEADINGS: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (
            Section.PROCEDURE,
            r"^(sollicit\w*|procedure|interesse\b|reageren|reageer|contact(gegevens|persoon)?\b"
            r"|vragen$|meer (weten|informatie)|acquisitie\w*|hoe (verder|solliciteer))",
        ),
        (
            Section.OFFER,
            r"^((wat |dit )?(wij|we)\b.{0,20}\bbieden|bieden (wij|we)|krijg je|je krijgt"
            r"|(dit )?(ons )?aanbod|arbeidsvoorwaarden|wat (bieden|krijg|mag je)"
            r"|dit (krijg|bieden))",
        ),
        (
            Section.EMPLOYER,
            r"^(over (ons|het bedrijf|de organisatie|de werkgever)|wie (zijn|is) (wij|we|onze)"
            r"|(onze|de) organisatie|bedrijfsprofiel|ons bedrijf|waar ga je werken|jouw werkplek"
            r"|waarom (bij|kies|werken)|(wat|dit) (doen )?(wij|we)( doen)?$)",
        ),
        (
            Section.CONTENT,
            r"^(functie[\w-]*|taken|werkzaamheden|wat (ga|doe(?!n (wij|we)))"
            r"|wat (jij|je) (doet|gaat)|jouw (rol|taken|baan|profiel)|je taken"
            r"|(wat |dit )?(wij|we)\b.{0,20}\b(vragen|zoeken|verwachten)"
            r"|wat (vragen|vraag|neem|breng|verwacht)|profiel|eisen|wie (zoeken|ben|zoek)"
            r"|dit (ga|ben|neem|vragen)|gevraagd|ervaring|wat heb|dit doe)",
        ),
    )
)
_HEADING_WORD = re.compile(
    r"\b(ik|jij|je|jou|jouw|u|uw|wij|we|ons|onze|de|het|een|van|bij|aan|in|mee|met|als|en|of|om"
    r"|te|voor|over|is|zijn|ben|bent|heb|hebt|ga|gaat|gaan|doe|doen|kan|kunt|mag|krijg|krijgt"
    r"|krijgen|bied|bieden|vraag|vragen|zoek|zoeken|verwacht|verwachten|breng|brengt|neem|neemt"
    r"|dit|dat|deze|er|nog|nu|nou|precies|allemaal|verder|meer|weten|informatie|direct|werk"
    r"|werken|functie|baan|rol|vacature|organisatie|bedrijf|opdracht|profiel|taken|eisen)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^((met )?((vriendelijke|hartelijke|warme) )?groet(en|jes)?|mvg|hoogachtend)\b[ ,.!]*$",
    re.IGNORECASE,
)
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
# A question and its answer are one clause: "Ervaring met hout? Dat is een pluspunt."
_ANSWER = r"(?:dat|dit) (?:is|zou|zien|vinden|verwachten|vragen)\b|(?:geen|niet|hoeft|hoeven)\b"
_CUT = re.compile(
    rf"[\n\r;•▪●·]+|(?<=[.!])\s+|(?<=\?)\s+(?!{_ANSWER})|\s+[-–—*]\s+"
    r"|(?<=[a-z)]),?\s+(?:maar|echter)\s+"
    r"|,\s+(?=wel\s|(?:geen|niet|nooit)(?:\s+[\w-]+){3})"
    # "…, behangen kan ik niet": what follows names its own thing.
    r"|,\s+(?!(?:dat|dit|die|deze|daar|hier|er|want)\b)"
    r"(?=[\w-]+ (?:kan|wil|mag|durf|doe|lukt|gaat)t?"
    r"(?: (?:ik|hij|zij|ze|me|mij|je|we))? (?:(?:echt|helaas) )?niet\b)",
    re.IGNORECASE,
)
# Two judgements with a comma between them are of two things: "X is niet nodig, Y is een pré".
_COMMA = re.compile(r",\s+")
_JUDGED = re.compile(
    r"[^\W\d_]{4}.{0,60}\b(is|zijn|heeft|hoeft|hoeven)\b.{0,25}\b(nodig|vereiste?|verplicht"
    r"|noodzakelijk|must|eis|voorwaarde|pr[eé]|pluspunt|voordeel|meegenomen|voorkeur|wenselijk"
    r"|gewenst|niet)\W*$",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?:br|/?p|/?li|/?[uo]l|/?h\d|/?div|/?tr)\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{1,200}>")
# A heading inside a line: "Wij leveren brood. Wat ga je doen: bezorgen".
_INSIDE = re.compile(r"(?<=[.!?])\s+(?=[A-Z][^.!?:]{2,40}: )")
_BULLET = re.compile(r"^([-–—•▪●·]|\*(?!\*)|\d+[.)])\s*")
_LONGEST_HEADING = 60
_MOST_HEADING_WORDS = 6


def clauses(text: str) -> list[Clause]:
    """Cut a text into clauses, in order. Empty text gives no clauses; HTML is read as text."""
    section = Section.CONTENT
    found = []
    for line in _lines(text):
        heading, rest = _heading(line)
        section = heading or section
        for whole in _CUT.split(rest):
            for part in _judged_apart(whole):
                part = part.strip(" -–—*•·,.:\t")
                if any(char.isalpha() for char in part):
                    found.append(_clause(part, section))
    return found


def _judged_apart(text: str) -> list[str]:
    """A sentence, cut at the comma between two judgements that each name something."""
    for comma in _COMMA.finditer(text):
        before, after = text[: comma.start()], text[comma.end() :]
        if _JUDGED.search(before) and _JUDGED.search(after):
            return [before, *_judged_apart(after)]
    return [text]


def _lines(text: str) -> list[str]:
    """Lines with content, without tags and without the marks of a quoted e-mail."""
    plain = html.unescape(_ANY_TAG.sub(" ", _TAG.sub("\n", text)))
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return [part for line in lines if (bare := line.strip("> ")) for part in _INSIDE.split(bare)]


def _heading(line: str) -> tuple[Section | None, str]:
    """Section that a line opens (``None`` = it opens none), and what of it is content."""
    if _CLOSING.match(line):
        return Section.PROCEDURE, ""
    if (section := _opened(line)) is not None:
        return section, ""
    for mark in (": ", "? "):
        before, found, after = line.partition(mark)
        section = _opened(f"{before}{mark.strip()}") if found else None
        if section is not None and (mark == ": " or not _answered(section, after)):
            return section, after
    return None, line


def _answered(section: Section, after: str) -> bool:
    """Whether "Ervaring? Niet nodig" asks for something, and opens no section."""
    return section is Section.CONTENT and re.match(_ANSWER, after, re.IGNORECASE) is not None


def _opened(line: str) -> Section | None:
    bare = line.strip(" *#-_:?!").strip()
    if len(bare) > _LONGEST_HEADING or len(bare.split()) > _MOST_HEADING_WORDS:
        return None
    marked = line.endswith((":", "?")) or line.startswith(("#", "**")) or bare.isupper()
    if not marked and (re.search(r"[.,;]", line) or _BULLET.match(line)):
        return None
    for section, pattern in _HEADINGS:
        if start := pattern.search(bare):
            rest = _HEADING_WORD.sub("", bare[start.end() :])
            if start.group().casefold() == "vragen" and not line.endswith("?"):
                return None  # "Vragen?" says how to ask; "Vragen:" may be a task.
            return section if marked or not re.search(r"\w", rest) else None
    return None


def _clause(part: str, section: Section) -> Clause:
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
