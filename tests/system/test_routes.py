"""Every route for every kind of actor, with the expected status written down.

A route that is missing in the table fails. Rows name method, endpoint and, after a slash, which
object is meant. The objects belong to the actors of one small world:

* vacancies of employer A: ``open``, ``draft``, ``gone`` (no such vacancy); ``agency`` is a draft
  of the recruiter's agency
* the sign-in to be ended is the ``candidate``'s
* the ``candidate`` is visible only where they applied, and has applied to A's open vacancy; the
  ``public`` one is seen by all, the ``hidden`` one by nobody, the ``submitted`` one belongs to
  the recruiter's agency and is hidden too

``302`` leads somewhere: a stranger to the sign-in page, who did something to what follows. ``422``
says that the request was allowed and its empty form was not. A recruiter's key is worth nothing
on a page, a browser's sign-in nothing in the API.
"""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import pytest
from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from recruit.extensions import db
from recruit.models import (
    Application,
    EmployerKind,
    Role,
    UserSession,
    VacancyState,
    Visibility,
)
from recruit.services import sign_in
from recruit.services.files import store
from tests.factories import (
    NOON,
    make_candidate,
    make_employer,
    make_file,
    make_key,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
    token_of,
)

ROLES = (
    "anonymous",
    "candidate",
    "other candidate",
    "employer A",
    "employer B",
    "recruiter key",
    "overseer",
    "administrator",
)

TABLE = """
                                        anon  cand  other  A    B    key  over adm
GET static                              200   200   200    200  200  200  200  200
GET pages.home                          200   200   200    200  200  200  200  200
GET pages.ranking                       200   200   200    200  200  200  200  200
GET pages.healthy                       200   200   200    200  200  200  200  200
GET sitemap.robots                      200   200   200    200  200  200  200  200
GET sitemap.sitemap                     200   200   200    200  200  200  200  200
GET sitemap.part                        200   200   200    200  200  200  200  200
POST language.choose                    302   302   302    302  302  302  302  302

GET account.home                        302   302   302    302  302  302  302  302
GET account.register                    200   200   200    200  200  200  200  200
GET account.register_employer           200   200   200    200  200  200  200  200
POST account.register_employer          422   422   422    422  422  422  422  422
GET account.sign_in                     200   200   200    200  200  200  200  200
POST account.sign_in                    422   422   422    422  422  422  422  422
POST account.sign_out                   302   302   302    302  302  302  302  302
GET account.link                        200   200   200    200  200  200  200  200
POST account.use_link                   404   404   404    404  404  404  404  404
GET account.news                        302   200   200    200  200  302  200  200

GET account.code                        302   302   302    302  302  302  302  302
POST account.code                       302   302   302    302  302  302  302  302

GET recovery.ask                        200   200   200    200  200  200  200  200
POST recovery.ask                       422   422   422    422  422  422  422  422
GET recovery.sent                       200   200   200    200  200  200  200  200
GET recovery.by_code                    200   200   200    200  200  200  200  200
POST recovery.by_code                   422   422   422    422  422  422  422  422
GET recovery.link                       404   404   404    404  404  404  404  404
POST recovery.by_link                   404   404   404    404  404  404  404  404

GET security.show                       302   200   200    200  200  302  200  200
POST security.end_sign_in               302   302   404    404  404  302  404  404
POST security.end_others                302   302   302    302  302  302  302  302
GET security.password                   302   200   200    200  200  302  200  200
POST security.password                  302   422   422    422  422  302  422  422
GET security.recovery_codes             302   200   200    200  200  302  200  200
POST security.recovery_codes            302   200   200    200  200  302  200  200
GET security.deletion                   302   200   200    200  200  302  200  200
POST security.deletion                  302   302   302    302  302  302  302  302
POST security.undo_deletion             302   404   404    404  404  302  404  404

GET second_factor.show                  302   200   200    200  200  302  200  302
POST second_factor.begin                302   302   302    302  302  302  302  409
POST second_factor.confirm              302   302   302    302  302  302  302  302
GET second_factor.off                   302   302   302    302  302  302  302  200
POST second_factor.off                  302   302   302    302  302  302  302  422

GET admin.keys                          302   403   403    403  403  302  403  200
POST admin.create_key                   302   403   403    403  403  302  403  422
POST admin.revoke_key                   302   403   403    403  403  302  403  302

GET vacancies.browse                    200   200   200    200  200  200  200  200
GET vacancies.show/open                 200   200   200    200  200  200  200  200
GET vacancies.show/draft                404   404   404    200  404  404  404  200
GET vacancies.show/agency               404   404   404    404  404  404  404  200
GET vacancies.show/gone                 404   404   404    404  404  404  404  404

GET specialists.browse                  200   200   200    200  200  200  200  200
GET specialists.show/public             200   200   200    200  200  200  200  200
GET specialists.show/candidate          404   200   404    200  404  404  404  200
GET specialists.show/hidden             404   404   200    404  404  404  404  200
GET specialists.show/submitted          404   404   404    404  404  404  404  200

GET employer.desk                       302   403   403    200  200  302  403  403
GET employer.post                       302   403   403    200  200  302  403  403
POST employer.post                      302   403   403    422  422  302  403  403
GET employer.edit/open                  302   403   403    200  404  302  403  403
GET employer.edit/draft                 302   403   403    200  404  302  403  403
POST employer.edit/draft                302   403   403    422  404  302  403  403
POST employer.publish/draft             302   403   403    302  404  302  403  403
POST employer.pause/open                302   403   403    302  404  302  403  403
POST employer.close/open                302   403   403    302  404  302  403  403
POST employer.reopen/closed             302   403   403    302  404  302  403  403
GET employer.ranking/open               302   403   403    200  404  302  403  403
GET employer.ranking/draft              302   403   403    200  404  302  403  403
POST employer.weights/open              302   403   403    302  404  302  403  403
GET employer.applicants/open            302   403   403    200  404  302  403  403
GET employer.specialists_table/open     302   403   403    200  404  302  403  403
GET employer.specialists_table/draft    302   403   403    200  404  302  403  403
GET employer.applicants_table/open      302   403   403    200  404  302  403  403
POST employer.move                      302   403   403    302  404  302  403  403

GET profile.start                       200   302   302    403  403  200  403  403
POST profile.start                      422   302   302    403  403  422  403  403
GET profile.show                        302   200   200    403  403  302  403  403
GET profile.skills                      302   200   200    403  403  302  403  403
POST profile.skills                     302   422   422    403  403  302  403  403
GET profile.wishes                      302   200   200    403  403  302  403  403
POST profile.wishes                     302   302   302    403  403  302  403  403
GET profile.visibility                  302   200   200    403  403  302  403  403
POST profile.visibility                 302   302   302    403  403  302  403  403
GET profile.matches                     302   200   200    403  403  302  403  403
GET profile.applications                302   200   200    403  403  302  403  403
GET profile.apply/open                  302   302   302    403  403  302  403  403
POST profile.apply/open                 302   302   302    403  403  302  403  403
POST profile.apply/draft                302   404   404    403  403  302  403  403
GET profile.cv                          302   200   200    403  403  302  403  403
POST profile.cv                         302   422   422    403  403  302  403  403
GET profile.cv_proposals                302   200   404    403  403  302  403  403
POST profile.cv_proposals               302   422   404    403  403  302  403  403
POST profile.delete_file                302   302   404    403  403  302  403  403
GET files.download                      302   200   404    200  404  302  404  404
GET files.download/shy                  302   404   200    404  404  302  404  404
POST profile.withdraw                   302   302   404    403  403  302  403  403

GET api_docs.page                       200   200   200    200  200  200  200  200
GET api-docs.openapi_json               200   200   200    200  200  200  200  200
GET api_vacancies.listed                401   401   401    401  401  200  401  401
POST api_vacancies.create               401   401   401    401  401  422  401  401
GET api_vacancies.show/open             401   401   401    401  401  200  401  401
GET api_vacancies.show/draft            401   401   401    401  401  404  401  401
GET api_vacancies.show/agency           401   401   401    401  401  200  401  401
PATCH api_vacancies.change/open         401   401   401    401  401  403  401  401
PATCH api_vacancies.change/draft        401   401   401    401  401  404  401  401
PATCH api_vacancies.change/agency       401   401   401    401  401  200  401  401
POST api_vacancies.publish/draft        401   401   401    401  401  404  401  401
POST api_vacancies.publish/agency       401   401   401    401  401  200  401  401
POST api_vacancies.pause/open           401   401   401    401  401  403  401  401
POST api_vacancies.pause/agency         401   401   401    401  401  409  401  401
POST api_vacancies.close/open           401   401   401    401  401  403  401  401
POST api_vacancies.close/agency         401   401   401    401  401  200  401  401
GET api_vacancies.matches/open          401   401   401    401  401  200  401  401
GET api_vacancies.matches/draft         401   401   401    401  401  404  401  401
GET api_vacancies.matches/agency        401   401   401    401  401  200  401  401
GET api_candidates.listed               401   401   401    401  401  200  401  401
POST api_candidates.create              401   401   401    401  401  422  401  401
GET api_candidates.show/public          401   401   401    401  401  200  401  401
GET api_candidates.show/candidate       401   401   401    401  401  404  401  401
GET api_candidates.show/hidden          401   401   401    401  401  404  401  401
GET api_candidates.show/submitted       401   401   401    401  401  200  401  401
PATCH api_candidates.change/public      401   401   401    401  401  403  401  401
PATCH api_candidates.change/candidate   401   401   401    401  401  404  401  401
PATCH api_candidates.change/submitted   401   401   401    401  401  200  401  401
GET api_candidates.matches/public       401   401   401    401  401  200  401  401
GET api_candidates.matches/candidate    401   401   401    401  401  404  401  401
GET api_candidates.matches/submitted    401   401   401    401  401  200  401  401
POST api_match.match                    401   401   401    401  401  422  401  401
POST api_taxonomy.link                  401   401   401    401  401  422  401  401
POST api_taxonomy.mentions              401   401   401    401  401  422  401  401
GET api_taxonomy.concepts               401   401   401    401  401  200  401  401
GET api_taxonomy.concept                401   401   401    401  401  200  401  401
"""

ROWS = {
    (line.split()[0], line.split()[1]): tuple(int(status) for status in line.split()[2:])
    for line in TABLE.splitlines()[2:]
    if line.strip()
}
assert all(len(expected) == len(ROLES) for expected in ROWS.values())


def make_world(session: Session) -> SimpleNamespace:
    """One of each kind, and what belongs to them."""
    a, b = make_employer(session, "Ак-Кийим"), make_employer(session, "Тигүү")
    agency = make_employer(session, "Agency", kind=EmployerKind.AGENCY)
    open_, draft, closed = (
        make_vacancy(session, a, "overlock_machine", state=state)
        for state in (VacancyState.OPEN, VacancyState.DRAFT, VacancyState.CLOSED)
    )
    of_agency = make_vacancy(session, agency, "overlock_machine", state=VacancyState.DRAFT)
    user, other = make_user(session), make_user(session)
    candidate = make_candidate(
        session, user, "overlock_machine", visibility=Visibility.APPLIED, headline="Оверлочница"
    )
    hidden = make_candidate(session, other, "overlock_machine", visibility=Visibility.HIDDEN)
    public = make_candidate(session, None, "overlock_machine")
    submitted = make_candidate(
        session,
        None,
        "overlock_machine",
        agency_id=agency.id,
        visibility=Visibility.HIDDEN,
    )
    application = Application(
        candidate_id=candidate.id,
        vacancy_id=open_.id,
        score=5000,
        created_at=NOON,
        updated_at=NOON,
    )
    session.add(application)
    session.commit()
    folder = store.folder_in(current_app.config["SETTINGS"].data_dir)
    cv, shy = make_file(session, candidate, folder), make_file(session, hidden, folder)
    sign_in.open_session(session, user, client="", now=NOON)
    session.commit()
    sign_in_of_candidate = session.scalar(
        select(UserSession.id).where(UserSession.user_id == user.id)
    )
    spare, _ = make_key(session, agency)
    _, key = make_key(session, agency)
    return SimpleNamespace(
        users={
            "candidate": user,
            "other candidate": other,
            "employer A": make_member(session, a),
            "employer B": make_member(session, b),
            "overseer": make_user(session, Role.OVERSEER),
            "administrator": make_user(session, Role.ADMINISTRATOR),
        },
        key=key,
        ids={
            "vacancy_id": {
                "open": open_.id,
                "draft": draft.id,
                "closed": closed.id,
                "agency": of_agency.id,
                "gone": uuid.uuid4(),
            },
            "candidate_id": {
                "candidate": candidate.id,
                "public": public.id,
                "hidden": hidden.id,
                "submitted": submitted.id,
            },
            "application_id": {"": application.id},
            "file_id": {"": cv.id, "shy": shy.id},
            "key_id": {"": spare.id},
            "token": {"": "no-such-link"},
            "sign_in_id": {"": sign_in_of_candidate},
            "filename": {"": "css/site.css"},
            "number": {"": 1},
            "concept_id": {"": "overlock_machine"},
        },
    )


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
