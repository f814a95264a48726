"""Every route answers every kind of actor as `tests.system.route_table` says."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask

from recruit.extensions import db
from recruit.models import Role
from recruit.services import sign_in
from tests.factories import NOON, make_user, signed_in, token_of
from tests.system.route_table import ROLES, ROWS
from tests.system.world import make_world

BODIES: dict[str, dict[str, object]] = {
    "employer.move": {"stage": "screening"},
    "employer.weights": {"skill": "70"},
    "api_vacancies.change": {"headcount": 2},
    "api_candidates.change": {"headline": "Overlock"},
}


def address(app: Flask, world: SimpleNamespace, endpoint: str, which: str) -> str:
    (rule,) = {r.rule: r for r in app.url_map.iter_rules(endpoint)}.values()
    values = {
        name: world.ids[name][which if which in world.ids[name] else ""] for name in rule.arguments
    }
    with app.test_request_context():
        return app.url_for(endpoint, **values)


def ask(
    app: Flask, world: SimpleNamespace, role: str, method: str, endpoint: str, which: str
) -> int:
    """The status a role gets, in a browser of its own or as a program."""
    target = address(app, world, endpoint, which)
    body = BODIES.get(endpoint, {})
    client = app.test_client() if role not in world.users else signed_in(app, world.users[role])
    headers = {"Authorization": f"Bearer {world.key}"} if role == "recruiter key" else {}
    if target.startswith("/api/"):
        sent = {} if method == "GET" else {"json": body}
    else:
        sent = {} if method == "GET" else {"data": {"csrf_token": token_of(client, "/"), **body}}
    with client.open(target, method=method, headers=headers, **sent) as answer:
        return answer.status_code


@pytest.mark.parametrize(("method", "named"), ROWS)
def test_a_route_answers_each_role_as_written(app, session, method, named):
    world = make_world(session)
    endpoint, _, which = named.partition("/")
    connection = db.engines[None]

    answers = []
    for role in ROLES:
        point = connection.begin_nested()
        answers.append(ask(app, world, role, method, endpoint, which))
        db.session.remove()
        point.rollback()

    assert dict(zip(ROLES, answers, strict=True)) == dict(
        zip(ROLES, ROWS[method, named], strict=True)
    )


def test_every_route_has_a_row(site):
    routes = {
        (method, rule.endpoint)
        for rule in site.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    written = {(method, named.partition("/")[0]) for method, named in ROWS}

    assert written == routes


def test_who_withdrew_a_sign_in_is_a_stranger(app, session):
    user = make_user(session, Role.ADMINISTRATOR)
    client = signed_in(app, user)
    assert client.get("/admin/keys").status_code == 200

    sign_in.forget_finished(now=NOON.replace(year=2100))

    assert client.get("/admin/keys").status_code == 302
