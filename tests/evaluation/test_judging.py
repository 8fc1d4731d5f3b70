"""Adding judgements: files of judges, pools, sessions, and two judges side by side."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.evaluation.collection import (
    Feasible,
    Judgement,
    agreement,
    qrels,
    read_collection,
)
from passend.evaluation.errors import DataError
from passend.evaluation.judging.comparison import compare_judges
from passend.evaluation.judging.form import HEADER, judgement_text, read_judgements
from passend.evaluation.judging.pool import (
    all_pairs,
    judged_share,
    pairs_of,
    pool_of,
    read_pool,
    read_pooled_run,
    write_pool,
)
from passend.evaluation.judging.session import (
    JudgeNameError,
    Judging,
    Walk,
    judge_file,
    own_order,
)

PERSONS = ("p1", "p2", "p3", "p4")
VACANCIES = ("v1", "v2", "v3")
YES = Judgement(2, Feasible.YES, None)
ZERO = Judgement(0, None, None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = {"bemiddelingspostcode": "6811AB"}
    persons = [{"id": one, "vum": {"idWerkzoekende": one, "mobiliteit": place}} for one in PERSONS]
    works = [
        {
            "id": one,
            "vum": {"idVacature": one, "naamVacature": "Kok", "adres": {"postcode": "6811AB"}},
        }
        for one in VACANCIES
    ]
    for kind, records in (("person", persons), ("vacancy", works)):
        rows = [json.dumps({"kind": kind, "source": "s", **record}) for record in records]
        name = "persons" if kind == "person" else "vacancies"
        (tmp_path / f"{name}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def write(folder: Path, judge: str, *lines: str) -> None:
    text = "".join(line.replace(" ", "\t") + "\n" for line in lines)
    (folder / f"judge-{judge}.tsv").write_text(text, encoding="utf-8")


def write_part(folder: Path, judge: str, *lines: str) -> None:
    write(folder, judge, *lines)
    path = folder / f"judge-{judge}.tsv"
    path.write_text(f"{HEADER}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


# Files of judges


def test_silence_of_a_complete_judge_is_grade_0_and_of_a_partial_judge_is_nothing(
    folder: Path,
) -> None:
    write(folder, "all", "v1 p1 3 yes -")
    write_part(folder, "part", "v1 p1 3 yes -", "v1 p2 0 - -", "v2 p1 1 no uren")
    found = read_collection(folder)
    assert (found.is_complete("all"), found.is_complete("part")) == (True, False)
    assert len(found.considered("all")) == 12
    assert found.considered("part") == [("v1", "p1"), ("v1", "p2"), ("v2", "p1")]
    assert qrels(found, "part", by="vacancy") == {
        "v1": {"p1": 3, "p2": 0},
        "v2": {"p1": 1},
        "v3": {},
    }
    assert qrels(found, "part", by="person", final=True)["p1"] == {"v1": 3, "v2": 0}
    assert qrels(found, "all", by="vacancy") == {"v1": {"p1": 3}, "v2": {}, "v3": {}}


def test_a_judge_who_considered_every_pair_one_by_one_is_complete(folder: Path) -> None:
    write_part(folder, "x", *(f"{v} {p} 0 - -" for v in VACANCIES for p in PERSONS))
    assert read_collection(folder).is_complete("x")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((HEADER, "v1 p1 0 yes -"), "line 2: grade 0 with a feasibility"),
        ((HEADER, "v1 p1 1 - -"), "line 2: feasible is '-'"),
        ((HEADER, "v1 p1 4 yes -"), "line 2: grade '4' may not occur"),
        (("v1 p1 0 - -",), "line 1: grade '0' may not occur"),
        (("v1 p1 1 yes -", HEADER), "line 2: 1 columns, expected 5"),
    ],
)
def test_a_line_of_another_form_gets_file_and_line(
    folder: Path, lines: tuple[str, ...], message: str
) -> None:
    rows = [line if line == HEADER else line.replace(" ", "\t") for line in lines]
    (folder / "judge-x.tsv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(DataError, match=f"judge-x.tsv, {message}"):
        read_collection(folder)


judgements = st.one_of(
    st.just(ZERO),
    st.builds(
        Judgement, st.integers(1, 3), st.sampled_from(["yes", "unknown"]).map(Feasible), st.none()
    ),
    st.builds(
        Judgement, st.integers(1, 3), st.just(Feasible.NO), st.sampled_from(["uren", "taal"])
    ),
)
pairs = st.tuples(st.sampled_from(VACANCIES), st.sampled_from(PERSONS))


@given(judged=st.dictionaries(pairs, judgements))
def test_what_is_written_is_read_back_sorted(
    tmp_path_factory: pytest.TempPathFactory, judged: dict[tuple[str, str], Judgement]
) -> None:
    path = tmp_path_factory.mktemp("judge") / "judge-x.tsv"
    path.write_text(judgement_text(judged), encoding="utf-8")
    found, partial = read_judgements(path, VACANCIES, PERSONS)
    assert partial
    assert found == judged
    for (one, first), (two, second) in pairwise(found.items()):
        assert (one[0], -first.grade, one[1]) < (two[0], -second.grade, two[1])


# Agreement


def kappa(rows: list[tuple[int, int]]) -> float:
    """Quadratically weighted kappa from its definition: 1 − observed / expected disagreement."""
    n = len(rows)
    observed = sum((a - b) ** 2 for a, b in rows) / n
    expected = sum((a - b) ** 2 for a, _ in rows for _, b in rows) / n**2
    return 1 - observed / expected


def test_partial_judges_are_compared_on_what_both_considered(folder: Path) -> None:
    write_part(
        folder,
        "a",
        "v1 p1 3 yes -",
        "v1 p2 0 - -",
        "v2 p1 1 no uren",
        "v2 p2 0 - -",
        "v3 p3 3 yes -",
    )
    write_part(
        folder,
        "b",
        "v1 p1 2 yes -",
        "v1 p2 1 yes -",
        "v2 p1 2 unknown -",
        "v2 p2 0 - -",
        "v3 p4 0 - -",
    )
    write(folder, "c", "v1 p1 3 yes -", "v3 p1 1 yes -")
    found = read_collection(folder)
    both = agreement(found, "a", "b")
    assert both["kappa"] == pytest.approx(kappa([(3, 2), (0, 1), (1, 2), (0, 0)]))
    assert both["kappa_listed"] == pytest.approx(kappa([(3, 2), (0, 1), (1, 2)]))
    # yes-yes and no-unknown: 1/2 observed, (1/2)(1/2) expected.
    assert both["feasible"] == pytest.approx((1 / 2 - 1 / 4) / (1 - 1 / 4))
    with_complete = agreement(found, "a", "c")
    assert with_complete["kappa"] == pytest.approx(kappa([(3, 3), (0, 0), (1, 0), (0, 0), (3, 0)]))


def test_a_kappa_that_is_not_defined_is_left_out(folder: Path) -> None:
    write_part(folder, "a", "v1 p1 3 yes -", "v1 p2 0 - -")
    write_part(folder, "b", "v1 p1 3 yes -", "v1 p2 0 - -")
    write_part(folder, "c", "v2 p1 3 yes -")
    found = read_collection(folder)
    assert agreement(found, "a", "b") == {"kappa": pytest.approx(1.0)}
    assert agreement(found, "a", "c") == {}
    assert compare_judges(found, "a", "c").pairs == 0


def test_the_comparison_counts_grades_and_sorts_by_difference(folder: Path) -> None:
    write_part(folder, "a", "v1 p1 3 yes -", "v1 p2 0 - -", "v2 p1 1 yes -", "v2 p2 1 yes -")
    write_part(folder, "b", "v1 p1 3 yes -", "v1 p2 1 yes -", "v2 p1 3 yes -", "v2 p2 2 yes -")
    found = compare_judges(read_collection(folder), "a", "b")
    assert found.table == ((0, 1, 0, 0), (0, 0, 1, 1), (0, 0, 0, 0), (0, 0, 0, 1))
    assert (found.pairs, found.listed, found.both) == (4, 4, 3)
    assert found.furthest == ((2, ("v2", "p1")), (1, ("v1", "p2")), (1, ("v2", "p2")))


# Pools


RUN_A = {"v1": {"p1": 9.0, "p2": 8.0, "p3": 7.0}, "v2": {"p4": 1.0, "p3": 1.0, "p2": 1.0}}
RUN_B = {"v1": {"p3": 0.5, "p1": 0.4}}


def test_a_pool_is_the_union_of_the_tops_with_ties_by_document_descending() -> None:
    found = pool_of([RUN_A, RUN_B], PERSONS, depth=2, extra=0, seed=1)
    assert {query: set(documents) for query, documents in found.items()} == {
        "v1": {"p1", "p2", "p3"},
        "v2": {"p4", "p3"},
    }


def test_random_documents_come_from_outside_the_union() -> None:
    found = pool_of([RUN_A, RUN_B], PERSONS, depth=1, extra=1, seed=1)
    assert len(found["v1"]) == 3
    assert {"p1", "p3"} < set(found["v1"])
    assert len(pool_of([RUN_A], PERSONS, depth=1, extra=99, seed=1)["v2"]) == len(PERSONS)


@given(
    runs=st.permutations([RUN_A, RUN_B, {"v1": {"p2": 1.0}}]),
    depth=st.integers(1, 4),
    extra=st.integers(0, 4),
    seed=st.integers(0, 9),
)
def test_a_pool_does_not_depend_on_the_order_of_the_runs(
    runs: list[dict[str, dict[str, float]]], depth: int, extra: int, seed: int
) -> None:
    found = pool_of(runs, PERSONS, depth=depth, extra=extra, seed=seed)
    again = pool_of(runs[::-1], PERSONS[::-1], depth=depth, extra=extra, seed=seed)
    assert list(found.items()) == list(again.items())
    assert all(len(set(documents)) == len(documents) for documents in found.values())


def test_the_order_of_a_pool_follows_no_score() -> None:
    documents = [f"d{number:03}" for number in range(200)]
    run = {"q": {one: float(-place) for place, one in enumerate(documents)}}
    (order,) = pool_of([run], documents, depth=200, extra=0, seed=7).values()
    places = [documents.index(one) for one in order]
    rising = sum(first < second for first, second in pairwise(places))
    assert 70 < rising < 130
    (other,) = pool_of([run], documents, depth=200, extra=0, seed=8).values()
    assert other != order


def test_all_pairs_are_all_pairs_once() -> None:
    found = all_pairs(VACANCIES, PERSONS, seed=3)
    assert sorted(pairs_of(found, "vacancy")) == [(v, p) for v in VACANCIES for p in PERSONS]
    assert found == all_pairs(VACANCIES[::-1], PERSONS[::-1], seed=3)


def test_pairs_are_vacancy_first_whoever_asks() -> None:
    assert pairs_of({"v1": ["p1"]}, "vacancy") == [("v1", "p1")]
    assert pairs_of({"p1": ["v1"]}, "person") == [("v1", "p1")]


def test_judged_share_is_the_mean_share_of_the_top() -> None:
    considered = {("v1", "p1"), ("v1", "p3"), ("v2", "p3")}
    assert judged_share(RUN_A, considered, k=2) == pytest.approx((1 / 2 + 1 / 2) / 2)
    assert judged_share(RUN_A, considered, k=10) == pytest.approx((2 / 3 + 1 / 3) / 2)
    assert judged_share(RUN_B, considered) == 1


def test_a_pool_is_read_back_as_written(folder: Path) -> None:
    pool = all_pairs(PERSONS, VACANCIES, seed=3)
    write_pool(folder / "sub" / "pool.tsv", pool)
    assert list(read_pool(folder / "sub" / "pool.tsv", read_collection(folder)).items()) == list(
        pool.items()
    )
    assert [path.name for path in (folder / "sub").iterdir()] == ["pool.tsv"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("v1\tp1\nv1 p2\n", "line 2: 1 columns"),
        ("v1\tp1\nv1\tp1\n", "line 2: v1 and p1 stand twice"),
        ("v1\tp1\nv1\tp9\n", "line 2: p9 is not in the collection"),
        ("v1\tp1\nv9\tp1\n", "line 2: v9 is not in the collection"),
        ("v1\tp1\np2\tv1\n", "its queries are of two"),
        ("v1\tv2\n", "line 1: v2 is not in the collection on that side"),
        ("x1\tp2\n", "its queries are not in the collection"),
    ],
)
def test_a_bad_pool_gets_one_error(folder: Path, text: str, message: str) -> None:
    path = folder / "pool.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=f"pool.tsv.*{message}"):
        read_pool(path, read_collection(folder))


def test_a_run_with_unknown_ids_gets_its_line(folder: Path) -> None:
    path = folder / "run.txt"
    path.write_text("v1 Q0 p1 1 2.0 t\n\nv1 Q0 p9 2 1.0 t\n", encoding="utf-8")
    assert set(read_pooled_run(path)["v1"]) == {"p1", "p9"}
    with pytest.raises(DataError, match=r"run.txt, line 3: p9 is not in the collection"):
        read_pooled_run(path, read_collection(folder))


# Sessions


def test_every_answer_is_on_disk_at_once_and_resumed(folder: Path) -> None:
    judging = Judging(folder, read_collection(folder), "anna")
    assert not judging.path.exists()
    judging.save(("v1", "p1"), YES)
    judging.save(("v1", "p2"), ZERO)
    judging.save(("v1", "p1"), Judgement(1, Feasible.NO, "uren"))
    assert judging.path.read_text(encoding="utf-8").splitlines() == [
        HEADER,
        "v1\tp1\t1\tno\turen",
        "v1\tp2\t0\t-\t-",
    ]
    later = Judging(folder, read_collection(folder), "anna")
    assert later.judged == judging.judged
    assert not list(folder.glob(".*"))


def test_a_session_does_not_write_over_what_another_wrote(folder: Path) -> None:
    one = Judging(folder, read_collection(folder), "anna")
    two = Judging(folder, read_collection(folder), "anna")
    one.save(("v1", "p1"), YES)
    with pytest.raises(DataError, match="changed by something else"):
        two.save(("v1", "p2"), YES)
    assert "p2" not in one.path.read_text(encoding="utf-8")


def test_a_failed_write_keeps_the_answers_before_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judging = Judging(folder, read_collection(folder), "anna")
    judging.save(("v1", "p1"), YES)
    before = judging.path.read_bytes()

    def full(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="disk full"):
        judging.save(("v1", "p2"), YES)
    assert judging.path.read_bytes() == before
    assert ("v1", "p2") not in judging.judged
    assert not list(folder.glob(".*"))


def test_a_complete_judge_is_not_added_to(folder: Path) -> None:
    write(folder, "a", "v1 p1 3 yes -")
    with pytest.raises(DataError, match=r"judge-a.tsv: is by a judge who considered every pair"):
        Judging(folder, read_collection(folder), "a")


@pytest.mark.parametrize("name", ["", "../x", "a/b", "Anna", "a b", "-a", "a.b", "x" * 41, "a\n"])
def test_a_name_that_is_no_file_name_is_refused(name: str) -> None:
    with pytest.raises(JudgeNameError):
        judge_file(Path(), name)


def test_a_walk_goes_to_what_is_not_judged_and_back_to_what_is() -> None:
    order = [("v1", one) for one in PERSONS]
    judged = {order[0]: YES}
    walk = Walk(order, judged)
    assert (walk.pair, walk.left) == (order[1], 3)
    walk.skip()
    assert walk.pair == order[2]
    assert walk.back()
    assert walk.back()
    assert walk.pair == order[0]
    assert not walk.back()
    walk.advance()
    assert walk.pair == order[2]
    judged |= {order[2]: YES, order[3]: YES}
    walk.advance()
    assert (walk.pair, walk.left) == (None, 1)
    assert walk.back()
    assert walk.pair == order[3]
    assert Walk(order, judged).pair == order[1]


def test_judges_may_have_an_order_of_their_own() -> None:
    pool = all_pairs([f"v{n}" for n in range(9)], [f"p{n}" for n in range(9)], seed=1)
    one, two = own_order(pool, "anna"), own_order(pool, "bram")
    assert list(one) != list(two)
    assert list(one.items()) == list(own_order(pool, "anna").items())
    for found in (one, two):
        assert {query: sorted(documents) for query, documents in found.items()} == {
            query: sorted(documents) for query, documents in pool.items()
        }
