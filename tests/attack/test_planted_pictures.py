"""Pictures and charts within files say nothing beside what they show."""

import struct
import zlib
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from tests.attack.planted import SECRET, SEEN, element, run
from tests.kernel.traced import saved
from tests.library.samples import docx_parts, zipped
from tests.unpacked import texts as unpacked
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import DOCX
from tourdetable.kernel.media.pictures import stripped
from tourdetable.kernel.media.recognition import text_of
from tourdetable.kernel.media.traces import Cleaning

SAID = SECRET.encode()


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


def webp(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def emf(said: str) -> bytes:
    """A header with a description (MS-EMF, section 2.3.4.2) and the end."""
    words = said.encode("utf-16-le")
    words += b"\x00" * (-len(words) % 4)
    head = struct.pack("<II16x16xI", 1, 108 + len(words), 0x464D4520)
    head += struct.pack("<IIIHHIII", 0x10000, 0, 2, 1, 0, len(said), 108, 0)
    return head.ljust(108, b"\x00") + words + struct.pack("<IIIII", 14, 20, 0, 20, 20)


GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
GIF_SHOWN = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00;"
VECTOR = "<svg xmlns='http://www.w3.org/2000/svg'{}>{}<text>seen</text></svg>"
PICTURES = {
    "gif": GIF + b"\x21\xfe" + bytes([len(SAID)]) + SAID + b"\x00" + GIF_SHOWN,
    "gif of an application": GIF + b"\x21\xff\x0bXMP DataXMP" + bytes([len(SAID)]) + SAID
    + b"\x00" + GIF_SHOWN,
    "webp": webp(chunk(b"VP8X", b"\x0c" + bytes(9)), chunk(b"VP8L", b"a"), chunk(b"EXIF", SAID),
                 chunk(b"XMP ", SAID)),
    "jpeg 2000": box(b"jP  ", b"\r\n\x87\n") + box(b"xml ", SAID) + box(b"jp2c", b"a"),
    "a second picture behind a jpeg": b"\xff\xd8\xff\xda\x00\x02a\xff\x00b\xff\xd9\xff\xd8" + SAID
    + b"\xff\xd9",
    "jpeg of a program": b"\xff\xd8\xff\xeb" + (len(SAID) + 2).to_bytes(2) + SAID
    + b"\xff\xda\x00\x02a\xff\xd9",
    "png": b"\x89PNG\r\n\x1a\n"
    + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in ((b"IHDR", bytes(13)), (b"prVt", SAID), (b"IEND", b""))
    ),
    "svg": VECTOR.format("", f"<metadata>{SECRET}</metadata>").encode(),
    "svg of a program": VECTOR.format(f" xmlns:a='urn:a' a:docname='{SECRET}'", "").encode(),
    "svg with a comment": b"<?xml version='1.0'?>" + VECTOR.format("", f"<!--{SECRET}-->").encode(),
}  # fmt: skip


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_says_nothing_beside_what_it_shows(kind: str) -> None:
    picture = PICTURES[kind]
    assert SAID in picture
    found = stripped(picture)
    assert SAID not in found
    assert stripped(found) == found
    assert not kind.startswith("svg") or b">seen<" in found
    assert not kind.startswith("gif") or found == GIF + GIF_SHOWN


def test_a_drawing_of_windows_does_not_say_what_it_was_called() -> None:
    picture = emf(SECRET)
    assert SECRET.encode("utf-16-le") in picture
    found = stripped(picture)
    assert SECRET.encode("utf-16-le") not in found
    assert (len(found), stripped(found)) == (len(picture), found)


C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART = (
    f'<c:chartSpace xmlns:c="{C}"><c:chart><c:plotArea><c:barChart><c:ser><c:val><c:numRef>'
    f"<c:f>[{SECRET}.xlsx]Sheet1!$A$1</c:f><c:numCache/></c:numRef></c:val></c:ser><c:extLst>"
    f'<c:ext uri="a"><c:filtered>{SECRET}</c:filtered></c:ext></c:extLst></c:barChart>'
    "</c:plotArea></c:chart></c:chartSpace>"
)


def test_a_chart_says_no_series_that_it_does_not_show_and_not_whence_it_came() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = (
        f'<w:p><w:r><w:drawing><c:chart xmlns:c="{C}" xmlns:r="{kind}" r:id="rId9"/>'
        "</w:drawing></w:r></w:p>"
    )
    parts: dict[str, Any] = docx_parts(SEEN)
    main = str(parts["word/document.xml"])
    parts["word/document.xml"] = main.replace("<w:body>", f"<w:body>{body}", 1)
    parts["word/charts/chart1.xml"] = CHART
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{kind}/chart" Target="charts/chart1.xml"/></Relationships>'
    )
    found = cleaned(DOCX, zipped(parts), Cleaning.ACCEPT)
    said = dict(unpacked("a.docx", found.content))
    assert any("chart1.xml" in name for name in said)
    assert not any(SAID in part for part in said.values())


def test_a_link_to_a_disk_becomes_its_text() -> None:
    made = RELATIONSHIP_TYPE.HYPERLINK
    document = docx.Document()
    number = document.part.relate_to(f"file:///C:/{SECRET}/a.docx", made, is_external=True)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = element(f'<w:p><w:hyperlink r:id="{number}">{run(SEEN)}</w:hyperlink></w:p>'.replace(
        "<w:p>", f'<w:p xmlns:r="{kind}">'))  # fmt: skip
    document.element.body.insert(0, link)
    found = cleaned(DOCX, saved(document), Cleaning.ACCEPT)
    assert not any(SAID in part for _name, part in unpacked("a.docx", found.content))
    assert SEEN in text_of(DOCX.media_type, found.content)
