"""Facts in the texts of a record: used where the record itself says nothing, else compared."""

from .base import Note, Told, Use
from .person import told_of_person
from .vacancy import told_of_vacancy

__all__ = ["Note", "Told", "Use", "told_of_person", "told_of_vacancy"]
