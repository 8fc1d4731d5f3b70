"""Whether what occupations ask tells them apart, and what each ingredient of it adds."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt

from passend.evaluation.context import Context
from passend.evaluation.errors import DataError
from passend.evaluation.results import Sheet
from passend.evaluation.significance import bootstrap_interval
from passend.evaluation.specs import SpecError
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.concepts import Kind
from passend.taxonomy.cover import affinity
from passend.taxonomy.linker import Linker

__all__ = ["distinctions"]

Floats = npt.NDArray[np.float64]

ALIKE = 0.5
_SKILL = "https://linkeddata.competentnl.nl/id/humancapability/"
_KINDS = {
    "skills": Kind.SKILL,
    "knowledge": Kind.KNOWLEDGE,
    "tasks": Kind.TASK,
    "work words": Kind.WORD,
}
_COLUMNS = (
    "what is asked", "of", "median pair", "median nearest", "nearest .5 or more", "identical",
    "MRR", "top 3", "less than all", "low", "high",
)  # fmt: skip
_NOTE = f"""Alike: weighted Jaccard (sum of minima over sum of maxima) of what two {{kind}} ask.
nearest: the most alike other one; nearest {ALIKE} or more: share of {{kind}} with another at least
so alike; identical: share with an equal profile elsewhere. MRR and top 3: {{duties}} duties of
{{found}} occupations each find their occupation among all {{size}} by what it asks alone, never by
its name: the sum, over what it asks, of weight times closeness to the duty (a name that stands in
it, or near by vector), over the length of the row of weights; mean over occupations, ties at their
mean rank. less than all: MRR below that of all, weighted, paired, with a 95 % bootstrap interval
over occupations. present: 1 when asked; level: 1 to 3; weighted: level times idf, as compiled.
sampled: as many profiles of the 112 skills as there are {{kind}}, each skill drawn at its published
frequency, apart from the others; real profiles hang together and are more alike than that."""


def distinctions(
    context: Context,
    kind: str = "occupation",
    duties: str = "",
    frequencies: str = "",
) -> Sheet:
    """How alike occupations are by the 112 skills and by all they ask; what each ingredient adds.

    Parameters
    ----------
    kind : str
        ``occupation`` or ``qualification``.
    duties : str
        Folder with ``duties*.toml``: occupation of the starter taxonomy → its duties; empty = none.
    frequencies : str
        CompetentNL's list of document frequencies as JSON (``idf-weights.json``); empty = none.

    Raises
    ------
    SpecError
        If the kind is neither, or nothing of it asks anything.
    DataError
        If duties or frequencies cannot be read.
    """
    if kind not in (Kind.OCCUPATION, Kind.QUALIFICATION):
        raise SpecError(f"distinctions: kind is {kind!r}, not 'occupation' or 'qualification'")
    work = _Work.of(context.coder.taxonomy, Kind(kind))
    alike = {name: _alike(matrix) for name, matrix in work.profiles().items()}
    if frequencies:
        drawn = _sampled(Path(frequencies), len(work.rows), context.seed)
        alike["112 skills, present, sampled"] = _alike(drawn)
    found = _duties(Path(duties), work) if duties else []
    ranks = _ranks(work, found) if found else {}
    rows = [
        _row(name, alike.get(name), ranks, context.seed) for name in dict.fromkeys((*alike, *ranks))
    ]
    numbers = {
        f"{row[0]} {column}": float(value)
        for row in rows
        for column, value in zip(_COLUMNS[2:], row[2:], strict=True)
        if isinstance(value, float)
    }
    slugs = {duty.occupation for duty in found}
    told = _NOTE.format(kind=f"{kind}s", duties=len(found), found=len(slugs), size=len(work.rows))
    return Sheet(
        name="distinctions",
        title=f"What tells {kind}s apart",
        note=" ".join(told.split()),
        columns=list(_COLUMNS),
        rows=[[row[0], len(work.rows), *row[2:]] for row in rows],
        numbers=numbers,
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """What each of a kind asks.

    ``rows``: their ids; ``columns``: ids of what is asked; ``levels``: 0..3, shape (rows, columns);
    ``idf``, ``kinds``, ``skills`` (one of the 112): per column.
    """

    taxonomy: Taxonomy
    rows: tuple[int, ...]
    columns: npt.NDArray[np.intp]
    levels: Floats
    idf: Floats
    kinds: tuple[Kind, ...]
    skills: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, taxonomy: Taxonomy, kind: Kind) -> _Work:
        asked = {n: taxonomy.asked(n) for n, one in enumerate(taxonomy.kinds) if one is kind}
        asked = {number: row for number, row in asked.items() if row}
        if not asked:
            raise SpecError(f"distinctions: no {kind} in this taxonomy asks anything")
        columns = np.array(sorted({target for row in asked.values() for target, _, _ in row}))
        place = {int(target): column for column, target in enumerate(columns)}
        levels = np.zeros((len(asked), len(columns)))
        for number, row in enumerate(asked.values()):
            for target, level, _ in row:
                levels[number, place[target]] = level
        return cls(
            taxonomy,
            tuple(asked),
            columns,
            levels,
            taxonomy.arrays["idf"][columns].astype(np.float64),
            tuple(taxonomy.kinds[int(target)] for target in columns),
            np.array([taxonomy.concepts[int(c)].iri.startswith(_SKILL) for c in columns]),
        )

    def profiles(self) -> dict[str, Floats]:
        """Weights by what is asked and how it is weighed; columns that are left out are 0."""
        present, weighted = np.sign(self.levels), self.levels * self.idf
        of = {name: np.array([k is kind for k in self.kinds]) for name, kind in _KINDS.items()}
        found = {
            "112 skills, present": present * self.skills,
            "112 skills, level": self.levels * self.skills,
            "112 skills, weighted": weighted * self.skills,
        }
        found |= {f"{name} alone": weighted * of[name] for name in of if name != "skills"}
        found |= {f"all but {name}": weighted * ~of[name] for name in of}
        found |= {
            "all, present": present,
            "all, level without idf": self.levels,
            "all, idf without level": present * self.idf,
            "all, weighted": weighted,
        }
        return {name: matrix for name, matrix in found.items() if matrix.any()}


@dataclass(frozen=True, slots=True)
class _Duty:
    """A duty, and the row of the occupation it is of."""

    occupation: int
    text: str


def _duties(folder: Path, work: _Work) -> list[_Duty]:
    """Duties of the occupations that are in this taxonomy."""
    place = {number: row for row, number in enumerate(work.rows)}
    ids = {slug: work.taxonomy.ids.get(iri) for slug, iri in _slugs()}
    try:
        paths = sorted(folder.glob("duties*.toml"))
        tables = [tomllib.loads(path.read_text(encoding="utf-8"))["duties"] for path in paths]
        said = [(slug, text) for table in tables for slug, texts in table.items() for text in texts]
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise DataError(folder, None, f"duties cannot be read: {error}") from error
    if not said:
        raise DataError(folder, None, "no duties*.toml with duties")
    known = ((ids.get(slug), text) for slug, text in said)
    return [_Duty(place[number], text) for number, text in known if number in place]


def _slugs() -> Iterator[tuple[str, str]]:
    for entry in (files("passend.taxonomy") / "starter").iterdir():
        if entry.name.endswith(".toml"):
            table = tomllib.loads(entry.read_text(encoding="utf-8"))
            for row in table.get("occupation", ()):
                yield row["id"], row["iri"] or f"urn:passend:occupation:{row['id']}"


def _sampled(path: Path, size: int, seed: int) -> Floats:
    """Profiles with each skill at its frequency, drawn apart; shape (size, skills)."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        shares = np.array([float(row["coverage"]) / 100 for row in rows])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(path, None, f"frequencies cannot be read: {error}") from error
    return (np.random.default_rng(seed).random((size, len(shares))) < shares).astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Alike:
    """Weighted Jaccard: median over pairs and over nearest others, and shares of the rows."""

    pair: float
    nearest: float
    near: float
    identical: float


def _alike(matrix: Floats) -> _Alike:
    matrix = matrix[:, matrix.any(axis=0)]
    total = matrix.sum(axis=1)
    values = np.zeros((len(matrix), len(matrix)))
    for number, row in enumerate(matrix):
        shared = np.minimum(matrix, row).sum(axis=1)
        values[number] = shared / np.maximum(total + total[number] - shared, 1e-12)
    pairs = values[np.triu_indices(len(matrix), 1)]
    np.fill_diagonal(values, -1)
    nearest = values.max(axis=1)
    return _Alike(
        float(np.median(pairs)),
        float(np.median(nearest)),
        float(np.mean(nearest >= ALIKE)),
        float(np.mean(nearest >= 1 - 1e-9)),
    )


def _ranks(work: _Work, duties: Sequence[_Duty]) -> dict[str, list[Floats]]:
    """Per profile, per occupation: the rank of it for each of its duties."""
    near = _closeness(work, [duty.text for duty in duties])
    order = sorted(range(len(duties)), key=lambda n: (duties[n].occupation, n))
    found: dict[str, list[Floats]] = {}
    for name, matrix in work.profiles().items():
        length = np.linalg.norm(matrix, axis=1, keepdims=True)
        scores = near @ (matrix / np.maximum(length, 1e-12)).T
        own = np.take_along_axis(scores, np.array([[d.occupation] for d in duties]), axis=1)
        better = (scores > own + 1e-9).sum(axis=1)
        equal = (np.abs(scores - own) <= 1e-9).sum(axis=1)
        ranks = better + (equal + 1) / 2
        found[name] = [
            ranks[list(group)] for _, group in groupby(order, key=lambda n: duties[n].occupation)
        ]
    return found


def _closeness(work: _Work, texts: Sequence[str]) -> Floats:
    """Closeness 0..1 of each text to each thing asked, shape (texts, columns)."""
    taxonomy = work.taxonomy
    vectors = taxonomy.vectors[work.columns]
    near = affinity(taxonomy.encoder.encode(list(texts)) @ vectors.T).astype(np.float64)
    place = {int(target): column for column, target in enumerate(work.columns)}
    linker = Linker(taxonomy)
    for number, text in enumerate(texts):
        for link in linker.names(text):
            if link.concept in place:
                column = place[link.concept]
                near[number, column] = max(near[number, column], link.confidence)
    return near


def _row(
    name: str, alike: _Alike | None, ranks: Mapping[str, list[Floats]], seed: int
) -> list[str | int | float | bool | None]:
    row: list[str | int | float | bool | None] = [name, None]
    row += [None] * 4 if alike is None else [alike.pair, alike.nearest, alike.near, alike.identical]
    if name not in ranks:
        return [*row, *[None] * 5]
    reciprocal = _reciprocal(ranks[name])
    top = float(np.mean([np.mean(own <= 3) for own in ranks[name]]))
    less = _reciprocal(ranks["all, weighted"]) - reciprocal
    row += [float(reciprocal.mean()), top]
    if not less.any():
        return [*row, None, None, None]
    return [*row, float(less.mean()), *bootstrap_interval(less, seed)]


def _reciprocal(ranks: Sequence[Floats]) -> Floats:
    return np.array([np.mean(1 / own) for own in ranks])
