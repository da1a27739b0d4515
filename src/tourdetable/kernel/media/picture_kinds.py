"""Rarer pictures without what programs say of them: GIF (89a), WebP (RIFF), JPEG 2000 (ISO 15444-1,
annex I), EMF (MS-EMF) and SVG. Of each kind what shows it stays; the rest goes.
"""

import struct
from collections.abc import Iterator

from lxml.etree import (
    Comment,
    ProcessingInstruction,
    QName,
    XMLParser,
    XMLSyntaxError,
    fromstring,
    tostring,
)

from tourdetable.kernel.media.tracked_changes import remove

_GIF_HEAD, _IMAGE, _EXTENSION, _GIF_END = 13, 0x2C, 0x21, 0x3B
_GIF_COMMENT, _GIF_APPLICATION = 0xFE, 0xFF
_GIF_SHOWN = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""How often an animation is repeated."""
_WEBP_SHOWN = (b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_WEBP_FLAGS = 0xF3
"""Of VP8X: without those that announce Exif and XMP."""
_JP2 = b"\x00\x00\x00\x0cjP  "
_JP2_SAID = (b"xml ", b"uuid", b"uinf")
_EMF_SIGNATURE, _EMF_COMMENT = b" EMF", 70
_EMF_DRAWN = (b"EMF+", b"GDIC")
"""Comments of EMF that are drawn."""
_SVG_SPACES = (None, "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink",
               "http://www.w3.org/XML/1998/namespace")  # fmt: skip


def stripped_of_kind(content: bytes) -> bytes:
    """The same picture without its metadata; the very same bytes where it has none, or is of a
    kind that is not read here.
    """
    if content.startswith((b"GIF87a", b"GIF89a")):
        return _gif(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    if content.startswith(_JP2):
        return b"".join(_jp2(content))
    if content.startswith(b"\x01\x00\x00\x00") and content[40:44] == _EMF_SIGNATURE:
        return _emf(content)
    is_svg = content.lstrip()[:5] in (b"<?xml", b"<!DOC", b"<svg ", b"<svg>", b"<!-- ")
    return _svg(content) if is_svg and b"<svg" in content else content


def _gif(content: bytes) -> bytes:
    place = _GIF_HEAD + _table(content, 10)
    parts = [content[:place]]
    while place < len(content) and content[place] in (_IMAGE, _EXTENSION):
        begin, kind = place, content[place]
        label = content[place + 1 : place + 2]
        place += 2 if kind == _EXTENSION else 11 + _table(content, place + 9)
        name = content[place + 1 : place + 12]
        while place < len(content) and content[place]:
            place += 1 + content[place]
        place += 1
        is_said = kind == _EXTENSION and label == bytes([_GIF_COMMENT])
        is_program = kind == _EXTENSION and label == bytes([_GIF_APPLICATION])
        if not is_said and not (is_program and name not in _GIF_SHOWN):
            parts.append(content[begin:place])
    is_over = content[place : place + 1] == bytes([_GIF_END])
    return b"".join([*parts, content[place : place + 1] if is_over else content[place:]])


def _table(content: bytes, place: int) -> int:
    """Bytes of the table of colours that a packed field announces."""
    packed = content[place] if place < len(content) else 0
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _webp(content: bytes) -> bytes:
    parts, place = [], 12
    while place + 8 <= len(content):
        name, size = content[place : place + 4], struct.unpack_from("<I", content, place + 4)[0]
        end = place + 8 + size + size % 2
        if name in _WEBP_SHOWN:
            part = bytearray(content[place:end])
            if name == b"VP8X" and len(part) > len(name) + 4:
                part[8] &= _WEBP_FLAGS
            parts.append(bytes(part))
        place = end
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _jp2(content: bytes) -> Iterator[bytes]:
    place = 0
    while place + 8 <= len(content):
        size, name = struct.unpack_from(">I4s", content, place)
        if size == 1 and place + 16 <= len(content):
            size = struct.unpack_from(">Q", content, place + 8)[0]
        end = place + size if size else len(content)
        if name not in _JP2_SAID:
            yield content[place:end]
        place = max(end, place + 8)


def _emf(content: bytes) -> bytes:
    made = bytearray(content)
    length, place = struct.unpack_from("<II", content, 60)
    if place and place + 2 * length <= len(made):
        made[place : place + 2 * length] = bytes(2 * length)
    place = 0
    while place + 16 <= len(made):
        kind, size = struct.unpack_from("<II", made, place)
        if kind == _EMF_COMMENT and bytes(made[place + 12 : place + 16]) not in _EMF_DRAWN:
            count = min(size, len(made) - place) - 12
            made[place + 12 : place + 12 + count] = bytes(max(count, 0))
        place += max(size, 8)
    return bytes(made)


def _svg(content: bytes) -> bytes:
    if b"<!ENTITY" in content:
        return content  # refused where files are checked
    try:
        parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = fromstring(content, parser)
    except (XMLSyntaxError, ValueError):
        return content
    found = [*root.itersiblings(), *root.itersiblings(preceding=True)]
    for element in list(root.iter()):
        is_node = element.tag in (Comment, ProcessingInstruction)
        name = QName(element) if isinstance(element.tag, str) else None
        is_known = name is not None and name.namespace in _SVG_SPACES and name.localname != (
            "metadata")  # fmt: skip
        if (is_node or not is_known) and element.getparent() is not None:
            found.append(element)
            remove(element)
            continue
        for key in [key for key in element.attrib if QName(key).namespace not in _SVG_SPACES]:
            found.append(element)
            del element.attrib[key]
    return tostring(root, encoding="UTF-8") if found else content
