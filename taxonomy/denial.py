"""What a denial in a clause is about: only the words near it, never the whole clause.

"Als kok zat ik nooit stil" says nothing against cooking; "geen ervaring met lassen" does.
"""

from __future__ import annotations

import re

__all__ = ["denied_part", "is_personal", "may_be_life", "refuses_for_good", "touches_life"]

_WINDOW = 5
_AFTER = re.compile(
    r"\b(geen|zonder|gestopt (?:met|als)|hekel aan|(?:nog )?nooit"
    r"|niet (?:meer |eerder )?(?:goed )?(?:met|als|in))\b",
    re.IGNORECASE,
)
# What stands before: "lassen kan ik niet", "nachtdiensten komen hier niet voor".
_BEFORE = re.compile(
    r"\b(?:kan|wil|mag|doe|ga|lukt|durf|zie) (?:ik |hij |zij |ze |me )?(?:echt |helaas )?niet\b"
    r"|\bniet meer\b|\bbeschikt? .{0,20}niet$|\b(?:hoort|horen) niet bij\b|\bontbre(?:ekt|ken)\b"
    r"|\b(?:komt|komen) .{0,25}niet voor\b|\b(?:is|zijn) .{0,25}niet van toepassing\b"
    r"|\b(?:is|zijn) uitgesloten\b|\b(?:is|zijn|lijkt) (?:echt )?(?:niks|niets) voor\b",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(
    r"\b(niet meer|(?:kan|wil|mag) (?:ik )?(?:niet|geen)|ik (?:kan|wil|mag)\b.{0,40}\b(?:niet|geen)"
    r"|gestopt (?:met|als)|liever (?:geen|niet)|hekel aan)\b",
    re.IGNORECASE,
)
_OWN = r"(?:ik (?:ben|heb|kom uit|zit in|had|ging|draag|vast|bid)|mijn|door mijn|wegens|vanwege)"
_OTHERS = (
    r"mijn (?:ex-?)?(?:man|vrouw|broer|zus|vader|moeder|ouders|oom|tante|vriend\w*|partner|buur\w*"
    r"|zoon|dochter)"
)
_STARTS = (
    r"^\W*(?:alleenstaand|gehuwd|getrouwd|gescheiden|weduw|autis|adhd|chronisch|wegens|vanwege"
    r"|na mijn|gelovig|zwarte?\b|blank|ex-gedetineerd|dyslex|stotter|ben trans"
    r"|lid van (?:de|een) (?:vak|partij|kerk|moskee)|ik bid\b|in de overgang"
    r"|\d+ jaar(?: jong| oud)?\W*$)"
)
_LIFE = (
    r"(?:autis|adhd|\badd\b|depress|burn-?out|ziek|rolstoel|\bdoof|blind\b"
    r"|slechthorend|slechtziend|handicap|beperking|medicijn|medicatie|verslaa|psych|kanker|diabet"
    r"|reuma|epilep|rug\b|rugklacht|knie|hernia|zwanger|moeder|vader|alleenstaand|gescheiden"
    r"|getrouwd|weduw|kinderen|dochter|zoon|moslim|islam|christ|joods|hindoe|kerk|moskee|geloof"
    r"|ramadan|hoofddoek|syri|eritre|marok|turk|surinam|somali|afgha|oekra|polen|vluchteling"
    r"|statushouder|asiel|nationaliteit|geboren|\d+ jaar(?: oud)?\W*$|homo|lesb|transgender|\bvrouw"
    r"|\bman\b|politiek|strafblad|gevangen|detentie)"
)
_PERSONAL = re.compile(rf"\b{_OTHERS}\b|{_STARTS}|\b{_OWN}\b.{{0,45}}{_LIFE}", re.IGNORECASE)
# Wider than what decides alone: with one of these the model may call a clause personal.
_TOUCHED = (
    r"heup|schouder|\bnek\b|\boren?\b|\bogen\b|gehoor|\bhart\b|\blongen\b|klachten|prothes"
    r"|operatie|geopereerd|behandel|therap|kliniek|revalid|herstel|pijn|\bmoe\b|slaap|stress"
    r"|overspannen|crisis|medisch|\bslik|dieet|allergi|roken|drugs|alcohol|scheiding|relatie"
    r"|alimentatie|schuldhulp|schulden|bewind|mantelzorg|oppas|bidden|gebed|vasten|sabbat|doop"
    r"|geboorte|bevall|leeftijd|\w+tig(ste)?\b|\boud(er|ste)?\b|\bjong\b|pensioen|\baow\b|oorlog"
    r"|gevlucht|thuisland|paspoort|verblijf|inburger|uitkering|bijstand|verleden|straf"
)
_TOUCHES = re.compile(rf"{_LIFE}|\b{_OTHERS}\b", re.IGNORECASE)
_MAY_BE = re.compile(rf"{_LIFE}|\b{_OTHERS}\b|{_TOUCHED}", re.IGNORECASE)


def denied_part(text: str) -> str:
    """Words that a denial in the clause is about; empty when it is about none of them."""
    parts = [" ".join(text[found.end() :].split()[:_WINDOW]) for found in _AFTER.finditer(text)]
    for found in _BEFORE.finditer(text):
        parts.append(" ".join(text[: found.start()].split()[-_WINDOW:]))
        parts.append(" ".join(text[found.end() :].split()[:_WINDOW]))
    return " . ".join(part for part in parts if part)


def refuses_for_good(text: str) -> bool:
    """Whether a person says not to do or want something (any more)."""
    return _FOR_GOOD.search(text) is not None


def is_personal(text: str) -> bool:
    """Whether a clause is about the person's own health, family, origin, belief, sex or age.

    Such a clause is not read at all. Work with people of whom this holds is work, and is read.
    """
    return _PERSONAL.search(text) is not None


def touches_life(text: str) -> bool:
    """Whether a clause names something of a life, whosever it is: a hint, never a judgement."""
    return _TOUCHES.search(text) is not None


def may_be_life(text: str) -> bool:
    """Whether a clause holds a word that stands in sentences on a life, and in others too."""
    return _MAY_BE.search(text) is not None
