"""``passend explain``: why one person and one vacancy have their score."""

from __future__ import annotations

from typing import Annotated

import typer

from passend.api.audience import Audience
from passend.api.questions import NotFound, explain_keys
from passend.api.report import print_explanation
from passend.api.settings import Settings
from passend.api.terminal import fail, print_json

from .match import opened
from .options import AsJson, AudienceOption, Data, Places, TaxonomyOption

__all__ = ["explain_command"]


def explain_command(
    person: Annotated[str, typer.Argument(help="Sleutel van de persoon: bron:id.")],
    vacancy: Annotated[str, typer.Argument(help="Sleutel van de vacature: bron:id.")],
    data: Data = None,
    taxonomy: TaxonomyOption = None,
    places: Places = None,
    audience: AudienceOption = Audience.ADVISER,
    as_json: AsJson = False,
) -> None:
    """Leg uit waarom een persoon en een vacature deze score hebben, term voor term."""
    settings = Settings.from_environment(data=data, taxonomy=taxonomy, places=places)
    service = opened(settings, quiet=as_json, follow=False)
    try:
        explanation = explain_keys(service, person, vacancy, audience)
    except NotFound as error:
        fail(f"Geen record met sleutel {error}.")
    if as_json:
        print_json(explanation.model_dump(mode="json", by_alias=True))
    else:
        print_explanation(explanation)
