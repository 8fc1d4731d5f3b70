"""Answers on the terminal."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table

from .answers import Antwoord, Competentie, Treffer, Uitleg
from .terminal import console

__all__ = ["print_answer", "print_explanation"]

_MOST_NAMED = 4


def print_answer(answer: Antwoord) -> None:
    """Print the whole answer: best first, then what is not feasible now, then what to ask first."""
    _line(f"Gezocht in {answer.aantal} {answer.gezocht}.")
    _section(None, answer.passend)
    _section("Nu niet haalbaar", answer.nu_niet_haalbaar)
    _section("Eerst vragen", answer.eerst_vragen)
    table = Table(title="Voorwaarden over alle records", title_justify="left", box=None)
    for heading in ("Voorwaarde", "voldaan", "deels", "niet voldaan", "onbekend"):
        table.add_column(heading, justify="left" if heading == "Voorwaarde" else "right")
    for row in answer.tellingen:
        counts = (row.voldaan, row.deels, row.niet_voldaan, row.onbekend)
        if any(counts):
            table.add_row(row.naam, *(str(count) for count in counts))
    console.print(table)
    versions = answer.versies
    _line(
        f"Gewichten {versions.gewichten}, taxonomie {versions.taxonomie}, "
        f"taalmodel {versions.taalmodel}, reistijd: {versions.reistijd}."
    )
    _line("Dit is een voorstel van een computer. Een mens beslist.")


def print_explanation(explanation: Uitleg) -> None:
    """Print every term of one score, and every competence."""
    _line(f"{explanation.oordeel}. {explanation.zin}")
    table = Table(box=None)
    for heading in ("Criterium", "gewicht", "bekend", "aangenomen", "hoogste", ""):
        right = heading in {"gewicht", "bekend", "aangenomen", "hoogste"}
        table.add_column(heading, justify="right" if right else "left")
    for term in explanation.termen:
        amounts = (term.gewicht, term.bekend, term.aangenomen, term.hoogste)
        table.add_row(term.naam, *(str(amount) for amount in amounts), term.tekst)
    console.print(table)
    _line(f"Score: {explanation.score} ({explanation.procent} %). Bekend: {explanation.bekend} %.")
    _details(explanation)


def _section(heading: str | None, hits: list[Treffer]) -> None:
    if heading is not None and hits:
        console.rule(heading, align="left", style="dim")
    for rank, hit in enumerate(hits, start=1):
        why = hit.uitleg
        what = [] if hit.titel.soort == "kandidaat" else [hit.titel.soort]
        title = f"{rank}. {hit.titel.titel} ({', '.join((*what, hit.titel.bron))})"
        console.print(title, style="bold", highlight=False, markup=False)
        console.print(
            Padding(
                f"{why.oordeel} ({why.procent} van 100 punten, {why.bekend} % bekend). {why.zin}",
                (0, 0, 0, 3),
            ),
            highlight=False,
            markup=False,
        )
        _details(why)


def _details(why: Uitleg) -> None:
    for label, rows in (
        ("heeft", why.heeft),
        ("heeft waarschijnlijk", why.heeft_waarschijnlijk),
        ("nog niet bekend", why.niet_bekend),
    ):
        if rows:
            _indented(f"{label}: {'; '.join(_named(row) for row in rows[:_MOST_NAMED])}")
    met = [row.naam.lower() for row in why.voorwaarden if row.uitkomst == "voldaan"]
    if met:
        _indented(f"voldaan: {', '.join(met)}")
    for row in why.voorwaarden:
        if row.uitkomst in {"deels", "niet voldaan"}:
            _indented(f"{row.uitkomst}: {row.tekst}")
    if why.vragen:
        _indented(f"vraag eerst: {why.vragen[0]}")


def _named(row: Competentie) -> str:
    return row.naam if row.via is None else f"{row.naam} ({row.bewijs})"


def _line(text: str) -> None:
    console.print(text, highlight=False, markup=False)


def _indented(text: str) -> None:
    console.print(Padding(text, (0, 0, 0, 3)), highlight=False, markup=False, style="dim")
