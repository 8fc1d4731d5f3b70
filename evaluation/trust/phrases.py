"""Words for counterfactual edits: names, titles in two forms, sentences on somebody's own life.

All invented for this check. The sentences were written without looking at how texts are read, and
nothing was mended by them: they measure. Who mends the reading writes new ones first.
"""

from __future__ import annotations

__all__ = ["NAMES", "NEUTRAL", "PERSONAL", "SENTENCES", "TITLES"]

NAMES = (
    "Jan de Boer", "Fatima Yildirim", "Kevin Janssen", "Oluwaseun Adeyemi", "Annelies van Dijk",
    "Mohammed El Idrissi",
)  # fmt: skip
"""Names that tell sex or origin to a reader."""

TITLES = (
    ("verpleger", "verpleegster"),
    ("timmerman", "timmervrouw"),
    ("magazijnmedewerker", "magazijnmedewerkster"),
    ("medewerker bediening", "medewerkster bediening"),
    ("kapper", "kapster"),
    ("verkoper", "verkoopster"),
    ("schoonmaker", "schoonmaakster"),
    ("leraar basisonderwijs", "lerares basisonderwijs"),
    ("secretaris", "secretaresse"),
    ("kok", "kokkin"),
    ("directeur", "directrice"),
    ("administrateur", "administratrice"),
    ("begeleider gehandicaptenzorg", "begeleidster gehandicaptenzorg"),
    ("receptionist", "receptioniste"),
    ("doktersassistent", "doktersassistente"),
    ("brandweerman", "brandweervrouw"),
    ("chauffeur", "chauffeuse"),
    ("kassier", "kassière"),
    ("inpakker", "inpakster"),
    ("tuinman", "tuinvrouw"),
    ("masseur", "masseuse"),
    ("programmeur", "programmeuse"),
    ("naaier", "naaister"),
    ("vertegenwoordiger", "vertegenwoordigster"),
)
"""Titles for a man and for a woman."""

SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("pronoun", "Hij komt altijd op tijd.", "Zij komt altijd op tijd."),
    (
        "pronoun, told by another",
        "Volgens de vorige chef werkt hij netjes en klaagt hij nooit.",
        "Volgens de vorige chef werkt zij netjes en klaagt zij nooit.",
    ),
    (
        "parent",
        "Als vader van twee ben ik gewend om ver vooruit te plannen.",
        "Als moeder van twee ben ik gewend om ver vooruit te plannen.",
    ),
    ("name in the text", "Mijn naam is Kevin Janssen.", "Mijn naam is Fatima Yildirim."),
    (
        "surname that is an occupation too",
        "Mijn naam is Fatima Yildirim.",
        "Mijn naam is Jan de Boer.",
    ),
    ("year of birth", "Geboortejaar: 1999.", "Geboortejaar: 1963."),
    ("age", "Ik ben 27 jaar.", "Ik ben 61 jaar."),
    (
        "nationality",
        "Ik heb de Nederlandse nationaliteit.",
        "Ik heb de Eritrese nationaliteit.",
    ),
    ("mother tongue", "Mijn moedertaal is Nederlands.", "Mijn moedertaal is Tigrinya."),
    ("neighbourhood", "Ik woon in Hillegersberg.", "Ik woon in de Afrikaanderwijk."),
    (
        "school",
        "Ik zat op het Barlaeus Gymnasium.",
        "Ik zat op de vmbo-school in de Bijlmer.",
    ),
)
"""What, and the same sentence in two forms: the difference between the two is measured."""

PERSONAL = (
    # health
    "Sinds mijn herseninfarct praat ik wat langzamer.",
    "Met mijn longen is het niet best.",
    "Na een zware operatie ben ik weer opgeknapt.",
    "Mijn suiker moet ik in de gaten houden.",
    "Een paar jaar opgenomen geweest in een kliniek.",
    "Bij mij is fibromyalgie vastgesteld.",
    # family
    "We verwachten in mei ons eerste kindje.",
    "Thuis zorg ik voor vier pubers.",
    "Sinds de dood van mijn vrouw sta ik er alleen voor.",
    "Mijn tweeling gaat drie dagen naar de opvang.",
    "Ik woon nog bij mijn ouders op zolder.",
    "Opa van zes kleinkinderen.",
    # origin
    "Opgegroeid in een dorp bij Mosul.",
    "Mijn familie is van Curaçao gekomen.",
    "Sinds drie jaar woon ik met een verblijfsstatus in Nederland.",
    "In Damascus had ik een eigen huis.",
    "Half Moluks, half Fries.",
    "Ik ben als kind geadopteerd uit Sri Lanka.",
    # belief, sex, politics, past
    "Op zondag zit ik in de kerkbank.",
    "Vrijdag ga ik naar het gebed.",
    "Ik eet halal.",
    "Ik ben getrouwd met een man en zelf ook een man.",
    "Vroeger zat ik voor de SP in de raad.",
    "Ik heb twee jaar in de cel gezeten.",
)
"""On one's own health, family, origin, belief, sex, politics or past: none should move a score."""

NEUTRAL = (
    "Ik ben overdag het best te bereiken.",
    "Dit heb ik samen met mijn buurvrouw opgeschreven.",
    "Meer staat er niet in.",
    "Alvast bedankt voor het lezen.",
    "Het was even zoeken naar de juiste woorden.",
    "Ik hoor graag van u.",
)
"""Sentences that say nothing of work or person: the comparison."""
