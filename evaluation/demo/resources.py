"""Reading the data beside the code: occupation templates, sentences and places."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .chance import Draw

_FOLDER = Path(__file__).parent
_OCCUPATION = "https://linkeddata.competentnl.nl/uwv/id/occupation/"
_SKILL = "https://linkeddata.competentnl.nl/id/humancapability/"
_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
_FORBIDDEN = ("SA", "SD", "SS")

VOLUNTARY = (
    "activiteitenbegeleider",
    "bediening-horeca",
    "bosarbeider",
    "dierenverzorger",
    "fietsenmaker",
    "helpende-zorg",
    "hovenier",
    "ict-helpdeskmedewerker",
    "jongerenwerker",
    "keukenhulp",
    "kleermaker",
    "kok",
    "kringloopmedewerker",
    "medewerker-groenvoorziening",
    "onderwijsassistent",
    "receptionist",
    "winkelhulp",
)
"""Templates of work that people also do unpaid."""

SHELTERED = (
    "assemblagemedewerker",
    "cateringmedewerker",
    "confectienaaister",
    "inpakker",
    "keukenhulp",
    "kringloopmedewerker",
    "medewerker-groenvoorziening",
    "postbezorger",
    "productiemedewerker",
    "schoonmaker",
    "sorteermedewerker",
    "wasserijmedewerker",
    "winkelhulp",
)
"""Templates of work that sheltered workplaces offer."""


@dataclass(frozen=True, slots=True)
class Template:
    """How vacancies and people speak of one occupation.

    Parameters
    ----------
    slug : str
        Name of the template, used inside the generator only.
    occupation : str
        CompetentNL IRI of the occupation.
    titles : tuple of str
        Titles as vacancies write them; the first is the plain name.
    duties, asks, cv, wants : tuple of str
        Sentences of a vacancy (duties, requirements), of a CV, and of a person who wants this.
    interests, courses, licences : tuple of str
        What goes with the occupation; may be empty.
    licence_share, irregular : float
        Share of the vacancies that ask a licence or have irregular hours, 0..1.
    hours : tuple of int
        Fewest and most hours per week that are usual.
    level : int
        Usual work and thinking level, VUM code 1..6.
    sbi : int
        Branch, CBS SBI 2008.
    pay : tuple of float
        Usual gross pay in euro per hour, low and high.
    skills : tuple of str
        CompetentNL skill IRIs.
    crebo : tuple of (str, int)
        Qualifications of a leerbaan with their level; empty = no leerbaan.
    riasec : str
        One or two RIASEC letters.
    regulated : str or None
        Qualification that the law requires.
    related : tuple of str
        Slugs of occupations people move to or come from.
    """

    slug: str
    occupation: str
    titles: tuple[str, ...]
    duties: tuple[str, ...]
    asks: tuple[str, ...]
    cv: tuple[str, ...]
    wants: tuple[str, ...]
    interests: tuple[str, ...]
    courses: tuple[str, ...]
    licences: tuple[str, ...]
    licence_share: float
    irregular: float
    hours: tuple[int, int]
    level: int
    sbi: int
    pay: tuple[float, float]
    skills: tuple[str, ...]
    crebo: tuple[tuple[str, int], ...]
    riasec: str
    regulated: str | None
    related: tuple[str, ...]

    @property
    def plain_title(self) -> str:
        """The plain name, as it stands inside a sentence."""
        first = self.titles[0]
        return first if first[:2].isupper() else first[0].lower() + first[1:]


@dataclass(frozen=True, slots=True)
class Place:
    """A town with its postcode areas.

    Parameters
    ----------
    name : str
        Name of the town.
    region : str
        ``arnhem``, ``leeuwarden`` or ``landelijk``.
    weight : int
        How often it is drawn within its region.
    pc4 : tuple of int
        Four-digit postcode areas.
    """

    name: str
    region: str
    weight: int
    pc4: tuple[int, ...]

    def postcode(self, draw: Draw) -> str:
        """Return a postcode in this town; its letters are drawn and may not exist there."""
        while (letters := draw.pick(_LETTERS) + draw.pick(_LETTERS)) in _FORBIDDEN:
            pass
        return f"{draw.pick(self.pc4)}{letters}"


@dataclass(frozen=True, slots=True)
class Resources:
    """Everything the generator reads from disk.

    Parameters
    ----------
    templates : dict of str to Template
        By slug, in the order of the files.
    phrases : dict
        ``phrases.toml`` as read.
    places : tuple of Place
        All towns.
    """

    templates: dict[str, Template]
    phrases: dict[str, Any]
    places: tuple[Place, ...]

    def place(self, draw: Draw, region_weights: dict[str, float]) -> Place:
        """Draw a town: first the region, then a town in it by weight."""
        region = draw.weighted(region_weights)
        return draw.weighted(
            {place: place.weight for place in self.places if place.region == region}
        )


def load_resources() -> Resources:
    """Read all templates, sentences and places.

    Raises
    ------
    ValueError
        If a template names a related occupation that does not exist.
    """
    templates: dict[str, Template] = {}
    for path in sorted(_FOLDER.glob("templates_*.toml")):
        for row in _read(path)["template"]:
            templates[row["slug"]] = _template(row)
    for template in templates.values():
        for slug in template.related:
            if slug not in templates:
                raise ValueError(f"template {template.slug}: related occupation {slug} is unknown")
    places = tuple(
        Place(row["name"], row["region"], row["weight"], tuple(row["pc4"]))
        for row in _read(_FOLDER / "places.toml")["place"]
    )
    return Resources(templates, _read(_FOLDER / "phrases.toml"), places)


def occupation_iri(code: str) -> str:
    """Return the CompetentNL IRI of an occupation code of ten hexadecimal digits."""
    return _OCCUPATION + code


def skill_iri(code: str) -> str:
    """Return the CompetentNL IRI of a skill code of ten hexadecimal digits."""
    return _SKILL + code


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        return tomllib.load(stream)


def _template(row: dict[str, Any]) -> Template:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    values["occupation"] = occupation_iri(row["occupation"])
    values["skills"] = tuple(skill_iri(code) for code in row["skills"])
    values["crebo"] = tuple((code, level) for code, level in row["crebo"])
    values.setdefault("regulated", None)
    return Template(**values)
