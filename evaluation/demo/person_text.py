"""What people say of their work and wishes, in their own words or those of their counsellor."""

from dataclasses import dataclass
from typing import Any

from .careers import Career, Job
from .chance import Draw, sentences

_SLOPPY = 0.15


@dataclass(frozen=True, slots=True)
class PersonWriter:
    """Writes the free text of persons.

    Parameters
    ----------
    phrases : dict
        The table ``person`` of ``phrases.toml``.
    draw : Draw
        Where chance comes from.
    """

    phrases: dict[str, Any]
    draw: Draw

    def job(self, job: Job, coded: bool, said: set[str]) -> str:
        """Return the description of one job; without a code it often names the occupation.

        Parameters
        ----------
        job : Job
            The job.
        coded : bool
            Whether the record holds the code of the occupation.
        said : set of str
            Sentences that the person used before; they are avoided, and the new ones added.
        """
        draw = self.draw
        fresh = [line for line in job.template.cv if line not in said]
        lines = draw.some(fresh or job.template.cv, 1, 3)
        said.update(lines)
        if job.voluntary:
            lines = [self._fill("volunteer", line=lines[0])]
        if not coded and draw.chance(0.6):
            title = job.template.titles[0]
            lines.insert(0, f"{title}." if draw.chance(0.6) else f"Functie: {title}.")
        return self._spelled(" ".join(lines))

    def own_words(self, career: Career, hours: tuple[int, int] | None, minutes: int | None) -> str:
        """Return two to seven sentences about what the person can do and wants."""
        if career.pattern == "newcomer":
            return self._newcomer(career)
        draw = self.draw
        wish, main = career.wished[0], career.main
        return self._spelled(
            sentences(
                (
                    draw.maybe(0.5, draw.pick(self.phrases["opening"])),
                    self._past(career),
                    draw.maybe(0.35, draw.pick(main.cv)) if career.jobs else None,
                    draw.maybe(0.55, self._fill("wish", title=wish.plain_title)),
                    draw.maybe(0.7, draw.pick(wish.wants)),
                    self._fill("hours", low=hours[0], high=hours[1])
                    if hours and draw.chance(0.35)
                    else None,
                    self._fill("minutes", minutes=minutes)
                    if minutes and draw.chance(0.3)
                    else None,
                    draw.maybe(0.35, draw.pick(self.phrases["closing"])),
                )
            )
        )

    def _past(self, career: Career) -> str | None:
        main = career.main
        if not career.jobs:
            return self._fill("no_experience")
        if career.pattern == "switcher" and self.draw.chance(0.7):
            return self._fill("switch", title=main.plain_title)
        return self.draw.maybe(0.5, self._fill("experience", title=main.plain_title))

    def _newcomer(self, career: Career) -> str:
        lines = self.draw.some(self.phrases["newcomer"], 2, 4)
        title = career.main.plain_title
        return " ".join(line.format(years=career.years, title=title) for line in lines)

    def _fill(self, name: str, **values: object) -> str:
        sentence: str = self.draw.pick(self.phrases[name]).format(**values)
        return sentence[0].upper() + sentence[1:]

    def _spelled(self, text: str) -> str:
        """Return the text, now and then typed in haste: no capitals, commas for full stops."""
        if not self.draw.chance(_SLOPPY):
            return text
        return text.lower().replace(". ", ", ").rstrip(".")
