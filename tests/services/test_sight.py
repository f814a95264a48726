"""Whom the index shows an actor is whom the rules let them see, one by one."""

import pytest
from sqlalchemy import select

from recruit.models import Actor, ActorKind, Application, Candidate, EmployerKind, Stage, Visibility
from recruit.permissions import can_see_candidate
from recruit.services.matching import engine, pool
from recruit.services.matching.in_force import model_in_force
from recruit.services.matching.ranking import posting_of
from recruit.services.matching.sight import sight_of
from tests.factories import NOON, make_candidate, make_employer, make_vacancy


@pytest.mark.parametrize("kind", ActorKind)
def test_the_index_shows_each_kind_of_actor_whom_the_rules_let_them_see(session, kind):
    mine, other = make_employer(session), make_employer(session, "Иной цех")
    agency = make_employer(session, "Агентство", kind=EmployerKind.AGENCY)
    vacancy = make_vacancy(session, mine, "overlock_machine", occupation_id=None)
    elsewhere = make_vacancy(session, other, "overlock_machine", occupation_id=None)
    for visibility in Visibility:
        for to, stage in ((vacancy, Stage.NEW), (vacancy, Stage.WITHDRAWN), (elsewhere, Stage.NEW)):
            who = make_candidate(session, None, "overlock_machine", visibility=visibility)
            apply(session, who, to, stage)
        make_candidate(session, None, "overlock_machine", visibility=visibility)
        make_candidate(
            session, None, "overlock_machine", visibility=visibility,
            agency_id=agency.id, reference=visibility.value,
        )  # fmt: skip
    employers = {ActorKind.EMPLOYER: {mine.id}, ActorKind.RECRUITER: {agency.id}}
    actor = Actor(kind, employer_ids=frozenset(employers.get(kind, ())))

    found = engine.engine(session)
    posting = posting_of(vacancy, found.rates, model_in_force(session))
    best, apart, open_count, blocked_count = pool.pool(session, found).search(
        session, posting, sight_of(session, actor), open_limit=100, blocked_limit=100
    )

    applied = set(
        session.scalars(
            select(Application.candidate_id).where(
                Application.vacancy_id == vacancy.id, Application.stage != Stage.WITHDRAWN
            )
        )
    )
    allowed = {
        str(candidate.id)
        for candidate in session.scalars(select(Candidate))
        if can_see_candidate(
            actor,
            candidate,
            applied=kind is ActorKind.EMPLOYER and candidate.id in applied,
        )
    }
    assert {match.profile_id for match in (*best, *apart)} == allowed
    assert open_count + blocked_count == len(allowed) > 0


def apply(session, candidate, vacancy, stage):
    session.add(
        Application(
            candidate_id=candidate.id,
            vacancy_id=vacancy.id,
            stage=stage,
            score=0,
            created_at=NOON,
            updated_at=NOON,
        )
    )
    session.commit()
