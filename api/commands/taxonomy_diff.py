"""``passend taxonomy diff``: what changed between two taxonomies."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from passend.api.terminal import console, fail, print_json, told
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.changes import Changes, changes
from passend.taxonomy.errors import TaxonomyError

from .options import AsJson, Top

__all__ = ["diff_command"]


def diff_command(
    old: Annotated[Path, typer.Argument(help="Map met de oude taxonomie.")],
    new: Annotated[Path, typer.Argument(help="Map met de nieuwe taxonomie.")],
    top: Top = 10,
    as_json: AsJson = False,
) -> None:
    """Vergelijk twee taxonomieën: nieuw, vervallen, anders genoemd en vervangen."""
    try:
        before, after = Taxonomy.open(old), Taxonomy.open(new)
        found = changes(before, after)
    except TaxonomyError as error:
        fail(told(error))
    if as_json:
        print_json(asdict(found))
        return
    console.print(
        "\n".join(_lines(found, before, after, top)), highlight=False, markup=False, soft_wrap=True
    )


def _lines(found: Changes, before: Taxonomy, after: Taxonomy, top: int) -> list[str]:
    lines = [f"{kind}: {was} → {now}" for kind, (was, now) in found.kinds.items()]
    lines.append(f"relaties: {found.relations[0]} → {found.relations[1]}")
    parts = (
        ("nieuw", [f"{_label(after, iri)}  {iri}" for iri in found.added[:top]], found.added),
        ("vervallen", [f"{_label(before, iri)}  {iri}" for iri in found.gone[:top]], found.gone),
        (
            "anders genoemd",
            [f"{was} → {now}  {iri}" for iri, (was, now) in [*found.relabelled.items()][:top]],
            found.relabelled,
        ),
        (
            "vervangen",
            [
                f"{_label(before, was)}  {was} → {now}"
                for was, now in [*found.replaced.items()][:top]
            ],
            found.replaced,
        ),
    )
    for name, shown, all_of_them in parts:
        lines.append(f"{name}: {len(all_of_them)}")
        lines += [f"  {line}" for line in shown]
        if len(all_of_them) > len(shown):
            lines.append(f"  … en {len(all_of_them) - len(shown)} meer")
    return lines


def _label(taxonomy: Taxonomy, iri: str) -> str:
    return taxonomy.concepts[taxonomy.ids[iri]].label
