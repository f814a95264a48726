"""How gunicorn serves the site; HOST, PORT and WEB_CONCURRENCY are honoured."""

import gc
import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 30
max_requests = 20_000
max_requests_jitter = 2_000
preload_app = True
accesslog = os.environ.get("IYNE_ACCESS_LOG") or None
loglevel = os.environ.get("IYNE_LOG_LEVEL", "warning")


def when_ready(server):
    """Build the engine once, before the workers are forked, so that they share its memory."""
    from recruit.extensions import db
    from recruit.services.matching import warm_up

    app = server.app.wsgi()
    gc.disable()
    with app.app_context():
        warm_up()
        db.session.remove()
        db.engine.dispose()
    # What is built now stays: frozen, it is neither searched for garbage nor copied by workers.
    gc.freeze()
    gc.enable()
