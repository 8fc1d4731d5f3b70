"""Questions from outside: by key, by record, or by pasted text. Nothing of a question is stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from passend.engine.matcher import Answer, IndexBehindError
from passend.engine.model import Hours, Jobseeker, Vacancy
from passend.engine.ports import RecordKind
from passend.index.sources import Problem, Record, parse_record
from passend.taxonomy.facts import Speaker, facts_of
from passend.taxonomy.reader import Reader

from . import wording
from .answer_parts import gaps_out, lifts_out, list_what_ifs_out, what_ifs_out
from .answers import Antwoord, Titel, Uitleg, answer_out, explanation_out
from .audience import Audience
from .bootstrap import Service
from .search_question import AskedPersons, AskedVacancies
from .unread import text_not_read
from .why import Waarom, why_out

__all__ = [
    "LONGEST_TEXT",
    "Asked",
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
    "why_keys",
]

LONGEST_TEXT = 40_000
"""Most characters of a pasted text."""

Asked = Jobseeker | Vacancy | AskedPersons | AskedVacancies
"""What can be asked: a record, or what a search question came to."""

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
    """How many records each list of an answer holds, at most, and for whom.

    ``per_employer``: most of one employer among the first ten; ``None`` = show all.
    """

    top: int = 10
    unmet: int = 5
    ask: int = 5
    per_employer: int | None = 2
    audience: Audience = Audience.ADVISER


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
        why = text_not_read(reader.unread(clean)) or "Wij herkennen geen werk in deze tekst."
        raise TextRefused(f"{why} Schrijf in het Nederlands wat iemand doet, heeft gedaan of kan.")
    facts = facts_of(clean, Speaker.JOBSEEKER if kind is RecordKind.PERSON else Speaker.EMPLOYER)
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


def match(service: Service, asked: Asked, limits: Limits = Limits()) -> Antwoord:
    """Answer a question; an index that lags behind the store catches up first.

    Raises
    ------
    IndexBehindError
        If records keep changing between search and explanation, three times in a row.
    """
    for _ in range(_TRIES):
        try:
            answer = _answer(service, asked, limits)
            told = answer_out(
                answer, lambda kind, key: title_of(service, kind, key), limits.audience
            )
        except (IndexBehindError, NotFound):
            continue
        if isinstance(asked, Jobseeker) and limits.audience is Audience.ADVISER:
            found = service.matcher.list_what_ifs(asked)
            told = told.model_copy(update={"wat_als": list_what_ifs_out(found)})
        return told
    raise IndexBehindError("records keep changing while this question is answered")


def stored(service: Service, kind: RecordKind, key: str) -> Jobseeker | Vacancy:
    """Record of the store; raises :class:`NotFound`."""
    records = service.records
    try:
        return records.jobseeker(key) if kind is RecordKind.PERSON else records.vacancy(key)
    except KeyError:
        raise NotFound(key) from None


def explain_keys(
    service: Service, person: str, vacancy: str, audience: Audience = Audience.ADVISER
) -> Uitleg:
    """Explanation of one pair of the store, with gaps and what-ifs; raises :class:`NotFound`."""
    jobseeker, work = _pair(service, person, vacancy)
    matcher = service.matcher
    told = explanation_out(matcher.explain(jobseeker, work), audience)
    if audience is Audience.EMPLOYER:
        return told
    return told.model_copy(
        update={
            "tekorten": gaps_out(matcher.gaps(jobseeker, work)),
            "wat_als": what_ifs_out(matcher.what_ifs(jobseeker, work)),
            "oplossingen": lifts_out(matcher.lifts(jobseeker, work)),
        }
    )


def why_keys(
    service: Service, person: str, vacancy: str, kind: RecordKind, limits: Limits = Limits()
) -> Waarom:
    """Where one record stands in the list of the other, and why; raises :class:`NotFound`.

    Parameters
    ----------
    kind : RecordKind
        Who asks: a person's list holds vacancies.
    """
    jobseeker, work = _pair(service, person, vacancy)
    service.follower.catch_up()
    most = (limits.top, limits.unmet)
    try:
        why = (
            service.matcher.why_vacancy(jobseeker, vacancy, *most)
            if kind is RecordKind.PERSON
            else service.matcher.why_person(work, person, *most)
        )
    except KeyError:
        raise NotFound(f"{person}, {vacancy}") from None
    return why_out(why)


def _pair(service: Service, person: str, vacancy: str) -> tuple[Jobseeker, Vacancy]:
    jobseeker = stored(service, RecordKind.PERSON, person)
    work = stored(service, RecordKind.VACANCY, vacancy)
    if not isinstance(jobseeker, Jobseeker) or not isinstance(work, Vacancy):
        raise NotFound(f"{person}, {vacancy}")
    return jobseeker, work


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
    sure = any(m.method != "semantic" or m.confidence >= _SURE for m in found)
    return sure or reader.understands_foreign(text)


def _occupation(service: Service, vacancy: Vacancy) -> str | None:
    ref = vacancy.occupation
    if ref is None:
        return None
    taxonomy = service.coder.taxonomy
    known = taxonomy.concept_of_code(ref.code)
    return taxonomy.concepts[known].label if known is not None else ref.text


def _answer(service: Service, asked: Asked, limits: Limits) -> Answer:
    service.follower.catch_up()
    matcher, most = service.matcher, (limits.top, limits.unmet, limits.ask)
    if isinstance(asked, AskedPersons):
        return matcher.persons_asked(asked.code, asked.needs, *most)
    if isinstance(asked, AskedVacancies):
        return matcher.vacancies_asked(asked.code, asked.offers, *most, limits.per_employer)
    if isinstance(asked, Jobseeker):
        return matcher.vacancies_for(asked, *most, limits.per_employer)
    return matcher.persons_for(asked, *most)


def _short(key: str) -> str:
    """Eight characters that stand for a key; the same key, the same characters."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]
