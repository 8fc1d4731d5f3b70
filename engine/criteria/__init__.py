"""Criteria and conditions: one small file each, each comparing one fact of both sides."""

from .arrangement import ArrangementCriterion
from .asked import AskedCriterion, Said, asks
from .base import AnyCriterion, Criterion, Prepares
from .contract import ContractCriterion
from .hours import HoursCriterion
from .languages import LanguageCriterion
from .licences import LicenceCriterion
from .period import PeriodCriterion
from .qualification import QualificationCriterion
from .shifts import ShiftCriterion
from .travel import TravelCriterion

__all__ = [
    "AnyCriterion",
    "ArrangementCriterion",
    "AskedCriterion",
    "ContractCriterion",
    "Criterion",
    "HoursCriterion",
    "LanguageCriterion",
    "LicenceCriterion",
    "PeriodCriterion",
    "Prepares",
    "QualificationCriterion",
    "Said",
    "ShiftCriterion",
    "TravelCriterion",
    "asks",
]
