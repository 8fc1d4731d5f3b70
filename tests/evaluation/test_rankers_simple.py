"""Chance, edit distance and lexical rankers, their names, and a ranker of one's own."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from passend.evaluation.context import Context
from passend.evaluation.items import Item
from passend.evaluation.measures import summary
from passend.evaluation.rankers import make_ranker, ranker_help
from passend.evaluation.rankers.chance import Chance
from passend.evaluation.rankers.edit import EditSimilarity
from passend.evaluation.rankers.lexical import BM25
from passend.evaluation.rankers.parameters import spec_name
from passend.evaluation.runner import RankerError, ranked, values_of
from passend.evaluation.specs import SpecError, parse
from passend.evaluation.tasks import Task
from passend.evaluation.tasks.linking import melo
from tests.support import ROOT, coder, examples

MELO = ROOT.parent / "shared/benchmarks/melo_nld_q_nl_c_nl"
CONTEXT = Context(coder)


def items(*texts: str) -> list[Item]:
    return [Item(f"d{number}", text) for number, text in enumerate(texts)]


def scored(ranker, corpus, queries):
    ranker.fit(corpus)
    return np.asarray(ranker.score(queries))


# Chance


def test_chance_depends_on_seed_and_pair_alone() -> None:
    corpus, queries = items("a", "b", "c"), [Item("q1", "x"), Item("q2", "y")]
    first = scored(Chance(7), corpus, queries)
    turned = scored(Chance(7), corpus[::-1], queries[::-1])
    assert (turned == first[::-1, ::-1]).all()
    assert (scored(Chance(7), corpus[1:2], queries[1:]) == first[1:, 1:2]).all()
    assert (scored(Chance(8), corpus, queries) != first).all()


def test_chance_is_the_same_in_another_process() -> None:
    script = (
        "import json; from passend.evaluation.rankers.chance import Chance; "
        "from passend.evaluation.items import Item; r = Chance(20261125); "
        "r.fit([Item('d0', ''), Item('d1', '')]); "
        "print(json.dumps(r.score([Item('q', '')]).tolist()))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    here = scored(Chance(20261125), items("", ""), [Item("q", "")]).tolist()
    assert [json.loads(answer) for answer in answers] == [here]


def test_chance_is_even() -> None:
    corpus = [Item(f"d{n}", "") for n in range(2000)]
    scores = scored(Chance(1), corpus, [Item(f"q{n}", "") for n in range(50)])
    counts, _ = np.histogram(scores, bins=10, range=(0, 1000))
    assert counts.sum() == scores.size
    # 10,000 expected in each; the standard deviation is 95.
    assert np.abs(counts - 10_000).max() < 500
    assert abs(np.corrcoef(scores[0], scores[1])[0, 1]) < 0.1
    assert abs(np.corrcoef(scores[:, 0], scores[:, 1])[0, 1]) < 0.5
    assert len(np.unique(scores)) == scores.size


# Edit distance


@given(st.text("abc é", max_size=12), st.text("abc é", max_size=12))
@examples(100)
def test_ratio_is_one_minus_the_share_of_letters_to_insert_or_delete(a: str, b: str) -> None:
    (found,) = scored(EditSimilarity("ratio"), [Item("d", b)], [Item("q", a)])
    a, b = a.replace("é", "e"), b.replace("é", "e")
    if a.strip() and b.strip():
        assert found[0] == pytest.approx(100 * (1 - Indel.distance(a, b) / (len(a) + len(b))))
    else:
        assert found[0] == 0


def test_scorers_treat_the_order_of_words_differently() -> None:
    corpus, query = items("kok in opleiding"), [Item("q", "Opleiding kok")]
    found = {
        scorer: scored(EditSimilarity(scorer), corpus, query)[0, 0]
        for scorer in ("ratio", "token_sort", "token_set")
    }
    assert found["ratio"] < found["token_sort"] < found["token_set"] == 100
    with pytest.raises(SpecError, match="scorer must be one of partial, ratio"):
        EditSimilarity("levenshtein")


@pytest.mark.shared
def test_the_published_melo_row_of_edit_distance_is_reproduced() -> None:
    if not MELO.is_dir():
        pytest.skip("../shared is absent: no melo")
    task = melo(MELO, "melo")
    found = summary(values_of(task, ranked(EditSimilarity("ratio"), task)))
    row = [0.4275, 0.1546, 0.3704, 0.4921, 0.5359, 0.1766, 0.2380, 0.3185]
    assert list(found.values()) == pytest.approx(row, abs=0.0005)


# Names


WITH_RANKERS = {"rrf": "rrf(bm25, char_wb)", "zscore": "zscore(bm25, char_wb)"}
NEEDS_A_FOLDER = {"dense"}


@pytest.mark.parametrize("name", sorted(ranker_help().keys() - NEEDS_A_FOLDER))
def test_every_ranker_can_be_made_again_from_its_name(name: str) -> None:
    ranker = make_ranker(WITH_RANKERS.get(name, name), CONTEXT)
    assert str(parse(ranker.name)) == ranker.name
    assert make_ranker(ranker.name, CONTEXT).name == ranker.name
    assert ranker_help()[name]


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        ("bm25", "bm25"),
        ("bm25(1.5)", "bm25"),
        ("bm25(2,b=0.4)", "bm25(k1=2, b=0.4)"),
        ("bm25(k1=1.2)", "bm25(k1=1.2)"),
        ('bm25(words="words")', 'bm25(words="words")'),
        ("bm25(words=None)", "bm25"),
        ("char(longest=4)", "char(longest=4)"),
        ("char_wb(2, 5, sublinear=False)", "char_wb(sublinear=False)"),
        ("word(1, 2)", "word(longest=2)"),
        ('edit("token_set")', "edit"),
        ('edit(scorer="ratio")', 'edit(scorer="ratio")'),
        ("rrf(bm25(k1=1.2), random, k=60.0)", "rrf(bm25(k1=1.2), random)"),
        ("rrf(rrf(bm25, word), edit, depth=20)", "rrf(rrf(bm25, word), edit, depth=20)"),
        ('zscore(bm25, word, weights="1,1.0")', "zscore(bm25, word)"),
        ('zscore(bm25, word, weights="1,.25")', 'zscore(bm25, word, weights="1, 0.25")'),
    ],
)
def test_a_name_tells_what_is_not_usual(spec: str, name: str) -> None:
    assert make_ranker(spec, CONTEXT).name == name
    assert make_ranker(name, CONTEXT).name == name


@given(st.floats(0, 1e300), st.floats(0, 1))
@examples(50)
def test_a_name_keeps_every_digit(k1: float, b: float) -> None:
    again = make_ranker(BM25(k1, b).name, CONTEXT)
    assert (again.k1, again.b) == (k1, b)


@given(st.text(max_size=20))
@examples(50)
def test_a_text_in_a_name_is_read_back(text: str) -> None:
    try:
        found = parse(spec_name("x", (text,)))
    except SpecError:
        # Python's parser takes no lone surrogates and no NUL; line breaks need escapes.
        assert any(not letter.isprintable() for letter in text)
    else:
        assert found.args == (text,)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("bm25(k1=-1)", "k1 must be a number from 0, not -1"),
        ("bm25(k1=1e999)", "k1 must be a number from 0, not inf"),
        ("bm25(b=2)", "b must be a number from 0 to 1, not 2"),
        ('bm25(k1="much")', "k1 must be a number from 0, not 'much'"),
        ('bm25(words="tokens")', "words must be one of white space, words, not 'tokens'"),
        ("bm25(True)", "k1 must be a number"),
        ("word(shortest=0)", "shortest must be a whole number from 1, not 0"),
        ("char(3, 2)", "longest must be a whole number from 3, not 2"),
        ("char(sublinear=1)", "sublinear must be True or False, not 1"),
        ("rrf(bm25)", "rrf fuses at least two rankers"),
        ("rrf(bm25, 3)", "rrf: 3 is no ranker"),
        ('zscore(bm25, "char")', "zscore: 'char' is no ranker"),
        ("rrf(bm25, word, depth=0)", "depth must be a whole number from 1"),
        ("rrf(bm25, word, k=-1)", "k must be a number from 0"),
        ('zscore(bm25, word, weights="1")', "weights: 1 numbers for 2 rankers"),
        ('zscore(bm25, word, weights="a, b")', "'a, b' are no numbers with commas"),
        ('zscore(bm25, word, weights="nan, 1")', "weights must be a number from 0, not nan"),
        ('zscore(bm25, word, weights="0, 0")', "weights: all are 0"),
        ("zscore(bm25, word, weights=2)", "weights must be a text"),
        ("rrf(bm25, nothing)", "no ranker is called 'nothing'"),
        ("e5(3)", "too many positional arguments"),
    ],
)
def test_a_wrong_parameter_gets_one_error_that_names_it(spec: str, message: str) -> None:
    with pytest.raises(SpecError, match=message):
        make_ranker(spec, CONTEXT)


def test_parameters_reach_the_ranker() -> None:
    corpus, query = items("rode wijn", "wijn rode"), [Item("q", "rode wijn")]
    assert scored(make_ranker("word", CONTEXT), corpus, query)[0] == pytest.approx([1, 1])
    assert scored(make_ranker("word(2, 2)", CONTEXT), corpus, query)[0] == pytest.approx([1, 0])
    corpus, query = items("kok kok kok bakker", "kok bakker"), [Item("q", "kok")]
    plain = scored(make_ranker("word", CONTEXT), corpus, query)
    dampened = scored(make_ranker("word(sublinear=True)", CONTEXT), corpus, query)
    assert dampened[0, 0] < plain[0, 0]
    assert dampened[0, 1] == pytest.approx(plain[0, 1])
    corpus = items("kok", "kok in een groot huis", "slager", "bakker", "lasser")
    long, short = (scored(make_ranker(s, CONTEXT), corpus, query)[0] for s in ("bm25(b=0)", "bm25"))
    assert long[0] == long[1] > 0
    assert short[0] > short[1] > 0


def test_bm25_leaves_punctuation_off_words_of_records_alone() -> None:
    texts = ("Ik las, en ik bak.", "Ik bak brood", *("iets anders",) * 4)
    person = next(iter(CONTEXT.collection.persons.values()))
    short, records = items(*texts), [Item(f"d{n}", t, person) for n, t in enumerate(texts)]
    query = [Item("q", "bak")]

    def found(spec: str, corpus: list[Item]) -> list[bool]:
        return list(scored(make_ranker(spec, CONTEXT), corpus, query)[0] > 0)

    white, words = [False, True, *[False] * 4], [True, True, *[False] * 4]
    assert found("bm25", short) == found('bm25(words="white space")', records) == white
    assert found("bm25", records) == found('bm25(words="words")', short) == words


# What a score counts


class Fixed:
    name = "fixed"

    def __init__(self, rows: object) -> None:
        self.rows = rows

    def fit(self, corpus: object) -> None:
        pass

    def score(self, queries: object) -> object:
        return self.rows


def run_of(row: list[float]) -> dict[str, float]:
    task = Task(
        name="one",
        queries=(Item("q", ""),),
        corpus=tuple(items(*[""] * len(row))),
        qrels={"q": {"d0": 1}},
        measures=("RR",),
    )
    return ranked(Fixed([row]), task)["q"]


@given(st.lists(st.integers(-999, 999), min_size=1, max_size=8), st.integers(-280, 280))
@examples(200)
def test_a_ranking_is_the_same_in_whatever_unit_it_is_scored(row: list[int], power: int) -> None:
    plain = run_of([float(value) for value in row])
    assert list(run_of([value * 10.0**power for value in row])) == list(plain)


@given(st.lists(st.floats(-1e300, 1e300), min_size=2, max_size=8))
@examples(200)
def test_rounding_never_turns_an_order_round(row: list[float]) -> None:
    try:
        found = run_of(row)
    except RankerError:
        assert max(row) - min(row) < 1e-4 * max(1, *map(abs, row))
    else:
        for a, b in itertools.combinations(range(len(row)), 2):
            if row[a] > row[b]:
                assert found[f"d{a}"] >= found[f"d{b}"]


def test_scores_count_to_five_decimals_small_ones_to_five_digits() -> None:
    found = run_of([2.3456712, 0.0123456712, 1e-17, -1e-17])
    assert list(found.values()) == [2.34567, 0.012346, 0.0, 0.0]
    # A billionth of the largest is the limit.
    found = run_of([100_000.123456, 0.0123456712])
    assert list(found.values()) == [100_000.12346, 0.01235]
    assert list(run_of([0.123451, 0.123454, 0.0]))[:2] == ["d0", "d1"], (
        "a tie in the order of the corpus"
    )
    assert list(run_of([1.1e-9, 1.2e-9])) == ["d1", "d0"]


def test_scores_that_all_differ_too_little_are_refused() -> None:
    with pytest.raises(RankerError, match="fixed on one: the scores of query q differ too little"):
        run_of([1 + 2e-6, 1 + 1e-6, 1 - 1e-6])
    assert len(run_of([0.7, 0.7 + 1e-9])) == 2, "noise of 32-bit floats is a tie"
    assert len(run_of([3.0, 3.0])) == 2


@pytest.mark.parametrize("rows", [[[1, 2, 3], [1, 2]], [["a", "b", "c"]] * 2, None, [None, None]])
def test_scores_that_are_no_table_of_numbers_are_refused(rows: object) -> None:
    with pytest.raises(RankerError, match="fixed on tiny: scores"):
        ranked(Fixed(rows), tiny())


# A ranker of one's own


EXAMPLE = "examples/shared_words.py:SharedWords"


def tiny() -> Task:
    return Task(
        name="tiny",
        queries=(Item("q1", "Bakker van brood"), Item("q2", "slager")),
        corpus=tuple(items("brood van de bakker", "de slager", "bakker")),
        qrels={"q1": {"d0": 2, "d2": 1}, "q2": {"d1": 1}},
        measures=("nDCG@10",),
    )


def test_the_example_of_a_ranker_of_ones_own_takes_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ranker = make_ranker(EXAMPLE, CONTEXT)
    run = ranked(ranker, tiny())
    assert run["q1"] == {"d0": 3.0, "d2": 1.0, "d1": 0.0}
    assert values_of(tiny(), run)["nDCG@10"] == {"q1": 1.0, "q2": 1.0}


def test_a_ranker_of_ones_own_can_be_fused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    spec = f'rrf(bm25, "{EXAMPLE}")'
    ranker = make_ranker(spec, CONTEXT)
    assert ranker.name == spec
    assert ranker.resources == ()
    assert next(iter(ranked(ranker, tiny())["q1"])) == "d0"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("class A:\n    def", "cannot be run (SyntaxError: invalid syntax, line 2)"),
        ("import nothing_like_it\n", "No module named 'nothing_like_it', own.py line 1)"),
        ("1 / 0\n", "cannot be run (ZeroDivisionError: division by zero, own.py line 1)"),
        ("class A:\n    def __init__(self, x): ...\n", "cannot be made (TypeError: "),
        ("class A:\n    def __init__(self):\n        {}['k']\n", "'k', own.py line 3)"),
        ("A = 3\n", "cannot be made (TypeError: 'int' object is not callable)"),
        ("class B: ...\n", "own.py has no A"),
        ("class A: ...\n", "A has no name and no fit and no score"),
    ],
)
def test_a_faulty_file_of_ones_own_gets_one_error_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "own.py").write_text(text)
    with pytest.raises(SpecError, match=re.escape(message)):
        make_ranker(f"{tmp_path}/own.py:A", CONTEXT)


@pytest.mark.parametrize(
    ("fit", "score", "message"),
    [
        ("import nothing_like_it", "pass", "No module named 'nothing_like_it', own.py line 4"),
        ("pass", "return queries[99]", "IndexError: tuple index out of range, own.py line 6"),
        ("pass", "import numpy; return numpy.zeros(2) @ numpy.zeros(3)", "own.py line 6"),
    ],
)
def test_a_ranker_of_ones_own_that_fails_gets_one_error_with_its_line(
    tmp_path: Path, fit: str, score: str, message: str
) -> None:
    (tmp_path / "own.py").write_text(
        f"class A:\n    name = 'mine'\n    def fit(self, corpus):\n        {fit}\n"
        f"    def score(self, queries):\n        {score}\n"
    )
    with pytest.raises(RankerError, match=f"^mine on tiny: .*{re.escape(message)}"):
        ranked(make_ranker(f"{tmp_path}/own.py:A", CONTEXT), tiny())


def test_faults_of_the_products_own_code_are_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        ranked(Broken(), tiny())


class Broken(Fixed):
    def __init__(self) -> None:
        super().__init__(None)

    def score(self, queries: object) -> object:
        return 1 / 0


def test_the_example_is_short() -> None:
    text = (ROOT / "examples/shared_words.py").read_text(encoding="utf-8")
    body = text[text.index("class SharedWords") :].splitlines()
    code = [line for line in body if line.strip() and not line.strip().startswith('"""')]
    assert len(code) <= 10
