"""Text of DOCX and ODT, in the reading process: every part is looked at for what may not be
there before one is read, and no part may name another document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.ElementTree
import defusedxml.sax
from defusedxml.common import DefusedXmlException

from recruit.services.files import limits, refusal
from recruit.services.files.refusal import Refusal

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SIGNS = {
    f"{_WORD}tab": "\t",
    f"{_WORD}ptab": "\t",
    f"{_WORD}br": "\n",
    f"{_WORD}cr": "\n",
    f"{_WORD}noBreakHyphen": "-",
}
_MARKUP = (".xml", ".rels", ".rdf")
_MAX_DEPTH = 200


def docx_text(data: bytes) -> str:
    """The text of a DOCX: paragraphs, tables, text boxes. Raises `Refusal`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check(archive)
        root = _parsed(archive, "word/document.xml")
    return "\n".join(_docx_blocks(root))


def odt_text(data: bytes) -> str:
    """The text of an ODT. Raises `Refusal`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check(archive)
        root = _parsed(archive, "content.xml")
    body = root.find(f"{_OFFICE}body")
    return "\n".join(_odt_blocks(body)) if body is not None else ""


def _check(archive: zipfile.ZipFile) -> None:
    """Refuse document types, entities and references out of the file in any part."""
    left = limits.MAX_UNPACKED
    for entry in archive.infolist():
        left -= entry.file_size
        if left < 0:
            raise Refusal(refusal.UNPACKS_TOO_LARGE)
        if entry.filename.lower().endswith(_MARKUP):
            try:
                defusedxml.sax.parseString(
                    archive.read(entry), _Shallow(), forbid_dtd=True, forbid_external=True
                )
            except DefusedXmlException:
                raise Refusal(refusal.UNSAFE) from None
            except SAXParseException:
                raise Refusal(refusal.DAMAGED) from None


class _Shallow(ContentHandler):
    """Refuses what is nested deeper than any document is."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise Refusal(refusal.TOO_HARD)

    def endElement(self, name: str) -> None:  # noqa: N802
        self._depth -= 1


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        root: Element = defusedxml.ElementTree.fromstring(archive.read(name), forbid_dtd=True)
    except DefusedXmlException:
        raise Refusal(refusal.UNSAFE) from None
    except (ParseError, KeyError):
        raise Refusal(refusal.DAMAGED) from None
    return root


def _docx_blocks(element: Element) -> Iterator[str]:
    """Paragraphs with the boxes in them, and a table's rows with the cells on one line."""
    for child in element:
        if child.tag == f"{_WORD}p":
            yield _docx_line(child)
            for box in _outermost(child, f"{_WORD}txbxContent"):
                yield from _docx_blocks(box)
        elif child.tag == f"{_WORD}tr":
            yield _row(" ".join(_docx_blocks(cell)) for cell in _outermost(child, f"{_WORD}tc"))
        elif child.tag != _FALLBACK:
            yield from _docx_blocks(child)


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    """The elements of a tag below another, not those within one of them; what Word repeats for
    older programs is left out."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != _FALLBACK:
            yield from _outermost(child, tag)


def _docx_line(element: Element) -> str:
    """A paragraph's own words: what stands in a box within it is a block of its own."""
    return "".join(_docx_words(element))


def _docx_words(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in (_FALLBACK, f"{_WORD}txbxContent"):
            yield from _docx_words(child)


def _odt_blocks(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield _odt_line(child)
        elif child.tag == f"{_TABLE}table-row":
            yield _row(" ".join(_odt_blocks(c)) for c in _outermost(child, f"{_TABLE}table-cell"))
        elif child.tag != f"{_TEXT}tracked-changes":
            yield from _odt_blocks(child)


def _odt_line(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" ")
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        else:
            parts.append(_odt_line(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _row(cells: Iterator[str]) -> str:
    """A row's cells on one line: a label stands before what it labels."""
    kept = list(dict.fromkeys(text for cell in cells if (text := " ".join(cell.split()))))
    return " : ".join(cell.strip(" :") for cell in kept if cell.strip(" :"))
