"""A judge's session: which pair is next, and answers that are on disk as soon as they are given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from passend.evaluation.collection import Collection
from passend.evaluation.errors import DataError
from passend.evaluation.files import read_text

from .form import Judgement, Pair, judgement_text, replace_file

__all__ = ["REASONS", "JudgeNameError", "Judging", "Walk", "judge_file", "own_order"]

REASONS = (
    "afstand", "reistijd", "uren", "contract", "rijbewijs", "taal", "kwalificatie", "tijden"
)  # fmt: skip
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class JudgeNameError(ValueError):
    """A judge's name cannot be part of a file name."""


def judge_file(folder: Path, name: str) -> Path:
    """File of a judge's answers.

    Raises
    ------
    JudgeNameError
        If the name is not 1 to 40 lower-case letters, digits and hyphens, first no hyphen. No
        capitals: some file systems do not tell them apart.
    """
    if not _NAME.fullmatch(name):
        raise JudgeNameError(name)
    return folder / f"judge-{name}.tsv"


def own_order(pool: Mapping[str, Sequence[str]], judge: str) -> dict[str, list[str]]:
    """A pool in an order of the judge's own, so that judges do not tire on the same pairs."""
    queries = sorted(pool)
    Random(judge).shuffle(queries)  # noqa: S311 - not for secrecy
    found = {query: sorted(pool[query]) for query in queries}
    for query, documents in found.items():
        Random(f"{judge} {query}").shuffle(documents)  # noqa: S311 - not for secrecy
    return found


class Judging:
    """The answers of one judge, saved one by one.

    Parameters
    ----------
    collection : Collection
        As read from ``folder``.
    name : str
        Of the judge; the file is continued when there is one.

    Raises
    ------
    JudgeNameError
        See :func:`judge_file`.
    DataError
        If the judge's file lists the result of judging completely: adding to it would change what
        its silence means.
    """

    def __init__(self, folder: Path, collection: Collection, name: str) -> None:
        self.path = judge_file(folder, name)
        if name in collection.judges and name not in collection.partial:
            raise DataError(self.path, None, "is by a judge who considered every pair")
        self._judged = dict(collection.judges.get(name, {}))
        self._on_disk = read_text(self.path) if self.path.exists() else None

    @property
    def judged(self) -> Mapping[Pair, Judgement]:
        """Answers so far."""
        return self._judged

    def save(self, pair: Pair, judgement: Judgement) -> None:
        """Add or replace one answer and write the file.

        Raises
        ------
        DataError
            If something else changed the file since this session read or wrote it.
        """
        now = read_text(self.path) if self.path.exists() else None
        if now != self._on_disk:
            raise DataError(self.path, None, "was changed by something else; start again")
        text = judgement_text({**self._judged, pair: judgement})
        replace_file(self.path, text)
        self._judged[pair] = judgement
        self._on_disk = text


class Walk:
    """Position in the pairs of a pool: the first pair without an answer, back, on."""

    def __init__(self, pairs: Sequence[Pair], judged: Mapping[Pair, Judgement]) -> None:
        self._pairs = pairs
        self._judged = judged
        self._skipped: set[Pair] = set()
        self._at = -1
        self.advance()

    @property
    def pair(self) -> Pair | None:
        """Pair to judge; ``None`` when none is left."""
        return self._pairs[self._at] if self._at < len(self._pairs) else None

    @property
    def left(self) -> int:
        """Pairs without an answer."""
        return sum(pair not in self._judged for pair in self._pairs)

    def advance(self) -> None:
        """Go on to the next pair that has no answer and was not skipped."""
        self._at += 1
        while (pair := self.pair) is not None and (pair in self._judged or pair in self._skipped):
            self._at += 1

    def skip(self) -> None:
        """Leave this pair for another session and go on."""
        if self.pair is not None:
            self._skipped.add(self.pair)
        self.advance()

    def back(self) -> bool:
        """Go to the pair before, judged or not; ``False`` at the first one."""
        if self._at == 0:
            return False
        self._at -= 1
        return True
