"""Postcode area and means of transport."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Fact, FactKind, Speaker, Stance
from .scope import Passage

__all__ = ["POSTCODE_PATTERN", "read_places", "read_transport"]

POSTCODE_PATTERN = re.compile(r"\b(?P<area>[1-9]\d{3})\s?(?!SA|SD|SS)[A-Z]{2}\b")
_BEFORE_YEAR = re.compile(r"\b(?:in|sinds|vanaf|anno)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"19|20")
_PUBLIC = r"openbaar vervoer|\bOV\b|\bov\b|\bbus\b|\btrein\b|\btram\b|\bmetro\b"
_MEANS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("own", r"\b(?i:eigen vervoer)\b"),
        ("car", r"\b(?:eigen |een |geen |mijn |de )?[Aa]uto\b(?!'|-)"),
        ("bicycle", r"\b(?i:(?:e-?)?fiets|e-?bike|elektrische fiets)\b"),
        ("moped", r"\b(?i:scooter|brommer|bromfiets)\b(?!-?r)"),
        ("motorcycle", r"\b(?i:motor)\b(?= (?:rijd|heb)|$)"),
        ("public", _PUBLIC),
    )
)
_ASKED = re.compile(
    r"\b(?:eigen (?:auto|vervoer|fiets|scooter)|beschik\w* over|genoeg|voldoende)\b", re.IGNORECASE
)
_COMPANY = re.compile(
    r"\bvan de zaak\b|\blease|\bbedrijfs-?(?:auto|wagen|bus)|\bdienstauto|\bparkeren\b"
    r"|\bmonteren|\breparer|\bwassen\b"
    r"|\bgewassen\b|\bschade\b|\bbestuur|\bchauffeur\b|\bonze bus\b|\breistijd\b"
    r"|\bfietsen(?:maker|winkel)|\bvergoed",
    re.IGNORECASE,
)
_REACH = re.compile(r"\b(?:bereik\w*|te komen)\b", re.IGNORECASE)
_HARD = re.compile(r"\b(?:slecht|niet|nauwelijks|moeilijk|lastig)\b", re.IGNORECASE)
_TRAVELS = re.compile(
    r"\b(?:reis|reizen|kom|ga|heb|bezit|rij|rijd|vervoer|mobiel|per|op de|met de|met het|met"
    r"|geen|eigen|fiets)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:werkte|gewerkt|was|reed|gereden|ervaring|gerepareerd|als)\b", re.IGNORECASE
)


_BY_PUBLIC = re.compile(
    r"\b(?:reis|reizen|kom|ga|gaan|met (?:de|het)|per|vervoer|afhankelijk van)\b", re.IGNORECASE
)


def read_places(passage: Passage) -> Iterator[Fact]:
    """Four digits of a postcode; post boxes and years before capitals are none."""
    for found in POSTCODE_PATTERN.finditer(passage.text):
        before = passage.text[: found.start()]
        if not (_YEAR.match(found["area"]) and _BEFORE_YEAR.search(before)):
            yield Fact(FactKind.PLACE, found["area"], span=found.span())


def read_transport(passage: Passage) -> Iterator[Fact]:
    """Means of transport that are asked, that reach the place, or that a person has."""
    if _COMPANY.search(passage.text):
        return
    asks = passage.speaker is Speaker.EMPLOYER
    if not asks and _PAST.search(passage.text):
        return
    for code, pattern in _MEANS:
        found = pattern.search(passage.text)
        if found is None:
            continue
        stance = _of_employer(code, passage, found) if asks else _of_person(code, passage, found)
        if stance is not None:
            yield Fact(FactKind.TRANSPORT, code, stance, span=found.span())


def _of_employer(code: str, passage: Passage, found: re.Match[str]) -> Stance | None:
    stance = passage.at(found.start())
    if code == "public":
        if not _REACH.search(passage.text):
            return None
        return Stance.DENIED if _HARD.search(passage.text) else Stance.PLAIN
    asked = _ASKED.search(passage.text) or stance in (Stance.REQUIRED, Stance.NOT_NEEDED)
    return stance if asked or (code == "own") else None


def _of_person(code: str, passage: Passage, found: re.Match[str]) -> Stance | None:
    cue = _BY_PUBLIC if code == "public" else _TRAVELS
    return passage.at(found.start()) if cue.search(passage.text) else None
