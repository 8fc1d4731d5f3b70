"""Rankers to compare: baselines, ours, and the protocol that any other ranker follows."""

from .base import Ranker, Resource, resources_of
from .catalogue import make_ranker, ranker_help

__all__ = ["Ranker", "Resource", "make_ranker", "ranker_help", "resources_of"]
