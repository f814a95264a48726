"""Years, levels, grades, hours and schedules, read from the letters of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from matching._letters import aligned, pattern

Value = int | float | str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said with a number or a set word. ``kind`` is years, level, grade, hours, days,
    fresh (no experience needed) or pay."""

    kind: str
    start: int
    end: int
    values: dict[str, Value] = field(default_factory=dict)


_NUMBER_WORDS: dict[str, float] = {
    word: value
    for value, words in {
        0.5: "пол|half a|жарым|yarim|আধা|আধ|آدھا",
        1: "один|одного|one|a|an|бир|bir|এক|ایک",
        1.5: "полтора|полутора|бир жарым|bir yarim|দেড়|ڈیڑھ|one and a half",
        2: "два|двух|two|эки|икки|ikki|দুই|دو",
        2.5: "আড়াই|ڈھائی|два с половиной|эки жарым|ikki yarim",
        3: "три|трех|three|уч|uch|তিন|تین",
        4: "четыре|четырех|four|торт|турт|to'rt|চার|چار",
        5: "пять|пяти|five|беш|besh|পাঁচ|پانچ",
        6: "шесть|шести|six|алты|олти|olti|ছয়|چھ",
        7: "семь|семи|seven|жети|етти|yetti|সাত|سات",
        8: "восемь|восьми|eight|сегиз|саккиз|sakkiz|আট|آٹھ",
        9: "девять|девяти|nine|тогуз|туккиз|to'qqiz|নয়|نو",
        10: "десять|десяти|ten|он|ун|o'n|দশ|دس",
    }.items()
    for word in aligned(words).split("|")
}
_WORDED = "|".join(sorted((re.escape(w) for w in _NUMBER_WORDS), key=len, reverse=True))
_AMOUNT = rf"(?:\d{{1,2}}(?:[.,]\d)?|(?<!\w)(?:{_WORDED})(?!\w))"
_YEAR = (
    r"(?:годами|годом|года|годов|году|год|лет|летн\w*|г\.|years?|yrs?|жылдык|жылдан|жылга|жыл|"
    r"йиллик|"
    r"йилдан|йил|yillik|yildan|yil)(?!\w)|বছর|বৎসর|سال|برس"
)
_MONTH = r"(?:месяц\w*|мес\.?|months?|mos?|айлык|ай|ойлик|ой|oylik|oy)(?!\w)|মাস|مہین|ماہ"
_TO = r"\s*(?:-|–|—|до|to|থেকে|سے|дан|dan)\s*"
_YEARS = pattern(
    rf"(?P<bound>(?<!\w)(?:до|up to|upto|не более|кеминде|камида|kamida)\s+)?"
    rf"(?P<low>{_AMOUNT})(?:{_TO}(?P<high>{_AMOUNT}))?\s*(?:\+|х|ти|та|ta)?\s*-?\s*"
    rf"(?:(?P<month>{_MONTH})|(?P<year>{_YEAR}))"
)
_BARE_YEAR = pattern(r"(?<!\w)(?:(?P<half>полгода)|(?:от|более|больше|свыше|минимум) года)(?!\w)")
_AGE = pattern(
    r"возраст|(?<!\w)age|(?<!\w)мне\s|жашы|жаш |(?<!\w)yosh|(?<!\w)ёш|বয়স|عمر|контракт|договор|"
    r"contract|виза|visa|гарант|испытат|шартнома|келишим|চুক্তি|معاہد|основан|рынке"
)
_APART = re.compile(r"\d|[\n!?;\u0964\u06d4]|(?<=\w{3})\.\s")
"""What parts a cue of age from a number: another number or the end of a sentence."""
_OLD = pattern(r"\s*(?:old|of age)")
_MARRIED = pattern(
    r"\s*,?\s*(?:не\s+)?(?:женат|замуж|холост|разведен|вдов|married|single(?! n)|unmarried|уйлуу|"
    r"турмуш|бойдок|буйдок|uylangan|turmush|oilali|bo'ydoq|বিবাহিত|অবিবাহিত|شادی|غیر شادی)"
)
"""What people say of themselves right after their age."""
_YOUNGEST = 16
_GRADE = pattern(
    r"(?P<a>[1-7])(?:\s*[-–—]\s*(?P<b>[1-7]))?\s*-?(?:й|го|ого|ый|ий|му|м|x|х|inchi|чи|чу)?\s*-?\s*"
    r"(?:разряд\w*|razryad\w*)"
    r"|(?:разряд\w*|razryad\w*|tariff grade|গ্রেড|گریڈ)\s*[:№-]?\s*"
    r"(?:не ниже |от |минимум )?(?P<c>[1-7])"
    r"(?:\s*[-–—]\s*(?P<d>[1-7]))?(?!\d)"
)
_LETTER_GRADE = pattern(
    r"(?<!\w)(?P<a>[abcdавс])(?P<plus>\+)?\s*-?\s*(?:grade|class|category|грейд\w*|категори\w*|"
    r"গ্রেড|گریڈ)"
    r"|(?<!\w)(?:grade|category|грейд|категори[яи]|গ্রেড|گریڈ)\s*[:-]?\s*\"?(?P<b>[abcdавс])"
    r"(?P<more>\+)?(?!\w)"
)
_LETTER_LEVELS = {"a": 4, "b": 3, "c": 2, "d": 1, "а": 4, "в": 3, "с": 2}
_LEVELS = pattern(
    r"(?P<l5>(?<!\w)(?:expert|эксперт\w*|профессионал\w*|highly skilled|"
    r"высок\w+ квалификаци\w*)(?!\w))"
    r"|(?P<l4>(?<!\w)(?:senior|experienced|skilled|сеньор\w*|старш(?:ий|ая|его|ую|ей)|опытн\w+|"
    r"квалифицированн\w+|тажрыйбалуу\w*|тажрыбалуу\w*|tajribali\w*|тажрибали\w*|malakali\w*)(?!\w)"
    r"|সিনিয়র|সিনিয়র|অভিজ্ঞ(?!তা)|দক্ষ(?!তা)|ماہر|سینئر|تجربہ کار)"
    r"|(?P<l3>(?<!\w)(?:ordinary|medium|средн\w+ уровн\w*|мидл)(?!\w)|সাধারণ)"
    r"|(?P<l2>(?<!\w)(?:junior|basic|младш\w+|джуниор|базов\w+)(?!\w)|জুনিয়র|জুনিয়র|جونیئر)"
    r"|(?P<l1>(?<!\w)(?:trainee|beginner|learner|начинающ\w+|новичок|новичк\w+|стажер\w*|"
    r"ученик\w*|ученица|уйрончук\w*|шакирт\w*|shogird\w*|шогирд\w*)(?!\w)|শিক্ষানবিশ|ٹرینی)"
)
_FRESH = pattern(
    r"(?<!\w)(?:без\s+(?:\w+\s+)?опыта|без\s+стажа|с нуля|"
    r"опыт\w*\s+(?:\w+\s+)?не\s+(?:\w+\s+)?(?:нуж\w+|треб\w+|обязат\w+|важ\w+)|"
    r"не\s+(?:нуж\w+|треб\w+)\s+опыт\w*|"
    r"freshers?|no\s+(?:\w+\s+)?experience|without\s+(?:\w+\s+)?experience|"
    r"experience\s+(?:is\s+)?not\s+(?:required|need\w*|necessary|mandatory|must|important)|"
    r"training\s+(?:will be\s+|is\s+)?(?:provided|given)|"
    r"тажрыйбасыз|тажрыйба\w*\s+(?:керек|талап)\w*\s+(?:эмес|кылынбайт)|"
    r"tajribasiz|тажрибасиз|tajriba\w*\s+(?:shart|kerak)\s+emas)"
    r"|অভিজ্ঞতা\s+(?:ছাড়া|ছাড়া|লাগবে\s+না|প্রয়োজন\s+নেই|প্রয়োজন\s+নেই|নেই)"
    r"|ট্রেনিং\s+দেওয়া|প্রশিক্ষণ\s+দেওয়া"
    r"|بغیر\s+تجرب\w*|تجرب\w*\s+(?:ضروری|درکار|لازمی|کی\s+ضرورت)\s+نہیں|تجرب\w*\s+کے\s+بغیر"
    r"|ٹریننگ\s+دی"
)
_CLOCK = r"(?P<{0}>[01]?\d|2[0-4])(?!\d)(?:[:.][0-5]\d)?\s*(?P<{0}m>am|pm)?"
_HOURS = pattern(
    r"(?<![\d:.,/])(?:(?P<word>(?<!\w)(?:с|from|саат|soat|соат|সকাল|صبح))\s*)?"
    + _CLOCK.format("a")
    + r"\s*(?:-?(?:часов|ч\.?|টা|بجے|ден|дан|dan|тен|тан)\s*)?"
    r"(?P<to>-|–|—|до|to|till|থেকে|سے|гача|чейин)?\s*(?:রাত|সন্ধ্যা|বিকাল|شام)?\s*"
    + _CLOCK.format("b")
    + r"(?P<tail>\s*(?:часов|gacha|гача|га чейин|ге чейин|го чейин|ка чейин)|টা|\s*بجے)?(?![\d/])"
)
_SHIFT = pattern(r"(?<![\d/.,])(?P<on>[2-7])\s?/\s?(?P<off>[0-4])(?!\d|/|\.\d)")
_DAYS = pattern(
    r"(?P<n>[4-7])\s*(?:-?дневн\w*|дн(?:ей|я)\s+в\s+неделю|days?\s+(?:a|per)\s+week|day week)"
    r"|(?P<six>шестидневк\w*)|(?P<five>пятидневк\w*)"
)


def facts_of(flat: str) -> list[Fact]:
    """Every fact but pay in a text made by `aligned`, in order."""
    found = [*_years(flat), *_grades(flat), *_levels(flat), *_schedule(flat)]
    found += [
        Fact("fresh", m.start(), m.end(), {"experience": "none"}) for m in _FRESH.finditer(flat)
    ]
    return sorted(found, key=lambda fact: (fact.start, fact.end))


def _number(text: str | None) -> float | None:
    if text is None:
        return None
    word = text.strip()
    return _NUMBER_WORDS[word] if word in _NUMBER_WORDS else float(word.replace(",", "."))


def _years(flat: str) -> Iterator[Fact]:
    for found in _YEARS.finditer(flat):
        if flat[found.start("low") - 1 : found.start("low")].isdigit():
            continue
        around = _APART.split(flat[max(0, found.start() - 28) : found.start()])[-1]
        if _AGE.search(around) or _OLD.match(flat, found.end()):
            continue
        low, high = _number(found["low"]), _number(found["high"])
        if (low or 0) >= _YOUNGEST and _MARRIED.match(flat, found.end()):
            continue
        share = 12 if found["month"] else 1
        if low is None or (high or low) > 50 or (share == 12 and not _long_enough(flat, found)):
            continue
        values: dict[str, Value] = {"years": round(low / share, 2)}
        if high is not None and high > low:
            values["years_max"] = round(high / share, 2)
        elif found["bound"] and found["bound"].strip() in {"до", "up to", "upto", "не более"}:
            values = {"years_max": values["years"]}
        yield Fact("years", found.start("low"), found.end(), values)
    for found in _BARE_YEAR.finditer(flat):
        yield Fact("years", found.start(), found.end(), {"years": 0.5 if found["half"] else 1.0})


_TIME_IN_WORK = pattern(
    "опыт|стаж|работа|сидел|сижу|шил[аи]?(?!\\w)|шью|experience|worked|sewed|sewing|"
    "тажрыйб|тажриба|tajriba|иштеген|иштед|ishla|ишла|тикт|тигип|tikd|тикди|болдум|bo'ldi|"
    "অভিজ্ঞতা|কাজ|করি|করেছি|চালা|تجرب|کام|کیا|چلا|کی ہے|رہا|رہی"
)


def _long_enough(flat: str, found: re.Match[str]) -> bool:
    """Months are experience only where the text says so close by."""
    near = flat[max(0, found.start() - 40) : found.end() + 40]
    return _TIME_IN_WORK.search(near) is not None


def _grades(flat: str) -> Iterator[Fact]:
    for found in _GRADE.finditer(flat):
        low = int(found["a"] or found["c"])
        yield Fact("grade", found.start(), found.end(), {"grade": low})
    for found in _LETTER_GRADE.finditer(flat):
        level = _LETTER_LEVELS[found["a"] or found["b"]]
        level += 1 if found["plus"] or found["more"] else 0
        yield Fact("level", found.start(), found.end(), {"level": level})


def _levels(flat: str) -> Iterator[Fact]:
    for found in _LEVELS.finditer(flat):
        yield Fact("level", found.start(), found.end(), {"level": int(str(found.lastgroup)[1])})


def _schedule(flat: str) -> Iterator[Fact]:
    for found in _SHIFT.finditer(flat):
        yield Fact("days", found.start(), found.end(), {"days": int(found["on"])})
    for found in _DAYS.finditer(flat):
        days = int(found["n"]) if found["n"] else 6 if found["six"] else 5
        yield Fact("days", found.start(), found.end(), {"days": days})
    for found in _HOURS.finditer(flat):
        clocked = ":" in found.group() or "." in found.group() or found["am"] or found["bm"]
        if not (clocked or found["tail"] or (found["word"] and found["to"])):
            continue
        if not (found["to"] or found["tail"]):
            continue
        start, end = _hour(found, "a"), _hour(found, "b")
        if 0 <= start <= 24 and 0 <= end <= 24 and start != end:
            values: dict[str, Value] = {"hours_from": start, "hours_to": end}
            yield Fact("hours", found.start(), found.end(), values)


def _hour(found: re.Match[str], name: str) -> int:
    hour = int(found[name])
    if found[f"{name}m"] == "pm" and hour < 12:
        return hour + 12
    return hour
