"""``passend taxonomy train``: make the bag of subwords from names of concepts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from platformdirs import user_cache_path

from passend.api.terminal import console, errors, fail, print_json, told
from passend.taxonomy.bag import Origin
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.library import load_taxonomy

from .options import AsJson

if TYPE_CHECKING:
    from passend.taxonomy.artefact import Taxonomy
    from passend.taxonomy.training.teacher import Teacher

__all__ = ["TeacherName", "train_command"]

_STEPS = {
    "teacher": "Voorbeeld lezen (de eerste keer lang: zo'n 80 teksten per seconde)",
    "copy": "Voorbeeld nadoen",
    "pairs": "Leren van namen",
}
_HELD_SHARE = 0.4


class TeacherName(StrEnum):
    """Encoder to learn from."""

    E5 = "e5"
    NONE = "none"


_Paths = Optional[list[Path]]  # noqa: UP045 - typer reads it at run time


def train_command(
    out: Annotated[Path, typer.Option("--out", help="Bestand voor het model (.npz).")],
    taxonomy: Annotated[
        _Paths,
        typer.Option("--taxonomy", help="Map met een gebouwde taxonomie; mag vaker."),
    ] = None,
    starter: Annotated[
        bool, typer.Option("--starter", help="Ook de namen van de starttaxonomie.")
    ] = False,
    names: Annotated[
        _Paths,
        typer.Option("--names", help="Tabel met tabs: IRI, naam; mag vaker."),
    ] = None,
    texts: Annotated[
        _Paths,
        typer.Option(
            "--texts",
            help="Teksten om het voorbeeld op na te doen, één per regel; of met een tab: IRI, tekst"
            " over dat begrip.",
        ),
    ] = None,
    teacher: Annotated[
        TeacherName, typer.Option("--teacher", help="Encoder die als voorbeeld dient.")
    ] = TeacherName.E5,
    cache: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option("--cache", help="Map waar de vectoren van het voorbeeld blijven."),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Korte naam van het model.")] = "eigen",
    crosswalk_free: Annotated[
        bool,
        typer.Option(
            "--crosswalk-free",
            help="Zeg van het model dat geen nationale lijst of omzetting is gebruikt (metingen).",
        ),
    ] = False,
    seed: Annotated[int, typer.Option("--seed", help="Zelfde getal, zelfde bestand.")] = 1,
    measure: Annotated[
        bool,
        typer.Option(
            "--measure", help="Houd namen apart en meet daarop, in plaats van alles leren."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Train het model dat teksten tot vectoren maakt, uit namen van begrippen.

    Zelfde invoer en zelfde --seed geven hetzelfde bestand. Nodig: pip install 'passend[train]'.
    """
    try:
        from passend.taxonomy.training.held import held_out
        from passend.taxonomy.training.material import gather
        from passend.taxonomy.training.pairs import Names, split_names
        from passend.taxonomy.training.recipe import Recipe
        from passend.taxonomy.training.train import train_bag

        opened = [load_taxonomy(folder) for folder in taxonomy or ()]
        opened += [load_taxonomy()] if starter else []
        if crosswalk_free:
            _check_crosswalks(opened)
        found = gather(opened, names or (), texts or ())
        split = split_names(found.groups, _HELD_SHARE, seed) if measure else Names(found.groups)
        made_by = _teacher(teacher, cache)
        sources = (*found.sources, *((made_by.name,) if made_by else ()))
        encoder = train_bag(
            split.groups,
            Origin(name, sources, crosswalk=not crosswalk_free, seed=seed),
            Recipe(seed=seed),
            made_by,
            found.texts,
            (lambda _step: None) if as_json else _step,
        )
        encoder.save(out)
        report: dict[str, object] = {"out": str(out), "name": encoder.name}
        if measure:
            measured = held_out(encoder, split)
            report |= {"held_out": measured.names, "mrr": measured.mrr, "hit1": measured.hit1}
    except ModuleNotFoundError as error:
        fail(f"Hiervoor ontbreekt {error.name}. Installeer het met: pip install 'passend[train]'")
    except (TaxonomyError, OSError) as error:
        fail(told(error))
    if as_json:
        print_json(report)
    else:
        for key, value in report.items():
            console.print(f"{key}: {value}", highlight=False, markup=False, soft_wrap=True)


def _check_crosswalks(taxonomies: list[Taxonomy]) -> None:
    """Only ESCO itself: names of a national list count as a mapping to it."""
    for one in taxonomies:
        sources = one.manifest.get("sources", [])
        listed = [source["name"] for source in sources] if isinstance(sources, list) else []
        other = sorted({*map(str, listed)} - {"esco"})
        if other:
            raise TaxonomyError(f"--crosswalk-free, but a taxonomy holds names of {other[0]}")


def _teacher(name: TeacherName, cache: Path | None) -> Teacher | None:
    from passend.taxonomy.training.teacher import CachedTeacher, E5Teacher

    if name is TeacherName.NONE:
        return None
    return CachedTeacher(E5Teacher(), cache or user_cache_path("passend") / "teacher")


def _step(name: str) -> None:
    errors.print(f"{_STEPS[name]} …", highlight=False, markup=False)
