"""Numbers as they stand in tables: ``.4433``, ``+.0123``, ``<.001``."""

from __future__ import annotations

__all__ = ["cell", "number", "p_value", "share", "signed", "stated"]

NONE = "–"
_MINUS = "−"
_LARGE = 10


def number(value: float | None, places: int = 4) -> str:
    """A value without the zero before its point; ``None`` = –.

    >>> number(0.44331), number(-0.2), number(1.0), number(None)
    ('.4433', '−.2000', '1.0000', '–')
    """
    if value is None:
        return NONE
    digits = f"{abs(value):.{places}f}"
    sign = _MINUS if value < 0 and float(digits) else ""
    return sign + (digits[1:] if digits.startswith("0.") else digits)


def signed(value: float | None, places: int = 4) -> str:
    """A difference, with its sign.

    >>> signed(0.0123), signed(-0.5), signed(0.0)
    ('+.0123', '−.5000', '.0000')
    """
    text = number(value, places)
    return f"+{text}" if value is not None and float(f"{value:.{places}f}") > 0 else text


def p_value(value: float | None) -> str:
    """A p-value to three decimals.

    >>> p_value(0.0004), p_value(0.0123), p_value(1.0)
    ('<.001', '.012', '1')
    """
    if value is None:
        return NONE
    if round(value, 3) >= 1:
        return "1"
    return "<.001" if value < 0.001 else number(value, 3)


def share(value: float | None) -> str:
    """A share 0..1 as a percentage.

    >>> share(1.0), share(0.987)
    ('100 %', '98.7 %')
    """
    if value is None:
        return NONE
    return "100 %" if value == 1 else f"{100 * value:.1f} %"


def stated(value: bool | None) -> str:
    """Yes or no; ``None`` = not stated."""
    return "not stated" if value is None else "yes" if value else "no"


def cell(value: str | int | float | bool | None) -> str:
    """A cell of a sheet.

    >>> cell(0.81234), cell(12.04), cell(7), cell(True), cell(None)
    ('.8123', '12.0', '7', 'yes', '–')
    """
    if value is None:
        return NONE
    if isinstance(value, bool):
        return stated(value)
    if isinstance(value, float):
        return number(value) if abs(value) < _LARGE else number(value, 1)
    return str(value)
