"""DOCX and ODT: XML in a zip. Read with nothing resolved, nothing fetched, nothing endless."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from tourdetable.kernel.media.kinds import DOCX, ODT, Medium, refuse

MOST_ENTRIES, MOST_UNPACKED = 10_000, 200_000_000
"""Of one zip: more of either is made to hurt."""
_CONTENT_TYPES, _ODF_MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = f"{DOCX.media_type}.main+xml"
_MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OF_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_TEXT_P, _TEXT_H = _OF_ODF % ("text", "p"), _OF_ODF % ("text", "h")
_MACROS = ("vbaproject.bin", "vbadata.xml", "/activex/", "/embeddings/oleobject")
_BASIC = ("basic/", "scripts/")


@dataclass(frozen=True, slots=True)
class Writing:
    """How text stands in a kind of XML: what is a paragraph, what is said in it (None: whatever
    stands there), what stands for a sign, what is not part of the text.
    """

    paragraphs: tuple[str, ...]
    said: str | None
    signs: Mapping[str, str]
    unsaid: tuple[str, ...] = ()


_WORD = Writing((f"{_W}p",), f"{_W}t", {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"})
_OPEN_DOCUMENT = Writing(
    (_TEXT_P, _TEXT_H),
    None,
    {
        _OF_ODF % ("text", "tab"): "\t",
        _OF_ODF % ("text", "line-break"): "\n",
        _OF_ODF % ("text", "s"): " ",
    },
    (_OF_ODF % ("text", "tracked-changes"), _OF_ODF % ("office", "annotation")),
)
_WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_ODF_BODY = "content.xml"


def medium(content: bytes) -> Medium | None:
    """Which of the two it is; None for another zip. Raises SentenceError for a damaged one."""
    with _opened(content) as archive:
        names = archive.namelist()
        if _CONTENT_TYPES in names:
            types = archive.read(_CONTENT_TYPES).decode("utf-8", "replace")
            return DOCX if _MAIN in types or _MACRO_MAIN in types else None
        if "mimetype" in names and archive.read("mimetype").strip() == ODT.media_type.encode():
            return ODT
    return None


def check(content: bytes, kind: Medium) -> None:
    """Raises SentenceError for what runs, fetches, hides or cannot be read."""
    with _opened(content) as archive:
        names = [f"/{name.lower()}" for name in archive.namelist()]
        marks = _MACROS if kind is DOCX else tuple(f"/{mark}" for mark in _BASIC)
        if any(mark in name for name in names for mark in marks):
            _refuse_macros(kind)
        if kind is DOCX and _MACRO_MAIN.encode() in archive.read(_CONTENT_TYPES):
            _refuse_macros(kind)
        for name in archive.namelist():
            if name.lower().endswith((".xml", ".rels")):
                _check_part(_parsed(archive.read(name), kind), kind)
        if archive.testzip() is not None:
            _refuse_unreadable(kind)
        if (_WORD_PARTS[0] if kind is DOCX else _ODF_BODY) not in archive.namelist():
            _refuse_unreadable(kind)


def text(content: bytes, kind: Medium, most: int) -> str:
    """Paragraph after paragraph, until there are that many signs."""
    parts = _WORD_PARTS if kind is DOCX else (_ODF_BODY,)
    writing = _WORD if kind is DOCX else _OPEN_DOCUMENT
    found, size = [], 0
    with _opened(content) as archive:
        known = set(archive.namelist())
        for name in (part for part in parts if part in known):
            for said in _paragraphs(_parsed(archive.read(name), kind), writing):
                found.append(said)
                size += len(said)
                if size > most:
                    return "\n".join(found)
    return "\n".join(found)


def body(content: bytes, kind: Medium) -> _Element:
    """The root of what is written in it. Raises SentenceError as `check` does."""
    with _opened(content) as archive:
        return _parsed(archive.read(_WORD_PARTS[0] if kind is DOCX else _ODF_BODY), kind)


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The zip, once its entries are known to be few, small, open and inside it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist())
            yield archive
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, KeyError, ValueError, OSError):
        refuse("the file is a damaged package", "save it anew from where it was written")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """What an entry says of its size bounds what reading it can give."""
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > MOST_UNPACKED:
        refuse("the file unpacks to more than any document needs", "save it anew with less in it")
    if any(entry.flag_bits & 1 for entry in entries):
        refuse("the file is encrypted", "save it without a password")
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)) or any(_leads_out(name) for name in names):
        refuse("the file is a package that no word processor writes", "save it anew")


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")


def _parsed(part: bytes, kind: Medium) -> _Element:
    """Raises SentenceError for what is no XML, and for every declaration of a document type: that
    is where entities come from, and no word processor writes one.
    """
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = fromstring(part, parser)
    except (XMLSyntaxError, ValueError):
        _refuse_unreadable(kind)
    if root.getroottree().docinfo.internalDTD is not None:
        refuse(f"the {kind.called} declares entities", "save it anew from a word processor")
    return root


def _check_part(root: _Element, kind: Medium) -> None:
    for node in root.iter(_RELATION):
        fetched = node.get("TargetMode") == "External"
        if fetched and node.get("Type", "").endswith(("/attachedTemplate", "/oleObject", "/frame")):
            refuse(f"the {kind.called} fetches a part from elsewhere", "save it with all its parts")
    for _node in root.iter(_OF_ODF % ("manifest", "encryption-data")):
        refuse(f"the {kind.called} is encrypted", "save it without a password")
    for node in root.iter(_OF_ODF % ("office", "scripts"), _OF_ODF % ("script", "event-listener")):
        if len(node) or node.attrib:
            _refuse_macros(kind)


def _refuse_macros(kind: Medium) -> NoReturn:
    refuse(f"the {kind.called} carries macros", "save it without them, or as PDF")


def _refuse_unreadable(kind: Medium) -> NoReturn:
    refuse(f"the {kind.called} cannot be read", "save it anew from where it was written")


def _paragraphs(root: _Element, writing: Writing) -> Iterator[str]:
    for unsaid in list(root.iter(*writing.unsaid)) if writing.unsaid else []:
        for part in list(unsaid):
            unsaid.remove(part)
    for paragraph in root.iter(*writing.paragraphs):
        yield "".join(_said(paragraph.iter(), writing, paragraph))


def _said(nodes: Iterable[_Element], writing: Writing, paragraph: _Element) -> Iterator[str]:
    """A sign stands where its element does; text where the kind of XML lets text stand."""
    for node in nodes:
        if node.tag in writing.signs:
            yield writing.signs[str(node.tag)]
        elif writing.said in (None, node.tag):
            yield node.text or ""
        if writing.said is None and node is not paragraph:
            yield node.tail or ""
