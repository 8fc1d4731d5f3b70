"""What a question itself requires or does not want: competences, occupations, knowledge.

A condition only; the same concepts count in the score as needs or offers. Required and not on
record is unknown, and asked for: records hardly ever name everything somebody can do. Only a
record that says the contrary ("niet meer") is known not to meet it. What is not wanted excludes
nothing: a record that names it moves down, with this reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.offers import Evidence, Offers
from passend.engine.titles import titled
from passend.engine.verdict import Status, Verdict
from passend.taxonomy.clauses import Section, Strength, clauses
from passend.taxonomy.concepts import Kind, Level
from passend.taxonomy.denial import denied_part, is_personal
from passend.taxonomy.facts import without_facts
from passend.taxonomy.reader import Reader

__all__ = ["AskedCriterion", "Said", "asks"]

_SEPARATOR = "; "
_NAMED = (Evidence.PROVEN, Evidence.STATED)
# A weaker inference is a hint, here as in the lists of an explanation.
_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says of concepts, and what a question asks; concept ids, ascending.

    ``held``: named by the record; ``likely``: what its occupation asks; ``refused``: it says not
    to have or want it. ``required`` and ``unwanted`` are empty for every stored record.
    """

    held: tuple[int, ...] = ()
    likely: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    required: tuple[int, ...] = ()
    unwanted: tuple[int, ...] = ()


def asks(said: object) -> bool:
    """Whether a fact requires or does not want anything."""
    return isinstance(said, Said) and bool(said.required or said.unwanted)


class AskedCriterion:
    """Condition for questions that a person puts together."""

    name = "asked"
    prior = 0

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def of_person(self, person: Jobseeker) -> Said:
        """Nothing: what a person offers is read once, see :meth:`of_offers`."""
        return Said()

    def of_offers(self, offers: Offers) -> Said:
        """Concepts that a person's record names, implies, or refuses."""
        held = {o.concept for o in offers.competences if o.evidence in _NAMED}
        held |= {o.concept for o in offers.experience if o.evidence in _NAMED}
        kinds = self._reader.taxonomy.kinds
        likely = {
            o.concept
            for o in offers.competences
            if o.evidence is Evidence.INFERRED
            and o.strength >= _LIKELY
            and kinds[o.concept] is not Kind.OCCUPATION
        }
        return _said(held, likely, offers.refused)

    def of_vacancy(self, vacancy: Vacancy) -> Said:
        """Concepts that a vacancy names, or that its occupation asks above all."""
        held, refused = self._coded(vacancy), set[int]()
        linker, kinds = self._reader.linker, self._reader.taxonomy.kinds
        if vacancy.title:
            found = titled(linker, vacancy.title, top=3)
            held |= {link.concept for link in found if link.method == "exact"}
        for clause in clauses(vacancy.description or ""):
            if clause.section is not Section.CONTENT or is_personal(clause.text):
                continue
            about = without_facts(clause.text)
            if clause.denied or clause.strength is Strength.NOT_NEEDED:
                part = denied_part(about) if clause.denied else about
                refused |= {link.concept for link in linker.names(part)}
            else:
                held |= {link.concept for link in linker.names(about)}
        held = {concept for concept in held if kinds[concept] is not Kind.WORD}
        return _said(held, self._implied(held), refused)

    def judge(self, person: Said, vacancy: Said) -> Verdict:
        """Whichever side asks, the other side's record is judged."""
        if not asks(person) and not asks(vacancy):
            return Verdict()
        asker, record = (person, vacancy) if asks(person) else (vacancy, person)
        refused, held, likely = set(record.refused), set(record.held), set(record.likely)
        groups = {
            "ontbreekt": [c for c in asker.required if c in refused],
            "genoemd": [c for c in asker.required if c in held - refused],
            "afgeleid": [c for c in asker.required if c in likely - held - refused],
            "onbekend": [c for c in asker.required if c not in refused | held | likely],
            "ongewenst": [c for c in asker.unwanted if c in held - refused],
            "misschien_ongewenst": [c for c in asker.unwanted if c in likely - held - refused],
            "niet_genoemd": [c for c in asker.unwanted if c not in refused | held | likely],
        }
        details = tuple((name, self._named(found)) for name, found in groups.items() if found)
        return Verdict(None, _status(groups), "asked", details)

    def _coded(self, vacancy: Vacancy) -> set[int]:
        taxonomy = self._reader.taxonomy
        codes = [one.code for one in vacancy.competences]
        codes += [vacancy.occupation.code] if vacancy.occupation else []
        return {known for code in codes if (known := taxonomy.concept_of_code(code)) is not None}

    def _implied(self, held: Iterable[int]) -> set[int]:
        taxonomy = self._reader.taxonomy
        return {
            target
            for concept in held
            if taxonomy.kinds[concept] is Kind.OCCUPATION
            for target, level, _ in taxonomy.asked(concept)
            if level == Level.ESSENTIAL
        }

    def _named(self, concepts: Iterable[int]) -> str:
        labels = self._reader.taxonomy.concepts
        return _SEPARATOR.join(labels[concept].label for concept in concepts)


def _said(held: set[int], likely: set[int], refused: Iterable[int]) -> Said:
    return Said(tuple(sorted(held)), tuple(sorted(likely - held)), tuple(sorted(refused)))


def _status(groups: dict[str, list[int]]) -> Status:
    """Known unmet before unknown before partly: an answer that is open stays open."""
    if groups["ontbreekt"] or groups["ongewenst"]:
        return Status.NOT_MET
    if groups["onbekend"] or groups["niet_genoemd"]:
        return Status.UNKNOWN
    return Status.PARTLY if groups["afgeleid"] or groups["misschien_ongewenst"] else Status.MET
