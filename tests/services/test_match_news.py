"""Whom new matches concern is told of them, once a day and of good ones only."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import select

from recruit.models import Application, Notification, OutboxKind, Visibility
from recruit.services import match_news, outbox
from tests.factories import (
    NOON,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)
from tests.services.test_matches_batch import DAY, people, refresh, stored


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "matches"


def test_a_specialist_who_comes_into_a_list_is_news_for_the_workshop_once_a_day(session, folder):
    employer = make_employer(session)
    member = make_member(session, employer)
    people(session, 2)
    vacancy = make_vacancy(session, employer, "overlock_machine")
    refresh(folder)
    assert match_news.tell(now=NOON) == 0

    def newcomer(hours):
        strong = make_candidate(
            session, None, ("overlock_machine", 5, 9), experience={"overlock_operator": 9}
        )
        refresh(folder, now=NOON + dt.timedelta(hours=hours))
        said = match_news.tell(now=NOON + dt.timedelta(hours=hours))
        outbox.deliver(now=NOON + dt.timedelta(hours=hours))
        return strong, said

    strong, said = newcomer(24)
    assert dict(stored(session, vacancy))[strong.id] >= match_news.STRONG
    assert said == 1
    assert newcomer(30)[1] == newcomer(31)[1] == 0
    assert newcomer(48)[1] == 1

    lines = session.scalars(select(Notification).order_by(Notification.created_at)).all()
    assert {line.user_id for line in lines} == {member.id}
    assert [line.kind for line in lines] == [OutboxKind.MATCHES_FOUND] * 2
    assert [line.payload["matches"] for line in lines] == [1, 3]
    assert lines[0].payload["vacancy_id"] == str(vacancy.id)


def test_a_vacancy_in_whose_list_a_specialist_stands_is_news_for_them_unless_they_applied(
    session, folder
):
    user = make_user(session)
    candidate = make_candidate(
        session, user, ("overlock_machine", 5, 9), experience={"overlock_operator": 9}
    )
    make_candidate(session, make_user(session), "plotter")
    fits, applied = (make_vacancy(session, None, "overlock_machine") for _ in range(2))
    session.add(
        Application(
            id=uuid.uuid4(),
            candidate_id=candidate.id,
            vacancy_id=applied.id,
            score=0,
            reasons={},
            created_at=NOON,
            updated_at=NOON,
        )
    )
    session.commit()

    refresh(folder)
    assert match_news.tell(now=NOON) == 1
    outbox.deliver(now=NOON)
    assert match_news.tell(now=NOON + DAY) == 0

    (line,) = session.scalars(select(Notification))
    assert (line.user_id, line.kind) == (user.id, OutboxKind.VACANCIES_FOUND)
    assert (line.payload["vacancies"], line.payload["vacancy_id"]) == (1, str(fits.id))


def test_whoever_has_hidden_since_is_no_news(session, folder):
    member = make_member(session, employer := make_employer(session))
    make_vacancy(session, employer, "overlock_machine")
    refresh(folder)
    candidate = make_candidate(
        session, member, ("overlock_machine", 5, 9), experience={"overlock_operator": 9}
    )
    refresh(folder, now=NOON + DAY)

    candidate.visibility = Visibility.HIDDEN
    session.commit()

    assert match_news.tell(now=NOON + DAY) == 0
