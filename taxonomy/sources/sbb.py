"""SBB: the list of qualifications (crebo), and what each asks of skills and knowledge.

A qualification is known by its crebo. Its level is a fact that is shown; it never scores.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from passend.taxonomy.concepts import Concept, Kind, Level, Relation, Source
from passend.taxonomy.errors import TaxonomyError

from .bundle import Bundle, SourceFile
from .graph import crebo_iri, level_of
from .sparql import parse_json
from .table import Rejects, Row, Table, decoded

__all__ = ["read_sbb"]

LICENCE = "SBB; the crebo list is law text; licence of the norms not found, do not republish"
_CREBO = re.compile(r"^(?:\d{5}|K\d{4})$")
_LEVEL = re.compile(r"^[1-4]$")
_COLUMNS = {
    "crebo": ("crebo", "opleidingscode", "crebocode", "crebonummer"),
    "name": ("kwalificatie", "naam", "norm_label", "opleiding", "kwalificatienaam"),
    "niveau": ("niveau", "mbo-niveau"),
    "leerweg": ("leerweg", "leerwegen"),
    "dossier": ("dossier_crebo", "dossiercode", "crebo dossier"),
    "dossiernaam": ("kwalificatiedossier", "dossiernaam", "dossier"),
    "relation": ("relation", "relatie"),
    "target": ("skill_uri", "uri"),
    "target_label": ("skill_label", "label"),
}
_SHOWN = ("niveau", "leerweg", "dossier", "dossiernaam")
_CATEGORIES = {
    "essentieel": Level.ESSENTIAL,
    "belangrijk": Level.IMPORTANT,
    "enigszins": Level.SOMEWHAT,
}
_COMPETENCE = re.compile(
    r"^https://linkeddata\.competentnl\.nl/id/(humancapability|knowledgearea)/[0-9A-F]{10}$"
)
_KINDS = {"humancapability": Kind.SKILL, "knowledgearea": Kind.KNOWLEDGE}


def read_sbb(paths: Sequence[Path], edition: str = "unknown") -> Source:
    """Read crebo lists (CSV), educational norms (CSV or JSON) and work processes (JSON).

    Parameters
    ----------
    paths : sequence of Path
        Folders, zip archives or files; of two names for one crebo the first is kept.

    Raises
    ------
    TaxonomyError
        If a file is cut off or mostly unreadable, or no crebo has a name.
    """
    bundle = Bundle(paths, (".csv", ".json"))
    reader = _Reader()
    for file in bundle.files:
        if file.name.casefold().endswith(".json"):
            reader.json(file)
        else:
            reader.csv(file)
    return reader.source(edition, bundle.digest)


class _Reader:
    """Collects qualifications over the files."""

    def __init__(self) -> None:
        self.rejects = Rejects()
        self.notes: list[str] = []
        self.labels: dict[str, str] = {}
        self.facts: dict[str, dict[str, str]] = defaultdict(dict)
        self.links: dict[tuple[str, str], Level] = {}
        self.targets: dict[str, str] = {}
        self.processes: dict[str, tuple[str, ...]] = {}

    def csv(self, file: SourceFile) -> None:
        """Read a crebo list of either form, or norms: a row per crebo and competence."""
        header = decoded(file).partition("\n")[0].casefold()
        if not any(name in header for name in _COLUMNS["crebo"]) or "cnl_uri" in header:
            self.notes.append(f"{file.name}: not used")
            return
        table = Table(file, _COLUMNS, ("crebo",), self.rejects)
        if not any(table.has(field) for field in ("name", "niveau", "target")):
            raise TaxonomyError(f"{file.name}: no column kwalificatie, niveau or skill_uri")
        for row in table.rows():
            if not _CREBO.match(row["crebo"]):
                table.reject(row, "crebo", "no crebo of five digits")
            elif row.get("niveau") and not _LEVEL.match(row["niveau"]):
                table.reject(row, "niveau", "no level 1 to 4")
            else:
                self._row(table, row)

    def _row(self, table: Table, row: Row) -> None:
        crebo = row["crebo"]
        if row.get("name"):
            self.labels.setdefault(crebo, row["name"])
        for field in _SHOWN:
            if row.get(field):
                self.facts[crebo].setdefault(field, row[field])
        if table.has("target"):
            level = level_of(row.get("relation")) if table.has("relation") else Level.ESSENTIAL
            if level is None:
                table.reject(row, "relation", "no relation of CompetentNL")
            elif not self._link(crebo, row["target"], row.get("target_label"), level):
                table.reject(row, "target", "no IRI of a skill or knowledge area")

    def _link(self, crebo: str, target: str, label: str, level: Level) -> bool:
        if not _COMPETENCE.match(target):
            return False
        known = self.links.get((crebo, target), level)
        self.links[crebo, target] = max(level, known)
        if label:
            self.targets.setdefault(target, " ".join(label.split()))
        return True

    def json(self, file: SourceFile) -> None:
        """Read norms or work processes: a list of ``{crebo, label, skills[] or kd{}}``."""
        parsed = parse_json(file)
        if not isinstance(parsed, list) or not any(
            isinstance(one, dict) and "crebo" in one for one in parsed
        ):
            self.notes.append(f"{file.name}: not used")
            return
        for number, one in enumerate(parsed, start=1):
            record = one if isinstance(one, dict) else {}
            crebo, label = str(record.get("crebo", "")), record.get("label")
            if not _CREBO.match(crebo):
                self.rejects.add(file.name, number, "crebo", crebo, "no crebo of five digits")
                continue
            if isinstance(label, str) and label.strip():
                self.labels.setdefault(crebo, " ".join(label.split()))
            if _LEVEL.match(str(record.get("niveau", ""))):
                self.facts[crebo].setdefault("niveau", str(record["niveau"]))
            self._competences(file, number, crebo, record.get("skills"))
            if isinstance(record.get("kd"), dict):
                self.processes[crebo] = tuple(str(name) for name in record["kd"].values())
        self.rejects.judge(file.name, len(parsed))

    def _competences(self, file: SourceFile, number: int, crebo: str, listed: object) -> None:
        for one in listed if isinstance(listed, list) else ():
            record = one if isinstance(one, dict) else {}
            level = _CATEGORIES.get(str(record.get("categorie", "essentieel")))
            iri = str(record.get("uri", ""))
            if level is None or not self._link(crebo, iri, str(record.get("label", "")), level):
                self.rejects.add(file.name, number, "skills", str(one), "no competence with level")

    def source(self, edition: str, digest: str) -> Source:
        """What was read, as a source."""
        if not self.labels:
            raise TaxonomyError("SBB: no crebo has a name; a list with kwalificatie is needed")
        nameless = sorted({*self.facts, *(crebo for crebo, _ in self.links)} - set(self.labels))
        if nameless:
            told = ", ".join(nameless[:5])
            self.notes.append(f"{len(nameless)} crebos without a name left out ({told}, …)")
        return Source(
            name="sbb",
            edition=edition,
            licence=LICENCE,
            concepts=tuple(self._concepts()),
            relations=tuple(
                Relation(crebo_iri(crebo), target, level)
                for (crebo, target), level in sorted(self.links.items())
                if crebo in self.labels and target in self.targets
            ),
            attributes={
                crebo_iri(crebo): dict(sorted(facts.items()))
                for crebo, facts in sorted(self.facts.items())
                if crebo in self.labels
            },
            not_shown={
                crebo_iri(crebo): names
                for crebo, names in sorted(self.processes.items())
                if crebo in self.labels
            },
            rejected=tuple(self.rejects.rows),
            digest=digest,
            notes=tuple(self.notes),
        )

    def _concepts(self) -> Iterator[Concept]:
        for crebo, label in sorted(self.labels.items()):
            iri = crebo_iri(crebo)
            yield Concept(iri, Kind.QUALIFICATION, label, codes=(f"crebo:{crebo}",))
        for iri, label in sorted(self.targets.items()):
            found = _COMPETENCE.match(iri)
            if found:
                yield Concept(iri, _KINDS[found[1]], label)
