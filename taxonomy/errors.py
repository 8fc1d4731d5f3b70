"""Errors of the taxonomy; each says what the caller can do."""

from __future__ import annotations

__all__ = ["TaxonomyError"]


class TaxonomyError(Exception):
    """A source cannot be compiled, or an artefact cannot be opened. The message names the place."""
