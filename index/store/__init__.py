"""The record store: the only truth, with one gapless change feed."""

from .corrections import LONGEST_REASON, CorrectionError, StoredCorrection
from .store import Change, RecordStore, Stored, StoreError
from .trail import WeightsUsed, WeightsVersionError

__all__ = [
    "LONGEST_REASON",
    "Change",
    "CorrectionError",
    "RecordStore",
    "StoreError",
    "Stored",
    "StoredCorrection",
    "WeightsUsed",
    "WeightsVersionError",
]
