"""How much a text says it needs each thing it names."""

from __future__ import annotations

from collections.abc import Sequence

from matching._attach import Layout
from matching._letters import aligned, pattern
from matching.extraction import Mention
from matching.records import Importance
from matching.text import tokens

_CUES = pattern(
    r"(?P<must>(?<!не )(?<!\w)(?:обязательн\w*|обязателен|строго|непременно|must(?: have)?|"
    r"mandatory|"
    r"compulsory|required|сөзсүз|милдеттүү|шарт|shart|albatta|majburiy|албатта|мажбурий)(?!\w)"
    r"|অবশ্যই|আবশ্যক|বাধ্যতামূলক|لازمی|لازم|ضروری)"
    r"|(?P<nice>(?<!\w)(?:желательн\w*|(?:будет |как )?плюс(?:ом)?|приветствуется|преимуществ\w*|"
    r"не обязательн\w*|preferred|preferably|nice to have|(?:is )?an? (?:plus|advantage)|advantage|"
    r"optional|desirable|bonus|артыкчылык\w*|жакшы болот|болсо жакшы|afzal\w*|yaxshi bo'lardi|"
    r"bo'lsa yaxshi|афзал\w*)(?!\w)|অগ্রাধিকার|ভালো হয়|থাকলে ভালো|ترجیح|بہتر)"
)


def importances(text: str, mentions: Sequence[Mention]) -> list[Importance]:
    """The importance of each mention: ``must`` or ``nice`` where a word by it says so."""
    flat = aligned(text)
    layout = Layout(flat, tokens(text))
    found = [Importance.ESSENTIAL] * len(mentions)
    cues = [
        (m.start(), m.end(), Importance(str(m.lastgroup)))
        for m in _CUES.finditer(flat)
        if not any(n.start <= m.start() < n.end for n in mentions if n.score == 1.0)
    ]
    since = 0
    for number, (start, end, importance) in enumerate(cues):
        sentence = layout.sentence(start)
        low, high = layout.bounds(sentence)
        low = max(low, since)
        nxt = cues[number + 1][0] if number + 1 < len(cues) else high
        chunk_start, _ = layout.chunk_bounds(start)
        before = [n for n, m in enumerate(mentions) if low <= m.start < start]
        same = [n for n in before if mentions[n].start >= chunk_start]
        after = [n for n, m in enumerate(mentions) if end <= m.start < min(high, nxt)]
        for n in (before if same and not after else same) or after or before:
            found[n] = importance
        since = end
    return found
