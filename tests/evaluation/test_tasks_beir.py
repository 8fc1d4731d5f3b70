"""BEIR's layout: what is written comes back, bad files get one clear error; similar titles."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.engine.coding import Coder
from passend.evaluation.beir import BeirData, read_layout, write_layout
from passend.evaluation.context import Context
from passend.evaluation.errors import DataError
from passend.evaluation.items import Item
from passend.evaluation.measures import summary
from passend.evaluation.rankers import Ranker
from passend.evaluation.rankers.lexical import BM25, TfIdf
from passend.evaluation.runner import ranked, values_of
from passend.evaluation.specs import SpecError
from passend.evaluation.tasks import Task, TaskError, make_task
from passend.evaluation.tasks.beir import beir, write_beir
from passend.evaluation.tasks.linking import titles
from passend.evaluation.trec import read_qrels
from tests.support import SHARED, examples

CORPUS = '{"_id": "d1", "title": "Kok", "text": "kookt"}\n{"_id": "d2", "text": "last"}\n'
QUERIES = '{"_id": "q1", "text": "koken"}\n\n{"_id": "q2", "text": "lassen", "metadata": {}}\n'
QRELS = "query-id\tcorpus-id\tscore\nq2\td2\t3\nq2\td1\t0\nq1\td1\t0\n"

IDS = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=6)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text(CORPUS)
    (tmp_path / "queries.jsonl").write_text(QUERIES)
    (tmp_path / "qrels/test.tsv").write_text(QRELS)
    return tmp_path


def test_a_folder_is_read(folder: Path) -> None:
    task = beir(folder, "mine")
    assert task.queries == (Item("q2", "lassen"),)
    assert task.corpus == (Item("d1", "Kok kookt"), Item("d2", "last"))
    assert task.qrels == {"q2": {"d2": 3, "d1": 0}}
    assert task.left_out == 1
    assert not task.complete
    assert sorted(task.data) == ["corpus.jsonl", "queries.jsonl", "test.tsv"]


def test_queries_of_another_split_are_not_part_of_it(folder: Path) -> None:
    (folder / "qrels/dev.tsv").write_text("query-id\tcorpus-id\tscore\r\nq1\td1\t1\r\n")
    task = beir(folder, "mine", "dev", complete=True)
    assert task.qrels == {"q1": {"d1": 1}}
    assert (task.left_out, task.complete) == (0, True)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("corpus.jsonl", CORPUS + "{not json}\n", "corpus.jsonl, line 3: is no JSON"),
        ("corpus.jsonl", "[1]\n", "corpus.jsonl, line 1: is no JSON object"),
        ("corpus.jsonl", '{"text": "x"}\n', "corpus.jsonl, line 1: has no _id"),
        ("corpus.jsonl", '{"_id": "d1"}\n', "corpus.jsonl, line 1: has no text"),
        ("corpus.jsonl", '{"_id": 1, "text": "x"}\n', "corpus.jsonl, line 1: _id is no text"),
        ("corpus.jsonl", '{"_id": "d", "text": NaN}\n', "corpus.jsonl, line 1: text is no text"),
        ("corpus.jsonl", '{"_id": "a b", "text": ""}\n', "line 1: id 'a b' is empty or holds"),
        ("corpus.jsonl", '{"_id": "", "text": ""}\n', "line 1: id '' is empty or holds"),
        (
            "corpus.jsonl",
            '{"_id": "d", "text": "\\ud800"}\n',
            "line 1: text holds half a character",
        ),
        ("corpus.jsonl", CORPUS + CORPUS, "corpus.jsonl, line 3: id d1 stands twice"),
        ("corpus.jsonl", "\n", "corpus.jsonl: is empty"),
        ("queries.jsonl", '{"_id": "q1"}\n', "queries.jsonl, line 1: has no text"),
        ("qrels/test.tsv", "q1\td1\t1\n", "test.tsv, line 1: is not the header"),
        ("qrels/test.tsv", QRELS + "q1 d2 1\n", "test.tsv, line 5: 1 columns, expected 3"),
        ("qrels/test.tsv", QRELS + "q9\td1\t1\n", "test.tsv, line 5: query q9 has no text"),
        ("qrels/test.tsv", QRELS + "q1\td9\t1\n", "test.tsv, line 5: d9 is not in the corpus"),
        ("qrels/test.tsv", QRELS + "q1\td1\t1\n", "test.tsv, line 5: q1 and d1 are judged twice"),
        ("qrels/test.tsv", QRELS + "q1\td2\tnan\n", "line 5: grade 'nan' may not occur here"),
        ("qrels/test.tsv", QRELS + "q1\td2\t4\n", "line 5: grade '4' may not occur here"),
        ("qrels/test.tsv", QRELS + "q1\td2\t1.0\n", "line 5: grade '1.0' may not occur here"),
        ("qrels/test.tsv", QRELS + "q1\td2\t-1\n", "line 5: grade '-1' may not occur here"),
        ("qrels/test.tsv", QRELS.split("\n")[0], "test.tsv: holds no judgement"),
    ],
)
def test_bad_input_gets_one_error_with_file_and_line(
    folder: Path, file: str, text: str, message: str
) -> None:
    (folder / file).write_text(text)
    with pytest.raises(DataError) as caught:
        read_layout(folder)
    assert message in str(caught.value)


def test_absent_files_and_odd_splits_are_refused(folder: Path) -> None:
    with pytest.raises(DataError, match=r"train\.tsv: cannot be read"):
        beir(folder, "mine", "train")
    with pytest.raises(SpecError, match="is no plain name"):
        beir(folder, "mine", "../test")


@examples(40)
@given(
    corpus=st.dictionaries(IDS, WORDS, min_size=1, max_size=4),
    queries=st.dictionaries(IDS, WORDS, min_size=1, max_size=4),
    grade=st.integers(0, 3),
)
def test_what_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    corpus: dict[str, str],
    queries: dict[str, str],
    grade: int,
) -> None:
    folder = tmp_path_factory.mktemp("beir") / "out"
    qrels = {query: dict.fromkeys(corpus, grade) for query in queries}
    data = BeirData(queries, corpus, qrels)
    write_layout(folder, data, "dev")
    assert read_layout(folder, "dev") == data
    assert read_qrels(folder / "qrels/dev.qrels") == qrels


def test_our_collection_goes_out_and_measures_the_same_from_there(
    tmp_path: Path, coder: Coder
) -> None:
    context = Context(lambda: coder)
    task = make_task('vacancies("dev")', context)
    write_beir(task, tmp_path / "werk1")
    back = make_task(f'beir("{tmp_path / "werk1"}", complete=True)', context)
    assert (back.qrels, back.complete) == (task.qrels, True)
    assert [(i.id, i.text) for i in back.corpus] == [(i.id, i.text) for i in task.corpus]
    alike = replace(back, measures=task.measures)
    assert measured(BM25(words="words"), alike) == measured(BM25(), task)
    first = json.loads((tmp_path / "werk1/corpus.jsonl").read_text().split("\n")[0])
    assert sorted(first) == ["_id", "text", "title"]


SMALL = Task(
    name="small",
    queries=(Item("q", "kok"),),
    corpus=(Item("d", "kok"),),
    qrels={"q": {"d": 1}},
    measures=("RR",),
)


def test_nothing_is_left_of_what_cannot_be_written_whole(tmp_path: Path) -> None:
    bad = replace(SMALL, corpus=(Item("d", "kok"), Item("d 2", "lasser")))
    with pytest.raises(DataError, match="'d 2' is empty or holds white space"):
        write_beir(bad, tmp_path / "out")
    with pytest.raises(DataError, match="grade 7 may not occur"):
        write_beir(replace(SMALL, qrels={"q": {"d": 7}}), tmp_path / "out")
    with pytest.raises(DataError, match="is judged and has no text"):
        write_beir(replace(SMALL, qrels={"q": {"x": 1}}), tmp_path / "out")
    with pytest.raises(UnicodeEncodeError):
        write_beir(replace(SMALL, corpus=(Item("d", "\ud800"),)), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    write_beir(SMALL, tmp_path / "out")
    before = (tmp_path / "out/corpus.jsonl").read_bytes()
    with pytest.raises(DataError, match="out: is there already"):
        write_beir(replace(SMALL, corpus=(Item("d", "other"),)), tmp_path / "out")
    assert (tmp_path / "out/corpus.jsonl").read_bytes() == before


def test_groups_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(TaskError, match="groups"):
        write_beir(replace(SMALL, groups={"d": "g"}), tmp_path / "out")


def measured(ranker: Ranker, task: Task) -> dict[str, float]:
    return summary(values_of(task, ranked(ranker, task)))


def test_titles_are_ranked_whole_and_by_any_ranker(tmp_path: Path) -> None:
    (tmp_path / "queries.tsv").write_text("Kok\tKok\nLasser\tLasser\n")
    documents = "".join(f"d{i}\ttitel {i}\n" for i in range(150))
    (tmp_path / "corpus_documents.tsv").write_text(documents)
    (tmp_path / "annotations.tsv").write_text("Kok 0 d149 1\nLasser 0 d3 0\n")
    task = titles(tmp_path, "titles")
    assert (list(task.qrels), task.left_out, task.cut) == (["Kok"], 1, 150)
    assert not task.crosswalk_free
    # Every score is 0: equal scores are judged by id, descending.
    rank = sorted((f"d{i}" for i in range(150)), reverse=True).index("d149") + 1
    assert measured(BM25(), task)["AP"] == pytest.approx(1 / rank)
    (tmp_path / "annotations.tsv").write_text("Kok 0 d149 1\nKok 0 d150 1\n")
    with pytest.raises(DataError, match=r"annotations\.tsv: d150 is not in the corpus"):
        titles(tmp_path, "titles")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("ranker", "average_precision", "reciprocal_rank"),
    [
        (BM25(), 0.2754, 0.7094),
        (TfIdf("char", (1, 3)), 0.3356, 0.7273),
        (TfIdf("char_wb", (2, 5), sublinear=True), 0.3533, 0.7378),
    ],
    ids=["bm25", "char", "char_wb"],
)
def test_similar_titles_are_found_as_well_as_measured_before(
    ranker: Ranker, average_precision: float, reciprocal_rank: float
) -> None:
    folder = SHARED / "benchmarks/jobtitlesimilarity_en"
    if not folder.is_dir():
        pytest.skip("../shared is absent: no jobtitlesimilarity_en")
    task = titles(folder, "titles")
    assert (len(task.queries), len(task.corpus), task.cut) == (105, 2619, 2619)
    found = measured(ranker, task)
    assert found["AP"] == pytest.approx(average_precision, abs=0.001)
    assert found["RR"] == pytest.approx(reciprocal_rank, abs=0.001)
