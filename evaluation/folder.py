"""A results folder: runs, a checkpoint, the results. What is done is not done again.

``runs/*.run`` (TREC), ``checkpoint.json`` (which runs are whole, of what and by which code),
``results.json`` (everything that is reported), later ``results.csv`` and the like.
"""

from __future__ import annotations

import os
import re
import zlib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import DataError
from .files import read_text, sha256_of
from .results import LoadedResource, Results, read_results, write_results
from .trec import read_run, write_scores

__all__ = ["Done", "Folder"]


class Done(BaseModel):
    """One finished run.

    ``digest`` stands for the task's data, ``ranker_digest`` for what the ranker is made of,
    ``run_digest`` for the run file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    task: str
    digest: str
    ranker: str
    ranker_digest: str
    resources: list[LoadedResource] | None
    file: str
    run_digest: str
    seconds: float


class _Checkpoint(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    code: str
    done: list[Done] = []


class Folder:
    """A results folder of one version of the code.

    Parameters
    ----------
    path : Path
        Made when absent.
    code : str
        Digest of the code, packages and settings; what others left in the folder does not count.

    Attributes
    ----------
    outdated : bool
        Whether there are runs or results of other code, packages or settings.

    Raises
    ------
    DataError
        If a checkpoint or results are there and cannot be read.
    """

    def __init__(self, path: Path, code: str) -> None:
        self.path = path
        self.code = code
        known = self._read()
        current = known if known is not None and known.code == code else None
        self._done = {(done.task, done.ranker): done for done in current.done} if current else {}
        # A run that was stopped leaves results of other code beside a checkpoint of this one.
        other = known is not None and current is None
        self.outdated = other or (self._results_there and self._read_results().digest != code)

    def found(self, task: str, digest: str, ranker: str, ranker_digest: str) -> Done | None:
        """The finished run of a ranker on a task, if data, ranker and file are as they were."""
        done = self._done.get((task, ranker))
        if done is None or (done.digest, done.ranker_digest) != (digest, ranker_digest):
            return None
        path = self.path / done.file
        return done if path.is_file() and sha256_of(path) == done.run_digest else None

    def run_of(self, done: Done) -> dict[str, dict[str, float]]:
        """The run itself."""
        return read_run(self.path / done.file)

    def keep(
        self,
        task: str,
        digest: str,
        ranker: str,
        ranker_digest: str,
        run: dict[str, dict[str, float]],
        resources: list[LoadedResource] | None,
        seconds: float,
    ) -> Done:
        """Write a run and note it as finished; nothing half-written remains."""
        name = _slug(task, ranker)
        path = self.path / "runs" / f"{name}.run"
        write_scores(path, run, _word(ranker))
        done = Done(
            task=task,
            digest=digest,
            ranker=ranker,
            ranker_digest=ranker_digest,
            resources=resources,
            file=f"runs/{name}.run",
            run_digest=sha256_of(path),
            seconds=seconds,
        )
        self._done[task, ranker] = done
        self._write_checkpoint()
        return done

    def results(self) -> Results | None:
        """Results that this code left here; ``None`` when there are none."""
        if not self._results_there or self.outdated:
            return None
        return self._read_results()

    def write(self, results: Results) -> None:
        """Write the results, and a checkpoint also when there are no runs."""
        self.path.mkdir(parents=True, exist_ok=True)
        self._write_checkpoint()
        write_results(self.path / "results.json", results)
        self.outdated = False

    @property
    def _results_there(self) -> bool:
        return (self.path / "results.json").is_file()

    def _read_results(self) -> Results:
        return read_results(self.path / "results.json")

    def _write_checkpoint(self) -> None:
        checkpoint = _Checkpoint(code=self.code, done=list(self._done.values()))
        work = self.path / ".checkpoint.json.part"
        work.write_text(checkpoint.model_dump_json(indent=1) + "\n", encoding="utf-8")
        os.replace(work, self.path / "checkpoint.json")

    def _read(self) -> _Checkpoint | None:
        path = self.path / "checkpoint.json"
        if not path.is_file():
            return None
        try:
            return _Checkpoint.model_validate_json(read_text(path))
        except ValidationError as error:
            raise DataError(path, None, "is no checkpoint of this program") from error


def _word(text: str) -> str:
    """A name as one word: a run allows no white space."""
    return re.sub(r"[^\w.=-]+", "-", text).strip("-")


def _slug(task: str, ranker: str) -> str:
    check = zlib.crc32(f"{task}\0{ranker}".encode())
    return f"{_word(task)[:60]}--{_word(ranker)[:60]}-{check:08x}"
