"""Small results whose numbers can be worked out by hand."""

from __future__ import annotations

from typing import Any

from passend.evaluation.results import Card, LoadedResource, Results, RunResult, Sheet, TaskResult

QUERIES = [f"q{n}" for n in range(1, 9)]
BASE = [0.2, 0.4] * 4
GOOD = [0.3, 0.6] * 4  # + .1 and + .2 by turns
SAME = [0.3, 0.3] * 4  # + .1 and − .1 by turns
NASTY = '<script>alert("x")</script> a|b_c*d'


def values(row: list[float]) -> dict[str, float]:
    return dict(zip(QUERIES, row, strict=True))


def run(name: str, row: list[float], **changes: Any) -> RunResult:
    given: dict[str, Any] = {
        "ranker": name,
        "values": {"nDCG@10": values(row), "R@1": values(row[::-1])},
        "resources": [LoadedResource(name="words 1", digest="ab" * 32, crosswalk=False)],
        "seconds": 1.25,
        "run_digest": "cd" * 32,
        "top": {query: [("d1", 2.0), ("d2", 1.0)] for query in QUERIES},
    }
    return RunResult(**{**given, **changes})


def task(**changes: Any) -> TaskResult:
    given: dict[str, Any] = {
        "task": 'tiny("a_b")',
        "digest": "ef" * 32,
        "data": {"qrels.tsv": "12" * 32},
        "queries": 8,
        "left_out": 2,
        "documents": 3,
        "relevant": 9,
        "measures": ["nDCG@10", "R@1"],
        "complete": True,
        "slices": {
            "size": {q: "weinig" if q in ("q1", "q2", "q3") else "veel" for q in QUERIES},
            "all": dict.fromkeys(QUERIES, "one"),
        },
        "grades": {q: {"d1": 3, "d3": 1} if q == "q1" else {"d2": 2} for q in QUERIES},
        "texts": {"q1": NASTY, "d1": "bread | butter"},
        "baseline": "base",
        "runs": [
            run("base", BASE),
            run("good(k=1)", GOOD, resources=None),
            run(
                "same",
                SAME,
                resources=[LoadedResource(name="list", digest="0", crosswalk=True)],
            ),
        ],
        "refused": {"knows": "it loaded a list"},
    }
    return TaskResult(**{**given, **changes})


def results(*tasks: TaskResult) -> Results:
    card = Card(
        command="passend eval run",
        created="2026-11-25T10:00:00+00:00",
        code="0.1.0 abc",
        python="3.11.0",
        machine="a machine",
        packages={"numpy": "2.0"},
        seed=7,
    )
    sheet = Sheet(
        name="check",
        title="A check <of> trust",
        note="What | it means.",
        columns=["what", "value", "passed"],
        rows=[["additive", 0.5, True], [NASTY, None, False]],
        numbers={"additive": 0.5},
        passed=False,
    )
    return Results(card=card, tasks=list(tasks) or [task()], sheets=[sheet])
