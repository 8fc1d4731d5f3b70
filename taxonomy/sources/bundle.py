"""Files of a source: from folders, zip archives and single files, gzipped or not."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from passend.taxonomy.errors import TaxonomyError

__all__ = ["Bundle", "SourceFile"]

_MOST_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: its name without folder or ``.gz``, and its content."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        """The name without its last suffix, in lower case."""
        return self.name.casefold().rpartition(".")[0] or self.name.casefold()


class Bundle:
    """All files under some paths, in the order of the paths, then by name.

    Parameters
    ----------
    paths : sequence of Path
        Files, folders (not searched deeper) and zip archives.
    suffixes : sequence of str
        What is read of folders and archives, with the dot, such as ``.csv``. A file that is named
        itself is always read.

    Raises
    ------
    TaxonomyError
        If a path is not there, an archive is damaged or cut off, or nothing is found.
    """

    def __init__(self, paths: Sequence[Path], suffixes: Sequence[str]) -> None:
        self._suffixes = tuple(suffixes)
        self.files: list[SourceFile] = []
        for path in paths:
            self._add(path)
        if not self.files:
            told = ", ".join(map(str, paths))
            raise TaxonomyError(f"{told}: no file with the ending {' or '.join(suffixes)}")

    @property
    def digest(self) -> str:
        """SHA-256 over the names and contents, 64 hex digits."""
        total = hashlib.sha256()
        for file in self.files:
            total.update(f"{file.name}\0{len(file.content)}\0".encode())
            total.update(file.content)
        return total.hexdigest()

    def _add(self, path: Path) -> None:
        try:
            if path.is_dir():
                for inner in sorted(path.iterdir()):
                    if inner.is_file() and self._wanted(inner.name):
                        self._one(inner.name, inner.read_bytes())
            elif path.suffix.casefold() == ".zip":
                self._archive(path)
            else:
                self._one(path.name, path.read_bytes())
        except OSError as error:
            raise TaxonomyError(f"{path}: cannot be read ({error.strerror or error})") from error

    def _archive(self, path: Path) -> None:
        try:
            with zipfile.ZipFile(path) as opened:
                wanted = [one for one in opened.infolist() if self._wanted(one.filename)]
                if sum(one.file_size for one in wanted) > _MOST_BYTES:
                    raise TaxonomyError(f"{path}: more than {_MOST_BYTES:,} bytes unpacked")
                for one in sorted(wanted, key=lambda one: one.filename):
                    self._one(one.filename.rpartition("/")[2], opened.read(one))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise TaxonomyError(f"{path}: damaged or cut off ({error})") from error

    def _one(self, name: str, content: bytes) -> None:
        if name.casefold().endswith(".gz"):
            try:
                content = gzip.decompress(content)
            except (OSError, EOFError, zlib.error) as error:
                raise TaxonomyError(f"{name}: damaged or cut off ({error})") from error
            name = name[:-3]
        self.files.append(SourceFile(name, content))

    def _wanted(self, name: str) -> bool:
        bare = name.casefold().removesuffix(".gz")
        hidden = name.rpartition("/")[2].startswith(".") or name.startswith("__MACOSX")
        return bare.endswith(self._suffixes) and not hidden
