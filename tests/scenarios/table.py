"""docs/scenarios.md: every scenario with why, made from the files. Run it to write the page."""

from __future__ import annotations

from tests.scenarios.records import Scenario, scenarios
from tests.support import ROOT

__all__ = ["DOC", "table"]

DOC = ROOT / "docs" / "scenarios.md"
_HEAD = "\n\n".join(
    (
        "# Scenarios",
        "Hand-written cases, in Dutch, of what a good adviser would say: a few records, who asks, "
        "who must come above whom and why. They lie in `tests/scenarios/*.toml`; "
        "`pytest tests/scenarios` plays them on the real service. This page is made by "
        "`python -m tests.scenarios.table`.",
        "A case that does not hold yet says why in its file (`nog_niet`) and stands under its own "
        "heading; once it holds, the test fails until the mark is removed.\n",
    )
)


def table() -> str:
    """The whole page."""
    marked = [one for one in scenarios() if one.not_yet is not None]
    parts = [_HEAD]
    for file in sorted({one.file for one in scenarios()}):
        rows = [one for one in scenarios() if one.file == file and one.not_yet is None]
        parts.append(f"## {file.capitalize()}: {len(rows)}\n")
        parts.append("| scenario | waarom |\n|--|--|\n" + "".join(map(_row, rows)))
    if marked:
        parts.append(f"## Houdt nog niet: {len(marked)}\n")
        head = "| scenario | waarom | wat er nog ontbreekt |\n|--|--|--|\n"
        parts.append(head + "".join(_row(one, one.not_yet) for one in marked))
    return "\n".join(parts)


def _row(scenario: Scenario, *more: str | None) -> str:
    cells = (scenario.title, scenario.why, *more)
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    DOC.write_text(table(), encoding="utf-8")
