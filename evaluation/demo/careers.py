"""The course of a working life: which jobs, when, and what somebody wants next."""

from dataclasses import dataclass
from datetime import date, timedelta

from .chance import Draw
from .resources import VOLUNTARY, Resources, Template

_PATTERNS = {
    "steady": 30.0,
    "varied": 20.0,
    "switcher": 15.0,
    "newcomer": 10.0,
    "returner": 10.0,
    "hopper": 8.0,
    "starter": 7.0,
}


@dataclass(frozen=True, slots=True)
class Job:
    """One period of work.

    Parameters
    ----------
    template : Template
        The occupation.
    start, end : date
        First and last day.
    voluntary : bool
        Whether it was unpaid.
    """

    template: Template
    start: date
    end: date
    voluntary: bool = False


@dataclass(frozen=True, slots=True)
class Career:
    """A working life and a wish.

    Parameters
    ----------
    pattern : str
        Kind of career: steady, varied, switcher, newcomer, returner, hopper or starter.
    jobs : tuple of Job
        Latest first; may be empty.
    wished : tuple of Template
        Occupations the person would like; the first counts most.
    """

    pattern: str
    jobs: tuple[Job, ...]
    wished: tuple[Template, ...]

    @property
    def main(self) -> Template:
        """The occupation with the longest experience, or the wish when there is none."""
        if not self.jobs:
            return self.wished[0]
        return max(self.jobs, key=lambda job: job.end - job.start).template

    @property
    def years(self) -> int:
        """Years of work in the main occupation, 1 or more."""
        periods = [job.end - job.start for job in self.jobs if job.template is self.main]
        return max(1, round(sum(period.days for period in periods) / 365))


@dataclass(frozen=True, slots=True)
class CareerMaker:
    """Makes careers.

    Parameters
    ----------
    resources : Resources
        Where the templates are.
    draw : Draw
        Where chance comes from.
    today : date
        Every date lies before this day.
    """

    resources: Resources
    draw: Draw
    today: date

    def make(self) -> Career:
        """Return a career; about seven different patterns occur."""
        draw = self.draw
        pattern = draw.weighted(_PATTERNS)
        main = draw.pick(list(self.resources.templates.values()))
        occupations = self._occupations(pattern, main)
        jobs = self._jobs(pattern, occupations)
        if pattern in ("returner", "starter", "hopper") and draw.chance(0.55):
            jobs.insert(0, self._voluntary())
        return Career(pattern, tuple(jobs), self._wished(pattern, main))

    def _occupations(self, pattern: str, main: Template) -> list[Template]:
        """Return the occupations of the jobs, latest first."""
        draw = self.draw
        if pattern == "starter":
            return [self._related(main)] if draw.chance(0.4) else []
        if pattern == "hopper":
            return [self._simple() for _ in range(draw.number(4, 7))]
        if pattern == "varied":
            return [main if draw.chance(0.4) else self._any() for _ in range(draw.number(2, 5))]
        count = draw.number(1, 3)
        return [main if draw.chance(0.75) else self._related(main) for _ in range(count)]

    def _jobs(self, pattern: str, occupations: list[Template]) -> list[Job]:
        """Lay the jobs out in time, from now backwards, with gaps between them."""
        draw = self.draw
        gap = {"returner": (36, 120), "newcomer": (10, 40)}.get(pattern, (0, 30))
        months = {"hopper": (1, 9), "steady": (18, 140), "starter": (1, 8)}.get(pattern, (6, 72))
        end = self._before(self.today, draw.number(*gap))
        jobs = []
        for template in occupations:
            start = self._before(end, draw.number(*months))
            jobs.append(Job(template, start, end))
            end = self._before(start, draw.pick((0, 0, 1, 2, 3, 8, 20)))
        return jobs

    def _voluntary(self) -> Job:
        template = self.resources.templates[self.draw.pick(VOLUNTARY)]
        end = self._before(self.today, self.draw.number(0, 6))
        return Job(template, self._before(end, self.draw.number(3, 30)), end, voluntary=True)

    def _wished(self, pattern: str, main: Template) -> tuple[Template, ...]:
        draw = self.draw
        if pattern == "switcher":
            others = [self.resources.templates[slug] for slug in main.related]
            first = draw.pick(others) if draw.chance(0.3) else self._any()
        else:
            first = main
        more = [self.resources.templates[slug] for slug in draw.some(first.related, 0, 2)]
        return (first, *(one for one in more if pattern != "switcher" or one is not main))

    def _any(self) -> Template:
        return self.draw.pick(list(self.resources.templates.values()))

    def _simple(self) -> Template:
        """Return an occupation that people do without training."""
        simple = [one for one in self.resources.templates.values() if one.level <= 2]
        return self.draw.pick([one for one in simple if one.regulated is None])

    def _related(self, template: Template) -> Template:
        return self.resources.templates[self.draw.pick(template.related)]

    def _before(self, day: date, months: int) -> date:
        return day - timedelta(days=round(months * 30.4) + self.draw.number(0, 20))
