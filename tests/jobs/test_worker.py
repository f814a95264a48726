"""The worker delivers the outbox, keeps going after an error, and knows its timetable."""

import dataclasses
import datetime as dt
import threading

from huey import RedisHuey

from recruit.jobs import worker
from recruit.jobs.schedule import make_huey
from recruit.models import Vacancy, VacancyState
from recruit.services import outbox
from tests.factories import make_vacancy


def test_the_follower_keeps_going_after_an_error(app, monkeypatch, caplog):
    stop = threading.Event()
    calls = []

    def deliver(*, now):
        calls.append(now)
        if len(calls) == 1:
            raise RuntimeError("the database is away")
        stop.set()
        return 0

    monkeypatch.setattr(outbox, "deliver", deliver)
    monkeypatch.setattr(worker, "PAUSE", 0.01)

    worker.follow(app, stop)

    assert len(calls) == 2
    assert "outbox not delivered" in caplog.text


def test_the_timetable_looks_for_expired_vacancies_every_minute_and_the_rest_once_an_hour(app):
    huey = make_huey(app)
    try:
        at_16, at_17, at_27, at_37 = (
            {
                task.name
                for task in huey.read_periodic(dt.datetime(2026, 11, 23, 12, minute, tzinfo=dt.UTC))
            }
            for minute in (16, 17, 27, 37)
        )
    finally:
        huey.storage.close()

    assert at_16 == {"expire_vacancies"}
    assert at_17 == {"expire_vacancies", "forget_finished_sign_ins"}
    assert at_27 == {"expire_vacancies", "forget_old_tries"}
    assert at_37 == {"expire_vacancies", "erase_accounts"}


def test_a_vacancy_whose_last_day_is_past_is_expired_by_its_task(app, session):
    vacancy = make_vacancy(session, None, "overlock_machine", expires_on=dt.date(2020, 1, 1))
    huey = make_huey(app)
    try:
        (task,) = huey.read_periodic(dt.datetime(2026, 11, 23, 12, 16, tzinfo=dt.UTC))
        huey.execute(task)
    finally:
        huey.storage.close()

    session.expire_all()
    assert session.get(Vacancy, vacancy.id).state is VacancyState.EXPIRED


def test_the_queue_is_kept_in_redis_where_there_is_one(app, monkeypatch):
    settings = dataclasses.replace(app.config["SETTINGS"], redis_url="redis://127.0.0.1:6399/0")
    monkeypatch.setitem(app.config, "SETTINGS", settings)

    assert isinstance(make_huey(app), RedisHuey)
