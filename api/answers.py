"""Answers as the outside sees them: Dutch keys, words before numbers, and nothing that identifies.

One form for the command line (``--json``), the REST API and the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import Field

from passend.engine.answer import Answer, Match, Versions
from passend.engine.explanation import Explanation, NeedTerm
from passend.engine.offers import Evidence
from passend.engine.pair import Term
from passend.engine.ports import RecordKind
from passend.engine.verdict import Status, Verdict
from passend.taxonomy.concepts import Kind

from . import wording
from .answer_parts import (
    Dubbel,
    LijstVerandering,
    Oplossing,
    PublicModel,
    Tekort,
    Verandering,
    Weging,
    duplicates_out,
    lifts_out,
    weights_out,
)
from .audience import Audience, hears_condition, hears_criterion, hears_element, hears_reason
from .corrections_told import corrections_told
from .sentence import sentence
from .told import differences, facts_read
from .understanding import Begrepen
from .unread import not_read

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


class Titel(PublicModel):
    """How a record is shown: a title, never a name of a person."""

    titel: str = Field(description="Titel van de vacature, of een pseudoniem voor een persoon.")
    bron: str = Field(description="Organisatie die het profiel of de vacature heeft aangeleverd.")
    soort: str = Field(description="Persoon, vacature, leerbaan, stage of een ander soort plek.")


class Competentie(PublicModel):
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


class ScoreTerm(PublicModel):
    """Eén term van de som die samen de score is."""

    criterium: str
    naam: str
    gewicht: int = Field(description="Gewicht van het criterium; samen 100.")
    bekend: int = Field(description="Punten uit wat bekend is.")
    aangenomen: int = Field(description="Punten uit wat wordt aangenomen.")
    hoogste: int = Field(description="Hoogst mogelijke punten.")
    tekst: str


class Voorwaarde(PublicModel):
    """Eén voorwaarde: voldaan, deels, niet voldaan of onbekend."""

    voorwaarde: str
    naam: str
    uitkomst: Literal["voldaan", "deels", "niet voldaan", "onbekend"]
    tekst: str


class Uitleg(PublicModel):
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
    gelezen: list[str] = Field(
        default=[], description="Feiten die alleen in een tekst staan, met het element."
    )
    verschillen: list[str] = Field(
        default=[], description="Waar tekst en veld verschillen; het veld telt."
    )
    niet_gelezen: list[str] = Field(
        default=[], description="Teksten in een taal die niet kon worden gelezen, met het element."
    )
    correcties: list[str] = Field(
        default=[], description="Wat mensen toevoegden of betwistten, met wie en wanneer."
    )
    tekorten: list[Tekort] = Field(
        default=[], description="Wat het meest opbrengt als het erbij komt; bij één combinatie."
    )
    wat_als: list[Verandering] = Field(
        default=[], description="Wat er verandert als één ding anders is; bij één combinatie."
    )
    oplossingen: list[Oplossing] = Field(
        default=[], description="Per niet voldane voorwaarde wat die opheft."
    )


class Treffer(PublicModel):
    """Eén resultaat."""

    sleutel: str
    titel: Titel
    uitleg: Uitleg
    dubbel: list[Dubbel] = Field(
        default=[], description="Hetzelfde werk uit andere bronnen, met de reden."
    )


class Telling(PublicModel):
    """Hoe vaak een voorwaarde welke uitkomst heeft over alle records."""

    voorwaarde: str
    naam: str
    voldaan: int
    deels: int
    niet_voldaan: int
    onbekend: int


class Versies(PublicModel):
    """Waarmee het antwoord is gemaakt."""

    taxonomie: str
    taalmodel: str
    code: str
    gewichten: str
    reistijd: str


class Antwoord(PublicModel):
    """Een geordend antwoord met uitleg. Mensen beslissen; dit is een voorstel."""

    gezocht: Literal["personen", "vacatures"]
    aantal: int = Field(description="Aantal records waarin is gezocht.")
    exact: bool
    passend: list[Treffer]
    nu_niet_haalbaar: list[Treffer]
    eerst_vragen: list[Treffer]
    tellingen: list[Telling]
    versies: Versies
    achtergehouden: int = Field(
        default=0, description="Niet getoond: meer dan twee van een werkgever; zie toonAlle."
    )
    wat_als: list[LijstVerandering] = Field(
        default=[], description="Voor een persoon: hoeveel er meer haalbaar wordt, en waarmee."
    )
    weging: list[Weging] = Field(default=[], description="De gewichten die golden.")
    begrepen: Begrepen | None = Field(
        default=None, description="Hoe de vraag is begrepen; bij een tekst en bij een zoekvraag."
    )


def explanation_out(
    explanation: Explanation,
    audience: Audience = Audience.ADVISER,
    match: Match | None = None,
) -> Uitleg:
    """Explanation for the outside; every number is one the engine made.

    For an employer the score is the sum of the terms that an employer may hear, so that nothing
    can be worked out of what is left out.

    Parameters
    ----------
    match : Match or None
        The match it belongs to, for what lifts its unmet conditions.
    """
    adviser = audience is Audience.ADVISER
    has, probably, unknown = _sorted(explanation.needs, audience)
    terms = [term for term in explanation.pair.terms if _hears(audience, term)]
    score, highest = sum(t.known + t.assumed for t in terms), sum(t.most for t in terms)
    conditions = _conditions(explanation, audience)
    return Uitleg(
        oordeel=wording.verdict_word(explanation),
        zin=sentence(explanation, audience),
        score=score,
        procent=score * 100 // highest if highest else 0,
        bekend=explanation.known,
        haalbaar=all(verdict.status is not Status.NOT_MET for _, verdict in conditions),
        termen=[_term(term, explanation, audience) for term in terms],
        heeft=has,
        heeft_waarschijnlijk=probably,
        niet_bekend=unknown,
        losse_woorden=_words(explanation) if adviser else [],
        voorwaarden=[
            Voorwaarde(
                voorwaarde=name,
                naam=wording.CONDITION[name],
                uitkomst=verdict.status.value,
                tekst=wording.verdict_text(name, verdict),
            )
            for name, verdict in conditions
            if verdict.status is not None
        ],
        vragen=_questions(explanation, audience),
        gelezen=facts_read(explanation, audience),
        verschillen=differences(explanation, audience),
        niet_gelezen=not_read(explanation.unread) if adviser else [],
        correcties=corrections_told(explanation) if adviser else [],
        oplossingen=lifts_out(match.lifts) if adviser and match else [],
    )


def answer_out(
    answer: Answer,
    title: Callable[[RecordKind, str], Titel],
    audience: Audience = Audience.ADVISER,
) -> Antwoord:
    """Answer for the outside; ``title`` says how a key is shown.

    An employer does not see who is not feasible for a reason that is not theirs to hear, nor whom
    to ask what.
    """

    def out(matches: Sequence[Match]) -> list[Treffer]:
        return [
            Treffer(
                sleutel=match.key,
                titel=title(answer.target, match.key),
                uitleg=explanation_out(match.explanation, audience, match),
                dubbel=duplicates_out(match.also, lambda key: title(answer.target, key).bron),
            )
            for match in matches
        ]

    adviser = audience is Audience.ADVISER
    unmet = [match for match in answer.unmet if adviser or _all_heard(match.explanation, audience)]
    return Antwoord(
        gezocht="personen" if answer.target is RecordKind.PERSON else "vacatures",
        aantal=answer.total,
        exact=answer.exact,
        passend=out(answer.matches),
        nu_niet_haalbaar=out(unmet),
        eerst_vragen=out(answer.ask_first) if adviser else [],
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
            if hears_condition(audience, name) and (name != "asked" or any(counts.values()))
        ],
        versies=versions_out(answer.versions),
        achtergehouden=answer.held_back,
        weging=weights_out(answer.weights),
    )


def _words(explanation: Explanation) -> list[str]:
    """Words that both records hold, the one that counts most first.

    A work word that is only near another one is no word of both, and is not among them.
    """
    return [term.word for term in explanation.words]


def _hears(audience: Audience, term: Term) -> bool:
    heard = term.verdict is None or hears_reason(audience, term.verdict.reason)
    return hears_criterion(audience, term.criterion) and heard


def _conditions(explanation: Explanation, audience: Audience) -> list[tuple[str, Verdict]]:
    return [
        (name, verdict)
        for name, verdict in explanation.pair.conditions.items()
        if hears_reason(audience, verdict.reason)
    ]


def _all_heard(explanation: Explanation, audience: Audience) -> bool:
    return all(
        hears_reason(audience, verdict.reason)
        for verdict in explanation.pair.conditions.values()
        if verdict.status is Status.NOT_MET
    )


def _questions(explanation: Explanation, audience: Audience) -> list[str]:
    """Questions in words; an employer gets those that an employer can answer."""
    conditions = explanation.pair.conditions
    asked = [wording.question(name, conditions.get(name)) for name in explanation.questions]
    if audience is Audience.ADVISER:
        return asked
    return [one for one in asked if one in wording.TO_EMPLOYER]


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
    needs: tuple[NeedTerm, ...], audience: Audience
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
            lists[place].append(_competence(term, audience, weak=weak))
    return lists


def _competence(term: NeedTerm, audience: Audience, *, weak: bool) -> Competentie:
    hint = weak and term.evidence is Evidence.INFERRED
    # Out of what something follows is the person's own affair.
    own = audience is Audience.ADVISER
    evidence = wording.evidence_text(term) if own or term.via is None else str(term.evidence)
    return Competentie(
        naam=term.concept.label,
        iri=term.concept.iri,
        vraagt=term.need,
        bekend=term.gain,
        aangenomen=term.prior,
        bewijs=f"zwakke aanwijzing, {evidence}" if hint else evidence,
        via=term.via.label if term.via and own else None,
        herkomst=term.origin if hears_element(audience, term.origin) else None,
        sterkte=("niet nodig", "pré", "gevraagd", "vereist")[int(term.strength)],
    )


def _term(term: Term, explanation: Explanation, audience: Audience) -> ScoreTerm:
    return ScoreTerm(
        criterium=term.criterion,
        naam=wording.CRITERION[term.criterion],
        gewicht=term.weight,
        bekend=term.known,
        aangenomen=term.assumed,
        hoogste=term.most,
        tekst=wording.term_text(term, explanation, lambda one: hears_element(audience, one)),
    )
