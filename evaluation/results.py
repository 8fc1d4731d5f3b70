"""What one evaluation gave, as JSON: the one source of every table, plot and published number."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import DataError

__all__ = [
    "Card",
    "LoadedResource",
    "Results",
    "RunResult",
    "Sheet",
    "TaskResult",
    "read_results",
    "write_results",
]

FORMAT: Literal[1] = 1


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LoadedResource(_Model):
    """A resource that a ranker loaded; ``crosswalk``: it holds a published mapping."""

    name: str
    digest: str
    crosswalk: bool


class RunResult(_Model):
    """One ranker on one task.

    ``values``: measure → query id → value. ``resources`` ``None`` = the ranker does not say what
    it loaded. ``top`` holds, per query, the first ten (document id, score), for reading side by
    side. ``seconds`` is wall time on the machine of the card, for orientation only.
    """

    ranker: str
    values: dict[str, dict[str, float]]
    resources: list[LoadedResource] | None
    seconds: float
    run_digest: str
    top: dict[str, list[tuple[str, float]]]

    @property
    def crosswalk_free(self) -> bool | None:
        """Whether no published mapping was loaded; ``None`` = not stated."""
        if self.resources is None:
            return None
        return not any(resource.crosswalk for resource in self.resources)


class TaskResult(_Model):
    """One task with all its runs; ``baseline`` names the run that others are compared with.

    ``texts`` holds a short text per query and per document named in a ``top`` list; for people it
    is an id alone, never a text. ``refused``: ranker → why it could not take part.
    """

    task: str
    digest: str
    data: dict[str, str]
    queries: int
    left_out: int
    documents: int
    relevant: int
    measures: list[str]
    complete: bool
    slices: dict[str, dict[str, str]]
    grades: dict[str, dict[str, int]]
    texts: dict[str, str]
    baseline: str
    runs: list[RunResult]
    refused: dict[str, str] = {}

    def run(self, ranker: str) -> RunResult:
        """The run of a ranker; ``KeyError`` when there is none."""
        for run in self.runs:
            if run.ranker == ranker:
                return run
        raise KeyError(ranker)


class Sheet(_Model):
    """A table of its own: a check of trust, agreement of judges, the gain of federation.

    ``numbers`` holds what may be published, by name; ``passed`` ``None`` = it only measures.
    ``spec`` says what was asked; ``data`` is a digest of all that may have been read for it.
    """

    name: str
    title: str
    note: str
    columns: list[str]
    rows: list[list[str | int | float | bool | None]]
    numbers: dict[str, float]
    passed: bool | None = None
    spec: str = ""
    data: str = ""


class Card(_Model):
    """How the numbers were made.

    ``packages``: name → version; ``code`` is the version of the product's code, and the commit
    where it is known. ``command`` is the last one given, ``commands`` all that this folder was
    made by, in order.
    """

    command: str
    commands: list[str] = []
    created: str
    code: str
    python: str
    machine: str
    packages: dict[str, str]
    seed: int


class Results(_Model):
    """All of one results folder.

    ``digest`` stands for the code, packages and settings that it was made with. Sheets may share a
    name, not a spec.
    """

    format: Literal[1] = FORMAT
    digest: str = ""
    card: Card
    tasks: list[TaskResult] = []
    sheets: list[Sheet] = []

    def task(self, name: str) -> TaskResult:
        """Result of a task; ``KeyError`` when there is none."""
        for task in self.tasks:
            if task.task == name:
                return task
        raise KeyError(name)


def write_results(path: Path, results: Results) -> None:
    """Write as JSON; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.with_name(f".{path.name}.part")
    work.write_text(results.model_dump_json(indent=1) + "\n", encoding="utf-8")
    os.replace(work, path)


def read_results(path: Path) -> Results:
    """Read results.

    Raises
    ------
    DataError
        If the file cannot be read or has another form.
    """
    try:
        return Results.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path, None, f"cannot be read ({type(error).__name__})") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(path, None, f"{place}: {first['msg']}") from error
