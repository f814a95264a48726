"""What a specialist uploads: a row for each file; its bytes lie outside the database."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.models.base import Base, Identified, Json, choice
from recruit.models.candidate import Candidate


class FileKind(StrEnum):
    """What a file is to its owner."""

    CV = "cv"
    CERTIFICATE = "certificate"


class FileType(StrEnum):
    """What a file is by its content; the value is also its ending."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    TXT = "txt"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"

    @property
    def media_type(self) -> str:
        """Its name in HTTP."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.ODT: "application/vnd.oasis.opendocument.text",
    FileType.TXT: "text/plain",
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.WEBP: "image/webp",
}


class TextState(StrEnum):
    """How much of a CV's text could be read."""

    READ = "read"
    PARTLY = "partly"
    UNREADABLE = "unreadable"


class CandidateFile(Identified, Base):
    """A CV or a certificate. ``stored_name`` is random and says nothing of the person; ``name`` is
    what they called it, cleaned, for showing only. A certificate's text is not read."""

    __tablename__ = "candidate_file"
    __table_args__ = (CheckConstraint("size > 0", name="size_positive"),)

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[FileKind] = mapped_column(choice(FileKind))
    name: Mapped[str] = mapped_column(String(120))
    file_type: Mapped[FileType] = mapped_column(choice(FileType))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    stored_name: Mapped[str] = mapped_column(String(40), unique=True)
    text_state: Mapped[TextState | None] = mapped_column(choice(TextState))
    notes: Mapped[list[str]] = mapped_column(Json, default=list)
    created_at: Mapped[dt.datetime]

    candidate: Mapped[Candidate] = relationship(lazy="raise_on_sql")
