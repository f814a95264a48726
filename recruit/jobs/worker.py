"""The worker process: huey's consumer, and threads that follow the outbox and the letters."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable

from flask import Flask

from recruit.jobs import mail
from recruit.jobs.schedule import make_huey
from recruit.services import outbox

logger = logging.getLogger(__name__)

PAUSE = 1.0


def run(app: Flask) -> None:
    """Work until the process is told to stop."""
    stop = threading.Event()
    followers = [
        threading.Thread(target=target, args=(app, stop), name=target.__name__, daemon=True)
        for target in (follow, follow_letters)
    ]
    for follower in followers:
        follower.start()
    consumer = make_huey(app).create_consumer(workers=1, worker_type="thread")
    try:
        consumer.run()
    finally:
        stop.set()
        for follower in followers:
            follower.join(timeout=10)


def follow(app: Flask, stop: threading.Event) -> None:
    """Deliver the outbox as it fills; an error is logged and tried again."""
    _until(app, stop, lambda now: outbox.deliver(now=now), "outbox not delivered")


def follow_letters(app: Flask, stop: threading.Event) -> None:
    """Send letters as they are asked for; apart from the outbox, as a mail server may be slow."""
    _until(app, stop, lambda now: mail.deliver(app, now=now), "letters not delivered")


def _until(
    app: Flask, stop: threading.Event, work: Callable[[dt.datetime], int], phrase: str
) -> None:
    while not stop.is_set():
        handled = 0
        try:
            with app.app_context():
                handled = work(dt.datetime.now(dt.UTC))
        except Exception:
            logger.exception(phrase)
        if not handled:
            stop.wait(PAUSE)
