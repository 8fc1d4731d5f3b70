"""The judged collection: whole, agreed on, and a floor under the ranking (dev split only)."""

from __future__ import annotations

from pathlib import Path

import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from passend.api.bootstrap import make_coder, make_travel
from passend.api.settings import Settings
from passend.engine.coding import Coder
from passend.engine.model import VacancyKind
from passend.evaluation.collection import (
    Collection,
    Feasible,
    Split,
    agreement,
    qrels,
    read_collection,
    split_of,
)
from passend.evaluation.context import Context
from passend.evaluation.errors import DataError
from passend.evaluation.measures import per_query, summary
from passend.evaluation.ranking import rank_all
from passend.evaluation.tasks.placing import persons, vacancies

FOLDER = Path(__file__).resolve().parents[2] / "evaluation/collections/werk1"


@pytest.fixture(scope="module")
def collection() -> Collection:
    return read_collection(FOLDER)


def test_the_collection_is_as_its_card_says(collection: Collection) -> None:
    assert (len(collection.persons), len(collection.vacancies)) == (210, 60)
    kinds = [vacancy.effective_kind for vacancy in collection.vacancies.values()]
    assert kinds.count(VacancyKind.APPRENTICESHIP) == 13
    assert {name: len(pairs) for name, pairs in collection.judges.items()} == {"a": 493, "b": 470}
    for ids in (collection.persons, collection.vacancies):
        halves = [sum(split_of(one) is split for one in ids) for split in Split]
        assert halves == [len(ids) // 2] * 2


def test_the_judges_agree(collection: Collection) -> None:
    found = agreement(collection, "a", "b")
    assert found["kappa"] == pytest.approx(0.969, abs=0.001)
    assert found["kappa_listed"] == pytest.approx(0.881, abs=0.001)
    assert found["feasible"] == pytest.approx(0.935, abs=0.001)


def test_only_what_is_not_feasible_has_a_reason(collection: Collection) -> None:
    for pairs in collection.judges.values():
        for pair, judged in pairs.items():
            assert (judged.reason is not None) is (judged.feasible is Feasible.NO), pair


@pytest.fixture(scope="module")
def coder() -> Coder:
    settings = Settings(data=Path("not-used"))
    return make_coder(settings, make_travel(settings))


def texts(record: object) -> list[str]:
    if isinstance(record, str):
        return [] if record.startswith("http") else [record]
    if isinstance(record, tuple):
        return [text for item in record for text in texts(item)]
    fields = getattr(record, "__dataclass_fields__", ())
    return [text for name in fields for text in texts(getattr(record, name))]


@pytest.mark.parametrize(
    ("by", "final", "least"),
    [
        ("vacancy", False, 0.765),
        ("person", False, 0.775),
        ("vacancy", True, 0.85),
        ("person", True, 0.85),
    ],
)
def test_the_ranking_stays_above_its_floor_and_above_character_tf_idf(
    collection: Collection, coder: Coder, by: str, final: bool, least: float
) -> None:
    sides = (collection.vacancies, collection.persons)
    queries, documents = sides if by == "vacancy" else sides[::-1]
    judged = {
        query: grades
        for query, grades in qrels(collection, "a", by=by, final=final).items()
        if split_of(query) is Split.DEV and any(grades.values())
    }
    asked = {query: queries[query] for query in judged}
    ours = {
        query: {document: float(-rank) for rank, (document, _) in enumerate(ranked)}
        for query, ranked in rank_all(coder, asked, documents, 100, tiers=final)
    }
    found = summary(per_query(("nDCG@10",), judged, ours))["nDCG@10"]
    assert found >= least

    plain = [" ".join(texts(record)) for record in (*asked.values(), *documents.values())]
    rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    matrix = rows.fit_transform(plain)
    scores = (matrix[: len(asked)] @ matrix[len(asked) :].T).toarray()
    baseline = {
        query: dict(zip(documents, map(float, row), strict=True))
        for query, row in zip(asked, scores, strict=True)
    }
    lexical = summary(per_query(("nDCG@10",), judged, baseline))["nDCG@10"]
    assert found > lexical + (0.10 if by == "vacancy" or final else 0.02)


def test_no_pair_of_the_test_tasks_is_in_a_dev_task() -> None:
    """Looks at ids and splits alone: no judgement of the test half is shown."""

    class Unlabelled(Context):
        def label(self, code: str) -> str | None:
            return None

    def never() -> Coder:
        raise AssertionError("the coder is not needed")

    context = Unlabelled(never)
    pairs: dict[str, set[tuple[str, str]]] = {"dev": set(), "test": set()}
    for split, found in pairs.items():
        for made in (persons(context, split), vacancies(context, split)):
            rows = ((query.id, item.id) for query in made.queries for item in made.corpus)
            found.update(tuple(sorted(pair)) for pair in rows)  # type: ignore[misc]
            assert made.cut == len(made.corpus)
    assert pairs["dev"]
    assert pairs["test"]
    assert not pairs["dev"] & pairs["test"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("v01\tp001\t3\tyes", "line 1: 4 columns"),
        ("v01\tp999\t3\tyes\t-", "line 1: v01 or p999 is not in the collection"),
        ("v01\tp001\t4\tyes\t-", "line 1: grade '4' may not occur"),
        ("v01\tp001\t3\tmaybe\t-", "line 1: feasible is 'maybe'"),
        ("v01\tp001\t3\tyes\t-\nv01\tp001\t2\tyes\t-", "line 2: v01 and p001 are judged twice"),
    ],
)
def test_bad_judgements_get_one_error_with_file_and_line(
    tmp_path: Path, line: str, message: str
) -> None:
    for name in ("persons", "vacancies"):
        (tmp_path / f"{name}.jsonl").write_bytes((FOLDER / f"{name}.jsonl").read_bytes())
    (tmp_path / "judge-x.tsv").write_text(line + "\n")
    with pytest.raises(DataError, match=f"judge-x.tsv, {message}"):
        read_collection(tmp_path)


def test_bad_records_get_one_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no file of records of kind person"):
        read_collection(tmp_path)
    (tmp_path / "persons.jsonl").write_text('{"id": "p1", "vum": {"onbekend": 1}}\n')
    with pytest.raises(DataError, match=r"persons.jsonl, line 1"):
        read_collection(tmp_path)
