"""The process that reads one file: confined before it looks at a byte, ended when it is too slow.

It imports no more of the site than its own package. The file comes on standard input; on standard
output goes JSON: `{"text": ...}`, or `{"fault": ...}` where no text is given.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import sys
from collections.abc import Callable
from types import ModuleType
from typing import NoReturn

from recruit.services.files import limits, refusal
from recruit.services.files.plain import decoded
from recruit.services.files.refusal import Refusal

_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000
_DIE_WITH_PARENT = 1
_NO_NEW_PRIVILEGES = 38
_KILL = 9
_OPEN_FILES = 32


def confine(memory: int, cpu: int) -> None:
    """Take away what reading a file does not need: memory, time, files, network, privileges."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, limits.MAX_ANSWER),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.environ.clear()
    _leave_network()


def _leave_network() -> None:
    """No sockets in Python; where the system lets us, a network of our own with nothing in it."""
    for name in ("socket", "_socket"):
        module = sys.modules.setdefault(name, ModuleType(name))
        for made in ("socket", "SocketType", "create_connection", "socketpair", "fromfd"):
            setattr(module, made, _refuse)
    if not sys.platform.startswith("linux"):
        return
    system = ctypes.CDLL(None, use_errno=True)
    with contextlib.suppress(AttributeError):
        system.prctl(_DIE_WITH_PARENT, _KILL, 0, 0, 0)
        if system.unshare(_NEW_NETWORK) != 0:
            system.unshare(_NEW_USER | _NEW_NETWORK)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def _refuse(*_args: object, **_named: object) -> NoReturn:
    raise OSError("there is no network here")


def parser_of(file_type: str) -> Callable[[bytes], str]:
    """What reads files of a type; only that is imported."""
    if file_type == "pdf":
        from recruit.services.files.pdf import text_of

        return text_of
    if file_type == "txt":
        return _plain_text
    from recruit.services.files import office

    return office.docx_text if file_type == "docx" else office.odt_text


def _plain_text(data: bytes) -> str:
    text = decoded(data)
    if text is None:
        raise Refusal(refusal.DAMAGED)
    return text


def answer(parse: Callable[[bytes], str], data: bytes) -> dict[str, object]:
    """The text, cut to what is allowed, or the fault. Whatever a parser raises, the file is
    damaged for us."""
    try:
        text = parse(data)
    except Refusal as found:
        return {"fault": str(found)}
    except (MemoryError, RecursionError):
        return {"fault": refusal.TOO_HARD}
    except Exception:  # a parser's own faults have no common kind
        return {"fault": refusal.DAMAGED}
    whole = text.encode("utf-8", "ignore")
    kept = whole[: limits.MAX_TEXT].decode("utf-8", "ignore")
    return {"text": kept, "cut": len(whole) > limits.MAX_TEXT}


def main(memory: int, cpu: int, file_type: str) -> None:
    """Read standard input, answer on standard output."""
    parse = parser_of(file_type)
    confine(memory, cpu)
    data = sys.stdin.buffer.read(limits.MAX_SIZE + 1)
    sys.stdout.buffer.write(json.dumps(answer(parse, data)).encode())
    sys.stdout.flush()
