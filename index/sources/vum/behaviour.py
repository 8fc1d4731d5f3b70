"""Behaviour competences of VUM 2.0: codes, labels and levels.

Source: contract 2.0.2, ``Gedragscompetentie``.
"""

from __future__ import annotations

__all__ = ["BEHAVIOURS", "MASTERY", "NOT_MASTERED"]

BEHAVIOURS: dict[str, str] = {
    "24100": "Beslissen en activiteiten initiëren",
    "24101": "Aansturen",
    "24102": "Begeleiden",
    "24104": "Aandacht en begrip tonen",
    "24105": "Samenwerken en overleggen",
    "24106": "Ethisch en integer handelen",
    "24107": "Relaties bouwen en netwerken",
    "24108": "Overtuigen en beïnvloeden",
    "24109": "Presenteren",
    "24110": "Formuleren en rapporteren",
    "24111": "Vakdeskundigheid toepassen",
    "24112": "Materialen en middelen inzetten",
    "24113": "Analyseren",
    "24114": "Onderzoeken",
    "24115": "Creeren en innoveren",
    "24116": "Leren",
    "24118": "Plannen en organiseren",
    "24119": "Op de behoeften en verwachtingen van de klant richten",
    "24120": "Kwaliteit leveren",
    "24121": "Instructies en procedures opvolgen",
    "24122": "Omgaan met verandering en aanpassen",
    "24123": "Met druk en tegenslag omgaan",
    "24124": "Gedrevenheid en ambitie tonen",
    "24125": "Ondernemend en commercieel handelen",
    "24126": "Bedrijfsmatig handelen",
}
"""Label of every code, spelled as in the contract."""

MASTERY = (1, 2, 3, 4, 5, 9)
"""Good, sufficient, insufficient, not, to be examined, not applicable."""

NOT_MASTERED = frozenset({3, 4})
"""Levels that say the person does not master the behaviour: no competence of the domain."""
