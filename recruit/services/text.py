"""Text as people type it, made fit to keep: whatever is stored has gone through here."""

from __future__ import annotations

import re
import unicodedata

from recruit.errors import Fault, FieldFault, fault

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters; tab and newline stay
    "\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of what follows
    "\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"  # halves of a pair: no encoding can store them
)


def clean(text: str) -> str:
    """The text in NFC without what nobody sees but a database or a page trips over.

    Joiners (U+200C, U+200D) stay, since Bengali and Urdu are written with them, and so do the
    single direction marks (U+200E, U+200F), which turn nothing beyond themselves.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", text)
    return unicodedata.normalize("NFC", text).strip()


def readable(text: str) -> bool:
    """Whether there is a letter or a digit of any script in it."""
    return any(character.isalnum() for character in text)


def check_text(
    field: str,
    value: str | None,
    *,
    minimum: int = 0,
    maximum: int,
    faults: list[FieldFault],
    required: bool = False,
) -> str:
    """The cleaned text; what is wrong with it is added to ``faults``.

    An empty text that is not required is fine whatever the minimum.
    """
    text = clean(value or "")
    if not text:
        if required:
            faults.append(fault(field, Fault.REQUIRED))
    elif required and not readable(text):
        faults.append(fault(field, Fault.NOT_TEXT))
    elif len(text) < minimum:
        faults.append(fault(field, Fault.TOO_SHORT, minimum=minimum))
    elif len(text) > maximum:
        faults.append(fault(field, Fault.TOO_LONG, maximum=maximum))
    return text
