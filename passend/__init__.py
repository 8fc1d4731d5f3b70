"""passend: explained matching of Dutch jobseekers, vacancies and apprenticeships on competences.

The code lives in five folders at the root of the repository, linked here: ``taxonomy``, ``engine``,
``index``, ``evaluation`` and ``api``. Imports point one way, in that order.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
