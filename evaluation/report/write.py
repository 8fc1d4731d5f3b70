"""All forms of one report, beside the results they are made from."""

from __future__ import annotations

import os
from pathlib import Path

from passend.evaluation.results import Results

from .html import html
from .latex import latex
from .long import per_query_tsv, results_csv
from .markdown import markdown
from .view import report_of

__all__ = ["write_reports"]


def write_reports(folder: Path, results: Results, focus: str | None = None) -> list[Path]:
    """Write ``report.html``, ``results.csv``, ``results.md``, ``results.tex``, ``per-query.tsv``.

    Each file appears whole or not at all.

    Parameters
    ----------
    focus : str or None
        Name of the run to look at closely; ``None`` = "ours", else the best.

    Returns
    -------
    list of Path
        The files.
    """
    report = report_of(results, focus)
    texts = {
        "report.html": html(report, focus),
        "results.csv": results_csv(report),
        "results.md": markdown(report),
        "results.tex": latex(report),
        "per-query.tsv": per_query_tsv(results),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        work = folder / f".{name}.part"
        work.write_text(text, encoding="utf-8", newline="\n")
        os.replace(work, folder / name)
    return [folder / name for name in texts]
