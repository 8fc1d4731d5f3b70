"""Jobseekers as the sources would hold them: varied, and never complete."""

from dataclasses import dataclass
from datetime import date, timedelta

from .careers import Career, CareerMaker, Job
from .chance import Draw, Record, prune
from .person_text import PersonWriter
from .resources import Resources
from .vacancies import riasec_text

_NEARLY_EMPTY = 0.1
_CODED = 0.7
_REGIONS: dict[str, dict[str, float]] = {
    "gemeente-arnhem": {"arnhem": 1.0},
    "gemeente-leeuwarden": {"leeuwarden": 1.0},
    "uwv": {"landelijk": 6.0, "arnhem": 2.0, "leeuwarden": 2.0},
}
_MOTHER_TONGUES = ("ara", "tir", "ukr", "fas", "tur", "spa", "pol", "som", "rus", "eng")
_AGREEMENTS = {"01": 12.0, "02": 3.0, "04": 2.0, "03": 1.0}
_EDUCATIONS = (
    "mbo niveau 2, niet afgemaakt",
    "vmbo",
    "mbo",
    "middelbare school",
    "hbo, afgebroken",
)
_WISH_SHARES = {
    "trial_placement": 0.6,
    "adaptable_tasks": 0.4,
    "adaptable_hours": 0.6,
    "guidance": 0.5,
    "learning_on_the_job": 0.7,
}


@dataclass(frozen=True, slots=True)
class PersonMaker:
    """Makes jobseekers of a source.

    Parameters
    ----------
    resources : Resources
        Templates, sentences and places.
    draw : Draw
        Where chance comes from.
    today : date
        Every date is relative to this day.
    """

    resources: Resources
    draw: Draw
    today: date

    def make(self, identifier: str, source: str) -> Record:
        """Return one person record of the source."""
        draw = self.draw
        career = CareerMaker(self.resources, draw, self.today).make()
        coded = draw.chance(_CODED)
        postcode = self.resources.place(draw, _REGIONS[source]).postcode(draw)
        vum: Record = {
            "idWerkzoekende": identifier,
            "mobiliteit": {"bemiddelingspostcode": postcode},
        }
        ext: Record = {}
        if draw.chance(_NEARLY_EMPTY):
            vum |= self._scraps(career)
        else:
            hours = self._hours()
            minutes = draw.maybe(0.45, draw.pick((20, 30, 30, 45, 45, 60, 60, 75, 90)))
            vum["mobiliteit"] |= {
                "maximaleReisafstand": draw.maybe(0.45, draw.pick((5, 10, 15, 20, 25, 30, 40, 50))),
                "maximaleReistijd": minutes,
            }
            vum["arbeidsmarktkwalificatie"] = self._qualification(career, coded)
            vum |= self._wishes(career, coded, hours)
            ext = self._extension(career, hours, minutes)
        return {
            "id": identifier,
            "source": source,
            "kind": "person",
            "vum": prune(vum),
            "ext": prune(ext),
        }

    def _scraps(self, career: Career) -> Record:
        """Return the one or two things that a nearly empty record holds."""
        scraps: Record = {
            "werktijden": {
                "aantalWerkurenPerWeekMaximaal": self.draw.pick((16, 20, 24, 32, 36, 40))
            },
            "bemiddelingsberoep": [{"codeBeroepsnaam": career.wished[0].occupation}],
            "arbeidsmarktkwalificatie": {"rijbewijs": [{"codeSoortRijbewijs": "B"}]},
            "indicatieBeschikbaarheidContactgegevens": 2,
        }
        return {name: scraps[name] for name in self.draw.some(list(scraps), 0, 2)}

    def _qualification(self, career: Career, coded: bool) -> Record:
        draw = self.draw
        said: set[str] = set()
        level = draw.weighted({career.main.level: 8.0, 7: 1.2, 0: 0.4, 2: 1.0, 3: 1.0})
        return {
            "codeWerkEnDenkniveauWerkzoekende": draw.maybe(0.55, level),
            "werkervaring": draw.maybe(0.9, [self._job(job, coded, said) for job in career.jobs]),
            "cursus": draw.maybe(0.4, self._courses(career)),
            "opleiding": draw.maybe(0.45, [self._education(career)]),
            "competentiebeheersing": draw.maybe(0.25, self._skills(career)),
            "interesse": draw.maybe(0.55, self._interests(career)),
            "rijbewijs": draw.maybe(0.75, self._licences(career)),
            "taalbeheersing": self._languages(career),
        }

    def _job(self, job: Job, coded: bool, said: set[str]) -> Record:
        draw = self.draw
        writer = PersonWriter(self.resources.phrases["person"], draw)
        code = job.template.occupation if coded and draw.chance(0.9) else None
        employers = self.resources.phrases["person"]["employers"]
        return {
            "beroep": {"codeBeroepsnaam": code},
            "datumAanvangWerkzaamheden": draw.maybe(0.85, job.start.isoformat()),
            "datumEindeWerkzaamheden": draw.maybe(0.8, job.end.isoformat()),
            "naamOrganisatie": draw.maybe(0.15, draw.pick(employers)),
            "toelichtingWerkervaring": draw.maybe(
                0.65 if code else 0.92, writer.job(job, code is not None, said)
            ),
        }

    def _courses(self, career: Career) -> list[Record]:
        draw = self.draw
        courses = []
        for name in draw.some(career.main.courses, 1, 2):
            ended = self.today - timedelta(days=draw.number(60, 3600))
            courses.append(
                {
                    "naamCursus": name,
                    "indicatieCertificaat": draw.maybe(0.6, draw.flag(draw.chance(0.85))),
                    "datumCertificaat": draw.maybe(0.35, ended.isoformat()),
                    "toelichtingCursus": draw.maybe(0.1, "Gevolgd via een vorige werkgever."),
                }
            )
        return courses

    def _education(self, career: Career) -> Record:
        draw = self.draw
        status = draw.weighted({1: 6.0, 2: 3.0, 3: 0.5, 0: 1.0})
        return {
            "codeNiveauOpleiding": draw.maybe(
                0.85, draw.weighted({1: 1.0, 2: 4.0, 3: 2.0, 4: 5.0, 5: 1.0, 9: 1.0})
            ),
            "codeStatusOpleiding": draw.maybe(0.6, status),
            "indicatieDiploma": draw.maybe(0.75, 1 if status == 1 else 0 if status == 0 else 2),
            "toelichtingOpleiding": draw.maybe(0.25, draw.pick(_EDUCATIONS)),
        }

    def _skills(self, career: Career) -> list[Record]:
        iris = dict.fromkeys((*career.main.skills, *career.wished[0].skills))
        return [{"codeCompetentie": iri} for iri in self.draw.some(list(iris), 2, 5)]

    def _interests(self, career: Career) -> list[Record]:
        """Return interests of the wish; one in three persons also looks elsewhere."""
        draw = self.draw
        names = draw.some(career.wished[0].interests, 1, 3)
        if draw.chance(0.35):
            elsewhere = draw.pick(list(self.resources.templates.values()))
            names.append(draw.pick(elsewhere.interests))
        return [{"naamInteresse": name} for name in dict.fromkeys(names)]

    def _licences(self, career: Career) -> list[Record]:
        draw = self.draw
        held = ["B"] if draw.chance(0.55) else []
        if career.main.licences and career.jobs and draw.chance(career.main.licence_share):
            held += career.main.licences
        if draw.chance(0.06):
            held.append("AM")
        return [{"codeSoortRijbewijs": code} for code in dict.fromkeys(held)]

    def _languages(self, career: Career) -> list[Record]:
        draw = self.draw
        if career.pattern == "newcomer":
            dutch = self._language("nld", draw.number(1, 2), draw.number(1, 2))
            tongue = self._language(draw.pick(_MOTHER_TONGUES), 4, draw.number(3, 4))
            return [dutch, tongue] if draw.chance(0.8) else [dutch]
        languages = []
        if draw.chance(0.35):
            languages.append(self._language("nld", draw.number(3, 4), draw.number(2, 4)))
        if draw.chance(0.15):
            languages.append(self._language("eng", draw.number(2, 3), draw.number(1, 3)))
        return languages

    def _language(self, code: str, spoken: int, written: int) -> Record:
        draw = self.draw
        return {
            "codeTaal": code,
            "codeNiveauTaalbeheersingMondeling": spoken if draw.chance(0.93) else 0,
            "codeNiveauTaalbeheersingLuisteren": draw.maybe(0.5, spoken),
            "codeNiveauTaalbeheersingLezen": draw.maybe(0.5, written),
            "codeNiveauTaalbeheersingSchriftelijk": draw.maybe(0.65, written),
        }

    def _wishes(self, career: Career, coded: bool, hours: tuple[int, int]) -> Record:
        """Return occupation, contract, hours, transport and branch, as far as filled in."""
        draw = self.draw
        irregular = draw.chance(max(0.25, career.wished[0].irregular * 0.8))
        wished = [{"codeBeroepsnaam": one.occupation} for one in career.wished]
        available = (self.today + timedelta(days=draw.number(-60, 60))).isoformat()
        until = (self.today + timedelta(days=draw.number(90, 300))).isoformat()
        return {
            "bemiddelingsberoep": wished if coded and draw.chance(0.75) else None,
            "contractvorm": draw.maybe(0.5, self._contracts()),
            "flexibiliteit": {
                "datumAanvangBeschikbaarVoorWerk": draw.maybe(0.5, available),
                "datumEindeBeschikbaarVoorWerk": draw.maybe(0.03, until),
                "indicatieOnregelmatigWerkOfPloegendienst": draw.maybe(0.5, draw.flag(irregular)),
            },
            "werktijden": draw.maybe(
                0.65,
                {
                    "aantalWerkurenPerWeekMinimaal": draw.maybe(0.65, hours[0]),
                    "aantalWerkurenPerWeekMaximaal": draw.maybe(0.92, hours[1]),
                    "indicatieKantoortijden": draw.maybe(0.35, draw.flag(not irregular)),
                },
            ),
            "vervoermiddel": draw.maybe(0.5, self._transport()),
            "sector": draw.maybe(0.2, [{"codeSbi": career.wished[0].sbi}]),
            "indicatieBeschikbaarheidContactgegevens": draw.maybe(0.4, draw.pick((1, 1, 2))),
        }

    def _contracts(self) -> list[Record]:
        draw = self.draw
        kinds = dict.fromkeys(draw.weighted(_AGREEMENTS) for _ in range(draw.number(1, 2)))
        return [
            {
                "codeTypeArbeidscontract": draw.maybe(0.5, draw.pick(("B", "O"))),
                "codeTypeOvereenkomst": kind,
            }
            for kind in kinds
        ]

    def _transport(self) -> list[Record]:
        draw = self.draw
        modes = {3: 0.7, 5: 0.5, 1: 0.35, 2: 0.05, 9: 0.02}
        return [
            {
                "codeVervoermiddel": mode,
                "indicatieBeschikbaarVoorWoonWerkverkeer": draw.maybe(0.8, draw.flag(True)),
                "indicatieBeschikbaarVoorUitvoeringWerk": draw.maybe(0.4, draw.flag(mode == 1)),
            }
            for mode, share in modes.items()
            if draw.chance(share)
        ]

    def _extension(self, career: Career, hours: tuple[int, int], minutes: int | None) -> Record:
        draw = self.draw
        writer = PersonWriter(self.resources.phrases["person"], draw)
        wish = career.wished[0]
        pay = round(wish.pay[0] + draw.pick((0.0, 0.5, 1.0, 2.0)), 2)
        wishes: Record = {
            name: draw.maybe(0.4, draw.chance(share)) for name, share in _WISH_SHARES.items()
        }
        wishes["pay_per_hour"] = draw.maybe(0.15, pay)
        return {
            "text": draw.maybe(0.6, writer.own_words(career, hours, minutes)),
            "riasec_text": draw.maybe(0.2, riasec_text(wish.riasec, draw)),
            "wishes": draw.maybe(0.4, wishes),
        }

    def _hours(self) -> tuple[int, int]:
        low = self.draw.pick((8, 12, 16, 16, 20, 24, 24, 32, 32, 36))
        return low, min(40, low + self.draw.pick((0, 4, 8, 8, 12)))
