"""The main table on a terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from .numbers import number, p_value, share, signed, stated
from .table import Cell, MainTable

__all__ = ["terminal_table"]


def terminal_table(table: MainTable) -> Table:
    """All runs and measures, and the leading measure against the baseline.

    Letters stand after the value; best of a column is bold. Print it with ``rich``.
    """
    drawn = Table(title=Text(table.task), title_justify="left", box=None)
    drawn.add_column("")
    drawn.add_column("run", overflow="fold")
    for measure in table.measures:
        drawn.add_column(Text(measure), justify="right", no_wrap=True)
    compared = table.baseline is not None and len(table.rows) > 1
    if compared:
        for head in ("difference", "p (t)", "p (rand.)"):
            drawn.add_column(head, justify="right", no_wrap=True)
    drawn.add_column("judged@10", justify="right", no_wrap=True)
    drawn.add_column("crosswalk-free", justify="right")
    for row in table.rows:
        name = f"{row.ranker} (baseline)" if row.baseline else row.ranker
        parts = [Text(row.letter), Text(name), *map(_value, row.cells)]
        parts += _against(row.cells[0]) if compared else []
        drawn.add_row(*parts, Text(share(row.judged)), Text(stated(row.crosswalk_free)))
    return drawn


def _value(one: Cell) -> Text:
    text = Text(number(one.mean), style="bold" if one.best else "")
    return text.append(f" {one.letters}", style="dim not bold") if one.letters else text


def _against(one: Cell) -> list[Text]:
    found = one.against
    if found is None:
        return [Text("–")] * 3
    return [
        Text(signed(found.difference)),
        Text(p_value(found.p_t)),
        Text(p_value(found.p_randomisation)),
    ]
