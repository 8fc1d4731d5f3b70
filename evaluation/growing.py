"""A results folder that grows: what it held before, beside what is new."""

from __future__ import annotations

from collections.abc import Sequence

from .context import Context
from .fingerprint import sheet_digest
from .results import Card, Results, Sheet, TaskResult

__all__ = ["compared", "current", "grown", "joined"]


def joined(before: TaskResult | None, now: TaskResult) -> TaskResult:
    """Runs of before, on the same data, beside those of now."""
    if before is None:
        return now
    names = {run.ranker for run in now.runs}
    older = [run for run in before.runs if run.ranker not in names | now.refused.keys()]
    refused = {name: why for name, why in before.refused.items() if name not in names}
    return now.model_copy(
        update={
            "runs": [*older, *now.runs],
            "texts": {**before.texts, **now.texts},
            "refused": {**refused, **now.refused},
            "baseline": before.baseline,
        }
    )


def compared(found: TaskResult, wanted: str | None) -> TaskResult:
    """With its baseline: what is wanted, that of before, the first; none when it is refused."""
    names = [run.ranker for run in found.runs]
    if wanted is None:
        baseline = found.baseline if found.baseline in names else "".join(names[:1])
    else:
        baseline = wanted if wanted in names else ""
    return found.model_copy(update={"baseline": baseline})


def current(sheets: Sequence[Sheet], context: Context) -> dict[str, Sheet]:
    """Sheets of before by spec, when the data that they read are as they were."""
    return {
        sheet.spec: sheet
        for sheet in sheets
        if sheet.spec and sheet.data == sheet_digest(sheet.spec, context)
    }


def grown(card: Card, before: Results | None) -> Card:
    """A card with the commands of before too, each once."""
    older = before.card.commands or [before.card.command] if before else []
    return card.model_copy(update={"commands": list(dict.fromkeys([*older, card.command]))})
