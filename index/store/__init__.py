"""The record store: the only truth, with one gapless change feed."""

from .store import Change, RecordStore, Stored, StoreError

__all__ = ["Change", "RecordStore", "StoreError", "Stored"]
