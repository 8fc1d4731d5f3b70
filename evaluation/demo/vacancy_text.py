"""What a vacancy says in words, and what follows from those words for the coded elements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .chance import Draw
from .resources import Place, Template

_MAX_DESCRIPTION = 2000
_LEVELS = {1: "basisniveau", 2: "vmbo-niveau", 3: "mbo-2-niveau", 4: "mbo-niveau", 5: "hbo-niveau"}
# A topic is left to the template when its own sentences already speak of it.
_TOPIC_WORDS = {
    "licence": ("rijbewijs", "rijden", "vervoer"),
    "experience": ("ervaring", "jaar", "inwerk", "geleerd", "leren", "leer "),
    "diploma": ("diploma", "opleiding", "papier", "certificaat", "studie", "registratie", "akte"),
    "language": ("nederlands", "engels", "taal"),
    "course": ("certificaat", "diploma", "vca", "pas ", "akte"),
}
_STRENGTHS: dict[str, dict[str, float]] = {
    "licence": {"must": 6, "nice": 2, "plain": 2},
    "experience": {"must": 2, "plain": 2, "nice": 3, "none": 3},
    "diploma": {"must": 1, "plain": 1, "nice": 2, "none": 3},
    "language": {"must": 2, "plain": 4, "nice": 2, "none": 2},
    "course": {"must": 2, "plain": 2, "nice": 3, "none": 3},
}
_TOPIC_SHARES = {"experience": 0.6, "diploma": 0.4, "language": 0.4, "course": 0.4}


@dataclass(slots=True)
class Demands:
    """What one vacancy asks, in words and in values.

    Parameters
    ----------
    lines : list of str
        Sentences.
    strength : dict of str to str
        Per topic ``must``, ``plain``, ``nice`` or ``none``; a topic that is absent is not asked.
    licence, course : str or None
        The licence category and the course that the sentences name.
    years : int
        Years of experience that the sentences name.
    """

    lines: list[str] = field(default_factory=list)
    strength: dict[str, str] = field(default_factory=dict)
    licence: str | None = None
    course: str | None = None
    years: int = 1

    def asked(self, topic: str) -> bool:
        """Whether the topic is asked, required or wished."""
        return self.strength.get(topic, "none") != "none"

    @property
    def teaches(self) -> bool:
        """Whether a sentence promises that the work can be learnt on the spot."""
        said = " ".join(self.lines).lower()
        return any(
            word in said for word in ("leren het je", "leer je", "leiden", "inwerk", "werken je")
        )


@dataclass(frozen=True, slots=True)
class VacancyWriter:
    """Writes the free text of vacancies.

    Parameters
    ----------
    phrases : dict
        ``phrases.toml`` as read.
    draw : Draw
        Where chance comes from.
    """

    phrases: dict[str, Any]
    draw: Draw

    def title(self, template: Template, kind: str, place: Place) -> str:
        """Return a title, at most 120 characters, decorated as vacancies do."""
        title = self.draw.pick(template.titles)
        prefixes = {
            "leerbaan": ("Leerbaan ", "Leerling ", "BBL-plek "),
            "stage": ("Stage ", "Stageplek "),
            "werkervaringsplaats": ("Werkervaringsplaats ", "Werkervaring als "),
            "vrijwilligerswerk": ("Vrijwilliger: ", "Vrijwilligerswerk "),
            "beschut": ("Beschut werk: ", ""),
        }
        if kind in prefixes:
            title = self.draw.pick(prefixes[kind]) + template.plain_title
        endings = (
            "",
            "",
            "",
            " m/v/x",
            f" in {place.name}",
            f" {place.name}",
            " (fulltime of parttime)",
        )
        title += self.draw.pick(endings)
        if self.draw.chance(0.05):
            title = title.upper()
        return title[:120]

    def demands(self, template: Template, kind: str) -> Demands:
        """Choose what is asked and how strongly."""
        result = Demands(years=self.draw.number(1, 3))
        if kind == "regulier":
            least = len(template.asks) if template.regulated else 1
            result.lines += self.draw.some(template.asks, least, len(template.asks))
            self._licence(template, result)
            for topic, share in _TOPIC_SHARES.items():
                if template.regulated and topic in ("diploma", "course"):
                    continue  # the law asks a qualification; the template says so
                if self.draw.chance(share):
                    self._topic(topic, template, result)
        else:
            result.lines += self.draw.some(self.phrases["kind"][kind]["asks"], 1, 3)
            if kind == "leerbaan":
                self._licence(template, result)
        return result

    def description(
        self, template: Template, kind: str, place: Place, demands: Demands, offers: Iterable[str]
    ) -> str:
        """Return a description of at most 2000 characters, boilerplate included in part."""
        sections = self._sections(template, kind, place, demands, list(offers))
        text = self._layout(sections)
        for name in ("employer", "procedure", "offer"):
            if len(text) > _MAX_DESCRIPTION:
                sections.pop(name, None)
                text = self._layout(sections)
        return text[:_MAX_DESCRIPTION]

    def _sections(
        self, template: Template, kind: str, place: Place, demands: Demands, offers: list[str]
    ) -> dict[str, list[str]]:
        words, draw = self.phrases["vacancy"], self.draw
        employer = draw.some(words["employer"], 1, 3) if draw.chance(0.6) else []
        own = self.phrases["kind"].get(kind, words)
        intro, benefits = own["intro"], own.get("offer", words["offer"])
        sections = {
            "employer": employer,
            "intro": [draw.pick(intro).format(place=place.name)] if draw.chance(0.6) else [],
            "duties": draw.some(template.duties, min(3, len(template.duties)), 4),
            "asks": demands.lines,
            "offer": offers + (draw.some(benefits, 1, 4) if draw.chance(0.65) else []),
            "procedure": draw.some(words["procedure"], 1, 2) if draw.chance(0.5) else [],
        }
        if draw.chance(0.4):  # the employer speaks of itself at the end
            sections["employer"] = sections.pop("employer")
        return sections

    def _layout(self, sections: dict[str, list[str]]) -> str:
        style = self.draw.weighted({"bullets": 4.0, "headed": 3.0, "running": 3.0})
        blocks = []
        for name, lines in sections.items():
            if not lines:
                continue
            heading = ""
            if style != "running" and name != "intro":
                heading = self.draw.pick(self.phrases["vacancy"][f"heading_{name}"]) + "\n"
            if style == "bullets" and name in ("duties", "asks", "offer"):
                blocks.append(heading + "\n".join(f"- {line}" for line in lines))
            else:
                blocks.append(heading + " ".join(lines))
        return ("\n" if style == "running" else "\n\n").join(blocks)

    def _licence(self, template: Template, result: Demands) -> None:
        if template.licences and self.draw.chance(template.licence_share):
            result.licence = template.licences[0]
            if self.draw.chance(0.2):
                result.licence = template.licences[-1]
            self._topic("licence", template, result)
        elif not template.licences and self.draw.chance(0.08):
            self._say("licence", "none", template, result)

    def _topic(self, topic: str, template: Template, result: Demands) -> None:
        if topic == "course" and not template.courses:
            return
        weights = dict(_STRENGTHS[topic])
        if topic == "licence" and template.licence_share >= 0.95:
            weights = {"must": 3, "plain": 1}
        if template.level <= 2:  # practical work seldom asks papers
            weights.pop("must" if topic in ("diploma", "language") else "", None)
        if template.level >= 4 and topic == "language":
            weights.pop("none")
        if topic == "course":
            result.course = self.draw.pick(template.courses)
        self._say(topic, self.draw.weighted(weights), template, result)

    def _say(self, topic: str, strength: str, template: Template, result: Demands) -> None:
        said = " ".join(result.lines).lower()
        if any(word in said for word in _TOPIC_WORDS[topic]):
            if topic == "licence":
                result.strength[topic] = "plain"
            return
        result.strength[topic] = strength
        sentence: str = self.draw.pick(self.phrases["strength"][topic][strength])
        result.lines.append(
            sentence.format(
                licence=result.licence,
                years=result.years,
                course=result.course,
                level=_LEVELS.get(template.level, "hbo-niveau"),
            )
        )
