"""What an edit of a profile writes, and what it leaves as it is."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from recruit.models import Actor, ActorKind, EmployerKind, UnlinkedForm
from recruit.services import candidates
from recruit.services.candidate_facts import ClaimLine, ExperienceLine, Facts
from recruit.services.candidate_rows import facts_of
from tests.factories import NOON, make_employer


def test_what_an_edit_does_not_touch_keeps_its_rows(session):
    agency = make_employer(session, "Agency", kind=EmployerKind.AGENCY)
    actor = Actor(kind=ActorKind.RECRUITER, employer_ids=frozenset({agency.id}))
    facts = Facts(
        claims=(ClaimLine("оверлок", level=4), ClaimLine("blorptastic")),
        experience=(ExperienceLine("швея", years=3), ExperienceLine("закройщик", years=1)),
    )
    made = candidates.create_for_agency(facts, "A-1", actor=actor, now=NOON)
    rows = {line.id for line in (*made.claims, *made.experience)}
    before = facts_of(made)
    later = NOON + dt.timedelta(days=1)

    changed = candidates.update(
        made.id, lambda stored: replace(stored, pay_wanted=50_000), actor=actor, now=later
    )

    assert (changed.revision, changed.updated_at) == (2, later)
    assert facts_of(changed) == replace(before, pay_wanted=50_000)
    assert {line.id for line in (*changed.claims, *changed.experience)} == rows
    assert session.scalars(select(UnlinkedForm.last_seen)).all() == [NOON]

    turned = candidates.update(
        made.id,
        lambda stored: replace(stored, experience=stored.experience[::-1]),
        actor=actor,
        now=later,
    )
    assert facts_of(turned).experience == before.experience[::-1]
    assert {line.id for line in (*turned.claims, *turned.experience)} == rows
