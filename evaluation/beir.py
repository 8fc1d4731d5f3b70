"""The layout of BEIR: ``corpus.jsonl``, ``queries.jsonl``, ``qrels/<split>.tsv``.

Source: Thakur et al., BEIR, NeurIPS 2021 Datasets and Benchmarks. A line of the corpus has ``_id``,
``text`` and perhaps ``title``; a line of the queries ``_id`` and ``text``; judgements have a header
``query-id  corpus-id  score``, tab-separated. ``queries.jsonl`` holds the queries of all splits.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import DataError
from .files import read_text
from .trec import Qrels

__all__ = ["BeirData", "beir_files", "read_layout", "write_layout"]

GRADES = {"0": 0, "1": 1, "2": 2, "3": 3}
_HEADER = ("query-id", "corpus-id", "score")


@dataclass(frozen=True, slots=True)
class BeirData:
    """Texts by id and judgements; a title stands before the text of its document."""

    queries: Mapping[str, str]
    corpus: Mapping[str, str]
    qrels: Qrels


def beir_files(folder: Path, split: str) -> tuple[Path, Path, Path]:
    """Files of corpus, queries and judgements."""
    return folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels" / f"{split}.tsv"


def read_layout(folder: Path, split: str = "test") -> BeirData:
    """Read a folder.

    Returns
    -------
    BeirData
        All texts, and the judgements of the split.

    Raises
    ------
    DataError
        With file and line, at the first line that is no JSON object, lacks a key, has an id that
        is empty, holds white space or stands twice, a text that is no text; at the first judgement
        that has not three columns, an unknown id, a grade other than 0, 1, 2 or 3, or stands twice.
    """
    corpus_file, queries_file, qrels_file = beir_files(folder, split)
    corpus = dict(_texts(corpus_file))
    queries = dict(_texts(queries_file))
    return BeirData(queries, corpus, _judgements(qrels_file, queries, corpus))


def write_layout(folder: Path, data: BeirData, split: str = "test") -> None:
    """Write a folder, with the judgements as TREC qrels beside them (``qrels/<split>.qrels``).

    The folder appears whole or not at all.

    Raises
    ------
    DataError
        If there is a file of that name or the folder holds something, or the data could not be read
        back: an id that is empty or holds white space, a judgement of an unknown id, a grade other
        than 0..3.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError(folder, None, "is there already")
    _check(folder, data)
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(work, ignore_errors=True)
    try:
        corpus_file, queries_file, qrels_file = beir_files(work, split)
        qrels_file.parent.mkdir(parents=True)
        documents = ({"_id": key, "title": "", "text": text} for key, text in data.corpus.items())
        _write(corpus_file, map(_json, documents))
        _write(queries_file, (_json({"_id": k, "text": text}) for k, text in data.queries.items()))
        rows = [(q, d, grade) for q, grades in data.qrels.items() for d, grade in grades.items()]
        _write(qrels_file, ("\t".join(_HEADER), *(f"{q}\t{d}\t{grade}" for q, d, grade in rows)))
        _write(qrels_file.with_suffix(".qrels"), (f"{q} 0 {d} {grade}" for q, d, grade in rows))
        os.replace(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Id and text of every line; blank lines are skipped."""
    seen: set[str] = set()
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        key, text = _entry(path, number, line)
        if key in seen:
            raise DataError(path, number, f"id {key} stands twice")
        seen.add(key)
        yield key, text
    if not seen:
        raise DataError(path, None, "is empty")


def _entry(path: Path, number: int, line: str) -> tuple[str, str]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(path, number, "is no JSON") from error
    if not isinstance(entry, dict):
        raise DataError(path, number, "is no JSON object")
    for name in ("_id", "text"):
        if name not in entry:
            raise DataError(path, number, f"has no {name}")
    entry.setdefault("title", "")
    for name in ("_id", "text", "title"):
        if not isinstance(entry[name], str):
            raise DataError(path, number, f"{name} is no text")
        if not _writable(entry[name]):
            raise DataError(path, number, f"{name} holds half a character")
    if not _is_id(entry["_id"]):
        raise DataError(path, number, f"id {entry['_id']!r} is empty or holds white space")
    return entry["_id"], f"{entry['title']} {entry['text']}" if entry["title"] else entry["text"]


def _judgements(
    path: Path, queries: Mapping[str, str], corpus: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    lines = read_text(path).split("\n")
    if tuple(lines[0].rstrip("\r").split("\t")) != _HEADER:
        raise DataError(path, 1, f"is not the header {' '.join(_HEADER)}, tab-separated")
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        columns = line.rstrip("\r").split("\t")
        if len(columns) != len(_HEADER):
            raise DataError(path, number, f"{len(columns)} columns, expected {len(_HEADER)}")
        query, document, grade = columns
        if query not in queries:
            raise DataError(path, number, f"query {query} has no text")
        if document not in corpus:
            raise DataError(path, number, f"{document} is not in the corpus")
        if grade not in GRADES:
            raise DataError(path, number, f"grade {grade!r} may not occur here")
        if document in found.setdefault(query, {}):
            raise DataError(path, number, f"{query} and {document} are judged twice")
        found[query][document] = GRADES[grade]
    if not found:
        raise DataError(path, None, "holds no judgement")
    return found


def _check(folder: Path, data: BeirData) -> None:
    wrong = next((key for key in (*data.queries, *data.corpus) if not _is_id(key)), None)
    if wrong is not None:
        raise DataError(folder, None, f"id {wrong!r} is empty or holds white space")
    for query, grades in data.qrels.items():
        for document, grade in grades.items():
            if query not in data.queries or document not in data.corpus:
                raise DataError(folder, None, f"{query} or {document} is judged and has no text")
            if grade not in GRADES.values():
                raise DataError(folder, None, f"grade {grade!r} may not occur here")


def _writable(text: str) -> bool:
    """JSON can name half of a character (a lone surrogate), which no file in UTF-8 can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_id(text: str) -> bool:
    return bool(text) and not any(char.isspace() for char in text)


def _json(entry: Mapping[str, str]) -> str:
    return json.dumps(entry, ensure_ascii=False)


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
