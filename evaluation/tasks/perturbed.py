"""Tasks made from a task by changing its records or texts; the judgements stay as they are.

What such a task measures is how much of a ranking rests on what was changed. It does not measure
how people would judge the changed record: a fact that is taken away may be the reason of a grade,
so the best possible value can be lower than on the task it was made from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from passend.engine.model import Jobseeker, Vacancy
from passend.evaluation.context import Context
from passend.evaluation.items import Item, record_text
from passend.evaluation.specs import SpecError

from .base import Task

__all__ = ["SIDES", "Record", "changed", "name_of", "sides_of"]

SIDES = ("queries", "corpus", "both")
Record = Jobseeker | Vacancy


def changed(
    context: Context,
    task: Task,
    name: str,
    side: str,
    record: Callable[[str, Record], Record],
    text: Callable[[str, str], str] | None = None,
) -> Task:
    """The task with every item of a side changed; ids, order, judgements and slices stay.

    Parameters
    ----------
    name : str
        Name of the task that is made.
    side : {"queries", "corpus", "both"}
        Which items are changed.
    record : callable
        Gives the changed record from an id and a record. What a ranker of texts sees is made anew
        from it.
    text : callable or None
        The same for items that have a text alone; ``None`` = a record is needed.

    Raises
    ------
    SpecError
        If ``side`` is another one, or a record is needed and absent.
    """

    def item(old: Item) -> Item:
        if old.record is not None:
            new = record(old.id, old.record)
            return old if new == old.record else Item(old.id, record_text(new, context.label), new)
        if text is None:
            raise SpecError(f"{name}: the items have texts alone, no records")
        return Item(old.id, text(old.id, old.text))

    asking, ranked = sides_of(side)
    return replace(
        task,
        name=name,
        queries=tuple(map(item, task.queries)) if asking else task.queries,
        corpus=tuple(map(item, task.corpus)) if ranked else task.corpus,
    )


def name_of(task: object) -> str:
    """Name of a task; ``SpecError`` when it is none, as in ``typos("persons")``."""
    if not isinstance(task, Task):
        raise SpecError(f'write a task, such as persons("dev"), and not {task!r}')
    return task.name


def sides_of(side: str) -> tuple[bool, bool]:
    """Whether the queries are meant, and whether the corpus is; ``SpecError`` on another side."""
    if side not in SIDES:
        raise SpecError(f"side {side!r} does not exist: {', '.join(SIDES)}")
    return side != "corpus", side != "queries"
