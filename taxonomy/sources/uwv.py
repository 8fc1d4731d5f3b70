"""UWV occupation names (BO&C list): names in daily use, under their reference occupation.

A reference occupation with the label of a CompetentNL occupation is that occupation: a computed
mapping, since no publisher gives one. The list also is the answer key of linking benchmarks, so the
whole source is a crosswalk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from passend.taxonomy.concepts import Concept, Kind, Mapping, Match, Source
from passend.taxonomy.normalise import fold

from .bundle import Bundle
from .table import Rejects, Table

__all__ = ["read_uwv"]

LICENCE = "UWV, occupation list BO&C; no licence stated, name UWV"
_COLUMNS = {
    "code": ("UWV beroep code", "boc_code", "beroepcode", "code"),
    "name": ("Omschrijving", "boc_name", "naam"),
    "parent": ("Code Bovenliggend Referentie Beroep", "boc_ref_code"),
    "parent_name": ("Omschrijving Bovenliggend Referentie Beroep", "cnl_label"),
}
_NONE = ("", "n.v.t", "n.v.t.", "nvt", "-")


def read_uwv(
    paths: Sequence[Path], occupations: Iterable[Concept] = (), edition: str = "24.1"
) -> Source:
    """Read the list.

    Parameters
    ----------
    paths : sequence of Path
        CSV files, or folders or archives with them.
    occupations : iterable of Concept
        Concepts of CompetentNL, to map reference occupations to by equal preferred labels. A label
        that two of them share maps to neither.

    Raises
    ------
    TaxonomyError
        If a column is missing, or a file is cut off or mostly rejected.
    """
    bundle = Bundle(paths, (".csv",))
    rejects = Rejects()
    names: dict[str, dict[str, str]] = defaultdict(dict)
    labels: dict[str, str] = {}
    for file in bundle.files:
        table = Table(file, _COLUMNS, ("code", "name", "parent", "parent_name"), rejects)
        for row in table.rows():
            parent = row["parent"]
            refers = parent.casefold() not in _NONE
            if not row["code"].isdigit() or (refers and not parent.isdigit()):
                table.reject(row, "parent" if refers else "code", "no code of digits")
            elif not row["name"]:
                table.reject(row, "name", "empty")
            elif refers:
                labels.setdefault(parent, row["parent_name"])
                names[parent][row["code"]] = row["name"]
            else:
                labels[row["code"]] = row["name"]
    concepts = tuple(_concept(code, labels[code], names[code]) for code in sorted(labels))
    by_label = _unique(occupations)
    return Source(
        name="uwv",
        edition=edition,
        licence=LICENCE,
        concepts=concepts,
        relations=(),
        mappings=tuple(
            Mapping(c.iri, iri, Match.EXACT, crosswalk=True, computed=True)
            for c in concepts
            if (iri := by_label.get(fold(c.label)))
        ),
        rejected=tuple(rejects.rows),
        digest=bundle.digest,
        names_only=True,
        crosswalk=True,
    )


def _concept(code: str, label: str, names: dict[str, str]) -> Concept:
    synonyms = dict.fromkeys(names.values())
    synonyms.pop(label, None)
    codes = tuple(f"boc:{one}" for one in sorted({code, *names}))
    iri = f"urn:passend:boc:{code}"
    return Concept(iri, Kind.OCCUPATION, label, tuple(sorted(synonyms)), codes=codes)


def _unique(occupations: Iterable[Concept]) -> dict[str, str]:
    """Folded preferred label → IRI, of labels that one occupation has."""
    found: dict[str, set[str]] = defaultdict(set)
    for concept in occupations:
        if concept.kind is Kind.OCCUPATION:
            found[fold(concept.label)].add(concept.iri)
    return {label: min(iris) for label, iris in found.items() if len(iris) == 1}
