"""Synthetic jobseekers and vacancies for the demo, believable and incomplete as real records are.

Nobody in here exists. The texts were written for this product; codes are VUM v3 and CompetentNL.
"""

from .generator import DemoSet, generate, write

__all__ = ["DemoSet", "generate", "write"]
