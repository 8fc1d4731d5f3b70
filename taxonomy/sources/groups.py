"""Classifications of occupations: ISCO-08 groups, and BRC 2014 groups with the ISCO group each is.

``isco:5120`` and ``brc:0111`` are their ids here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from passend.taxonomy.concepts import Group, Source
from passend.taxonomy.errors import TaxonomyError

from .bundle import Bundle, SourceFile
from .sparql import parse_json
from .table import Rejects, Table, decoded

__all__ = ["read_groups"]

LICENCE = "BRC 2014: CBS, CC BY 4.0; ISCO-08 labels: European Commission (ESCO)"
_BRC = {
    "code": ("brc_beroepsgroep", "beroepsgroep", "brc"),
    "label": ("label", "naam"),
    "above": ("beroepsklasse",),
    "above_label": ("beroepsklasse_label",),
    "segment": ("beroepssegment",),
    "isco": ("isco08_primary", "isco08", "isco"),
}
_ISCO = {"code": ("code", "isco08"), "label": ("label_nl", "preferredLabel", "label")}


def read_groups(paths: Sequence[Path], edition: str = "unknown") -> Source:
    """Read tables of BRC 2014 groups (CSV) and of ISCO-08 groups (CSV or JSON).

    Raises
    ------
    TaxonomyError
        If a column is missing, a file is cut off or mostly rejected, or there are no groups.
    """
    bundle = Bundle(paths, (".csv", ".json"))
    rejects = Rejects()
    groups: dict[str, Group] = {}
    notes: list[str] = []
    for file in bundle.files:
        if file.name.casefold().endswith(".json"):
            _isco_json(file, groups, rejects)
        elif "brc" in decoded(file).partition("\n")[0].casefold():
            _brc(file, groups, rejects)
        elif file.stem.startswith("isco"):
            _isco_csv(file, groups, rejects)
        else:
            notes.append(f"{file.name}: not used")
    if not groups:
        raise TaxonomyError("no groups of BRC 2014 or ISCO-08 in these files")
    return Source(
        name="groups",
        edition=edition,
        licence=LICENCE,
        concepts=(),
        relations=(),
        groups=tuple(groups[name] for name in sorted(groups)),
        rejected=tuple(rejects.rows),
        digest=bundle.digest,
        notes=tuple(notes),
    )


def _brc(file: SourceFile, groups: dict[str, Group], rejects: Rejects) -> None:
    table = Table(file, _BRC, ("code", "label", "isco"), rejects)
    for row in table.rows():
        code, isco = row["code"].rjust(4, "0"), row["isco"]
        if not re.fullmatch(r"\d{4}", code) or not row["label"]:
            table.reject(row, "code", "no BRC group of four digits with a label")
        elif isco and not re.fullmatch(r"\d{4}", isco):
            table.reject(row, "isco", "no ISCO-08 unit group")
        else:
            above = f"brc:{code[:2]}"
            groups[f"brc:{code}"] = Group(f"brc:{code}", row["label"], above, isco or None)
            if row.get("above_label"):
                groups.setdefault(above, Group(above, row["above_label"]))


def _isco_csv(file: SourceFile, groups: dict[str, Group], rejects: Rejects) -> None:
    table = Table(file, _ISCO, ("code", "label"), rejects)
    for row in table.rows():
        if not _isco(row["code"], row["label"], groups):
            table.reject(row, "code", "no ISCO-08 code of 1 to 4 digits with a label")


def _isco_json(file: SourceFile, groups: dict[str, Group], rejects: Rejects) -> None:
    parsed = parse_json(file)
    if not isinstance(parsed, list):
        raise TaxonomyError(f"{file.name}: no list of groups")
    for number, one in enumerate(parsed, start=1):
        record = one if isinstance(one, dict) else {}
        code, label = str(record.get("code", "")), str(record.get("label_nl") or "")
        if not _isco(code, label, groups):
            rejects.add(file.name, number, "code", code, "no ISCO-08 code with a label")
    rejects.judge(file.name, len(parsed))


def _isco(code: str, label: str, groups: dict[str, Group]) -> bool:
    if not re.fullmatch(r"\d{1,4}", code) or not label:
        return False
    parent = f"isco:{code[:-1]}" if len(code) > 1 else None
    groups[f"isco:{code}"] = Group(f"isco:{code}", label, parent)
    return True
