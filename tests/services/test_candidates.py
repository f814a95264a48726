"""A profile is checked whole, linked, and kept as its owner wrote it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.errors import Conflict, Fault, Forbidden, Invalid, NotFound, NotSignedIn
from recruit.models import (
    ANONYMOUS,
    Actor,
    ActorKind,
    Candidate,
    CandidatePrivate,
    ClaimEvidence,
    EmployerKind,
    User,
    Visibility,
)
from recruit.services import candidates, sign_in
from recruit.services.candidate_facts import ClaimLine, ExperienceLine, Facts, check
from recruit.services.candidate_rows import facts_of
from recruit.services.candidates import Person
from tests.factories import NOON, actor_of, make_candidate, make_employer, make_member, make_user

OVERLOCK = ClaimLine("ওভারলক", level=4, years=5.0)
ADULT = Person(adult=True)


def faults_of(error: pytest.ExceptionInfo[Invalid]) -> dict[str, Fault]:
    return {found.field: found.fault for found in error.value.faults}


def register(facts: Facts, **values: Any) -> candidates.Registered:
    values = {"contact": "+8801711123456", "password": "a long enough one", **values}
    person = values.pop("person", ADULT)
    return candidates.register(facts, person, language="en", client="test", now=NOON, **values)


def agency_actor(session: Session) -> Actor:
    agency = make_employer(session, "Agency", kind=EmployerKind.AGENCY)
    return Actor(kind=ActorKind.RECRUITER, employer_ids=frozenset({agency.id}))


def test_registering_makes_account_profile_and_sign_in_at_once(session: Session) -> None:
    made = register(Facts(claims=(OVERLOCK,), country="bd", pay_wanted=40_000))

    found = sign_in.session_actor(made.token, now=NOON)
    assert found is not None
    assert found.actor.candidate_id == made.candidate.id
    private = session.get(CandidatePrivate, made.candidate.id)
    assert private is not None
    assert private.phone == "+8801711123456"
    assert private.adult_confirmed_at == NOON
    assert made.candidate.country == "BD"
    assert [(c.text, c.concept_id) for c in made.candidate.claims] == [
        ("ওভারলক", "overlock_machine")
    ]


def test_every_fault_is_named_at_once_and_nothing_is_stored(session: Session) -> None:
    facts = Facts(
        headline="x" * 201,
        claims=(ClaimLine("оверлок", level=6, years=float("nan")), ClaimLine("", years=1)),
        experience=(ExperienceLine("швея", concept_id="no_such_trade", years=61),),
        country="ZZ",
        languages=("xx", "russian"),
        pay_wanted=-1,
        wishes=("gold",),
        available_from=NOON.date() + dt.timedelta(days=800),
    )

    with pytest.raises(Invalid) as error:
        register(facts, contact="12", password="short", person=Person("n" * 201))

    assert faults_of(error) == {
        "headline": Fault.TOO_LONG,
        "claims-0-level": Fault.OUT_OF_RANGE,
        "claims-0-years": Fault.OUT_OF_RANGE,
        "claims-1-text": Fault.REQUIRED,
        "experience-0-title": Fault.NOT_A_CONCEPT,
        "experience-0-years": Fault.OUT_OF_RANGE,
        "country": Fault.UNKNOWN_CHOICE,
        "languages": Fault.UNKNOWN_CHOICE,
        "wishes": Fault.UNKNOWN_CHOICE,
        "pay_wanted": Fault.OUT_OF_RANGE,
        "available_from": Fault.OUT_OF_RANGE,
        "full_name": Fault.TOO_LONG,
        "adult": Fault.REQUIRED,
        "contact": Fault.NOT_A_CONTACT,
        "password": Fault.TOO_SHORT,
    }
    assert session.scalar(select(func.count()).select_from(User)) == 0


def test_a_contact_that_has_an_account_leaves_no_half_profile(session: Session) -> None:
    make_user(session, email="rahim@example.org")

    with pytest.raises(Invalid) as error:
        register(Facts(claims=(OVERLOCK,)), contact="Rahim@Example.org")

    assert faults_of(error) == {"contact": Fault.TAKEN}
    assert session.scalar(select(func.count()).select_from(Candidate)) == 0


def test_an_unknown_word_is_kept_beside_a_known_one(session: Session) -> None:
    made = register(Facts(claims=(OVERLOCK, ClaimLine("кюрдючный шов-зигзагулька"))))

    assert [claim.concept_id for claim in made.candidate.claims] == ["overlock_machine", None]
    assert made.candidate.claims[1].text == "кюрдючный шов-зигзагулька"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(), Fault.REQUIRED),
        (Facts(claims=(ClaimLine("qwrtpsdf zxcvbnm"),)), Fault.NOTHING_RECOGNISED),
        (Facts(claims=(OVERLOCK,) * 61), Fault.TOO_MANY),
    ],
)
def test_a_profile_says_something_we_know_and_not_too_much(
    session: Session, facts: Facts, expected: Fault
) -> None:
    with pytest.raises(Invalid) as error:
        register(facts)

    assert faults_of(error) == {"claims": expected}


def test_a_place_is_no_skill(session: Session) -> None:
    with pytest.raises(Invalid) as error:
        register(Facts(claims=(ClaimLine("цех", concept_id="sewing_workshop"),)))

    assert faults_of(error) == {"claims-0-text": Fault.NOT_CLAIMABLE}


def test_the_same_skill_twice_is_one_with_the_best_of_both(session: Session) -> None:
    made = register(
        Facts(
            claims=(
                ClaimLine("оверлок", level=2, years=6, last_used_years=3),
                ClaimLine("ওভারলক", level=4, years=5, last_used_years=1),
            )
        )
    )

    [claim] = made.candidate.claims
    assert (claim.text, claim.level, claim.years, claim.last_used_years) == ("оверлок", 4, 6.0, 1)


def test_hostile_text_is_cleaned_or_refused_at_its_field(session: Session) -> None:
    claims = (
        ClaimLine("оверлок\x00\u202e"),
        ClaimLine("🧵🪡"),
        ClaimLine("я" * 100_000),
    )

    with pytest.raises(Invalid) as error:
        register(Facts(claims=claims, about="a\x00" * 50_000))

    assert faults_of(error) == {
        "claims-1-text": Fault.NOT_TEXT,
        "claims-2-text": Fault.TOO_LONG,
        "about": Fault.TOO_LONG,
    }
    made = register(Facts(claims=claims[:1], about="дом\x00"))
    assert made.candidate.claims[0].text == "оверлок"
    assert made.candidate.about == "дом"


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.text(max_size=300), years=st.floats(), level=st.integers())
def test_whatever_is_typed_is_a_fault_or_fit_to_keep(
    session: Session, text: str, years: float, level: int
) -> None:
    faults: list[Any] = []

    checked = check(Facts(claims=(ClaimLine(text, None, level, years),)), NOON, faults)

    if not faults:
        [claim] = checked.claims
        assert 1 <= len(claim.text) <= 200
        assert "\x00" not in claim.text
        assert 1 <= level <= 5
        assert 0 <= years <= 60
        assert claim.concept_id is not None


def test_editing_keeps_the_rows_that_stay_and_counts_the_edit(session: Session) -> None:
    user = make_user(session)
    candidate = make_candidate(
        session, user, ("overlock_machine", 3, 2.0), ("coverstitch_machine", 3, 2.0)
    )
    kept, actor = candidate.claims[0].id, actor_of(session, user)
    later = NOON + dt.timedelta(hours=1)

    facts = Facts(claims=(ClaimLine("оверлок", level=4, years=3), ClaimLine("трикотаж")))
    candidates.save_skills(facts, actor=actor, now=later)

    session.expire_all()
    found = candidates.own(actor)
    assert [claim.concept_id for claim in found.claims] == ["overlock_machine", "knitwear_fabric"]
    assert found.claims[0].id == kept
    assert (found.revision, found.updated_at) == (2, later)


def test_a_confirmation_ends_where_more_is_said(session: Session) -> None:
    user = make_user(session)
    candidate = make_candidate(
        session, user, ("overlock_machine", 3, 2.0), ("coverstitch_machine", 3, 2.0)
    )
    for claim in candidate.claims:
        claim.evidence = ClaimEvidence.TESTED
    session.commit()

    facts = Facts(claims=(ClaimLine("оверлок", level=5, years=2), ClaimLine("распошив", level=2)))
    saved = candidates.save_skills(facts, actor=actor_of(session, user), now=NOON)

    assert [claim.evidence for claim in saved.claims] == [
        ClaimEvidence.STATED,
        ClaimEvidence.TESTED,
    ]


def test_saving_one_half_leaves_the_other(session: Session) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine", country="PK", place="Lahore")
    actor = actor_of(session, user)

    candidates.save_wishes(Facts(country="UZ", languages=("uz",)), actor=actor, now=NOON)
    candidates.set_visibility(Visibility.EMPLOYERS, actor=actor, now=NOON)

    found = candidates.own(actor)
    assert (found.country, found.place, found.languages) == ("UZ", "", ["uz"])
    assert [claim.concept_id for claim in found.claims] == ["overlock_machine"]
    assert found.visibility is Visibility.EMPLOYERS
    assert found.revision == 3


def test_nobody_but_its_owner_edits_a_profile(session: Session) -> None:
    candidate = make_candidate(session, make_user(session), "overlock_machine")
    other = actor_of(session, make_user(session))
    boss = actor_of(session, make_member(session, make_employer(session)))
    facts = Facts(claims=(OVERLOCK,))

    for actor in (other, boss):
        with pytest.raises(Forbidden):
            candidates.update(candidate.id, lambda _: facts, actor=actor, now=NOON)
    with pytest.raises(NotFound):
        candidates.own(other)
    with pytest.raises(Forbidden):
        candidates.save_wishes(facts, actor=boss, now=NOON)
    with pytest.raises(NotSignedIn):
        candidates.set_visibility(Visibility.HIDDEN, actor=ANONYMOUS, now=NOON)


def test_an_agency_submits_once_and_replaces_its_own(session: Session) -> None:
    ours, theirs = agency_actor(session), agency_actor(session)
    facts = Facts(claims=(OVERLOCK,), visibility=Visibility.APPLIED)

    made = candidates.create_for_agency(facts, "A-17", actor=ours, now=NOON)
    with pytest.raises(Conflict):
        candidates.create_for_agency(facts, "A-17", actor=ours, now=NOON)
    candidates.create_for_agency(facts, "A-17", actor=theirs, now=NOON)
    with pytest.raises(NotFound):
        candidates.update(made.id, lambda _: facts, actor=theirs, now=NOON)
    with pytest.raises(Forbidden):
        candidates.create_for_agency(facts, "A-18", actor=ANONYMOUS, now=NOON)

    whole = Facts(claims=(ClaimLine("трикотаж"),), visibility=Visibility.PUBLIC, place="Dhaka")
    changed = candidates.update(made.id, lambda _: whole, actor=ours, now=NOON)

    assert changed.revision == 2
    assert facts_of(changed).place == "Dhaka"
    assert facts_of(changed).claims == (ClaimLine("трикотаж", "knitwear_fabric"),)
    rows, total = candidates.submitted(actor=ours)
    assert ([row.id for row in rows], total) == ([made.id], 1)


def test_who_has_an_account_joins_once(session: Session) -> None:
    actor = actor_of(session, make_user(session))

    candidates.join(Facts(claims=(OVERLOCK,)), ADULT, actor=actor, now=NOON)

    with pytest.raises(Conflict):
        candidates.join(Facts(claims=(OVERLOCK,)), ADULT, actor=actor, now=NOON)
