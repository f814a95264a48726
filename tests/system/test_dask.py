"""A real Dask cluster of separate processes gives what one machine gives, also where workers are
killed in the middle."""

import contextlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from matching import (
    Claim,
    Experience,
    PayOffer,
    Posting,
    Profile,
    ProfileTable,
    Question,
    Requirement,
    build_shards,
)
from recruit.services.matching import batch
from recruit.services.matching.engine import SALT
from recruit.services.matching.workers import Cluster, Here
from tests import shipped
from tests.factories import NOON, make_candidate, make_vacancy
from tests.services.test_matches_batch import stored

PATIENCE = 60.0
PEOPLE, VACANCIES, SHARDS, EACH = 1_500, 40, 3, 2


class Processes:
    """A scheduler and its workers, each a process that can be killed."""

    def __init__(self, folder):
        self.file = folder / "scheduler.json"
        self._folder, self.workers = folder, []
        self._started = [self._start("scheduler", "--port", "0", "--host", "127.0.0.1")]

    @property
    def address(self):
        """Where the scheduler listens; it writes the file when it does."""
        ends = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
                return json.loads(self.file.read_text())["address"]
            assert time.monotonic() < ends, (self._folder / "scheduler.log").read_text()
            time.sleep(0.05)

    def add(self):
        # Without a nanny nothing starts a killed worker again.
        worker = self._start("worker", "--nthreads", "1", "--no-nanny")
        self._started.append(worker)
        self.workers.append(worker)

    def _start(self, role, *more):
        command = [sys.executable, "-m", "dask", role, "--scheduler-file", str(self.file)]
        log = (self._folder / f"{role}.log").open("ab")
        with log:
            return subprocess.Popen(
                [*command, "--no-dashboard", *more],
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
                stdout=log,
                stderr=log,
            )

    def stop(self):
        for process in reversed(self._started):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def processes(tmp_path_factory):
    made = Processes(tmp_path_factory.mktemp("dask"))
    try:
        for _ in range(3):
            made.add()
        yield made
    finally:
        made.stop()


@contextlib.contextmanager
def cluster(processes, workers, **more):
    made = Cluster(processes.address, workers=workers, patience=PATIENCE, **more)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """People at random, vacancies for them, and where their shards lie."""
    chance = random.Random(6)
    taxonomy, closeness = shipped.taxonomy(), shipped.closeness()
    skills = sorted(concept.id for concept in taxonomy if concept.type in ("machine", "operation"))
    trades = sorted(concept.id for concept in taxonomy if concept.type == "occupation")

    def person(number):
        held = chance.sample(skills, 4)
        return Profile(
            f"p{number}",
            claims=tuple(
                Claim(f"c{n}", concept, chance.choice([None, 1, 3, 5]), chance.choice([None, 1, 4]))
                for n, concept in enumerate(held, 1)
            ),
            experience=(Experience(chance.choice(trades), chance.choice([None, 1, 5])),),
            languages=("ru",),
            pay_wanted=chance.choice([None, 30_000, 60_000]),
        )

    def vacancy(number):
        asked = [
            Requirement(f"r{n}", concept, "must" if n == 1 else "essential", min_years=2)
            for n, concept in enumerate(chance.sample(skills, 4), 1)
        ]
        return Posting(
            f"v{number}",
            occupation=chance.choice(trades),
            requirements=tuple(asked),
            languages=("ru",),
            pay=PayOffer(20_000, 50_000),
        )

    table = ProfileTable.from_profiles(person(number) for number in range(PEOPLE))
    folder = tmp_path_factory.mktemp("shards")
    whole = build_shards(taxonomy, closeness, table, folder / "whole", 1, salt=SALT)
    parts = build_shards(taxonomy, closeness, table, folder / "parts", SHARDS, salt=SALT)
    questions = [Question(vacancy(number)) for number in range(VACANCIES)]
    expected = dict(Here(1).answers(whole, chunks(questions), 10))
    assert all(len(found) == 10 for answer in expected.values() for found in answer)
    return parts, questions, expected


def chunks(questions):
    yield from (
        (number, questions[start : start + EACH])
        for number, start in enumerate(range(0, len(questions), EACH))
    )


def test_a_worker_killed_in_the_middle_loses_nothing(processes, world):
    parts, questions, expected = world
    with cluster(processes, workers=3) as workers:
        assert workers.shards == 1  # One for all three: they are on one machine.
        answers = workers.answers(parts, chunks(questions), 10)
        found = [next(answers) for _ in range(3)]
        processes.workers.pop(0).kill()
        found += answers

    assert len(found) == len(expected)
    assert dict(found) == expected


def test_shards_that_were_sent_and_lost_with_every_worker_are_sent_again(processes, world):
    parts, questions, expected = world
    with cluster(processes, workers=2, send=True) as workers:
        answers = workers.answers(parts, chunks(questions), 10)
        found = [next(answers) for _ in range(3)]
        while processes.workers:
            processes.workers.pop().kill()
        processes.add()
        found += answers

    assert len(found) == len(expected)
    assert dict(found) == expected


def test_a_cluster_stores_the_matches_that_this_machine_stores(processes, session, tmp_path):
    for place in range(12):
        make_candidate(
            session,
            None,
            ("overlock_machine", 1 + place % 4, 1 + place % 3),
            experience={"overlock_operator": place % 5},
        )
    vacancies = [make_vacancy(session, None, "overlock_machine") for _ in range(3)]
    batch.refresh(Here(1), tmp_path, clock=lambda: NOON, top=8)
    here = [stored(session, vacancy) for vacancy in vacancies]
    assert all(len(found) == 8 for found in here)

    with cluster(processes, workers=1, shards=2) as workers:
        done = batch.refresh(workers, tmp_path, clock=lambda: NOON, top=8)

    assert done.stored == 3
    assert [stored(session, vacancy) for vacancy in vacancies] == here
