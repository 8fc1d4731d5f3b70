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
from passend.taxonomy.encoders import EncoderError, chosen, name_finder
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.foreign import ForeignReader, ManyLanguages
from passend.taxonomy.language import language_of
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.names import UNSURE, Found

from .options import EncoderOption, TaxonomyOption

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
    encoder: EncoderOption = None,
    least: Annotated[
        float,
        typer.Option("--least", min=0.0, max=1.0, help="Laagste score; daaronder: niets gevonden."),
    ] = UNSURE,
) -> None:
    """Zoek bij elke regel van de invoer (een functie, een vaardigheid) de begrippen.

    Elke regel geeft één JSON-regel: {"text", "results": [{"iri", "label", "score", "method"}],
    "encoder"}. Geen results betekent: niets gevonden. Staat er ook "language", dan is de regel in
    die taal en kent het taalmodel haar niet.
    """
    try:
        loaded = load_taxonomy(taxonomy)
        choice = chosen(encoder)
        bag = BagEncoder.load(model) if model else None
    except TaxonomyError as error:
        fail(told(error))
    with threadpool_limits(1):
        index = name_finder(loaded, choice, _KINDS[kind.value], bag=bag)
        foreign = ForeignReader(loaded, choice)
        if choice.multilingual and Kind.OCCUPATION in _KINDS[kind.value]:
            index = ManyLanguages(index, foreign)
        try:
            for texts in _blocks(sys.stdin.buffer):
                found = index.find(texts, top, least)
                sys.stdout.write(_lines(texts, found, loaded, index.encoder_name, foreign))
                sys.stdout.flush()
        except EncoderError as error:
            fail(told(error))
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


def _lines(
    texts: list[str],
    found: list[list[Found]],
    taxonomy: Taxonomy,
    encoder: str,
    foreign: ForeignReader,
) -> str:
    """One JSON line per text, with its language when that is one that cannot be read."""
    told = []
    for text, hits in zip(texts, found, strict=True):
        line: dict[str, object] = {"text": text, "results": _told(hits, taxonomy)}
        line["encoder"] = encoder
        language = None if hits else language_of(text)
        if language not in (None, "nl", *foreign.languages):
            line["language"] = language
        told.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(told)


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
