"""The worker process: huey's consumer, and threads that follow the outbox, the letters, the
vocabulary, the specialists and the nightly matches."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable

from flask import Flask

from recruit.config import Settings
from recruit.jobs import mail
from recruit.jobs.schedule import make_huey
from recruit.services import matching, nightly_matches, outbox, vocabulary_relink

logger = logging.getLogger(__name__)

PAUSE = 1.0
SETTLING = 15.0


def run(app: Flask) -> None:
    """Work until the process is told to stop."""
    stop = threading.Event()
    followers = [
        threading.Thread(target=target, args=(app, stop), name=target.__name__, daemon=True)
        for target in FOLLOWERS
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


def follow_vocabulary(app: Flask, stop: threading.Event) -> None:
    """Link what people typed to words that have become known."""
    _until(app, stop, lambda now: vocabulary_relink.relink_due(now=now), "forms not linked anew")


def follow_specialists(app: Flask, stop: threading.Event) -> None:
    """Keep this host's index of specialists in good order."""
    # The web workers make what they need when they start; two at once would be slower for both.
    stop.wait(SETTLING)
    writer = matching.IndexWriter()
    _until(app, stop, lambda _: int(writer.step()), "index not written")


def follow_nights(app: Flask, stop: threading.Event) -> None:
    """Refresh the stored matches each night; it may take long, and nobody waits for it."""
    settings: Settings = app.config["SETTINGS"]
    folder = settings.data_dir / "matches"
    _until(
        app,
        stop,
        lambda _: nightly_matches.refresh_due(folder, clock=lambda: dt.datetime.now(dt.UTC)),
        "matches not refreshed",
    )


FOLLOWERS = (follow, follow_letters, follow_vocabulary, follow_specialists, follow_nights)


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
