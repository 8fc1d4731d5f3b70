"""Settings, from arguments and the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are.

    Parameters
    ----------
    data : Path
        Folder of the record store (``PASSEND_DATA``, default ``passend-data``).
    taxonomy : Path or None
        Compiled taxonomy (``PASSEND_TAXONOMY``); ``None`` = the starter taxonomy.
    places : Path or None
        Table of postcode places (``PASSEND_PLACES``); ``None`` = the one in the package.
    """

    data: Path
    taxonomy: Path | None = None
    places: Path | None = None

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, **given: Path | None
    ) -> Settings:
        """Environment first, then what is given; ``None`` leaves the environment's value."""
        values = os.environ if environment is None else environment
        found = {
            name: Path(value)
            for name in ("data", "taxonomy", "places")
            if (value := values.get(f"PASSEND_{name.upper()}"))
        }
        found |= {name: value for name, value in given.items() if value is not None}
        found.setdefault("data", Path("passend-data"))
        return cls(**found)

    @property
    def store(self) -> Path:
        """File of the record store."""
        return self.data / "passend.sqlite"
