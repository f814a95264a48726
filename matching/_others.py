"""People a text tells of who are not the one that writes: those taught, led or looked after."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching._letters import aligned, pattern
from matching.extraction import Mention

_BEFORE = pattern(
    r"(?<!\w)(?:обуча\w*|обучил\w*|учу|учил\w*|научил\w*|настав\w*|руковод\w*|управля\w*"
    r"|train(?:s|ed|ing)?|teach(?:es|ing)?|taught|coach\w*|mentor\w*|supervis\w*|manag(?:e|ed|es|ing)"
    r"|led|leading|in charge of|helping|помога\w*|помощ\w*)"
    r"(?:\s+(?:of|the|my|new|all|нов\w+|молод\w+|наш\w*|other|за|над|бригад\w+|команд\w+"
    r"|to|with|a|team|group|\d+)){0,4}\s*$"
)
_AFTER = pattern(
    r"\s*(?:(?:га|ge|ga|га|ге|ко|کو|کی|کے|ka|জনের|জনকে|to)\s+)?(?:\S+\s+){0,2}?"
    r"(?:уйрот\w*|окут\w*|башкар\w*|o'rgat\w*|урганат\w*|ургат\w*|boshqar\w*|бошкар\w*|o'qit\w*"
    r"|ট্রেনিং|প্রশিক্ষণ|শেখা\w*|শিখা\w*|পরিচালনা|سکھا\w*|ٹریننگ|تربیت|نگرانی|سنبھال\w*)"
)
_REACH = 40
_STOP = re.compile(r"[,.;:!?\n\u0964\u060c\u06d4]")


def of_others(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that are the object of teaching or leading: "обучала новых швей"."""
    flat = aligned(text)
    found = []
    for mention in mentions:
        before = _STOP.split(flat[max(0, mention.start - _REACH) : mention.start])[-1]
        after = _STOP.split(flat[mention.end : mention.end + _REACH])[0]
        if _BEFORE.search(before) or _AFTER.match(after):
            found.append(mention)
    return found
