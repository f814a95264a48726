"""The timetable: huey with SQLite by default, with Redis where there is one."""

from __future__ import annotations

import datetime as dt

from flask import Flask
from huey import RedisHuey, SqliteHuey, crontab
from huey.api import Huey

from recruit.config import Settings
from recruit.services import (
    candidate_files,
    deletion,
    matching,
    rankings,
    sign_in,
    throttle,
    vacancies,
    vocabulary_queue,
)
from recruit.services.files import store


def make_huey(app: Flask) -> Huey:
    """The queue of an application, with its periodic tasks."""
    settings: Settings = app.config["SETTINGS"]
    if settings.redis_url:
        huey = RedisHuey("iyne", url=settings.redis_url)
    else:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        huey = SqliteHuey("iyne", filename=str(settings.data_dir / "queue.sqlite3"))

    @huey.periodic_task(crontab(minute="*"))
    def expire_vacancies() -> int:
        with app.app_context():
            return vacancies.expire_due(now=_now())

    @huey.periodic_task(crontab(minute="17"))
    def forget_finished_sign_ins() -> int:
        with app.app_context():
            return sign_in.forget_finished(now=_now())

    @huey.periodic_task(crontab(minute="27"))
    def forget_old_tries() -> int:
        with app.app_context():
            return throttle.forget_old(now=_now())

    @huey.periodic_task(crontab(minute="37"))
    def erase_accounts() -> int:
        with app.app_context():
            return deletion.erase_due(now=_now())

    @huey.periodic_task(crontab(minute="47"))
    def sweep_files() -> int:
        with app.app_context():
            return candidate_files.sweep(store.folder_in(settings.data_dir), now=_now())

    @huey.periodic_task(crontab(minute="57"))
    def forget_unheld_words() -> int:
        with app.app_context():
            return vocabulary_queue.forget_unheld(now=_now())

    @huey.periodic_task(crontab(minute="7"))
    def purge_old_rankings() -> int:
        with app.app_context():
            return rankings.purge_old(settings.ranking_days, now=_now())

    @huey.periodic_task(crontab(minute="12"))
    def forget_changes_of_gone() -> int:
        with app.app_context():
            return matching.forget_gone(now=_now())

    return huey


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
