"""Travel between postcode areas: the protocol, the built-in estimate, the table of places."""

from .configured import TravelSettingsError, read_travel
from .estimate import Estimate
from .matrix import Matrix, MatrixError, read_pairs, write_matrix
from .osrm import Osrm
from .places import Place, Places, PlacesError, read_places, starter_places
from .planner import Planner
from .protocol import Departure, Leg, TravelError, TravelMode, TravelTime
from .remembered import Remembered, WithSecond

__all__ = [
    "Departure",
    "Estimate",
    "Leg",
    "Matrix",
    "MatrixError",
    "Osrm",
    "Place",
    "Places",
    "PlacesError",
    "Planner",
    "Remembered",
    "TravelError",
    "TravelMode",
    "TravelSettingsError",
    "TravelTime",
    "WithSecond",
    "read_pairs",
    "read_places",
    "read_travel",
    "starter_places",
    "write_matrix",
]
