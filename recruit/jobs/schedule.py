"""The timetable: huey with SQLite by default, with Redis where there is one."""

from __future__ import annotations

import datetime as dt

from flask import Flask
from huey import RedisHuey, SqliteHuey, crontab
from huey.api import Huey

from recruit.config import Settings
from recruit.services import sign_in, vacancies


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

    return huey


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
