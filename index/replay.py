"""An index follows the change feed of the store."""

from __future__ import annotations

import threading
from collections.abc import Callable

from passend.engine.coding import Coder, PersonCode, VacancyCode
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.ports import MatchIndex

from .records import to_domain
from .store import Change, RecordStore, Stored

__all__ = ["Follower", "coded"]


def coded(coder: Coder, domain: Jobseeker | Vacancy) -> PersonCode | VacancyCode:
    """Code of either kind of record."""
    return coder.person(domain) if isinstance(domain, Jobseeker) else coder.vacancy(domain)


class Follower:
    """Brings one index up to the state of one store.

    Parameters
    ----------
    progress : callable
        Called with (done, total) after each record.
    """

    def __init__(
        self,
        store: RecordStore,
        index: MatchIndex,
        coder: Coder,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> None:
        self.store, self.index, self.coder = store, index, coder
        self.seq = 0
        self._lock = threading.Lock()
        self._progress = progress

    def catch_up(self) -> int:
        """Apply what the feed has after the last number seen; returns how many records changed.

        One caller at a time: two would race to write an older state over a newer one.
        """
        with self._lock:
            return self._apply(list(self.store.latest(self.seq)))

    def _apply(self, changed: list[tuple[Change, Stored | None]]) -> int:
        for done, (entry, stored) in enumerate(changed, start=1):
            if stored is None:
                self.index.delete(entry.kind, entry.key)
            else:
                code = coded(self.coder, to_domain(stored))
                self.index.upsert(entry.kind, entry.key, code)
            self.seq = max(self.seq, entry.seq)
            self._progress(done, len(changed))
        return len(changed)
