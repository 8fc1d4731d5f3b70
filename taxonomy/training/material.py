"""What is learned from: names of compiled taxonomies, tables of names, and plain texts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.errors import TaxonomyError

__all__ = ["Material", "gather"]


@dataclass(frozen=True, slots=True)
class Material:
    """Names and texts with where they come from.

    Parameters
    ----------
    groups : tuple of tuple of str
        Names per concept, the label first.
    texts : tuple of (int or None, str)
        Position of the concept that a text is about, such as a description or a name in another
        language; ``None`` = of no concept in particular, for the teacher only.
    sources : tuple of str
        One line each.
    """

    groups: tuple[tuple[str, ...], ...]
    texts: tuple[tuple[int | None, str], ...]
    sources: tuple[str, ...]


def gather(
    taxonomies: Sequence[Taxonomy] = (),
    names: Sequence[Path] = (),
    texts: Sequence[Path] = (),
) -> Material:
    """Put material together; names of one concept (one IRI) come together.

    Parameters
    ----------
    taxonomies : sequence of Taxonomy
        All names of all concepts, and labels of groups.
    names : sequence of Path
        Tables, tab-separated: IRI of a concept, name.
    texts : sequence of Path
        One text per line, or tab-separated: IRI of the concept that it is about, text. A concept
        without a name leaves it a plain text.

    Raises
    ------
    TaxonomyError
        If a file cannot be read, or a line of a table has not two columns.
    """
    groups: dict[str, dict[str, None]] = {}
    sources: dict[str, None] = {}
    for taxonomy in taxonomies:
        for concept in taxonomy.concepts:
            groups.setdefault(concept.iri, {}).update(dict.fromkeys(concept.names))
        for group in taxonomy.groups.values():
            groups.setdefault(group.id, {}).setdefault(group.label)
        sources.update(dict.fromkeys(_stated(taxonomy)))
    for path in names:
        for iri, name in _table(path):
            groups.setdefault(iri, {}).setdefault(name)
    places = {iri: place for place, iri in enumerate(groups)}
    read: dict[tuple[int | None, str], None] = {}
    for path in texts:
        for line in _lines(path):
            iri, tab, text = line.partition("\t")
            read[(places.get(iri), text) if tab else (None, line)] = None
    for path in (*names, *texts):
        sources[f"{path.name} (sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:12]})"] = None
    return Material(tuple(map(tuple, groups.values())), tuple(read), tuple(sources))


def _stated(taxonomy: Taxonomy) -> list[str]:
    told = taxonomy.manifest.get("sources", [])
    return [
        f"{source['name']} {str(source['edition'])[:16]} ({source['licence']})"
        for source in (told if isinstance(told, list) else [])
    ]


def _table(path: Path) -> list[tuple[str, str]]:
    found = []
    for number, line in enumerate(_lines(path), start=1):
        columns = line.split("\t")
        if len(columns) != 2 or not all(columns):
            raise TaxonomyError(f"{path.name}, line {number}: not two columns (IRI, name)")
        found.append((columns[0], columns[1]))
    return found


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TaxonomyError(f"{path}: cannot be read ({error})") from error
    return [line for line in text.splitlines() if line.strip()]
