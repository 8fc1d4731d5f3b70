"""Dutch sentences (B1) for what the engine says in codes. No arithmetic, no personal data."""

from __future__ import annotations

from collections.abc import Mapping

from passend.engine.explanation import Explanation, NeedTerm
from passend.engine.model import AgreementKind, TransportMode, VacancyKind
from passend.engine.offers import Evidence
from passend.engine.pair import Term
from passend.engine.points import FULL
from passend.engine.verdict import Status, Verdict
from passend.taxonomy.concepts import Kind

__all__ = [
    "CONDITION",
    "CRITERION",
    "KIND",
    "evidence_text",
    "question",
    "sentence",
    "term_text",
    "verdict_text",
    "verdict_word",
]

CRITERION: Mapping[str, str] = {
    "competences": "Competenties",
    "experience": "Werkervaring in dit beroep",
    "wish": "Gewenst beroep",
    "interests": "Interesses",
    "contract": "Soort contract",
    "travel": "Reizen",
    "hours": "Uren",
}

CONDITION: Mapping[str, str] = {
    "contract": "Soort contract",
    "travel": "Reisafstand en reistijd",
    "hours": "Uren en werktijden",
    "licences": "Rijbewijs",
    "languages": "Taal",
    "qualification": "Wettelijk verplichte opleiding",
}

KIND: Mapping[VacancyKind, str] = {
    VacancyKind.REGULAR: "vacature",
    VacancyKind.APPRENTICESHIP: "leerbaan",
    VacancyKind.INTERNSHIP: "stage",
    VacancyKind.WORK_EXPERIENCE: "werkervaringsplaats",
    VacancyKind.VOLUNTARY: "vrijwilligerswerk",
    VacancyKind.SHELTERED: "beschut werk",
}

_QUESTION: Mapping[str, str] = {
    "competences": "Wat kan deze persoon, en wat heeft die eerder gedaan?",
    "experience": "In welke beroepen heeft deze persoon gewerkt?",
    "wish": "Welk werk wil deze persoon graag doen?",
    "interests": "Wat vindt deze persoon leuk om te doen?",
    "contract": "Welk soort contract is gewenst en welk soort wordt aangeboden?",
    "travel": "Waar is het werk, hoe ver wil de persoon reizen en waarmee?",
    "hours": "Hoeveel uur per week is gewenst en hoeveel uur is er?",
    "licences": "Heeft deze persoon het gevraagde rijbewijs?",
    "languages": "Hoe goed spreekt en schrijft deze persoon de gevraagde taal?",
    "qualification": "Heeft deze persoon de opleiding die de wet voor dit werk verplicht?",
}

# Details of a verdict that the person's side and the vacancy's side fill.
_SIDES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "contract": (("gewenst",), ("aangeboden",)),
    "hours": (("gewenst_min", "gewenst_max"), ("aangeboden_min", "aangeboden_max")),
}
_ASK_PERSON: Mapping[str, str] = {
    "contract": "Vraag de kandidaat: welk soort contract wilt u?",
    "hours": "Vraag de kandidaat: hoeveel uur per week wilt u werken?",
}
_ASK_EMPLOYER: Mapping[str, str] = {
    "contract": "Vraag de werkgever: welk soort contract biedt u aan?",
    "hours": "Vraag de werkgever: hoeveel uur per week is het werk?",
}

_MODE: Mapping[int, str] = {
    TransportMode.CAR: "met de auto",
    TransportMode.MOPED: "met de bromfiets",
    TransportMode.BICYCLE: "met de fiets",
    TransportMode.MOTORCYCLE: "met de motor",
    TransportMode.PUBLIC_TRANSPORT: "met het openbaar vervoer",
}

_AGREEMENT: Mapping[str, str] = {
    AgreementKind.REGULAR: "gewoon werk",
    AgreementKind.APPRENTICESHIP: "leerbaan",
    AgreementKind.VOLUNTARY: "vrijwilligerswerk",
    AgreementKind.WORK_EXPERIENCE: "werkervaringsplaats",
}

_MODALITY: Mapping[str, str] = {
    "speaking": "spreken",
    "writing": "schrijven",
    "reading": "lezen",
    "listening": "luisteren",
}

# Words for a score, in percents of the highest one: the same number that orders the list.
_WORDS = ((52, "Past heel goed"), (40, "Past goed"), (30, "Past deels"))
_LEAST = "Weinig overeenkomst gevonden"
# What one would name first when speaking of somebody.
_SAYS_MOST = (Kind.OCCUPATION, Kind.KNOWLEDGE, Kind.SKILL, Kind.TASK, Kind.QUALIFICATION)


def verdict_word(explanation: Explanation) -> str:
    """Verdict in words; it never contradicts the order of the list."""
    pair = explanation.pair
    share = 100 * pair.score // sum(term.most for term in pair.terms)
    return next((word for least, word in _WORDS if share >= least), _LEAST)


def question(name: str, verdict: Verdict | None = None) -> str:
    """Question to ask for a criterion or condition, to the side that left it open."""
    details = dict(verdict.details) if verdict is not None else {}
    wanted, offered = _SIDES.get(name, ((), ()))
    if details and any(details.get(key) is not None for key in offered):
        return _ASK_PERSON[name]
    if details and any(details.get(key) is not None for key in wanted):
        return _ASK_EMPLOYER[name]
    return _QUESTION[name]


def sentence(explanation: Explanation) -> str:
    """One plain sentence that an adviser can say aloud."""
    strong = sorted(
        (
            term
            for term in explanation.needs
            if term.gain
            and (term.cover >= FULL // 2 or term.evidence in (Evidence.PROVEN, Evidence.STATED))
            and term.concept.kind is not Kind.WORD
            and term.evidence is not Evidence.WISHED
        ),
        key=lambda term: _SAYS_MOST.index(term.concept.kind),
    )[:2]
    named = _and([_name(term) for term in strong])
    start = f"Past vooral door {named}" if named else "Op competenties is nog weinig bekend"
    if explanation.pair.tier:
        blocked = [
            CONDITION[name].lower()
            for name, verdict in explanation.pair.conditions.items()
            if verdict.status is Status.NOT_MET
        ]
        return f"{start}, maar is nu niet haalbaar door: {_and(blocked)}."
    if explanation.wish is not None:
        return f"{start}, en sluit aan bij het gewenste werk."
    if explanation.experience is not None:
        return f"{start}, en sluit aan bij eerder werk."
    return f"{start}."


def verdict_text(name: str, verdict: Verdict) -> str:
    """What a criterion or condition found, in one sentence."""
    details = dict(verdict.details)
    builder = {
        "contract": _contract,
        "travel": _travel,
        "hours": _hours,
        "licences": _licences,
        "languages": _languages,
        "qualification": _qualification,
    }[name]
    return builder(verdict.reason, details)


Details = Mapping[str, "str | int | float | None"]


def _contract(reason: str, details: Details) -> str:
    if reason == "contract_unknown":
        return "Het gewenste of het aangeboden soort contract is niet bekend."
    offered = _and([_AGREEMENT[code] for code in str(details["aangeboden"]).split(",")])
    wanted = _and([_AGREEMENT[code] for code in str(details["gewenst"]).split(",")])
    return {
        "contract_fits": f"Aangeboden: {offered}. Dat is gewenst.",
        "contract_other_duration": f"Aangeboden: {offered}. De duur is anders dan gewenst.",
        "contract_other_kind": f"Aangeboden: {offered}. Gewenst: {wanted}.",
    }[reason]


def _travel(reason: str, details: Details) -> str:
    if reason == "place_unknown":
        return "De woonplaats of de werkplek is niet bekend."
    if reason == "travel_unknown":
        return f"De reistijd is niet bekend ({details['bron']})."
    mode = details["vervoer"]
    by = (
        _MODE[int(mode)]
        if mode is not None
        else "met fiets of openbaar vervoer (vervoer niet bekend)"
    )
    limits = [
        f"{details[key]} {unit}"
        for key, unit in (("max_km", "km"), ("max_minuten", "minuten"))
        if details[key] is not None
    ]
    wish = f"Hoogstens gewenst: {_and(limits)}." if limits else "Gewenste reis: niet bekend."
    km = str(details["km"]).replace(".", ",")
    way = f"Ongeveer {details['minuten']} minuten {by}, {km} km hemelsbreed."
    return f"{way} {wish} Bron: {details['bron']}."


def _hours(reason: str, details: Details) -> str:
    wanted = _range(details["gewenst_min"], details["gewenst_max"])
    offered = _range(details["aangeboden_min"], details["aangeboden_max"])
    text = f"Gewenst: {wanted}. Aangeboden: {offered}."
    if reason == "shifts_clash":
        return f"{text} Het werk is op onregelmatige tijden of in ploegen; dat is niet gewenst."
    return text


def _range(low: object, high: object) -> str:
    if low is None and high is None:
        return "niet bekend"
    if low is None or high is None:
        return f"hoogstens {high} uur" if low is None else f"minstens {low} uur"
    return f"{low} uur" if low == high else f"{low} tot {high} uur"


def _licences(reason: str, details: Details) -> str:
    asked = f"Gevraagd: rijbewijs {_and(str(details['gevraagd']).split(','))}."
    return {
        "licence_held": f"{asked} Dat is er.",
        "licence_unknown": f"{asked} Niet bekend of de persoon dat heeft.",
        "licence_missing": f"{asked} Volgens het profiel is dat er niet.",
    }[reason]


def _languages(reason: str, details: Details) -> str:
    what = f"{details['taal']}, {_MODALITY[str(details['vorm'])]}"
    return {
        "language_held": f"Het gevraagde taalniveau is er ({what}).",
        "language_nearly": f"De taal is net onder het gevraagde niveau ({what}).",
        "language_missing": f"De taal is onder het gevraagde niveau ({what}).",
        "language_unknown": f"Het taalniveau is niet bekend ({what}).",
    }[reason]


def _qualification(reason: str, details: Details) -> str:
    asked = f"De wet vraagt een opleiding: {details['gevraagd'] or 'niet genoemd welke'}."
    held = (
        "Die staat in het profiel."
        if reason == "qualification_held"
        else "Niet bekend of die er is."
    )
    return f"{asked} {held}"


def evidence_text(term: NeedTerm) -> str:
    """How a competence is known, for the lists."""
    if term.evidence is None:
        return "niet bekend"
    if term.evidence is Evidence.WISHED:
        return "gewenst, nog niet bekend of de persoon dit kan"
    if term.via is not None:
        return f"afgeleid uit: {term.via.label}"
    if term.evidence is Evidence.INFERRED:
        return "afgeleid uit werkervaring" if term.origin else "past bij het hele profiel"
    return str(term.evidence)


def _name(term: NeedTerm) -> str:
    label = term.concept.label
    start = label.split(" ", 1)[0]
    plain = label if start.isupper() else label[:1].lower() + label[1:]
    return f"werk als {plain}" if term.concept.kind is Kind.OCCUPATION else plain


def _and(parts: list[str]) -> str:
    """List in Dutch: ``a, b en c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} en {parts[-1]}"


def term_text(term: Term, explanation: Explanation) -> str:
    """What stands behind one term of the sum."""
    if term.verdict is not None:
        return verdict_text(term.criterion, term.verdict)
    nearest = {
        "experience": explanation.experience,
        "wish": explanation.wish,
        "interests": explanation.interest,
    }.get(term.criterion)
    if nearest is not None:
        return f"Sluit aan. Staat in: {nearest.origin}."
    if term.criterion != "competences":
        return "Geen verband bekend; hier telt wat gemiddeld is."
    counted = sum(1 for need in explanation.needs if need.gain)
    return f"Bij {counted} van de {len(explanation.needs)} gevraagde competenties is iets bekend."
