"""Which mentions a clause denies: "без жилья", "опыт не нужен", "অভিজ্ঞতা লাগবে না"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matching._letters import pattern
from matching.text import Token, normal_words

_FORWARD = normal_words("без without no except excluding кроме ни bez bezi بغیر سوائے ছাড়া")
_NOT = normal_words(
    "не not never don't dont doesn't didn't didnt can't cant cannot won't isn't haven't "
    "ne nikogda никогда"
)
_BACKWARD = normal_words(
    "жок yo'q йук yoq нет net нету emas эмас эмес "
    "নেই না নয় নাই নি নহে লাগবেনা পারিনা জানিনা করিনি করিনাই নেইনি চালাইনি "
    "نہیں نہی نہ nahi nahin nai na নাহ башка ташкары tashqari ташқари ব্যতীত বাদে علاوہ"
)
_DENYING = re.compile(
    r"(?:эмес|эмас|emas|кереги жок|жокм|жокп|элекм|элекп|элекс)\w*$|элек$"
    r"|\w{2,}[бп][аеоу](?:й(?:м|мын|мин|мун|быз|биз|буз|т|сын|сын|сиз|суз)|йт\w*"
    r"|ган\w*|ген\w*|гон\w*|дым|дим|дум|дык|дик|ды|ди|сын|син|сун)$"
    r"|\w{2,}(?:ма|ma)(?:й(?:ман|миз|ди|сиз|сан)|y(?:man|miz|di|siz|san)|ган\w*|gan\w*|дим|dim"
    r"|дик|dik|ди|di|син|sin|с|s)$"
    r"|.{2,}(?:[িই]নি|িনাই)$"
)
_LACKING = ("siz", "сиз", "сыз", "суз")
_NEEDS = (
    "нуж", "треб", "обяз", "надо", "важ", "име", "треу", "required", "needed", "necessary", "need",
    "mandatory", "includ", "provid", "предост", "предусм", "appl", "звон", "беспок", "allowed",
    "given", "paid", "nuzh", "treb", "obyaz", "вклю", "оплач", "дае", "сто", "бер", "возм",
)  # fmt: skip
_NOT_A_DENIAL = normal_words(
    "менее ниже более выше только меньше больше позднее раньше старше младше less only just "
    "later more than below under но"
)
_QUESTION = normal_words("or или же либо yoki ёки বা یا")
_ANSWER = normal_words("нет жок yo'q йук yoq no না نہیں ne")
"""Alone after what is named: "Оверлок? Нет." """
_LESS = normal_words("кем кам kam ашык ортик ortiq কম کم")
_AND = normal_words("и или да and or nor ни жана же va yoki эмес ва ёки ও এবং বা اور یا")
_BUT = normal_words("но а зато however but бирок lekin лекин но কিন্তু তবে مگر لیکن ammo аммо только")
_TYPED_RUSSIAN = frozenset(["ne", "nikogda"])
_REACH = 3
_VERB_LAST_REACH = 5


_LEARNING = pattern(
    r"(?:науч|выуч|освоить|изучить|обучи?ться|учиться|learn|уйронг|уйронуу|o'rgan(?:moq|ish)|урган"
    r"(?:мок|иш)|শিখতে|শেখার|শিখার|سیکھنا|سیکھنے)"
)
_WISHING = pattern(
    r"(?:хочу|хотел|желаю|мечта|планиру|готов|want|wish|like|willing|кел|каала|xohla|istay|moqchi"
    r"|хохла|истай|চাই|ইচ্ছ|চাহ|چاہ|خواہش|شوق)"
)
_TRIED = re.compile(r"(?:примен|использ|пользов|работа|пробова|сидел|касал|tried|used|touch|work)")
_ON = normal_words("на в с по про о об об at on with the a")
_WISH_REACH = 4


def negated(
    words: Sequence[Token],
    spans: Sequence[tuple[int, int]],
    begins: frozenset[int] = frozenset([0]),
) -> set[int]:
    """The indices of spans (pairs of word positions, end excluded, in order) that are denied.

    ``begins`` are the positions of words that begin a sentence.
    """
    inside = {at for start, end in spans for at in range(start, end)}
    starts = {start: n for n, (start, _) in enumerate(spans)}
    ends = {end - 1: n for n, (_, end) in enumerate(spans)}
    denied: set[int] = set()
    for at, word in enumerate(words):
        if at in inside:
            continue
        if word.text in _ANSWER and at - 1 in ends and word.hard and _closes(words, at):
            denied.add(ends[at - 1])
        elif word.text in _FORWARD or word.text in _NOT:
            if _is_no_denial(words, at):
                continue
            first, way = _denied(words, starts, ends, at)
            if first is None and _tried_alone(words, at, begins):
                first, way = _last_before(ends, at, begins), -1
            if first is not None:
                denied.add(first)
                denied |= _joined(words, spans, first, way)
                if way < 0:
                    denied |= _whole_list(words, spans, first, begins)
        elif word.text in _BACKWARD or _DENYING.match(word.text):
            before = words[at - 1].text if at else ""
            if before in _LESS or before in _QUESTION:
                continue
            back = _before(words, ends, at, _VERB_LAST_REACH)
            if back is not None:
                denied.add(back)
                denied |= _joined(words, spans, back, -1)
                denied |= _whole_list(words, spans, back, begins)
        elif _LEARNING.match(word.text) and _wished(words, at):
            ahead = _after(words, starts, at)
            back = _before(words, ends, at, _VERB_LAST_REACH)
            first = back if ahead is None else ahead
            if first is not None:
                denied.add(first)
                denied |= _joined(words, spans, first, -1 if ahead is None else 1)
    return denied


def _wished(words: Sequence[Token], at: int) -> bool:
    """Whether to learn is only a wish: what one wants to learn one does not know yet."""
    near = range(max(0, at - _WISH_REACH), min(len(words), at + _WISH_REACH))
    own = words[at].text
    return own.endswith(("chiman", "чиман")) or any(_WISHING.match(words[n].text) for n in near)


def _tried_alone(words: Sequence[Token], at: int, begins: frozenset[int]) -> bool:
    """ "Про AQL слышала, не применяла": a clause that only says it was not done."""
    if not words[at].hard or at in begins or at + 1 >= len(words):
        return False
    end = at + 2 >= len(words) or words[at + 2].hard
    return end and _TRIED.match(words[at + 1].text) is not None


def _last_before(ends: dict[int, int], at: int, begins: frozenset[int]) -> int | None:
    """The last span before a place in its sentence."""
    for step in range(at - 1, -1, -1):
        if step in ends:
            return ends[step]
        if step in begins:
            return None
    return None


def _whole_list(
    words: Sequence[Token], spans: Sequence[tuple[int, int]], last: int, begins: frozenset[int]
) -> set[int]:
    """The rest of a list that its sentence begins with and "and" closes: "На оверлоке, распошиве
    и петельной не работала"."""
    found: set[int] = set()
    closed = False
    here = last
    while here:
        between = words[spans[here - 1][1] : spans[here][0]]
        comma = any(word.hard for word in words[spans[here - 1][1] : spans[here][0] + 1])
        if any(word.text not in _AND and word.text not in _ON for word in between):
            return set()
        if any(at in begins for at in range(spans[here - 1][1], spans[here][0] + 1)):
            break
        closed = closed or any(word.text in _AND for word in between)
        if not closed or not (comma or any(word.text in _AND for word in between)):
            return set()
        here -= 1
        found.add(here)
    start = spans[here][0]
    while start not in begins and start and words[start - 1].text in _ON:
        start -= 1
    return found if start in begins else set()


def lacks(word: str) -> bool:
    """Whether a normal word of Kyrgyz or Uzbek ends in "without"."""
    return word.endswith(_LACKING)


def _is_no_denial(words: Sequence[Token], at: int) -> bool:
    """ "не менее", "paid or not" """
    after = words[at + 1].text if at + 1 < len(words) and not words[at + 1].hard else ""
    return after in _NOT_A_DENIAL or (at > 0 and words[at - 1].text in _QUESTION and not after)


def _denied(
    words: Sequence[Token], starts: dict[int, int], ends: dict[int, int], at: int
) -> tuple[int | None, int]:
    """What "no" or "not" denies, and which way it lies: "не шью юбки", "юбки не шью"."""
    ahead = _after(words, starts, at)
    if words[at].text in _FORWARD:
        return ahead, 1
    after = words[at + 1].text if at + 1 < len(words) else ""
    need = after.startswith(_NEEDS)
    english = words[at].text.isascii() and words[at].text not in _TYPED_RUSSIAN
    if english and ahead is not None and not need:
        return ahead, 1
    begins = at == 0 or words[at].hard or words[at - 1].text in _AND
    if need or not (begins or (at + 1 in starts and not _closes(words, at + 1))):
        back = _before(words, ends, at, _REACH)
        if back is not None:
            return back, -1
    return ahead, 1


def _closes(words: Sequence[Token], at: int) -> bool:
    """Whether a word is the last of its clause: what "поло не шью" denies stands before."""
    return at + 1 >= len(words) or words[at + 1].hard


def _after(words: Sequence[Token], starts: dict[int, int], at: int) -> int | None:
    for step in range(at + 1, min(at + 2 + _REACH, len(words))):
        if words[step].hard or words[step].text in _BUT:
            return None
        if step in starts:
            return starts[step]
    return None


def _before(words: Sequence[Token], ends: dict[int, int], at: int, reach: int) -> int | None:
    for step in range(at - 1, max(-1, at - 2 - reach), -1):
        if words[step + 1].hard or words[step].text in _BUT:
            return None
        if step in ends:
            return ends[step]
    return None


def _joined(
    words: Sequence[Token], spans: Sequence[tuple[int, int]], first: int, way: int
) -> set[int]:
    """Mentions joined to the first by nothing but "and" or "or"."""
    found: set[int] = set()
    here = first
    while 0 <= here + way < len(spans):
        left, right = sorted((here, here + way))
        between = words[spans[left][1] : spans[right][0]]
        if not between or any(w.text not in _AND for w in between):
            break
        if any(w.hard for w in words[spans[left][1] : spans[right][0] + 1]):
            break
        here += way
        found.add(here)
    return found
