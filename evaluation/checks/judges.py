"""How the judges of the collection agree, and what one scores against the other."""

from __future__ import annotations

from passend.evaluation.collection import agreement, qrels
from passend.evaluation.context import Context
from passend.evaluation.measures import per_query, summary
from passend.evaluation.results import Sheet
from passend.index.sources import Kind

__all__ = ["judges"]


def judges(context: Context, first: str = "a", second: str = "b") -> Sheet:
    """Weighted kappa of two judges, and nDCG@10 of one as a ranking for the other."""
    found = agreement(context.collection, first, second)
    scored = {by: _scored(context, first, second, by) for by in ("vacancy", "person")}
    numbers = {**found, **{f"nDCG@10 {by}": value for by, value in scored.items()}}
    wordings = {
        "kappa": "quadratically weighted kappa, all pairs",
        "kappa_listed": "the same, pairs that either lists",
        "feasible": "kappa of feasibility, pairs that both list",
        "nDCG@10 vacancy": f"nDCG@10 of judge {second} for judge {first}, a vacancy asks",
        "nDCG@10 person": f"nDCG@10 of judge {second} for judge {first}, a person asks",
    }
    return Sheet(
        name="judges",
        title=f"Agreement of judges {first} and {second} on {context.collection.name}",
        note=(
            "Linear gain. The last two rows tell how alike the judges order, and are no upper "
            "bound: a judge gives four grades, and documents of one grade stand by id, descending, "
            "so a ranker with finer scores can come out higher."
        ),
        columns=["what", "value"],
        rows=[[wordings[name], value] for name, value in numbers.items()],
        numbers=numbers,
    )


def _scored(context: Context, first: str, second: str, by: Kind) -> float:
    judged = {q: g for q, g in qrels(context.collection, first, by=by).items() if any(g.values())}
    other = qrels(context.collection, second, by=by)
    run = {query: {d: float(g) for d, g in other[query].items()} for query in judged}
    return summary(per_query(("nDCG@10",), judged, run))["nDCG@10"]
