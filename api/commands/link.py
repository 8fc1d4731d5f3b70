"""``passend link``: short texts on standard input to concepts, one JSON object per line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO, Optional

import typer
from threadpoolctl import threadpool_limits

from passend.api.terminal import fail, told
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.bag import BagEncoder
from passend.taxonomy.concepts import Kind
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.models import shipped_bag
from passend.taxonomy.names import UNSURE, Found, NameIndex

from .options import TaxonomyOption

__all__ = ["LinkKind", "link_command"]

_CHUNK = 1 << 16
# What a text may mean; work words and tasks of the starter taxonomy have no code outside it.
_KINDS = {
    "occupation": (Kind.OCCUPATION,),
    "skill": (Kind.SKILL, Kind.KNOWLEDGE),
    "any": (Kind.OCCUPATION, Kind.SKILL, Kind.KNOWLEDGE, Kind.QUALIFICATION),
}


class LinkKind(StrEnum):
    """What is looked for."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    ANY = "any"


def link_command(
    kind: Annotated[
        LinkKind,
        typer.Option("--kind", help="Wat er gezocht wordt; skill is ook kennis."),
    ] = LinkKind.ANY,
    top: Annotated[int, typer.Option("--top", min=1, max=1000, help="Hoeveel resultaten.")] = 5,
    taxonomy: TaxonomyOption = None,
    model: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option("--model", help="Model van passend taxonomy train (anders het meegeleverde)."),
    ] = None,
    least: Annotated[
        float,
        typer.Option("--least", min=0.0, max=1.0, help="Laagste score; daaronder: niets gevonden."),
    ] = UNSURE,
) -> None:
    """Zoek bij elke regel van de invoer (een functie, een vaardigheid) de begrippen.

    Elke regel geeft één JSON-regel: {"text", "results": [{"iri", "label", "score", "method"}]}.
    Geen results betekent: niets gevonden.
    """
    try:
        loaded = load_taxonomy(taxonomy)
        encoder = BagEncoder.load(model) if model else shipped_bag()
    except TaxonomyError as error:
        fail(told(error))
    with threadpool_limits(1):
        index = NameIndex.of(loaded, encoder, _KINDS[kind.value])
        try:
            for texts in _blocks(sys.stdin.buffer):
                sys.stdout.write(_lines(texts, index.find(texts, top, least), loaded))
                sys.stdout.flush()
        except _NotTextError as error:
            fail(str(error))
        except BrokenPipeError:
            # Whoever reads has enough.
            sys.stderr.close()


def _blocks(stream: BinaryIO) -> Iterator[list[str]]:
    """Lines as they come in: all that are waiting at once, a single one right away."""
    rest, number = b"", 0
    while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined]
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            yield [_read(line, number + place) for place, line in enumerate(lines, start=1)]
            number += len(lines)
    if rest:
        yield [_read(rest, number + 1)]


def _read(line: bytes, number: int) -> str:
    try:
        return line.decode("utf-8").rstrip("\r")
    except UnicodeDecodeError as error:
        raise _NotTextError(f"Regel {number} van de invoer is geen UTF-8.") from error


class _NotTextError(ValueError):
    """A line is no text."""


def _lines(texts: list[str], found: list[list[Found]], taxonomy: Taxonomy) -> str:
    return "".join(
        json.dumps({"text": text, "results": _told(hits, taxonomy)}, ensure_ascii=False) + "\n"
        for text, hits in zip(texts, found, strict=True)
    )


def _told(hits: list[Found], taxonomy: Taxonomy) -> list[dict[str, object]]:
    return [
        {
            "iri": taxonomy.concepts[hit.owner].iri,
            "label": taxonomy.concepts[hit.owner].label,
            "score": round(hit.score, 4),
            "method": hit.method,
        }
        for hit in hits
    ]
