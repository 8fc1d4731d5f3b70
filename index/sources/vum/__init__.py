"""VUM 2.0 and 3.0: models of the exchanged records, and the way to and from the domain.

The models check what comes in; inside, records are plain objects and domain values. The names of
the standard stay Dutch here and occur nowhere else.
"""

from passend.index.sources.vum.convert import (
    ID_NAMES,
    Parsed,
    own_id,
    read_person_v2,
    read_person_v3,
    read_vacancy_v2,
    read_vacancy_v3,
    write_person_v3,
    write_vacancy_v3,
)
from passend.index.sources.vum.person import Werkzoekende, WerkzoekendeMatch
from passend.index.sources.vum.v2 import VacatureV2, WerkzoekendeV2
from passend.index.sources.vum.vacancy import Vacature, VacatureMatch

__all__ = [
    "ID_NAMES",
    "Parsed",
    "Vacature",
    "VacatureMatch",
    "VacatureV2",
    "Werkzoekende",
    "WerkzoekendeMatch",
    "WerkzoekendeV2",
    "own_id",
    "read_person_v2",
    "read_person_v3",
    "read_vacancy_v2",
    "read_vacancy_v3",
    "write_person_v3",
    "write_vacancy_v3",
]
