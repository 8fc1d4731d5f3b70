"""The command line: ``passend …``."""

from __future__ import annotations

import typer

import passend
from passend.api.commands import (
    correct,
    demo,
    evaluation,
    explain,
    importing,
    judge,
    link,
    match,
    orient,
    rank,
    serve,
    taxonomy,
    travel,
    weights,
    why,
)

__all__ = ["app", "main"]

app = typer.Typer(
    name="passend",
    help="Werkzoekenden, vacatures en leerbanen bij elkaar brengen op competenties, met uitleg.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    rich_markup_mode=None,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"passend {passend.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _show: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Toon de versie."
    ),
) -> None:
    """Werkzoekenden, vacatures en leerbanen bij elkaar brengen op competenties, met uitleg."""


app.command("import")(importing.import_command)
app.add_typer(match.app, name="match")
app.command("explain")(explain.explain_command)
app.command("why")(why.why_command)
app.command("rank")(rank.rank_command)
app.command("orient")(orient.orient_command)
app.add_typer(correct.app, name="correct")
app.command("link")(link.link_command)
app.add_typer(evaluation.app, name="eval")
app.command("demo-data")(demo.demo_data_command)
app.command("demo")(demo.demo_command)
app.command("serve")(serve.serve_command)
app.add_typer(taxonomy.app, name="taxonomy")
app.add_typer(judge.app, name="judge")
app.add_typer(travel.app, name="travel")
app.add_typer(weights.app, name="weights")


def main() -> None:
    """Run the command line."""
    app()
