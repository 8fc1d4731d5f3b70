"""Builds a taxonomy from files of the official sources, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .artefact import Taxonomy
from .changes import carried_over
from .compile import compile_taxonomy
from .concepts import Concept, Source
from .errors import TaxonomyError
from .sources import (
    read_competentnl,
    read_courses,
    read_esco,
    read_groups,
    read_onet,
    read_sbb,
    read_starter,
    read_uwv,
)
from .sources.live import Endpoint, fetch_competentnl

__all__ = ["Inputs", "build_taxonomy", "read_sources"]

Paths = tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a taxonomy is built of; an empty tuple = that source is left out.

    Parameters
    ----------
    competentnl, esco, sbb, uwv, onet, groups, courses : tuple of Path
        Files, folders or zip archives of each source.
    live : Endpoint or None
        CompetentNL is fetched from here instead of from files.
    language : str
        Language of the ESCO labels.
    editions : dict
        Source name → edition, recorded in the manifest.
    starter : bool
        Whether the starter taxonomy of the package comes first.
    crosswalk_free : bool
        Leave out what ties a national list to ESCO.
    previous : Path or None
        The taxonomy before this one: its codes that are gone are mapped through where that is sure.
    """

    competentnl: Paths = ()
    esco: Paths = ()
    sbb: Paths = ()
    uwv: Paths = ()
    onet: Paths = ()
    groups: Paths = ()
    courses: Paths = ()
    live: Endpoint | None = None
    language: str = "nl"
    editions: dict[str, str] = field(default_factory=dict)
    starter: bool = True
    crosswalk_free: bool = False
    previous: Path | None = None


def _no_step(_text: str) -> None:
    """Nobody is watching."""


def read_sources(inputs: Inputs, step: Callable[[str], None] = _no_step) -> list[Source]:
    """Read every source that is given, in the order in which they name a concept.

    ``step`` is told what is being read.

    Raises
    ------
    TaxonomyError
        If one of them cannot be read whole, or none is given.
    """
    unknown = set(inputs.editions) - {"competentnl", "esco", "sbb", "uwv", "onet", "groups"}
    if unknown:
        raise TaxonomyError(f"an edition for {min(unknown)}, which is no source")
    sources: list[Source] = []

    def take(name: str, paths: Paths, read: Callable[..., Source], *more: object) -> None:
        if paths:
            step(name)
            stated = {"edition": inputs.editions[name]} if name in inputs.editions else {}
            sources.append(read(paths, *more, **stated))

    if inputs.live:
        step("competentnl")
        sources.append(fetch_competentnl(inputs.live))
    take("competentnl", inputs.competentnl, read_competentnl)
    if inputs.starter:
        step("starter")
        sources.append(read_starter())
    take("sbb", inputs.sbb, read_sbb)
    take("esco", inputs.esco, read_esco, inputs.language)
    take("uwv", inputs.uwv, read_uwv, _concepts(sources, "competentnl", "starter"))
    take("onet", inputs.onet, read_onet)
    take("groups", inputs.groups, read_groups)
    take("courses", inputs.courses, read_courses, _concepts(sources))
    if not sources:
        raise TaxonomyError("no source is given")
    return sources


def build_taxonomy(
    inputs: Inputs, out: Path, step: Callable[[str], None] = _no_step
) -> tuple[Taxonomy, list[Source]]:
    """Build a taxonomy in ``out``; what stands there is replaced only when all went well.

    Returns
    -------
    Taxonomy, list of Source
        The taxonomy as opened from ``out``, and what it was made of.

    Raises
    ------
    TaxonomyError
        If a source cannot be read whole, or the sources do not fit; ``out`` is as it was.
    """
    previous = Taxonomy.open(inputs.previous, check=True) if inputs.previous else None
    sources = read_sources(inputs, step)
    if previous:
        sources.append(carried_over(previous, sources))
    step("compile")
    compiled = compile_taxonomy(sources, crosswalk_free=inputs.crosswalk_free)
    compiled.save(out)
    return Taxonomy.open(out), sources


def _concepts(sources: Sequence[Source], *names: str) -> tuple[Concept, ...]:
    """Concepts of the named sources, one per IRI; no names = of all."""
    found: dict[str, Concept] = {}
    for source in sources:
        if not names or source.name in names:
            for concept in source.concepts:
                found.setdefault(concept.iri, concept)
    return tuple(found.values())
