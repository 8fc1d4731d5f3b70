"""Linking tasks: the published MELO rows are reproduced, bad files get one clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from passend.evaluation.checks import run_check
from passend.evaluation.context import Context
from passend.evaluation.errors import DataError
from passend.evaluation.measures import summary
from passend.evaluation.rankers import Ranker
from passend.evaluation.rankers.lexical import BM25, TfIdf
from passend.evaluation.runner import ranked, values_of
from passend.evaluation.specs import SpecError
from passend.evaluation.tasks import Task, make_task
from passend.evaluation.tasks.linking import melo, vdab
from tests.support import coder

CONTEXT = Context(coder)
BENCHMARKS = Path(__file__).resolve().parents[3] / "shared/benchmarks"


def measured(ranker: Ranker, task: Task) -> dict[str, float]:
    return summary(values_of(task, ranked(ranker, task)))


def folder(name: str) -> Path:
    if not (BENCHMARKS / name).is_dir():
        pytest.skip(f"../shared is absent: no {name}")
    return BENCHMARKS / name


def published(model: str, dataset: str) -> list[float]:
    """Row of the published results, in the order of the task's measures."""
    lines = (BENCHMARKS / "melo_published_results.tsv").read_text().splitlines()
    heads = lines[0].split("\t")
    wanted = [
        "recip_rank", "map", "success_1", "success_5", "success_10", "recall_10", "ndcg_cut_10",
        "recall_100",
    ]  # fmt: skip
    for line in lines[1:]:
        row = dict(zip(heads, line.split("\t"), strict=True))
        if (row["model"], row["dataset"]) == (model, dataset):
            return [float(row[name]) for name in wanted]
    raise AssertionError(f"no row for {model}")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("model", "ranker"),
    [("bm25", BM25()), ("word_tf_idf", TfIdf()), ("char_tf_idf", TfIdf("char", (1, 3)))],
)
def test_published_melo_rows_are_reproduced(model: str, ranker: Ranker) -> None:
    task = melo(folder("melo_nld_q_nl_c_nl"), "melo")
    found = measured(ranker, task)
    for (name, value), expected in zip(
        found.items(), published(model, "nld_q_nl_c_nl"), strict=True
    ):
        assert value == pytest.approx(expected, abs=0.0005), name


@pytest.mark.shared
def test_character_tf_idf_on_skills_is_as_measured_before() -> None:
    task = vdab(folder("vdab_skills_nl_dev"), "vdab")
    found = measured(TfIdf("char_wb", (2, 5), sublinear=True), task)
    expected = {"nDCG@10": 0.3190, "RR": 0.3299, "Success@1": 0.2557, "Success@10": 0.4686}
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=0.0005)


@pytest.mark.shared
def test_concept_level_of_character_tf_idf() -> None:
    task = melo(folder("melo_nld_q_nl_c_nl"), "melo", concepts=True)
    assert all(len(grades) == 1 for grades in task.qrels.values())
    found = measured(TfIdf("char", (1, 3)), task)
    expected = {"RR": 0.5014, "Success@1": 0.4211, "Success@10": 0.6353, "R@100": 0.7823}
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=0.001)


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    write(tmp_path / "queries.tsv", 'q1\tbakker\nq2\tde "slager"\n')
    write(tmp_path / "corpus_elements.tsv", "d1\tbrood bakker\nd2\tslager\nd3\tbakker\n")
    write(tmp_path / "annotations.tsv", "q1\t0\td1\t1\nq1\t0\td3\t1\nq2\t0\td2\t1\n")
    write(tmp_path / "concept_mapping.tsv", "d1\tbakkerij\nd2\tvlees\nd3\tbakkerij\n")
    return tmp_path


def test_a_small_task_is_ranked_at_both_levels(tiny: Path) -> None:
    labels = melo(tiny, "tiny")
    run = ranked(TfIdf("char_wb", (2, 4)), labels)
    assert next(iter(run["q1"])) == "d3"
    concepts = melo(tiny, "tiny", concepts=True)
    assert concepts.qrels == {"q1": {"bakkerij": 1}, "q2": {"vlees": 1}}
    lifted = ranked(TfIdf("char_wb", (2, 4)), concepts)
    assert set(lifted["q1"]) == {"bakkerij", "vlees"}
    assert lifted["q1"]["bakkerij"] == run["q1"]["d3"]


def test_slices_and_files_of_a_task(tiny: Path) -> None:
    task = melo(tiny, "tiny")
    assert task.slices == {"exact": {"q1": "ja", "q2": "nee"}, "words": {"q1": "1", "q2": "2"}}
    assert set(task.data) == {path.name for path in tiny.iterdir()}
    write(tiny / "queries.tsv", "q1\tbakkerin\nq2\tslager\n")
    assert melo(tiny, "tiny").digest != task.digest


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("queries.tsv", "q1\tbakker\textra\n", "queries.tsv, line 1: 3 columns"),
        ("corpus_elements.tsv", "d1\ta\nd1\tb\n", "corpus_elements.tsv, line 2: d1 comes twice"),
        ("annotations.tsv", "q1\t0\td9\t1\n", "d9 is not in the corpus"),
        ("annotations.tsv", "q9\t0\td1\t1\n", "query q9 has no text"),
        ("annotations.tsv", "q1\t0\td1\t7\n", "annotations.tsv, line 1: grade '7'"),
        ("annotations.tsv", "q1\t0\td1\t1\nq1\t0\td1\t1\n", "line 2: q1 and d1 are judged twice"),
        ("annotations.tsv", "", "annotations.tsv: is empty"),
        ("concept_mapping.tsv", "d1\tc1\n", "label d2 has no concept"),
    ],
)
def test_bad_files_get_one_error_with_file_and_line(
    tiny: Path, file: str, text: str, message: str
) -> None:
    write(tiny / file, text)
    with pytest.raises(DataError, match=message.replace("(", r"\(")):
        melo(tiny, "tiny")


@pytest.mark.parametrize("name", ["melo", "beir", "titles", "vdab"])
def test_a_folder_that_is_no_text_gets_one_error(name: str) -> None:
    with pytest.raises(SpecError, match=r"folder must be a text .* not 3"):
        make_task(f"{name}(3)", CONTEXT)


def test_an_unknown_level_gets_one_error(tiny: Path) -> None:
    with pytest.raises(SpecError, match="level must be label or concept, not 'concepts'"):
        make_task(f'melo("{tiny}", level="concepts")', CONTEXT)


def test_an_unknown_judge_gets_one_error_that_lists_the_judges() -> None:
    wrong = Context(coder, judge="zz")
    with pytest.raises(SpecError, match="werk1 has no judge 'zz'; judges: a, b"):
        make_task("persons", wrong)
    with pytest.raises(SpecError, match="werk1 has no judge 'zz'; judges: a, b"):
        run_check('judges("a", "zz")', CONTEXT)
