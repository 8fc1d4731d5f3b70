"""Records for the tests of this folder: stored ones, and lines of an import file."""

import json
from datetime import date

from passend.engine.ports import RecordKind
from passend.index.store import Stored
from tests.support import TODAY

PERSON, VACANCY = RecordKind.PERSON, RecordKind.VACANCY
WORK = ("kapper", "kok", "metselaar", "verzorgende", "timmerman", "magazijnmedewerker")


def _work(number):
    return WORK[number % len(WORK)] if isinstance(number, int) else WORK[0]


def vum_person(number, work=None):
    return {
        "idWerkzoekende": f"p{number}",
        "mobiliteit": {"bemiddelingspostcode": "1012AB"},
        "arbeidsmarktkwalificatie": {
            "werkervaring": [{"toelichtingWerkervaring": work or _work(number)}]
        },
    }


def vum_vacancy(number, title=None):
    return {
        "idVacature": f"v{number}",
        "adres": {"postcode": "1013CD"},
        "naamVacature": title or _work(number),
    }


def stored(kind, number, what=None, **more):
    made = vum_person if kind is PERSON else vum_vacancy
    values = {
        "kind": kind,
        "key": f"local:{'p' if kind is PERSON else 'v'}{number}",
        "source": "local",
        "version": "v3",
        "vum": made(number, what),
        "ext": {},
        "received": date(2026, 11, 1),
    }
    return Stored(**{**values, **more})


def line(number, **more):
    """A good person, in the file form."""
    return {"id": f"p{number}", "kind": "person", "vum": vum_person(number), **more}


def bad_line(number):
    """A person without the place that the standard requires."""
    return {"id": f"bad{number}", "kind": "person", "vum": {"idWerkzoekende": f"bad{number}"}}


def write_lines(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def gapless(store):
    """Whether the feed counts 1, 2, 3, …, and its last number is the length."""
    numbers = [change.seq for change in store.changes()]
    return numbers == list(range(1, len(numbers) + 1)) and store.last_seq() == len(numbers)


__all__ = [
    "PERSON",
    "TODAY",
    "VACANCY",
    "bad_line",
    "gapless",
    "line",
    "stored",
    "vum_person",
    "vum_vacancy",
    "write_lines",
]
