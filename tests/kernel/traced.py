"""Word documents with traces for tests, made by python-docx; every name in them is invented and
planted: none of these words may be in a file that was cleaned.
"""

import io
import re
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.sample import planted

AUTHOR, EDITOR, SAID = (planted(f"traces-{word}") for word in ("author", "editor", "said"))
W = nsdecls("w")


def element(xml: str) -> Any:
    """An element of WordprocessingML; its outermost tag gets the namespace."""
    return parse_xml(re.sub(r"^<w:\w+", lambda tag: f"{tag[0]} {W}", xml))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def change(kind: str, inside: str = "", author: str = AUTHOR) -> str:
    mark = f'w:id="9" w:author="{author}" w:date="2027-01-01T00:00:00Z"'
    return f"<w:{kind} {mark}>{inside}</w:{kind}>"


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def document(*body: str, **properties: str) -> Any:
    """A document of python-docx with those elements before its last section."""
    made = docx.Document()
    made.core_properties.author = ""
    made.core_properties.comments = ""
    for name, value in properties.items():
        setattr(made.core_properties, name, value)
    for xml in body:
        made.element.body.insert(len(made.element.body) - 1, element(xml))
    return made


def saved(made: Any) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def texts(content: bytes) -> list[str]:
    """Paragraphs as python-docx reads them, those of tables after the others."""
    found = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return [*(one.text for one in found.paragraphs), *cells]
