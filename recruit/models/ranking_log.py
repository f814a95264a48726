"""Rankings as they were shown: kept so that each can be shown again exactly."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.models.actor import ActorKind
from recruit.models.base import Base, Identified, choice
from recruit.models.candidate import Candidate
from recruit.models.vacancy import Vacancy


class RankingPlace(StrEnum):
    """Where a ranking was shown."""

    SPECIALISTS = "specialists"
    APPLICANTS = "applicants"
    TABLE = "table"
    OWN = "own"
    PAIR = "pair"
    API = "api"
    API_CALL = "api_call"


class RankingDirection(StrEnum):
    """Whether specialists were ranked for a vacancy, or vacancies for a specialist."""

    EMPLOYER = "employer"
    CANDIDATE = "candidate"


class Ranking(Identified, Base):
    """One list as it was shown: to whom, when, and by what.

    ``shown`` counts the entries as they stood: fewer rows beneath it are people erased since.
    ``times`` and ``last_at`` count the very same list shown to the same viewer again soon after.
    ``document`` is compact JSON: the vacancy as the engine knew it, the names of the concepts in
    the viewer's language. It is text, so that what comes out is what went in, to the last digit.
    """

    __tablename__ = "ranking"
    __table_args__ = (
        CheckConstraint("shown >= 0", name="shown_not_negative"),
        Index("ix_ranking_of_vacancy", "vacancy_id", "at"),
    )

    at: Mapped[dt.datetime] = mapped_column(index=True)
    last_at: Mapped[dt.datetime] = mapped_column(index=True)
    times: Mapped[int] = mapped_column(default=1)
    place: Mapped[RankingPlace] = mapped_column(choice(RankingPlace))
    direction: Mapped[RankingDirection] = mapped_column(choice(RankingDirection))
    actor_kind: Mapped[ActorKind] = mapped_column(choice(ActorKind))
    user_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    key_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("api_key.id", ondelete="SET NULL"), index=True
    )
    employer_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("employer.id", ondelete="SET NULL"), index=True
    )
    vacancy_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("vacancy.id", ondelete="CASCADE")
    )
    candidate_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str] = mapped_column(String(8))
    shown: Mapped[int]
    ranked_total: Mapped[int]
    blocked_total: Mapped[int]
    taxonomy: Mapped[str] = mapped_column(String(40))
    closeness: Mapped[str] = mapped_column(String(40))
    rules: Mapped[str] = mapped_column(String(40))
    model: Mapped[str] = mapped_column(String(40))
    salt: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    document: Mapped[str] = mapped_column(Text)

    vacancy: Mapped[Vacancy | None] = relationship(lazy="raise_on_sql")
    entries: Mapped[list[RankingEntry]] = relationship(
        lazy="raise_on_sql",
        order_by="RankingEntry.position",
        back_populates="ranking",
        passive_deletes=True,
    )


class RankingEntry(Base):
    """One line of a list: score, what stood in the way, and every reason, as compact JSON.

    ``rank`` is empty for who stood apart. The line goes with its specialist.
    """

    __tablename__ = "ranking_entry"
    __table_args__ = (CheckConstraint("score BETWEEN 0 AND 10000", name="score_range"),)

    ranking_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("ranking.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    vacancy_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("vacancy.id", ondelete="CASCADE"), index=True
    )
    rank: Mapped[int | None]
    score: Mapped[int]
    document: Mapped[str] = mapped_column(Text)

    ranking: Mapped[Ranking] = relationship(lazy="raise_on_sql", back_populates="entries")
    candidate: Mapped[Candidate] = relationship(lazy="raise_on_sql")
    vacancy: Mapped[Vacancy | None] = relationship(lazy="raise_on_sql")
