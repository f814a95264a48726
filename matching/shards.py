"""One index in several directories, each with a share of the people, and their answers as one.

A shard is an `Index` of its own, so a process on any machine can answer for it: open it by its
path, or unpack it from bytes. The answers are ids and scores without reasons, few bytes each;
merged, they are those of one index over everybody.
"""

from __future__ import annotations

import hashlib
import heapq
import io
import multiprocessing
import os
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from multiprocessing import connection
from pathlib import Path
from typing import NamedTuple

import numpy as np

from matching import store
from matching._search import Standing
from matching._table import ProfileTable
from matching.index import Index
from matching.ranking import check_k
from matching.records import Posting
from matching.scoring import hash64, tie_break, tie_seed
from matching.similarity import Closeness, TaxonomyLike

Answer = list[Standing]

OPENED = 8
"""So many shards a process keeps open; they are memory maps, so this costs addresses, not memory.
"""


class OtherCode(RuntimeError):
    """A process that runs another version of this library might answer otherwise."""


class Question(NamedTuple):
    """A posting, and of whom it is asked: those with any of the tag bits (None: everybody), and
    ``also`` these ids."""

    posting: Posting
    tags: int | None = None
    also: tuple[str, ...] = ()


def split_table(table: ProfileTable, count: int) -> list[ProfileTable]:
    """People in ``count`` tables by the hash of their id: always the same for the same people,
    and nearly of one size. Raises `ValueError` for a count below 1."""
    if count < 1:
        raise ValueError("there is at least one shard")
    if count == 1:
        return [table]
    places = table.columns["hash"] % np.uint64(count)
    return [table.take(np.flatnonzero(places == np.uint64(n))) for n in range(count)]


def build_shards(
    taxonomy: TaxonomyLike | None,
    closeness: Closeness | None,
    table: ProfileTable,
    directory: str | Path,
    count: int,
    *,
    salt: str = "",
) -> list[Path]:
    """Write ``directory/shard-0``, ``shard-1``...: an index each. Parameters are those of
    `Index.build`."""
    paths = []
    for number, part in enumerate(split_table(table, count)):
        path = Path(directory) / f"shard-{number}"
        Index.build(taxonomy, closeness, part, path, salt=salt)
        paths.append(path)
    return paths


def answer_questions(index: Index, questions: Iterable[Question], k: int = 50) -> list[Answer]:
    """The first ``k`` open people of an index for each question; nobody who is blocked."""
    return [
        index.top(asked.posting, k, blocked=False, tags=asked.tags, also=asked.also)
        for asked in questions
    ]


def answer_at(
    paths: Sequence[str | Path],
    questions: Sequence[Question],
    k: int = 50,
    *,
    code: str | None = None,
) -> list[Answer]:
    """`answer_questions` of the shards at these paths, as one; each is opened once a process.

    Raises `OtherCode` where ``code`` is not this process's `code_version`; `DamagedIndex` or
    `FileNotFoundError` as `Index.open` does.
    """
    if code is not None and code != code_version():
        raise OtherCode(f"this process runs {code_version()}, not {code}")
    indexes = [_opened(str(path), store.current(Path(path))) for path in paths]
    parts = [answer_questions(index, questions, k) for index in indexes]
    return merge_answers(parts, questions, k, salt=indexes[0].ranker.salt)


def answer_in(
    content: bytes, questions: Sequence[Question], k: int = 50, *, code: str | None = None
) -> list[Answer]:
    """`answer_at` of a shard given as the bytes of `pack_shard`."""
    return answer_at([unpack_shard(content)], questions, k, code=code)


def attend(paths: Sequence[str | Path]) -> None:
    """Make a worker process ready: it opens the shards, and ends when its parent is gone, also
    where that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()
    for path in paths:
        _opened(str(path), store.current(Path(path)))


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def merge_answers(
    parts: Sequence[Sequence[Answer]],
    questions: Sequence[Question],
    k: int = 50,
    *,
    salt: str = "",
) -> list[Answer]:
    """The answers of several shards to the same questions, as one index over everybody gives them;
    ``salt`` is that of the shards."""
    if len(parts) == 1:
        return [list(found) for found in parts[0]]
    return [
        merge_standings(found, k, posting_id=asked.posting.id, salt=salt)
        for asked, *found in zip(questions, *parts, strict=True)
    ]


def merge_standings(
    lists: Iterable[Iterable[Standing]],
    k: int | None = 50,
    *,
    posting_id: str = "",
    salt: str = "",
) -> Answer:
    """As `merge_top`, of standings."""
    check_k(k)
    seed = tie_seed(posting_id, salt)

    def key(one: Standing) -> tuple[bool, int, int, str]:
        return one.blocked, -one.score, tie_break(seed, hash64(one.profile_id)), one.profile_id

    merged = (one for standings in lists for one in standings)
    return sorted(merged, key=key) if k is None else heapq.nsmallest(k, merged, key=key)


def pack_shard(path: str | Path) -> bytes:
    """The current generation of a shard as the bytes of one file, for a machine that does not
    see its directory. Raises `FileNotFoundError` where there is none."""
    path = Path(path)
    generation = store.current(path)
    if generation is None:
        raise FileNotFoundError(f"there is no index at {path}")
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        archive.write(path / "current.json", "current.json")
        for file in sorted((path / generation).iterdir()):
            archive.write(file, f"{generation}/{file.name}")
    return into.getvalue()


def unpack_shard(content: bytes, directory: str | Path | None = None) -> Path:
    """Where `pack_shard`'s bytes lie as a shard, in a directory named by their content: written by
    who comes first, found by all others. By default in a directory of this user's beside the
    machine's other temporary files.

    Raises `PermissionError` where that directory is somebody else's.
    """
    base = Path(directory or Path(tempfile.gettempdir()) / f"iyne-shards-{os.getuid()}")
    base.mkdir(parents=True, exist_ok=True, mode=0o700)
    if base.stat().st_uid != os.getuid():
        raise PermissionError(f"{base} belongs to somebody else")
    path = base / hashlib.blake2b(content, digest_size=16).hexdigest()
    if path.exists():
        return path
    made = Path(tempfile.mkdtemp(dir=base, prefix="writing-"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(made)
        made.rename(path)
    except OSError:
        if not path.exists():
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return path


@lru_cache(1)
def code_version() -> str:
    """A hash of this library's code and its table of weights: two processes of the same one give
    the same answers."""
    folder = Path(__file__).parent
    mixed = hashlib.blake2b(digest_size=8)
    for file in sorted([*folder.glob("*.py"), folder / "data" / "weights.csv"]):
        mixed.update(file.name.encode() + b"\0" + file.read_bytes())
    return mixed.hexdigest()


@lru_cache(OPENED)
def _opened(path: str, generation: str | None) -> Index:
    """A shard, checked whole; ``generation`` tells when it has become another."""
    return Index.open(path)
