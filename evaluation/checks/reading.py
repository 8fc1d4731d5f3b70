"""How well clauses are read: macro-F1 of their labels, and what must never be read as a need."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from passend.evaluation.clauses import Case, Half, Label, folder_of, half_of, read_cases
from passend.evaluation.context import Context
from passend.evaluation.results import Sheet
from passend.evaluation.specs import SpecError

from .clause_readers import READERS
from .clause_scores import (
    LABELS,
    Judged,
    Share,
    bootstrap_macro_f1,
    judged,
    links,
    macro_f1,
    unsafe,
)

__all__ = ["clause_labels", "clauses"]

OURS = "ours"
HALVED = "unseen"
Row = list[str | int | float | bool | None]
_COLUMNS = ("part", "reader", "what", "value", "low", "high", "n", "cases")
_NOTE = """macro-F1: unweighted mean of the F1 of five labels (required, plain, nice, negated,
outside) over labelled topics; a topic for which several labels will do is left out. Its interval
is a 95 % percentile bootstrap over texts, since topics of one text go together; that of a share is
exact (Clopper-Pearson). negated: not needed, not there, not wanted; outside: employer, offer,
procedure. Any negated topic that is read as a need by the product's reader, ours, fails the
check; its cases are named. topic linked: content topics in whose clause the product links
anything; topic named: those linked by their own name; clauses that it leaves unread as personal
count against both. negation reaches the topic: of the negated topics that the taxonomy names,
those read as denied. In these three, topics that are facts (a licence, a language) are not
counted. seen: the word lists were improved on these texts; look: the half of unseen of which
failures were read; held: the half that was only measured; second: by another author, measured once.
word lists: ours without its model; keywords and all plain are readers of a few lines."""


def clauses(context: Context, folder: str = "") -> Sheet:
    """Macro-F1 of clause labels; negated and boilerplate topics that are read as a need.

    Parameters
    ----------
    folder : str
        Labelled clauses: ``clauses1`` (also when empty) or ``clauses2``, which come with the
        product, or a path.

    Raises
    ------
    DataError
        If the labelled clauses have another form.
    """
    rows: list[Row] = []
    numbers: dict[str, float] = {}
    safe = True
    for part, cases in _parts(folder).items():
        read = {name: judged(reader, cases) for name, reader in READERS.items()}
        for name, topics in read.items():
            known_as = part if name == OURS else f"{part} {name}"
            numbers[f"{known_as} macro-F1"] = macro_f1(topics)
            rows.append(_macro_row(part, name, topics, context.seed))
            shares = _shares(context, topics, linked=name == OURS)
            for what, share in shares.items():
                numbers[f"{known_as} {what}"] = share.value
                rows.append(_share_row(part, name, what, share))
        safe &= unsafe(read[OURS], Label.NEGATED).hits == 0
    return Sheet(
        name="clauses",
        title="Clause reading",
        note=" ".join(_NOTE.split()),
        columns=list(_COLUMNS),
        rows=rows,
        numbers=numbers,
        passed=safe,
    )


def clause_labels(context: Context, reader: str = OURS, folder: str = "") -> Sheet:
    """Precision, recall and F1 per clause label, and what each label was read as.

    Parameters
    ----------
    reader : {"ours", "word lists", "keywords", "all plain"}
        Who reads.
    folder : str
        Labelled clauses: ``clauses1`` (also when empty) or ``clauses2``, which come with the
        product, or a path.

    Raises
    ------
    SpecError
        If there is no such reader.
    DataError
        If the labelled clauses have another form.
    """
    if reader not in READERS:
        raise SpecError(f"no clause reader is called {reader!r}; known: {', '.join(READERS)}")
    rows: list[Row] = []
    numbers: dict[str, float] = {}
    for part, cases in _parts(folder).items():
        topics = judged(READERS[reader], cases)
        gold, read = [one.label for one in topics], [one.read for one in topics]
        scores = precision_recall_fscore_support(gold, read, labels=LABELS, zero_division=0.0)
        table = confusion_matrix(gold, read, labels=LABELS)
        for label, scored, confused in zip(LABELS, zip(*scores, strict=True), table, strict=True):
            precision, recall, f1, n = scored
            values = [float(precision), float(recall), float(f1)]
            rows.append([part, label.value, int(n), *values, *map(int, confused)])
            numbers[f"{part} F1 {label}"] = float(f1)
    return Sheet(
        name="clause_labels",
        title=f"Clause labels, read by {reader}",
        note="n: topics with this label. The last five columns say what they were read as.",
        columns=["part", "label", "n", "precision", "recall", "F1", *(f"as {x}" for x in LABELS)],
        rows=rows,
        numbers=numbers,
    )


def _parts(folder: str) -> dict[str, tuple[Case, ...]]:
    """Cases by part, and the halves of the unseen part as parts of their own."""
    found = dict(read_cases(folder_of(folder)))
    if HALVED in found:
        for half in Half:
            cases = tuple(case for case in found[HALVED] if half_of(case.id) is half)
            found |= {half.value: cases} if cases else {}
    return found


def _shares(context: Context, topics: list[Judged], *, linked: bool) -> Mapping[str, Share]:
    found = {
        "negated read as need": unsafe(topics, Label.NEGATED),
        "boilerplate read as need": unsafe(topics, Label.OUTSIDE),
    }
    return {**found, **(links(context.coder.reader, topics) if linked else {})}


def _macro_row(part: str, reader: str, topics: list[Judged], seed: int) -> Row:
    low, high = np.quantile(bootstrap_macro_f1(topics, seed), (0.025, 0.975))
    return [part, reader, "macro-F1", macro_f1(topics), float(low), float(high), len(topics), ""]


def _share_row(part: str, reader: str, what: str, share: Share) -> Row:
    low, high = share.interval()
    named = " ".join(share.cases) if reader == OURS else ""
    return [part, reader, what, share.value, low, high, share.n, named]
