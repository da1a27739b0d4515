"""PDF, read by PDFium. It must not be entered by two threads at once, hence the lock."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.bounds import MOST_PAGES
from tourdetable.kernel.media.kinds import encrypted, unreadable
from tourdetable.kernel.media.pdf_objects import check_object, opened_objects, walk

_LOCK = threading.Lock()
_PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of fpdfview.h."""
_NO_ENCRYPTION = -1


def check(content: bytes) -> None:
    """Raises SentenceError for what runs, plays, carries or cannot be walked to its end."""
    with opened_objects(content) as document:
        for node in walk(document):
            check_object(node)


def pages(content: bytes) -> int:
    """How many it has. Raises SentenceError for what is damaged, encrypted, or carries more than
    pages.
    """
    with _opened(content) as (document, pdfium):
        raw = document.raw
        if pdfium.raw.FPDF_GetSecurityHandlerRevision(raw) != _NO_ENCRYPTION:
            raise encrypted()
        if pdfium.raw.FPDFDoc_GetJavaScriptActionCount(raw) > 0:
            raise SentenceError("The PDF carries scripts; print it to a PDF without them.")
        if pdfium.raw.FPDFDoc_GetAttachmentCount(raw) > 0:
            raise SentenceError(
                "The PDF carries other files; keep each of them as a document of its own."
            )
        count = len(document)
        if not count:
            raise SentenceError("The PDF has no page; look whether it is the right file.")
        if count > MOST_PAGES:
            raise SentenceError(
                "The PDF has more than %(limit)s pages; divide it.", limit=MOST_PAGES
            )
        return count


def text(content: bytes, most: int) -> str:
    """Page after page, until there are that many signs; a page that cannot be read gives none."""
    found, size = [], 0
    with _opened(content) as (document, pdfium):
        for number in range(min(len(document), MOST_PAGES)):
            try:
                page = document[number]
                said = page.get_textpage().get_text_bounded(errors="replace")
            except pdfium.PdfiumError:
                continue
            found.append(said)
            size += len(said)
            if size > most:
                break
    return "\n".join(found)


@contextmanager
def _opened(content: bytes) -> Iterator[tuple[Any, Any]]:
    """The document and the library, which ships no types and is loaded only where it is needed."""
    pdfium: Any = import_module("pypdfium2")
    with _LOCK:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            is_locked = getattr(error, "err_code", None) == _PASSWORD_ERROR
            raise (encrypted() if is_locked else unreadable()) from None
        try:
            yield document, pdfium
        finally:
            document.close()
