"""The worker refreshes matches once a night, in its hour, and leaves another's run alone."""

import datetime as dt

import pytest
from sqlalchemy import func, select, update

from recruit.models import MatchRun, RunState, StoredMatch
from recruit.services import nightly_matches
from recruit.services.matching.workers import Here
from tests.factories import make_candidate, make_vacancy

NIGHT = dt.datetime(2026, 11, 23, nightly_matches.HOUR, 0, tzinfo=dt.UTC)


@pytest.fixture
def refresh_at(session, tmp_path, monkeypatch):
    monkeypatch.setattr(nightly_matches, "Here", lambda _: Here(1))
    make_candidate(session, None, "overlock_machine")
    make_vacancy(session, None, "overlock_machine")
    return lambda now: nightly_matches.refresh_due(tmp_path / "matches", clock=lambda: now)


def test_it_runs_in_its_hour_and_once_a_night(session, refresh_at):
    assert refresh_at(NIGHT - dt.timedelta(minutes=1)) == 0
    assert session.scalar(select(func.count()).select_from(MatchRun)) == 0

    assert refresh_at(NIGHT) == 1
    assert session.scalar(select(func.count()).select_from(StoredMatch)) == 1
    assert refresh_at(NIGHT + dt.timedelta(minutes=59)) == 0
    assert refresh_at(NIGHT + dt.timedelta(days=1)) == 1


def test_a_run_that_goes_on_elsewhere_is_left_alone(session, refresh_at):
    assert refresh_at(NIGHT) == 1
    later = NIGHT + dt.timedelta(days=1)
    session.execute(
        update(MatchRun).values(
            state=RunState.RUNNING, finished_at=None, holder="elsewhere 1 token", seen_at=later
        )
    )
    session.commit()

    assert refresh_at(later) == 0
