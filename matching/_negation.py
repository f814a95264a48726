"""Which mentions a clause denies: "без жилья", "опыт не нужен", "অভিজ্ঞতা লাগবে না"."""

from __future__ import annotations

from collections.abc import Sequence

from matching.text import Token, normal_words

_FORWARD = normal_words("без without no except кроме ни bez بغیر")
_NOT = normal_words("не not don't dont doesn't")
_BACKWARD = normal_words(
    "жок yo'q йук নেই না নয় লাগবেনা নাই نہیں نہی emas эмес bilmayman билбейм билмайман "
    "нет yoq nahi nahin nai na қилмасин qilmasin"
)
_NEEDS = (
    "нуж", "треб", "обяз", "надо", "важ", "име", "треу", "required", "needed", "necessary", "need",
    "mandatory", "includ", "provid", "предост", "предусм",
    "appl",
    "звон",
    "беспок",
)  # fmt: skip
_NOT_A_DENIAL = normal_words(
    "менее ниже более выше только меньше больше позднее раньше старше младше less only just "
    "later more than"
)
_LESS = normal_words("кем кам kam ашык ортик ortiq কম کم")
_AND = normal_words("и или да and or nor ни жана же va yoki эмес ва ёки ও এবং বা اور یا")
_BUT = normal_words("но а зато however but бирок lekin лекин но কিন্তু তবে مگر لیکن")
_REACH = 3


def negated(words: Sequence[Token], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The indices of spans (pairs of word positions, end excluded, in order) that are denied."""
    inside = {at for start, end in spans for at in range(start, end)}
    starts = {start: n for n, (start, _) in enumerate(spans)}
    ends = {end - 1: n for n, (_, end) in enumerate(spans)}
    denied: set[int] = set()
    for at, word in enumerate(words):
        if at in inside:
            continue
        if word.text in _FORWARD or word.text in _NOT:
            after = words[at + 1].text if at + 1 < len(words) else ""
            if after in _NOT_A_DENIAL:
                continue
            need = after.startswith(_NEEDS)
            back = _before(words, ends, at) if word.text in _NOT and need else None
            ahead = None if back is not None else _after(words, starts, at)
            if back is None and ahead is None and word.text in _NOT and at + 1 not in inside:
                back = _before(words, ends, at)
            first = back if back is not None else ahead
            if first is None:
                continue
            denied.add(first)
            denied |= _joined(words, spans, first, -1 if back is not None else 1)
        elif word.text in _BACKWARD and not (at and words[at - 1].text in _LESS):
            back = _before(words, ends, at)
            if back is not None:
                denied.add(back)
                denied |= _joined(words, spans, back, -1)
    return denied


def _after(words: Sequence[Token], starts: dict[int, int], at: int) -> int | None:
    for step in range(at + 1, min(at + 2 + _REACH, len(words))):
        if words[step].hard or words[step].text in _BUT:
            return None
        if step in starts:
            return starts[step]
    return None


def _before(words: Sequence[Token], ends: dict[int, int], at: int) -> int | None:
    for step in range(at - 1, max(-1, at - 2 - _REACH), -1):
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
