"""From a search question of the outside to what the engine is asked, with what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import RecordKind
from passend.engine.titles import titled
from passend.taxonomy.concepts import Kind
from passend.taxonomy.denial import is_personal
from passend.taxonomy.linker import Link
from passend.taxonomy.reader import Reader

from .bootstrap import Service
from .questions import TextRefused, from_text, stored, title_of
from .requests_http import Onderdeel, OnderdeelMetBegrip, Zoekvraag
from .search_question import (
    AskedPersons,
    AskedVacancies,
    Part,
    Role,
    Wanted,
    ask_persons,
    ask_vacancies,
)
from .understanding import (
    Begrepen,
    BegrepenDeel,
    concept_out,
    facts_told,
    links_out,
    pieces_of,
)

__all__ = ["QuestionRefused", "Understood", "ask", "understand"]

_NAMED_LEAST = 0.45
_NEAR_LEAST = 0.5
_MOST_ALTERNATIVES = 4
_LOOKED_AT = 12


class QuestionRefused(ValueError):
    """A question cannot be asked; ``where`` is the path of the part, the message says why."""

    def __init__(self, where: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.where = where


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question asks, and the same for whoever asked it."""

    wanted: Wanted
    told: Begrepen


def ask(service: Service, kind: RecordKind, wanted: Wanted) -> AskedPersons | AskedVacancies:
    """What the engine is asked; ``kind`` is the kind of record that the question stands for."""
    coder = service.coder
    return ask_vacancies(wanted, coder) if kind is RecordKind.PERSON else ask_persons(wanted, coder)


def understand(service: Service, kind: RecordKind, question: Zoekvraag) -> Understood:
    """Read every part of a question.

    Raises
    ------
    QuestionRefused
        If a concept is not known, or nothing that is wanted was understood.
    NotFound
        If an example is not in the store.
    """
    reader = service.coder.reader
    dropped = tuple(_known(reader, iri, ("weg", number)) for number, iri in enumerate(question.weg))
    read = [_part(reader, one, number, dropped) for number, one in enumerate(question.onderdelen)]
    wanted = Wanted(tuple(part for part, _ in read), dropped=dropped)
    text = _text(reader, kind, question.tekst)
    wanted = _with_examples(service, replace(wanted, text=text), question)
    told = Begrepen(
        delen=[part for _, part in read],
        tekst=pieces_of(reader, text, question.tekst or "", wanted.out) if text else [],
        feiten=facts_told(text) if text else [],
        voorbeelden=[
            title_of(service, _KIND_OF[one.soort], one.sleutel).titel for one in question.zoals
        ],
        weggelaten=[one for c in dropped if (one := concept_out(reader.taxonomy, c)) is not None],
    )
    if not _asks_anything(wanted, told):
        raise QuestionRefused((), _nothing(told))
    return Understood(wanted, told)


_KIND_OF = {"persoon": RecordKind.PERSON, "vacature": RecordKind.VACANCY}


def _with_examples(service: Service, wanted: Wanted, question: Zoekvraag) -> Wanted:
    records = [stored(service, _KIND_OF[one.soort], one.sleutel) for one in question.zoals]
    return replace(
        wanted,
        persons=tuple(one for one in records if isinstance(one, Jobseeker)),
        vacancies=tuple(one for one in records if isinstance(one, Vacancy)),
    )


def _asks_anything(wanted: Wanted, told: Begrepen) -> bool:
    roles = (Role.REQUIRED, Role.DESIRED, Role.INTEREST)
    picked = any(wanted.of(role) for role in roles)
    read = any(piece.begrippen for piece in told.tekst)
    return picked or read or bool(wanted.persons or wanted.vacancies)


def _nothing(told: Begrepen) -> str:
    if told.missed:
        return "Wij herkennen hierin geen werk. Kies een begrip uit de lijst of schrijf het anders."
    return "Noem minstens een ding dat u wel zoekt."


def _known(reader: Reader, iri: str, where: tuple[str | int, ...]) -> int:
    taxonomy = reader.taxonomy
    known = taxonomy.concept_of_code(iri)
    if known is None or taxonomy.kinds[known] is Kind.WORD:
        raise QuestionRefused(where, "Dit begrip kennen wij niet.")
    return known


def _part(
    reader: Reader, one: Onderdeel, number: int, dropped: Sequence[int]
) -> tuple[Part, BegrepenDeel]:
    role = Role(one.rol)
    if isinstance(one, OnderdeelMetBegrip):
        known = _known(reader, one.begrip, ("onderdelen", number, "begrip"))
        chosen = [Link(known, 1.0, "exact")]
        label = reader.taxonomy.concepts[known].label
        return _told(reader, role, label, chosen, [], picked=True)
    links = _links(reader, one.tekst)
    kept = [link for link in links if link.concept not in dropped]
    chosen = _chosen(kept)
    others = [link for link in kept if link not in chosen]
    return _told(reader, role, one.tekst, chosen, others[:_MOST_ALTERNATIVES], picked=False)


def _told(
    reader: Reader,
    role: Role,
    given: str,
    chosen: Sequence[Link],
    others: Sequence[Link],
    *,
    picked: bool,
) -> tuple[Part, BegrepenDeel]:
    sure = all(link.method != "semantic" for link in chosen)
    part = Part(role, tuple(link.concept for link in chosen), sure)
    shown = links_out(reader.taxonomy, chosen)
    if picked:
        shown = [one.model_copy(update={"manier": "gekozen"}) for one in shown]
    conditional = role in (Role.REQUIRED, Role.UNWANTED)
    message = None
    if not chosen:
        message = "Niet begrepen. Dit telt niet mee."
    elif conditional and not sure:
        message = (
            "Wij weten niet zeker of u dit bedoelt. Daarom is het geen voorwaarde. "
            "Kies een begrip uit de lijst om er een voorwaarde van te maken."
        )
    return part, BegrepenDeel(
        invoer=given,
        rol=role.value,
        voorwaarde=conditional and sure and bool(chosen),
        begrippen=shown,
        alternatieven=links_out(reader.taxonomy, others),
        melding=message,
    )


def _links(reader: Reader, text: str) -> list[Link]:
    """Concepts a short text may mean; none when it is about the person's own life.

    A name that stands in the text goes before what it is near to, typing error or not.
    """
    if is_personal(text):
        return []
    named = {link.concept: link for link in reader.linker.names(text)}
    found = (
        named.get(link.concept, link) if link.method == "semantic" else link
        for link in titled(reader.linker, text, top=_LOOKED_AT)
    )
    return [link for link in found if reader.taxonomy.kinds[link.concept] is not Kind.WORD]


def _chosen(links: Sequence[Link]) -> list[Link]:
    """Names that stand in the text, of an ambiguous one the first; else what is nearest."""
    named: dict[str, Link] = {}
    for link in links:
        if link.name is not None and link.confidence >= _NAMED_LEAST:
            named.setdefault(link.name.casefold(), link)
    exact = [link for link in named.values() if link.method == "exact"]
    if named:
        return exact or list(named.values())[:1]
    return [link for link in links[:1] if link.confidence >= _NEAR_LEAST]


def _text(reader: Reader, kind: RecordKind, text: str | None) -> Jobseeker | Vacancy | None:
    """Record out of the free text; a text without work in it still may state facts."""
    if not text or not text.strip():
        return None
    try:
        return from_text(reader, kind, text)
    except TextRefused:
        return Jobseeker(text=text) if kind is RecordKind.PERSON else Vacancy(description=text)
