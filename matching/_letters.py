"""Letters that stand for one another, within a script and across scripts."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii


def _ranges(points: list[int]) -> str:
    spans: list[list[int]] = []
    for point in points:
        if spans and spans[-1][1] == point - 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in spans)


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


_BASIC_PLANE = range(0x300, 0xFFFF)
MARKS = _ranges([p for p in _BASIC_PLANE if unicodedata.category(chr(p)).startswith("M")])
"""Combining marks, as the inside of a character class."""

_INVISIBLE_POINTS = sorted(
    {*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x640}
    | {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x61C}
    | {*range(0xFE00, 0xFE10)}
)
INVISIBLE = _ranges(_INVISIBLE_POINTS)
"""Control characters, joiners, direction marks and tatweel, as the inside of a character class."""

FOLD: dict[int, str | int | None] = dict.fromkeys(_INVISIBLE_POINTS)
FOLD |= str.maketrans("ёөүұңўқғҳәһіїєґ", "еоуунукгхахииег")
FOLD |= str.maketrans("ʻʼʹ‘’‛′`´", "'''''''''")
FOLD |= str.maketrans("ışğçâîû", "isgcaiu")
FOLD |= str.maketrans("يىېےكهةۃۂأإآٱؤئۀ", "ییییکہہہہاااا" + "وی" + "ہ")
FOLD |= str.maketrans("ীূৃণশষৎ", "িু" + "ৃ" + "নসসত")
FOLD |= {0x09BC: None, 0x0981: None, 0x654: None, 0x621: None}

_SAME_LENGTH = {p: chr(c) for p, c in FOLD.items() if isinstance(c, int)}
_DOTTED = {"\u09dc": "\u09a1", "\u09dd": "\u09a2", "\u09df": "\u09af"}


class _Aligned(dict[int, str]):
    def __missing__(self, point: int) -> str:
        char = chr(point)
        if point in FOLD and FOLD[point] is None and not unicodedata.category(char).startswith("M"):
            folded = " "
        else:
            lowered = char.lower()
            folded = lowered if len(lowered) == 1 else char
            folded = _SAME_LENGTH.get(ord(folded), _DOTTED.get(folded, folded))
            folded = str(unicodedata.digit(folded, folded))
        self[point] = folded
        return folded


_ALIGNED = _Aligned()


def aligned(text: str) -> str:
    """A text letter for letter, of the same length: small letters, ASCII digits, folded."""
    return text.translate(_ALIGNED)


def pattern(expression: str) -> re.Pattern[str]:
    """A regular expression whose letters are folded as `aligned` folds a text.

    Runs of space are bounded, so that no text makes the search slow.
    """
    folded = unicodedata.normalize("NFC", expression).translate(_SAME_LENGTH)
    folded = folded.replace(r"\s*", r"\s{0,3}").replace(r"\s+", r"\s{1,4}")
    return re.compile(re.sub("([\u09a1\u09a2\u09af])\u09bc", "\\1\u09bc?", folded))


_BENGALI = dict(
    zip(
        "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলসশষহ",
        "kkggnccjjnttddnttddnpfbvmjrlsssh",
        strict=True,
    )
)
_BENGALI |= dict(zip("অআইঈউঊএঐওঔ", "aaiiuueeoo", strict=True))
_BENGALI |= dict(zip("ািীুূৃেৈোৌ", "aiiuuieeoo", strict=True))
_BENGALI |= {"ং": "ng", "ঃ": "", "্": "", "ৰ": "r", "ৱ": "v", "ৗ": "", "ৎ": "t"}

_ARABIC = dict(
    zip(
        "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیء",
        "aabpttsjchhddzrrzjsssztzagfkkglmnnvh'y'",
        strict=True,
    )
)

_CYRILLIC = {
    "ж": "j",
    "ч": "c",
    "ш": "s",
    "щ": "s",
    "ц": "ts",
    "х": "h",
    "й": "y",
    "э": "e",
    "ь": "",
    "ъ": "",
    "ы": "i",
    "ю": "yu",
    "я": "ya",
}
_SPELT = str.maketrans({**_BENGALI, **_ARABIC, **_CYRILLIC})
_DIGRAPHS = (
    (re.compile("shch|sch|sh|zh(?=s)"), "s"),
    (re.compile("tch|ch"), "c"),
    (re.compile("dj|dzh|zh|дж"), "j"),
    (re.compile("ph"), "f"),
    (re.compile("gh|g'"), "g"),
    (re.compile("kh"), "h"),
    (re.compile("th"), "t"),
    (re.compile("ck|cq"), "k"),
    (re.compile("qu"), "kv"),
    (re.compile("wh|w"), "v"),
    (re.compile("x(?=[aeiou])"), "h"),
    (re.compile("x"), "ks"),
    (re.compile("q"), "k"),
)
_HARD_C = re.compile("c(?![eiyh])")
_SOFT_C = re.compile("c(?=[eiy])")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiouy'h]+")


def latin(word: str) -> str:
    """A normal word in Latin letters, one spelling a sound."""
    if word.isascii():
        spelt = _SOFT_C.sub("s", _HARD_C.sub("k", word.replace("ch", "ç"))).replace("ç", "ch")
    else:
        spelt = word.replace("дж", "j").replace("خ", "h").translate(_SPELT)
        spelt = spelt if spelt.isascii() else anyascii(spelt).lower()
    for pattern, sound in _DIGRAPHS:
        spelt = pattern.sub(sound, spelt)
    return _DOUBLE.sub(r"\1", spelt.replace("'", ""))


def skeleton(word: str) -> str:
    """The consonants of a normal word, a leading vowel as "a"; digits stay."""
    spelt = latin(word)
    if not spelt:
        return ""
    head = "a" if spelt[0] in "aeiouy" and not spelt[0].isdigit() else ""
    bones = _VOWELS.sub("", spelt).replace("z", "s").replace("ng", "n")
    return _DOUBLE.sub(r"\1", head + bones)
