"""How often each concept of the vocabulary is used."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.models import CandidateExperience, Claim, Requirement, Vacancy


def counts(session: Session) -> Counter[str]:
    """Claims, trades of experience, requirements and trades of vacancies that name a concept."""
    used: Counter[str] = Counter()
    columns = (
        Claim.concept_id,
        CandidateExperience.concept_id,
        Requirement.concept_id,
        Vacancy.occupation_id,
    )
    for column in columns:
        grouped = select(column, func.count()).where(column.is_not(None)).group_by(column)
        for concept_id, number in session.execute(grouped):
            if concept_id is not None:
                used[concept_id] += number
    return used
