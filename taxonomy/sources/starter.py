"""The starter taxonomy: TOML files written for this product (``taxonomy/starter/README.md``)."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from passend.taxonomy.concepts import Concept, Kind, Level, Relation, Source
from passend.taxonomy.errors import TaxonomyError

__all__ = ["read_starter"]

_LEVELS = {
    "essential": Level.ESSENTIAL,
    "important": Level.IMPORTANT,
    "optional": Level.SOMEWHAT,
    "somewhat": Level.SOMEWHAT,
}
_GENERIC_WORD = Level.IMPORTANT


def read_starter(folder: Traversable | None = None) -> Source:
    """Read the starter taxonomy.

    Parameters
    ----------
    folder : Traversable or None
        Folder with the TOML files; ``None`` = the one in the package.

    Raises
    ------
    TaxonomyError
        If a file is not TOML, lacks a key, or names a skill or knowledge area that no file defines.
        The message names file and occupation.
    """
    folder = folder or files("passend.taxonomy") / "starter"
    reader = _Reader()
    tables = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
    )
    parsed = [(entry.name, _parse(entry)) for entry in tables]
    for name, table in parsed:
        reader.competences(name, table)
    for name, table in parsed:
        reader.occupations(name, table)
    return Source(
        name="starter",
        edition="1",
        licence="EUPL-1.2; names and identifiers: CompetentNL (UWV), CC BY 4.0",
        concepts=tuple(reader.concepts.values()),
        relations=tuple(reader.relations),
        behaviour_codes={code: tuple(iris) for code, iris in sorted(reader.behaviour.items())},
        sectors=reader.sectors,
    )


def _parse(entry: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(entry.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TaxonomyError(f"{entry.name}: not readable as TOML: {error}") from error


def task_iri(text: str) -> str:
    """IRI of a task: the same text is the same task, whichever occupation names it."""
    return f"urn:passend:task:{hashlib.sha256(text.casefold().encode()).hexdigest()[:12]}"


class _Reader:
    """Collects concepts and relations over the files."""

    def __init__(self) -> None:
        self.concepts: dict[str, Concept] = {}
        self.relations: list[Relation] = []
        self.behaviour: dict[int, list[str]] = {}
        self.sectors: dict[str, str] = {}
        self._by_label: dict[tuple[Kind, str], str] = {}

    def competences(self, file: str, table: dict[str, Any]) -> None:
        """Read ``[[skill]]`` and ``[[knowledge]]``."""
        for kind, key in ((Kind.SKILL, "skill"), (Kind.KNOWLEDGE, "knowledge")):
            for row in table.get(key, ()):
                iri, label = _text(file, row, "iri"), _text(file, row, "label")
                self._add(
                    file,
                    Concept(
                        iri=iri,
                        kind=kind,
                        label=label,
                        synonyms=tuple(row.get("synonyms", ())),
                        generic=bool(row.get("generic", False)),
                    ),
                )
                self._by_label[kind, label] = iri
                for code in row.get("legacy", ()):
                    self.behaviour.setdefault(int(code), []).append(iri)

    def occupations(self, file: str, table: dict[str, Any]) -> None:
        """Read ``[[occupation]]`` with its tasks, words and relations."""
        for row in table.get("occupation", ()):
            slug, label = _text(file, row, "id"), _text(file, row, "label")
            iri = row.get("iri") or f"urn:passend:occupation:{slug}"
            self._add(
                file,
                Concept(
                    iri=iri,
                    kind=Kind.OCCUPATION,
                    label=label,
                    synonyms=tuple(row.get("synonyms", ())),
                    isco08=_text(file, row, "isco08"),
                ),
            )
            self.sectors[iri] = file[:2]
            for target, level in self._targets(file, slug, row):
                self.relations.append(Relation(iri, target, level))

    def _targets(self, file: str, slug: str, row: dict[str, Any]) -> Iterator[tuple[str, Level]]:
        for key, kind in (("skills", Kind.SKILL), ("knowledge", Kind.KNOWLEDGE)):
            for level, labels in row.get(key, {}).items():
                for label in labels:
                    iri = self._by_label.get((kind, label))
                    if iri is None:
                        raise TaxonomyError(f"{file}: {slug}: {key}: no file defines {label!r}")
                    yield iri, _level(file, slug, level)
        for level, tasks in row.get("tasks", {}).items():
            for text in tasks:
                iri = task_iri(text)
                self.concepts.setdefault(iri, Concept(iri, Kind.TASK, text))
                yield iri, _level(file, slug, level)
        for word in row.get("words", ()):
            iri = f"urn:passend:word:{word.casefold()}"
            self.concepts.setdefault(iri, Concept(iri, Kind.WORD, word))
            yield iri, _GENERIC_WORD

    def _add(self, file: str, concept: Concept) -> None:
        if concept.iri in self.concepts:
            raise TaxonomyError(f"{file}: {concept.label}: {concept.iri} is defined twice")
        self.concepts[concept.iri] = concept


def _text(file: str, row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise TaxonomyError(f"{file}: {row.get('id') or row.get('label')}: {key} is missing")
    return value.strip()


def _level(file: str, slug: str, name: str) -> Level:
    try:
        return _LEVELS[name]
    except KeyError:
        raise TaxonomyError(f"{file}: {slug}: unknown level {name!r}") from None
