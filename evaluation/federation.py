"""The gain of federation: what an organisation finds that only others hold.

A record counts when it is relevant (grade 2 or 3) and feasible (not known to be infeasible). An
organisation reads a fixed number of records, with its own records alone or with those of all; the
gain is what it then reads that counts and that it does not hold itself.

Equal records are one record, whatever their ids and whoever holds them: a source of copies adds
nothing. In return two people whose records say the same count as one, and a copy that somebody
retyped counts as new.

What this does not measure: whether a person is placed, how many records the Netherlands hold, or
what a share of records that is not in the collection would add.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from passend.engine.coding import Coder
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.verdict import tier
from passend.index.replay import coded

from .items import Item
from .rankers import Ranker
from .runner import RankerError

__all__ = ["Federation", "Gain", "Selected", "expected_at_random", "feasible_pairs", "gains"]

MOST_ANSWERS = 100
_DECIMALS = 5

Selected = Mapping[str, AbstractSet[str]]
"""Query id → ids of documents."""


@dataclass(frozen=True)
class Federation:
    """Organisations that each hold records of both kinds.

    Parameters
    ----------
    queries, corpus : tuple of Item
        Who asks, and all records of the other kind that anybody holds.
    holder : mapping of id to str
        Organisation that holds a query or document.
    wanted : mapping of query id to set of document id
        Relevant and feasible documents; a query without an entry has none.
    """

    queries: tuple[Item, ...]
    corpus: tuple[Item, ...]
    holder: Mapping[str, str]
    wanted: Selected

    def originals(self) -> dict[str, str]:
        """Document id → id of the first document with an equal record (or text)."""
        first: dict[tuple[object, str], str] = {}
        return {
            item.id: first.setdefault((item.record, item.text), item.id) for item in self.corpus
        }

    def held(self) -> dict[str, frozenset[str]]:
        """Organisation → the originals it holds, for every organisation that asks or holds."""
        originals = self.originals()
        names = sorted({self.holder[item.id] for item in (*self.queries, *self.corpus)})
        return {
            name: frozenset(o for d, o in originals.items() if self.holder[d] == name)
            for name in names
        }

    def wanted_originals(self) -> dict[str, frozenset[str]]:
        """Query id → relevant and feasible originals, each once."""
        originals = self.originals()
        return {
            item.id: frozenset(originals[d] for d in self.wanted.get(item.id, ()))
            for item in self.queries
        }


@dataclass(frozen=True, slots=True)
class Gain:
    """What one query finds; all are numbers of relevant and feasible records, each counted once.

    Parameters
    ----------
    held, elsewhere : int
        All that the own organisation holds, and all that only others hold, at whatever rank.
    own : int
        Read when the own records alone are searched.
    union : int
        Read when the records of all are searched: ``kept + gained``.
    gained : int
        Of those, the ones that only others hold: the gain.
    displaced : int
        Read in the own records, and no longer in those of all: what the gain costs.
    others : int
        Read when a reading of the same depth is spent on the records of others alone.
    """

    held: int
    elsewhere: int
    own: int
    union: int
    gained: int
    displaced: int
    others: int


def gains(ranker: Ranker, federation: Federation, depth: int = 10) -> dict[str, Gain]:
    """Gain of every query, in the order of the queries.

    Parameters
    ----------
    ranker : Ranker
        Fitted on the records of all, and on each organisation's own: weights that depend on the
        corpus are those that the organisation would have.
    depth : int
        Records read per query, at least 1.

    Raises
    ------
    RankerError
        If a score is not finite or scores have another shape than (queries, corpus).
    """
    if depth < 1:
        raise ValueError(f"depth is {depth}, not at least 1")
    distinct = set(federation.originals().values())
    everything = [item for item in federation.corpus if item.id in distinct]
    wanted, held = federation.wanted_originals(), federation.held()
    ranked = _orders(ranker, federation.queries, everything)
    found: dict[str, Gain] = {}
    for name, own in held.items():
        asking = [item for item in federation.queries if federation.holder[item.id] == name]
        alone = _orders(ranker, asking, [item for item in everything if item.id in own])
        for query in asking:
            right, order = wanted[query.id], ranked[query.id]
            first = right.intersection(alone[query.id][:depth])
            union = right.intersection(order[:depth])
            others = [document for document in order if document not in own][:depth]
            found[query.id] = Gain(
                held=len(right & own),
                elsewhere=len(right - own),
                own=len(first),
                union=len(union),
                gained=len(union - own),
                displaced=len(first - union),
                others=len(right.intersection(others)),
            )
    return {item.id: found[item.id] for item in federation.queries}


def expected_at_random(
    federation: Federation, selected: Selected, depth: int = 10, most: int = MOST_ANSWERS
) -> dict[str, float]:
    """Expected number of wanted records of others, read in the order in which VUM gives them.

    Each other organisation answers with at most ``most`` records of its selection, drawn at random;
    the answers are read in random order, ``depth`` of them, all spent on what the own organisation
    does not hold. Exact, by linearity: no draw is made.

    Parameters
    ----------
    selected : mapping of query id to set of document id
        What passes the selection of a query, at whoever.

    Source
    ------
    VUM standard 1.5: a selection of elements, at most 100 answers a source, in random order
    (``../shared/reference/vum.md`` sections 1 and 9).
    """
    originals, held = federation.originals(), federation.held()
    wanted = federation.wanted_originals()
    holder = {original: federation.holder[original] for original in originals.values()}
    found: dict[str, float] = {}
    for query in federation.queries:
        own = held[federation.holder[query.id]]
        passing = {originals[d] for d in selected.get(query.id, ())} - own
        answers = hits = 0.0
        for name in held:
            here = {original for original in passing if holder[original] == name}
            share = min(1.0, most / len(here)) if here else 0.0
            answers += share * len(here)
            hits += share * len(here & wanted[query.id])
        found[query.id] = hits * min(1.0, depth / answers) if answers else 0.0
    return found


def feasible_pairs(
    coder: Coder, queries: Iterable[Item], corpus: Sequence[Item]
) -> dict[str, frozenset[str]]:
    """Query id → documents with no condition known to be unmet, as the product sees it (tier 0).

    A condition on which something is unknown does not keep a record out.
    """
    criteria = coder.criteria
    facts = {item.id: _facts(coder, item) for item in corpus}
    found = {}
    for query in queries:
        asked = _facts(coder, query)
        person_asks = isinstance(query.record, Jobseeker)
        found[query.id] = frozenset(
            document
            for document, offered in facts.items()
            if not tier(
                [
                    criteria[name].judge(*((a, b) if person_asks else (b, a))).status
                    for name, a, b in zip(criteria, asked, offered, strict=True)
                ]
            )
        )
    return found


def _facts(coder: Coder, item: Item) -> list[object]:
    """Facts of the record as the product codes it, those that its texts tell included."""
    if isinstance(item.record, Jobseeker | Vacancy):
        facts = coded(coder, item.record).facts
        return [facts[name] for name in coder.criteria]
    raise ValueError(f"{item.id} has no record")


def _orders(
    ranker: Ranker, queries: Sequence[Item], corpus: Sequence[Item]
) -> dict[str, list[str]]:
    """Document ids per query, best first; equal scores in the order of the corpus."""
    if not queries or not corpus:
        return {item.id: [] for item in queries}
    ranker.fit(corpus)
    scores = np.asarray(ranker.score(queries), np.float64)
    if scores.shape != (len(queries), len(corpus)) or not np.isfinite(scores).all():
        raise RankerError(
            f"{ranker.name}: scores are not finite or not of shape {(len(queries), len(corpus))}"
        )
    orders = np.argsort(-np.round(scores, _DECIMALS), axis=1, kind="stable")
    return {
        query.id: [corpus[i].id for i in order]
        for query, order in zip(queries, orders, strict=True)
    }
