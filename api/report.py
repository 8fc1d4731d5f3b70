"""Answers on the terminal."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table

from .answers import Antwoord, Competentie, Treffer, Uitleg
from .terminal import console
from .why import Waarom

__all__ = ["print_answer", "print_explanation", "print_why"]

_MOST_NAMED = 4
_MOST_WORDS = 8


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
    if answer.achtergehouden:
        _line(
            f"Niet getoond, omdat er al twee van dezelfde werkgever staan: {answer.achtergehouden}."
            " Alles zien: --all."
        )
    for change in answer.wat_als:
        _line(change.tekst)
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
    for gap in explanation.tekorten:
        learn = "; ".join((*gap.cursussen, *gap.opleidingen))
        _line(f"Kan erbij: {gap.naam} (+{gap.erbij}){f'. Te leren met: {learn}' if learn else ''}.")
    for change in explanation.wat_als:
        state = "haalbaar" if change.haalbaar else "nu niet haalbaar"
        _line(f"Met {change.tekst}: score {change.score} ({change.erbij:+d}), {state}.")
    for lift in explanation.oplossingen:
        _line(lift.tekst)


def print_why(why: Waarom) -> None:
    """Print where a record stands and what the last one on the list has more."""
    _line(f"{why.tekst} {why.zin}")
    if not why.verschillen:
        return
    table = Table(title="Wat de laatste op de lijst meer heeft", title_justify="left", box=None)
    for heading in ("Onderdeel", "bekend", "aangenomen", "samen"):
        table.add_column(heading, justify="left" if heading == "Onderdeel" else "right")
    for row in why.verschillen:
        table.add_row(row.naam, f"{row.bekend:+d}", f"{row.aangenomen:+d}", f"{row.meer:+d}")
    table.add_row("Samen", "", "", f"{why.achterstand:+d}")
    console.print(table)
    _line(f"Laatste op de lijst: {why.laatste}.")


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
        for lift in why.oplossingen:
            _indented(lift.tekst)
        for other in hit.dubbel:
            _indented(f"ook bij {other.bron} ({other.sleutel}): {other.reden}")


def _details(why: Uitleg) -> None:
    for label, rows in (
        ("heeft", why.heeft),
        ("heeft waarschijnlijk", why.heeft_waarschijnlijk),
        ("nog niet bekend", why.niet_bekend),
    ):
        if rows:
            _indented(f"{label}: {'; '.join(_named(row) for row in rows[:_MOST_NAMED])}")
    if why.losse_woorden:
        _indented(f"woorden die in beide staan: {', '.join(why.losse_woorden[:_MOST_WORDS])}")
    met = [row.naam.lower() for row in why.voorwaarden if row.uitkomst == "voldaan"]
    if met:
        _indented(f"voldaan: {', '.join(met)}")
    for row in why.voorwaarden:
        if row.uitkomst in {"deels", "niet voldaan"}:
            _indented(f"{row.uitkomst}: {row.tekst}")
    if why.vragen:
        _indented(f"vraag eerst: {why.vragen[0]}")
    for line in (*why.gelezen, *why.verschillen, *why.niet_gelezen, *why.correcties):
        _indented(line)


def _named(row: Competentie) -> str:
    return row.naam if row.via is None else f"{row.naam} ({row.bewijs})"


def _line(text: str) -> None:
    console.print(text, highlight=False, markup=False)


def _indented(text: str) -> None:
    console.print(Padding(text, (0, 0, 0, 3)), highlight=False, markup=False, style="dim")
