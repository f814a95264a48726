"""Labels changed as people change them: slips of the finger, endings, order, script, frames."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from anyascii import anyascii

_SPACE = re.compile(r"\s+")
_MARKS = ("(m/w/d)", "(m/w)", "(h/f)", "(m/f)", "(k/m)", "(м/ж)", "/in", "(in)", "/-a", "(a)")
_ELSE = ("n.e.c.", "n.c.a.", "a.n.g.", "i.a.n.", "not elsewhere classified", "etc.")
_SWAPS = (
    *(("o", "a"), ("e", "i"), ("i", "e"), ("s", "z"), ("k", "c"), ("v", "w"), ("t", "d")),
    *(("о", "а"), ("и", "е"), ("е", "и"), ("з", "с"), ("т", "д"), ("б", "п"), ("ш", "щ")),
)
_LATIN = str.maketrans(
    {
        **dict(zip("абвгдеёзийклмнопрстуфыэңөү", "abvgdeeziyklmnoprstufyenou", strict=True)),
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sch",
        "ю": "yu",
        "я": "ya",
        "ъ": "",
        "ь": "",
    }
)
_FRAMES: dict[str, tuple[str, ...]] = {
    "ru": (
        "Срочно требуется {}",
        "Требуются {} в цех",
        "Ищем {}, оплата сдельная",
        "{} с опытом",
        "{}, г. Бишкек",
        "Вакансия: {}",
        "Нужны {} з/п от 50000 сом",
        "{} 45 000 - 60 000 сом",
        "{} на постоянную работу",
        "Приглашаем на работу {}",
        "{} (можно без опыта)",
        "{} 5/2",
    ),
    "en": (
        "{} wanted",
        "Urgent: {} required",
        "{} - Female, Dhaka",
        "Hiring {} (2 posts)",
        "{} for garments factory",
        "Senior {}",
        "We are looking for {}",
        "{} - full time",
        "Job: {} in Karachi",
        "{}, salary 20000",
        "Experienced {}",
        "{} (Male/Female)",
    ),
    "ky": (
        "{} керек",
        "Тез арада {} керек",
        "{} жумушка алабыз",
        "Жумуш: {}",
        "{} издейбиз",
        "Тажрыйбалуу {} керек, айлык 40000",
        "Бишкекте {} керек",
    ),
    "uz": (
        "{} kerak",
        "Zudlik bilan {} kerak",
        "Ishga {} taklif qilamiz",
        "{} ishga olamiz",
        "Tajribali {} kerak",
        "{} kerak, maosh 5 mln",
        "Тажрибали {} керак",
        "Toshkent: {}",
    ),
    "bn": (
        "{} আবশ্যক",
        "জরুরী {} নিয়োগ",
        "{} নিয়োগ বিজ্ঞপ্তি",
        "{} পদে লোক নিয়োগ",
        "দক্ষ {} চাই",
        "{} প্রয়োজন, বেতন ১৫০০০",
        "গার্মেন্টসে {} লাগবে",
        "ঢাকায় {} আবশ্যক",
    ),
    "ur": (
        "{} کی ضرورت ہے",
        "{} درکار",
        "فوری {} چاہیے",
        "تجربہ کار {} کی ضرورت",
        "{} آسامی خالی",
        "{} کی نوکری، کراچی",
        "فیکٹری میں {} درکار ہے",
    ),
}

Change = Callable[[str, random.Random], str]


def slip(text: str, rng: random.Random) -> str:
    """One letter doubled, dropped, swapped with the next, or taken for another."""
    places = [n for n, c in enumerate(text) if c.isalpha()]
    if len(places) < 4:
        return text
    at = rng.choice(places[1:])
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[: at + 1] + text[at:]
    if kind == 2 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    others = [b for a, b in _SWAPS if a == text[at]] or [text[rng.choice(places)]]
    return text[:at] + rng.choice(others) + text[at + 1 :]


def transliterate(text: str, rng: random.Random) -> str:
    """The text in Latin letters, as typed on a keyboard without its own."""
    spelt = text.lower().translate(_LATIN)
    return spelt if spelt.isascii() else anyascii(spelt).lower()


def shorten(text: str, rng: random.Random) -> str:
    """A word less."""
    parts = text.split()
    if len(parts) < 2:
        return text
    parts.pop(rng.randrange(len(parts)))
    return " ".join(parts)


def turn(text: str, rng: random.Random) -> str:
    """The words in another order, sometimes the head first as in registers."""
    parts = text.split()
    if len(parts) < 2:
        return text
    if rng.random() < 0.5:
        return f"{parts[-1]}, {' '.join(parts[:-1])}"
    cut = rng.randrange(1, len(parts))
    return " ".join(parts[cut:] + parts[:cut])


def bend(text: str, rng: random.Random) -> str:
    """Another ending on a word: a letter or two more or less."""
    parts = text.split()
    at = rng.choice((0, len(parts) - 1)) if parts else 0
    if not parts or len(parts[at]) < 5:
        return text
    word = parts[at]
    ending = rng.choice(("s", "en", "i", "e", "a", "y", "er", "in", "ka")) if word.isascii() else ""
    if not ending and "а" <= word[-1].lower() <= "я":
        ending = rng.choice(("а", "ы", "и", "ов", "у", "ка", "ом", "лар", "га", "нин"))
    parts[at] = (word[:-1] if rng.random() < 0.5 else word) + ending
    return " ".join(parts)


def glue(text: str, rng: random.Random) -> str:
    """Two words written as one, or one as two."""
    spaces = [n for n, c in enumerate(text) if c in " -"]
    if spaces:
        at = rng.choice(spaces)
        return text[:at] + text[at + 1 :]
    at = rng.randrange(3, len(text) - 2) if len(text) > 6 else 0
    return f"{text[:at]} {text[at:]}" if at else text


def abbreviate(text: str, rng: random.Random) -> str:
    """A long word cut short with a point."""
    parts = text.split()
    long = [n for n, part in enumerate(parts) if len(part) > 6]
    if not long:
        return text
    at = rng.choice(long)
    parts[at] = parts[at][: rng.randrange(3, 6)] + "."
    return " ".join(parts)


def mark(text: str, rng: random.Random) -> str:
    """What registers add: both genders, "not elsewhere classified"."""
    if rng.random() < 0.3:
        return f"{text}, {rng.choice(_ELSE)}"
    chosen = rng.choice(_MARKS)
    return f"{text} {chosen}" if chosen.startswith("(m") or " " in text else text + chosen


def framed(text: str, language: str, rng: random.Random) -> str:
    """A title within the sentence of an advert; as it is in languages without frames."""
    frames = _FRAMES.get(language)
    return rng.choice(frames).format(text) if frames else text


_CHANGES: tuple[tuple[Change, float], ...] = (
    (slip, 3.0),
    (shorten, 2.0),
    (turn, 1.5),
    (bend, 2.5),
    (glue, 1.0),
    (abbreviate, 0.4),
    (mark, 0.8),
    (transliterate, 1.0),
)


def corrupted(text: str, language: str, rng: random.Random) -> str:
    """A label as somebody else might write it; unchanged in three cases of five."""
    if rng.random() < 0.6:
        return text
    changes, shares = zip(*_CHANGES, strict=True)
    changed = text
    for change in rng.choices(changes, shares, k=rng.choice((1, 1, 2))):
        changed = change(changed, rng)
    if rng.random() < 0.25:
        changed = framed(changed, language, rng)
    return _SPACE.sub(" ", changed).strip() or text
