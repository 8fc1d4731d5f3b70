"""The check that says what tells occupations apart."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from passend.engine.coding import Coder
from passend.evaluation.checks import run_check
from passend.evaluation.checks.distinctions import distinctions
from passend.evaluation.context import Context
from passend.evaluation.errors import DataError
from passend.evaluation.results import Sheet
from passend.evaluation.specs import SpecError
from passend.taxonomy.compile import compile_taxonomy
from passend.taxonomy.sources import read_starter

HUMAN = "https://linkeddata.competentnl.nl/id/humancapability/000000000{}"
SKILLS = "\n".join(
    f'[[skill]]\niri = "{HUMAN.format(n)}"\nlabel = "{label}"'
    for n, label in enumerate(("Rekenen", "Schrijven", "Luisteren", "Delegeren"))
)
AREA = """[[knowledge]]
iri = "https://linkeddata.competentnl.nl/id/knowledgearea/0000000001"
label = "Belastingen"
"""
WORK = """
[[occupation]]
id = "{slug}"
label = "{label}"
iri = ""
isco08 = "2411"
tasks.essential = ["{task}"]
skills.essential = {essential}
skills.somewhat = {somewhat}
knowledge.essential = ["Belastingen"]
"""
DUTIES = """[duties]
accountant = ["jaarrekeningen controleren"]
leidinggevende = ["werkoverleg voorzitten"]
"""


@pytest.fixture
def context(tmp_path: Path) -> Context:
    folder = tmp_path / "starter"
    folder.mkdir()
    (folder / "skills.toml").write_text(SKILLS, encoding="utf-8")
    (folder / "knowledge.toml").write_text(AREA, encoding="utf-8")
    first = WORK.format(
        slug="accountant",
        label="Rekenmeester",
        task="jaarrekeningen controleren",
        essential='["Rekenen", "Schrijven"]',
        somewhat='["Luisteren"]',
    )
    second = WORK.format(
        slug="leidinggevende",
        label="Baas",
        task="werkoverleg voorzitten",
        essential='["Luisteren", "Delegeren"]',
        somewhat='["Schrijven"]',
    )
    (folder / "07-a.toml").write_text(first + second, encoding="utf-8")
    coder = SimpleNamespace(taxonomy=compile_taxonomy([read_starter(folder)]))
    return Context(lambda: cast(Coder, coder), tmp_path)


def _row(sheet: Sheet, name: str) -> dict[str, object]:
    row = next(row for row in sheet.rows if row[0] == name)
    return dict(zip(sheet.columns, row, strict=True))


def test_profiles_are_compared_by_weighted_jaccard(context: Context) -> None:
    sheet = distinctions(context)
    # Two of four skills are shared; by level, 1 of 3 + 3 + 3 + 3.
    assert _row(sheet, "112 skills, present")["median pair"] == pytest.approx(2 / 4)
    assert _row(sheet, "112 skills, present")["nearest .5 or more"] == 1
    assert _row(sheet, "112 skills, level")["median pair"] == pytest.approx(2 / 12)
    assert _row(sheet, "tasks alone")["median nearest"] == 0
    # One area, asked by both at one level: nothing tells them apart.
    assert _row(sheet, "knowledge alone")["identical"] == 1
    # Each asks a task and a skill that the other does not, ln 2 each; what both ask has .01.
    shared, apart = 0.01, float(np.log(2))
    both = (1 * shared + 1 * shared + 3 * shared) / (
        2 * (3 * apart + 3 * apart) + 3 * shared + 3 * shared + 3 * shared
    )
    assert _row(sheet, "all, weighted")["median pair"] == pytest.approx(both, abs=1e-5)
    assert _row(sheet, "all, weighted")["MRR"] is None


def test_duties_find_their_occupation_by_tasks_and_not_by_what_all_ask(
    context: Context, tmp_path: Path
) -> None:
    (tmp_path / "duties.toml").write_text(DUTIES, encoding="utf-8")
    sheet = run_check(f'distinctions(duties="{tmp_path}")', context)
    assert _row(sheet, "tasks alone")["MRR"] == 1
    assert _row(sheet, "tasks alone")["top 3"] == 1
    # Both stand at the mean of ranks 1 and 2.
    assert _row(sheet, "knowledge alone")["MRR"] == pytest.approx(1 / 1.5)
    assert _row(sheet, "knowledge alone")["less than all"] == pytest.approx(1 - 1 / 1.5)
    assert _row(sheet, "all, weighted")["less than all"] is None
    assert sheet.numbers["tasks alone MRR"] == 1
    assert "2 duties of 2 occupations each find their occupation among all 2" in sheet.note


def test_profiles_drawn_at_frequency_one_are_all_alike(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "frequencies.json"
    path.write_text(json.dumps([{"coverage": 100.0}, {"coverage": 0.0}]), encoding="utf-8")
    sheet = distinctions(context, frequencies=str(path))
    assert _row(sheet, "112 skills, present, sampled")["identical"] == 1


def test_what_cannot_be_read_is_named(context: Context, tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="kind is 'skill'"):
        distinctions(context, kind="skill")
    with pytest.raises(SpecError, match="no qualification in this taxonomy"):
        distinctions(context, kind="qualification")
    with pytest.raises(DataError, match="no duties"):
        distinctions(context, duties=str(tmp_path))
    (tmp_path / "duties.toml").write_text("[other]\n", encoding="utf-8")
    with pytest.raises(DataError, match="duties cannot be read"):
        distinctions(context, duties=str(tmp_path))
    with pytest.raises(DataError, match="frequencies cannot be read"):
        distinctions(context, frequencies=str(tmp_path / "none.json"))
