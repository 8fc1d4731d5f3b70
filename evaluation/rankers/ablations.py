"""Ingredients of our matching: each can be taken out, each criterion can also stand alone.

What is taken out is gone from both sides, and what the engine expects of an unknown person is
reckoned anew where the ingredient was part of it (:func:`.variants.expected`). Weights are whole
numbers that sum to 100: the weight of a criterion that is taken out goes to the competences; that
of the competences goes to the rest in proportion, by largest remainder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from passend.engine.model import CompetenceRef, Jobseeker, OccupationRef, Vacancy
from passend.engine.needs import Needs
from passend.engine.offers import Evidence, Offer, Offers
from passend.engine.points import apportion
from passend.engine.weights import CRITERIA, Weights, WeightSet
from passend.evaluation.specs import SpecError
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.clauses import Strength
from passend.taxonomy.concepts import Kind
from passend.taxonomy.reader import Reading

from .variants import Record, Variant, in_every_family

__all__ = ["INGREDIENTS", "Ingredient", "only", "without"]


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One ingredient: what it is, in a line, and the variant that lacks it."""

    help: str
    take_out: Callable[[Variant, Taxonomy], Variant]


def without(variant: Variant, names: str, taxonomy: Taxonomy) -> Variant:
    """The variant without ingredients.

    Parameters
    ----------
    names : str
        One or more of :data:`INGREDIENTS`, with commas between.

    Raises
    ------
    SpecError
        If an ingredient is unknown, or every criterion is taken out.
    """
    for name in (part.strip() for part in str(names).split(",")):
        ingredient = INGREDIENTS.get(name)
        if ingredient is None:
            raise SpecError(f"no ingredient is called {name!r}; known: {', '.join(INGREDIENTS)}")
        variant = ingredient.take_out(variant, taxonomy)
    return variant


def only(variant: Variant, criterion: str) -> Variant:
    """The variant with one criterion, whatever the kind of vacancy.

    Raises
    ------
    SpecError
        If the criterion is unknown.
    """
    if criterion not in CRITERIA:
        raise SpecError(f"no criterion is called {criterion!r}; known: {', '.join(CRITERIA)}")
    return replace(variant, weights=Weights(f"only {criterion}", WeightSet.of(**{criterion: 100})))


def _criterion(name: str) -> Callable[[Variant, Taxonomy], Variant]:
    def take_out(variant: Variant, _taxonomy: Taxonomy) -> Variant:
        old = variant.weights
        return replace(
            variant,
            weights=Weights(
                f"{old.version} without {name}",
                _unweighted(old.default, name),
                tuple((kind, _unweighted(one, name)) for kind, one in old.by_kind),
            ),
        )

    return take_out


def _unweighted(weights: WeightSet, name: str) -> WeightSet:
    values = dict(weights.values)
    freed = values.pop(name)
    if not any(values.values()):
        raise SpecError(f"without {name!r} no criterion is left")
    if values.get("competences"):
        values["competences"] += freed
    else:
        spread = apportion({CRITERIA.index(key): value for key, value in values.items()}, 100)
        values = {CRITERIA[number]: value for number, value in spread.as_dict().items()}
    return WeightSet.of(**values)


def _set(change: Callable[[Variant], Variant]) -> Callable[[Variant, Taxonomy], Variant]:
    return lambda variant, _taxonomy: change(variant)


def _records(change: Callable[[Record], Record]) -> Callable[[Variant, Taxonomy], Variant]:
    return lambda variant, _taxonomy: replace(variant, records=(*variant.records, change))


def _readings(change: Callable[[Reading], Reading]) -> Callable[[Variant, Taxonomy], Variant]:
    return lambda variant, _taxonomy: replace(variant, readings=(*variant.readings, change))


def _kinds(variant: Variant, _taxonomy: Taxonomy) -> Variant:
    old = variant.weights
    return replace(variant, weights=Weights(f"{old.version} for all kinds", old.default))


def _wishes(variant: Variant, _taxonomy: Taxonomy) -> Variant:
    return replace(
        variant,
        records=(*variant.records, _unwishing),
        offers=(*variant.offers, _unwished),
    )


def _word_concepts(variant: Variant, taxonomy: Taxonomy) -> Variant:
    word = [kind is Kind.WORD for kind in taxonomy.kinds]

    def kept(offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        return tuple(one for one in offers if not word[one.concept])

    def offered(offers: Offers) -> Offers:
        return in_every_family(offers, kept)

    def needed(needs: Needs) -> Needs:
        return replace(needs, needs=tuple(one for one in needs.needs if not word[one.concept]))

    return replace(variant, offers=(*variant.offers, offered), needs=(*variant.needs, needed))


def _plain(reading: Reading) -> Reading:
    if reading.clause.strength is Strength.NOT_NEEDED:
        return reading
    return replace(reading, clause=replace(reading.clause, strength=Strength.PLAIN))


def _affirmed(reading: Reading) -> Reading:
    """A clause as if it denied nothing."""
    strength = reading.clause.strength or Strength.PLAIN
    return replace(
        reading, clause=replace(reading.clause, denied=False, strength=strength), denied=()
    )


def _unwishing(record: Record) -> Record:
    return replace(record, wished_occupations=()) if isinstance(record, Jobseeker) else record


def _unwished(offers: Offers) -> Offers:
    held = tuple(one for one in offers.competences if one.evidence is not Evidence.WISHED)
    return replace(offers, competences=held, wish=())


def _textless(record: Record) -> Record:
    """Without descriptions and stories; titles, names and codes stay."""
    courses = tuple(replace(course, text=None) for course in record.courses)
    if isinstance(record, Vacancy):
        return replace(record, description=None, courses=courses)
    jobs = tuple(replace(job, text=None) for job in record.experience)
    return replace(record, experience=jobs, courses=courses, text=None, presentation=None)


def _codeless(record: Record) -> Record:
    """Without codes of occupations and competences; what people typed beside them stays."""
    competences = tuple(CompetenceRef(text=one.text) for one in record.competences if one.text)
    if isinstance(record, Vacancy):
        return replace(record, competences=competences, occupation=_typed(record.occupation))
    wished = (_typed(ref) for ref in record.wished_occupations)
    return replace(
        record,
        competences=competences,
        wished_occupations=tuple(ref for ref in wished if ref is not None),
        experience=tuple(
            replace(job, occupation=_typed(job.occupation)) for job in record.experience
        ),
    )


def _typed(ref: OccupationRef | None) -> OccupationRef | None:
    return OccupationRef(text=ref.text) if ref is not None and ref.text else None


INGREDIENTS: Mapping[str, Ingredient] = {
    **{name: Ingredient(f"the criterion {name}", _criterion(name)) for name in CRITERIA},
    "codes": Ingredient("codes of occupations and competences", _records(_codeless)),
    "denials": Ingredient("what a text denies or says is not needed", _readings(_affirmed)),
    "discount": Ingredient(
        "needs count less by what everybody brings", _set(lambda v: replace(v, discount=False))
    ),
    "expectations": Ingredient(
        "what counts for an unknown one-fact criterion",
        _set(lambda v: replace(v, expectations=False)),
    ),
    "fuzzy": Ingredient("names with typing errors", _set(lambda v: replace(v, fuzzy=False))),
    "inferred": Ingredient(
        "competences that occupations imply", _set(lambda v: replace(v, implied=False))
    ),
    "kinds": Ingredient("weights of their own for kinds of vacancy", _kinds),
    "near": Ingredient(
        "what an offer covers beside its own concept", _set(lambda v: replace(v, near=False))
    ),
    "priors": Ingredient(
        "what is expected of the unknown, in sparse criteria",
        _set(lambda v: replace(v, priors=False)),
    ),
    "profile": Ingredient(
        "similarity to the whole profile (β = 1)", _set(lambda v: replace(v, profile=False))
    ),
    "soft": Ingredient("links by near meaning", _set(lambda v: replace(v, soft=False))),
    "strengths": Ingredient("clauses that ask more or less strongly", _readings(_plain)),
    "text": Ingredient("free text on both sides", _records(_textless)),
    "wishes": Ingredient("all that persons wish: codes, texts, the criterion", _wishes),
    "word_concepts": Ingredient("work words as needs and offers", _word_concepts),
}
"""Name → ingredient. What each line names is what is missing in ``ours(without="name")``."""
