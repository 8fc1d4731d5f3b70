"""One form for the male and the female name of the same work: *kapster* reads as *kapper*.

Whoever writes "verkoopster" must be understood exactly as whoever writes "verkoper"
(``../shared/design.md``, principle 6). The rules see endings only, on every text alike: names of
the taxonomy, records and questions. Where a rule also changes a word that names nobody
(*venster*), it does so on both sides and changes no match.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["neutral"]

_LEAST = 6
_SAME = {
    "actrice": "acteur", "boerin": "boer", "caissiere": "kassier", "gastvrouw": "gastheer",
    "hostess": "gastheer", "kokkin": "kok", "lerares": "leraar",
    "stewardess": "steward", "vriendin": "vriend",
}  # fmt: skip
# "secretaresse" and "secretaris" are two kinds of work; so are these.
_OTHER = frozenset({"werkster", "meester", "minister", "register", "semester", "ministers"})
_ENDINGS = (
    (re.compile(r"(?<=\w{2})vrouw$"), "man"),
    (re.compile(r"(?<=\w{2})vrouwen$"), "mannen"),
    (re.compile(r"(?<=\w{2})(?:lieden|lui)$"), "mannen"),
    (re.compile(r"(?<=\w{2})euse$"), "eur"),
    (re.compile(r"(?<=\w{2})eus(?:es|en)$"), "eurs"),
    (re.compile(r"trice$"), "teur"),
    (re.compile(r"trices$"), "teurs"),
    (re.compile(r"(?<=\w{2})iere$"), "ier"),
    (re.compile(r"(?<=\w{2})ieres$"), "iers"),
    (re.compile(r"(?<=\w{3})(ent|ant|ist|ling)e$"), r"\1"),
    (re.compile(r"(?<=\w{2})(l|g)oge$"), r"\1oog"),
    (re.compile(r"(?<=\w{3})ate$"), "aat"),
    (re.compile(r"(?<=\w{3})ares$"), "aar"),
    (re.compile(r"(?<=\w{3})er(?:es|in)$"), "er"),
    (re.compile(r"(?<=\w{3})aarster$"), "aar"),
    (re.compile(r"(?<=\w{3})aarsters$"), "aars"),
)
_STER = re.compile(
    r"(?P<stem>\w*[aeiouy]\w*[b-df-hj-np-tv-xz]|\w*(?:aai|oei|ooi))ster(?P<plural>s?)$"
)
_LONG = re.compile(r"(aa|ee|oo|uu)([b-df-hj-np-tv-xz])$")
_SHORT = re.compile(r"(?<![aeiouy])[aeiou]([bdfgklmnprst])$")
_UNSTRESSED = re.compile(r"[a-z][aeiouy]\w*(?:ig|el|em|en|er)$")


@lru_cache(maxsize=65_536)
def neutral(word: str) -> str:
    """The male form, which stands for everybody, of a folded word; any other word as it is.

    >>> [neutral(word) for word in ("kapster", "verkoopster", "chauffeuse", "timmervrouw")]
    ['kapper', 'verkoper', 'chauffeur', 'timmerman']
    """
    if word in _SAME:
        return _SAME[word]
    if len(word) < _LEAST or word in _OTHER:
        return word
    for ending, other in _ENDINGS:
        if ending.search(word):
            return ending.sub(other, word)
    found = _STER.fullmatch(word)
    return word if found is None else f"{_spelled(found['stem'])}er{found['plural']}"


def _spelled(stem: str) -> str:
    """Stem of a verb as before "er": verkoop → verkop, kap → kapp, bestuur → bestuurd.

    Source: Woordenlijst Nederlandse Taal, Leidraad, open and closed syllables.
    """
    if stem.endswith("r"):
        return stem + "d"
    if _LONG.search(stem):
        return stem[:-2] + stem[-1]
    if _SHORT.search(stem) and not _UNSTRESSED.search(stem):
        return stem + stem[-1]
    return stem
