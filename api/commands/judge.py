"""``passend judge``: pool pairs of records, grade them, and see how judges agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from statistics import median
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from passend.api.settings import Settings
from passend.api.terminal import console, fail, print_json, progress_bar

from .evaluation import CollectionFolder, context_of, evaluating
from .options import AsJson, TaxonomyOption

if TYPE_CHECKING:
    from passend.engine.model import Jobseeker, Vacancy
    from passend.evaluation.collection import Collection
    from passend.evaluation.context import Context
    from passend.evaluation.judging.comparison import Comparison
    from passend.evaluation.judging.form import Pair
    from passend.evaluation.trec import Run

__all__ = ["app"]

_SEED = 20_261_125
_SHOWN = 20
_WIDEST = 100

app = typer.Typer(
    help="Beoordeel of personen en vacatures bij elkaar passen, en vergelijk beoordelaars.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Folder = Annotated[Path, typer.Option("--collection", help="Map met de records.")]


class By(StrEnum):
    """Which kind of record asks."""

    VACANCY = "vacancy"
    PERSON = "person"


class Order(StrEnum):
    """Order of the pairs on the screen."""

    POOL = "pool"
    OWN = "own"


@app.command("pool")
def pool_command(
    out: Annotated[Path, typer.Option("--out", help="Bestand om te schrijven.")],
    runs: Annotated[
        Optional[list[Path]],  # noqa: UP045 - typer reads it at run time
        typer.Argument(help="TREC-runs."),
    ] = None,
    depth: Annotated[
        int, typer.Option("--depth", min=1, help="Hoeveel van boven uit elke run, per vraag.")
    ] = 20,
    extra: Annotated[
        int, typer.Option("--random", min=0, help="Hoeveel willekeurige records erbij, per vraag.")
    ] = 10,
    complete: Annotated[
        bool, typer.Option("--complete", help="Geen runs: neem alle paren van de verzameling.")
    ] = False,
    by: Annotated[
        By, typer.Option("--by", help="Bij --complete: wie vraagt, vacancy of person.")
    ] = By.VACANCY,
    collection: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option("--collection", help="Map met de records; controleert ook de ids."),
    ] = None,
    judge: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option("--judge", help="Toon per run hoeveel deze beoordelaar al zag (judged@10)."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Zaad van trekking en volgorde.")] = _SEED,
    as_json: AsJson = False,
) -> None:
    """Maak een lijst van paren om te beoordelen, zonder rang, score of run.

    De lijst is de top van elke run samen, met willekeurige records erbij. Is de verzameling klein,
    neem dan alle paren: --complete.
    """
    if complete == bool(runs):
        fail("Geef runs, of --complete zonder runs.")
    if collection is None and (complete or extra or judge is not None):
        fail("Hiervoor is --collection nodig. Zonder verzameling: --random 0.")
    with evaluating():
        from passend.evaluation.collection import read_collection
        from passend.evaluation.judging import pool as pooling

        known = read_collection(collection) if collection is not None else None
        read = {path: pooling.read_pooled_run(path, known) for path in runs or ()}
        side = _side(read, known, by)
        queries, documents = _ids(known, side)
        pool = (
            pooling.all_pairs(queries, documents, seed)
            if complete
            else pooling.pool_of([*read.values()], documents, depth=depth, extra=extra, seed=seed)
        )
        shares = _shares(read, known, judge, side)
        pooling.write_pool(out, pool)
    sizes = [len(found) for found in pool.values()]
    not_asked = len(set(queries) - set(pool))
    if as_json:
        counts = {"queries": len(pool), "pairs": sum(sizes), "not_asked": not_asked}
        per_query = {"smallest": min(sizes), "median": median(sizes), "largest": max(sizes)}
        print_json({**counts, **per_query, "judged@10": shares})
        return
    _say(
        f"Paren: {sum(sizes)}. Vragen: {len(pool)}. Per vraag {min(sizes)} tot {max(sizes)} paren,"
        f" mediaan {median(sizes):g}. Staat in {out}."
    )
    if not_asked:
        _say(f"Vragen van de verzameling die in geen enkele run staan: {not_asked}.")
    for name, share in shares.items():
        _say(f"judged@10 {share:.3f}  {name}")


@app.command("grade")
def grade_command(
    pool: Annotated[Path, typer.Argument(help="Lijst van paren, gemaakt met passend judge pool.")],
    collection: Folder,
    judge: Annotated[
        str, typer.Option("--judge", help="Naam van de beoordelaar: kleine letters, cijfers en -.")
    ],
    order: Annotated[
        Order,
        typer.Option("--order", help="Volgorde van de lijst, of een eigen volgorde (own)."),
    ] = Order.POOL,
    taxonomy: TaxonomyOption = None,
) -> None:
    """Beoordeel paren in de terminal: eerst of het past (0-3), dan of het haalbaar is.

    Elk antwoord wordt direct bewaard in judge-NAAM.tsv in de map. Dezelfde opdracht gaat verder
    waar u stopte. U ziet geen rang, score of run, en geen cijfers van anderen.
    """
    settings = Settings.from_environment(taxonomy=taxonomy)
    with evaluating():
        from passend.api.judge_session import Sitting, sit
        from passend.evaluation.judging.pool import pairs_of, read_pool, side_of
        from passend.evaluation.judging.session import JudgeNameError, Judging, Walk, own_order

        context = context_of(settings, collection, judge)
        known = context.collection
        if judge in known.judges and judge not in known.partial:
            fail(
                f"judge-{judge}.tsv is van iemand die alle paren al heeft bekeken."
                " Kies een andere naam."
            )
        try:
            judging = Judging(collection, known, judge)
        except JudgeNameError:
            fail("De naam mag alleen kleine letters, cijfers en - hebben, hoogstens 40 tekens.")
        asked = read_pool(pool, known)
        by = side_of(pool, asked, known)
        pairs = pairs_of(own_order(asked, judge) if order is Order.OWN else asked, by)
        walk = Walk(pairs, judging.judged)
        _say(
            f"Beoordelaar {judge}: {len(pairs) - walk.left} van {len(pairs)} paren beoordeeld."
            f" Elk antwoord wordt direct bewaard in {judging.path}."
        )
        with progress_bar("Namen van codes laden"):
            unread = _nameless(context, pairs)
        if unread:
            _say(
                f"Let op: {unread} codes in deze records hebben geen naam in de taxonomie. Die"
                " kunt u niet lezen. Een volledige taxonomie geeft u met --taxonomy."
            )
        sit(Sitting(collection, known, by, context.label, judging, walk))
    _say(
        f"{len(pairs) - walk.left} van {len(pairs)} paren beoordeeld."
        + (" Dezelfde opdracht gaat hier verder." if walk.left else "")
    )


@app.command("agreement")
def agreement_command(
    first: Annotated[str, typer.Argument(help="Eerste beoordelaar.")],
    second: Annotated[str, typer.Argument(help="Tweede beoordelaar.")],
    collection: CollectionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Toon hoe twee beoordelaars het eens zijn, over de paren die beiden bekeken."""
    with evaluating():
        from passend.evaluation.collection import read_collection
        from passend.evaluation.context import WERK1
        from passend.evaluation.judging.comparison import compare_judges

        known = read_collection(collection or WERK1)
        _must_know(known, first, second)
        found = compare_judges(known, first, second)
    if not found.pairs:
        fail(f"Er is geen paar dat {first} en {second} allebei bekeken.")
    if as_json:
        print_json(_json(known, first, second, found))
    else:
        _print(known, first, second, found)


def _side(read: Mapping[Path, Run], known: Collection | None, by: By) -> By:
    """Kind that asks: what the runs say, else the option."""
    from passend.evaluation.judging.pool import side_of

    sides = {side_of(path, run, known) for path, run in read.items() if known is not None}
    if len(sides) > 1:
        fail("In de ene run vraagt een vacature, in de andere een persoon.")
    return By(sides.pop()) if sides else by


def _ids(known: Collection | None, by: By) -> tuple[list[str], list[str]]:
    """Ids of the queries and of the documents; none without a collection."""
    if known is None:
        return [], []
    sides = [list(known.vacancies), list(known.persons)]
    return (sides[0], sides[1]) if by is By.VACANCY else (sides[1], sides[0])


def _shares(
    read: Mapping[Path, Run], known: Collection | None, judge: str | None, by: By
) -> dict[str, float]:
    """judged@10 by run; empty when no judge is asked about."""
    if known is None or judge is None:
        return {}
    from passend.evaluation.judging.pool import judged_share

    _must_know(known, judge)
    pairs = known.considered(judge)
    considered = frozenset(pairs if by is By.VACANCY else (pair[::-1] for pair in pairs))
    return {str(path): judged_share(run, considered) for path, run in read.items()}


def _must_know(known: Collection, *judges: str) -> None:
    for judge in judges:
        if judge not in known.judges:
            there = ", ".join(sorted(known.judges)) or "niemand"
            fail(f"Beoordelaar {judge} is er niet bij {known.name}. Wel: {there}.")


def _nameless(context: Context, pairs: Sequence[Pair]) -> int:
    """How many codes the judge will not be able to read."""
    from passend.evaluation.judging.view import nameless

    known = context.collection
    shown: list[Jobseeker | Vacancy] = [known.vacancies[key] for key in {one for one, _ in pairs}]
    shown += [known.persons[key] for key in {one for _, one in pairs}]
    return len({code for record in shown for code in nameless(record, context.label)})


def _json(known: Collection, first: str, second: str, found: Comparison) -> dict[str, object]:
    names = ("kappa", "kappa_listed", "feasible")
    return {
        "collection": known.name,
        "judges": [first, second],
        "complete": [known.is_complete(first), known.is_complete(second)],
        "pairs": found.pairs,
        "listed": found.listed,
        "both": found.both,
        **{name: found.kappas.get(name) for name in names},
        "table": found.table,
        "furthest": [
            {"difference": size, "vacancy": vacancy, "person": person}
            for size, (vacancy, person) in found.furthest
        ],
    }


def _print(known: Collection, first: str, second: str, found: Comparison) -> None:
    from passend.evaluation.judging.comparison import LEAST_KAPPA

    for judge in (first, second):
        how = "alle paren" if known.is_complete(judge) else "een deel van de paren"
        _say(f"Beoordelaar {judge} bekeek {how} van {known.name}.")
    rows = (
        ("kappa", "gewogen kappa", found.pairs, "die beiden bekeken"),
        ("kappa_listed", "gewogen kappa", found.listed, "die een van beiden 1 of meer gaf"),
        ("feasible", "kappa haalbaar", found.both, "die beiden 1 of meer gaven"),
    )
    _say("")
    for name, what, size, which in rows:
        value = found.kappas.get(name)
        told = "     –" if value is None else f"{value:6.3f}"
        _say(f"{what:15} {told}   over {size} paren {which}")
    _say(f"\nCijfers: rijen van {first}, kolommen van {second}")
    _say("     " + "".join(f"{grade:7}" for grade in range(4)))
    for grade, counts in enumerate(found.table):
        _say(f"{grade:5}" + "".join(f"{count:7}" for count in counts))
    _furthest(found)
    kappa = found.kappas.get("kappa")
    if kappa is None:
        _say("\nDe kappa is niet te berekenen: er zijn te weinig paren met verschillende cijfers.")
    elif kappa < LEAST_KAPPA:
        _say(
            f"\nLet op: de gewogen kappa is lager dan {LEAST_KAPPA:.2f}".replace(".", ",")
            + ". Bespreek de verschillen en de richtlijn voor u deze oordelen gebruikt."
        )


def _furthest(found: Comparison) -> None:
    """Pairs to talk over: largest difference first, ids only."""
    shown = found.furthest[:_SHOWN]
    if not shown:
        return
    _say("\nGrootste verschillen (vacature persoon):")
    for size in sorted({size for size, _ in shown}, reverse=True):
        # A no-break space keeps the ids of a pair together on a line.
        pairs = ", ".join("\u00a0".join(pair) for other, pair in shown if other == size)
        head = f"  {size} {'punt' if size == 1 else 'punten':6}  "
        lines = wrap(pairs, min(console.width, _WIDEST) - len(head) - 1)
        for place, line in enumerate(lines):
            _say((" " * len(head) if place else head) + line.replace("\u00a0", " "))
    if len(found.furthest) > len(shown):
        _say(f"  en nog {len(found.furthest) - len(shown)} paren; zie --json.")


def _say(text: str) -> None:
    console.print(text, markup=False, highlight=False)
