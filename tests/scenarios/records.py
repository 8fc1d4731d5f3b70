"""Scenario files, and their short records as records in the file form."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from passend.index.sources import Record, parse_record
from passend.taxonomy.concepts import Kind
from tests.support import TODAY, coder

HERE = Path(__file__).parent
_CONTRACTS = {
    "regulier": "01",
    "leerbaan": "02",
    "vrijwilligerswerk": "03",
    "werkervaringsplaats": "04",
}
_MODES = {"auto": 1, "bromfiets": 2, "fiets": 3, "motor": 4, "ov": 5}
_MODALITIES = ("Mondeling", "Schriftelijk")
_WORDS = {
    "proefplaatsing": "trial_placement",
    "taken_aanpasbaar": "adaptable_tasks",
    "uren_aanpasbaar": "adaptable_hours",
    "begeleiding": "guidance",
    "leren_op_het_werk": "learning_on_the_job",
    "loon": "pay_per_hour",
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One case: who asks, which records there are, and what a good adviser would say."""

    id: str
    file: str
    title: str
    why: str
    asker: str
    persons: dict[str, dict[str, Any]]
    vacancies: dict[str, dict[str, Any]]
    expected: dict[str, Any]
    not_yet: str | None = None


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every scenario of the folder, in the order of files and of cases in a file."""
    found = []
    for path in sorted(HERE.glob("*.toml")):
        for key, case in tomllib.loads(path.read_text(encoding="utf-8")).items():
            expected = dict(case)
            found.append(
                Scenario(
                    id=key,
                    file=path.stem,
                    title=expected.pop("titel"),
                    why=expected.pop("waarom"),
                    asker=expected.pop("vraagt"),
                    persons=expected.pop("personen", {}),
                    vacancies=expected.pop("vacatures", {}),
                    not_yet=expected.pop("nog_niet", None),
                    expected=expected,
                )
            )
    return tuple(found)


def row_of(key: str, short: dict[str, Any], kind: str) -> Record:
    """Checked record of a short one; what the product refuses is a fault of the scenario."""
    row = parse_record(file_form(key, short, kind), today=TODAY, lenient=True)
    assert isinstance(row, Record), [problem.message("en") for problem in row.problems]
    return row


def is_shared(short: dict[str, Any]) -> bool:
    """Whether the person, or the employer, lets others find the record."""
    return bool(short.get("gedeeld", True))


def file_form(key: str, short: dict[str, Any], kind: str) -> dict[str, Any]:
    """File form of a short record. ``vum`` and ``ext`` are taken as they are, the rest is short."""
    rest = dict(short)
    rest.pop("gedeeld", None)
    record: dict[str, Any] = {"id": key, "kind": kind, "source": rest.pop("bron", "proef")}
    vum: dict[str, Any] = dict(rest.pop("vum", {}))
    ext: dict[str, Any] = dict(rest.pop("ext", {}))
    id_field = "idWerkzoekende" if kind == "person" else "idVacature"
    vum.setdefault(id_field, key)
    (_person if kind == "person" else _vacancy)(rest, vum, ext)
    assert not rest, f"{key}: unknown {', '.join(sorted(rest))}"
    return {**record, "vum": vum, **({"ext": ext} if ext else {})}


def _person(rest: dict[str, Any], vum: dict[str, Any], ext: dict[str, Any]) -> None:
    both = _both(rest)
    work: dict[str, Any] = {
        "werkervaring": [_job(*job) for job in rest.pop("werk", [])],
        "interesse": [{"naamInteresse": name} for name in rest.pop("interesses", [])],
        "cursus": rest.pop("cursussen", []),
        "opleiding": rest.pop("opleidingen", []),
        **{
            name: both.pop(name)
            for name in ("competentiebeheersing", "rijbewijs", "taalbeheersing")
            if name in both
        },
    }
    work = {name: value for name, value in work.items() if value}
    if work:
        vum["arbeidsmarktkwalificatie"] = work
    vum.update(both)
    wished = rest.pop("wens", [])
    if wished:
        vum["bemiddelingsberoep"] = [{"codeBeroepsnaam": _occupation(name)} for name in wished]
    _mobility(rest, vum)
    if "presentatie" in rest:
        vum["persoonlijkePresentatie"] = rest.pop("presentatie")
    _ext(rest, ext, "wensen", "wishes")


def _mobility(rest: dict[str, Any], vum: dict[str, Any]) -> None:
    mobility = {
        "bemiddelingspostcode": rest.pop("postcode", None),
        "maximaleReisafstand": rest.pop("km", None),
        "maximaleReistijd": rest.pop("minuten", None),
    }
    mobility = {name: value for name, value in mobility.items() if value is not None}
    if mobility:
        vum["mobiliteit"] = mobility


def _vacancy(rest: dict[str, Any], vum: dict[str, Any], ext: dict[str, Any]) -> None:
    vum.update(_both(rest))
    for short, name in (("titel", "naamVacature"), ("omschrijving", "omschrijvingVacature")):
        if short in rest:
            vum[name] = rest.pop(short)
    if "beroep" in rest:
        vum["beroep"] = {"codeBeroepsnaam": _occupation(rest.pop("beroep"))}
    if "postcode" in rest:
        vum["adres"] = {"postcode": rest.pop("postcode")}
    if "werkgever" in rest:
        vum["werkgever"] = {"handelsnaamOrganisatie": rest.pop("werkgever")}
    if "opleidingen" in rest:
        vum["opleiding"] = rest.pop("opleidingen")
    if "vestigingen" in rest:
        ext["sites"] = [{"postcode": postcode} for postcode in rest.pop("vestigingen")]
    if "wet" in rest:
        ext["regulated"] = rest.pop("wet")
    if "soort" in rest:
        ext["kind"] = rest.pop("soort")
    _ext(rest, ext, "aanbod", "offer")


def _ext(rest: dict[str, Any], ext: dict[str, Any], short: str, name: str) -> None:
    if short in rest:
        ext[name] = {_WORDS[key]: value for key, value in rest.pop(short).items()}
    for key, element in (("tekst", "text"), ("riasec", "riasec_text")):
        if key in rest:
            ext[element] = rest.pop(key)


def _both(rest: dict[str, Any]) -> dict[str, Any]:
    """Elements with the same form on both sides."""
    found: dict[str, Any] = {}
    if "competenties" in rest:
        found["competentiebeheersing"] = [
            {"codeCompetentie": _concept(name, Kind.SKILL)} for name in rest.pop("competenties")
        ]
    if "rijbewijs" in rest:
        found["rijbewijs"] = [{"codeSoortRijbewijs": code} for code in rest.pop("rijbewijs")]
    if "taal" in rest:
        found["taalbeheersing"] = [
            _language(code, level) for code, level in rest.pop("taal").items()
        ]
    if "contract" in rest:
        found["contractvorm"] = [
            {"codeTypeOvereenkomst": _CONTRACTS[name]} for name in rest.pop("contract")
        ]
    if "vervoer" in rest:
        found["vervoermiddel"] = [
            {"codeVervoermiddel": _MODES[mode], "indicatieBeschikbaarVoorWoonWerkverkeer": 1}
            for mode in rest.pop("vervoer")
        ]
    hours = _hours(rest)
    if hours:
        found["werktijden"] = hours
    if "onregelmatig" in rest:
        irregular = 1 if rest.pop("onregelmatig") else 2
        found["flexibiliteit"] = {"indicatieOnregelmatigWerkOfPloegendienst": irregular}
    return found


def _hours(rest: dict[str, Any]) -> dict[str, Any]:
    hours: dict[str, Any] = {}
    if "uren" in rest:
        given = rest.pop("uren")
        low, high = given if isinstance(given, list) else (given, given)
        hours |= {"aantalWerkurenPerWeekMinimaal": low, "aantalWerkurenPerWeekMaximaal": high}
    if "kantoortijden" in rest:
        hours["indicatieKantoortijden"] = 1 if rest.pop("kantoortijden") else 2
    return hours


def _language(code: str, level: int | list[int]) -> dict[str, Any]:
    levels = level if isinstance(level, list) else [level, level]
    named = zip(_MODALITIES, levels, strict=True)
    return {"codeTaal": code, **{f"codeNiveauTaalbeheersing{name}": value for name, value in named}}


def _job(occupation: str, months: int = 0, text: str = "") -> dict[str, Any]:
    """One job that ended today; no months: dates not known; no occupation: text alone."""
    job: dict[str, Any] = {}
    if occupation:
        job["beroep"] = {"codeBeroepsnaam": _occupation(occupation)}
    if months:
        began = TODAY - timedelta(days=round(months * 30.44))
        job["datumAanvangWerkzaamheden"] = began.isoformat()
        job["datumEindeWerkzaamheden"] = TODAY.isoformat()
    if text:
        job["toelichtingWerkervaring"] = text
    return job


def _occupation(label: str) -> str:
    return _concept(label, Kind.OCCUPATION)


def _concept(label: str, kind: Kind) -> str:
    known = _by_label(kind)
    assert label in known, f"no {kind} called {label!r} in the starter taxonomy"
    return known[label]


@cache
def _by_label(kind: Kind) -> dict[str, str]:
    taxonomy = coder().taxonomy
    pairs = zip(taxonomy.concepts, taxonomy.kinds, strict=True)
    return {concept.label: concept.iri for concept, of in pairs if of is kind}
