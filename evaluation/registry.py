"""Named factories: rankers, tasks and checks are made from their spec, each by one table."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from .context import Context
from .specs import Spec, SpecError, parse

__all__ = ["Registry"]

T = TypeVar("T")


class Registry(Generic[T]):
    """Makes things from specs.

    Parameters
    ----------
    what : str
        What is made, for errors.
    factories : mapping of name to callable
        Called as ``factory(context, *args, **options)``; a spec inside a spec is made first. The
        first line of a factory's docstring is its help.
    """

    def __init__(self, what: str, factories: Mapping[str, Callable[..., T]]) -> None:
        self.what = what
        self._factories = dict(factories)

    def make(self, spec: Spec | str, context: Context) -> T:
        """Make what a spec names.

        Raises
        ------
        SpecError
            If the name is unknown or the parameters do not fit.
        """
        if isinstance(spec, str):
            spec = parse(spec)
        factory = self._factories.get(spec.name)
        if factory is None:
            known = ", ".join(sorted(self._factories))
            raise SpecError(f"no {self.what} is called {spec.name!r}; known: {known}")
        args = [self._inner(arg, context) for arg in spec.args]
        options = {key: self._inner(value, context) for key, value in spec.options}
        try:
            inspect.signature(factory).bind(context, *args, **options)
        except TypeError as error:
            raise SpecError(f"{spec}: {error}") from error
        return factory(context, *args, **options)

    def help(self) -> dict[str, str]:
        """Name → first line of help, by name."""
        return {
            name: (inspect.getdoc(factory) or "").partition("\n")[0]
            for name, factory in sorted(self._factories.items())
        }

    def _inner(self, value: Any, context: Context) -> Any:  # noqa: ANN401 - constant or made
        return self.make(value, context) if isinstance(value, Spec) else value
