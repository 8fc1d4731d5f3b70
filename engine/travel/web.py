"""Asking a routing engine over HTTP, and what can go wrong.

A postcode area travels in the address of the request, as the middle of the area; no record, key
or full postcode does. Run the engine yourself.
"""

from __future__ import annotations

import logging
import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .protocol import TravelError

if TYPE_CHECKING:
    import httpx

__all__ = ["Door"]


class Door:
    """One engine behind an address.

    Parameters
    ----------
    name : str
        Name of the provider, for errors.
    url : str
        Address without a slash at its end.
    timeout : float
        Seconds to wait for one answer.
    """

    def __init__(self, name: str, url: str, timeout: float) -> None:
        self.name = name
        self.url = url.rstrip("/")
        self._timeout = timeout
        self._client: httpx.Client | None = None

    def get(self, path: str, params: Mapping[str, str]) -> object:
        """Answer of a GET as parsed JSON.

        Raises
        ------
        TravelError
            If nothing answers in time, or the answer is no JSON.
        """
        return self._ask("GET", path, params=dict(params))

    def post(self, path: str, body: Mapping[str, object]) -> object:
        """Answer of a POST of JSON; raises as :meth:`get`."""
        return self._ask("POST", path, json=dict(body))

    def _ask(self, method: str, path: str, **given: object) -> object:
        try:
            import httpx
        except ImportError as error:
            raise TravelError(
                f"{self.name}: asking it needs httpx: pip install 'passend[travel]'"
            ) from error
        if self._client is None:
            # It logs every address, and with it a place, from INFO on.
            logging.getLogger("httpx").setLevel(logging.WARNING)
            self._client = httpx.Client(timeout=self._timeout)
            weakref.finalize(self, self._client.close)
        try:
            answer = self._client.request(method, self.url + path, **given)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            # Its own text holds the address, and with it a place: the kind of error is enough.
            raise TravelError(f"{self.name}: no answer ({type(error).__name__})") from None
        try:
            found: object = answer.json()
        except ValueError:
            raise TravelError(f"{self.name}: HTTP {answer.status_code}, not JSON") from None
        return found
