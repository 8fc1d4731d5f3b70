"""Parts of a clause, each with its own stance: "wel avonden, geen nachten" says two things."""

from __future__ import annotations

import re
from dataclasses import dataclass

from passend.taxonomy.clauses import Clause, Section, Strength
from passend.taxonomy.reading.parts import Part as TextPart
from passend.taxonomy.reading.parts import parts_of
from passend.taxonomy.reading.rules import by_rule

from .base import Speaker, Stance
from .tongues import LANGUAGES

__all__ = ["Part", "Passage", "around", "passages"]


@dataclass(frozen=True, slots=True)
class Part:
    """Text of a part, where it starts in its clause, and its stance."""

    text: str
    start: int
    stance: Stance


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause with its parts, in order; ``speaker`` is whose text it is."""

    text: str
    section: Section
    stance: Stance
    parts: tuple[Part, ...]
    speaker: Speaker

    def at(self, position: int) -> Stance:
        """Stance of the part in which a position of the clause lies."""
        found = self.stance
        for part in self.parts:
            if part.start <= position:
                found = part.stance
        return found


def around(text: str, start: int) -> str:
    """The words between the commas round a position.

    >>> around("vroeger bakker, nu 20 uur, graag", 19)
    ' nu 20 uur'
    """
    return text[text.rfind(",", 0, start) + 1 :].partition(",")[0]


# Without any of these a clause holds no fact and is not judged, which is what takes time.
_ANY_FACT = re.compile(
    r"\d|uur|uren|dag|time|tijd|week|school|vroeg|ochtend|morgen|avond|nacht|kantoor|laat|late|ploeg"
    r"|regelmat|wissel|rouler|dienst|\b(?:ma|di|wo|do|vr|za|zo)\b|be?w(?:ij|y|ei|j|i)[sz]|taal|talig"
    r"|vca|bhv|hulpverlen|ehbo|code|bekwaam|kaart|taxi|truc?k|hoogwerker|\bept\b|kraan|tcvt|\bbig\b"
    r"|\bskj\b|\bvog\b|verklaring|haccp|\bsvh\b|hygi|\bnen|pas\b|diploma|certifica|papier|licentie"
    r"|\bmig\b|\btig\b|gassen|\bdlp\b|\bgpi\b|contract|vast|baan|leer-?werk|bbl|stage|vrijwillig"
    r"|ervarings|seizoen|vakantiewerk|vervanging|direct|omgaan|ommegaan|zsm|mogelijk|middellijk|meteen|gelijk|overleg|bepal"
    r"|per nu|januari|februari|maart|april|\bmei\b|juni|juli|augustus|september|oktober|november"
    r"|december|auto|fiets|bike|scooter|brom|motor|vervoer|\bov\b|\bbus\b|trein|tram|metro|werkdagen",
    re.IGNORECASE,
)
_ANY_LANGUAGE = re.compile("|".join(LANGUAGES), re.IGNORECASE)
# A hyphen between blanks and a full stop after an abbreviation would cut a clause.
_TIDY: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\d)(\s?(?:uur|u))?\s+[-–—]\s+(?=\d)", re.IGNORECASE), r"\1-"),
    (re.compile(r"\b(max|min|ca|evt|bijv|incl|excl|plm|ong)\.", re.IGNORECASE), r"\1"),
    (re.compile(r"\bp\.\s?w\.?", re.IGNORECASE), "per week"),
    (re.compile(r"\bz\.\s?s\.\s?m\b\.?", re.IGNORECASE), "zsm"),
    (re.compile(r"\bm\.\s?i\.\s?v\.", re.IGNORECASE), "miv"),
    (re.compile(r"\bo\.\s?b\.\s?v\.", re.IGNORECASE), "obv"),
    (re.compile(r"[’‘`´]"), "'"),
    (re.compile(r"[eé]é(?=n\b)|ée(?=n\b)"), "ee"),
    (re.compile(r"Eé(?=n\b)|É[ée](?=n\b)"), "Ee"),
)
_CUT = re.compile(
    r",\s+(?!(?:dan|dat|dit|die|deze|want|zodat|als)\b)|;\s*|\s+\((?=[^)]*\b(?:pr[eé]|voorkeur"
    r"|niet|geen)\b)|\s+(?=maar\b|echter\b|wel\b(?!\W*(?:$|,))|liefst (?:met|ook)\b)"
    r"|\s+(?:en|of)\s+(?=(?:ook )?(?:geen|niet|wel)\b)",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\bgeen (?:enkel )?(?:punt|probleem|bezwaar|moeite|ramp)\b|\bniet erg\b"
    r"|\bniet (?:meer|langer|later|vroeger) dan\b|\bniet alleen\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:geen|niet|nooit|zonder|noch|niks|niets)\b", re.IGNORECASE)
_RATHER = re.compile(r"^\W*(?:het )?liefst\b(?!.*\b(?:ik|uur|dagen)\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# A judgement before what it is of goes on over a list: "Pré: VCA, BHV", "liefst VCA, BHV".
_GOES_ON = re.compile(
    r"^[^:]{0,40}:|^\W*(?:bij voorkeur|liefst|graag|eventueel|vereist|verplicht)\b", re.IGNORECASE
)
_TOO = re.compile(r"\book\b", re.IGNORECASE)
_NO_ANSWER = re.compile(r":\s*(?:nee|geen|niet)\b(?!\s+\w+\s+\w)", re.IGNORECASE)
_GLADLY = re.compile(r"\b(?:prima|mag|ok|oké|gewoon|geen probleem)\b", re.IGNORECASE)
_REFUSED = re.compile(
    r"\b(?:niets|niks) (?:meer )?voor mij\b|\bachterwege\b|\b(?:is|zijn) (?:afgelopen"
    r"|voorbij)\b|\bvaarwel\b"
    r"|\bklaar mee\b|\b(?:liever |dan )?vrij\W*$|\b(?:liever|ook|ben ik) vrij\b",
    re.IGNORECASE,
)
# "…, weekenden kan ik niet": the denial is of what stands before it too.
_ENDS_DENIED = re.compile(r"\bniet(?: \w+){0,2}\W*$", re.IGNORECASE)
_WEL = re.compile(r"^\W*(?:maar )?wel\b|\bwel\W*$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|zijn|heb|hebt|heeft|kan|kun|kunt|wil|wilt|mag|moet|ben|bent|werk|werkt|werken|gaat"
    r"|doe|doet|spreekt?|hoort|horen|zoek|zoeken|vind|vinden|gewenst|nodig|vereist|pr[eé])\b",
    re.IGNORECASE,
)


def passages(text: str, speaker: Speaker) -> list[Passage]:
    """Clauses of a text, headings too, with their parts; each reader chooses its sections.

    Read by the word lists alone: a fact must not depend on what stands around its clause, save its
    heading.
    """
    for pattern, instead in _TIDY:
        text = pattern.sub(instead, text)
    found = parts_of(text)
    return [
        _passage(part, found[part.heading].text if part.heading is not None else "", speaker)
        for part in found
        if _ANY_FACT.search(part.text) or _ANY_LANGUAGE.search(part.text)
    ]


def _passage(part: TextPart, heading: str, speaker: Speaker) -> Passage:
    clause = by_rule(part.text, part.section or Section.CONTENT)
    stance = _stance(clause, speaker)
    under = _own(_SENTENCE.split(heading)[-1], speaker) if heading else None
    if stance is Stance.PLAIN and under in (Stance.NICE, Stance.NOT_NEEDED):
        stance = under
    return Passage(
        clause.text, clause.section, stance, _parts(clause.text, stance, speaker), speaker
    )


def _stance(clause: Clause, speaker: Speaker) -> Stance:
    if clause.strength is Strength.NOT_NEEDED:
        return Stance.NOT_NEEDED
    if _NO_ANSWER.search(clause.text):
        return Stance.NOT_NEEDED if speaker is Speaker.EMPLOYER else Stance.DENIED
    if speaker is Speaker.JOBSEEKER and _REFUSED.search(clause.text):
        return Stance.DENIED
    if clause.denied and _NEGATION.search(_HARMLESS.sub(" ", clause.text)):
        return Stance.DENIED
    if clause.strength is Strength.NICE or _RATHER.search(clause.text):
        # What a person would rather do is possible.
        return Stance.NICE if speaker is Speaker.EMPLOYER else Stance.PLAIN
    return Stance.REQUIRED if clause.strength is Strength.REQUIRED else Stance.PLAIN


def _parts(text: str, whole: Stance, speaker: Speaker) -> tuple[Part, ...]:
    """Cut at commas and contrasts; a part without a judgement of its own takes a neighbour's."""
    starts = [0, *(found.end() for found in _CUT.finditer(text))]
    ends = [*starts[1:], len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    own = [_own(piece, speaker) for piece in pieces]
    if len(starts) == 1 or not any(own):
        return (Part(text, 0, whole),)
    return tuple(
        Part(piece, start, _settled(pieces, own, place))
        for place, (piece, start) in enumerate(zip(pieces, starts, strict=True))
    )


def _own(piece: str, speaker: Speaker) -> Stance | None:
    """Stance that a part itself names; "wel" takes a denial back. ``None`` = none."""
    if _WEL.search(piece) or (_GLADLY.search(piece) and not _NEGATION.search(piece)):
        return Stance.PLAIN
    stance = _stance(by_rule(piece, Section.CONTENT), speaker)
    return None if stance is Stance.PLAIN else stance


def _settled(pieces: list[str], own: list[Stance | None], place: int) -> Stance:
    stance = own[place]
    if stance is not None:
        return stance
    if place and not _VERB.search(pieces[place]) and (before := _before(own, place)) is not None:
        last, judged_before = before
        goes_on = judged_before is Stance.DENIED or _GOES_ON.search(pieces[last])
        if goes_on or _TOO.search(pieces[place]):
            return judged_before
    if not _VERB.search(pieces[place]):
        for after in range(place + 1, len(pieces)):
            if (judged := own[after]) is not None:
                back = judged is not Stance.DENIED or _ENDS_DENIED.search(pieces[after])
                return judged if back else Stance.PLAIN
            if _VERB.search(pieces[after]):
                break
    return Stance.PLAIN


def _before(own: list[Stance | None], place: int) -> tuple[int, Stance] | None:
    """The last judged part before a place, and its stance."""
    judged = [(number, one) for number, one in enumerate(own[:place]) if one is not None]
    return judged[-1] if judged else None
