"""``flask matches refresh`` says what it did, and what it cannot do."""

import datetime as dt

import pytest

from recruit.models import MatchRun
from recruit.services import match_news
from recruit.services.matching import workers
from tests.factories import NOON, make_candidate, make_vacancy


@pytest.fixture
def refresh(app, session):
    runner = app.test_cli_runner()
    return lambda *args: runner.invoke(args=["matches", "refresh", *args])


def test_it_stores_and_tells_and_says_so(refresh, session):
    make_candidate(session, None, "overlock_machine")
    make_vacancy(session, None, "overlock_machine")

    answer = refresh("--processes", "1")

    assert answer.exit_code == 0, answer.output
    assert answer.output.endswith("1 of 1 vacancies against 1 specialists; 0 told.\n")


def test_nobody_is_told_where_that_is_not_wanted(refresh, session, monkeypatch):
    monkeypatch.setattr(match_news, "tell", lambda **_: pytest.fail("somebody was told"))

    assert refresh("--processes", "1", "--no-tell").exit_code == 0


def test_a_run_that_goes_on_elsewhere_is_left_alone(refresh, session):
    now = dt.datetime.now(dt.UTC)
    versions = dict.fromkeys(("taxonomy", "closeness", "rules", "model"), "v")
    session.add(
        MatchRun(holder="elsewhere 1 token", top=50, started_at=NOON, seen_at=now, **versions)
    )
    session.commit()

    answer = refresh("--processes", "1")

    assert answer.exit_code == 1
    assert "another process is refreshing the matches" in answer.output


@pytest.mark.parametrize(
    "options",
    [("--send",), ("--scheduler", "tcp://127.0.0.1:1", "--processes", "2"), ("--top", "0")],
)
def test_options_that_contradict_one_another_are_refused(refresh, options):
    assert refresh(*options).exit_code == 2


def test_without_a_cluster_it_says_where_it_looked(refresh, monkeypatch):
    def nowhere(*_, **__):
        raise OSError

    monkeypatch.setattr(workers.Cluster, "__init__", nowhere)

    answer = refresh("--scheduler", "tcp://127.0.0.1:1")

    assert answer.exit_code == 1
    assert "no Dask cluster with workers at tcp://127.0.0.1:1." in answer.output
