"""Learning from stored outcomes, and switching what was learnt on and off."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.errors import Conflict, Forbidden, NotFound
from recruit.models import Actor, RankingModel, RankingModelChange, Role, Vacancy
from recruit.services import matching, ranking_models
from recruit.services.matching import learning
from recruit.services.matching.learning import (
    TooFewOutcomes,
    fits_of,
    grade,
    learn_from_outcomes,
    outcomes_of,
)
from tests.factories import NOON, actor_of, make_candidate, make_user, make_vacancy
from tests.outcome_rows import EXPERIENCE_COUNTS, RULES_COUNT, make_outcomes
from tests.ranking_rows import make_model


@pytest.fixture
def administrator(session: Session) -> Actor:
    return actor_of(session, make_user(session, Role.ADMINISTRATOR))


def test_grades_follow_how_far_somebody_came():
    told = {
        (): 0,
        ("declined",): 0,
        ("invited",): 1,
        ("invited", "declined"): 1,
        ("tested",): 2,
        ("tested", "declined"): 1,
        ("invited", "tested", "hired"): 3,
        ("hired", "declined"): 3,
        ("hired", "stayed"): 4,
    }

    assert {kinds: grade(set(kinds)) for kinds in told} == told


def test_fits_are_points_over_possible_and_unknown_where_nothing_was_possible():
    skill, experience, language, *_ = fits_of(
        [
            {"component": "skill", "points": 3000, "possible": 4000},
            {"component": "skill", "points": 0, "possible": 2000},
            {"component": "experience", "points": 0, "possible": 1700},
            {"component": "language", "points": 0, "possible": 0},
        ]
    )

    assert (skill, experience) == (0.5, 0.0)
    assert language != language


def test_without_outcomes_there_is_too_little_to_learn_from(session):
    with pytest.raises(TooFewOutcomes) as error:
        learn_from_outcomes()

    assert (error.value.outcomes, error.value.vacancies) == (0, 0)
    assert outcomes_of([]).fits.shape == (0, 8)


def test_what_employers_prefer_is_learnt_offered_once_and_says_what_it_could_not_measure(session):
    make_outcomes(session, EXPERIENCE_COUNTS)

    learnt = learn_from_outcomes()
    model = ranking_models.offer(learnt, now=NOON)
    again = ranking_models.offer(learnt, now=NOON + dt.timedelta(days=1))

    assert learnt.lesson.wins
    assert model.factors["experience"] > 1.5 > model.factors["skill"]
    assert (again.id, again.trained_at) == (model.id, NOON)
    figures = model.figures
    assert (figures["outcomes"], figures["vacancies"]) == (280, 35)
    assert figures["low"] > 0
    assert figures["fairness"]["model"]["people"] == {"BD": 70, "KG": 210}
    assert set(figures["fairness"]["model"]["impact_ratio"]) == {"BD", "KG"}
    assert figures["fairness"]["unmeasured"] == ["sex", "age", "citizenship"]


def test_a_model_that_gains_nothing_is_not_offered(session):
    make_outcomes(session, RULES_COUNT)
    learnt = learn_from_outcomes()

    with pytest.raises(Conflict):
        ranking_models.offer(learnt, now=NOON)

    assert session.scalar(select(func.count()).select_from(RankingModel)) == 0


def test_the_demonstration_teaches_nothing(session):
    make_outcomes(session, EXPERIENCE_COUNTS, demo_key="d")

    with pytest.raises(TooFewOutcomes):
        learn_from_outcomes()


def ranked(vacancy: Vacancy, actor: Actor) -> tuple[matching.SpecialistRanking, list[int]]:
    found = matching.specialists_for(vacancy.id, actor=actor)
    return found, [row.match.score for row in found.ranked]


def test_a_model_in_force_ranks_and_switching_back_ranks_as_before(session, administrator):
    vacancy = make_vacancy(session, None, "overlock_4_thread")
    skilled = make_candidate(session, None, ("overlock_4_thread", 5, 6.0))
    long = make_candidate(
        session, None, ("overlock_4_thread", 1, None), experience={"overlock_operator": 9.0}
    )
    model = make_model(session, skill=0.2, experience=4.0)
    before, scores = ranked(vacancy, administrator)

    ranking_models.switch(model.id, instead_of=None, actor=administrator, now=NOON)
    during, other_scores = ranked(vacancy, administrator)
    pair = matching.pair(vacancy.id, long.id, actor=administrator)
    raised = matching.raise_advice(vacancy.id, long.id, actor=administrator)
    ranking_models.switch(None, instead_of=model.id, actor=administrator, now=NOON)
    after, scores_again = ranked(vacancy, administrator)

    assert (before.basis.model, during.basis.model) == ("rules", model.version)
    assert scores == scores_again != other_scores
    assert after.basis == before.basis
    best = during.ranked[0]
    assert best.candidate.id == long.id != skilled.id
    assert best.match.score == sum(r.points for r in best.match.reasons)
    assert pair.match == raised.match == best.match


def test_weights_an_employer_moved_win_over_the_model(session, administrator):
    vacancy = make_vacancy(session, None, "overlock_4_thread", weights={"skill": 90.0})
    model = make_model(session, skill=0.2, experience=4.0)
    ranking_models.switch(model.id, instead_of=None, actor=administrator, now=NOON)

    found, _ = ranked(vacancy, administrator)

    assert found.posting.weights["skill"] == 90
    usual = matching.default_weights("overlock_operator")
    assert found.posting.weights["experience"] == usual[matching.Component.EXPERIENCE]
    assert usual[matching.Component.EXPERIENCE] > 40


def test_one_model_is_in_force_and_who_saw_another_is_told(session, administrator):
    first, second = make_model(session), make_model(session, skill=2.0)
    ranking_models.switch(first.id, instead_of=None, actor=administrator, now=NOON)

    with pytest.raises(Conflict):
        ranking_models.switch(second.id, instead_of=None, actor=administrator, now=NOON)
    with pytest.raises(Conflict):
        ranking_models.switch(first.id, instead_of=first.id, actor=administrator, now=NOON)

    found = ranking_models.listed(actor=administrator)
    assert found.in_force is not None
    assert found.in_force.id == first.id
    assert [(c.from_model_id, c.to_model_id) for c in found.changes] == [(None, first.id)]
    assert session.scalars(select(RankingModelChange.user_id)).all() == [administrator.user_id]


def test_only_administrators_switch_and_only_to_what_there_is(session, administrator):
    model = make_model(session)
    overseer = actor_of(session, make_user(session, Role.OVERSEER))

    with pytest.raises(Forbidden):
        ranking_models.switch(model.id, instead_of=None, actor=overseer, now=NOON)
    with pytest.raises(Forbidden):
        ranking_models.listed(actor=overseer)
    with pytest.raises(NotFound):
        ranking_models.switch(make_user(session).id, instead_of=None, actor=administrator, now=NOON)


def test_countries_of_few_people_have_no_ratio(session, monkeypatch):
    monkeypatch.setattr(learning, "LEAST_OF_GROUP", 100)
    make_outcomes(session, EXPERIENCE_COUNTS)

    fairness = learn_from_outcomes().figures["fairness"]

    assert fairness["model"]["people"] == {"KG": 210}
