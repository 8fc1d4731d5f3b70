"""Puts the service together: the one place where parts are chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from threadpoolctl import threadpool_limits

from passend.engine.coding import Coder
from passend.engine.criteria import (
    AnyCriterion,
    ContractCriterion,
    HoursCriterion,
    LanguageCriterion,
    LicenceCriterion,
    QualificationCriterion,
    TravelCriterion,
)
from passend.engine.matcher import Matcher
from passend.engine.travel import Estimate, TravelTime, read_places
from passend.index.local import LocalIndex
from passend.index.records import StoredRecords
from passend.index.replay import Follower
from passend.index.store import RecordStore
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.linker import Linker
from passend.taxonomy.reader import Reader

from .settings import Settings

__all__ = ["Service", "bootstrap", "make_coder", "make_travel"]


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
    return Estimate(read_places(settings.places) if settings.places else None)


def make_coder(settings: Settings, travel: TravelTime) -> Coder:
    """Coder of these settings, with every criterion and condition."""
    # The matrices are small: one thread is as fast as two and leaves the other core free.
    threadpool_limits(1)
    criteria: tuple[AnyCriterion, ...] = (
        ContractCriterion(),
        TravelCriterion(travel),
        HoursCriterion(),
        LicenceCriterion(),
        LanguageCriterion(),
        QualificationCriterion(),
    )
    return Coder(Reader(Linker(load_taxonomy(settings.taxonomy))), criteria)


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
    store = store or RecordStore.open(settings.store)
    travel = make_travel(settings)
    coder = make_coder(settings, travel)
    index = LocalIndex(coder.criteria, len(coder.taxonomy))
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
        matcher=Matcher(coder, index, records, travel_name=travel.name),
        today=today,
    )
