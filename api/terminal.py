"""What the command line shares: output, progress, exit codes, errors in plain words."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum, StrEnum
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

__all__ = ["Exit", "Lang", "console", "fail", "print_json", "progress_bar", "told"]

_TOLD = {
    "StoreError": "De opslag met gegevens kan niet worden gebruikt",
    "EncoderError": "Het taalmodel kan niet worden gebruikt",
    "TaxonomyError": "De taxonomie kan niet worden gebruikt",
    "PlacesError": "De tabel met plaatsen kan niet worden gebruikt",
    "FitError": "Van deze oordelen zijn geen gewichten te maken",
    "WeightsError": "Het bestand met gewichten kan niet worden gebruikt",
    "WeightsVersionError": "Het bestand met gewichten kan niet worden gebruikt",
    "TravelSettingsError": "De instelling van de reistijden kan niet worden gebruikt",
    "MatrixError": "De tabel met reistijden kan niet worden gebruikt",
    "RunError": "De run kan niet worden geschreven",
    "DataError": "Een bestand kan niet worden gebruikt",
    "SpecError": "Deze taak, methode of controle kan niet",
    "TaskError": "Van deze gegevens is geen taak te maken",
    "RankerError": "De methode geeft scores die niet kunnen worden gebruikt",
    "MeasureError": "Deze maat is niet bekend",
    "IndexBehindError": "De gegevens veranderen steeds; probeer het opnieuw",
    "OSError": "Een bestand of map kan niet worden gelezen of geschreven",
}
console = Console()
errors = Console(stderr=True)


class Exit(IntEnum):
    """Exit codes."""

    OK = 0
    UNUSABLE = 2
    SOME_REJECTED = 3


class Lang(StrEnum):
    """Language of messages."""

    NL = "nl"
    EN = "en"

    @property
    def code(self) -> Any:  # noqa: ANN401 - a Literal of the sources
        """Code for the sources' messages."""
        return self.value


def fail(message: str, code: Exit = Exit.UNUSABLE) -> NoReturn:
    """Say what is wrong on standard error and stop."""
    errors.print(
        message,
        style="red" if errors.is_terminal else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )
    raise typer.Exit(int(code))


def told(error: Exception) -> str:
    """What went wrong in Dutch; the exact cause, as the part that failed says it, in brackets."""
    name = next((n for n in (c.__name__ for c in type(error).__mro__) if n in _TOLD), "")
    return f"{_TOLD.get(name, 'Dit lukt niet')} ({error})."


def print_json(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """JSON on standard output, and nothing else."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def progress_bar(text: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Progress on a terminal, nothing elsewhere; called with (done, total), total 0 = unknown."""
    if quiet or not errors.is_terminal:
        yield lambda _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=errors, transient=True) as bar:
        task = bar.add_task(text, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
