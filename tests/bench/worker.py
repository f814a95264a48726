"""Memory of web workers: ``python -m tests.bench.worker INDEX POSTINGS TAGS``.

The modules are loaded and two workers forked, as gunicorn does with its application loaded ahead.
Each opens the index and answers every posting; then both read how much memory is theirs alone
(while both live, as pages of the index that one alone had mapped would count as its own).
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import pickle
import sys
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from matching import Index

WORKERS = 2


def private_bytes() -> int:
    """What would be free if this process ended."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def serve(path: str, postings: str, tags: int, ready: Barrier, answer: Connection) -> None:
    before = private_bytes()
    index = Index.open(path, check=False)
    asked = pickle.loads(Path(postings).read_bytes())  # noqa: S301
    for posting in asked:
        index.search(posting, 50, tags=tags)
    del asked
    gc.collect()
    ready.wait()
    answer.send((before, private_bytes()))
    ready.wait()


def main() -> None:
    path, postings, tags = sys.argv[1], sys.argv[2], int(sys.argv[3])
    gc.collect()
    gc.freeze()
    context = multiprocessing.get_context("fork")
    ready = context.Barrier(WORKERS)
    pipes = [context.Pipe(duplex=False) for _ in range(WORKERS)]
    workers = [
        context.Process(target=serve, args=(path, postings, tags, ready, pipe[1])) for pipe in pipes
    ]
    for worker in workers:
        worker.start()
    told = [pipe[0].recv() for pipe in pipes]
    for worker in workers:
        worker.join()
    print(json.dumps({"before": [t[0] for t in told], "after": [t[1] for t in told]}))


if __name__ == "__main__":
    main()
