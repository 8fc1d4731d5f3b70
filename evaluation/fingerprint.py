"""Digests of what a number depends on beside the code: files of a spec, parts of a ranker."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from .context import Context
from .files import sha256_of
from .rankers import Ranker, resources_of
from .specs import Constant, Spec, SpecError, parse

__all__ = ["canonical", "path_digest", "ranker_digest", "sheet_digest"]

_OWN = re.compile(r"(.+\.py):\w*")


def canonical(spec: str) -> str:
    """A spec as it is compared with others.

    Raises
    ------
    SpecError
        If it is neither a spec nor ``path/to/file.py:ClassName``.
    """
    return spec.strip() if _OWN.fullmatch(spec.strip()) else str(parse(spec))


def path_digest(path: Path) -> str:
    """SHA-256 of a file, or over the files of a folder; of nothing when it is absent."""
    if path.is_file():
        return sha256_of(path)
    found = hashlib.sha256()
    for file in sorted(inside for inside in path.rglob("*") if inside.is_file()):
        found.update(f"{file.relative_to(path).as_posix()} {sha256_of(file)}\n".encode())
    return found.hexdigest()


def ranker_digest(ranker: Ranker, spec: str, settings: str) -> str:
    """Digest of a ranker as made, not yet fitted: spec, resources, files named, settings.

    The product's own code counts for all rankers alike, in :class:`~.folder.Folder`.
    """
    found = hashlib.sha256(f"{ranker.name}\n{settings}\n{_spec_digest(spec)}\n".encode())
    for part in resources_of(ranker) or ():
        found.update(f"{part.name} {part.digest}\n".encode())
    return found.hexdigest()


def sheet_digest(spec: str, context: Context) -> str:
    """Digest of all data that a check may read: those of the context, and files it names."""
    return hashlib.sha256(f"{context.data}\n{_spec_digest(spec)}".encode()).hexdigest()


def _spec_digest(spec: str) -> str:
    found = hashlib.sha256(canonical(spec).encode())
    for path in sorted(set(_named(spec))):
        found.update(f"{path} {path_digest(path)}\n".encode())
    return found.hexdigest()


def _named(value: Spec | Constant) -> Iterator[Path]:
    """Files and folders that a spec names, also in a spec that stands in it as text."""
    if isinstance(value, Spec):
        for part in (*value.args, *value.keywords.values()):
            yield from _named(part)
    elif isinstance(value, str):
        own = _OWN.fullmatch(value.strip())
        if own is not None:
            yield Path(own[1])
        elif value.strip() and _exists(Path(value)):
            yield Path(value)
        else:
            try:
                inner = parse(value)
            except SpecError:
                return
            yield from _named(inner)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a text too long for a path
        return False
