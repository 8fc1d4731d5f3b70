"""Text forms of rankers and tasks: ``bm25(k1=1.2)``, ``rrf(bm25, char)``, ``persons("test")``.

One grammar for the command line, tables and files: a name, or a call with constants and further
specs. Read with Python's own parser, evaluated by nothing but the registry that is given.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Spec", "SpecError", "parse"]

Constant = str | int | float | bool | None


class SpecError(ValueError):
    """A spec has another form, an unknown name or a wrong parameter; the message says which."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A parsed spec; ``str(spec)`` is its canonical text."""

    name: str
    args: tuple[Spec | Constant, ...] = ()
    options: tuple[tuple[str, Spec | Constant], ...] = ()

    def __str__(self) -> str:
        parts = [_text(arg) for arg in self.args]
        parts += [f"{key}={_text(value)}" for key, value in self.options]
        return f"{self.name}({', '.join(parts)})" if parts else self.name

    @property
    def keywords(self) -> Mapping[str, Spec | Constant]:
        """Options by name."""
        return dict(self.options)


def parse(text: str) -> Spec:
    """Parse one spec.

    Raises
    ------
    SpecError
        If it is no name and no call of names and constants.

    Examples
    --------
    >>> str(parse("rrf(bm25(k1=1.2),char, k=60)"))
    'rrf(bm25(k1=1.2), char, k=60)'
    """
    try:
        body = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise SpecError(f"{text!r} is no spec: write name or name(option=value)") from error
    found = _value(body, text)
    if not isinstance(found, Spec):
        raise SpecError(f"{text!r} is a value, not the name of something")
    return found


def _value(node: ast.expr, text: str) -> Spec | Constant:
    match node:
        case ast.Name(id=name):
            return Spec(name)
        case ast.Constant(value=str() | int() | float() | bool() | None as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return -value
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            options = []
            for keyword in keywords:
                if keyword.arg is None:
                    raise SpecError(f"{text!r}: ** may not be used")
                options.append((keyword.arg, _value(keyword.value, text)))
            return Spec(name, tuple(_value(arg, text) for arg in args), tuple(options))
        case _:
            raise SpecError(f"{text!r}: only names, calls and constants may be used")


def _text(value: Spec | Constant) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
