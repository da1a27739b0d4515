"""A part of a file instead of all of it (RFC 9110, section 14).

One range of bytes is answered. Several at once are answered with everything, which the RFC allows
(section 14.2) and which no reader of files needs; so is whatever cannot be read.
"""

import re
from dataclasses import dataclass

_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)
"""Eighteen digits count more bytes than any disk has."""


class UnsatisfiableRangeError(ValueError):
    """The range is well written, but begins after the end."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes `first` to `last` of a whole, counted from nought, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def of(self, size: int) -> str:
        """The value of Content-Range."""
        return f"bytes {self.first}-{self.last}/{size}"


def unsatisfied(size: int) -> str:
    """The value of Content-Range for a range that is outside."""
    return f"bytes */{size}"


def wished_span(header: str, size: int) -> Span | None:
    """What a Range header asks for of a whole of `size` bytes; None for the whole.

    Raises UnsatisfiableRangeError.
    """
    match = _RANGE.fullmatch(header)
    if not match or not any(match.groups()):
        return None
    begin, end = match.groups()
    if not begin:
        return _suffix(int(end), size)
    first = int(begin)
    last = int(end) if end else max(first, size - 1)
    if last < first:
        return None
    if first >= size:
        raise UnsatisfiableRangeError
    return Span(first, min(last, size - 1))


def holds_still(condition: str, etag: str) -> bool:
    """Does an If-Range header let the range be answered? Only where there is none, or it is this
    strong tag: a weak tag or a date says too little about bytes (section 13.1.5).
    """
    return condition.strip() in ("", etag)


def _suffix(length: int, size: int) -> Span | None:
    """The last bytes. Those of nothing are nothing, which no Content-Range can say."""
    if not length:
        raise UnsatisfiableRangeError
    return Span(max(0, size - length), size - 1) if size else None
