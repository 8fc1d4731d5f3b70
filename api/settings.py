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
    travel : Path or None
        Which travel provider per means of transport (``PASSEND_TRAVEL``, a TOML file, see
        docs/travel.md); ``None`` = the built-in estimate.
    encoder : str or None
        Encoder for texts in other languages (``PASSEND_ENCODER``): ``bag``, ``e5``, a folder, or
        two with a plus; ``None`` = the one that ships, which reads English beside Dutch.
    weights : Path or None
        Weights of one's own (``PASSEND_WEIGHTS``, a TOML file, see docs/weights.md); ``None`` =
        those that ship.
    """

    data: Path
    taxonomy: Path | None = None
    places: Path | None = None
    travel: Path | None = None
    encoder: str | None = None
    weights: Path | None = None

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, **given: Path | None
    ) -> Settings:
        """Environment first, then what is given; ``None`` leaves the environment's value."""
        values = os.environ if environment is None else environment
        found = {
            name: Path(value)
            for name in ("data", "taxonomy", "places", "travel", "weights")
            if (value := values.get(f"PASSEND_{name.upper()}"))
        }
        found |= {name: value for name, value in given.items() if value is not None}
        found.setdefault("data", Path("passend-data"))
        return cls(**found, encoder=values.get("PASSEND_ENCODER") or None)

    @property
    def store(self) -> Path:
        """File of the record store."""
        return self.data / "passend.sqlite"
