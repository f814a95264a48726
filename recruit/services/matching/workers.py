"""Who does a batch's work: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any, Protocol

from matching import (
    Index,
    Question,
    Standing,
    answer_at,
    answer_in,
    answer_questions,
    attend,
    code_version,
    merge_answers,
    pack_shard,
)
from recruit.services.matching.engine import SALT

Answers = list[list[Standing]]
Chunk = tuple[int, Sequence[Question]]

AHEAD = 2
"""Chunks in waiting for each worker."""

TRIES = 5
"""So often a chunk is handed out when the shards sent for it are lost with the workers that held
them; what failed by an error of its own is not tried again."""


class Workers(Protocol):
    """Answers chunks of questions from the shards of one index.

    ``shards`` is how many there should be. Answers come in any order, each with its chunk's number.
    """

    @property
    def shards(self) -> int: ...

    def answers(
        self, paths: Sequence[Path], chunks: Iterator[Chunk], k: int
    ) -> Iterator[tuple[int, Answers]]: ...


class Here:
    """Processes of this machine, which share the index through the page cache; with one, the
    calling process itself."""

    shards = 1

    def __init__(self, processes: int) -> None:
        self.processes = processes

    def answers(
        self, paths: Sequence[Path], chunks: Iterator[Chunk], k: int
    ) -> Iterator[tuple[int, Answers]]:
        """Raises `concurrent.futures.process.BrokenProcessPool` if a process is killed."""
        if self.processes == 1:
            # Opened for this run only: what a process keeps open stays on the disk.
            indexes = [Index.open(path) for path in paths]
            for number, questions in chunks:
                parts = [answer_questions(index, questions, k) for index in indexes]
                yield number, merge_answers(parts, questions, k, salt=SALT)
            return
        pool = ProcessPoolExecutor(
            self.processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=attend,
            initargs=(paths,),
        )
        under_way: dict[Future[Answers], int] = {}
        try:
            while True:
                free = AHEAD * self.processes - len(under_way)
                for number, questions in itertools.islice(chunks, free):
                    under_way[pool.submit(answer_at, paths, questions, k)] = number
                if not under_way:
                    return
                for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                    yield under_way.pop(done), done.result()
        finally:
            pool.shutdown(cancel_futures=True)


class Cluster:
    """A Dask cluster: a task for each shard and chunk, one more that merges.

    Workers open the shards where they lie, in a folder that all machines see; with ``send`` they
    are sent them. Dask gives what a lost worker was doing to another; shards that were lost with
    it are sent anew.
    """

    def __init__(
        self,
        scheduler: str,
        *,
        send: bool = False,
        shards: int | None = None,
        workers: int = 1,
        patience: float = 30.0,
    ) -> None:
        """Waits until there are so many ``workers``; `OSError` or `TimeoutError` if there are not
        within ``patience`` seconds."""
        from distributed import Client

        self._client: Any = Client(scheduler, timeout=patience, set_as_default=False)
        try:
            self._client.wait_for_workers(workers, timeout=patience)
        except BaseException:
            self.close()
            raise
        self.send, self._shards = send, shards

    def close(self) -> None:
        self._client.close()

    @property
    def shards(self) -> int:
        """Unless said otherwise, one for each machine there is now: fewer are less work in all."""
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        return self._shards or len({worker["host"] for worker in workers}) or 1

    def answers(
        self, paths: Sequence[Path], chunks: Iterator[Chunk], k: int
    ) -> Iterator[tuple[int, Answers]]:
        """Raises `distributed.KilledWorker` for a task that ends every worker it is given to."""
        from distributed import as_completed

        sent: dict[Path, Any] = {}
        again: deque[tuple[Chunk, int]] = deque()
        under_way: dict[Any, tuple[Chunk, int]] = {}
        ended = as_completed(loop=self._client.loop)
        while True:
            free = max(AHEAD, AHEAD * self._threads() // len(paths) + 1) - len(under_way)
            fresh = ((chunk, 1) for chunk in itertools.islice(chunks, max(0, free - len(again))))
            for chunk, tries in [*again, *fresh]:
                future = self._submit(paths, chunk[1], k, sent)
                under_way[future] = chunk, tries
                ended.add(future)
            again.clear()
            if not under_way:
                return
            done = next(ended)
            chunk, tries = under_way.pop(done)
            try:
                found = done.result()
            except CancelledError:
                if tries == TRIES:
                    raise
                again.append((chunk, tries + 1))
                continue
            yield chunk[0], found

    def _submit(
        self,
        paths: Sequence[Path],
        questions: Sequence[Question],
        k: int,
        sent: dict[Path, Any],
    ) -> Any:
        submit, code = self._client.submit, code_version()
        parts = [
            submit(answer_in, self._sent(path, sent), questions, k, code=code, pure=False)
            if self.send
            else submit(answer_at, [str(path)], questions, k, code=code, pure=False)
            for path in paths
        ]
        return submit(merge_answers, parts, questions, k, salt=SALT, pure=False)

    def _sent(self, path: Path, sent: dict[Path, Any]) -> Any:
        """A shard as the cluster holds it; sent where it does not, or no longer."""
        if path not in sent or sent[path].status in ("cancelled", "lost"):
            sent[path] = self._client.scatter(pack_shard(path), hash=False)
        return sent[path]

    def _threads(self) -> int:
        return sum(self._client.nthreads().values()) or 1
