"""Precision and recall of the conditions against what a judge found not feasible, per reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from passend.engine.coding import Coder
from passend.engine.textfacts import told_of_person, told_of_vacancy
from passend.engine.verdict import Status, Verdict
from passend.evaluation.collection import Collection, Split, split_of
from passend.evaluation.context import Context
from passend.evaluation.judging.form import Feasible, Pair
from passend.evaluation.results import Sheet
from passend.evaluation.specs import SpecError
from passend.evaluation.tasks.placing import SPLITS

__all__ = ["conditions"]

_CONDITION: Mapping[str, str] = {
    "afstand": "travel",
    "reistijd": "travel",
    "uren": "hours",
    "tijden": "shifts",
    "contract": "contract",
    "rijbewijs": "licences",
    "taal": "languages",
    "kwalificatie": "qualification",
    "periode": "period",
}
_ANY = "any"
_COLUMNS = (
    "judge",
    "reason",
    "condition",
    "both",
    "only ours",
    "only judge",
    "precision",
    "recall",
)
_NOTE = """Pairs of the split, by vacancy, that a judge listed and called feasible or not; those of
which the judge says unknown are left out. A judge gives one reason a pair: only ours = unmet on a
pair that the judge calls feasible; only judge = the reason of the judge is not among the conditions
unmet. A condition that the coder does not have is never unmet.
any: some condition is unmet against the pair not being feasible."""


def conditions(context: Context, split: str = "dev") -> Sheet:
    """Unmet conditions against the infeasible pairs of every judge.

    Raises
    ------
    SpecError
        If the split is unknown.
    """
    if split not in SPLITS:
        raise SpecError(f"split {split!r} does not exist: {', '.join(SPLITS)}")
    unmet = _Unmet(context.coder, context.collection)
    rows: list[list[str | int | float | bool | None]] = []
    numbers: dict[str, float] = {}
    for judge in sorted(context.collection.judges):
        counts = _counted(context.collection, judge, split, unmet)
        for reason in sorted({reason for reason, _ in counts}):
            both, ours, theirs = (counts[reason, kind] for kind in ("both", "ours", "judge"))
            precision, recall = _share(both, both + ours), _share(both, both + theirs)
            condition = _CONDITION.get(reason)
            rows.append([judge, reason, condition, both, ours, theirs, precision, recall])
            for name, value in (("precision", precision), ("recall", recall)):
                if value is not None:
                    numbers[f"{judge} {reason} {name}"] = value
    return Sheet(
        name="conditions",
        title=f"Conditions against the judges on {context.collection.name}, {split}",
        note=" ".join(_NOTE.split()),
        columns=list(_COLUMNS),
        rows=rows,
        numbers=numbers,
    )


class _Unmet:
    """Names of the conditions that are known to be unmet, pair by pair."""

    def __init__(self, coder: Coder, collection: Collection) -> None:
        self._criteria = coder.criteria
        self._persons = {
            key: {name: c.of_person(known) for name, c in self._criteria.items() if name != "asked"}
            for key, record in collection.persons.items()
            for known in (told_of_person(record).record,)
        }
        self._vacancies = {
            key: {
                name: c.of_vacancy(known) for name, c in self._criteria.items() if name != "asked"
            }
            for key, record in collection.vacancies.items()
            for known in (told_of_vacancy(record).record,)
        }

    def verdicts(self, pair: Pair) -> dict[str, Verdict]:
        """Verdict per condition."""
        asked, offered = self._vacancies[pair[0]], self._persons[pair[1]]
        return {n: self._criteria[n].judge(offered[n], asked[n]) for n in asked}

    def __call__(self, pair: Pair) -> frozenset[str]:
        """Conditions known to be unmet."""
        return frozenset(
            name for name, one in self.verdicts(pair).items() if one.status is Status.NOT_MET
        )


def _counted(
    collection: Collection, judge: str, split: str, unmet: _Unmet
) -> Counter[tuple[str, str]]:
    """(reason, "both" | "ours" | "judge") → pairs."""
    found: Counter[tuple[str, str]] = Counter()
    for pair, judged in sorted(collection.judges[judge].items()):
        if split != "all" and split_of(pair[0]) is not Split(split):
            continue
        if judged.feasible in (Feasible.YES, Feasible.NO):
            blocked = judged.feasible is Feasible.NO
            found.update(_outcomes(unmet(pair), judged.reason if blocked else None, blocked))
    return found


def _outcomes(
    unmet: frozenset[str], reason: str | None, blocked: bool
) -> Iterable[tuple[str, str]]:
    if unmet or blocked:
        yield _ANY, "both" if unmet and blocked else "judge" if blocked else "ours"
    if reason is not None:
        yield reason, "both" if _CONDITION.get(reason) in unmet else "judge"
    if not blocked:
        for one, condition in _CONDITION.items():
            if condition in unmet:
                yield one, "ours"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
