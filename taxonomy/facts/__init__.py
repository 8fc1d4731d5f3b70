"""Facts in Dutch text: hours, shifts, licences, languages, certificates, dates, places.

They feed conditions, never competences, and structured data always wins over them. One file per
kind; only the kinds of :class:`FactKind` are ever read: never health, care, origin or belief.
"""

from .base import Fact, FactKind, Range, Speaker, Spoken, Stance, When
from .cleaning import without_facts
from .reading import TextFacts, facts_of, read_facts, week_of

__all__ = [
    "Fact",
    "FactKind",
    "Range",
    "Speaker",
    "Spoken",
    "Stance",
    "TextFacts",
    "When",
    "facts_of",
    "read_facts",
    "week_of",
    "without_facts",
]
