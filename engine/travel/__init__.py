"""Travel between postcode areas: the protocol, the built-in estimate, the table of places."""

from .estimate import Estimate
from .places import Place, Places, PlacesError, read_places, starter_places
from .protocol import Leg, TravelTime

__all__ = [
    "Estimate",
    "Leg",
    "Place",
    "Places",
    "PlacesError",
    "TravelTime",
    "read_places",
    "starter_places",
]
