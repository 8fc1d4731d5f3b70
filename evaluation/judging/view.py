"""What a judge sees of a record, in Dutch: all that the guideline asks about, and nothing else.

Left out: source, levels of work and education, sectors, pay, dates, names, and what any ranking
made of it. Education is shown only beside a vacancy for which the law requires a qualification.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from passend.engine.model import (
    AgreementKind,
    Arrangement,
    CompetenceRef,
    Contract,
    ContractDuration,
    Course,
    Education,
    Experience,
    Flag,
    Hours,
    Jobseeker,
    Language,
    Leerbaan,
    OccupationRef,
    Transport,
    TransportMode,
    Vacancy,
    VacancyKind,
)

__all__ = ["Label", "Row", "nameless", "person_view", "qualification_view", "vacancy_view"]

Label = Callable[[str], "str | None"]
"""Name of a code; ``None`` when it has none."""

_NOT_STATED = "Niet vermeld"
_DURATION: Mapping[str, str] = {
    ContractDuration.FIXED: "tijdelijk",
    ContractDuration.PERMANENT: "vast",
}
_AGREEMENT: Mapping[str, str] = {
    AgreementKind.REGULAR: "gewoon werk",
    AgreementKind.APPRENTICESHIP: "leerbaan",
    AgreementKind.VOLUNTARY: "vrijwilligerswerk",
    AgreementKind.WORK_EXPERIENCE: "werkervaringsplaats",
}
_MODE: Mapping[int, str] = {
    TransportMode.CAR: "auto",
    TransportMode.MOPED: "bromfiets",
    TransportMode.BICYCLE: "fiets",
    TransportMode.MOTORCYCLE: "motor",
    TransportMode.PUBLIC_TRANSPORT: "openbaar vervoer",
    TransportMode.OTHER: "ander vervoer",
}
_ARRANGEMENT = {
    "trial_placement": ("proefplaatsing", "geen proefplaatsing"),
    "adaptable_tasks": ("taken aanpassen", "taken niet aanpassen"),
    "adaptable_hours": ("uren aanpassen", "uren niet aanpassen"),
    "guidance": ("begeleiding", "geen begeleiding"),
    "learning_on_the_job": ("leren op het werk", "niet leren op het werk"),
}
_MODALITY = {
    "speaking": "spreken",
    "writing": "schrijven",
    "reading": "lezen",
    "listening": "luisteren",
}
_LANGUAGE_LEVEL = {1: "niet", 2: "redelijk", 3: "goed", 4: "uitstekend"}
_LANGUAGE = {
    "amh": "Amhaars", "ara": "Arabisch", "ary": "Marokkaans-Arabisch", "bul": "Bulgaars",
    "deu": "Duits", "eng": "Engels", "fas": "Perzisch", "fra": "Frans", "fry": "Fries",
    "ita": "Italiaans", "kur": "Koerdisch", "nld": "Nederlands", "pap": "Papiaments",
    "pol": "Pools", "por": "Portugees", "prs": "Dari", "ron": "Roemeens", "rus": "Russisch",
    "som": "Somalisch", "spa": "Spaans", "tir": "Tigrinya", "tur": "Turks", "ukr": "Oekraïens",
    "zho": "Chinees",
}  # fmt: skip
_EDUCATION_LEVEL = {
    1: "basisonderwijs", 2: "vmbo", 3: "havo of vwo", 4: "mbo", 5: "hbo", 6: "wo"
}  # fmt: skip
_EDUCATION_STATUS = {1: "afgerond", 2: "afgebroken", 3: "bezig"}


@dataclass(frozen=True, slots=True)
class Row:
    """A name and a text; the text may hold several lines."""

    name: str
    text: str


def vacancy_view(vacancy: Vacancy, label: Label) -> tuple[Row, ...]:
    """A vacancy for a judge; what is not stated is named in the last row."""
    rows = [
        Row("Titel", vacancy.title or ""),
        Row("Soort", _kind(vacancy.effective_kind)),
        Row("Leerbaan", _leerbaan(vacancy.leerbaan)),
        Row("Beroep", _occupation(vacancy.occupation, label)),
        Row("Tekst", vacancy.description or ""),
        Row("Vraagt", _competences(vacancy.competences, label)),
        Row("Cursussen", _courses(vacancy.courses)),
        Row("Ervaring", _listed(f"{years} jaar" for years in vacancy.years_asked)),
        Row("Wet vraagt", _regulated(vacancy.regulated)),
        Row("Past bij", vacancy.riasec_text or ""),
        Row("Biedt", _arrangement(vacancy.offer)),
        Row("Voorwaarden", vacancy.terms or ""),
        Row("Postcode", " of ".join(vacancy.sites)),
        Row("Uren", _hours(vacancy.hours)),
        Row("Werktijden", _times(vacancy.office_hours, vacancy.irregular)),
        Row("Contract", _contracts(vacancy.contracts)),
        Row("Rijbewijs", _listed(vacancy.licences)),
        Row("Vervoer", _transport(vacancy.transport)),
        Row("Talen", _languages(vacancy.languages)),
    ]
    return _told(
        rows, ("Soort", "Postcode", "Uren", "Werktijden", "Contract", "Rijbewijs", "Talen")
    )


def person_view(person: Jobseeker, label: Label) -> tuple[Row, ...]:
    """A jobseeker for a judge, without education; what is not stated is named in the last row."""
    rows = [
        Row("Wil werk als", _listed(_occupation(one, label) for one in person.wished_occupations)),
        Row("Ervaring", "\n".join(_experience(one, label) for one in person.experience)),
        Row("Kan", _competences(person.competences, label)),
        Row("Cursussen", _courses(person.courses)),
        Row("Interesses", _listed(person.interests)),
        Row("Doet graag", person.riasec_text or ""),
        Row("Toelichting", "\n".join(filter(None, (person.text, person.presentation)))),
        Row("Wensen", _arrangement(person.wishes)),
        Row("Postcode", person.postcode4 or ""),
        Row("Reist tot", _travel(person)),
        Row("Vervoer", _transport(person.transport)),
        Row("Uren", _hours(person.hours)),
        Row("Werktijden", _times(person.office_hours, person.irregular)),
        Row("Contract", _contracts(person.contracts)),
        Row("Rijbewijs", _listed(person.licences)),
        Row("Talen", _languages(person.languages)),
    ]
    needed = ("Wil werk als", "Ervaring", "Postcode", "Reist tot", "Vervoer", "Uren")
    return _told(rows, (*needed, "Werktijden", "Contract", "Rijbewijs", "Talen"))


def qualification_view(vacancy: Vacancy, person: Jobseeker) -> tuple[Row, ...]:
    """The person's education where the law requires a qualification, else nothing."""
    if not vacancy.regulated:
        return ()
    found = "\n".join(filter(None, map(_education, person.education)))
    return (Row("Opleiding", _clean(found) or "niet vermeld"),)


def nameless(record: Jobseeker | Vacancy, label: Label) -> frozenset[str]:
    """Codes of a record that a judge cannot read: without a name and without a text beside them."""
    refs: list[OccupationRef | CompetenceRef | None] = [*record.competences]
    if isinstance(record, Vacancy):
        refs.append(record.occupation)
    else:
        refs += [*record.wished_occupations, *(one.occupation for one in record.experience)]
    return frozenset(
        ref.code for ref in refs if ref and ref.code and not ref.text and not label(ref.code)
    )


def _told(rows: Iterable[Row], needed: tuple[str, ...]) -> tuple[Row, ...]:
    """Rows that say something, and last the needed ones that do not."""
    clean = [Row(row.name, _clean(row.text)) for row in rows]
    missing = [row.name.lower() for row in clean if not row.text and row.name in needed]
    kept = [row for row in clean if row.text]
    return (*kept, Row(_NOT_STATED, _listed(missing))) if missing else tuple(kept)


def _clean(text: str) -> str:
    """Without control characters: a record must not steer the terminal."""
    kept = (one for one in text if one == "\n" or unicodedata.category(one) != "Cc")
    return "".join(kept).strip()


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _kind(kind: VacancyKind | None) -> str:
    if kind is None:
        return ""
    words = {VacancyKind.REGULAR: "gewoon werk", VacancyKind.SHELTERED: "beschut werk"}
    return words.get(kind, kind.value)


def _leerbaan(leerbaan: Leerbaan | None) -> str:
    if leerbaan is None:
        return ""
    return _listed(
        (
            leerbaan.leerweg or "",
            f"niveau {leerbaan.niveau}" if leerbaan.niveau is not None else "",
            f"crebo {leerbaan.crebo}" if leerbaan.crebo else "",
        )
    )


def _named(code: str | None, text: str | None, label: Label) -> str:
    name = label(code) if code else None
    if name and text and name != text:
        return f"{text} ({name})"
    return text or name or ""


def _occupation(ref: OccupationRef | None, label: Label) -> str:
    if ref is None:
        return ""
    return _named(ref.code, ref.text, label) or ("beroep met onbekende code" if ref.code else "")


def _competences(refs: Iterable[CompetenceRef], label: Label) -> str:
    return "; ".join(filter(None, (_competence(ref, label) for ref in refs)))


def _competence(ref: CompetenceRef, label: Label) -> str:
    number = ref.behaviour_code
    coded = "" if number is None else f"gedragscompetentie {number}"
    return _named(ref.code, ref.text, label) or coded


def _experience(one: Experience, label: Label) -> str:
    name = _occupation(one.occupation, label)
    lasted = _months(one.months) if one.months is not None else ""
    head = f"{name} ({lasted})" if name and lasted else name or lasted
    return "- " + (": ".join(filter(None, (head, one.text))) or "werk, meer niet bekend")


def _months(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [f"{years} jaar"] if years else []
    parts += [f"{rest} {'maand' if rest == 1 else 'maanden'}"] if rest else []
    return " en ".join(parts)


def _courses(courses: Iterable[Course]) -> str:
    return "; ".join(filter(None, map(_course, courses)))


def _course(course: Course) -> str:
    name = " – ".join(filter(None, (course.name, course.text)))
    shown = {True: " (certificaat)", False: " (geen certificaat)", None: ""}
    return name + shown[course.certificate.value] if name else ""


def _education(one: Education) -> str:
    level = _EDUCATION_LEVEL.get(one.level or 0, "")
    named = _listed((one.name or "", one.text or "")) or level
    diploma = {True: "diploma", False: "geen diploma", None: ""}[one.diploma.value]
    rest = _listed((diploma, _EDUCATION_STATUS.get(one.status or 0, "")))
    found = " – ".join(filter(None, (named, rest)))
    return f"- {found}" if found else ""


def _regulated(regulated: bool | str | None) -> str:
    return "een opleiding; niet genoemd welke" if regulated is True else regulated or ""


def _arrangement(one: Arrangement) -> str:
    said = ((getattr(one, field), words) for field, words in _ARRANGEMENT.items())
    return _listed(yes if value else no for value, (yes, no) in said if value is not None)


def _travel(person: Jobseeker) -> str:
    km, minutes = person.max_distance_km, person.max_minutes
    return _listed(
        (
            f"{km} km" if km is not None else "",
            f"{minutes} minuten" if minutes is not None else "",
        )
    )


def _hours(hours: Hours) -> str:
    low, high = hours.minimum, hours.maximum
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"hoogstens {high}" if low is None else f"minstens {low}"
    return str(low) if low == high else f"{low} tot {high}"


def _times(office: Flag, irregular: Flag) -> str:
    said = {True: "ja", False: "nee"}
    return _listed(
        f"{name}: {said[flag.value]}"
        for name, flag in (("kantoortijden", office), ("onregelmatig of ploegen", irregular))
        if flag.value is not None
    )


def _contracts(contracts: Iterable[Contract]) -> str:
    return " / ".join(dict.fromkeys(filter(None, map(_contract, contracts))))


def _contract(contract: Contract) -> str:
    kind, duration = contract.agreement or "", contract.duration or ""
    return ", ".join(filter(None, (_AGREEMENT.get(kind), _DURATION.get(duration))))


def _transport(means: Iterable[Transport]) -> str:
    return _listed(dict.fromkeys(_means(one) for one in means))


def _means(one: Transport) -> str:
    name = _MODE.get(one.mode or 0, "") or "vervoer (soort niet bekend)"
    if one.commuting.value is False:
        name += " (niet voor woon-werk)"
    return name + (" (ook voor het werk)" if one.for_work.value else "")


def _languages(languages: Iterable[Language]) -> str:
    return "; ".join(filter(None, map(_language, languages)))


def _language(language: Language) -> str:
    levels = (
        f"{word} {_LANGUAGE_LEVEL[level]}"
        for field, word in _MODALITY.items()
        if (level := getattr(language, field)) in _LANGUAGE_LEVEL
    )
    name = _LANGUAGE.get(language.code or "", language.code or "")
    return ": ".join(filter(None, (name, ", ".join(levels))))
