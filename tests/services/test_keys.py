"""API keys: shown once, kept as a hash, ended at once."""

import datetime as dt

import pytest
from sqlalchemy import select

from recruit.errors import Forbidden, Invalid
from recruit.models import Actor, ActorKind, ApiKey, Employer
from recruit.services import keys
from tests.factories import NOON, actor_of, make_employer, make_key, make_member


def test_an_administrator_makes_a_key_that_stands_for_its_agency(session):
    key, text = keys.create("Silk Road Staff", "bulk", actor=keys.OPERATOR, now=NOON)

    actor = keys.key_actor(text, now=NOON)

    assert actor.kind is ActorKind.RECRUITER
    assert actor.employer_ids == {key.employer_id}
    assert text.startswith(f"iyne_{key.prefix}_")
    assert text not in repr([vars(row) for row in session.scalars(select(ApiKey))])


def test_a_second_key_for_an_agency_belongs_to_the_same_agency(session):
    first, _ = keys.create("Silk Road Staff", "bulk", actor=keys.OPERATOR, now=NOON)
    second, _ = keys.create("Silk Road Staff", "night", actor=keys.OPERATOR, now=NOON)

    assert first.employer_id == second.employer_id
    assert len(session.scalars(select(Employer)).all()) == 1


def test_a_revoked_key_stands_for_nobody_from_that_moment(session):
    key, text = make_key(session)

    keys.revoke(key.id, actor=keys.OPERATOR, now=NOON)

    assert keys.key_actor(text, now=NOON) is None


def test_an_expired_key_stands_for_nobody(session):
    _, text = make_key(session, expires_at=NOON)

    assert keys.key_actor(text, now=NOON - dt.timedelta(seconds=1)) is not None
    assert keys.key_actor(text, now=NOON) is None


def test_an_employer_cannot_make_list_or_revoke_keys(session):
    member = actor_of(session, make_member(session, make_employer(session)))
    key, _ = make_key(session)

    for attempt in (
        lambda: keys.create("A", "b", actor=member, now=NOON),
        lambda: keys.listed(actor=member),
        lambda: keys.revoke(key.id, actor=member, now=NOON),
        lambda: keys.listed(actor=Actor()),
    ):
        with pytest.raises(Forbidden):
            attempt()


def test_a_key_without_a_name_is_refused_at_both_fields(session):
    with pytest.raises(Invalid) as refused:
        keys.create(" ", "🧵", actor=keys.OPERATOR, now=NOON)

    assert [f.field for f in refused.value.faults] == ["agency", "label"]
