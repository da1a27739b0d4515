"""DOCX and ODT: XML in a zip. Read with nothing resolved, nothing fetched, nothing endless."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml.etree import Comment, XMLParser, XMLSyntaxError, _Element, fromstring

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.bounds import check_elements, check_methods, unpacked
from tourdetable.kernel.media.kinds import DOCX, ODT, Medium, encrypted, unreadable

MOST_ENTRIES, MOST_UNPACKED = 10_000, 200_000_000
"""Of one zip: more of either is made to hurt."""
CONTENT_TYPES = "[Content_Types].xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = f"{DOCX.media_type}.main+xml"
_MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OF_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|/|\.\./\.\./", re.IGNORECASE)
"""Within an OpenDocument package `../` leads to the package itself."""
_FETCHED = tuple(
    f"/{kind}"
    for kind in ("oleObject", "frame", "image", "chart", "header", "footer", "subDocument",
                 "aFChunk", "package", "control", "font")
)  # fmt: skip
"""Types of relationships of what is fetched when a document is opened. A template is not among
them: it is taken out before a file is kept (kernel.media.word_cleaning).
"""
_ODF_FETCHING = tuple(
    _OF_ODF % name
    for name in (
        ("drawing", "image"), ("drawing", "fill-image"), ("drawing", "object"),
        ("drawing", "object-ole"),
        ("drawing", "plugin"), ("drawing", "applet"), ("drawing", "floating-frame"),
        ("text", "section-source"), ("table", "cell-range-source"), ("table", "table-source"),
        ("style", "background-image"), ("text", "list-level-style-image"), ("form", "form"),
        ("form", "image"), ("office", "dde-source"), ("presentation", "sound"),
        ("svg-compatible", "font-face-uri"),
    )
)  # fmt: skip
_MACROS = ("vbaproject.bin", "vbadata.xml", "/activex/", "/embeddings/oleobject")
_BASIC = ("basic/", "scripts/")


_PARAGRAPHS = (f"{_W}p", _OF_ODF % ("text", "p"), _OF_ODF % ("text", "h"))
_WORD_SIGNS = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"
}  # fmt: skip
_ODF_SIGNS = {_OF_ODF % ("text", "tab"): "\t", _OF_ODF % ("text", "line-break"): "\n"}
_ODF_SPACES, _COUNT = _OF_ODF % ("text", "s"), _OF_ODF % ("text", "c")
MOST_SPACES = 100
"""That one element may stand for."""
_UNSAID = (_OF_ODF % ("text", "tracked-changes"), _OF_ODF % ("office", "annotation"))
_SOUND_IN_WORD, _SOUND_IN_ODF = f"{_W}rt", _OF_ODF % ("text", "ruby-text")
_WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_ODF_BODY = "content.xml"


def medium(content: bytes) -> Medium | None:
    """Which of the two it is; None for another zip. Raises SentenceError for a damaged one."""
    with opened(content) as archive:
        names = archive.namelist()
        if CONTENT_TYPES in names:
            types = unpacked(archive, CONTENT_TYPES).decode("utf-8", "replace")
            return DOCX if _MAIN in types or _MACRO_MAIN in types else None
        if "mimetype" in names and unpacked(archive, "mimetype").strip() == ODT.media_type.encode():
            return ODT
    return None


def check(content: bytes, kind: Medium) -> None:
    """Raises SentenceError for what runs, fetches, hides or cannot be read."""
    with opened(content) as archive:
        names = [f"/{name.lower()}" for name in archive.namelist()]
        marks = _MACROS if kind is DOCX else tuple(f"/{mark}" for mark in _BASIC)
        if any(mark in name for name in names for mark in marks):
            raise _has_macros()
        if kind is DOCX and _MACRO_MAIN.encode() in unpacked(archive, CONTENT_TYPES):
            raise _has_macros()
        for name in archive.namelist():
            if name.lower().endswith((".xml", ".rels", ".svg")):
                _check_part(parsed(unpacked(archive, name)))
        if archive.testzip() is not None:
            raise unreadable()
        if (_WORD_PARTS[0] if kind is DOCX else _ODF_BODY) not in archive.namelist():
            raise unreadable()


def text(content: bytes, kind: Medium, most: int) -> str:
    """Paragraph after paragraph, until there are that many signs."""
    parts = _WORD_PARTS if kind is DOCX else (_ODF_BODY,)
    found, size = [], 0
    with opened(content) as archive:
        known = set(archive.namelist())
        for name in (part for part in parts if part in known):
            for paragraph in _paragraphs(parsed(unpacked(archive, name))):
                found.append(said(paragraph))
                size += len(found[-1])
                if size > most:
                    return "\n".join(found)
    return "\n".join(found)


def body(content: bytes, kind: Medium) -> _Element:
    """The root of what is written in it. Raises SentenceError as `check` does."""
    with opened(content) as archive:
        return parsed(unpacked(archive, _WORD_PARTS[0] if kind is DOCX else _ODF_BODY))


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The zip, once its entries are known to be few, small, open and inside it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist())
            yield archive
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, KeyError, ValueError, OSError):
        raise SentenceError(
            "The file is a damaged package; save it anew from where it was written."
        ) from None


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """What an entry says of its size bounds what reading it can give (`bounds.unpacked`)."""
    check_methods(entries)
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > MOST_UNPACKED:
        raise SentenceError(
            "The file unpacks to more than any document needs; save it anew with less in it."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise encrypted()
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)) or any(_leads_out(name) for name in names):
        raise SentenceError(
            "The file is a package that no word processor writes; save it anew in one."
        )


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")


def parsed(part: bytes) -> _Element:
    """Raises SentenceError for what is no XML, and for every declaration of a document type: that
    is where entities come from, and no word processor writes one.
    """
    check_elements(part)
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = fromstring(part, parser)
    except (XMLSyntaxError, ValueError):
        raise unreadable() from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise SentenceError("The file declares entities; save it anew from a word processor.")
    return root


def _check_part(root: _Element) -> None:
    for node in root.iter(_RELATION):
        fetched = node.get("TargetMode") == "External"
        if fetched and node.get("Type", "").endswith(_FETCHED):
            raise _fetches()
    for _node in root.iter(_OF_ODF % ("manifest", "encryption-data")):
        raise encrypted()
    for node in root.iter(_OF_ODF % ("office", "scripts"), _OF_ODF % ("script", "event-listener")):
        if len(node) or node.attrib:
            raise _has_macros()
    for _node in root.iter(_OF_ODF % ("text", "script"), f"{_SVG}script", f"{_SVG}foreignObject"):
        raise _has_macros()
    is_drawing = root.tag == f"{_SVG}svg"
    for node in root.iter(f"{_SVG}*") if is_drawing else root.iter(*_ODF_FETCHING):
        _check_reference(node, is_drawing=is_drawing)


def _check_reference(node: _Element, *, is_drawing: bool) -> None:
    """What an element of a drawing runs or fetches, and one of OpenDocument fetches."""
    if is_drawing and any(str(name).lower().startswith("on") for name in node.attrib):
        raise _has_macros()
    target = node.get(_HREF, "") or (node.get("href", "") if is_drawing else "")
    is_outside = _OUTSIDE.match(target.strip()) is not None
    if is_outside and not target.strip().startswith("data:image/"):
        raise _fetches()


def _fetches() -> SentenceError:
    return SentenceError("The file fetches a part from elsewhere; save it with all its parts.")


def _has_macros() -> SentenceError:
    return SentenceError("The file carries macros; save it without them, or as PDF.")


def _paragraphs(root: _Element) -> Iterator[_Element]:
    for unsaid in list(root.iter(*_UNSAID)):
        for part in list(unsaid):
            unsaid.remove(part)
    yield from root.iter(*_PARAGRAPHS)


def said(paragraph: _Element) -> str:
    """What is written in a paragraph of either kind: a sign stands where its element does.

    Of a phonetic guide (ruby: pinyin above a name) only the text is written, not how it sounds: the
    two put together would be another name, and other readers lose both
    (findings/pinyin-above-a-name.sh).
    """
    of = _said_in_word if paragraph.tag == f"{_W}p" else _said_in_odf
    return "".join(of(paragraph))


def _said_in_word(paragraph: _Element) -> Iterator[str]:
    """A tab is one in a run; elsewhere the same element sets a tab stop."""
    run = f"{_W}r"
    for node in paragraph.iter():
        around = node.getparent()
        if node.tag == f"{_W}t":
            if not any(one.tag == _SOUND_IN_WORD for one in node.iterancestors()):
                yield node.text or ""
        elif node.tag in _WORD_SIGNS and around is not None and around.tag == run:
            yield _WORD_SIGNS[str(node.tag)]


def _said_in_odf(paragraph: _Element) -> Iterator[str]:
    yield paragraph.text or ""
    for node in paragraph.iterchildren():
        if node.tag == _ODF_SPACES:
            count = node.get(_COUNT, "1")
            yield " " * min(int(count) if count.isdecimal() else 1, MOST_SPACES)
        elif node.tag in _ODF_SIGNS:
            yield _ODF_SIGNS[str(node.tag)]
        elif node.tag not in (Comment, _SOUND_IN_ODF, *_UNSAID):
            yield from _said_in_odf(node)
        yield node.tail or ""
