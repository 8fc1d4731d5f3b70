"""ESCO: the official CSV files of any language (v1.1 to 1.2), and two rebuilt forms of them.

Files are known by their columns and by the start of their names. Labels come from the files of the
language asked for; a concept without one there gets its English label, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from passend.taxonomy.concepts import Concept, Group, Kind, Level, Relation, Source
from passend.taxonomy.errors import TaxonomyError

from .bundle import Bundle, SourceFile
from .table import Rejects, Row, Table, split_names

__all__ = ["read_esco"]

LICENCE = "reuse under Decision 2011/833/EU; ESCO classification of the European Commission"
_LEVELS = {"essential": Level.ESSENTIAL, "optional": Level.SOMEWHAT}
_OCCUPATION = re.compile(r"^https?://data\.europa\.eu/esco/occupation/\S+$")
_SKILL = re.compile(r"^https?://data\.europa\.eu/esco/skill/\S+$")
_ISCO = re.compile(r"^C?(\d{1,4})$")
_LANGUAGE = re.compile(r"_([a-z]{2})$")
_CONCEPT = {
    "uri": ("conceptUri", "concept uri"),
    "label": ("preferredLabel", "preferred label"),
    "alt": ("altLabels", "alt labels"),
    "hidden": ("hiddenLabels",),
    "status": ("status",),
    "isco": ("iscoGroup", "isco group"),
    "code": ("code",),
    "regulated": ("regulatedProfessionNote",),
    "type": ("skillType", "skill type"),
    "reuse": ("reuseLevel", "reuse level"),
}
_MERGED = {
    "uri": ("skillUri",),
    "type": ("type",),
    "reuse": ("reuseLevel",),
    "label_nl": ("label_nl",),
    "alt_nl": ("altLabels_nl",),
    "label_en": ("label_en",),
    "alt_en": ("altLabels_en",),
}
_RELATION = {
    "subject": ("occupationUri", "occupation uri"),
    "type": ("relationType", "relation type"),
    "target": ("skillUri", "skill uri"),
}
_BROADER = {"child": ("conceptUri",), "parent": ("broaderUri",)}
_ONLY_RELEASED = ("", "released", "published")


@dataclass(slots=True)
class _Draft:
    """What is known so far of one concept."""

    kind: Kind
    labels: dict[str, str] = field(default_factory=dict)
    synonyms: dict[str, dict[str, None]] = field(default_factory=dict)
    isco08: str | None = None
    code: str | None = None
    generic: bool = False

    def name(self, language: str, label: str, synonyms: Sequence[str]) -> None:
        if label:
            self.labels.setdefault(language, label)
        self.synonyms.setdefault(language, {}).update(dict.fromkeys(synonyms))


def read_esco(paths: Sequence[Path], language: str = "nl", edition: str = "1.2") -> Source:
    """Read ESCO.

    Parameters
    ----------
    paths : sequence of Path
        Folders, zip archives or files; of two files of one kind and language the first names a
        concept, and the relations of both are joined.
    language : str
        Two letters; the language of the labels. English stands in where it has none.
    edition : str
        Recorded with the source.

    Raises
    ------
    TaxonomyError
        If a file lacks a column, is cut off or mostly rejected, or there are no occupations.
    """
    bundle = Bundle(paths, (".csv",))
    reader = _Reader(language)
    waiting = [file for file in bundle.files if not reader.concepts(file)]
    reader.relations(waiting)
    return reader.source(edition, bundle.digest)


class _Reader:
    """Collects concepts, then relations, over the files."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.rejects = Rejects()
        self.drafts: dict[str, _Draft] = {}
        self.groups: dict[str, Group] = {}
        self.links: dict[tuple[str, str], Level] = {}
        self.broader: dict[tuple[str, str], None] = {}
        self.regulated: set[str] = set()
        self.notes: list[str] = []

    def concepts(self, file: SourceFile) -> bool:
        """Read a file of concepts or groups; whether it was one."""
        stem = file.stem
        spoken = _LANGUAGE.search(stem)
        language = spoken[1] if spoken else self.language
        if "merged" in stem:
            self._merged(file)
        elif stem.startswith(("iscogroups", "skillgroups")):
            self._groups(file, language)
        elif re.match(r"occupations(_|$)", stem):
            self._concepts(file, Kind.OCCUPATION, language)
        elif re.match(r"skills(_|$)", stem) or "skillscollection" in stem:
            self._concepts(file, Kind.SKILL, language)
        else:
            return False
        return True

    def relations(self, files: list[SourceFile]) -> None:
        """Read the files of relations; others are skipped and noted."""
        for file in files:
            stem = file.stem.replace("_", "")
            if stem.startswith("occupationskillrelation"):
                self._relations(file)
            elif stem.startswith("broaderrelation"):
                self._broader(file)
            else:
                self.notes.append(f"{file.name}: not used")

    def _concepts(self, file: SourceFile, kind: Kind, language: str) -> None:
        required = ("uri", "label", "isco") if kind is Kind.OCCUPATION else ("uri", "label")
        table = Table(file, _CONCEPT, required, self.rejects)
        pattern = _OCCUPATION if kind is Kind.OCCUPATION else _SKILL
        seen: dict[str, Row] = {}
        for row in table.rows():
            iri = row["uri"]
            if not pattern.match(iri):
                table.reject(row, "uri", f"no IRI of an ESCO {kind.value}")
            elif row.get("status").casefold() not in _ONLY_RELEASED:
                table.reject(row, "status", "not released")
            elif not row["label"] and kind is Kind.OCCUPATION:
                table.reject(row, "label", "no label")
            elif iri in seen:
                table.reject(row, "uri", f"stands in line {seen[iri].line} too")
            else:
                seen[iri] = row
                self._concept(iri, kind, language, row)

    def _concept(self, iri: str, kind: Kind, language: str, row: Row) -> None:
        if kind is Kind.SKILL and row.get("type").casefold() == "knowledge":
            kind = Kind.KNOWLEDGE
        draft = self.drafts.setdefault(iri, _Draft(kind))
        names = (*split_names(row.get("alt")), *split_names(row.get("hidden")))
        draft.name(language, row["label"], names)
        isco = _ISCO.match(row.get("isco"))
        draft.isco08 = draft.isco08 or (isco[1] if isco and len(isco[1]) == 4 else None)
        draft.code = draft.code or row.get("code") or None
        draft.generic |= row.get("reuse") == "transversal"
        if row.get("regulated").rpartition("/")[2] == "regulated":
            self.regulated.add(iri)

    def _merged(self, file: SourceFile) -> None:
        table = Table(file, _MERGED, ("uri", "label_en"), self.rejects)
        for row in table.rows():
            if not _SKILL.match(row["uri"]):
                table.reject(row, "uri", "no IRI of an ESCO skill")
            elif not row["label_en"] and not row.get("label_nl"):
                table.reject(row, "label_en", "no label in any language")
            else:
                knowledge = row.get("type").casefold() == "knowledge"
                draft = self.drafts.setdefault(
                    row["uri"], _Draft(Kind.KNOWLEDGE if knowledge else Kind.SKILL)
                )
                for language in ("nl", "en"):
                    names = split_names(row.get(f"alt_{language}"))
                    draft.name(language, row.get(f"label_{language}"), names)
                draft.generic |= row.get("reuse") == "transversal"

    def _groups(self, file: SourceFile, language: str) -> None:
        isco = file.stem.startswith("iscogroups")
        table = Table(file, _CONCEPT, ("uri", "label", "code"), self.rejects)
        for row in table.rows():
            code = _ISCO.match(row["code"])
            if isco and not code:
                table.reject(row, "code", "no ISCO-08 code of 1 to 4 digits")
            elif row["label"]:
                name = f"isco:{code[1]}" if isco and code else row["uri"]
                parent = f"isco:{code[1][:-1]}" if isco and code and len(code[1]) > 1 else None
                if language == self.language or name not in self.groups:
                    self.groups[name] = Group(name, row["label"], parent)

    def _relations(self, file: SourceFile) -> None:
        table = Table(file, _RELATION, ("subject", "type", "target"), self.rejects)
        for row in table.rows():
            level = _LEVELS.get(row["type"].casefold())
            if level is None:
                table.reject(row, "type", "neither essential nor optional")
            elif row["subject"] not in self.drafts:
                table.reject(row, "subject", "no file defines this occupation")
            elif row["target"] not in self.drafts:
                table.reject(row, "target", "no file defines this skill")
            else:
                key = row["subject"], row["target"]
                self.links[key] = max(level, self.links.get(key, level))

    def _broader(self, file: SourceFile) -> None:
        table = Table(file, _BROADER, ("child", "parent"), self.rejects)
        for row in table.rows():
            child, parent = _grouped(row["child"]), _grouped(row["parent"])
            if not child or not parent:
                table.reject(row, "child" if not child else "parent", "empty")
            elif not child.startswith("isco:"):
                self.broader[child, parent] = None

    def source(self, edition: str, digest: str) -> Source:
        """What was read, as a source."""
        concepts = tuple(self._finished())
        known = {concept.iri for concept in concepts}
        if not any(concept.kind is Kind.OCCUPATION for concept in concepts):
            raise TaxonomyError("ESCO: no occupations; a file occupations_*.csv is needed")
        named = known | set(self.groups)
        return Source(
            name="esco",
            edition=edition,
            licence=LICENCE,
            concepts=concepts,
            relations=tuple(
                Relation(subject, target, level)
                for (subject, target), level in self.links.items()
                if subject in known and target in known
            ),
            broader=tuple(pair for pair in self.broader if named.issuperset(pair)),
            groups=tuple(self.groups.values()),
            regulated=frozenset(self.regulated & known),
            rejected=tuple(self.rejects.rows),
            digest=digest,
            language_fallbacks=sum(concept.language != self.language for concept in concepts),
            notes=tuple(self.notes),
        )

    def _finished(self) -> Iterator[Concept]:
        for iri, draft in self.drafts.items():
            spoken = [one for one in (self.language, "en", *draft.labels) if one in draft.labels]
            if not spoken:
                continue
            label = draft.labels[spoken[0]]
            names = dict(draft.synonyms.get(spoken[0], {}))
            names.pop(label, None)
            yield Concept(
                iri,
                draft.kind,
                label,
                tuple(names),
                draft.isco08,
                draft.generic,
                (f"esco:{draft.code}",) if draft.code else (),
                spoken[0],
            )


def _grouped(iri: str) -> str:
    """Id of an ISCO group, of which ESCO has IRIs of its own; any other IRI as it is."""
    found = re.fullmatch(r"https?://data\.europa\.eu/esco/isco/C(\d{1,4})", iri)
    return f"isco:{found[1]}" if found else iri
