"""Checks that give a table of their own: trust, federation, agreement, clause reading."""

from .catalogue import check_help, run_check

__all__ = ["check_help", "run_check"]
