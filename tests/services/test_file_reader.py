"""Files read in a process of their own, with real limits and real hostile files."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

import pytest

from recruit.config import resource as shipped
from recruit.errors import Fault, Invalid
from recruit.models import FileType
from recruit.services.files import limits
from recruit.services.files.limits import ALLOWANCE, Allowance
from recruit.services.files.reader import read
from tests import uploads

ROOT = str(shipped("seeds").parent)
ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def cause(data: bytes, file_type: FileType, allowance: Allowance = ALLOWANCE) -> Fault:
    with pytest.raises(Invalid) as refused:
        read(data, file_type, allowance)
    return refused.value.faults[0].fault


def test_text_comes_out_of_every_kind_of_cv():
    table = (
        "<w:tbl><w:tr>"
        f"<w:tc>{uploads.paragraphs('Machine')}</w:tc><w:tc>{uploads.paragraphs('Overlock')}</w:tc>"
        "</w:tr></w:tbl>"
    )
    inner = f"<w:txbxContent>{uploads.paragraphs('Juki')}</w:txbxContent>"
    box = f"<w:p><w:r><w:t>Cutter</w:t>{inner}</w:r></w:p>"

    lines = read(uploads.pdf("Overlock", "Five years"), FileType.PDF).text.split("\n")
    assert [line for line in lines if line] == ["Overlock", "Five years"]
    assert read(uploads.docx(table + box), FileType.DOCX).text.split("\n") == [
        "Machine : Overlock",
        "Cutter",
        "Juki",
    ]
    assert read(uploads.odt("Overlock", "Cutter"), FileType.ODT).text == "Overlock\nCutter"
    assert read("Тигүүчү".encode("cp1251", "ignore"), FileType.TXT).text


@pytest.mark.parametrize("head", [ENTITIES, OUTSIDE, "<!DOCTYPE d>"])
def test_a_document_type_is_refused_in_any_part(head):
    body = "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>" if head is OUTSIDE else ""
    style = f"{head}<a>1</a>".encode()

    assert cause(uploads.docx(body, head=head), FileType.DOCX) is Fault.FILE_UNSAFE
    hidden = uploads.docx(uploads.paragraphs("x"), more={"word/styles.xml": style})
    assert cause(hidden, FileType.DOCX) is Fault.FILE_UNSAFE
    content = uploads.packed({"mimetype": uploads.ODT.encode(), "content.xml": style})
    assert cause(content, FileType.ODT) is Fault.FILE_UNSAFE


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (uploads.encrypted_pdf(), Fault.FILE_ENCRYPTED),
        (uploads.scripted_pdf(), Fault.FILE_PROGRAMS),
        (uploads.pdf("x", pages=300), Fault.FILE_TOO_MANY_PAGES),
        (b"%PDF-1.7\nnothing more", Fault.FILE_DAMAGED),
        (uploads.pdf_of(b" " * (limits.MAX_UNPACKED + 1)), Fault.FILE_UNPACKS_TOO_LARGE),
    ],
)
def test_a_pdf_that_is_not_read_says_why(data, expected):
    assert cause(data, FileType.PDF) is expected


def test_the_most_pages_are_read():
    assert read(uploads.pdf("x", pages=limits.MAX_PAGES), FileType.PDF).text.count("x") == 40


def test_xml_nested_without_end_is_refused():
    deep = "<w:p>" * 5_000 + "</w:p>" * 5_000

    assert cause(uploads.docx(deep), FileType.DOCX) is Fault.FILE_TOO_HARD


def test_more_text_than_allowed_is_cut():
    found = read(b"overlock " * 50_000, FileType.TXT)

    assert found.cut
    assert len(found.text.encode()) <= limits.MAX_TEXT


def endless() -> bytes:
    """A small file that takes minutes to read."""
    found = uploads.pdf_of(b"BT /F1 12 Tf (x) Tj ET " * 300_000, pages=40)
    assert len(found) < 100_000
    return found


def used_by_children() -> float:
    """Seconds of the processor that ended child processes took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_file_that_never_ends_is_ended_by_its_share_of_the_processor():
    before = used_by_children()

    assert cause(endless(), FileType.PDF, Allowance(cpu=1, wall=60)) is Fault.FILE_TOO_HARD
    assert used_by_children() - before < 3


def test_a_file_that_takes_too_much_memory_is_given_up():
    wide = uploads.pdf_of(b"BT /F1 12 Tf (x) Tj ET " * 300_000)

    assert cause(wide, FileType.PDF, Allowance(memory=128 << 20)) is Fault.FILE_TOO_HARD


def test_a_process_that_answers_too_late_is_killed():
    file, start = endless(), time.monotonic()

    assert cause(file, FileType.PDF, Allowance(wall=0.5)) is Fault.FILE_TOO_HARD
    assert time.monotonic() - start < ALLOWANCE.cpu  # What it would have taken at the least.


def confined(script: str) -> dict[str, object]:
    """What a process says that gave up what a reading process gives up."""
    start = (
        f"import sys; sys.path.append({ROOT!r})\n"
        "from recruit.services.files import child\n"
        f"child.confine({ALLOWANCE.memory}, {ALLOWANCE.cpu})\n"
        "import json, os, resource, socket\n"
        "def tried(what):\n"
        "    try:\n"
        "        return repr(what())\n"
        "    except (OSError, MemoryError) as error:\n"
        "        return type(error).__name__\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", start + script], capture_output=True, check=True, timeout=30
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_reading_process_is_held_to_its_limits():
    found = confined(
        "print(json.dumps({n: resource.getrlimit(getattr(resource, n)) for n in "
        "('RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_FSIZE', 'RLIMIT_NOFILE', 'RLIMIT_CORE')}))"
    )

    assert (ALLOWANCE.memory, ALLOWANCE.cpu, ALLOWANCE.wall) == (512 << 20, 10, 15)
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != 512 << 20
    assert found == {
        "RLIMIT_AS": [512 << 20] * 2,
        "RLIMIT_CPU": [10] * 2,
        "RLIMIT_FSIZE": [1 << 20] * 2,
        "RLIMIT_NOFILE": [32] * 2,
        "RLIMIT_CORE": [0] * 2,
    }


def test_the_reading_process_has_no_network_no_environment_and_little_memory():
    found = confined(
        "print(json.dumps({"
        "'socket': tried(socket.socket),"
        "'connection': tried(lambda: socket.create_connection(('127.0.0.1', 80))),"
        "'memory': tried(lambda: len(bytearray(600 << 20))),"
        "'environment': len(os.environ),"
        "'site': sorted(m for m in sys.modules if m in ('flask', 'sqlalchemy', 'recruit.models')),"
        "}))"
    )

    assert found == {
        "socket": "OSError",
        "connection": "OSError",
        "memory": "MemoryError",
        "environment": 0,
        "site": [],
    }
