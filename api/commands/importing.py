"""``passend import``: VUM records into the store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional
from uuid import uuid4

import typer

from passend.api.settings import Settings
from passend.api.terminal import Exit, Lang, console, fail, print_json, progress_bar, told
from passend.index.importer import UnreadableFile, import_files
from passend.index.store import RecordStore, StoreError

from .options import AsJson, Data, LangOption

__all__ = ["import_command"]


class KindOption(StrEnum):
    """Kind of record, when the files do not show it."""

    PERSON = "person"
    VACANCY = "vacancy"


def import_command(
    files: Annotated[list[Path], typer.Argument(help="JSON of JSON-lines met VUM-records.")],
    data: Data = None,
    source: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option("--source", help="Bron van records die er zelf geen noemen."),
    ] = None,
    kind: Annotated[
        Optional[KindOption],  # noqa: UP045 - typer reads it at run time
        typer.Option("--kind", help="Soort record, als dat niet uit het bestand blijkt."),
    ] = None,
    rejects: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option("--rejects", help="Bestand voor afgekeurde records."),
    ] = None,
    as_json: AsJson = False,
    lang: LangOption = Lang.NL,
) -> None:
    """Lees VUM-records in. Goede records gaan de opslag in, foute naar een apart bestand.

    Afsluitcode: 0 alles ingelezen, 3 een deel afgekeurd, 2 een bestand is onleesbaar.
    """
    settings = Settings.from_environment(data=data)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    reject_file = (
        rejects or settings.data / "rejects" / f"afgekeurd-{stamp}-{uuid4().hex[:6]}.jsonl"
    )
    try:
        store = RecordStore.open(settings.store)
        with progress_bar("Inlezen", quiet=as_json) as progress:
            report = import_files(
                files,
                store,
                today=date.today(),
                reject_file=reject_file,
                source=source,
                kind=kind.value if kind else None,
                lang=lang.code,
                progress=lambda read: progress(read, 0),
            )
    except UnreadableFile as error:
        fail(error.message(lang.code))
    except (StoreError, OSError) as error:
        fail(told(error))
    if as_json:
        print_json(
            {
                "read": report.read,
                "imported": report.imported,
                "rejected": report.rejected,
                "unchanged": report.unchanged,
                "reject_file": str(report.reject_file) if report.reject_file else None,
            }
        )
    else:
        console.print(
            f"Gelezen: {report.read}. Ingelezen: {report.imported} "
            f"(waarvan ongewijzigd: {report.unchanged}). Afgekeurd: {report.rejected}.",
            highlight=False,
        )
        if report.reject_file:
            console.print(f"Afgekeurde records, met reden: {report.reject_file}", highlight=False)
    if report.rejected:
        raise typer.Exit(int(Exit.SOME_REJECTED))
