"""The batch stores what each vacancy's own page would rank, goes on after a kill, and lets one run
at a time."""

import datetime as dt
import shutil
from collections import Counter

import pytest
from sqlalchemy import delete, select, update

from matching import DamagedIndex
from recruit.errors import Conflict
from recruit.models import (
    Application,
    Candidate,
    EmployerKind,
    MatchList,
    MatchRun,
    RunState,
    StoredMatch,
    VacancyState,
    Visibility,
)
from recruit.queries import matches as queries
from recruit.services import matching
from recruit.services.matching import batch
from recruit.services.matching.workers import Here
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_vacancy,
)

DAY = dt.timedelta(days=1)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "matches"


def refresh(folder, workers=None, *, now=NOON, **more):
    return batch.refresh(workers or Here(1), folder, clock=lambda: now, **more)


def stored(session, vacancy):
    """(specialist, score) of a vacancy's stored matches, best first."""
    rows = session.execute(
        select(StoredMatch.candidate_id, StoredMatch.score)
        .where(StoredMatch.vacancy_id == vacancy.id)
        .order_by(StoredMatch.rank)
    )
    return [tuple(row) for row in rows]


def shown(vacancy, actor, limit):
    """The same as the vacancy's page ranks it."""
    found = matching.specialists_for(vacancy.id, actor=actor, limit=limit)
    return [(entry.candidate.id, entry.match.score) for entry in found.ranked]


class Stopping:
    """Workers whose process is killed after some chunks."""

    shards = 1

    def __init__(self, after):
        self.after = after

    def answers(self, paths, chunks, k):
        for count, answer in enumerate(Here(1).answers(paths, chunks, k)):
            if count == self.after:
                raise KeyboardInterrupt
            yield answer


def people(session, count=6):
    return [
        make_candidate(
            session,
            None,
            ("overlock_machine", 1 + place % 5, 1 + place),
            experience={"overlock_operator": place},
        )
        for place in range(count)
    ]


def test_what_is_stored_is_what_each_vacancys_own_page_ranks(session, folder):
    employer, other = make_employer(session), make_employer(session, "Other")
    agency = make_employer(session, "Agency", kind=EmployerKind.AGENCY)
    actor = actor_of(session, make_member(session, employer))
    everybody = people(session)
    everybody[1].visibility = Visibility.EMPLOYERS
    everybody[2].visibility = Visibility.HIDDEN
    everybody[3].visibility = everybody[4].visibility = Visibility.APPLIED
    everybody[5].visibility, everybody[5].agency_id = Visibility.HIDDEN, agency.id
    vacancy = make_vacancy(session, employer, ("overlock_machine", "must"))
    others = make_vacancy(session, other, "overlock_machine")
    agencys = make_vacancy(session, agency, "overlock_machine")
    draft = make_vacancy(session, employer, "overlock_machine", state=VacancyState.DRAFT)
    session.add(
        Application(
            candidate_id=everybody[3].id,
            vacancy_id=vacancy.id,
            score=0,
            reasons={},
            created_at=NOON,
            updated_at=NOON,
        )
    )
    session.commit()

    found = refresh(folder, top=3)

    ids = [candidate.id for candidate in everybody]
    assert (found.stored, found.total, found.people) == (3, 3, 6)
    assert stored(session, vacancy) == shown(vacancy, actor, 3)
    assert {id_ for id_, _ in stored(session, vacancy)} == {ids[0], ids[1], ids[3]}
    assert {id_ for id_, _ in stored(session, others)} == {ids[0], ids[1]}
    assert {id_ for id_, _ in stored(session, agencys)} == {ids[0], ids[1], ids[5]}
    assert stored(session, draft) == []
    assert not list(folder.iterdir())


def test_processes_of_their_own_find_the_same(session, folder):
    people(session)
    vacancies = [make_vacancy(session, None, "overlock_machine") for _ in range(3)]
    refresh(folder)
    alone = [stored(session, vacancy) for vacancy in vacancies]
    session.execute(delete(MatchList))
    session.commit()

    refresh(folder, Here(2))

    assert all(alone)
    assert [stored(session, vacancy) for vacancy in vacancies] == alone


def test_a_run_that_was_broken_off_goes_on_with_the_rest_by_the_same_picture(
    session, folder, monkeypatch
):
    monkeypatch.setattr(batch, "CHUNK", 2)
    people(session)
    vacancies = [make_vacancy(session, None, "overlock_machine") for _ in range(5)]
    with pytest.raises(KeyboardInterrupt):
        refresh(folder, Stopping(after=1))
    (broken,) = session.scalars(select(MatchRun))
    assert (broken.state, broken.done, broken.total) == (RunState.RUNNING, 2, 5)
    late = make_candidate(session, None, ("overlock_machine", 5, 9))
    said = []

    found = refresh(folder, now=NOON + dt.timedelta(hours=1), progress=lambda *at: said.append(at))

    assert found.run_id == broken.id
    assert (found.resumed, found.stored, found.total) == (True, 3, 5)
    assert said == [(2, 5), (4, 5), (5, 5)]
    assert [len(stored(session, vacancy)) for vacancy in vacancies] == [6] * 5
    assert late.id not in {id_ for v in vacancies for id_, _ in stored(session, v)}
    times = Counter(session.scalars(select(MatchList.refreshed_at)))
    assert times == {NOON: 2, NOON + dt.timedelta(hours=1): 3}


@pytest.mark.parametrize("reason", ["picture", "rules", "top", "age"])
def test_what_cannot_be_gone_on_with_is_begun_anew(session, folder, reason):
    people(session)
    vacancy = make_vacancy(session, None, "overlock_machine")
    with pytest.raises(KeyboardInterrupt):
        refresh(folder, Stopping(after=0))
    if reason == "picture":
        shutil.rmtree(folder)
    elif reason == "rules":
        session.execute(update(MatchRun).values(rules="others"))
        session.commit()
    now = NOON + (batch.FRESH if reason == "age" else DAY / 24)

    found = refresh(folder, now=now, top=5 if reason == "top" else batch.TOP)

    assert not found.resumed
    assert len(stored(session, vacancy)) == (5 if reason == "top" else 6)
    states = Counter(session.scalars(select(MatchRun.state)))
    assert states == {RunState.ABANDONED: 1, RunState.DONE: 1}


def test_a_damaged_picture_is_refused_and_taken_anew_the_next_time(session, folder):
    people(session)
    vacancy = make_vacancy(session, None, "overlock_machine")
    with pytest.raises(KeyboardInterrupt):
        refresh(folder, Stopping(after=0))
    file = next(folder.rglob("people.pay.npy"))
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)

    with pytest.raises(DamagedIndex):
        refresh(folder, now=NOON + DAY / 24)
    assert stored(session, vacancy) == []

    refresh(folder, now=NOON + DAY / 12)
    assert len(stored(session, vacancy)) == 6


def test_a_second_run_waits_for_one_that_goes_on_and_takes_over_one_that_is_dead(session, folder):
    make_vacancy(session, None, "overlock_machine")
    with pytest.raises(KeyboardInterrupt):
        refresh(folder, Stopping(after=0))
    session.execute(update(MatchRun).values(holder="elsewhere 1 token"))
    session.commit()

    with pytest.raises(Conflict):
        refresh(folder, now=NOON + batch.LEASE / 2)

    assert refresh(folder, now=NOON + batch.LEASE).stored == 1


def test_a_run_that_was_taken_over_stores_nothing_more(session, folder):
    vacancy = make_vacancy(session, None, "overlock_machine")
    people(session)

    class Overtaken(Here):
        def answers(self, paths, chunks, k):
            for answer in super().answers(paths, chunks, k):
                session.execute(update(MatchRun).values(holder="elsewhere 1 token"))
                session.commit()
                yield answer

    with pytest.raises(Conflict):
        refresh(folder, Overtaken(1))

    assert stored(session, vacancy) == []


def test_an_erased_specialists_matches_go_and_one_erased_meanwhile_is_not_stored(session, folder):
    first, second, third = people(session, 3)
    vacancy = make_vacancy(session, None, "overlock_machine")

    class Erasing(Here):
        def answers(self, paths, chunks, k):
            for answer in super().answers(paths, chunks, k):
                session.execute(delete(Candidate).where(Candidate.id == first.id))
                session.commit()
                yield answer

    refresh(folder, Erasing(1))
    assert {id_ for id_, _ in stored(session, vacancy)} == {second.id, third.id}
    ranks = select(StoredMatch.rank).order_by(StoredMatch.rank)
    assert session.scalars(ranks).all() == [1, 2]

    session.execute(delete(Candidate).where(Candidate.id == second.id))
    session.commit()
    assert {id_ for id_, _ in stored(session, vacancy)} == {third.id}


def test_the_list_of_a_vacancy_that_is_no_longer_open_goes(session, folder):
    people(session)
    vacancy = make_vacancy(session, None, "overlock_machine")
    refresh(folder)
    assert stored(session, vacancy)

    vacancy.state = VacancyState.PAUSED
    session.commit()
    refresh(folder, now=NOON + DAY)

    assert stored(session, vacancy) == []


def test_a_list_is_replaced_whole_and_who_stays_keeps_their_time(session):
    stays, goes, comes = people(session, 3)
    vacancy = make_vacancy(session, None, "overlock_machine")
    run = MatchRun(
        holder="here 1 token",
        top=2,
        started_at=NOON,
        seen_at=NOON,
        **dict.fromkeys(("taxonomy", "closeness", "rules", "model"), "v"),
    )
    session.add(run)
    session.commit()

    def store(best, now):
        queries.replace(session, run.id, [queries.Found(vacancy.id, 1, best)], now=now)
        session.commit()

    store([(goes.id, 90), (stays.id, 80)], NOON)
    store([(stays.id, 85), (comes.id, 70)], NOON + DAY)

    assert stored(session, vacancy) == [(stays.id, 85), (comes.id, 70)]
    rows = session.execute(select(StoredMatch.candidate_id, StoredMatch.since))
    since = {candidate_id: at for candidate_id, at in rows}  # noqa: C416
    assert since == {stays.id: NOON, comes.id: NOON + DAY}
    assert session.scalars(select(MatchList.first_at)).all() == [NOON]
