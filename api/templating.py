"""Templates of the pages: escaped, strict, and with Dutch ways to write numbers and places."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

import passend

__all__ = ["render"]

_ORIGIN: Mapping[str, str] = {
    "bemiddelingsberoep": "gewenst beroep",
    "competentiebeheersing": "competenties",
    "persoonlijkePresentatie": "persoonlijke presentatie",
    "tekst": "eigen tekst",
    "toelichtingWerkervaring": "toelichting bij werkervaring",
}


def _number(value: int) -> str:
    """Whole number as the Dutch write it: ``1.234.567``."""
    return f"{value:,}".replace(",", ".")


def _origin(element: str) -> str:
    """Element of a record in words; an element without an entry stands for itself."""
    return _ORIGIN.get(element, element)


_ENVIRONMENT = Environment(
    loader=PackageLoader("passend.api"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {"getal": _number, "herkomst": _origin}
_ENVIRONMENT.globals["versie"] = passend.__version__


def render(name: str, **context: object) -> str:
    """HTML of a template."""
    return _ENVIRONMENT.get_template(name).render(**context)
