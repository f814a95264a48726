"""One small world: one actor of each kind, and what belongs to them."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

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
    make_form,
    make_key,
    make_member,
    make_user,
    make_vacancy,
)
from tests.ranking_rows import make_model, make_ranking


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
    form = make_form(session, "зюзюблик", public)
    ranking, model = make_ranking(session, open_, public), make_model(session)
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
            "form_id": {"": form.id},
            "ranking_id": {"": ranking.id},
            "model_id": {"": model.id},
        },
    )
