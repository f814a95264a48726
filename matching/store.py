"""The index's files: a directory a generation, readable without running code.

::

    PATH/current.json           {"generation": "generation-7"}: replaced in one step
    PATH/generation-7/*.npy     a file a column, opened as a memory map
    PATH/generation-7/texts.json    ids, claim ids, names
    PATH/generation-7/about.json    format, salt, closeness rows
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from matching._table import ProfileTable

FORMAT = 1


def write(path: Path, table: ProfileTable, about: Mapping[str, Any]) -> None:
    """Write a new generation, make it current, and remove those before it.

    Whoever opened an older one keeps reading it. One writer at a time.
    """
    path.mkdir(parents=True, exist_ok=True)
    number = 1 + max((_number(old) for old in path.glob("generation-*")), default=0)
    made = Path(tempfile.mkdtemp(dir=path, prefix="writing-"))
    for name, column in table.columns.items():
        np.save(made / f"{name}.npy", column, allow_pickle=False)
    texts = {
        "ids": list(table.ids),
        "claim_ids": list(table.claim_ids),
        "names": list(table.names),
    }
    _write_json(made / "texts.json", texts)
    _write_json(made / "about.json", {"format": FORMAT, **about})
    generation = path / f"generation-{number}"
    made.rename(generation)
    pointer = path / "current.json.new"
    _write_json(pointer, {"generation": generation.name})
    pointer.replace(path / "current.json")
    for old in [*path.glob("generation-*"), *path.glob("writing-*")]:
        if old != generation:
            shutil.rmtree(old)


def read(path: Path) -> tuple[ProfileTable, dict[str, Any]]:
    """The current generation: its table, memory-mapped, and what was written about it.

    Raises
    ------
    FileNotFoundError
        If there is no index at ``path``.
    ValueError
        If it was written in another format.
    """
    current = json.loads((path / "current.json").read_bytes())
    generation = path / Path(str(current["generation"])).name
    about = json.loads((generation / "about.json").read_bytes())
    if about.get("format") != FORMAT:
        raise ValueError(f"the index is of format {about.get('format')}, not {FORMAT}: build it")
    texts = json.loads((generation / "texts.json").read_bytes())
    columns = {
        file.stem: np.load(file, mmap_mode="r", allow_pickle=False)
        for file in generation.glob("*.npy")
    }
    return ProfileTable(texts["ids"], texts["names"], columns, texts["claim_ids"]), about


def _number(generation: Path) -> int:
    digits = generation.name.removeprefix("generation-")
    return int(digits) if digits.isdigit() else 0


def _write_json(file: Path, content: object) -> None:
    with file.open("w", encoding="utf-8") as out:
        json.dump(content, out)
        out.flush()
        os.fsync(out.fileno())
