"""``passend eval``: measure ranking methods, compare runs, and reproduce what is published."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from rich.console import Console

from passend.api.bootstrap import make_coder, make_travel
from passend.api.settings import Settings
from passend.api.terminal import Exit, console, fail, print_json, told

from .options import AsJson, Places, TaxonomyOption

if TYPE_CHECKING:
    from passend.evaluation.context import Context
    from passend.evaluation.evaluate import Step
    from passend.evaluation.reproduce import Outcome

__all__ = ["app", "context_of", "evaluating"]

app = typer.Typer(
    help="Meet hoe goed methoden ordenen: taken, maten, controles en verslagen.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_TABLE = 150
_Specs = Optional[list[str]]  # noqa: UP045 - typer reads it at run time
Tasks = Annotated[_Specs, typer.Option("--task", help="Taak; mag vaker. Zie passend eval list.")]
Rankers = Annotated[
    _Specs,
    typer.Option("--ranker", help="Methode, of pad/naar/bestand.py:Klasse; mag vaker."),
]
Checks = Annotated[_Specs, typer.Option("--check", help="Controle; mag vaker.")]
Out = Annotated[Path, typer.Option("--out", help="Map voor de resultaten.")]
CollectionFolder = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads it at run time
    typer.Option("--collection", help="Map met beoordeelde records (anders werk1)."),
]
Judge = Annotated[str, typer.Option("--judge", help="Wiens oordelen tellen.")]


@contextmanager
def evaluating() -> Iterator[None]:
    """Every way an evaluation can fail, told in one sentence."""
    try:
        yield
    except ModuleNotFoundError as error:
        fail(f"Hiervoor ontbreekt {error.name}. Installeer het met: pip install 'passend[eval]'")
    except (ValueError, OSError, RuntimeError) as error:
        if type(error) in (ValueError, RuntimeError):
            raise
        fail(told(error))


def context_of(settings: Settings, collection: Path | None = None, judge: str = "a") -> Context:
    """What tasks, methods and checks are made with."""
    from passend.evaluation.context import WERK1, Context

    return Context(
        lambda: make_coder(settings, make_travel(settings)),
        collection_folder=collection or WERK1,
        judge=judge,
        settings=_digest_of(settings),
    )


def _digest_of(settings: Settings) -> str:
    """Digest of the taxonomy and places that are given; empty when none is."""
    from passend.evaluation.fingerprint import path_digest

    given = {"taxonomy": settings.taxonomy, "places": settings.places, "travel": settings.travel}
    return " ".join(f"{name} {path_digest(path)}" for name, path in given.items() if path)


@app.command("list")
def list_command(as_json: AsJson = False) -> None:
    """Toon welke taken, methoden en controles er zijn."""
    with evaluating():
        from passend.evaluation.checks import check_help
        from passend.evaluation.rankers import ranker_help
        from passend.evaluation.tasks import task_help

        found = {"task": task_help(), "ranker": ranker_help(), "check": check_help()}
    if as_json:
        print_json(found)
        return
    heads = {"task": "Taken (--task)", "ranker": "Methoden (--ranker)"}
    for kind, lines in found.items():
        console.print(heads.get(kind, "Controles (--check)"), style="bold")
        width = max(len(name) for name in lines)
        for name, line in lines.items():
            console.print(
                f"  {name:{width}}  {line}", highlight=False, markup=False, soft_wrap=True
            )


@app.command("run")
def run_command(
    out: Out,
    task: Tasks = None,
    ranker: Rankers = None,
    check: Checks = None,
    baseline: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option("--baseline", help="Methode om mee te vergelijken (anders de eerste)."),
    ] = None,
    with_crosswalk: Annotated[
        bool,
        typer.Option(
            "--with-crosswalk",
            help="Laat methoden toe die een gepubliceerde omzetting gebruiken, ook waar die het"
            " antwoord verraadt. Het verslag zegt dat erbij.",
        ),
    ] = False,
    collection: CollectionFolder = None,
    judge: Judge = "a",
    taxonomy: TaxonomyOption = None,
    places: Places = None,
) -> None:
    """Meet methoden op taken en schrijf runs, resultaten en verslagen in een map.

    Wat in de map al klaar is, wordt niet opnieuw gedaan. Taken en methoden mogen erbij komen.
    """
    if not (task and ranker) and not check:
        fail("Noem minstens één --task met een --ranker, of een --check.")
    settings = Settings.from_environment(taxonomy=taxonomy, places=places)
    with evaluating():
        from passend.evaluation.card import folder_digest, make_card
        from passend.evaluation.evaluate import Plan, evaluate
        from passend.evaluation.folder import Folder
        from passend.evaluation.report.write import write_reports

        context = context_of(settings, collection, judge)
        folder = Folder(out, folder_digest(context.settings, context.seed))
        if folder.outdated:
            console.print(
                "De map is gemaakt met een andere versie van passend of van een pakket, of met"
                " andere instellingen: wat u noemt wordt opnieuw gedaan, de rest vervalt."
            )
        plan = Plan(
            tasks=task or (),
            rankers=ranker or (),
            checks=check or (),
            baseline=baseline,
            crosswalk_free=not with_crosswalk,
        )
        card = make_card(shlex.join(["passend", *sys.argv[1:]]), context.seed)
        results = evaluate(plan, folder, context, card, _print)
        write_reports(out, results)
    console.print(f"Klaar: {out}/report.html", highlight=False)


@app.command("compare")
def compare_command(
    runs: Annotated[list[Path], typer.Argument(help="TREC-runs.")],
    qrels: Annotated[Path, typer.Option("--qrels", help="Oordelen, TREC qrels.")],
    baseline: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option("--baseline", help="Run om mee te vergelijken: de bestandsnaam zonder eind."),
    ] = None,
    measure: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads it at run time
        typer.Option("--measure", help="Maat, zoals nDCG@10; mag vaker."),
    ] = None,
    out: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option("--out", help="Map voor verslagen."),
    ] = None,
) -> None:
    """Vergelijk runs van welke herkomst ook, met toetsen en intervallen."""
    with evaluating():
        from passend.evaluation.card import make_card
        from passend.evaluation.context import SEED
        from passend.evaluation.report.compare import MEASURES, compare_runs
        from passend.evaluation.report.table import main_table
        from passend.evaluation.report.terminal import terminal_table
        from passend.evaluation.report.write import write_reports
        from passend.evaluation.results import Results, write_results

        found = compare_runs(runs, qrels, baseline, tuple(measure or MEASURES))
        # A table with columns dropped or cut says nothing; a narrow window wraps lines instead.
        wide = Console(width=max(console.width, _TABLE))
        wide.print(terminal_table(main_table(found)))
        if out is not None:
            card = make_card(shlex.join(["passend", *sys.argv[1:]]), SEED)
            results = Results(card=card, tasks=[found])
            write_results(out / "results.json", results)
            write_reports(out, results)


@app.command("export")
def export_command(
    task: Annotated[str, typer.Argument(help="Taak, zoals persons of 'vacancies(\"dev\")'.")],
    out: Annotated[Path, typer.Option("--out", help="Nieuwe map voor de bestanden.")],
    collection: CollectionFolder = None,
    judge: Judge = "a",
    taxonomy: TaxonomyOption = None,
) -> None:
    """Schrijf een taak in de vorm van BEIR, met TREC qrels, voor andere programma's.

    De teksten van de records staan erin, met de namen van hun codes.
    """
    settings = Settings.from_environment(taxonomy=taxonomy, places=None)
    with evaluating():
        from passend.evaluation.tasks import make_task
        from passend.evaluation.tasks.beir import write_beir

        made = make_task(task, context_of(settings, collection, judge))
        write_beir(made, out)
    console.print(
        f"{len(made.queries)} vragen, {len(made.corpus)} documenten: {out}",
        highlight=False,
        soft_wrap=True,
    )


@app.command("report")
def report_command(
    folder: Annotated[Path, typer.Argument(help="Map met resultaten.")],
    focus: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option("--focus", help="Methode om van dichtbij te bekijken (anders ours)."),
    ] = None,
) -> None:
    """Maak de verslagen opnieuw: report.html, results.csv, .md en .tex, en per-query.tsv."""
    with evaluating():
        from passend.evaluation.report.write import write_reports
        from passend.evaluation.results import read_results

        written = write_reports(folder, read_results(folder / "results.json"), focus)
    for path in written:
        console.print(str(path), highlight=False, soft_wrap=True)


@app.command("reproduce")
def reproduce_command(
    out: Annotated[Path, typer.Option("--out", help="Map voor de resultaten.")] = Path("results"),
    quick: Annotated[
        bool, typer.Option("--quick", help="Alleen wat in de tests meeloopt.")
    ] = False,
    name: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads it at run time
        typer.Option("--name", help="Alleen dit onderdeel; mag vaker."),
    ] = None,
    docs: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option("--docs", help="Schrijf ook dit Markdown-bestand, zoals docs/results.md."),
    ] = None,
    renew: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option(
            "--renew",
            help="Schrijf in dit bestand alles wat gepubliceerd is, met de eigen getallen die nu"
            " gelijk of beter zijn.",
        ),
    ] = None,
    also_drops: Annotated[
        bool,
        typer.Option("--also-drops", help="Vernieuw met --renew ook getallen die gedaald zijn."),
    ] = False,
) -> None:
    """Maak alle gepubliceerde getallen opnieuw en vergelijk ze.

    Afsluitcode: 0 alles klopt of is beter, 3 een getal klopt niet of is niet gemeten. Met --quick
    telt niet mee wat een map nodig heeft die er niet is.
    """
    with evaluating():
        from passend.api.reproducing import published, run_entry, write_docs
        from passend.evaluation.reproduce import Verdict, renewed, reproduce, write_reproductions

        entries = published(name, quick=quick)
        outcomes = reproduce(entries, lambda entry: run_entry(entry, out, _print))
        if docs is not None:
            write_docs(out, docs)
        if renew is not None:
            every = published(None, quick=False)
            write_reproductions(renewed(every, outcomes, also_drops=also_drops), renew)
    lines = [_compared(outcome) for outcome in outcomes]
    if renew is not None:
        lines += [_dropped(one, renewed=also_drops) for one in outcomes if one.dropped]
    for line in dict.fromkeys(lines):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    spared = {Verdict.ABSENT} if quick else set()
    if any(not outcome.good and outcome.verdict not in spared for outcome in outcomes):
        raise typer.Exit(int(Exit.SOME_REJECTED))


def _dropped(outcome: Outcome, *, renewed: bool) -> str:
    """An own number that is worse than published, and what was done with it."""
    said = "gedaald, vernieuwd" if renewed else "gedaald, niet vernieuwd (zie --also-drops)"
    wanted = outcome.expected
    where = wanted.sheet or f"{wanted.task}  {wanted.ranker}"
    return (
        f"{said}: {outcome.name}  {where}  {wanted.measure}: {wanted.value} → {outcome.found:.4f}"
    )


def _compared(outcome: Outcome) -> str:
    """One published number and what was found; for an entry without results why."""
    if outcome.absent is not None:
        return f"niet gemeten  {outcome.name}: de map {outcome.absent} is er niet"
    if outcome.error is not None:
        return f"KLOPT NIET  {outcome.name}: {outcome.error}"
    wanted = outcome.expected
    where = wanted.spec or wanted.sheet or f"{wanted.task}  {wanted.ranker}"
    found = "ontbreekt" if outcome.found is None else f"{outcome.found:.4f}"
    said = {"ok": "klopt", "close": "bijna", "better": "beter", "fail": "KLOPT NIET"}
    return (
        f"{said[outcome.verdict]:10}  {where}  {wanted.measure}: {found}"
        f" (gepubliceerd {wanted.value:.4f} ± {wanted.within:g}, {wanted.source})"
    )


def _print(step: Step) -> None:
    """One line per thing done."""
    if step.refused is not None:
        said = f"doet niet mee: {step.refused}"
    elif step.ranker is None:
        said = {None: "gemeten", 1.0: "goed", 0.0: "NIET GOED"}[step.value]
    else:
        said = f"{step.measure} {step.value:.4f}"
    name = step.task if step.ranker is None else f"{step.task}  {step.ranker}"
    console.print(
        f"{name}: {said}" + (" (was al klaar)" if step.reused else ""),
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
