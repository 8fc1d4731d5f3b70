"""Where concepts come from: one module per source."""

from .starter import read_starter

__all__ = ["read_starter"]
