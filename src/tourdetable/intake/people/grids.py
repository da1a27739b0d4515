"""A spreadsheet as lines of texts, whatever program wrote it: CSV in any encoding, or XLSX."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tourdetable.intake.enums import Sureness
from tourdetable.intake.people.encodings import decode
from tourdetable.intake.people.workbooks import XLSX, pages_of
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.bounds import check_signs

LARGEST = 5_000_000
"""Bytes of a list: ten times one of 8,000 people."""
MOST_LINES, MOST_COLUMNS, LONGEST_CELL = 12_000, 60, 2_000
DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 60
"""Lines that tell the delimiter."""
_NAMED_DELIMITER = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""A first line of Excel's own."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DISARMED = re.compile(r"^'(?=[=+\-@＝＋－＠])")
"""What our own lists and others put before a text that a spreadsheet would take for a formula."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number as a spreadsheet counts them, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """All lines that are not empty. `encoding` is empty for a workbook, `pages` for a CSV file."""

    lines: tuple[Line, ...]
    encoding: str = ""
    sureness: Sureness = Sureness.SURE
    pages: tuple[str, ...] = ()
    page: str = ""


def read_grid(content: bytes, *, encoding: str = "", page: str = "") -> Grid:
    """The lines of a file. `encoding` and `page` are what somebody has chosen, else empty.

    Raises SentenceError for a file that is empty, too large, locked, damaged or no spreadsheet.
    """
    if not content.strip():
        raise SentenceError("The file is empty; look whether it is the right one.")
    if len(content) > LARGEST:
        raise SentenceError(
            "The file is larger than %(limit)s MB; divide it.", limit=LARGEST // 1_000_000
        )
    if content.startswith(_OLD_OFFICE):
        raise SentenceError(
            "This is an old or encrypted Office file; save it as XLSX without a password."
        )
    if content.startswith(XLSX):
        pages = pages_of(content, page, MOST_LINES, MOST_COLUMNS)
        lines = _kept(pages.rows)
        return Grid(lines, pages=pages.names, page=pages.chosen)
    if content.startswith(b"%PDF-"):
        raise SentenceError("This is a PDF; ask for the list as CSV or XLSX.")
    told = decode(content, encoding)
    return Grid(_kept(_records(told.text)), told.encoding, told.sureness)


def _records(text: str) -> Iterator[Sequence[str]]:
    if "\x00" in text:
        raise SentenceError("This file is no text; save the list as CSV or XLSX.")
    named = _NAMED_DELIMITER.match(text)
    if named:
        yield ()
        yield from _parsed(text[named.end() :], named[1])
        return
    yield from _parsed(text, _delimiter(text))


def _parsed(text: str, delimiter: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise SentenceError(
                "Row %(row)s cannot be read; perhaps a quotation mark is open there.", row=number
            ) from None
        yield record
        number += 1


def _delimiter(text: str) -> str:
    """The one by which most of the first lines have the same number of cells, and several."""

    def score(delimiter: str) -> tuple[int, int]:
        widths: list[int] = []
        try:
            for record in _parsed(text[: LONGEST_CELL * _LOOKED_AT], delimiter):
                widths += [len(record)] if record else []
                if len(widths) == _LOOKED_AT:
                    break
        except SentenceError:
            return 0, 0
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0), usual

    return max(DELIMITERS, key=score)


def _kept(records: Iterable[Sequence[str]]) -> tuple[Line, ...]:
    """Lines that say something, with their numbers; a cell is one line of text without controls.

    Raises SentenceError for a list that is longer, wider or fuller than any list of people.
    """
    kept, signs = [], 0
    for number, record in enumerate(records, start=1):
        if len(record) > MOST_COLUMNS and any(cell.strip() for cell in record[MOST_COLUMNS:]):
            raise SentenceError(
                "Row %(row)s has more than %(limit)s cells; this is no list of people.",
                row=number,
                limit=MOST_COLUMNS,
            )
        cells = tuple(_plain(cell, number) for cell in record[:MOST_COLUMNS])
        signs += sum(map(len, cells))
        check_signs(signs)
        if any(cells):
            kept.append(Line(number, cells))
        if len(kept) > MOST_LINES:
            raise SentenceError(
                "The list has more than %(limit)s rows; divide it.", limit=MOST_LINES
            )
    if not kept:
        raise SentenceError("The file is empty; look whether it is the right one.")
    return tuple(kept)


def _plain(cell: str, number: int) -> str:
    if len(cell) > LONGEST_CELL:
        raise SentenceError(
            "Row %(row)s has a cell of more than %(limit)s characters; this is no list of people.",
            row=number,
            limit=LONGEST_CELL,
        )
    return _DISARMED.sub("", " ".join(_CONTROL.sub(" ", cell).split()))
