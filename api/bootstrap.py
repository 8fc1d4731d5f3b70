"""Puts the service together: the one place where parts are chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from threadpoolctl import threadpool_limits

from passend.engine.coding import Coder
from passend.engine.criteria import (
    AnyCriterion,
    ArrangementCriterion,
    AskedCriterion,
    ContractCriterion,
    HoursCriterion,
    LanguageCriterion,
    LicenceCriterion,
    PeriodCriterion,
    QualificationCriterion,
    ShiftCriterion,
    TravelCriterion,
)
from passend.engine.matcher import Matcher
from passend.engine.travel import Estimate, TravelTime, read_places, read_travel
from passend.engine.weights import DEFAULT_WEIGHTS, Weights
from passend.engine.weights_file import read_weights, weights_toml
from passend.index.local import LocalIndex
from passend.index.records import StoredRecords
from passend.index.replay import Follower
from passend.index.store import RecordStore
from passend.taxonomy.encoders import chosen
from passend.taxonomy.foreign import ForeignReader
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.linker import Linker
from passend.taxonomy.reader import Reader

from .settings import Settings

__all__ = ["Service", "bootstrap", "make_coder", "make_travel", "make_weights"]


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running service."""

    settings: Settings
    store: RecordStore
    coder: Coder
    records: StoredRecords
    follower: Follower
    matcher: Matcher
    today: Callable[[], date]


def make_travel(settings: Settings) -> TravelTime:
    """Travel provider of these settings."""
    places = read_places(settings.places) if settings.places else None
    return read_travel(settings.travel, places) if settings.travel else Estimate(places)


def make_coder(
    settings: Settings,
    travel: TravelTime,
    *,
    asking: bool = False,
    today: Callable[[], date] | None = None,
) -> Coder:
    """Coder of these settings, with every criterion and condition of records.

    Parameters
    ----------
    asking : bool
        Whether questions may set conditions of their own; it costs time per vacancy.
    today : callable or None
        The day by which vacancies are closed; ``None`` = none is ever closed, so that a file of
        records always gives the same ranking.
    """
    # The matrices are small: one thread is as fast as two and leaves the other core free.
    threadpool_limits(1)
    criteria: tuple[AnyCriterion, ...] = (
        ContractCriterion(),
        TravelCriterion(travel),
        HoursCriterion(),
        LicenceCriterion(),
        LanguageCriterion(),
        QualificationCriterion(),
        ShiftCriterion(),
        PeriodCriterion(today),
        ArrangementCriterion(),
    )
    taxonomy = load_taxonomy(settings.taxonomy)
    reader = Reader(Linker(taxonomy), ForeignReader(taxonomy, chosen(settings.encoder)))
    return Coder(reader, (*criteria, AskedCriterion(reader)) if asking else criteria)


def make_weights(settings: Settings) -> Weights:
    """Weights in force; raises :class:`~passend.engine.weights_file.WeightsError`."""
    return read_weights(settings.weights).weights if settings.weights else DEFAULT_WEIGHTS


def _note(settings: Settings, store: RecordStore, weights: Weights, today: date) -> None:
    """Keep the trail: own weights always, those that ship once they take the place of own ones."""
    if settings.weights:
        file = read_weights(settings.weights)
        store.use_weights(weights.version, file.digest, file.content, today)
    elif store.weights_trail():
        content = weights_toml(weights)
        digest = hashlib.sha256(content.encode()).hexdigest()
        store.use_weights(weights.version, digest, content, today)


def bootstrap(
    settings: Settings,
    store: RecordStore | None = None,
    today: Callable[[], date] = date.today,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    follow: bool = True,
) -> Service:
    """Put a service together and bring its index up to date.

    Parameters
    ----------
    store : RecordStore or None
        ``None`` = the store of the settings, made when absent.
    today : callable
        The clock: the day a pasted record is read.
    progress : callable
        Called with (done, total) while the index is built.
    follow : bool
        Whether to build the index now; explaining two known records needs none.
    """
    weights = make_weights(settings)
    store = store or RecordStore.open(settings.store)
    _note(settings, store, weights, today())
    travel = make_travel(settings)
    coder = make_coder(settings, travel, asking=True, today=today)
    index = LocalIndex(coder.criteria, coder.width)
    follower = Follower(store, index, coder, progress)
    if follow:
        follower.catch_up()
    records = StoredRecords(store)
    return Service(
        settings=settings,
        store=store,
        coder=coder,
        records=records,
        follower=follower,
        matcher=Matcher(coder, index, records, weights, travel.name),
        today=today,
    )
