"""Linking anew what was typed before its words were known: profiles and vacancies."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Sequence

from recruit.models import Candidate, Claim, FormState, Vacancy
from recruit.queries import candidates as candidate_queries
from recruit.queries import vacancies as vacancy_queries
from recruit.queries import vocabulary as queries
from recruit.services import matching
from recruit.services.candidate_rows import merge
from recruit.services.transactions import reading, transaction
from recruit.services.vocabulary_queue import key_of

logger = logging.getLogger(__name__)

CHUNK = 100
FORMS_AT_ONCE = 20


def relink_due(*, now: dt.datetime) -> int:
    """Link every row that holds a form attached lately; returns how many owners were touched.

    It can be stopped and begun again at any moment: what is linked stays so, and a form is done
    with only when none of its holders is left.
    """
    with reading() as session:
        due = queries.due(session, FORMS_AT_ONCE)
        session.rollback()
    return sum(_relink(form_id, now) for form_id in due)


def _relink(form_id: uuid.UUID, now: dt.datetime) -> int:
    with reading() as session:
        found = queries.by_id(session, form_id)
        if found is None or found.state is not FormState.ATTACHED:
            return 0
        seen = found.last_seen
        people = queries.holders(session, form_id, "candidate_id")
        vacancies = queries.holders(session, form_id, "vacancy_id")
        session.rollback()
    touched = 0
    for start in range(0, len(people), CHUNK):
        touched += _chunk(form_id, people[start : start + CHUNK], ())
    for start in range(0, len(vacancies), CHUNK):
        touched += _chunk(form_id, (), vacancies[start : start + CHUNK])
    with transaction() as session:
        queries.mark_relinked(session, form_id, seen, now)
    logger.info("form linked anew", extra={"form_id": form_id, "count": touched})
    return touched


def _chunk(form_id: uuid.UUID, people: Sequence[uuid.UUID], vacancies: Sequence[uuid.UUID]) -> int:
    """Some holders in one transaction, unless the decision was taken back meanwhile."""
    with transaction() as session:
        found = queries.shared(session, form_id)
        if found is None or found.state is not FormState.ATTACHED or found.concept_id is None:
            return 0
        concept_id, type_ = found.concept_id, queries.type_of(session, found.concept_id)
        touched = 0
        for id_ in people:
            candidate = candidate_queries.by_id(session, id_, lock=True)
            if candidate is not None and _link_profile(candidate, found.key, concept_id, type_):
                candidate.revision += 1
                touched += 1
        for id_ in vacancies:
            vacancy = vacancy_queries.by_id(session, id_, lock=True)
            if vacancy is not None and _link_vacancy(vacancy, found.key, concept_id, type_):
                vacancy.revision += 1
                touched += 1
    return touched


def _link_profile(candidate: Candidate, key: str, concept_id: str, type_: str) -> bool:
    """Link a profile's rows that say the form; a skill or trade named already takes them in."""
    changed = False
    if type_ in matching.CLAIMABLE:
        held: Claim | None = next((c for c in candidate.claims if c.concept_id == concept_id), None)
        for claim in [c for c in candidate.claims if c.concept_id is None]:
            if key_of(claim.text) != key:
                continue
            if held is None:
                claim.concept_id, held = concept_id, claim
            else:
                merge(held, claim)
                candidate.claims.remove(claim)
            changed = True
    if type_ in ("occupation", "other_trade"):
        for line in [x for x in candidate.experience if x.concept_id is None]:
            if key_of(line.title) == key:
                line.concept_id, changed = concept_id, True
    return changed


def _link_vacancy(vacancy: Vacancy, key: str, concept_id: str, type_: str) -> bool:
    """Link a vacancy's rows that say the form; what it asks already is not asked twice."""
    changed = False
    asked = {row.concept_id for row in vacancy.requirements}
    if type_ in matching.REQUIRABLE and concept_id not in asked:
        for row in vacancy.requirements:
            if row.concept_id is None and key_of(row.text) == key:
                row.concept_id, changed = concept_id, True
                break
    if type_ == "occupation" and vacancy.occupation_id is None and key_of(vacancy.title) == key:
        vacancy.occupation_id, changed = concept_id, True
    return changed
