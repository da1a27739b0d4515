"""What stands in a questionnaire that comes back, as Word's or as an OpenDocument text: paragraphs
and tables with their anchors, as readers see them. Read in the process of that file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media import packages
from tourdetable.kernel.media.bounds import MOST_CELLS, check_signs
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import DOCX, Medium
from tourdetable.kernel.media.traces import Cleaning, TraceKind
from tourdetable.notes.queries.plans import Remark

LARGEST = 50_000_000
"""Bytes: with many pictures in it."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table by its rows, with the anchors that stand in it."""

    text: str
    anchors: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What readers see of a document, and remarks about what is not taken over of the rest."""

    blocks: tuple[Block, ...]
    left_out: tuple[Remark, ...] = ()


def read_blocks(content: bytes) -> Brought:
    """What stands in a document, in its order, and what nobody sees in it.

    Raises SentenceError for what cannot be read or trusted as a whole.
    """
    if len(content) > LARGEST:
        raise SentenceError(
            "The file is larger than 50 MB; take pictures out, or make them smaller."
        )
    kind = packages.medium(content) if content.startswith(b"PK") else None
    if kind is None:
        raise SentenceError("Send the document back as Word (.docx) or OpenDocument (.odt).")
    packages.check(content, kind)
    read, left_out = _visible(content, kind)
    return Brought(tuple(_bounded(_blocks(read, kind))), left_out)


def _visible(content: bytes, kind: Medium) -> tuple[bytes, tuple[Remark, ...]]:
    """The document as its readers see it, and what is not taken over of it. Raises SentenceError
    for changes that are still tracked.
    """
    bare = cleaned(kind, content, Cleaning.ACCEPT)
    if bare.traces.has_changes:
        raise SentenceError(
            "The document has changes that are still tracked: accept or reject them all, save it, "
            "and send it again."
        )
    unseen = [one for one in (TraceKind.COMMENTS, TraceKind.HIDDEN) if one in bare.traces.counts]
    if not unseen:
        return bare.content, ()
    told = SentenceError("Not taken over: %(traces)s.", traces=bare.traces.sentence(unseen))
    return bare.content, (Remark("", told),)


def _bounded(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same, up to what no document has. Raises SentenceError there: a table in a table comes
    again with each table around it.
    """
    signs, cells = 0, 0
    for block in blocks:
        found = [cell for row in block.rows or () for cell in row]
        signs += len(block.text) + sum(map(len, found))
        cells += len(found)
        check_signs(signs)
        if cells > MOST_CELLS:
            raise SentenceError(
                "The tables of the document have more than %(limit)s cells; divide it.",
                limit=MOST_CELLS,
            )
        yield block


def _blocks(content: bytes, kind: Medium) -> Iterator[Block]:
    root = packages.body(content, kind)
    if kind is DOCX:
        body = root.find(f"{_W}body")
        yield from _of_word(body if body is not None else root)
    else:
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        yield from _of_open_document(body if body is not None else root)


def _of_word(around: _Element) -> Iterator[Block]:
    loose: list[str] = []
    for element in around:
        if element.tag == f"{_W}bookmarkStart":
            loose.append(str(element.get(f"{_W}name")))
        elif element.tag == f"{_W}p":
            found = [str(one.get(f"{_W}name")) for one in element.iter(f"{_W}bookmarkStart")]
            yield Block(packages.said(element), (*loose, *found))
            loose = []
        elif element.tag == f"{_W}tbl":
            rows = tuple(
                tuple(
                    "\n".join(packages.said(p) for p in cell.iter(f"{_W}p"))
                    for cell in row.findall(f"{_W}tc")
                )
                for row in element.findall(f"{_W}tr")
            )
            yield Block("", tuple(loose), rows)
            loose = []
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}smartTag"):
            yield from _of_word(element)


def _of_open_document(around: _Element) -> Iterator[Block]:
    for element in around:
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            marks = [*element.iter(f"{_TEXT}bookmark-start"), *element.iter(f"{_TEXT}bookmark")]
            yield Block(packages.said(element), tuple(str(m.get(f"{_TEXT}name")) for m in marks))
        elif element.tag == f"{_TABLE}table":
            rows = tuple(
                tuple(
                    "\n".join(packages.said(p) for p in cell.iter(f"{_TEXT}p"))
                    for cell in row.findall(f"{_TABLE}table-cell")
                )
                for row in element.iter(f"{_TABLE}table-row")
            )
            yield Block("", (), rows)
        elif element.tag in (f"{_TEXT}list", f"{_TEXT}list-item", f"{_TEXT}section"):
            yield from _of_open_document(element)
