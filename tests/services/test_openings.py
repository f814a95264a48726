"""The vacancies held at hand are those of the database at every answer, in the order of ranking all
of them one by one."""

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from matching import Direction
from recruit.extensions import db
from recruit.models import (
    Actor,
    ActorKind,
    Currency,
    Employer,
    Requirement,
    RequirementImportance,
    Vacancy,
    VacancyState,
)
from recruit.queries import candidates as candidate_queries
from recruit.queries import open_vacancies as queries
from recruit.queries import vacancies as vacancy_queries
from recruit.services import matching, vacancies
from recruit.services.matching import openings
from recruit.services.matching.engine import engine
from recruit.services.matching.in_force import RULES
from recruit.services.matching.openings import OpenVacancies
from recruit.services.matching.records import posting_of, profile_of
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)

BOSS = Actor(kind=ActorKind.ADMINISTRATOR)


def a_sewer(session):
    made = make_candidate(
        session,
        make_user(session),
        ("overlock_machine", 3, 5),
        pay_wanted=50_000,
        wishes=["housing"],
        languages=["ky"],
        available_from=NOON.date(),
    )
    return candidate_queries.by_id(session, made.id)


def some_vacancies(session):
    terms = (
        {"pay_min": 30_000, "pay_max": 45_000, "housing": True},
        {"pay_min": 400, "pay_currency": Currency.USD, "floor_languages": ["ky", "ru"]},
        {"occupation_id": None, "start_on": NOON.date()},
        {"guaranteed_minimum": 20_000, "meals": True},
    )
    asked = (
        ("overlock_machine", ("coverstitch_machine", "nice")),
        (("overlock_4_thread", "must"),),
        (("sw_gerber", "must"), "overlock_machine"),
        (),
    )
    employer = make_employer(session)
    return [
        make_vacancy(session, employer, *some, **more)
        for some in asked
        for more in terms
        for _ in range(2)
    ]


def listed(candidate, **page):
    found = matching.vacancies_for(candidate.id, actor=BOSS, **page)
    return [row.vacancy.id for row in found.ranked], [row.vacancy.id for row in found.blocked]


def test_a_page_is_that_of_ranking_every_vacancy_one_by_one(session):
    some_vacancies(session)
    candidate, found = a_sewer(session), engine(session)
    postings = [
        posting_of(vacancy, found.rates, RULES)
        for vacancy in vacancy_queries.open_with_requirements(session)
    ]
    ranked = found.ranker.rank_postings(profile_of(candidate), postings, k=None)
    ready = [(posting.id, match) for posting, match in ranked if not match.blocked]
    apart = [(posting.id, match) for posting, match in ranked if match.blocked]
    assert len(ready) > 10
    assert len(apart) > 2

    whole = matching.vacancies_for(candidate.id, actor=BOSS)
    assert [(str(row.vacancy.id), row.match) for row in whole.ranked] == ready
    assert [(str(row.vacancy.id), row.match) for row in whole.blocked] == apart[:10]
    assert [row.rank for row in whole.ranked] == list(range(1, len(ready) + 1))
    assert (whole.ranked_total, whole.blocked_total) == (len(ready), len(apart))

    second = matching.vacancies_for(candidate.id, actor=BOSS, limit=5, offset=5)
    assert [(str(row.vacancy.id), row.match) for row in second.ranked] == ready[5:10]
    assert [row.rank for row in second.ranked] == [6, 7, 8, 9, 10]
    assert second.blocked == ()


def test_every_step_of_a_vacancy_is_in_the_next_answer(session):
    employer = make_employer(session)
    owner, candidate = actor_of(session, make_member(session, employer)), a_sewer(session)
    vacancy = make_vacancy(session, employer, "overlock_machine", state=VacancyState.DRAFT)
    assert listed(candidate) == ([], [])

    vacancies.publish(vacancy.id, actor=owner, now=NOON)
    assert listed(candidate) == ([vacancy.id], [])
    vacancies.pause(vacancy.id, actor=owner, now=NOON)
    assert listed(candidate) == ([], [])
    vacancies.publish(vacancy.id, actor=owner, now=NOON)
    assert listed(candidate) == ([vacancy.id], [])
    vacancies.close(vacancy.id, actor=owner, now=NOON)
    assert listed(candidate) == ([], [])


def test_an_edited_requirement_blocks_in_the_next_answer_and_a_deleted_vacancy_is_gone(session):
    made, candidate = make_vacancy(session, None, "overlock_machine"), a_sewer(session)
    before = matching.vacancies_for(candidate.id, actor=BOSS).ranked[0].match

    vacancy = vacancy_queries.by_id(session, made.id)
    vacancy.requirements.append(
        Requirement(
            position=1,
            text="Gerber",
            concept_id="sw_gerber",
            importance=RequirementImportance.MUST,
        )
    )
    vacancy.revision += 1
    session.commit()
    after = matching.vacancies_for(candidate.id, actor=BOSS)
    assert [row.match.blocked != () for row in after.blocked] == [True]
    assert (
        after.blocked[0].match
        == matching.pair(vacancy.id, candidate.id, actor=BOSS, direction=Direction.CANDIDATE).match
    )
    assert after.blocked[0].match != before
    assert (after.ranked_total, after.blocked_total) == (0, 1)

    session.execute(delete(Vacancy).where(Vacancy.id == vacancy.id))
    session.commit()
    assert listed(candidate) == ([], [])


def test_similar_vacancies_follow_as_well(session):
    employer = make_employer(session)
    owner = actor_of(session, make_member(session, employer))
    one = make_vacancy(session, employer, "overlock_4_thread")
    other = make_vacancy(session, employer, "overlock_3_thread")
    alike = [row.vacancy.id for row in matching.similar_vacancies(one.id, actor=BOSS)]
    assert alike == [other.id]

    vacancies.close(other.id, actor=owner, now=NOON)
    assert matching.similar_vacancies(one.id, actor=BOSS) == ()


def test_only_what_has_changed_is_read(session, monkeypatch):
    all_of_them = some_vacancies(session)
    held = OpenVacancies(engine(session))
    held.follow(session)
    asked = []
    read = queries.rows
    monkeypatch.setattr(queries, "rows", lambda s, ids: asked.append(ids) or read(s, ids))

    held.follow(session)
    assert asked == []
    all_of_them[3].revision += 1
    session.commit()
    held.follow(session)
    assert asked == [[all_of_them[3].id]]


def test_a_vacancy_edited_while_it_is_read_is_read_again(session, monkeypatch):
    vacancy = make_vacancy(session, None, "overlock_machine")
    profile = profile_of(a_sewer(session))
    held = OpenVacancies(engine(session))
    read = queries.rows

    def then_closed(session, ids):
        found = read(session, ids)
        session.execute(
            update(Vacancy)
            .where(Vacancy.id == vacancy.id)
            .values(state=VacancyState.CLOSED, revision=Vacancy.revision + 1)
        )
        return found

    monkeypatch.setattr(queries, "rows", then_closed)
    assert held.page(session, profile, open_limit=5, blocked_limit=5).open_count == 1
    monkeypatch.setattr(queries, "rows", read)
    assert held.page(session, profile, open_limit=5, blocked_limit=5).open_count == 0


def test_a_late_commit_is_in_the_next_answer_also_after_later_ones(site):
    """What a mark of time or of the highest number would pass over."""
    with site.app_context(), site.test_request_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("writers queue on SQLite")
        with Session(db.engine, expire_on_commit=False) as session:
            employer = make_employer(session)
            early_one, later_one = (
                make_vacancy(session, employer, "overlock_machine") for _ in range(2)
            )
            held = OpenVacancies(engine(session))
            try:
                with Session(db.engine) as early:
                    early.execute(text("SELECT pg_current_xact_id()"))
                    close(early, early_one.id)
                    close(session, later_one.id)
                    session.commit()
                    held.follow(session)
                    assert str(early_one.id) in held.ids()
                    assert str(later_one.id) not in held.ids()
                    early.commit()
                held.follow(session)
                assert str(early_one.id) not in held.ids()
            finally:
                session.rollback()
                session.execute(delete(Employer).where(Employer.id == employer.id))
                session.commit()


def close(session, vacancy_id):
    session.execute(
        update(Vacancy)
        .where(Vacancy.id == vacancy_id)
        .values(state=VacancyState.CLOSED, revision=Vacancy.revision + 1)
    )


def test_an_engine_finds_the_vacancies_already_held(session):
    found = engine(session)

    assert openings.open_vacancies(session, found) is openings.open_vacancies(session, found)
