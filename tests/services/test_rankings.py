"""Rankings are written down as they are shown, and come back exactly."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.errors import Forbidden, NotFound
from recruit.models import (
    Actor,
    ActorKind,
    Candidate,
    Claim,
    Employer,
    Ranking,
    RankingEntry,
    RankingPlace,
    Role,
    User,
    Vacancy,
    Visibility,
)
from recruit.queries import erasure
from recruit.services import deletion, matching, rankings, rankings_shown
from recruit.services.rankings import Viewer
from recruit.services.vacancy_terms import Terms
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)

LATER = NOON + dt.timedelta(hours=1)


@pytest.fixture
def vacancy(session: Session) -> Vacancy:
    return make_vacancy(
        session,
        None,
        ("overlock_4_thread", "must"),
        ("ironing", "nice"),
        start_on=dt.date(2026, 12, 1),
        pay_min=35_000,
        pay_max=50_000,
        floor_languages=["ru"],
        weights={"skill": 40.0},
    )


@pytest.fixture
def owner(session: Session, vacancy: Vacancy) -> Actor:
    return actor_of(session, member(session, vacancy))


def member(session: Session, vacancy: Vacancy) -> User:
    return make_member(session, session.get_one(Employer, vacancy.employer_id))


def people(session: Session) -> list[Candidate]:
    return [
        make_candidate(
            session,
            None,
            ("overlock_4_thread", 5, 6.0),
            ("ironing", None, None),
            experience={"overlock_operator": 4.5},
            languages=["ru"],
            pay_wanted=61_000,
            headline="Мастер",
        ),
        make_candidate(session, None, ("overlock_5_thread", 3, 2.0)),
        make_candidate(session, None, ("ironing", 4, None)),
    ]


def show(vacancy: Vacancy, actor: Actor, now: dt.datetime = NOON) -> matching.SpecialistRanking:
    found = matching.specialists_for(vacancy.id, actor=actor)
    rankings.record_specialists(found, Viewer(actor, RankingPlace.SPECIALISTS, now, "ru"))
    return found


def only(session: Session) -> Ranking:
    return session.scalars(select(Ranking)).one()


def count(session: Session, model: type[Ranking] | type[RankingEntry]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_ranking_comes_back_to_the_last_digit_after_everything_changed(session, vacancy, owner):
    best, *_ = people(session)
    found = show(vacancy, owner)
    vacancy.requirements[0].concept_id, vacancy.requirements[0].text = (
        "overlock_machine",
        "распошив",
    )
    vacancy.title, vacancy.weights, vacancy.start_on = "Другая", {"skill": 1.0}, None
    claim = session.scalars(select(Claim).filter_by(candidate_id=best.id, position=0)).one()
    claim.level = 1
    session.commit()

    again = rankings_shown.shown_again(only(session).id, actor=owner)

    shown = [*found.ranked, *found.blocked]
    assert [line.match for line in again.lines] == [row.match for row in shown]
    assert [line.rank for line in again.lines] == [1, 2, None]
    assert all(line.posting == found.posting for line in again.lines)
    assert again.title == "Швея на оверлок"
    assert again.weights["skill"] == 40.0
    assert again.weights["pay"] == matching.DEFAULT_WEIGHTS[matching.Component.PAY]
    held = again.lines[0].held[str(claim.id)]
    assert held == ("overlock_4_thread", "overlock_4_thread", 5, 6.0)
    assert again.lines[0].names["overlock_4_thread"] == matching.label("overlock_4_thread", "ru")


def test_the_log_names_viewer_time_place_and_every_version(session, vacancy, owner):
    people(session)
    found = show(vacancy, owner)

    row = only(session)

    assert (row.at, row.place, row.user_id) == (NOON, RankingPlace.SPECIALISTS, owner.user_id)
    assert (row.actor_kind, row.employer_id) == (ActorKind.EMPLOYER, vacancy.employer_id)
    assert (row.shown, row.ranked_total, row.blocked_total) == (3, 2, 1)
    assert row.taxonomy == matching.taxonomy_version()
    assert (row.closeness, row.model, row.salt) == (found.basis.closeness, "rules", "iyne")
    assert len(row.rules) == 16


def test_the_same_list_again_soon_is_counted_and_a_changed_one_is_written(session, vacancy, owner):
    first, *_ = people(session)
    show(vacancy, owner)
    show(vacancy, owner, NOON + dt.timedelta(minutes=5))
    assert count(session, Ranking) == 1
    assert (only(session).times, only(session).last_at) == (2, NOON + dt.timedelta(minutes=5))
    show(vacancy, owner, LATER)
    assert count(session, Ranking) == 2

    first.claims[0].level, first.revision = 2, first.revision + 1
    session.commit()
    show(vacancy, owner, LATER)
    assert count(session, Ranking) == 3


def test_somebody_else_who_sees_the_same_list_is_written_down_too(session, vacancy, owner):
    people(session)
    colleague = actor_of(session, member(session, vacancy))

    show(vacancy, owner)
    show(vacancy, colleague)
    assert set(session.scalars(select(Ranking.user_id))) == {owner.user_id, colleague.user_id}


def test_who_deletes_their_account_is_gone_from_the_log(session, vacancy, owner):
    user = make_user(session)
    make_candidate(session, user, ("overlock_4_thread", 5, 6.0), ("ironing", 5, 6.0))
    other = make_candidate(session, None, ("overlock_4_thread", 3, 2.0))
    own = actor_of(session, user)
    show(vacancy, owner)
    listed = matching.vacancies_for(own.candidate_id, actor=own)
    at_home = Viewer(own, RankingPlace.OWN, NOON, "ru")
    rankings.record_vacancies(listed.candidate, listed.ranked, listed.basis, at_home, (1, 0))
    user.deletion_due_at = NOON
    session.commit()

    assert deletion.erase_due(now=LATER) == 1

    session.expire_all()
    row = only(session)
    assert [e.candidate_id for e in session.scalars(select(RankingEntry))] == [other.id]
    again = rankings_shown.shown_again(row.id, actor=owner)
    assert (again.erased, [line.rank for line in again.lines]) == (1, [2])


def test_a_viewer_who_is_erased_leaves_a_ranking_without_a_name(session, vacancy, owner):
    people(session)
    show(vacancy, owner)
    session.delete(session.get_one(User, owner.user_id))
    session.commit()

    session.expire_all()
    assert only(session).user_id is None
    assert count(session, RankingEntry) == 3


def test_a_demonstration_s_profile_given_back_is_out_of_the_log(session, vacancy, owner):
    first, *_ = people(session)
    show(vacancy, owner)

    erasure.forget_person(session, first.id)
    session.commit()
    show(vacancy, owner, NOON + dt.timedelta(minutes=1))

    assert count(session, Ranking) == 2, "a list that lost somebody is not the same list"


def test_who_hides_later_is_not_told_of_again_to_the_workshop(session, vacancy, owner):
    first, *_ = people(session)
    show(vacancy, owner)
    first.visibility = Visibility.HIDDEN
    session.commit()

    to_workshop = rankings_shown.shown_again(only(session).id, actor=owner).lines[0]
    administrator = actor_of(session, make_user(session, Role.ADMINISTRATOR))
    to_office = rankings_shown.shown_again(only(session).id, actor=administrator).lines[0]

    assert (to_workshop.match, to_workshop.held) == (None, {})
    assert to_office.match is not None


def test_only_who_saw_it_and_administrators_see_it_again(session, vacancy, owner):
    people(session)
    show(vacancy, owner)
    id_ = only(session).id
    stranger = actor_of(session, make_member(session, make_employer(session)))
    overseer = actor_of(session, make_user(session, Role.OVERSEER))

    for actor in (stranger, overseer):
        with pytest.raises(NotFound):
            rankings_shown.shown_again(id_, actor=actor)
    with pytest.raises(Forbidden):
        rankings_shown.latest(1, actor=owner)
    assert [row.id for row in rankings_shown.latest(1, actor=overseer).rows] == [id_]


def test_a_workshop_sees_no_ranking_of_its_vacancy_that_an_office_was_shown(
    session, vacancy, owner
):
    people(session)
    show(vacancy, actor_of(session, make_user(session, Role.ADMINISTRATOR)))

    _, page = rankings_shown.of_vacancy(vacancy.id, 1, actor=owner)

    assert page.total == 0


def test_a_specialist_finds_themselves_and_nobody_else(session, vacancy, owner):
    user = make_user(session)
    make_candidate(session, user, ("overlock_4_thread", 3, 2.0))
    people(session)
    found = show(vacancy, owner)
    own = actor_of(session, user)
    mine = next(r.match for r in found.ranked if r.candidate.id == own.candidate_id)

    page = rankings_shown.about(1, actor=own)
    (told,) = rankings_shown.own_file(actor=own)

    assert [line.line.match for line in page.rows] == [mine]
    assert (told["score"], told["vacancy_of"]) == (mine.score, "Ак-Кийим")
    assert sum(reason["points"] for reason in told["reasons"]) == mine.score
    assert not {"rank", "position"} & set(told)
    others = {str(r.candidate.id) for r in found.ranked} - {str(own.candidate_id)}
    assert not any(other in json.dumps(told) for other in others)


def test_people_and_words_of_a_call_are_not_in_the_log(session, vacancy):
    agency = Actor(kind=ActorKind.RECRUITER, employer_ids=frozenset({vacancy.employer_id}))
    posting = matching.posting_of_terms(Terms(title="Тайный цех", occupation_id="packer"))
    given = matching.profile_of_parts("Айгуль", {"headline": "упаковщица, 3 года"})
    viewer = Viewer(agency, RankingPlace.API_CALL, NOON, "en")

    rankings.record_call(matching.rank_given(posting, [given], limit=5), None, viewer)

    row = only(session)
    assert (row.shown, row.ranked_total + row.blocked_total) == (0, 1)
    assert "Айгуль" not in row.document
    assert "Тайный" not in row.document
    assert json.loads(row.document)["posting"]["occupation"] == "packer"


def test_somebody_erased_between_ranking_and_writing_is_left_out(session, vacancy, owner):
    first, *_ = people(session)
    found = matching.specialists_for(vacancy.id, actor=owner)
    session.delete(session.get_one(Candidate, first.id))
    session.commit()

    rankings.record_specialists(found, Viewer(owner, RankingPlace.SPECIALISTS, NOON, "ru"))

    assert first.id not in set(session.scalars(select(RankingEntry.candidate_id)))
    assert count(session, RankingEntry) == 2


def test_what_is_older_than_is_kept_is_purged_with_its_entries(session, vacancy, owner):
    people(session)
    show(vacancy, owner, NOON - dt.timedelta(days=401))
    show(vacancy, owner, NOON - dt.timedelta(days=399))

    assert rankings.purge_old(400, now=NOON) == 1

    assert only(session).at == NOON - dt.timedelta(days=399)
    assert count(session, RankingEntry) == 3
