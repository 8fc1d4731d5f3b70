"""``passend taxonomy train``: one seed one file, and no false word about crosswalks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from passend.api.cli import app
from passend.taxonomy.bag import BagEncoder

RUN = CliRunner()
# The trainer's libraries warn about each other; ours do not.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.tsv"
    rows = [("a", "kok"), ("a", "keukenkracht"), ("b", "kapper"), ("b", "coiffeur")]
    path.write_text("".join(f"urn:{iri}\t{name}\n" for iri, name in rows), encoding="utf-8")
    return path


def test_the_same_seed_gives_the_same_file(names: Path, tmp_path: Path) -> None:
    told = []
    for out in ("one.npz", "two.npz"):
        options = ["--out", str(tmp_path / out), "--names", str(names), "--teacher", "none"]
        done = RUN.invoke(app, ["taxonomy", "train", *options, "--crosswalk-free", "--json"])
        assert done.exit_code == 0, done.output
        told.append(json.loads(done.stdout))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    made = BagEncoder.load(tmp_path / "one.npz")
    assert told[0]["name"] == told[1]["name"] == made.name
    assert not made.origin.crosswalk
    assert made.origin.sources[0].startswith("names.tsv (sha256 ")


def test_names_of_a_national_list_are_never_called_crosswalk_free(tmp_path: Path) -> None:
    options = ["--out", str(tmp_path / "m.npz"), "--starter", "--crosswalk-free"]
    done = RUN.invoke(app, ["taxonomy", "train", *options])
    assert done.exit_code == 2
    assert "names of starter" in done.stderr
    assert not (tmp_path / "m.npz").exists()


def test_nothing_to_learn_from_is_told(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["taxonomy", "train", "--out", str(tmp_path / "m"), "--teacher", "none"])
    assert done.exit_code == 2
    assert "nothing to learn from" in done.stderr.replace("\n", " ")
