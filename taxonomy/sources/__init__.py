"""Where concepts come from: one module per source."""

from .competentnl import read_competentnl
from .courses import read_courses
from .esco import read_esco
from .groups import read_groups
from .onet import read_onet
from .sbb import read_sbb
from .starter import read_starter
from .uwv import read_uwv

__all__ = [
    "read_competentnl",
    "read_courses",
    "read_esco",
    "read_groups",
    "read_onet",
    "read_sbb",
    "read_starter",
    "read_uwv",
]
