"""``passend taxonomy build``: official sources to one compiled taxonomy."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Optional

import typer

from passend.api.terminal import Exit, console, errors, fail, print_json, told
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.build import Inputs, build_taxonomy
from passend.taxonomy.changes import changes
from passend.taxonomy.concepts import Source
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.sources.live import Endpoint

from .options import AsJson

__all__ = ["build_command"]

_SHOWN_REJECTS = 5
_STEPS = {"compile": "Bouwen", "starter": "Lezen: starttaxonomie"}


def _paths(name: str, told: str) -> object:
    return typer.Option(f"--{name}", help=f"{told} Bestand, map of zip; mag vaker.")


Out = Annotated[Path, typer.Option("--out", help="Map voor de gebouwde taxonomie.")]
Competentnl = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads it at run time
    _paths("competentnl", "CompetentNL: CSV, JSON, Turtle of N-Triples."),
]
Esco = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads it at run time
    _paths("esco", "ESCO: de officiële CSV-bestanden."),
]
Sbb = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads it at run time
    _paths("sbb", "SBB: crebolijst en kwalificaties met vaardigheden."),
]
Uwv = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads it at run time
    _paths("uwv", "UWV-beroepenlijst (BO&C)."),
]
Onet = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads it at run time
    _paths("onet", "O*NET-interesses of tabellen met R I A S E C."),
]
Groups = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads it at run time
    _paths("groups", "Groepen van ISCO-08 en BRC 2014."),
]
Courses = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads it at run time
    _paths("courses", "Eigen CSV met instrumenten en cursussen (naam; competenties)."),
]
Live = Annotated[
    bool,
    typer.Option(
        "--live", help="Haal CompetentNL zelf op, met de sleutel in PASSEND_COMPETENTNL_KEY."
    ),
]
Language = Annotated[str, typer.Option("--language", help="Taal van de ESCO-namen, twee letters.")]
Edition = Annotated[
    Optional[list[str]],  # noqa: UP045 - typer reads it at run time
    typer.Option("--edition", help="Versie van een bron, als esco=1.2.1; mag vaker."),
]
WithoutStarter = Annotated[
    bool, typer.Option("--without-starter", help="Laat de starttaxonomie weg.")
]
CrosswalkFree = Annotated[
    bool,
    typer.Option(
        "--crosswalk-free", help="Laat weg wat een Nederlandse lijst aan ESCO koppelt (metingen)."
    ),
]
Previous = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads it at run time
    typer.Option("--previous", help="Vorige taxonomie; haar codes blijven werken waar dat kan."),
]
RejectsOption = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads it at run time
    typer.Option("--rejects", help="CSV voor afgekeurde regels, met reden."),
]


def build_command(
    out: Out,
    competentnl: Competentnl = None,
    esco: Esco = None,
    sbb: Sbb = None,
    uwv: Uwv = None,
    onet: Onet = None,
    groups: Groups = None,
    courses: Courses = None,
    live: Live = False,
    language: Language = "nl",
    edition: Edition = None,
    without_starter: WithoutStarter = False,
    crosswalk_free: CrosswalkFree = False,
    previous: Previous = None,
    rejects: RejectsOption = None,
    as_json: AsJson = False,
) -> None:
    """Bouw een taxonomie uit officiële bronnen. Wat er stond blijft staan tot alles gelukt is.

    Afsluitcode: 0 alles gelezen, 3 een deel van de regels afgekeurd, 2 er is niets gebouwd.
    """
    try:
        inputs = Inputs(
            competentnl=tuple(competentnl or ()),
            esco=tuple(esco or ()),
            sbb=tuple(sbb or ()),
            uwv=tuple(uwv or ()),
            onet=tuple(onet or ()),
            groups=tuple(groups or ()),
            courses=tuple(courses or ()),
            live=Endpoint.from_environment() if live else None,
            language=language,
            editions=_editions(edition or ()),
            starter=not without_starter,
            crosswalk_free=crosswalk_free,
            previous=previous,
        )
        built, sources = build_taxonomy(inputs, out, _quiet if as_json else _step)
        if rejects:
            _write_rejects(rejects, sources)
        replaced = _carried(previous, built)
    except (TaxonomyError, OSError) as error:
        fail(told(error))
    _report(out, built, sources, replaced, as_json=as_json)
    if any(source.rejected for source in sources):
        raise typer.Exit(int(Exit.SOME_REJECTED))


def _editions(stated: Sequence[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in stated]
    if any(not name or not value for name, _, value in pairs):
        raise TaxonomyError("--edition is written as esco=1.2.1")
    return {name: value for name, _, value in pairs}


def _step(name: str) -> None:
    errors.print(f"{_STEPS.get(name, f'Lezen: {name}')} …", highlight=False, markup=False)


def _quiet(_name: str) -> None:
    """Nothing is told beside the JSON."""


def _carried(previous: Path | None, built: Taxonomy) -> dict[str, int]:
    if previous is None:
        return {}
    found = changes(Taxonomy.open(previous), built)
    return {"added": len(found.added), "gone": len(found.gone), "replaced": len(found.replaced)}


def _write_rejects(path: Path, sources: Sequence[Source]) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("source", "file", "line", "field", "value", "reason"))
        for source in sources:
            for one in source.rejected:
                row = (one.file, one.line, one.field, one.value, one.reason)
                writer.writerow((source.name, *row))


def _report(
    out: Path,
    built: Taxonomy,
    sources: Sequence[Source],
    carried: dict[str, int],
    *,
    as_json: bool,
) -> None:
    if as_json:
        print_json({"out": str(out), "carried_over": carried, **built.manifest})
        return
    lines = [
        f"{source.name} {source.edition[:16]}: {len(source.concepts)} begrippen, "
        f"{len(source.relations)} relaties, {source.language_fallbacks} zonder Nederlandse naam, "
        f"{len(source.rejected)} regels afgekeurd"
        for source in sources
    ]
    for source in sources:
        lines += [
            f"  {one.file}, regel {one.line}, {one.field}: {one.reason} ({one.value})"
            for one in source.rejected[:_SHOWN_REJECTS]
        ]
        if len(source.rejected) > _SHOWN_REJECTS:
            lines.append(f"  … en {len(source.rejected) - _SHOWN_REJECTS} meer; zie --rejects")
    if carried:
        lines.append(
            f"Vergeleken met de vorige: {carried['added']} nieuw, {carried['replaced']} vervangen, "
            f"{carried['gone']} vervallen"
        )
    lines.append(f"Gebouwd in {out}: {len(built)} begrippen, versie {built.digest[:12]}")
    console.print("\n".join(lines), highlight=False, markup=False, soft_wrap=True)
