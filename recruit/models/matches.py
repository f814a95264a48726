"""Matches of every open vacancy as the batch last found them, its runs, and who was told."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from recruit.models.base import Base, Identified, choice


class RunState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    ABANDONED = "abandoned"


class MatchRun(Identified, Base):
    """One pass over all open vacancies.

    ``holder`` names the process that works on it, ``seen_at`` when it last said so; the database
    holds at most one run that is going on. The versions say by what it ranks.
    """

    __tablename__ = "match_run"
    __table_args__ = (
        Index(
            "ix_match_run_one_running",
            "state",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        CheckConstraint("top >= 1", name="top_positive"),
    )

    state: Mapped[RunState] = mapped_column(choice(RunState), default=RunState.RUNNING)
    started_at: Mapped[dt.datetime] = mapped_column(index=True)
    seen_at: Mapped[dt.datetime]
    finished_at: Mapped[dt.datetime | None]
    holder: Mapped[str] = mapped_column(String(200))
    top: Mapped[int]
    shards: Mapped[int] = mapped_column(default=0)
    people: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    taxonomy: Mapped[str] = mapped_column(String(40))
    closeness: Mapped[str] = mapped_column(String(40))
    rules: Mapped[str] = mapped_column(String(40))
    model: Mapped[str] = mapped_column(String(40))


class MatchList(Base):
    """When a vacancy's matches were stored first and last, by which run, and of which revision of
    the vacancy."""

    __tablename__ = "match_list"

    vacancy_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True
    )
    run_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("match_run.id", ondelete="SET NULL"), index=True
    )
    revision: Mapped[int]
    first_at: Mapped[dt.datetime]
    refreshed_at: Mapped[dt.datetime]


class StoredMatch(Base):
    """A specialist among the best for a vacancy; ``since`` is when they came into its list."""

    __tablename__ = "stored_match"
    __table_args__ = (
        CheckConstraint("score BETWEEN 0 AND 10000", name="score_range"),
        CheckConstraint("rank >= 1", name="rank_positive"),
        Index("ix_stored_match_since", "since"),
    )

    vacancy_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("match_list.vacancy_id", ondelete="CASCADE"), primary_key=True
    )
    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    rank: Mapped[int]
    score: Mapped[int]
    since: Mapped[dt.datetime]


class MatchDigest(Identified, Base):
    """When an employer, or a specialist, was last told of new matches."""

    __tablename__ = "match_digest"
    __table_args__ = (
        CheckConstraint("(employer_id IS NULL) <> (candidate_id IS NULL)", name="one_reader"),
    )

    employer_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("employer.id", ondelete="CASCADE"), unique=True
    )
    candidate_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), unique=True
    )
    told_at: Mapped[dt.datetime]
