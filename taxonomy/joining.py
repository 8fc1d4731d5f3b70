"""Several sources to one set of concepts and relations, by stated rules.

1. A concept is its IRI. Of two sources with one IRI the first names it; names, codes and marks are
   joined. Concepts of different lists stay apart.
2. Occupations of different lists with equal labels are mapped (:mod:`.mapping`). Mappings are kept
   as they are: exact, close, broad and narrow are never merged.
3. A concept of a list of names (UWV) that maps exactly *is* the concept it maps to.
4. Two concepts of one kind that map exactly share their names, codes apart.
5. An occupation or qualification without relations of its own borrows those of the concepts it maps
   to exactly; without these, of those it is close to. Who lent is recorded.
6. Interests: its own, else those of what it maps to exactly, else closely, else its ISCO group's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from .concepts import Concept, Kind, Mapping, Match, Riasec, Source
from .errors import TaxonomyError
from .mapping import label_matches
from .normalise import fold

__all__ = ["RULE", "Joined", "join", "without_crosswalks"]

RULE = (
    "concepts of different lists stay apart; an exact mapping shares names; an occupation without "
    "relations borrows those of its exact, else its close match"
)
_WORK = (Kind.OCCUPATION, Kind.QUALIFICATION)
_LENT_BY = (Match.EXACT, Match.CLOSE)
_Asked = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Joined:
    """What the sources say together.

    ``relations``: subject → target → level, what is borrowed included. ``lenders``: borrower → who
    lent. ``asking``: per target (subjects that ask it, subjects of the sources that know it), own
    relations only. ``report``: counts for the manifest.
    """

    concepts: tuple[Concept, ...]
    relations: _Asked
    lenders: dict[str, tuple[str, ...]]
    asking: dict[str, tuple[int, int]]
    subjects: int
    mappings: tuple[Mapping, ...]
    replaced: dict[str, str]
    riasec: dict[str, Riasec]
    report: dict[str, object] = field(default_factory=dict)


def without_crosswalks(sources: Iterable[Source]) -> list[Source]:
    """Sources without what ties a national list to ESCO."""
    return [
        replace(source, mappings=tuple(m for m in source.mappings if not m.crosswalk))
        for source in sources
        if not source.crosswalk
    ]


def join(sources: Sequence[Source], *, crosswalk_free: bool = False) -> Joined:
    """Join sources by the rules above.

    Raises
    ------
    TaxonomyError
        If a relation points to a concept that no source defines.
    """
    if crosswalk_free:
        sources = without_crosswalks(sources)
    concepts = _merged(sources)
    own = _relations(sources, concepts)
    own_names = dict(concepts)
    replaced = _absorb(sources, concepts, own)
    alone = [own_names[iri] for iri in concepts]
    mappings = _mappings(sources, alone, replaced, crosswalk_free=crosswalk_free)
    near = _near(mappings)
    shared = _share_names(concepts, mappings)
    relations, lenders = _borrow(concepts, own, near)
    riasec = _riasec(sources, concepts, near)
    work = [iri for iri, concept in concepts.items() if concept.kind in _WORK]
    return Joined(
        concepts=tuple(sorted(concepts.values(), key=lambda c: (c.kind.value, c.iri))),
        relations=relations,
        lenders=lenders,
        asking=_asking(sources, concepts),
        subjects=max((len({r.subject for r in s.relations}) for s in sources), default=0),
        mappings=mappings,
        replaced=_resolved(replaced, concepts),
        riasec=riasec,
        report={
            "rule": RULE,
            "crosswalk_free": crosswalk_free,
            "mappings": {m.value: sum(x.match is m for x in mappings) for m in Match},
            "names_shared": shared,
            "names_only_joined": sum(old.startswith("urn:passend:boc:") for old in replaced),
            "subjects_with_own_relations": sum(iri in own for iri in work),
            "subjects_that_borrow": len(lenders),
            "subjects_without_relations": sum(iri not in relations for iri in work),
            "with_interests": len(riasec),
        },
    )


def _merged(sources: Iterable[Source]) -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for source in sources:
        for concept in source.concepts:
            known = found.get(concept.iri)
            found[concept.iri] = _joined(known, concept) if known else concept
    return found


def _joined(known: Concept, other: Concept) -> Concept:
    """``known`` with what ``other`` adds; a Dutch label goes before one in another language."""
    if known.language != "nl" and other.language == "nl":
        known, other = other, known
    same = known.language == other.language
    names = (*known.synonyms, *_new_names(known, other.names if same else ()))
    current = {known.label, *known.names, *other.names} - {*known.historical, *other.historical}
    return replace(
        known,
        synonyms=names,
        isco08=known.isco08 or other.isco08,
        generic=known.generic or other.generic,
        codes=tuple(dict.fromkeys((*known.codes, *other.codes))),
        historical=tuple(
            name
            for name in dict.fromkeys((*known.historical, *other.historical))
            if name in names and name not in current
        ),
    )


def _new_names(known: Concept, names: Iterable[str]) -> tuple[str, ...]:
    """Names that ``known`` has not, whatever their case and accents, each once."""
    seen = {fold(name) for name in known.names}
    found = []
    for name in names:
        folded = fold(name)
        if folded and folded not in seen:
            seen.add(folded)
            found.append(name)
    return tuple(found)


def _relations(sources: Iterable[Source], concepts: dict[str, Concept]) -> _Asked:
    """Subject → target → highest level named."""
    rows: _Asked = defaultdict(dict)
    for source in sources:
        for relation in source.relations:
            for end in (relation.subject, relation.target):
                if end not in concepts:
                    raise TaxonomyError(f"a relation names {end}, which no source defines")
            row = rows[relation.subject]
            row[relation.target] = max(int(relation.level), row.get(relation.target, 0))
    return dict(rows)


def _absorb(sources: Iterable[Source], concepts: dict[str, Concept], own: _Asked) -> dict[str, str]:
    """Rule 3; old IRI → IRI that took its place, those that the sources name included."""
    replaced = {old: new for source in sources for old, new in source.replaced.items()}
    for source in sources:
        if not source.names_only:
            continue
        for mapping in source.mappings:
            listed, target = concepts.get(mapping.subject), concepts.get(mapping.target)
            if mapping.match is Match.EXACT and listed and target and mapping.subject not in own:
                concepts[target.iri] = _joined(target, listed)
                del concepts[mapping.subject]
                replaced[mapping.subject] = target.iri
    return replaced


def _resolved(replaced: dict[str, str], concepts: dict[str, Concept]) -> dict[str, str]:
    """Each old IRI with the concept at the end of its chain; a chain that ends nowhere is left."""
    found = {}
    for old in sorted(replaced):
        new, steps = replaced[old], 0
        while new not in concepts and new in replaced and steps < len(replaced):
            new, steps = replaced[new], steps + 1
        if new in concepts and old not in concepts:
            found[old] = new
    return found


def _mappings(
    sources: Sequence[Source],
    concepts: Sequence[Concept],
    replaced: dict[str, str],
    *,
    crosswalk_free: bool,
) -> tuple[Mapping, ...]:
    """Published mappings, then computed ones between what no publisher maps.

    ``concepts`` have the names of their own sources only: a name that came with a list of names
    would make more of them ambiguous.
    """
    listed = dict.fromkeys(
        replace(
            mapping,
            subject=replaced.get(mapping.subject, mapping.subject),
            target=replaced.get(mapping.target, mapping.target),
        )
        for source in sources
        for mapping in source.mappings
    )
    published = [m for m in listed if m.subject != m.target]
    defined: dict[str, frozenset[str]] = defaultdict(frozenset)
    for source in sources:
        for concept in source.concepts:
            defined[concept.iri] |= {source.name}
    computed = label_matches(concepts, defined) if len(sources) > 1 else []
    known = {(m.subject, m.target) for m in published}
    known |= {(m.target, m.subject) for m in published}
    kept = (m for m in computed if not (crosswalk_free and m.crosswalk))
    return (*published, *(m for m in kept if (m.subject, m.target) not in known))


def _near(mappings: Iterable[Mapping]) -> dict[tuple[str, Match], list[str]]:
    """Both ends of exact and close mappings: (IRI, match) → IRIs at the other end, sorted."""
    found: dict[tuple[str, Match], set[str]] = defaultdict(set)
    for mapping in mappings:
        if mapping.match in _LENT_BY:
            found[mapping.subject, mapping.match].add(mapping.target)
            found[mapping.target, mapping.match].add(mapping.subject)
    return {key: sorted(iris) for key, iris in found.items()}


def _share_names(concepts: dict[str, Concept], mappings: Iterable[Mapping]) -> int:
    """Rule 4, from the names as they were; how many names were added."""
    extra: dict[str, dict[str, None]] = defaultdict(dict)
    isco: dict[str, str] = {}
    for mapping in mappings:
        pair = concepts.get(mapping.subject), concepts.get(mapping.target)
        if mapping.match is not Match.EXACT or not pair[0] or not pair[1]:
            continue
        for mine, other in (pair, pair[::-1]):
            if mine and other and mine.kind is other.kind and mine.language == other.language:
                extra[mine.iri].update(dict.fromkeys(other.names))
                if other.isco08 and not mine.isco08:
                    isco.setdefault(mine.iri, other.isco08)
    added = 0
    for iri, names in extra.items():
        concept = concepts[iri]
        new = _new_names(concept, names)
        added += len(new)
        concepts[iri] = replace(
            concept, synonyms=(*concept.synonyms, *new), isco08=concept.isco08 or isco.get(iri)
        )
    return added


def _borrow(
    concepts: dict[str, Concept], own: _Asked, near: dict[tuple[str, Match], list[str]]
) -> tuple[_Asked, dict[str, tuple[str, ...]]]:
    """Rule 5. Only own relations are lent."""
    relations = dict(own)
    lenders: dict[str, tuple[str, ...]] = {}
    for iri, concept in concepts.items():
        if concept.kind not in _WORK or iri in own:
            continue
        for match in _LENT_BY:
            lent = tuple(one for one in near.get((iri, match), ()) if one in own)
            if lent:
                row: dict[str, int] = {}
                for target, level in (pair for one in lent for pair in own[one].items()):
                    row[target] = max(level, row.get(target, 0))
                relations[iri], lenders[iri] = row, lent
                break
    return relations, lenders


def _riasec(
    sources: Iterable[Source],
    concepts: dict[str, Concept],
    near: dict[tuple[str, Match], list[str]],
) -> dict[str, Riasec]:
    """Rule 6."""
    stated = {key: values for source in sources for key, values in source.riasec.items()}
    found = {}
    for iri, concept in concepts.items():
        if concept.kind in _WORK:
            keys: Iterator[str] = iter(
                (
                    iri,
                    *near.get((iri, Match.EXACT), ()),
                    *near.get((iri, Match.CLOSE), ()),
                    f"isco:{concept.isco08}",
                )
            )
        else:
            keys = iter((iri,))
        values = next((stated[key] for key in keys if key in stated), None)
        if values:
            found[iri] = values
    return found


def _asking(sources: Iterable[Source], concepts: dict[str, Concept]) -> dict[str, tuple[int, int]]:
    """Per target: how many subjects ask it, of how many in the sources that know it.

    A source that has published frequencies and no relations here counts by these.
    """
    asked: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    for source in sources:
        pairs = {(relation.subject, relation.target) for relation in source.relations}
        counts = Counter(target for _, target in pairs)
        size = len({subject for subject, _ in pairs})
        if not pairs:
            counts, size = Counter(source.frequencies), source.population
        for target, count in counts.items():
            if target in concepts:
                asked[target] += count
                possible[target] += max(size, count)
    return {target: (count, possible[target]) for target, count in asked.items()}
