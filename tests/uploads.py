"""Files to upload: honest ones in few bytes, and hostile ones made here rather than kept."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
ODT = "application/vnd.oasis.opendocument.text"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40 + b"\xff\xd9"
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 24


def multipart(fields: Mapping[str, object], data: bytes, name: str) -> dict[str, Any]:
    """A form with a file as a browser sends it, for a client's `post`."""
    border = "----------border"
    lines = []
    for field, given in fields.items():
        for value in given if isinstance(given, list) else [given]:
            lines.append(f'--{border}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n')
            lines.append(f"{value}\r\n")
    lines.append(f'--{border}\r\nContent-Disposition: form-data; name="file"; ')
    lines.append(f'filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n')
    body = "".join(lines).encode() + data + f"\r\n--{border}--\r\n".encode()
    return {"data": body, "content_type": f"multipart/form-data; boundary={border}"}


def pdf(*lines: str, pages: int = 1) -> bytes:
    """A PDF of some lines of Latin text, on each of its pages."""
    shown = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    return pdf_of(f"BT /F1 12 Tf 50 750 Td {shown} ET".encode(), pages)


def pdf_of(content: bytes, pages: int = 1, root: str = "") -> bytes:
    """A PDF whose pages share one content stream, packed."""
    packed = zlib.compress(content, 9)
    kids = " ".join(f"{4 + number} 0 R" for number in range(pages))
    fonts = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources {fonts} >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 595 842] >>".encode(),
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        + packed
        + b"\nendstream",
        *[page.encode()] * pages,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\n".encode()
    return bytes(out + f"startxref\n{table}\n%%EOF\n".encode())


def encrypted_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scripted_pdf() -> bytes:
    """A PDF that runs a script when it is opened."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert(1)"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = action
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def paragraphs(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def docx(
    body: str, *, head: str = "", main: str = MAIN, more: Mapping[str, bytes] | None = None
) -> bytes:
    """A DOCX of a body in WordprocessingML; ``head`` stands before its root."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    document = f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": types.encode(),
        "word/document.xml": document.encode(),
        **(more or {}),
    }
    return packed(parts)


def odt(*texts: str) -> bytes:
    """An ODT of some paragraphs."""
    body = "".join(f"<text:p>{text}</text:p>" for text in texts)
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": ODT.encode(), "content.xml": content.encode()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
