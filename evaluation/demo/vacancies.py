"""Vacancies as the four sources would hold them."""

from dataclasses import dataclass
from datetime import date, timedelta

from .chance import Draw, Record, prune
from .resources import SHELTERED, VOLUNTARY, Resources, Template
from .vacancy_text import Demands, VacancyWriter

_NEARLY_EMPTY = 0.08
_CODED = 0.65
_AGREEMENTS = {
    "regulier": "01",
    "leerbaan": "02",
    "stage": "04",
    "werkervaringsplaats": "04",
    "vrijwilligerswerk": "03",
    "beschut": "01",
}
_MUNICIPAL_KINDS = {
    "regulier": 76.0,
    "werkervaringsplaats": 8.0,
    "vrijwilligerswerk": 7.0,
    "beschut": 4.0,
    "leerbaan": 3.0,
    "stage": 2.0,
}
_KINDS: dict[str, dict[str, float]] = {
    "gemeente-arnhem": _MUNICIPAL_KINDS,
    "gemeente-leeuwarden": _MUNICIPAL_KINDS,
    "uwv": {"regulier": 95.0, "leerbaan": 3.0, "stage": 2.0},
    "sbb": {"leerbaan": 1.0},
}
_REGIONS: dict[str, dict[str, float]] = {
    "gemeente-arnhem": {"arnhem": 1.0},
    "gemeente-leeuwarden": {"leeuwarden": 1.0},
    "uwv": {"landelijk": 6.0, "arnhem": 2.0, "leeuwarden": 2.0},
    "sbb": {"landelijk": 4.0, "arnhem": 3.0, "leeuwarden": 3.0},
}
_SWITCHES = (
    "trial_placement",
    "adaptable_tasks",
    "adaptable_hours",
    "guidance",
    "learning_on_the_job",
)
_OFFER_SHARES = (0.25, 0.3, 0.45, 0.4, 0.5)
_UNPAID = {
    "vrijwilligerswerk": "Onkostenvergoeding",
    "werkervaringsplaats": "Met behoud van uitkering",
    "stage": "Stagevergoeding",
}
# Education level of VUM (1..6, 9) that belongs to a work and thinking level.
_EDUCATION = {1: 1, 2: 2, 3: 4, 4: 4, 5: 5, 6: 6}


@dataclass(frozen=True, slots=True)
class VacancyMaker:
    """Makes vacancies of a source.

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
        """Return one vacancy record of the source."""
        draw = self.draw
        kind = draw.weighted(_KINDS[source])
        template = self._template(kind)
        place = self.resources.place(draw, _REGIONS[source])
        writer = VacancyWriter(self.resources.phrases, draw)
        title = writer.title(template, kind, place)
        vum: Record = {"idVacature": identifier, "adres": {"postcode": place.postcode(draw)}}
        ext: Record = {"leerbaan": self._leerbaan(template)} if kind == "leerbaan" else {}
        if draw.chance(_NEARLY_EMPTY):
            vum["naamVacature"] = title
            vum["omschrijvingVacature"] = draw.maybe(0.4, draw.pick(template.duties))
        else:
            demands = writer.demands(template, kind)
            offer = self._offer(template, kind, demands)
            lines = self._offer_lines(offer)
            vum["naamVacature"] = draw.maybe(0.98, title)
            vum["omschrijvingVacature"] = draw.maybe(
                0.94, writer.description(template, kind, place, demands, lines)
            )
            vum |= (
                self._work(template, kind)
                | self._asked(template, demands)
                | self._employer(template)
            )
            ext |= self._extension(template, kind, source, offer)
        if kind not in ("regulier", "leerbaan") or draw.chance(0.3):
            ext["kind"] = kind
        return {
            "id": identifier,
            "source": source,
            "kind": "vacancy",
            "vum": prune(vum),
            "ext": prune(ext),
        }

    def _template(self, kind: str) -> Template:
        """Draw an occupation that can be of this kind."""
        templates = list(self.resources.templates.values())
        if kind == "leerbaan":
            templates = [template for template in templates if template.crebo]
        elif kind in ("vrijwilligerswerk", "beschut"):
            slugs = VOLUNTARY if kind == "vrijwilligerswerk" else SHELTERED
            templates = [self.resources.templates[slug] for slug in slugs]
        elif kind == "werkervaringsplaats":
            templates = [one for one in templates if one.level <= 3 and one.regulated is None]
        return self.draw.pick(templates)

    def _leerbaan(self, template: Template) -> Record:
        crebo, level = self.draw.pick(template.crebo)
        way = "BBL" if self.draw.chance(0.85) else "BOL"
        return {"crebo": crebo, "niveau": level, "leerweg": way}

    def _work(self, template: Template, kind: str) -> Record:
        """Occupation, contract, hours and dates."""
        draw = self.draw
        low, high = self._hours(template, kind)
        irregular = draw.chance(template.irregular)
        duration = "B" if kind in _UNPAID else draw.weighted({"B": 6.0, "O": 4.0})
        end = self._day(120, 420) if duration == "B" else None
        return {
            "beroep": {"codeBeroepsnaam": draw.maybe(_CODED, template.occupation)},
            "competentiebeheersing": [
                {"codeCompetentie": iri} for iri in draw.some(template.skills, 1, 4)
            ]
            if draw.chance(0.25)
            else None,
            "contractvorm": draw.maybe(
                0.72,
                [
                    {
                        "codeTypeArbeidscontract": None
                        if kind == "vrijwilligerswerk"
                        else draw.maybe(0.8, duration),
                        "codeTypeOvereenkomst": draw.maybe(0.85, _AGREEMENTS[kind]),
                    }
                ],
            ),
            "werktijden": draw.maybe(
                0.8,
                {
                    "aantalWerkurenPerWeekMinimaal": draw.maybe(0.85, low),
                    "aantalWerkurenPerWeekMaximaal": draw.maybe(0.92, high),
                    "indicatieKantoortijden": draw.maybe(0.35, draw.flag(not irregular)),
                },
            ),
            "flexibiliteit": {
                "indicatieOnregelmatigWerkOfPloegendienst": draw.maybe(0.5, draw.flag(irregular)),
                "datumEindeBeschikbaarVoorWerk": draw.maybe(0.04, self._day(200, 420)),
            },
            "arbeidsVoorwaarden": {
                "datumAanvangWerkzaamheden": draw.maybe(0.35, self._day(-10, 75)),
                "datumEindeWerkzaamheden": draw.maybe(0.3, end),
                "omschrijvingArbeidsvoorwaarden": draw.maybe(
                    0.25, " ".join(draw.some(self._benefits(kind), 1, 3))
                ),
                "salarisIndicatie": draw.maybe(0.4, self._salary(template, kind)),
            },
            "sluitingsdatumVacature": draw.maybe(0.65, self._day(3, 60)),
        }

    def _asked(self, template: Template, demands: Demands) -> Record:
        """Coded demands, as far as the words ask them; in part they stay words only."""
        draw = self.draw
        licence = demands.asked("licence") and draw.chance(0.8)
        course = demands.asked("course") and draw.chance(0.75)
        diploma = demands.asked("diploma") and draw.chance(0.75)
        level = draw.weighted({str(template.level): 17.0, "7": 2.0, "0": 1.0})
        return {
            "codeWerkEnDenkniveauMinimaal": draw.maybe(0.5, level),
            "rijbewijs": [{"codeSoortRijbewijs": demands.licence}] if licence else None,
            "cursus": [
                {
                    "naamCursus": demands.course,
                    "indicatieCertificaat": draw.maybe(0.5, draw.flag(True)),
                }
            ]
            if course
            else None,
            "opleiding": [
                {
                    "codeNiveauOpleiding": _EDUCATION[template.level],
                    "indicatieDiploma": draw.maybe(
                        0.6, draw.flag(demands.strength["diploma"] == "must")
                    ),
                }
            ]
            if diploma
            else None,
            "taalbeheersing": self._languages(template, demands),
            "vervoermiddel": [
                {
                    "codeVervoermiddel": 1,
                    "indicatieBeschikbaarVoorUitvoeringWerk": draw.flag(True),
                    "indicatieBeschikbaarVoorWoonWerkverkeer": draw.maybe(0.3, draw.flag(True)),
                }
            ]
            if licence and draw.chance(0.15)
            else None,
            "werkervaring": [{"aantalJarenWerkzaamInBeroep": demands.years}]
            if demands.strength.get("experience") == "must" and draw.chance(0.8)
            else None,
        }

    def _languages(self, template: Template, demands: Demands) -> list[Record] | None:
        draw = self.draw
        if not draw.chance(0.75 if demands.asked("language") else 0.12):
            return None
        level = 3 if template.level >= 3 else 2
        return [
            {
                "codeTaal": "nld",
                "codeNiveauTaalbeheersingMondeling": level if draw.chance(0.9) else 0,
                "codeNiveauTaalbeheersingLuisteren": draw.maybe(0.5, level),
                "codeNiveauTaalbeheersingLezen": draw.maybe(0.5, max(1, level - 1)),
                "codeNiveauTaalbeheersingSchriftelijk": draw.maybe(0.6, max(1, level - 1)),
            }
        ]

    def _employer(self, template: Template) -> Record:
        draw = self.draw
        name = f"Voorbeeldbedrijf {draw.number(1, 400)}"
        site = {"codeWebadres": 3, "url": "https://werkgever.example/vacatures"}
        ways = [{"codeSollicitatiewijze": draw.pick(("1", "2", "3", "4"))}]
        return {
            "sector": {"codeSbi": draw.maybe(0.45, template.sbi)},
            "werkgever": draw.maybe(
                0.7,
                {
                    "handelsnaamOrganisatie": draw.maybe(0.9, name),
                    "sector": [{"codeSbi": template.sbi}] if draw.chance(0.35) else None,
                    "webadres": [site] if draw.chance(0.12) else None,
                },
            ),
            "sollicitatiewijze": draw.maybe(0.55, ways),
        }

    def _extension(self, template: Template, kind: str, source: str, offer: Record) -> Record:
        """Return what VUM has no place for."""
        draw = self.draw
        regulated: str | bool | None = None
        if kind == "regulier" and template.regulated:
            regulated = template.regulated if draw.chance(0.75) else True
        sites = None
        if draw.chance(0.06):
            towns = [self.resources.place(draw, _REGIONS[source]) for _ in range(draw.number(1, 3))]
            sites = [{"postcode": town.postcode(draw)} for town in towns]
        return {
            "sites": sites,
            "regulated": draw.maybe(0.9, regulated),
            "riasec_text": draw.maybe(0.15, riasec_text(template.riasec, draw)),
            "offer": draw.maybe(0.7, offer),
        }

    def _offer(self, template: Template, kind: str, demands: Demands) -> Record:
        """Return what the employer offers beside the work; each part is known or not."""
        draw = self.draw
        offer: Record = {}
        generous = 1.0 if kind == "regulier" else 1.8
        for name, share in zip(_SWITCHES, _OFFER_SHARES, strict=True):
            if draw.chance(0.45):
                offer[name] = draw.chance(min(0.95, share * generous))
        if "learning_on_the_job" in offer and (kind == "leerbaan" or demands.teaches):
            offer["learning_on_the_job"] = True
        if kind not in _UNPAID and draw.chance(0.4):
            offer["pay_per_hour"] = self._pay(template)
        return offer

    def _offer_lines(self, offer: Record) -> list[str]:
        """Return the sentences that go with the offer; not every part is put in words."""
        words = self.resources.phrases["offer"]
        given = [name for name in _SWITCHES if offer.get(name) and self.draw.chance(0.7)]
        return [self.draw.pick(words[name]) for name in given]

    def _benefits(self, kind: str) -> list[str]:
        phrases = self.resources.phrases
        benefits: list[str] = (
            phrases["kind"].get(kind, {}).get("offer", phrases["vacancy"]["offer"])
        )
        return benefits

    def _pay(self, template: Template) -> float:
        low, high = template.pay
        return round(low + (high - low) * self.draw.rng.random(), 2)

    def _salary(self, template: Template, kind: str) -> str:
        if kind in _UNPAID:
            return _UNPAID[kind]
        low, high = template.pay
        hourly = f"€ {low:.2f} - € {high:.2f} bruto per uur".replace(".", ",")
        least, most = (round(pay * 156, -1) for pay in template.pay)
        month = f"€ {least:.0f} tot € {most:.0f} bruto per maand (36 uur)"
        return self.draw.pick((hourly, month, "Volgens cao", "Marktconform"))

    def _hours(self, template: Template, kind: str) -> tuple[int, int]:
        draw = self.draw
        low, high = template.hours
        if kind == "vrijwilligerswerk":
            low, high = 2, draw.pick((4, 8, 12))
        elif kind in ("werkervaringsplaats", "beschut"):
            low, high = 12, draw.pick((20, 24, 32))
        elif kind == "leerbaan":
            low, high = 24, draw.pick((32, 36, 40))
        elif draw.chance(0.5):
            low = min(high, low + draw.pick((0, 4, 8)))
        return low, high

    def _day(self, low: int, high: int) -> str:
        return (self.today + timedelta(days=self.draw.number(low, high))).isoformat()


def riasec_text(letters: str, draw: Draw) -> str:
    """Return RIASEC types as people write them down: letters, names or words."""
    names = {
        "R": ("Realistisch", "praktisch, met de handen"),
        "I": ("Intellectueel", "uitzoeken en begrijpen"),
        "A": ("Artistiek", "creatief, iets moois maken"),
        "S": ("Sociaal", "mensen helpen"),
        "E": ("Ondernemend", "regelen en overtuigen"),
        "C": ("Conventioneel", "orde, cijfers en regels"),
    }
    form = draw.number(0, 2)
    return letters if form == 0 else ", ".join(names[letter][form - 1] for letter in letters)
