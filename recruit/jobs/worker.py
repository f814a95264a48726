"""The worker process: huey's consumer, and a thread that follows the outbox."""

from __future__ import annotations

import datetime as dt
import logging
import threading

from flask import Flask

from recruit.jobs.schedule import make_huey
from recruit.services import outbox

logger = logging.getLogger(__name__)

PAUSE = 1.0


def run(app: Flask) -> None:
    """Work until the process is told to stop."""
    stop = threading.Event()
    follower = threading.Thread(target=follow, args=(app, stop), name="outbox", daemon=True)
    follower.start()
    consumer = make_huey(app).create_consumer(workers=1, worker_type="thread")
    try:
        consumer.run()
    finally:
        stop.set()
        follower.join(timeout=10)


def follow(app: Flask, stop: threading.Event) -> None:
    """Deliver the outbox as it fills; an error is logged and tried again."""
    while not stop.is_set():
        handled = 0
        try:
            with app.app_context():
                handled = outbox.deliver(now=dt.datetime.now(dt.UTC))
        except Exception:
            logger.exception("outbox not delivered")
        if not handled:
            stop.wait(PAUSE)
