"""Pictures without what cameras and programs say of them: JPEG (ITU-T T.81, annex B; Exif 2.3) and
PNG (third edition, section 11.3). What is seen of them, and how they are turned, stays.
"""

import struct
from collections.abc import Iterator

from tourdetable.kernel.media.picture_kinds import stripped_of_kind

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_BEGINS, _SCAN, _END = 0xFF, 0xDA, 0xD9
_FIRST_OF_PROGRAMS, _LAST_OF_PROGRAMS, _SAID = 0xE0, 0xEF, 0xFE
_SHOWN_OF_PROGRAMS = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}
"""Segments of programs (APP0 to APP15) that change what is seen, by their first words."""
_RESTARTS = frozenset({0x00, *range(0xD0, 0xD8)})
"""What stands after 0xFF within a scan."""
_SHOWN_CHUNKS = frozenset(
    {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"hIST", b"pHYs", b"sPLT",
     b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI"}
)  # fmt: skip
"""Ancillary chunks that change what is seen."""
_ORIENTATION, _UPRIGHT, _MOST_TURNED = 0x0112, 1, 8
_EXIF = b"Exif\x00\x00"


def stripped(content: bytes) -> bytes:
    """The same picture without its metadata; the very same bytes where it has none, or is of a
    kind that is not read here.
    """
    if content.startswith(_JPEG):
        return _jpeg(content)
    return _png(content) if content.startswith(_PNG) else stripped_of_kind(content)


def _jpeg(content: bytes) -> bytes:
    parts, found, turned = [_JPEG], False, _UPRIGHT
    for marker, part in _segments(content):
        if _is_said(marker, part) and not _is_orientation(part):
            turned = _orientation(part) if part[4:10] == _EXIF else turned
            found = True
        else:
            parts.append(part)
    if not found:
        whole = b"".join(parts)
        return content if len(whole) == len(content) else whole
    if turned != _UPRIGHT:
        parts.insert(1, _turned(turned))
    return b"".join(parts)


def _is_said(marker: int, part: bytes) -> bool:
    """Is a segment about the picture rather than of it?"""
    if marker in _SHOWN_OF_PROGRAMS:
        return not part[4:].startswith(_SHOWN_OF_PROGRAMS[marker])
    return _FIRST_OF_PROGRAMS <= marker <= _LAST_OF_PROGRAMS or marker == _SAID


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment, a scan with what follows it; what stands behind the end,
    a second picture mostly, belongs to none. From what is no segment on, all that remains is one.
    """
    place = 2
    while place + 4 <= len(content):
        marker = content[place + 1]
        if content[place] != _BEGINS or marker == _END:
            break
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        if marker == _SCAN:
            end = content.find(b"\xff", end)
            while 0 <= end < len(content) - 1 and content[end + 1] in _RESTARTS:
                end = content.find(b"\xff", end + 1)
            end = len(content) if end < 0 else end
        yield marker, content[place:end]
        place = end
    is_over = content[place : place + 2] == b"\xff\xd9"
    yield _END, content[place : place + 2] if is_over else content[place:]


def _orientation(segment: bytes) -> int:
    """How an Exif segment says that the picture is turned (1 to 8)."""
    tiff = segment[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:  # noqa: PLR2004 - a header of TIFF and a count
        return _UPRIGHT
    start = struct.unpack_from(f"{order}I", tiff, 4)[0]
    if start + 2 > len(tiff):
        return _UPRIGHT
    count = struct.unpack_from(f"{order}H", tiff, start)[0]
    for place in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        if struct.unpack_from(f"{order}H", tiff, place)[0] == _ORIENTATION:
            turned = int(struct.unpack_from(f"{order}H", tiff, place + 8)[0])
            return turned if _UPRIGHT <= turned <= _MOST_TURNED else _UPRIGHT
    return _UPRIGHT


def _turned(turned: int) -> bytes:
    """An Exif segment that says how the picture is turned, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    body = _EXIF + b"MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def _is_orientation(segment: bytes) -> bool:
    return any(segment == _turned(turned) for turned in range(2, _MOST_TURNED + 1))


def _png(content: bytes) -> bytes:
    parts, place, found = [_PNG], len(_PNG), False
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        name, part = content[place + 4 : place + 8], content[place : place + 12 + length]
        if name[:1].islower() and name not in _SHOWN_CHUNKS:
            found = True
        else:
            parts.append(part)
        place += 12 + length
        if name == b"IEND":
            break
    return b"".join(parts) if found or place < len(content) else content
