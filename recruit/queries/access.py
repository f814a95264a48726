"""Tries at the doors, second factors, recovery, letters and accounts to be erased."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from recruit.models import (
    AttemptKind,
    Candidate,
    CandidatePrivate,
    Employer,
    Membership,
    OutgoingMail,
    PendingSignIn,
    RecoveryCode,
    RecoveryToken,
    SecondFactor,
    SignInAttempt,
    SignInLink,
    User,
    UserSession,
)


def failures_of_account(
    session: Session, attempt: SignInAttempt, since: dt.datetime, limit: int
) -> Sequence[dt.datetime]:
    """When the latest other failures at an attempt's account were, newest first."""
    return session.scalars(
        select(SignInAttempt.at)
        .where(
            *_failures(attempt, SignInAttempt.account_hash, attempt.account_hash, since),
            SignInAttempt.forgiven.is_(False),
        )
        .order_by(SignInAttempt.at.desc())
        .limit(limit)
    ).all()


def failures_of_address(
    session: Session, attempt: SignInAttempt, since: dt.datetime, limit: int
) -> Sequence[dt.datetime]:
    """When the latest other failures from an attempt's address were, newest first."""
    return session.scalars(
        select(SignInAttempt.at)
        .where(*_failures(attempt, SignInAttempt.address_hash, attempt.address_hash, since))
        .order_by(SignInAttempt.at.desc())
        .limit(limit)
    ).all()


def _failures(
    attempt: SignInAttempt, column: InstrumentedAttribute[str], value: str, since: dt.datetime
) -> tuple[ColumnElement[bool], ...]:
    return (
        SignInAttempt.kind == attempt.kind,
        column == value,
        SignInAttempt.at > since,
        SignInAttempt.succeeded.is_(False),
        SignInAttempt.id != attempt.id,
    )


def forgive(
    session: Session, kinds: Sequence[AttemptKind], account_hash: str, since: dt.datetime
) -> None:
    """Forgive an account's tries; they are locked in one order, so that two who are right at once
    wait for one another and not both for ever."""
    tries = session.scalars(
        select(SignInAttempt.id)
        .where(
            SignInAttempt.kind.in_(kinds),
            SignInAttempt.account_hash == account_hash,
            SignInAttempt.at > since,
            SignInAttempt.forgiven.is_(False),
        )
        .order_by(SignInAttempt.id)
        .with_for_update()
    ).all()
    session.execute(
        update(SignInAttempt)
        .where(SignInAttempt.id.in_(tries))
        .values(forgiven=True)
        .execution_options(synchronize_session=False)
    )


def forget_attempts(session: Session, before: dt.datetime) -> int:
    gone = session.scalars(
        delete(SignInAttempt)
        .where(SignInAttempt.at < before)
        .returning(SignInAttempt.id)
        .execution_options(synchronize_session=False)
    ).all()
    return len(gone)


def second_factor(
    session: Session, user_id: uuid.UUID, *, lock: bool = False
) -> SecondFactor | None:
    return session.get(
        SecondFactor, user_id, with_for_update=True if lock else None, populate_existing=lock
    )


def has_second_factor(session: Session, user_id: uuid.UUID) -> bool:
    return (
        session.scalar(
            select(SecondFactor.user_id).where(
                SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None)
            )
        )
        is not None
    )


def pending_by_hash(session: Session, token_hash: str) -> PendingSignIn | None:
    return session.scalar(
        select(PendingSignIn)
        .where(PendingSignIn.token_hash == token_hash)
        .options(joinedload(PendingSignIn.user))
        .with_for_update(of=PendingSignIn)
        .execution_options(populate_existing=True)
    )


def forget_pending(session: Session, now: dt.datetime) -> None:
    session.execute(delete(PendingSignIn).where(PendingSignIn.expires_at <= now))
    session.execute(delete(RecoveryToken).where(RecoveryToken.expires_at <= now))


def recovery_codes(
    session: Session, user_id: uuid.UUID, *, lock: bool = False
) -> Sequence[RecoveryCode]:
    """The codes of a user's sheet that were not used yet."""
    statement = select(RecoveryCode).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return session.scalars(statement).all()


def count_recovery_codes(session: Session, user_id: uuid.UUID) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(RecoveryCode)
            .where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


def delete_recovery_codes(session: Session, user_id: uuid.UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def recovery_token(session: Session, token_hash: str) -> RecoveryToken | None:
    return session.scalar(
        select(RecoveryToken)
        .where(RecoveryToken.token_hash == token_hash)
        .options(joinedload(RecoveryToken.user))
        .with_for_update(of=RecoveryToken)
        .execution_options(populate_existing=True)
    )


def end_everything(session: Session, user_id: uuid.UUID, *, but: uuid.UUID | None = None) -> None:
    """End every sign-in of a user, and every door half open: links, half sign-ins, recoveries."""
    session.execute(
        delete(UserSession).where(UserSession.user_id == user_id, UserSession.id != but)
        if but is not None
        else delete(UserSession).where(UserSession.user_id == user_id)
    )
    for model in (PendingSignIn, RecoveryToken, SignInLink):
        session.execute(delete(model).where(model.user_id == user_id))


def known_about(session: Session, user_id: uuid.UUID) -> list[str]:
    """Names that belong to a user: their own and their workshops'."""
    names = session.scalars(
        select(CandidatePrivate.full_name)
        .join(Candidate, Candidate.id == CandidatePrivate.candidate_id)
        .where(Candidate.user_id == user_id)
    ).all()
    workshops = session.scalars(
        select(Employer.legal_name)
        .join(Membership, Membership.employer_id == Employer.id)
        .where(Membership.user_id == user_id)
    ).all()
    return [*names, *workshops]


def due_letters(session: Session, now: dt.datetime, limit: int) -> Sequence[OutgoingMail]:
    """Letters whose time has come; a second worker skips those in hand."""
    return session.scalars(
        select(OutgoingMail)
        .where(OutgoingMail.due_at <= now)
        .order_by(OutgoingMail.due_at, OutgoingMail.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()


def delete_letter(session: Session, letter_id: uuid.UUID) -> None:
    session.execute(delete(OutgoingMail).where(OutgoingMail.id == letter_id))


def users_to_erase(session: Session, now: dt.datetime) -> Sequence[uuid.UUID]:
    return session.scalars(select(User.id).where(User.deletion_due_at <= now)).all()


def locked_user(session: Session, user_id: uuid.UUID) -> User | None:
    return session.get(User, user_id, with_for_update=True, populate_existing=True)
