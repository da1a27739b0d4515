"""What a file is, whether it may be kept, and what it says."""

import re
from dataclasses import dataclass

from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.kernel.media import packages, pages, pdf
from tourdetable.kernel.media.kinds import (
    DOCX,
    HTML,
    MEDIA,
    ODT,
    PDF,
    TXT,
    Medium,
    decoded,
    storable,
)

LONGEST_TEXT = 5_000_000
"""Signs of one file that are kept as its text: a book of 2,000 pages."""
MEGABYTE = 1_000_000
USUAL_LIMIT = 50 * MEGABYTE
"""Bytes of a kept file, where nobody says otherwise."""

_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s++html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_ODD = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that may be kept; `pages` where its kind has a number of them."""

    medium: Medium
    size: int
    pages: int | None


def recognise(name: str, content: bytes, *, most: int) -> Recognised:
    """Type a file by its content. `most` is the size in bytes that is still taken.

    Raises SentenceError, with the name before it, for a file that is empty, too large, of no known
    kind, other than its name says, locked, damaged, or that carries more than something to read.
    """
    try:
        check_size(len(content), most=most)
        medium = _medium(content)
        _check_name(name, medium)
        count = _check(medium, content)
    except SentenceError as error:
        raise of_file(name, error) from None
    return Recognised(medium, len(content), count)


def text_of_content(content: bytes, *, media_type: str) -> str:
    """The same as `text_of`, for the process in which it is asked."""
    return text_of(media_type, content)


def of_file(name: str, refusal: SentenceError) -> SentenceError:
    """The same refusal with the name of the file before it."""
    return SentenceError("%(file)s: %(refusal)s", file=shown(name), refusal=refusal)


def check_size(size: int, *, most: int) -> None:
    """Raises SentenceError; can be asked before the content is read."""
    if not size:
        raise SentenceError("The file is empty; look whether it is the right one.")
    if size > most:
        raise SentenceError(
            "The file has %(size)s MB and %(limit)s MB are the limit; make it smaller.",
            size=round(size / MEGABYTE, 1),
            limit=most // MEGABYTE,
        )


def text_of(media_type: str, content: bytes) -> str:
    """The text of a file that was recognised; empty where it has none, as a scan."""
    medium = MEDIA[media_type]
    if medium is PDF:
        said = pdf.text(content, LONGEST_TEXT)
    elif medium is HTML:
        said = pages.text(content)
    elif medium is TXT:
        said = decoded(content)
    else:
        said = packages.text(content, medium, LONGEST_TEXT)
    return storable(said[:LONGEST_TEXT])


def _medium(content: bytes) -> Medium:
    if content.startswith(b"%PDF-"):
        return PDF
    found = packages.medium(content) if content.startswith(_ZIP) else None
    if found is not None:
        return found
    if content.startswith(_OLD_OFFICE):
        raise SentenceError(
            "The file is an old or encrypted Office file; save it as DOCX without a password."
        )
    if b"\x00" in content or content.startswith(_ZIP):
        raise SentenceError(
            "The file is none of %(kinds)s; convert it to one of them.",
            kinds=", ".join(medium.ending.upper() for medium in MEDIA.values()),
        )
    text = decoded(content)
    return HTML if _HTML.match(text) else TXT


def _check_name(name: str, medium: Medium) -> None:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in medium.endings:
        raise SentenceError(
            "The content is %(kind)s, which the name does not say; let the name end in .%(ending)s "
            "if that is what it should be.",
            kind=medium.ending.upper(),
            ending=medium.ending,
        )


def _check(medium: Medium, content: bytes) -> int | None:
    if medium is PDF:
        count = pdf.pages(content)
        pdf.check(content)
        return count
    if medium in (DOCX, ODT):
        packages.check(content, medium)
    elif medium is HTML:
        pages.check(content)
    elif _ODD.search(decoded(content)):
        raise SentenceError(
            "The text holds signs that no text has; look whether it is the right file."
        )
    return None
