"""Uploaded files as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from recruit.models import CandidateFile, FileKind, TextState
from recruit.services.files.cleaning import Note
from recruit.wording import date_text

_KILOBYTE = 1024
_MEGABYTE = 1024 * _KILOBYTE


@dataclass(frozen=True, slots=True)
class FileView:
    """One file: what it is called, what it is, what can be done with it."""

    name: str
    kind: str
    facts: str
    notes: list[str]
    url: str
    read_url: str | None
    delete_url: str


def file_view(file: CandidateFile) -> FileView:
    """A file as its owner and an employer see it; notes are for the owner."""
    readable = file.kind is FileKind.CV and file.text_state is not TextState.UNREADABLE
    return FileView(
        name=file.name,
        kind=_("CV") if file.kind is FileKind.CV else _("Certificate"),
        facts=" · ".join((file.file_type.name, size_text(file.size), date_text(file.created_at))),
        notes=notes_of(file),
        url=url_for("files.download", file_id=file.id),
        read_url=url_for("profile.cv_proposals", file_id=file.id) if readable else None,
        delete_url=url_for("profile.delete_file", file_id=file.id),
    )


def size_text(size: int) -> str:
    if size >= _MEGABYTE:
        return _("%(size)s MB", size=format_decimal(round(size / _MEGABYTE, 1)))
    return _("%(size)s KB", size=format_decimal(max(1, round(size / _KILOBYTE))))


def notes_of(file: CandidateFile) -> list[str]:
    """What its owner should know about the reading of a CV, as sentences."""
    texts = {
        Note.LOST: _("Part of the text could not be read; please check."),
        Note.LOST_BENGALI: _("Part of the Bengali text could not be read; please check."),
        Note.LOST_URDU: _("Part of the Urdu text could not be read; please check."),
        Note.TURNED: _("Some lines came the wrong way round and were turned; please check."),
        Note.CUT: _("The file is long: only its beginning was read."),
        Note.NO_TEXT: _(
            "There is no text in this file, only a picture. Employers can open it, but nothing "
            "can be read from it into your profile."
        ),
    }
    return [text for note, text in texts.items() if note.value in file.notes]
