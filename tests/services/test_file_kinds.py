"""What a file is, by what it holds; and what is refused before anything of it is read."""

from __future__ import annotations

import pytest

from recruit.errors import Fault, Invalid
from recruit.models import FileKind, FileType
from recruit.services.files import limits
from recruit.services.files.kinds import type_of
from recruit.services.files.names import shown_name
from recruit.services.files.plain import decoded
from tests import uploads

WORDS = "Швея на оверлок, трикотаж, опыт 5 лет"


def cause(data: bytes, kind: FileKind = FileKind.CV) -> Fault:
    with pytest.raises(Invalid) as refused:
        type_of(data, kind)
    (found,) = refused.value.faults
    assert found.field == "file"
    return found.fault


@pytest.mark.parametrize(
    ("data", "file_type"),
    [
        (uploads.pdf("Overlock"), FileType.PDF),
        (uploads.docx(uploads.paragraphs("Overlock")), FileType.DOCX),
        (uploads.odt("Overlock"), FileType.ODT),
        (WORDS.encode(), FileType.TXT),
        (WORDS.encode("utf-8-sig"), FileType.TXT),
        (WORDS.encode("utf-16"), FileType.TXT),
        (WORDS.encode("utf-16-le"), FileType.TXT),
        (WORDS.encode("utf-16-be"), FileType.TXT),
        (WORDS.encode("cp1251"), FileType.TXT),
    ],
)
def test_a_cv_is_known_by_its_content(data, file_type):
    assert type_of(data, FileKind.CV) is file_type


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_text_is_read_in_the_encoding_it_came_in(encoding):
    assert decoded(WORDS.encode(encoding)) == WORDS


def test_a_photo_is_a_certificate_and_no_cv():
    for data, file_type in (
        (uploads.JPEG, FileType.JPEG),
        (uploads.PNG, FileType.PNG),
        (uploads.WEBP, FileType.WEBP),
        (uploads.pdf("Diploma"), FileType.PDF),
    ):
        assert type_of(data, FileKind.CERTIFICATE) is file_type
    assert cause(uploads.JPEG) is Fault.FILE_NOT_TAKEN
    assert cause(WORDS.encode(), FileKind.CERTIFICATE) is Fault.FILE_NOT_TAKEN


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
BODY = uploads.paragraphs("Overlock")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Fault.FILE_EMPTY),
        (b"%PDF-" + b"0" * limits.MAX_SIZE, Fault.FILE_TOO_LARGE),
        (b"\x7fELF" + b"\0" * 100, Fault.FILE_NOT_TAKEN),
        (bytes(range(256)) * 4, Fault.FILE_NOT_TAKEN),
        (b"{\\rtf1 Overlock}", Fault.FILE_NOT_TAKEN),
        (uploads.packed({"a.txt": b"Overlock"}), Fault.FILE_NOT_TAKEN),
        (OLE, Fault.FILE_OLD_WORD),
        (LOCKED, Fault.FILE_ENCRYPTED),
        (SVG, Fault.FILE_DRAWING),
        (SVG.decode().encode("utf-16"), Fault.FILE_DRAWING),
        (b"<!doctype html><p>Overlock", Fault.FILE_MIXED),
        (b"Overlock, 5 years\n" + uploads.pdf("x"), Fault.FILE_MIXED),
        (b"%PDF-1.7\n<script>alert(1)</script>", Fault.FILE_MIXED),
        (uploads.pdf("x") + uploads.packed({"a": b"b"}), Fault.FILE_MIXED),
        (uploads.packed({"%PDF-1.7": b"", "word/document.xml": b""}), Fault.FILE_MIXED),
        (uploads.docx(BODY, main=uploads.MACROS), Fault.FILE_PROGRAMS),
        (uploads.docx(BODY, more={"word/vbaProject.bin": b"x"}), Fault.FILE_PROGRAMS),
        (uploads.docx("", more={"word/media/a": bytes(40 << 20)}), Fault.FILE_UNPACKS_TOO_LARGE),
        (uploads.docx("", more={"word/media/a": bytes(25 << 20)}), Fault.FILE_UNPACKS_TOO_LARGE),
        (
            uploads.docx("", more={f"word/{n}.xml": b"" for n in range(1000)}),
            Fault.FILE_UNPACKS_TOO_LARGE,
        ),
        (b"PK\x03\x04" + b"\0" * 200, Fault.FILE_DAMAGED),
    ],
)
def test_what_is_not_taken_is_refused_with_the_cause(data, expected):
    assert cause(data) is expected


@pytest.mark.parametrize(
    "second", [b"<script>", b"<HTML>", b"%PDF-1.7", b"PK\x05\x06" + b"\0" * 18]
)
def test_a_photo_that_is_something_else_too_is_refused(second):
    for photo in (uploads.JPEG, uploads.PNG, uploads.WEBP):
        assert cause(photo + second, FileKind.CERTIFICATE) is Fault.FILE_MIXED


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("cv.pdf", "cv.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\Моё резюме.PDF", "Моё резюме.pdf"),
        ("cv\r\nSet-Cookie: a=b.pdf", "cv Set-Cookie a=b.pdf"),
        ("cv\u202efdp.exe", "cvfdp.exe.pdf"),
        ("virus.html", "virus.html.pdf"),
        ("..", "cv.pdf"),
        ("", "cv.pdf"),
        (None, "cv.pdf"),
        ("জীবন বৃত্তান্ত.pdf", "জীবন বৃত্তান্ত.pdf"),
        ("a" * 500 + ".pdf", "a" * 116 + ".pdf"),
        ('a"b<c>.pdf', "abc.pdf"),
    ],
)
def test_a_name_is_for_showing_only(given, shown):
    assert shown_name(given, FileKind.CV, FileType.PDF) == shown
