"""Endings taken off words: enough to bring inflected forms together, no more."""

from __future__ import annotations

import re


def _endings(words: str, keep: int) -> re.Pattern[str]:
    ordered = sorted(words.split(), key=len, reverse=True)
    return re.compile(rf"^(.{{{keep},}}?)(?:{'|'.join(ordered)})$")


_RUSSIAN = _endings(
    "а я о е и ы у ю й ь ой ей ом ем ам ям ах ях ами ями ов ев ий ый ая яя ое ее ие ые ого его "
    "ому ему ым им ых их ую юю ою ею ия ию ии ией иям иях иями ыми ими ться",
    3,
)
_TURKIC_CYRILLIC = _endings(
    "н лар лер лор дар дер дор тар тер тор ны ни ну ды ди ду ты ти ту нын нин нун дын дин дун тын "
    "тин тун га ге го ка ке ко га да де до та те то дан ден дон тан тен тон нинг дагы деги "
    "ларга лерге ларды лерди лардын лердин ларни ларнинг ларга ларда лари чилер чылар ман мын "
    "мин мун ы и у си сы "
    "су ым им ум ун ын ин быз биз миз нда нде ндан нден на не ини ыны уну ына ине уна да",
    4,
)
_TURKIC_LATIN = _endings(
    "man misiz lar lari larni larning larga larda lardan ni ning ga ka qa "
    "da dan i si im imiz ini ining iga "
    "ida idan sini sining siga siz ning miz",
    4,
)
_MOST_ENDINGS = 3
_ENGLISH_PLURAL = re.compile(r"^(.{3,}?)(?:'s|s)$")
_BENGALI = _endings("ের র কে তে ে টি টা গুলো গুলি দের এর েরা রা যে যের তেই", 4)
_URDU = _endings("وں یں ات ز وز", 4)


def stems_of(word: str) -> tuple[str, str]:
    """A normal word without its ending, read two ways.

    The first reading is Russian, English, Bengali or Urdu by script, the second Kyrgyz or Uzbek
    (equal to the first in other scripts).
    """
    head = word[:1]
    if "а" <= head <= "я":
        return _russian(word), _strip(_TURKIC_CYRILLIC, word, _MOST_ENDINGS)
    if "a" <= head <= "z":
        return _english(word), _strip(_TURKIC_LATIN, word, _MOST_ENDINGS)
    if "\u0980" <= head <= "\u09ff":
        stem = _strip(_BENGALI, word)
        return stem, stem
    if "\u0600" <= head <= "\u06ff":
        stem = _strip(_URDU, word)
        return stem, stem
    return word, word


def _strip(endings: re.Pattern[str], word: str, times: int = 1) -> str:
    for _ in range(times):
        found = endings.match(word)
        if not found:
            break
        word = found.group(1)
    return word


def _russian(word: str) -> str:
    stem = _strip(_RUSSIAN, word)
    if len(stem) > 5 and stem.endswith("иц"):
        stem = stem[:-2] + "ик"
    if len(stem) > 4 and stem[-1] == "к" and stem[-2] in "ое" and stem[-3] not in "аеиоуыэюя":
        stem = stem[:-2] + "к"
    return stem


def _english(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses")):
        return word[:-2]
    found = _ENGLISH_PLURAL.match(word)
    return found.group(1) if found else word
