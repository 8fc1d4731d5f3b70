"""Reading with a memory: each text is read once, each pair of facts is judged once.

Comparing many forms of a ranker reads the same records again and again; the answers are those of
the parts that are remembered.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from copy import copy
from functools import cached_property, lru_cache
from typing import Any

from passend.engine.coding import Coder, PersonCode, VacancyCode
from passend.engine.criteria import AnyCriterion
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.needs import Needs, needs_of
from passend.engine.offers import Offers, offers_of
from passend.engine.verdict import Verdict
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.concepts import Kind
from passend.taxonomy.linker import Link, Linker
from passend.taxonomy.reader import Reader, Reading

__all__ = ["Readings", "seen_with"]

Record = Jobseeker | Vacancy
_TEXTS = 65_536
_RECORDS = 2_048


class Readings:
    """What one coder reads and judges, remembered.

    Parameters
    ----------
    coder : Coder
        Gives the taxonomy and the criteria.
    """

    def __init__(self, coder: Coder) -> None:
        self._made_with = coder
        self._readers: dict[tuple[bool, bool], Reader] = {}
        self._coded = lru_cache(maxsize=_RECORDS)(self._code)
        self._offered = lru_cache(maxsize=_RECORDS)(self._offers)
        self._needed = lru_cache(maxsize=_RECORDS)(self._needs)

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy read with."""
        return self._made_with.taxonomy

    @cached_property
    def criteria(self) -> Mapping[str, AnyCriterion]:
        """The coder's criteria by name; a verdict is made once per pair of facts."""
        return {name: _Judged(one) for name, one in self._made_with.criteria.items()}

    @cached_property
    def coder(self) -> Coder:
        """The coder, with the memory."""
        return Coder(self.reader(), tuple(self.criteria.values()))

    def reader(self, *, soft: bool = True, fuzzy: bool = True) -> Reader:
        """Reader that links by near meanings and by nearly equal names, or without either."""
        kept = soft, fuzzy
        if kept not in self._readers:
            linker = _RememberingLinker(self.taxonomy, soft=soft, fuzzy=fuzzy)
            self._readers[kept] = _RememberingReader(linker)
        return self._readers[kept]

    def code(self, record: Record) -> PersonCode | VacancyCode:
        """Code of a record, that of the coder."""
        return self._coded(record)

    def offers(self, person: Jobseeker) -> Offers:
        """What a jobseeker offers."""
        return self._offered(person)

    def needs(self, vacancy: Vacancy) -> Needs:
        """What a vacancy needs."""
        return self._needed(vacancy)

    def _code(self, record: Record) -> PersonCode | VacancyCode:
        if isinstance(record, Jobseeker):
            return self.coder.person_of(record, self.offers(record))
        return self.coder.vacancy_of(record, self.needs(record))

    def _offers(self, person: Jobseeker) -> Offers:
        return offers_of(person, self.reader())

    def _needs(self, vacancy: Vacancy) -> Needs:
        return needs_of(vacancy, self.reader())


def seen_with(reader: Reader, taxonomy: Taxonomy) -> Reader:
    """The reader with another form of its taxonomy: same names and vectors, other numbers.

    Only for numbers that reading itself does not use: priors, near concepts, what is asked.
    """
    linker = copy(reader.linker)
    linker.taxonomy = taxonomy
    changed = copy(reader)
    changed.linker = linker
    return changed


class _RememberingReader(Reader):
    def __init__(self, linker: Linker) -> None:
        super().__init__(linker)
        self._remembered = lru_cache(maxsize=_TEXTS)(super().read)

    def read(self, text: str, *, of_person: bool = False) -> list[Reading]:
        return list(self._remembered(text, of_person=of_person))


class _RememberingLinker(Linker):
    """A linker that may lack its soft links, its fuzzy ones, or both."""

    def __init__(self, taxonomy: Taxonomy, *, soft: bool, fuzzy: bool) -> None:
        self._is_soft, self._is_fuzzy = soft, fuzzy
        super().__init__(taxonomy)
        self._named = lru_cache(maxsize=_TEXTS)(super().names)
        self._linked = lru_cache(maxsize=_TEXTS)(super().link)

    def names(self, text: str) -> list[Link]:
        return list(self._named(text))

    def link(self, text: str, kind: Kind | None = None, top: int = 5) -> list[Link]:
        return list(self._linked(text, kind, top))

    def soft(self, texts: Any, *args: Any, **options: Any) -> list[list[Link]]:  # noqa: ANN401
        return super().soft(texts, *args, **options) if self._is_soft else [[] for _ in texts]

    def _correct(self, word: str) -> tuple[str, bool]:
        return super()._correct(word) if self._is_fuzzy else (word, False)

    def _fuzzy_name(self, folded: str) -> tuple[Link, ...]:
        return super()._fuzzy_name(folded) if self._is_fuzzy else ()


class _Judged:
    """A criterion that judges each pair of facts once."""

    def __init__(self, criterion: AnyCriterion) -> None:
        self.name, self.prior = criterion.name, criterion.prior
        self.of_person, self.of_vacancy = criterion.of_person, criterion.of_vacancy
        self._remembered = lru_cache(maxsize=None)(criterion.judge)

    def judge(self, person: Hashable, vacancy: Hashable) -> Verdict:
        return self._remembered(person, vacancy)
