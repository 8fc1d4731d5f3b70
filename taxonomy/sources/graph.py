"""CompetentNL as triples, whatever they were read from, to one source.

Both spellings of its relation names are read (``requiresHATEssential`` and
``requiresCNLHumanCapability_Essential``), under any of the namespaces that circulate: a property is
known by its local name. See ``../shared/reference/competentnl.md``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from passend.taxonomy.concepts import (
    RIASEC,
    Concept,
    Kind,
    Level,
    Mapping,
    Match,
    Relation,
    Riasec,
    Source,
)
from passend.taxonomy.errors import TaxonomyError

from .table import MOST_REJECTED, Rejects

__all__ = ["COMPETENTNL_LICENCE", "GraphReader", "crebo_iri", "level_of", "local_name"]

COMPETENTNL_LICENCE = "CompetentNL (UWV), CC BY 4.0"
_IRI = re.compile(
    r"^https://linkeddata\.competentnl\.nl/(uwv/)?id/"
    r"(?P<kind>occupation|humancapability|knowledgearea)/[0-9A-F]{10}$"
)
_LOOKS_LIKE = re.compile(r"/id/(?:occupation|humancapability|knowledgearea)/", re.IGNORECASE)
_KINDS = {
    "Occupation": Kind.OCCUPATION,
    "occupation": Kind.OCCUPATION,
    "HumanCapability": Kind.SKILL,
    "humancapability": Kind.SKILL,
    "KnowledgeArea": Kind.KNOWLEDGE,
    "knowledgearea": Kind.KNOWLEDGE,
    "OccupationTask": Kind.TASK,
    "EducationalNorm": Kind.QUALIFICATION,
    "MboKwalificatie": Kind.QUALIFICATION,
    "MboKeuzedeel": Kind.QUALIFICATION,
}
_RELATION = re.compile(
    r"^(?:(?P<by>requires|prescribes)HAT"
    r"|(?P<uwv>requires)CNL(?:HumanCapability|KnowledgeArea)_"
    r"|isCharacterizedByOccupationTask_)"
    r"(?P<level>Essential|Important|SomewhatRelevant|Somewhat|Optional)$"
)
_LEVELS = {"Essential": Level.ESSENTIAL, "Important": Level.IMPORTANT}
_MAPPING = re.compile(r"^(?P<match>exact|close|broad|narrow)Match(?P<to>\w*(?:ESCO|ONET)\w*)$")
_LETTERS = {
    **{letter.casefold(): letter for letter in RIASEC},
    **dict(
        zip(
            ("realistic", "investigative", "artistic", "social", "enterprising", "conventional"),
            RIASEC,
            strict=True,
        )
    ),
}
_CODES = {
    "opleidingscode": "crebo",
    "keuzedeelcode": "keuzedeel",
    "certificaatcode": "certificaat",
    "bcle_id": "bcle",
}
_LEAST_INTEREST, _MOST_INTEREST = 1.0, 7.0


def local_name(iri: str) -> str:
    """What follows the last ``#`` or ``/``.

    >>> local_name("https://linkeddata.competentnl.nl/def/competentnl#hasRIASEC")
    'hasRIASEC'
    """
    return re.split(r"[#/]", iri)[-1]


def level_of(name: str) -> Level | None:
    """Level of a relation by the local name of its property; ``None`` = no such relation.

    >>> level_of("requiresCNLHumanCapability_SomewhatRelevant")
    <Level.SOMEWHAT: 1>
    """
    found = _RELATION.match(name)
    return _LEVELS.get(found["level"], Level.SOMEWHAT) if found else None


def crebo_iri(code: str) -> str:
    """IRI of a qualification; CompetentNL's own is not published for every crebo."""
    return f"urn:passend:crebo:{code}"


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    language: str
    preferred: bool
    historical: bool


class GraphReader:
    """Collects triples of CompetentNL in any order."""

    def __init__(self, rejects: Rejects | None = None) -> None:
        self.rejects = rejects or Rejects()
        self.notes: list[str] = []
        self.frequencies: dict[str, int] = {}
        self.population = 0
        self._types: dict[str, Kind] = {}
        self._status: dict[str, str] = {}
        self._literal: dict[str, tuple[str, str]] = {}
        self._labels: dict[str, dict[tuple[str, str, bool], None]] = defaultdict(dict)
        self._nodes: dict[str, dict[tuple[str, bool], None]] = defaultdict(dict)
        self._links: dict[tuple[str, str], tuple[Level, bool]] = {}
        self._riasec: dict[str, set[str]] = defaultdict(set)
        self._mappings: dict[Mapping, None] = {}
        self._broader: dict[tuple[str, str], None] = {}
        self._codes: dict[str, dict[str, None]] = defaultdict(dict)
        self._replaced: dict[str, str] = {}
        self._regulated: set[str] = set()

    def add(
        self, subject: str, predicate: str, value: str, language: str = "", *, literal: bool = True
    ) -> None:
        """Take one triple; what is not of use here is ignored.

        ``literal`` tells a text from a node; ``language`` is the tag of a text, empty = none.
        """
        name = local_name(predicate)
        if (level := level_of(name)) is not None:
            asked = name.startswith(("requires", "isChar"))
            known = self._links.get((subject, value), (level, asked))
            self._links[subject, value] = (max(level, known[0]), asked or known[1])
        elif name in ("prefLabel", "altLabel", "specialization"):
            self._label(subject, value, language, preferred=name == "prefLabel", literal=literal)
        elif name == "literalForm":
            self._literal[subject] = (value, language)
        elif name == "hasContentStatus":
            self._status[subject] = local_name(value).rpartition("_")[2].casefold()
        elif name == "type":
            kind = _KINDS.get(local_name(value))
            if kind is not None:
                self._types[subject] = kind
        else:
            self._more(subject, name, value)

    def _more(self, subject: str, name: str, value: str) -> None:
        if name in _CODES:
            self._codes[subject][f"{_CODES[name]}:{value.strip()}"] = None
        elif name == "hasRIASEC":
            letter = _LETTERS.get(local_name(value).rpartition("_")[2].strip().casefold())
            if letter is None:
                self.rejects.add("hasRIASEC", 0, subject, value, "no letter of R I A S E C")
            else:
                self._riasec[subject].add(letter)
        elif name == "broader":
            self._broader[subject, value] = None
        elif name == "narrower":
            self._broader[value, subject] = None
        elif name == "isReplacedBy":
            self._replaced[subject] = value
        elif name == "isRegulatedProfession" and value.casefold() in ("true", "1"):
            self._regulated.add(subject)
        elif found := _MAPPING.match(name):
            crosswalk = "ESCO" in found["to"]
            self._mappings[Mapping(subject, value, Match(found["match"]), crosswalk)] = None

    def _label(
        self, subject: str, value: str, language: str, *, preferred: bool, literal: bool
    ) -> None:
        if not literal:
            self._nodes[subject][value, preferred] = None
        elif value.strip():
            self._labels[subject][" ".join(value.split()), language, preferred] = None

    def source(self, edition: str, digest: str) -> Source:
        """Everything taken, as one source.

        Raises
        ------
        TaxonomyError
            If nothing has a label, or too many relations of occupations point at nothing known.
        """
        concepts = {concept.iri: concept for concept in self._concepts()}
        if not concepts:
            raise TaxonomyError("CompetentNL: no concept with a label")
        moved = {iri: new for iri in self._codes if (new := self._own_iri(iri)) != iri}
        relations = tuple(self._relations(concepts, moved))
        return Source(
            name="competentnl",
            edition=edition,
            licence=COMPETENTNL_LICENCE,
            concepts=tuple(concepts.values()),
            relations=relations,
            riasec={
                iri: _interests(letters)
                for iri, letters in sorted(self._riasec.items())
                if iri in concepts
            },
            mappings=tuple(self._mappings),
            replaced=self._replaced | {old: new for old, new in moved.items() if new in concepts},
            broader=tuple(pair for pair in self._broader if concepts.keys() >= set(pair)),
            frequencies={iri: count for iri, count in self.frequencies.items() if iri in concepts},
            population=self.population,
            regulated=frozenset(self._regulated & concepts.keys()),
            rejected=tuple(self.rejects.rows),
            digest=digest,
            language_fallbacks=sum(concept.language != "nl" for concept in concepts.values()),
            notes=tuple(self.notes),
        )

    def _kind(self, iri: str) -> Kind | None:
        found = _IRI.match(iri)
        return self._types.get(iri) or (_KINDS[found["kind"]] if found else None)

    def _own_iri(self, iri: str) -> str:
        """IRI used here: that of the code for a qualification, any other as it is."""
        codes = [code for code in self._codes.get(iri, ()) if not code.startswith("bcle:")]
        return f"urn:passend:{min(codes)}" if codes else iri

    def _concepts(self) -> Iterator[Concept]:
        left_out = 0
        for iri in sorted({*self._labels, *self._nodes}):
            kind = self._kind(iri)
            if kind is None:
                if _LOOKS_LIKE.search(iri):
                    self.rejects.add("labels", 0, "iri", iri, "no IRI of CompetentNL")
                continue
            if self._status.get(iri, "current") != "current":
                left_out += 1
                continue
            concept = self._concept(iri, kind)
            if concept is not None:
                yield concept
        if left_out:
            self.notes.append(f"{left_out} concepts that are historical or archived left out")

    def _concept(self, iri: str, kind: Kind) -> Concept | None:
        names = self._names(iri)
        preferred = [name for name in names if name.preferred and not name.historical]
        if not preferred:
            return None
        label = min(preferred, key=lambda n: (n.language not in ("", "nl"), n.language, n.text))
        language = label.language or "nl"
        synonyms = {
            name.text: name.historical
            for name in sorted(names, key=lambda name: (name.historical, name.text))[::-1]
            if name.text != label.text and (name.language or "nl") == language
        }
        return Concept(
            self._own_iri(iri),
            kind,
            label.text,
            tuple(sorted(synonyms)),
            codes=tuple(sorted(self._codes.get(iri, ()))),
            language=language,
            historical=tuple(sorted(text for text, old in synonyms.items() if old)),
        )

    def _names(self, iri: str) -> list[_Name]:
        """All names of a concept that are not archived."""
        names = [
            _Name(text, language, preferred, historical=False)
            for text, language, preferred in self._labels.get(iri, ())
        ]
        for node, preferred in self._nodes.get(iri, ()):
            status = self._status.get(node, "current")
            text, language = self._literal.get(node, ("", ""))
            if text.strip() and status in ("current", "historical"):
                flat = " ".join(text.split())
                names.append(_Name(flat, language, preferred, status == "historical"))
        return names

    def _relations(self, concepts: dict[str, Concept], moved: dict[str, str]) -> Iterator[Relation]:
        asked = lost = other = 0
        for (subject, target), (level, by_occupation) in sorted(
            self._links.items(), key=itemgetter(0)
        ):
            ends = moved.get(subject, subject), moved.get(target, target)
            asked += by_occupation
            if concepts.keys() >= set(ends):
                yield Relation(*ends, level)
            elif by_occupation:
                lost += 1
                end = next(end for end in ends if end not in concepts)
                self.rejects.add("relations", 0, subject, end, "no label of this concept")
            else:
                other += 1
        if lost > MOST_REJECTED * asked:
            raise TaxonomyError(
                f"CompetentNL: {lost} of {asked} relations of occupations point at a concept "
                f"without a label (at most {MOST_REJECTED:.0%} may); are all parts there?"
            )
        if other:
            self.notes.append(f"{other} relations of norms to nodes without a label left out")


def _interests(letters: set[str]) -> Riasec:
    """Six values for a set of letters: the top of the scale for these, the bottom for the rest."""
    r, i, a, s, e, c = (_MOST_INTEREST if one in letters else _LEAST_INTEREST for one in RIASEC)
    return r, i, a, s, e, c
