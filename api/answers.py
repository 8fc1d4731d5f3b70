"""Answers as the outside sees them: Dutch keys, words before numbers, and nothing that identifies.

One form for the command line (``--json``), the REST API and the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from passend.engine.explanation import Explanation, NeedTerm
from passend.engine.matcher import Answer, Match, Versions
from passend.engine.offers import Evidence
from passend.engine.pair import Term
from passend.engine.ports import RecordKind
from passend.engine.verdict import Status
from passend.taxonomy.concepts import Kind

from . import wording

__all__ = [
    "Antwoord",
    "Titel",
    "Uitleg",
    "Versies",
    "answer_out",
    "explanation_out",
    "versions_out",
]

_MOST_NEEDS = 12
_LEAST_INFERRED = 38


class _Model(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid"
    )


class Titel(_Model):
    """How a record is shown: a title, never a name of a person."""

    titel: str = Field(description="Titel van de vacature, of een pseudoniem voor een persoon.")
    bron: str = Field(description="Organisatie die het profiel of de vacature heeft aangeleverd.")
    soort: str = Field(description="Persoon, vacature, leerbaan, stage of een ander soort plek.")


class Competentie(_Model):
    """Eén competentie die de vacature vraagt."""

    naam: str
    iri: str
    vraagt: int = Field(description="Aandeel in de vraag van de vacature, van de 512.")
    bekend: int = Field(description="Wat het profiel toevoegt, 0 tot 255.")
    aangenomen: int = Field(description="Wat van iedereen wordt aangenomen, 0 tot 255.")
    bewijs: str = Field(description="Bewezen, genoemd, afgeleid, gewenst of niet bekend.")
    via: str | None = Field(description="Verwante competentie of beroep waaruit dit volgt.")
    herkomst: str | None = Field(description="Deel van het profiel waar het staat.")
    sterkte: Literal["vereist", "gevraagd", "pré", "niet nodig"]


class ScoreTerm(_Model):
    """Eén term van de som die samen de score is."""

    criterium: str
    naam: str
    gewicht: int = Field(description="Gewicht van het criterium; samen 100.")
    bekend: int = Field(description="Punten uit wat bekend is.")
    aangenomen: int = Field(description="Punten uit wat wordt aangenomen.")
    hoogste: int = Field(description="Hoogst mogelijke punten.")
    tekst: str


class Voorwaarde(_Model):
    """Eén voorwaarde: voldaan, deels, niet voldaan of onbekend."""

    voorwaarde: str
    naam: str
    uitkomst: Literal["voldaan", "deels", "niet voldaan", "onbekend"]
    tekst: str


class Uitleg(_Model):
    """Waarom een combinatie deze score heeft."""

    oordeel: str = Field(description="Het oordeel in woorden.")
    zin: str = Field(description="Eén zin die een adviseur kan zeggen.")
    score: int = Field(description="Som van alle termen, 0 tot 13056000.")
    procent: int = Field(description="Score als deel van de hoogste score, 0 tot 100.")
    bekend: int = Field(description="Deel van het gewicht dat op kennis rust, 0 tot 100.")
    haalbaar: bool = Field(
        description="Onwaar als bekend is dat aan een voorwaarde niet is voldaan."
    )
    termen: list[ScoreTerm]
    heeft: list[Competentie]
    heeft_waarschijnlijk: list[Competentie]
    niet_bekend: list[Competentie]
    losse_woorden: list[str] = Field(
        description="Woorden uit beide teksten die ook meetellen; geen competenties."
    )
    voorwaarden: list[Voorwaarde]
    vragen: list[str] = Field(description="Wat eerst te vragen, belangrijkste eerst.")


class Treffer(_Model):
    """Eén resultaat."""

    sleutel: str
    titel: Titel
    uitleg: Uitleg


class Telling(_Model):
    """Hoe vaak een voorwaarde welke uitkomst heeft over alle records."""

    voorwaarde: str
    naam: str
    voldaan: int
    deels: int
    niet_voldaan: int
    onbekend: int


class Versies(_Model):
    """Waarmee het antwoord is gemaakt."""

    taxonomie: str
    taalmodel: str
    code: str
    gewichten: str
    reistijd: str


class Antwoord(_Model):
    """Een geordend antwoord met uitleg. Mensen beslissen; dit is een voorstel."""

    gezocht: Literal["personen", "vacatures"]
    aantal: int = Field(description="Aantal records waarin is gezocht.")
    exact: bool
    passend: list[Treffer]
    nu_niet_haalbaar: list[Treffer]
    eerst_vragen: list[Treffer]
    tellingen: list[Telling]
    versies: Versies


def explanation_out(explanation: Explanation) -> Uitleg:
    """Explanation for the outside; every number is one the engine made."""
    pair = explanation.pair
    has, probably, unknown = _sorted(explanation.needs)
    highest = sum(term.most for term in pair.terms)
    return Uitleg(
        oordeel=wording.verdict_word(explanation),
        zin=wording.sentence(explanation),
        score=pair.score,
        procent=pair.score * 100 // highest,
        bekend=explanation.known,
        haalbaar=pair.tier == 0,
        termen=[_term(term, explanation) for term in pair.terms],
        heeft=has,
        heeft_waarschijnlijk=probably,
        niet_bekend=unknown,
        losse_woorden=[
            term.concept.label
            for term in explanation.needs
            if term.gain and term.concept.kind is Kind.WORD
        ],
        voorwaarden=[
            Voorwaarde(
                voorwaarde=name,
                naam=wording.CONDITION[name],
                uitkomst=verdict.status.value,
                tekst=wording.verdict_text(name, verdict),
            )
            for name, verdict in pair.conditions.items()
            if verdict.status is not None
        ],
        vragen=[
            wording.question(name, pair.conditions.get(name)) for name in explanation.questions
        ],
    )


def answer_out(answer: Answer, title: Callable[[RecordKind, str], Titel]) -> Antwoord:
    """Answer for the outside; ``title`` says how a key is shown."""

    def out(matches: tuple[Match, ...]) -> list[Treffer]:
        return [
            Treffer(
                sleutel=match.key,
                titel=title(answer.target, match.key),
                uitleg=explanation_out(match.explanation),
            )
            for match in matches
        ]

    return Antwoord(
        gezocht="personen" if answer.target is RecordKind.PERSON else "vacatures",
        aantal=answer.total,
        exact=answer.exact,
        passend=out(answer.matches),
        nu_niet_haalbaar=out(answer.unmet),
        eerst_vragen=out(answer.ask_first),
        tellingen=[
            Telling(
                voorwaarde=name,
                naam=wording.CONDITION[name],
                voldaan=counts[Status.MET],
                deels=counts[Status.PARTLY],
                niet_voldaan=counts[Status.NOT_MET],
                onbekend=counts[Status.UNKNOWN],
            )
            for name, counts in answer.counts.items()
        ],
        versies=versions_out(answer.versions),
    )


def versions_out(versions: Versions) -> Versies:
    """Versions for the outside."""
    return Versies(
        taxonomie=versions.taxonomy,
        taalmodel=versions.encoder,
        code=versions.code,
        gewichten=versions.weights,
        reistijd=versions.travel,
    )


def _sorted(
    needs: tuple[NeedTerm, ...],
) -> tuple[list[Competentie], list[Competentie], list[Competentie]]:
    """Has, probably has, not known: by the evidence of each need, most important first.

    A weak inference, or an occupation that is only related, stays in the list of what is not
    known: it counts in the score, but nobody should read it as a competence. Single work words
    are no competences and have their own list.
    """
    lists: tuple[list[Competentie], list[Competentie], list[Competentie]] = ([], [], [])
    for term in needs:
        if term.concept.kind is Kind.WORD:
            continue
        inferred = term.evidence is Evidence.INFERRED
        held = term.evidence not in (None, Evidence.WISHED)
        related = term.concept.kind is Kind.OCCUPATION
        weak = not held or (inferred and (related or term.gain < _LEAST_INFERRED))
        place = 2 if weak else int(inferred)
        if len(lists[place]) < _MOST_NEEDS:
            lists[place].append(_competence(term, weak=weak))
    return lists


def _competence(term: NeedTerm, *, weak: bool) -> Competentie:
    hint = weak and term.evidence is Evidence.INFERRED
    evidence = wording.evidence_text(term)
    return Competentie(
        naam=term.concept.label,
        iri=term.concept.iri,
        vraagt=term.need,
        bekend=term.gain,
        aangenomen=term.prior,
        bewijs=f"zwakke aanwijzing, {evidence}" if hint else evidence,
        via=term.via.label if term.via else None,
        herkomst=term.origin,
        sterkte=("niet nodig", "pré", "gevraagd", "vereist")[int(term.strength)],
    )


def _term(term: Term, explanation: Explanation) -> ScoreTerm:
    return ScoreTerm(
        criterium=term.criterion,
        naam=wording.CRITERION[term.criterion],
        gewicht=term.weight,
        bekend=term.known,
        aangenomen=term.assumed,
        hoogste=term.most,
        tekst=wording.term_text(term, explanation),
    )
