"""What a file is, by what it holds: its name and what the browser calls it say nothing."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Collection

from recruit.errors import Fault, Invalid, fault
from recruit.models import FileKind, FileType
from recruit.services.files import limits
from recruit.services.files.plain import decoded

FIELD = "file"

TAKEN: dict[FileKind, tuple[FileType, ...]] = {
    FileKind.CV: (FileType.PDF, FileType.DOCX, FileType.ODT, FileType.TXT),
    FileKind.CERTIFICATE: (FileType.PDF, FileType.JPEG, FileType.PNG, FileType.WEBP),
}

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(NotImplementedError, RuntimeError, EOFError, ValueError, OSError),
)
"""What reading a damaged archive may raise."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_ZIP_ENDS = (b"PK\x05\x06", b"PK\x06\x06")
_ZIP_TAIL = 65_557
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"MZ", b"\x7fELF", b"#!", b"{\\rtf")
_MARKUP = (b"<html", b"<script", b"<!doctype", b"<?php", b"<iframe")
_HEAD = 4_096
_DOCX_TYPE = b"wordprocessingml.document.main+xml"
_ODT_TYPE = FileType.ODT.media_type.encode()
_PROGRAMS = ("vbaproject.bin", "vbadata.xml", "activex", "oleobject", "basic/", "scripts/")


def refused(kind: Fault, **facts: str | int | float) -> Invalid:
    """A file that is not taken, and why."""
    return Invalid([fault(FIELD, kind, **facts)])


def type_of(data: bytes, kind: FileKind) -> FileType:
    """What a file is. Raises `Invalid` at `file` for what is not taken, with the cause."""
    if not data:
        raise refused(Fault.FILE_EMPTY)
    if len(data) > limits.MAX_SIZE:
        raise refused(Fault.FILE_TOO_LARGE, maximum=limits.MAX_SIZE // limits.MEGABYTE)
    found = _by_magic(data)
    taken = TAKEN[kind]
    if found is None or found not in taken:
        raise _not_taken(taken)
    return found


def _not_taken(taken: Collection[FileType]) -> Invalid:
    names = ", ".join("JPEG" if one is FileType.JPEG else one.name for one in taken)
    return refused(Fault.FILE_NOT_TAKEN, text=names)


def _by_magic(data: bytes) -> FileType | None:
    if data.startswith(_OLD_OFFICE):
        locked = _ENCRYPTED_OFFICE in data
        raise refused(Fault.FILE_ENCRYPTED if locked else Fault.FILE_OLD_WORD)
    if data.startswith(b"PK\x03\x04"):
        _refuse_second(data[:_HEAD], b"%PDF-")
        return _packed(data)
    if data.startswith(b"%PDF-"):
        _refuse_second(data[:1024].lower(), *_MARKUP)
        _refuse_archive(data)
        return FileType.PDF
    picture = _picture(data)
    if picture is not None:
        _refuse_second(data.lower(), *_MARKUP, b"%pdf-")
        _refuse_archive(data)
        return picture
    return _text(data)


def _picture(data: bytes) -> FileType | None:
    if data.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return FileType.WEBP
    return None


def _refuse_second(data: bytes, *marks: bytes) -> None:
    """Refuse what a second reader would take for another kind of file."""
    if any(mark in data for mark in marks):
        raise refused(Fault.FILE_MIXED)


def _refuse_archive(data: bytes) -> None:
    if any(mark in data[-_ZIP_TAIL:] for mark in _ZIP_ENDS):
        raise refused(Fault.FILE_MIXED)


def _text(data: bytes) -> FileType | None:
    head = data[:_HEAD].lower().replace(b"\0", b"")
    if b"<svg" in head:
        raise refused(Fault.FILE_DRAWING)
    if data.startswith(_ARCHIVES) or b"<?xml" in head:
        return None
    if b"%pdf-" in head or any(mark in head for mark in _MARKUP):
        raise refused(Fault.FILE_MIXED)
    if any(mark in data[-_ZIP_TAIL:] for mark in _ZIP_ENDS):
        raise refused(Fault.FILE_MIXED)
    return FileType.TXT if decoded(data) is not None else None


def _packed(data: bytes) -> FileType | None:
    """The document in a ZIP archive, looked at before anything of it is unpacked but its type."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _weigh(entries, len(data))
            return _document(archive, {entry.filename for entry in entries})
    except _BROKEN:
        raise refused(Fault.FILE_DAMAGED) from None


def _weigh(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > limits.MAX_ENTRIES:
        raise refused(Fault.FILE_UNPACKS_TOO_LARGE)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.MAX_UNPACKED or (
        unpacked > limits.RATIO_FROM and unpacked > packed * limits.MAX_RATIO
    ):
        raise refused(Fault.FILE_UNPACKS_TOO_LARGE)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise refused(Fault.FILE_ENCRYPTED)
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise refused(Fault.FILE_MIXED)


def _document(archive: zipfile.ZipFile, names: set[str]) -> FileType | None:
    if any(part in name.lower() for name in names for part in _PROGRAMS):
        raise refused(Fault.FILE_PROGRAMS)
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        types = archive.read("[Content_Types].xml")
        if b"macroEnabled" in types:
            raise refused(Fault.FILE_PROGRAMS)
        return FileType.DOCX if _DOCX_TYPE in types else None
    if "mimetype" in names and "content.xml" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise refused(Fault.FILE_ENCRYPTED)
        return FileType.ODT if archive.read("mimetype").strip() == _ODT_TYPE else None
    return None
