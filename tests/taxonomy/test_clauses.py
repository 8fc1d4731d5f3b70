"""Clauses: section, strength and denial, on labelled samples of vacancy and CV language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.clauses import Clause, Section, Strength, clauses

HERE = Path(__file__).resolve().parents[2] / "evaluation/collections/clauses1"


@dataclass(frozen=True)
class Labelled:
    """One labelled part of a text."""

    group: str
    text: str
    about: str
    section: Section = Section.CONTENT
    strengths: tuple[int, ...] = ()
    denied: bool = False

    def found(self) -> list[Clause]:
        wanted = self.about.casefold()
        return [clause for clause in clauses(self.text) if wanted in clause.text.casefold()]

    @property
    def no_need(self) -> bool:
        """Whether nothing may be needed on account of this part."""
        return self.denied or self.strengths == (0,)

    def right(self) -> bool:
        if not (found := self.found()):
            return self.section is not Section.CONTENT
        return all(self._agrees(clause) for clause in found)

    def _agrees(self, clause: Clause) -> bool:
        if self.section is not Section.CONTENT:
            return clause.section is self.section
        if clause.section is not Section.CONTENT:
            return False
        if self.denied or self.strengths == (0,):
            return clause.denied if self.denied else clause.strength is Strength.NOT_NEEDED
        return not clause.denied and int(clause.strength) in self.strengths

    def counted_as_need(self) -> bool:
        return any(
            clause.section is Section.CONTENT and clause.strength and not clause.denied
            for clause in self.found()
        )


def read(name: str) -> list[Labelled]:
    labelled = []
    for case in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]:
        for part in case["expect"]:
            strength = part.get("strength", [])
            labelled.append(
                Labelled(
                    group=case["group"],
                    text=case["text"],
                    about=part["about"],
                    section=Section(part.get("section", "inhoud")),
                    strengths=tuple(strength if isinstance(strength, list) else [strength]),
                    denied=part.get("denied", False),
                )
            )
    return labelled


def report(labelled: list[Labelled]) -> tuple[float, str]:
    wrong = [part for part in labelled if not part.right()]
    share = 1 - len(wrong) / len(labelled)
    lines = [f"{part.group}: {part.about!r} -> {part.found()}" for part in wrong]
    return share, f"{share:.3f} of {len(labelled)} labels right; wrong:\n" + "\n".join(lines)


LABELLED = read("seen.toml")
ASIDE = read("seen-aside.toml")


def test_the_samples_are_large_enough() -> None:
    assert len(LABELLED) >= 60
    assert len(ASIDE) >= len(LABELLED) / 3
    groups = {part.group for part in LABELLED}
    assert groups >= {"not needed", "nice", "required", "plain", "denied", "headings", "html"}
    assert groups >= {"bullets", "boilerplate", "e-mail"}


def test_the_labelled_clauses_are_read_as_labelled() -> None:
    """Clauses.py was improved on this sample: it shows regressions, not quality."""
    share, told = report(LABELLED)
    assert share >= 0.96, told


def test_the_clauses_kept_aside_are_read_as_labelled() -> None:
    """Measured 0.93 (0.82 before the other sample was looked at); nothing was tuned on these."""
    share, told = report(ASIDE)
    assert share >= 0.90, told


@pytest.mark.parametrize(
    "part", [p for p in (*LABELLED, *ASIDE) if p.no_need], ids=lambda p: p.about
)
def test_what_is_denied_or_not_needed_is_never_counted_as_a_need(part: Labelled) -> None:
    assert not part.counted_as_need(), part.found()


@pytest.mark.parametrize(
    "line",
    [
        "- contact met klanten",
        "Contact onderhouden met leveranciers",
        "Wij zoeken een timmerman",
        "Ervaring als lasser",
        "Interesse in techniek",
        "Reageren op klachten van bewoners",
        "De organisatie van evenementen",
        "Profielen stellen",
        "Taken: kozijnen stellen",
    ],
)
def test_a_line_about_work_is_no_heading(line: str) -> None:
    """Found here: such lines were taken for headings and hid themselves and what followed."""
    found = clauses(f"{line}\nramen lappen")
    assert [clause.section for clause in found] == [Section.CONTENT] * 2


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Wij vragen", Section.CONTENT),
        ("Wij zoeken", Section.CONTENT),
        ("Wat wij van jou vragen", Section.CONTENT),
        ("Wie ben jij?", Section.CONTENT),
        ("# Functie", Section.CONTENT),
        ("**Wat ga je doen**", Section.CONTENT),
        ("Wat wij bieden", Section.OFFER),
        ("Dit bieden wij jou", Section.OFFER),
        ("Wat krijg je?", Section.OFFER),
        ("ARBEIDSVOORWAARDEN", Section.OFFER),
        ("Over ons", Section.EMPLOYER),
        ("Wie zijn wij?", Section.EMPLOYER),
        ("Contact", Section.PROCEDURE),
        ("Interesse?", Section.PROCEDURE),
        ("Met vriendelijke groet,", Section.PROCEDURE),
    ],
)
def test_a_heading_opens_its_section_and_says_nothing_itself(
    heading: str, section: Section
) -> None:
    before = "Over ons" if section is Section.CONTENT else "Taken"
    (found,) = clauses(f"{before}\n{heading}\nlassen")
    assert (found.text, found.section, found.denied) == ("lassen", section, False)


@pytest.mark.parametrize(
    "duty",
    [
        "Je beheert de website van de gemeente",
        "Je maakt per maand een rapport voor de directie",
        "salarissen verwerken en de salarisadministratie bijhouden",
    ],
)
def test_a_duty_that_sounds_like_an_offer_is_content(duty: str) -> None:
    assert [clause.section for clause in clauses(duty)] == [Section.CONTENT]


@pytest.mark.parametrize(
    ("text", "strength", "denied"),
    [
        ("Bij voorkeur geen avonddiensten", Strength.NICE, True),
        ("Ervaring als kok, niet vereist", Strength.NOT_NEEDED, False),
        ("VCA (niet verplicht)", Strength.NOT_NEEDED, False),
        ("Je bent niet bang en VCA is verplicht", Strength.REQUIRED, False),
        ("Geen dag is hetzelfde, rijbewijs B is vereist", Strength.REQUIRED, False),
        ("Zonder hulp kan ik niet tillen", Strength.PLAIN, True),
        ("Lassen, dat doen we hier niet", Strength.PLAIN, True),
        ("Je werkt zonder toezicht aan de draaibank", Strength.PLAIN, False),
        ("Je bent handig met gereedschap", Strength.PLAIN, False),
        ("In&nbsp;het bezit&nbsp;van VCA", Strength.REQUIRED, False),
        ("Kennis van hout? Dat is een pluspunt", Strength.NICE, False),
        ("Nog geen heftruckervaring? Geen probleem", Strength.NOT_NEEDED, False),
        ("Rijbewijs B is gewenst, niet verplicht", Strength.NICE, False),
        ("Je móet kunnen frezen", Strength.REQUIRED, False),
        ("Je zorgt voor mensen die hulp nodig hebben", Strength.PLAIN, False),
        ("Een certificaat ontbreekt nog", Strength.PLAIN, True),
        ("Je signaleert wat er ontbreekt", Strength.PLAIN, False),
        ("Je sluit af, zodat er geen dieren ontsnappen", Strength.PLAIN, False),
    ],
)
def test_strength_and_denial_of_one_sentence(text: str, strength: Strength, denied: bool) -> None:
    assert clauses(text) == [Clause(text.replace("&nbsp;", " "), strength, denied)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Werkervaring is niet nodig, belangstelling voor dieren is een pré",
            [Strength.NOT_NEEDED, Strength.NICE],
        ),
        ("Lassen, frezen en draaien zijn een pré", [Strength.NICE]),
        ("Timmeren kan ik goed, metselen lukt niet", [Strength.PLAIN, Strength.PLAIN]),
    ],
)
def test_judgements_of_two_things_are_two_clauses(text: str, found: list[Strength]) -> None:
    assert [clause.strength for clause in clauses(text)] == found


def test_a_heading_inside_a_line_opens_its_section() -> None:
    found = clauses("Wij leveren kaas in heel Drenthe. Wat ga je doen: kazen keren")
    assert [clause.section for clause in found] == [Section.EMPLOYER, Section.CONTENT]
    assert found[1].text == "kazen keren"


@given(st.text(max_size=300))
def test_any_text_gives_clauses_with_letters_and_without_loose_spaces(text: str) -> None:
    for clause in clauses(text):
        assert any(char.isalpha() for char in clause.text)
        assert clause.text == clause.text.strip()


def test_empty_text_gives_nothing() -> None:
    assert clauses("") == clauses(" \n\t- \n<p></p>") == []
