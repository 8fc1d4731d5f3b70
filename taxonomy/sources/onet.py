"""Interests (RIASEC) of occupations, from O*NET and tables made of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from passend.taxonomy.concepts import RIASEC, Riasec, Source
from passend.taxonomy.errors import TaxonomyError

from .bundle import Bundle, SourceFile
from .table import Rejects, Row, Table, decoded

__all__ = ["read_onet"]

LICENCE = "O*NET Database by the U.S. Department of Labor (USDOL/ETA), CC BY 4.0"
_LEAST, _MOST = 1.0, 7.0
_ELEMENTS = {
    "Realistic": 0,
    "Investigative": 1,
    "Artistic": 2,
    "Social": 3,
    "Enterprising": 4,
    "Conventional": 5,
}
_LONG = {
    "onet": ("O*NET-SOC Code",),
    "element": ("Element Name",),
    "scale": ("Scale ID",),
    "value": ("Data Value",),
}
_WIDE: dict[str, tuple[str, ...]] = {
    "iri": ("occupationUri", "conceptUri"),
    "isco": ("isco08", "isco"),
    "onet": ("onet_soc", "O*NET-SOC Code"),
    **{letter: (letter,) for letter in RIASEC},
}
_CROSSWALK = {
    "onet": ("onet_code", "O*NET Id", "O*NET-SOC Code"),
    "iri": ("concept_uri", "ESCO or ISCO URI", "conceptUri"),
    "match": ("Type of Match", "confidence"),
}
_WEIGHTS = {"exactmatch": 1.0, "closematch": 0.8, "broadmatch": 0.5, "narrowmatch": 0.5}
_SOC = re.compile(r"^\d\d-\d{4}\.\d\d$")
_ESCO = "http://data.europa.eu/esco/occupation/"


def read_onet(paths: Sequence[Path], edition: str = "unknown") -> Source:
    """Read interests.

    Parameters
    ----------
    paths : sequence of Path
        ``Interests.txt`` of O*NET or a table with columns R I A S E C, by O*NET code, by ISCO-08
        unit group or by IRI of an occupation; and an ESCO–O*NET crosswalk, through which values by
        O*NET code reach ESCO occupations (weighted mean). A value by IRI goes before such a mean.

    Raises
    ------
    TaxonomyError
        If a column is missing, a file is cut off or mostly rejected, or there are no interests.
    """
    bundle = Bundle(paths, (".csv", ".txt"))
    reader = _Reader()
    for file in bundle.files:
        reader.read(file)
    return reader.source(edition, bundle.digest)


class _Reader:
    """Collects interests over the files."""

    def __init__(self) -> None:
        self.rejects = Rejects()
        self.notes: list[str] = []
        self.riasec: dict[str, Riasec] = {}
        self.pairs: list[tuple[str, str, float]] = []

    def read(self, file: SourceFile) -> None:
        """Read one file, known by its columns."""
        header = decoded(file).partition("\n")[0].casefold()
        if "element name" in header:
            self._long(file)
        elif re.search(r"\br\b.+\bi\b.+\ba\b.+\bs\b.+\be\b.+\bc\b", header):
            self._wide(file)
        elif "onet_code" in header or "o*net id" in header:
            self._crosswalk(file)
        else:
            self.notes.append(f"{file.name}: not used")

    def _long(self, file: SourceFile) -> None:
        table = Table(file, _LONG, tuple(_LONG), self.rejects)
        found: dict[str, dict[int, float]] = defaultdict(dict)
        for row in table.rows():
            if row["scale"] != "OI":
                continue
            place, value = _ELEMENTS.get(row["element"]), _value(row["value"])
            if place is None or value is None or not _SOC.match(row["onet"]):
                table.reject(row, "value", "no interest of an O*NET occupation on scale 1..7")
            else:
                found[row["onet"]][place] = value
        for code, values in found.items():
            if len(values) < len(RIASEC):
                self.rejects.add(file.name, 0, "onet", code, "not all six interests")
            else:
                self.riasec[f"onet:{code}"] = _six([values[n] for n in range(len(RIASEC))])

    def _wide(self, file: SourceFile) -> None:
        table = Table(file, _WIDE, tuple(RIASEC), self.rejects)
        if not any(map(table.has, ("iri", "isco", "onet"))):
            raise TaxonomyError(f"{file.name}: no column occupationUri, isco08 or onet_soc")
        for row in table.rows():
            key = _key(row)
            values = [_value(row[letter]) for letter in RIASEC]
            known = [value for value in values if value is not None]
            if key is None:
                table.reject(row, "iri", "no IRI, ISCO-08 unit group or O*NET code")
            elif len(known) < len(values):
                table.reject(row, RIASEC[values.index(None)], "no number 1..7")
            else:
                self.riasec[key] = _six(known)

    def _crosswalk(self, file: SourceFile) -> None:
        table = Table(file, _CROSSWALK, ("onet", "iri"), self.rejects)
        for row in table.rows():
            weight = _weight(row.get("match"))
            if not _SOC.match(row["onet"]) or weight is None:
                table.reject(row, "onet", "no O*NET code, or no known match")
            elif row["iri"].startswith(_ESCO):
                self.pairs.append((row["iri"], f"onet:{row['onet']}", weight))

    def source(self, edition: str, digest: str) -> Source:
        """What was read, as a source."""
        if not self.riasec:
            raise TaxonomyError("O*NET: no interests in these files")
        means = _means(self.pairs, self.riasec)
        return Source(
            name="onet",
            edition=edition,
            licence=LICENCE,
            concepts=(),
            relations=(),
            riasec={**means, **self.riasec},
            rejected=tuple(self.rejects.rows),
            digest=digest,
            notes=tuple(self.notes),
        )


def _means(pairs: list[tuple[str, str, float]], riasec: dict[str, Riasec]) -> dict[str, Riasec]:
    """Weighted mean of the interests that a crosswalk gives each IRI, rounded to 2 decimals."""
    found: dict[str, list[tuple[float, Riasec]]] = defaultdict(list)
    for iri, code, weight in sorted(pairs):
        if code in riasec:
            found[iri].append((weight, riasec[code]))
    return {
        iri: _six(
            [
                round(sum(w * v[n] for w, v in rows) / sum(w for w, _ in rows), 2)
                for n in range(len(RIASEC))
            ]
        )
        for iri, rows in found.items()
    }


def _key(row: Row) -> str | None:
    if row.get("iri"):
        return row["iri"] if row["iri"].startswith(("http", "urn:")) else None
    if row.get("isco"):
        return f"isco:{row['isco']}" if re.fullmatch(r"\d{4}", row["isco"]) else None
    return f"onet:{row['onet']}" if _SOC.match(row.get("onet")) else None


def _value(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if _LEAST <= value <= _MOST else None


def _weight(text: str) -> float | None:
    """Weight of a pair: by the kind of match, or a confidence above 0; 1 when not stated."""
    if not text:
        return 1.0
    named = _WEIGHTS.get(text.casefold().replace(" ", "").rpartition(":")[2])
    if named is not None:
        return named
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if value > 0 else None


def _six(values: Sequence[float]) -> Riasec:
    r, i, a, s, e, c = values
    return r, i, a, s, e, c
