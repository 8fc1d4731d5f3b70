"""Texts that could not be read, in Dutch: which language and where, never the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from passend.engine.unread import Unread
from passend.taxonomy.language import DUTCH_NAMES

__all__ = ["not_read", "text_not_read"]


def not_read(found: Iterable[Unread]) -> list[str]:
    """One sentence per element and language.

    >>> not_read([Unread("toelichtingWerkervaring", "pl")])
    ['Deze tekst is in het Pools en kon niet worden gelezen (toelichtingWerkervaring).']
    """
    return [
        f"Deze tekst is in het {_named(one.language)} en kon niet worden gelezen ({one.origin})."
        for one in found
    ]


def text_not_read(languages: Sequence[str]) -> str | None:
    """Sentence about a pasted text; ``None`` when no language in it is unknown.

    >>> text_not_read(["pl"])
    'Deze tekst is in het Pools en kon niet worden gelezen.'
    """
    if not languages:
        return None
    named = " en het ".join(_named(code) for code in languages)
    return f"Deze tekst is in het {named} en kon niet worden gelezen."


def _named(code: str) -> str:
    return DUTCH_NAMES.get(code, code)
