"""Texts of a compiled taxonomy: concepts in one blob, the rest as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from .concepts import Concept, Course, Group, Kind, Mapping, Match
from .errors import TaxonomyError

__all__ = ["Extras", "pack_concepts", "pack_lines", "unpack_concepts", "unpack_lines"]

_RECORD, _FIELD, _ITEM = "\x1d", "\x1e", "\x1f"


def pack_concepts(concepts: Iterable[Concept]) -> bytes:
    """Concepts as bytes.

    Raises
    ------
    TaxonomyError
        If a text holds one of the control characters that separate.
    """
    return _RECORD.join(map(_packed, concepts)).encode()


def unpack_concepts(text: str) -> tuple[Concept, ...]:
    """Concepts of :func:`pack_concepts`."""
    return tuple(map(_unpacked, text.split(_RECORD))) if text else ()


def pack_lines(lines: Sequence[str]) -> bytes:
    """Texts without line ends as bytes, one a line."""
    return "\n".join(lines).encode()


def unpack_lines(text: str) -> tuple[str, ...]:
    """Texts of :func:`pack_lines`."""
    return tuple(text.split("\n")) if text else ()


def _packed(concept: Concept) -> str:
    lists = (concept.synonyms, concept.codes, concept.historical)
    texts = (concept.iri, concept.kind.value, concept.label, concept.isco08 or "")
    for one in (*texts, *(item for names in lists for item in names)):
        if any(mark in one for mark in (_RECORD, _FIELD, _ITEM)):
            raise TaxonomyError(f"{concept.iri}: a name holds a control character")
    synonyms, codes, historical = (_ITEM.join(names) for names in lists)
    generic = "1" if concept.generic else ""
    return _FIELD.join((*texts, generic, concept.language, synonyms, codes, historical))


def _unpacked(record: str) -> Concept:
    iri, kind, label, isco08, generic, language, synonyms, codes, historical = record.split(_FIELD)
    return Concept(
        iri,
        _KINDS[kind],
        label,
        _items(synonyms),
        isco08 or None,
        bool(generic),
        _items(codes),
        language,
        _items(historical),
    )


_KINDS = {kind.value: kind for kind in Kind}


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split(_ITEM)) if text else ()


@dataclass(frozen=True, slots=True)
class Extras:
    """What few readers need: codes and facts beside the concepts.

    ``behaviour_codes`` and ``sectors`` by concept id; all else by IRI, as in
    :class:`passend.taxonomy.concepts.Source`. ``lenders``: who lent an occupation its relations.
    """

    behaviour_codes: dict[int, tuple[int, ...]] = field(default_factory=dict)
    sectors: dict[int, str] = field(default_factory=dict)
    mappings: tuple[Mapping, ...] = ()
    replaced: dict[str, str] = field(default_factory=dict)
    broader: tuple[tuple[str, str], ...] = ()
    groups: tuple[Group, ...] = ()
    courses: tuple[Course, ...] = ()
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    regulated: frozenset[str] = frozenset()
    lenders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def pack(self) -> bytes:
        """As JSON; equal extras give equal bytes."""
        return json.dumps(
            {
                "behaviour": self.behaviour_codes,
                "sectors": self.sectors,
                "mappings": [
                    [m.subject, m.target, m.match.value, m.crosswalk, m.computed]
                    for m in self.mappings
                ],
                "replaced": self.replaced,
                "broader": self.broader,
                "groups": [[g.id, g.label, g.parent, g.isco08] for g in self.groups],
                "courses": [asdict(course) for course in self.courses],
                "attributes": self.attributes,
                "regulated": sorted(self.regulated),
                "lenders": self.lenders,
            },
            ensure_ascii=False,
        ).encode()

    @classmethod
    def unpack(cls, text: str) -> Extras:
        """Extras of :meth:`pack`."""
        read = json.loads(text)
        return cls(
            behaviour_codes={int(k): tuple(v) for k, v in read["behaviour"].items()},
            sectors={int(k): v for k, v in read["sectors"].items()},
            mappings=tuple(
                Mapping(subject, target, Match(match), crosswalk, computed)
                for subject, target, match, crosswalk, computed in read["mappings"]
            ),
            replaced=read["replaced"],
            broader=tuple((child, parent) for child, parent in read["broader"]),
            groups=tuple(Group(*row) for row in read["groups"]),
            courses=tuple(
                Course(**{**row, "competences": tuple(row["competences"])})
                for row in read["courses"]
            ),
            attributes=read["attributes"],
            regulated=frozenset(read["regulated"]),
            lenders={iri: tuple(lent) for iri, lent in read["lenders"].items()},
        )
