"""Reading a file's text in a process of its own, which is ended when it costs too much."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from recruit.errors import Fault
from recruit.models import FileType
from recruit.services.files import limits, refusal
from recruit.services.files.kinds import refused
from recruit.services.files.limits import ALLOWANCE, Allowance

logger = logging.getLogger(__name__)

AT_ONCE = 2
"""Files one server process reads at the same time."""

_places = threading.BoundedSemaphore(AT_ONCE)
_ROOT = str(Path(__file__).resolve().parents[3])
_START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from recruit.services.files.child import main; "
    "main(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])"
)
_FACTS: dict[str, int] = {refusal.TOO_MANY_PAGES: limits.MAX_PAGES}


@dataclass(frozen=True, slots=True)
class RawText:
    """A file's text as its parser gave it; ``cut`` says that there was more."""

    text: str
    cut: bool = False


def read(data: bytes, file_type: FileType, allowance: Allowance = ALLOWANCE) -> RawText:
    """The text of a file. Raises `Invalid` at `file` where it is refused or costs too much."""
    if not _places.acquire(timeout=allowance.wall):
        raise refused(Fault.FILE_BUSY)
    try:
        found = _answer(data, file_type, allowance)
    finally:
        _places.release()
    cause = found.get("fault")
    if cause is not None:
        logger.info("file not read", extra={"cause": cause, "file_type": file_type.value})
        raise refused(Fault(str(cause)), maximum=_FACTS.get(str(cause), 0))
    return RawText(str(found["text"]), bool(found["cut"]))


def _answer(data: bytes, file_type: FileType, allowance: Allowance) -> dict[str, object]:
    """What the process says; what it does not live to say is that the file was too hard."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        given.write(data)
        given.seek(0)
        status = _run(given, told, file_type, allowance)
        told.seek(0)
        words = told.read(limits.MAX_ANSWER)
    if status != 0:
        return {"fault": refusal.TOO_HARD}
    try:
        found = json.loads(words)
    except ValueError:
        return {"fault": refusal.DAMAGED}
    return found if isinstance(found, dict) else {"fault": refusal.DAMAGED}


def _run(given: IO[bytes], told: IO[bytes], file_type: FileType, allowance: Allowance) -> int:
    process = subprocess.Popen(  # noqa: S603
        [
            *(sys.executable, "-I", "-B", "-c", _START),
            *(_ROOT, str(allowance.memory), str(allowance.cpu), file_type.value),
        ],
        stdin=given,
        stdout=told,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    try:
        return process.wait(allowance.wall)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
