"""What the model sees of a part of a text: named features, so that a judgement can say why.

``w=`` a word, ``b=`` two words, ``g=`` two words with one between, ``c=`` letters of a word, ``a=``
and ``z=`` the first and last words, ``k=`` a word of the heading above, ``rule=`` what the word
lists say; ``t=`` a class of small words (who is spoken of, whether something is refused), ``p=``
two classes in one part, ``q=`` two that follow each other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from passend.taxonomy.denial import touches_life

from .base import Clause
from .parts import Part

__all__ = ["features_of", "scale_of", "words_of"]

_WORD = re.compile(r"[a-z]+|\d+|[?!€:%]")
_SIZES = (3, 4, 5)
_LONGEST = 30
_LEAST_VERB = 4
_PERSONS = frozenset({"t=wij", "t=jij", "t=ik", "t=zij"})
# Written from general knowledge of Dutch, not from any labelled text.
_CLASSES = {
    "wij": "wij we ons onze",
    "jij": "je jij jou jouw u uw",
    "ik": "ik mijn mij me mezelf",
    "zij": "hij zij ze hem haar zijn",
    "niet": "geen niet nooit niets niks noch zonder hoeft hoef hoeven nergens evenmin niemand",
    "moet": "moet moeten must vereist vereiste verplicht noodzakelijk minimaal minstens eis eisen"
    " voorwaarde onmisbaar beschik beschikt bezit",
    "mooi": "pre plus pluspunt mooi fijn handig leuk welkom voorkeur meegenomen wenselijk gewenst"
    " liefst bonus voordeel graag eventueel prettig extra",
    "kan": "kan kun kunt kunnen kon mag mogen durf lukt",
    "wil": "wil wilde wilt willen zou zoek hoop droom liefst graag",
    "jaar": "jaar jaren maanden jarenlang sinds",
}
_SCALES = {"c": 0.4, "t": 1.5, "p": 1.5, "rule": 1.5}


def words_of(text: str) -> list[str]:
    """Words in small letters without accents, numbers as ``0``, and marks that tell."""
    folded = unicodedata.normalize("NFD", text.casefold().replace("'", ""))
    plain = folded.encode("ascii", "ignore").decode() if "€" not in folded else _kept(folded)
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(plain)]


def _kept(folded: str) -> str:
    return "".join(char for char in folded if char == "€" or char < "\x80")


def scale_of(feature: str) -> float:
    """Weight of a feature beside the others, before training: letters are many and say little."""
    return _SCALES.get(feature.partition("=")[0], 1.0)


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _CLASSES.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), f"t={name}")
    return found


def _class_features(words: list[str], text: str) -> set[str]:
    known = _classes()
    found = {one for word in words for one in known.get(word, ())}
    if touches_life(text):
        found.add("t=life")
    ordered = sorted(found)
    found |= {f"p={a[2:]}_{b[2:]}" for n, a in enumerate(ordered) for b in ordered[n + 1 :]}
    if not found & _PERSONS:
        # "Klanten helpen", "vloeren leggen": a duty without a subject.
        found.add("t=nobody")
        if any(len(word) > _LEAST_VERB and word.endswith("en") for word in words):
            found.add("t=nobody_acts")
    order = [known[word][0][2:] for word in words if word in known]
    found |= {f"q={a}_{b}" for a, b in pairwise(order)}
    if order:
        found.add(f"q=^_{order[0]}")
    return found


@lru_cache(maxsize=65_536)
def _letters(word: str) -> tuple[str, ...]:
    if len(word) < min(_SIZES) or len(word) > _LONGEST:
        return ()
    framed = f"^{word}$"
    return tuple(
        f"c={framed[start : start + size]}"
        for size in _SIZES
        for start in range(len(framed) - size + 1)
    )


def features_of(part: Part, heading: Part | None, rule: Clause, *, personal: bool) -> list[str]:
    """Features of a part, each once; ``rule`` and ``personal`` are what the word lists say."""
    words = words_of(part.text)
    found = _of_words(words) | _class_features(words, part.text)
    found |= {f"rule={rule.section}", f"rule={_cue(rule)}"}
    if personal:
        found.add("rule=personal")
    if part.is_heading:
        found.add("heading")
    if part.is_item:
        found.add("item")
    if heading is None:
        found.add("k=none")
    else:
        found.update(f"k={word}" for word in words_of(heading.text))
        found.add(f"k-rule={heading.section or 'unknown'}")
    return sorted(found)


def _cue(rule: Clause) -> str:
    return "denied" if rule.denied else rule.strength.name.lower()


def _of_words(words: list[str]) -> set[str]:
    found = {f"size={min(len(words), 12) // 3}"}
    for word in words:
        found.add(f"w={word}")
        found.update(_letters(word))
    found.update(f"b={a}_{b}" for a, b in pairwise(words))
    found.update(f"g={a}_{b}" for a, b in zip(words, words[2:], strict=False))
    if words:
        found |= {f"a={words[0]}", f"z={words[-1]}"}
        found |= {f"a={'_'.join(words[:2])}", f"z={'_'.join(words[-2:])}"}
    return found
