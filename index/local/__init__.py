"""The local index: in one process, in memory, exact."""

from .index import LocalIndex

__all__ = ["LocalIndex"]
