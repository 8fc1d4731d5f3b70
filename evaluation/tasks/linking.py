"""Linking tasks: a short text asks for the concepts it means (MELO, VDAB, files of that form).

Files, tab-separated without a header; quotes are text: ``queries.tsv`` (id, text), a corpus
(id, text), judgements (TREC), and where a concept has several labels ``concept_mapping.tsv``
(id, concept). Published mappings of national lists are the answer key of these tasks: they are
crosswalk-free unless said otherwise (``../shared/reference/benchmarks.md`` section 8).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from passend.evaluation.errors import DataError
from passend.evaluation.files import read_text, sha256_of
from passend.evaluation.items import Item
from passend.evaluation.rankers.lexical import melo_text
from passend.evaluation.trec import Qrels, read_qrels

from .base import LINKING_MEASURES, Task

__all__ = ["melo", "titles", "vdab"]

_VDAB_MEASURES = ("nDCG@10", "RR", "Success@1", "Success@10", "R@100")
_TITLE_MEASURES = ("AP", "RR", "Success@1", "nDCG@10", "R@100")


def melo(folder: Path, name: str, *, concepts: bool = False) -> Task:
    """Read a task in MELO's layout.

    Parameters
    ----------
    concepts : bool
        Concept level: concepts are ranked, each by its best label. Otherwise the official surface
        level: each label is a document.

    Raises
    ------
    DataError
        If a file is absent, a line has the wrong form, or an id is unknown.
    """
    queries = _texts(folder / "queries.tsv")
    corpus = _texts(folder / "corpus_elements.tsv")
    qrels = read_qrels(folder / "annotations.tsv", range(2))
    _check(folder / "annotations.tsv", qrels, queries, corpus)
    concept_of = _texts(folder / "concept_mapping.tsv")
    absent = next((label for label in corpus if label not in concept_of), None)
    if absent is not None:
        raise DataError(folder / "concept_mapping.tsv", None, f"label {absent} has no concept")
    if concepts:
        qrels = {
            query: {concept_of[label]: grade for label, grade in grades.items()}
            for query, grades in qrels.items()
        }
    files = ("queries.tsv", "corpus_elements.tsv", "annotations.tsv", "concept_mapping.tsv")
    return _task(
        name,
        queries,
        corpus,
        qrels,
        LINKING_MEASURES,
        [folder / file for file in files],
        concept_of if concepts else None,
    )


def titles(folder: Path, name: str) -> Task:
    """Read a task of titles that mean nearly the same; raises as :func:`melo`.

    Each query ranks the whole corpus, since the published ``AP`` runs over the full list. People
    judged the titles and no published mapping is the key, so any ranker may take part.
    """
    files = [folder / f"{stem}.tsv" for stem in ("queries", "corpus_documents", "annotations")]
    queries, corpus = _texts(files[0]), _texts(files[1])
    qrels = read_qrels(files[2], range(2))
    _check(files[2], qrels, queries, corpus)
    task = _task(name, queries, corpus, qrels, _TITLE_MEASURES, files)
    return replace(task, cut=len(corpus), crosswalk_free=False)


def vdab(folder: Path, name: str) -> Task:
    """Read a task with ``corpus.tsv`` and graded ``qrels.tsv``; raises as :func:`melo`."""
    queries = _texts(folder / "queries.tsv")
    corpus = _texts(folder / "corpus.tsv")
    qrels = read_qrels(folder / "qrels.tsv")
    _check(folder / "qrels.tsv", qrels, queries, corpus)
    files = [folder / file for file in ("queries.tsv", "corpus.tsv", "qrels.tsv")]
    return _task(name, queries, corpus, qrels, _VDAB_MEASURES, files)


def _task(
    name: str,
    queries: Mapping[str, str],
    corpus: Mapping[str, str],
    qrels: Qrels,
    measures: tuple[str, ...],
    files: list[Path],
    groups: Mapping[str, str] | None = None,
) -> Task:
    kept = {query: qrels[query] for query in queries if any(qrels.get(query, {}).values())}
    labels = {melo_text(text) for text in corpus.values()}
    return Task(
        name=name,
        queries=tuple(Item(query, queries[query]) for query in kept),
        corpus=tuple(Item(document, text) for document, text in corpus.items()),
        qrels=kept,
        measures=measures,
        slices={
            "exact": {q: "ja" if melo_text(queries[q]) in labels else "nee" for q in kept},
            "words": {q: _length(queries[q]) for q in kept},
        },
        crosswalk_free=True,
        groups=groups,
        left_out=len(queries) - len(kept),
        data={file.name: sha256_of(file) for file in files},
    )


def _length(text: str) -> str:
    words = len(text.split())
    return str(words) if words < 4 else "4+"


def _check(path: Path, qrels: Qrels, queries: Mapping[str, str], corpus: Mapping[str, str]) -> None:
    for query, grades in qrels.items():
        if query not in queries:
            raise DataError(path, None, f"query {query} has no text")
        for document in grades:
            if document not in corpus:
                raise DataError(path, None, f"{document} is not in the corpus")


def _texts(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line:
            continue
        columns = line.rstrip("\r").split("\t")
        if len(columns) != 2:
            raise DataError(path, number, f"{len(columns)} columns, expected 2")
        if columns[0] in found:
            raise DataError(path, number, f"{columns[0]} comes twice")
        found[columns[0]] = columns[1]
    return found
