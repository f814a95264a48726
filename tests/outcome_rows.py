"""Applications with outcomes, made up for tests: employers who prefer what they are told to."""

from __future__ import annotations

import random
from typing import Any

from sqlalchemy.orm import Session

from recruit.models import Application, Candidate, Outcome, OutcomeKind, Stage
from tests.factories import NOON, make_employer, make_vacancy

PARTS = ("skill", "experience", "language", "dates", "pay", "readiness", "housing")
POSSIBLE = dict(zip(PARTS, (6200, 1700, 500, 400, 500, 400, 300), strict=True))

EXPERIENCE_COUNTS = {"skill": 0.25, "experience": 0.75}
RULES_COUNT = {part: possible / 10_000 for part, possible in POSSIBLE.items()}


def make_outcomes(
    session: Session,
    prefers: dict[str, float],
    *,
    vacancies: int = 35,
    each: int = 8,
    demo_key: str | None = None,
) -> None:
    """Vacancies to which ``each`` people applied; those who fit best by what their employer
    prefers were hired, tested and invited, the rest were declined."""
    dice = random.Random(7)
    employer = make_employer(session)
    rows: list[Any] = []
    for number in range(vacancies):
        key = demo_key and f"{demo_key}{number}"
        vacancy = make_vacancy(session, employer, demo_key=key)
        people = []
        for place in range(each):
            candidate = Candidate(
                country="BD" if place % 4 == 3 else "KG", created_at=NOON, updated_at=NOON
            )
            fits = {part: dice.random() for part in PARTS}
            people.append((candidate, fits))
        session.add_all(candidate for candidate, _ in people)
        session.flush()
        people.sort(key=lambda person: -sum(w * person[1][p] for p, w in prefers.items()))
        for place, (candidate, fits) in enumerate(people):
            rows += _application(session, vacancy.id, candidate.id, fits, place)
    session.add_all(rows)
    session.commit()


def _application(
    session: Session, vacancy_id: Any, candidate_id: Any, fits: dict[str, float], place: int
) -> list[Outcome]:
    came_to = {
        0: (OutcomeKind.INVITED, OutcomeKind.HIRED),
        1: (OutcomeKind.INVITED, OutcomeKind.TESTED),
        2: (OutcomeKind.INVITED,),
    }.get(place, (OutcomeKind.DECLINED,))
    reasons = [
        {"component": part, "points": round(fit * POSSIBLE[part]), "possible": POSSIBLE[part]}
        for part, fit in fits.items()
    ]
    score = sum(reason["points"] for reason in reasons)
    application = Application(
        candidate_id=candidate_id,
        vacancy_id=vacancy_id,
        stage=Stage.SCREENING,
        score=score,
        reasons=reasons,
        created_at=NOON,
        updated_at=NOON,
    )
    session.add(application)
    session.flush()
    return [
        Outcome(application_id=application.id, kind=kind, at=NOON, score=score, reasons=reasons)
        for kind in came_to
    ]
