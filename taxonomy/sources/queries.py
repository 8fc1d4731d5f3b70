"""The queries that fetch CompetentNL: one per property, each with ``?s`` and ``?o``, paged."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["REST_QUERIES", "Query", "sparql_queries"]

_PREFIXES = {
    "cnlo": "https://linkeddata.competentnl.nl/def/competentnl#",
    "cnluwvo": "https://linkeddata.competentnl.nl/uwv/def/competentnl_uwv#",
    "ksmo": "https://data.s-bb.nl/ksm/ont/ksmo#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_HEAD = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in _PREFIXES.items())
_CLASSES = ("Occupation", "HumanCapability", "KnowledgeArea", "EducationalNorm")
_LEVELS = ("Essential", "Important", "Somewhat")
_UWV_LEVELS = ("Essential", "Important", "SomewhatRelevant")
_MATCHES = ("exact", "close", "broad", "narrow")

REST_QUERIES = ("occupations-label-01?searchTerm=", "skills-label-08?searchTerm=")
"""Canned queries that give labels, as public clients name them; not officially documented."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query: its name, the property its results are triples of, and the pattern."""

    name: str
    predicate: str
    pattern: str

    def page(self, size: int, offset: int) -> str:
        """SPARQL text of one page; the order makes pages that neither overlap nor skip."""
        return (
            f"{_HEAD}\nSELECT DISTINCT ?s ?o WHERE {{ {self.pattern} }}\n"
            f"ORDER BY ?s ?o LIMIT {size} OFFSET {offset}"
        )


def sparql_queries() -> tuple[Query, ...]:
    """All queries: classes, labels and statuses first, then one per relation, in both spellings."""
    return (*_names(), *_relations(), *_more())


def _names() -> tuple[Query, ...]:
    typed = tuple(
        _query(f"class {name}", "rdf:type", f"?s a cnlo:{name} . BIND(cnlo:{name} AS ?o)")
        for name in _CLASSES
    )
    tasks = _query(
        "class OccupationTask",
        "rdf:type",
        "?s a cnluwvo:OccupationTask . BIND(cnluwvo:OccupationTask AS ?o)",
    )
    properties = (
        "skos:prefLabel",
        "skos:altLabel",
        "skosxl:prefLabel",
        "skosxl:altLabel",
        "cnluwvo:specialization",
        "skosxl:literalForm",
        "cnluwvo:hasContentStatus",
    )
    return (*typed, tasks, *(_query(name, name) for name in properties))


def _relations() -> tuple[Query, ...]:
    names = (
        *(f"cnlo:requiresHAT{level}" for level in _LEVELS),
        *(f"cnluwvo:requiresCNLHumanCapability_{level}" for level in _UWV_LEVELS),
        *(f"cnluwvo:requiresCNLKnowledgeArea_{level}" for level in _UWV_LEVELS),
        *(f"cnlo:prescribesHAT{level}" for level in _LEVELS),
        "cnluwvo:isCharacterizedByOccupationTask_Essential",
        "cnluwvo:isCharacterizedByOccupationTask_Optional",
    )
    return tuple(_query(name, name) for name in names)


def _more() -> tuple[Query, ...]:
    names = (
        "cnlo:hasRIASEC",
        "skos:broader",
        "ksmo:opleidingscode",
        "ksmo:keuzedeelcode",
        "cnluwvo:bcle_id",
        "cnluwvo:isRegulatedProfession",
        *(f"cnlo:{match}MatchESCO" for match in _MATCHES),
        *(f"cnluwvo:{match}MatchTaxonomyItemESCOBeroep" for match in _MATCHES),
        *(f"cnluwvo:{match}MatchTaxonomyItemONETBeroep" for match in _MATCHES),
    )
    return tuple(_query(name, name) for name in names)


def _query(name: str, predicate: str, pattern: str | None = None) -> Query:
    prefix, _, local = predicate.partition(":")
    return Query(name, f"{_PREFIXES[prefix]}{local}", pattern or f"?s {predicate} ?o .")
