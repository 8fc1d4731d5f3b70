"""SPARQL 1.1 JSON results, Turtle and N-Triples to triples of CompetentNL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from passend.taxonomy.errors import TaxonomyError

from .bundle import SourceFile
from .graph import GraphReader, level_of
from .table import decoded

__all__ = ["bindings_of", "parse_json", "read_bindings", "read_turtle"]

_SUBJECTS = ("subject", "s", "occ", "occupation", "norm", "en", "concept", "uri", "iri")
_OBJECTS = ("object", "o", "target", "skill", "knowledge", "knowledgeArea", "task", "value")
_PREDICATES = ("predicate", "p", "rel", "relation", "property")
_LABELS = {"prefLabel": "prefLabel", "label": "prefLabel", "altLabel": "altLabel"}

Binding = Mapping[str, Mapping[str, str]]


def parse_json(file: SourceFile) -> Any:  # noqa: ANN401 - any JSON value
    """JSON value of a file.

    Raises
    ------
    TaxonomyError
        If it is not JSON or cut off; the message has the line.
    """
    try:
        return json.loads(decoded(file))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise TaxonomyError(f"{file.name}, line {line}: no JSON, or cut off ({error})") from error


def bindings_of(parsed: object, name: str) -> list[Binding]:
    """Bindings of a SPARQL 1.1 JSON result.

    Raises
    ------
    TaxonomyError
        If the value has another form.
    """
    results = parsed.get("results") if isinstance(parsed, dict) else None
    rows = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(rows, list) or not all(
        isinstance(row, dict)
        and all(isinstance(one, dict) and isinstance(one.get("value"), str) for one in row.values())
        for row in rows
    ):
        raise TaxonomyError(f"{name}: no SPARQL 1.1 JSON result with results.bindings")
    return rows


def read_bindings(file: SourceFile, parsed: object, reader: GraphReader) -> None:
    """Feed a result file to ``reader``.

    The variables tell what a row is: ``?s ?p ?o``; a concept with ``?prefLabel`` or ``?altLabel``;
    or an occupation with ``?skill`` or ``?knowledge``, where the property stands in ``?rel`` or is
    the name of the file (``requiresHATEssential.json``).

    Raises
    ------
    TaxonomyError
        If it is no such result, or nobody says what the relation is.
    """
    relation = file.name.rpartition(".")[0]
    for number, row in enumerate(bindings_of(parsed, file.name), start=1):
        if not _read_row(row, relation, reader):
            told = " ".join(row)
            if _first(row, _SUBJECTS) and _first(row, _OBJECTS):
                raise TaxonomyError(
                    f"{file.name}: result {number} ({told}) does not say the relation; add ?rel, "
                    "or name the file after the property, such as requiresHATEssential.json"
                )
            reader.rejects.add(file.name, number, "binding", told, "nothing here names a concept")
    reader.rejects.judge(file.name, max(1, len(bindings_of(parsed, file.name))))


def _read_row(row: Binding, relation: str, reader: GraphReader) -> bool:
    subject, target = _first(row, _SUBJECTS), _first(row, _OBJECTS)
    predicate = _first(row, _PREDICATES)
    used = False
    for name in (subject, target):
        if name and (label := row.get(f"{name}Label")):
            reader.add(row[name]["value"], "prefLabel", label["value"], _tag(label))
            used = True
    main = subject or target
    for name, kept in _LABELS.items():
        if main and (label := row.get(name)):
            reader.add(row[main]["value"], kept, label["value"], _tag(label))
            used = True
    if subject and target:
        stated = row[predicate]["value"] if predicate else relation
        if not predicate and level_of(relation) is None:
            return False
        value = row[target]
        literal = value.get("type") in ("literal", "typed-literal")
        reader.add(row[subject]["value"], stated, value["value"], _tag(value), literal=literal)
        return True
    return used


def _first(row: Binding, names: Sequence[str]) -> str | None:
    return next((name for name in names if name in row), None)


def _tag(value: Mapping[str, str]) -> str:
    return (value.get("xml:lang") or "").partition("-")[0].casefold()


def read_turtle(file: SourceFile, reader: GraphReader) -> None:
    """Feed a Turtle or N-Triples file (``.nt``) to ``reader``; rdflib, extra ``import``, parses it.

    Raises
    ------
    TaxonomyError
        If it cannot be parsed or is cut off, or the extra is not installed.
    """
    try:
        from rdflib import Graph, Literal
    except ImportError as error:
        raise TaxonomyError(
            f"{file.name}: reading Turtle needs rdflib: pip install 'passend[import]'"
        ) from error
    graph = Graph()
    form = "nt" if file.name.casefold().endswith(".nt") else "turtle"
    try:
        graph.parse(data=decoded(file), format=form)
    except Exception as error:
        # rdflib raises what its parsers raise: BadSyntax, ParserError, ValueError, IndexError.
        told = " ".join(str(error).split())[:200]
        raise TaxonomyError(f"{file.name}: no {form}, or cut off ({told})") from error
    for subject, predicate, value in graph:
        literal = isinstance(value, Literal)
        tag = (value.language or "").partition("-")[0] if isinstance(value, Literal) else ""
        reader.add(str(subject), str(predicate), str(value), tag, literal=literal)
