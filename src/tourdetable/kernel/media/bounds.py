"""How much of a file is unpacked and parsed, each number in one place.

A few bytes of a package become many when they are unpacked, and each element of markup becomes some
hundred bytes of memory. What is counted here is counted before anything is built of it; the limits
of the process (`kernel/isolation`) hold for whatever this does not foresee.
"""

import zipfile
from collections.abc import Iterable

from tourdetable.kernel.errors import SentenceError

MOST_ELEMENTS = 400_000
"""Of a part of a document, of a web page or of XML: a book of a thousand pages in Word has fewer.
With attributes and texts lxml and lexbor take about half a kilobyte for each.
"""
MOST_PAGES = 20_000
"""Of a PDF: what it says of their number is only a claim."""
MOST_CELLS = 200_000
"""Of the tables of a document."""
MOST_SIGNS = 5_000_000
"""Of what is read of a document or a list: a book of 2,000 pages."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 1 << 16


def check_methods(entries: Iterable[zipfile.ZipInfo]) -> None:
    """Raises BadZipFile for a compression that no office program uses: the others cannot be
    unpacked piece by piece.
    """
    if any(entry.compress_type not in _METHODS for entry in entries):
        msg = "an unusual compression"
        raise zipfile.BadZipFile(msg)


def unpacked(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> bytes:
    """An entry, piece by piece: one that gives more than it says is given up at that point.

    Raises BadZipFile for that, KeyError where it is missing.
    """
    entry = archive.getinfo(name) if isinstance(name, str) else name
    parts, size = [], 0
    with archive.open(entry) as stream:
        while part := stream.read(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > entry.file_size:
                msg = "an entry is larger than it says"
                raise zipfile.BadZipFile(msg)
    return b"".join(parts)


def elements(markup: bytes) -> int:
    """How many elements there are at most, counted without parsing."""
    return markup.count(b"<") - markup.count(b"</")


def check_elements(markup: bytes, *, most: int = MOST_ELEMENTS) -> None:
    """Raises SentenceError for markup with more elements than that."""
    if elements(markup) > most:
        raise SentenceError(
            "The file has more than %(limit)s elements in one part; save it anew with less in it, "
            "or divide it.",
            limit=most,
        )


def check_signs(count: int) -> None:
    """Raises SentenceError where more was read than any document says."""
    if count > MOST_SIGNS:
        raise SentenceError(
            "The file holds more than %(limit)s characters; divide it.", limit=MOST_SIGNS
        )
