"""XLSX: XML in a zip. Only stored values are read, nothing is worked out, nothing is endless."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NoReturn

from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.bounds import check_elements, check_methods, elements, unpacked

XLSX = b"PK\x03\x04"
MOST_ENTRIES, MOST_UNPACKED, MOST_PAGES = 2_000, 60_000_000, 50
MOST_CELLS = 500_000
"""Of one page: each takes openpyxl some microseconds."""
MOST_STRINGS = 200_000
"""Texts that cells share: openpyxl reads them all, whichever page is asked for."""
MOST_STYLED = 200_000
"""Elements of any other part: formats and names become objects of openpyxl, a kilobyte each."""
_TYPES = "[Content_Types].xml"
_BOOK = b"spreadsheetml.sheet.main+xml"
_MACROS = ("vbaproject.bin", "vbadata.xml", "/activex/", "/embeddings/", "/macrosheets/")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    LxmlError,
    ArithmeticError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    UnicodeError,
    ValueError,
)
"""What zipfile and openpyxl raise for a package that no spreadsheet program has written."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The names of the pages of a workbook, which of them was read, and its rows."""

    names: tuple[str, ...]
    chosen: str
    rows: tuple[tuple[str, ...], ...]


def pages_of(content: bytes, page: str, most_rows: int, most_columns: int) -> Pages:
    """The rows of one page: the one that is named, else the first with something on it.

    Raises SentenceError for what is damaged, carries macros or unpacks to more than a list.
    """
    return several_pages_of(content, (page,), most_rows, most_columns)[0]


def several_pages_of(
    content: bytes, pages: Sequence[str], most_rows: int, most_columns: int
) -> list[Pages]:
    """The same for several pages, with the workbook opened once and each page read once."""
    try:
        _check(content)
        return _read(content, pages, most_rows, most_columns)
    except _DAMAGED:
        _refuse_damaged()


def _check(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNPACKED:
            raise SentenceError("The file unpacks to more than any list of people; save it anew.")
        if any(entry.flag_bits & 1 for entry in entries):
            raise SentenceError("The file is encrypted; save it without a password.")
        names = [f"/{entry.filename.lower()}" for entry in entries]
        check_methods(entries)
        types = unpacked(archive, _TYPES)
        if b"macroEnabled" in types or any(m in name for name in names for m in _MACROS):
            raise SentenceError("The workbook carries macros; save it as XLSX without them.")
        if _BOOK not in types:
            raise SentenceError("This is no workbook (XLSX); save the list as CSV or XLSX.")
        for entry in entries:
            # Lists have no document types; that is where entities come from.
            if entry.filename.lower().endswith((".xml", ".rels")):
                _check_part(entry.filename.lower(), unpacked(archive, entry))


def _check_part(name: str, part: bytes) -> None:
    if b"<!DOCTYPE" in part:
        _refuse_damaged()
    if "worksheets/" in name:
        # A cell with a value is three elements at most: itself, its value, its formula.
        if elements(part) > 3 * MOST_CELLS:
            raise SentenceError(
                "A page of the workbook has more than %(limit)s cells; divide it.", limit=MOST_CELLS
            )
    elif name.endswith("sharedstrings.xml"):
        check_elements(part, most=10 * MOST_STRINGS)
        if part.count(b"<si") > MOST_STRINGS:
            raise SentenceError(
                "The workbook has more than %(limit)s texts; divide it.", limit=MOST_STRINGS
            )
    else:
        check_elements(part, most=MOST_STYLED)


def _read(content: bytes, pages: Sequence[str], most_rows: int, most_columns: int) -> list[Pages]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    names = tuple(book.sheetnames[:MOST_PAGES])

    @cache
    def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
        sheet = book[name]
        if not hasattr(sheet, "iter_rows"):
            return ()
        # The size that a page claims is not believed.
        sheet.reset_dimensions()
        found = sheet.iter_rows(max_row=most_rows + 1, max_col=most_columns, values_only=True)
        return _trimmed(found)

    try:
        wanted = [[page] if page in names else names for page in pages]
        first = [one[0] if one else "" for one in wanted]
        chosen = [
            next(filter(rows_of, one), usual) for one, usual in zip(wanted, first, strict=True)
        ]
        return [Pages(names, name, rows_of(name) if name else ()) for name in chosen]
    finally:
        book.close()


def _trimmed(rows: Iterable[Sequence[object]]) -> tuple[tuple[str, ...], ...]:
    """Every row as texts without the empty cells at its end; empty rows at the end are none."""
    found, last = [], 0
    for row in rows:
        texts = [_text(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        found.append(tuple(texts))
        last = len(found) if texts else last
    return tuple(found[:last])


def _text(value: object) -> str:
    """A value as somebody would type it; a formula that was never worked out has none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return str(value)


def _refuse_damaged() -> NoReturn:
    raise SentenceError("The workbook cannot be read; save it anew from where it was written.")
