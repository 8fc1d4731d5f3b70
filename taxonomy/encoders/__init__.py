"""Encoders of short texts, chosen by a setting: the shipped bag, e5, a folder, or two together."""

from .base import EncoderError
from .choice import DEFAULT, chosen, name_finder

__all__ = ["DEFAULT", "EncoderError", "chosen", "name_finder"]
