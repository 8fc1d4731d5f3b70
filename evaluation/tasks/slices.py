"""Slices of the asking records: results are shown apart for each, since an average hides much."""

from __future__ import annotations

from collections.abc import Mapping

from passend.engine.model import Jobseeker, Vacancy

__all__ = ["completeness", "province", "slices_of"]

# Province of most addresses in a range of two-digit postcode areas (CBS). For tables only: a few
# areas lie in two provinces.
_PROVINCES = (
    (10, 12, "Noord-Holland"), (13, 13, "Flevoland"), (14, 21, "Noord-Holland"),
    (22, 33, "Zuid-Holland"), (34, 39, "Utrecht"), (40, 42, "Gelderland"), (43, 45, "Zeeland"),
    (46, 57, "Noord-Brabant"), (58, 64, "Limburg"), (65, 73, "Gelderland"),
    (74, 77, "Overijssel"), (78, 79, "Drenthe"), (80, 81, "Overijssel"), (82, 82, "Flevoland"),
    (83, 92, "Friesland"), (93, 94, "Drenthe"), (95, 99, "Groningen"),
)  # fmt: skip
_ELEMENTS = {
    Jobseeker: (
        "wished_occupations", "experience", "competences", "courses", "education", "interests",
        "licences", "languages", "contracts", "transport", "hours", "postcode4", "max_distance_km",
        "max_minutes", "riasec_text", "text", "presentation",
    ),
    Vacancy: (
        "title", "description", "occupation", "competences", "courses", "education", "licences",
        "languages", "contracts", "sites", "hours", "start", "riasec_text", "kind",
    ),
}  # fmt: skip
_SPARSE, _FULL = 0.34, 0.67


def completeness(record: Jobseeker | Vacancy) -> float:
    """Share 0..1 of the elements that matter for matching and are filled."""
    names = _ELEMENTS[type(record)]
    empty = (None, (), type(record)().hours)
    return sum(getattr(record, name) not in empty for name in names) / len(names)


def province(postcode4: str | None) -> str:
    """Province of a four-digit postcode, as most of its area; "onbekend" without one.

    >>> province("3011")
    'Zuid-Holland'
    """
    area = int(postcode4[:2]) if postcode4 and postcode4[:2].isdigit() else 0
    return next((name for low, high, name in _PROVINCES if low <= area <= high), "onbekend")


def slices_of(records: Mapping[str, Jobseeker | Vacancy]) -> dict[str, dict[str, str]]:
    """Slice name → record id → value: completeness, coded or text, province, kind of vacancy."""
    found = {
        "completeness": {key: _level(completeness(record)) for key, record in records.items()},
        "coded": {key: _coded(record) for key, record in records.items()},
        "province": {key: province(_postcode(record)) for key, record in records.items()},
    }
    kinds = {
        key: record.effective_kind.value if record.effective_kind else "onbekend"
        for key, record in records.items()
        if isinstance(record, Vacancy)
    }
    return {**found, "kind": kinds} if kinds else found


def _level(share: float) -> str:
    return "weinig" if share < _SPARSE else "veel" if share > _FULL else "gemiddeld"


def _postcode(record: Jobseeker | Vacancy) -> str | None:
    if isinstance(record, Jobseeker):
        return record.postcode4
    return record.sites[0] if record.sites else None


def _coded(record: Jobseeker | Vacancy) -> str:
    """Whether a code says what the work is: an occupation, done, wished or asked."""
    if isinstance(record, Jobseeker):
        refs = [*record.wished_occupations, *(job.occupation for job in record.experience)]
    else:
        refs = [record.occupation]
    return "code" if any(ref and ref.code for ref in refs) else "tekst"
