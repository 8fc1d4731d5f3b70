"""The people and the company of the demo story; they are in every set, whatever its size.

Henk and Jessica come from the personae of the VUM business case (2025); Mehmet's company and
Oksana were made for this product. Names serve as ids and stand nowhere in the records.
"""

from datetime import date, timedelta

from .chance import Record
from .resources import occupation_iri, skill_iri

_WAREHOUSE = occupation_iri("9B7C4F02B4")
_SEWING = occupation_iri("2B4D17C5D0")


def persona_persons(today: date) -> tuple[Record, ...]:
    """Return Henk, Jessica and Oksana.

    Parameters
    ----------
    today : date
        Every date is relative to this day.

    Returns
    -------
    tuple of dict
        Three person records, ids ``henk``, ``jessica`` and ``oksana``.
    """
    return (_henk(today), _jessica(today), _oksana(today))


def persona_vacancies(today: date) -> tuple[Record, ...]:
    """Return the vacancy of Mehmet's company, id ``mehmet-naaiatelier``.

    Parameters
    ----------
    today : date
        Every date is relative to this day.

    Returns
    -------
    tuple of dict
        One vacancy record.
    """
    return (_mehmet(today),)


def _henk(today: date) -> Record:
    """On benefits, no car, three days a week; good with his hands and glad to be outdoors."""
    return _person(
        "henk",
        "gemeente-arnhem",
        {
            "mobiliteit": {"bemiddelingspostcode": "6826RD", "maximaleReistijd": 45},
            "arbeidsmarktkwalificatie": {
                "codeWerkEnDenkniveauWerkzoekende": 2,
                "werkervaring": [
                    _job(
                        today,
                        (9, 0),
                        "Vrijwilliger in een repaircafé: fietsen weer rijdend gemaakt, banden "
                        "geplakt, en met bezoekers samen broodroosters, lampen en stofzuigers "
                        "nagekeken en hersteld.",
                    ),
                    _job(
                        today,
                        (118, 31),
                        "Bestellingen verzameld en ingepakt, vrachtwagens gelost met de pompwagen, "
                        "voorraad geteld en de loods netjes gehouden.",
                        _WAREHOUSE,
                    ),
                ],
                "interesse": [
                    {"naamInteresse": "fietsen en apparaten repareren"},
                    {"naamInteresse": "buiten bezig zijn"},
                    {"naamInteresse": "moestuin"},
                ],
                "taalbeheersing": [_language("nld", 4, 3)],
            },
            "contractvorm": [{"codeTypeOvereenkomst": "01"}, {"codeTypeOvereenkomst": "04"}],
            "flexibiliteit": {"datumAanvangBeschikbaarVoorWerk": _day(today, 0)},
            "vervoermiddel": [_transport(3), _transport(5)],
            "werktijden": {
                "aantalWerkurenPerWeekMinimaal": 16,
                "aantalWerkurenPerWeekMaximaal": 24,
                "indicatieKantoortijden": 1,
            },
        },
        {
            "text": "Ik werk graag met mijn handen en het liefst buiten. In het repaircafé maak ik "
            "fietsen en apparaten van buurtgenoten. Drie dagen per week is genoeg voor mij. Ik heb "
            "geen auto, ik kom op de fiets of met de bus, en langer dan drie kwartier reizen is te "
            "veel.",
            "riasec_text": "R",
            "wishes": {"trial_placement": True, "guidance": True, "learning_on_the_job": True},
        },
    )


def _jessica(today: date) -> Record:
    """Return the record of many short jobs and no diploma; she wants a flexible employer."""
    jobs = (
        ((5, 2), "Bij mensen thuis geholpen met aankleden, eten klaarmaken en het huishouden."),
        ((14, 9), "Aan de telefoon vragen van klanten beantwoord en afspraken ingepland."),
        ((22, 18), "Aan de lijn in een koekfabriek: inpakken, controleren, dozen stapelen."),
        ((37, 27), "Op drie kinderen gepast, van school gehaald en gekookt."),
        ((46, 41), "Boodschappen afgerekend in een supermarkt en schappen bijgevuld."),
        ((60, 52), "Kantoren en een school schoongemaakt, vroeg in de ochtend."),
        ((75, 66), "Bediening op een terras en in de keuken geholpen met de afwas."),
    )
    return _person(
        "jessica",
        "gemeente-leeuwarden",
        {
            "mobiliteit": {"bemiddelingspostcode": "8924BG", "maximaleReistijd": 60},
            "arbeidsmarktkwalificatie": {
                "codeWerkEnDenkniveauWerkzoekende": 7,
                "werkervaring": [_job(today, months, text) for months, text in jobs],
                "opleiding": [
                    {"codeNiveauOpleiding": 2, "codeStatusOpleiding": 2, "indicatieDiploma": 2}
                ],
                "interesse": [
                    {"naamInteresse": "voor mensen zorgen"},
                    {"naamInteresse": "koken en bakken"},
                ],
            },
            "vervoermiddel": [_transport(5)],
            "werktijden": {
                "aantalWerkurenPerWeekMinimaal": 12,
                "aantalWerkurenPerWeekMaximaal": 28,
            },
        },
        {
            "text": "Ik heb van alles gedaan en ben nergens te goed voor. Ik kan goed met mensen "
            "omgaan, oud en jong. Ik zoek een baas die meedenkt over mijn rooster, de ene week kan "
            "ik meer dan de andere. Een uur met trein en bus is geen probleem. Ik leer graag in de "
            "praktijk.",
            "wishes": {
                "adaptable_hours": True,
                "adaptable_tasks": True,
                "learning_on_the_job": True,
            },
        },
    )


def _oksana(today: date) -> Record:
    """A seamstress with years of experience and some Dutch."""
    return _person(
        "oksana",
        "gemeente-arnhem",
        {
            "mobiliteit": {"bemiddelingspostcode": "6833JV", "maximaleReisafstand": 20},
            "arbeidsmarktkwalificatie": {
                "werkervaring": [
                    _job(
                        today,
                        (150, 54),
                        "Kleding gemaakt in een atelier: stof knippen, naden stikken met de "
                        "industriële machine, ritsen en knopen, strijken en controleren.",
                        _SEWING,
                    )
                ],
                "taalbeheersing": [_language("nld", 2, 1), _language("ukr", 4, 4)],
                "interesse": [{"naamInteresse": "mode en handwerken"}],
            },
            "bemiddelingsberoep": [{"codeBeroepsnaam": _SEWING}],
            "vervoermiddel": [_transport(3), _transport(5)],
            "werktijden": {
                "aantalWerkurenPerWeekMinimaal": 24,
                "aantalWerkurenPerWeekMaximaal": 36,
            },
        },
        {
            "text": "Ik naai al veel jaren kleren. Ik werkte acht jaar in een atelier met grote "
            "machines, thuis maakte ik jurken en gordijnen voor mensen. Ik kan ook kleding korter "
            "en kleiner maken. Ik spreek een beetje Nederlands en ga twee keer per week naar les.",
            "wishes": {"learning_on_the_job": True, "guidance": True},
        },
    )


def _mehmet(today: date) -> Record:
    """Return the vacancy of a clothing company with two sites that asks no diploma."""
    text = (
        "Wij zijn een kledingbedrijf met werkplaatsen in Arnhem en Nijmegen.\n\n"
        "Wat ga je doen?\n"
        "- Je naait kleding: delen aan elkaar stikken, zomen, ritsen en knopen aanzetten.\n"
        "- Je vermaakt broeken, jurken en jassen voor klanten.\n"
        "- Je knipt stof en kijkt de naden na.\n\n"
        "Wie zoeken we?\n"
        "- Je kunt met een naaimachine omgaan; of je dat thuis of in een fabriek geleerd hebt "
        "maakt niet uit.\n"
        "- Een diploma is niet nodig.\n"
        "- Een beetje Nederlands is genoeg.\n\n"
        "Wat bieden wij?\n"
        "- Het vak leer je verder bij ons in de praktijk, met een vaste begeleider.\n"
        "- Je kiest zelf in welke van de twee werkplaatsen je werkt."
    )
    vum: Record = {
        "idVacature": "mehmet-naaiatelier",
        "adres": {"postcode": "6811KL"},
        "naamVacature": "Wie kan naaien? Collega's gezocht voor ons naaiatelier",
        "omschrijvingVacature": text,
        "beroep": {"codeBeroepsnaam": _SEWING},
        "competentiebeheersing": [{"codeCompetentie": skill_iri("E66E6D3B86")}],
        "contractvorm": [{"codeTypeArbeidscontract": "B", "codeTypeOvereenkomst": "01"}],
        "taalbeheersing": [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 2}],
        "werktijden": {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": 36},
        "arbeidsVoorwaarden": {"datumAanvangWerkzaamheden": _day(today, 14)},
        "sluitingsdatumVacature": _day(today, 45),
        "sector": {"codeSbi": 14},
    }
    ext: Record = {
        "kind": "regulier",
        "sites": [{"postcode": "6541BT"}],
        "offer": {
            "trial_placement": True,
            "adaptable_hours": True,
            "guidance": True,
            "learning_on_the_job": True,
            "pay_per_hour": 15.4,
        },
    }
    return {
        "id": "mehmet-naaiatelier",
        "source": "gemeente-arnhem",
        "kind": "vacancy",
        "vum": vum,
        "ext": ext,
    }


def _person(identifier: str, source: str, vum: Record, ext: Record) -> Record:
    return {
        "id": identifier,
        "source": source,
        "kind": "person",
        "vum": {"idWerkzoekende": identifier, **vum},
        "ext": ext,
    }


def _job(today: date, months_ago: tuple[int, int], text: str, iri: str | None = None) -> Record:
    """Return a job from so many to so many months ago; 0 = still going on."""
    start, end = months_ago
    job: Record = {"beroep": {"codeBeroepsnaam": iri}} if iri else {}
    job["datumAanvangWerkzaamheden"] = _day(today, -start * 30)
    if end:
        job["datumEindeWerkzaamheden"] = _day(today, -end * 30)
    return job | {"toelichtingWerkervaring": text}


def _language(code: str, spoken: int, written: int) -> Record:
    return {
        "codeTaal": code,
        "codeNiveauTaalbeheersingMondeling": spoken,
        "codeNiveauTaalbeheersingLuisteren": spoken,
        "codeNiveauTaalbeheersingLezen": written,
        "codeNiveauTaalbeheersingSchriftelijk": written,
    }


def _transport(mode: int) -> Record:
    return {"codeVervoermiddel": mode, "indicatieBeschikbaarVoorWoonWerkverkeer": 1}


def _day(today: date, offset: int) -> str:
    return (today + timedelta(days=offset)).isoformat()
