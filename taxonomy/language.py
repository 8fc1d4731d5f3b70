"""In which language a text is written, and which of its lines are not Dutch.

By script where that says it; Latin texts of four words or more by py3langid, and only when they
hold few Dutch function words. What is short or doubtful counts as Dutch: a reader of Dutch finds
nothing in it at worst. Limits were set on Dutch texts and on lines in other languages that are not
in the held half of ``tests/taxonomy/foreign.toml``.

Source: Lui and Baldwin, langid.py, ACL 2012 (py3langid).
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from .normalise import is_function_word

__all__ = ["DUTCH_NAMES", "ByLanguage", "by_language", "language_of"]

DUTCH_NAMES = {
    "am": "Amhaars",
    "ar": "Arabisch",
    "bg": "Bulgaars",
    "cs": "Tsjechisch",
    "de": "Duits",
    "el": "Grieks",
    "en": "Engels",
    "es": "Spaans",
    "fa": "Perzisch",
    "fr": "Frans",
    "he": "Hebreeuws",
    "hr": "Kroatisch",
    "hu": "Hongaars",
    "hy": "Armeens",
    "it": "Italiaans",
    "ja": "Japans",
    "ka": "Georgisch",
    "ko": "Koreaans",
    "lt": "Litouws",
    "lv": "Lets",
    "pl": "Pools",
    "ps": "Pasjtoe",
    "pt": "Portugees",
    "ro": "Roemeens",
    "ru": "Russisch",
    "sk": "Slowaaks",
    "so": "Somalisch",
    "sq": "Albanees",
    "th": "Thai",
    "ti": "Tigrinya",
    "tr": "Turks",
    "uk": "Oekraïens",
    "ur": "Urdu",
    "vi": "Vietnamees",
    "zh": "Chinees",
}
"""Languages that are told apart, with their Dutch names."""

_LATIN = (
    "cs", "de", "en", "es", "fr", "hr", "hu", "it", "lt", "lv", "nl", "pl", "pt", "ro", "sk", "so",
    "sq", "tr", "vi",
)  # fmt: skip
_SCRIPTS = {
    "ARABIC": ("ar", "fa", "ps", "ur"),
    "ARMENIAN": ("hy",),
    "CJK": ("zh",),
    "CYRILLIC": ("bg", "ru", "uk"),
    "ETHIOPIC": ("am", "ti"),
    "GEORGIAN": ("ka",),
    "GREEK": ("el",),
    "HANGUL": ("ko",),
    "HEBREW": ("he",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "THAI": ("th",),
}
# Letters that one language of a script has and the others named here do not.
_TELLING = (
    ("uk", frozenset("іїєґ")),
    ("ru", frozenset("ыэё")),
    ("ti", frozenset("ኣቐቑቒቓቔቕቖ")),
    ("ur", frozenset("ٹڈڑںے")),
    ("ps", frozenset("ټډړښځڅۍ")),
    ("fa", frozenset("پچژگ")),
)
_LEAST_LETTERS = 3
_LEAST_WORDS = 4
_MOST_DUTCH = 0.25
# Log probability per letter by which another language must beat Dutch.
_MARGIN = 0.6
# Function words that other languages have too.
_SHARED = frozenset(
    "al de die en er in is ja na of om over per te was we ze".split()  # noqa: SIM905 - shorter
)
# The same for a Dutch line in a text in another language.
_MARGIN_WITHIN = 0.3
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Code (ISO 639-1) of the language, ``None`` when the text is too short or in doubt.

    >>> language_of("Je maakt schoon in scholen en kantoren"), language_of("kok")
    ('nl', None)
    >>> language_of("Прибирала офіси та школи")
    'uk'
    """
    return _language(text)


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """A text taken apart.

    ``dutch`` is what counts as Dutch, the text itself when all of it does; ``others`` the rest, by
    language, in the order of the text.
    """

    dutch: str
    others: tuple[tuple[str, str], ...] = ()


def by_language(text: str) -> ByLanguage:
    """Lines of a text by their language; a short line goes with the text as a whole."""
    whole = language_of(text)
    usual = whole if whole not in (None, "nl") else None
    lines = text.splitlines()
    if usual is None and len(lines) < 2:
        return ByLanguage(text)
    dutch: list[str] = []
    others: dict[str, list[str]] = {}
    for line in lines:
        found = _of_line(line, usual)
        if found is None:
            dutch.append(line)
        else:
            others.setdefault(found, []).append(line)
    if not others:
        return ByLanguage(text)
    return ByLanguage("\n".join(dutch), tuple((c, "\n".join(part)) for c, part in others.items()))


def _of_line(line: str, usual: str | None) -> str | None:
    """Language of a line that is not Dutch; ``None`` for a Dutch or empty one."""
    if not any(map(str.isalpha, line)):
        return None
    found = _language(line)
    if usual is None:
        return None if found == "nl" else found
    if found == "nl":
        return None if _is_rather_dutch(line, usual) else usual
    return usual if found is None or _alike(found, usual) else found


def _is_rather_dutch(line: str, usual: str) -> bool:
    """Whether a line that seems Dutch differs enough from the language of the whole text."""
    if usual not in _LATIN:
        return True
    words = _WORD.findall(line.casefold())
    ranks = dict(_detector(_LATIN).rank(" ".join(words)))
    return bool(ranks["nl"] - ranks[usual] >= _MARGIN_WITHIN * sum(map(len, words)))


def _alike(code: str, other: str) -> bool:
    """Whether two languages share a script that few languages have."""
    return any(code in codes and other in codes for codes in _SCRIPTS.values())


def _language(text: str) -> str | None:
    script = _script(text)
    if script is None:
        return None
    if script != "LATIN":
        return _in_script(text, script)
    words = _WORD.findall(text.casefold())
    if len(words) < _LEAST_WORDS:
        return None
    if sum(map(_is_dutch, words)) >= _MOST_DUTCH * len(words):
        return "nl"
    ranks = dict(_detector(_LATIN).rank(" ".join(words)))
    best = max(sorted(ranks), key=lambda code: ranks[code])
    if best == "nl":
        return "nl"
    beaten = (ranks[best] - ranks["nl"]) / sum(map(len, words))
    return best if beaten >= _MARGIN else None


def _is_dutch(word: str) -> bool:
    return is_function_word(word) and word not in _SHARED


def _script(text: str) -> str | None:
    """Script of most letters; ``None`` when there are few."""
    found = Counter(_script_of(char) for char in text if char.isalpha())
    if found.total() < _LEAST_LETTERS:
        return None
    script, count = max(found.items(), key=lambda item: (item[1], item[0]))
    return script if 2 * count > found.total() else None


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str:
    return "LATIN" if char.isascii() else unicodedata.name(char, "UNKNOWN").split()[0]


def _in_script(text: str, script: str) -> str | None:
    codes = _SCRIPTS.get(script, ())
    letters = set(text.casefold())
    for code, telling in _TELLING:
        if code in codes and letters & telling:
            return code
    if not codes:
        return None
    return codes[0] if script != "CYRILLIC" else str(_detector(codes).classify(text)[0])


@cache
def _detector(codes: tuple[str, ...]) -> Any:  # noqa: ANN401 - untyped package
    # Loaded when a text is not plainly Dutch: it takes 0.4 s and 80 MB.
    langid = importlib.import_module("py3langid.langid")
    found = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    found.set_languages(list(codes))
    return found
