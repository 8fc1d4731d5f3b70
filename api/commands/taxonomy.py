"""``passend taxonomy check|stats|search``: look into the taxonomy in use."""

from __future__ import annotations

from typing import Annotated

import typer

from passend.api.terminal import console, fail, print_json, told
from passend.taxonomy.check import check_starter, statistics
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.linker import Linker

from .options import AsJson, TaxonomyOption, Top

__all__ = ["app"]

app = typer.Typer(help="Bekijk de taxonomie.", no_args_is_help=True)


@app.command("check")
def check_command() -> None:
    """Bewijs dat de starttaxonomie klopt. Afsluitcode 2 als er iets mis is."""
    findings = check_starter()
    if findings:
        fail("\n".join(findings))
    console.print("De starttaxonomie is in orde.", highlight=False)


@app.command("stats")
def stats_command(taxonomy: TaxonomyOption = None) -> None:
    """Toon aantallen, bronnen en hoe goed beroepen uit elkaar te houden zijn, als JSON."""
    try:
        print_json(statistics(load_taxonomy(taxonomy)))
    except TaxonomyError as error:
        fail(told(error))


@app.command("search")
def search_command(
    text: Annotated[str, typer.Argument(help="Beroep, competentie of zin.")],
    taxonomy: TaxonomyOption = None,
    top: Top = 8,
    as_json: AsJson = False,
) -> None:
    """Zoek begrippen bij een tekst."""
    try:
        loaded = load_taxonomy(taxonomy)
    except TaxonomyError as error:
        fail(told(error))
    rows = [
        {
            "iri": loaded.concepts[link.concept].iri,
            "label": loaded.concepts[link.concept].label,
            "kind": loaded.concepts[link.concept].kind.value,
            "score": round(link.confidence, 3),
            "method": link.method,
        }
        for link in Linker(loaded).link(text, top=top)
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        line = f"{row['score']:.2f}  {row['label']}  [{row['kind']}, {row['method']}]"
        console.print(line, highlight=False, markup=False)
    if not rows:
        console.print("Niets gevonden.", highlight=False)
