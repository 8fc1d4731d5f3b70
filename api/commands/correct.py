"""``passend correct add|list|withdraw``: what people say of a record, kept beside its source."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Optional

import typer
from rich.table import Table

from passend.api.bootstrap import Service
from passend.api.correcting import Correctie, Correcties, correct, corrections_of, withdraw
from passend.api.questions import NotFound
from passend.api.settings import Settings
from passend.api.terminal import console, fail, print_json, told
from passend.engine.model import AuthorRole, Says
from passend.engine.ports import RecordKind
from passend.index.store import CorrectionError, StoreError

from .match import opened
from .options import AsJson, Data, TaxonomyOption

__all__ = ["app"]

app = typer.Typer(
    help="Vul een record aan (kan ik ook) of betwist het (klopt niet), met wie en waarom.",
    no_args_is_help=True,
)


class Of(StrEnum):
    """What kind of record."""

    PERSON = "person"
    VACANCY = "vacancy"

    @property
    def kind(self) -> RecordKind:
        """The same for the store."""
        return RecordKind(self.value)


Which = Annotated[Of, typer.Argument(help="Soort record: person of vacancy.")]
Key = Annotated[str, typer.Argument(help="Sleutel van het record: bron:id.")]
RoleOption = Annotated[AuthorRole, typer.Option("--role", help="In welke rol u dit zegt.")]
_Concept = Optional[str]  # noqa: UP045 - typer reads it at run time


@app.command("add")
def add_command(
    which: Which,
    key: Key,
    role: RoleOption,
    reason: Annotated[str, typer.Option("--reason", help="Waarom. Geen namen, geen gezondheid.")],
    can: Annotated[
        _Concept, typer.Option("--can", help="Kan ook, of vraagt ook: IRI, code of precieze naam.")
    ] = None,
    wrong: Annotated[
        _Concept, typer.Option("--wrong", help="Klopt niet: IRI, code of precieze naam.")
    ] = None,
    author: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option("--author", help="Kenmerk van wie dit zegt; geen naam."),
    ] = None,
    data: Data = None,
    taxonomy: TaxonomyOption = None,
    as_json: AsJson = False,
) -> None:
    """Voeg toe wat iemand ook kan, of betwist wat er staat.

    De correctie blijft staan als de bron het record bijwerkt, en verdwijnt met het record.
    """
    if (can is None) == (wrong is None):
        fail("Geef precies één van: --can of --wrong.")
    says = Says.DISPUTED if can is None else Says.ADDED
    with _service(data, taxonomy) as service:
        concept = (can if can is not None else wrong) or ""
        kept = correct(service, which.kind, key, concept, says, role, author, reason)
    if as_json:
        print_json(kept.model_dump(mode="json", by_alias=True))
    else:
        console.print(f"Bewaard als nummer {kept.nummer}. {kept.tekst}.", highlight=False)


@app.command("list")
def list_command(
    which: Which,
    key: Key,
    data: Data = None,
    taxonomy: TaxonomyOption = None,
    as_json: AsJson = False,
) -> None:
    """Toon alle correcties van een record, ook de ingetrokken."""
    with _service(data, taxonomy) as service:
        _show(corrections_of(service, which.kind, key), as_json=as_json)


@app.command("withdraw")
def withdraw_command(
    which: Which,
    key: Key,
    number: Annotated[int, typer.Argument(min=1, help="Nummer van de correctie.")],
    role: RoleOption,
    data: Data = None,
    taxonomy: TaxonomyOption = None,
    as_json: AsJson = False,
) -> None:
    """Trek een correctie in; zij blijft in de lijst staan."""
    with _service(data, taxonomy) as service:
        _show(withdraw(service, which.kind, key, number, role), as_json=as_json)


@contextmanager
def _service(data: Data, taxonomy: TaxonomyOption) -> Iterator[Service]:
    settings = Settings.from_environment(data=data, taxonomy=taxonomy)
    try:
        yield opened(settings, quiet=True, follow=False)
    except NotFound as error:
        fail(f"Geen record of correctie met sleutel {error}.")
    except CorrectionError as error:
        fail(f"{error.field}: {error}")
    except StoreError as error:
        fail(told(error))


def _show(found: Correcties, *, as_json: bool) -> None:
    if as_json:
        print_json(found.model_dump(mode="json", by_alias=True))
        return
    if not found.correcties:
        console.print("Er zijn geen correcties.", highlight=False)
        return
    table = Table(box=None)
    for heading in ("nummer", "correctie", "reden", "geldt"):
        table.add_column(heading)
    for one in found.correcties:
        table.add_row(str(one.nummer), one.tekst, one.reden, _holds(one))
    console.print(table, highlight=False, markup=False)


def _holds(one: Correctie) -> str:
    return f"ingetrokken op {one.ingetrokken}" if one.ingetrokken else "ja"
