"""What of a short text is the title or the competence, and what is noise around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .abbreviations import abbreviations
from .normalise import fold

__all__ = ["Phrase", "phrase"]

_FORM = re.compile(r"(?<=[a-z])\((?:e|s|se|in|st|ster|en|n|trice|euse)\)(?=[a-z]*)", re.IGNORECASE)
_FOR_ALL = re.compile(
    r"\(?\b[mvfxh](?: ?/ ?[mvfxdh]){1,2}\b\)?|\bman ?/ ?vrouw\b|\(m of v\)", re.IGNORECASE
)
_HOURS = re.compile(
    r"\b\d{1,2}(?: ?[-–/à] ?\d{1,2}| tot \d{1,2})? ?-?(?:uur|uren|u|hrs|hours)\b(?: ?(?:per|p/|/) ?"
    r"(?:week|wk|w))?|\b[01][,.]\d{1,2} ?(?:-|–|tot) ?[01][,.]\d{1,2} ?fte\b|\b[01](?:[,.]\d{1,2})?"
    r" ?fte\b|\b(?:1[4-9]|2[0-5])\+? jaar\b|\bref(?:erentie)?\W{0,2}\d+\b|\bid ?\d+\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:gezocht|gevraagd|per direct|direct beschikbaar|vacature(?:nummer)?|topbaan|bijbaan"
    r"|functie(?: als)?:|"
    r"full ?-?time|part ?-?time|deeltijd|voltijd|zzp|freelance|oproepkracht|vakantiewerk"
    r"|zomerbaan|stagiaire?|stage|junior|senior|medior|jr|sr|ervaren|aankomende?|beginnende?"
    r"|startende?|gediplomeerde?|enthousiaste?|gedreven|bbl|bol|niveau \d(?:[/-]\d)?"
    r"|schaal \d+|(?:dag|avond|nacht|weekend|ploegen)diensten?|nachtploeg|dagploeg|weekend"
    r"|avonduren|in opleiding|omscholing"
    r"|(?:ik )?(?:zoek|wil|ben|werk(?:te|en)?|werkzaam)(?: (?:werk|geweest|graag|een baan))* als"
    r"(?: een)?)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:^|\s)(?:(?:in|te|nabij|omgeving|regio|locatie|gemeente|standplaats)\s+)+"
    r"(?:(?:de|den|het|'s)[ -])?[A-Z][\w'-]+(?:\s+(?:en|aan|a/d|de|den|e\.o\.|[A-Z][\w'-]+))*\s*$"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEAD = re.compile(
    r"^(?:(?:goede |ruime |enige |basis|brede |aantoonbare )?(?:kennis (?:van|over|hebben van)"
    r"|ervaring (?:met|in|als)|vaardig(?:heid)? (?:in|met)|beheersing van|inzicht in|affiniteit met"
    r"|bekend(?:heid)? met|in staat (?:zijn )?om)|het (?:kunnen|vermogen om)|kunnen|kan|je kunt"
    r"|ik kan)\s+(?:(?:de|het|een|te)\s+)?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:/|\||;|\s[-–]\s|,\s|\bof\b|\ben/of\b)\s*")
_LEAST_PART = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Readings of a short text.

    Parameters
    ----------
    equal : tuple of str
        What a name may be equal to, the text itself first, then without noise, then its parts
        ("heftruck-/reachtruckchauffeur").
    near : tuple of str
        What names may be near to: the text without noise and, where that differs, with its
        abbreviations written out.
    """

    equal: tuple[str, ...]
    near: tuple[str, ...]


def phrase(text: str) -> Phrase:
    """Readings of a short text; of nothing but noise, the text as it is.

    >>> phrase("Kok gezocht in Utrecht (m/v), 32 uur").near
    ('Kok',)
    >>> phrase("kennis van TIG lassen").near
    ('TIG lassen', 'tig lassen lassen')
    """
    formed = _FORM.sub("", text)
    bare = _without_noise(formed)
    core = _LEAD.sub("", bare, count=1)
    core = core if fold(core) else bare
    kept = core if fold(core) else text
    full = abbreviations().written_out(kept)
    near = (kept,) if full == fold(kept) else (kept, full)
    parts = [part for part in _PARTS.split(kept) if len(fold(part)) >= _LEAST_PART]
    outside = _ASIDE.sub(" ", kept)
    aside = [outside] if fold(outside) else []
    return Phrase(tuple(dict.fromkeys((text, formed, kept, full, *aside, *parts))), near)


def _without_noise(text: str) -> str:
    found = _PLACE.sub(" ", _FOR_ALL.sub(" ", text))
    for noise in (_HOURS, _AROUND):
        found = noise.sub(" ", found)
    found = _PLACE.sub(" ", found.rstrip(" ,.;|-–"))
    return " ".join(found.split()).strip(" ,.;:|-–!()/")
