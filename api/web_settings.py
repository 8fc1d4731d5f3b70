"""Settings of the web part, from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["WebSettings"]

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What an operator fills in.

    Parameters
    ----------
    contact_name, contact_url, contact_email : str
        Who answers questions about the API (``PASSEND_CONTACT_NAME``, ``…_URL``, ``…_EMAIL``).
        The defaults are placeholders.
    server_url : str
        Base of the API in its OpenAPI document (``PASSEND_SERVER_URL``); it ends in ``/v1``.
    hosts : tuple of str
        Host names that requests may name, without port (``PASSEND_HOSTS``, comma between them).
        The default, loopback only, stops pages elsewhere that rebind their own name to it.

    Examples
    --------
    >>> WebSettings.from_environment({"PASSEND_HOSTS": "passend.example, localhost"}).hosts
    ('passend.example', 'localhost')
    """

    contact_name: str = "Beheerder van passend (nog in te vullen)"
    contact_url: str = "https://example.org/contact"
    contact_email: str = "beheer@example.org"
    server_url: str = "/v1"
    hosts: tuple[str, ...] = _LOOPBACK

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> WebSettings:
        """Environment first, then the defaults; an empty value is no value."""
        values = os.environ if environment is None else environment
        names = ("contact_name", "contact_url", "contact_email", "server_url")
        found = {name: value for name in names if (value := values.get(f"PASSEND_{name.upper()}"))}
        hosts = tuple(
            host.strip().lower()
            for host in values.get("PASSEND_HOSTS", "").split(",")
            if host.strip()
        )
        return cls(**found, hosts=hosts or _LOOPBACK)
