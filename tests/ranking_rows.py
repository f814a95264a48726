"""Rows of rankings shown and of learnt models, for tests that need one to be there."""

from __future__ import annotations

import itertools
import json
from typing import Any

from sqlalchemy.orm import Session

from recruit.models import (
    ActorKind,
    Candidate,
    Ranking,
    RankingDirection,
    RankingEntry,
    RankingModel,
    RankingPlace,
    Vacancy,
)
from tests.factories import NOON

_numbers = itertools.count(1)


def make_ranking(session: Session, vacancy: Vacancy, *people: Candidate, **values: Any) -> Ranking:
    """A ranking as a workshop was shown it; nobody scored anything."""
    values.setdefault("actor_kind", ActorKind.EMPLOYER)
    values.setdefault("employer_id", vacancy.employer_id)
    values.setdefault("place", RankingPlace.SPECIALISTS)
    values.setdefault("direction", RankingDirection.EMPLOYER)
    values.setdefault("at", NOON)
    values.setdefault("last_at", values["at"])
    posting = {
        "id": str(vacancy.id),
        "occupation": vacancy.occupation_id,
        "requirements": [],
        "languages": [],
        "start": None,
        "pay": None,
        "conditions": [],
        "weights": {},
        "text": "",
        "counted": {"skill": 100.0},
    }
    document = {"title": vacancy.title, "words": {}, "posting": posting, "names": {}}
    ranking = Ranking(
        vacancy_id=vacancy.id,
        language="en",
        shown=len(people),
        ranked_total=len(people),
        blocked_total=0,
        taxonomy="t",
        closeness="c",
        rules="r",
        model="rules",
        salt="s",
        digest=f"{next(_numbers):064d}",
        document=json.dumps(document),
        **values,
    )
    session.add(ranking)
    session.flush()
    entry = {"blocked": [], "reasons": [], "held": {}, "headline": "Швея"}
    session.add_all(
        RankingEntry(
            ranking_id=ranking.id,
            position=position,
            candidate_id=person.id,
            rank=position + 1,
            score=0,
            document=json.dumps(entry),
        )
        for position, person in enumerate(people)
    )
    session.commit()
    return ranking


def make_model(session: Session, **factors: float) -> RankingModel:
    """A model that training offered."""
    fairness = {"people": {"KG": 40}, "impact_ratio": {"KG": 1.0}, "exposure_ratio": 0.97}
    model = RankingModel(
        version=f"learnt-{next(_numbers)}",
        trained_at=NOON,
        factors=factors or {"skill": 0.5, "experience": 2.0},
        figures={
            "outcomes": 240,
            "vacancies": 40,
            "ndcg": {"rules": 0.71, "model": 0.78},
            "gain": 0.07,
            "low": 0.03,
            "high": 0.11,
            "log_loss": {"rules": 0.6, "model": 0.55},
            "chances": [[0.0, 0.1], [100.0, 0.9]],
            "fairness": {"top": 3, "rules": fairness, "model": fairness, "unmeasured": ["sex"]},
        },
    )
    session.add(model)
    session.commit()
    return model
