"""Endings that pile up in Kyrgyz and Uzbek, taken off one at a time: "цехибизде" is "цех"."""

from __future__ import annotations

import re
from functools import lru_cache

from matching._letters import words

_CYRILLIC = words(
    "лар лер лор дар дер дор тар тер тор "
    "м ым им ум ам ем ом н ын ин ун ы и у сы си су быз биз буз ыбыз ибиз убуз ныз низ нуз имиз "
    "ингиз лары лери лору дары дери тары тери лари "
    "ны ни ну ды ди ду ты ти ту нын нин нун дын дин дун тын тин тун нинг "
    "га ге го ка ке ко на не но а е о да де до та те то нда нде ндо "
    "дан ден дон тан тен тон нан нен нон ндан нден ндон дагы деги догу тагы теги даги "
    "мын мин мун ман миз сыз сиз суз луу дуу туу дук дык тук тык ли лик нча ча че чо мы би бы бу ми"
)
_LATIN = words(
    "lar lari m im ingiz ing i si imiz miz ni ning ga ka qa da dan dagi ida iga idan ini ining "
    "sida siga sidan sini sining man siz san li lik cha mi"
)
_AFTER_VOICELESS = frozenset("кпстшчщфхцkpstqx")
_HARDENED = frozenset(["ка", "ке", "ко", "та", "те", "то", "тан", "тен", "тон", "ты", "ти", "ту"])
_AFTER_VOWEL = words("сы си су si sini sining sida siga sidan м н m ныз низ нуз")
_AFTER_CONSONANT = words("ы и у i ым им ум ам ем ом im ын ин ун имиз ингиз ingiz ыбыз ибиз убуз")
_VOWELS = ("o'", *"аеиоуыэяюaeiou")
_SOFTENED = {"г": "к", "б": "п", "g": "k", "'": "q", "b": "p"}
_LEAST = 3
_LEAST_HARDENED = 4
_MOST_ENDINGS = 4
_LONGEST_ENDING = 5
_FOREIGN_NAME = re.compile(r"([a-z][a-z0-9']{2,})[^\x00-\x7f]{1,6}")
"""A name in Latin letters with the ending of another script: "Gerberде"."""


@lru_cache(maxsize=1 << 15)
def peeled(word: str) -> tuple[str, ...]:
    """What a normal word may be an inflected form of, the fewest endings taken off first.

    At least three letters stay. A last consonant that an ending made soft is also given back:
    "чонтогу" gives "чонтог" and "чонток".
    """
    name = _FOREIGN_NAME.fullmatch(word)
    if name:
        return (name.group(1),)
    endings = _endings(word)
    if endings is None:
        return ()
    found: dict[str, None] = {}
    layer = [word]
    for _ in range(_MOST_ENDINGS):
        layer = [
            stem
            for outer in layer
            for size in range(1, _LONGEST_ENDING + 1)
            if outer[-size:] in endings and _stands(stem := outer[:-size], outer[-size:])
        ]
        for stem in layer:
            found.setdefault(stem)
            hard = _SOFTENED.get(stem[-1])
            if hard:
                found.setdefault((stem[:-2] if stem[-1] == "'" else stem[:-1]) + hard)
    return tuple(found)


def _endings(word: str) -> frozenset[str] | None:
    head = word[:1]
    if "а" <= head <= "я":
        return _CYRILLIC
    return _LATIN if "a" <= head <= "z" else None


def _stands(stem: str, ending: str) -> bool:
    if ending in _HARDENED:
        return len(stem) >= _LEAST_HARDENED and stem[-1] in _AFTER_VOICELESS
    if len(stem) < _LEAST:
        return False
    vowel = stem.endswith(_VOWELS)
    return not (vowel and ending in _AFTER_CONSONANT) and (vowel or ending not in _AFTER_VOWEL)
