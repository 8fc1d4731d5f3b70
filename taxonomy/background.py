"""Texts about work of every kind, to learn which words say little: the labelled training texts."""

from __future__ import annotations

import tomllib
from importlib.resources import files

__all__ = ["background_texts"]


def background_texts() -> list[str]:
    """One string a text, in order of the files; written for this product, by nobody's name."""
    folder = files("passend.taxonomy.training") / "texts"
    paths = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".toml")),
        key=lambda path: path.name,
    )
    return [
        " ".join(str(clause["t"]) for clause in text["clauses"])
        for path in paths
        for text in tomllib.loads(path.read_text(encoding="utf-8"))["text"]
    ]
