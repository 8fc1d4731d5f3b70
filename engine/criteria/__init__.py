"""Criteria and conditions: one small file each, each comparing one fact of both sides."""

from .base import AnyCriterion, Criterion
from .contract import ContractCriterion
from .hours import HoursCriterion
from .languages import LanguageCriterion
from .licences import LicenceCriterion
from .qualification import QualificationCriterion
from .travel import TravelCriterion

__all__ = [
    "AnyCriterion",
    "ContractCriterion",
    "Criterion",
    "HoursCriterion",
    "LanguageCriterion",
    "LicenceCriterion",
    "QualificationCriterion",
    "TravelCriterion",
]
