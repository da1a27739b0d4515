"""Files for tests. Each says on its face that it is invented."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

import typst

SAYS = "INVENTED FOR TESTS. Not a document of any meeting."
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


@cache
def pdf(text: str = SAYS, pages: int = 1) -> bytes:
    # Made once for the same words: a PDF holds the moment at which it was made.
    source = "\n#pagebreak()\n".join(f"{text} Page {n}." for n in range(1, pages + 1))
    return bytes(typst.compile(source.encode()))


@cache
def scan() -> bytes:
    """A PDF of one page without a letter."""
    return bytes(typst.compile(b"#rect(width: 3cm, height: 2cm)"))


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """Relationships to parts by the last words of their types."""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_RELS}">{rows}</Relationships>'


def docx_parts(text: str = SAYS, main: str = f"{DOCX_TYPE}.main+xml") -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_RELS_TYPE}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        ),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": (
            f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
            "<w:p><w:r><w:t>Second</w:t><w:tab/><w:t>line</w:t></w:r></w:p></w:body></w:document>"
        ),
    }


def odt_parts(text: str = SAYS) -> dict[str, str | bytes]:
    return {
        "mimetype": ODT_TYPE,
        "META-INF/manifest.xml": (
            f'<m:manifest xmlns:m="{_ODF}:manifest:1.0" m:version="1.3">'
            f'<m:file-entry m:full-path="/" m:media-type="{ODT_TYPE}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
        ),
        "content.xml": (
            f'<o:document-content xmlns:o="{_ODF}:office:1.0" xmlns:t="{_ODF}:text:1.0"><o:body>'
            f"<o:text><t:h>{text}</t:h><t:p>Second<t:tab/><t:span>line</t:span> ends</t:p>"
            "</o:text></o:body></o:document-content>"
        ),
    }


def docx(text: str = SAYS) -> bytes:
    return zipped(docx_parts(text))


def odt(text: str = SAYS) -> bytes:
    return zipped(odt_parts(text))


def html(body: str = f"<p>{SAYS}</p>") -> bytes:
    return f"<!doctype html><html lang=en><title>Invented</title><body>{body}".encode()
