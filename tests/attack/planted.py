"""Valid files of each kind with a planted word where readers do not see it, for the tests of what
is kept. Small, made here, and harmless: nothing in them runs.
"""

import io
from typing import Any

import pikepdf

from tests.kernel.traced import document, element, paragraph, run, saved
from tests.library.samples import docx_parts, odt_parts, pdf, zipped
from tests.sample import planted

SECRET = planted("kept-word")
SEEN = "what everybody sees"
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
NS = "urn:oasis:names:tc:opendocument:xmlns"
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'


def word(inside: str, *more: str) -> bytes:
    """A Word document with a paragraph that is seen and with the runs `inside` it."""
    return saved(document(paragraph(run(SEEN) + inside), *more))


def word_part(name: str, content: str | bytes) -> bytes:
    """A Word document with a part in the place of one of its own, or beside them."""
    return zipped({**docx_parts(SEEN), name: content})


def math(inside: str) -> str:
    return f"<w:r><w:t/></w:r><m:oMath {M}>{inside}</m:oMath>"


def opendocument(body: str, automatic: str = "", **parts: str | bytes) -> bytes:
    """An OpenDocument text; `styles` is what stands in its `styles.xml`."""
    spaces = "".join(
        f' xmlns:{short}="{NS}:{long}:1.0"'
        for short, long in {
            "o": "office", "t": "text", "s": "style", "table": "table", "form": "form",
            "draw": "drawing",
        }.items()
    )  # fmt: skip
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = (
        f"<o:document-content{spaces}><o:automatic-styles>{automatic}</o:automatic-styles>"
        f"<o:body><o:text><t:p>{SEEN}</t:p>{body}</o:text></o:body></o:document-content>"
    )
    files: dict[str, str | bytes] = {**odt_parts(SEEN), "content.xml": content}
    if "styles" in parts:
        files["styles.xml"] = (
            f"<o:document-styles{spaces}>{parts.pop('styles')!s}</o:document-styles>"
        )
    return zipped({**files, **parts})


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head>{head}</head><body><p>{SEEN}</p>{body}</body></html>".encode()
    )


def changed_pdf(change: Any, **how: Any) -> bytes:
    """The PDF of the samples after `change(document)`."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(SEEN))) as opened:
        change(opened)
        opened.save(made, **how)
    return made.getvalue()


__all__ = ["MC", "SECRET", "SEEN", "WPS", "changed_pdf", "element", "math", "opendocument", "page",
           "paragraph", "run", "word", "word_part"]  # fmt: skip
