"""The check that sets two judges side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passend.engine.coding import Coder
from passend.evaluation.checks.judges import judges
from passend.evaluation.context import Context
from passend.evaluation.measures import per_query, summary


def no_coder() -> Coder:
    raise AssertionError("the check reads judgements alone")


def test_one_judge_scored_for_the_other_is_no_upper_bound(tmp_path: Path) -> None:
    place = {"bemiddelingspostcode": "6811AB"}
    persons = [
        {
            "kind": "person",
            "source": "s",
            "id": p,
            "vum": {"idWerkzoekende": p, "mobiliteit": place},
        }
        for p in ("p1", "p2")
    ]
    vum = {"idVacature": "v1", "naamVacature": "Kok", "adres": {"postcode": "6811AB"}}
    work = {"kind": "vacancy", "source": "s", "id": "v1", "vum": vum}
    for name, rows in (("persons", persons), ("vacancies", [work])):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for judge, grades in (("a", (3, 1)), ("b", (2, 2))):
        lines = [f"v1\tp{n}\t{grade}\tyes\t-\n" for n, grade in enumerate(grades, start=1)]
        (tmp_path / f"judge-{judge}.tsv").write_text("".join(lines), encoding="utf-8")
    sheet = judges(Context(no_coder, tmp_path))
    # Of equal grades the highest id stands first: grade 1 before grade 3, where 3 before 1 is best.
    weight = 0.63093
    by_hand = (1 + 3 * weight) / (3 + weight)
    assert sheet.numbers["nDCG@10 vacancy"] == pytest.approx(by_hand, abs=1e-5)
    finer = {"v1": {"p1": 2.1, "p2": 2.0}}
    reached = summary(per_query(("nDCG@10",), {"v1": {"p1": 3, "p2": 1}}, finer))["nDCG@10"]
    assert reached == 1.0 > by_hand
    assert "no upper bound" in sheet.note
    assert "most" not in sheet.note
