"""Text in other languages than Dutch: what of it is about work, and which occupations it names."""

from .finder import ManyLanguages
from .reader import ForeignClause, ForeignReader

__all__ = ["ForeignClause", "ForeignReader", "ManyLanguages"]
