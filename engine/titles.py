"""What a title links to. A title that is a name links to what has that name, and nothing else."""

from __future__ import annotations

import re

from passend.taxonomy.concepts import Kind
from passend.taxonomy.linker import Link, Linker

__all__ = ["said_by", "titled"]

_FOR_ALL = re.compile(r"[\s,(\[]*\b[mvx](?:\s*[/|]\s*[mvx]){1,2}\b[)\]\s]*", re.IGNORECASE)


def titled(linker: Linker, text: str, kind: Kind | None = None, top: int = 5) -> list[Link]:
    """Links of a short text, best first.

    The whole text being a name of an occupation leaves nothing to guess: what else is near is near
    the spelling, and that would set *kapster* apart from *kapper*. "(m/v/x)" is no part of a name.
    """
    found = linker.link(_FOR_ALL.sub(" ", text).strip() or text, kind, top)
    return [link for link in found if _is_name(linker, link)] or found


def said_by(linker: Linker, text: str) -> str:
    """The words that a title stands for: of a name of an occupation, those of its label.

    So *metselvrouw* says what *metselaar* says.
    """
    named = [link for link in titled(linker, text, Kind.OCCUPATION) if _is_name(linker, link)]
    return linker.taxonomy.concepts[named[0].concept].label if named else _FOR_ALL.sub(" ", text)


def _is_name(linker: Linker, link: Link) -> bool:
    return (
        link.method == "exact"
        and link.confidence == 1.0
        and linker.taxonomy.kinds[link.concept] is Kind.OCCUPATION
    )
