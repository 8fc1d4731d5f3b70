"""What a title links to. A title that is a name links to what has that name, and nothing else."""

from __future__ import annotations

import re

from passend.taxonomy.concepts import Kind
from passend.taxonomy.linker import Link, Linker

__all__ = ["titled"]

_FOR_ALL = re.compile(r"[\s,(\[]*\b[mvx](?:\s*[/|]\s*[mvx]){1,2}\b[)\]\s]*", re.IGNORECASE)


def titled(linker: Linker, text: str, kind: Kind | None = None, top: int = 5) -> list[Link]:
    """Links of a short text, best first.

    The whole text being a name of an occupation leaves nothing to guess: what else is near is near
    the spelling, and that would set *kapster* apart from *kapper*. "(m/v/x)" is no part of a name.
    """
    found = linker.link(_FOR_ALL.sub(" ", text).strip() or text, kind, top)
    kinds = linker.taxonomy.kinds
    named = [
        link
        for link in found
        if link.method == "exact"
        and link.confidence == 1.0
        and kinds[link.concept] is Kind.OCCUPATION
    ]
    return named or found
