"""Dutch sentences (B1) for what the engine says in codes. No arithmetic, no personal data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from passend.engine.corrections import ORIGIN as CORRECTED
from passend.engine.explanation import Explanation, NeedTerm
from passend.engine.model import AgreementKind, TransportMode, VacancyKind
from passend.engine.offers import Evidence
from passend.engine.pair import Term
from passend.engine.travel import TravelMode
from passend.engine.verdict import Verdict

__all__ = [
    "CONDITION",
    "CRITERION",
    "KIND",
    "TO_EMPLOYER",
    "evidence_text",
    "question",
    "term_text",
    "verdict_text",
    "verdict_word",
]

CRITERION: Mapping[str, str] = {
    "competences": "Competenties",
    "words": "Woorden in beide teksten",
    "experience": "Werkervaring in dit beroep",
    "wish": "Gewenst beroep",
    "interests": "Interesses",
    "contract": "Soort contract",
    "travel": "Reizen",
    "hours": "Uren",
    "arrangement": "Wat de werkgever aanbiedt",
}

CONDITION: Mapping[str, str] = {
    "contract": "Soort contract",
    "travel": "Reisafstand en reistijd",
    "hours": "Uren en werktijden",
    "shifts": "Diensten",
    "arrangement": "Wat de werkgever aanbiedt",
    "period": "Periode",
    "licences": "Rijbewijs",
    "languages": "Taal",
    "qualification": "Wettelijk verplichte opleiding",
    "asked": "Wat u vereist of niet wilt",
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
    "arrangement": "Biedt de werkgever aan wat deze persoon vraagt?",
    "shifts": "Kan deze persoon in de diensten van dit werk werken?",
    "period": "Wanneer kan deze persoon werken?",
    "licences": "Heeft deze persoon het gevraagde rijbewijs?",
    "languages": "Hoe goed spreekt en schrijft deze persoon de gevraagde taal?",
    "qualification": "Heeft deze persoon de opleiding die de wet voor dit werk verplicht?",
    "asked": "Klopt wat u vereist of niet wilt, ook al staat het er niet?",
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
_ASK_WISHES = "Vraagt deze persoon iets van de werkgever, zoals begeleiding of uren op maat?"
_ASK_EMPLOYER: Mapping[str, str] = {
    "contract": "Vraag de werkgever: welk soort contract biedt u aan?",
    "hours": "Vraag de werkgever: hoeveel uur per week is het werk?",
}

TO_EMPLOYER = frozenset(_ASK_EMPLOYER.values())
"""Questions that an employer can answer."""

_MODE: Mapping[int, str] = {
    TransportMode.CAR: "met de auto",
    TransportMode.MOPED: "met de bromfiets",
    TransportMode.BICYCLE: "met de fiets",
    TransportMode.MOTORCYCLE: "met de motor",
    TransportMode.PUBLIC_TRANSPORT: "met het openbaar vervoer",
    TravelMode.EBIKE: "met de elektrische fiets",
    TravelMode.FOOT: "lopend",
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

# Words for a score, in percents of the highest one: the same number that orders the list. On the
# dev half of werk1 a judge calls 77 % of the pairs from 31 on fitting (grade 2 or 3; 92 % at least
# akin), 51 % from 25 on (79 % akin), and 41 % from 19 on at least akin; under weights werk1-1.
_WORDS = ((31, "Past heel goed"), (25, "Past goed"), (19, "Past deels"))
_LEAST = "Weinig overeenkomst gevonden"


def verdict_word(explanation: Explanation) -> str:
    """Verdict in words; it never contradicts the order of the list."""
    pair = explanation.pair
    share = 100 * pair.score // sum(term.most for term in pair.terms)
    return next((word for least, word in _WORDS if share >= least), _LEAST)


def question(name: str, verdict: Verdict | None = None) -> str:
    """Question to ask for a criterion or condition, to the side that left it open."""
    details = dict(verdict.details) if verdict is not None else {}
    if name == "asked" and details:
        open_ = [str(details[key]) for key in ("onbekend", "niet_genoemd") if key in details]
        return f"Vraag of dit erbij hoort: {'; '.join(open_)}."
    if name == "arrangement" and not details:
        return _ASK_WISHES
    wanted, offered = _SIDES.get(name, ((), ()))
    if details and any(details.get(key) is not None for key in offered):
        return _ASK_PERSON[name]
    if details and any(details.get(key) is not None for key in wanted):
        return _ASK_EMPLOYER[name]
    return _QUESTION[name]


def verdict_text(name: str, verdict: Verdict) -> str:
    """What a criterion or condition found, in one sentence."""
    details = dict(verdict.details)
    builder = {
        "contract": _contract,
        "travel": _travel,
        "hours": _hours,
        "shifts": _shifts,
        "arrangement": _arrangement,
        "period": _period,
        "licences": _licences,
        "languages": _languages,
        "qualification": _qualification,
        "asked": _asked,
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
    if reason == "travel_failed":
        return f"De reistijd is nu niet bekend: {details['bron']} antwoordt niet."
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
    if details["twijfel"] is not None:
        way = f"{way} Op deze werktijd rijdt er misschien niets. Vraag hoe de persoon dan reist."
    return f"{way} {wish} Bron: {details['bron']}."


def _hours(reason: str, details: Details) -> str:
    wanted = _range(details["gewenst_min"], details["gewenst_max"])
    offered = _range(details["aangeboden_min"], details["aangeboden_max"])
    text = f"Gewenst: {wanted}. Aangeboden: {offered}."
    if reason == "shifts_clash":
        return f"{text} Het werk is op onregelmatige tijden of in ploegen; dat is niet gewenst."
    if reason == "days_more":
        days, most = details["aangeboden_dagen"], details["gewenst_dagen"]
        return f"{text} Werk op minstens {days} dagen per week; gewenst: hoogstens {most}."
    return text


_SHIFT: Mapping[str, str] = {
    "early": "vroeg",
    "day": "overdag",
    "late": "laat of in de avond",
    "night": "in de nacht",
    "weekend": "in het weekend",
    "irregular": "op wisselende tijden",
}


def _shifts(reason: str, details: Details) -> str:
    work, refused = (
        _and([_SHIFT[one] for one in str(details[key]).split(",")]) if details[key] else None
        for key in ("werk", "niet")
    )
    text = f"Het werk is {work}." if work else "Het werk heeft vaste tijden."
    return {
        "shifts_fit": f"{text} Dat kan.",
        "shifts_refused": f"{text} Niet mogelijk: {refused}.",
        "shifts_by_day": f"{text} Gewenst is werk op vaste tijden overdag. Overleg of het kan.",
        "shifts_clock": f"{text} Het begint vroeger of eindigt later dan gewenst.",
        "shifts_unknown": f"{text} Niet bekend of dat kan.",
    }[reason]


_WISH: Mapping[str, str] = {
    "trial_placement": "proefplaatsing",
    "adaptable_tasks": "taken op maat",
    "adaptable_hours": "uren op maat",
    "guidance": "begeleiding",
    "learning_on_the_job": "leren op het werk",
    "pay_per_hour": "het gevraagde loon",
}


def _arrangement(reason: str, details: Details) -> str:
    if not details:
        return "Niet bekend of de persoon hier iets vraagt; hier telt wat gemiddeld is."
    labels = {"ja": "Aangeboden", "nee": "Niet aangeboden", "onbekend": "Niet bekend"}
    return " ".join(
        f"{label}: {_and([_WISH[name] for name in str(details[key]).split(',')])}."
        for key, label in labels.items()
        if details[key] is not None
    )


def _period(reason: str, details: Details) -> str:
    return {
        "period_closed": f"De vacature is gesloten sinds {_day(details['sluit'])}.",
        "period_ended": f"Het werk is afgelopen op {_day(details['tot'])}.",
        "period_apart": "Het werk is in een andere periode dan waarin de persoon kan werken.",
        "period_later": f"Het werk begint op {_day(details['van'])}. "
        f"De persoon kan vanaf {_day(details['vanaf'])}.",
        "period_shorter": f"De persoon kan tot en met {_day(details['tot_en_met'])}. "
        f"Het werk duurt tot {_day(details['tot'])}.",
        "period_fits": "De periode past.",
        "period_unknown": "Niet bekend wanneer de persoon kan werken.",
    }[reason]


def _day(day: object) -> str:
    """Day as it is written here: 1-12-2026; empty when it is not known."""
    return "-".join(str(int(part)) for part in reversed(str(day).split("-"))) if day else ""


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
    ground = f" ({details['grond']})" if details.get("grond") else ""
    asked = f"De wet vraagt een opleiding: {details['gevraagd'] or 'niet genoemd welke'}{ground}."
    held = (
        "Die staat in het profiel."
        if reason == "qualification_held"
        else "Niet bekend of die er is."
    )
    return f"{asked} {held}"


_ASKED: Mapping[str, str] = {
    "ontbreekt": "Vereist, maar volgens de gegevens niet: {}.",
    "genoemd": "Vereist en genoemd: {}.",
    "afgeleid": "Vereist en waarschijnlijk, door het beroep: {}.",
    "onbekend": "Vereist, nog niet bekend: {}.",
    "ongewenst": "U wilt dit niet, en het is genoemd: {}.",
    "misschien_ongewenst": "U wilt dit niet, en het hoort waarschijnlijk bij het beroep: {}.",
    "niet_genoemd": "U wilt dit niet; of het erbij hoort, is niet bekend: {}.",
}


def _asked(reason: str, details: Details) -> str:
    return " ".join(_ASKED[key].format(named) for key, named in details.items())


def evidence_text(term: NeedTerm) -> str:
    """How a competence is known, for the lists."""
    if term.evidence is None:
        return "niet bekend"
    if term.evidence is Evidence.WISHED:
        return "gewenst, nog niet bekend of de persoon dit kan"
    if term.origin == CORRECTED and term.via is None and term.evidence is Evidence.STATED:
        return "toegevoegd"
    if term.via is not None:
        return f"afgeleid uit: {term.via.label}"
    if term.evidence is Evidence.INFERRED:
        return "afgeleid uit werkervaring" if term.origin else "past bij het hele profiel"
    return str(term.evidence)


def _and(parts: list[str]) -> str:
    """List in Dutch: ``a, b en c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} en {parts[-1]}"


def term_text(
    term: Term, explanation: Explanation, heard: Callable[[str], bool] = lambda _: True
) -> str:
    """What stands behind one term of the sum; ``heard``: whether an element may be named."""
    if term.verdict is not None:
        return verdict_text(term.criterion, term.verdict)
    nearest = {
        "experience": explanation.experience,
        "wish": explanation.wish,
        "interests": explanation.interest,
    }.get(term.criterion)
    if nearest is not None:
        return f"Sluit aan. Staat in: {nearest.origin}." if heard(nearest.origin) else "Sluit aan."
    if term.criterion == "words":
        return f"Aantal woorden die in beide teksten staan: {len(explanation.words)}."
    if term.criterion != "competences":
        return "Geen verband bekend; hier telt wat gemiddeld is."
    counted = sum(1 for need in explanation.needs if need.gain)
    return f"Bij {counted} van de {len(explanation.needs)} gevraagde competenties is iets bekend."
