"""Cold start: records without codes, and records of which hardly anything is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from passend.engine.model import (
    CompetenceRef,
    Education,
    Experience,
    Jobseeker,
    OccupationRef,
    Vacancy,
)
from passend.evaluation.context import Context
from passend.evaluation.items import Item, record_text
from passend.evaluation.specs import SpecError

from .base import Task, TaskError
from .perturbed import Record, changed, name_of

__all__ = ["FORMS", "sparse", "uncoded"]


def uncoded(context: Context, task: Task, *, labels: bool = True, side: str = "both") -> Task:
    """No codes of occupations, competences, education, sectors, crebo; labels=True names them.

    What was text stays. With ``labels`` a code makes place for its name in the taxonomy, as a
    source that works without codes would write it; a code without a known name leaves nothing. With
    ``labels=False`` all codes leave nothing: what people typed is what there is. Codes of facts
    (licences, languages, contracts, levels, transport) are no names of work and stay.

    Raises
    ------
    SpecError
        If ``side`` is unknown or the task has no records.
    """
    names = _Names(context.label if labels else lambda _code: None, labels)
    return changed(
        context,
        task,
        f'uncoded({name_of(task)}, labels={labels}, side="{side}")',
        side,
        record=lambda _key, record: names.record(record),
    )


@dataclass(frozen=True, slots=True)
class _Names:
    label: Callable[[str], str | None]
    behaviours: bool

    def record(self, record: Record) -> Record:
        competences = tuple(filter(None, map(self.competence, record.competences)))
        education = tuple(self.education(one) for one in record.education)
        if isinstance(record, Vacancy):
            place = record.leerbaan
            return replace(
                record,
                occupation=self.occupation(record.occupation),
                competences=competences,
                education=education,
                sectors=(),
                leerbaan=replace(place, crebo=None) if place else None,
            )
        return replace(
            record,
            wished_occupations=tuple(filter(None, map(self.occupation, record.wished_occupations))),
            experience=tuple(
                replace(job, occupation=self.occupation(job.occupation))
                for job in record.experience
            ),
            competences=competences,
            education=education,
            sectors=(),
        )

    def occupation(self, ref: OccupationRef | None) -> OccupationRef | None:
        if ref is None or not ref.code:
            return ref
        text = ref.text or self.label(ref.code)
        return OccupationRef(text=text) if text else None

    def competence(self, ref: CompetenceRef) -> CompetenceRef | None:
        if ref.behaviour_code is not None:
            # The text beside a behaviour code is the name of the list.
            return CompetenceRef(text=ref.text) if self.behaviours and ref.text else None
        if not ref.code:
            return ref
        text = ref.text or self.label(ref.code)
        return CompetenceRef(text=text) if text else None

    def education(self, one: Education) -> Education:
        if not one.code:
            return one
        return replace(one, code=None, name=one.name or self.label(one.code))


FORMS: dict[str, tuple[type[Record], str]] = {
    "wish": (Jobseeker, "wished occupations"),
    "job": (Jobseeker, "the longest job; the first of them when several are"),
    "job_text": (Jobseeker, "what is told of the jobs, without name or length"),
    "competences": (Jobseeker, "competences, coded or named"),
    "interests": (Jobseeker, "interests"),
    "text": (Jobseeker, "own words"),
    "title": (Vacancy, "title and kind"),
    "occupation": (Vacancy, "occupation and kind"),
    "description": (Vacancy, "description and kind"),
}
"""Forms of cold start: name → whose record, and the one thing that is known of it."""


def sparse(context: Context, task: Task, keep: str = "wish", *, intact: bool = False) -> Task:
    """One thing known of each person or vacancy: keep="wish", "job", "text", "title" and others.

    Records that lack the thing are no part of the task, neither as query nor as document; a query
    whose relevant documents all go is left out. ``intact=True`` gives the same queries, documents
    and judgements with the records as they were: compare with that, not with the task it was made
    from, which has other queries and other competitors.

    Raises
    ------
    SpecError
        If ``keep`` is unknown or the task has no such records.
    TaskError
        If no query is left.
    """
    if keep not in FORMS:
        raise SpecError(f"sparse: keep {keep!r} does not exist: {', '.join(FORMS)}")
    name = f'sparse({name_of(task)}, keep="{keep}", intact={intact})'

    def reduced(item: Item) -> Item | None:
        if item.record is None:
            raise SpecError(f"{name}: the items have texts alone, no records")
        if not isinstance(item.record, FORMS[keep][0]):
            return item
        record = _kept(item.record, keep)
        if record is None:
            return None
        return item if intact else Item(item.id, record_text(record, context.label), record)

    queries = {item.id: item for item in filter(None, map(reduced, task.queries))}
    corpus = {item.id: item for item in filter(None, map(reduced, task.corpus))}
    qrels = {
        query: {document: grade for document, grade in grades.items() if document in corpus}
        for query, grades in task.qrels.items()
        if query in queries
    }
    qrels = {query: grades for query, grades in qrels.items() if any(grades.values())}
    if not qrels:
        raise TaskError(f"{name}: no query is left that has a relevant document")
    return replace(
        task,
        name=name,
        queries=tuple(queries[query] for query in qrels),
        corpus=tuple(corpus.values()),
        qrels=qrels,
        slices={
            slice_name: {query: value for query, value in values.items() if query in qrels}
            for slice_name, values in task.slices.items()
        },
        left_out=task.left_out + len(task.queries) - len(qrels),
    )


def _kept(record: Record, keep: str) -> Record | None:
    """The record with one thing alone; ``None`` when it lacks the thing."""
    if isinstance(record, Vacancy):
        value = getattr(record, keep)
        # The kind is known to whoever offers the place, and is no content.
        return replace(Vacancy(kind=record.effective_kind), **{keep: value}) if value else None
    if keep == "wish":
        made = Jobseeker(wished_occupations=record.wished_occupations)
    elif keep == "job":
        longest = max(record.experience, key=lambda job: job.months or 0, default=None)
        made = Jobseeker(experience=(longest,) if longest else ())
    elif keep == "job_text":
        told = (job.text for job in record.experience if job.text)
        made = Jobseeker(experience=tuple(Experience(text=text) for text in told))
    elif keep == "competences":
        made = Jobseeker(competences=record.competences)
    elif keep == "interests":
        made = Jobseeker(interests=record.interests, riasec_text=record.riasec_text)
    else:
        made = Jobseeker(text=record.text)
    return None if made == Jobseeker() else made
