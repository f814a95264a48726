"""The index's files: a directory a generation, readable without running code.

::

    PATH/current.json             the generation and the CRC-32 of its about.json: replaced at once
    PATH/generation-7/*.npy       a file a column, opened as a memory map
    PATH/generation-7/about.json  format, names, closeness, and each file's length and CRC-32
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 5
_BLOCK = 1 << 18

Column = npt.NDArray[Any]


class DamagedIndex(ValueError):
    """A file of an index is missing, cut short, changed, or of another format: build it anew."""


def write(path: Path, columns: Mapping[str, Column], about: Mapping[str, Any]) -> Path:
    """Write a new generation, make it current, and remove those before it.

    Whoever opened an older one keeps reading it. One writer at a time. If anything fails (a full
    disk), what was current stays so and nothing half-written is left.
    """
    path.mkdir(parents=True, exist_ok=True)
    number = 1 + max((_number(old) for old in path.glob("generation-*")), default=0)
    made = Path(tempfile.mkdtemp(dir=path, prefix="writing-"))
    try:
        files: dict[str, list[int]] = {}
        for name, column in columns.items():
            file = made / f"{name}.npy"
            with file.open("wb") as out:
                np.save(out, column, allow_pickle=False)
                out.flush()
                os.fsync(out.fileno())
            files[file.name] = [file.stat().st_size, _crc(file)]
        _write_json(made / "about.json", {"format": FORMAT, "files": files, **about})
        generation = path / f"generation-{number}"
        made.rename(generation)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    pointer = path / "current.json.new"
    _write_json(pointer, {"generation": generation.name, "crc": _crc(generation / "about.json")})
    pointer.replace(path / "current.json")
    _sync(path)
    for old in [*path.glob("generation-*"), *path.glob("writing-*")]:
        if old != generation:
            shutil.rmtree(old, ignore_errors=True)
    return generation


def current(path: Path) -> str | None:
    """The name of the current generation; None where there is no index."""
    found = _pointer(path)
    return None if found is None else found[0]


def _pointer(path: Path) -> tuple[str, int] | None:
    try:
        said = json.loads((path / "current.json").read_bytes())
        return Path(str(said["generation"])).name, int(said["crc"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as damage:
        raise DamagedIndex(f"{path / 'current.json'} cannot be read") from damage


def note(path: Path) -> dict[str, Any]:
    """What its writer noted beside the current generation. Raises as `read` does."""
    found = _pointer(path)
    if found is None:
        raise FileNotFoundError(f"there is no index at {path}")
    about = path / found[0] / "about.json"
    try:
        noted: dict[str, Any] = _about(about, found[1])["note"]
    except DamagedIndex:
        raise
    except (OSError, ValueError, KeyError, TypeError) as damage:
        raise DamagedIndex(f"{found[0]} cannot be read: {damage}") from damage
    return noted


def read(path: Path, *, check: bool = True) -> tuple[dict[str, Column], dict[str, Any]]:
    """The current generation: its columns, memory-mapped, and what was written about it.

    With ``check`` every byte is compared with its checksum; without, only lengths are.

    Raises
    ------
    FileNotFoundError
        If there is no index at ``path``.
    DamagedIndex
        If a file is missing, cut short or changed, or if it was written in another format.
    """
    found = _pointer(path)
    if found is None:
        raise FileNotFoundError(f"there is no index at {path}")
    generation = path / found[0]
    try:
        about = _about(generation / "about.json", found[1])
        if about["format"] != FORMAT:
            raise DamagedIndex(f"the index is of format {about['format']}, not {FORMAT}: build it")
        for file, (size, crc) in about["files"].items():
            if (generation / file).stat().st_size != size:
                raise DamagedIndex(f"{file} is cut short")
            if check and _crc(generation / file) != crc:
                raise DamagedIndex(f"{file} is not what was written")
        columns = {file.removesuffix(".npy"): _mapped(generation / file) for file in about["files"]}
    except DamagedIndex:
        raise
    except (OSError, ValueError, KeyError, TypeError) as damage:
        raise DamagedIndex(f"{generation.name} cannot be read: {damage}") from damage
    return columns, about


def _about(file: Path, crc: int) -> dict[str, Any]:
    content = file.read_bytes()
    if zlib.crc32(content) != crc:
        raise DamagedIndex("about.json is not what was written")
    about: dict[str, Any] = json.loads(content)
    return about


def _mapped(file: Path) -> Column:
    """A file's column; as a plain array, as a slice of a `memmap` costs ten times one of that."""
    return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))


def _crc(file: Path) -> int:
    crc = 0
    with file.open("rb") as content:
        while block := content.read(_BLOCK):
            crc = zlib.crc32(block, crc)
    return crc


def _number(generation: Path) -> int:
    digits = generation.name.removeprefix("generation-")
    return int(digits) if digits.isdigit() else 0


def _write_json(file: Path, content: object) -> None:
    with file.open("w", encoding="utf-8") as out:
        json.dump(content, out)
        out.flush()
        os.fsync(out.fileno())


def _sync(directory: Path) -> None:
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
