"""Orientation of a stored person: the service's parts put to it."""

from __future__ import annotations

from passend.engine.model import Jobseeker
from passend.engine.orientation import Orienter
from passend.engine.ports import RecordKind

from .bootstrap import Service
from .orientation_out import Orientatie, orientation_out
from .questions import NotFound, stored, title_of

__all__ = ["orient"]


def orient(service: Service, orienter: Orienter, key: str, top: int) -> Orientatie:
    """Occupations for a person of the store; raises :class:`~passend.api.questions.NotFound`.

    An index that lags behind the store catches up first.
    """
    person = stored(service, RecordKind.PERSON, key)
    if not isinstance(person, Jobseeker):
        raise NotFound(key)
    service.follower.catch_up()
    found = orienter.orient(person, service.matcher.index, top=top)
    return orientation_out(
        found, service.matcher.versions, lambda kind, one: title_of(service, kind, one)
    )
