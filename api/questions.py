"""Questions from outside: by key, by record, or by pasted text. Nothing of a question is stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from passend.engine.explanation import Explanation
from passend.engine.matcher import Answer, IndexBehindError
from passend.engine.model import Hours, Jobseeker, Vacancy
from passend.engine.ports import RecordKind
from passend.index.sources import Problem, Record, parse_record
from passend.taxonomy.facts import facts_of
from passend.taxonomy.reader import Reader

from . import wording
from .answers import Antwoord, Titel, answer_out
from .bootstrap import Service

__all__ = [
    "LONGEST_TEXT",
    "InvalidRecord",
    "Limits",
    "NotFound",
    "TextRefused",
    "explain_keys",
    "from_record",
    "from_text",
    "match",
    "stored",
    "title_of",
]

LONGEST_TEXT = 40_000
"""Most characters of a pasted text."""

_LONGEST_TITLE = 80
_SURE = 0.5
# A record may change between search and explanation; asking again then sees the new one.
_TRIES = 3


class NotFound(LookupError):
    """No record has this key. The message names the key, which is a pseudonym."""


class TextRefused(ValueError):
    """A pasted text is empty or too long; the message says which."""


class InvalidRecord(ValueError):
    """A given record is not valid; ``problems`` says everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Limits:
    """How many records each list of an answer holds, at most."""

    top: int = 10
    unmet: int = 5
    ask: int = 5


def from_text(reader: Reader, kind: RecordKind, text: str) -> Jobseeker | Vacancy:
    """Record out of a pasted text: a short first line of a vacancy is its title.

    Hours, licences and a postcode that it states plainly become facts.

    Raises
    ------
    TextRefused
        If there is no letter in it, it is longer than :data:`LONGEST_TEXT`, or no work is
        recognised in it: a list would then rest on nothing.
    """
    clean = text.strip()
    if not any(char.isalpha() for char in clean):
        raise TextRefused("De tekst is leeg.")
    if len(clean) > LONGEST_TEXT:
        raise TextRefused(f"De tekst is te lang: {len(clean)} tekens, hoogstens {LONGEST_TEXT}.")
    if not _understood(reader, clean):
        raise TextRefused(
            "Wij herkennen geen werk in deze tekst. Schrijf in het Nederlands wat iemand doet,"
            " heeft gedaan of kan."
        )
    facts = facts_of(clean)
    hours = Hours(*facts.hours) if facts.hours else Hours()
    if kind is RecordKind.PERSON:
        return Jobseeker(
            text=clean, hours=hours, licences=facts.licences, postcode4=facts.postcode4
        )
    first, _, rest = clean.partition("\n")
    titled = len(first) <= _LONGEST_TITLE and not first.rstrip().endswith((".", ":"))
    return Vacancy(
        title=first.strip() if titled else None,
        description=(rest.strip() or None) if titled else clean,
        hours=hours,
        licences=facts.licences,
        sites=(facts.postcode4,) if facts.postcode4 else (),
    )


def from_record(service: Service, kind: RecordKind, record: dict[str, Any]) -> Jobseeker | Vacancy:
    """Record out of the file form or a plain VUM object.

    Raises
    ------
    InvalidRecord
        With all problems at once.
    """
    parsed = parse_record(record, today=service.today(), kind=kind.value, lenient=True)
    if not isinstance(parsed, Record):
        raise InvalidRecord(parsed.problems)
    return parsed.domain


def match(service: Service, asked: Jobseeker | Vacancy, limits: Limits = Limits()) -> Antwoord:
    """Answer a question; an index that lags behind the store catches up first.

    Raises
    ------
    IndexBehindError
        If records keep changing between search and explanation, three times in a row.
    """
    for _ in range(_TRIES):
        try:
            answer = _answer(service, asked, limits)
            return answer_out(answer, lambda kind, key: title_of(service, kind, key))
        except (IndexBehindError, NotFound):
            continue
    raise IndexBehindError("records keep changing while this question is answered")


def stored(service: Service, kind: RecordKind, key: str) -> Jobseeker | Vacancy:
    """Record of the store; raises :class:`NotFound`."""
    records = service.records
    try:
        return records.jobseeker(key) if kind is RecordKind.PERSON else records.vacancy(key)
    except KeyError:
        raise NotFound(key) from None


def explain_keys(service: Service, person: str, vacancy: str) -> Explanation:
    """Explanation of one pair of the store; raises :class:`NotFound`."""
    jobseeker = stored(service, RecordKind.PERSON, person)
    work = stored(service, RecordKind.VACANCY, vacancy)
    if not isinstance(jobseeker, Jobseeker) or not isinstance(work, Vacancy):
        raise NotFound(f"{person}, {vacancy}")
    return service.matcher.explain(jobseeker, work)


def title_of(service: Service, kind: RecordKind, key: str) -> Titel:
    """How a record is shown: the title of a vacancy, a pseudonym for a person."""
    try:
        record = service.store.get(kind, key)
    except KeyError:
        raise NotFound(key) from None
    if kind is RecordKind.PERSON:
        known = _known_for(service, service.records.jobseeker(key))
        name = f"Kandidaat {_short(key)}"
        return Titel(
            titel=f"{name}: {known}" if known else name, bron=record.source, soort="kandidaat"
        )
    vacancy = service.records.vacancy(key)
    title = vacancy.title or _occupation(service, vacancy) or f"Vacature {_short(key)}"
    kind_of = vacancy.effective_kind
    return Titel(
        titel=title,
        bron=record.source,
        soort=wording.KIND[kind_of] if kind_of else "soort niet bekend",
    )


def _known_for(service: Service, person: Jobseeker) -> str | None:
    """Occupation that a person wishes or had, by the taxonomy's label; never free text."""
    refs = (*person.wished_occupations, *(job.occupation for job in person.experience))
    taxonomy = service.coder.taxonomy
    known = (taxonomy.concept_of_code(ref.code) for ref in refs if ref is not None)
    return next((taxonomy.concepts[one].label for one in known if one is not None), None)


def _understood(reader: Reader, text: str) -> bool:
    """Whether a text names anything, or comes near to it."""
    found = [mention for reading in reader.read(text) for mention in reading.mentions]
    return any(m.method != "semantic" or m.confidence >= _SURE for m in found)


def _occupation(service: Service, vacancy: Vacancy) -> str | None:
    ref = vacancy.occupation
    if ref is None:
        return None
    taxonomy = service.coder.taxonomy
    known = taxonomy.concept_of_code(ref.code)
    return taxonomy.concepts[known].label if known is not None else ref.text


def _answer(service: Service, asked: Jobseeker | Vacancy, limits: Limits) -> Answer:
    service.follower.catch_up()
    if isinstance(asked, Jobseeker):
        return service.matcher.vacancies_for(asked, limits.top, limits.unmet, limits.ask)
    return service.matcher.persons_for(asked, limits.top, limits.unmet, limits.ask)


def _short(key: str) -> str:
    """Eight characters that stand for a key; the same key, the same characters."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]
