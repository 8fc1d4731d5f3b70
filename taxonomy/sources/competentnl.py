"""CompetentNL from files: lists of labels (CSV, JSON), SPARQL results (JSON), Turtle, N-Triples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from passend.taxonomy.concepts import Source
from passend.taxonomy.errors import TaxonomyError

from .bundle import Bundle, SourceFile
from .graph import GraphReader
from .sparql import parse_json, read_bindings, read_turtle
from .table import Table, decoded, split_names

__all__ = ["read_competentnl"]

_LABELS = {
    "iri": ("occupation_uri", "uri", "iri", "concept", "skill_uri"),
    "text": ("label", "name"),
    "type": ("label_type", "labeltype"),
    "language": ("language", "lang", "taal"),
    "status": ("status", "content_status"),
}
_OTHER_SOURCES = (
    "crebo",
    "boc_code",
    "boc_ref_code",
    "esco_uri",
    "onet_soc",
    "isco08",
    "isco_code",
)
_HOST = "https://linkeddata.competentnl.nl/"


def read_competentnl(paths: Sequence[Path], edition: str = "1.0.0") -> Source:
    """Read CompetentNL from files.

    Parameters
    ----------
    paths : sequence of Path
        Folders, zip archives or files. Files of other sources in a folder are left alone, noted.

    Raises
    ------
    TaxonomyError
        If a file is cut off or mostly unreadable, or nothing has a label.
    """
    bundle = Bundle(paths, (".csv", ".json", ".srj", ".ttl", ".nt"))
    reader = GraphReader()
    for file in bundle.files:
        suffix = file.name.casefold().rpartition(".")[2]
        if suffix in ("ttl", "nt"):
            read_turtle(file, reader)
        elif suffix == "csv":
            _csv(file, reader)
        else:
            _json(file, reader)
    return reader.source(edition, bundle.digest)


def _csv(file: SourceFile, reader: GraphReader) -> None:
    header = decoded(file).partition("\n")[0].casefold()
    if any(name in header for name in _OTHER_SOURCES) or "label" not in header:
        reader.notes.append(f"{file.name}: not used")
        return
    table = Table(file, _LABELS, ("iri", "text", "type"), reader.rejects)
    for row in table.rows():
        kind = row["type"].casefold().rpartition(":")[2]
        if kind not in ("preflabel", "altlabel", "specialization"):
            table.reject(row, "type", "neither prefLabel nor altLabel")
        elif not row["iri"].startswith(_HOST):
            table.reject(row, "iri", "no IRI of CompetentNL")
        elif not row["text"]:
            table.reject(row, "text", "empty")
        else:
            _name(reader, row["iri"], row["text"], kind, row.get("language"), row.get("status"))


def _name(reader: GraphReader, iri: str, text: str, kind: str, language: str, status: str) -> None:
    """One label; a label with a status is a node, as in the graph."""
    predicate = "prefLabel" if kind == "preflabel" else "altLabel"
    if not status:
        reader.add(iri, predicate, text, language)
        return
    node = f"{iri}#{predicate}/{text}"
    reader.add(iri, predicate, node, literal=False)
    reader.add(node, "literalForm", text, language)
    reader.add(node, "hasContentStatus", status, literal=False)


def _json(file: SourceFile, reader: GraphReader) -> None:
    parsed = parse_json(file)
    if isinstance(parsed, dict) and "results" in parsed:
        read_bindings(file, parsed, reader)
        return
    if not isinstance(parsed, list) or not parsed:
        raise TaxonomyError(f"{file.name}: neither a list of concepts nor a SPARQL result")
    if not any(isinstance(one, dict) and str(one.get("uri")).startswith(_HOST) for one in parsed):
        reader.notes.append(f"{file.name}: not used")
        return
    for number, one in enumerate(parsed, start=1):
        _record(file, number, one, reader)
    reader.rejects.judge(file.name, len(parsed))


def _record(file: SourceFile, number: int, one: object, reader: GraphReader) -> None:
    """``{uri, prefLabel, altLabels[]}``; ``occupationCount`` and ``idf`` give the frequency."""
    record = one if isinstance(one, dict) else {}
    iri, label = record.get("uri"), record.get("prefLabel") or record.get("label")
    if not isinstance(iri, str) or not isinstance(label, str) or not label.strip():
        field = "prefLabel" if isinstance(iri, str) else "uri"
        reader.rejects.add(file.name, number, field, str(one), "no text")
        return
    reader.add(iri, "prefLabel", label)
    names = record.get("altLabels") or ()
    if isinstance(record.get("altLabel"), str):
        names = (*names, *split_names(record["altLabel"], r",\s"))
    for name in names:
        reader.add(iri, "altLabel", str(name))
    count, idf = record.get("occupationCount"), record.get("idf")
    if isinstance(count, int) and isinstance(idf, float) and count > 0:
        reader.frequencies[iri] = count
        reader.population = max(reader.population, round(count * math.exp(idf)))
