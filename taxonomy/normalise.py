"""Normal forms of Dutch text, the same for compiler, linker and reader."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import simplemma

from .gender import neutral

__all__ = ["fold", "is_function_word", "lemma", "lemmas", "singular", "tokens"]

_NOT_WORD = re.compile(r"[^a-z0-9+#]+")
# No content: function words, and the words vacancies and CVs use around every task.
_STOP = frozenset(
    [
        "vereist",
        "vereiste",
        "verplicht",
        "noodzakelijk",
        "genoeg",
        "gevraagd",
        "gezocht",
        "must",
        "pre",
        "aan",
        "af",
        "al",
        "alle",
        "als",
        "altijd",
        "ander",
        "andere",
        "bij",
        "binnen",
        "biedt",
        "bieden",
        "buiten",
        "daar",
        "dan",
        "dat",
        "de",
        "deze",
        "die",
        "dit",
        "diverse",
        "door",
        "dus",
        "een",
        "eigen",
        "elk",
        "elke",
        "en",
        "er",
        "ervaring",
        "etc",
        "geen",
        "gaan",
        "gaat",
        "goed",
        "goede",
        "graag",
        "heb",
        "hebben",
        "hebt",
        "heeft",
        "heel",
        "het",
        "hier",
        "hij",
        "hoe",
        "iets",
        "ik",
        "in",
        "is",
        "ja",
        "je",
        "jij",
        "jou",
        "jouw",
        "kan",
        "kun",
        "kunnen",
        "kunt",
        "maar",
        "maken",
        "meer",
        "met",
        "mijn",
        "moet",
        "moeten",
        "na",
        "naar",
        "niet",
        "nog",
        "nodig",
        "nu",
        "of",
        "om",
        "ons",
        "onze",
        "ook",
        "op",
        "over",
        "per",
        "samen",
        "te",
        "tegen",
        "ten",
        "ter",
        "tot",
        "tussen",
        "u",
        "uit",
        "uw",
        "van",
        "vanuit",
        "veel",
        "verschillende",
        "via",
        "vooral",
        "voor",
        "waar",
        "wat",
        "we",
        "welke",
        "werk",
        "werken",
        "werkt",
        "werkzaamheden",
        "wij",
        "wil",
        "willen",
        "word",
        "worden",
        "wordt",
        "zal",
        "ze",
        "zeer",
        "zelf",
        "zich",
        "zijn",
        "zo",
        "zoals",
        "zorgen",
        "zorgt",
        "zullen",
        "zonder",
        "bent",
        "ben",
        "was",
        "waren",
        "deed",
        "doe",
        "doen",
        "doet",
        "jaar",
        "jaren",
        "onder",
        "andere",
        "hun",
        "hen",
        "zij",
        "hem",
        "haar",
    ]
)


def fold(text: str) -> str:
    """Lower case, without accents, only ``a-z 0-9 + #`` and single spaces.

    >>> fold("Pré-sales (m/v): C# & Café")
    'pre sales m v c# cafe'
    """
    plain = text.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in apart if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain).strip()


def is_function_word(token: str) -> bool:
    """Whether a folded word says nothing of the work by itself."""
    return token in _STOP


def tokens(text: str) -> list[str]:
    """Folded words of a text, in order, male and female forms alike (:func:`neutral`)."""
    return [neutral(word) for word in fold(text).split()]


@lru_cache(maxsize=65_536)
def lemma(token: str) -> str:
    """Lemma of one folded Dutch word (simplemma); the word itself when unknown.

    >>> lemma("verpleegkundigen")
    'verpleegkundige'
    """
    found = neutral(fold(simplemma.lemmatize(token, lang="nl"))) or token
    # The dictionary calls some male forms forms of the female one ("werker": "werkster").
    return token if found.endswith("ster") and token == f"{found[:-4]}er" else found


def singular(token: str) -> str:
    """Singular of a plural; any other folded word as it is.

    The lemma of a name is not used as it comes: *drukker* would be found in "een druk restaurant",
    and *helpende* in "geholpen".

    >>> [singular(word) for word in ("metselaars", "drukker")]
    ['metselaar', 'drukker']
    """
    root = lemma(token)
    plural = token.startswith(root[:-1]) and token.endswith(("en", "s")) and len(token) > len(root)
    return root if plural else token


def lemmas(text: str) -> list[str]:
    """Content lemmas of a text, in order: no function words, no numbers, at least three letters."""
    return [
        lemma(token)
        for token in tokens(text)
        if len(token) > 2 and token not in _STOP and not token.isdigit()
    ]
