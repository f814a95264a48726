"""Sign-ins are rows that can be ended; the browser holds only a token."""

import datetime as dt

import pytest
from sqlalchemy import select

from recruit.errors import NotFound
from recruit.models import ActorKind, UserSession
from recruit.services import sign_in
from tests.factories import NOON, make_employer, make_member, make_user

DAY = dt.timedelta(days=1)


def opened(session, user, now=NOON):
    token = sign_in.open_session(session, user, client="Firefox", now=now)
    session.commit()
    return token


def test_a_token_stands_for_its_user_and_is_not_itself_stored(session):
    employer = make_employer(session)
    token = opened(session, make_member(session, employer))

    actor = sign_in.session_actor(token, now=NOON).actor

    assert actor.kind is ActorKind.EMPLOYER
    assert actor.employer_ids == {employer.id}
    assert token not in repr(session.scalars(select(UserSession.token_hash)).all())


def test_signing_out_ends_the_sign_in_at_once(session):
    token = opened(session, make_user(session))

    sign_in.sign_out(token)

    assert sign_in.session_actor(token, now=NOON) is None


def test_a_sign_in_is_over_after_a_week_without_use(session):
    token = opened(session, make_user(session))

    assert sign_in.session_actor(token, now=NOON + 8 * DAY) is None


def test_a_sign_in_in_use_lasts_a_month_and_no_longer(session):
    token = opened(session, make_user(session))

    for day in range(0, 30, 3):
        assert sign_in.session_actor(token, now=NOON + day * DAY) is not None
    assert sign_in.session_actor(token, now=NOON + 30 * DAY) is None


def test_a_link_signs_in_once(session):
    user = make_user(session)
    link = sign_in.make_link(user.id, now=NOON)

    token = sign_in.use_link(link, client="", now=NOON).token

    assert sign_in.session_actor(token, now=NOON).actor.user_id == user.id
    with pytest.raises(NotFound):
        sign_in.use_link(link, client="", now=NOON)


def test_a_link_is_over_after_a_day(session):
    link = sign_in.make_link(make_user(session).id, now=NOON)

    with pytest.raises(NotFound):
        sign_in.use_link(link, client="", now=NOON + DAY)


def test_finished_sign_ins_are_forgotten_and_others_kept(session):
    user = make_user(session)
    old, fresh = opened(session, user, NOON - 31 * DAY), opened(session, user)

    assert sign_in.forget_finished(now=NOON) == 1
    assert sign_in.session_actor(fresh, now=NOON) is not None
    assert sign_in.session_actor(old, now=NOON) is None
