"""Sources of records: VUM 2.0 and 3.0, the extension, and files of them."""

from passend.index.sources.detect import Kind, Version
from passend.index.sources.ext import read_ext, write_ext
from passend.index.sources.files import UnreadableFile, read_records
from passend.index.sources.plain import drop_empty
from passend.index.sources.problems import Problem
from passend.index.sources.records import DEFAULT_SOURCE, Record, Rejected, Row, parse_record
from passend.index.sources.vum import (
    Parsed,
    read_person_v2,
    read_person_v3,
    read_vacancy_v2,
    read_vacancy_v3,
    write_person_v3,
    write_vacancy_v3,
)

__all__ = [
    "DEFAULT_SOURCE",
    "Kind",
    "Parsed",
    "Problem",
    "Record",
    "Rejected",
    "Row",
    "UnreadableFile",
    "Version",
    "drop_empty",
    "parse_record",
    "read_ext",
    "read_person_v2",
    "read_person_v3",
    "read_records",
    "read_vacancy_v2",
    "read_vacancy_v3",
    "write_ext",
    "write_person_v3",
    "write_vacancy_v3",
]
