"""``passend taxonomy check|stats|search|show|build|diff``: look into a taxonomy, or make one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from passend.api.terminal import console, fail, print_json, told
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.check import check_starter, statistics
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.linker import Linker
from passend.taxonomy.soundness import about_concept, check_folder, find_concepts

from .options import AsJson, TaxonomyOption, Top
from .taxonomy_build import build_command
from .taxonomy_diff import diff_command
from .train import train_command

__all__ = ["app"]

_KINDS = {
    "occupation": "beroep",
    "skill": "vaardigheid",
    "knowledge": "kennis",
    "task": "taak",
    "qualification": "kwalificatie",
    "word": "woord",
}
_MOST_SHOWN = 12
_TELLING = {
    "iri": "code",
    "language": "taal",
    "synonyms": "andere namen",
    "historical": "oude namen",
    "isco08": "ISCO-08",
    "codes": "codes elders",
    "facts": "gegevens",
    "riasec": "interesses",
    "asks_in_all": "vraagt",
    "borrowed_from": "geleend van",
    "mappings": "hoort bij",
    "replaces": "komt in plaats van",
    "taught_by": "te leren bij",
}

app = typer.Typer(help="Bekijk de taxonomie, of bouw er een.", no_args_is_help=True)
app.command("build")(build_command)
app.command("diff")(diff_command)
app.command("train")(train_command)


@app.command("check")
def check_command(taxonomy: TaxonomyOption = None) -> None:
    """Bewijs dat een taxonomie klopt. Afsluitcode 2 als er iets mis is."""
    findings = check_folder(taxonomy) if taxonomy else check_starter()
    if findings:
        fail("\n".join(findings))
    name = f"De taxonomie in {taxonomy}" if taxonomy else "De starttaxonomie"
    console.print(f"{name} is in orde.", highlight=False, markup=False, soft_wrap=True)


@app.command("stats")
def stats_command(taxonomy: TaxonomyOption = None) -> None:
    """Toon aantallen, bronnen en hoe goed beroepen uit elkaar te houden zijn, als JSON."""
    print_json(statistics(_opened(taxonomy)))


@app.command("search")
def search_command(
    text: Annotated[str, typer.Argument(help="Beroep, competentie of zin.")],
    taxonomy: TaxonomyOption = None,
    top: Top = 8,
    as_json: AsJson = False,
) -> None:
    """Zoek begrippen bij een tekst."""
    loaded = _opened(taxonomy)
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


@app.command("show")
def show_command(
    named: Annotated[str, typer.Argument(help="Code (IRI, UWV-code, crebo, ISCO-08) of naam.")],
    taxonomy: TaxonomyOption = None,
    as_json: AsJson = False,
) -> None:
    """Toon wat van een begrip bekend is: namen, wat het vraagt, interesses en verwijzingen."""
    loaded = _opened(taxonomy)
    found = [about_concept(loaded, number) for number in find_concepts(loaded, named)]
    if as_json:
        print_json(found)
    elif not found:
        fail(f"{named}: niet gevonden. Zoek op betekenis met: passend taxonomy search")
    for one in () if as_json else found:
        _show(one)


def _show(one: dict[str, object]) -> None:
    lines = [f"{one['label']}  [{_KINDS[str(one['kind'])]}]"]
    lines += [f"  {name}: {_told(one[key])}" for key, name in _TELLING.items() if key in one]
    if one.get("regulated"):
        lines.append("  wettelijk beschermd beroep")
    asks = one.get("asks")
    for ask in asks if isinstance(asks, list) else ():
        lines.append(f"    {ask['weight']:.2f}  {ask['label']}  (niveau {ask['level']})")
    console.print("\n".join(lines), highlight=False, markup=False, soft_wrap=True)


def _told(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {item}" for key, item in value.items())
    if isinstance(value, list):
        shown = [
            f"{item['match']} {item['iri']}" if isinstance(item, dict) else str(item)
            for item in value[:_MOST_SHOWN]
        ]
        more = len(value) - len(shown)
        return "; ".join((*shown, f"en {more} meer") if more else shown)
    return str(value)


def _opened(folder: Path | None) -> Taxonomy:
    try:
        return load_taxonomy(folder)
    except TaxonomyError as error:
        fail(told(error))
