"""``passend weights show|diff|fit``: what each criterion counts for, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.table import Table

from passend.api import wording
from passend.api.bootstrap import make_weights
from passend.api.settings import Settings
from passend.api.terminal import console, fail, print_json, progress_bar, told
from passend.engine.model import VacancyKind
from passend.engine.weights import CRITERIA, DEFAULT_WEIGHTS, Weights, WeightSet
from passend.engine.weights_file import WeightsChange, WeightsError, read_weights
from passend.index.store import RecordStore, StoreError, WeightsUsed

from .evaluation import CollectionFolder, Judge, context_of, evaluating
from .options import AsJson, Data, Places, TaxonomyOption

if TYPE_CHECKING:
    from passend.evaluation.weights_fit import Fit

__all__ = ["app"]

app = typer.Typer(
    help="Gewichten: bekijken, vergelijken, en een voorstel berekenen.", no_args_is_help=True
)

SHIPPED = "standaard"
IN_FORCE = "nu"
_OTHER = "overige"
_SIDES = {"vacancy": "personen bij een vacature", "person": "vacatures bij een persoon"}
_File = Optional[Path]  # noqa: UP045 - typer reads it at run time


@app.command("show")
def show_command(
    file: Annotated[
        _File, typer.Argument(help="Bestand met gewichten (anders de gewichten die nu gelden).")
    ] = None,
    log: Annotated[
        bool, typer.Option("--log", help="Toon ook sinds wanneer welke gewichten golden.")
    ] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Toon de gewichten met hun versie, per soort vacature, en waarom ze zijn gewijzigd."""
    settings = Settings.from_environment(data=data, weights=file)
    weights, changes = _read(settings)
    trail = _trail(settings) if log else []
    if as_json:
        print_json(
            {
                "versie": weights.version,
                "gewichten": _as_json(weights),
                "wijzigingen": [_change_json(change) for change in changes],
                "verloop": [_used_json(used) for used in trail],
            }
        )
        return
    _line(f"Gewichten {weights.version}. Per soort zijn ze samen 100.")
    _table({name: dict(one.values) for name, one in _distinct(weights).items()})
    for line in _shared(weights):
        _line(line)
    for change in changes:
        kinds = ", ".join(change.kinds) or _OTHER
        _line(f"Wijziging: {change.name} ({kinds}). Reden: {change.reason}")
    for used in trail:
        _line(f"Vanaf {used.day.isoformat()}: {used.version} ({used.digest[:12]})")
    if log and not trail:
        _line("Er zijn alleen de meegeleverde gewichten gebruikt.")


@app.command("diff")
def diff_command(
    first: Annotated[
        str, typer.Argument(help="Bestand, of standaard (meegeleverd), of nu (wat nu geldt).")
    ],
    second: Annotated[str, typer.Argument(help="Het andere: bestand, standaard of nu.")] = IN_FORCE,
    as_json: AsJson = False,
) -> None:
    """Toon wat er tussen twee versies van de gewichten verschilt."""
    one, other = (_named(name) for name in (first, second))
    left, right = _columns(one), _columns(other)
    names = [name for name in (_OTHER, *VacancyKind) if name in left or name in right]
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for name in names:
        before, after = left.get(name, one.default), right.get(name, other.default)
        moved = {c: (before[c], after[c]) for c in CRITERIA if before[c] != after[c]}
        if moved:
            found[str(name)] = moved
    if as_json:
        print_json({"van": one.version, "naar": other.version, "verschillen": found})
        return
    _line(f"Van {one.version} naar {other.version}.")
    if not found:
        _line("Geen verschil.")
    for name, moved in found.items():
        for criterion, (old, new) in moved.items():
            _line(f"{name}: {wording.CRITERION[criterion]} {old} → {new} ({new - old:+d})")


@app.command("fit")
def fit_command(
    collection: CollectionFolder = None,
    judge: Judge = "a",
    taxonomy: TaxonomyOption = None,
    places: Places = None,
    as_json: AsJson = False,
) -> None:
    """Bereken gewichten uit oordelen (dev), en wat ze waard zijn. Dit verandert niets.

    Zo'n voorstel gaat pas gelden als u het met een naam en een reden in een bestand zet.
    """
    settings = Settings.from_environment(taxonomy=taxonomy, places=places)
    in_force, _ = _read(settings)
    with evaluating():
        from passend.evaluation.weights_fit import fit_weights

        with progress_bar("Berekenen", quiet=as_json) as progress:
            fit = fit_weights(context_of(settings, collection, judge), in_force, progress)
    if as_json:
        print_json(_fit_json(fit, in_force))
    else:
        _print_fit(fit, in_force)


def _print_fit(fit: Fit, in_force: Weights) -> None:
    _line("Voorstel voor alle soorten, naast wat nu geldt; laagste en hoogste over vijf delen.")
    _table(
        {
            "voorstel": dict(fit.proposed.values),
            "laagste": dict(fit.lowest),
            "hoogste": dict(fit.highest),
            **{f"nu {name}": dict(one.values) for name, one in _distinct(in_force).items()},
        }
    )
    for line in _shared(in_force):
        _line(line)
    table = Table(title="nDCG@10 op dev", title_justify="left", box=None)
    for heading in ("wat is geordend", "vragen", f"nu ({in_force.version})", "voorstel"):
        table.add_column(heading, justify="left" if heading.startswith("wat") else "right")
    for row in fit.measured:
        values = (f"{row.in_force:.3f}", f"{row.fitted:.3f}")
        table.add_row(_SIDES[row.side], str(row.queries), *values)
    console.print(table)
    _line("Het voorstel is gemeten op vragen die het niet zag. Er is niets gewijzigd.")


def _fit_json(fit: Fit, in_force: Weights) -> dict[str, Any]:
    return {
        "nu": in_force.version,
        "voorstel": dict(fit.proposed.values),
        "laagste": dict(fit.lowest),
        "hoogste": dict(fit.highest),
        "gemeten": [
            {
                "geordend": _SIDES[row.side],
                "vragen": row.queries,
                "nu": round(row.in_force, 4),
                "voorstel": round(row.fitted, 4),
            }
            for row in fit.measured
        ],
    }


def _read(settings: Settings) -> tuple[Weights, tuple[WeightsChange, ...]]:
    try:
        if settings.weights is None:
            return make_weights(settings), ()
        file = read_weights(settings.weights)
    except WeightsError as error:
        fail(told(error))
    return file.weights, file.changes


def _named(name: str) -> Weights:
    if name == SHIPPED:
        return DEFAULT_WEIGHTS
    given = None if name == IN_FORCE else Path(name)
    return _read(Settings.from_environment(weights=given))[0]


def _trail(settings: Settings) -> list[WeightsUsed]:
    if not settings.store.exists():
        return []
    try:
        return RecordStore.open(settings.store).weights_trail()
    except StoreError as error:
        fail(told(error))


def _columns(weights: Weights) -> dict[str, WeightSet]:
    return {_OTHER: weights.default, **{str(kind): one for kind, one in weights.by_kind}}


def _distinct(weights: Weights) -> dict[str, WeightSet]:
    """The sets that differ, each by the first kind that has it."""
    found: dict[str, WeightSet] = {}
    for name, one in _columns(weights).items():
        if one not in found.values():
            found[name] = one
    return found


def _shared(weights: Weights) -> list[str]:
    """For each shown set, the other kinds that have it."""
    lines = []
    for first, shown in _distinct(weights).items():
        others = [n for n, one in _columns(weights).items() if one == shown and n != first]
        if others:
            lines.append(f"Wat bij {first} staat, geldt ook voor {', '.join(others)}.")
    return lines


def _table(columns: Mapping[str, Mapping[str, int]]) -> None:
    table = Table(box=None)
    table.add_column("Criterium", no_wrap=True)
    for name in columns:
        table.add_column(name, justify="right", overflow="fold")
    for criterion in CRITERIA:
        table.add_row(
            wording.CRITERION[criterion], *(str(one[criterion]) for one in columns.values())
        )
    console.print(table)


def _as_json(weights: Weights) -> dict[str, dict[str, int]]:
    return {str(name): dict(one.values) for name, one in _columns(weights).items()}


def _change_json(change: WeightsChange) -> dict[str, Any]:
    return {
        "naam": change.name,
        "reden": change.reason,
        "soorten": [str(kind) for kind in change.kinds] or [_OTHER],
    }


def _used_json(used: WeightsUsed) -> dict[str, Any]:
    return {"vanaf": used.day.isoformat(), "versie": used.version, "inhoud": used.content}


def _line(text: str) -> None:
    console.print(text, highlight=False, markup=False)
