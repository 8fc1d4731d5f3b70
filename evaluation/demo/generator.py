"""The demo set as a whole: who is in it, where it comes from, and how it is written to files."""

import json
import os
import random
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from .chance import Draw, Record
from .people import PersonMaker
from .personae import persona_persons, persona_vacancies
from .resources import load_resources
from .vacancies import VacancyMaker

# How the records are spread; read in a circle, so that small sets hold every source too.
_PERSON_SOURCES = (
    *("gemeente-arnhem", "gemeente-leeuwarden", "uwv") * 6,
    *("gemeente-arnhem", "uwv"),
)
_VACANCY_SOURCES = (
    *("gemeente-arnhem", "uwv", "sbb", "gemeente-leeuwarden") * 4,
    *("uwv", "uwv", "uwv", "gemeente-arnhem"),
)
_KIND_FILES = {"person": "personen", "vacancy": "vacatures"}


@dataclass(frozen=True, slots=True)
class DemoSet:
    """Synthetic records of four sources.

    Parameters
    ----------
    persons, vacancies : tuple of dict
        Records ``{"id", "source", "kind", "vum", "ext"}``. ``vum`` is an ``MPWerkzoekendeMatch``
        or ``MPVacatureMatch`` of the source-side contract; ``ext`` holds what VUM lacks and may
        be empty. The personae come first.

    Source
    ------
    VUM v3.0.8, ``VUM-Bron-WerkzoekendeProfielen`` and ``VUM-Bron-Vacatures``.
    """

    persons: tuple[Record, ...]
    vacancies: tuple[Record, ...]


def generate(seed: int, persons: int, vacancies: int, today: date) -> DemoSet:
    """Make a demo set; the same arguments give the same records.

    Parameters
    ----------
    seed : int
        Start of the random numbers.
    persons, vacancies : int
        Number of records wanted, 0 or more. The personae count and are always there, so the set
        never has fewer than three persons and one vacancy.
    today : date
        Every date in the records is relative to this day.

    Returns
    -------
    DemoSet
        ``max(persons, 3)`` persons and ``max(vacancies, 1)`` vacancies.

    Raises
    ------
    ValueError
        If a number is negative.

    Examples
    --------
    >>> demo = generate(seed=7, persons=20, vacancies=30, today=date(2026, 11, 2))
    >>> len(demo.persons), len(demo.vacancies), demo.persons[0]["id"]
    (20, 30, 'henk')
    """
    for name, number in (("persons", persons), ("vacancies", vacancies)):
        if number < 0:
            raise ValueError(f"{name} must be 0 or more, not {number}")
    resources = load_resources()
    draw = Draw(random.Random(seed))  # noqa: S311  not for secrets
    people = list(persona_persons(today))
    jobs = list(persona_vacancies(today))
    person_maker = PersonMaker(resources, draw, today)
    vacancy_maker = VacancyMaker(resources, draw, today)
    used = {record["id"] for record in (*people, *jobs)}
    people += [
        person_maker.make(_new_id(draw, used), source)
        for source in islice(cycle(_PERSON_SOURCES), max(0, persons - len(people)))
    ]
    jobs += [
        vacancy_maker.make(_new_id(draw, used), source)
        for source in islice(cycle(_VACANCY_SOURCES), max(0, vacancies - len(jobs)))
    ]
    return DemoSet(tuple(people), tuple(jobs))


def write(demo: DemoSet, folder: Path) -> list[Path]:
    """Write a demo set as JSON lines, one file per source and kind.

    Parameters
    ----------
    demo : DemoSet
        What :func:`generate` returned.
    folder : Path
        Where to write; made when absent. Files of the same name are replaced as a whole.

    Returns
    -------
    list of Path
        The files written, sorted by name, such as ``gemeente-arnhem-personen.jsonl``.

    Raises
    ------
    OSError
        If the folder cannot be written; the file being written is then left as it was.
    """
    groups: dict[str, list[Record]] = {}
    for record in (*demo.persons, *demo.vacancies):
        name = f"{record['source']}-{_KIND_FILES[record['kind']]}.jsonl"
        groups.setdefault(name, []).append(record)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in sorted(groups):
        path = folder / name
        _replace(path, (json.dumps(record, ensure_ascii=False) for record in groups[name]))
        paths.append(path)
    return paths


def _new_id(draw: Draw, used: set[str]) -> str:
    """Return a meaningless id that no record has yet."""
    while (identifier := draw.hex_id()) in used:
        pass
    used.add(identifier)
    return identifier


def _replace(path: Path, lines: Iterable[str]) -> None:
    """Write lines beside the file and put them in its place in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(f"{line}\n" for line in lines)
        temporary.chmod(0o644)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
