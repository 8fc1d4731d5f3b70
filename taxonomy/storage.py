"""Files of a compiled taxonomy: hashed one by one, read when they are needed.

The manifest names each file with its size and SHA-256; its own hash covers these, and so
everything. Small files are checked when the folder is opened, a large one when it is first used.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .errors import TaxonomyError

__all__ = ["Arrays", "Folder", "listed", "manifest_digest", "packed", "write_folder"]

_CHECKED_AT_ONCE = 1 << 18
_MANIFEST = "manifest.json"


def packed(array: npt.NDArray[np.generic]) -> bytes:
    """An array as the bytes of its file."""
    stream = io.BytesIO()
    np.save(stream, np.ascontiguousarray(array), allow_pickle=False)
    return stream.getvalue()


def listed(files: Mapping[str, bytes]) -> dict[str, list[object]]:
    """Size and SHA-256 of each file, for the manifest."""
    return {
        name: [len(content), hashlib.sha256(content).hexdigest()]
        for name, content in sorted(files.items())
    }


def manifest_digest(manifest: Mapping[str, object]) -> str:
    """SHA-256 of a manifest without its own ``digest``."""
    bare = {key: value for key, value in manifest.items() if key != "digest"}
    return hashlib.sha256(json.dumps(bare, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class Folder:
    """A compiled taxonomy on disk.

    Raises
    ------
    TaxonomyError
        If it is no taxonomy, has another format, a file is missing or has another size, or the
        content does not match its hash.
    """

    def __init__(self, place: Path, form: int) -> None:
        self.place = place
        try:
            manifest = json.loads((place / _MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error
        if not isinstance(manifest, dict) or manifest.get("format") != form:
            raise TaxonomyError(f"{place}: its format is not {form}; build it again")
        if manifest.get("digest") != manifest_digest(manifest):
            raise self._changed()
        self.manifest: dict[str, Any] = manifest
        self._files: dict[str, list[Any]] = manifest["files"]
        self._checked: set[str] = set()
        for name, (size, _) in self._files.items():
            try:
                found = (place / name).stat().st_size
            except OSError as error:
                raise self._unreadable(error) from error
            if found != size:
                raise self._changed()
            if size <= _CHECKED_AT_ONCE:
                self.check(name)

    def check(self, name: str) -> None:
        """Compare one file with its hash, once."""
        if name in self._checked:
            return
        try:
            with (self.place / name).open("rb") as opened:
                found = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            raise self._unreadable(error) from error
        if found != self._files[name][1]:
            raise self._changed()
        self._checked.add(name)

    def check_all(self) -> None:
        """Compare every file with its hash."""
        for name in self._files:
            self.check(name)

    def text(self, name: str) -> str:
        """A text file, checked."""
        self.check(name)
        return (self.place / name).read_text(encoding="utf-8")

    def array(self, name: str) -> npt.NDArray[np.generic]:
        """An array, checked; its values stay on disk until used."""
        self.check(f"{name}.npy")
        try:
            loaded = np.load(self.place / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error
        return np.asarray(loaded.view(np.ndarray))

    def _unreadable(self, error: Exception) -> TaxonomyError:
        return TaxonomyError(f"{self.place}: no readable taxonomy ({error})")

    def _changed(self) -> TaxonomyError:
        return TaxonomyError(f"{self.place}: content does not match its hash; build it again")


class Arrays(Mapping[str, npt.NDArray[np.generic]]):
    """Arrays of a folder by name, each opened when it is first asked for."""

    def __init__(self, folder: Folder, names: tuple[str, ...]) -> None:
        self._folder = folder
        self._names = names
        self._opened: dict[str, npt.NDArray[np.generic]] = {}

    def __getitem__(self, name: str) -> npt.NDArray[np.generic]:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._opened:
            self._opened[name] = self._folder.array(name)
        return self._opened[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def write_folder(place: Path, files: Mapping[str, bytes], manifest: Mapping[str, object]) -> None:
    """Write to ``place``, replacing it whole; nothing half-written is ever seen there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=place.parent, prefix=".taxonomy-"))
    try:
        for name, content in files.items():
            (work / name).write_bytes(content)
        (work / _MANIFEST).write_text(
            json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8"
        )
        _swap(work, place)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _swap(work: Path, place: Path) -> None:
    """Put ``work`` in the place of ``place``; when that fails the old one is back in its place."""
    work.chmod(0o755)
    if not place.exists():
        os.replace(work, place)
        return
    aside = work.with_name(f"{work.name}-old")
    os.replace(place, aside)
    try:
        os.replace(work, place)
    except BaseException:
        os.replace(aside, place)
        raise
    shutil.rmtree(aside, ignore_errors=True)
