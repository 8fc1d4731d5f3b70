"""The bag of subwords: what it counts, what it keeps, what it refuses to read."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.bag import BagEncoder, Origin, features, known_bits
from passend.taxonomy.errors import TaxonomyError

ORIGIN = Origin("proef", ("eigen namen",), crosswalk=True, seed=3)
WORDS = ["kok", "heftruckchauffeur", "verpleegkundige", "metselaar"]


def bag(rows: int = 500, dimensions: int = 16) -> BagEncoder:
    chance = np.random.default_rng(7)
    return BagEncoder.of(chance.normal(size=(rows, dimensions)).astype(np.float32), WORDS, ORIGIN)


def test_a_word_is_itself_and_its_ngrams_with_boundaries() -> None:
    parts = ["=kok", "<ko", "kok", "ok>", "<kok", "kok>", "<kok>"]
    assert features("kok") == [zlib.crc32(part.encode()) for part in parts]


def test_a_vector_is_the_unit_sum_of_the_rows() -> None:
    made = bag()
    rows = [part % 500 for word in ("kok", "metselaar") for part in features(word)]
    whole = (made.table.astype(np.float64) * made.scale[:, None])[rows].sum(axis=0)
    (found,) = made.encode(["Kok, metselaar!"])
    assert found == pytest.approx(whole / np.linalg.norm(whole), abs=1e-5)


def test_eight_bits_keep_a_row_within_half_a_step() -> None:
    exact = np.random.default_rng(1).normal(size=(300, 8)).astype(np.float32)
    made = BagEncoder.of(exact, WORDS, ORIGIN)
    off = np.abs(made.table * made.scale[:, None] - exact)
    assert (off <= made.scale[:, None] / 2 + 1e-7).all()


@given(st.lists(st.text(max_size=30), max_size=5))
def test_every_vector_has_length_one_or_is_zero(texts: list[str]) -> None:
    lengths = np.linalg.norm(bag().encode(texts), axis=1)
    assert all(length == pytest.approx(1, abs=1e-4) or length == 0 for length in lengths)


@pytest.mark.parametrize("text", ["", "   ", "!?", "xqzvwj qqxzzkw"])
def test_what_holds_nothing_known_has_no_vector(text: str) -> None:
    assert not bag().encode([text]).any()


def test_case_accents_and_the_other_texts_change_nothing() -> None:
    made = bag()
    alone = made.encode(["Metselaar"])[0]
    (first, _, last) = made.encode(["métselaar", "kok", "METSELAAR"])
    assert (alone == first).all()
    assert (alone == last).all()


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    made = bag()
    made.save(tmp_path / "a" / "bag.npz")
    found = BagEncoder.load(tmp_path / "a" / "bag.npz")
    assert found.origin == ORIGIN
    assert found.digest == made.digest
    assert found.name == made.name == f"bag-proef-16-{made.digest[:8]}"
    assert (found.encode(WORDS) == made.encode(WORDS)).all()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["bag.npz"]


def test_one_encoder_gives_one_file(tmp_path: Path) -> None:
    bag().save(tmp_path / "one.npz")
    bag().save(tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


@pytest.mark.parametrize("content", [b"", b"niets", b"PK\x03\x04" + bytes(40)])
def test_a_file_that_is_no_bag_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bag.npz"
    path.write_bytes(content)
    with pytest.raises(TaxonomyError, match=r"bag\.npz"):
        BagEncoder.load(path)


def test_an_array_that_is_no_bag_is_named(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", format=np.array("iets anders"))
    with pytest.raises(TaxonomyError, match=r"other\.npz: format iets anders"):
        BagEncoder.load(tmp_path / "other.npz")


def test_known_bits_hold_every_part_of_every_word() -> None:
    bits = np.unpackbits(known_bits(WORDS))
    for word in WORDS:
        assert all(bits[part % len(bits)] for part in features(word))
    assert bits.sum() <= sum(len(features(word)) for word in WORDS)
