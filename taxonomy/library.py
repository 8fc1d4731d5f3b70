"""Which taxonomy is used: a compiled one from a folder, or the starter taxonomy, compiled once."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

from platformdirs import user_cache_path

from .artefact import FORMAT, Taxonomy
from .compile import compile_taxonomy
from .errors import TaxonomyError
from .sources import read_starter

__all__ = ["load_taxonomy"]

_COMPILED_FROM = (
    "artefact.py", "background.py", "clauses.py", "compile.py", "concepts.py", "cover.py",
    "encoder.py", "everyday.py", "gender.py", "joining.py", "mapping.py", "normalise.py",
    "sources/starter.py", "storage.py", "texts.py", "vocabulary.py",
)  # fmt: skip


def load_taxonomy(folder: Path | None = None, cache: Path | None = None) -> Taxonomy:
    """Open a compiled taxonomy, or the starter taxonomy.

    Parameters
    ----------
    folder : Path or None
        A compiled taxonomy; ``None`` = the starter taxonomy of the package.
    cache : Path or None
        Where the compiled starter taxonomy is kept; ``None`` = the user's cache folder. A cache
        that cannot be written costs time, nothing else.

    Raises
    ------
    TaxonomyError
        If ``folder`` holds no readable taxonomy.
    """
    if folder is not None:
        return Taxonomy.open(folder)
    place = (cache or user_cache_path("passend")) / f"starter-{_fingerprint()}"
    try:
        return Taxonomy.open(place, check=True)
    except TaxonomyError:
        compiled = compile_taxonomy([read_starter()])
    try:
        compiled.save(place)
    except OSError:
        return compiled
    return Taxonomy.open(place)


def _fingerprint() -> str:
    """Changes when the starter files or the code that compiles them change."""
    total = hashlib.sha256(str(FORMAT).encode())
    package = files("passend.taxonomy")
    for folder in ("starter", "training/texts"):
        texts = [entry for entry in (package / folder).iterdir() if entry.name.endswith(".toml")]
        for entry in sorted(texts, key=lambda item: item.name):
            total.update(entry.read_bytes())
    for name in _COMPILED_FROM:
        total.update((package / name).read_bytes())
    return total.hexdigest()[:16]
