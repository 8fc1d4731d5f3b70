"""``passend link``: lines in, one JSON line out for each, in the order they came."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from passend.api.cli import app
from passend.taxonomy.bag import BagEncoder, Origin
from passend.taxonomy.library import load_taxonomy

RUN = CliRunner()


def linked(text: str | bytes, *options: str) -> list[dict]:
    done = RUN.invoke(app, ["link", *options], input=text)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_line_has_an_answer_of_the_form_that_is_promised() -> None:
    texts = ["metselaar", "", "heftruck rijden", "qwrtzx pfwvk", "kok"]
    rows = linked("\n".join(texts) + "\n")
    assert [row["text"] for row in rows] == texts
    for row in rows:
        assert set(row) == {"text", "results", "encoder"}
        assert all(set(one) == {"iri", "label", "score", "method"} for one in row["results"])
        scores = [one["score"] for one in row["results"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert {one["method"] for one in row["results"]} <= {"exact", "fuzzy", "semantic"}
    assert [bool(row["results"]) for row in rows] == [True, False, True, False, True]


@pytest.mark.parametrize(
    ("text", "method"),
    [("Metselaar", "exact"), ("METSELAAR", "exact"), ("metselaer", "fuzzy")],
)
def test_a_name_is_found_as_it_is_written(text: str, method: str) -> None:
    (row,) = linked(f"{text}\n", "--kind", "occupation")
    assert row["results"][0]["label"] == "Metselaar"
    assert row["results"][0]["method"] == method
    assert (row["results"][0]["score"] == 1) == (method == "exact")


@pytest.mark.parametrize(
    ("kind", "kinds"), [("occupation", {"occupation"}), ("skill", {"skill", "knowledge"})]
)
def test_only_the_kind_that_is_asked_for_comes(kind: str, kinds: set[str]) -> None:
    starter = load_taxonomy()
    rows = linked("metselen\nkapper\nlassen\n", "--kind", kind, "--least", "0")
    found = {starter.kinds[starter.ids[one["iri"]]].value for r in rows for one in r["results"]}
    assert found <= kinds


def test_top_limits_and_least_refuses() -> None:
    (row,) = linked("monteur\n", "--top", "2", "--least", "0")
    assert len(row["results"]) == 2
    (none,) = linked("zoiets als monteur\n", "--least", "1")
    assert none["results"] == []


def test_the_last_line_needs_no_end_and_windows_ends_are_no_text() -> None:
    rows = linked("kok\r\nkapper")
    assert [row["text"] for row in rows] == ["kok", "kapper"]


def test_many_lines_give_what_one_by_one_gives() -> None:
    names = [concept.label for concept in load_taxonomy().concepts[:150]]
    together = linked("\n".join(names))
    assert together[70] == linked(names[70])[0]
    assert len(together) == 150


def test_a_line_that_is_no_utf8_is_named() -> None:
    done = RUN.invoke(app, ["link"], input=b"kok\n\xff\xfe\n")
    assert done.exit_code == 2
    assert "Regel 2" in done.stderr


def test_a_model_of_ones_own_is_used_and_a_wrong_one_refused(tmp_path: Path) -> None:
    rows = np.random.default_rng(1).normal(size=(50, 4)).astype(np.float32)
    BagEncoder.of(rows, ["kok"], Origin("eigen", (), crosswalk=True)).save(tmp_path / "m.npz")
    (row,) = linked("kok\n", "--model", str(tmp_path / "m.npz"))
    assert row["results"][0]["method"] == "exact"
    (tmp_path / "n.npz").write_bytes(b"niets")
    done = RUN.invoke(app, ["link", "--model", str(tmp_path / "n.npz")], input="kok\n")
    assert done.exit_code == 2
    assert "n.npz" in done.stderr


def test_a_taxonomy_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["link", "--taxonomy", str(tmp_path)], input="kok\n")
    assert done.exit_code == 2
    assert "De taxonomie kan niet worden gebruikt" in done.stderr
