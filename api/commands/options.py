"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from passend.api.audience import Audience
from passend.api.terminal import Lang

__all__ = [
    "AsJson",
    "AudienceOption",
    "Data",
    "EncoderOption",
    "LangOption",
    "Places",
    "TaxonomyOption",
    "Top",
]

Data = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads it at run time
    typer.Option("--data", help="Map met de gegevens (anders PASSEND_DATA of ./passend-data)."),
]
TaxonomyOption = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads it at run time
    typer.Option("--taxonomy", help="Map met een gebouwde taxonomie (anders de starttaxonomie)."),
]
EncoderOption = Annotated[
    Optional[str],  # noqa: UP045 - typer reads it at run time
    typer.Option(
        "--encoder",
        help="Taalmodel: bag, e5, bag+e5, MAP of bag+MAP (anders PASSEND_ENCODER of bag).",
    ),
]
Places = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads it at run time
    typer.Option("--places", help="CSV met plaatsen van postcodes (pc4, lat, lon)."),
]
AudienceOption = Annotated[
    Audience,
    typer.Option("--audience", help="Voor wie: adviseur ziet alles, werkgever wat bij werk past."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Antwoord als JSON.")]
LangOption = Annotated[Lang, typer.Option("--lang", help="Taal van meldingen: nl of en.")]
Top = Annotated[int, typer.Option("--top", min=1, max=1000, help="Hoeveel resultaten.")]
