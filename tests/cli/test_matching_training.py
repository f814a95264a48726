"""`flask matching train`."""

from __future__ import annotations

from sqlalchemy import func, select

from recruit.models import RankingModel
from tests.outcome_rows import EXPERIENCE_COUNTS, RULES_COUNT, make_outcomes


def train(app, *options: str) -> str:
    result = app.test_cli_runner().invoke(args=["matching", "train", *options])
    assert result.exit_code == 0, result.output
    return result.output


def offered(session) -> int:
    return session.scalar(select(func.count()).select_from(RankingModel))


def test_with_too_few_outcomes_it_says_so_and_does_nothing(app, session):
    make_outcomes(session, EXPERIENCE_COUNTS, vacancies=5)

    said = train(app)

    assert "Too few outcomes to learn from: 40 people at 5 vacancies" in said
    assert offered(session) == 0


def test_a_dry_run_says_what_it_is_worth_and_stores_nothing(app, session):
    make_outcomes(session, EXPERIENCE_COUNTS)

    said = train(app, "--dry-run")

    assert "280 outcomes, 35 vacancies" in said
    assert "gain +" in said
    assert "impact ratio" in said
    assert "not measured, because not kept: sex, age, citizenship" in said
    assert "It wins. Nothing was stored." in said
    assert offered(session) == 0


def test_a_model_that_wins_is_offered(app, session):
    make_outcomes(session, EXPERIENCE_COUNTS)

    said = train(app)

    version = session.scalars(select(RankingModel.version)).one()
    assert f"Offered as {version} on /admin/models" in said


def test_a_model_that_does_not_win_is_not_offered(app, session):
    make_outcomes(session, RULES_COUNT)

    assert "It is not offered." in train(app)
    assert offered(session) == 0
