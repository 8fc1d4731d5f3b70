"""Plain TREC runs against plain judgements, in the same form as an evaluation's own tasks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from passend.evaluation.files import sha256_of
from passend.evaluation.measures import per_query, ranking
from passend.evaluation.results import RunResult, TaskResult
from passend.evaluation.specs import SpecError
from passend.evaluation.trec import Qrels, Run, read_qrels, read_run

__all__ = ["MEASURES", "compare_runs"]

MEASURES = ("nDCG@10", "RR", "AP", "R@100", "Judged@10")
_TOP = 10


def compare_runs(
    paths: Sequence[Path],
    qrels: Path,
    baseline: str | None = None,
    measures: Sequence[str] = MEASURES,
) -> TaskResult:
    """Measure runs of any origin.

    Queries without any relevant document are left out. Documents that the judgements do not name
    are not judged and count as not relevant; ``Judged@k`` says how many there are.

    Parameters
    ----------
    paths : sequence of Path
        TREC runs. A run is called by its file without the ending, and by its folder too where two
        files are called alike.
    baseline : str or None
        Name of the run that others are compared with; ``None`` = the first.
    measures : sequence of str
        In ir-measures' notation; the first one leads.

    Raises
    ------
    DataError
        With file and line, if a run or the judgements cannot be used, such as an unknown query.
    MeasureError
        If a measure is not known.
    SpecError
        If there are no runs or measures, two runs have one name, or no run has the name of the
        baseline, or no query has a relevant document.
    """
    if not paths or not measures:
        raise SpecError("compare: at least one run and one measure are needed")
    chosen = list(dict.fromkeys(measures))
    judged = read_qrels(qrels)
    kept = {query: grades for query, grades in judged.items() if any(grades.values())}
    if not kept:
        raise SpecError(f"compare: {qrels.name} holds no query with a relevant document")
    names = _names(paths)
    first = baseline or names[0]
    if first not in names:
        raise SpecError(f"compare: no run is called {first!r}; runs: {', '.join(names)}")
    documents = {document for grades in judged.values() for document in grades}
    runs = []
    for name, path in zip(names, paths, strict=True):
        read = read_run(path, queries=judged)
        documents.update(document for scores in read.values() for document in scores)
        run = {query: scores for query, scores in read.items() if query in kept}
        runs.append(_result(name, path, run, kept, chosen))
    digest = sha256_of(qrels)
    whole = hashlib.sha256("\0".join((digest, *chosen)).encode()).hexdigest()
    return TaskResult(
        task=f"compare({qrels.name})",
        digest=whole,
        data={qrels.name: digest},
        queries=len(kept),
        left_out=len(judged) - len(kept),
        documents=len(documents),
        relevant=sum(grade > 0 for grades in kept.values() for grade in grades.values()),
        measures=chosen,
        complete=False,
        slices={},
        grades={query: dict(grades) for query, grades in kept.items()},
        texts={},
        baseline=first,
        runs=runs,
    )


def _result(name: str, path: Path, run: Run, qrels: Qrels, measures: Sequence[str]) -> RunResult:
    top = {q: [(d, s[d]) for d in ranking(s)[:_TOP]] for q, s in sorted(run.items())}
    return RunResult(
        ranker=name,
        values=per_query(measures, qrels, run),
        resources=None,
        seconds=0.0,
        run_digest=sha256_of(path),
        top=top,
    )


def _names(paths: Sequence[Path]) -> list[str]:
    stems = [path.stem for path in paths]
    names = [
        stem if stems.count(stem) == 1 else f"{path.resolve().parent.name}/{stem}"
        for stem, path in zip(stems, paths, strict=True)
    ]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise SpecError(f"compare: two runs are called {twice!r}: rename one")
    return names
